/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a line of the buffer is. */
typedef struct
{
  TfTextKind kind;   /* paragraph, heading or list item */
  guint      level;
} TfTextLineKind;

/* What the last change was, since undo takes a word as one. */
typedef enum {
  TF_TEXT_EDIT_OTHER,
  TF_TEXT_EDIT_LETTER,
  TF_TEXT_EDIT_SPACE,
} TfTextEdit;

#define TF_TYPE_TEXT_BUFFER (tf_text_buffer_get_type ())
G_DECLARE_FINAL_TYPE (TfTextBuffer, tf_text_buffer, TF, TEXT_BUFFER, GtkTextBuffer)

G_GNUC_WARN_UNUSED_RESULT
TfTextBuffer   *tf_text_buffer_new              (gboolean           single_line);

TfText         *tf_text_buffer_get_text         (TfTextBuffer      *self);
void            tf_text_buffer_load             (TfTextBuffer      *self,
                                                 TfText            *text);
gboolean        tf_text_buffer_is_blank         (TfTextBuffer      *self);
gboolean        tf_text_buffer_is_edited        (TfTextBuffer      *self);
TfTextEdit      tf_text_buffer_get_last_edit    (TfTextBuffer      *self);

TfTextLineKind  tf_text_buffer_get_kind         (TfTextBuffer      *self,
                                                 guint              line);
guint           tf_text_buffer_get_number       (TfTextBuffer      *self,
                                                 guint              line);
void            tf_text_buffer_set_kind         (TfTextBuffer      *self,
                                                 guint              first,
                                                 guint              last,
                                                 TfTextLineKind     kind);
void            tf_text_buffer_shift_level      (TfTextBuffer      *self,
                                                 guint              first,
                                                 guint              last,
                                                 int                by);

TfTextStyle     tf_text_buffer_get_style        (TfTextBuffer      *self);
void            tf_text_buffer_set_style        (TfTextBuffer      *self,
                                                 TfTextStyle        style,
                                                 gboolean           on);
void            tf_text_buffer_forget_style     (TfTextBuffer      *self);
char           *tf_text_buffer_dup_link         (TfTextBuffer      *self,
                                                 const GtkTextIter *iter) G_GNUC_WARN_UNUSED_RESULT;
gboolean        tf_text_buffer_get_link_bounds  (TfTextBuffer      *self,
                                                 GtkTextIter       *start,
                                                 GtkTextIter       *end);
void            tf_text_buffer_set_link         (TfTextBuffer      *self,
                                                 const char        *link);

void            tf_text_buffer_get_caret        (TfTextBuffer      *self,
                                                 guint             *line,
                                                 guint             *offset);
void            tf_text_buffer_set_caret        (TfTextBuffer      *self,
                                                 guint              line,
                                                 guint              offset);
void            tf_text_buffer_get_lines        (TfTextBuffer      *self,
                                                 guint             *first,
                                                 guint             *last);
void            tf_text_buffer_set_look         (TfTextBuffer      *self,
                                                 GtkTextDirection   direction,
                                                 int                indent,
                                                 const GdkRGBA     *link_colour);

G_END_DECLS
