/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-grid-private.h"

#include <glib/gi18n-lib.h>

#define CAPTION (-1)
#define CELL_KEY "tf-text-cell"

enum
{
  PROP_HEADER_ROW = 1,
  PROP_HEADER_COLUMN,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void tf_text_grid_piece_init (TfTextPieceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfTextGrid, tf_text_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_TEXT_PIECE, tf_text_grid_piece_init))

static int
get_cell (GtkWidget *area)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (area), CELL_KEY));
}

static gboolean
is_header (TfTextGrid *self,
           guint       index)
{
  return (self->header_row && index < self->n_columns) ||
         (self->header_column && index % self->n_columns == 0);
}

static char *
dup_cell_text (TfTextGrid *self,
               guint       index)
{
  TfText *text = tf_text_piece_get_text (g_ptr_array_index (self->cells, index));

  return g_strstrip (tf_text_dup_plain (text));
}

/* Names cells by their place, and by the header above where there is one. */
static void
update_labels (TfTextGrid *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      TfTextArea *area = g_ptr_array_index (self->cells, i);
      guint row = i / self->n_columns;
      guint column = i % self->n_columns;
      g_autofree char *header = NULL;
      g_autofree char *label = NULL;

      if (self->header_row && row > 0)
        header = dup_cell_text (self, column);
      if (header != NULL && header[0] != '\0')
        /* Translators: a table cell: row number, column number, heading of the column. */
        label = g_strdup_printf (_("Row %u, column %u, %s"), row + 1, column + 1, header);
      else
        label = g_strdup_printf (_("Row %u, column %u"), row + 1, column + 1);
      tf_text_area_set_label (area, label);
    }
}

static void
update_headers (TfTextGrid *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *area = g_ptr_array_index (self->cells, i);

      if (is_header (self, i))
        gtk_widget_add_css_class (area, "header");
      else
        gtk_widget_remove_css_class (area, "header");
    }
  update_labels (self);
}

static void
show_caption (TfTextGrid *self)
{
  gboolean blank = tf_text_is_empty (tf_text_piece_get_text (TF_TEXT_PIECE (self->caption)));

  gtk_widget_set_visible (self->caption, self->editable || !blank);
  gtk_widget_set_visible (self->menu_button, self->editable);
}

static void
area_edited_cb (TfTextGrid *self,
                GtkWidget  *area)
{
  g_clear_pointer (&self->text, tf_text_unref);
  if (self->header_row && get_cell (area) < (int) self->n_columns)
    update_labels (self);
  tf_text_piece_edited (TF_TEXT_PIECE (self));
}

static void
focus_cb (TfTextGrid *self,
          GParamSpec *pspec,
          GtkWidget  *area)
{
  if (gtk_widget_has_focus (area))
    self->focus_cell = get_cell (area);
}

static void
focus_on (TfTextGrid *self,
          int         cell,
          guint       offset)
{
  TfTextCaret caret = { 0, cell, 0, offset };

  tf_text_piece_set_caret (TF_TEXT_PIECE (self), &caret, TRUE);
}

static gboolean
tab_cb (TfTextGrid *self,
        int         by,
        GtkWidget  *area)
{
  int next = get_cell (area) + by;

  if (get_cell (area) == CAPTION || next < 0)
    return FALSE;
  if (next == (int) self->cells->len)
    tf_text_grid_insert_row (self, self->n_rows);
  focus_on (self, next, G_MAXUINT);

  return TRUE;
}

static gboolean
enter_cb (TfTextGrid *self,
          GtkWidget  *area)
{
  if (get_cell (area) != CAPTION)
    return FALSE;
  focus_on (self, 0, G_MAXUINT);

  return TRUE;
}

/* Arrow keys go from cell to cell; at the rim of the table the editor takes over. */
static void
move_out_cb (TfTextGrid *self,
             int         by,
             gboolean    extend,
             GtkWidget  *area)
{
  int cell = get_cell (area);
  int next = cell + by;

  if (extend)
    return;
  if (cell == CAPTION && by < 0)
    return;
  if (next < CAPTION || next >= (int) self->cells->len)
    return;

  g_signal_stop_emission_by_name (area, "move-out");
  focus_on (self, next, by < 0 ? G_MAXUINT : 0);
}

