/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pki-fixture.h"
#include "tf-sign-error.h"
#include "tf-signing-key.h"

#include <glib/gstdio.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const PkiSpec usual = { .algorithm = "P-256" };

typedef struct
{
  const char *label;
  const char *right;
  const char *given;  /* NULL for none at all */
  gboolean    opens;
} PasswordCase;

static const PasswordCase password_cases[] = {
  { "right",         "correct horse",  "correct horse",  TRUE },
  { "wrong",         "correct horse",  "correct mule",   FALSE },
  { "none-given",    "correct horse",  NULL,             FALSE },
  { "empty-given",   "correct horse",  "",               FALSE },
  { "empty",         "",               "",               TRUE },
  { "empty-none",    "",               NULL,             TRUE },
  { "utf-8",         "Größe Ελλάδα",   "Größe Ελλάδα",   TRUE },
  { "utf-8-wrong",   "Größe",          "Grosse",         FALSE },
  { "spaces",        " a ",            " a ",            TRUE },
  { "not-utf-8",     "\xff\xfe",       "\xff\xfe",       TRUE },
};

static void
test_password (gconstpointer data)
{
  const PasswordCase *password = data;
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_autoptr (GBytes) bytes = pki_fixture_pack (pki, signer.key, signer.certificate,
                                               password->right);
  g_autoptr (TfSecret) secret = password->given ? tf_secret_new (password->given, -1) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSigningKey) key = tf_signing_key_new_from_pkcs12 (bytes, secret, &error);

  if (password->opens)
    g_assert_no_error (error);
  else
    g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_WRONG_PASSWORD);
  g_assert_true ((key != NULL) == password->opens);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
test_content (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autoptr (TfSigningKey) key = pki_fixture_make_signer (pki, &usual);
  const TfCertificateInfo *info = tf_signing_key_get_certificate (key);
  g_autoptr (TfCertificateInfo) copy = tf_certificate_info_copy (info);
  g_autofree char *until = g_date_time_format (info->not_after, "%F");

  g_assert_cmpuint (tf_signing_key_get_chain_length (key), ==, 2);
  g_assert_cmpint (tf_signing_key_get_algorithm (key), ==, TF_KEY_ALGORITHM_ECDSA);
  g_assert_cmpstr (info->subject_name, ==, "Anna Schröder");
  g_assert_cmpstr (info->subject_organisation, ==, "Prüfstelle Ωmega");
  g_assert_cmpstr (info->subject, ==, "CN=Anna Schröder; O=Prüfstelle Ωmega");
  g_assert_cmpstr (info->issuer_name, ==, "Trial Issuing");
  g_assert_cmpstr (info->key, ==, "ECDSA P-256");
  g_assert_cmpstr (until, ==, "2026-07-14");
  g_assert_cmpuint (strlen (info->fingerprint), ==, 64);
  g_assert_cmpstr (tf_certificate_info_get_holder (copy), ==, "Anna Schröder");
}

/* Nobody can be fooled by a name that turns around or breaks the sentence it stands in. */
static void
test_hostile_name (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "A\nB\xe2\x80\xae" "C");
  g_autoptr (GBytes) bytes = pki_fixture_pack (pki, signer.key, signer.certificate, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSigningKey) key = tf_signing_key_new_from_pkcs12 (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tf_signing_key_get_certificate (key)->subject_name, ==, "A�B�C");
}

typedef enum {
  PARTS_KEY_ONLY,
  PARTS_CERTIFICATES_ONLY,
  PARTS_MISMATCH,
  PARTS_SEVERAL,
} Parts;

static GBytes *
pack_parts (PkiFixture *pki,
            Parts       parts)
{
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_auto (PkiEntity) other = pki_fixture_issue (pki, &usual, "Other");
  STACK_OF (PKCS12_SAFEBAG) *bags = NULL;
  STACK_OF (PKCS7) *safes = NULL;
  PKCS12 *file;
  guchar *der = NULL;
  GBytes *bytes;
  int length;

  if (parts != PARTS_CERTIFICATES_ONLY)
    PKCS12_add_key (&bags, signer.key, 0, 0, NID_aes_256_cbc, PKI_PASSWORD);
  if (parts != PARTS_KEY_ONLY)
    PKCS12_add_cert (&bags, other.certificate);
  if (parts == PARTS_SEVERAL)
    {
      PKCS12_add_cert (&bags, pki->root.certificate);
      PKCS12_add_cert (&bags, signer.certificate);
      PKCS12_add_cert (&bags, pki->issuing.certificate);
      PKCS12_add_cert (&bags, pki->issuing.certificate);
    }

  PKCS12_add_safe (&safes, bags, NID_aes_256_cbc, 0, PKI_PASSWORD);
  file = PKCS12_add_safes (safes, 0);
  PKCS12_set_mac (file, PKI_PASSWORD, -1, NULL, 0, 0, EVP_sha256 ());
  length = i2d_PKCS12 (file, &der);
  bytes = g_bytes_new (der, length);

  OPENSSL_free (der);
  PKCS12_free (file);
  sk_PKCS7_pop_free (safes, PKCS7_free);
  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);

  return bytes;
}

