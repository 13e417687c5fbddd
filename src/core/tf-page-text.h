/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of one page of a file. */
typedef struct
{
  guint  page;  /* from 1 */
  char  *text;  /* UTF-8 */
} TfPageText;

TfPageText *tf_page_text_new  (guint        page,
                               const char  *text) G_GNUC_WARN_UNUSED_RESULT;
void        tf_page_text_free (TfPageText  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPageText, tf_page_text_free)

G_END_DECLS
