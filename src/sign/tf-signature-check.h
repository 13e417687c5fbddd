/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-byte-ranges.h"
#include "tf-signature-result.h"
#include "tf-trust-anchors.h"

G_BEGIN_DECLS

/**
 * TfSignatureInput:
 * @path: (nullable): the document as a local file
 * @bytes: (nullable): the document in memory; used where @path is `NULL`
 * @byte_range: the numbers of `/ByteRange`, as they are
 * @n_byte_range: how many there are
 * @contents: (nullable): the bytes of `/Contents`, with the zeros at their end
 * @sub_filter: (nullable): `/SubFilter`, without the slash
 * @anchors: (nullable): what to trust, or `NULL` to leave that question out
 * @time: the time for which certificates are judged
 *
 * One signature to check. The caller reads the signature dictionary; whether
 * what it says can be right is judged here.
 */
typedef struct
{
  const char     *path;
  GBytes         *bytes;
  const gint64   *byte_range;
  gsize           n_byte_range;
  GBytes         *contents;
  const char     *sub_filter;
  TfTrustAnchors *anchors;
  GDateTime      *time;
} TfSignatureInput;

TfSignatureResult *tf_signature_check (const TfSignatureInput  *input,
                                       TfSignProgressFunc       progress,
                                       gpointer                 user_data,
                                       GCancellable            *cancellable,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
