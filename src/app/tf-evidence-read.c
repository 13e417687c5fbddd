/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence.h"

#include "tf-reader.h"

/* Reading goes file by file, and its words are kept a portion at a time, so that everything else
 * comes in between. */
typedef struct
{
  TfReader  *reader;
  GPtrArray *objects;
  guint      next;
  GPtrArray *pages;     /* words of the file before NEXT */
  char      *problem;   /* why there are none, or "" */
} Reading;

static void read_next (GTask *task);

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->reader);
  g_clear_pointer (&reading->objects, g_ptr_array_unref);
  g_clear_pointer (&reading->pages, g_ptr_array_unref);
  g_free (reading->problem);
  g_free (reading);
}

static gboolean
keep_portion_cb (gpointer user_data)
{
  GTask *task = user_data;
  Reading *reading = g_task_get_task_data (task);
  TfWorkspace *workspace = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean complete;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (!tf_store_add_content (tf_workspace_get_store (workspace),
                             g_ptr_array_index (reading->objects, reading->next - 1),
                             reading->pages, reading->problem, &complete, &error))
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }
  if (!complete)
    return G_SOURCE_CONTINUE;

  read_next (g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr(GSource) idle = g_idle_source_new ();
  g_autoptr(GError) problem = NULL;

  g_clear_pointer (&reading->pages, g_ptr_array_unref);
  reading->pages = tf_reader_extract_text_finish (TF_READER (source), result, NULL, &problem);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&problem));
      return;
    }

  g_free (reading->problem);
  reading->problem = g_strdup (problem != NULL ? problem->message : "");
  g_source_set_callback (idle, keep_portion_cb, g_steal_pointer (&task), g_object_unref);
  g_source_attach (idle, g_main_context_get_thread_default ());
}

static void
read_next (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  TfWorkspace *workspace = g_task_get_source_object (task);
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;

  if (reading->next == reading->objects->len)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  path = tf_store_dup_object_path (tf_workspace_get_store (workspace),
                                   g_ptr_array_index (reading->objects, reading->next));
  file = g_file_new_for_path (path);
  reading->next++;
  tf_reader_extract_text_async (reading->reader, file, NULL, g_task_get_cancellable (task), text_cb,
                                task);
}

/**
 * tf_evidence_read_async:
 * @workspace: a workspace whose library is open for writing
 * @cancellable: (nullable): to stop; what was read stays
 * @callback: called when nothing is left unread
 * @user_data: data for @callback
 *
 * Looks into all evidence that nobody has looked into yet, in a process of its own, and makes its
 * words findable. A file that cannot be read is noted and not tried again.
 */
void
tf_evidence_read_async (TfWorkspace         *workspace,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tf_evidence_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  reading->reader = tf_reader_new ();
  reading->objects = tf_store_list_unread (tf_workspace_get_store (workspace), &error);
  if (reading->objects == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  read_next (task);
}

/**
 * tf_evidence_read_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where reading was stopped, or the words could not be written
 */
gboolean
tf_evidence_read_finish (TfWorkspace   *workspace,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
