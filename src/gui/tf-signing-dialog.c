/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signing-dialog.h"

#include "tf-announce.h"
#include "tf-sign-error.h"
#include "tf-state-image.h"
#include "tf-widget-task.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfSigningDialog
{
  AdwWindow            parent_instance;

  GtkStack            *stack;
  GtkLabel            *file_label;
  GtkWidget           *password_entry;
  GtkLabel            *problem_label;
  GtkSpinner          *spinner;
  AdwPreferencesGroup *key_group;
  AdwActionRow        *holder_row;
  AdwActionRow        *issuer_row;
  AdwActionRow        *validity_row;
  AdwActionRow        *usage_row;
  GtkButton           *sign_button;

  GFile               *file;
  GTask               *task;         /* who asked; NULL once answered */
  TfSigningKey        *key;
  GCancellable        *cancellable;
};

G_DEFINE_FINAL_TYPE (TfSigningDialog, tf_signing_dialog, ADW_TYPE_WINDOW)

/* The job of the thread that opens the key. */
typedef struct
{
  GFile    *file;
  TfSecret *password;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->file);
  tf_secret_unref (opening->password);
  g_free (opening);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;
  GError *error = NULL;
  TfSigningKey *key = tf_signing_key_new_from_file (opening->file, opening->password, cancellable,
                                                    &error);

  if (key != NULL)
    g_task_return_pointer (task, key, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
show_problem (TfSigningDialog *self,
              const char      *text)
{
  gtk_label_set_text (self->problem_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *text != '\0');
  if (*text != '\0')
    tf_announce (GTK_WIDGET (self), text);
}

static void
answer (TfSigningDialog *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_task_return_pointer (task, g_steal_pointer (&self->key), g_object_unref);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
needs_choice (const TfKeyFinding *finding)
{
  return finding->kind == TF_KEY_FINDING_EXPIRED || finding->kind == TF_KEY_FINDING_NOT_YET_VALID ||
         finding->kind == TF_KEY_FINDING_NOT_FOR_SIGNING;
}

static void
append_finding (TfSigningDialog    *self,
                const TfKeyFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new ();

  tf_severity_image_set (image, finding->refused ? TF_SEVERITY_BLOCKS : TF_SEVERITY_SHOULD);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->message);
  adw_preferences_group_add (self->key_group, row);
}

static char *
dup_day (GDateTime *time)
{
  g_autoptr(GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  /* Translators: a day on which a certificate begins or ends, for g_date_time_format() */
  return local != NULL ? g_date_time_format (local, _("%-d %b %Y")) : g_strdup (_("not stated"));
}

static const char *
get_issuer (const TfCertificateInfo *certificate)
{
  if (certificate->self_issued)
    return _("Its own holder: nobody else vouches for the name");
  if (*certificate->issuer_organisation != '\0')
    return certificate->issuer_organisation;

  return *certificate->issuer_name != '\0' ? certificate->issuer_name : certificate->issuer;
}

static void
describe_key (TfSigningDialog *self)
{
  const TfCertificateInfo *certificate = tf_signing_key_get_certificate (self->key);
  g_autofree char *from = dup_day (certificate->not_before);
  g_autofree char *until = dup_day (certificate->not_after);
  g_autofree char *validity = NULL;

  /* Translators: the first and the last day of a certificate */
  validity = g_strdup_printf (_("From %s until %s"), from, until);
  adw_action_row_set_subtitle (self->holder_row, tf_certificate_info_get_holder (certificate));
  adw_action_row_set_subtitle (self->issuer_row, get_issuer (certificate));
  adw_action_row_set_subtitle (self->validity_row, validity);
  adw_action_row_set_subtitle (self->usage_row, *certificate->usage != '\0' ? certificate->usage
                               : _("anything: the certificate sets no limit"));
}

/* Who signs sees first in whose name that is, and what speaks against it. */
static void
judge (TfSigningDialog *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GPtrArray) findings = tf_signing_key_check (self->key, now);
  gboolean refused = FALSE;
  gboolean doubtful = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const TfKeyFinding *finding = g_ptr_array_index (findings, i);

      append_finding (self, finding);
      refused |= finding->refused;
      doubtful |= needs_choice (finding);
    }

  describe_key (self);
  adw_preferences_group_set_title (self->key_group,
                                   refused ? _("This Key Cannot Be Used") : _("Before You Sign"));
  gtk_button_set_label (self->sign_button, doubtful ? _("_Sign Anyway") : _("_Sign"));
  if (doubtful)
    gtk_widget_add_css_class (GTK_WIDGET (self->sign_button), "destructive-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sign_button), "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->sign_button), !refused);
  gtk_stack_set_visible_child_name (self->stack, "key");
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  tf_announce (GTK_WIDGET (self), findings->len > 0
                                    ? ((TfKeyFinding *) findings->pdata[0])->message
                                    : adw_action_row_get_subtitle (self->issuer_row));
}

