/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-flow.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LIST_INDENT     16.0
#define CALLOUT_PADDING 9.0
#define CALLOUT_BAR     2.5
#define FIGURE_GAP      6.0
#define OBJECT_GAP      10.0

static TfStyle
heading_style (const TfBlock *block)
{
  TfStyle base = block->kind == TF_BLOCK_HEADING ? TF_STYLE_HEADING_1 : TF_STYLE_SUBHEADING_1;

  return base + block->level - 1;
}

/* The first level hangs out over the side column; all others begin with the text. */
static double
heading_x (TfFlow        *flow,
           const TfBlock *block)
{
  return heading_style (block) == TF_STYLE_HEADING_1 ? TF_MARGIN_START : tf_flow_get_text_x (flow);
}

static double
heading_width (TfFlow        *flow,
               const TfBlock *block)
{
  return heading_style (block) == TF_STYLE_HEADING_1 ? tf_flow_get_full_width (flow)
                                                     : tf_flow_get_text_width (flow);
}

static double
heading_height (TfFlow        *flow,
                const TfBlock *block)
{
  TfStyle style = heading_style (block);

  return tf_shaper_count_lines (flow->shaper, block->lines[0], style, heading_width (flow, block))
         * tf_style_get_info (style)->leading;
}

static double
list_x (TfFlow        *flow,
        const TfBlock *block)
{
  return tf_flow_get_text_x (flow) + LIST_INDENT * MIN (block->level, 4);
}

static double
list_width (TfFlow        *flow,
            const TfBlock *block)
{
  return tf_flow_get_text_width (flow) - LIST_INDENT * MIN (block->level, 4);
}

/* The lines of a text that must not part: all of a short one, the first two of a long one. */
static double
text_start_height (TfFlow          *flow,
                   const TfInlines *inlines,
                   double           width)
{
  guint n_lines = tf_shaper_count_lines (flow->shaper, inlines, TF_STYLE_BODY, width);

  return (n_lines > 3 ? 2 : n_lines) * tf_style_get_info (TF_STYLE_BODY)->leading;
}

static double
callout_width (TfFlow *flow)
{
  return tf_flow_get_text_width (flow) - 2 * CALLOUT_PADDING - CALLOUT_BAR;
}

static guint
callout_title_lines (TfFlow        *flow,
                     const TfBlock *block)
{
  if (tf_inlines_get_n_runs (block->label) == 0)
    return 0;

  return tf_shaper_count_lines (flow->shaper, block->label, TF_STYLE_CALLOUT_TITLE,
                                callout_width (flow));
}

/**
 * tf_flow_get_note_height:
 * @self: the flow
 * @note: a side note
 *
 * Returns: the height the note takes in the side column
 */
double
tf_flow_get_note_height (TfFlow        *self,
                         const TfBlock *note)
{
  double height = 0;

  for (guint i = 0; i < TF_NOTE_N_LINES; i++)
    {
      if (tf_inlines_get_n_runs (note->lines[i]) > 0)
        height += 12.0 * tf_shaper_count_lines (self->shaper, note->lines[i], TF_STYLE_NOTE_POINT,
                                                TF_SIDE_WIDTH);
    }

  return height;
}

static void
figure_size (TfFlow        *flow,
             const TfBlock *block,
             double        *width,
             double        *height)
{
  const TfPictureSize *size = g_hash_table_lookup (flow->pictures, block->object);
  double limit = tf_flow_get_bottom (flow) - TF_MARGIN_TOP - 60;

  *width = tf_flow_get_text_width (flow) * block->width / 100.0;
  *height = *width * size->height / size->width;
  if (*height > limit)
    {
      *width *= limit / *height;
      *height = limit;
    }
}

static double
caption_height (TfFlow        *flow,
                const TfBlock *block)
{
  if (tf_inlines_get_n_runs (block->lines[0]) == 0)
    return 0;

  return FIGURE_GAP + tf_style_get_info (TF_STYLE_FIGURE_CAPTION)->leading
                      * tf_shaper_count_lines (flow->shaper, block->lines[0],
                                               TF_STYLE_FIGURE_CAPTION,
                                               tf_flow_get_text_width (flow));
}

/**
 * tf_flow_get_figure_height:
 * @self: the flow
 * @block: a figure whose size is known
 *
 * Returns: the height of picture and caption
 */
double
tf_flow_get_figure_height (TfFlow        *self,
                           const TfBlock *block)
{
  double width = 0;
  double height = 0;

  if (!g_hash_table_contains (self->pictures, block->object))
    return 0;
  figure_size (self, block, &width, &height);

  return height + caption_height (self, block);
}

