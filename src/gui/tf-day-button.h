/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The button beside an entry for a day, whose calendar is made when it is first asked for: there
 * are dozens of such entries on a page, and few calendars are ever opened. */
#define TF_TYPE_DAY_BUTTON (tf_day_button_get_type ())
G_DECLARE_FINAL_TYPE (TfDayButton, tf_day_button, TF, DAY_BUTTON, GtkBox)

GtkWidget *tf_day_button_new   (GtkEditable *entry);
void       tf_day_button_popup (TfDayButton *self);

char      *tf_day_dup_iso      (const char  *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
