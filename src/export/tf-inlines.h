/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  TF_INLINE_NONE   = 0,
  TF_INLINE_BOLD   = 1 << 0,
  TF_INLINE_ITALIC = 1 << 1,
  TF_INLINE_MONO   = 1 << 2,
  TF_INLINE_DIM    = 1 << 3,  /* small and grey */
  TF_INLINE_QUIET  = 1 << 4,  /* a link in the colour of the text around it */
} TfInlineStyle;

/* A stretch of text with one look and at most one target. */
typedef struct
{
  char          *text;         /* UTF-8; "\n" is a forced line break */
  TfInlineStyle  style;
  char          *destination;  /* name inside the document, or NULL */
  char          *uri;          /* address outside the document, or NULL */
  gboolean       with_page;    /* the page of @destination is printed after the text */
} TfInlineRun;

/* The content of a paragraph, heading, caption or table cell. */
typedef struct _TfInlines TfInlines;

TfInlines         *tf_inlines_new          (void) G_GNUC_WARN_UNUSED_RESULT;
TfInlines         *tf_inlines_new_text     (const char          *text) G_GNUC_WARN_UNUSED_RESULT;
TfInlines         *tf_inlines_new_styled   (const char          *text,
                                            TfInlineStyle        style) G_GNUC_WARN_UNUSED_RESULT;
TfInlines         *tf_inlines_new_line     (const TfTextLine    *line) G_GNUC_WARN_UNUSED_RESULT;
void               tf_inlines_free         (TfInlines           *self);

void               tf_inlines_add          (TfInlines           *self,
                                            const char          *text,
                                            TfInlineStyle        style);
void               tf_inlines_add_link     (TfInlines           *self,
                                            const char          *text,
                                            TfInlineStyle        style,
                                            const char          *destination,
                                            gboolean             with_page);
void               tf_inlines_add_entry    (TfInlines           *self,
                                            const char          *text,
                                            const char          *destination,
                                            gboolean             with_page);
void               tf_inlines_add_uri      (TfInlines           *self,
                                            const char          *text,
                                            TfInlineStyle        style,
                                            const char          *uri);

guint              tf_inlines_get_n_runs   (const TfInlines     *self);
const TfInlineRun *tf_inlines_get_run      (const TfInlines     *self,
                                            guint                index);
gboolean           tf_inlines_has_pages    (const TfInlines     *self);
gboolean           tf_inlines_has_links    (const TfInlines     *self);
char              *tf_inlines_dup_plain    (const TfInlines     *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfInlines, tf_inlines_free)

G_END_DECLS
