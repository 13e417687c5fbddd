/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of the sidebar: an icon or a state, words, and perhaps a count. */
#define TF_TYPE_SIDEBAR_ROW (tf_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (TfSidebarRow, tf_sidebar_row, TF, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget        *tf_sidebar_row_new          (const char        *place,
                                               const char        *icon,
                                               const char        *title);
GtkWidget        *tf_sidebar_row_new_entry    (const char        *place,
                                               const TfLawEntry  *entry);
const char       *tf_sidebar_row_get_place    (TfSidebarRow      *self);
const TfLawEntry *tf_sidebar_row_get_entry    (TfSidebarRow      *self);
void              tf_sidebar_row_set_state    (TfSidebarRow      *self,
                                               TfState            state);
void              tf_sidebar_row_set_count    (TfSidebarRow      *self,
                                               guint              count,
                                               const char        *meaning);

/* Rows below others are seen while the one above is open. */
void              tf_sidebar_row_set_above    (TfSidebarRow      *self,
                                               TfSidebarRow      *above);
TfSidebarRow     *tf_sidebar_row_get_above    (TfSidebarRow      *self);
gboolean          tf_sidebar_row_get_open     (TfSidebarRow      *self);
void              tf_sidebar_row_set_open     (TfSidebarRow      *self,
                                               gboolean           open);
gboolean          tf_sidebar_row_has_below    (TfSidebarRow      *self);

G_END_DECLS
