/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-private.h"

#include "tf-file-name.h"
#include "tf-media-type.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long records are made in one go before other work of the main loop comes in. */
#define RECORD_TIME_US (10 * 1000)

/* A file on its way in: what the copying thread finds out. */
typedef struct
{
  GFile   *file;
  char    *name;
  char    *sha256;
  guint64  size;
  char    *media_type;
  char    *problem;
} Incoming;

typedef struct
{
  TfStore        *store;
  TfRecord       *product;
  TfRecord       *release;    /* or NULL */
  char           *subject;    /* or NULL */
  TfRecord       *evidence;   /* replaced, or NULL */
  char           *pages;      /* or NULL */
  GStrv           values;     /* fields and values in turn, or NULL */
  GPtrArray      *incoming;   /* Incoming */
  GPtrArray      *added;      /* TfAddedFile, as far as records were made */
  TfProgressFunc  progress;
  gpointer        progress_data;
  guint           current;
} Job;

static void
incoming_free (Incoming *incoming)
{
  g_clear_object (&incoming->file);
  g_free (incoming->name);
  g_free (incoming->sha256);
  g_free (incoming->media_type);
  g_free (incoming->problem);
  g_free (incoming);
}

/* Records belong to the main thread; the worker may be the last to let go of the task. */
static void
job_release_records (Job *job)
{
  g_clear_object (&job->product);
  g_clear_object (&job->release);
  g_clear_object (&job->evidence);
  g_clear_pointer (&job->added, g_ptr_array_unref);
}

static void
job_free (Job *job)
{
  job_release_records (job);
  g_clear_object (&job->store);
  g_clear_pointer (&job->incoming, g_ptr_array_unref);
  g_free (job->subject);
  g_free (job->pages);
  g_strfreev (job->values);
  g_free (job);
}

static void
copy_facts (Job                   *job,
            const TfEvidenceFacts *facts)
{
  if (facts == NULL)
    return;

  job->pages = g_strdup (facts->pages);
  job->values = g_strdupv ((char **) facts->values);
}

/**
 * tf_added_file_free:
 * @self: (transfer full) (nullable): what became of a file
 */
void
tf_added_file_free (TfAddedFile *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->file);
  g_clear_object (&self->evidence);
  g_clear_object (&self->revision);
  g_clear_object (&self->link);
  g_free (self->problem);
  g_free (self);
}

static Incoming *
new_incoming (GFile *file)
{
  Incoming *incoming = g_new0 (Incoming, 1);
  g_autofree char *base = g_file_get_basename (file);

  incoming->file = g_object_ref (file);
  incoming->name = tf_file_name_display (base != NULL ? base : "file");
  return incoming;
}

static void
tell_progress (double      fraction,
               const char *message,
               gpointer    user_data)
{
  Job *job = user_data;
  Incoming *incoming = g_ptr_array_index (job->incoming, job->current);

  if (job->progress != NULL)
    job->progress ((job->current + fraction) / job->incoming->len, incoming->name,
                   job->progress_data);
}

static gboolean
check_file (GFile         *file,
            const char    *name,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GError) problem = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &problem);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
                 _("“%s” is not there (any more)."), name);
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID, _("“%s” is not a file."), name);
  else if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (info == NULL)
    return FALSE;

  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                 _("“%s” is a folder. Add the files in it instead."), name);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID, _("“%s” is not a file."), name);
  else if (g_file_info_get_size (info) == 0)
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                 _("“%s” is empty: there is nothing to keep."), name);
  else
    return TRUE;

  return FALSE;
}

static gboolean
take_in (Job           *job,
         Incoming      *incoming,
         GCancellable  *cancellable,
         GError       **error)
{
  const TfMediaType *type;

  if (!check_file (incoming->file, incoming->name, cancellable, error))
    return FALSE;

  type = tf_media_type_query (incoming->file, cancellable, NULL);
  incoming->media_type = g_strdup (type != NULL ? type->type : "application/octet-stream");
  return tf_store_take_file (job->store, incoming->file, tell_progress, job, cancellable,
                             &incoming->sha256, &incoming->size, error);
}

