/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor-host.h"

G_DEFINE_INTERFACE (TfTextEditorHost, tf_text_editor_host, G_TYPE_OBJECT)

static void
tf_text_editor_host_default_init (TfTextEditorHostInterface *iface)
{
}

/**
 * tf_text_editor_host_store_picture:
 * @self: the host
 * @bytes: the exact bytes of a picture
 * @media_type: their type, such as "image/png"
 * @error: return location for an error
 *
 * Keeps a picture that a person pasted or chose.
 *
 * Returns: (transfer full) (nullable): its object, the SHA-256 of the bytes in
 *   lower case hexadecimal, or %NULL with @error set
 */
char *
tf_text_editor_host_store_picture (TfTextEditorHost  *self,
                                   GBytes            *bytes,
                                   const char        *media_type,
                                   GError           **error)
{
  g_return_val_if_fail (TF_IS_TEXT_EDITOR_HOST (self), NULL);

  return TF_TEXT_EDITOR_HOST_GET_IFACE (self)->store_picture (self, bytes, media_type, error);
}

/**
 * tf_text_editor_host_load_picture_async:
 * @self: the host
 * @object: SHA-256 of the bytes
 * @cancellable: (nullable): cancelled when nobody wants the picture any more
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Gets a picture to be shown. The host decides how it is opened safely.
 */
void
tf_text_editor_host_load_picture_async (TfTextEditorHost    *self,
                                        const char          *object,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_return_if_fail (TF_IS_TEXT_EDITOR_HOST (self));

  TF_TEXT_EDITOR_HOST_GET_IFACE (self)->load_picture_async (self, object, cancellable, callback,
                                                            user_data);
}

/**
 * tf_text_editor_host_load_picture_finish:
 * @self: the host
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what tf_text_editor_host_load_picture_async() began.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with @error set
 */
GdkPaintable *
tf_text_editor_host_load_picture_finish (TfTextEditorHost  *self,
                                         GAsyncResult      *result,
                                         GError           **error)
{
  g_return_val_if_fail (TF_IS_TEXT_EDITOR_HOST (self), NULL);

  return TF_TEXT_EDITOR_HOST_GET_IFACE (self)->load_picture_finish (self, result, error);
}
