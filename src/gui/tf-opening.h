/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-store.h"

G_BEGIN_DECLS

TfStore    *tf_opening_open       (const char    *path,
                                   gboolean       read_only,
                                   char         **notice,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
const char *tf_opening_get_title  (const GError  *error);
gboolean    tf_opening_may_read   (const GError  *error);

G_END_DECLS
