/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-private.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* What an element hands down to what stands inside it. */
typedef struct
{
  TfTextStyle  style;
  const char  *link;
  TfTextKind   list_kind;
  guint        list_level;  /* 0 outside lists */
  guint        depth;       /* of elements, to stop in time */
  gboolean     preserve;    /* white space counts */
} HtmlLook;

typedef struct
{
  TfTextBuilder   *builder;
  TfTextImageFunc  image_func;
  gpointer         user_data;
  guint            n_dropped;

  TfTextKind       kind;           /* of the block that the next text starts */
  guint            level;
  gboolean         open;           /* a block is begun that text can go on in */
  gboolean         in_line;        /* everything goes to one line: a cell or caption */
  gboolean         in_item;        /* paragraphs go to the one block of a list item */
  guint            n_breaks;       /* line breaks that count once more text comes */
  gboolean         pending_space;
  TfTextStyle      space_style;
  char            *space_link;
} HtmlReader;

/* Reading the tree: tf-text-html.c */
void      tf_html_read_children   (HtmlReader       *self,
                                   xmlNode          *parent,
                                   HtmlLook          look);
void      tf_html_begin_line      (HtmlReader       *self);
void      tf_html_end_block       (HtmlReader       *self);

/* Tables: tf-text-html-table.c */
void      tf_html_read_table      (HtmlReader       *self,
                                   xmlNode          *table,
                                   HtmlLook          look);

/* Attributes and style properties: tf-text-html-style.c */
char     *tf_html_dup_attribute   (xmlNode          *node,
                                   const char       *name);
gboolean  tf_html_is_one_of       (xmlNode          *node,
                                   const char       *names);
gboolean  tf_html_has_class       (xmlNode          *node,
                                   const char       *name);
char     *tf_html_dup_property    (xmlNode          *node,
                                   const char       *name);
gboolean  tf_html_is_hidden       (xmlNode          *node);
void      tf_html_apply_style     (xmlNode          *node,
                                   HtmlLook         *look);
guint     tf_html_get_list_level  (xmlNode          *node);
gboolean  tf_html_is_list_marker  (xmlNode          *node);

G_END_DECLS
