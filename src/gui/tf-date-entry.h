/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A day, typed as 2027-12-11 or picked from a calendar. Signal "chosen" when it is another one. */
#define TF_TYPE_DATE_ENTRY (tf_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (TfDateEntry, tf_date_entry, TF, DATE_ENTRY, GtkBox)

GtkWidget  *tf_date_entry_new      (const char   *label);
const char *tf_date_entry_get_date (TfDateEntry  *self);
void        tf_date_entry_set_date (TfDateEntry  *self,
                                    const char   *date);
void        tf_date_entry_type     (TfDateEntry  *self,
                                    const char   *text);

G_END_DECLS
