/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-file-hash.h"

#include <openssl/evp.h>

#define BLOCK_SIZE (256 * 1024)

/* OpenSSL computes SHA-256 several times faster than GChecksum. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

static char *
finish_digest (EVP_MD_CTX *digest)
{
  guchar sum[EVP_MAX_MD_SIZE];
  guint length = 0;
  GString *hex = g_string_new (NULL);

  g_assert (EVP_DigestFinal_ex (digest, sum, &length) == 1);
  for (guint i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", sum[i]);

  return g_string_free (hex, FALSE);
}

/**
 * tf_file_hash:
 * @file: a file
 * @size: (out): how many bytes it has
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Reads a file once, for its size and its SHA-256.
 *
 * Returns: (transfer full) (nullable): the SHA-256 in hexadecimal, or `NULL` with @error set
 */
char *
tf_file_hash (GFile         *file,
              guint64       *size,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(EVP_MD_CTX) digest = EVP_MD_CTX_new ();
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);
  gssize length;

  if (stream == NULL)
    return NULL;

  *size = 0;
  g_assert (digest != NULL && EVP_DigestInit_ex (digest, EVP_sha256 (), NULL) == 1);
  while ((length = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK_SIZE, cancellable,
                                        error)) > 0)
    {
      EVP_DigestUpdate (digest, block, length);
      *size += length;
    }

  return length == 0 ? finish_digest (digest) : NULL;
}
