/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A list that comes to its length in portions, so that a view does not make all its rows in one
 * turn of the main loop. */
#define TF_TYPE_GROWING_LIST (tf_growing_list_get_type ())
G_DECLARE_FINAL_TYPE (TfGrowingList, tf_growing_list, TF, GROWING_LIST, GObject)

GListModel *tf_growing_list_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
