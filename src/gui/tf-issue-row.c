/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-issue-row.h"

#include "tf-announce.h"
#include "tf-export-job.h"
#include "tf-pdf-update.h"
#include "tf-today.h"
#include "tf-verdict-row.h"
#include "tf-widget-task.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _TfIssueRow
{
  AdwPreferencesRow  parent_instance;

  GtkLabel          *title_label;
  GtkLabel          *facts_label;
  GtkLabel          *size_label;
  GtkWidget         *answer_box;
  GtkImage          *answer_image;
  GtkLabel          *answer_label;
  GtkSpinner        *spinner;

  TfSession         *session;
  TfRecord          *issue;
  GCancellable      *cancellable;
};

G_DEFINE_FINAL_TYPE (TfIssueRow, tf_issue_row, ADW_TYPE_PREFERENCES_ROW)

/* What threads need of an issue. */
typedef struct
{
  char  *library;
  char  *issue;      /* identifier */
  char  *document;   /* path of the PDF that the library keeps */
  TfLaw *law;
} Look;

static void
look_free (Look *look)
{
  g_free (look->library);
  g_free (look->issue);
  g_free (look->document);
  tf_law_unref (look->law);
  g_free (look);
}

static GTask *
look_task (TfIssueRow          *self,
           GAsyncReadyCallback  callback)
{
  TfStore *store = tf_session_get_store (self->session);
  Look *look = g_new0 (Look, 1);
  GTask *task = tf_widget_task_new (GTK_WIDGET (self), self->cancellable, callback);

  look->library = g_strdup (tf_store_get_path (store));
  look->issue = g_strdup (tf_record_get_id (self->issue));
  look->document = tf_store_dup_object_path (store, tf_record_get (self->issue, "document"));
  look->law = tf_law_ref (tf_session_get_law (self->session));
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  return task;
}

static void
measure_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Look *look = task_data;
  GStatBuf info;
  guint n_pages = tf_pdf_count_pages (look->document, NULL);
  g_autofree char *size = NULL;

  if (n_pages == 0 || g_stat (look->document, &info) != 0)
    {
      g_task_return_pointer (task, g_strdup (_("The kept PDF cannot be read.")), g_free);
      return;
    }

  size = g_format_size (info.st_size);
  g_task_return_pointer (task,
                         g_strdup_printf (ngettext ("%u page, %s", "%u pages, %s", n_pages),
                                          n_pages, size),
                         g_free);
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(TfIssueRow) self = tf_widget_task_take (user_data);
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  if (text != NULL && self != NULL && self->session != NULL)
    gtk_label_set_text (self->size_label, text);
}

/* A store of its own: the one of the window belongs to the main thread. */
static void
verify_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Look *look = task_data;
  GError *error = NULL;
  g_autoptr(TfStore) store = tf_store_open (look->library, FALSE, &error);
  g_autoptr(TfWorkspace) workspace = store != NULL ? tf_workspace_new (store, look->law) : NULL;
  g_autoptr(TfRecord) issue = store != NULL ? tf_store_get (store, look->issue, &error) : NULL;
  GPtrArray *problems = issue != NULL ? tf_issue_verify (workspace, issue, cancellable, &error)
                                      : NULL;

  if (problems != NULL)
    g_task_return_pointer (task, problems, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_answer (TfIssueRow *self,
             TfVerdict   verdict,
             const char *text)
{
  tf_verdict_image_set (self->answer_image, verdict);
  gtk_label_set_text (self->answer_label, text);
  gtk_widget_show (self->answer_box);
  tf_announce (GTK_WIDGET (self), text);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(TfIssueRow) self = tf_widget_task_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GString) text = g_string_new (NULL);

  if (self == NULL || self->session == NULL)
    return;

  gtk_spinner_stop (self->spinner);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "issue.verify", TRUE);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) problems->pdata[i]);

  if (problems == NULL)
    show_answer (self, TF_VERDICT_UNDETERMINED, error->message);
  else if (problems->len > 0)
    show_answer (self, TF_VERDICT_INVALID, text->str);
  else
    show_answer (self, TF_VERDICT_VALID,
                 _("Whole: the kept PDF and everything that it rests on are as they were frozen."));
}

static void
verify_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  tf_issue_row_verify (TF_ISSUE_ROW (widget));
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfIssueRow *self = TF_ISSUE_ROW (widget);
  g_autofree char *place = g_strdup_printf ("export/%s", tf_record_get_id (self->issue));

  tf_session_navigate (self->session, place);
}

