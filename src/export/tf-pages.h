/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-document.h"
#include "tf-export.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A document laid out on pages: immutable and counted, drawn by any thread. */
typedef struct _TfPages TfPages;

#define TF_TYPE_PAGES (tf_pages_get_type ())
GType       tf_pages_get_type         (void) G_GNUC_CONST;

TfPages    *tf_pages_new              (TfDocument      *document,
                                       TfProgressFunc   progress,
                                       gpointer         progress_data,
                                       GCancellable    *cancellable,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
TfPages    *tf_pages_ref              (TfPages              *self) G_GNUC_WARN_UNUSED_RESULT;
void        tf_pages_unref            (TfPages              *self);

TfDocument *tf_pages_get_document     (TfPages              *self);
guint       tf_pages_get_n_pages      (TfPages              *self);
void        tf_pages_get_size         (TfPages *self,
                                       guint    page,
                                       double  *width,
                                       double  *height);
guint       tf_pages_find_destination (TfPages    *self,
                                       const char *destination);
const char *tf_pages_get_unshown      (TfPages    *self);
void        tf_pages_draw             (TfPages *self,
                                       guint    page,
                                       cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPages, tf_pages_unref)

G_END_DECLS
