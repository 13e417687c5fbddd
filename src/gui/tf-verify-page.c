/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-verify-page.h"

#include "tf-announce.h"
#include "tf-file-choice.h"
#include "tf-page.h"
#include "tf-progress-relay.h"
#include "tf-verdict-row.h"

#include <glib/gi18n-lib.h>

struct _TfVerifyPage
{
  AdwBin           parent_instance;

  GtkStack        *stack;
  AdwActionRow    *file_row;
  AdwActionRow    *summary_row;
  GtkImage        *summary_image;
  AdwActionRow    *hash_row;
  AdwActionRow    *trust_row;
  GtkWidget       *no_trust_button;
  GtkBox          *signature_box;
  GtkProgressBar  *progress_bar;

  TfSession       *session;
  GFile           *file;
  GFile           *trust;        /* certificates to trust, or NULL */
  TfVerification  *found;        /* NULL while working, or where the file could not be read */
  GCancellable    *cancellable;  /* of the work that goes on, or NULL */
  TfProgressRelay *relay;
};

static void tf_verify_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfVerifyPage, tf_verify_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_verify_page_page_init))

static void
add_row (AdwPreferencesGroup     *group,
         const char              *question,
         const TfSignatureAnswer *answer)
{
  adw_preferences_group_add (group, tf_verdict_row_new (question, answer));
}

static char *
dup_signer (const TfSignatureResult *result)
{
  g_autofree char *when = NULL;

  if (result->signer == NULL)
    return g_strdup (_("The certificate of the signer cannot be read."));
  if (result->claimed_time != NULL)
    {
      g_autoptr(GDateTime) local = g_date_time_to_local (result->claimed_time);

      /* Translators: a day and a time, for g_date_time_format(): 11 Dec 2027, 14:05 */
      when = g_date_time_format (local, _("%-d %b %Y, %H:%M"));
    }
  if (when == NULL)
    /* Translators: who vouches for the name of a signer */
    return g_strdup_printf (_("Certificate issued by %s"), result->signer->issuer);

  /* Translators: who vouches for the name of a signer; when, as the signer says, the signature was
   * made */
  return g_strdup_printf (_("Certificate issued by %s. Time that the signer states: %s"),
                          result->signer->issuer, when);
}

static void
append_signature (TfVerifyPage            *self,
                  const TfSignatureResult *result,
                  guint                    number)
{
  GtkWidget *widget = adw_preferences_group_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (widget);
  g_autofree char *signer = dup_signer (result);
  g_autofree char *description = g_markup_escape_text (signer, -1);
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;

  /* Translators: number of a signature, then whose it is said to be */
  title = g_strdup_printf (_("Signature %u: %s"), number,
                           result->signer != NULL ? tf_certificate_info_get_holder (result->signer)
                                                 : _("unknown"));
  escaped = g_markup_escape_text (title, -1);
  adw_preferences_group_set_title (group, escaped);
  adw_preferences_group_set_description (group, description);
  add_row (group, _("Unchanged Since Signing"), &result->integrity);
  add_row (group, _("Covers the Whole File"), &result->coverage);
  add_row (group, _("Certificate"), &result->certificate);
  add_row (group, _("Identity of the Signer"), &result->trust);
  add_row (group, _("Time of Signing"), &result->time);
  add_row (group, _("Revocation"), &result->revocation);
  add_row (group, _("Rules of PAdES"), &result->pades);
  gtk_box_append (self->signature_box, widget);
}

static void
clear_signatures (TfVerifyPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->signature_box))) != NULL)
    gtk_box_remove (self->signature_box, child);
}

static void
show_summary (TfVerifyPage *self,
              TfVerdict     verdict,
              const char   *text)
{
  tf_verdict_image_set (self->summary_image, verdict);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary_row), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->summary_row));
  tf_announce (GTK_WIDGET (self), text);
}

/* An unsigned file is not wrong, and nothing proves it right. */
static TfVerdict
judge (const TfVerification *found)
{
  if (found->signatures->len == 0)
    return TF_VERDICT_UNDETERMINED;
  if (!found->valid)
    return TF_VERDICT_INVALID;

  for (guint i = 0; i < found->signatures->len; i++)
    if (((TfSignatureResult *) found->signatures->pdata[i])->overall.verdict == TF_VERDICT_INVALID)
      return TF_VERDICT_INVALID;

  return TF_VERDICT_VALID;
}

static void
show_found (TfVerifyPage *self)
{
  const TfVerification *found = self->found;
  g_autofree char *size = g_format_size (found->size);

  adw_action_row_set_subtitle (self->file_row, size);
  adw_action_row_set_subtitle (self->hash_row, found->sha256);
  gtk_widget_show (GTK_WIDGET (self->hash_row));
  for (guint i = 0; i < found->signatures->len; i++)
    append_signature (self, found->signatures->pdata[i], i + 1);
  show_summary (self, judge (found), found->summary);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(TfVerifyPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfVerification) found = tf_verify_finish (result, &error);

  /* Another file was chosen since, or the page is gone. */
  if (self->session == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->relay, tf_progress_relay_unref);
  gtk_widget_hide (GTK_WIDGET (self->progress_bar));
  gtk_widget_show (GTK_WIDGET (self->summary_row));
  self->found = g_steal_pointer (&found);
  if (self->found != NULL)
    show_found (self);
  else
    show_summary (self, TF_VERDICT_INVALID, error->message);
}

static void
stop (TfVerifyPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->relay, tf_progress_relay_unref);
}

