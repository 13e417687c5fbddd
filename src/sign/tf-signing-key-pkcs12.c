/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signing-key.h"

#include "tf-certificate-private.h"
#include "tf-sign-error.h"
#include "tf-signing-key-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/provider.h>

/* A hostile file could ask for hours of key derivation. */
#define MAX_ITERATIONS 10000000

#define WRITTEN_ITERATIONS 100000

/* Old key files use ciphers that OpenSSL keeps in a separate provider. It is loaded into a
 * context of its own, so that nothing else in the program gets to use them.
 */
typedef struct
{
  OSSL_LIB_CTX  *context;
  OSSL_PROVIDER *usual;
  OSSL_PROVIDER *legacy;  /* NULL where it is not installed */
} Library;

static void
library_open (Library *library)
{
  library->context = OSSL_LIB_CTX_new ();
  library->usual = OSSL_PROVIDER_load (library->context, "default");
  library->legacy = OSSL_PROVIDER_load (library->context, "legacy");
  ERR_clear_error ();
}

static void
library_close (Library *library)
{
  if (library->legacy != NULL)
    OSSL_PROVIDER_unload (library->legacy);
  if (library->usual != NULL)
    OSSL_PROVIDER_unload (library->usual);
  OSSL_LIB_CTX_free (library->context);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Library, library_close)

/* What a file gave, still bound to the context it was read in. */
typedef struct
{
  EVP_PKEY    *pkey;
  X509        *certificate;
  TfX509Stack *others;
} Content;

static void
content_clear (Content *content)
{
  g_clear_pointer (&content->pkey, EVP_PKEY_free);
  g_clear_pointer (&content->certificate, X509_free);
  g_clear_pointer (&content->others, tf_x509_stack_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

static gboolean
iterations_are_sane (const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object = NULL;
  const void *parameter = NULL;
  int type = V_ASN1_UNDEF;
  gint64 count = 0;

  X509_ALGOR_get0 (&object, &type, &parameter, algorithm);
  if (type != V_ASN1_SEQUENCE)
    return TRUE;

  if (OBJ_obj2nid (object) == NID_pbes2)
    {
      PBE2PARAM *scheme = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBE2PARAM),
                                                     algorithm->parameter);
      PBKDF2PARAM *derivation = scheme == NULL ? NULL
        : ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBKDF2PARAM), scheme->keyfunc->parameter);

      if (derivation != NULL && !ASN1_INTEGER_get_int64 (&count, derivation->iter))
        count = G_MAXINT64;
      PBKDF2PARAM_free (derivation);
      PBE2PARAM_free (scheme);
    }
  else
    {
      PBEPARAM *scheme = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBEPARAM),
                                                    algorithm->parameter);

      if (scheme != NULL && !ASN1_INTEGER_get_int64 (&count, scheme->iter))
        count = G_MAXINT64;
      PBEPARAM_free (scheme);
    }

  return count <= MAX_ITERATIONS;
}

static gboolean
bags_are_sane (PKCS7 *plain)
{
  STACK_OF (PKCS12_SAFEBAG) *bags = PKCS12_unpack_p7data (plain);
  gboolean sane = TRUE;

  for (int i = 0; sane && i < sk_PKCS12_SAFEBAG_num (bags); i++)
    {
      const PKCS12_SAFEBAG *bag = sk_PKCS12_SAFEBAG_value (bags, i);
      const X509_ALGOR *algorithm = NULL;

      if (PKCS12_SAFEBAG_get_nid (bag) != NID_pkcs8ShroudedKeyBag)
        continue;
      X509_SIG_get0 (PKCS12_SAFEBAG_get0_pkcs8 (bag), &algorithm, NULL);
      sane = iterations_are_sane (algorithm);
    }

  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);

  return sane;
}

static gboolean
work_is_bounded (PKCS12 *file)
{
  const ASN1_INTEGER *mac_iterations = NULL;
  gint64 count = 0;
  STACK_OF (PKCS7) *parts;
  gboolean sane = TRUE;

  PKCS12_get0_mac (NULL, NULL, NULL, &mac_iterations, file);
  if (mac_iterations != NULL &&
      (!ASN1_INTEGER_get_int64 (&count, mac_iterations) || count > MAX_ITERATIONS))
    return FALSE;

  parts = PKCS12_unpack_authsafes (file);
  for (int i = 0; sane && i < sk_PKCS7_num (parts); i++)
    {
      PKCS7 *part = sk_PKCS7_value (parts, i);

      if (PKCS7_type_is_data (part))
        sane = bags_are_sane (part);
      else if (PKCS7_type_is_encrypted (part))
        sane = iterations_are_sane (part->d.encrypted->enc_data->algorithm);
    }
  sk_PKCS7_pop_free (parts, PKCS7_free);

  return sane;
}

