/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-read-output.h"

G_BEGIN_DECLS

void  tf_read_pdf_info  (GVariantDict  *info);
void  tf_read_pdf_page  (guint          page,
                         guint          width);
void  tf_read_pdf_text  (TfReadText    *text);

G_END_DECLS
