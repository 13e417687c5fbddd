/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-inspect.h"

#include "export-fixture.h"
#include "sample-document.h"

#include <string.h>

typedef struct
{
  const char *file;
  int         n_signatures;  /* -1 where the file is refused */
  guint       n_range;       /* numbers in the first signature's range */
} SharedCase;

static const SharedCase shared_cases[] = {
  { "attack-certified-p1-form.pdf",        1,  4 },
  { "attack-certified-p2-annotation.pdf",  3,  4 },
  { "attack-isa-incremental.pdf",          -1, 0 },
  { "attack-shadow-hide-and-replace.pdf",  1,  4 },
  { "attack-shadow-hide.pdf",              1,  4 },
  { "attack-shadow-replace.pdf",           1,  4 },
  { "attack-swa-siwa.pdf",                 1,  4 },
  { "attack-usf-contents-zero.pdf",        1,  4 },
  { "attack-usf-one-byterange.pdf",        1,  2 },
  { "broken-xref-rebuilt.pdf",             -1, 0 },
  { "encrypted-user-password-aes256.pdf",  -1, 0 },
  { "not-a-pdf.pdf",                       -1, 0 },
  { "pades-b-lta.pdf",                     2,  4 },
  { "page-tree-loop.pdf",                  0,  0 },
  { "signed-ed25519-second.pdf",           2,  4 },
  { "truncated.pdf",                       -1, 0 },
  { "unsigned-signature-fields.pdf",       0,  0 },
  { "zero-pages.pdf",                      0,  0 },
};

static char *
find_shared (const char *name)
{
  const char *folder = g_getenv ("TF_TEST_SHARED");

  return folder != NULL ? g_build_filename (folder, "data", "pdf", name, NULL) : NULL;
}

static void
test_inspect_shared (gconstpointer data)
{
  const SharedCase *c = data;
  g_autofree char *path = find_shared (c->file);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("TF_TEST_SHARED has no such file");
      return;
    }

  signatures = tf_pdf_list_signatures (path, &error);
  if (c->n_signatures < 0)
    {
      g_assert_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, c->file));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (signatures->len, ==, c->n_signatures);
  if (signatures->len > 0)
    g_assert_cmpuint (((TfPdfSignature *) signatures->pdata[0])->byte_range->len, ==, c->n_range);
}

/* Whatever is in them, no file makes a reader fall over. */
static void
test_inspect_all (void)
{
  g_autofree char *folder = find_shared ("");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name = NULL;

  if (dir == NULL)
    {
      g_test_skip ("TF_TEST_SHARED is not set");
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GPtrArray) signatures = tf_pdf_list_signatures (path, NULL);
      g_autoptr (GPtrArray) files = tf_pdf_list_attachments (path, NULL);

      g_assert_true ((signatures == NULL) == (files == NULL));
    }
}

/* A file cut off or altered at many places is refused or read, but never crashes. */
static void
test_inspect_damaged (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  gsize size = 0;

  tf_pdf_write (pages, fixture->path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &size, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GPtrArray) files = NULL;
      gsize at = size - 1 - i * 61 % size;
      gsize length = i % 2 ? size : size * i / 60;

      whole[at] ^= 0x55;
      g_assert_true (g_file_set_contents (fixture->path, whole, length, NULL));
      whole[at] ^= 0x55;
      files = tf_pdf_list_attachments (fixture->path, NULL);
    }
}

static void
test_inspect_missing (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (Pdf) pdf = write_and_open (fixture, pages);
  g_autofree char *target = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *absent = g_build_filename (fixture->folder, "absent.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (tf_pdf_extract_attachment (fixture->path, "no such file", target, NULL, &error));
  g_assert_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_clear_error (&error);
  g_assert_null (tf_pdf_list_signatures (absent, &error));
  g_assert_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (shared_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/inspect/shared/%s", shared_cases[i].file);

      g_test_add_data_func (path, &shared_cases[i], test_inspect_shared);
    }
  g_test_add_func ("/inspect/all", test_inspect_all);
  g_test_add ("/inspect/damaged", Fixture, NULL, fixture_set_up, test_inspect_damaged,
              fixture_tear_down);
  g_test_add ("/inspect/missing", Fixture, NULL, fixture_set_up, test_inspect_missing,
              fixture_tear_down);

  return g_test_run ();
}
