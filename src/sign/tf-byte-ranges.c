/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-byte-ranges.h"

#include "tf-byte-ranges-private.h"
#include "tf-sign-error.h"

#include <glib/gi18n-lib.h>

#define CHUNK_BYTES   (256 * 1024)
#define MAX_GAP_BYTES (16 * 1024 * 1024)

typedef struct
{
  GInputStream       *stream;
  EVP_MD_CTX         *digest;
  guint8             *chunk;
  gint64              done;
  gint64              total;
  TfSignProgressFunc  progress;
  gpointer            user_data;
  GCancellable       *cancellable;
} Reader;

static void
set_shortened (GError **error)
{
  g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                       _("The document became shorter while it was read."));
}

static gboolean
read_range (Reader  *reader,
            gint64   start,
            gint64   length,
            GError **error)
{
  if (!g_seekable_seek (G_SEEKABLE (reader->stream), start, G_SEEK_SET, reader->cancellable, error))
    return FALSE;

  while (length > 0)
    {
      gssize got = g_input_stream_read (reader->stream, reader->chunk, MIN (length, CHUNK_BYTES),
                                        reader->cancellable, error);

      if (got < 0)
        return FALSE;
      if (got == 0)
        {
          set_shortened (error);
          return FALSE;
        }

      EVP_DigestUpdate (reader->digest, reader->chunk, got);
      length -= got;
      reader->done += got;
      if (reader->progress != NULL)
        reader->progress (reader->done, reader->total, reader->user_data);
    }

  return TRUE;
}

static const char *
find_fault (const gint64 *numbers,
            gsize         n_numbers,
            gint64        size)
{
  if (n_numbers != 4)
    return _("The signature does not cover exactly two ranges of the document.");
  if (numbers[0] != 0)
    return _("The signed bytes do not begin at the start of the document.");
  if (numbers[1] <= 0 || numbers[2] <= 0 || numbers[3] <= 0 ||
      numbers[1] > size || numbers[2] > size || numbers[3] > size - numbers[2])
    return _("The signed ranges lie outside the document.");
  if (numbers[2] < numbers[1])
    return _("The signed ranges overlap.");
  if (numbers[2] - numbers[1] < 2)
    return _("There is no room for a signature between the signed ranges.");
  if (numbers[2] - numbers[1] > MAX_GAP_BYTES)
    return _("The gap between the signed ranges is larger than any signature.");

  return NULL;
}

/**
 * tf_byte_ranges_parse:
 * @numbers: the numbers of `/ByteRange`
 * @n_numbers: how many there are
 * @size: size of the document in bytes
 * @ranges: (out): the ranges
 * @error: return location for an error
 *
 * Takes the numbers of a signature dictionary, provided that they describe
 * two ranges that lie in the document, begin at its start and leave one gap.
 *
 * Whether the gap holds the signature and nothing else is not known here.
 *
 * Returns: whether they do; otherwise @error is set to
 *   `TF_SIGN_ERROR_INVALID`
 */
gboolean
tf_byte_ranges_parse (const gint64  *numbers,
                      gsize          n_numbers,
                      gint64         size,
                      TfByteRanges  *ranges,
                      GError       **error)
{
  const char *fault;

  g_return_val_if_fail (numbers != NULL || n_numbers == 0, FALSE);
  g_return_val_if_fail (ranges != NULL, FALSE);

  fault = find_fault (numbers, n_numbers, size);
  if (fault != NULL)
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID, fault);
      return FALSE;
    }

  *ranges = (TfByteRanges) { numbers[0], numbers[1], numbers[2], numbers[3] };

  return TRUE;
}

/**
 * tf_byte_ranges_get_capacity:
 * @self: the ranges
 *
 * Returns: how many bytes of signature the gap can hold
 */
gsize
tf_byte_ranges_get_capacity (const TfByteRanges *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (self->start2 - self->length1 - 2) / 2;
}

/*< private >
 * tf_stream_get_size:
 * @stream: a stream over the document
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Returns: the number of bytes in @stream, or -1 with @error set
 */
gint64
tf_stream_get_size (GSeekable     *stream,
                    GCancellable  *cancellable,
                    GError       **error)
{
  if (!g_seekable_seek (stream, 0, G_SEEK_END, cancellable, error))
    return -1;

  return g_seekable_tell (stream);
}

/*< private >
 * tf_byte_ranges_gap:
 * @self: ranges that were parsed
 * @stream: a seekable stream over the document
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Returns: (transfer full): the bytes between the ranges, or `NULL` with
 *   @error set
 */
GBytes *
tf_byte_ranges_gap (const TfByteRanges  *self,
                    GInputStream        *stream,
                    GCancellable        *cancellable,
                    GError             **error)
{
  gsize length = self->start2 - self->length1;
  g_autofree guint8 *gap = NULL;
  gsize got = 0;

  if (!g_seekable_seek (G_SEEKABLE (stream), self->length1, G_SEEK_SET, cancellable, error))
    return NULL;

  gap = g_malloc (length);
  if (!g_input_stream_read_all (stream, gap, length, &got, cancellable, error))
    return NULL;
  if (got < length)
    {
      set_shortened (error);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&gap), length);
}

/*< private >
 * tf_byte_ranges_digest:
 * @self: ranges that were parsed
 * @stream: a seekable stream over the document
 * @algorithm: the digest to make
 * @progress: (nullable): told how far reading has come
 * @user_data: data for @progress
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Makes the digest of exactly the signed bytes, a piece at a time.
 *
 * Returns: (transfer full): the digest, or `NULL` with @error set
 */
GBytes *
tf_byte_ranges_digest (const TfByteRanges  *self,
                       GInputStream        *stream,
                       const EVP_MD        *algorithm,
                       TfSignProgressFunc   progress,
                       gpointer             user_data,
                       GCancellable        *cancellable,
                       GError             **error)
{
  g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  Reader reader = {
    .stream = stream,
    .digest = context,
    .chunk = chunk,
    .total = self->length1 + self->length2,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };

  if (!EVP_DigestInit_ex (context, algorithm, NULL))
    {
      g_set_error_literal (error, TF_SIGN_ERROR, TF_SIGN_ERROR_UNSUPPORTED,
                           _("The digest algorithm of the signature is not available."));
      return NULL;
    }

  if (!read_range (&reader, self->start1, self->length1, error) ||
      !read_range (&reader, self->start2, self->length2, error))
    return NULL;

  EVP_DigestFinal_ex (context, digest, &length);

  return g_bytes_new (digest, length);
}
