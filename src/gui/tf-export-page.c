/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-page.h"

#include "tf-announce.h"
#include "tf-export-outcome.h"
#include "tf-export-run.h"
#include "tf-export-text.h"
#include "tf-field-row.h"
#include "tf-file-choice.h"
#include "tf-finding-list.h"
#include "tf-page-preview.h"
#include "tf-page.h"
#include "tf-person-chooser.h"
#include "tf-progress-relay.h"
#include "tf-settings.h"
#include "tf-signing-dialog.h"
#include "tf-today.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_SEVERITIES (TF_SEVERITY_HINT + 1)

struct _TfExportPage
{
  AdwBin           parent_instance;

  AdwComboRow     *what_row;
  AdwComboRow     *purpose_row;
  AdwActionRow    *issuer_row;
  TfFieldRow      *language_row;
  AdwPreferencesGroup *check_group;
  AdwActionRow    *check_row;
  GtkImage        *check_image;
  GtkButton       *severity_buttons[N_SEVERITIES];
  AdwActionRow    *key_row;
  GtkWidget       *no_key_button;
  AdwEntryRow     *reason_row;
  GtkStack        *work_stack;
  GtkButton       *write_button;
  GtkProgressBar  *progress_bar;
  GtkWidget       *cancel_button;
  GtkLabel        *problem_label;
  TfExportOutcome *outcome;
  TfPagePreview   *preview;
  TfPersonChooser *chooser;

  TfSession       *session;
  GPtrArray       *issues;      /* frozen ones, the newest first */
  gboolean         may_freeze;
  gboolean         filling;
  GFile           *key_file;    /* NULL: not signed */
  GFile           *target;      /* while the key is asked for */
  guint            counts[N_SEVERITIES];
  GCancellable    *cancellable; /* NULL: nothing is being written */
  TfProgressRelay *relay;
};

static void tf_export_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfExportPage, tf_export_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_export_page_page_init))

/* The list says: draft, new issue where the library can be written, then the issues there are. */
static gboolean
is_freezing (TfExportPage *self)
{
  return self->may_freeze && adw_combo_row_get_selected (self->what_row) == 1;
}

static TfRecord *
get_issue (TfExportPage *self)
{
  guint selected = adw_combo_row_get_selected (self->what_row);
  guint first = self->may_freeze ? 2 : 1;

  return selected >= first && selected - first < self->issues->len
           ? g_ptr_array_index (self->issues, selected - first) : NULL;
}

static void
show_problem (TfExportPage *self,
              const char   *text)
{
  gtk_label_set_text (self->problem_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *text != '\0');
  if (*text != '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->write_button));
      tf_announce (GTK_WIDGET (self), text);
    }
}

static void
count_findings (TfExportPage *self,
                TfPurpose     purpose)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  g_autoptr(GPtrArray) findings = NULL;
  GDate today;

  memset (self->counts, 0, sizeof self->counts);
  tf_today (&today);
  if (dossier != NULL)
    findings = tf_check_dossier (dossier, purpose, &today);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    self->counts[((TfFinding *) findings->pdata[i])->severity]++;
}

static TfPurpose
get_purpose (TfExportPage *self)
{
  guint selected = adw_combo_row_get_selected (self->purpose_row);

  return is_freezing (self) && selected < TF_N_PURPOSES ? selected : TF_PURPOSE_DRAFT;
}

static gboolean
is_blocked (TfExportPage *self)
{
  return is_freezing (self) && self->counts[TF_SEVERITY_BLOCKS] > 0;
}

static void
show_check (TfExportPage *self)
{
  TfPurpose purpose = get_purpose (self);
  g_autofree char *judgement = NULL;
  gboolean blocked;

  count_findings (self, purpose);
  blocked = is_blocked (self);
  judgement = tf_export_text_dup_judgement (is_freezing (self), purpose, self->counts[TF_SEVERITY_BLOCKS]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->check_row), judgement);
  gtk_image_set_from_icon_name (self->check_image, blocked ? "techfile-severity-blocks-symbolic"
                                                           : "techfile-state-approved-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->check_image),
                              (const char *[]) { blocked ? "severity-blocks" : "state-ready", NULL });
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      g_autofree char *label = tf_export_text_dup_count (i, self->counts[i]);

      gtk_button_set_label (self->severity_buttons[i], label);
      gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->severity_buttons[i])), self->counts[i] > 0);
    }
}

