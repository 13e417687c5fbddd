/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-editor-host.h"
#include "tf-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TF_TYPE_TEXT_EDITOR (tf_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (TfTextEditor, tf_text_editor, TF, TEXT_EDITOR, GtkWidget)

GtkWidget        *tf_text_editor_new           (void);

TfText           *tf_text_editor_get_text      (TfTextEditor     *self);
void              tf_text_editor_set_text      (TfTextEditor     *self,
                                                TfText           *text);
gboolean          tf_text_editor_get_editable  (TfTextEditor     *self);
void              tf_text_editor_set_editable  (TfTextEditor     *self,
                                                gboolean          editable);
const char       *tf_text_editor_get_label     (TfTextEditor     *self);
void              tf_text_editor_set_label     (TfTextEditor     *self,
                                                const char       *label);
TfTextEditorHost *tf_text_editor_get_host      (TfTextEditor     *self);
void              tf_text_editor_set_host      (TfTextEditor     *self,
                                                TfTextEditorHost *host);

void              tf_text_editor_insert        (TfTextEditor     *self,
                                                TfText           *text);
void              tf_text_editor_insert_link   (TfTextEditor     *self,
                                                const char       *uri,
                                                const char       *words);
char             *tf_text_editor_dup_selection (TfTextEditor     *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
