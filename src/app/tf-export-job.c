/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-job.h"

#include "tf-bundle-job.h"
#include "tf-file-hash.h"
#include "tf-file-name.h"
#include "tf-pades.h"
#include "tf-pdf-update.h"
#include "tf-staged-file.h"

#include <glib/gi18n-lib.h>

/* Share of the work that making the file takes where it is signed afterwards. */
#define MAKING_SHARE 0.9

/* A second signature of the same name takes the next number. */
#define FIELD_NAME "Signature"

typedef struct
{
  TfStore        *store;
  TfBundleJob    *bundle;         /* NULL where an issue is handed out */
  char           *document;       /* of the issue, or NULL */
  char           *issue;          /* its identifier, or NULL */
  GFile          *target;
  TfSigningKey   *key;
  char           *reason;
  GDateTime      *signing_time;
  TfProgressFunc  progress;
  gpointer        progress_data;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_clear_pointer (&job->bundle, tf_bundle_job_free);
  g_clear_object (&job->target);
  g_clear_object (&job->key);
  g_clear_pointer (&job->signing_time, g_date_time_unref);
  g_free (job->document);
  g_free (job->issue);
  g_free (job->reason);
  g_free (job);
}

/**
 * tf_export_result_free:
 * @self: (transfer full) (nullable): what came out
 */
void
tf_export_result_free (TfExportResult *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->sha256);
  g_free (self->signer);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

static void
tell_progress (double      fraction,
               const char *message,
               gpointer    user_data)
{
  Job *job = user_data;

  if (job->progress != NULL)
    job->progress (MAKING_SHARE * fraction, message, job->progress_data);
}

static void
tell_signing (gint64   done,
              gint64   total,
              gpointer user_data)
{
  Job *job = user_data;

  if (job->progress != NULL && total > 0)
    job->progress (MAKING_SHARE + (1 - MAKING_SHARE) * done / total, _("Signing"),
                   job->progress_data);
}

/* The prepared bytes stay as they are: the signature follows them. */
static gboolean
sign (Job           *job,
      const char    *path,
      GCancellable  *cancellable,
      GError       **error)
{
  const TfCertificateInfo *certificate = tf_signing_key_get_certificate (job->key);
  TfPdfPlaceholder placeholder = {
    .field = FIELD_NAME,
    .signed_at = job->signing_time,
    .name = certificate->subject_name,
    .reason = job->reason,
    .location = "",
    .contents_size = tf_pades_estimate_capacity (job->key),
  };
  TfPdfRanges ranges;
  TfByteRanges covered;

  if (!tf_pdf_append_signature (path, &placeholder, &ranges, error))
    return FALSE;

  covered = (TfByteRanges) { ranges.start1, ranges.length1, ranges.start2, ranges.length2 };
  return tf_pades_sign_file (path, &covered, job->key, tell_signing, job, cancellable, error);
}

/* A signed copy of an issue stays with the issue: what went out can be shown in ten years. */
static gboolean
is_filed (Job *job)
{
  return job->issue != NULL && job->key != NULL && tf_store_is_writable (job->store);
}

static gboolean
keep_copy (Job           *job,
           GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *sha256 = NULL;
  guint64 size;

  return !is_filed (job) ||
         tf_store_take_file (job->store, file, NULL, NULL, cancellable, &sha256, &size, error);
}

static gboolean
file_copy (Job             *job,
           TfExportResult  *result,
           GError         **error)
{
  g_autofree char *base = g_path_get_basename (result->path);
  g_autofree char *name = tf_file_name_display (base);
  g_autofree char *at = g_date_time_format (job->signing_time, "%Y-%m-%dT%H:%M:%SZ");
  const char *values[] = { "file-name", name, "document", result->sha256, "signer", result->signer,
                           "at", at, NULL };
  g_autoptr(TfRecord) copy = NULL;

  if (!is_filed (job))
    return TRUE;

  copy = tf_store_add (job->store, "copy", job->issue, "", values, error);
  result->filed = copy != NULL;
  return result->filed;
}

/* Makes the file, or takes the one that the library keeps. */
static guint
make_document (Job           *job,
               TfStagedFile  *file,
               GCancellable  *cancellable,
               GError       **error)
{
  if (job->bundle != NULL)
    return tf_bundle_job_write (job->bundle, file, tell_progress, job, cancellable, error);

  if (!tf_store_copy_object (job->store, job->document, tf_staged_file_get_fd (file), cancellable,
                             error))
    return 0;

  return tf_pdf_count_pages (tf_staged_file_get_path (file), error);
}

static TfExportResult *
export_document (Job           *job,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(TfExportResult) result = g_new0 (TfExportResult, 1);
  g_autoptr(TfStagedFile) staged = NULL;
  g_autoptr(GFile) file = NULL;

  result->left_out = job->bundle != NULL
                       ? g_ptr_array_ref (tf_bundle_job_get_left_out (job->bundle))
                       : g_ptr_array_new_with_free_func (g_free);
  result->path = g_file_get_path (job->target);
  result->signer = g_strdup (job->key != NULL
                             ? tf_signing_key_get_certificate (job->key)->subject_name : "");
  staged = tf_staged_file_new (job->target, FALSE, error);
  if (staged == NULL)
    return NULL;

  file = g_file_new_for_path (tf_staged_file_get_path (staged));
  result->n_pages = make_document (job, staged, cancellable, error);
  if (result->n_pages == 0 ||
      (job->key != NULL && !sign (job, g_file_peek_path (file), cancellable, error)))
    return NULL;

  result->sha256 = tf_file_hash (file, &result->size, cancellable, error);
  if (result->sha256 == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !keep_copy (job, file, cancellable, error) || !tf_staged_file_commit (staged, error))
    return NULL;

  return g_steal_pointer (&result);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  TfExportResult *result = export_document (task_data, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) tf_export_result_free);
  else
    g_task_return_error (task, error);
}

