/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-flow.h"

#include <math.h>

/* Lengths that agree to less than this are equal: a line that fits must not be pushed over
 * by the last bit of a sum. */
#define SLACK 0.01

static TfPage *
new_page (gboolean landscape)
{
  TfPage *page = g_new0 (TfPage, 1);

  page->items = g_array_new (FALSE, TRUE, sizeof (TfPageItem));
  page->landscape = landscape;

  return page;
}

/**
 * tf_page_free:
 * @page: (transfer full): a page
 *
 * Frees the page.
 */
void
tf_page_free (TfPage *page)
{
  g_array_unref (page->items);
  g_free (page);
}

/* What was opened at the foot of a page and is still empty opens on the next one instead:
 * cairo would mark a content that belongs to no element. */
static void
move_open_tags (GArray *from,
                GArray *to)
{
  guint first = from->len;

  while (first > 0 && g_array_index (from, TfPageItem, first - 1).kind == TF_ITEM_BEGIN)
    first--;
  if (first == from->len)
    return;

  g_array_append_vals (to, &g_array_index (from, TfPageItem, first), from->len - first);
  g_array_set_size (from, first);
}

/**
 * tf_flow_new_page:
 * @self: the flow
 *
 * Turns to a new page.
 */
void
tf_flow_new_page (TfFlow *self)
{
  TfPage *page = new_page (self->landscape);

  if (self->page != NULL)
    move_open_tags (self->page->items, page->items);
  self->page = page;
  self->page->point = self->point;
  g_ptr_array_add (self->pages, self->page);
  self->y = TF_MARGIN_TOP;
  self->space = 0;
  self->side_bottom = 0;
  self->fresh = TRUE;
}

/**
 * tf_flow_get_bottom:
 * @self: the flow
 *
 * Returns: where the type area of the current page ends
 */
double
tf_flow_get_bottom (TfFlow *self)
{
  return (self->landscape ? TF_PAGE_SHORT : TF_PAGE_LONG) - TF_MARGIN_BOTTOM;
}

/* The white before the next thing. A side note must also have ended before the next begins. */
static double
get_lead (TfFlow *self)
{
  double lead = self->fresh ? 0 : self->space;

  if (self->note != NULL)
    lead = MAX (lead, self->side_bottom - self->y);

  return lead;
}

/**
 * tf_flow_get_room:
 * @self: the flow
 *
 * Returns: the height left on the page for the next thing
 */
double
tf_flow_get_room (TfFlow *self)
{
  return tf_flow_get_bottom (self) - self->y - get_lead (self) + SLACK;
}

/**
 * tf_flow_get_full_width:
 * @self: the flow
 *
 * Returns: the width between the margins
 */
double
tf_flow_get_full_width (TfFlow *self)
{
  return (self->landscape ? TF_PAGE_LONG : TF_PAGE_SHORT) - TF_MARGIN_START - TF_MARGIN_END;
}

/**
 * tf_flow_get_text_x:
 * @self: the flow
 *
 * Returns: where the text column begins
 */
double
tf_flow_get_text_x (TfFlow *self)
{
  return TF_MARGIN_START + (self->landscape ? 0 : TF_SIDE_WIDTH + TF_SIDE_GAP);
}

/**
 * tf_flow_get_text_width:
 * @self: the flow
 *
 * Returns: the width of the text column
 */
double
tf_flow_get_text_width (TfFlow *self)
{
  return tf_flow_get_full_width (self) - (tf_flow_get_text_x (self) - TF_MARGIN_START);
}

/**
 * tf_flow_gap:
 * @self: the flow
 * @space: white wanted
 *
 * Asks for white before the next thing; the larger of what both neighbours want is kept.
 */
void
tf_flow_gap (TfFlow *self,
             double  space)
{
  self->space = MAX (self->space, space);
}

static double
baseline_of (TfStyle style)
{
  const TfStyleInfo *info = tf_style_get_info (style);

  return info->leading / 2 + 0.388 * info->size;
}

