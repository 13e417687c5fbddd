/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-html-private.h"

/* The cells of a table in their places; NULL where a cell before or above reaches. */
typedef struct
{
  GPtrArray *rows;        /* GPtrArray of xmlNode */
  guint      spans[TF_TEXT_MAX_COLUMNS];  /* rows that a cell above still covers */
  guint      n_columns;
  guint      n_dropped;
  xmlNode   *caption;
  gboolean   has_head;    /* the first row is the table's head */
} HtmlGrid;

static guint
get_span (xmlNode    *cell,
          const char *name)
{
  g_autofree char *value = tf_html_dup_attribute (cell, name);
  guint64 span = value != NULL ? g_ascii_strtoull (value, NULL, 10) : 1;

  return (guint) CLAMP (span, 1, TF_TEXT_MAX_CELLS);
}

static void
place_cell (HtmlGrid  *grid,
            GPtrArray *row,
            xmlNode   *cell)
{
  guint column_span = get_span (cell, "colspan");
  guint row_span = get_span (cell, "rowspan");

  while (row->len < TF_TEXT_MAX_COLUMNS && grid->spans[row->len] > 0)
    g_ptr_array_add (row, NULL);

  if (row->len == TF_TEXT_MAX_COLUMNS)
    {
      grid->n_dropped++;
      return;
    }

  for (guint i = 0; i < column_span && row->len < TF_TEXT_MAX_COLUMNS; i++)
    {
      grid->spans[row->len] = row_span;
      g_ptr_array_add (row, i == 0 ? cell : NULL);
    }
}

static void
add_row (HtmlGrid *grid,
         xmlNode  *node)
{
  g_autoptr(GPtrArray) row = g_ptr_array_new ();

  for (xmlNode *cell = node->children; cell != NULL; cell = cell->next)
    {
      if (cell->type == XML_ELEMENT_NODE && tf_html_is_one_of (cell, " td th "))
        place_cell (grid, row, cell);
    }
  for (guint i = 0; i < TF_TEXT_MAX_COLUMNS; i++)
    grid->spans[i] -= grid->spans[i] > 0 ? 1 : 0;

  if (row->len == 0)
    return;
  if ((grid->rows->len + 1) * MAX (grid->n_columns, row->len) > TF_TEXT_MAX_CELLS)
    {
      grid->n_dropped++;
      return;
    }

  grid->n_columns = MAX (grid->n_columns, row->len);
  g_ptr_array_add (grid->rows, g_steal_pointer (&row));
}

static void
collect_rows (HtmlGrid *grid,
              xmlNode  *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (tf_html_is_one_of (node, " tr "))
        {
          grid->has_head = grid->has_head || (grid->rows->len == 0 &&
                                              tf_html_is_one_of (parent, " thead "));
          add_row (grid, node);
        }
      else if (tf_html_is_one_of (node, " thead tbody tfoot ") && parent != node)
        {
          collect_rows (grid, node);
        }
      else if (tf_html_is_one_of (node, " caption "))
        {
          grid->caption = node;
        }
    }
}

static xmlNode *
get_cell (HtmlGrid *grid,
          guint     row,
          guint     column)
{
  GPtrArray *cells = g_ptr_array_index (grid->rows, row);

  return column < cells->len ? g_ptr_array_index (cells, column) : NULL;
}

static gboolean
is_header (HtmlGrid *grid,
           guint     row,
           guint     column)
{
  xmlNode *cell = get_cell (grid, row, column);

  return cell == NULL || tf_html_is_one_of (cell, " th ");
}

static gboolean
has_header_row (HtmlGrid *grid)
{
  if (grid->has_head)
    return TRUE;

  for (guint i = 0; i < grid->n_columns; i++)
    {
      if (!is_header (grid, 0, i))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_header_column (HtmlGrid *grid)
{
  if (grid->rows->len < 2)
    return FALSE;

  for (guint i = 1; i < grid->rows->len; i++)
    {
      if (!is_header (grid, i, 0))
        return FALSE;
    }

  return TRUE;
}

static void
write_grid (HtmlReader *self,
            HtmlGrid   *grid,
            HtmlLook    look)
{
  tf_html_end_block (self);
  tf_text_builder_begin_block (self->builder, TF_TEXT_TABLE, 0);
  tf_text_builder_set_table (self->builder, grid->n_columns, has_header_row (grid),
                             has_header_column (grid));
  tf_html_begin_line (self);
  if (grid->caption != NULL)
    tf_html_read_children (self, grid->caption, look);

  for (guint row = 0; row < grid->rows->len; row++)
    {
      for (guint column = 0; column < grid->n_columns; column++)
        {
          xmlNode *cell = get_cell (grid, row, column);
          HtmlLook cell_look = look;

          tf_text_builder_begin_cell (self->builder);
          tf_html_begin_line (self);
          if (cell == NULL)
            continue;
          tf_html_apply_style (cell, &cell_look);
          tf_html_read_children (self, cell, cell_look);
        }
    }

  tf_html_end_block (self);
}

/*
 * tf_html_read_table:
 *
 * Reads a table. Spans are flattened: the text stays in the first of the cells
 * that it reached over. A table of one cell only arranges a page, and one
 * inside another cell has no place of its own; both give just their content.
 */
void
tf_html_read_table (HtmlReader *self,
                    xmlNode    *table,
                    HtmlLook    look)
{
  HtmlGrid grid = { 0 };

  grid.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  collect_rows (&grid, table);
  self->n_dropped += grid.n_dropped;

  if (self->in_line || grid.rows->len * grid.n_columns <= 1)
    {
      tf_html_read_children (self, table, look);
    }
  else
    {
      look.list_level = 0;
      look.style = TF_TEXT_STYLE_NONE;
      look.link = NULL;
      write_grid (self, &grid, look);
    }

  g_ptr_array_unref (grid.rows);
}
