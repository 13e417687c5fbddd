/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-certificate-info.h"
#include "tf-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A key file holds a key and a few certificates; whatever is larger is none. */
#define TF_SIGNING_KEY_MAX_FILE_BYTES (1024 * 1024)
#define TF_SIGNING_KEY_MAX_CHAIN      16

/**
 * TfKeyAlgorithm:
 * @TF_KEY_ALGORITHM_UNSUPPORTED: anything else
 * @TF_KEY_ALGORITHM_RSA: RSA with PKCS #1 v1.5 padding
 * @TF_KEY_ALGORITHM_ECDSA: ECDSA on P-256, P-384 or P-521
 *
 * How a key signs.
 */
typedef enum {
  TF_KEY_ALGORITHM_UNSUPPORTED,
  TF_KEY_ALGORITHM_RSA,
  TF_KEY_ALGORITHM_ECDSA,
} TfKeyAlgorithm;

/**
 * TfDigestAlgorithm:
 * @TF_DIGEST_SHA256: SHA-256
 *
 * Digests that are signed.
 */
typedef enum {
  TF_DIGEST_SHA256,
} TfDigestAlgorithm;

/**
 * TfKeyMaking:
 * @TF_KEY_MAKING_RSA_3072: RSA of 3072 bits
 * @TF_KEY_MAKING_P256: ECDSA on P-256
 * @TF_KEY_MAKING_P384: ECDSA on P-384
 *
 * The kinds of throw-away key that can be made.
 */
typedef enum {
  TF_KEY_MAKING_RSA_3072,
  TF_KEY_MAKING_P256,
  TF_KEY_MAKING_P384,
} TfKeyMaking;

/**
 * TfSignDigestFunc:
 * @algorithm: how to sign
 * @digest_algorithm: what @digest is
 * @digest: the digest to sign
 * @user_data: data given with the function
 * @cancellable: (nullable): to stop waiting, for a card for instance
 * @error: return location for an error
 *
 * Makes one raw signature with the private key, wherever that is kept.
 *
 * The result is the PKCS #1 v1.5 signature value or, for ECDSA, the two
 * numbers as a DER sequence. It may be called from any thread, one call at a
 * time for one key.
 *
 * Returns: (transfer full): the signature, or `NULL` with @error set
 */
typedef GBytes *(*TfSignDigestFunc) (TfKeyAlgorithm      algorithm,
                                     TfDigestAlgorithm   digest_algorithm,
                                     GBytes             *digest,
                                     gpointer            user_data,
                                     GCancellable       *cancellable,
                                     GError            **error);

typedef enum {
  TF_KEY_FINDING_NOT_YET_VALID,
  TF_KEY_FINDING_EXPIRED,
  TF_KEY_FINDING_EXPIRES_SOON,
  TF_KEY_FINDING_NOT_FOR_SIGNING,
  TF_KEY_FINDING_WEAK,
  TF_KEY_FINDING_SHORT,
  TF_KEY_FINDING_UNSUPPORTED,
} TfKeyFindingKind;

/**
 * TfKeyFinding:
 * @kind: what was found
 * @refused: whether signing with such a key is refused; otherwise the person decides
 * @message: the finding as a sentence
 *
 * Something a person should know before signing with a key.
 */
typedef struct
{
  TfKeyFindingKind  kind;
  gboolean          refused;
  char             *message;
} TfKeyFinding;

void tf_key_finding_free (TfKeyFinding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfKeyFinding, tf_key_finding_free)

#define TF_TYPE_SIGNING_KEY (tf_signing_key_get_type ())
G_DECLARE_FINAL_TYPE (TfSigningKey, tf_signing_key, TF, SIGNING_KEY, GObject)

TfSigningKey *tf_signing_key_new_from_file    (GFile            *file,
                                               TfSecret         *password,
                                               GCancellable     *cancellable,
                                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
TfSigningKey *tf_signing_key_new_from_pkcs12  (GBytes           *bytes,
                                               TfSecret         *password,
                                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
TfSigningKey *tf_signing_key_new_for_function (GBytes           *certificate,
                                               GPtrArray        *chain,
                                               TfSignDigestFunc  function,
                                               gpointer          user_data,
                                               GDestroyNotify    user_data_free,
                                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
TfSigningKey *tf_signing_key_new_self_signed  (const char       *common_name,
                                               const char       *organisation,
                                               const char       *note,
                                               GDateTime        *not_before,
                                               guint             days,
                                               TfKeyMaking       making,
                                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;

const TfCertificateInfo *tf_signing_key_get_certificate  (TfSigningKey *self);
guint                    tf_signing_key_get_chain_length (TfSigningKey *self);
TfKeyAlgorithm           tf_signing_key_get_algorithm    (TfSigningKey *self);

GPtrArray *tf_signing_key_check               (TfSigningKey  *self,
                                               GDateTime     *now) G_GNUC_WARN_UNUSED_RESULT;

GBytes    *tf_signing_key_dup_certificate_der (TfSigningKey  *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *tf_signing_key_to_pkcs12           (TfSigningKey  *self,
                                               TfSecret      *password,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