/* Turns the complaints of OpenSSL into one sentence that helps. */
static void
set_parse_error (const Library  *library,
                 GError        **error)
{
  gboolean unsupported = FALSE;
  gboolean wrong = FALSE;
  unsigned long code;

  while ((code = ERR_get_error ()) != 0)
    {
      int reason = ERR_GET_REASON (code);

      if (ERR_GET_LIB (code) == ERR_LIB_PKCS12)
        wrong = wrong || reason == PKCS12_R_MAC_VERIFY_FAILURE;
      if (ERR_GET_LIB (code) == ERR_LIB_EVP)
        unsupported = unsupported || reason == EVP_R_UNSUPPORTED_ALGORITHM ||
                      reason == EVP_R_UNKNOWN_PBE_ALGORITHM ||
                      reason == EVP_R_UNKNOWN_CIPHER ||
                      reason == EVP_R_UNSUPPORTED_CIPHER;
      unsupported = unsupported || reason == ERR_R_UNSUPPORTED;
    }

  if (wrong)
    g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_WRONG_PASSWORD,
                         _("The password of the key file is wrong."));
  else if (unsupported && library->legacy == NULL)
    g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_UNSUPPORTED,
                         _("The key file is protected with an outdated cipher that this system "
                           "cannot read. Install the legacy provider of OpenSSL, or export the "
                           "key again with AES."));
  else if (unsupported)
    g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_UNSUPPORTED,
                         _("The key file is protected with a cipher that is not known here. "
                           "Export the key again with AES."));
  else
    g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                         _("The key file is damaged."));
}

static gboolean
read_content (Library   *library,
              GBytes    *bytes,
              TfSecret  *password,
              Content   *content,
              GError   **error)
{
  g_autoptr(PKCS12) file = PKCS12_init_ex (NID_pkcs7_data, library->context, NULL);
  gsize length;
  const unsigned char *data = g_bytes_get_data (bytes, &length);

  if (length == 0 || d2i_PKCS12 (&file, &data, length) == NULL)
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                           _("The file is not a key file (PKCS #12, often named .p12 or .pfx)."));
      return FALSE;
    }

  /* Without a checksum a wrong password could not be told from a damaged file. */
  if (!PKCS12_mac_present (file))
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_UNSUPPORTED,
                           _("The key file is not protected against changes. Export the key "
                             "again, with a password."));
      return FALSE;
    }

  if (!work_is_bounded (file))
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                           _("The key file is built so that opening it would take far too long."));
      return FALSE;
    }

  ERR_clear_error ();
  if (!PKCS12_parse (file, password != NULL ? tf_secret_get_text (password) : "",
                     &content->pkey, &content->certificate, &content->others))
    {
      set_parse_error (library, error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
content_is_complete (const Content  *content,
                     GError        **error)
{
  const char *message = NULL;

  if (content->pkey == NULL)
    message = _("The key file holds no private key. Export the key together with its certificate.");
  else if (content->certificate == NULL && sk_X509_num (content->others) <= 0)
    message = _("The key file holds no certificate. Export the key together with its certificate.");
  else if (content->certificate == NULL)
    message = _("None of the certificates in the key file belongs to its private key.");

  if (message != NULL)
    g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE, message);

  return message == NULL;
}

/* The copies live in the default context and outlast the one the file was read in. */
static X509 *
copy_certificate (X509 *certificate)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (certificate, &der);
  const unsigned char *data = der;
  X509 *copy = length > 0 ? d2i_X509 (NULL, &data, length) : NULL;

  OPENSSL_free (der);

  return copy;
}

static EVP_PKEY *
copy_pkey (EVP_PKEY *pkey)
{
  unsigned char *der = NULL;
  int length = i2d_PrivateKey (pkey, &der);
  const unsigned char *data = der;
  EVP_PKEY *copy = length > 0 ? d2i_AutoPrivateKey (NULL, &data, length) : NULL;

  OPENSSL_clear_free (der, MAX (length, 0));

  return copy;
}

