/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-flow.h"

#include <math.h>

#define CELL_PADDING 3.5
#define CELL_LEADING 12.0
#define STRONG_RULE  0.9
#define HAIR_RULE    0.5

/* A table of up to this height, in points, never goes over to another page. */
#define SHORT_TABLE  360

/* A row of up to this many lines never goes over to another page. */
#define SHORT_ROW    14

/* A long row leaves at least this many lines on either side of the break. */
#define ROW_PART     3

/* A header taller than this would leave no room for rows if it were repeated. */
#define HEADER_LINES 10

typedef struct
{
  const TfTable *table;
  const double  *widths;
  double        *xs;
  double         x;
  double         width;
} Grid;

static void
grid_clear (Grid *grid)
{
  g_free (grid->xs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

static void
grid_init (Grid          *grid,
           TfFlow        *flow,
           const TfTable *table)
{
  const TfFlowColumns *columns = tf_flow_get_columns (flow, table);
  double x = 0;

  grid->table = table;
  grid->x = columns->wide ? TF_MARGIN_START : tf_flow_get_text_x (flow);
  grid->width = columns->wide ? tf_flow_get_full_width (flow) : tf_flow_get_text_width (flow);
  grid->widths = columns->widths;
  grid->xs = g_new (double, table->n_columns);

  x = grid->x;
  for (guint i = 0; i < table->n_columns; i++)
    {
      grid->xs[i] = x;
      x += grid->widths[i] + columns->gap;
    }
}

static double
cell_width (const Grid       *grid,
            const TfTableRow *row,
            guint             column)
{
  return row->is_group ? grid->width : grid->widths[column];
}

static guint
count_cell (TfFlow           *flow,
            const Grid       *grid,
            const TfTableRow *row,
            guint             column)
{
  return tf_shaper_count_lines (flow->shaper, row->cells[column],
                                tf_table_get_cell_style (grid->table, row, column),
                                cell_width (grid, row, column));
}

static guint
count_row (TfFlow           *flow,
           const Grid       *grid,
           const TfTableRow *row)
{
  guint n_lines = 1;

  for (guint i = 0; i < row->n_cells; i++)
    n_lines = MAX (n_lines, count_cell (flow, grid, row, i));

  return n_lines;
}

static guint
count_header (TfFlow     *flow,
              const Grid *grid)
{
  guint n_lines = 1;

  for (guint i = 0; i < grid->table->n_columns; i++)
    n_lines = MAX (n_lines, tf_shaper_count_lines (flow->shaper, grid->table->columns[i].title,
                                                   TF_STYLE_CELL_HEADER, grid->widths[i]));

  return n_lines;
}

static double
row_height (guint n_lines)
{
  return n_lines * CELL_LEADING + 2 * CELL_PADDING;
}

static double
caption_height (TfFlow          *flow,
                const Grid      *grid,
                const TfInlines *caption)
{
  const TfStyleInfo *info = tf_style_get_info (TF_STYLE_CAPTION);
  guint n_lines = 0;

  if (caption == NULL)
    return 0;

  n_lines = tf_shaper_count_lines (flow->shaper, caption, TF_STYLE_CAPTION, grid->width);

  return n_lines * info->leading + info->after;
}

static double
head_height (TfFlow     *flow,
             const Grid *grid)
{
  double height = caption_height (flow, grid, grid->table->caption) + STRONG_RULE;

  if (grid->table->has_header)
    height += row_height (count_header (flow, grid));

  return height;
}

/* What of the row at @index must stand with what is above it: the short row whole, of a long
 * one the first lines, and after a group's title the row that follows. */
static double
row_start_height (TfFlow     *flow,
                  const Grid *grid,
                  guint       index)
{
  double height = 0;

  for (; index < grid->table->rows->len; index++)
    {
      const TfTableRow *row = tf_table_get_row (grid->table, index);
      guint n_lines = count_row (flow, grid, row);

      height += row_height (n_lines > SHORT_ROW ? ROW_PART : n_lines);
      if (!row->is_group)
        break;
    }

  return height;
}

/* The height of all rows, or 0 where the table is not a short one. */
static double
short_table_height (TfFlow     *flow,
                    const Grid *grid)
{
  double height = 0;

  for (guint i = 0; i < grid->table->rows->len && height <= SHORT_TABLE; i++)
    height += row_height (count_row (flow, grid, tf_table_get_row (grid->table, i)));

  return height <= SHORT_TABLE ? height : 0;
}

/**
 * tf_flow_get_table_head:
 * @self: the flow
 * @table: a table
 *
 * Measures what a heading before the table must stay with.
 *
 * Returns: height of caption, header and first row; of a short table, of all of it
 */
double
tf_flow_get_table_head (TfFlow        *self,
                        const TfTable *table)
{
  g_auto(Grid) grid = { 0 };

  grid_init (&grid, self, table);

  return head_height (self, &grid)
         + MAX (row_start_height (self, &grid, 0), short_table_height (self, &grid));
}

static double
place_caption (TfFlow     *flow,
               const Grid *grid,
               gboolean    continued,
               double      y)
{
  const TfInlines *caption = continued ? grid->table->caption_continued : grid->table->caption;
  const TfStyleInfo *info = tf_style_get_info (TF_STYLE_CAPTION);
  guint n_lines = 0;

  if (caption == NULL)
    return y;

  n_lines = tf_shaper_count_lines (flow->shaper, caption, TF_STYLE_CAPTION, grid->width);
  if (!continued)
    tf_flow_add_tag (flow, TF_ITEM_BEGIN, "Caption");
  tf_flow_add_lines (flow, caption, TF_STYLE_CAPTION, grid->x, y, grid->width, 0, n_lines);
  if (!continued)
    tf_flow_add_tag (flow, TF_ITEM_END, "Caption");

  return y + n_lines * info->leading + info->after;
}

static double
place_header (TfFlow     *flow,
              const Grid *grid,
              gboolean    continued,
              double      y)
{
  guint n_lines = count_header (flow, grid);

  if (!continued)
    tf_flow_add_tag (flow, TF_ITEM_BEGIN, "TR");
  for (guint i = 0; i < grid->table->n_columns; i++)
    {
      const TfTableColumn *column = &grid->table->columns[i];
      guint own = tf_shaper_count_lines (flow->shaper, column->title, TF_STYLE_CELL_HEADER,
                                         grid->widths[i]);
      double top = y + CELL_PADDING + (n_lines - own) * CELL_LEADING;

      if (!continued)
        tf_flow_add_tag (flow, TF_ITEM_BEGIN, "TH");
      tf_flow_add_lines (flow, column->title, TF_STYLE_CELL_HEADER, grid->xs[i], top,
                         grid->widths[i], 0, own)->align = column->align;
      if (!continued)
        tf_flow_add_tag (flow, TF_ITEM_END, "TH");
    }
  if (!continued)
    tf_flow_add_tag (flow, TF_ITEM_END, "TR");
  y += row_height (n_lines);
  tf_flow_add_rect (flow, grid->x, y - HAIR_RULE, grid->width, HAIR_RULE, TF_COLOR_RULE);

  return y;
}

/* Caption, rule and header. Where they are repeated on a further page they carry no tags:
 * whoever hears the document read hears them once. */
static void
begin_part (TfFlow     *flow,
            const Grid *grid,
            gboolean    continued)
{
  gboolean header = grid->table->has_header &&
                    (!continued || count_header (flow, grid) <= HEADER_LINES);
  double height = caption_height (flow, grid, continued ? grid->table->caption_continued
                                                        : grid->table->caption);
  double y = 0;

  height += STRONG_RULE + (header ? row_height (count_header (flow, grid)) : 0);
  y = tf_flow_take (flow, height, grid->table->caption != NULL ? TF_STYLE_CAPTION
                                                               : TF_STYLE_CELL_HEADER);
  if (!continued)
    tf_flow_add_tag (flow, TF_ITEM_BEGIN, "Table");
  y = place_caption (flow, grid, continued, y);
  tf_flow_add_rect (flow, grid->x, y, grid->width, STRONG_RULE, TF_COLOR_RULE);
  if (header)
    place_header (flow, grid, continued, y + STRONG_RULE);
}

static void
place_cell (TfFlow           *flow,
            const Grid       *grid,
            const TfTableRow *row,
            guint             column,
            double            y,
            guint             first,
            guint             n_lines)
{
  TfStyle style = tf_table_get_cell_style (grid->table, row, column);
  guint total = count_cell (flow, grid, row, column);
  const char *tag = style == TF_STYLE_CELL ? "TD" : "TH";

  tf_flow_add_tag (flow, TF_ITEM_BEGIN, tag);
  if (first < total)
    tf_flow_add_lines (flow, row->cells[column], style, grid->xs[column], y + CELL_PADDING,
                       cell_width (grid, row, column), first, MIN (n_lines, total - first))->align
      = row->is_group ? TF_ALIGN_START : grid->table->columns[column].align;
  tf_flow_add_tag (flow, TF_ITEM_END, tag);
}

/* A row that goes on bears its name again, without a tag: it is heard once. */
static void
repeat_name (TfFlow           *flow,
             const Grid       *grid,
             const TfTableRow *row,
             double            y,
             guint             first,
             guint             n_lines)
{
  guint total = count_cell (flow, grid, row, 0);

  if (row->is_group || !grid->table->header_column || first < total || total > n_lines)
    return;

  tf_flow_add_lines (flow, row->cells[0], TF_STYLE_CELL_STRONG, grid->xs[0], y + CELL_PADDING,
                     grid->widths[0], 0, total);
}

static void
place_row_part (TfFlow           *flow,
                const Grid       *grid,
                const TfTableRow *row,
                double            y,
                guint             first,
                guint             n_lines)
{
  double height = row_height (n_lines);

  if (row->is_group)
    tf_flow_add_rect (flow, grid->x, y, grid->width, height, TF_COLOR_TINT);
  tf_flow_add_tag (flow, TF_ITEM_BEGIN, "TR");
  for (guint i = 0; i < row->n_cells; i++)
    place_cell (flow, grid, row, i, y, first, n_lines);
  tf_flow_add_tag (flow, TF_ITEM_END, "TR");
  if (first > 0)
    repeat_name (flow, grid, row, y, first, n_lines);
  tf_flow_add_rect (flow, grid->x, y + height - HAIR_RULE, grid->width, HAIR_RULE, TF_COLOR_HAIR);
}

/* How many lines of a row go on the page; 0 turns the page first. */
static guint
fit_row (guint    left,
         guint    total,
         guint    room,
         gboolean part_is_empty)
{
  guint n = room;

  if (left <= room)
    return left;
  if (part_is_empty)
    return CLAMP (room, 1, left);
  if (total <= SHORT_ROW || room < ROW_PART)
    return 0;
  if (left - n < ROW_PART)
    n = left - ROW_PART;

  return n >= ROW_PART ? n : 0;
}

static void
next_part (TfFlow     *flow,
           const Grid *grid)
{
  tf_flow_new_page (flow);
  begin_part (flow, grid, TRUE);
}

static gboolean
flow_row (TfFlow           *flow,
          const Grid       *grid,
          const TfTableRow *row,
          gboolean          part_is_empty)
{
  guint total = count_row (flow, grid, row);
  guint first = 0;

  while (first < total)
    {
      double room = floor ((tf_flow_get_room (flow) - 2 * CELL_PADDING) / CELL_LEADING);
      guint n = fit_row (total - first, total, MAX (room, 0), part_is_empty);

      if (n > 0)
        {
          double y = 0;

          if (first == 0 && row->destination != NULL)
            tf_flow_wait_destination (flow, row->destination);
          y = tf_flow_take (flow, row_height (n), TF_STYLE_CELL);
          place_row_part (flow, grid, row, y, first, n);
          part_is_empty = FALSE;
        }
      first += n;
      if (first < total)
        {
          next_part (flow, grid);
          part_is_empty = TRUE;
        }
    }

  return part_is_empty;
}

/* What takes the side column's room stands below the notes there. */
static void
clear_side (TfFlow *flow)
{
  if (flow->note != NULL)
    tf_flow_take (flow, 0, TF_STYLE_CELL);
  if (flow->side_bottom > flow->y)
    tf_flow_gap (flow, flow->side_bottom - flow->y);
}

/**
 * tf_flow_table:
 * @self: the flow
 * @table: the table
 *
 * Places a table, with its header again on every page it goes on.
 */
void
tf_flow_table (TfFlow        *self,
               const TfTable *table)
{
  g_auto(Grid) grid = { 0 };
  gboolean part_is_empty = TRUE;

  tf_flow_gap (self, tf_style_get_info (TF_STYLE_CAPTION)->before);
  if (tf_flow_get_columns (self, table)->wide)
    clear_side (self);
  if (!self->fresh && tf_flow_get_table_head (self, table) > tf_flow_get_room (self))
    tf_flow_new_page (self);

  grid_init (&grid, self, table);
  begin_part (self, &grid, FALSE);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const TfTableRow *row = tf_table_get_row (table, i);

      if (row->is_group && !part_is_empty &&
          row_start_height (self, &grid, i) > tf_flow_get_room (self))
        {
          next_part (self, &grid);
          part_is_empty = TRUE;
        }
      part_is_empty = flow_row (self, &grid, row, part_is_empty);
    }
  tf_flow_add_rect (self, grid.x, self->y - STRONG_RULE, grid.width, STRONG_RULE, TF_COLOR_RULE);
  tf_flow_add_tag (self, TF_ITEM_END, "Table");
  tf_flow_gap (self, 16);
}

/**
 * tf_flow_place_table:
 * @self: the flow
 * @table: a short table
 * @y: its top
 *
 * Places a table at a given height of the current page.
 *
 * Returns: its foot
 */
double
tf_flow_place_table (TfFlow        *self,
                     const TfTable *table,
                     double         y)
{
  g_auto(Grid) grid = { 0 };

  grid_init (&grid, self, table);
  tf_flow_add_tag (self, TF_ITEM_BEGIN, "Table");
  tf_flow_add_rect (self, grid.x, y, grid.width, STRONG_RULE, TF_COLOR_RULE);
  y += STRONG_RULE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const TfTableRow *row = tf_table_get_row (table, i);
      guint n_lines = count_row (self, &grid, row);

      place_row_part (self, &grid, row, y, 0, n_lines);
      y += row_height (n_lines);
    }
  tf_flow_add_tag (self, TF_ITEM_END, "Table");

  return y;
}
