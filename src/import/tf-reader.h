/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-file-facts.h"

#include "tf-page-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TF_READER_ERROR (tf_reader_error_quark ())
GQuark tf_reader_error_quark (void);

typedef enum {
  TF_READER_ERROR_FAILED,
  TF_READER_ERROR_ENCRYPTED,    /* a password or the key of a certificate is needed */
  TF_READER_ERROR_DAMAGED,
  TF_READER_ERROR_UNSUPPORTED,  /* files of this kind have no pages, or no text */
  TF_READER_ERROR_LIMIT,        /* too much memory, time or size */
} TfReaderError;

/* A page as pixels: 32 bits each, premultiplied, as CAIRO_FORMAT_ARGB32 and
 * GDK_MEMORY_DEFAULT have them. */
typedef struct
{
  GBytes *pixels;
  guint   width;
  guint   height;
  guint   stride;
} TfPageImage;

#define TF_TYPE_READER (tf_reader_get_type ())
G_DECLARE_FINAL_TYPE (TfReader, tf_reader, TF, READER, GObject)

TfReader     *tf_reader_new                  (void) G_GNUC_WARN_UNUSED_RESULT;
guint         tf_reader_get_time_limit       (TfReader             *self);
void          tf_reader_set_time_limit       (TfReader             *self,
                                              guint                 time_limit);

TfFileFacts  *tf_reader_describe             (TfReader             *self,
                                              GFile                *file,
                                              const char           *name,
                                              GCancellable         *cancellable,
                                              GError              **error)
              G_GNUC_WARN_UNUSED_RESULT;
void          tf_reader_describe_async       (TfReader             *self,
                                              GFile                *file,
                                              const char           *name,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TfFileFacts  *tf_reader_describe_finish      (TfReader             *self,
                                              GAsyncResult         *result,
                                              GError              **error)
              G_GNUC_WARN_UNUSED_RESULT;

TfPageImage  *tf_reader_render_page          (TfReader             *self,
                                              GFile                *file,
                                              const char           *name,
                                              guint                 page,
                                              guint                 width,
                                              GCancellable         *cancellable,
                                              GError              **error)
              G_GNUC_WARN_UNUSED_RESULT;
void          tf_reader_render_page_async    (TfReader             *self,
                                              GFile                *file,
                                              const char           *name,
                                              guint                 page,
                                              guint                 width,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TfPageImage  *tf_reader_render_page_finish   (TfReader             *self,
                                              GAsyncResult         *result,
                                              GError              **error)
              G_GNUC_WARN_UNUSED_RESULT;

GPtrArray    *tf_reader_extract_text         (TfReader             *self,
                                              GFile                *file,
                                              const char           *name,
                                              gboolean             *complete,
                                              GCancellable         *cancellable,
                                              GError              **error)
              G_GNUC_WARN_UNUSED_RESULT;
void          tf_reader_extract_text_async   (TfReader             *self,
                                              GFile                *file,
                                              const char           *name,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray    *tf_reader_extract_text_finish  (TfReader             *self,
                                              GAsyncResult         *result,
                                              gboolean             *complete,
                                              GError              **error)
              G_GNUC_WARN_UNUSED_RESULT;

void          tf_page_image_free             (TfPageImage          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPageImage, tf_page_image_free)

G_END_DECLS
