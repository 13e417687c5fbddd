/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-read-output.h"

G_BEGIN_DECLS

char *  tf_read_text_load   (const char   **encoding,
                             gboolean      *complete) G_GNUC_WARN_UNUSED_RESULT;

void    tf_read_text_info   (const char    *text,
                             GVariantDict  *info);
void    tf_read_text_page   (const char    *text,
                             guint          page,
                             guint          width);
void    tf_read_text_text   (const char    *text,
                             TfReadText    *out);

G_END_DECLS
