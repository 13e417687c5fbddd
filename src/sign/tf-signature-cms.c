/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signature-cms.h"

#include "tf-pades.h"
#include "tf-signature-ess.h"
#include "tf-signature-result-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CERTIFICATES 100

/* Digests for which nobody can make two documents with the same value. */
static gboolean
digest_is_strong (const EVP_MD *digest)
{
  switch (EVP_MD_get_type (digest))
    {
    case NID_sha256:
    case NID_sha384:
    case NID_sha512:
    case NID_sha3_256:
    case NID_sha3_384:
    case NID_sha3_512:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The room kept for the signature is filled up with zeros. Anything else in it was put there
 * by somebody, unprotected by the signature.
 */
static CMS_ContentInfo *
decode (GBytes *contents)
{
  gsize length;
  const unsigned char *start = g_bytes_get_data (contents, &length);
  const unsigned char *rest = start;
  g_autoptr(CMS_ContentInfo) cms = d2i_CMS_ContentInfo (NULL, &rest, length);

  if (cms == NULL)
    return NULL;
  for (const unsigned char *p = rest; p < start + length; p++)
    if (*p != 0)
      return NULL;

  return g_steal_pointer (&cms);
}

/* Steps into the value at @at, and gives its end; NULL where it has another tag. */
static const unsigned char *
enter (const unsigned char **at,
       const unsigned char  *end,
       int                   tag)
{
  long length = 0;
  int found = 0;
  int class = 0;
  int flags = *at < end ? ASN1_get_object (at, &length, &found, &class, end - *at) : 0x80;

  if (flags & 0x80 || found != tag)
    return NULL;

  return flags & 1 ? end : *at + length;
}

/* Enters the first value with a tag, passing by those before it. */
static const unsigned char *
find (const unsigned char **at,
      const unsigned char  *end,
      int                   tag)
{
  while (*at < end)
    {
      const unsigned char *start = *at;
      const unsigned char *entered = enter (at, end, tag);
      long length = 0;
      int other = 0;
      int class = 0;

      if (entered != NULL && *start == (V_ASN1_CONSTRUCTED | tag))
        return entered;

      *at = start;
      if (ASN1_get_object (at, &length, &other, &class, end - start) & 0x81)
        return NULL;
      *at += length;
    }

  return NULL;
}

static gboolean
is_version (const unsigned char *at,
            const unsigned char *end,
            const char          *allowed)
{
  return end - at == 1 && *at != 0 && strchr (allowed, *at) != NULL;
}

static gboolean
digest_is_listed (const unsigned char *at,
                  const unsigned char *end,
                  const EVP_MD        *digest)
{
  gboolean listed = FALSE;

  while (at < end && !listed)
    {
      X509_ALGOR *algorithm = d2i_X509_ALGOR (NULL, &at, end - at);

      if (algorithm == NULL)
        return FALSE;
      listed = OBJ_obj2nid (algorithm->algorithm) == EVP_MD_get_type (digest);
      X509_ALGOR_free (algorithm);
    }

  return listed;
}

/* OpenSSL neither looks at versions and the list of digests nor shows them. They are not signed,
 * but no signer writes what contradicts the signature.
 */
static gboolean
frame_fits (GBytes       *contents,
            const EVP_MD *digest)
{
  gsize length;
  const unsigned char *at = g_bytes_get_data (contents, &length);
  const unsigned char *end = at + length;
  const unsigned char *inner;

  if ((end = enter (&at, end, V_ASN1_SEQUENCE)) == NULL ||
      (inner = enter (&at, end, V_ASN1_OBJECT)) == NULL)
    return FALSE;

  at = inner;
  if ((end = enter (&at, end, 0)) == NULL || (end = enter (&at, end, V_ASN1_SEQUENCE)) == NULL ||
      (inner = enter (&at, end, V_ASN1_INTEGER)) == NULL ||
      !is_version (at, inner, "\1\3\4\5"))
    return FALSE;

  at = inner;
  inner = enter (&at, end, V_ASN1_SET);
  /* A value of open length does not tell where it ends. */
  if (inner == end)
    return TRUE;
  if (inner == NULL || !digest_is_listed (at, inner, digest))
    return FALSE;

  at = inner;
  if ((end = find (&at, end, V_ASN1_SET)) == NULL)
    return TRUE;

  return (end = enter (&at, end, V_ASN1_SEQUENCE)) != NULL &&
         (inner = enter (&at, end, V_ASN1_INTEGER)) != NULL &&
         is_version (at, inner, "\1\3");
}

static const char *
find_signer (TfSignatureCms *self)
{
  STACK_OF (CMS_SignerInfo) *signers;
  X509_ALGOR *digest = NULL;

  if (OBJ_obj2nid (CMS_get0_type (self->cms)) != NID_pkcs7_signed)
    return _("The signature value is not a signature.");
  if (!CMS_is_detached (self->cms))
    return _("The signature brings the data it signs along instead of signing the document.");

  signers = CMS_get0_SignerInfos (self->cms);
  if (sk_CMS_SignerInfo_num (signers) != 1)
    return _("The signature value does not hold exactly one signature.");
  self->signer = sk_CMS_SignerInfo_value (signers, 0);

  self->certificates = CMS_get1_certs (self->cms);
  if (sk_X509_num (self->certificates) > MAX_CERTIFICATES)
    return _("The signature holds too many certificates.");
  if (CMS_set1_signers_certs (self->cms, NULL, 0) != 1)
    return _("The signature does not contain the certificate of its signer.");

  CMS_SignerInfo_get0_algs (self->signer, NULL, &self->certificate, &digest, NULL);
  self->digest = digest != NULL ? EVP_get_digestbyobj (digest->algorithm) : NULL;

  return NULL;
}

/* Whether the attribute of the signed bytes is there once and says what it should. */
static gboolean
message_digest_is (CMS_SignerInfo *signer,
                   GBytes         *document_digest)
{
  const ASN1_OCTET_STRING *stated =
    CMS_signed_get0_data_by_OBJ (signer, OBJ_nid2obj (NID_pkcs9_messageDigest), -3,
                                 V_ASN1_OCTET_STRING);

  return stated != NULL &&
         (gsize) ASN1_STRING_length (stated) == g_bytes_get_size (document_digest) &&
         memcmp (ASN1_STRING_get0_data (stated), g_bytes_get_data (document_digest, NULL),
                    g_bytes_get_size (document_digest)) == 0;
}

static gboolean
content_type_is_data (TfSignatureCms *self)
{
  const ASN1_OBJECT *stated =
    CMS_signed_get0_data_by_OBJ (self->signer, OBJ_nid2obj (NID_pkcs9_contentType), -3,
                                 V_ASN1_OBJECT);

  return stated != NULL &&
         OBJ_obj2nid (stated) == NID_pkcs7_data &&
         OBJ_obj2nid (CMS_get0_eContentType (self->cms)) == NID_pkcs7_data;
}

static gboolean
key_is_checkable (TfSignatureCms *self)
{
  EVP_PKEY *key = X509_get0_pubkey (self->certificate);

  return key != NULL && (EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS") ||
                         EVP_PKEY_is_a (key, "EC"));
}

/* OpenSSL does not look at the stated algorithm of every kind of key. One that contradicts key
 * or digest was not put there by the signer.
 */
static gboolean
algorithm_fits (TfSignatureCms *self)
{
  EVP_PKEY *key = X509_get0_pubkey (self->certificate);
  X509_ALGOR *stated = NULL;
  int digest_nid = NID_undef;
  int key_nid = NID_undef;

  CMS_SignerInfo_get0_algs (self->signer, NULL, NULL, NULL, &stated);
  if (!EVP_PKEY_is_a (key, "EC"))
    return OBJ_obj2nid (stated->algorithm) == NID_rsassaPss || stated->parameter == NULL ||
           stated->parameter->type == V_ASN1_NULL;

  return OBJ_find_sigid_algs (OBJ_obj2nid (stated->algorithm), &digest_nid, &key_nid) &&
         key_nid == EVP_PKEY_get_base_id (key) &&
         digest_nid == EVP_MD_get_type (self->digest);
}

static const char *
find_forgery (TfSignatureCms *self,
              GBytes         *document_digest)
{
  if (!content_type_is_data (self))
    return _("The signature was not made for a document.");
  if (!message_digest_is (self->signer, document_digest))
    return _("The document was changed after it was signed.");
  if (tf_signature_ess_check (self->signer, self->certificate) == TF_SIGNATURE_ESS_WRONG)
    return _("The signature was made for another certificate than the one it comes with.");
  if (key_is_checkable (self) &&
      (!algorithm_fits (self) || CMS_SignerInfo_verify (self->signer) != 1))
    return _("The signature value is wrong: it was not made with the key of the certificate, or "
             "it was changed.");

  return NULL;
}

static const char *
find_pades_fault (TfSignatureCms *self,
                  const char     *sub_filter)
{
  if (g_strcmp0 (sub_filter, TF_PADES_SUB_FILTER) != 0)
    return _("The signature does not call itself PAdES.");
  if (CMS_signed_get_attr_by_NID (self->signer, NID_pkcs9_signingTime, -1) >= 0)
    return _("The signature states its time in a place where PAdES forbids it.");
  if (tf_signature_ess_check (self->signer, self->certificate) != TF_SIGNATURE_ESS_RIGHT)
    return _("The signature does not name its certificate as PAdES demands.");
  if (!content_type_is_data (self))
    return _("The signature does not state the type of its content.");
  if (!digest_is_strong (self->digest))
    return _("The digest algorithm of the signature is outdated.");

  return NULL;
}

static GDateTime *
get_claimed_time (CMS_SignerInfo *signer)
{
  int index = CMS_signed_get_attr_by_NID (signer, NID_pkcs9_signingTime, -1);
  X509_ATTRIBUTE *attribute = index >= 0 ? CMS_signed_get_attr (signer, index) : NULL;
  const ASN1_TYPE *value = attribute != NULL ? X509_ATTRIBUTE_get0_type (attribute, 0) : NULL;
  struct tm parts = { 0 };

  if (value == NULL ||
      (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME) ||
      !ASN1_TIME_to_tm (value->value.asn1_string, &parts))
    return NULL;

  return g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                              parts.tm_hour, parts.tm_min, parts.tm_sec);
}

/*< private >
 * tf_signature_cms_free:
 * @self: (transfer full): the signature
 *
 * Frees a signature that was taken apart.
 */
void
tf_signature_cms_free (TfSignatureCms *self)
{
  g_clear_pointer (&self->certificates, tf_x509_stack_free);
  g_clear_pointer (&self->cms, CMS_ContentInfo_free);
  g_free (self);
}

/*< private >
 * tf_signature_cms_parse:
 * @contents: (nullable): the bytes of `/Contents`
 * @answer: set where the signature cannot be checked
 *
 * Takes a signature value apart.
 *
 * Returns: (transfer full) (nullable): the signature with signer, certificate
 *   and digest, or `NULL` with @answer set
 */
TfSignatureCms *
tf_signature_cms_parse (GBytes            *contents,
                        TfSignatureAnswer *answer)
{
  g_autoptr(TfSignatureCms) self = g_new0 (TfSignatureCms, 1);
  const char *fault = NULL;

  if (contents != NULL && g_bytes_get_size (contents) > 0)
    self->cms = decode (contents);

  if (self->cms == NULL)
    fault = _("The signature value is missing or damaged.");
  else
    fault = find_signer (self);

  if (fault != NULL)
    {
      tf_signature_answer_set (answer, TF_VERDICT_INVALID, fault);
      return NULL;
    }

  if (self->digest == NULL)
    {
      tf_signature_answer_set (answer, TF_VERDICT_UNDETERMINED,
                               _("The digest algorithm of the signature is not known here."));
      return NULL;
    }

  if (!frame_fits (contents, self->digest))
    {
      tf_signature_answer_set (answer, TF_VERDICT_INVALID,
                               _("The signature value contradicts itself: it was changed."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/*< private >
 * tf_signature_cms_check_integrity:
 * @self: the signature
 * @document_digest: digest of the signed bytes of the document
 * @answer: the answer to give
 *
 * Finds out whether the document is unchanged and the key of the certificate
 * signed it.
 */
void
tf_signature_cms_check_integrity (TfSignatureCms    *self,
                                  GBytes            *document_digest,
                                  TfSignatureAnswer *answer)
{
  const char *forgery;

  if (CMS_signed_get_attr_count (self->signer) < 0)
    {
      tf_signature_answer_set (answer, TF_VERDICT_UNDETERMINED,
                               _("The signature has no signed attributes; this old form cannot "
                                 "be checked here."));
      return;
    }

  forgery = find_forgery (self, document_digest);
  if (forgery != NULL)
    tf_signature_answer_set (answer, TF_VERDICT_INVALID, forgery);
  else if (!key_is_checkable (self))
    tf_signature_answer_set (answer, TF_VERDICT_UNDETERMINED,
                             _("The signed bytes are unchanged, but signatures by this kind of "
                               "key cannot be checked here."));
  else if (!digest_is_strong (self->digest))
    tf_signature_answer_set (answer, TF_VERDICT_UNDETERMINED,
                             _("The signature uses an outdated digest algorithm that permits "
                               "forgeries, so it proves nothing."));
  else
    tf_signature_answer_set (answer, TF_VERDICT_VALID,
                             _("The signed bytes are unchanged and the signature was made with "
                               "the key of the certificate."));
}

/*< private >
 * tf_signature_cms_check_pades:
 * @self: the signature
 * @sub_filter: (nullable): what the document calls it
 * @result: receives the answer, the level and the claimed time
 *
 * Finds out whether the signature keeps the rules of PAdES.
 */
void
tf_signature_cms_check_pades (TfSignatureCms    *self,
                              const char        *sub_filter,
                              TfSignatureResult *result)
{
  const char *fault = find_pades_fault (self, sub_filter);
  gboolean stamped = CMS_unsigned_get_attr_by_NID (self->signer,
                                                   NID_id_smime_aa_timeStampToken, -1) >= 0;

  result->claimed_time = get_claimed_time (self->signer);
  if (fault == NULL)
    {
      result->level = TF_SIGNATURE_LEVEL_B_B;
      tf_signature_answer_set (&result->pades, TF_VERDICT_VALID,
                               _("The signature keeps the rules of PAdES, level B-B."));
    }
  else
    {
      tf_signature_answer_set (&result->pades, TF_VERDICT_INVALID, fault);
    }

  tf_signature_answer_set (&result->time, TF_VERDICT_UNDETERMINED,
                           stamped
                           ? _("The signature holds a time stamp, which was not checked.")
                           : _("No time stamp proves when the signature was made."));
  tf_signature_answer_set (&result->revocation, TF_VERDICT_UNDETERMINED,
                           _("Whether the certificate was revoked was not checked."));
}
