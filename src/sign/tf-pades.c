/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pades.h"

#include "tf-byte-ranges-private.h"
#include "tf-pades-cms.h"
#include "tf-sign-error.h"
#include "tf-signing-key-private.h"

#include <glib/gi18n-lib.h>

/* Signature value, attributes and names around the certificates. */
#define OVERHEAD_BYTES 4096

static gboolean
refuse_unusable_key (TfSigningKey  *key,
                     GError       **error)
{
  g_autoptr(GDateTime) any_time = g_date_time_new_from_unix_utc (0);
  g_autoptr(GPtrArray) findings = tf_signing_key_check (key, any_time);

  for (guint i = 0; i < findings->len; i++)
    {
      TfKeyFinding *finding = g_ptr_array_index (findings, i);

      if (!finding->refused)
        continue;
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE, finding->message);
      return FALSE;
    }

  return TRUE;
}

/* Nothing but an untouched placeholder may be overwritten: no signature and no text. */
static gboolean
gap_is_empty (GBytes *gap)
{
  gsize length;
  const char *text = g_bytes_get_data (gap, &length);

  if (text[0] != '<' || text[length - 1] != '>')
    return FALSE;
  for (gsize i = 1; i < length - 1; i++)
    if (text[i] != '0')
      return FALSE;

  return TRUE;
}

static gboolean
check_placeholder (const TfByteRanges  *ranges,
                   GInputStream        *stream,
                   GCancellable        *cancellable,
                   GError             **error)
{
  const gint64 numbers[] = { ranges->start1, ranges->length1, ranges->start2, ranges->length2 };
  gint64 size = tf_stream_get_size (G_SEEKABLE (stream), cancellable, error);
  TfByteRanges checked;
  g_autoptr(GBytes) gap = NULL;

  if (size < 0 || !tf_byte_ranges_parse (numbers, G_N_ELEMENTS (numbers), size, &checked, error))
    return FALSE;

  if (checked.start2 + checked.length2 == size)
    {
      gap = tf_byte_ranges_gap (&checked, stream, cancellable, error);
      if (gap == NULL)
        return FALSE;
      if (gap_is_empty (gap))
        return TRUE;
    }

  g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                       _("The document is not prepared for a signature."));
  return FALSE;
}

static gboolean
write_signature (const TfByteRanges  *ranges,
                 GBytes              *signature,
                 GIOStream           *file,
                 GCancellable        *cancellable,
                 GError             **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (signature, &length);
  gsize capacity = tf_byte_ranges_get_capacity (ranges);
  g_autoptr(GString) hex = g_string_sized_new (length * 2);

  if (length > capacity)
    {
      g_set_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_TOO_SMALL,
                   _("The signature takes %zu bytes, but only %zu bytes are kept free for it in "
                     "the document."),
                   length, capacity);
      return FALSE;
    }

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", data[i]);

  return g_seekable_seek (G_SEEKABLE (file), ranges->length1 + 1, G_SEEK_SET, cancellable, error) &&
         g_output_stream_write_all (g_io_stream_get_output_stream (file), hex->str, hex->len,
                                       NULL, cancellable, error);
}

/**
 * tf_pades_estimate_capacity:
 * @key: the key that will sign
 *
 * Tells how many bytes of signature a document should keep free; the
 * placeholder then has twice as many digits.
 *
 * Returns: a number of bytes that suffices for level B-B
 */
gsize
tf_pades_estimate_capacity (TfSigningKey *key)
{
  TF_OPENSSL_SCOPE;
  gsize needed = OVERHEAD_BYTES;
  TfX509Stack *chain;

  g_return_val_if_fail (TF_IS_SIGNING_KEY (key), 0);

  chain = tf_signing_key_get_chain (key);
  needed += MAX (i2d_X509 (tf_signing_key_get_x509 (key), NULL), 0);
  for (int i = 0; i < sk_X509_num (chain); i++)
    needed += MAX (i2d_X509 (sk_X509_value (chain, i), NULL), 0);

  return MAX (needed, TF_PADES_USUAL_CAPACITY);
}

/**
 * tf_pades_sign_file:
 * @path: the document, with a placeholder; it is changed in place
 * @ranges: what is to be signed: all but the placeholder
 * @key: the key to sign with
 * @progress: (nullable): told how far reading has come
 * @user_data: data for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Signs a document by PAdES level B-B and fills its placeholder.
 *
 * The placeholder is `<`, zeros, `>`. Nothing is written before the signature
 * is complete. @path should be a temporary file of the caller's: after a
 * failure it is not to be used.
 *
 * Keys whose findings say so are refused, see [method@SigningKey.check]; the
 * dates of the certificate are the caller's to judge.
 *
 * Returns: whether the document is signed; otherwise @error is set, to
 *   `TF_SIGN_ERROR_TOO_SMALL` where a larger placeholder would help
 */
gboolean
tf_pades_sign_file (const char          *path,
                    const TfByteRanges  *ranges,
                    TfSigningKey        *key,
                    TfSignProgressFunc   progress,
                    gpointer             user_data,
                    GCancellable        *cancellable,
                    GError             **error)
{
  TF_OPENSSL_SCOPE;
  g_autoptr(GFile) location = NULL;
  g_autoptr(GFileIOStream) file = NULL;
  GInputStream *input;
  g_autoptr(GBytes) digest = NULL;
  g_autoptr(GBytes) signature = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (ranges != NULL, FALSE);
  g_return_val_if_fail (TF_IS_SIGNING_KEY (key), FALSE);

  location = g_file_new_for_path (path);
  if (!refuse_unusable_key (key, error))
    return FALSE;
  file = g_file_open_readwrite (location, cancellable, error);
  if (file == NULL)
    return FALSE;

  input = g_io_stream_get_input_stream (G_IO_STREAM (file));
  if (!check_placeholder (ranges, input, cancellable, error))
    return FALSE;
  digest = tf_byte_ranges_digest (ranges, input, EVP_sha256 (), progress, user_data,
                                  cancellable, error);
  if (digest == NULL)
    return FALSE;
  signature = tf_pades_build_cms (key, digest, cancellable, error);
  if (signature == NULL)
    return FALSE;

  return write_signature (ranges, signature, G_IO_STREAM (file), cancellable, error) &&
         g_io_stream_close (G_IO_STREAM (file), cancellable, error);
}
