/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

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

const TfStyleInfo *tf_style_get_info (TfStyle  style);
void               tf_set_color      (cairo_t *cr,
                                      guint    color);

G_END_DECLS