static void
start (TfVerifyPage *self)
{
  stop (self);
  g_clear_pointer (&self->found, tf_verification_free);
  clear_signatures (self);
  gtk_widget_hide (GTK_WIDGET (self->summary_row));
  gtk_widget_hide (GTK_WIDGET (self->hash_row));
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_show (GTK_WIDGET (self->progress_bar));
  gtk_stack_set_visible_child_name (self->stack, "file");

  self->cancellable = g_cancellable_new ();
  self->relay = tf_progress_relay_new (self->progress_bar);
  tf_verify_async (self->file, self->trust, 0, tf_progress_relay_func, self->relay,
                   self->cancellable, done_cb, g_object_ref (self));
}

static void
show_trust (TfVerifyPage *self)
{
  g_autofree char *name = self->trust != NULL ? g_file_get_parse_name (self->trust) : NULL;

  adw_action_row_set_subtitle (self->trust_row,
                               name != NULL
                                 ? name
                                 : _("None chosen: who the signer is stays open. Choose a file of "
                                     "certificates that you trust to find out."));
  gtk_widget_set_visible (self->no_trust_button, name != NULL);
}

static void
trust_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  TfVerifyPage *self = TF_VERIFY_PAGE (source);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (self), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->session != NULL)
    tf_verify_page_set_trust (self, file);
}

static void
choose_trust_cb (TfVerifyPage *self)
{
  tf_file_choice_async (GTK_WIDGET (self), TF_FILE_CHOICE_ONE, _("Choose Certificates to Trust"),
                        NULL, trust_chosen_cb, NULL);
}

static void
no_trust_cb (TfVerifyPage *self)
{
  tf_verify_page_set_trust (self, NULL);
}

/* "verify/file:///…" looks at that file. */
static gboolean
tf_verify_page_go (TfPage     *page,
                   const char *rest)
{
  g_autoptr(GFile) file = NULL;

  if (*rest == '\0')
    return TRUE;

  file = g_file_new_for_uri (rest);
  tf_verify_page_verify (TF_VERIFY_PAGE (page), file);
  return TRUE;
}

static void
tf_verify_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_verify_page_go;
}

static void
tf_verify_page_dispose (GObject *object)
{
  TfVerifyPage *self = TF_VERIFY_PAGE (object);

  stop (self);
  g_clear_object (&self->session);
  /* The template would let go of the child that the bin lets go of too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_VERIFY_PAGE);
  g_clear_object (&self->file);
  g_clear_object (&self->trust);
  g_clear_pointer (&self->found, tf_verification_free);

  G_OBJECT_CLASS (tf_verify_page_parent_class)->dispose (object);
}

static void
tf_verify_page_class_init (TfVerifyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_verify_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-verify-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, summary_row);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, summary_image);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, hash_row);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, trust_row);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, no_trust_button);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, signature_box);
  gtk_widget_class_bind_template_child (widget_class, TfVerifyPage, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, choose_trust_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_trust_cb);
}

static void
tf_verify_page_init (TfVerifyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_trust (self);
}

/**
 * tf_verify_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_verify_page_new (TfSession *session)
{
  TfVerifyPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_VERIFY_PAGE, NULL);
  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

/**
 * tf_verify_page_verify:
 * @self: the page
 * @file: any file
 *
 * Looks at the signatures of a file, in a thread.
 */
void
tf_verify_page_verify (TfVerifyPage *self,
                       GFile        *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (TF_IS_VERIFY_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  name = g_file_get_parse_name (file);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), name);
  adw_action_row_set_subtitle (self->file_row, "");
  start (self);
}

/**
 * tf_verify_page_set_trust:
 * @self: the page
 * @trust: (nullable): a file of certificates to trust, or `NULL` for none
 *
 * Chooses whom to trust, and looks at the file again.
 */
void
tf_verify_page_set_trust (TfVerifyPage *self,
                          GFile        *trust)
{
  g_return_if_fail (TF_IS_VERIFY_PAGE (self));
  g_return_if_fail (trust == NULL || G_IS_FILE (trust));

  g_set_object (&self->trust, trust);
  show_trust (self);
  if (self->file != NULL)
    start (self);
}

/**
 * tf_verify_page_is_busy:
 * @self: the page
 *
 * Returns: whether a file is being looked at
 */
gboolean
tf_verify_page_is_busy (TfVerifyPage *self)
{
  g_return_val_if_fail (TF_IS_VERIFY_PAGE (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * tf_verify_page_get_found:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): what was found, or `NULL` where no file was looked at or it
 *   could not be read
 */
const TfVerification *
tf_verify_page_get_found (TfVerifyPage *self)
{
  g_return_val_if_fail (TF_IS_VERIFY_PAGE (self), NULL);

  return self->found;
}

/**
 * tf_verify_page_get_summary:
 * @self: the page
 *
 * Returns: (transfer none): what the page says of the file as a whole
 */
const char *
tf_verify_page_get_summary (TfVerifyPage *self)
{
  g_return_val_if_fail (TF_IS_VERIFY_PAGE (self), NULL);

  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->summary_row));
}

static gboolean
drop_cb (GtkWidget    *widget,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *uri = NULL;
  g_autofree char *place = NULL;

  if (files == NULL)
    return FALSE;

  uri = g_file_get_uri (files->data);
  place = g_strconcat ("verify/", uri, NULL);
  return gtk_widget_activate_action (widget, "win.go", "s", place);
}

/**
 * tf_verify_page_take_drops:
 * @widget: a widget of the window
 *
 * Lets a PDF be dropped on a widget to be verified.
 */
void
tf_verify_page_take_drops (GtkWidget *widget)
{
  GtkDropTarget *target;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), widget, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
