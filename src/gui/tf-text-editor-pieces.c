/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor-private.h"
#include "tf-text-figure.h"
#include "tf-text-grid.h"

#include <glib/gi18n-lib.h>

static TfTextPiece *
get_piece (TfTextEditor *self,
           guint         index)
{
  return g_ptr_array_index (self->pieces, index);
}

static gboolean
is_block (TfText *text)
{
  const TfTextBlock *block = NULL;

  if (tf_text_get_n_blocks (text) != 1)
    return FALSE;
  block = tf_text_get_block (text, 0);

  return block->kind == TF_TEXT_TABLE || block->kind == TF_TEXT_IMAGE;
}

static GType
get_piece_type (TfText *text)
{
  if (!is_block (text))
    return TF_TYPE_TEXT_AREA;

  return tf_text_get_block (text, 0)->kind == TF_TEXT_TABLE ? TF_TYPE_TEXT_GRID
                                                            : TF_TYPE_TEXT_FIGURE;
}

/*
 * tf_text_editor_split:
 *
 * Parts a text into what the pieces hold: paragraphs at even places, which may
 * be none, and one table or picture at each odd one.
 */
GPtrArray *
tf_text_editor_split (TfText *text)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_text_unref);
  g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();

  for (guint i = 0; i < tf_text_get_n_blocks (text); i++)
    {
      const TfTextBlock *block = tf_text_get_block (text, i);
      gboolean apart = block->kind == TF_TEXT_TABLE || block->kind == TF_TEXT_IMAGE;

      if (apart)
        g_ptr_array_add (pieces, tf_text_builder_end (builder));
      tf_text_builder_add_block (builder, block);
      if (apart)
        g_ptr_array_add (pieces, tf_text_builder_end (builder));
    }
  g_ptr_array_add (pieces, tf_text_builder_end (builder));

  return pieces;
}

/*
 * tf_text_editor_find_piece:
 *
 * Tells which piece a widget belongs to, or -1.
 */
int
tf_text_editor_find_piece (TfTextEditor *self,
                           GtkWidget    *widget)
{
  for (guint i = 0; i < self->pieces->len && widget != NULL; i++)
    {
      GtkWidget *piece = g_ptr_array_index (self->pieces, i);

      if (widget == piece || gtk_widget_is_ancestor (widget, piece))
        return (int) i;
    }

  return -1;
}

static void
piece_remove_cb (TfTextEditor *self,
                 TfTextPiece  *piece)
{
  int index = tf_text_editor_find_piece (self, GTK_WIDGET (piece));

  tf_text_editor_remove_pieces (self, index, index);
}

/*
 * tf_text_editor_name_areas:
 *
 * Gives every area of paragraphs the name of the text.
 */
void
tf_text_editor_name_areas (TfTextEditor *self)
{
  const char *label = self->label[0] != '\0' ? self->label : _("Text");

  for (guint i = 0; i < self->pieces->len; i += 2)
    tf_text_area_set_label (TF_TEXT_AREA (get_piece (self, i)), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static TfTextPiece *
make_piece (TfTextEditor *self,
            TfText       *text)
{
  GType type = get_piece_type (text);
  GtkWidget *piece = NULL;

  if (type == TF_TYPE_TEXT_AREA)
    piece = GTK_WIDGET (tf_text_area_new (FALSE));
  else
    piece = g_object_new (type, NULL);

  g_signal_connect_object (piece, "edited", G_CALLBACK (tf_text_editor_piece_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (piece, "remove", G_CALLBACK (piece_remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (piece, "area-added", G_CALLBACK (tf_text_editor_watch_area), self,
                           G_CONNECT_SWAPPED);
  if (type == TF_TYPE_TEXT_AREA)
    tf_text_editor_watch_area (self, piece);
  else if (type == TF_TYPE_TEXT_GRID)
    tf_text_editor_watch_area (self,
                               GTK_WIDGET (tf_text_grid_get_area (TF_TEXT_GRID (piece), -1)));
  else
    tf_text_editor_watch_area (self,
                               GTK_WIDGET (tf_text_figure_get_area (TF_TEXT_FIGURE (piece))));
  if (type == TF_TYPE_TEXT_FIGURE)
    tf_text_figure_set_host (TF_TEXT_FIGURE (piece), self->host);

  tf_text_piece_set_editable (TF_TEXT_PIECE (piece), self->editable);

  return TF_TEXT_PIECE (piece);
}

static void
put_piece (TfTextEditor *self,
           guint         index,
           TfText       *text)
{
  TfTextPiece *piece = make_piece (self, text);
  GtkWidget *before = index > 0 ? GTK_WIDGET (get_piece (self, index - 1)) : NULL;

  gtk_widget_insert_after (GTK_WIDGET (piece), GTK_WIDGET (self), before);
  g_ptr_array_insert (self->pieces, (int) index, piece);
  tf_text_piece_load (piece, text);
}

/*
 * tf_text_editor_drop_piece:
 *
 * Takes the widget of a piece away.
 */
void
tf_text_editor_drop_piece (TfTextEditor *self,
                           guint         index)
{
  GtkWidget *piece = GTK_WIDGET (get_piece (self, index));

  g_ptr_array_remove_index (self->pieces, index);
  gtk_widget_unparent (piece);
}

static gboolean
fits (TfTextEditor *self,
      guint         index,
      TfText       *text)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (get_piece (self, index), get_piece_type (text));
}

static gboolean
shows (TfTextEditor *self,
       guint         index,
       TfText       *text)
{
  return tf_text_equal (tf_text_piece_get_text (get_piece (self, index)), text);
}

/* A click below the text goes to its end. */
static void
expand_last (TfTextEditor *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    gtk_widget_set_vexpand (GTK_WIDGET (get_piece (self, i)), i == self->pieces->len - 1);
}

/*
 * tf_text_editor_show_pieces:
 *
 * Makes the pieces show other texts, and keeps every piece that can be kept.
 */
void
tf_text_editor_show_pieces (TfTextEditor *self,
                            GPtrArray    *texts)
{
  guint head = 0;
  guint tail = 0;
  guint next = 0;

  self->loading++;
  while (head < MIN (self->pieces->len, texts->len) &&
         shows (self, head, g_ptr_array_index (texts, head)))
    head++;
  while (tail < MIN (self->pieces->len, texts->len) - head &&
         shows (self, self->pieces->len - 1 - tail,
                g_ptr_array_index (texts, texts->len - 1 - tail)))
    tail++;

  for (next = head; next < texts->len - tail && next < self->pieces->len - tail &&
       fits (self, next, g_ptr_array_index (texts, next)); next++)
    tf_text_piece_load (get_piece (self, next), g_ptr_array_index (texts, next));
  while (self->pieces->len > next + tail)
    tf_text_editor_drop_piece (self, next);
  for (; next < texts->len - tail; next++)
    put_piece (self, next, g_ptr_array_index (texts, next));

  tf_text_editor_name_areas (self);
  expand_last (self);
  self->loading--;
}
