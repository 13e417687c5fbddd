/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signing-key.h"

#include "tf-certificate-private.h"
#include "tf-sign-error.h"
#include "tf-signing-key-private.h"

#include <glib/gi18n-lib.h>

struct _TfSigningKey
{
  GObject            parent_instance;

  X509              *certificate;
  TfX509Stack       *chain;
  TfCertificateInfo *info;

  EVP_PKEY          *pkey;      /* NULL where the key is kept elsewhere */
  TfSignDigestFunc   function;
  gpointer           user_data;
  GDestroyNotify     user_data_free;
  GMutex             lock;      /* one signature at a time */
};

G_DEFINE_FINAL_TYPE (TfSigningKey, tf_signing_key, G_TYPE_OBJECT)

/* Signs with a key that is held in memory; @user_data is the key. */
static GBytes *
sign_with_pkey (TfKeyAlgorithm      algorithm,
                TfDigestAlgorithm   digest_algorithm,
                GBytes             *digest,
                gpointer            user_data,
                GCancellable       *cancellable,
                GError            **error)
{
  EVP_PKEY *pkey = user_data;
  g_autoptr(EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (pkey, NULL);
  gsize digest_length;
  const guint8 *digest_data = g_bytes_get_data (digest, &digest_length);
  g_autofree guint8 *signature = NULL;
  gsize length = EVP_PKEY_get_size (pkey);

  signature = g_malloc (length);
  if (context != NULL &&
      EVP_PKEY_sign_init (context) > 0 &&
      EVP_PKEY_CTX_set_signature_md (context, EVP_sha256 ()) > 0 &&
      EVP_PKEY_sign (context, signature, &length, digest_data, digest_length) > 0)
    return g_bytes_new_take (g_steal_pointer (&signature), length);

  g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_FAILED,
                       _("The key could not make a signature."));
  return NULL;
}

/* A signature that its own certificate does not confirm must never reach a document. */
static gboolean
confirm_signature (TfSigningKey *self,
                   GBytes       *digest,
                   GBytes       *signature)
{
  g_autoptr(EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (X509_get0_pubkey (self->certificate), NULL);

  return context != NULL &&
         EVP_PKEY_verify_init (context) > 0 &&
         EVP_PKEY_CTX_set_signature_md (context, EVP_sha256 ()) > 0 &&
         EVP_PKEY_verify (context,
                             g_bytes_get_data (signature, NULL), g_bytes_get_size (signature),
                             g_bytes_get_data (digest, NULL), g_bytes_get_size (digest)) == 1;
}

static X509 *
find_issuer (X509        *certificate,
             TfX509Stack *candidates)
{
  if (tf_certificate_is_self_issued (certificate))
    return NULL;

  for (int i = 0; i < sk_X509_num (candidates); i++)
    if (X509_check_issued (sk_X509_value (candidates, i), certificate) == X509_V_OK)
      return sk_X509_value (candidates, i);

  return NULL;
}

static gboolean
contains (TfX509Stack *stack,
          X509        *certificate)
{
  for (int i = 0; i < sk_X509_num (stack); i++)
    if (X509_cmp (sk_X509_value (stack, i), certificate) == 0)
      return TRUE;

  return FALSE;
}

/* Puts the issuers in order, from the signer upward. What does not belong to this path stays
 * out: a key file may hold certificates of other keys. Certificates may vouch for one another
 * in a circle, so none is taken twice.
 */
static TfX509Stack *
build_chain (X509        *certificate,
             TfX509Stack *others)
{
  TfX509Stack *chain = sk_X509_new_null ();
  X509 *issuer = find_issuer (certificate, others);

  while (issuer != NULL &&
         sk_X509_num (chain) < TF_SIGNING_KEY_MAX_CHAIN &&
         !contains (chain, issuer) &&
         X509_cmp (issuer, certificate) != 0)
    {
      X509_up_ref (issuer);
      sk_X509_push (chain, issuer);
      issuer = find_issuer (issuer, others);
    }

  return chain;
}

static X509 *
parse_certificate (GBytes  *der,
                   GError **error)
{
  gsize length;
  const unsigned char *data = g_bytes_get_data (der, &length);
  X509 *certificate = NULL;

  if (length <= TF_SIGNING_KEY_MAX_FILE_BYTES)
    certificate = d2i_X509 (NULL, &data, length);
  if (certificate == NULL || X509_get0_pubkey (certificate) == NULL)
    {
      X509_free (certificate);
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                           _("The certificate of the key is damaged."));
      return NULL;
    }

  return certificate;
}

