/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pki-fixture.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

static EVP_PKEY *
make_key (const char *algorithm)
{
  EVP_PKEY *key;

  if (g_str_has_prefix (algorithm, "RSA-"))
    key = EVP_RSA_gen (atoi (algorithm + strlen ("RSA-")));
  else if (g_str_equal (algorithm, "ED25519"))
    key = EVP_PKEY_Q_keygen (NULL, NULL, "ED25519");
  else
    key = EVP_EC_gen (algorithm);

  g_assert_nonnull (key);

  return key;
}

static void
add_extension (X509       *certificate,
               X509       *issuer,
               int         nid,
               const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  g_assert_nonnull (extension);
  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
}

static void
set_name (X509       *certificate,
          const char *name)
{
  X509_NAME *subject = X509_get_subject_name (certificate);

  X509_NAME_add_entry_by_txt (subject, "O", MBSTRING_UTF8,
                              (const guchar *) "Prüfstelle Ωmega", -1, -1, 0);
  X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_UTF8, (const guchar *) name, -1, -1, 0);
}

static PkiEntity
issue (const PkiEntity *issuer,
       const PkiSpec   *spec,
       const char      *name,
       const char      *constraints)
{
  PkiEntity entity = { make_key (spec->algorithm), X509_new () };
  const PkiEntity *by = issuer != NULL ? issuer : &entity;
  g_autoptr (GDateTime) from = pki_now (spec->from);
  g_autoptr (GDateTime) until = pki_now (spec->until);
  static int serial = 1;

  X509_set_version (entity.certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (entity.certificate), serial++);
  ASN1_TIME_set (X509_getm_notBefore (entity.certificate), g_date_time_to_unix (from));
  ASN1_TIME_set (X509_getm_notAfter (entity.certificate), g_date_time_to_unix (until));
  set_name (entity.certificate, name);
  X509_set_issuer_name (entity.certificate, X509_get_subject_name (by->certificate));
  X509_set_pubkey (entity.certificate, entity.key);
  add_extension (entity.certificate, by->certificate, NID_basic_constraints, constraints);
  if (*spec->usage != '\0')
    add_extension (entity.certificate, by->certificate, NID_key_usage, spec->usage);
  if (spec->extended != NULL)
    add_extension (entity.certificate, by->certificate, NID_ext_key_usage, spec->extended);
  add_extension (entity.certificate, by->certificate, NID_subject_key_identifier, "hash");
  add_extension (entity.certificate, by->certificate, NID_authority_key_identifier, "keyid:always");
  g_assert_cmpint (X509_sign (entity.certificate, by->key, EVP_sha256 ()), >, 0);

  return entity;
}

GDateTime *
pki_now (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (PKI_NOW, NULL);

  return g_date_time_add_days (now, days);
}

PkiFixture *
pki_fixture_new (void)
{
  PkiFixture *self = g_new0 (PkiFixture, 1);
  const PkiSpec authority = { "P-256", -1000, 3000, "critical,keyCertSign,cRLSign" };

  self->root = issue (NULL, &authority, "Trial Root", "critical,CA:TRUE");
  self->issuing = issue (&self->root, &authority, "Trial Issuing", "critical,CA:TRUE,pathlen:0");

  return self;
}

void
pki_fixture_free (PkiFixture *self)
{
  pki_entity_clear (&self->root);
  pki_entity_clear (&self->issuing);
  g_free (self);
}

PkiEntity
pki_fixture_issue (PkiFixture    *self,
                   const PkiSpec *spec,
                   const char    *name)
{
  PkiSpec whole = *spec;

  if (whole.from == 0 && whole.until == 0)
    {
      whole.from = -180;
      whole.until = 180;
    }
  if (whole.usage == NULL)
    whole.usage = "critical,digitalSignature,nonRepudiation";

  return issue (&self->issuing, &whole, name, "critical,CA:FALSE");
}

void
pki_entity_clear (PkiEntity *entity)
{
  g_clear_pointer (&entity->key, EVP_PKEY_free);
  g_clear_pointer (&entity->certificate, X509_free);
}

GBytes *
pki_fixture_pack (PkiFixture *self,
                  EVP_PKEY   *key,
                  X509       *certificate,
                  const char *password)
{
  STACK_OF (X509) *chain = sk_X509_new_null ();
  PKCS12 *file;
  guchar *der = NULL;
  int length;
  GBytes *bytes;

  sk_X509_push (chain, self->root.certificate);
  sk_X509_push (chain, self->issuing.certificate);
  file = PKCS12_create (password, "signer", key, certificate, chain, 0, 0, 0, 0, 0);
  sk_X509_free (chain);
  g_assert_nonnull (file);

  length = i2d_PKCS12 (file, &der);
  PKCS12_free (file);
  bytes = g_bytes_new (der, length);
  OPENSSL_free (der);

  return bytes;
}

TfSigningKey *
pki_fixture_make_signer (PkiFixture    *self,
                         const PkiSpec *spec)
{
  g_auto (PkiEntity) entity = pki_fixture_issue (self, spec, "Anna Schröder");
  g_autoptr (GBytes) bytes = pki_fixture_pack (self, entity.key, entity.certificate, PKI_PASSWORD);
  g_autoptr (TfSecret) password = tf_secret_new (PKI_PASSWORD, -1);
  g_autoptr (GError) error = NULL;
  TfSigningKey *key = tf_signing_key_new_from_pkcs12 (bytes, password, &error);

  g_assert_no_error (error);

  return key;
}

char *
pki_fixture_root_pem (PkiFixture *self)
{
  BIO *memory = BIO_new (BIO_s_mem ());
  char *text = NULL;
  char *copy;
  long length;

  PEM_write_bio_X509 (memory, self->root.certificate);
  length = BIO_get_mem_data (memory, &text);
  copy = g_strndup (text, length);
  BIO_free (memory);

  return copy;
}

TfTrustAnchors *
pki_fixture_anchors (PkiFixture *self)
{
  g_autofree char *pem = pki_fixture_root_pem (self);
  g_autoptr (GBytes) bytes = g_bytes_new (pem, strlen (pem));
  g_autoptr (GError) error = NULL;
  TfTrustAnchors *anchors = tf_trust_anchors_new_from_bytes (bytes, &error);

  g_assert_no_error (error);

  return anchors;
}

GBytes *
pki_certificate_der (X509 *certificate)
{
  guchar *der = NULL;
  int length = i2d_X509 (certificate, &der);
  GBytes *bytes = g_bytes_new (der, length);

  OPENSSL_free (der);

  return bytes;
}
