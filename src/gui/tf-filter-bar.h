/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of toggles of which one is pressed, each with a count. Signal "changed". */
#define TF_TYPE_FILTER_BAR (tf_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (TfFilterBar, tf_filter_bar, TF, FILTER_BAR, GtkBox)

GtkWidget *tf_filter_bar_new        (const char *const  *labels);
guint      tf_filter_bar_get_active (TfFilterBar        *self);
void       tf_filter_bar_set_active (TfFilterBar        *self,
                                     guint               index);
void       tf_filter_bar_set_count  (TfFilterBar        *self,
                                     guint               index,
                                     guint               count);
guint      tf_filter_bar_get_count  (TfFilterBar        *self,
                                     guint               index);

G_END_DECLS
