/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TF_TYPE_TEXT_EDITOR_HOST (tf_text_editor_host_get_type ())
G_DECLARE_INTERFACE (TfTextEditorHost, tf_text_editor_host, TF, TEXT_EDITOR_HOST, GObject)

/* Where the pictures of a text are kept. */
struct _TfTextEditorHostInterface
{
  GTypeInterface parent_iface;

  char         *(*store_picture)       (TfTextEditorHost     *self,
                                        GBytes               *bytes,
                                        const char           *media_type,
                                        GError              **error);
  void          (*load_picture_async)  (TfTextEditorHost     *self,
                                        const char           *object,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
  GdkPaintable *(*load_picture_finish) (TfTextEditorHost     *self,
                                        GAsyncResult         *result,
                                        GError              **error);
};

G_GNUC_WARN_UNUSED_RESULT
char         *tf_text_editor_host_store_picture       (TfTextEditorHost     *self,
                                                       GBytes               *bytes,
                                                       const char           *media_type,
                                                       GError              **error);
void          tf_text_editor_host_load_picture_async  (TfTextEditorHost     *self,
                                                       const char           *object,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
G_GNUC_WARN_UNUSED_RESULT
GdkPaintable *tf_text_editor_host_load_picture_finish (TfTextEditorHost     *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