/* Takes the certificate and does not keep @others. */
static TfSigningKey *
create (X509        *certificate,
        TfX509Stack *others)
{
  TfSigningKey *self = g_object_new (TF_TYPE_SIGNING_KEY, NULL);

  self->certificate = certificate;
  self->chain = build_chain (certificate, others);
  self->info = tf_certificate_info_new_from_x509 (certificate);

  return self;
}

static void
tf_signing_key_finalize (GObject *object)
{
  TfSigningKey *self = TF_SIGNING_KEY (object);

  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
  g_clear_pointer (&self->pkey, EVP_PKEY_free);
  g_clear_pointer (&self->certificate, X509_free);
  g_clear_pointer (&self->chain, tf_x509_stack_free);
  g_clear_pointer (&self->info, tf_certificate_info_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (tf_signing_key_parent_class)->finalize (object);
}

static void
tf_signing_key_class_init (TfSigningKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_signing_key_finalize;
}

static void
tf_signing_key_init (TfSigningKey *self)
{
  g_mutex_init (&self->lock);
}

/*< private >
 * tf_signing_key_new_for_pkey:
 * @pkey: (transfer none): the private key
 * @certificate: (transfer none): the certificate that belongs to it
 * @others: (nullable): certificates among which its issuers may be
 *
 * Returns: (transfer full): the signing key
 */
TfSigningKey *
tf_signing_key_new_for_pkey (EVP_PKEY    *pkey,
                             X509        *certificate,
                             TfX509Stack *others)
{
  TfSigningKey *self;

  X509_up_ref (certificate);
  EVP_PKEY_up_ref (pkey);

  self = create (certificate, others);
  self->pkey = pkey;
  self->function = sign_with_pkey;
  self->user_data = pkey;

  return self;
}

/**
 * tf_signing_key_new_for_function:
 * @certificate: the certificate of the signer, in DER
 * @chain: (nullable) (element-type GLib.Bytes): issuing certificates, in DER
 * @function: makes signatures with the private key
 * @user_data: data for @function
 * @user_data_free: (nullable): frees @user_data, also when this fails
 * @error: return location for an error
 *
 * Describes a key that is kept elsewhere, on a card for instance.
 *
 * Returns: (transfer full): the signing key, or `NULL` with @error set when a
 *   certificate is damaged
 */
TfSigningKey *
tf_signing_key_new_for_function (GBytes            *certificate,
                                 GPtrArray         *chain,
                                 TfSignDigestFunc   function,
                                 gpointer           user_data,
                                 GDestroyNotify     user_data_free,
                                 GError           **error)
{
  TF_OPENSSL_SCOPE;
  g_autoptr(X509) signer = NULL;
  g_autoptr(TfX509Stack) others = sk_X509_new_null ();
  gboolean sound;
  TfSigningKey *self;

  g_return_val_if_fail (certificate != NULL, NULL);
  g_return_val_if_fail (function != NULL, NULL);

  signer = parse_certificate (certificate, error);
  sound = signer != NULL;
  for (guint i = 0; sound && chain != NULL && i < chain->len; i++)
    {
      X509 *issuer = parse_certificate (g_ptr_array_index (chain, i), error);

      sound = issuer != NULL && sk_X509_push (others, issuer) > 0;
    }

  if (!sound)
    {
      if (user_data_free != NULL)
        user_data_free (user_data);
      return NULL;
    }

  self = create (g_steal_pointer (&signer), others);
  self->function = function;
  self->user_data = user_data;
  self->user_data_free = user_data_free;

  return self;
}

/*< private >
 * tf_signing_key_get_pkey:
 * @self: the signing key
 *
 * Returns: (transfer none) (nullable): the private key, where it is in memory
 */
EVP_PKEY *
tf_signing_key_get_pkey (TfSigningKey *self)
{
  return self->pkey;
}

/*< private >
 * tf_signing_key_get_x509:
 * @self: the signing key
 *
 * Returns: (transfer none): the certificate of the signer
 */
X509 *
tf_signing_key_get_x509 (TfSigningKey *self)
{
  return self->certificate;
}

/*< private >
 * tf_signing_key_get_chain:
 * @self: the signing key
 *
 * Returns: (transfer none): the issuers, from the signer's own upward
 */
TfX509Stack *
tf_signing_key_get_chain (TfSigningKey *self)
{
  return self->chain;
}

/*< private >
 * tf_signing_key_sign_digest:
 * @self: the signing key
 * @digest: a SHA-256 digest
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Makes a raw signature and checks it with the certificate.
 *
 * Returns: (transfer full): the signature, or `NULL` with @error set
 */
GBytes *
tf_signing_key_sign_digest (TfSigningKey  *self,
                            GBytes        *digest,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(GBytes) signature = NULL;

  g_mutex_lock (&self->lock);
  signature = self->function (tf_signing_key_get_algorithm (self), TF_DIGEST_SHA256, digest,
                              self->user_data, cancellable, error);
  g_mutex_unlock (&self->lock);

  if (signature == NULL)
    return NULL;

  if (!confirm_signature (self, digest, signature))
    {
      g_set_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE,
                   _("The signature made by the key does not match the certificate of “%s”. "
                     "Choose the certificate that belongs to the key."),
                   tf_certificate_info_get_holder (self->info));
      return NULL;
    }

  return g_steal_pointer (&signature);
}

