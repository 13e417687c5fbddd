/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "tf-pades.h"
#include "tf-pdf-update.h"

#include <string.h>

/* What a good program says of each file; the files lie outside the project. */
static const struct
{
  const char *name;
  guint       n_signatures;  /* 0 where the file cannot be opened as it is */
  gboolean    valid;
} shared_files[] = {
  { "pades-b-b.pdf", 1, TRUE },
  { "signed-valid-control.pdf", 1, TRUE },
  { "certified-p1-pkcs7-detached.pdf", 1, TRUE },
  { "unsigned-signature-fields.pdf", 0, FALSE },
  { "tiny-pages.pdf", 0, FALSE },
  { "attack-usf-contents-zero.pdf", 1, FALSE },
  { "attack-usf-one-byterange.pdf", 1, FALSE },
  { "attack-isa-incremental.pdf", 1, FALSE },
  { "attack-swa-siwa.pdf", 1, FALSE },
  { "attack-shadow-hide.pdf", 1, FALSE },
  { "attack-shadow-replace.pdf", 1, FALSE },
  { "attack-shadow-hide-and-replace.pdf", 1, FALSE },
  { "attack-certified-p2-annotation.pdf", 3, FALSE },
  { "attack-certified-p1-form.pdf", 1, FALSE },
  { "truncated.pdf", 0, FALSE },
  { "not-a-pdf.pdf", 0, FALSE },
  { "page-tree-loop.pdf", 0, FALSE },
  { "encrypted-user-password-aes256.pdf", 0, FALSE },
};

static void
test_shared (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  const char *folder = g_getenv ("TF_TEST_SHARED");
  g_autofree char *path = NULL;
  g_autoptr(TfVerification) found = NULL;
  g_autoptr(GError) error = NULL;

  if (folder == NULL)
    {
      g_test_skip ("TF_TEST_SHARED is not set");
      return;
    }

  path = g_build_filename (folder, "data", "pdf", shared_files[index].name, NULL);
  found = library_fixture_verify (path, &error);
  if (found == NULL)
    {
      g_test_message ("%s", error->message);
      g_assert_false (shared_files[index].valid);
      return;
    }

  g_test_message ("%s", found->summary);
  g_assert_cmpint (found->valid, ==, shared_files[index].valid);
  g_assert_cmpuint (found->signatures->len, ==, shared_files[index].n_signatures);
}

static void
test_unsigned (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(TfVerification) found = NULL;
  g_autoptr(GError) error = NULL;

  result = library_fixture_export (library, NULL, NULL, "bundle.pdf", &error);
  g_assert_no_error (error);
  found = library_fixture_verify (result->path, &error);
  g_assert_no_error (error);
  g_assert_false (found->valid);
  g_assert_cmpuint (found->signatures->len, ==, 0);
  g_assert_cmpstr (found->summary, ==, "The file bears no signature.");
}

static void
test_unreadable (gconstpointer data)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *path = library_fixture_path (library, "file.pdf");
  g_autoptr(TfVerification) found = NULL;
  g_autoptr(GError) error = NULL;

  if (data != NULL)
    g_assert_true (g_file_set_contents (path, data, -1, NULL));
  found = library_fixture_verify (path, &error);
  g_assert_null (found);
  g_assert_nonnull (error);
}

/* A PDF with a table of cross-references, as old programs write it. */
static void
write_plain_pdf (const char *path)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
  };
  g_autoptr(GString) pdf = g_string_new ("%PDF-1.7\n");
  gsize offsets[G_N_ELEMENTS (objects)];
  gsize start;

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      offsets[i] = pdf->len;
      g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  start = pdf->len;
  g_string_append (pdf, "xref\n0 4\n0000000000 65535 f \n");
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    g_string_append_printf (pdf, "%010zu 00000 n \n", offsets[i]);
  g_string_append_printf (pdf, "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF",
                          start);
  g_assert_true (g_file_set_contents (path, pdf->str, (gssize) pdf->len, NULL));
}