static GtkWidget *
add_area (TfTextGrid *self,
          int         cell)
{
  GtkWidget *area = GTK_WIDGET (tf_text_area_new (TRUE));

  g_object_set_data (G_OBJECT (area), CELL_KEY, GINT_TO_POINTER (cell));
  tf_text_piece_set_editable (TF_TEXT_PIECE (area), self->editable);
  g_signal_connect_object (area, "edited", G_CALLBACK (area_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "notify::has-focus", G_CALLBACK (focus_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "tab", G_CALLBACK (tab_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "move-out", G_CALLBACK (move_out_cb), self, G_CONNECT_SWAPPED);

  return area;
}

static void
make_cells (TfTextGrid *self,
            guint       n_rows,
            guint       n_columns)
{
  for (guint i = 0; i < self->cells->len; i++)
    gtk_grid_remove (GTK_GRID (self->grid), g_ptr_array_index (self->cells, i));
  g_ptr_array_set_size (self->cells, 0);

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  for (guint i = 0; i < n_rows * n_columns; i++)
    {
      GtkWidget *area = add_area (self, (int) i);

      gtk_widget_add_css_class (area, "tf-text-cell");
      gtk_widget_set_hexpand (area, TRUE);
      gtk_grid_attach (GTK_GRID (self->grid), area, (int) (i % n_columns), (int) (i / n_columns), 1,
                       1);
      g_ptr_array_add (self->cells, area);
      tf_text_piece_area_added (TF_TEXT_PIECE (self), area);
    }
}

static void
load_line (GtkWidget        *area,
           const TfTextLine *line)
{
  g_autoptr(TfText) text = tf_text_line_to_text (line);

  tf_text_piece_load (TF_TEXT_PIECE (area), text);
}

static void
tf_text_grid_load (TfTextPiece *piece,
                   TfText      *text)
{
  TfTextGrid *self = TF_TEXT_GRID (piece);
  const TfTextBlock *block = tf_text_get_block (text, 0);

  if (block->n_rows != self->n_rows || block->n_columns != self->n_columns)
    make_cells (self, block->n_rows, block->n_columns);

  load_line (self->caption, &block->line);
  for (guint i = 0; i < self->cells->len; i++)
    load_line (g_ptr_array_index (self->cells, i), &block->cells[i]);

  self->header_row = block->header_row;
  self->header_column = block->header_column;
  g_clear_pointer (&self->text, tf_text_unref);
  self->text = tf_text_ref (text);
  update_headers (self);
  show_caption (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADER_ROW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADER_COLUMN]);
}

static TfText *
tf_text_grid_get_text (TfTextPiece *piece)
{
  TfTextGrid *self = TF_TEXT_GRID (piece);
  g_autoptr(TfTextBuilder) builder = NULL;

  if (self->text != NULL)
    return self->text;

  builder = tf_text_builder_new ();
  tf_text_builder_begin_block (builder, TF_TEXT_TABLE, 0);
  tf_text_builder_set_table (builder, self->n_columns, self->header_row, self->header_column);
  tf_text_add_line (builder, tf_text_piece_get_text (TF_TEXT_PIECE (self->caption)));
  for (guint i = 0; i < self->cells->len; i++)
    {
      tf_text_builder_begin_cell (builder);
      tf_text_add_line (builder, tf_text_piece_get_text (g_ptr_array_index (self->cells, i)));
    }
  self->text = tf_text_builder_end (builder);

  return self->text;
}

static void
tf_text_grid_set_editable (TfTextPiece *piece,
                           gboolean     editable)
{
  TfTextGrid *self = TF_TEXT_GRID (piece);

  self->editable = editable;
  tf_text_piece_set_editable (TF_TEXT_PIECE (self->caption), editable);
  for (guint i = 0; i < self->cells->len; i++)
    tf_text_piece_set_editable (g_ptr_array_index (self->cells, i), editable);
  show_caption (self);
}

static gboolean
tf_text_grid_get_caret (TfTextPiece *piece,
                        TfTextCaret *caret)
{
  TfTextGrid *self = TF_TEXT_GRID (piece);
  TfTextArea *area = tf_text_grid_get_area (self, self->focus_cell);

  tf_text_piece_get_caret (TF_TEXT_PIECE (area), caret);
  caret->cell = self->focus_cell;

  return TRUE;
}

static void
tf_text_grid_set_caret (TfTextPiece       *piece,
                        const TfTextCaret *caret,
                        gboolean           focus)
{
  TfTextGrid *self = TF_TEXT_GRID (piece);
  TfTextArea *area = tf_text_grid_get_area (self, caret->cell);

  self->focus_cell = get_cell (GTK_WIDGET (area));
  tf_text_piece_set_caret (TF_TEXT_PIECE (area), caret, focus);
}

static void
tf_text_grid_piece_init (TfTextPieceInterface *iface)
{
  iface->get_text = tf_text_grid_get_text;
  iface->load = tf_text_grid_load;
  iface->set_editable = tf_text_grid_set_editable;
  iface->get_caret = tf_text_grid_get_caret;
  iface->set_caret = tf_text_grid_set_caret;
}

static void
tf_text_grid_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TfTextGrid *self = TF_TEXT_GRID (object);

  switch (id)
    {
    case PROP_HEADER_ROW:
      g_value_set_boolean (value, self->header_row);
      break;
    case PROP_HEADER_COLUMN:
      g_value_set_boolean (value, self->header_column);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
set_header (TfTextGrid *self,
            gboolean   *header,
            gboolean    value,
            GParamSpec *pspec)
{
  if (*header == value)
    return;

  *header = value;
  g_clear_pointer (&self->text, tf_text_unref);
  update_headers (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  tf_text_piece_edited (TF_TEXT_PIECE (self));
}

static void
tf_text_grid_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  TfTextGrid *self = TF_TEXT_GRID (object);

  switch (id)
    {
    case PROP_HEADER_ROW:
      set_header (self, &self->header_row, g_value_get_boolean (value), pspec);
      break;
    case PROP_HEADER_COLUMN:
      set_header (self, &self->header_column, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
tf_text_grid_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_TEXT_GRID);
  while (gtk_widget_get_first_child (GTK_WIDGET (object)) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (object)));

  G_OBJECT_CLASS (tf_text_grid_parent_class)->dispose (object);
}

static void
tf_text_grid_finalize (GObject *object)
{
  TfTextGrid *self = TF_TEXT_GRID (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->text, tf_text_unref);

  G_OBJECT_CLASS (tf_text_grid_parent_class)->finalize (object);
}

static void
tf_text_grid_class_init (TfTextGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tf_text_grid_get_property;
  object_class->set_property = tf_text_grid_set_property;
  object_class->dispose = tf_text_grid_dispose;
  object_class->finalize = tf_text_grid_finalize;

  properties[PROP_HEADER_ROW] =
    g_param_spec_boolean ("header-row", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEADER_COLUMN] =
    g_param_spec_boolean ("header-column", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  tf_text_grid_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "textgrid");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/techfile/Techfile/editor/tf-text-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, TfTextGrid, grid);
  gtk_widget_class_bind_template_child (widget_class, TfTextGrid, menu_button);
}

static void
tf_text_grid_init (TfTextGrid *self)
{
  self->cells = g_ptr_array_new ();
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->caption = add_area (self, CAPTION);
  gtk_widget_add_css_class (self->caption, "tf-text-caption");
  gtk_widget_set_hexpand (self->caption, TRUE);
  tf_text_area_set_label (TF_TEXT_AREA (self->caption), _("Table caption"));
  gtk_widget_insert_before (self->caption, gtk_widget_get_parent (self->menu_button),
                            self->menu_button);
}

/**
 * tf_text_grid_new:
 *
 * Makes an editor for one table. It shows a table once a text is loaded.
 *
 * Returns: (transfer floating): the table
 */
GtkWidget *
tf_text_grid_new (void)
{
  return g_object_new (TF_TYPE_TEXT_GRID, NULL);
}

/**
 * tf_text_grid_get_area:
 * @self: the table
 * @cell: cell, row by row; -1 for the caption, beyond the last for the last
 *
 * Gives the place to type in a cell or the caption.
 *
 * Returns: (transfer none): the area
 */
TfTextArea *
tf_text_grid_get_area (TfTextGrid *self,
                       int         cell)
{
  g_return_val_if_fail (TF_IS_TEXT_GRID (self), NULL);

  if (cell < 0 || self->cells->len == 0)
    return TF_TEXT_AREA (self->caption);

  return g_ptr_array_index (self->cells, MIN ((guint) cell, self->cells->len - 1));
}

/**
 * tf_text_grid_make:
 * @n_rows: rows
 * @n_columns: columns
 *
 * Makes an empty table with a header row.
 *
 * Returns: (transfer full): a text that holds the table only
 */
TfText *
tf_text_grid_make (guint n_rows,
                   guint n_columns)
{
  g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();

  tf_text_builder_begin_block (builder, TF_TEXT_TABLE, 0);
  tf_text_builder_set_table (builder, n_columns, TRUE, FALSE);
  for (guint i = 0; i < n_rows * n_columns; i++)
    tf_text_builder_begin_cell (builder);

  return tf_text_builder_end (builder);
}

/**
 * tf_text_line_to_text:
 * @line: a cell or caption
 *
 * Makes a text of one line.
 *
 * Returns: (transfer full): one paragraph, or nothing where the line is empty
 */
TfText *
tf_text_line_to_text (const TfTextLine *line)
{
  g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();

  g_return_val_if_fail (line != NULL, NULL);

  if (line->n_runs > 0)
    tf_text_builder_begin_block (builder, TF_TEXT_PARAGRAPH, 0);
  for (guint i = 0; i < line->n_runs; i++)
    tf_text_builder_add_run (builder, line->runs[i].text, line->runs[i].style, line->runs[i].link);

  return tf_text_builder_end (builder);
}

/**
 * tf_text_add_line:
 * @builder: a builder with a block or cell begun
 * @line: text of one line, see tf_text_line_to_text()
 *
 * Adds the runs of a line.
 */
void
tf_text_add_line (TfTextBuilder *builder,
                  TfText        *line)
{
  const TfTextBlock *block = NULL;

  g_return_if_fail (builder != NULL && line != NULL);

  if (tf_text_get_n_blocks (line) == 0)
    return;
  block = tf_text_get_block (line, 0);
  for (guint i = 0; i < block->line.n_runs; i++)
    tf_text_builder_add_run (builder, block->line.runs[i].text, block->line.runs[i].style,
                             block->line.runs[i].link);
}
