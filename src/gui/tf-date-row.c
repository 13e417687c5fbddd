/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

#include "tf-announce.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

struct _TfDateRow
{
  TfFieldRow   parent_instance;

  GtkWidget   *box;
  GtkEditable *entry;
  GtkWidget   *button;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (TfDateRow, tf_date_row, TF_TYPE_FIELD_ROW)

/**
 * tf_date_row_dup_iso:
 * @typed: a date as somebody typed it
 *
 * Takes a date in the form of records, and else in the form that the language of the person has.
 *
 * Returns: (transfer full): the date as 2027-12-11; what was typed where it is no date
 */
char *
tf_date_row_dup_iso (const char *typed)
{
  g_autofree char *text = NULL;
  guint year, month, day;
  char rest;
  GDate date;

  g_return_val_if_fail (typed != NULL, NULL);

  text = g_strstrip (g_strdup (typed));
  if (sscanf (text, "%4u-%2u-%2u%c", &year, &month, &day, &rest) == 3 &&
      g_date_valid_dmy (day, month, year))
    return g_strdup_printf ("%04u-%02u-%02u", year, month, day);

  g_date_clear (&date, 1);
  if (*text != '\0')
    g_date_set_parse (&date, text);
  if (!g_date_valid (&date))
    return g_steal_pointer (&text);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

static void
day_selected_cb (TfDateRow *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (self->entry, text);
  tf_field_row_chosen (TF_FIELD_ROW (self));
}

static void
show_typed_day (TfDateRow *self)
{
  g_autofree char *text = tf_date_row_dup_iso (gtk_editable_get_text (self->entry));
  g_autofree char *time = g_strconcat (text, "T00:00:00", NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(GDateTime) day = g_date_time_new_from_iso8601 (time, zone);

  if (day == NULL)
    return;

  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (self->calendar, day);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

static void
tf_date_row_build (TfFieldRow *row)
{
  TfDateRow *self = TF_DATE_ROW (row);
  GtkWidget *popover = gtk_popover_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->entry = GTK_EDITABLE (gtk_entry_new ());
  self->button = gtk_menu_button_new ();
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_set_halign (self->box, GTK_ALIGN_START);
  gtk_editable_set_width_chars (self->entry, 12);
  /* Translators: how a date is typed: year, month, day */
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("YYYY-MM-DD"));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  tf_name_control (self->button, _("Choose a Day"));
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self->box), self->button);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (tf_field_row_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (tf_field_row_flush), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (show_typed_day), self, G_CONNECT_SWAPPED);
  tf_field_row_set_editor (row, self->box, GTK_WIDGET (self->entry));
}

static char *
tf_date_row_dup_value (TfFieldRow *row)
{
  return tf_date_row_dup_iso (gtk_editable_get_text (TF_DATE_ROW (row)->entry));
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
