/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-widget-task.h"

/**
 * tf_widget_task_new:
 * @widget: who wants to know the result
 * @cancellable: (nullable): to give up
 * @callback: called with the result, with no source; it has to call tf_widget_task_take()
 *
 * Returns: (transfer full): a task to run in a thread
 */
GTask *
tf_widget_task_new (GtkWidget           *widget,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback)
{
  GWeakRef *reference;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (callback != NULL, NULL);

  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, widget);
  return g_task_new (NULL, cancellable, callback, reference);
}

/**
 * tf_widget_task_take:
 * @user_data: (transfer full): what the callback was given
 *
 * Returns: (transfer full) (nullable): the widget, or `NULL` where it is gone
 */
gpointer
tf_widget_task_take (gpointer user_data)
{
  GWeakRef *reference = user_data;
  gpointer widget = g_weak_ref_get (reference);

  g_weak_ref_clear (reference);
  g_free (reference);
  return widget;
}
