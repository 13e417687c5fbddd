/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The signature value of a document, taken apart. */

#pragma once

#include "tf-openssl.h"
#include "tf-signature-result.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  CMS_ContentInfo *cms;
  CMS_SignerInfo  *signer;        /* owned by @cms */
  X509            *certificate;   /* owned by @cms */
  TfX509Stack     *certificates;  /* all that came along */
  const EVP_MD    *digest;
} TfSignatureCms;

void            tf_signature_cms_free              (TfSignatureCms        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSignatureCms, tf_signature_cms_free)

TfSignatureCms *tf_signature_cms_parse             (GBytes                *contents,
                                                    TfSignatureAnswer     *answer);
void            tf_signature_cms_check_integrity   (TfSignatureCms        *self,
                                                    GBytes                *document_digest,
                                                    TfSignatureAnswer     *answer);
void            tf_signature_cms_check_pades       (TfSignatureCms        *self,
                                                    const char            *sub_filter,
                                                    TfSignatureResult     *result);
void            tf_signature_cms_check_certificate (TfSignatureCms        *self,
                                                    GDateTime             *time,
                                                    TfSignatureResult     *result);
void            tf_signature_cms_check_trust       (TfSignatureCms        *self,
                                                    TfX509Stack           *anchors,
                                                    GDateTime             *time,
                                                    TfSignatureResult     *result);

G_END_DECLS
