/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean tf_list_steps_take_key (GtkListBox *list,
                                 GtkWidget  *entry,
                                 guint       keyval);

G_END_DECLS