/* Only being cancelled ends the whole: one bad file does not keep the others out. */
static void
copy_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;

  for (job->current = 0; job->current < job->incoming->len; job->current++)
    {
      Incoming *incoming = g_ptr_array_index (job->incoming, job->current);
      g_autoptr(GError) error = NULL;

      if (take_in (job, incoming, cancellable, &error))
        continue;
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      incoming->problem = g_strdup (error->message);
    }

  g_task_return_boolean (task, TRUE);
}

static char *
get_title_from_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, dot - name) : g_strdup (name);
}

/* Puts the evidence of the product that has these bytes already, and its revision, in ADDED. */
static gboolean
find_same_bytes (TfStore      *store,
                 TfRecord     *product,
                 const char   *sha256,
                 TfAddedFile  *added,
                 GError      **error)
{
  g_autoptr(GPtrArray) revisions = tf_store_list_naming (store, sha256, error);

  if (revisions == NULL)
    return FALSE;

  for (guint i = 0; i < revisions->len && !added->duplicate; i++)
    {
      g_autoptr(TfRecord) item = tf_store_get (store, tf_record_get_parent (revisions->pdata[i]),
                                               error);

      if (item == NULL)
        return FALSE;
      if (strcmp (tf_record_get_parent (item), tf_record_get_id (product)) != 0)
        continue;

      added->duplicate = TRUE;
      added->evidence = g_steal_pointer (&item);
      added->revision = g_object_ref (revisions->pdata[i]);
    }

  return TRUE;
}

static void
put (GPtrArray  *values,
     const char *field,
     const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  g_ptr_array_add (values, (gpointer) field);
  g_ptr_array_add (values, (gpointer) value);
}

static gboolean
is_told (Job        *job,
         const char *field)
{
  for (guint i = 0; job->values != NULL && job->values[i] != NULL; i += 2)
    if (strcmp (job->values[i], field) == 0)
      return TRUE;

  return FALSE;
}

/* What was told of the files, as far as it is told in records of that kind. */
static void
put_told (GPtrArray  *values,
          Job        *job,
          const char *kind)
{
  for (guint i = 0; job->values != NULL && job->values[i] != NULL; i += 2)
    if (tf_kind_lookup_field (tf_kind_lookup (kind), job->values[i]) != NULL)
      put (values, job->values[i], job->values[i + 1]);
}

static TfRecord *
add_evidence (Job       *job,
              Incoming  *incoming,
              GError   **error)
{
  gint64 count = tf_store_count (job->store, "evidence", tf_record_get_id (job->product), error);
  g_autofree char *number = g_strdup_printf ("E-%03" G_GINT64_FORMAT, count + 1);
  g_autofree char *title = get_title_from_name (incoming->name);
  g_autoptr(GPtrArray) values = g_ptr_array_new ();

  if (count < 0)
    return NULL;

  put (values, "number", number);
  put (values, "title", is_told (job, "title") ? NULL : title);
  put_told (values, job, "evidence");
  g_ptr_array_add (values, NULL);
  return tf_store_add (job->store, "evidence", tf_record_get_id (job->product), "",
                       (const char *const *) values->pdata, error);
}

static TfRecord *
add_revision (Job       *job,
              TfRecord  *evidence,
              Incoming  *incoming,
              GError   **error)
{
  gint64 count = tf_store_count (job->store, "revision", tf_record_get_id (evidence), error);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count + 1);
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, incoming->size);
  g_autofree char *parse_name = g_file_get_parse_name (incoming->file);
  g_autofree char *source = tf_file_name_display (parse_name);
  g_autofree char *now = tf_store_dup_now (job->store);
  g_autofree char *today = g_strndup (now, strlen ("2027-12-11"));
  g_autoptr(GPtrArray) values = g_ptr_array_new ();

  if (count < 0)
    return NULL;

  put (values, "number", number);
  put (values, "file-name", incoming->name);
  put (values, "sha256", incoming->sha256);
  put (values, "size", size);
  put (values, "media-type", incoming->media_type);
  put (values, "source", source);
  put (values, "received", is_told (job, "received") ? NULL : today);
  put_told (values, job, "revision");
  g_ptr_array_add (values, NULL);
  return tf_store_add (job->store, "revision", tf_record_get_id (evidence), "",
                       (const char *const *) values->pdata, error);
}

