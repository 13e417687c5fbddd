/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

struct _TfLineRow
{
  TfFieldRow  parent_instance;

  GtkWidget  *entry;
};

G_DEFINE_FINAL_TYPE (TfLineRow, tf_line_row, TF_TYPE_FIELD_ROW)

static void
tf_line_row_build (TfFieldRow *row)
{
  TfLineRow *self = TF_LINE_ROW (row);

  self->entry = gtk_entry_new ();
  if (tf_field_row_get_field (row)->type == TF_FIELD_INTEGER)
    {
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_DIGITS);
      gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
      gtk_widget_set_halign (self->entry, GTK_ALIGN_START);
    }
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (tf_field_row_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (tf_field_row_flush), self,
                           G_CONNECT_SWAPPED);
  tf_field_row_set_editor (row, self->entry, self->entry);
}

static char *
tf_line_row_dup_value (TfFieldRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (TF_LINE_ROW (row)->entry))));
}

static void
tf_line_row_set_value (TfFieldRow *row,
                       const char *value)
{
  gtk_editable_set_text (GTK_EDITABLE (TF_LINE_ROW (row)->entry), value);
}

static void
tf_line_row_set_writable (TfFieldRow *row,
                          gboolean    writable)
{
  gtk_editable_set_editable (GTK_EDITABLE (TF_LINE_ROW (row)->entry), writable);
}

static void
tf_line_row_class_init (TfLineRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  row_class->build = tf_line_row_build;
  row_class->dup_value = tf_line_row_dup_value;
  row_class->set_value = tf_line_row_set_value;
  row_class->set_writable = tf_line_row_set_writable;
}

static void
tf_line_row_init (TfLineRow *self)
{
}
