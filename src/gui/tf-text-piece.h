/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where typing goes on: a piece of the editor, a line of text in it, a character. */
typedef struct
{
  guint piece;
  int   cell;    /* of a table; -1 for the caption */
  guint line;
  guint offset;
} TfTextCaret;

#define TF_TYPE_TEXT_PIECE (tf_text_piece_get_type ())
G_DECLARE_INTERFACE (TfTextPiece, tf_text_piece, TF, TEXT_PIECE, GtkWidget)

/* A run of paragraphs, a table or a picture inside the editor. */
struct _TfTextPieceInterface
{
  GTypeInterface parent_iface;

  TfText   *(*get_text)     (TfTextPiece       *self);
  void      (*load)         (TfTextPiece       *self,
                             TfText            *text);
  void      (*set_editable) (TfTextPiece       *self,
                             gboolean           editable);
  gboolean  (*get_caret)    (TfTextPiece       *self,
                             TfTextCaret       *caret);
  void      (*set_caret)    (TfTextPiece       *self,
                             const TfTextCaret *caret,
                             gboolean           focus);
};

TfText   *tf_text_piece_get_text     (TfTextPiece       *self);
void      tf_text_piece_load         (TfTextPiece       *self,
                                      TfText            *text);
void      tf_text_piece_set_editable (TfTextPiece       *self,
                                      gboolean           editable);
gboolean  tf_text_piece_get_caret    (TfTextPiece       *self,
                                      TfTextCaret       *caret);
void      tf_text_piece_set_caret    (TfTextPiece       *self,
                                      const TfTextCaret *caret,
                                      gboolean           focus);

void      tf_text_piece_edited       (TfTextPiece       *self);
void      tf_text_piece_area_added   (TfTextPiece       *self,
                                      GtkWidget         *area);
void      tf_text_piece_remove       (TfTextPiece       *self);

G_END_DECLS