static gboolean
record_file (Job          *job,
             Incoming     *incoming,
             TfAddedFile  *added,
             GError      **error)
{
  if (!find_same_bytes (job->store, job->product, incoming->sha256, added, error))
    return FALSE;
  if (!added->duplicate)
    {
      added->evidence = add_evidence (job, incoming, error);
      if (added->evidence == NULL)
        return FALSE;
      added->revision = add_revision (job, added->evidence, incoming, error);
      if (added->revision == NULL)
        return FALSE;
    }

  if (job->subject == NULL || job->release == NULL)
    return TRUE;

  /* Only what was there before can be linked already. */
  added->link = (added->duplicate ? tf_evidence_ensure_link : tf_evidence_add_link)
                  (job->store, job->release, job->subject, added->evidence, added->revision,
                   job->pages, error);
  return added->link != NULL;
}

/* A file whose records could not be written is told like one that could not be read. */
static void
record_next (Job *job)
{
  Incoming *incoming = g_ptr_array_index (job->incoming, job->added->len);
  TfAddedFile *added = g_new0 (TfAddedFile, 1);
  g_autoptr(GError) error = NULL;

  added->file = g_object_ref (incoming->file);
  g_ptr_array_add (job->added, added);
  if (incoming->problem != NULL)
    {
      added->problem = g_strdup (incoming->problem);
      return;
    }

  if (tf_store_begin_more (job->store, _("Add Evidence"), &error) &&
      record_file (job, incoming, added, &error) &&
      tf_store_commit (job->store, &error))
    {
      added->problem = g_strdup ("");
      return;
    }

  tf_store_roll_back (job->store);
  g_clear_object (&added->evidence);
  g_clear_object (&added->revision);
  g_clear_object (&added->link);
  added->problem = g_strdup (error->message);
}

/* Records are made in the main thread, a few at a time, so that the window stays awake. */
static gboolean
record_cb (gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  gint64 end = g_get_monotonic_time () + RECORD_TIME_US;

  while (job->added->len < job->incoming->len && g_get_monotonic_time () < end)
    record_next (job);
  if (job->added->len < job->incoming->len)
    return G_SOURCE_CONTINUE;

  g_task_return_pointer (task, g_steal_pointer (&job->added), (GDestroyNotify) g_ptr_array_unref);
  return G_SOURCE_REMOVE;
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      job_release_records (job);
      g_task_return_error (task, error);
      return;
    }

  /* What is recorded is recorded: from here on giving up comes too late. */
  g_task_set_check_cancellable (task, FALSE);
  job->added = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_added_file_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, record_cb, g_steal_pointer (&task), g_object_unref);
}

