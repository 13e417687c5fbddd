/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-trust-anchors.h"

#include "tf-sign-error.h"
#include "tf-trust-anchors-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/pem.h>

struct _TfTrustAnchors
{
  TfX509Stack *certificates;
};

G_DEFINE_BOXED_TYPE (TfTrustAnchors, tf_trust_anchors, tf_trust_anchors_ref, tf_trust_anchors_unref)

static void
release (gpointer data)
{
  TfTrustAnchors *self = data;

  g_clear_pointer (&self->certificates, tf_x509_stack_free);
}

/* Nobody is asked for the password of a certificate. */
static int
refuse_password (char *buffer,
                 int   size,
                 int   writing,
                 void *user_data)
{
  return -1;
}

static TfX509Stack *
parse_pem (GBytes *bytes)
{
  g_autoptr(BIO) memory = BIO_new_mem_buf (g_bytes_get_data (bytes, NULL),
                                           g_bytes_get_size (bytes));
  g_autoptr(TfX509Stack) certificates = sk_X509_new_null ();
  X509 *certificate;

  while (sk_X509_num (certificates) < TF_TRUST_ANCHORS_MAX &&
         (certificate = PEM_read_bio_X509 (memory, NULL, refuse_password, NULL)) != NULL)
    sk_X509_push (certificates, certificate);

  /* Only the end of the data is a good reason to stop. */
  if (ERR_GET_REASON (ERR_peek_last_error ()) != PEM_R_NO_START_LINE)
    return NULL;

  return g_steal_pointer (&certificates);
}

static TfX509Stack *
parse_der (GBytes *bytes)
{
  gsize length;
  const unsigned char *data = g_bytes_get_data (bytes, &length);
  const unsigned char *end = data + length;
  g_autoptr(X509) certificate = d2i_X509 (NULL, &data, length);
  TfX509Stack *certificates;

  if (certificate == NULL || data != end)
    return NULL;

  certificates = sk_X509_new_null ();
  sk_X509_push (certificates, g_steal_pointer (&certificate));

  return certificates;
}

/*< private >
 * tf_trust_anchors_get_certificates:
 * @self: the anchors
 *
 * Returns: (transfer none): the certificates
 */
TfX509Stack *
tf_trust_anchors_get_certificates (TfTrustAnchors *self)
{
  return self->certificates;
}

/**
 * tf_trust_anchors_new_from_bytes:
 * @bytes: one certificate in DER, or any number in PEM
 * @error: return location for an error
 *
 * Takes certificates as trust anchors. A damaged one fails the whole list:
 * a shorter list than the person meant would give other answers.
 *
 * Returns: (transfer full): the anchors, or `NULL` with @error set to
 *   `TF_SIGN_ERROR_INVALID`
 */
TfTrustAnchors *
tf_trust_anchors_new_from_bytes (GBytes  *bytes,
                                 GError **error)
{
  TF_OPENSSL_SCOPE;
  g_autoptr(TfX509Stack) certificates = NULL;
  TfTrustAnchors *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > 0 &&
      g_bytes_get_size (bytes) <= TF_TRUST_ANCHORS_MAX_FILE_BYTES)
    {
      certificates = parse_der (bytes);
      ERR_clear_error ();
      if (certificates == NULL)
        certificates = parse_pem (bytes);
    }

  if (certificates == NULL || sk_X509_num (certificates) == 0)
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                           _("The file holds no readable list of trusted certificates "
                             "(PEM or DER)."));
      return NULL;
    }

  self = g_atomic_rc_box_new0 (TfTrustAnchors);
  self->certificates = g_steal_pointer (&certificates);

  return self;
}

/**
 * tf_trust_anchors_new_from_file:
 * @file: file with certificates
 * @cancellable: (nullable): to stop reading
 * @error: return location for an error
 *
 * Reads trust anchors, see [ctor@TrustAnchors.new_from_bytes].
 *
 * Returns: (transfer full): the anchors, or `NULL` with @error set and naming
 *   the file
 */
TfTrustAnchors *
tf_trust_anchors_new_from_file (GFile         *file,
                                GCancellable  *cancellable,
                                GError       **error)
{
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  TfTrustAnchors *self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  stream = g_file_read (file, cancellable, error);
  if (stream != NULL)
    bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream),
                                       TF_TRUST_ANCHORS_MAX_FILE_BYTES + 1, cancellable, error);
  if (bytes != NULL)
    self = tf_trust_anchors_new_from_bytes (bytes, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);

  return self;
}

/**
 * tf_trust_anchors_ref:
 * @self: the anchors
 *
 * Returns: (transfer full): @self
 */
TfTrustAnchors *
tf_trust_anchors_ref (TfTrustAnchors *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * tf_trust_anchors_unref:
 * @self: (transfer full): the anchors
 *
 * Gives a reference back.
 */
void
tf_trust_anchors_unref (TfTrustAnchors *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, release);
}

/**
 * tf_trust_anchors_get_length:
 * @self: the anchors
 *
 * Returns: how many certificates there are
 */
guint
tf_trust_anchors_get_length (TfTrustAnchors *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sk_X509_num (self->certificates);
}
