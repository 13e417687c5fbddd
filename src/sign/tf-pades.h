/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-byte-ranges.h"
#include "tf-signing-key.h"

G_BEGIN_DECLS

/* What the export layer writes as /Filter's companion in the signature dictionary. */
#define TF_PADES_SUB_FILTER "ETSI.CAdES.detached"

/* Room that holds nearly every signature of level B-B. */
#define TF_PADES_USUAL_CAPACITY (16 * 1024)

gsize    tf_pades_estimate_capacity (TfSigningKey        *key);

gboolean tf_pades_sign_file         (const char          *path,
                                     const TfByteRanges  *ranges,
                                     TfSigningKey        *key,
                                     TfSignProgressFunc   progress,
                                     gpointer             user_data,
                                     GCancellable        *cancellable,
                                     GError             **error);

G_END_DECLS
