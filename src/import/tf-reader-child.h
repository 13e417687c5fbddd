/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-reader-protocol.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes  *tf_reader_child_run  (const char          *program,
                               const char *const   *arguments,
                               int                  fd,
                               gsize                max_answer,
                               guint                time_limit,
                               TfReaderExit        *end,
                               GCancellable        *cancellable,
                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
