/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-page-private.h"

#include "tf-announce.h"
#include "tf-export-run.h"
#include "tf-export-text.h"
#include "tf-file-choice.h"
#include "tf-settings.h"
#include "tf-signing-dialog.h"

#include <glib/gi18n-lib.h>

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
      tf_export_page_show_problem (self, _("Cancelled. No file was written."));
      return;
    }

  tf_export_page_show_problem (self, error->message);
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
  g_autoptr(TfExportResult) written = tf_export_run_finish (TF_SESSION (source), result, &issue,
                                                            &error);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->relay, tf_progress_relay_unref);
  if (self->session == NULL)
    return;

  set_busy (self, FALSE);
  if (issue != NULL)
    tf_export_page_choose_issue (self, issue);

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
  g_autoptr(GError) error = NULL;
  TfExportOrder order = {
    .issue = tf_export_page_get_issue (self),
    .freeze = tf_export_page_is_freezing (self),
    .purpose = tf_export_page_is_freezing (self)
                 ? tf_finding_list_get_purpose (self->findings) : TF_PURPOSE_DRAFT,
    .target = target,
    .key = key,
    .reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_row)),
  };

  if (order.freeze)
    {
      by = tf_store_get (tf_session_get_store (self->session),
                         tf_person_chooser_get_person (self->chooser), &error);
      if (by == NULL)
        {
          tf_export_page_show_problem (self, error->message);
          return;
        }
      order.by = by;
      g_settings_set_string (tf_settings_get (), "issuer", tf_record_get_title (by));
    }

  gtk_widget_hide (GTK_WIDGET (self->outcome));
  self->cancellable = g_cancellable_new ();
  self->relay = tf_progress_relay_new (self->progress_bar);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  set_busy (self, TRUE);
  tf_export_run_async (self->session, &order, tf_progress_relay_func, self->relay,
                       self->cancellable, done_cb, g_object_ref (self));
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
    tf_export_page_show_problem (self, _("Nothing was signed, and no file was written."));
}

/* What must hold before any question is asked. */
static gboolean
is_ready (TfExportPage *self)
{
  g_autofree char *problem = NULL;
  gboolean no_issuer;

  if (tf_session_get_release (self->session) == NULL || self->cancellable != NULL)
    return FALSE;

  tf_export_page_show_check (self);
  no_issuer = tf_export_page_is_freezing (self) &&
              *tf_person_chooser_get_person (self->chooser) == '\0';
  if (tf_export_page_is_blocked (self))
    problem = tf_export_text_dup_refusal (tf_finding_list_get_purpose (self->findings),
                                          tf_finding_list_count (self->findings,
                                                                 TF_SEVERITY_BLOCKS));
  else if (no_issuer)
    problem = g_strdup (_("Choose who issues the file, or add a person by name."));

  tf_export_page_show_problem (self, problem != NULL ? problem : "");
  tf_export_page_mark_issuer (self, no_issuer && !tf_export_page_is_blocked (self));
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
  gint64 last = self->issues->len > 0
                  ? tf_record_get_integer (self->issues->pdata[0], "number") : 0;

  if (tf_export_page_is_freezing (self))
    return tf_export_text_dup_next_name (self->session, (guint) last + 1, is_signed);

  return tf_export_job_dup_file_name (tf_session_get_workspace (self->session),
                                      tf_session_get_release (self->session),
                                      tf_export_page_get_issue (self), is_signed);
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
  tf_file_choice_async (widget, TF_FILE_CHOICE_SAVE, _("Write the Technical File"), name,
                        target_chosen_cb, NULL);
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  g_cancellable_cancel (TF_EXPORT_PAGE (widget)->cancellable);
}

/*< private >
 * tf_export_page_install_actions:
 * @klass: the class
 *
 * Installs the actions that begin and end writing.
 */
void
tf_export_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "export.write", NULL, write_cb);
  gtk_widget_class_install_action (klass, "export.cancel", NULL, cancel_cb);
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