static void
show_key (TfExportPage *self)
{
  g_autofree char *name = self->key_file != NULL ? g_file_get_parse_name (self->key_file) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row),
                                 name != NULL ? _("Signed with a Key File") : _("Not Signed"));
  adw_action_row_set_subtitle (self->key_row, name != NULL ? name
                               : _("Choose a PKCS#12 file to sign with. Its password is asked for when you sign."));
  gtk_widget_set_visible (self->no_key_button, name != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), name != NULL);
}

static void
refresh (TfExportPage *self)
{
  gboolean freezing = is_freezing (self);

  gtk_widget_set_visible (GTK_WIDGET (self->purpose_row), freezing);
  gtk_widget_set_visible (GTK_WIDGET (self->issuer_row), freezing);
  gtk_widget_set_visible (GTK_WIDGET (self->language_row), get_issue (self) == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->check_group), get_issue (self) == NULL);
  /* An issue is handed out as it was kept, whatever the file has become. */
  gtk_widget_set_visible (GTK_WIDGET (self->preview), get_issue (self) == NULL);
  show_check (self);
  show_key (self);
  gtk_button_set_label (self->write_button, tf_export_text_get_action (freezing, get_issue (self), self->key_file != NULL));
}

static void
choice_cb (TfExportPage *self)
{
  if (self->filling || self->session == NULL)
    return;

  show_problem (self, "");
  refresh (self);
}

static void
list_issues (TfExportPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  GPtrArray *issues = dossier != NULL ? tf_dossier_list (dossier, "issue") : NULL;

  g_ptr_array_set_size (self->issues, 0);
  for (guint i = issues != NULL ? issues->len : 0; i > 0; i--)
    g_ptr_array_add (self->issues, g_object_ref (issues->pdata[i - 1]));
}

static void
fill_what (TfExportPage *self,
           guint         selected)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Draft of the File as It Stands"));
  if (self->may_freeze)
    gtk_string_list_append (names, _("New Issue, Frozen"));
  for (guint i = 0; i < self->issues->len; i++)
    gtk_string_list_take (names, tf_export_text_dup_issue (self->issues->pdata[i]));

  self->filling = TRUE;
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->what_row, selected);
  self->filling = FALSE;
}

static guint
find_issue (TfExportPage *self,
            const char   *id)
{
  for (guint i = 0; i < self->issues->len; i++)
    if (strcmp (tf_record_get_id (self->issues->pdata[i]), id) == 0)
      return i + (self->may_freeze ? 2 : 1);

  return 0;
}

static void
show_pages (TfExportPage *self)
{
  TfRecord *release = tf_session_get_release (self->session);

  if (release != NULL)
    tf_page_preview_show_release (self->preview, tf_session_get_workspace (self->session), release);
}

static void
dossier_cb (TfExportPage *self)
{
  TfRecord *issue = get_issue (self);
  g_autofree char *id = issue != NULL ? g_strdup (tf_record_get_id (issue)) : NULL;
  g_autofree char *person = g_strdup (tf_person_chooser_get_person (self->chooser));
  guint selected = is_freezing (self) ? 1 : 0;

  list_issues (self);
  fill_what (self, id != NULL ? find_issue (self, id) : selected);
  tf_person_chooser_update (self->chooser, person);
  refresh (self);
  show_pages (self);
}

/* Who issued last, or else whoever works here. */
static char *
find_issuer (TfExportPage *self)
{
  TfWorkspace *workspace = tf_session_get_workspace (self->session);
  g_autofree char *last = g_settings_get_string (tf_settings_get (), "issuer");
  char *found = tf_workspace_dup_person (workspace, last);

  if (*found != '\0')
    return found;

  g_free (found);
  return tf_workspace_dup_person (workspace, tf_store_get_author (tf_session_get_store (self->session)));
}

static void
release_cb (TfExportPage *self)
{
  if (tf_session_get_release (self->session) == NULL)
    return;

  gtk_widget_hide (GTK_WIDGET (self->outcome));
  show_problem (self, "");
  tf_field_row_set_record (self->language_row, tf_session_get_release (self->session));
  list_issues (self);
  fill_what (self, 0);
  refresh (self);
  show_pages (self);
}