/* The thread has the job on loan; the task that owns it stays in the main thread. */
static void
copy_in_thread (GTask *task)
{
  g_autoptr(GTask) copying = g_task_new (NULL, g_task_get_cancellable (task), copied_cb,
                                         g_object_ref (task));

  g_task_set_task_data (copying, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (copying, copy_thread);
}

/**
 * tf_evidence_add_async:
 * @workspace: a workspace whose library is open for writing
 * @product: the product that the files are evidence for
 * @release: (nullable): the release in which they prove something
 * @subject: (nullable): the point of the law that they prove there
 * @files: (element-type GFile): the files, not folders
 * @facts: (nullable): what is known about them
 * @progress: (nullable) (scope async): hears how far the copies are, in another thread
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up while the bytes are copied; nothing is added then
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Takes files in as evidence, each with its exact bytes. All are undone together.
 *
 * Bytes that the product already has as evidence are recognised: no second item is made, only the
 * link. A file that cannot be read does not keep the others out.
 */
void
tf_evidence_add_async (TfWorkspace           *workspace,
                       TfRecord              *product,
                       TfRecord              *release,
                       const char            *subject,
                       GPtrArray             *files,
                       const TfEvidenceFacts *facts,
                       TfProgressFunc         progress,
                       gpointer               progress_data,
                       GCancellable          *cancellable,
                       GAsyncReadyCallback    callback,
                       gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (workspace, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tf_evidence_add_async);
  job->store = g_object_ref (tf_workspace_get_store (workspace));
  job->product = g_object_ref (product);
  job->release = release != NULL ? g_object_ref (release) : NULL;
  job->subject = g_strdup (subject);
  job->progress = progress;
  job->progress_data = progress_data;
  copy_facts (job, facts);
  job->incoming = g_ptr_array_new_with_free_func ((GDestroyNotify) incoming_free);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (job->incoming, new_incoming (files->pdata[i]));
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  if (!tf_evidence_check_place (workspace, subject, job->pages, &error))
    g_task_return_error (task, error);
  else
    copy_in_thread (task);
}

/**
 * tf_evidence_add_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type TfAddedFile): what became of each file, in
 *   their order; `NULL` with @error set where nothing was added
 */
GPtrArray *
tf_evidence_add_finish (TfWorkspace   *workspace,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static TfRecord *
record_revision (TfWorkspace  *workspace,
                 Job          *job,
                 GError      **error)
{
  Incoming *incoming = g_ptr_array_index (job->incoming, 0);
  g_autoptr(TfRecord) last = NULL;

  if (incoming->problem != NULL)
    {
      g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_FAILED, incoming->problem);
      return NULL;
    }

  last = tf_evidence_get_last_revision (workspace, job->evidence, NULL);
  if (last == NULL || strcmp (tf_record_get (last, "sha256"), incoming->sha256) != 0)
    return add_revision (job, job->evidence, incoming, error);

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
               _("“%s” has the very bytes of the newest revision of %s."), incoming->name,
               tf_record_get (job->evidence, "number"));
  return NULL;
}

/**
 * tf_evidence_replace_async:
 * @workspace: a workspace whose library is open for writing
 * @evidence: the item that gets a new revision
 * @file: its bytes
 * @facts: (nullable): what is known about them
 * @progress: (nullable) (scope async): hears how far the copy is, in another thread
 * @progress_data: data for @progress
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Adds a revision to an item of evidence. Links keep to the revision that they were made for
 * until somebody moves them.
 */
void
tf_evidence_replace_async (TfWorkspace           *workspace,
                           TfRecord              *evidence,
                           GFile                 *file,
                           const TfEvidenceFacts *facts,
                           TfProgressFunc         progress,
                           gpointer               progress_data,
                           GCancellable          *cancellable,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (workspace, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, tf_evidence_replace_async);
  job->store = g_object_ref (tf_workspace_get_store (workspace));
  job->evidence = g_object_ref (evidence);
  job->progress = progress;
  job->progress_data = progress_data;
  copy_facts (job, facts);
  job->incoming = g_ptr_array_new_with_free_func ((GDestroyNotify) incoming_free);
  g_ptr_array_add (job->incoming, new_incoming (file));
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, copy_thread);
}

/**
 * tf_evidence_replace_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the new revision, or `NULL` with @error set where the file
 *   could not be taken in, or has the bytes of the newest revision
 */
TfRecord *
tf_evidence_replace_finish (TfWorkspace   *workspace,
                            GAsyncResult  *result,
                            GError       **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  TfRecord *revision = NULL;

  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  if (g_task_propagate_boolean (G_TASK (result), error))
    revision = record_revision (workspace, job, error);
  job_release_records (job);

  return revision;
}
