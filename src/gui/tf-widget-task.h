/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Work in another thread for a widget that the work does not keep: the thread may be the last to
 * let go of its task, and a widget must not end there. */
GTask    *tf_widget_task_new  (GtkWidget           *widget,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback) G_GNUC_WARN_UNUSED_RESULT;
gpointer  tf_widget_task_take (gpointer             user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
