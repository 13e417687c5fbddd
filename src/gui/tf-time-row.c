/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

#include "tf-day-button.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A day and a time of day, in UTC as the law's clocks count. */
struct _TfTimeRow
{
  TfFieldRow   parent_instance;

  GtkEditable *day;
  GtkWidget   *day_button;
  GtkEditable *clock;
};

G_DEFINE_FINAL_TYPE (TfTimeRow, tf_time_row, TF_TYPE_FIELD_ROW)

static GtkEditable *
add_entry (TfTimeRow  *self,
           GtkWidget  *box,
           const char *form,
           int         width)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), form);
  gtk_box_append (GTK_BOX (box), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (tf_field_row_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (tf_field_row_flush), self,
                           G_CONNECT_SWAPPED);
  return GTK_EDITABLE (entry);
}

static void
tf_time_row_build (TfFieldRow *row)
{
  TfTimeRow *self = TF_TIME_ROW (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *zone = gtk_label_new (_("UTC"));

  gtk_widget_set_halign (box, GTK_ALIGN_START);
  /* Translators: how a date is typed: year, month, day */
  self->day = add_entry (self, box, _("YYYY-MM-DD"), 12);
  self->day_button = tf_day_button_new (self->day);
  gtk_box_append (GTK_BOX (box), self->day_button);
  /* Translators: how a time of day is typed: hours, minutes */
  self->clock = add_entry (self, box, _("HH:MM"), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clock),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time of Day, UTC"), -1);
  gtk_box_append (GTK_BOX (box), zone);
  g_signal_connect_object (self->day_button, "chosen", G_CALLBACK (tf_field_row_edited), self,
                           G_CONNECT_SWAPPED);
  tf_field_row_set_editor (row, box, GTK_WIDGET (self->day));
}

/* Without a time of day the day begins; what is no time is left for the check of the field. */
static char *
tf_time_row_dup_value (TfFieldRow *row)
{
  TfTimeRow *self = TF_TIME_ROW (row);
  g_autofree char *day = tf_day_dup_iso (gtk_editable_get_text (self->day));
  g_autofree char *clock = g_strstrip (g_strdup (gtk_editable_get_text (self->clock)));

  if (*day == '\0' && *clock == '\0')
    return g_strdup ("");
  if (*clock == '\0')
    return g_strdup_printf ("%sT00:00:00Z", day);

  return g_strdup_printf (strlen (clock) > strlen ("10:14") ? "%sT%sZ" : "%sT%s:00Z", day, clock);
}

/* Seconds are shown where there are any. */
static void
tf_time_row_set_value (TfFieldRow *row,
                       const char *value)
{
  TfTimeRow *self = TF_TIME_ROW (row);
  gboolean fits = strlen (value) == strlen ("2027-12-11T10:14:00Z");
  g_autofree char *day = g_strndup (value, strlen ("2027-12-11"));
  g_autofree char *clock = NULL;

  if (fits)
    clock = g_strndup (value + strlen ("2027-12-11T"),
                       strlen (g_str_has_suffix (value, ":00Z") ? "10:14" : "10:14:00"));
  gtk_editable_set_text (self->day, day);
  gtk_editable_set_text (self->clock, clock != NULL ? clock : "");
}

static void
tf_time_row_set_writable (TfFieldRow *row,
                          gboolean    writable)
{
  TfTimeRow *self = TF_TIME_ROW (row);

  gtk_editable_set_editable (self->day, writable);
  gtk_editable_set_editable (self->clock, writable);
  gtk_widget_set_sensitive (self->day_button, writable);
}

static void
tf_time_row_class_init (TfTimeRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  row_class->build = tf_time_row_build;
  row_class->dup_value = tf_time_row_dup_value;
  row_class->set_value = tf_time_row_set_value;
  row_class->set_writable = tf_time_row_set_writable;
}

static void
tf_time_row_init (TfTimeRow *self)
{
}