/* The height that must follow a heading on the same page. */
static double
start_height (TfFlow        *flow,
              const TfBlock *block)
{
  switch (block->kind)
    {
    case TF_BLOCK_PARAGRAPH:
      return text_start_height (flow, block->lines[0], tf_flow_get_text_width (flow));

    case TF_BLOCK_LIST_ITEM:
      return text_start_height (flow, block->lines[0], list_width (flow, block));

    case TF_BLOCK_TABLE:
      return tf_flow_get_table_head (flow, block->table);

    case TF_BLOCK_FIGURE:
      return tf_flow_get_figure_height (flow, block);

    case TF_BLOCK_CALLOUT:
      return 2 * CALLOUT_PADDING + text_start_height (flow, block->lines[0], callout_width (flow))
             + callout_title_lines (flow, block) * tf_style_get_info (TF_STYLE_BODY)->leading;

    case TF_BLOCK_COVER:
    case TF_BLOCK_CONTENTS:
    case TF_BLOCK_HEADING:
    case TF_BLOCK_SUBHEADING:
    case TF_BLOCK_SIDE_NOTE:
    case TF_BLOCK_DESTINATION:
    case TF_BLOCK_PAGE_BREAK:
    case TF_BLOCK_LANDSCAPE:
    default:
      return 0;
    }
}

/* The white that a block wants above itself. */
static double
start_gap (const TfBlock *block)
{
  switch (block->kind)
    {
    case TF_BLOCK_TABLE:
      return tf_style_get_info (TF_STYLE_CAPTION)->before;

    case TF_BLOCK_CALLOUT:
    case TF_BLOCK_FIGURE:
      return OBJECT_GAP;

    default:
      return tf_style_get_info (TF_STYLE_BODY)->before;
    }
}

/* The height of the headings from @index on and of what must follow the last of them. */
static double
group_height (TfFlow *flow,
              guint   index)
{
  double height = 0;
  double space = 0;
  double note = 0;

  for (; index < flow->document->blocks->len; index++)
    {
      const TfBlock *block = g_ptr_array_index (flow->document->blocks, index);

      if (block->kind == TF_BLOCK_SIDE_NOTE && !flow->landscape)
        note = tf_flow_get_note_height (flow, block);
      if (block->kind == TF_BLOCK_SIDE_NOTE || block->kind == TF_BLOCK_DESTINATION)
        continue;
      if (block->kind != TF_BLOCK_HEADING && block->kind != TF_BLOCK_SUBHEADING)
        return height + MAX (space, start_gap (block)) + MAX (note, start_height (flow, block));

      if (height > 0)
        space = MAX (space, tf_style_get_info (heading_style (block))->before);
      height += space + heading_height (flow, block);
      space = tf_style_get_info (heading_style (block))->after;
    }

  return height;
}

static void
enter_section (TfFlow        *flow,
               const TfBlock *block)
{
  TfSection section = { .block = block, .page = flow->pages->len };

  g_array_append_val (flow->sections, section);
  if (block->level > 2)
    return;

  flow->point = block->plain;
  if (!flow->page->own_point)
    {
      flow->page->point = block->plain;
      flow->page->own_point = TRUE;
    }
}

static void
flow_heading (TfFlow        *flow,
              const TfBlock *block,
              guint          index)
{
  static const char *const tags[] = { "H1", "H2", "H3", "H4", "H5" };
  TfStyle style = heading_style (block);
  gboolean section = block->kind == TF_BLOCK_HEADING;
  TfFlowText text = {
    .inlines = block->lines[0], .style = style, .x = heading_x (flow, block),
    .width = heading_width (flow, block),
    .tag = tags[section ? block->level - 1 : MIN (block->level + 2, G_N_ELEMENTS (tags)) - 1],
  };

  tf_flow_gap (flow, tf_style_get_info (style)->before);
  if (!flow->fresh && group_height (flow, index) > tf_flow_get_room (flow))
    tf_flow_new_page (flow);
  if (section)
    {
      tf_flow_wait_destination (flow, block->destination);
      enter_section (flow, block);
    }
  tf_flow_text (flow, &text);
  tf_flow_gap (flow, tf_style_get_info (style)->after);
}

static void
flow_paragraph (TfFlow        *flow,
                const TfBlock *block)
{
  TfFlowText text = {
    .inlines = block->lines[0], .style = TF_STYLE_BODY, .tag = "P",
    .x = tf_flow_get_text_x (flow), .width = tf_flow_get_text_width (flow),
  };

  tf_flow_gap (flow, tf_style_get_info (TF_STYLE_BODY)->before);
  tf_flow_text (flow, &text);
  tf_flow_gap (flow, tf_style_get_info (TF_STYLE_BODY)->after);
}

