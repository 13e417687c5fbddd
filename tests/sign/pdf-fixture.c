/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pdf-fixture.h"

#include "tf-pades.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_OBJECTS     6
#define RANGE_PATTERN "[0 0000000000 0000000000 0000000000]"

/* Adds an object and notes where it begins. */
static void
add_object (GString    *pdf,
            gsize      *offsets,
            guint       number,
            const char *body)
{
  offsets[number - 1] = pdf->len;
  g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", number, body);
}

static char *
make_signature_dictionary (gsize capacity)
{
  g_autofree char *zeros = g_strnfill (2 * capacity, '0');

  return g_strdup_printf ("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /" TF_PADES_SUB_FILTER
                          " /M (D:20260115120000Z)\n/ByteRange " RANGE_PATTERN
                          "\n/Contents <%s> >>", zeros);
}

static void
add_objects (GString *pdf,
             gsize   *offsets,
             gsize    capacity)
{
  static const char drawing[] = "BT /F1 18 Tf 50 200 Td (Signed) Tj ET\n";
  g_autofree char *stream = g_strdup_printf ("<< /Length %zu >>\nstream\n%sendstream",
                                             strlen (drawing), drawing);
  g_autofree char *signature = make_signature_dictionary (capacity);

  add_object (pdf, offsets, 1,
              "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>");
  add_object (pdf, offsets, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  add_object (pdf, offsets, 3,
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R "
              "/Annots [5 0 R] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
              "/BaseFont /Helvetica >> >> >> >>");
  add_object (pdf, offsets, 4, stream);
  add_object (pdf, offsets, 5,
              "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /F 132 /Rect [0 0 0 0] "
              "/P 3 0 R /V 6 0 R >>");
  add_object (pdf, offsets, 6, signature);
}

static void
add_xref (GString     *pdf,
          const gsize *offsets)
{
  gsize start = pdf->len;

  g_string_append_printf (pdf, "xref\n0 %d\n0000000000 65535 f \n", N_OBJECTS + 1);
  for (guint i = 0; i < N_OBJECTS; i++)
    g_string_append_printf (pdf, "%010zu 00000 n \n", offsets[i]);
  g_string_append_printf (pdf, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
                          N_OBJECTS + 1, start);
}

/* Puts the real numbers into the place kept for them. */
static void
fill_ranges (GString      *pdf,
             TfByteRanges *ranges)
{
  char *place = strstr (pdf->str, RANGE_PATTERN);
  const char *gap = strstr (pdf->str, "/Contents <") + strlen ("/Contents ");
  g_autofree char *numbers = NULL;

  ranges->start1 = 0;
  ranges->length1 = gap - pdf->str;
  ranges->start2 = strchr (gap, '>') + 1 - pdf->str;
  ranges->length2 = pdf->len - ranges->start2;

  numbers = g_strdup_printf ("[0 %010" G_GINT64_FORMAT " %010" G_GINT64_FORMAT
                             " %010" G_GINT64_FORMAT "]",
                             ranges->length1, ranges->start2, ranges->length2);
  memcpy (place, numbers, strlen (numbers));
}

PdfFixture *
pdf_fixture_new (gsize capacity)
{
  PdfFixture *self = g_new0 (PdfFixture, 1);
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
  gsize offsets[N_OBJECTS];
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tf-sign-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "document.pdf", NULL);

  add_objects (pdf, offsets, capacity);
  add_xref (pdf, offsets);
  fill_ranges (pdf, &self->ranges);
  pdf_fixture_write (self, pdf->str, pdf->len);

  return self;
}

void
pdf_fixture_free (PdfFixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

char *
pdf_fixture_read (PdfFixture *self,
                  gsize      *length)
{
  char *data = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (self->path, &data, length, &error);
  g_assert_no_error (error);

  return data;
}

void
pdf_fixture_write (PdfFixture *self,
                   const char *data,
                   gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->path, data, length, &error);
  g_assert_no_error (error);
}

/* What a PDF reader would hand over as the value of /Contents. */
GBytes *
pdf_fixture_contents (PdfFixture *self)
{
  gsize length;
  g_autofree char *data = pdf_fixture_read (self, &length);
  gsize capacity = tf_byte_ranges_get_capacity (&self->ranges);
  GByteArray *contents = g_byte_array_new ();

  for (gsize i = 0; i < capacity; i++)
    {
      const char *digits = data + self->ranges.length1 + 1 + 2 * i;
      guint8 byte = g_ascii_xdigit_value (digits[0]) << 4 | g_ascii_xdigit_value (digits[1]);

      g_byte_array_append (contents, &byte, 1);
    }

  return g_byte_array_free_to_bytes (contents);
}

char *
pdf_fixture_add_file (PdfFixture    *self,
                      const char    *name,
                      gconstpointer  data,
                      gsize          length)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);

  return path;
}

TfSignatureResult *
pdf_fixture_check (PdfFixture     *self,
                   TfTrustAnchors *anchors,
                   GDateTime      *time)
{
  const gint64 numbers[] = {
    self->ranges.start1, self->ranges.length1, self->ranges.start2, self->ranges.length2
  };
  g_autoptr (GBytes) contents = pdf_fixture_contents (self);
  const TfSignatureInput input = {
    .path = self->path,
    .byte_range = numbers,
    .n_byte_range = G_N_ELEMENTS (numbers),
    .contents = contents,
    .sub_filter = TF_PADES_SUB_FILTER,
    .anchors = anchors,
    .time = time,
  };
  g_autoptr (GError) error = NULL;
  TfSignatureResult *result = tf_signature_check (&input, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return result;
}
