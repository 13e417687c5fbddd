/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-template.h"

#include "tf-app-resources.h"
#include "tf-record-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Templates are written in English and translated as the messages of the program are. */
#define ROOT       "/io/github/techfile/Techfile/templates/"
#define FOLDER     ROOT "en"
#define SAMPLE_URI "resource://" ROOT "sample/sample.xml"
#define SUFFIX     ".xml"

static gpointer
register_resource (gpointer data)
{
  tf_app_register_resource ();
  return NULL;
}

static void
ensure_resource (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, register_resource, NULL);
}

/* Words that may stand in a path: lower case letters, digits and hyphens. */
static gboolean
is_word (const char *text)
{
  return *text != '\0' && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

/* The path of a template, or NULL where there is none. */
static char *
find_path (const char *id)
{
  g_autofree char *path = g_strconcat (FOLDER, "/", id, SUFFIX, NULL);

  ensure_resource ();
  return is_word (id) && g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL)
           ? g_steal_pointer (&path) : NULL;
}

static gboolean
fail_unknown (const char  *id,
              GError     **error)
{
  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND, _("There is no template “%s”."), id);
  return FALSE;
}

static TfRecordTree *
load_tree (const char  *id,
           const char  *language,
           GError     **error)
{
  g_autofree char *path = find_path (id);
  g_autofree char *uri = g_strconcat ("resource://", path, NULL);
  g_autoptr(GFile) file = NULL;

  if (path == NULL)
    {
      fail_unknown (id, error);
      return NULL;
    }

  file = g_file_new_for_uri (uri);
  return tf_record_tree_load (file, tf_language_get (language), error);
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  const TfTemplate *first = *(TfTemplate *const *) a;
  const TfTemplate *second = *(TfTemplate *const *) b;

  return g_utf8_collate (first->title, second->title);
}

static TfTemplate *
describe (TfRecordTree *tree)
{
  TfTemplate *self = g_new0 (TfTemplate, 1);

  self->id = g_strdup (tf_record_tree_get_id (tree));
  self->title = g_strdup (tf_record_tree_get_title (tree));
  self->summary = g_strdup (tf_record_tree_get_summary (tree));
  self->hint = g_strdup (tf_record_tree_get_hint (tree));
  return self;
}

/**
 * tf_template_list:
 * @language: language in which they are wanted, such as "de"
 * @error: return location for an error
 *
 * Lists the templates that come with the program, in English where that language is not spoken.
 *
 * Returns: (transfer full) (nullable) (element-type TfTemplate): the templates by title, or `NULL`
 *   with @error set where one is damaged
 */
GPtrArray *
tf_template_list (const char  *language,
                  GError     **error)
{
  g_autoptr(GPtrArray) templates = NULL;
  g_auto(GStrv) names = NULL;

  g_return_val_if_fail (language != NULL, NULL);

  ensure_resource ();
  templates = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_template_free);
  names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (names == NULL)
    return NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *id = g_strndup (names[i], strlen (names[i]) - strlen (SUFFIX));
      g_autoptr(TfRecordTree) tree = load_tree (id, language, error);

      if (tree == NULL)
        return NULL;
      g_ptr_array_add (templates, describe (tree));
    }

  g_ptr_array_sort (templates, compare_titles);
  return g_steal_pointer (&templates);
}

/**
 * tf_template_dup_xml:
 * @id: name of a template
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the template as it is written, in English, or `NULL` with
 *   @error set to `TF_APP_ERROR_NOT_FOUND`
 */