static void
test_parts (void)
{
  static const Parts refused[] = { PARTS_KEY_ONLY, PARTS_CERTIFICATES_ONLY, PARTS_MISMATCH };
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  g_autoptr (GBytes) several = pack_parts (pki, PARTS_SEVERAL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSigningKey) key = tf_signing_key_new_from_pkcs12 (several, password, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tf_signing_key_get_certificate (key)->subject_name, ==, "Signer");
  g_assert_cmpuint (tf_signing_key_get_chain_length (key), ==, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GBytes) bytes = pack_parts (pki, refused[i]);

      g_assert_null (tf_signing_key_new_from_pkcs12 (bytes, password, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE);
      g_clear_error (&error);
    }
}

static void
test_no_checksum (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  PKCS12 *file = PKCS12_create (PKI_PASSWORD, "signer", signer.key, signer.certificate, NULL,
                                0, 0, 0, -1, 0);
  guchar *der = NULL;
  int length = i2d_PKCS12 (file, &der);
  g_autoptr (GBytes) bytes = g_bytes_new (der, length);
  g_autoptr (GError) error = NULL;

  OPENSSL_free (der);
  PKCS12_free (file);

  g_assert_null (tf_signing_key_new_from_pkcs12 (bytes, password, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_UNSUPPORTED);
}

/* Returns NULL where this system cannot make such a file. */
static GBytes *
pack_legacy (PkiFixture      *pki,
             const PkiEntity *signer,
             int              certificate_cipher)
{
  OSSL_LIB_CTX *library = OSSL_LIB_CTX_new ();
  OSSL_PROVIDER *usual_provider = OSSL_PROVIDER_load (library, "default");
  OSSL_PROVIDER *legacy = OSSL_PROVIDER_load (library, "legacy");
  PKCS12 *file = PKCS12_create_ex (PKI_PASSWORD, "old", signer->key, signer->certificate, NULL,
                                   NID_pbe_WithSHA1And3_Key_TripleDES_CBC, certificate_cipher,
                                   2048, 1, 0, library, NULL);
  guchar *der = NULL;
  GBytes *bytes = NULL;

  if (file != NULL)
    {
      int length = i2d_PKCS12 (file, &der);

      bytes = g_bytes_new (der, length);
    }

  OPENSSL_free (der);
  PKCS12_free (file);
  if (legacy != NULL)
    OSSL_PROVIDER_unload (legacy);
  OSSL_PROVIDER_unload (usual_provider);
  OSSL_LIB_CTX_free (library);
  ERR_clear_error ();

  return bytes;
}

static void
test_legacy (void)
{
  static const int ciphers[] = {
    NID_pbe_WithSHA1And40BitRC2_CBC, NID_pbe_WithSHA1And3_Key_TripleDES_CBC,
  };
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  g_autoptr (TfSecret) wrong = tf_secret_new ("wrong", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++)
    {
      g_autoptr (GBytes) bytes = pack_legacy (pki, &signer, ciphers[i]);
      g_autoptr (TfSigningKey) key = NULL;
      g_autoptr (GError) error = NULL;

      if (bytes == NULL)
        {
          g_test_skip ("the legacy provider is not installed");
          return;
        }

      key = tf_signing_key_new_from_pkcs12 (bytes, password, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (tf_signing_key_get_certificate (key)->subject_name, ==, "Signer");

      g_assert_null (tf_signing_key_new_from_pkcs12 (bytes, wrong, &error));
      g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_WRONG_PASSWORD);
    }
}

/* Without the old ciphers the sentence tells what to do, and nothing else breaks. */
static void
test_legacy_missing (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  g_autoptr (GBytes) bytes = pack_legacy (pki, &signer, NID_pbe_WithSHA1And40BitRC2_CBC);
  g_autoptr (TfSigningKey) key = NULL;
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    {
      g_test_skip ("the legacy provider is not installed");
      return;
    }

  g_setenv ("OPENSSL_MODULES", "/nonexistent", TRUE);
  key = tf_signing_key_new_from_pkcs12 (bytes, password, &error);
  g_unsetenv ("OPENSSL_MODULES");

  g_assert_null (key);
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "legacy provider"));
}

