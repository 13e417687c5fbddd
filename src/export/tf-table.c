/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-table-private.h"

static void
clear_row (gpointer data)
{
  TfTableRow *row = data;

  for (guint i = 0; i < row->n_cells; i++)
    tf_inlines_free (row->cells[i]);
  g_free (row->cells);
  g_free (row->destination);
}

static TfTableRow *
last_row (TfTable *self)
{
  if (self->rows->len == 0)
    return NULL;

  return &g_array_index (self->rows, TfTableRow, self->rows->len - 1);
}

static TfTableRow *
append_row (TfTable  *self,
            gboolean  is_group)
{
  TfTableRow row = { .is_group = is_group };

  row.cells = g_new0 (TfInlines *, is_group ? 1 : self->n_columns);
  g_array_append_val (self->rows, row);

  return last_row (self);
}

/**
 * tf_table_new:
 * @n_columns: how many cells a row has
 *
 * Starts a table. The content decides how wide the columns are, and they have no titles,
 * until they get some.
 *
 * Returns: (transfer full): the table
 */
TfTable *
tf_table_new (guint n_columns)
{
  TfTable *self = NULL;

  g_return_val_if_fail (n_columns > 0, NULL);

  self = g_new0 (TfTable, 1);
  self->n_columns = n_columns;
  self->columns = g_new0 (TfTableColumn, n_columns);
  self->rows = g_array_new (FALSE, TRUE, sizeof (TfTableRow));
  g_array_set_clear_func (self->rows, clear_row);
  for (guint i = 0; i < n_columns; i++)
    self->columns[i].title = tf_inlines_new ();

  return self;
}

/**
 * tf_table_new_controls:
 *
 * Starts a table of labels and values without a header row.
 *
 * Returns: (transfer full): the table
 */
TfTable *
tf_table_new_controls (void)
{
  TfTable *self = tf_table_new (2);

  self->columns[0].weight = 1.0;
  self->columns[1].weight = 2.6;
  self->header_column = TRUE;

  return self;
}

/**
 * tf_table_free:
 * @self: (transfer full) (nullable): the table
 *
 * Frees a table that was not handed to a document.
 */
void
tf_table_free (TfTable *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_columns; i++)
    tf_inlines_free (self->columns[i].title);
  g_free (self->columns);
  g_array_unref (self->rows);
  tf_inlines_free (self->caption);
  tf_inlines_free (self->caption_continued);
  g_free (self);
}

/**
 * tf_table_set_column:
 * @self: the table
 * @column: position, from 0
 * @title: what the header row says, "" for nothing
 * @weight: share of the width against the other columns, or 0 where the content decides
 * @align: where the cells begin
 *
 * Describes one column. The header row is repeated on every page; it exists as soon as
 * one column has a title. Shares count where every column has one.
 */
void
tf_table_set_column (TfTable    *self,
                     guint       column,
                     const char *title,
                     double      weight,
                     TfAlign     align)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (column < self->n_columns);
  g_return_if_fail (title != NULL);
  g_return_if_fail (weight >= 0);

  tf_inlines_free (self->columns[column].title);
  self->columns[column].title = tf_inlines_new_text (title);
  self->columns[column].weight = weight;
  self->columns[column].align = align;
  self->has_header |= title[0] != '\0';
}

/**
 * tf_table_set_caption:
 * @self: the table
 * @caption: what the table shows
 *
 * Sets the line printed above the table, and again where it goes on.
 */
void
tf_table_set_caption (TfTable    *self,
                      const char *caption)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (caption != NULL);

  g_clear_pointer (&self->caption, tf_inlines_free);
  g_clear_pointer (&self->caption_continued, tf_inlines_free);
  if (caption[0] != '\0')
    self->caption = tf_inlines_new_text (caption);
}

