/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Small pictures of the pages of a file, of which one or a range can be picked. */
#define TF_TYPE_PAGE_STRIP (tf_page_strip_get_type ())
G_DECLARE_FINAL_TYPE (TfPageStrip, tf_page_strip, TF, PAGE_STRIP, GtkBox)

GtkWidget *tf_page_strip_new          (TfSession    *session);

/* Signal "selection-changed", and "activate" for Enter or a double click. */
void       tf_page_strip_set_file     (TfPageStrip  *self,
                                       const char   *object,
                                       guint         n_pages);
guint      tf_page_strip_get_n_pages  (TfPageStrip  *self);
gboolean   tf_page_strip_get_range    (TfPageStrip  *self,
                                       guint        *first,
                                       guint        *last);
void       tf_page_strip_select       (TfPageStrip  *self,
                                       guint         first,
                                       guint         last);
char      *tf_page_strip_dup_pages    (TfPageStrip  *self) G_GNUC_WARN_UNUSED_RESULT;

/* What a person reads: "Page 14", "Pages 14–16". */
char      *tf_pages_dup_label         (const char   *pages) G_GNUC_WARN_UNUSED_RESULT;
guint      tf_pages_get_first         (const char   *pages);

G_END_DECLS
