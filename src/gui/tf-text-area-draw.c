/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-area-private.h"

#include "tf-text-buffer-private.h"

/* Room between a bullet or number and its text. */
#define MARKER_GAP 7

static const char * const bullets[TF_TEXT_MAX_LEVEL] = { "•", "◦", "▪" };

static char *
dup_marker (TfTextArea *self,
            guint       line,
            guint       number)
{
  TfTextLineKind kind = tf_text_buffer_get_kind (self->buffer, line);

  if (kind.kind == TF_TEXT_BULLET)
    return g_strdup (bullets[kind.level - 1]);
  if (kind.kind == TF_TEXT_NUMBER)
    return g_strdup_printf ("%u.", number);

  return NULL;
}

static void
draw_marker (TfTextArea  *self,
             GtkSnapshot *snapshot,
             guint        line,
             const char  *marker)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), marker);
  TfTextLineKind kind = tf_text_buffer_get_kind (self->buffer, line);
  gboolean mirrored = tf_text_buffer_get_direction (self->buffer, line) == GTK_TEXT_DIR_RTL;
  int indent = (int) kind.level * self->buffer->indent;
  GdkRectangle place;
  GtkTextIter iter;
  GdkRGBA colour;
  int width = 0;
  int x = 0;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &iter, (int) line);
  gtk_text_view_get_iter_location (view, &iter, &place);
  pango_context_set_base_dir (pango_layout_get_context (layout),
                              mirrored ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_context_changed (layout);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (mirrored)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - indent + MARKER_GAP;
  else
    x = MAX (indent - MARKER_GAP - width, 0);

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) place.y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_markers (TfTextArea  *self,
              GtkSnapshot *snapshot)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  TfTextCounter counter = { { 0 } };
  GdkRectangle visible;
  GtkTextIter first;
  GtkTextIter last;
  guint n_lines = (guint) gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer));

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &first, visible.y, NULL);
  gtk_text_view_get_line_at_y (view, &last, visible.y + visible.height, NULL);

  for (guint i = 0; i < n_lines && i <= (guint) gtk_text_iter_get_line (&last); i++)
    {
      TfTextLineKind kind = tf_text_buffer_get_kind (self->buffer, i);
      guint number = tf_text_counter_step (&counter, kind.kind, kind.level);
      g_autofree char *marker = NULL;

      if (i < (guint) gtk_text_iter_get_line (&first))
        continue;
      marker = dup_marker (self, i, number);
      if (marker != NULL)
        draw_marker (self, snapshot, i, marker);
    }
}

static void
tf_text_area_snapshot_layer (GtkTextView      *view,
                             GtkTextViewLayer  layer,
                             GtkSnapshot      *snapshot)
{
  TfTextArea *self = TF_TEXT_AREA (view);

  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT && !self->single_line)
    draw_markers (self, snapshot);
}

/*
 * tf_text_area_draw_class_init:
 *
 * Lets the class draw bullets and numbers.
 */
void
tf_text_area_draw_class_init (GtkTextViewClass *klass)
{
  klass->snapshot_layer = tf_text_area_snapshot_layer;
}

/*
 * tf_text_area_follow_last_line:
 *
 * An empty last line has no character that a tag could stand on. It takes the
 * margins of the view instead, which no other line heeds.
 */
void
tf_text_area_follow_last_line (TfTextArea *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  guint last = (guint) gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)) - 1;
  TfTextLineKind kind = tf_text_buffer_get_kind (self->buffer, last);
  gboolean item = kind.kind == TF_TEXT_BULLET || kind.kind == TF_TEXT_NUMBER;
  gboolean mirrored = tf_text_buffer_get_direction (self->buffer, last) == GTK_TEXT_DIR_RTL;
  int indent = item ? (int) kind.level * self->buffer->indent : 0;

  if (self->single_line)
    return;

  gtk_text_view_set_left_margin (view, mirrored ? 0 : indent);
  gtk_text_view_set_right_margin (view, mirrored ? indent : 0);
}
