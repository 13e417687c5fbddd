/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-certificate-info.h"
#include "tf-openssl.h"
#include "tf-signing-key.h"

G_BEGIN_DECLS

/* RSA keys below the first are refused, below the second they are remarked upon. */
#define TF_RSA_BITS_MINIMUM     2048
#define TF_RSA_BITS_RECOMMENDED 3072

TfCertificateInfo *tf_certificate_info_new_from_x509 (X509     *certificate);
TfKeyAlgorithm     tf_certificate_get_algorithm      (X509     *certificate);
gboolean           tf_certificate_is_weak            (X509     *certificate);
gboolean           tf_certificate_may_sign           (X509     *certificate);
char              *tf_certificate_dup_other_uses     (X509     *certificate);
gboolean           tf_certificate_is_self_issued     (X509     *certificate);

G_END_DECLS
