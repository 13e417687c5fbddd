/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-job.h"

#include "tf-bundle-job.h"
#include "tf-manifest.h"
#include "tf-staged-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many of the findings that prevent an issue are told at once. */
#define MAX_TOLD 3

/* Share of the work that making the document takes; keeping it is the rest. */
#define MAKING_SHARE 0.9

typedef struct
{
  TfWorkspace    *workspace;
  char           *release;    /* identifier */
  TfBundleJob    *bundle;
  guint           number;
  TfPurpose       purpose;
  char           *by;
  char           *at;
  char           *document;   /* objects */
  char           *manifest;
  TfProgressFunc  progress;
  gpointer        progress_data;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->workspace);
  g_free (job->release);
  g_clear_pointer (&job->bundle, tf_bundle_job_free);
  g_free (job->by);
  g_free (job->at);
  g_free (job->document);
  g_free (job->manifest);
  g_free (job);
}

static void
tell_making (double      fraction,
             const char *message,
             gpointer    user_data)
{
  Job *job = user_data;

  if (job->progress != NULL)
    job->progress (MAKING_SHARE * fraction, message, job->progress_data);
}

static void
tell_keeping (double      fraction,
              const char *message,
              gpointer    user_data)
{
  Job *job = user_data;

  if (job->progress != NULL)
    job->progress (MAKING_SHARE + (1 - MAKING_SHARE) * fraction, _("Keeping the document"),
                   job->progress_data);
}

