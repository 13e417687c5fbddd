/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-certificate-info.h"

G_BEGIN_DECLS

/**
 * TfVerdict:
 * @TF_VERDICT_UNDETERMINED: it could not be found out, or was not asked
 * @TF_VERDICT_VALID: it is in order
 * @TF_VERDICT_INVALID: it is not in order
 *
 * One answer about a signature. What is in doubt is never valid.
 */
typedef enum {
  TF_VERDICT_UNDETERMINED,
  TF_VERDICT_VALID,
  TF_VERDICT_INVALID,
} TfVerdict;

/**
 * TfTrust:
 * @TF_TRUST_NOT_ASKED: no trust anchors were given
 * @TF_TRUST_ANCHORED: a chain of certificates leads to a trust anchor
 * @TF_TRUST_SELF_SIGNED: the certificate vouches for itself and is no anchor
 * @TF_TRUST_UNKNOWN: no valid chain leads to a trust anchor
 *
 * Why the name in the certificate may be believed or not.
 */
typedef enum {
  TF_TRUST_NOT_ASKED,
  TF_TRUST_ANCHORED,
  TF_TRUST_SELF_SIGNED,
  TF_TRUST_UNKNOWN,
} TfTrust;

/**
 * TfSignatureLevel:
 * @TF_SIGNATURE_LEVEL_NONE: not a PAdES baseline signature
 * @TF_SIGNATURE_LEVEL_B_B: a signature
 * @TF_SIGNATURE_LEVEL_B_T: with a proof of the time it was made
 * @TF_SIGNATURE_LEVEL_B_LT: with everything a later check needs
 * @TF_SIGNATURE_LEVEL_B_LTA: with a time stamp over all of that
 *
 * Levels of ETSI EN 319 142-1. Only what was checked counts.
 */
typedef enum {
  TF_SIGNATURE_LEVEL_NONE,
  TF_SIGNATURE_LEVEL_B_B,
  TF_SIGNATURE_LEVEL_B_T,
  TF_SIGNATURE_LEVEL_B_LT,
  TF_SIGNATURE_LEVEL_B_LTA,
} TfSignatureLevel;

/**
 * TfSignatureAnswer:
 * @verdict: the answer
 * @sentence: the same for people; never `NULL`
 *
 * The answer to one question about a signature.
 */
typedef struct
{
  TfVerdict  verdict;
  char      *sentence;
} TfSignatureAnswer;

#define TF_TYPE_SIGNATURE_RESULT (tf_signature_result_get_type ())

/**
 * TfSignatureResult:
 * @overall: the answers put together
 * @coverage: is it clear which bytes were signed, and are these the whole file?
 * @bytes_after: number of bytes that follow the signed ones
 * @integrity: are the signed bytes unchanged, and did the key of the certificate sign them?
 * @pades: does it keep the rules of PAdES?
 * @certificate: was the certificate valid at the time given, and meant for signing?
 * @trust: does it lead to a trust anchor?
 * @time: is it proved when the signature was made?
 * @revocation: is it proved that the certificate had not been revoked?
 * @trust_kind: the reason for @trust
 * @level: the level that was reached
 * @digest_algorithm: name of the digest, like `SHA256`, or `""`
 * @claimed_time: (nullable): when the signer says the signature was made; proves nothing
 * @signer: (nullable): the certificate of the signer
 *
 * What is known about one signature.
 *
 * @overall is invalid as soon as @coverage, @integrity or @certificate is. It
 * is undetermined where one of these three is, or where trust anchors were
 * given and none was reached. Otherwise it is valid. Three answers have no
 * part in it: @pades, since a signature can be sound without being PAdES;
 * @time and @revocation, which are reported but not yet demanded. Without
 * trust anchors a valid signature says that the document is unchanged since
 * the holder of the certificate signed it, and nothing about who that is.
 */
typedef struct
{
  TfSignatureAnswer  overall;
  TfSignatureAnswer  coverage;
  gint64             bytes_after;
  TfSignatureAnswer  integrity;
  TfSignatureAnswer  pades;
  TfSignatureAnswer  certificate;
  TfSignatureAnswer  trust;
  TfSignatureAnswer  time;
  TfSignatureAnswer  revocation;
  TfTrust            trust_kind;
  TfSignatureLevel   level;
  char              *digest_algorithm;
  GDateTime         *claimed_time;
  TfCertificateInfo *signer;
} TfSignatureResult;

GType tf_signature_result_get_type (void);

TfSignatureResult *tf_signature_result_copy (const TfSignatureResult *self)
                   G_GNUC_WARN_UNUSED_RESULT;
void               tf_signature_result_free (TfSignatureResult       *self);

const char *tf_verdict_get_nick         (TfVerdict                verdict);
const char *tf_trust_get_nick           (TfTrust                  trust);
const char *tf_signature_level_get_nick (TfSignatureLevel         level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSignatureResult, tf_signature_result_free)

G_END_DECLS
