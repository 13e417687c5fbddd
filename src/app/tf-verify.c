/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-verify.h"

#include "tf-file-hash.h"
#include "tf-pdf-inspect.h"

#include <glib/gi18n-lib.h>

/* Share of the work that the hash of the whole file takes. */
#define HASH_SHARE 0.3

typedef struct
{
  GFile          *file;
  GFile          *trust;     /* or NULL */
  GDateTime      *now;
  TfProgressFunc  progress;
  gpointer        progress_data;
  guint           current;   /* signature that is looked at */
  guint           n_signatures;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->file);
  g_clear_object (&job->trust);
  g_date_time_unref (job->now);
  g_free (job);
}

/**
 * tf_verification_free:
 * @self: (transfer full) (nullable): what a look at a PDF found
 */
void
tf_verification_free (TfVerification *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->sha256);
  g_free (self->summary);
  g_ptr_array_unref (self->signatures);
  g_free (self);
}

static void
tell (Job        *job,
      double      fraction,
      const char *message)
{
  if (job->progress != NULL)
    job->progress (fraction, message, job->progress_data);
}

static void
tell_checking (gint64   done,
               gint64   total,
               gpointer user_data)
{
  Job *job = user_data;

  if (total > 0)
    tell (job,
          HASH_SHARE + (1 - HASH_SHARE) * (job->current
                                           + (double) done / total) / job->n_signatures,
          _("Checking signatures"));
}

static gboolean
is_whole (const TfSignatureResult *result)
{
  return result->coverage.verdict == TF_VERDICT_VALID &&
         result->integrity.verdict == TF_VERDICT_VALID;
}

static void
conclude (TfVerification *found)
{
  guint n_whole = 0;

  for (guint i = 0; i < found->signatures->len; i++)
    n_whole += is_whole (found->signatures->pdata[i]);

  found->valid = n_whole > 0 && n_whole == found->signatures->len;
  if (found->signatures->len == 0)
    found->summary = g_strdup (_("The file bears no signature."));
  else if (found->valid)
    found->summary = g_strdup (_("The file is as it was when it was signed."));
  else
    found->summary = g_strdup (_("It is not proved that the file is as it was when it was "
                                 "signed."));
}

static gboolean
check_signature (Job              *job,
                 TfVerification   *found,
                 TfPdfSignature   *signature,
                 TfTrustAnchors   *anchors,
                 GCancellable     *cancellable,
                 GError          **error)
{
  TfSignatureInput input = {
    .path = found->path,
    .byte_range = (const gint64 *) (void *) signature->byte_range->data,
    .n_byte_range = signature->byte_range->len,
    .contents = signature->contents,
    .sub_filter = signature->sub_filter,
    .anchors = anchors,
    .time = job->now,
  };
  TfSignatureResult *result = tf_signature_check (&input, tell_checking, job, cancellable, error);

  if (result == NULL)
    return FALSE;

  g_ptr_array_add (found->signatures, result);
  return TRUE;
}

static gboolean
check_signatures (Job             *job,
                  TfVerification  *found,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_autoptr(GPtrArray) signatures = tf_pdf_list_signatures (found->path, error);
  g_autoptr(TfTrustAnchors) anchors = NULL;

  if (signatures == NULL)
    return FALSE;
  if (job->trust != NULL)
    {
      anchors = tf_trust_anchors_new_from_file (job->trust, cancellable, error);
      if (anchors == NULL)
        return FALSE;
    }

  job->n_signatures = signatures->len;
  for (job->current = 0; job->current < signatures->len; job->current++)
    if (!check_signature (job, found, signatures->pdata[job->current], anchors, cancellable, error))
      return FALSE;

  return TRUE;
}

static TfVerification *
verify (Job           *job,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr(TfVerification) found = g_new0 (TfVerification, 1);

  found->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_signature_result_free);
  found->path = g_file_get_path (job->file);
  if (found->path == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (job->file);

      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                   _("“%s” is not on this computer. Copy it here first."), name);
      return NULL;
    }

  tell (job, 0, _("Reading the file"));
  found->sha256 = tf_file_hash (job->file, &found->size, cancellable, error);
  if (found->sha256 == NULL || !check_signatures (job, found, cancellable, error))
    return NULL;

  conclude (found);
  return g_steal_pointer (&found);
}

static void
verify_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  TfVerification *found = verify (task_data, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) tf_verification_free);
  else
    g_task_return_error (task, error);
}

/**
 * tf_verify_async:
 * @file: any PDF
 * @trust: (nullable): a file with certificates to trust, or `NULL` to leave that question out
 * @now: the time for which certificates are judged, in seconds since 1970; 0 for the present
 * @progress: (nullable): told how far the work is, in the thread that does it
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up
 * @callback: called when the answer is there
 * @user_data: data for @callback
 *
 * Looks at every signature of a PDF. The file is taken as it is: one that could be opened only
 * after a repair is an error, since programs disagree on what such a file says.
 */
void
tf_verify_async (GFile               *file,
                 GFile               *trust,
                 gint64               now,
                 TfProgressFunc       progress,
                 gpointer             progress_data,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (trust == NULL || G_IS_FILE (trust));

  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  job->trust = trust != NULL ? g_object_ref (trust) : NULL;
  job->now = now != 0 ? g_date_time_new_from_unix_utc (now) : g_date_time_new_now_utc ();
  job->progress = progress;
  job->progress_data = progress_data;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_verify_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, verify_thread);
}

/**
 * tf_verify_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was found, or `NULL` with @error set where the file
 *   could not be read as a PDF
 */
TfVerification *
tf_verify_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
