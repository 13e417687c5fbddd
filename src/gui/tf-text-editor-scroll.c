/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor-private.h"

/* Room that is kept above and below the caret. */
#define ROOM 12

static GtkWidget *
get_scrolled (TfTextEditor *self)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
}

/* Moves as little as possible so that a part of a widget can be seen. */
static void
bring_into_view (GtkWidget *scrolled,
                 GtkWidget *widget,
                 double     y,
                 double     height)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double value = gtk_adjustment_get_value (adjustment);
  double top = 0;
  double bottom = 0;

  if (!gtk_widget_translate_coordinates (widget, scrolled, 0, y, NULL, &top))
    return;

  bottom = top + height + ROOM - gtk_widget_get_height (scrolled);
  top -= ROOM;
  if (top < 0)
    gtk_adjustment_set_value (adjustment, value + top);
  else if (bottom > 0)
    gtk_adjustment_set_value (adjustment, value + MIN (bottom, top));
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);
  GtkTextView *view = GTK_TEXT_VIEW (self->area);
  GtkWidget *scrolled = get_scrolled (self);
  GdkRectangle place;

  self->scroll_tick = 0;
  if (scrolled == NULL || view == NULL || !gtk_widget_has_focus (GTK_WIDGET (view)))
    return G_SOURCE_REMOVE;

  gtk_text_view_get_cursor_locations (view, NULL, &place, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  bring_into_view (scrolled, GTK_WIDGET (view), place.y, place.height);

  return G_SOURCE_REMOVE;
}

/* What the viewport would do, but for text, which may be higher than the window. */
static void
focus_changed_cb (TfTextEditor *self,
                  GParamSpec   *pspec,
                  GtkWindow    *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *scrolled = get_scrolled (self);

  if (focus != NULL && scrolled != NULL && !TF_IS_TEXT_AREA (focus) &&
      gtk_widget_is_ancestor (focus, scrolled))
    bring_into_view (scrolled, focus, 0, gtk_widget_get_height (focus));
}

static void
tf_text_editor_root (GtkWidget *widget)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkRoot *root = NULL;

  GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->root (widget);

  root = gtk_widget_get_root (widget);
  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  if (viewport != NULL && GTK_IS_WINDOW (root))
    self->focus_handler = g_signal_connect_swapped (root, "notify::focus-widget",
                                                    G_CALLBACK (focus_changed_cb), self);
}

static void
tf_text_editor_unroot (GtkWidget *widget)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);

  g_clear_signal_handler (&self->focus_handler, gtk_widget_get_root (widget));

  GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->unroot (widget);
}

/*
 * tf_text_editor_scroll_class_init:
 *
 * Takes scrolling over from the viewport around the editor. That one brings the
 * top of whatever has the focus into view, and would lose the place in a text
 * that is higher than the window.
 */
void
tf_text_editor_scroll_class_init (GtkWidgetClass *klass)
{
  klass->root = tf_text_editor_root;
  klass->unroot = tf_text_editor_unroot;
}

/*
 * tf_text_editor_follow_caret:
 *
 * Brings the caret into view once everything has its size.
 */
void
tf_text_editor_follow_caret (TfTextEditor *self)
{
  if (self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}