static gboolean
is_list_item (TfFlow *flow,
              guint   index)
{
  const TfBlock *block = NULL;

  if (index >= flow->document->blocks->len)
    return FALSE;
  block = g_ptr_array_index (flow->document->blocks, index);

  return block->kind == TF_BLOCK_LIST_ITEM;
}

static void
flow_list_item (TfFlow        *flow,
                const TfBlock *block,
                guint          index)
{
  TfFlowText text = {
    .inlines = block->lines[0], .label = block->label, .style = TF_STYLE_BODY, .tag = "LI",
    .x = list_x (flow, block), .width = list_width (flow, block),
  };

  text.label_x = text.x - LIST_INDENT + 3;
  if (index == 0 || !is_list_item (flow, index - 1))
    tf_flow_add_tag (flow, TF_ITEM_BEGIN, "L");
  tf_flow_gap (flow, 3);
  tf_flow_text (flow, &text);
  tf_flow_gap (flow, 3);
  if (!is_list_item (flow, index + 1))
    {
      tf_flow_add_tag (flow, TF_ITEM_END, "L");
      tf_flow_gap (flow, tf_style_get_info (TF_STYLE_BODY)->after);
    }
}

static double
callout_ground (TfFlow        *flow,
                const TfBlock *block,
                double         height)
{
  double x = tf_flow_get_text_x (flow);
  double y = tf_flow_take (flow, height, TF_STYLE_BODY);

  tf_flow_add_rect (flow, x, y, tf_flow_get_text_width (flow), height, TF_COLOR_TINT);
  tf_flow_add_rect (flow, x, y, CALLOUT_BAR, height,
                    block->flag ? TF_COLOR_WARNING : TF_COLOR_LINK);

  return y + CALLOUT_PADDING;
}

static double
callout_title (TfFlow        *flow,
               const TfBlock *block,
               double         x,
               double         y,
               guint          n_lines)
{
  if (n_lines == 0)
    return y;

  tf_flow_add_tag (flow, TF_ITEM_BEGIN, "P");
  tf_flow_add_lines (flow, block->label, TF_STYLE_CALLOUT_TITLE, x, y, callout_width (flow),
                     0, n_lines);
  tf_flow_add_tag (flow, TF_ITEM_END, "P");

  return y + n_lines * tf_style_get_info (TF_STYLE_CALLOUT_TITLE)->leading;
}

/**
 * tf_flow_callout:
 * @self: the flow
 * @block: the block
 *
 * Places a text on a tinted ground.
 */
void
tf_flow_callout (TfFlow        *self,
                 const TfBlock *block)
{
  double leading = tf_style_get_info (TF_STYLE_BODY)->leading;
  double x = tf_flow_get_text_x (self) + CALLOUT_BAR + CALLOUT_PADDING;
  guint total = tf_shaper_count_lines (self->shaper, block->lines[0], TF_STYLE_BODY,
                                       callout_width (self));
  guint n_title = callout_title_lines (self, block);
  guint first = 0;

  tf_flow_gap (self, OBJECT_GAP);
  while (first < total)
    {
      guint titles = first == 0 ? n_title : 0;
      double room = floor ((tf_flow_get_room (self) - 2 * CALLOUT_PADDING) / leading) - titles;
      guint n = tf_flow_fit_lines (total - first, MAX (room, 0), self->fresh);

      if (n > 0)
        {
          double y = callout_ground (self, block, (titles + n) * leading + 2 * CALLOUT_PADDING);

          y = callout_title (self, block, x, y, titles);
          if (first == 0)
            tf_flow_add_tag (self, TF_ITEM_BEGIN, "P");
          tf_flow_add_lines (self, block->lines[0], TF_STYLE_BODY, x, y, callout_width (self),
                             first, n)->spans |= n < total;
          if (first + n == total)
            tf_flow_add_tag (self, TF_ITEM_END, "P");
        }
      first += n;
      if (first < total)
        tf_flow_new_page (self);
    }
  tf_flow_gap (self, 12);
}

