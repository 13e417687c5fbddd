/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-intake.h"

#include "tf-announce.h"
#include "tf-evidence-files.h"
#include "tf-evidence.h"
#include "tf-file-choice.h"

#include <glib/gi18n-lib.h>

#define TICK 100 /* milliseconds between two looks at the progress */

/* What the copying thread tells, and the window looks at. */
typedef struct
{
  GMutex  lock;
  double  fraction;
  char   *message;
} Progress;

/* Files that belong together. */
typedef struct
{
  GQueue    *waiting;    /* GFile that were given, not looked at yet */
  GPtrArray *files;      /* GFile that are files */
  char      *subject;    /* or NULL */
  TfRecord  *product;    /* and release, which were shown when the files were given; or NULL */
  TfRecord  *release;
  TfRecord  *evidence;   /* whose new revision the file is, or NULL */
} Batch;

struct _TfIntake
{
  GtkBox        parent_instance;

  TfSession    *session;
  GQueue       *batches;      /* the first is being worked on */
  GCancellable *cancellable;  /* set while working */
  Progress     *progress;
  guint         tick_id;
  GString      *problems;

  GtkWidget    *working;
  GtkWidget    *label;
  GtkWidget    *bar;
  GtkWidget    *result;
  GtkWidget    *problem_label;
};

G_DEFINE_FINAL_TYPE (TfIntake, tf_intake, GTK_TYPE_BOX)

enum {
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void run_batch (TfIntake *self);

static void
progress_clear (gpointer data)
{
  Progress *progress = data;

  g_mutex_clear (&progress->lock);
  g_free (progress->message);
}

static void
progress_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, progress_clear);
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_queue_free_full (batch->waiting, g_object_unref);
  g_ptr_array_unref (batch->files);
  g_clear_object (&batch->product);
  g_clear_object (&batch->release);
  g_clear_object (&batch->evidence);
  g_free (batch->subject);
  g_free (batch);
}

static Batch *
batch_new (const char *subject)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->waiting = g_queue_new ();
  batch->files = g_ptr_array_new_with_free_func (g_object_unref);
  batch->subject = g_strdup (subject);
  return batch;
}

static void
progress_cb (double      fraction,
             const char *message,
             gpointer    user_data)
{
  Progress *progress = user_data;

  g_mutex_lock (&progress->lock);
  progress->fraction = fraction;
  g_free (progress->message);
  progress->message = g_strdup (message);
  g_mutex_unlock (&progress->lock);
}

static gboolean
tick_cb (gpointer user_data)
{
  TfIntake *self = user_data;
  double fraction;
  g_autofree char *message = NULL;

  g_mutex_lock (&self->progress->lock);
  fraction = self->progress->fraction;
  message = g_strdup (self->progress->message);
  g_mutex_unlock (&self->progress->lock);

  gtk_widget_set_visible (self->working, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), CLAMP (fraction, 0, 1));
  gtk_label_set_label (GTK_LABEL (self->label), message != NULL ? message : "");
  return G_SOURCE_CONTINUE;
}

static void
add_problem (TfIntake   *self,
             const char *problem)
{
  if (self->problems->len > 0)
    g_string_append_c (self->problems, '\n');
  g_string_append (self->problems, problem);
}

static void
show_problems (TfIntake *self)
{
  gboolean any = self->problems->len > 0;

  gtk_label_set_label (GTK_LABEL (self->problem_label), self->problems->str);
  gtk_widget_set_visible (self->result, any);
  gtk_widget_set_visible (GTK_WIDGET (self), any || gtk_widget_get_visible (self->working));
  if (any)
    tf_announce (GTK_WIDGET (self), self->problems->str);
}

static void
end_batch (TfIntake *self)
{
  batch_free (g_queue_pop_head (self->batches));
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->working, FALSE);
  show_problems (self);
  g_signal_emit (self, signals[DONE], 0);
  if (!g_queue_is_empty (self->batches))
    run_batch (self);
}

