/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-read-output.h"

G_BEGIN_DECLS

void  tf_read_image_info  (const char    *type,
                           GVariantDict  *info);
void  tf_read_image_page  (const char    *type,
                           guint          page,
                           guint          width);

G_END_DECLS
