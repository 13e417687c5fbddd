/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text.h"

G_BEGIN_DECLS

struct _TfText
{
  TfTextBlock *blocks;
  guint        n_blocks;
};

/* Release the content of one run, line or block; fit for arrays. */
void      tf_text_clear_run    (gpointer    data);
void      tf_text_clear_line   (gpointer    data);
void      tf_text_clear_block  (gpointer    data);

/* Characters that formatted text never holds. */
gboolean  tf_text_is_unwanted  (gunichar    c);

char     *tf_text_clean        (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
