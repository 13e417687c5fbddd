/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work-popover.h"

#include "tf-date-entry.h"
#include "tf-person-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfWorkPopover
{
  GtkPopover  parent_instance;

  gboolean    setting;

  GtkWidget  *grid;
  GtkWidget  *chooser;
  GtkWidget  *due;
  GtkWidget  *priority;
};

G_DEFINE_FINAL_TYPE (TfWorkPopover, tf_work_popover, GTK_TYPE_POPOVER)

/* In the order of the drop-down list in the template. */
static const char * const priorities[] = { "", "high", "normal", "low" };

enum {
  SET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
owner_chosen_cb (TfWorkPopover *self)
{
  g_signal_emit (self, signals[SET], 0, "owner",
                 tf_person_chooser_get_person (TF_PERSON_CHOOSER (self->chooser)));
}

static void
due_chosen_cb (TfWorkPopover *self)
{
  g_signal_emit (self, signals[SET], 0, "due", tf_date_entry_get_date (TF_DATE_ENTRY (self->due)));
}

static void
priority_cb (TfWorkPopover *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->priority));

  if (!self->setting && selected < G_N_ELEMENTS (priorities))
    g_signal_emit (self, signals[SET], 0, "priority", priorities[selected]);
}

static void
tf_work_popover_dispose (GObject *object)
{
  TF_WORK_POPOVER (object)->setting = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_WORK_POPOVER);

  G_OBJECT_CLASS (tf_work_popover_parent_class)->dispose (object);
}

static void
tf_work_popover_class_init (TfWorkPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_work_popover_dispose;

  /**
   * TfWorkPopover::set:
   * @self: the popover
   * @field: which field: "owner", "due" or "priority"
   * @value: its new value
   *
   * Emitted when a person changed a value.
   */
  signals[SET] = g_signal_new ("set", TF_TYPE_WORK_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-work-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, TfWorkPopover, grid);
  gtk_widget_class_bind_template_child (widget_class, TfWorkPopover, priority);
  gtk_widget_class_bind_template_callback (widget_class, priority_cb);
}

static void
tf_work_popover_init (TfWorkPopover *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
}

/**
 * tf_work_popover_new:
 * @session: a session
 *
 * Returns: (transfer floating): a popover that tf_work_popover_update() fills
 */
GtkWidget *
tf_work_popover_new (TfSession *session)
{
  TfWorkPopover *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_WORK_POPOVER, NULL);
  self->chooser = tf_person_chooser_new (session, _("Owner"));
  self->due = tf_date_entry_new (_("Due"));
  gtk_grid_attach (GTK_GRID (self->grid), self->chooser, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->due, 1, 1, 1, 1);
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (owner_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->due, "chosen", G_CALLBACK (due_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * tf_work_popover_update:
 * @self: a popover
 * @owner: identifier of a person, or ""
 * @due: a day, or ""
 * @priority: "high", "normal", "low", or ""
 *
 * Shows values, without telling that they were set.
 */
void
tf_work_popover_update (TfWorkPopover *self,
                        const char    *owner,
                        const char    *due,
                        const char    *priority)
{
  guint selected = 0;

  g_return_if_fail (TF_IS_WORK_POPOVER (self));
  g_return_if_fail (owner != NULL && due != NULL && priority != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
    if (strcmp (priorities[i], priority) == 0)
      selected = i;

  tf_person_chooser_update (TF_PERSON_CHOOSER (self->chooser), owner);
  tf_date_entry_set_date (TF_DATE_ENTRY (self->due), due);
  self->setting = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->priority), selected);
  self->setting = FALSE;
}
