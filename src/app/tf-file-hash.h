/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *tf_file_hash (GFile         *file,
                    guint64       *size,
                    GCancellable  *cancellable,
                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
