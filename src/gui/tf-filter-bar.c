/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-filter-bar.h"

#include <glib/gi18n-lib.h>

struct _TfFilterBar
{
  GtkBox      parent_instance;

  GPtrArray  *buttons;   /* in the order of the filters */
  GPtrArray  *labels;
  GArray     *counts;

  GtkWidget  *box;
};

G_DEFINE_FINAL_TYPE (TfFilterBar, tf_filter_bar, GTK_TYPE_BOX)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (TfFilterBar     *self,
            GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
tf_filter_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_FILTER_BAR);

  G_OBJECT_CLASS (tf_filter_bar_parent_class)->dispose (object);
}

static void
tf_filter_bar_finalize (GObject *object)
{
  TfFilterBar *self = TF_FILTER_BAR (object);

  g_ptr_array_unref (self->buttons);
  g_ptr_array_unref (self->labels);
  g_array_unref (self->counts);

  G_OBJECT_CLASS (tf_filter_bar_parent_class)->finalize (object);
}

static void
tf_filter_bar_class_init (TfFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_filter_bar_dispose;
  object_class->finalize = tf_filter_bar_finalize;

  /**
   * TfFilterBar::changed:
   * @self: the bar
   *
   * Emitted when another filter is pressed.
   */
  signals[CHANGED] = g_signal_new ("changed", TF_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TfFilterBar, box);
}

static void
tf_filter_bar_init (TfFilterBar *self)
{
  self->buttons = g_ptr_array_new ();
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where a line is too short the buttons go on in the next, so that none is cut. */
static void
append (TfFilterBar *self,
        GtkWidget   *button)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), child);
}

/**
 * tf_filter_bar_new:
 * @labels: (array zero-terminated=1): names of the filters, translated
 *
 * Returns: (transfer floating): a bar with the first filter pressed
 */
GtkWidget *
tf_filter_bar_new (const char *const *labels)
{
  TfFilterBar *self = g_object_new (TF_TYPE_FILTER_BAR, NULL);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);
      const guint none = 0;

      if (i == 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
      g_ptr_array_add (self->buttons, button);
      g_ptr_array_add (self->labels, g_strdup (labels[i]));
      g_array_append_val (self->counts, none);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      append (self, button);
    }

  return GTK_WIDGET (self);
}

/**
 * tf_filter_bar_get_active:
 * @self: a bar
 *
 * Returns: which filter is pressed, from 0
 */
guint
tf_filter_bar_get_active (TfFilterBar *self)
{
  g_return_val_if_fail (TF_IS_FILTER_BAR (self), 0);

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      return i;

  return 0;
}

/**
 * tf_filter_bar_set_active:
 * @self: a bar
 * @index: which filter, from 0
 *
 * Presses a filter.
 */
void
tf_filter_bar_set_active (TfFilterBar *self,
                          guint        index)
{
  g_return_if_fail (TF_IS_FILTER_BAR (self));
  g_return_if_fail (index < self->buttons->len);

  gtk_toggle_button_set_active (self->buttons->pdata[index], TRUE);
}

/**
 * tf_filter_bar_set_count:
 * @self: a bar
 * @index: which filter, from 0
 * @count: how many things it lets through
 *
 * Shows a count beside the name of a filter.
 */
void
tf_filter_bar_set_count (TfFilterBar *self,
                         guint        index,
                         guint        count)
{
  g_autofree char *label = NULL;

  g_return_if_fail (TF_IS_FILTER_BAR (self));
  g_return_if_fail (index < self->buttons->len);

  /* Translators: name of a filter, and how many things it lets through */
  label = g_strdup_printf (_("%s %u"), (const char *) self->labels->pdata[index], count);
  g_array_index (self->counts, guint, index) = count;
  gtk_button_set_label (self->buttons->pdata[index], label);
}

/**
 * tf_filter_bar_get_count:
 * @self: a bar
 * @index: which filter, from 0
 *
 * Returns: how many things it lets through
 */
guint
tf_filter_bar_get_count (TfFilterBar *self,
                         guint        index)
{
  g_return_val_if_fail (TF_IS_FILTER_BAR (self), 0);
  g_return_val_if_fail (index < self->counts->len, 0);

  return g_array_index (self->counts, guint, index);
}
