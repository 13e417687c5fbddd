/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where owner, due date and priority of a piece of work are changed. Signal "set" with the field
 * and its new value. */
#define TF_TYPE_WORK_POPOVER (tf_work_popover_get_type ())
G_DECLARE_FINAL_TYPE (TfWorkPopover, tf_work_popover, TF, WORK_POPOVER, GtkPopover)

GtkWidget *tf_work_popover_new    (TfSession     *session);
void       tf_work_popover_update (TfWorkPopover *self,
                                   const char    *owner,
                                   const char    *due,
                                   const char    *priority);

G_END_DECLS
