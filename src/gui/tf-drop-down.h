/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *tf_drop_down_new (void);

GtkListItemFactory *tf_drop_down_list_factory_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
