/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-byte-ranges.h"
#include "tf-openssl.h"

G_BEGIN_DECLS

gint64  tf_stream_get_size     (GSeekable           *stream,
                                GCancellable        *cancellable,
                                GError             **error);
GBytes *tf_byte_ranges_gap     (const TfByteRanges  *self,
                                GInputStream        *stream,
                                GCancellable        *cancellable,
                                GError             **error);
GBytes *tf_byte_ranges_digest  (const TfByteRanges  *self,
                                GInputStream        *stream,
                                const EVP_MD        *algorithm,
                                TfSignProgressFunc   progress,
                                gpointer             user_data,
                                GCancellable        *cancellable,
                                GError             **error);

G_END_DECLS