/* Makes the document beside the library, where there is room for it, and takes it in. */
static gboolean
keep_document (Job           *job,
               GCancellable  *cancellable,
               GError       **error)
{
  TfStore *store = tf_workspace_get_store (job->workspace);
  g_autofree char *path = g_build_filename (tf_store_get_path (store), "issue.pdf", NULL);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(TfStagedFile) staged = tf_staged_file_new (target, FALSE, error);
  g_autoptr(GFile) made = NULL;
  guint64 size;

  if (staged == NULL ||
      tf_bundle_job_write (job->bundle, staged, tell_making, job, cancellable, error) == 0)
    return FALSE;

  made = g_file_new_for_path (tf_staged_file_get_path (staged));
  if (!tf_store_take_file (store, made, tell_keeping, job, cancellable, &job->document, &size,
                           error))
    return FALSE;

  job->manifest = tf_store_take_bytes (store, tf_bundle_job_get_manifest (job->bundle), error);
  return job->manifest != NULL;
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (keep_document (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static TfRecord *
add_record (Job     *job,
            GError **error)
{
  TfStore *store = tf_workspace_get_store (job->workspace);
  TfLaw *law = tf_workspace_get_law (job->workspace);
  g_autofree char *number = g_strdup_printf ("%u", job->number);
  const char *values[] = { "number", number, "purpose", tf_purpose_to_string (job->purpose), "by",
                          job->by,
                           "at", job->at, "language", tf_law_get_language (law), "law",
                           tf_law_get_version (law),
                           "document", job->document, "manifest", job->manifest, NULL };

  return tf_store_add (store, "issue", job->release, "", values, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  TfRecord *issue = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    issue = add_record (g_task_get_task_data (task), &error);

  if (issue != NULL)
    g_task_return_pointer (task, issue, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The first sentences of what prevents the issue, and how many there are. */
static gboolean
check_findings (TfDossier    *dossier,
                TfPurpose     purpose,
                const GDate  *today,
                GError      **error)
{
  g_autoptr(GPtrArray) findings = tf_check_dossier (dossier, purpose, today);
  g_autoptr(GString) told = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const TfFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == TF_SEVERITY_BLOCKS && n++ < MAX_TOLD)
        g_string_append_printf (told, " %s", finding->message);
    }
  if (n == 0)
    return TRUE;

  if (n > MAX_TOLD)
    g_string_append (told, " …");
  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
               /* Translators: a number of findings, the purpose of an issue, then sentences */
               ngettext ("%u finding prevents an issue for the purpose “%s”:%s",
                         "%u findings prevent an issue for the purpose “%s”:%s", n),
               n, tf_purpose_get_label (purpose), told->str);
  return FALSE;
}

static guint
get_next_number (TfDossier *dossier)
{
  GPtrArray *issues = tf_dossier_list (dossier, "issue");
  gint64 last = 0;

  for (guint i = 0; issues != NULL && i < issues->len; i++)
    last = MAX (last, tf_record_get_integer (issues->pdata[i], "number"));

  return (guint) last + 1;
}

static Job *
job_new (TfWorkspace  *workspace,
         TfRecord     *release,
         TfPurpose     purpose,
         TfRecord     *by,
         const GDate  *today,
         GError      **error)
{
  g_autoptr(TfBundleJob) bundle = tf_bundle_job_new (workspace, release, NULL, error);
  g_autoptr(TfDossier) dossier = NULL;
  Job *job;

  if (bundle == NULL)
    return NULL;

  /* Findings are told in the language of the program, whatever that of the file is. */
  dossier = tf_workspace_load_dossier (workspace, release, error);
  if (dossier == NULL || !check_findings (dossier, purpose, today, error))
    return NULL;

  job = g_new0 (Job, 1);
  job->workspace = g_object_ref (workspace);
  job->release = g_strdup (tf_record_get_id (release));
  job->number = get_next_number (tf_bundle_job_get_dossier (bundle));
  job->purpose = purpose;
  job->by = g_strdup (tf_record_get_id (by));
  job->at = tf_store_dup_now (tf_workspace_get_store (workspace));
  job->bundle = g_steal_pointer (&bundle);
  tf_bundle_job_set_issue (job->bundle, job->number, purpose, job->at, tf_record_get_title (by),
                           today);

  return job;
}

/**
 * tf_issue_create_async:
 * @workspace: a workspace whose library is open for writing
 * @release: the release to issue
 * @purpose: what the issue is for
 * @by: the person who issues it
 * @today: the day on which the file is judged
 * @progress: (nullable): told how far the work is, in the thread that does it
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up; nothing is issued then
 * @callback: called when the issue is there, or is refused
 * @user_data: data for @callback
 *
 * Freezes the state of a release: makes its PDF, in the language of the file, keeps that and the
 * list of everything in it, and adds the record of the issue. A finding that blocks the purpose
 * prevents it, and so does evidence that the library cannot give, except for a draft.
 */
void
tf_issue_create_async (TfWorkspace         *workspace,
                       TfRecord            *release,
                       TfPurpose            purpose,
                       TfRecord            *by,
                       const GDate         *today,
                       TfProgressFunc       progress,
                       gpointer             progress_data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) making = NULL;
  GError *error = NULL;
  Job *job;

  g_return_if_fail (TF_IS_WORKSPACE (workspace));
  g_return_if_fail (TF_IS_RECORD (release) && TF_IS_RECORD (by));
  g_return_if_fail (today != NULL && g_date_valid (today));

  task = g_task_new (workspace, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_issue_create_async);
  /* Giving up too late does not turn what is there into an error. */
  g_task_set_check_cancellable (task, FALSE);
  job = job_new (workspace, release, purpose, by, today, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  making = g_task_new (workspace, cancellable, made_cb, g_object_ref (task));
  g_task_set_task_data (making, job, NULL);
  g_task_run_in_thread (making, make_thread);
}

/**
 * tf_issue_create_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @left_out: (out) (optional) (transfer full) (element-type utf8): what the bundle of a draft
 *   could not hold, a sentence each
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record of the issue, or `NULL` with @error set, to
 *   `TF_APP_ERROR_REFUSED` where findings prevent it
 */
TfRecord *
tf_issue_create_finish (TfWorkspace   *workspace,
                        GAsyncResult  *result,
                        GPtrArray    **left_out,
                        GError       **error)
{
  TfRecord *issue;

  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  issue = g_task_propagate_pointer (G_TASK (result), error);
  if (issue != NULL && left_out != NULL)
    {
      Job *job = g_task_get_task_data (G_TASK (result));

      *left_out = g_ptr_array_ref (tf_bundle_job_get_left_out (job->bundle));
    }

  return issue;
}

static void
check_statement (GPtrArray  *problems,
                 const char *what,
                 const char *stated,
                 const char *recorded)
{
  if (strcmp (stated, recorded) != 0)
    g_ptr_array_add (problems,
                     /* Translators: what is compared, then two values */
                     g_strdup_printf (_("The list of what the issue contains gives another %s: "
                                        "“%s” instead of “%s”."),
                                      what, stated, recorded));
}

static void
check_statements (GPtrArray        *problems,
                  const TfManifest *manifest,
                  TfRecord         *issue)
{
  g_autofree char *number = g_strdup_printf ("%u", manifest->issue);

  check_statement (problems, _("number"), number, tf_record_get (issue, "number"));
  check_statement (problems, _("purpose"), manifest->purpose, tf_record_get (issue, "purpose"));
  check_statement (problems, _("time"), manifest->at, tf_record_get (issue, "at"));
  check_statement (problems, _("version of the catalogue"), manifest->law_version,
                   tf_record_get (issue, "law"));
  check_statement (problems, _("release"), manifest->release, tf_record_get_parent (issue));
}

/* Values of records may go on changing; bytes and records that went out must still be there. */
static void
check_records (GPtrArray        *problems,
               const TfManifest *manifest,
               TfStore          *store)
{
  for (guint i = 0; i < manifest->records->len; i++)
    {
      const TfManifestRecord *pinned = g_ptr_array_index (manifest->records, i);
      g_autoptr(TfRecord) record = tf_store_get (store, pinned->id, NULL);

      if (record == NULL || !tf_record_is (record, pinned->kind))
        g_ptr_array_add (problems,
                         g_strdup_printf (_("A record that the issue contains is no longer in the "
                                            "library: %s %s."),
                                                    pinned->kind, pinned->id));
      else if (*pinned->sha256 != '\0' &&
               strcmp (pinned->sha256, tf_record_get (record, "sha256")) != 0)
        g_ptr_array_add (problems,
                         g_strdup_printf (_("The revision “%s” no longer names the file that the "
                                            "issue contains."),
                                                    tf_record_get_title (record)));
    }
}

static gboolean
check_kept (GPtrArray     *problems,
            TfStore       *store,
            const char    *sha256,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GError) problem = NULL;

  if (tf_store_check_object (store, sha256, cancellable, &problem))
    return TRUE;
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  g_ptr_array_add (problems, g_strdup (problem->message));
  return TRUE;
}

/**
 * tf_issue_verify:
 * @workspace: a workspace
 * @issue: an issue
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Checks that an issue is whole: the PDF and the list that it keeps, every file that the list
 * names, and every record that it pins.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what is wrong, a sentence each, empty
 *   where nothing is; or `NULL` with @error set where the check was cancelled
 */
GPtrArray *
tf_issue_verify (TfWorkspace   *workspace,
                 TfRecord      *issue,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) problem = NULL;
  g_autoptr(TfManifest) manifest = NULL;
  TfStore *store;

  g_return_val_if_fail (TF_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (TF_IS_RECORD (issue) && tf_record_is (issue, "issue"), NULL);

  store = tf_workspace_get_store (workspace);
  if (!check_kept (problems, store, tf_record_get (issue, "document"), cancellable, error))
    return NULL;

  bytes = tf_store_load_object (store, tf_record_get (issue, "manifest"), &problem);
  manifest = bytes != NULL ? tf_manifest_read (bytes, &problem) : NULL;
  if (manifest == NULL)
    {
      g_ptr_array_add (problems, g_strdup (problem->message));
      return g_steal_pointer (&problems);
    }

  check_statements (problems, manifest, issue);
  check_records (problems, manifest, store);
  for (guint i = 0; i < manifest->objects->len; i++)
    if (!check_kept (problems, store, manifest->objects->pdata[i], cancellable, error))
      return NULL;

  return g_steal_pointer (&problems);
}
