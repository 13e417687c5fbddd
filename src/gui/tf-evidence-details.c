/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-details.h"

#include "tf-announce.h"
#include "tf-evidence.h"
#include "tf-file-choice.h"
#include "tf-page-strip.h"
#include "tf-place.h"
#include "tf-record-form.h"
#include "tf-state-image.h"
#include "tf-validity.h"
#include "tf-widget-task.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfEvidenceDetails
{
  GtkBox      parent_instance;

  TfSession  *session;
  TfRecord   *evidence;
  TfRecord   *newest;
  guint       n_used;

  GtkWidget  *column;
  GtkWidget  *title;
  GtkWidget  *form_box;
  GtkWidget  *form;
  GtkWidget  *revision_form;
  GtkWidget  *revisions;
  GtkWidget  *uses;
  GtkWidget  *unused;
  GtkWidget  *intake;
  GtkWidget  *add;
};

G_DEFINE_FINAL_TYPE (TfEvidenceDetails, tf_evidence_details, GTK_TYPE_BOX)

static void
back_cb (TfEvidenceDetails *self)
{
  tf_session_navigate (self->session, "evidence");
}

static void
replace_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  TfEvidenceDetails *self = TF_EVIDENCE_DETAILS (source);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (self), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->evidence != NULL)
    tf_intake_replace (TF_INTAKE (self->intake), self->evidence, file);
}

static void
replace_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  tf_file_choice_async (widget, TF_FILE_CHOICE_ONE, _("New Revision"), NULL, replace_chosen_cb,
                        NULL);
}

static gboolean
drop_cb (TfEvidenceDetails *self,
         const GValue      *value)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || files->next != NULL || self->evidence == NULL ||
      !tf_session_is_writable (self->session))
    return FALSE;

  tf_intake_replace (TF_INTAKE (self->intake), self->evidence, files->data);
  return TRUE;
}

static void
copy_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TfStore *store = g_object_get_data (G_OBJECT (task), "store");
  GError *error = NULL;

  if (tf_store_hand_out (store, g_object_get_data (G_OBJECT (task), "sha256"), task_data,
                         cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(TfEvidenceDetails) self = tf_widget_task_take (user_data);
  g_autoptr(GError) error = NULL;
  gboolean copied = g_task_propagate_boolean (G_TASK (result), &error);

  /* The window may have been closed meanwhile. */
  if (self != NULL && self->session != NULL)
    tf_session_tell (self->session, copied ? _("Copy saved") : error->message);
}

/**
 * tf_evidence_details_save_copy:
 * @self: the details
 * @revision: a revision of evidence
 * @target: where the copy goes
 *
 * Writes the exact bytes of a revision to a file.
 */
void
tf_evidence_details_save_copy (TfEvidenceDetails *self,
                               TfRecord          *revision,
                               GFile             *target)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (TF_IS_EVIDENCE_DETAILS (self));
  g_return_if_fail (TF_IS_RECORD (revision) && G_IS_FILE (target));

  task = tf_widget_task_new (GTK_WIDGET (self), NULL, copied_cb);
  g_task_set_source_tag (task, tf_evidence_details_save_copy);
  g_task_set_task_data (task, g_object_ref (target), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "store",
                          g_object_ref (tf_session_get_store (self->session)), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "sha256", g_strdup (tf_record_get (revision, "sha256")),
                          g_free);
  g_task_run_in_thread (task, copy_thread);
}

static void
copy_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(TfRecord) revision = user_data;
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (source), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL)
    tf_evidence_details_save_copy (TF_EVIDENCE_DETAILS (source), revision, file);
}

static void
copy_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  TfEvidenceDetails *self = TF_EVIDENCE_DETAILS (widget);
  TfRecord *revision = tf_store_get (tf_session_get_store (self->session),
                                     g_variant_get_string (parameter, NULL), NULL);

  if (revision != NULL)
    tf_file_choice_async (widget, TF_FILE_CHOICE_SAVE, _("Save a Copy"),
                          tf_record_get (revision, "file-name"), copy_chosen_cb, revision);
}