static void
tell_added (TfIntake  *self,
            GPtrArray *added)
{
  guint n_new = 0;
  guint n_known = 0;
  g_autofree char *told = NULL;
  g_autofree char *known = NULL;

  for (guint i = 0; i < added->len; i++)
    {
      const TfAddedFile *file = g_ptr_array_index (added, i);

      if (*file->problem != '\0')
        add_problem (self, file->problem);
      else if (file->duplicate)
        n_known++;
      else
        n_new++;
    }

  if (n_new + n_known == 0)
    return;
  told = g_strdup_printf (ngettext ("%u file added", "%u files added", n_new), n_new);
  known = g_strdup_printf (ngettext ("%u file was there already", "%u files were there already",
                                     n_known),
                           n_known);
  if (n_known > 0 && n_new > 0)
    {
      /* Translators: “3 files added” and “1 file was there already” */
      g_autofree char *both = g_strdup_printf (_("%s, %s"), told, known);

      tf_session_tell_undoable (self->session, both);
    }
  else
    tf_session_tell_undoable (self->session, n_new > 0 ? told : known);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(TfIntake) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) added = tf_evidence_add_finish (TF_WORKSPACE (source), result, &error);

  if (self->session == NULL)
    return;

  if (added != NULL)
    tell_added (self, added);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tf_session_tell (self->session, _("Cancelled; nothing was added"));
  else
    add_problem (self, error->message);
  end_batch (self);
}

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(TfIntake) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) revision = tf_evidence_replace_finish (TF_WORKSPACE (source), result, &error);

  if (self->session == NULL)
    return;

  if (revision != NULL)
    {
      /* Translators: number of a revision */
      g_autofree char *told = g_strdup_printf (_("Revision %s added"),
                                               tf_record_get (revision, "number"));

      tf_session_tell_undoable (self->session, told);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add_problem (self, error->message);
  end_batch (self);
}

static void
collected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(TfIntake) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfEvidenceFiles) found = tf_evidence_files_collect_finish (G_FILE (source), result,
                                                                       &error);
  Batch *batch;

  if (self->session == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end_batch (self);
      return;
    }

  batch = g_queue_peek_head (self->batches);
  for (guint i = 0; found != NULL && i < found->files->len; i++)
    g_ptr_array_add (batch->files,
                     g_object_ref (((TfEvidenceFile *) found->files->pdata[i])->file));
  for (guint i = 0; found != NULL && i < found->skipped->len; i++)
    add_problem (self, ((TfSkippedFile *) found->skipped->pdata[i])->sentence);
  if (found == NULL)
    add_problem (self, error->message);
  run_batch (self);
}

static void
begin (TfIntake *self)
{
  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  progress_cb (0, _("Looking at the files"), self->progress);
  self->tick_id = g_timeout_add (TICK, tick_cb, self);
}

/* One step: a folder is looked into, and when none is left the files are taken in. */
static void
run_batch (TfIntake *self)
{
  Batch *batch = g_queue_peek_head (self->batches);
  TfWorkspace *workspace = tf_session_get_workspace (self->session);

  begin (self);
  while (!g_queue_is_empty (batch->waiting))
    {
      g_autoptr(GFile) file = g_queue_pop_head (batch->waiting);

      if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
        {
          tf_evidence_files_collect_async (file, self->cancellable, collected_cb,
                                           g_object_ref (self));
          return;
        }
      g_ptr_array_add (batch->files, g_steal_pointer (&file));
    }

  if (batch->files->len == 0)
    end_batch (self);
  else if (batch->evidence != NULL)
    tf_evidence_replace_async (workspace, batch->evidence, batch->files->pdata[0], NULL,
                               progress_cb, self->progress, self->cancellable, replaced_cb,
                               g_object_ref (self));
  else
    tf_evidence_add_async (workspace, batch->product, batch->release, batch->subject, batch->files,
                           NULL, progress_cb, self->progress, self->cancellable, added_cb,
                           g_object_ref (self));
}