static void
place_note (TfFlow  *self,
            double   y,
            TfStyle  style)
{
  static const TfStyle note_styles[TF_NOTE_N_LINES] = {
    TF_STYLE_NOTE_POINT, TF_STYLE_NOTE, TF_STYLE_NOTE_STATE,
  };
  const TfBlock *note = g_steal_pointer (&self->note);
  double top = y + baseline_of (style) - baseline_of (TF_STYLE_NOTE_POINT);

  for (guint i = 0; i < TF_NOTE_N_LINES; i++)
    {
      guint n = 0;

      if (tf_inlines_get_n_runs (note->lines[i]) == 0)
        continue;

      n = tf_shaper_count_lines (self->shaper, note->lines[i], note_styles[i], TF_SIDE_WIDTH);
      tf_flow_add_tag (self, TF_ITEM_BEGIN, "P");
      tf_flow_add_lines (self, note->lines[i], note_styles[i], TF_MARGIN_START, top, TF_SIDE_WIDTH,
                         0, n);
      tf_flow_add_tag (self, TF_ITEM_END, "P");
      top += n * tf_style_get_info (note_styles[i])->leading;
    }

  self->side_bottom = top + 4;
}

static void
place_destinations (TfFlow *self,
                    double  y)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const char *name = g_ptr_array_index (self->waiting, i);
      TfPageItem item = { .kind = TF_ITEM_DESTINATION, .name = name, .y = MAX (0, y - 6) };

      /* The first place of a name counts; a second would make the file ambiguous. */
      if (!g_hash_table_contains (self->places, name))
        {
          g_hash_table_insert (self->places, (gpointer) name, GUINT_TO_POINTER (self->pages->len));
          g_array_append_val (self->page->items, item);
        }
    }
  g_ptr_array_set_size (self->waiting, 0);
}

/**
 * tf_flow_take:
 * @self: the flow
 * @height: height needed, which must fit
 * @style: look of the first line, beside which a waiting side note is placed
 *
 * Takes the next piece of the page.
 *
 * Returns: the top of the piece
 */
double
tf_flow_take (TfFlow  *self,
              double   height,
              TfStyle  style)
{
  double y = self->y + get_lead (self);

  place_destinations (self, y);
  if (self->note != NULL && style != TF_STYLE_HEADING_1)
    place_note (self, y, style);
  self->y = y + height;
  self->space = 0;
  self->fresh = FALSE;

  return y;
}

/**
 * tf_flow_add_tag:
 * @self: the flow
 * @kind: whether the tag opens or closes
 * @tag: its name
 *
 * Marks the structure of the document.
 */
void
tf_flow_add_tag (TfFlow     *self,
                 TfItemKind  kind,
                 const char *tag)
{
  TfPageItem item = { .kind = kind, .name = tag };

  g_array_append_val (self->page->items, item);
}

/**
 * tf_flow_add_lines:
 * @self: the flow
 * @inlines: the text
 * @style: its look
 * @x: start of the lines
 * @y: top of the first line
 * @width: room for a line
 * @first: first line that stands here
 * @n_lines: how many stand here
 *
 * Puts lines of text on the page.
 *
 * Returns: (transfer none): what was added, until the next addition
 */
TfPageItem *
tf_flow_add_lines (TfFlow          *self,
                   const TfInlines *inlines,
                   TfStyle          style,
                   double           x,
                   double           y,
                   double           width,
                   guint            first,
                   guint            n_lines)
{
  TfPageItem item = {
    .kind = TF_ITEM_LINES, .inlines = inlines, .style = style, .first = first, .n_lines = n_lines,
    .x = x, .y = y, .width = width, .spans = tf_inlines_has_links (inlines),
  };

  g_array_append_val (self->page->items, item);

  return &g_array_index (self->page->items, TfPageItem, self->page->items->len - 1);
}

/**
 * tf_flow_add_rect:
 * @self: the flow
 * @x: start
 * @y: top
 * @width: width
 * @height: height, thin for a rule
 * @color: colour as 0xRRGGBB
 *
 * Puts a filled rectangle on the page.
 */
