/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-file-hash.h"

#include "tf-digest.h"

#define BLOCK_SIZE (256 * 1024)

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
  g_autoptr(TfDigest) digest = tf_digest_new ();
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);
  gssize length;

  if (stream == NULL)
    return NULL;

  *size = 0;
  while ((length = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK_SIZE, cancellable,
                                        error)) > 0)
    {
      tf_digest_update (digest, block, length);
      *size += length;
    }

  return length == 0 ? tf_digest_end (digest) : NULL;
}