static gboolean
measure_picture (TfFlow         *flow,
                 const TfBlock  *block,
                 GError        **error)
{
  TfDocument *document = flow->document;
  cairo_surface_t *picture = NULL;
  TfPictureSize *size = NULL;

  if (g_hash_table_contains (flow->pictures, block->object))
    return TRUE;
  if (document->picture_func == NULL)
    {
      g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID,
                   _("The picture %s is not available."), block->object);
      return FALSE;
    }

  picture = document->picture_func (block->object, document->picture_data, error);
  if (picture == NULL)
    return FALSE;

  size = g_new0 (TfPictureSize, 1);
  size->width = MAX (1, cairo_image_surface_get_width (picture));
  size->height = MAX (1, cairo_image_surface_get_height (picture));
  g_hash_table_insert (flow->pictures, block->object, size);
  cairo_surface_destroy (picture);

  return TRUE;
}

/**
 * tf_flow_figure:
 * @self: the flow
 * @block: the block
 * @error: return location for an error
 *
 * Places a picture with its caption.
 *
 * Returns: whether the picture could be had
 */
gboolean
tf_flow_figure (TfFlow         *self,
                const TfBlock  *block,
                GError        **error)
{
  double total = 0;
  TfPageItem item = {
    .kind = TF_ITEM_PICTURE, .name = block->object, .x = tf_flow_get_text_x (self),
  };

  if (!measure_picture (self, block, error))
    return FALSE;

  total = tf_flow_get_figure_height (self, block);
  figure_size (self, block, &item.width, &item.height);
  tf_flow_gap (self, OBJECT_GAP);
  if (!self->fresh && total > tf_flow_get_room (self))
    tf_flow_new_page (self);
  item.y = tf_flow_take (self, total, TF_STYLE_BODY);
  tf_flow_add_tag (self, TF_ITEM_BEGIN, "Figure");
  g_array_append_val (self->page->items, item);
  tf_flow_add_tag (self, TF_ITEM_END, "Figure");
  if (tf_inlines_get_n_runs (block->lines[0]) > 0)
    {
      double width = tf_flow_get_text_width (self);

      tf_flow_add_tag (self, TF_ITEM_BEGIN, "Caption");
      tf_flow_add_lines (self, block->lines[0], TF_STYLE_FIGURE_CAPTION, item.x,
                         item.y + item.height + FIGURE_GAP, width, 0,
                         tf_shaper_count_lines (self->shaper, block->lines[0],
                                                TF_STYLE_FIGURE_CAPTION, width));
      tf_flow_add_tag (self, TF_ITEM_END, "Caption");
    }
  tf_flow_gap (self, tf_style_get_info (TF_STYLE_FIGURE_CAPTION)->after);

  return TRUE;
}

static void
set_landscape (TfFlow   *flow,
               gboolean  landscape)
{
  if (flow->landscape == landscape)
    return;

  flow->landscape = landscape;
  if (flow->fresh)
    flow->page->landscape = landscape;
  else
    tf_flow_new_page (flow);
}

static void
turn_for_note (TfFlow *flow)
{
  if (flow->note != NULL && !flow->fresh &&
      tf_flow_get_note_height (flow, flow->note) > tf_flow_get_room (flow))
    tf_flow_new_page (flow);
}

/**
 * tf_flow_block:
 * @self: the flow
 * @index: position of the block in the document
 * @error: return location for an error
 *
 * Places one block.
 *
 * Returns: whether all it needs could be had
 */
gboolean
tf_flow_block (TfFlow  *self,
               guint    index,
               GError **error)
{
  const TfBlock *block = g_ptr_array_index (self->document->blocks, index);

  turn_for_note (self);
  switch (block->kind)
    {
    case TF_BLOCK_COVER:
      tf_flow_cover (self, block);
      break;

    case TF_BLOCK_CONTENTS:
      tf_flow_contents (self, block);
      break;

    case TF_BLOCK_HEADING:
    case TF_BLOCK_SUBHEADING:
      flow_heading (self, block, index);
      break;

    case TF_BLOCK_SIDE_NOTE:
      self->note = self->landscape ? NULL : block;
      break;

    case TF_BLOCK_PARAGRAPH:
      flow_paragraph (self, block);
      break;

    case TF_BLOCK_LIST_ITEM:
      flow_list_item (self, block, index);
      break;

    case TF_BLOCK_TABLE:
      tf_flow_table (self, block->table);
      break;

    case TF_BLOCK_FIGURE:
      return tf_flow_figure (self, block, error);

    case TF_BLOCK_CALLOUT:
      tf_flow_callout (self, block);
      break;

    case TF_BLOCK_DESTINATION:
      tf_flow_wait_destination (self, block->destination);
      break;

    case TF_BLOCK_PAGE_BREAK:
      if (!self->fresh)
        tf_flow_new_page (self);
      break;

    case TF_BLOCK_LANDSCAPE:
      set_landscape (self, block->flag);
      break;

    default:
      g_assert_not_reached ();
    }

  return TRUE;
}
