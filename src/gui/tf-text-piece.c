/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-piece.h"

enum
{
  SIGNAL_EDITED,
  SIGNAL_AREA_ADDED,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (TfTextPiece, tf_text_piece, GTK_TYPE_WIDGET)

static void
tf_text_piece_default_init (TfTextPieceInterface *iface)
{
  /* The piece holds another text, because a person changed it. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", TF_TYPE_TEXT_PIECE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  /* The piece has a new place to type in. */
  signals[SIGNAL_AREA_ADDED] = g_signal_new ("area-added", TF_TYPE_TEXT_PIECE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  /* A person wants the piece away. */
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", TF_TYPE_TEXT_PIECE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * tf_text_piece_get_text:
 * @self: the piece
 *
 * Reads the piece.
 *
 * Returns: (transfer none): its text, the same one until it changes
 */
TfText *
tf_text_piece_get_text (TfTextPiece *self)
{
  g_return_val_if_fail (TF_IS_TEXT_PIECE (self), NULL);

  return TF_TEXT_PIECE_GET_IFACE (self)->get_text (self);
}

/**
 * tf_text_piece_load:
 * @self: the piece
 * @text: what it shows from now on, of the kind that the piece is made for
 *
 * Shows another text without telling it as an edit.
 */
void
tf_text_piece_load (TfTextPiece *self,
                    TfText      *text)
{
  g_return_if_fail (TF_IS_TEXT_PIECE (self));
  g_return_if_fail (text != NULL);

  TF_TEXT_PIECE_GET_IFACE (self)->load (self, text);
}

/**
 * tf_text_piece_set_editable:
 * @self: the piece
 * @editable: whether it may be changed
 *
 * Allows or forbids changes; the text can be selected in any case.
 */
void
tf_text_piece_set_editable (TfTextPiece *self,
                            gboolean     editable)
{
  g_return_if_fail (TF_IS_TEXT_PIECE (self));

  TF_TEXT_PIECE_GET_IFACE (self)->set_editable (self, editable);
}

/**
 * tf_text_piece_get_caret:
 * @self: the piece
 * @caret: (out): place of the caret; its piece is not set
 *
 * Tells where in the piece the caret is.
 *
 * Returns: %FALSE if it is in none of the places where one can type
 */
gboolean
tf_text_piece_get_caret (TfTextPiece *self,
                         TfTextCaret *caret)
{
  g_return_val_if_fail (TF_IS_TEXT_PIECE (self), FALSE);

  return TF_TEXT_PIECE_GET_IFACE (self)->get_caret (self, caret);
}

/**
 * tf_text_piece_set_caret:
 * @self: the piece
 * @caret: place for the caret
 * @focus: whether typing shall go there
 *
 * Puts the caret somewhere in the piece.
 */
void
tf_text_piece_set_caret (TfTextPiece       *self,
                         const TfTextCaret *caret,
                         gboolean           focus)
{
  g_return_if_fail (TF_IS_TEXT_PIECE (self));
  g_return_if_fail (caret != NULL);

  TF_TEXT_PIECE_GET_IFACE (self)->set_caret (self, caret, focus);
}

/**
 * tf_text_piece_edited:
 * @self: the piece
 *
 * For pieces: tells that a person changed the text.
 */
void
tf_text_piece_edited (TfTextPiece *self)
{
  g_return_if_fail (TF_IS_TEXT_PIECE (self));

  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/**
 * tf_text_piece_area_added:
 * @self: the piece
 * @area: the new area
 *
 * For pieces: tells that there is a new place to type in.
 */
void
tf_text_piece_area_added (TfTextPiece *self,
                          GtkWidget   *area)
{
  g_return_if_fail (TF_IS_TEXT_PIECE (self));

  g_signal_emit (self, signals[SIGNAL_AREA_ADDED], 0, area);
}

/**
 * tf_text_piece_remove:
 * @self: the piece
 *
 * For pieces: asks the editor to take the piece out.
 */
void
tf_text_piece_remove (TfTextPiece *self)
{
  g_return_if_fail (TF_IS_TEXT_PIECE (self));

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}