static void
revision_activated_cb (TfEvidenceDetails *self,
                       GtkListBoxRow     *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "work.preview", "s",
                              gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
use_activated_cb (TfEvidenceDetails *self,
                  GtkListBoxRow     *row)
{
  tf_session_navigate (self->session, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
tf_evidence_details_dispose (GObject *object)
{
  TfEvidenceDetails *self = TF_EVIDENCE_DETAILS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_EVIDENCE_DETAILS);
  g_clear_object (&self->evidence);
  g_clear_object (&self->newest);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_evidence_details_parent_class)->dispose (object);
}

static void
tf_evidence_details_class_init (TfEvidenceDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_evidence_details_dispose;

  gtk_widget_class_install_action (widget_class, "details.replace", NULL, replace_action_cb);
  gtk_widget_class_install_action (widget_class, "details.copy", "s", copy_action_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-evidence-details.ui");
  gtk_widget_class_bind_template_child (widget_class, TfEvidenceDetails, column);
  gtk_widget_class_bind_template_child (widget_class, TfEvidenceDetails, title);
  gtk_widget_class_bind_template_child (widget_class, TfEvidenceDetails, form_box);
  gtk_widget_class_bind_template_child (widget_class, TfEvidenceDetails, revisions);
  gtk_widget_class_bind_template_child (widget_class, TfEvidenceDetails, uses);
  gtk_widget_class_bind_template_child (widget_class, TfEvidenceDetails, unused);
  gtk_widget_class_bind_template_child (widget_class, TfEvidenceDetails, add);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, revision_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_activated_cb);
}

static void
tf_evidence_details_init (TfEvidenceDetails *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * tf_evidence_details_new:
 * @session: a session
 *
 * Returns: (transfer floating): details of nothing yet
 */
GtkWidget *
tf_evidence_details_new (TfSession *session)
{
  TfEvidenceDetails *self = g_object_new (TF_TYPE_EVIDENCE_DETAILS, NULL);

  self->session = g_object_ref (session);
  self->form = tf_record_form_new (session, "evidence", NULL);
  self->revision_form = tf_record_form_new (session, "revision", NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->form), _("Evidence"));
  gtk_box_append (GTK_BOX (self->form_box), self->form);
  gtk_box_append (GTK_BOX (self->form_box), self->revision_form);
  self->intake = tf_intake_new (session);
  gtk_box_append (GTK_BOX (self->column), self->intake);
  gtk_widget_set_visible (self->add, tf_session_is_writable (session));
  return GTK_WIDGET (self);
}

static GtkWidget *
new_row (const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
empty (GtkWidget *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

static void
add_revision (TfEvidenceDetails *self,
              TfRecord          *revision)
{
  g_autofree char *size = g_format_size (tf_record_get_integer (revision, "size"));
  g_autofree char *received = tf_date_dup_label (tf_record_get (revision, "received"));
  /* Translators: number of a revision and name of its file */
  g_autofree char *title = g_strdup_printf (_("Revision %s: %s"),
                                            tf_record_get (revision, "number"),
                                            tf_record_get (revision, "file-name"));
  g_autofree char *subtitle = g_strjoin (" · ", size, *received != '\0' ? received : NULL, NULL);
  GtkWidget *row = new_row (title, subtitle);
  GtkWidget *copy = gtk_button_new_from_icon_name ("document-save-as-symbolic");

  gtk_widget_set_name (row, tf_record_get_id (revision));
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "details.copy");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (copy), "s", tf_record_get_id (revision));
  tf_name_control (copy, _("Save a Copy…"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
  gtk_list_box_prepend (GTK_LIST_BOX (self->revisions), row);
}

static void
add_use (TfEvidenceDetails *self,
         TfDossier         *dossier,
         TfRecord          *link)
{
  const TfLawEntry *entry = tf_law_lookup (tf_session_get_law (self->session),
                                           tf_record_get (link, "subject"));
  TfRecord *revision = tf_dossier_lookup (dossier, tf_record_get (link, "revision"));
  g_autofree char *title = NULL;
  g_autofree char *pages = tf_pages_dup_label (tf_record_get (link, "pages"));
  g_autofree char *subtitle = NULL;
  g_autofree char *place = NULL;
  GtkWidget *row;

  if (entry == NULL || revision == NULL)
    return;

  title = tf_law_entry_dup_heading (entry);
  /* Translators: number of a revision, and its pages */
  subtitle = g_strdup_printf (_("Revision %s · %s"), tf_record_get (revision, "number"), pages);
  place = tf_place_dup_for_entry (entry);
  row = new_row (title, subtitle);
  gtk_widget_set_name (row, place);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             tf_state_image_new (tf_state_of (dossier, entry)));
  gtk_list_box_append (GTK_LIST_BOX (self->uses), row);
  self->n_used++;
}

static void
update_uses (TfEvidenceDetails *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  GPtrArray *links = dossier != NULL ? tf_dossier_list (dossier, "link") : NULL;

  empty (self->uses);
  self->n_used = 0;
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *evidence = tf_record_get (links->pdata[i], "evidence");

      if (strcmp (evidence, tf_record_get_id (self->evidence)) == 0)
        add_use (self, dossier, links->pdata[i]);
    }
  gtk_widget_set_visible (self->uses, self->n_used > 0);
  gtk_widget_set_visible (self->unused, self->n_used == 0);
}

/**
 * tf_evidence_details_update:
 * @self: the details
 *
 * Shows the evidence as it stands in the library.
 */
void
tf_evidence_details_update (TfEvidenceDetails *self)
{
  g_autoptr(GPtrArray) revisions = NULL;
  g_autofree char *title = NULL;
  g_autofree char *form_title = NULL;
  TfRecord *newest = NULL;

  g_return_if_fail (TF_IS_EVIDENCE_DETAILS (self));

  if (self->evidence == NULL || tf_record_is_removed (self->evidence))
    return;

  title = tf_record_dup_heading (self->evidence);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  revisions = tf_store_list (tf_session_get_store (self->session), "revision",
                             tf_record_get_id (self->evidence), NULL);
  empty (self->revisions);
  for (guint i = 0; revisions != NULL && i < revisions->len; i++)
    {
      newest = revisions->pdata[i];
      add_revision (self, newest);
    }

  if (newest != NULL && newest != self->newest)
    {
      g_set_object (&self->newest, newest);
      /* Translators: number of a revision */
      form_title = g_strdup_printf (_("Revision %s"), tf_record_get (newest, "number"));
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->revision_form), form_title);
      tf_record_form_set_record (TF_RECORD_FORM (self->revision_form), newest);
    }
  update_uses (self);
}

