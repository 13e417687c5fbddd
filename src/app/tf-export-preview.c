/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-job.h"

#include "tf-bundle-job.h"

static void
preview_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  TfPages *pages = tf_bundle_job_lay_out (task_data, NULL, NULL, cancellable, &error);

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) tf_pages_unref);
  else
    g_task_return_error (task, error);
}

/**
 * tf_export_job_preview_async:
 * @workspace: a workspace
 * @release: a release
 * @cancellable: (nullable): to give up
 * @callback: called when the pages are there, or cannot be had
 * @user_data: data for @callback
 *
 * Lays out the bundle of a release as it stands, as a draft. The pages are those that an export
 * writes; the embedded files are not looked at.
 */
void
tf_export_job_preview_async (TfWorkspace         *workspace,
                             TfRecord            *release,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  TfBundleJob *job;

  g_return_if_fail (TF_IS_WORKSPACE (workspace) && TF_IS_RECORD (release));

  task = g_task_new (workspace, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_export_job_preview_async);
  job = tf_bundle_job_new (workspace, release, NULL, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, job, (GDestroyNotify) tf_bundle_job_free);
  g_task_run_in_thread (task, preview_thread);
}

/**
 * tf_export_job_preview_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the pages, or `NULL` with @error set
 */
TfPages *
tf_export_job_preview_finish (TfWorkspace   *workspace,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
