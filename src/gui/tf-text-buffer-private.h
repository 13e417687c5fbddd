/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-buffer.h"

G_BEGIN_DECLS

struct _TfTextBuffer
{
  GtkTextBuffer     parent_instance;

  GArray           *kinds;         /* TfTextLineKind, one for each line */
  TfText           *text;          /* what the buffer holds, until it changes */
  GHashTable       *links;         /* URI to GtkTextTag */
  GtkTextTag       *bold;
  GtkTextTag       *italic;
  GdkRGBA           link_colour;
  GtkTextDirection  direction;
  int               indent;        /* pixels by which each level of a list stands in */
  int               typing_style;  /* TfTextStyle chosen for the next character, or -1 */
  guint             user_action;   /* depth */
  gboolean          single_line;
  gboolean          implicit;      /* the one empty line stands for no paragraph */
  gboolean          loading;
  gboolean          edited;        /* changed since the user action began */
  TfTextEdit        last_edit;
};

void        tf_text_buffer_finish_edit  (TfTextBuffer      *self);

/* How lines and links look: tf-text-buffer-look.c */
void        tf_text_buffer_make_tags    (TfTextBuffer      *self);
void        tf_text_buffer_show_kinds   (TfTextBuffer      *self,
                                         guint              first,
                                         guint              last);
GtkTextDirection tf_text_buffer_get_direction (TfTextBuffer *self,
                                               guint         line);
GtkTextTag *tf_text_buffer_ensure_link  (TfTextBuffer      *self,
                                         const char        *uri);
GtkTextTag *tf_text_buffer_find_link    (TfTextBuffer      *self,
                                         const GtkTextIter *iter,
                                         gboolean           on_both_sides);
const char *tf_text_buffer_get_link_uri (GtkTextTag        *link);

G_END_DECLS