static void
tf_issue_row_dispose (GObject *object)
{
  TfIssueRow *self = TF_ISSUE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_ISSUE_ROW);
  g_clear_object (&self->session);
  g_clear_object (&self->issue);

  G_OBJECT_CLASS (tf_issue_row_parent_class)->dispose (object);
}

static void
tf_issue_row_finalize (GObject *object)
{
  g_object_unref (TF_ISSUE_ROW (object)->cancellable);

  G_OBJECT_CLASS (tf_issue_row_parent_class)->finalize (object);
}

static void
tf_issue_row_class_init (TfIssueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_issue_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tf_issue_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-issue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TfIssueRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, TfIssueRow, facts_label);
  gtk_widget_class_bind_template_child (widget_class, TfIssueRow, size_label);
  gtk_widget_class_bind_template_child (widget_class, TfIssueRow, answer_box);
  gtk_widget_class_bind_template_child (widget_class, TfIssueRow, answer_image);
  gtk_widget_class_bind_template_child (widget_class, TfIssueRow, answer_label);
  gtk_widget_class_bind_template_child (widget_class, TfIssueRow, spinner);
  gtk_widget_class_install_action (widget_class, "issue.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "issue.verify", NULL, verify_cb);
}

static void
tf_issue_row_init (TfIssueRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
describe (TfIssueRow *self)
{
  TfPurpose purpose = TF_PURPOSE_DRAFT;
  g_autoptr(TfRecord) by = tf_store_get (tf_session_get_store (self->session),
                                         tf_record_get (self->issue, "by"), NULL);
  g_autofree char *at = tf_dup_local_time (tf_record_get (self->issue, "at"));
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *sentence = NULL;

  tf_purpose_from_string (tf_record_get (self->issue, "purpose"), &purpose);
  /* Translators: number of an issue, then its purpose */
  title = g_strdup_printf (_("Issue %s: %s"), tf_record_get (self->issue, "number"),
                           tf_purpose_get_label (purpose));
  /* Translators: a time, the name of a person, the version of the catalogue of the law */
  facts = g_strdup_printf (_("Frozen %s by %s, catalogue of the law %s"), at,
                           by != NULL ? tf_record_get_title (by) : _("somebody unknown"),
                           tf_record_get (self->issue, "law"));
  /* Translators: what an issue is, then when and by whom it was frozen */
  sentence = g_strdup_printf (_("%s. %s."), title, facts);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->facts_label, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

/**
 * tf_issue_row_new:
 * @session: what the window works on
 * @issue: a frozen issue
 *
 * Returns: (transfer floating): a row for a list
 */
GtkWidget *
tf_issue_row_new (TfSession *session,
                  TfRecord  *issue)
{
  TfIssueRow *self;
  g_autoptr(GTask) task = NULL;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (TF_IS_RECORD (issue), NULL);

  self = g_object_new (TF_TYPE_ISSUE_ROW, NULL);
  self->session = g_object_ref (session);
  self->issue = g_object_ref (issue);
  describe (self);
  task = look_task (self, measured_cb);
  g_task_run_in_thread (task, measure_thread);

  return GTK_WIDGET (self);
}

/**
 * tf_issue_row_get_issue:
 * @self: a row
 *
 * Returns: (transfer none): the issue that it shows
 */
TfRecord *
tf_issue_row_get_issue (TfIssueRow *self)
{
  g_return_val_if_fail (TF_IS_ISSUE_ROW (self), NULL);

  return self->issue;
}

/**
 * tf_issue_row_verify:
 * @self: a row
 *
 * Checks in a thread that the issue is whole, and says so in the row.
 */
void
tf_issue_row_verify (TfIssueRow *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (TF_IS_ISSUE_ROW (self));

  gtk_widget_hide (self->answer_box);
  gtk_label_set_text (self->answer_label, "");
  gtk_spinner_start (self->spinner);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "issue.verify", FALSE);
  task = look_task (self, verified_cb);
  g_task_run_in_thread (task, verify_thread);
}

/**
 * tf_issue_row_get_answer:
 * @self: a row
 *
 * Returns: (transfer none): what the last check said, or ""
 */
const char *
tf_issue_row_get_answer (TfIssueRow *self)
{
  g_return_val_if_fail (TF_IS_ISSUE_ROW (self), "");

  return gtk_label_get_text (self->answer_label);
}
