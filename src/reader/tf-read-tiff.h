/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-read-output.h"

G_BEGIN_DECLS

void  tf_read_tiff_info  (GVariantDict  *info);
void  tf_read_tiff_page  (guint          page,
                          guint          width);

G_END_DECLS
