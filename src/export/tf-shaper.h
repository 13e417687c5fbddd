/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-inlines.h"
#include "tf-table.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The looks of text on a page. */
typedef enum {
  TF_STYLE_BODY,
  TF_STYLE_HEADING_1,
  TF_STYLE_HEADING_2,
  TF_STYLE_HEADING_3,
  TF_STYLE_SUBHEADING_1,
  TF_STYLE_SUBHEADING_2,
  TF_STYLE_SUBHEADING_3,
  TF_STYLE_CELL,
  TF_STYLE_CELL_STRONG,
  TF_STYLE_CELL_HEADER,
  TF_STYLE_GROUP,
  TF_STYLE_CAPTION,
  TF_STYLE_FIGURE_CAPTION,
  TF_STYLE_CALLOUT_TITLE,
  TF_STYLE_NOTE_POINT,
  TF_STYLE_NOTE,
  TF_STYLE_NOTE_STATE,
  TF_STYLE_RUNNING,
  TF_STYLE_CONTENTS_1,
  TF_STYLE_CONTENTS_2,
  TF_STYLE_CONTENTS_3,
  TF_STYLE_COVER_KIND,
  TF_STYLE_COVER_PRODUCT,
  TF_STYLE_COVER_RELEASE,
  TF_N_STYLES
} TfStyle;

/* Colours of the pages, as 0xRRGGBB. */
#define TF_COLOR_TEXT    0x1a1a1a
#define TF_COLOR_STRONG  0x14213d
#define TF_COLOR_DIM     0x5c6470
#define TF_COLOR_LINK    0x1a4480
#define TF_COLOR_RULE    0x14213d
#define TF_COLOR_HAIR    0xc3c9d2
#define TF_COLOR_TINT    0xf2f5f9
#define TF_COLOR_WARNING 0x9a5b00
#define TF_COLOR_PALE    0xf1f1f4

typedef struct
{
  double   size;
  double   leading;
  gboolean bold;
  gboolean italic;
  guint    color;
  double   before;  /* space above and below, merged with the neighbour's */
  double   after;
} TfStyleInfo;

/* Answers where a destination stands: its page from 1, or 0, and the digits to reserve. */
typedef guint (*TfPageOfFunc) (const char *destination,
                               guint      *digits,
                               gpointer    user_data);

/* Turns runs of text into lines, and draws lines. */
typedef struct _TfShaper TfShaper;

const TfStyleInfo *tf_style_get_info      (TfStyle            style);

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
void               tf_set_color           (cairo_t           *cr,
                                           guint              color);
char              *tf_dup_destination_id  (const char        *destination) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfShaper, tf_shaper_free)

G_END_DECLS