static void
append (const char   *path,
        TfSigningKey *key)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (LIBRARY_NOW);
  const TfPdfPlaceholder placeholder = { "Signature", now, "Trial (Signer)", "Größe", "",
                                        tf_pades_estimate_capacity (key) };
  TfPdfRanges room;
  TfByteRanges ranges;
  g_autoptr(GError) error = NULL;

  tf_pdf_append_signature (path, &placeholder, &room, &error);
  g_assert_no_error (error);
  ranges = (TfByteRanges) { room.start1, room.length1, room.start2, room.length2 };
  tf_pades_sign_file (path, &ranges, key, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_sound (const char *path)
{
  const char *command[] = { "qpdf", "--check", path, NULL };
  g_autofree char *program = g_find_program_in_path ("qpdf");
  int status = 0;

  if (program == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                               NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* Each signature leaves what was there before byte for byte. */
static void
sign_three_times (const char *path)
{
  g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc (LIBRARY_NOW - 60);
  g_autoptr(TfSigningKey) key = tf_signing_key_new_self_signed ("Trial", "", "", from, 30,
                                                                TF_KEY_MAKING_P256, NULL);

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr(TfVerification) found = NULL;
      g_autoptr(GError) error = NULL;
      gsize length, length_after;
      TfSignatureResult *last;

      g_assert_true (g_file_get_contents (path, &before, &length, NULL));
      append (path, key);
      g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
      g_assert_cmpuint (length_after, >, length);
      g_assert_cmpmem (before, length, after, length);
      assert_sound (path);

      found = library_fixture_verify (path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->signatures->len, ==, i);
      for (guint j = 0; j < i; j++)
        g_assert_cmpint (((TfSignatureResult *) found->signatures->pdata[j])->integrity.verdict,
                         ==, TF_VERDICT_VALID);
      last = found->signatures->pdata[i - 1];
      g_assert_cmpint (last->coverage.verdict, ==, TF_VERDICT_VALID);
      g_assert_cmpint (found->valid, ==, i == 1);
    }
}

static void
test_table (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *path = library_fixture_path (library, "plain.pdf");

  write_plain_pdf (path);
  sign_three_times (path);
}

static void
test_stream (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfExportResult) result = library_fixture_export (library, NULL, NULL, "bundle.pdf",
                                                             NULL);

  g_assert_nonnull (result);
  sign_three_times (result->path);
}

/* Whatever the file is, adding a signature works or is refused; nothing crashes. */
static void
test_append_shared (void)
{
  const char *folder = g_getenv ("TF_TEST_SHARED");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "data", "pdf", NULL) : NULL;
  g_autoptr(LibraryFixture) library = NULL;
  g_autoptr(GDir) files = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (LIBRARY_NOW);
  g_autofree char *copy = NULL;
  const TfPdfPlaceholder placeholder = { "Signature", now, "", "", "", 100 };
  const char *name;

  if (folder == NULL)
    {
      g_test_skip ("TF_TEST_SHARED is not set");
      return;
    }

  library = library_fixture_new ();
  copy = library_fixture_path (library, "copy.pdf");
  files = g_dir_open (path, 0, NULL);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *content = NULL;
      g_autoptr(GError) error = NULL;
      gsize length;
      TfPdfRanges ranges;

      g_assert_true (g_file_get_contents (file, &content, &length, NULL));
      g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));
      if (tf_pdf_append_signature (copy, &placeholder, &ranges, &error))
        g_assert_cmpuint (tf_pdf_count_pages (copy, NULL), >, 0);
      else
        g_test_message ("%s: %s", name, error->message);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/unsigned", test_unsigned);
  g_test_add_data_func ("/verify/unreadable/missing", NULL, test_unreadable);
  g_test_add_data_func ("/verify/unreadable/empty", "", test_unreadable);
  g_test_add_data_func ("/verify/unreadable/text", "Dear reader", test_unreadable);
  g_test_add_func ("/verify/append/table", test_table);
  g_test_add_func ("/verify/append/stream", test_stream);
  g_test_add_func ("/verify/append/shared", test_append_shared);
  for (guint i = 0; i < G_N_ELEMENTS (shared_files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verify/shared/%s", shared_files[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_shared);
    }

  return g_test_run ();
}