static Job *
job_new (TfWorkspace            *workspace,
         const TfExportRequest  *request,
         GError                **error)
{
  g_autoptr(TfBundleJob) bundle = NULL;
  Job *job;

  if (!tf_store_check_target (tf_workspace_get_store (workspace), request->target, error))
    return NULL;
  if (request->issue == NULL)
    {
      bundle = tf_bundle_job_new (workspace, request->release, request->language, error);
      if (bundle == NULL)
        return NULL;
    }

  job = g_new0 (Job, 1);
  job->store = g_object_ref (tf_workspace_get_store (workspace));
  job->bundle = g_steal_pointer (&bundle);
  if (request->issue != NULL)
    {
      job->document = g_strdup (tf_record_get (request->issue, "document"));
      job->issue = g_strdup (tf_record_get_id (request->issue));
    }
  job->target = g_object_ref (request->target);
  job->key = request->key != NULL ? g_object_ref (request->key) : NULL;
  job->reason = g_strdup (request->reason != NULL ? request->reason : "");
  job->signing_time = request->signing_time != 0
                        ? g_date_time_new_from_unix_utc (request->signing_time)
                        : g_date_time_new_now_utc ();
  return job;
}

/**
 * tf_export_job_async:
 * @workspace: a workspace
 * @request: what to write; copied
 * @progress: (nullable): told how far the work is, in the thread that does it
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up
 * @callback: called when the file is there, or nothing is
 * @user_data: data for @callback
 *
 * Writes the bundle of a release as it stands, or hands out the PDF that an issue keeps, and signs
 * it where a key is given. The signature is added behind the prepared bytes, which stay as they
 * are.
 *
 * Whether the key's certificate is in its time is the caller's to ask with
 * tf_signing_key_check(). A job that fails or is cancelled leaves no file, and an older one of the
 * same name untouched.
 */
void
tf_export_job_async (TfWorkspace            *workspace,
                     const TfExportRequest  *request,
                     TfProgressFunc          progress,
                     gpointer                progress_data,
                     GCancellable           *cancellable,
                     GAsyncReadyCallback     callback,
                     gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  Job *job;

  g_return_if_fail (TF_IS_WORKSPACE (workspace));
  g_return_if_fail (request != NULL && TF_IS_RECORD (request->release) &&
                    G_IS_FILE (request->target));

  task = g_task_new (workspace, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_export_job_async);
  /* Giving up too late does not turn what is there into an error. */
  g_task_set_check_cancellable (task, FALSE);
  job = job_new (workspace, request, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, export_thread);
}

/**
 * tf_export_job_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @error: return location for an error
 *
 * A signed copy of an issue is filed with the issue where the library is open for writing.
 *
 * Returns: (transfer full) (nullable): what came out, or `NULL` with @error set
 */
TfExportResult *
tf_export_job_finish (TfWorkspace   *workspace,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_autoptr(TfExportResult) exported = NULL;

  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  exported = g_task_propagate_pointer (G_TASK (result), error);
  if (exported == NULL)
    return NULL;
  if (file_copy (g_task_get_task_data (G_TASK (result)), exported, error))
    return g_steal_pointer (&exported);

  g_prefix_error (error, _("“%s” was written, but could not be filed with the issue: "),
                  exported->path);
  return NULL;
}

/**
 * tf_export_job_dup_file_name:
 * @workspace: a workspace
 * @release: a release
 * @issue: (nullable): an issue of it; `NULL` for the state as it stands
 * @is_signed: whether the file will be signed
 *
 * Proposes a name for the file, which any system takes, in the language of the release's file.
 *
 * Returns: (transfer full): the name, without a folder
 */
char *
tf_export_job_dup_file_name (TfWorkspace *workspace,
                             TfRecord    *release,
                             TfRecord    *issue,
                             gboolean     is_signed)
{
  TfStore *store;
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) name = g_string_new (NULL);
  const TfLanguage *language;

  g_return_val_if_fail (TF_IS_WORKSPACE (workspace) && TF_IS_RECORD (release), NULL);

  store = tf_workspace_get_store (workspace);
  language = tf_language_get (tf_record_get (release, "language"));
  product = tf_store_get (store, tf_record_get_parent (release), NULL);
  g_string_printf (name, "%s %s", product != NULL ? tf_record_get_title (product) : "",
                   tf_record_get_title (release));
  if (issue != NULL)
    /* Translators: part of a file name */
    g_string_append_printf (name, L_ (language, " issue %s"), tf_record_get (issue, "number"));
  else
    g_string_append (name, L_ (language, " draft"));
  if (is_signed)
    g_string_append (name, L_ (language, " signed"));
  g_string_append (name, ".pdf");

  return tf_file_name_safe (name->str, taken);
}
