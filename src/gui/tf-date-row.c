/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

#include "tf-day-button.h"

#include <glib/gi18n-lib.h>

struct _TfDateRow
{
  TfFieldRow   parent_instance;

  GtkWidget   *box;
  GtkEditable *entry;
  GtkWidget   *button;
};

G_DEFINE_FINAL_TYPE (TfDateRow, tf_date_row, TF_TYPE_FIELD_ROW)

static void
tf_date_row_build (TfFieldRow *row)
{
  TfDateRow *self = TF_DATE_ROW (row);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->entry = GTK_EDITABLE (gtk_entry_new ());
  self->button = tf_day_button_new (self->entry);
  gtk_widget_set_halign (self->box, GTK_ALIGN_START);
  gtk_editable_set_width_chars (self->entry, 12);
  /* Translators: how a date is typed: year, month, day */
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("YYYY-MM-DD"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self->box), self->button);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (tf_field_row_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (tf_field_row_flush), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "chosen", G_CALLBACK (tf_field_row_chosen), self,
                           G_CONNECT_SWAPPED);
  tf_field_row_set_editor (row, self->box, GTK_WIDGET (self->entry));
}

static char *
tf_date_row_dup_value (TfFieldRow *row)
{
  return tf_day_dup_iso (gtk_editable_get_text (TF_DATE_ROW (row)->entry));
}

static void
tf_date_row_set_value (TfFieldRow *row,
                       const char *value)
{
  gtk_editable_set_text (TF_DATE_ROW (row)->entry, value);
}

static void
tf_date_row_set_writable (TfFieldRow *row,
                          gboolean    writable)
{
  gtk_editable_set_editable (TF_DATE_ROW (row)->entry, writable);
  gtk_widget_set_sensitive (TF_DATE_ROW (row)->button, writable);
}

static void
tf_date_row_class_init (TfDateRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  row_class->build = tf_date_row_build;
  row_class->dup_value = tf_date_row_dup_value;
  row_class->set_value = tf_date_row_set_value;
  row_class->set_writable = tf_date_row_set_writable;
}

static void
tf_date_row_init (TfDateRow *self)
{
}
