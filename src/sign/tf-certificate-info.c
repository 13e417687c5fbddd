/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-certificate-info.h"

#include "tf-certificate-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/x509v3.h>
#include <string.h>

#define MAX_NAME_CHARACTERS 200

G_DEFINE_BOXED_TYPE (TfCertificateInfo,
                     tf_certificate_info,
                     tf_certificate_info_copy,
                     tf_certificate_info_free)

/* Names are foreign text. Control and direction characters could make a sentence look like
 * another one, so they are replaced.
 */
static char *
clean_name (const char *text,
            gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *clean = g_string_new (NULL);
  guint count = 0;

  for (const char *p = valid; *p != '\0' && count < MAX_NAME_CHARACTERS; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (character);
      gboolean harmful = type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
                         type == G_UNICODE_LINE_SEPARATOR ||
                         type == G_UNICODE_PARAGRAPH_SEPARATOR;

      g_string_append_unichar (clean, harmful ? 0xfffd : character);
      count++;
    }

  if (count == MAX_NAME_CHARACTERS)
    g_string_append_unichar (clean, 0x2026);

  return g_string_free (clean, FALSE);
}

static char *
format_name (const X509_NAME *name)
{
  g_autoptr(BIO) memory = BIO_new (BIO_s_mem ());
  unsigned long flags = (XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) | XN_FLAG_SEP_CPLUS_SPC;
  char *text = NULL;
  long length;

  if (X509_NAME_print_ex (memory, name, 0, flags) < 0)
    return g_strdup ("");

  length = BIO_get_mem_data (memory, &text);

  return length > 0 ? clean_name (text, length) : g_strdup ("");
}

/* The last part of a kind is the most specific one. */
static char *
find_name_part (const X509_NAME *name,
                int              nid)
{
  int found = -1;
  const ASN1_STRING *data;
  unsigned char *text = NULL;
  int length;
  char *part;

  for (int i = X509_NAME_get_index_by_NID (name, nid, -1); i >= 0;
       i = X509_NAME_get_index_by_NID (name, nid, i))
    found = i;

  if (found < 0)
    return g_strdup ("");

  data = X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, found));
  length = ASN1_STRING_to_UTF8 (&text, data);
  if (length < 0)
    return g_strdup ("");

  part = clean_name ((const char *) text, length);
  OPENSSL_free (text);

  return part;
}

static GDateTime *
convert_time (const ASN1_TIME *time)
{
  struct tm parts = { 0 };

  if (time == NULL || !ASN1_TIME_to_tm (time, &parts))
    return NULL;

  return g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                              parts.tm_hour, parts.tm_min, parts.tm_sec);
}

static char *
format_hex (const unsigned char *bytes,
            gsize                length)
{
  GString *text = g_string_sized_new (length * 2);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02X", bytes[i]);

  return g_string_free (text, FALSE);
}

static char *
format_serial (X509 *certificate)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (certificate);
  int length = MIN (ASN1_STRING_length (serial), 64);

  return format_hex (ASN1_STRING_get0_data (serial), length);
}

static char *
format_fingerprint (X509 *certificate)
{
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  if (!X509_digest (certificate, EVP_sha256 (), digest, &length))
    return g_strdup ("");

  return format_hex (digest, length);
}