/**
 * tf_evidence_details_show:
 * @self: the details
 * @evidence: (nullable): an item of evidence
 *
 * Shows another item.
 */
void
tf_evidence_details_show (TfEvidenceDetails *self,
                          TfRecord          *evidence)
{
  g_return_if_fail (TF_IS_EVIDENCE_DETAILS (self));

  if (!g_set_object (&self->evidence, evidence))
    return;

  g_clear_object (&self->newest);
  tf_record_form_set_record (TF_RECORD_FORM (self->form), evidence);
  if (evidence == NULL)
    tf_record_form_set_record (TF_RECORD_FORM (self->revision_form), NULL);
  else
    tf_evidence_details_update (self);
}

/**
 * tf_evidence_details_get_record:
 * @self: the details
 *
 * Returns: (transfer none) (nullable): the evidence that is shown
 */
TfRecord *
tf_evidence_details_get_record (TfEvidenceDetails *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_DETAILS (self), NULL);

  return self->evidence;
}

/**
 * tf_evidence_details_get_intake:
 * @self: the details
 *
 * Returns: (transfer none): the way in for new revisions
 */
TfIntake *
tf_evidence_details_get_intake (TfEvidenceDetails *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_DETAILS (self), NULL);

  return TF_INTAKE (self->intake);
}

/**
 * tf_evidence_details_get_n_used:
 * @self: the details
 *
 * Returns: how many links lead from points to the evidence
 */
guint
tf_evidence_details_get_n_used (TfEvidenceDetails *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_DETAILS (self), 0);

  return self->n_used;
}
