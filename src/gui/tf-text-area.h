/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-buffer.h"
#include "tf-text-piece.h"

G_BEGIN_DECLS

#define TF_TYPE_TEXT_AREA (tf_text_area_get_type ())
G_DECLARE_FINAL_TYPE (TfTextArea, tf_text_area, TF, TEXT_AREA, GtkTextView)

TfTextArea   *tf_text_area_new          (gboolean     single_line);

TfTextBuffer *tf_text_area_get_buffer   (TfTextArea  *self);
gboolean      tf_text_area_is_single    (TfTextArea  *self);
void          tf_text_area_set_label    (TfTextArea  *self,
                                         const char  *label);
gboolean      tf_text_area_is_all_taken (TfTextArea  *self);
void          tf_text_area_take_all     (TfTextArea  *self);
void          tf_text_area_take_none    (TfTextArea  *self);

G_END_DECLS
