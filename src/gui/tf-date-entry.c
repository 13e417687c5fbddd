/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-date-entry.h"

#include "tf-day-button.h"

#include <stdio.h>
#include <string.h>

struct _TfDateEntry
{
  GtkBox      parent_instance;

  char       *date;
  gboolean    setting;

  GtkWidget  *entry;
};

G_DEFINE_FINAL_TYPE (TfDateEntry, tf_date_entry, GTK_TYPE_BOX)

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_date (const char *text)
{
  int y = 0;
  int m = 0;
  int d = 0;
  int end = 0;

  return sscanf (text, "%4d-%2d-%2d%n", &y, &m, &d, &end) == 3 && strlen (text) == 10 &&
         end == 10 && g_date_valid_dmy (d, m, y);
}

static void
take (TfDateEntry *self,
      const char  *date)
{
  if (strcmp (self->date, date) == 0)
    return;

  g_free (self->date);
  self->date = g_strdup (date);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
show_valid (TfDateEntry *self,
            gboolean     valid)
{
  if (valid)
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
changed_cb (TfDateEntry *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gboolean valid = *g_strstrip (text) == '\0' || is_date (text);

  show_valid (self, valid);
  if (valid && !self->setting)
    take (self, text);
}

static void
tf_date_entry_dispose (GObject *object)
{
  TfDateEntry *self = TF_DATE_ENTRY (object);

  self->setting = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_DATE_ENTRY);

  G_OBJECT_CLASS (tf_date_entry_parent_class)->dispose (object);
}

static void
tf_date_entry_finalize (GObject *object)
{
  g_free (TF_DATE_ENTRY (object)->date);

  G_OBJECT_CLASS (tf_date_entry_parent_class)->finalize (object);
}

static void
tf_date_entry_class_init (TfDateEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_date_entry_dispose;
  object_class->finalize = tf_date_entry_finalize;

  /**
   * TfDateEntry::chosen:
   * @self: the entry
   *
   * Emitted when a person gave another day, or none.
   */
  signals[CHOSEN] = g_signal_new ("chosen", TF_TYPE_DATE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-date-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, TfDateEntry, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
tf_date_entry_init (TfDateEntry *self)
{
  self->date = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self), tf_day_button_new (GTK_EDITABLE (self->entry)));
}

/**
 * tf_date_entry_new:
 * @label: what the day is, for screen readers
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
tf_date_entry_new (const char *label)
{
  TfDateEntry *self = g_object_new (TF_TYPE_DATE_ENTRY, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return GTK_WIDGET (self);
}

/**
 * tf_date_entry_get_date:
 * @self: an entry
 *
 * Returns: the day as records keep it, or ""
 */
const char *
tf_date_entry_get_date (TfDateEntry *self)
{
  g_return_val_if_fail (TF_IS_DATE_ENTRY (self), "");

  return self->date;
}

/**
 * tf_date_entry_set_date:
 * @self: an entry
 * @date: the day as records keep it, or ""
 *
 * Shows a day, without telling that it was chosen.
 */
void
tf_date_entry_set_date (TfDateEntry *self,
                        const char  *date)
{
  g_return_if_fail (TF_IS_DATE_ENTRY (self));
  g_return_if_fail (date != NULL);

  if (strcmp (self->date, date) == 0)
    return;

  g_free (self->date);
  self->date = g_strdup (date);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), date);
  self->setting = FALSE;
}

/**
 * tf_date_entry_type:
 * @self: an entry
 * @text: what to type
 *
 * Replaces the content as if a person had typed it.
 */
void
tf_date_entry_type (TfDateEntry *self,
                    const char  *text)
{
  g_return_if_fail (TF_IS_DATE_ENTRY (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}