static void
finding_cb (TfExportPage *self,
            GtkButton    *button)
{
  for (guint i = 0; i < N_SEVERITIES; i++)
    if (self->severity_buttons[i] == button)
      {
        g_autofree char *place = g_strdup_printf ("check/%s", tf_severity_to_string (i));

        tf_finding_list_set_purpose (tf_finding_list_get (self->session), get_purpose (self));
        tf_session_navigate (self->session, place);
      }
}

static void
key_chosen_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  TfExportPage *self = TF_EXPORT_PAGE (source);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (self), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->session != NULL)
    tf_export_page_set_key (self, file);
}

static void
choose_key_cb (TfExportPage *self)
{
  tf_file_choice_async (GTK_WIDGET (self), TF_FILE_CHOICE_ONE, _("Choose a Key File (PKCS#12)"), NULL,
                        key_chosen_cb, NULL);
}

static void
no_key_cb (TfExportPage *self)
{
  tf_export_page_set_key (self, NULL);
}

static void
set_busy (TfExportPage *self,
          gboolean      busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->what_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->purpose_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->issuer_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->key_row), !busy);
  gtk_stack_set_visible_child_name (self->work_stack, busy ? "busy" : "idle");
  if (busy)
    gtk_widget_grab_focus (self->cancel_button);
}

static void
show_failure (TfExportPage *self,
              const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, _("Cancelled. No file was written."));
      return;
    }

  show_problem (self, error->message);
  tf_notify_elsewhere (GTK_WIDGET (self), "export", _("Export Failed"), error->message);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(TfExportPage) self = user_data;
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfExportResult) written = tf_export_run_finish (TF_SESSION (source), result, &issue, &error);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->relay, tf_progress_relay_unref);
  if (self->session == NULL)
    return;

  set_busy (self, FALSE);
  if (issue != NULL)
    {
      /* The next press hands the same issue out again and freezes no second one. */
      if (find_issue (self, tf_record_get_id (issue)) == 0)
        g_ptr_array_insert (self->issues, 0, g_object_ref (issue));
      fill_what (self, find_issue (self, tf_record_get_id (issue)));
      refresh (self);
    }

  if (written == NULL)
    {
      show_failure (self, error);
      return;
    }
  gtk_widget_show (GTK_WIDGET (self->outcome));
  tf_export_outcome_show (self->outcome, written);
  tf_notify_elsewhere (GTK_WIDGET (self), "export", _("Export Finished"), written->path);
}

static void
start (TfExportPage *self,
       GFile        *target,
       TfSigningKey *key)
{
  g_autoptr(TfRecord) by = NULL;
  TfExportOrder order = {
    .issue = get_issue (self),
    .freeze = is_freezing (self),
    .purpose = get_purpose (self),
    .target = target,
    .key = key,
    .reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_row)),
  };

  if (order.freeze)
    {
      by = tf_store_get (tf_session_get_store (self->session), tf_person_chooser_get_person (self->chooser), NULL);
      order.by = by;
      g_settings_set_string (tf_settings_get (), "issuer", tf_record_get_title (by));
    }

  gtk_widget_hide (GTK_WIDGET (self->outcome));
  self->cancellable = g_cancellable_new ();
  self->relay = tf_progress_relay_new (self->progress_bar);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  set_busy (self, TRUE);
  tf_export_run_async (self->session, &order, tf_progress_relay_func, self->relay, self->cancellable, done_cb,
                       g_object_ref (self));
}

static void
key_opened_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  TfExportPage *self = TF_EXPORT_PAGE (source);
  g_autoptr(GFile) target = g_steal_pointer (&self->target);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfSigningKey) key = tf_signing_dialog_ask_finish (GTK_WIDGET (self), result, &error);

  if (self->session == NULL || target == NULL)
    return;

  if (key != NULL)
    start (self, target, key);
  else
    show_problem (self, _("Nothing was signed, and no file was written."));
}

/* What must hold before any question is asked. */
static gboolean
is_ready (TfExportPage *self)
{
  const char *problem = NULL;

  if (tf_session_get_release (self->session) == NULL || self->cancellable != NULL)
    return FALSE;

  show_check (self);
  if (is_blocked (self))
    problem = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->check_row));
  else if (is_freezing (self) && *tf_person_chooser_get_person (self->chooser) == '\0')
    problem = _("Choose who issues the file, or add a person by name.");

  show_problem (self, problem != NULL ? problem : "");
  return problem == NULL;
}

