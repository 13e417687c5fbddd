/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-finish.h"

#include <string.h>

#define HEADER_SIZE 128

/* The primaries and the white of sRGB (IEC 61966-2-1), adapted to the profile connection
 * space's D50. */
static const double white[] = { 0.9642, 1.0, 0.8249 };
static const double red[]   = { 0.43607, 0.22249, 0.01392 };
static const double green[] = { 0.38515, 0.71687, 0.09708 };
static const double blue[]  = { 0.14307, 0.06061, 0.71410 };
static const double adaptation[] = {
  1.04788, 0.02292, -0.05022,
  0.02959, 0.99048, -0.01707,
  -0.00925, 0.01508, 0.75168,
};

/* Exponent, slopes and bend of the sRGB curve. */
static const double curve[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };

static void
put_uint (GByteArray *bytes,
          guint32     value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

static void
put_fixed (GByteArray   *bytes,
           const double *values,
           guint         n_values)
{
  for (guint i = 0; i < n_values; i++)
    {
      double scaled = values[i] * 65536.0;

      put_uint (bytes, (guint32) (gint32) (scaled < 0 ? scaled - 0.5 : scaled + 0.5));
    }
}

static void
put_name (GByteArray *bytes,
          const char *name)
{
  g_byte_array_append (bytes, (const guint8 *) name, 4);
}

static void
put_zeros (GByteArray *bytes,
           guint       n)
{
  for (guint i = 0; i < n; i++)
    g_byte_array_append (bytes, (const guint8 *) "", 1);
}

/* A text with one translation, in UTF-16. */
static void
put_text (GByteArray *bytes,
          const char *text)
{
  gsize length = strlen (text);

  put_name (bytes, "mluc");
  put_uint (bytes, 0);
  put_uint (bytes, 1);
  put_uint (bytes, 12);
  g_byte_array_append (bytes, (const guint8 *) "enUS", 4);
  put_uint (bytes, length * 2);
  put_uint (bytes, 28);
  for (gsize i = 0; i < length; i++)
    {
      guint8 unit[] = { 0, (guint8) text[i] };

      g_byte_array_append (bytes, unit, sizeof unit);
    }
  put_zeros (bytes, (4 - bytes->len % 4) % 4);
}

static void
put_numbers (GByteArray   *bytes,
             const char   *type,
             const double *values,
             guint         n_values)
{
  put_name (bytes, type);
  put_uint (bytes, 0);
  put_fixed (bytes, values, n_values);
}

static void
put_curve (GByteArray *bytes)
{
  put_name (bytes, "para");
  put_uint (bytes, 0);
  put_uint (bytes, 3 << 16);
  put_fixed (bytes, curve, G_N_ELEMENTS (curve));
}

static void
put_header (GByteArray *bytes,
            guint32     size)
{
  put_uint (bytes, size);
  put_uint (bytes, 0);
  put_uint (bytes, 0x04200000);
  put_name (bytes, "mntr");
  put_name (bytes, "RGB ");
  put_name (bytes, "XYZ ");
  put_uint (bytes, 2026 << 16 | 1);
  put_uint (bytes, 1 << 16);
  put_uint (bytes, 0);
  put_name (bytes, "acsp");
  put_zeros (bytes, 28);
  put_fixed (bytes, white, G_N_ELEMENTS (white));
  put_zeros (bytes, HEADER_SIZE - bytes->len);
}

/**
 * tf_pdf_make_profile:
 *
 * Makes an ICC profile (version 4.2) of sRGB, which says what the colours of the pages mean.
 *
 * Returns: (transfer full): the profile
 */
GBytes *
tf_pdf_make_profile (void)
{
  static const char *const names[] = {
    "desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC",
  };
  static const double *const primaries[] = { red, green, blue };
  g_autoptr(GByteArray) data = g_byte_array_new ();
  GByteArray *profile = g_byte_array_new ();
  guint ends[G_N_ELEMENTS (names) + 1] = { 0 };
  guint base = HEADER_SIZE + 4 + 12 * G_N_ELEMENTS (names);

  put_text (data, "sRGB");
  ends[1] = data->len;
  put_text (data, "No copyright, use freely");
  ends[2] = data->len;
  put_numbers (data, "XYZ ", white, G_N_ELEMENTS (white));
  ends[3] = data->len;
  put_numbers (data, "sf32", adaptation, G_N_ELEMENTS (adaptation));
  ends[4] = data->len;
  for (guint i = 0; i < G_N_ELEMENTS (primaries); i++)
    {
      put_numbers (data, "XYZ ", primaries[i], 3);
      ends[5 + i] = data->len;
    }
  put_curve (data);
  ends[8] = data->len;

  put_header (profile, base + data->len);
  put_uint (profile, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      guint first = MIN (i, 7);  /* the three channels share one curve */

      put_name (profile, names[i]);
      put_uint (profile, base + ends[first]);
      put_uint (profile, ends[first + 1] - ends[first]);
    }
  g_byte_array_append (profile, data->data, data->len);

  return g_byte_array_free_to_bytes (profile);
}
