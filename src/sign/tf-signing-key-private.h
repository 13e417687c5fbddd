/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-openssl.h"
#include "tf-signing-key.h"

G_BEGIN_DECLS

TfSigningKey *tf_signing_key_new_for_pkey    (EVP_PKEY       *pkey,
                                              X509           *certificate,
                                              TfX509Stack    *others);

EVP_PKEY     *tf_signing_key_get_pkey        (TfSigningKey   *self);
X509         *tf_signing_key_get_x509        (TfSigningKey   *self);
TfX509Stack  *tf_signing_key_get_chain       (TfSigningKey   *self);

GBytes       *tf_signing_key_sign_digest     (TfSigningKey   *self,
                                              GBytes         *digest,
                                              GCancellable   *cancellable,
                                              GError        **error);

G_END_DECLS
