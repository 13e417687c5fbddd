/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

#include "tf-pictures.h"
#include "tf-text-editor.h"
#include "tf-text-toolbar.h"

#include <gtk/gtk.h>

/* Formatted text. */
struct _TfTextRow
{
  TfFieldRow    parent_instance;

  TfTextEditor *editor;
};

G_DEFINE_FINAL_TYPE (TfTextRow, tf_text_row, TF_TYPE_FIELD_ROW)

static void
notice_cb (TfTextRow  *self,
           const char *message)
{
  tf_session_tell (tf_field_row_get_session (TF_FIELD_ROW (self)), message);
}

static void
tf_text_row_build (TfFieldRow *row)
{
  TfTextRow *self = TF_TEXT_ROW (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *toolbar = tf_text_toolbar_new ();
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr(TfPictures) pictures = tf_pictures_new (tf_field_row_get_session (row));

  self->editor = TF_TEXT_EDITOR (tf_text_editor_new ());
  tf_text_editor_set_label (self->editor, tf_field_row_get_field (row)->label);
  tf_text_editor_set_host (self->editor, TF_TEXT_EDITOR_HOST (pictures));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (tf_field_row_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  tf_text_toolbar_set_editor (TF_TEXT_TOOLBAR (toolbar), self->editor);
  gtk_widget_add_css_class (frame, "card");
  gtk_widget_add_css_class (frame, "editor-frame");
  gtk_box_append (GTK_BOX (frame), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (box), toolbar);
  gtk_box_append (GTK_BOX (box), frame);
  tf_field_row_set_editor (row, box, GTK_WIDGET (self->editor));
}

static char *
tf_text_row_dup_value (TfFieldRow *row)
{
  TfText *text = tf_text_editor_get_text (TF_TEXT_ROW (row)->editor);

  return tf_text_is_empty (text) ? g_strdup ("") : tf_text_dup_xml (text);
}

static void
tf_text_row_set_value (TfFieldRow *row,
                       const char *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = *value != '\0'
                             ? tf_text_new_from_xml (value, &error) : tf_text_new_empty ();

  if (text != NULL)
    tf_text_editor_set_text (TF_TEXT_ROW (row)->editor, text);
  else
    tf_session_report (tf_field_row_get_session (row), error);
}

static void
tf_text_row_set_writable (TfFieldRow *row,
                          gboolean    writable)
{
  tf_text_editor_set_editable (TF_TEXT_ROW (row)->editor, writable);
}

static void
tf_text_row_class_init (TfTextRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  row_class->build = tf_text_row_build;
  row_class->dup_value = tf_text_row_dup_value;
  row_class->set_value = tf_text_row_set_value;
  row_class->set_writable = tf_text_row_set_writable;
}

static void
tf_text_row_init (TfTextRow *self)
{
}
