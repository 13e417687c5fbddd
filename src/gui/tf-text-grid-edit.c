/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-grid-private.h"

/* Shows another shape of the table as one edit. */
static void
change (TfTextGrid    *self,
        TfTextBuilder *builder,
        int            cell)
{
  g_autoptr(TfText) text = tf_text_builder_end (builder);
  const TfTextBlock *block = tf_text_get_block (text, 0);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  TfTextCaret caret = { 0, MIN (cell, (int) (block->n_rows * block->n_columns) - 1), 0, G_MAXUINT };

  tf_text_piece_load (TF_TEXT_PIECE (self), text);
  tf_text_piece_set_caret (TF_TEXT_PIECE (self), &caret, had_focus);
  tf_text_piece_edited (TF_TEXT_PIECE (self));
}

static TfTextBuilder *
begin_change (TfTextGrid *self,
              guint       n_columns)
{
  TfTextBuilder *builder = tf_text_builder_new ();

  tf_text_builder_begin_block (builder, TF_TEXT_TABLE, 0);
  tf_text_builder_set_table (builder, n_columns, self->header_row, self->header_column);
  tf_text_add_line (builder, tf_text_piece_get_text (TF_TEXT_PIECE (self->caption)));

  return builder;
}

static void
copy_cell (TfTextGrid    *self,
           TfTextBuilder *builder,
           guint          index)
{
  tf_text_builder_begin_cell (builder);
  tf_text_add_line (builder, tf_text_piece_get_text (g_ptr_array_index (self->cells, index)));
}

/*< private >
 * tf_text_grid_insert_row:
 * @self: a table
 * @row: the row that it becomes, from 0
 *
 * Inserts an empty row, as one edit. A table that is as large as tables get stays as it is.
 */
void
tf_text_grid_insert_row (TfTextGrid *self,
                         guint       row)
{
  g_autoptr(TfTextBuilder) builder = NULL;

  if ((self->n_rows + 1) * self->n_columns > TF_TEXT_MAX_CELLS)
    return;

  builder = begin_change (self, self->n_columns);
  for (guint i = 0; i <= self->n_rows; i++)
    {
      for (guint column = 0; column < self->n_columns; column++)
        {
          if (i == row)
            tf_text_builder_begin_cell (builder);
          else
            copy_cell (self, builder, (i > row ? i - 1 : i) * self->n_columns + column);
        }
    }
  change (self, builder, (int) (row * self->n_columns));
}

static void
remove_row (TfTextGrid *self,
            guint       row)
{
  g_autoptr(TfTextBuilder) builder = begin_change (self, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    {
      if (i / self->n_columns != row)
        copy_cell (self, builder, i);
    }
  change (self, builder, (int) (row * self->n_columns));
}

static void
insert_column (TfTextGrid *self,
               guint       column)
{
  g_autoptr(TfTextBuilder) builder = NULL;

  if (self->n_columns == TF_TEXT_MAX_COLUMNS ||
      self->n_rows * (self->n_columns + 1) > TF_TEXT_MAX_CELLS)
    return;

  builder = begin_change (self, self->n_columns + 1);
  for (guint row = 0; row < self->n_rows; row++)
    {
      for (guint i = 0; i <= self->n_columns; i++)
        {
          if (i == column)
            tf_text_builder_begin_cell (builder);
          else
            copy_cell (self, builder, row * self->n_columns + (i > column ? i - 1 : i));
        }
    }
  change (self, builder, (int) column);
}

static void
remove_column (TfTextGrid *self,
               guint       column)
{
  g_autoptr(TfTextBuilder) builder = begin_change (self, self->n_columns - 1);

  for (guint i = 0; i < self->cells->len; i++)
    {
      if (i % self->n_columns != column)
        copy_cell (self, builder, i);
    }
  change (self, builder, (int) MIN (column, self->n_columns - 2));
}

static void
row_action_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TfTextGrid *self = TF_TEXT_GRID (widget);
  guint row = (guint) MAX (self->focus_cell, 0) / self->n_columns;

  if (g_str_equal (name, "table.row-above"))
    tf_text_grid_insert_row (self, row);
  else if (g_str_equal (name, "table.row-below"))
    tf_text_grid_insert_row (self, row + 1);
  else if (self->n_rows > 1)
    remove_row (self, row);
}

static void
column_action_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  TfTextGrid *self = TF_TEXT_GRID (widget);
  guint column = (guint) MAX (self->focus_cell, 0) % self->n_columns;

  if (g_str_equal (name, "table.column-before"))
    insert_column (self, column);
  else if (g_str_equal (name, "table.column-after"))
    insert_column (self, column + 1);
  else if (self->n_columns > 1)
    remove_column (self, column);
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  tf_text_piece_remove (TF_TEXT_PIECE (widget));
}

/*< private >
 * tf_text_grid_install_actions:
 * @klass: the class
 *
 * Installs the actions that change the shape of a table.
 */
void
tf_text_grid_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "table.row-above", NULL, row_action_cb);
  gtk_widget_class_install_action (klass, "table.row-below", NULL, row_action_cb);
  gtk_widget_class_install_action (klass, "table.row-remove", NULL, row_action_cb);
  gtk_widget_class_install_action (klass, "table.column-before", NULL, column_action_cb);
  gtk_widget_class_install_action (klass, "table.column-after", NULL, column_action_cb);
  gtk_widget_class_install_action (klass, "table.column-remove", NULL, column_action_cb);
  gtk_widget_class_install_action (klass, "table.remove", NULL, remove_action_cb);
  gtk_widget_class_install_property_action (klass, "table.header-row", "header-row");
  gtk_widget_class_install_property_action (klass, "table.header-column", "header-column");
}
