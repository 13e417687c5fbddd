/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-style.h"

static const TfStyleInfo styles[TF_N_STYLES] = {
  [TF_STYLE_BODY]           = { 10,   14, FALSE, FALSE, TF_COLOR_TEXT,   5,  7 },
  [TF_STYLE_HEADING_1]      = { 20,   26, TRUE,  FALSE, TF_COLOR_STRONG, 28, 14 },
  [TF_STYLE_HEADING_2]      = { 14,   19, TRUE,  FALSE, TF_COLOR_STRONG, 22, 7 },
  [TF_STYLE_HEADING_3]      = { 11,   15, TRUE,  FALSE, TF_COLOR_STRONG, 16, 4 },
  [TF_STYLE_SUBHEADING_1]   = { 11,   15, TRUE,  FALSE, TF_COLOR_TEXT,   14, 4 },
  [TF_STYLE_SUBHEADING_2]   = { 10,   14, TRUE,  FALSE, TF_COLOR_TEXT,   12, 3 },
  [TF_STYLE_SUBHEADING_3]   = { 10,   14, FALSE, TRUE,  TF_COLOR_TEXT,   10, 3 },
  [TF_STYLE_CELL]           = { 9,    12, FALSE, FALSE, TF_COLOR_TEXT,   0,  0 },
  [TF_STYLE_CELL_STRONG]    = { 9,    12, TRUE,  FALSE, TF_COLOR_TEXT,   0,  0 },
  [TF_STYLE_CELL_HEADER]    = { 8.5,  12, TRUE,  FALSE, TF_COLOR_STRONG, 0,  0 },
  [TF_STYLE_GROUP]          = { 9,    12, TRUE,  FALSE, TF_COLOR_STRONG, 0,  0 },
  [TF_STYLE_CAPTION]        = { 9,    12, TRUE,  FALSE, TF_COLOR_STRONG, 12, 5 },
  [TF_STYLE_FIGURE_CAPTION] = { 9,    12, FALSE, FALSE, TF_COLOR_DIM,    0,  14 },
  [TF_STYLE_CALLOUT_TITLE]  = { 10,   14, TRUE,  FALSE, TF_COLOR_STRONG, 0,  0 },
  [TF_STYLE_NOTE_POINT]     = { 9,    12, TRUE,  FALSE, TF_COLOR_STRONG, 0,  0 },
  [TF_STYLE_NOTE]           = { 8,    11, FALSE, FALSE, TF_COLOR_DIM,    0,  0 },
  [TF_STYLE_NOTE_STATE]     = { 8,    11, TRUE,  FALSE, TF_COLOR_DIM,    0,  0 },
  [TF_STYLE_RUNNING]        = { 8,    11, FALSE, FALSE, TF_COLOR_DIM,    0,  0 },
  [TF_STYLE_CONTENTS_1]     = { 10.5, 15, TRUE,  FALSE, TF_COLOR_STRONG, 9,  2 },
  [TF_STYLE_CONTENTS_2]     = { 9.5,  14, FALSE, FALSE, TF_COLOR_TEXT,   0,  1 },
  [TF_STYLE_CONTENTS_3]     = { 9,    13, FALSE, FALSE, TF_COLOR_DIM,    0,  0 },
  [TF_STYLE_COVER_KIND]     = { 12,   17, FALSE, FALSE, TF_COLOR_DIM,    0,  0 },
  [TF_STYLE_COVER_PRODUCT]  = { 32,   38, TRUE,  FALSE, TF_COLOR_STRONG, 0,  0 },
  [TF_STYLE_COVER_RELEASE]  = { 16,   22, FALSE, FALSE, TF_COLOR_TEXT,   0,  0 },
};

/**
 * tf_style_get_info:
 * @style: a look
 *
 * Returns: its measures
 */
const TfStyleInfo *
tf_style_get_info (TfStyle style)
{
  return &styles[style];
}

/**
 * tf_set_color:
 * @cr: a cairo context
 * @color: colour as 0xRRGGBB
 *
 * Sets the colour to draw with.
 */
void
tf_set_color (cairo_t *cr,
              guint    color)
{
  cairo_set_source_rgb (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
}