char *
tf_template_dup_xml (const char  *id,
                     GError     **error)
{
  g_autofree char *path = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  path = find_path (id);
  if (path == NULL)
    {
      fail_unknown (id, error);
      return NULL;
    }

  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * tf_template_fill:
 * @workspace: a workspace
 * @id: name of a template
 * @product: a product
 * @release: its release that starts from the template
 * @error: return location for an error
 *
 * Writes the starting texts of a template, in the language of the release, as one step. What a
 * person has answered or written already stays.
 *
 * Returns: %FALSE with @error set where there is no such template, or nothing could be written
 */
gboolean
tf_template_fill (TfWorkspace  *workspace,
                  const char   *id,
                  TfRecord     *product,
                  TfRecord     *release,
                  GError      **error)
{
  g_autoptr(TfRecordTree) tree = NULL;
  g_autoptr(GPtrArray) existing = NULL;
  g_autoptr(GPtrArray) records = NULL;

  g_return_val_if_fail (TF_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (TF_IS_RECORD (product) && TF_IS_RECORD (release), FALSE);

  tree = load_tree (id, tf_record_get (release, "language"), error);
  if (tree == NULL)
    return FALSE;

  existing = g_ptr_array_new ();
  g_ptr_array_add (existing, product);
  g_ptr_array_add (existing, release);
  records = tf_record_tree_add (tree, tf_workspace_get_store (workspace), _("Start from Template"),
                                existing, error);
  return records != NULL;
}

/**
 * tf_template_free:
 * @self: (transfer full) (nullable): a template
 */
void
tf_template_free (TfTemplate *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->hint);
  g_free (self);
}

/* What the thread needs that copies the files of the sample. */
typedef struct
{
  TfStore        *store;
  TfRecordTree   *tree;
  TfProgressFunc  progress;
  gpointer        progress_data;
} SampleJob;

static void
sample_job_free (gpointer data)
{
  SampleJob *job = data;

  g_clear_pointer (&job->tree, tf_record_tree_unref);
  g_object_unref (job->store);
  g_free (job);
}

static void
take_sample_files (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  SampleJob *job = task_data;
  GError *error = NULL;

  if (tf_record_tree_take_files (job->tree, job->store, job->progress, job->progress_data,
                                 cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static TfRecord *
find_product (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (tf_record_is (records->pdata[i], "product"))
      return g_object_ref (records->pdata[i]);

  return NULL;
}

/* Back on the main loop: the files are there, now come the records. */
static void
sample_files_taken_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SampleJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GPtrArray) records = NULL;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    records = tf_record_tree_add (job->tree, job->store, _("Add Sample Product"), NULL, &error);

  if (records != NULL)
    g_task_return_pointer (task, find_product (records), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * tf_sample_add_async:
 * @workspace: a workspace
 * @progress: (nullable) (scope notified): hears in a thread how far the work has come
 * @progress_data: data for @progress
 * @cancellable: (nullable): to stop the work
 * @callback: called when the product is there
 * @user_data: data for @callback
 *
 * Adds the sample product with its release, people and evidence. Files are copied in a thread,
 * the records follow as one step that undo takes back.
 */
void
tf_sample_add_async (TfWorkspace         *workspace,
                     TfProgressFunc       progress,
                     gpointer             progress_data,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) copying = NULL;
  g_autoptr(GFile) file = NULL;
  GError *error = NULL;
  SampleJob *job;

  g_return_if_fail (TF_IS_WORKSPACE (workspace));

  ensure_resource ();
  task = g_task_new (workspace, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_sample_add_async);
  g_task_set_check_cancellable (task, FALSE);

  job = g_new0 (SampleJob, 1);
  job->store = g_object_ref (tf_workspace_get_store (workspace));
  job->progress = progress;
  job->progress_data = progress_data;
  file = g_file_new_for_uri (SAMPLE_URI);
  job->tree = tf_record_tree_load (file, NULL, &error);
  if (job->tree == NULL)
    {
      sample_job_free (job);
      g_task_return_error (task, error);
      return;
    }

  copying = g_task_new (workspace, cancellable, sample_files_taken_cb, g_steal_pointer (&task));
  g_task_set_source_tag (copying, tf_sample_add_async);
  g_task_set_task_data (copying, job, sample_job_free);
  g_task_run_in_thread (copying, take_sample_files);
}

/**
 * tf_sample_add_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the sample product, or `NULL` with @error set; no record
 *   was added then
 */
TfRecord *
tf_sample_add_finish (TfWorkspace   *workspace,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