static void
test_damaged (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_autoptr (GBytes) sound = pki_fixture_pack (pki, signer.key, signer.certificate, PKI_PASSWORD);
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  gsize length = g_bytes_get_size (sound);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (sound, NULL), length);

  for (gsize i = 0; i < length; i += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TfSigningKey) key = NULL;

      g_assert_null (tf_signing_key_new_from_pkcs12 (cut, password, &error));
      g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
      g_clear_error (&error);

      data[i] ^= 0x10;
      changed = g_bytes_new (data, length);
      data[i] ^= 0x10;
      key = tf_signing_key_new_from_pkcs12 (changed, password, &error);
      g_assert_true ((key != NULL) == (error == NULL));
      g_assert_true (error == NULL || error->domain == TF_SIGN_ERROR);
    }
}

/* A key bag whose own password derivation would run for minutes; made without running it. */
static GBytes *
pack_endless_bag (const PkiEntity *signer)
{
  STACK_OF (PKCS12_SAFEBAG) *bags = NULL;
  STACK_OF (PKCS7) *safes = NULL;
  PKCS12_SAFEBAG *bag = PKCS12_add_key (&bags, signer->key, 0, 1, NID_aes_256_cbc, PKI_PASSWORD);
  const X509_ALGOR *algorithm = NULL;
  X509_ALGOR *endless = PKCS5_pbe2_set_iv (EVP_aes_256_cbc (), 1, NULL, 0, NULL,
                                           NID_hmacWithSHA256);
  PBE2PARAM *scheme = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBE2PARAM), endless->parameter);
  PBKDF2PARAM *derivation = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBKDF2PARAM),
                                                       scheme->keyfunc->parameter);
  PKCS12 *file;
  guchar *der = NULL;
  GBytes *bytes;
  int length;

  ASN1_INTEGER_set_int64 (derivation->iter, 2000000000);
  ASN1_TYPE_pack_sequence (ASN1_ITEM_rptr (PBKDF2PARAM), derivation, &scheme->keyfunc->parameter);
  ASN1_TYPE_pack_sequence (ASN1_ITEM_rptr (PBE2PARAM), scheme, &endless->parameter);
  X509_SIG_get0 (PKCS12_SAFEBAG_get0_pkcs8 (bag), &algorithm, NULL);
  X509_ALGOR_copy ((X509_ALGOR *) algorithm, endless);

  PKCS12_add_safe (&safes, bags, -1, 0, NULL);
  file = PKCS12_add_safes (safes, 0);
  PKCS12_set_mac (file, PKI_PASSWORD, -1, NULL, 0, 0, EVP_sha256 ());
  length = i2d_PKCS12 (file, &der);
  bytes = g_bytes_new (der, length);

  OPENSSL_free (der);
  PKCS12_free (file);
  PBKDF2PARAM_free (derivation);
  PBE2PARAM_free (scheme);
  X509_ALGOR_free (endless);
  sk_PKCS7_pop_free (safes, PKCS7_free);
  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);

  return bytes;
}