static void
target_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  TfExportPage *self = TF_EXPORT_PAGE (source);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (self), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->session != NULL)
    tf_export_page_write (self, file);
}

/* The issue that will be made has no record yet; its number is known all the same. */
static char *
dup_file_name (TfExportPage *self)
{
  gboolean is_signed = self->key_file != NULL;
  gint64 last = self->issues->len > 0 ? tf_record_get_integer (self->issues->pdata[0], "number") : 0;

  if (is_freezing (self))
    return tf_export_text_dup_next_name (self->session, (guint) last + 1, is_signed);

  return tf_export_job_dup_file_name (tf_session_get_workspace (self->session),
                                      tf_session_get_release (self->session), get_issue (self), is_signed);
}

static void
write_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *target)
{
  TfExportPage *self = TF_EXPORT_PAGE (widget);
  g_autofree char *name = NULL;

  if (!is_ready (self))
    return;

  name = dup_file_name (self);
  tf_file_choice_async (widget, TF_FILE_CHOICE_SAVE, _("Write the Technical File"), name, target_chosen_cb, NULL);
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  g_cancellable_cancel (TF_EXPORT_PAGE (widget)->cancellable);
}

/* "export/<identifier of an issue>" hands that issue out again; "export/new" freezes one. */
static gboolean
tf_export_page_go (TfPage     *page,
                   const char *rest)
{
  TfExportPage *self = TF_EXPORT_PAGE (page);
  guint selected = 0;

  if (*rest == '\0' || self->cancellable != NULL)
    return TRUE;

  list_issues (self);
  if (strcmp (rest, "new") == 0)
    selected = self->may_freeze ? 1 : 0;
  else
    selected = find_issue (self, rest);
  if (selected == 0)
    return FALSE;

  gtk_widget_hide (GTK_WIDGET (self->outcome));
  show_problem (self, "");
  fill_what (self, selected);
  refresh (self);
  return TRUE;
}

static void
tf_export_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_export_page_go;
}

static void
tf_export_page_dispose (GObject *object)
{
  TfExportPage *self = TF_EXPORT_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  self->filling = TRUE;
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_EXPORT_PAGE);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_object (&self->key_file);
  g_clear_object (&self->target);

  G_OBJECT_CLASS (tf_export_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, what_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, check_group);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, check_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, check_image);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, no_key_button);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, work_stack);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, preview);
  gtk_widget_class_bind_template_child_full (widget_class, "blocks_button", FALSE,
                                             G_STRUCT_OFFSET (TfExportPage, severity_buttons[TF_SEVERITY_BLOCKS]));
  gtk_widget_class_bind_template_child_full (widget_class, "should_button", FALSE,
                                             G_STRUCT_OFFSET (TfExportPage, severity_buttons[TF_SEVERITY_SHOULD]));
  gtk_widget_class_bind_template_child_full (widget_class, "hint_button", FALSE,
                                             G_STRUCT_OFFSET (TfExportPage, severity_buttons[TF_SEVERITY_HINT]));
}

static void
tf_export_page_class_init (TfExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_export_page_dispose;

  g_type_ensure (TF_TYPE_EXPORT_OUTCOME);
  g_type_ensure (TF_TYPE_PAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-export-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_key_cb);
  gtk_widget_class_install_action (widget_class, "export.write", NULL, write_cb);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_cb);
}

static void
tf_export_page_init (TfExportPage *self)
{
  g_autoptr(GListModel) labels = NULL;

  self->issues = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  labels = tf_export_text_list_purposes ();
  adw_combo_row_set_model (self->purpose_row, labels);
  adw_combo_row_set_selected (self->purpose_row, TF_PURPOSE_FINAL);
}

static void
add_chooser (TfExportPage *self)
{
  GtkWidget *chooser = tf_person_chooser_new (self->session, _("Person who issues the file"));
  g_autofree char *issuer = find_issuer (self);

  self->chooser = TF_PERSON_CHOOSER (chooser);
  gtk_widget_set_valign (chooser, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (chooser, 6);
  gtk_widget_set_margin_bottom (chooser, 6);
  adw_action_row_add_suffix (self->issuer_row, chooser);
  tf_person_chooser_update (self->chooser, issuer);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
}

/* The language is the file's: it is the same here as on the overview. An issue keeps its own. */
static void
add_language (TfExportPage *self)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (self->what_row), ADW_TYPE_PREFERENCES_GROUP);

  self->language_row = tf_field_row_new (self->session,
                                         tf_kind_lookup_field (tf_kind_lookup ("release"), "language"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->language_row));
}

