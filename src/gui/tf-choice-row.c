/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

#include "tf-drop-down.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfChoiceRow
{
  TfFieldRow   parent_instance;

  GtkDropDown *drop_down;
};

G_DEFINE_FINAL_TYPE (TfChoiceRow, tf_choice_row, TF_TYPE_FIELD_ROW)

static void
tf_choice_row_build (TfFieldRow *row)
{
  TfChoiceRow *self = TF_CHOICE_ROW (row);
  const TfField *field = tf_field_row_get_field (row);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _("Not Answered"));
  for (guint i = 0; i < field->n_choices; i++)
    gtk_string_list_append (labels, field->choices[i].label);

  self->drop_down = GTK_DROP_DOWN (tf_drop_down_new ());
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (labels));
  gtk_widget_set_halign (GTK_WIDGET (self->drop_down), GTK_ALIGN_START);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (tf_field_row_chosen),
                           self, G_CONNECT_SWAPPED);
  tf_field_row_set_editor (row, GTK_WIDGET (self->drop_down), GTK_WIDGET (self->drop_down));
}

static char *
tf_choice_row_dup_value (TfFieldRow *row)
{
  const TfField *field = tf_field_row_get_field (row);
  guint selected = gtk_drop_down_get_selected (TF_CHOICE_ROW (row)->drop_down);

  return g_strdup (selected > 0 && selected <= field->n_choices ? field->choices[selected - 1].id
                                                                : "");
}

static void
tf_choice_row_set_value (TfFieldRow *row,
                         const char *value)
{
  const TfField *field = tf_field_row_get_field (row);
  guint selected = 0;

  for (guint i = 0; i < field->n_choices; i++)
    if (strcmp (field->choices[i].id, value) == 0)
      selected = i + 1;

  gtk_drop_down_set_selected (TF_CHOICE_ROW (row)->drop_down, selected);
}

static void
tf_choice_row_set_writable (TfFieldRow *row,
                            gboolean    writable)
{
  gtk_widget_set_sensitive (GTK_WIDGET (TF_CHOICE_ROW (row)->drop_down), writable);
}

static void
tf_choice_row_class_init (TfChoiceRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  row_class->build = tf_choice_row_build;
  row_class->dup_value = tf_choice_row_dup_value;
  row_class->set_value = tf_choice_row_set_value;
  row_class->set_writable = tf_choice_row_set_writable;
}

static void
tf_choice_row_init (TfChoiceRow *self)
{
}
