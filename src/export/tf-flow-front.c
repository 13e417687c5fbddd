/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-flow.h"

#define CONTENTS_INDENT 14.0
#define CONTENTS_NUMBER 30.0

static const TfInlines *
own (TfFlow    *flow,
     TfInlines *inlines)
{
  g_ptr_array_add (flow->owned, inlines);

  return inlines;
}

static void
flow_contents_entry (TfFlow        *flow,
                     const TfBlock *heading)
{
  TfStyle style = TF_STYLE_CONTENTS_1 + heading->level - 1;
  const TfStyleInfo *info = tf_style_get_info (style);
  double x = tf_flow_get_text_x (flow) + CONTENTS_INDENT * (heading->level - 1);
  double end = tf_flow_get_text_x (flow) + tf_flow_get_text_width (flow);
  double width = end - CONTENTS_NUMBER - x;
  TfInlines *title = tf_inlines_new ();
  TfInlines *number = tf_inlines_new ();
  TfPageItem dots = { .kind = TF_ITEM_DOTS };
  guint n_lines = 0;
  double y = 0;

  own (flow, title);
  own (flow, number);
  tf_inlines_add_entry (title, heading->plain, heading->destination, FALSE);
  tf_inlines_add_entry (number, "", heading->destination, TRUE);
  n_lines = tf_shaper_count_lines (flow->shaper, title, style, width);

  tf_flow_gap (flow, info->before);
  if (!flow->fresh && n_lines * info->leading > tf_flow_get_room (flow))
    tf_flow_new_page (flow);
  y = tf_flow_take (flow, n_lines * info->leading, style);
  tf_flow_add_tag (flow, TF_ITEM_BEGIN, "TOCI");
  tf_flow_add_lines (flow, title, style, x, y, width, 0, n_lines);
  y += (n_lines - 1) * info->leading;
  tf_flow_add_lines (flow, number, style, end - CONTENTS_NUMBER, y, CONTENTS_NUMBER, 0, 1)->align
    = TF_ALIGN_END;
  tf_flow_add_tag (flow, TF_ITEM_END, "TOCI");
  dots.x = x + tf_shaper_get_last_width (flow->shaper, title, style, width) + 6;
  dots.width = end - 24 - dots.x;
  dots.y = y + info->leading / 2 + 0.388 * info->size;
  g_array_append_val (flow->page->items, dots);
  tf_flow_gap (flow, info->after);
}

/**
 * tf_flow_contents:
 * @self: the flow
 * @block: the block
 *
 * Places the table of contents.
 */
void
tf_flow_contents (TfFlow        *self,
                  const TfBlock *block)
{
  TfFlowText title = {
    .inlines = block->lines[0], .style = TF_STYLE_HEADING_1, .tag = "P",
    .x = TF_MARGIN_START, .width = tf_flow_get_full_width (self),
  };

  tf_flow_gap (self, tf_style_get_info (TF_STYLE_HEADING_1)->before);
  tf_flow_text (self, &title);
  tf_flow_gap (self, tf_style_get_info (TF_STYLE_HEADING_1)->after);
  tf_flow_add_tag (self, TF_ITEM_BEGIN, "TOC");
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const TfBlock *heading = g_ptr_array_index (self->document->blocks, i);

      if (heading->kind == TF_BLOCK_HEADING && heading->level <= block->level)
        flow_contents_entry (self, heading);
    }
  tf_flow_add_tag (self, TF_ITEM_END, "TOC");
}

static void
cover_signature (TfFlow        *flow,
                 const TfBlock *block,
                 double         y)
{
  double width = tf_flow_get_full_width (flow);

  tf_flow_add_tagged (flow, "P", block->lines[TF_COVER_SIGNATURE], TF_STYLE_CELL_STRONG, y);
  tf_flow_add_rect (flow, TF_MARGIN_START, y + 16, width, 0.5, TF_COLOR_HAIR);
  tf_flow_add_rect (flow, TF_MARGIN_START, y + TF_MM (34), width, 0.5, TF_COLOR_HAIR);
}

/**
 * tf_flow_cover:
 * @self: the flow
 * @block: the block
 *
 * Fills a page of its own with the cover.
 */
void
tf_flow_cover (TfFlow        *self,
               const TfBlock *block)
{
  static const TfStyle cover_styles[] = {
    TF_STYLE_COVER_KIND, TF_STYLE_COVER_PRODUCT, TF_STYLE_COVER_RELEASE,
  };
  static const double spaces[] = { 22, 8, 0 };
  double y = TF_MM (62);

  if (!self->fresh)
    tf_flow_new_page (self);
  self->page->bare = TRUE;
  tf_flow_take (self, tf_flow_get_bottom (self) - TF_MARGIN_TOP, TF_STYLE_HEADING_1);
  for (guint i = 0; i < G_N_ELEMENTS (cover_styles); i++)
    {
      guint n_lines = tf_shaper_count_lines (self->shaper, block->lines[i], cover_styles[i],
                                             tf_flow_get_full_width (self));

      tf_flow_add_tagged (self, "P", block->lines[i], cover_styles[i], y);
      y += n_lines * tf_style_get_info (cover_styles[i])->leading + spaces[i];
      if (i == TF_COVER_KIND)
        tf_flow_add_rect (self, TF_MARGIN_START, y - spaces[i] / 2 - 1,
                          tf_flow_get_full_width (self), 1.6, TF_COLOR_RULE);
    }
  tf_flow_place_table (self, block->table, MAX (y + 30, TF_MM (140)));
  if (block->flag)
    cover_signature (self, block, TF_PAGE_LONG - TF_MARGIN_BOTTOM - TF_MM (36));
  tf_flow_new_page (self);
}
