/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-page-loader.h"

static void
render_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(TfPageImage) image = NULL;
  GError *error = NULL;

  image = tf_reader_render_page_finish (TF_READER (source), result, &error);
  if (image == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task,
                           gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_DEFAULT,
                                                   image->pixels, image->stride),
                           g_object_unref);
}

/**
 * tf_page_loader_load_async:
 * @session: a session
 * @object: SHA-256 of a file that the library keeps
 * @name: (nullable): what people call the file
 * @page: which page, from 1
 * @width: wanted width in pixels
 * @cancellable: (nullable): ends the work
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Draws a page of a file, or a picture.
 */
void
tf_page_loader_load_async (TfSession           *session,
                           const char          *object,
                           const char          *name,
                           guint                page,
                           guint                width,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (TF_IS_SESSION (session));
  g_return_if_fail (object != NULL && page > 0 && width > 0);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_page_loader_load_async);
  path = tf_store_dup_object_path (tf_session_get_store (session), object);
  file = g_file_new_for_path (path);
  tf_reader_render_page_async (tf_session_get_reader (session), file, name, page, width,
                               cancellable, render_cb, g_steal_pointer (&task));
}

/**
 * tf_page_loader_load_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the page, or `NULL` with @error set
 */
GdkTexture *
tf_page_loader_load_finish (TfSession     *session,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
