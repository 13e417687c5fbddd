/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-shaper-private.h"

#include <string.h>

typedef struct
{
  TfShaperExtent extent;
  TfStyle        style;
  guint          digits;
} Known;

/* The place of each byte's character in the text. */
static guint *
index_characters (const char *text)
{
  const char *end = text + strlen (text);
  guint *places = g_new (guint, end - text + 1);
  guint n = 0;

  for (const char *c = text; c < end; n++)
    for (const char *next = g_utf8_next_char (c); c < next; c++)
      places[c - text] = n;
  places[end - text] = n;

  return places;
}

/* Puts the width of every character at its place. What stands between runs has none. */
static int *
list_widths (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  g_autofree guint *places = index_characters (text);
  int *widths = g_new0 (int, places[strlen (text)] + 1);

  for (GSList *lines = pango_layout_get_lines_readonly (layout); lines != NULL; lines = lines->next)
    for (GSList *runs = ((PangoLayoutLine *) lines->data)->runs; runs != NULL; runs = runs->next)
      {
        PangoGlyphItem *run = runs->data;

        pango_glyph_item_get_logical_widths (run, text, widths + places[run->item->offset]);
      }

  return widths;
}

static void
end_line (TfShaperExtent *extent,
          double         *line)
{
  extent->line = MAX (extent->line, *line);
  extent->area += *line;
  *line = 0;
}

static void
add_up (PangoLayout    *layout,
        TfShaperExtent *extent)
{
  g_autofree int *widths = list_widths (layout);
  int n = 0;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, &n);
  double line = 0;
  double word = 0;
  double white = 0;

  for (int i = 0; i < n - 1; i++)
    {
      if (attributes[i].is_line_break)
        word = white = 0;
      if (attributes[i].is_mandatory_break)
        end_line (extent, &line);

      line += (double) widths[i] / PANGO_SCALE;
      white += (double) widths[i] / PANGO_SCALE;
      if (attributes[i].is_white)
        continue;
      word += white;
      white = 0;
      extent->word = MAX (extent->word, word);
    }
  end_line (extent, &line);
}

/**
 * tf_shaper_get_last_width:
 * @self: the shaper
 * @inlines: the text
 * @style: its look
 * @width: room for a line, in points
 *
 * Measures the last line of a text.
 *
 * Returns: its width in points
 */
double
tf_shaper_get_last_width (TfShaper        *self,
                          const TfInlines *inlines,
                          TfStyle          style,
                          double           width)
{
  g_autoptr(PangoLayout) layout = tf_shaper_new_layout (self, inlines, style, width);
  int n_lines = pango_layout_get_line_count (layout);
  PangoRectangle extents;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, n_lines - 1), NULL,
                                 &extents);

  return (double) extents.width / PANGO_SCALE;
}

/**
 * tf_shaper_measure:
 * @self: the shaper
 * @inlines: the text
 * @style: its look
 * @extent: (out caller-allocates): what is found
 *
 * Measures how wide a text can and must be. The answer is remembered.
 */
void
tf_shaper_measure (TfShaper        *self,
                   const TfInlines *inlines,
                   TfStyle          style,
                   TfShaperExtent  *extent)
{
  guint digits = tf_shaper_sum_digits (self, inlines);
  Known *known = g_hash_table_lookup (self->extents, inlines);

  if (known == NULL || known->style != style || known->digits != digits)
    {
      g_autoptr(PangoLayout) layout = tf_shaper_new_layout (self, inlines, style, -1);

      known = g_new0 (Known, 1);
      known->style = style;
      known->digits = digits;
      add_up (layout, &known->extent);
      g_hash_table_insert (self->extents, (gpointer) inlines, known);
    }

  *extent = known->extent;
}
