/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

/* Plain text of several lines; also a list of values, one a line. */
struct _TfParagraphRow
{
  TfFieldRow     parent_instance;

  GtkTextView   *view;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (TfParagraphRow, tf_paragraph_row, TF_TYPE_FIELD_ROW)

static void
tf_paragraph_row_build (TfFieldRow *row)
{
  TfParagraphRow *self = TF_PARAGRAPH_ROW (row);
  GtkWidget *window = gtk_scrolled_window_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_text_view_set_left_margin (self->view, 8);
  gtk_text_view_set_right_margin (self->view, 8);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 220);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (window, "field");

  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (tf_field_row_edited), self,
                           G_CONNECT_SWAPPED);
  tf_field_row_set_editor (row, window, GTK_WIDGET (self->view));
}

static char *
tf_paragraph_row_dup_value (TfFieldRow *row)
{
  TfParagraphRow *self = TF_PARAGRAPH_ROW (row);
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  return g_strchomp (text);
}

static void
tf_paragraph_row_set_value (TfFieldRow *row,
                            const char *value)
{
  gtk_text_buffer_set_text (TF_PARAGRAPH_ROW (row)->buffer, value, -1);
}

static void
tf_paragraph_row_set_writable (TfFieldRow *row,
                               gboolean    writable)
{
  gtk_text_view_set_editable (TF_PARAGRAPH_ROW (row)->view, writable);
}

static void
tf_paragraph_row_class_init (TfParagraphRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  row_class->build = tf_paragraph_row_build;
  row_class->dup_value = tf_paragraph_row_dup_value;
  row_class->set_value = tf_paragraph_row_set_value;
  row_class->set_writable = tf_paragraph_row_set_writable;
}

static void
tf_paragraph_row_init (TfParagraphRow *self)
{
}
