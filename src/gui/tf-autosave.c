/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-autosave.h"

#define PAUSE 800 /* milliseconds without a key after which typing is saved */

struct _TfAutosave
{
  GtkWidget          *widget;
  GtkEventController *focus;
  TfAutosaveFunc      save;
  gpointer            user_data;
  guint               timeout_id;
  gboolean            dirty;
};

static gboolean
timeout_cb (gpointer user_data)
{
  TfAutosave *self = user_data;

  self->timeout_id = 0;
  tf_autosave_flush (self);
  return G_SOURCE_REMOVE;
}

static void
leave_cb (TfAutosave *self)
{
  tf_autosave_flush (self);
}

/**
 * tf_autosave_new:
 * @widget: what is typed into
 * @save: saves what it holds
 * @user_data: data for @save
 *
 * Returns: (transfer full): saves what is typed into the widget; to be freed before the widget goes
 */
TfAutosave *
tf_autosave_new (GtkWidget      *widget,
                 TfAutosaveFunc  save,
                 gpointer        user_data)
{
  TfAutosave *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (save != NULL, NULL);

  self = g_new0 (TfAutosave, 1);
  self->widget = widget;
  self->save = save;
  self->user_data = user_data;
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (self->focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, self->focus);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (leave_cb), self);
  return self;
}

/**
 * tf_autosave_free:
 * @self: (transfer full) (nullable): an autosave
 *
 * Saves what is still unsaved, and ends.
 */
void
tf_autosave_free (TfAutosave *self)
{
  if (self == NULL)
    return;

  tf_autosave_flush (self);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->widget, self);
  g_signal_handlers_disconnect_by_data (self->focus, self);
  gtk_widget_remove_controller (self->widget, self->focus);
  g_free (self);
}

/**
 * tf_autosave_touch:
 * @self: an autosave
 *
 * Tells that the content has changed.
 */
void
tf_autosave_touch (TfAutosave *self)
{
  g_return_if_fail (self != NULL);

  self->dirty = TRUE;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (PAUSE, timeout_cb, self);
}

/**
 * tf_autosave_flush:
 * @self: an autosave
 *
 * Saves now what is unsaved.
 *
 * Returns: whether everything is saved
 */
gboolean
tf_autosave_flush (TfAutosave *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->dirty)
    self->dirty = !self->save (self->user_data);

  return !self->dirty;
}

/**
 * tf_autosave_is_dirty:
 * @self: an autosave
 *
 * Returns: whether something is unsaved, and the content is therefore the person's
 */
gboolean
tf_autosave_is_dirty (TfAutosave *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->dirty;
}
