/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-openssl.h"
#include "tf-trust-anchors.h"

G_BEGIN_DECLS

TfX509Stack *tf_trust_anchors_get_certificates (TfTrustAnchors *self);

G_END_DECLS
