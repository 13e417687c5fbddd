/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Who does something, until when, and how urgently: one button that says it, and a popover that
 * changes it. Signal "set" (const char *field, const char *value): a person changed it. */
#define TF_TYPE_WORK_FIELDS (tf_work_fields_get_type ())
G_DECLARE_FINAL_TYPE (TfWorkFields, tf_work_fields, TF, WORK_FIELDS, GtkBox)

GtkWidget *tf_work_fields_new      (TfSession     *session);
void       tf_work_fields_update   (TfWorkFields  *self,
                                    TfRecord      *record);

G_END_DECLS
