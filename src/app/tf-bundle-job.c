/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-bundle-job.h"

#include "tf-bundle-pictures.h"
#include "tf-manifest.h"
#include "tf-pdf.h"

#include <glib/gi18n-lib.h>
#include <sys/resource.h>

/* Shares of the work: checking what is embedded, laying out, the rest is writing. */
#define CHECK_SHARE  0.2
#define LAYOUT_SHARE 0.25

/* With less room for addresses the libraries that set the pages end the whole program. */
#define MIN_ADDRESSES (200 * 1024 * 1024)

/* How many characters a sentence about missing ones names. */
#define MAX_LETTERS 24

struct _TfBundleJob
{
  TfStore       *store;
  TfDossier     *dossier;
  TfBundleFacts  facts;
  char          *at;
  char          *by;
  GHashTable    *problems;   /* SHA-256 → why its bytes are not to be had */
  GPtrArray     *left_out;
  GBytes        *manifest;

  TfProgressFunc progress;
  gpointer       progress_data;
  double         base;       /* where the present step begins, and how much it is of the whole */
  double         share;
};

static void
date_from_time (GDate      *date,
                const char *at)
{
  g_autofree char *day = g_strndup (at, 10);

  g_date_set_parse (date, day);
  if (!g_date_valid (date))
    g_date_set_dmy (date, 1, G_DATE_JANUARY, 1970);
}

/**
 * tf_bundle_job_new:
 * @workspace: a workspace
 * @release: a release
 * @language: (nullable): the language to write it in; `NULL` for that of the release's file
 * @error: return location for an error
 *
 * Prepares the bundle of a release as it stands: a draft of the day of its last change.
 *
 * Returns: (transfer full) (nullable): the job, or `NULL` with @error set where the library could
 *   not be read
 */
TfBundleJob *
tf_bundle_job_new (TfWorkspace  *workspace,
                   TfRecord     *release,
                   const char   *language,
                   GError      **error)
{
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier_in (workspace, release, language, error);
  g_autofree char *at = NULL;
  TfBundleJob *self;
  GDate today;

  if (dossier == NULL)
    return NULL;
  at = tf_store_dup_last_change (tf_workspace_get_store (workspace), error);
  if (at == NULL)
    return NULL;

  self = g_new0 (TfBundleJob, 1);
  self->store = g_object_ref (tf_workspace_get_store (workspace));
  self->dossier = g_steal_pointer (&dossier);
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  date_from_time (&today, at);
  tf_bundle_job_set_issue (self, 0, TF_PURPOSE_DRAFT, at, "", &today);

  return self;
}

/**
 * tf_bundle_job_free:
 * @self: (transfer full) (nullable): a job
 */
void
tf_bundle_job_free (TfBundleJob *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->store);
  tf_dossier_unref (self->dossier);
  g_hash_table_unref (self->problems);
  g_ptr_array_unref (self->left_out);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_free (self->at);
  g_free (self->by);
  g_free (self);
}

/**
 * tf_bundle_job_set_issue:
 * @self: a job
 * @number: number of the issue, or 0
 * @purpose: what it is for
 * @at: when it is made, UTC
 * @by: who issues it
 * @today: the day on which the file is judged
 *
 * Says what the bundle states of itself.
 */
void
tf_bundle_job_set_issue (TfBundleJob *self,
                         guint        number,
                         TfPurpose    purpose,
                         const char  *at,
                         const char  *by,
                         const GDate *today)
{
  g_return_if_fail (self != NULL && at != NULL && by != NULL);

  g_free (self->at);
  g_free (self->by);
  self->at = g_strdup (at);
  self->by = g_strdup (by);
  self->facts = (TfBundleFacts) { number, purpose, self->at, self->by, *today };
}

/**
 * tf_bundle_job_get_dossier:
 * @self: a job
 *
 * Returns: (transfer none): the state that is written
 */
TfDossier *
tf_bundle_job_get_dossier (TfBundleJob *self)
{
  return self->dossier;
}

/**
 * tf_bundle_job_get_left_out:
 * @self: a job
 *
 * Returns: (transfer none) (element-type utf8): what the bundle could not hold, once it is written
 */
GPtrArray *
tf_bundle_job_get_left_out (TfBundleJob *self)
{
  return self->left_out;
}

/**
 * tf_bundle_job_get_manifest:
 * @self: a job
 *
 * Returns: (transfer none): the list of everything in the bundle, once it is written
 */
GBytes *
tf_bundle_job_get_manifest (TfBundleJob *self)
{
  return self->manifest;
}

static void
begin_step (TfBundleJob *self,
            double       base,
            double       share)
{
  self->base = base;
  self->share = share;
}

static void
tell_progress (double      fraction,
               const char *message,
               gpointer    user_data)
{
  TfBundleJob *self = user_data;

  if (self->progress != NULL)
    self->progress (self->base + self->share * fraction, message, self->progress_data);
}

/* A draft says what is missing; nothing else may go out incomplete. */
static gboolean
check_object (TfBundleJob   *self,
              const char    *sha256,
              const char    *name,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GError) problem = NULL;

  if (tf_store_check_object (self->store, sha256, cancellable, &problem))
    return TRUE;

  if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      self->facts.purpose == TF_PURPOSE_DRAFT)
    {
      g_hash_table_insert (self->problems, g_strdup (sha256), g_strdup (problem->message));
      return TRUE;
    }

  g_propagate_prefixed_error (error, g_steal_pointer (&problem), "%s: ", name);
  return FALSE;
}

