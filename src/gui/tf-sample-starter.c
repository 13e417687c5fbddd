/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-sample-starter.h"

#include "tf-backup.h"
#include "tf-file-choice.h"
#include "tf-progress-relay.h"
#include "tf-template.h"

#include <glib/gi18n-lib.h>

struct _TfSampleStarter
{
  AdwBin           parent_instance;

  AdwStatusPage   *page;
  GtkStack        *stack;
  GtkWidget       *sample_button;
  GtkWidget       *restore_button;
  GtkProgressBar  *progress_bar;

  TfSession       *session;
  GCancellable    *cancellable;
  TfProgressRelay *relay;
};

G_DEFINE_FINAL_TYPE (TfSampleStarter, tf_sample_starter, ADW_TYPE_BIN)

enum {
  ADDED,
  RESTORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(TfSampleStarter) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) product = NULL;

  product = tf_sample_add_finish (TF_WORKSPACE (source), result, &error);
  g_clear_pointer (&self->relay, tf_progress_relay_unref);
  g_clear_object (&self->cancellable);
  if (self->stack == NULL)
    return;

  gtk_stack_set_visible_child_name (self->stack, "choices");
  if (product == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tf_session_report (self->session, error);
  g_signal_emit (self, signals[ADDED], 0, product);
}

static void
sample_cb (TfSampleStarter *self)
{
  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->relay = tf_progress_relay_new (self->progress_bar);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  tf_sample_add_async (tf_session_get_workspace (self->session), tf_progress_relay_func,
                       self->relay, self->cancellable, added_cb, g_object_ref (self));
}

/* The job of the thread that unpacks a backup. */
typedef struct
{
  GFile           *archive;
  char            *folder;
  TfProgressRelay *relay;
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_object_unref (restoring->archive);
  g_free (restoring->folder);
  g_free (restoring);
}

static void
restore_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Restoring *restoring = task_data;
  GError *error = NULL;

  if (tf_backup_restore (restoring->archive, restoring->folder, tf_progress_relay_func,
                         restoring->relay, cancellable, &error))
    g_task_return_pointer (task, g_strdup (restoring->folder), g_free);
  else
    g_task_return_error (task, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(TfSampleStarter) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_pointer (&self->relay, tf_progress_relay_unref);
  g_clear_object (&self->cancellable);
  if (self->stack == NULL)
    return;

  gtk_stack_set_visible_child_name (self->stack, "choices");
  if (folder != NULL)
    g_signal_emit (self, signals[RESTORED], 0, folder);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tf_session_report (self->session, error);
}

/* Beside the library that is open, which is empty and stays as it is. */
static char *
find_free_folder (TfSampleStarter *self)
{
  const char *library = tf_store_get_path (tf_session_get_store (self->session));
  char *folder = g_strconcat (library, "-restored", NULL);

  for (guint i = 2; g_file_test (folder, G_FILE_TEST_EXISTS); i++)
    {
      g_free (folder);
      folder = g_strdup_printf ("%s-restored-%u", library, i);
    }

  return folder;
}

static void
archive_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  TfSampleStarter *self = TF_SAMPLE_STARTER (source);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (self), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->session != NULL)
    tf_sample_starter_restore (self, file);
}

static void
restore_cb (TfSampleStarter *self)
{
  tf_file_choice_async (GTK_WIDGET (self), TF_FILE_CHOICE_ONE, _("Choose a Backup"), NULL,
                        archive_chosen_cb, NULL);
}

static void
cancel_cb (TfSampleStarter *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
tf_sample_starter_dispose (GObject *object)
{
  TfSampleStarter *self = TF_SAMPLE_STARTER (object);

  cancel_cb (self);
  /* The template would let go of the child that the bin lets go of too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_SAMPLE_STARTER);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_sample_starter_parent_class)->dispose (object);
}

static void
tf_sample_starter_class_init (TfSampleStarterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_sample_starter_dispose;

  /**
   * TfSampleStarter::added:
   * @self: the starter
   * @product: (nullable): the sample product, or `NULL` where it could not be added
   *
   * Emitted when the work on the sample has ended.
   */
  signals[ADDED] = g_signal_new ("added", TF_TYPE_SAMPLE_STARTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, TF_TYPE_RECORD);

  /**
   * TfSampleStarter::restored:
   * @self: the starter
   * @folder: where the library of the backup is now
   *
   * Emitted when a backup was restored.
   */
  signals[RESTORED] = g_signal_new ("restored", TF_TYPE_SAMPLE_STARTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-sample-starter.ui");
  gtk_widget_class_bind_template_child (widget_class, TfSampleStarter, page);
  gtk_widget_class_bind_template_child (widget_class, TfSampleStarter, stack);
  gtk_widget_class_bind_template_child (widget_class, TfSampleStarter, sample_button);
  gtk_widget_class_bind_template_child (widget_class, TfSampleStarter, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, TfSampleStarter, restore_button);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
tf_sample_starter_init (TfSampleStarter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_sample_starter_set_session:
 * @self: the starter
 * @session: what the window works on
 */
void
tf_sample_starter_set_session (TfSampleStarter *self,
                               TfSession       *session)
{
  gboolean writable;

  g_return_if_fail (TF_IS_SAMPLE_STARTER (self));
  g_return_if_fail (TF_IS_SESSION (session));

  g_set_object (&self->session, session);
  writable = tf_session_is_writable (session);
  gtk_widget_set_sensitive (self->sample_button, writable);
  gtk_widget_set_sensitive (self->restore_button, writable);
  adw_status_page_set_description (self->page,
                                   writable
                                     ? _("Start with a product of your own, look around in a "
                                         "sample that is complete, or bring a library back from "
                                         "its backup.")
                                     : _("The library can only be read at the moment."));
}

/**
 * tf_sample_starter_is_busy:
 * @self: the starter
 *
 * Returns: whether the sample is being added
 */
gboolean
tf_sample_starter_is_busy (TfSampleStarter *self)
{
  g_return_val_if_fail (TF_IS_SAMPLE_STARTER (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * tf_sample_starter_restore:
 * @self: the starter
 * @archive: a backup
 *
 * Makes a library of a backup beside the one that is open, in a thread.
 */
void
tf_sample_starter_restore (TfSampleStarter *self,
                           GFile           *archive)
{
  g_autoptr(GTask) task = NULL;
  Restoring *restoring;

  g_return_if_fail (TF_IS_SAMPLE_STARTER (self));
  g_return_if_fail (G_IS_FILE (archive));

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->relay = tf_progress_relay_new (self->progress_bar);
  restoring = g_new0 (Restoring, 1);
  restoring->archive = g_object_ref (archive);
  restoring->folder = find_free_folder (self);
  restoring->relay = self->relay;
  gtk_stack_set_visible_child_name (self->stack, "progress");
  task = g_task_new (NULL, self->cancellable, restored_cb, g_object_ref (self));
  g_task_set_task_data (task, restoring, (GDestroyNotify) restoring_free);
  g_task_run_in_thread (task, restore_thread);
}
