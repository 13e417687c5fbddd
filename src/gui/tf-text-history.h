/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-buffer.h"
#include "tf-text-piece.h"

G_BEGIN_DECLS

/* The texts of all pieces, in order, and the caret. */
typedef struct
{
  GPtrArray   *pieces;  /* TfText */
  TfTextCaret  caret;
} TfTextState;

/* What undo and redo go through. */
typedef struct _TfTextHistory TfTextHistory;

TfTextHistory     *tf_text_history_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void               tf_text_history_free     (TfTextHistory *self);

void               tf_text_history_push     (TfTextHistory *self,
                                             TfTextState    before,
                                             TfTextState    after,
                                             TfTextEdit     edit);
void               tf_text_history_clear    (TfTextHistory *self);
gboolean           tf_text_history_can_undo (TfTextHistory *self);
gboolean           tf_text_history_can_redo (TfTextHistory *self);
const TfTextState *tf_text_history_undo     (TfTextHistory *self);
const TfTextState *tf_text_history_redo     (TfTextHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTextHistory, tf_text_history_free)

G_END_DECLS