static char *
format_key (X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  char group[64] = "";

  if (key == NULL)
    return g_strdup (_("unknown kind of key"));
  if (EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS"))
    return g_strdup_printf ("%s %d", EVP_PKEY_get0_type_name (key), EVP_PKEY_get_bits (key));
  if (!EVP_PKEY_is_a (key, "EC"))
    return g_strdup (EVP_PKEY_get0_type_name (key));
  if (!EVP_PKEY_get_group_name (key, group, sizeof group, NULL))
    return g_strdup ("ECDSA");
  if (strcmp (group, "prime256v1") == 0)
    return g_strdup ("ECDSA P-256");
  if (strcmp (group, "secp384r1") == 0)
    return g_strdup ("ECDSA P-384");
  if (strcmp (group, "secp521r1") == 0)
    return g_strdup ("ECDSA P-521");

  return g_strdup_printf ("ECDSA %s", group);
}

/* What the certificate lets the key do, in words; nothing where it sets no limit. */
static char *
format_usage (X509 *certificate)
{
  static const struct
  {
    guint32     bit;
    const char *words;
  } uses[] = {
    { KU_DIGITAL_SIGNATURE, N_("signing") },
    { KU_NON_REPUDIATION, N_("signing with binding effect") },
    { KU_KEY_ENCIPHERMENT, N_("encrypting keys") },
    { KU_DATA_ENCIPHERMENT, N_("encrypting data") },
    { KU_KEY_AGREEMENT, N_("agreeing on keys") },
    { KU_KEY_CERT_SIGN, N_("issuing certificates") },
    { KU_CRL_SIGN, N_("revoking certificates") },
  };
  g_autoptr(GString) text = g_string_new ("");
  guint32 usage;

  if ((X509_get_extension_flags (certificate) & EXFLAG_KUSAGE) == 0)
    return g_strdup ("");

  usage = X509_get_key_usage (certificate);
  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
    if ((usage & uses[i].bit) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _(uses[i].words));

  return text->len > 0
           ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (_("nothing that is known"));
}

/*< private >
 * tf_certificate_info_new_from_x509:
 * @certificate: the certificate to describe
 *
 * Returns: (transfer full): the certificate as text
 */
TfCertificateInfo *
tf_certificate_info_new_from_x509 (X509 *certificate)
{
  TfCertificateInfo *self = g_new0 (TfCertificateInfo, 1);
  const X509_NAME *subject = X509_get_subject_name (certificate);
  const X509_NAME *issuer = X509_get_issuer_name (certificate);

  self->subject = format_name (subject);
  self->subject_name = find_name_part (subject, NID_commonName);
  self->subject_organisation = find_name_part (subject, NID_organizationName);
  self->issuer = format_name (issuer);
  self->issuer_name = find_name_part (issuer, NID_commonName);
  self->issuer_organisation = find_name_part (issuer, NID_organizationName);
  self->serial = format_serial (certificate);
  self->fingerprint = format_fingerprint (certificate);
  self->key = format_key (certificate);
  self->usage = format_usage (certificate);
  self->self_issued = tf_certificate_is_self_issued (certificate);
  self->not_before = convert_time (X509_get0_notBefore (certificate));
  self->not_after = convert_time (X509_get0_notAfter (certificate));

  return self;
}

/*< private >
 * tf_certificate_get_algorithm:
 * @certificate: the certificate
 *
 * Returns: how its key signs, or `TF_KEY_ALGORITHM_UNSUPPORTED`
 */
TfKeyAlgorithm
tf_certificate_get_algorithm (X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  char group[64] = "";

  if (key == NULL)
    return TF_KEY_ALGORITHM_UNSUPPORTED;
  if (EVP_PKEY_is_a (key, "RSA"))
    return TF_KEY_ALGORITHM_RSA;
  if (!EVP_PKEY_is_a (key, "EC") || !EVP_PKEY_get_group_name (key, group, sizeof group, NULL))
    return TF_KEY_ALGORITHM_UNSUPPORTED;
  if (strcmp (group, "prime256v1") == 0 || strcmp (group, "secp384r1") == 0 ||
      strcmp (group, "secp521r1") == 0)
    return TF_KEY_ALGORITHM_ECDSA;

  return TF_KEY_ALGORITHM_UNSUPPORTED;
}

/*< private >
 * tf_certificate_is_weak:
 * @certificate: the certificate
 *
 * Returns: whether its key is too short to prove anything
 */
gboolean
tf_certificate_is_weak (X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);

  if (key == NULL)
    return TRUE;
  if (EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS"))
    return EVP_PKEY_get_bits (key) < TF_RSA_BITS_MINIMUM;

  return EVP_PKEY_get_security_bits (key) < 112;
}

/*< private >
 * tf_certificate_may_sign:
 * @certificate: the certificate
 *
 * A certificate that says nothing about the use of its key permits any use.
 *
 * Returns: whether the key may make signatures on documents
 */
gboolean
tf_certificate_may_sign (X509 *certificate)
{
  guint32 usage;

  if ((X509_get_extension_flags (certificate) & EXFLAG_KUSAGE) == 0)
    return TRUE;

  usage = X509_get_key_usage (certificate);

  return (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

/* Uses of a certificate that have nothing to do with documents. All others, such as the protection
 * of mail, those of document programs and those that are not known here, leave it open. */
static gboolean
is_other_use (const ASN1_OBJECT *use)
{
  switch (OBJ_obj2nid (use))
    {
    case NID_server_auth:
    case NID_client_auth:
    case NID_code_sign:
    case NID_time_stamp:
    case NID_OCSP_sign:
    case NID_ipsecEndSystem:
    case NID_ipsecTunnel:
    case NID_ipsecUser:
      return TRUE;

    default:
      return FALSE;
    }
}

/*< private >
 * tf_certificate_dup_other_uses:
 * @certificate: the certificate
 *
 * Finds out whether the certificate is limited to uses other than documents. The use of the key
 * does not matter here: a certificate may state one of both, and has to permit by both.
 *
 * Returns: (transfer full) (nullable): the uses, in English, or `NULL` where documents are not
 *   excluded
 */
char *
tf_certificate_dup_other_uses (X509 *certificate)
{
  EXTENDED_KEY_USAGE *uses = X509_get_ext_d2i (certificate, NID_ext_key_usage, NULL, NULL);
  GString *names = g_string_new (NULL);
  gboolean limited = sk_ASN1_OBJECT_num (uses) > 0;

  for (int i = 0; limited && i < sk_ASN1_OBJECT_num (uses); i++)
    {
      const ASN1_OBJECT *use = sk_ASN1_OBJECT_value (uses, i);
      char name[80] = "";

      limited = is_other_use (use);
      OBJ_obj2txt (name, sizeof name, use, 0);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  EXTENDED_KEY_USAGE_free (uses);

  return g_string_free (names, !limited);
}

/*< private >
 * tf_certificate_is_self_issued:
 * @certificate: the certificate
 *
 * Returns: whether holder and issuer bear the same name
 */
gboolean
tf_certificate_is_self_issued (X509 *certificate)
{
  return X509_NAME_cmp (X509_get_subject_name (certificate),
                        X509_get_issuer_name (certificate)) == 0;
}

/**
 * tf_certificate_info_copy:
 * @self: the description
 *
 * Returns: (transfer full): a copy
 */
TfCertificateInfo *
tf_certificate_info_copy (const TfCertificateInfo *self)
{
  TfCertificateInfo *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (TfCertificateInfo, 1);
  copy->subject = g_strdup (self->subject);
  copy->subject_name = g_strdup (self->subject_name);
  copy->subject_organisation = g_strdup (self->subject_organisation);
  copy->usage = g_strdup (self->usage);
  copy->self_issued = self->self_issued;
  copy->issuer = g_strdup (self->issuer);
  copy->issuer_name = g_strdup (self->issuer_name);
  copy->issuer_organisation = g_strdup (self->issuer_organisation);
  copy->serial = g_strdup (self->serial);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->key = g_strdup (self->key);
  copy->not_before = self->not_before ? g_date_time_ref (self->not_before) : NULL;
  copy->not_after = self->not_after ? g_date_time_ref (self->not_after) : NULL;

  return copy;
}

/**
 * tf_certificate_info_free:
 * @self: (transfer full): the description
 *
 * Frees a description.
 */
void
tf_certificate_info_free (TfCertificateInfo *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->subject);
  g_free (self->subject_name);
  g_free (self->subject_organisation);
  g_free (self->usage);
  g_free (self->issuer);
  g_free (self->issuer_name);
  g_free (self->issuer_organisation);
  g_free (self->serial);
  g_free (self->fingerprint);
  g_free (self->key);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self);
}

/**
 * tf_certificate_info_get_holder:
 * @self: the description
 *
 * Returns: (transfer none): the shortest text that names the holder: common
 *   name, else organisation, else the whole name
 */
const char *
tf_certificate_info_get_holder (const TfCertificateInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (*self->subject_name != '\0')
    return self->subject_name;
  if (*self->subject_organisation != '\0')
    return self->subject_organisation;

  return self->subject;
}
