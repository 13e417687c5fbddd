/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-day-button.h"

#include <stdio.h>

struct _TfDayButton
{
  GtkBox         parent_instance;

  GtkEditable   *entry;       /* beside the button, and as long there; NULL once it is gone */
  GtkCalendar   *calendar;    /* made when it is needed */
  gboolean       setting;

  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (TfDayButton, tf_day_button, GTK_TYPE_BOX)

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
day_selected_cb (TfDayButton *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (self->setting || self->entry == NULL)
    return;

  gtk_editable_set_text (self->entry, text);
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
add_calendar (TfDayButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (self->button, popover);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_typed_day (TfDayButton *self)
{
  g_autofree char *text = tf_day_dup_iso (gtk_editable_get_text (self->entry));
  g_autofree char *time = g_strconcat (text, "T00:00:00", NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(GDateTime) day = g_date_time_new_from_iso8601 (time, zone);

  if (day == NULL)
    return;

  self->setting = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->setting = FALSE;
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  TfDayButton *self = user_data;

  if (self->entry == NULL)
    return;

  if (self->calendar == NULL)
    add_calendar (self);
  show_typed_day (self);
}

static void
tf_day_button_dispose (GObject *object)
{
  TfDayButton *self = TF_DAY_BUTTON (object);

  g_clear_weak_pointer (&self->entry);
  self->calendar = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_DAY_BUTTON);

  G_OBJECT_CLASS (tf_day_button_parent_class)->dispose (object);
}

static void
tf_day_button_class_init (TfDayButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_day_button_dispose;

  /**
   * TfDayButton::chosen:
   * @self: the button
   *
   * Emitted when a person chose a day, after it was written into the entry.
   */
  signals[CHOSEN] = g_signal_new ("chosen", TF_TYPE_DAY_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-day-button.ui");
  gtk_widget_class_bind_template_child (widget_class, TfDayButton, button);
}

static void
tf_day_button_init (TfDayButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_popup_cb, self, NULL);
}

/**
 * tf_day_button_new:
 * @entry: where the day is typed
 *
 * Returns: (transfer floating): a button that opens a calendar and writes the day into the entry
 */
GtkWidget *
tf_day_button_new (GtkEditable *entry)
{
  TfDayButton *self;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);

  self = g_object_new (TF_TYPE_DAY_BUTTON, NULL);
  g_set_weak_pointer (&self->entry, entry);
  return GTK_WIDGET (self);
}

/**
 * tf_day_button_popup:
 * @self: a button
 *
 * Opens the calendar, at the day that was typed.
 */
void
tf_day_button_popup (TfDayButton *self)
{
  g_return_if_fail (TF_IS_DAY_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

/**
 * tf_day_dup_iso:
 * @typed: a date as somebody typed it
 *
 * Takes a date in the form of records, and else in the form that the language of the person has.
 *
 * Returns: (transfer full): the date as 2027-12-11; what was typed where it is no date
 */
char *
tf_day_dup_iso (const char *typed)
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
