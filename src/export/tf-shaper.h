/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-inlines.h"
#include "tf-style.h"
#include "tf-table.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Answers where a destination stands: its page from 1, or 0, and the digits to reserve. */
typedef guint (*TfPageOfFunc) (const char *destination,
                               guint      *digits,
                               gpointer    user_data);

/* How wide a text is, in points. */
typedef struct
{
  double word;  /* the widest part that does not break */
  double line;  /* the widest line, broken only where that was asked for */
  double area;  /* all lines together */
} TfShaperExtent;

/* Turns runs of text into lines, and draws lines. */
typedef struct _TfShaper TfShaper;

TfShaper          *tf_shaper_new          (const char        *language,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void               tf_shaper_free         (TfShaper          *self);
void               tf_shaper_set_page_of  (TfShaper          *self,
                                           TfPageOfFunc       page_of,
                                           gpointer           user_data);
guint              tf_shaper_count_lines  (TfShaper          *self,
                                           const TfInlines   *inlines,
                                           TfStyle            style,
                                           double             width);
double             tf_shaper_get_width    (TfShaper          *self,
                                           const TfInlines   *inlines,
                                           TfStyle            style);
double             tf_shaper_get_last_width
                                          (TfShaper          *self,
                                           const TfInlines   *inlines,
                                           TfStyle            style,
                                           double             width);
void               tf_shaper_measure      (TfShaper          *self,
                                           const TfInlines   *inlines,
                                           TfStyle            style,
                                           TfShaperExtent    *extent);
void               tf_shaper_draw         (TfShaper          *self,
                                           cairo_t           *cr,
                                           const TfInlines   *inlines,
                                           TfStyle            style,
                                           TfAlign            align,
                                           double             x,
                                           double             y,
                                           double             width,
                                           guint              first,
                                           guint              n_lines,
                                           gboolean           tagged,
                                           gboolean           spans);
void               tf_shaper_draw_watermark (TfShaper        *self,
                                             cairo_t         *cr,
                                             const char      *text,
                                             double           width,
                                             double           height);
const char        *tf_shaper_get_unshown  (TfShaper          *self);
char              *tf_dup_destination_id  (const char        *destination)
                                           G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfShaper, tf_shaper_free)

G_END_DECLS
