/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TfByteRanges:
 * @start1: first byte that is signed; always 0
 * @length1: number of signed bytes before the gap
 * @start2: first signed byte after the gap
 * @length2: number of signed bytes after the gap
 *
 * The signed bytes of a document: all but a gap, which holds the signature as
 * hexadecimal text between angle brackets, these included.
 */
typedef struct
{
  gint64 start1;
  gint64 length1;
  gint64 start2;
  gint64 length2;
} TfByteRanges;

/**
 * TfSignProgressFunc:
 * @done: bytes read so far
 * @total: bytes to read
 * @user_data: data given with the function
 *
 * Tells how far reading a document has come, from the thread that reads it.
 */
typedef void (*TfSignProgressFunc) (gint64   done,
                                    gint64   total,
                                    gpointer user_data);

gboolean tf_byte_ranges_parse        (const gint64        *numbers,
                                      gsize                n_numbers,
                                      gint64               size,
                                      TfByteRanges        *ranges,
                                      GError             **error);
gsize    tf_byte_ranges_get_capacity (const TfByteRanges  *self);

G_END_DECLS
