/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pages-private.h"

/* Share of the line the section's title may take in the header. */
#define POINT_SHARE 0.55

static void
draw_destination (cairo_t          *cr,
                  const TfPageItem *item)
{
  g_autofree char *id = tf_dup_destination_id (item->name);
  g_autofree char *attributes = g_strdup_printf ("name='%s' x=0 y=%d", id, (int) item->y);

  cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
}

static void
draw_dots (cairo_t          *cr,
           const TfPageItem *item)
{
  static const double pattern[] = { 0, 4 };

  if (item->width <= 0)
    return;

  /* The pattern starts at the end, where dots of all lines stand below one another. */
  cairo_save (cr);
  tf_set_color (cr, TF_COLOR_HAIR);
  cairo_set_line_width (cr, 0.9);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, pattern, G_N_ELEMENTS (pattern), 0);
  cairo_move_to (cr, item->x + item->width, item->y - 0.5);
  cairo_line_to (cr, item->x, item->y - 0.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static gboolean
draw_picture (TfPages           *self,
              cairo_t           *cr,
              const TfPageItem  *item,
              GError           **error)
{
  cairo_surface_t *picture = self->document->picture_func (item->name,
                                                           self->document->picture_data, error);

  if (picture == NULL)
    return FALSE;

  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  cairo_scale (cr, item->width / MAX (1, cairo_image_surface_get_width (picture)),
               item->height / MAX (1, cairo_image_surface_get_height (picture)));
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (picture);

  return TRUE;
}

static gboolean
draw_item (TfPages           *self,
           cairo_t           *cr,
           const TfPageItem  *item,
           gboolean           tagged,
           GError           **error)
{
  switch (item->kind)
    {
    case TF_ITEM_BEGIN:
      if (tagged)
        cairo_tag_begin (cr, item->name, NULL);
      break;

    case TF_ITEM_END:
      if (tagged)
        cairo_tag_end (cr, item->name);
      break;

    case TF_ITEM_DESTINATION:
      if (tagged)
        draw_destination (cr, item);
      break;

    case TF_ITEM_LINES:
      tf_shaper_draw (self->shaper, cr, item->inlines, item->style, item->align, item->x, item->y,
                      item->width, item->first, item->n_lines, tagged, item->spans);
      break;

    case TF_ITEM_RECT:
      tf_set_color (cr, item->color);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;

    case TF_ITEM_DOTS:
      draw_dots (cr, item);
      break;

    case TF_ITEM_PICTURE:
      return draw_picture (self, cr, item, error);

    default:
      g_assert_not_reached ();
    }

  return TRUE;
}

/* Shortens @text until it fits on a line of @width. */
static TfInlines *
new_fitting (TfPages    *self,
             const char *text,
             double      width)
{
  TfInlines *inlines = tf_inlines_new_text (text);
  glong length = g_utf8_strlen (text, -1);

  while (length > 1 && tf_shaper_get_width (self->shaper, inlines, TF_STYLE_RUNNING) > width)
    {
      g_autofree char *head = NULL;
      g_autofree char *shorter = NULL;

      length -= MAX (1, length / 16);
      head = g_utf8_substring (text, 0, length);
      shorter = g_strconcat (g_strchomp (head), "…", NULL);
      tf_inlines_free (inlines);
      inlines = tf_inlines_new_text (shorter);
    }

  return inlines;
}

/* Returns the width that the text takes. */
static double
draw_running (TfPages    *self,
              cairo_t    *cr,
              const char *text,
              TfAlign     align,
              double      y,
              double      line_width,
              double      room)
{
  g_autoptr(TfInlines) inlines = NULL;

  if (text == NULL || text[0] == '\0')
    return 0;

  inlines = new_fitting (self, text, room);
  tf_shaper_draw (self->shaper, cr, inlines, TF_STYLE_RUNNING, align, TF_MARGIN_START, y,
                  line_width, 0, 1, FALSE, FALSE);

  return tf_shaper_get_width (self->shaper, inlines, TF_STYLE_RUNNING);
}

static void
draw_header_and_footer (TfPages *self,
                        guint    page,
                        cairo_t *cr,
                        double   width,
                        double   height)
{
  const TfPage *p = g_ptr_array_index (self->pages, page);
  double line = width - TF_MARGIN_START - TF_MARGIN_END;
  double top = TF_MM (12.5);
  double foot = height - TF_MM (14.5);
  /* Translators: foot of a printed page; this page and the number of pages. */
  g_autofree char *number = g_strdup_printf (L_ (self->document->words, "Page %u of %u"), page + 1,
                                             self->pages->len);
  double taken = draw_running (self, cr, p->point, TF_ALIGN_END, top, line, line * POINT_SHARE);

  draw_running (self, cr, self->document->header, TF_ALIGN_START, top, line, line - taken - 10);
  tf_set_color (cr, TF_COLOR_HAIR);
  cairo_rectangle (cr, TF_MARGIN_START, top + 14, line, 0.5);
  cairo_fill (cr);
  cairo_rectangle (cr, TF_MARGIN_START, foot - 4, line, 0.5);
  cairo_fill (cr);
  draw_running (self, cr, self->document->footer, TF_ALIGN_START, foot, line, line - 90);
  draw_running (self, cr, number, TF_ALIGN_END, foot, line, 90);
}

/**
 * tf_pages_draw_page:
 * @self: the pages
 * @page: page from 0
 * @cr: where to draw
 * @tagged: whether structure, links and destinations are marked, for a PDF of all pages
 * @error: return location for an error
 *
 * Draws a page. What belongs to no tag comes first: mark, header and footer.
 *
 * Returns: whether all pictures could be had
 */
gboolean
tf_pages_draw_page (TfPages   *self,
                    guint      page,
                    cairo_t   *cr,
                    gboolean   tagged,
                    GError   **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const TfPage *p = g_ptr_array_index (self->pages, page);
  double width = p->landscape ? TF_PAGE_LONG : TF_PAGE_SHORT;
  double height = p->landscape ? TF_PAGE_SHORT : TF_PAGE_LONG;
  gboolean complete = TRUE;

  if (self->document->watermark[0] != '\0')
    tf_shaper_draw_watermark (self->shaper, cr, self->document->watermark, width, height);
  if (!p->bare)
    draw_header_and_footer (self, page, cr, width, height);
  for (guint i = 0; complete && i < p->items->len; i++)
    complete = draw_item (self, cr, &g_array_index (p->items, TfPageItem, i), tagged, error);

  return complete;
}
