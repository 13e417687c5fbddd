/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-openssl.h"
#include "tf-signing-key.h"

G_BEGIN_DECLS

GBytes *tf_pades_build_cms (TfSigningKey   *key,
                            GBytes         *digest,
                            GCancellable   *cancellable,
                            GError        **error);

G_END_DECLS