void
tf_flow_add_rect (TfFlow *self,
                  double  x,
                  double  y,
                  double  width,
                  double  height,
                  guint   color)
{
  TfPageItem item = {
    .kind = TF_ITEM_RECT, .x = x, .y = y, .width = width, .height = height, .color = color,
  };

  g_array_append_val (self->page->items, item);
}

/**
 * tf_flow_add_tagged:
 * @self: the flow
 * @tag: structure tag
 * @inlines: the text
 * @style: its look
 * @y: top of the first line
 *
 * Puts a whole text over the full width at a given height.
 */
void
tf_flow_add_tagged (TfFlow          *self,
                    const char      *tag,
                    const TfInlines *inlines,
                    TfStyle          style,
                    double           y)
{
  double width = tf_flow_get_full_width (self);

  tf_flow_add_tag (self, TF_ITEM_BEGIN, tag);
  tf_flow_add_lines (self, inlines, style, TF_MARGIN_START, y, width, 0,
                     tf_shaper_count_lines (self->shaper, inlines, style, width));
  tf_flow_add_tag (self, TF_ITEM_END, tag);
}

/**
 * tf_flow_wait_destination:
 * @self: the flow
 * @destination: name that links lead to
 *
 * Makes the next thing placed the target of links to @destination.
 */
void
tf_flow_wait_destination (TfFlow     *self,
                          const char *destination)
{
  g_ptr_array_add (self->waiting, (gpointer) destination);
}

/**
 * tf_flow_fit_lines:
 * @left: lines that remain
 * @room: lines that fit
 * @fresh: whether the page is still empty
 *
 * Decides how many lines stay on the page, so that never a single line stands alone at the
 * foot or the head of a page.
 *
 * Returns: the number of lines, or 0 to turn the page first
 */
guint
tf_flow_fit_lines (guint    left,
                   guint    room,
                   gboolean fresh)
{
  guint n = room;

  if (left <= room)
    return left;
  if (left - n < 2)
    n = left >= 2 ? left - 2 : 0;
  if (n < 2)
    n = 0;
  if (n == 0 && fresh)
    n = CLAMP (room, 1, left);

  return n;
}

static void
place_text_lines (TfFlow           *self,
                  const TfFlowText *text,
                  guint             first,
                  guint             n,
                  guint             total)
{
  double leading = tf_style_get_info (text->style)->leading;
  double y = tf_flow_take (self, n * leading, text->style);

  if (first == 0)
    tf_flow_add_tag (self, TF_ITEM_BEGIN, text->tag);
  if (first == 0 && text->label != NULL)
    {
      tf_flow_add_tag (self, TF_ITEM_BEGIN, "Lbl");
      tf_flow_add_lines (self, text->label, text->style, text->label_x, y,
                         text->x - text->label_x, 0, 1);
      tf_flow_add_tag (self, TF_ITEM_END, "Lbl");
      tf_flow_add_tag (self, TF_ITEM_BEGIN, "LBody");
    }
  /* A tag with text of two pages would lose one of them: each part gets a span of its own. */
  tf_flow_add_lines (self, text->inlines, text->style, text->x, y, text->width, first, n)->spans
    |= n < total;
  if (first + n == total)
    {
      if (text->label != NULL)
        tf_flow_add_tag (self, TF_ITEM_END, "LBody");
      tf_flow_add_tag (self, TF_ITEM_END, text->tag);
    }
}

/**
 * tf_flow_text:
 * @self: the flow
 * @text: what to place
 *
 * Places a text, turning pages where need be.
 */
void
tf_flow_text (TfFlow           *self,
              const TfFlowText *text)
{
  const TfStyleInfo *info = tf_style_get_info (text->style);
  guint total = tf_shaper_count_lines (self->shaper, text->inlines, text->style, text->width);
  guint first = 0;

  while (first < total)
    {
      guint room = floor (MAX (0, tf_flow_get_room (self)) / info->leading);
      guint n = tf_flow_fit_lines (total - first, room, self->fresh);

      if (n > 0)
        place_text_lines (self, text, first, n, total);
      first += n;
      if (first < total)
        tf_flow_new_page (self);
    }
}