/* Where the key lies is remembered, never what opens it. */
static void
recall_key (TfExportPage *self)
{
  g_autofree char *path = g_settings_get_string (tf_settings_get (), "key-file");

  if (*path != '\0' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    self->key_file = g_file_new_for_path (path);
}

/**
 * tf_export_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_export_page_new (TfSession *session)
{
  TfExportPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_EXPORT_PAGE, NULL);
  self->session = g_object_ref (session);
  self->may_freeze = tf_session_is_writable (session);
  tf_export_outcome_set_session (self->outcome, session);
  add_chooser (self);
  add_language (self);
  recall_key (self);
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) dossier_cb);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (release_cb), self, G_CONNECT_SWAPPED);
  release_cb (self);

  return GTK_WIDGET (self);
}

/**
 * tf_export_page_set_freeze:
 * @self: the page, of a library that can be written
 * @purpose: what the issue is for
 *
 * Chooses to freeze a new issue.
 */
void
tf_export_page_set_freeze (TfExportPage *self,
                           TfPurpose     purpose)
{
  g_return_if_fail (TF_IS_EXPORT_PAGE (self));
  g_return_if_fail (self->may_freeze);

  adw_combo_row_set_selected (self->what_row, 1);
  adw_combo_row_set_selected (self->purpose_row, purpose);
}

/**
 * tf_export_page_set_issuer:
 * @self: the page
 * @person: identifier of a person
 *
 * Chooses who issues the file.
 */
void
tf_export_page_set_issuer (TfExportPage *self,
                           const char   *person)
{
  g_return_if_fail (TF_IS_EXPORT_PAGE (self));
  g_return_if_fail (person != NULL);

  tf_person_chooser_update (self->chooser, person);
}

/**
 * tf_export_page_set_key:
 * @self: the page
 * @file: (nullable): a PKCS#12 file, or `NULL` not to sign
 *
 * Chooses the key to sign with. Only where it lies is remembered.
 */
void
tf_export_page_set_key (TfExportPage *self,
                        GFile        *file)
{
  const char *path;

  g_return_if_fail (TF_IS_EXPORT_PAGE (self));
  g_return_if_fail (file == NULL || G_IS_FILE (file));

  g_set_object (&self->key_file, file);
  path = file != NULL ? g_file_peek_path (file) : NULL;
  g_settings_set_string (tf_settings_get (), "key-file",
                         path != NULL && g_utf8_validate (path, -1, NULL) ? path : "");
  show_problem (self, "");
  refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->write_button));
}

/**
 * tf_export_page_write:
 * @self: the page
 * @target: the file to write
 *
 * Does what is chosen, after asking for the password of the key where one is chosen. What prevents
 * it is told beside the button.
 */
void
tf_export_page_write (TfExportPage *self,
                      GFile        *target)
{
  g_return_if_fail (TF_IS_EXPORT_PAGE (self));
  g_return_if_fail (G_IS_FILE (target));

  if (!is_ready (self))
    return;

  if (self->key_file == NULL)
    {
      start (self, target, NULL);
      return;
    }

  g_set_object (&self->target, target);
  tf_signing_dialog_ask_async (GTK_WIDGET (self), self->key_file, key_opened_cb, NULL);
}

/**
 * tf_export_page_is_busy:
 * @self: the page
 *
 * Returns: whether a file is being written
 */
gboolean
tf_export_page_is_busy (TfExportPage *self)
{
  g_return_val_if_fail (TF_IS_EXPORT_PAGE (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * tf_export_page_get_problem:
 * @self: the page
 *
 * Returns: what went wrong last, or ""
 */
const char *
tf_export_page_get_problem (TfExportPage *self)
{
  g_return_val_if_fail (TF_IS_EXPORT_PAGE (self), "");

  return gtk_label_get_text (self->problem_label);
}

/**
 * tf_export_page_get_written:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the file that was written last and is shown
 */
const char *
tf_export_page_get_written (TfExportPage *self)
{
  g_return_val_if_fail (TF_IS_EXPORT_PAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->outcome)) ? tf_export_outcome_get_path (self->outcome) : NULL;
}