static void
set_busy (TfSigningDialog *self,
          gboolean         busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.unlock", !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(TfSigningDialog) self = tf_widget_task_take (user_data);
  g_autoptr(GError) error = NULL;
  TfSigningKey *key = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL || self->task == NULL)
    {
      g_clear_object (&key);
      return;
    }

  set_busy (self, FALSE);
  if (key == NULL)
    {
      show_problem (self, error->message);
      gtk_widget_grab_focus (self->password_entry);
      return;
    }

  g_set_object (&self->key, key);
  g_object_unref (key);
  judge (self);
}

/* The entry keeps its text in memory that is never swapped, and lets it go here. */
static TfSecret *
take_password (TfSigningDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));
  TfSecret *password = NULL;

  if (strlen (text) <= TF_SECRET_MAX_BYTES)
    password = tf_secret_new (text, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  return password;
}

static void
unlock_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfSigningDialog *self = TF_SIGNING_DIALOG (widget);
  TfSecret *password = take_password (self);
  g_autoptr(GTask) task = NULL;
  Opening *opening;

  if (password == NULL)
    {
      show_problem (self, _("That is too long for a password."));
      return;
    }

  show_problem (self, "");
  set_busy (self, TRUE);
  opening = g_new0 (Opening, 1);
  opening->file = g_object_ref (self->file);
  opening->password = password;
  task = tf_widget_task_new (GTK_WIDGET (self), self->cancellable, opened_cb);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_run_in_thread (task, open_thread);
}

static void
activate_cb (TfSigningDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.unlock", NULL);
}

static void
sign_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  TfSigningDialog *self = TF_SIGNING_DIALOG (widget);

  if (self->key != NULL && gtk_widget_get_visible (GTK_WIDGET (self->sign_button)))
    answer (self);
}

static gboolean
tf_signing_dialog_close_request (GtkWindow *window)
{
  TfSigningDialog *self = TF_SIGNING_DIALOG (window);
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  g_cancellable_cancel (self->cancellable);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was signed."));

  return GTK_WINDOW_CLASS (tf_signing_dialog_parent_class)->close_request (window);
}

static void
tf_signing_dialog_dispose (GObject *object)
{
  TfSigningDialog *self = TF_SIGNING_DIALOG (object);
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  /* The window above went away while this one was open. */
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was signed."));
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_SIGNING_DIALOG);
  g_clear_object (&self->file);
  g_clear_object (&self->key);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tf_signing_dialog_parent_class)->dispose (object);
}

static void
tf_signing_dialog_class_init (TfSigningDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_signing_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tf_signing_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-signing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, file_label);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, password_entry);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, key_group);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, holder_row);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, validity_row);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, usage_row);
  gtk_widget_class_bind_template_child (widget_class, TfSigningDialog, sign_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "dialog.unlock", NULL, unlock_cb);
  gtk_widget_class_install_action (widget_class, "dialog.sign", NULL, sign_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tf_signing_dialog_init (TfSigningDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * tf_signing_dialog_ask_async:
 * @parent: a widget of the window that asks
 * @file: a PKCS#12 file
 * @callback: called when the key is open, or is not to be
 * @user_data: data for @callback
 *
 * Asks for the password until it opens the key or the person gives up. In whose name the key signs,
 * who vouches for that and what speaks against the key is told before anything is signed, and
 * signing all the same is a choice of its own; a key that cannot sign is refused.
 */
void
tf_signing_dialog_ask_async (GtkWidget           *parent,
                             GFile               *file,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  TfSigningDialog *self;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (G_IS_FILE (file));

  self = g_object_new (TF_TYPE_SIGNING_DIALOG,
                       "transient-for", GTK_WINDOW (gtk_widget_get_root (parent)),
                       NULL);
  self->file = g_object_ref (file);
  self->task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (self->task, tf_signing_dialog_ask_async);
  name = g_file_get_parse_name (file);
  /* Translators: name of a file */
  text =
    g_strdup_printf (_("“%s” holds the key. Its password opens the key for this one signature and "
                       "is not kept."), name);
  gtk_label_set_text (self->file_label, text);
  gtk_window_set_focus (GTK_WINDOW (self), self->password_entry);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * tf_signing_dialog_ask_finish:
 * @parent: the widget that asked
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the open key, or `NULL` with @error set to
 *   `G_IO_ERROR_CANCELLED` where the person gave up
 */
TfSigningKey *
tf_signing_dialog_ask_finish (GtkWidget     *parent,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tf_signing_dialog_get_problem:
 * @self: a dialog
 *
 * Returns: why the key could not be opened, or ""
 */
const char *
tf_signing_dialog_get_problem (TfSigningDialog *self)
{
  g_return_val_if_fail (TF_IS_SIGNING_DIALOG (self), "");

  return gtk_label_get_text (self->problem_label);
}