static gboolean
check_objects (TfBundleJob   *self,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GPtrArray) revisions = tf_bundle_list_objects (self->dossier);
  g_autoptr(GPtrArray) pictures = tf_bundle_list_pictures (self->dossier);

  for (guint i = 0; i < revisions->len; i++)
    {
      TfRecord *revision = g_ptr_array_index (revisions, i);
      TfRecord *evidence = tf_dossier_lookup (self->dossier, tf_record_get_parent (revision));

      tell_progress ((double) i / revisions->len, _("Checking evidence"), self);
      if (!check_object (self, tf_record_get (revision, "sha256"),
                         tf_record_get (evidence, "number"), cancellable, error))
        return FALSE;
    }

  for (guint i = 0; i < pictures->len; i++)
    if (!check_object (self, pictures->pdata[i], _("A picture"), cancellable, error))
      return FALSE;

  return TRUE;
}

static const char *
find_problem (const char *sha256,
              gpointer    user_data)
{
  TfBundleJob *self = user_data;

  return g_hash_table_lookup (self->problems, sha256);
}

static char *
dup_path (const char *sha256,
          gpointer    user_data)
{
  TfBundleJob *self = user_data;

  return tf_store_dup_object_path (self->store, sha256);
}

static TfDocument *
compose (TfBundleJob *self)
{
  const TfBundleObjects objects = { find_problem, dup_path, self };
  TfDocument *document;

  self->manifest = tf_manifest_write (self->dossier, &self->facts);
  document = tf_bundle_new (self->dossier, &self->facts, &objects, self->manifest, self->left_out);
  tf_document_set_picture_func (document, tf_bundle_pictures_load,
                                tf_bundle_pictures_new (self->store,
                                                        self->facts.purpose == TF_PURPOSE_DRAFT,
                                                        self->left_out),
                                (GDestroyNotify) tf_bundle_pictures_free);
  return document;
}

static gboolean
check_memory (GError **error)
{
  struct rlimit limit;
  g_autofree char *allowed = NULL;
  g_autofree char *needed = NULL;

  if (getrlimit (RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
      limit.rlim_cur >= MIN_ADDRESSES)
    return TRUE;

  allowed = g_format_size (limit.rlim_cur);
  needed = g_format_size (MIN_ADDRESSES);
  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
               /* Translators: both %s are amounts of memory, such as "100 MB" */
               _("The system allows this program %s of memory; setting the pages takes at least "
                 "%s. Raise the limit (ulimit -v) and try again."), allowed, needed);
  return FALSE;
}

/* As with everything else: a draft says what is missing, nothing else may go out without it. */
static gboolean
check_letters (TfBundleJob  *self,
               TfPages      *pages,
               GError      **error)
{
  const char *letters = tf_pages_get_unshown (pages);
  g_autofree char *some = NULL;
  char *sentence;

  if (*letters == '\0')
    return TRUE;

  some = g_utf8_substring (letters, 0, MIN (MAX_LETTERS, g_utf8_strlen (letters, -1)));
  /* Translators: %s is a list of characters */
  sentence =
    g_strdup_printf (_("Texts of the file have characters that the PDF cannot show: %s. Write them "
                       "in Latin, Greek or Cyrillic letters, or add the text as evidence."),
                     some);
  if (self->facts.purpose == TF_PURPOSE_DRAFT)
    {
      g_ptr_array_add (self->left_out, sentence);
      return TRUE;
    }

  g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED, sentence);
  g_free (sentence);
  return FALSE;
}

/**
 * tf_bundle_job_lay_out:
 * @self: a job
 * @progress: (nullable): told how far the work is, in this thread
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Lays the bundle out on pages without looking at the files that it embeds. Runs once.
 *
 * Returns: (transfer full) (nullable): the pages, or `NULL` with @error set
 */
TfPages *
tf_bundle_job_lay_out (TfBundleJob     *self,
                       TfProgressFunc   progress,
                       gpointer         progress_data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr(TfDocument) document = NULL;

  g_return_val_if_fail (self != NULL && self->manifest == NULL, NULL);

  if (!check_memory (error))
    return NULL;

  document = compose (self);
  return tf_pages_new (document, progress, progress_data, cancellable, error);
}

/**
 * tf_bundle_job_write:
 * @self: a job
 * @file: the file to write, still empty
 * @progress: (nullable): told how far the work is, in this thread
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Checks everything that goes in, lays the bundle out and writes it. Runs once. The same state
 * gives the same bytes.
 *
 * Returns: the number of pages, or 0 with @error set
 */
guint
tf_bundle_job_write (TfBundleJob     *self,
                     TfStagedFile    *file,
                     TfProgressFunc   progress,
                     gpointer         progress_data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  g_autoptr(TfPages) pages = NULL;

  g_return_val_if_fail (self != NULL && self->manifest == NULL && file != NULL, 0);

  self->progress = progress;
  self->progress_data = progress_data;
  begin_step (self, 0, CHECK_SHARE);
  if (!check_objects (self, cancellable, error))
    return 0;

  begin_step (self, CHECK_SHARE, LAYOUT_SHARE);
  pages = tf_bundle_job_lay_out (self, tell_progress, self, cancellable, error);
  if (pages == NULL || !check_letters (self, pages, error))
    return 0;

  begin_step (self, CHECK_SHARE + LAYOUT_SHARE, 1 - CHECK_SHARE - LAYOUT_SHARE);
  return tf_pdf_write_to (pages, tf_staged_file_get_fd (file), tf_staged_file_get_target (file),
                          tell_progress, self, cancellable, error)
           ? tf_pages_get_n_pages (pages) : 0;
}
