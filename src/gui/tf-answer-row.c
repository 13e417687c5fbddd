/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Yes, no, or not answered: the third is an answer of its own and never looks like no. */
static const struct
{
  const char *value;
  const char *label;
} answers[] = {
  { "yes", N_("Yes") },
  { "no", N_("No") },
  { "", N_("Not Answered") },
};

struct _TfAnswerRow
{
  TfFieldRow  parent_instance;

  GtkWidget  *box;
  GtkWidget  *buttons[G_N_ELEMENTS (answers)];
};

G_DEFINE_FINAL_TYPE (TfAnswerRow, tf_answer_row, TF_TYPE_FIELD_ROW)

static void
toggled_cb (TfFieldRow      *row,
            GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    tf_field_row_chosen (row);
}

static void
tf_answer_row_build (TfFieldRow *row)
{
  TfAnswerRow *self = TF_ANSWER_ROW (row);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_set_halign (self->box, GTK_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      self->buttons[i] = gtk_toggle_button_new_with_label (_(answers[i].label));
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->buttons[i]))),
                               PANGO_ELLIPSIZE_END);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->buttons[i]),
                                     GTK_TOGGLE_BUTTON (self->buttons[0]));
      gtk_box_append (GTK_BOX (self->box), self->buttons[i]);
      g_signal_connect_object (self->buttons[i], "toggled", G_CALLBACK (toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }

  tf_field_row_set_editor (row, self->box, self->box);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      /* Translators: a question, then an answer to it that can be chosen */
      g_autofree char *label = g_strdup_printf (_("%s: %s"), tf_field_row_get_field (row)->label,
                                                _(answers[i].label));

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
}

static char *
tf_answer_row_dup_value (TfFieldRow *row)
{
  TfAnswerRow *self = TF_ANSWER_ROW (row);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i])))
      return g_strdup (answers[i].value);

  /* Nothing is pressed before the first value is shown. */
  return g_strdup ("none");
}

static void
tf_answer_row_set_value (TfFieldRow *row,
                         const char *value)
{
  TfAnswerRow *self = TF_ANSWER_ROW (row);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (answers[i].value, value) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), TRUE);
}

static void
tf_answer_row_set_writable (TfFieldRow *row,
                            gboolean    writable)
{
  gtk_widget_set_sensitive (TF_ANSWER_ROW (row)->box, writable);
}

static void
tf_answer_row_class_init (TfAnswerRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  row_class->build = tf_answer_row_build;
  row_class->dup_value = tf_answer_row_dup_value;
  row_class->set_value = tf_answer_row_set_value;
  row_class->set_writable = tf_answer_row_set_writable;
}

static void
tf_answer_row_init (TfAnswerRow *self)
{
}