static void
push (TfIntake *self,
      Batch    *batch)
{
  g_queue_push_tail (self->batches, batch);
  if (g_queue_get_length (self->batches) > 1)
    return;

  g_string_truncate (self->problems, 0);
  show_problems (self);
  run_batch (self);
}

static void
cancel_cb (TfIntake *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
close_cb (TfIntake *self)
{
  g_string_truncate (self->problems, 0);
  show_problems (self);
}

static void
tf_intake_dispose (GObject *object)
{
  TfIntake *self = TF_INTAKE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  cancel_cb (self);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_INTAKE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_intake_parent_class)->dispose (object);
}

static void
tf_intake_finalize (GObject *object)
{
  TfIntake *self = TF_INTAKE (object);

  g_queue_free_full (self->batches, batch_free);
  progress_unref (self->progress);
  g_string_free (self->problems, TRUE);

  G_OBJECT_CLASS (tf_intake_parent_class)->finalize (object);
}

static void
tf_intake_class_init (TfIntakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_intake_dispose;
  object_class->finalize = tf_intake_finalize;

  /**
   * TfIntake::done:
   * @self: the intake
   *
   * Emitted when files that were given together are through.
   */
  signals[DONE] = g_signal_new ("done", TF_TYPE_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-intake.ui");
  gtk_widget_class_bind_template_child (widget_class, TfIntake, working);
  gtk_widget_class_bind_template_child (widget_class, TfIntake, label);
  gtk_widget_class_bind_template_child (widget_class, TfIntake, bar);
  gtk_widget_class_bind_template_child (widget_class, TfIntake, result);
  gtk_widget_class_bind_template_child (widget_class, TfIntake, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
tf_intake_init (TfIntake *self)
{
  self->batches = g_queue_new ();
  self->problems = g_string_new ("");
  self->progress = g_atomic_rc_box_new0 (Progress);
  g_mutex_init (&self->progress->lock);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_intake_new:
 * @session: a session
 *
 * Returns: (transfer floating): a way in for files
 */
GtkWidget *
tf_intake_new (TfSession *session)
{
  TfIntake *self = g_object_new (TF_TYPE_INTAKE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * tf_intake_take:
 * @self: an intake
 * @files: (element-type GFile): files and folders
 * @subject: (nullable): point of the law that they prove
 *
 * Takes files in as evidence. Further files may be given meanwhile; they wait for their turn.
 */
void
tf_intake_take (TfIntake   *self,
                GListModel *files,
                const char *subject)
{
  Batch *batch;

  g_return_if_fail (TF_IS_INTAKE (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  /* The page may have gone while somebody chose files. */
  if (self->session == NULL)
    return;

  batch = batch_new (subject);
  g_set_object (&batch->product, tf_session_get_product (self->session));
  g_set_object (&batch->release, tf_session_get_release (self->session));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_queue_push_tail (batch->waiting, g_list_model_get_item (files, i));
  push (self, batch);
}

/**
 * tf_intake_replace:
 * @self: an intake
 * @evidence: an item of evidence
 * @file: its new revision
 *
 * Takes a file in as the newest revision of evidence.
 */
void
tf_intake_replace (TfIntake *self,
                   TfRecord *evidence,
                   GFile    *file)
{
  Batch *batch;

  g_return_if_fail (TF_IS_INTAKE (self));
  g_return_if_fail (TF_IS_RECORD (evidence) && G_IS_FILE (file));

  batch = batch_new (NULL);
  batch->evidence = g_object_ref (evidence);
  g_ptr_array_add (batch->files, g_object_ref (file));
  push (self, batch);
}

/**
 * tf_intake_is_busy:
 * @self: an intake
 *
 * Returns: whether files are being taken in
 */
gboolean
tf_intake_is_busy (TfIntake *self)
{
  g_return_val_if_fail (TF_IS_INTAKE (self), FALSE);

  return !g_queue_is_empty (self->batches);
}
