/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-object-check.h"

/* The job of the thread that looks at the files. */
typedef struct
{
  char    **objects;
  gboolean  whole;
} Check;

static void
check_free (Check *check)
{
  g_strfreev (check->objects);
  g_free (check);
}

static TfObjectProblem
look_at (TfStore      *store,
         const char   *object,
         gboolean      whole,
         GCancellable *cancellable)
{
  g_autofree char *path = tf_store_dup_object_path (store, object);
  g_autoptr(GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TF_OBJECT_MISSING;
  if (!whole || tf_store_check_object (store, object, cancellable, &error))
    return TF_OBJECT_SOUND;

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           ? TF_OBJECT_SOUND : TF_OBJECT_ALTERED;
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Check *check = task_data;
  g_autoptr(GHashTable) problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; check->objects[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    {
      TfObjectProblem problem = look_at (source, check->objects[i], check->whole, cancellable);

      if (problem != TF_OBJECT_SOUND)
        g_hash_table_insert (problems, g_strdup (check->objects[i]), GINT_TO_POINTER (problem));
    }

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&problems), (GDestroyNotify) g_hash_table_unref);
}

/**
 * tf_object_check_async:
 * @store: a library
 * @objects: (array zero-terminated=1): files that it keeps, by their SHA-256
 * @whole: whether they are read and compared, and not only looked for
 * @cancellable: (nullable): to give up
 * @callback: called when that is done
 * @user_data: for @callback
 *
 * Looks in a thread whether files are there and what they were.
 */
void
tf_object_check_async (TfStore             *store,
                       const char *const   *objects,
                       gboolean             whole,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Check *check;

  g_return_if_fail (TF_IS_STORE (store));
  g_return_if_fail (objects != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_object_check_async);
  check = g_new0 (Check, 1);
  check->objects = g_strdupv ((char **) objects);
  check->whole = whole;
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * tf_object_check_finish:
 * @store: the library
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a #TfObjectProblem for each file that is not sound, by its
 *   SHA-256, or `NULL` with @error set to `G_IO_ERROR_CANCELLED`
 */
GHashTable *
tf_object_check_finish (TfStore       *store,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
