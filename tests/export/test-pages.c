/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pages.h"

#include "sample-document.h"

static void
test_pages_lay_out (void)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TfPages) pages = tf_pages_new (document, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tf_pages_get_n_pages (pages), >, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/lay-out", test_pages_lay_out);

  return g_test_run ();
}