/* Makes what stands above the table where it goes on, in the language of its document. */
void
tf_table_set_language (TfTable          *self,
                       const TfLanguage *language)
{
  g_autofree char *caption = NULL;
  g_autofree char *continued = NULL;

  if (self->caption == NULL)
    return;

  caption = tf_inlines_dup_plain (self->caption);
  /* Translators: caption of a table that goes on from the page before. */
  continued = g_strdup_printf (L_ (language, "%s (continued)"), caption);
  g_clear_pointer (&self->caption_continued, tf_inlines_free);
  self->caption_continued = tf_inlines_new_text (continued);
}

/**
 * tf_table_set_wide:
 * @self: the table
 * @wide: whether the table takes the side column's width too
 *
 * Lets a table with many columns use the whole width between the margins.
 */
void
tf_table_set_wide (TfTable  *self,
                   gboolean  wide)
{
  g_return_if_fail (self != NULL);

  self->wide = wide;
}

/**
 * tf_table_set_header_column:
 * @self: the table
 * @header_column: whether the first cell of a row names the row
 *
 * Sets the first column apart as the name of its row.
 */
void
tf_table_set_header_column (TfTable  *self,
                            gboolean  header_column)
{
  g_return_if_fail (self != NULL);

  self->header_column = header_column;
}

/**
 * tf_table_add_cell:
 * @self: the table
 * @cell: (transfer full): the content
 *
 * Adds the next cell; a full row is followed by a new one.
 */
void
tf_table_add_cell (TfTable   *self,
                   TfInlines *cell)
{
  TfTableRow *row = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cell != NULL);

  row = last_row (self);
  if (row == NULL || row->is_group || row->n_cells == self->n_columns)
    row = append_row (self, FALSE);
  row->cells[row->n_cells++] = cell;
}

/**
 * tf_table_add_text:
 * @self: the table
 * @text: the content
 *
 * Adds the next cell as plain text.
 */
void
tf_table_add_text (TfTable    *self,
                   const char *text)
{
  tf_table_add_cell (self, tf_inlines_new_text (text));
}

/**
 * tf_table_add_control:
 * @self: a table of two columns
 * @label: what the value is
 * @value: (transfer full): the value
 *
 * Adds a row of label and value.
 */
void
tf_table_add_control (TfTable    *self,
                      const char *label,
                      TfInlines  *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->n_columns == 2);

  tf_table_add_text (self, label);
  tf_table_add_cell (self, value);
}

/**
 * tf_table_add_group:
 * @self: the table
 * @title: (transfer full): the name of the rows that follow
 *
 * Adds a row that spans all columns and stays with the row after it.
 */
void
tf_table_add_group (TfTable   *self,
                    TfInlines *title)
{
  TfTableRow *row = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (title != NULL);

  row = append_row (self, TRUE);
  row->cells[row->n_cells++] = title;
}

/**
 * tf_table_set_row_destination:
 * @self: the table
 * @destination: name that links can lead to
 *
 * Makes the row that was added last a place to jump to.
 */
void
tf_table_set_row_destination (TfTable    *self,
                              const char *destination)
{
  TfTableRow *row = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->rows->len > 0);
  g_return_if_fail (destination != NULL);

  row = last_row (self);
  g_free (row->destination);
  row->destination = g_strdup (destination);
}

/**
 * tf_table_get_n_rows:
 * @self: the table
 *
 * Counts the rows, without the header row.
 *
 * Returns: the number of rows
 */
guint
tf_table_get_n_rows (const TfTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/* Lends the row at @index. */
const TfTableRow *
tf_table_get_row (const TfTable *self,
                  guint          index)
{
  g_assert (index < self->rows->len);

  return &g_array_index (self->rows, TfTableRow, index);
}

/* The look of a cell. */
TfStyle
tf_table_get_cell_style (const TfTable    *self,
                         const TfTableRow *row,
                         guint             column)
{
  if (row->is_group)
    return TF_STYLE_GROUP;

  return column == 0 && self->header_column ? TF_STYLE_CELL_STRONG : TF_STYLE_CELL;
}
