/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-area.h"
#include "tf-text-editor.h"
#include "tf-text-history.h"
#include "tf-text-piece.h"

G_BEGIN_DECLS

struct _TfTextEditor
{
  GtkWidget         parent_instance;

  GPtrArray        *pieces;     /* TfTextPiece: areas at even places, tables and pictures between */
  GPtrArray        *state;      /* TfText of each piece, as history knows it */
  TfTextCaret       caret;      /* where the next edit begins */
  TfTextHistory    *history;
  TfText           *text;       /* the whole, until it changes */
  TfTextArea       *area;       /* where the caret was last; weak */
  TfTextEditorHost *host;
  GtkWidget        *link_popover;
  char             *label;
  char             *style;      /* what was told last about the caret */
  gboolean          bold;
  gboolean          italic;
  gboolean          editable;
  guint             loading;    /* edits of pieces are the editor's own doing */
  guint             scroll_tick;
  gulong            focus_handler; /* at the window */
  int               taken_anchor;  /* first piece of a selection of whole pieces, or -1 */
  int               taken_head;
  int               drag_piece;    /* where the button went down, or -1 */
};

/* Widgets for the pieces: tf-text-editor-pieces.c */
GPtrArray   *tf_text_editor_split          (TfText            *text) G_GNUC_WARN_UNUSED_RESULT;
int          tf_text_editor_find_piece     (TfTextEditor      *self,
                                            GtkWidget         *widget);
void         tf_text_editor_show_pieces    (TfTextEditor      *self,
                                            GPtrArray         *texts);
void         tf_text_editor_drop_piece     (TfTextEditor      *self,
                                            guint              index);
void         tf_text_editor_name_areas     (TfTextEditor      *self);

/* The text as a whole and its history: tf-text-editor.c */
void         tf_text_editor_ensure_resources (void);
void         tf_text_editor_piece_edited   (TfTextEditor      *self,
                                            TfTextPiece       *piece);
void         tf_text_editor_replace        (TfTextEditor      *self,
                                            GPtrArray         *pieces,
                                            const TfTextCaret *caret);
void         tf_text_editor_set_caret      (TfTextEditor      *self,
                                            const TfTextCaret *caret,
                                            gboolean           focus);
void         tf_text_editor_update_state   (TfTextEditor      *self);
void         tf_text_editor_notice         (TfTextEditor      *self,
                                            const char        *message);

/* Keeping the caret in view: tf-text-editor-scroll.c */
void         tf_text_editor_scroll_class_init (GtkWidgetClass *klass);
void         tf_text_editor_follow_caret   (TfTextEditor      *self);

/* Selection of whole pieces, and ways between them: tf-text-editor-select.c */
void         tf_text_editor_watch_area     (TfTextEditor      *self,
                                            GtkWidget         *area);
void         tf_text_editor_add_keys       (TfTextEditor      *self);
gboolean     tf_text_editor_has_taken      (TfTextEditor      *self);
void         tf_text_editor_take           (TfTextEditor      *self,
                                            int                anchor,
                                            int                head);
void         tf_text_editor_take_none      (TfTextEditor      *self);
void         tf_text_editor_select_all     (TfTextEditor      *self);
void         tf_text_editor_delete_taken   (TfTextEditor      *self);
void         tf_text_editor_remove_pieces  (TfTextEditor      *self,
                                            int                first,
                                            int                last);

/* Clipboard: tf-text-editor-clipboard.c */
void         tf_text_editor_copy           (TfTextEditor      *self,
                                            gboolean           cut);
void         tf_text_editor_paste          (TfTextEditor      *self,
                                            gboolean           plain);
TfText      *tf_text_editor_get_selected   (TfTextEditor      *self) G_GNUC_WARN_UNUSED_RESULT;

/* Actions and what they need: tf-text-editor-actions.c */
void         tf_text_editor_install        (GtkWidgetClass    *klass);
void         tf_text_editor_add_shortcuts  (TfTextEditor      *self);
gboolean     tf_text_editor_press_digit    (TfTextEditor      *self,
                                            guint              code,
                                            GdkModifierType    state);
char        *tf_text_editor_dup_style      (TfTextEditor      *self) G_GNUC_WARN_UNUSED_RESULT;
void         tf_text_editor_set_style      (TfTextEditor      *self,
                                            const char        *style);
void         tf_text_editor_set_run_style  (TfTextEditor      *self,
                                            TfTextStyle        style,
                                            gboolean           on);

/* Pictures: tf-text-editor-picture.c */
void         tf_text_editor_choose_picture (TfTextEditor      *self);
void         tf_text_editor_insert_picture (TfTextEditor      *self,
                                            GBytes            *bytes,
                                            const char        *media_type);

G_END_DECLS
