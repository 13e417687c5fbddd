/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pages.h"
#include "tf-pdf.h"

#include "sample-document.h"

static void
test_pdf_write (void)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2027, 1, 16, 0, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (TfPages) pages = tf_pages_new (document, NULL, NULL, NULL, &error);
  TfPdfPlaceholder placeholder = { "Signature1", now, "A. Roth", "Approval", "", 0 };
  TfPdfRanges ranges;
  g_autofree char *folder = g_dir_make_tmp ("techfile-pdf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.pdf", NULL);

  g_assert_no_error (error);
  tf_pdf_write (pages, path, &placeholder, &ranges, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/write", test_pdf_write);

  return g_test_run ();
}