static void
test_endless (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_autoptr (GBytes) bytes = pki_fixture_pack (pki, signer.key, signer.certificate, PKI_PASSWORD);
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  const guchar *start = g_bytes_get_data (bytes, NULL);
  PKCS12 *file = d2i_PKCS12 (NULL, &start, g_bytes_get_size (bytes));
  const ASN1_INTEGER *count = NULL;
  guchar *der = NULL;
  g_autoptr (GBytes) endless = NULL;
  g_autoptr (GError) error = NULL;
  int length;

  PKCS12_get0_mac (NULL, NULL, NULL, &count, file);
  ASN1_INTEGER_set_int64 ((ASN1_INTEGER *) count, 2000000000);
  length = i2d_PKCS12 (file, &der);
  endless = g_bytes_new (der, length);
  OPENSSL_free (der);
  PKCS12_free (file);

  g_assert_null (tf_signing_key_new_from_pkcs12 (endless, password, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
  g_clear_error (&error);

  g_clear_pointer (&endless, g_bytes_unref);
  endless = pack_endless_bag (&signer);
  g_assert_null (tf_signing_key_new_from_pkcs12 (endless, password, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
}

typedef struct
{
  const char *label;
  PkiSpec     spec;
  int         kind;     /* the one finding, or -1 for none */
  gboolean    refused;
} CheckCase;

static const CheckCase check_cases[] = {
  { "ec",            { "P-256" },                                     -1, FALSE },
  { "p-521",         { "P-521" },                                     -1, FALSE },
  { "rsa-3072",      { "RSA-3072" },                                  -1, FALSE },
  { "rsa-2048",      { "RSA-2048" },     TF_KEY_FINDING_SHORT,            FALSE },
  { "rsa-1024",      { "RSA-1024" },     TF_KEY_FINDING_WEAK,             TRUE },
  { "ed25519",       { "ED25519" },      TF_KEY_FINDING_UNSUPPORTED,      TRUE },
  { "secp256k1",     { "secp256k1" },    TF_KEY_FINDING_UNSUPPORTED,      TRUE },
  { "expired",       { "P-256", -9, -1 }, TF_KEY_FINDING_EXPIRED,         FALSE },
  { "not-yet",       { "P-256", 1, 400 }, TF_KEY_FINDING_NOT_YET_VALID,   FALSE },
  { "soon",          { "P-256", -9, 29 }, TF_KEY_FINDING_EXPIRES_SOON,    FALSE },
  { "last-quiet",    { "P-256", -9, 30 },                             -1, FALSE },
  { "first-day",     { "P-256", 0, 400 },                             -1, FALSE },
  { "usage",         { "P-256", 0, 0, "keyAgreement" }, TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE },
  { "no-usage",      { "P-256", 0, 0, "" },                           -1, FALSE },
  { "signature",     { "P-256", 0, 0, "digitalSignature" },           -1, FALSE },
  { "repudiation",   { "P-256", 0, 0, "nonRepudiation" },             -1, FALSE },
  { "agreement",     { "P-256", 0, 0, "keyEncipherment,dataEncipherment" },
    TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE },
  { "server-only",   { "P-256", 0, 0, "", "serverAuth" }, TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE },
  { "tls",           { "P-256", 0, 0, "digitalSignature", "critical,serverAuth,clientAuth" },
    TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE },
  { "stamps",        { "P-256", 0, 0, NULL, "critical,timeStamping" },
    TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE },
  { "both-lacking",  { "P-256", 0, 0, "keyAgreement", "serverAuth" },
    TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE },
  { "mail",          { "P-256", 0, 0, NULL, "clientAuth,emailProtection" }, -1, FALSE },
  { "mail-only",     { "P-256", 0, 0, "", "emailProtection" },        -1, FALSE },
  { "documents",     { "P-256", 0, 0, NULL, "1.3.6.1.5.5.7.3.36" },   -1, FALSE },
  { "any-use",       { "P-256", 0, 0, NULL, "serverAuth,anyExtendedKeyUsage" }, -1, FALSE },
};

static void
test_check (gconstpointer data)
{
  const CheckCase *check = data;
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autoptr (TfSigningKey) key = pki_fixture_make_signer (pki, &check->spec);
  g_autoptr (GDateTime) now = pki_now (0);
  g_autoptr (GPtrArray) findings = tf_signing_key_check (key, now);
  TfKeyFinding *finding;

  g_assert_cmpuint (findings->len, ==, check->kind < 0 ? 0 : 1);
  if (check->kind < 0)
    return;

  finding = g_ptr_array_index (findings, 0);
  g_test_message ("%s", finding->message);
  g_assert_cmpint (finding->kind, ==, check->kind);
  g_assert_cmpint (finding->refused, ==, check->refused);
}

static void
test_self_signed (void)
{
  static const TfKeyMaking makings[] = {
    TF_KEY_MAKING_RSA_3072, TF_KEY_MAKING_P256, TF_KEY_MAKING_P384,
  };
  static const char *const keys[] = { "RSA 3072", "ECDSA P-256", "ECDSA P-384" };
  g_autoptr (GDateTime) now = pki_now (0);
  g_autofree char *long_name = g_strnfill (200, 'x');
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (makings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TfSigningKey) key = tf_signing_key_new_self_signed (
        "Ελένη", long_name, "Trial, not for real use", now, 400, makings[i], &error);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (TfSigningKey) again = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      const TfCertificateInfo *info;

      g_assert_no_error (error);
      bytes = tf_signing_key_to_pkcs12 (key, password, &error);
      g_assert_no_error (error);
      again = tf_signing_key_new_from_pkcs12 (bytes, password, &error);
      g_assert_no_error (error);

      info = tf_signing_key_get_certificate (again);
      findings = tf_signing_key_check (again, now);
      g_assert_cmpuint (findings->len, ==, 0);
      g_assert_cmpstr (info->subject_name, ==, "Ελένη");
      g_assert_cmpuint (strlen (info->subject_organisation), ==, 64);
      g_assert_nonnull (strstr (info->subject, "not for real use"));
      g_assert_cmpstr (info->subject, ==, info->issuer);
      g_assert_cmpstr (info->key, ==, keys[i]);
      g_assert_cmpstr (info->fingerprint, ==,
                       tf_signing_key_get_certificate (key)->fingerprint);
    }
}

static GBytes *
refuse_to_sign (TfKeyAlgorithm      algorithm,
                TfDigestAlgorithm   digest_algorithm,
                GBytes             *digest,
                gpointer            user_data,
                GCancellable       *cancellable,
                GError            **error)
{
  g_assert_not_reached ();
}

static void
count_free_cb (gpointer data)
{
  guint *count = data;

  (*count)++;
}

static void
test_function_key (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  g_autoptr (GBytes) certificate = pki_certificate_der (pki->issuing.certificate);
  g_autoptr (TfSecret) password = tf_secret_new ("", -1);
  g_autoptr (TfSigningKey) key = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_null (tf_signing_key_new_for_function (garbage, NULL, refuse_to_sign, &count,
                                                  count_free_cb, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
  g_assert_cmpuint (count, ==, 1);
  g_clear_error (&error);

  key = tf_signing_key_new_for_function (certificate, NULL, refuse_to_sign, &count, count_free_cb,
                                         &error);
  g_assert_no_error (error);
  g_assert_null (tf_signing_key_to_pkcs12 (key, password, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE);
  g_clear_object (&key);
  g_assert_cmpuint (count, ==, 2);
}

static void
test_file (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &usual, "Signer");
  g_autoptr (GBytes) bytes = pki_fixture_pack (pki, signer.key, signer.certificate, PKI_PASSWORD);
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tf-key-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "my \"key\"\n.p12", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TfSigningKey) key = NULL;

  g_assert_null (tf_signing_key_new_from_file (file, password, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  key = tf_signing_key_new_from_file (file, password, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (key);

  g_assert_cmpint (truncate (path, TF_SIGNING_KEY_MAX_FILE_BYTES + 1), ==, 0);
  g_assert_null (tf_signing_key_new_from_file (file, password, NULL, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (g_remove (path), ==, 0);

  /* Nobody writes to this pipe: it must not be waited for. */
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (tf_signing_key_new_from_file (file, password, NULL, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (password_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sign/signing-key/password/%s",
                                               password_cases[i].label);

      g_test_add_data_func (path, &password_cases[i], test_password);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (check_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sign/signing-key/check/%s", check_cases[i].label);

      g_test_add_data_func (path, &check_cases[i], test_check);
    }
  g_test_add_func ("/sign/signing-key/content", test_content);
  g_test_add_func ("/sign/signing-key/hostile-name", test_hostile_name);
  g_test_add_func ("/sign/signing-key/parts", test_parts);
  g_test_add_func ("/sign/signing-key/no-checksum", test_no_checksum);
  g_test_add_func ("/sign/signing-key/legacy", test_legacy);
  g_test_add_func ("/sign/signing-key/legacy-missing", test_legacy_missing);
  g_test_add_func ("/sign/signing-key/damaged", test_damaged);
  g_test_add_func ("/sign/signing-key/endless", test_endless);
  g_test_add_func ("/sign/signing-key/self-signed", test_self_signed);
  g_test_add_func ("/sign/signing-key/function-key", test_function_key);
  g_test_add_func ("/sign/signing-key/file", test_file);

  return g_test_run ();
}
