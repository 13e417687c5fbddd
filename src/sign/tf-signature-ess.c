/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signature-ess.h"

#include <string.h>

typedef STACK_OF (ASN1_TYPE) Sequence;

static void
sequence_free (Sequence *sequence)
{
  sk_ASN1_TYPE_pop_free (sequence, ASN1_TYPE_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sequence, sequence_free)

static Sequence *
unpack (const ASN1_STRING *der)
{
  const unsigned char *data = ASN1_STRING_get0_data (der);

  return d2i_ASN1_SEQUENCE_ANY (NULL, &data, ASN1_STRING_length (der));
}

static const ASN1_STRING *
get_member (const Sequence *sequence,
            int             index,
            int             type)
{
  const ASN1_TYPE *member;

  if (sequence == NULL || index >= sk_ASN1_TYPE_num (sequence))
    return NULL;

  member = sk_ASN1_TYPE_value (sequence, index);

  return member->type == type ? member->value.asn1_string : NULL;
}

/* Opens the first member of a sequence, which is a sequence as well. */
static Sequence *
unpack_first (const Sequence *sequence)
{
  const ASN1_STRING *first = get_member (sequence, 0, V_ASN1_SEQUENCE);

  return first != NULL ? unpack (first) : NULL;
}

static const EVP_MD *
get_digest (const Sequence *algorithm)
{
  const ASN1_TYPE *object;

  if (sk_ASN1_TYPE_num (algorithm) < 1)
    return NULL;

  object = sk_ASN1_TYPE_value (algorithm, 0);

  return object->type == V_ASN1_OBJECT ? EVP_get_digestbyobj (object->value.object) : NULL;
}

static gboolean
hash_is_of (const ASN1_STRING *hash,
            const EVP_MD      *algorithm,
            X509              *certificate)
{
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  return hash != NULL && algorithm != NULL &&
         X509_digest (certificate, algorithm, digest, &length) &&
         (int) length == ASN1_STRING_length (hash) &&
         memcmp (digest, ASN1_STRING_get0_data (hash), length) == 0;
}

/* The first entry of the attribute is the certificate of the signer (RFC 5035). It begins with
 * a hash or, in the second version, with the algorithm where that is not SHA-256.
 */
static gboolean
names_certificate (const ASN1_STRING *attribute,
                   const EVP_MD      *usual_digest,
                   X509              *certificate)
{
  g_autoptr(Sequence) outer = unpack (attribute);
  g_autoptr(Sequence) entries = unpack_first (outer);
  g_autoptr(Sequence) entry = unpack_first (entries);
  g_autoptr(Sequence) algorithm = unpack_first (entry);
  const EVP_MD *digest = usual_digest;
  int hash_index = 0;

  if (algorithm != NULL)
    {
      digest = get_digest (algorithm);
      hash_index = 1;
    }

  return hash_is_of (get_member (entry, hash_index, V_ASN1_OCTET_STRING), digest, certificate);
}

static TfSignatureEss
check_version (CMS_SignerInfo *signer,
               int             nid,
               const EVP_MD   *usual_digest,
               X509           *certificate,
               TfSignatureEss  when_right)
{
  const ASN1_STRING *attribute;

  if (CMS_signed_get_attr_by_NID (signer, nid, -1) < 0)
    return TF_SIGNATURE_ESS_NONE;

  attribute = CMS_signed_get0_data_by_OBJ (signer, OBJ_nid2obj (nid), -3, V_ASN1_SEQUENCE);

  return attribute != NULL && names_certificate (attribute, usual_digest, certificate)
         ? when_right : TF_SIGNATURE_ESS_WRONG;
}

/*< private >
 * tf_signature_ess_check:
 * @signer: the signature
 * @certificate: the certificate that it is attributed to
 *
 * Finds out whether the signature names its own certificate. Without this
 * another certificate with the same key could be put in its place.
 *
 * Returns: what was found
 */
TfSignatureEss
tf_signature_ess_check (CMS_SignerInfo *signer,
                        X509           *certificate)
{
  TfSignatureEss second = check_version (signer, NID_id_smime_aa_signingCertificateV2,
                                         EVP_sha256 (), certificate, TF_SIGNATURE_ESS_RIGHT);
  TfSignatureEss first = check_version (signer, NID_id_smime_aa_signingCertificate,
                                        EVP_sha1 (), certificate, TF_SIGNATURE_ESS_OLD);

  if (first == TF_SIGNATURE_ESS_WRONG || second == TF_SIGNATURE_ESS_WRONG)
    return TF_SIGNATURE_ESS_WRONG;

  return second != TF_SIGNATURE_ESS_NONE ? second : first;
}
