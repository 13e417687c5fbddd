/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signing-key.h"

#include "tf-sign-error.h"
#include "tf-signing-key-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

/* X.520 permits no longer names. */
#define MAX_NAME_CHARACTERS 64
#define SERIAL_BYTES        16

static EVP_PKEY *
make_pkey (TfKeyMaking making)
{
  switch (making)
    {
    case TF_KEY_MAKING_RSA_3072:
      return EVP_RSA_gen (3072);
    case TF_KEY_MAKING_P256:
      return EVP_EC_gen ("P-256");
    case TF_KEY_MAKING_P384:
      return EVP_EC_gen ("P-384");
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
add_name_part (X509_NAME  *name,
               int         nid,
               const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1),
                                                          MAX_NAME_CHARACTERS));

  return *cut == '\0' ||
         X509_NAME_add_entry_by_NID (name, nid, MBSTRING_UTF8, (const unsigned char *) cut,
                                        -1, -1, 0);
}

static gboolean
set_names (X509       *certificate,
           const char *common_name,
           const char *organisation,
           const char *note)
{
  X509_NAME *name = X509_get_subject_name (certificate);

  return add_name_part (name, NID_organizationName, organisation) &&
         add_name_part (name, NID_organizationalUnitName, note) &&
         add_name_part (name, NID_commonName, common_name) &&
         X509_set_issuer_name (certificate, name);
}

static gboolean
set_serial (X509 *certificate)
{
  unsigned char random[SERIAL_BYTES];
  BIGNUM *number;
  gboolean done;

  if (RAND_bytes (random, sizeof random) <= 0)
    return FALSE;

  random[0] = (random[0] & 0x7f) | 0x40;
  number = BN_bin2bn (random, sizeof random, NULL);
  done = BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate)) != NULL;
  BN_free (number);

  return done;
}

static gboolean
add_extension (X509       *certificate,
               int         nid,
               const char *value)
{
  g_autoptr(X509_EXTENSION) extension = NULL;
  X509V3_CTX context;

  X509V3_set_ctx (&context, certificate, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);

  return extension != NULL && X509_add_ext (certificate, extension, -1);
}

static gboolean
set_validity (X509  *certificate,
              gint64 begin,
              guint  days)
{
  return ASN1_TIME_adj (X509_getm_notBefore (certificate), begin, 0, 0) != NULL &&
         ASN1_TIME_adj (X509_getm_notAfter (certificate), begin, days, 0) != NULL;
}

/**
 * tf_signing_key_new_self_signed:
 * @common_name: name of the holder
 * @organisation: organisation of the holder, or `""`
 * @note: words that mark the certificate as being for trials only
 * @not_before: when it begins to be valid
 * @days: for how many days it is valid
 * @making: kind of key
 * @error: return location for an error
 *
 * Makes a key with a certificate that nobody but itself vouches for, to try
 * signing with.
 *
 * Names longer than a certificate can hold are cut.
 *
 * Returns: (transfer full): the signing key, or `NULL` with @error set
 */
TfSigningKey *
tf_signing_key_new_self_signed (const char   *common_name,
                                const char   *organisation,
                                const char   *note,
                                GDateTime    *not_before,
                                guint         days,
                                TfKeyMaking   making,
                                GError      **error)
{
  TF_OPENSSL_SCOPE;
  g_autoptr(EVP_PKEY) pkey = NULL;
  g_autoptr(X509) certificate = X509_new ();

  g_return_val_if_fail (common_name != NULL && organisation != NULL && note != NULL, NULL);
  g_return_val_if_fail (not_before != NULL, NULL);
  g_return_val_if_fail (days > 0, NULL);

  pkey = make_pkey (making);
  if (pkey != NULL && certificate != NULL &&
      X509_set_version (certificate, X509_VERSION_3) &&
      set_serial (certificate) &&
      set_validity (certificate, g_date_time_to_unix (not_before), days) &&
      set_names (certificate, common_name, organisation, note) &&
      X509_set_pubkey (certificate, pkey) &&
      add_extension (certificate, NID_basic_constraints, "critical,CA:FALSE") &&
      add_extension (certificate, NID_key_usage, "critical,digitalSignature,nonRepudiation") &&
      add_extension (certificate, NID_subject_key_identifier, "hash") &&
      X509_sign (certificate, pkey, EVP_sha256 ()) > 0)
    return tf_signing_key_new_for_pkey (pkey, certificate, NULL);

  g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_FAILED,
                       _("The trial key could not be made."));
  return NULL;
}
