/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-editor.h"

G_BEGIN_DECLS

#define TF_TYPE_TEXT_TOOLBAR (tf_text_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (TfTextToolbar, tf_text_toolbar, TF, TEXT_TOOLBAR, GtkWidget)

GtkWidget    *tf_text_toolbar_new        (void);

TfTextEditor *tf_text_toolbar_get_editor (TfTextToolbar *self);
void          tf_text_toolbar_set_editor (TfTextToolbar *self,
                                          TfTextEditor  *editor);

G_END_DECLS
