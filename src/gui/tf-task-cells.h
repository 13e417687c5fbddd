/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of the action plan: whether it is chosen, its state, what it is about and what is to be
 * done. */
GtkListItemFactory *tf_task_row_factory_new (gboolean writable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
