/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pades-cms.h"

#include "tf-sign-error.h"
#include "tf-signing-key-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
compare_der (gconstpointer a,
             gconstpointer b)
{
  GBytes *const *first = a;
  GBytes *const *second = b;

  return g_bytes_compare (*first, *second);
}

static void
append_der_header (GByteArray *der,
                   guint8      tag,
                   gsize       length)
{
  guint8 header[1 + 1 + sizeof (gsize)] = { tag };
  guint used = 2;
  guint octets = 0;

  for (gsize rest = length; rest > 0; rest >>= 8)
    octets++;

  if (length < 0x80)
    {
      header[1] = length;
    }
  else
    {
      header[1] = 0x80 | octets;
      for (guint i = octets; i > 0; i--)
        header[used++] = (length >> (8 * (i - 1))) & 0xff;
    }

  g_byte_array_append (der, header, used);
}

/* What is signed is the set of attributes in DER: sorted by encoding, under the tag of a set. */
static GBytes *
encode_attributes (CMS_SignerInfo *signer)
{
  g_autoptr(GPtrArray) attributes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GByteArray *set = g_byte_array_new ();
  gsize length = 0;

  for (int i = 0; i < CMS_signed_get_attr_count (signer); i++)
    {
      unsigned char *der = NULL;
      int size = i2d_X509_ATTRIBUTE (CMS_signed_get_attr (signer, i), &der);

      g_ptr_array_add (attributes, g_bytes_new (der, MAX (size, 0)));
      length += MAX (size, 0);
      OPENSSL_free (der);
    }
  g_ptr_array_sort (attributes, compare_der);

  append_der_header (set, V_ASN1_SET | V_ASN1_CONSTRUCTED, length);
  for (guint i = 0; i < attributes->len; i++)
    {
      GBytes *attribute = g_ptr_array_index (attributes, i);

      g_byte_array_append (set, g_bytes_get_data (attribute, NULL), g_bytes_get_size (attribute));
    }

  return g_byte_array_free_to_bytes (set);
}

/* The attribute signing-certificate-v2 with the SHA-256 of one certificate (RFC 5035): three
 * sequences around the digest. OpenSSL's own would repeat the issuer and the serial number,
 * which ETSI EN 319 122-1, 6.3 (g) advises against.
 */
static gboolean
add_signing_certificate (CMS_SignerInfo *signer,
                         X509           *certificate)
{
  static const guint8 head[] = { 0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 0x04, 0x20 };
  guint8 der[sizeof head + SHA256_DIGEST_LENGTH];
  unsigned int length = 0;

  memcpy (der, head, sizeof head);

  return X509_digest (certificate, EVP_sha256 (), der + sizeof head, &length) &&
         length == SHA256_DIGEST_LENGTH &&
         CMS_signed_add1_attr_by_NID (signer, NID_id_smime_aa_signingCertificateV2,
                                         V_ASN1_SEQUENCE, der, sizeof der);
}

/* The signed attributes are content-type, message-digest and signing-certificate-v2. PAdES
 * forbids signing-time, which OpenSSL adds whenever it signs itself; therefore it does not.
 */
static CMS_SignerInfo *
add_signer (CMS_ContentInfo *cms,
            X509            *certificate,
            GBytes          *digest)
{
  CMS_SignerInfo *signer = CMS_add1_signer (cms, certificate, X509_get0_pubkey (certificate),
                                            EVP_sha256 (),
                                            CMS_PARTIAL | CMS_NOSMIMECAP);

  if (signer == NULL)
    return NULL;
  if (CMS_signed_get_attr_by_NID (signer, NID_pkcs9_contentType, -1) < 0 &&
      !CMS_signed_add1_attr_by_NID (signer, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                       OBJ_nid2obj (NID_pkcs7_data), -1))
    return NULL;
  if (!CMS_signed_add1_attr_by_NID (signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                    g_bytes_get_data (digest, NULL), g_bytes_get_size (digest)))
    return NULL;

  return add_signing_certificate (signer, certificate) ? signer : NULL;
}

static gboolean
add_chain (CMS_ContentInfo *cms,
           TfX509Stack     *chain)
{
  for (int i = 0; i < sk_X509_num (chain); i++)
    if (!CMS_add1_cert (cms, sk_X509_value (chain, i)))
      return FALSE;

  return TRUE;
}

static GBytes *
digest_bytes (GBytes *bytes)
{
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  if (!EVP_Digest (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   digest, &length, EVP_sha256 (), NULL))
    return NULL;

  return g_bytes_new (digest, length);
}

static GBytes *
encode_cms (CMS_ContentInfo *cms,
            CMS_SignerInfo  *signer,
            GBytes          *signature)
{
  unsigned char *der = NULL;
  int length = -1;
  GBytes *bytes = NULL;

  if (ASN1_STRING_set (CMS_SignerInfo_get0_signature (signer),
                       g_bytes_get_data (signature, NULL), g_bytes_get_size (signature)))
    length = i2d_CMS_ContentInfo (cms, &der);
  if (length > 0)
    bytes = g_bytes_new (der, length);
  OPENSSL_free (der);

  return bytes;
}

/*< private >
 * tf_pades_build_cms:
 * @key: the key to sign with
 * @digest: SHA-256 of the signed bytes of the document
 * @cancellable: (nullable): handed to the key
 * @error: return location for an error
 *
 * Makes the detached signature of level B-B that goes into a document.
 *
 * Returns: (transfer full): the signature in DER, or `NULL` with @error set
 */
GBytes *
tf_pades_build_cms (TfSigningKey  *key,
                    GBytes        *digest,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(CMS_ContentInfo) cms = CMS_sign (NULL, NULL, NULL, NULL,
                                             CMS_PARTIAL | CMS_DETACHED | CMS_BINARY);
  CMS_SignerInfo *signer = NULL;
  g_autoptr(GBytes) attributes = NULL;
  g_autoptr(GBytes) attributes_digest = NULL;
  g_autoptr(GBytes) signature = NULL;
  GBytes *der = NULL;

  if (cms != NULL)
    signer = add_signer (cms, tf_signing_key_get_x509 (key), digest);
  if (signer != NULL && add_chain (cms, tf_signing_key_get_chain (key)))
    {
      attributes = encode_attributes (signer);
      attributes_digest = digest_bytes (attributes);
    }

  if (attributes_digest != NULL)
    {
      signature = tf_signing_key_sign_digest (key, attributes_digest, cancellable, error);
      if (signature == NULL)
        return NULL;
      der = encode_cms (cms, signer, signature);
    }

  if (der == NULL)
    g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_FAILED,
                         _("The signature could not be put together."));

  return der;
}
