/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A few lines of plain text that save themselves. Signal "save" (const char *text), which tells
 * whether it could be saved. */
#define TF_TYPE_PLAIN_FIELD (tf_plain_field_get_type ())
G_DECLARE_FINAL_TYPE (TfPlainField, tf_plain_field, TF, PLAIN_FIELD, GtkBox)

GtkWidget *tf_plain_field_new          (const char    *label);

/* What is stored; typing that is not saved yet stays. */
void       tf_plain_field_set_text     (TfPlainField  *self,
                                        const char    *text);
char      *tf_plain_field_dup_text     (TfPlainField  *self) G_GNUC_WARN_UNUSED_RESULT;
void       tf_plain_field_type         (TfPlainField  *self,
                                        const char    *text);
gboolean   tf_plain_field_flush        (TfPlainField  *self);
void       tf_plain_field_set_editable (TfPlainField  *self,
                                        gboolean       editable);

G_END_DECLS
