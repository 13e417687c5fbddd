/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-run.h"

#include "tf-today.h"

#include <glib/gi18n-lib.h>

/* Share of the work that freezing takes where a file is written afterwards. */
#define FREEZING_SHARE 0.8

typedef struct
{
  TfRecord       *release;
  TfRecord       *issue;     /* handed out, or frozen on the way */
  gboolean        frozen;    /* whether this run made the issue */
  GPtrArray      *left_out;  /* of the issue that this run made, or NULL */
  GFile          *target;
  TfSigningKey   *key;
  char           *reason;
  TfProgressFunc  progress;
  gpointer        progress_data;
  double          start;     /* share of the work that is behind */
  double          share;     /* share of the work that goes on */
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->release);
  g_clear_object (&run->issue);
  g_clear_pointer (&run->left_out, g_ptr_array_unref);
  g_object_unref (run->target);
  g_clear_object (&run->key);
  g_free (run->reason);
  g_free (run);
}

static void
tell_progress (double      fraction,
               const char *message,
               gpointer    user_data)
{
  Run *run = user_data;

  if (run->progress != NULL)
    run->progress (run->start + run->share * fraction, message, run->progress_data);
}

/* What was frozen stays; only the file that should go out is not there. */
static GError *
explain_failure (Run    *run,
                 GError *error)
{
  if (run->frozen)
    /* Translators: number of an issue, then what went wrong, a sentence */
    g_prefix_error (&error,
                    _("Issue %s is frozen and kept, but no file was written. Export it again when "
                      "the cause is gone. "),
                    tf_record_get (run->issue, "number"));

  return error;
}

/* What the frozen bundle could not hold is said with the file that goes out. */
static void
add_left_out (TfExportResult *written,
              const Run      *run)
{
  for (guint i = 0; run->left_out != NULL && i < run->left_out->len; i++)
    g_ptr_array_add (written->left_out, g_strdup (run->left_out->pdata[i]));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  TfExportResult *written = tf_export_job_finish (TF_WORKSPACE (source), result, &error);

  if (written != NULL)
    add_left_out (written, g_task_get_task_data (task));
  if (written != NULL)
    g_task_return_pointer (task, written, (GDestroyNotify) tf_export_result_free);
  else
    g_task_return_error (task, explain_failure (g_task_get_task_data (task), error));
}

static void
write_file (GTask *task)
{
  TfSession *session = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  TfExportRequest request = {
    .release = run->release,
    .issue = run->issue,
    .target = run->target,
    .key = run->key,
    .reason = run->reason,
  };

  tf_export_job_async (tf_session_get_workspace (session), &request, tell_progress, run,
                       g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
frozen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->issue = tf_issue_create_finish (TF_WORKSPACE (source), result, &run->left_out, &error);
  if (run->issue == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  run->frozen = TRUE;
  run->start = FREEZING_SHARE;
  run->share = 1 - FREEZING_SHARE;
  write_file (task);
}

static void
freeze (GTask     *task,
        TfPurpose  purpose,
        TfRecord  *by)
{
  TfSession *session = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GDate today;

  tf_today (&today);
  run->share = FREEZING_SHARE;
  tf_issue_create_async (tf_session_get_workspace (session), run->release, purpose, by, &today,
                         tell_progress, run, g_task_get_cancellable (task), frozen_cb,
                         g_object_ref (task));
}

static Run *
run_new (TfSession           *session,
         const TfExportOrder *order)
{
  Run *run = g_new0 (Run, 1);

  run->release = g_object_ref (tf_session_get_release (session));
  run->issue = order->issue != NULL ? g_object_ref (order->issue) : NULL;
  run->target = g_object_ref (order->target);
  run->key = order->key != NULL ? g_object_ref (order->key) : NULL;
  run->reason = g_strdup (order->reason);
  run->share = 1;
  return run;
}

/**
 * tf_export_run_async:
 * @session: a session with a release
 * @order: what is wanted; copied
 * @progress: (nullable): told how far the work is, in the thread that does it
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up
 * @callback: called when the file is there, or is not
 * @user_data: data for @callback
 *
 * Freezes an issue where that is wanted, and writes and signs the file. No part of a file is left
 * behind by a failure. An issue that was frozen before the failure is kept.
 */
void
tf_export_run_async (TfSession            *session,
                     const TfExportOrder  *order,
                     TfProgressFunc        progress,
                     gpointer              progress_data,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  Run *run;

  g_return_if_fail (TF_IS_SESSION (session));
  g_return_if_fail (order != NULL && G_IS_FILE (order->target));
  g_return_if_fail (tf_session_get_release (session) != NULL);
  g_return_if_fail (!order->freeze || TF_IS_RECORD (order->by));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_export_run_async);
  /* The file that is there may not be turned into an error by a late press of Cancel. */
  g_task_set_check_cancellable (task, FALSE);
  run = run_new (session, order);
  run->progress = progress;
  run->progress_data = progress_data;
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);

  if (order->freeze)
    freeze (task, order->purpose, order->by);
  else
    write_file (task);
}

/**
 * tf_export_run_finish:
 * @session: a session
 * @result: what the callback was given
 * @issue: (out) (optional) (nullable) (transfer full): the issue that was handed out or frozen on
 *   the way, also where writing the file failed after that; `NULL` for a draft
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came out, or `NULL` with @error set
 */
TfExportResult *
tf_export_run_finish (TfSession     *session,
                      GAsyncResult  *result,
                      TfRecord     **issue,
                      GError       **error)
{
  Run *run;

  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  run = g_task_get_task_data (G_TASK (result));
  if (issue != NULL)
    *issue = run->issue != NULL ? g_object_ref (run->issue) : NULL;

  return g_task_propagate_pointer (G_TASK (result), error);
}
