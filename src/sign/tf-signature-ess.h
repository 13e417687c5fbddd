/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-openssl.h"

G_BEGIN_DECLS

/**
 * TfSignatureEss:
 * @TF_SIGNATURE_ESS_NONE: the signature does not name its certificate
 * @TF_SIGNATURE_ESS_OLD: it does, by SHA-1 only
 * @TF_SIGNATURE_ESS_RIGHT: it does, in the way PAdES demands
 * @TF_SIGNATURE_ESS_WRONG: it names another certificate, or none that can be read
 *
 * Whether the certificate itself is protected by the signature.
 */
typedef enum {
  TF_SIGNATURE_ESS_NONE,
  TF_SIGNATURE_ESS_OLD,
  TF_SIGNATURE_ESS_RIGHT,
  TF_SIGNATURE_ESS_WRONG,
} TfSignatureEss;

TfSignatureEss tf_signature_ess_check (CMS_SignerInfo *signer,
                                       X509           *certificate);

G_END_DECLS