static TfSigningKey *
adopt (const Content  *content,
       GError        **error)
{
  g_autoptr(EVP_PKEY) pkey = copy_pkey (content->pkey);
  g_autoptr(X509) certificate = copy_certificate (content->certificate);
  g_autoptr(TfX509Stack) others = sk_X509_new_null ();

  for (int i = 0; i < sk_X509_num (content->others); i++)
    {
      X509 *other = copy_certificate (sk_X509_value (content->others, i));

      if (other != NULL)
        sk_X509_push (others, other);
    }

  if (pkey == NULL || certificate == NULL || X509_get0_pubkey (certificate) == NULL)
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_UNSUPPORTED,
                           _("The key file holds a kind of key that is not known here."));
      return NULL;
    }

  return tf_signing_key_new_for_pkey (pkey, certificate, others);
}

/**
 * tf_signing_key_new_from_pkcs12:
 * @bytes: content of the key file
 * @password: (nullable): its password; `NULL` counts as the empty one
 * @error: return location for an error
 *
 * Opens a key file.
 *
 * Of several certificates the one that belongs to the key is the signer's; its
 * issuers become the chain. Whether the key may be used is not judged here:
 * see [method@SigningKey.check].
 *
 * Returns: (transfer full): the signing key, or `NULL` with @error set, to
 *   `TF_SIGN_ERROR_WRONG_PASSWORD` when asking again can help
 */
TfSigningKey *
tf_signing_key_new_from_pkcs12 (GBytes    *bytes,
                                TfSecret  *password,
                                GError   **error)
{
  TF_OPENSSL_SCOPE;
  g_auto(Library) library = { NULL };
  g_auto(Content) content = { NULL };

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > TF_SIGNING_KEY_MAX_FILE_BYTES)
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                           _("The file is too large to be a key file."));
      return NULL;
    }

  library_open (&library);
  if (!read_content (&library, bytes, password, &content, error) ||
      !content_is_complete (&content, error))
    return NULL;

  return adopt (&content, error);
}

/* A pipe that nobody writes to would be waited for without end. */
static gboolean
is_regular (GFile         *file,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                 G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    return TRUE;

  g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                       _("It is a folder, a pipe or a device, not a key file."));
  return FALSE;
}

/**
 * tf_signing_key_new_from_file:
 * @file: the key file
 * @password: (nullable): its password; `NULL` counts as the empty one
 * @cancellable: (nullable): to stop reading
 * @error: return location for an error
 *
 * Reads and opens a key file, see [ctor@SigningKey.new_from_pkcs12].
 *
 * Returns: (transfer full): the signing key, or `NULL` with @error set and
 *   naming the file
 */
TfSigningKey *
tf_signing_key_new_from_file (GFile         *file,
                              TfSecret      *password,
                              GCancellable  *cancellable,
                              GError       **error)
{
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  TfSigningKey *self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  if (is_regular (file, cancellable, error))
    stream = g_file_read (file, cancellable, error);
  if (stream != NULL)
    bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream), TF_SIGNING_KEY_MAX_FILE_BYTES + 1,
                                       cancellable, error);
  if (bytes != NULL)
    self = tf_signing_key_new_from_pkcs12 (bytes, password, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);

  return self;
}

/**
 * tf_signing_key_to_pkcs12:
 * @self: the signing key
 * @password: protects the result
 * @error: return location for an error
 *
 * Writes key, certificate and chain as a key file, protected with AES-256.
 *
 * Returns: (transfer full): content of the key file, or `NULL` with @error set
 *   when the private key is not in memory
 */
GBytes *
tf_signing_key_to_pkcs12 (TfSigningKey  *self,
                          TfSecret      *password,
                          GError       **error)
{
  TF_OPENSSL_SCOPE;
  g_autoptr(PKCS12) file = NULL;
  const TfCertificateInfo *info;
  unsigned char *der = NULL;
  int length = -1;
  GBytes *bytes;

  g_return_val_if_fail (TF_IS_SIGNING_KEY (self), NULL);
  g_return_val_if_fail (password != NULL, NULL);

  info = tf_signing_key_get_certificate (self);
  if (tf_signing_key_get_pkey (self) != NULL)
    file = PKCS12_create (tf_secret_get_text (password), tf_certificate_info_get_holder (info),
                          tf_signing_key_get_pkey (self), tf_signing_key_get_x509 (self),
                          tf_signing_key_get_chain (self), 0, 0,
                          WRITTEN_ITERATIONS, WRITTEN_ITERATIONS, 0);
  if (file != NULL)
    length = i2d_PKCS12 (file, &der);

  if (length < 0)
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE,
                           _("The private key cannot be written to a file."));
      return NULL;
    }

  bytes = g_bytes_new (der, length);
  OPENSSL_clear_free (der, length);

  return bytes;
}
