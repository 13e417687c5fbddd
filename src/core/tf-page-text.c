/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-page-text.h"

/**
 * tf_page_text_new:
 * @page: number of the page, from 1
 * @text: its words, UTF-8
 *
 * Returns: (transfer full): the words of one page of a file
 */
TfPageText *
tf_page_text_new (guint       page,
                  const char *text)
{
  TfPageText *self = g_new0 (TfPageText, 1);

  self->page = page;
  self->text = g_strdup (text);
  return self;
}

/**
 * tf_page_text_free:
 * @self: (transfer full) (nullable): the words of a page
 */
void
tf_page_text_free (TfPageText *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}
