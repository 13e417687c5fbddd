/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pictures.h"

#include "tf-page-loader.h"

/* Enough for a picture across the whole text on a dense screen. */
#define PICTURE_WIDTH 1600

struct _TfPictures
{
  GObject    parent_instance;

  TfSession *session;
};

static void tf_pictures_host_init (TfTextEditorHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfPictures, tf_pictures, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_TEXT_EDITOR_HOST,
                                                      tf_pictures_host_init))

static char *
tf_pictures_store_picture (TfTextEditorHost  *host,
                           GBytes            *bytes,
                           const char        *media_type,
                           GError           **error)
{
  TfPictures *self = TF_PICTURES (host);

  return tf_store_take_bytes (tf_session_get_store (self->session), bytes, error);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GdkTexture *texture = tf_page_loader_load_finish (TF_SESSION (source), result, &error);

  if (texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, texture, g_object_unref);
}

static void
tf_pictures_load_picture_async (TfTextEditorHost    *host,
                                const char          *object,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  TfPictures *self = TF_PICTURES (host);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tf_pictures_load_picture_async);
  tf_page_loader_load_async (self->session, object, NULL, 1, PICTURE_WIDTH, cancellable, load_cb,
                             task);
}

static GdkPaintable *
tf_pictures_load_picture_finish (TfTextEditorHost  *host,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tf_pictures_host_init (TfTextEditorHostInterface *iface)
{
  iface->store_picture = tf_pictures_store_picture;
  iface->load_picture_async = tf_pictures_load_picture_async;
  iface->load_picture_finish = tf_pictures_load_picture_finish;
}

static void
tf_pictures_dispose (GObject *object)
{
  TfPictures *self = TF_PICTURES (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_pictures_parent_class)->dispose (object);
}

static void
tf_pictures_class_init (TfPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tf_pictures_dispose;
}

static void
tf_pictures_init (TfPictures *self)
{
}

/**
 * tf_pictures_new:
 * @session: a session
 *
 * Returns: (transfer full): keeps the pictures of texts in the library of the session
 */
TfPictures *
tf_pictures_new (TfSession *session)
{
  TfPictures *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_PICTURES, NULL);
  self->session = g_object_ref (session);
  return self;
}
