/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Text on its way out, counted so that it ends at the limit. */
typedef struct
{
  gsize     n_written;
  gboolean  complete;
} TfReadText;

cairo_surface_t  *tf_read_surface_new   (double            width,
                                         double            height,
                                         guint             wanted_width,
                                         double           *scale);

void              tf_read_describe       (const char       *type);
void              tf_read_fail           (int               status) G_GNUC_NORETURN;

void              tf_read_write_info    (GVariant         *info);
void              tf_read_write_surface (cairo_surface_t  *surface);
gboolean          tf_read_write_text    (TfReadText       *self,
                                         guint             page,
                                         const char       *text);
void              tf_read_end_text      (TfReadText       *self);

G_END_DECLS
