/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-area.h"
#include "tf-text-editor-host.h"
#include "tf-text-piece.h"

G_BEGIN_DECLS

#define TF_TYPE_TEXT_FIGURE (tf_text_figure_get_type ())
G_DECLARE_FINAL_TYPE (TfTextFigure, tf_text_figure, TF, TEXT_FIGURE, GtkWidget)

GtkWidget  *tf_text_figure_new      (void);

TfTextArea *tf_text_figure_get_area (TfTextFigure     *self);

void        tf_text_figure_set_host (TfTextFigure     *self,
                                     TfTextEditorHost *host);

/* A picture as pasting inserts it. */
TfText     *tf_text_figure_make     (const char       *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