/**
 * tf_signing_key_get_certificate:
 * @self: the signing key
 *
 * Returns: (transfer none): the certificate of the signer, as text
 */
const TfCertificateInfo *
tf_signing_key_get_certificate (TfSigningKey *self)
{
  g_return_val_if_fail (TF_IS_SIGNING_KEY (self), NULL);

  return self->info;
}

/**
 * tf_signing_key_dup_certificate_der:
 * @self: the signing key
 *
 * Returns: (transfer full): the certificate of the signer in DER, to be used
 *   as a trust anchor or to be shown elsewhere
 */
GBytes *
tf_signing_key_dup_certificate_der (TfSigningKey *self)
{
  TF_OPENSSL_SCOPE;
  unsigned char *der = NULL;
  int length;
  GBytes *bytes;

  g_return_val_if_fail (TF_IS_SIGNING_KEY (self), NULL);

  length = i2d_X509 (self->certificate, &der);
  bytes = g_bytes_new (der, MAX (length, 0));
  OPENSSL_free (der);

  return bytes;
}

/**
 * tf_signing_key_get_chain_length:
 * @self: the signing key
 *
 * Returns: how many issuing certificates came with the key
 */
guint
tf_signing_key_get_chain_length (TfSigningKey *self)
{
  g_return_val_if_fail (TF_IS_SIGNING_KEY (self), 0);

  return sk_X509_num (self->chain);
}

/**
 * tf_signing_key_get_algorithm:
 * @self: the signing key
 *
 * Returns: how the key signs
 */
TfKeyAlgorithm
tf_signing_key_get_algorithm (TfSigningKey *self)
{
  g_return_val_if_fail (TF_IS_SIGNING_KEY (self), TF_KEY_ALGORITHM_UNSUPPORTED);

  return tf_certificate_get_algorithm (self->certificate);
}
