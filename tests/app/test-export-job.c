/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "tf-pdf-inspect.h"
#include "tf-text.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static TfSigningKey *
make_key (TfKeyMaking making)
{
  g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc (LIBRARY_NOW - 3600);
  g_autoptr(GError) error = NULL;
  TfSigningKey *key = tf_signing_key_new_self_signed ("Trial Signer", "Grünwald Geräte GmbH",
                                                      "Not for real use", from, 30,
                                                      making, &error);

  g_assert_no_error (error);
  return key;
}

/* Other programs have their say where they are installed. */
static void
assert_judges (const char *path)
{
  const char *commands[][4] = {
    { "qpdf", "--check", path, NULL },
    { "mutool", "info", path, NULL },
    { "pdfsig", "-nocert", path, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *program = g_find_program_in_path (commands[i][0]);
      g_autofree char *output = NULL;
      int status = 0;

      if (program == NULL)
        continue;
      g_assert_true (g_spawn_sync (NULL, (char **) commands[i], NULL,
                                   G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                                   &output, NULL,
                                   &status, NULL));
      g_test_message ("%s: %s", commands[i][0], output);
      g_assert_cmpint (status, ==, 0);
      if (strcmp (commands[i][0], "pdfsig") != 0)
        continue;
      g_assert_nonnull (strstr (output, "Signature is Valid."));
      g_assert_nonnull (strstr (output, "Total document signed"));
    }
}

static void
test_sign (gconstpointer data)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfSigningKey) key = make_key (GPOINTER_TO_INT (data));
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(TfVerification) found = NULL;
  g_autoptr(GError) error = NULL;

  library_fixture_fill (library);
  result = library_fixture_export (library, NULL, key, "bundle.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_pages, >, 10);
  g_assert_cmpstr (result->signer, ==, "Trial Signer");
  for (guint i = 0; i < result->left_out->len; i++)
    g_test_message ("%s", (const char *) result->left_out->pdata[i]);
  g_assert_cmpuint (result->left_out->len, ==, 0);

  found = library_fixture_verify (result->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->signatures->len, ==, 1);
  g_assert_true (found->valid);
  g_assert_cmpstr (found->sha256, ==, result->sha256);
  g_assert_cmpuint (found->size, ==, result->size);
  assert_judges (result->path);
}

/* Changes that hit text, structure, the dictionary of the signature, and its end. */
static void
test_changed_byte (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfSigningKey) key = make_key (TF_KEY_MAKING_P256);
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  result = library_fixture_export (library, NULL, key, "bundle.pdf", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (result->path, &content, &length, NULL));

  for (guint i = 1; i < 12; i++)
    {
      g_autofree char *changed = g_memdup2 (content, length);
      g_autoptr(TfVerification) found = NULL;
      g_autoptr(GError) problem = NULL;

      changed[length * i / 12] ^= 1;
      g_assert_true (g_file_set_contents (result->path, changed, (gssize) length, NULL));
      found = library_fixture_verify (result->path, &problem);
      g_assert_true (found == NULL || !found->valid);
    }
}

static void
test_deterministic (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfSigningKey) key = make_key (TF_KEY_MAKING_P256);
  g_autoptr(TfExportResult) first = NULL;
  g_autoptr(TfExportResult) second = NULL;
  g_autoptr(TfExportResult) is_signed = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *with_signature = NULL;
  g_autoptr(GError) error = NULL;
  gsize length, signed_length;

  library_fixture_fill (library);
  first = library_fixture_export (library, NULL, NULL, "first.pdf", &error);
  g_assert_no_error (error);
  library->now += 86400;
  second = library_fixture_export (library, NULL, NULL, "second.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->sha256, ==, second->sha256);
  g_assert_cmpstr (first->signer, ==, "");

  /* The prepared bytes are the beginning of the signed file. */
  is_signed = library_fixture_export (library, NULL, key, "signed.pdf", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (first->path, &plain, &length, NULL));
  g_assert_true (g_file_get_contents (is_signed->path, &with_signature, &signed_length, NULL));
  g_assert_cmpuint (signed_length, >, length);
  g_assert_cmpmem (plain, length, with_signature, length);
}

static void
cancel_at_cb (double      fraction,
              const char *message,
              gpointer    user_data)
{
  GCancellable *cancellable = user_data;
  double *limit = g_object_get_data (G_OBJECT (cancellable), "limit");

  if (fraction >= *limit)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (void)
{
  static double limits[] = { 0, 0.1, 0.3, 0.6, 0.9 };
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *folder = library_fixture_path (library, "out");
  g_autofree char *path = library_fixture_path (library, "out/bundle.pdf");
  g_autoptr(GFile) target = g_file_new_for_path (path);
  const TfExportRequest request = { .release = library->release, .target = target };

  library_fixture_fill (library);
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(TfExportResult) exported = NULL;
      g_autoptr(GError) error = NULL;

      g_object_set_data (G_OBJECT (cancellable), "limit", &limits[i]);
      tf_export_job_async (library->workspace, &request, cancel_at_cb, cancellable, cancellable,
                           library_fixture_ready_cb, &result);
      library_fixture_wait (&result);
      exported = tf_export_job_finish (library->workspace, result, &error);
      g_assert_null (exported);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (library_fixture_count_files (library, "out"), ==, 0);
    }
}

static void
test_unwritable (gconstpointer data)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GError) error = NULL;

  result = library_fixture_export (library, NULL, NULL, data, &error);
  g_assert_null (result);
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "cannot be written"));
}

/* A file that must not grow stands for a disk that is full. */
static void
test_full_disk (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *folder = library_fixture_path (library, "out");
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit before, small;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 20000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  result = library_fixture_export (library, NULL, NULL, "out/bundle.pdf", &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_null (result);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, g_strerror (EFBIG)));
  g_assert_cmpuint (library_fixture_count_files (library, "out"), ==, 0);
}

static void
test_keeps_older_file (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *path = library_fixture_path (library, "bundle.pdf");
  g_autofree char *content = NULL;
  g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc (LIBRARY_NOW);
  g_autoptr(TfRecord) revision = NULL;
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(TfExportResult) result = NULL;
  g_autofree char *object = NULL;
  g_autoptr(GError) error = NULL;

  issue = library_fixture_issue (library, TF_PURPOSE_DRAFT, &error);
  g_assert_no_error (error);
  object = tf_store_dup_object_path (library->store, tf_record_get (issue, "document"));
  g_assert_cmpint (g_unlink (object), ==, 0);
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));

  result = library_fixture_export (library, issue, NULL, "bundle.pdf", &error);
  g_assert_null (result);
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "older");
}

/* What went out signed stays with the issue, byte for byte. */
static void
test_files_copy (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfSigningKey) key = make_key (TF_KEY_MAKING_P256);
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(TfExportResult) draft = NULL;
  g_autoptr(TfExportResult) plain = NULL;
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GPtrArray) copies = NULL;
  g_autoptr(GError) error = NULL;

  issue = library_fixture_issue (library, TF_PURPOSE_DRAFT, &error);
  g_assert_no_error (error);
  draft = library_fixture_export (library, NULL, key, "draft.pdf", &error);
  plain = library_fixture_export (library, issue, NULL, "plain.pdf", &error);
  result = library_fixture_export (library, issue, key, "signed.pdf", &error);
  g_assert_no_error (error);
  g_assert_false (draft->filed);
  g_assert_false (plain->filed);
  g_assert_true (result->filed);

  copies = tf_store_list (library->store, "copy", tf_record_get_id (issue), &error);
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpstr (tf_record_get (copies->pdata[0], "file-name"), ==, "signed.pdf");
  g_assert_cmpstr (tf_record_get (copies->pdata[0], "document"), ==, result->sha256);
  g_assert_true (tf_store_check_object (library->store, result->sha256, NULL, &error));
}

static void
test_missing_object (gconstpointer data)
{
  gboolean removed = GPOINTER_TO_INT (data);
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfRecord) revision = NULL;
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GError) error = NULL;

  revision = library_fixture_add_evidence (library, "2b.sbom", "sbom.json", "{}\n", NULL);
  library_fixture_damage (library, revision, removed);
  result = library_fixture_export (library, NULL, NULL, "bundle.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->left_out->len, ==, 1);
  g_assert_nonnull (strstr (result->left_out->pdata[0], removed ? "missing" : "altered"));

  files = tf_pdf_list_attachments (result->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 1);
}

/* A picture that is none: a draft shows a frame and says so. */
static void
test_bad_picture (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  const TfLawEntry *entry = tf_law_lookup (tf_workspace_get_law (library->workspace), "2a.design");
  g_autoptr(GBytes) bytes = g_bytes_new_static ("no picture", 10);
  g_autofree char *object = tf_store_take_bytes (library->store, bytes, NULL);
  g_autofree char *text = g_strdup_printf ("<text xmlns=\"" TF_TEXT_NAMESPACE "\">"
                                           "<image object=\"%s\" alt=\"\" "
                                           "width=\"50\"/></text>", object);
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GError) error = NULL;

  tf_work_set (library->workspace, library->release, entry, "text", text, &error);
  g_assert_no_error (error);
  result = library_fixture_export (library, NULL, NULL, "bundle.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->left_out->len, ==, 1);
  g_assert_nonnull (strstr (result->left_out->pdata[0], "picture"));
}

/* Letters that the fonts lack: a draft says so, nothing else goes out. */
static void
test_letters (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  const TfLawEntry *entry = tf_law_lookup (tf_workspace_get_law (library->workspace), "2a.design");
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(GError) error = NULL;

  library_fixture_complete (library);
  tf_work_set (library->workspace, library->release, entry, "text",
               "<text xmlns=\"" TF_TEXT_NAMESPACE "\"><p>Grüße, Здравей, 你好</p></text>", &error);
  g_assert_no_error (error);
  result = library_fixture_export (library, NULL, NULL, "bundle.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->left_out->len, ==, 1);
  g_assert_nonnull (strstr (result->left_out->pdata[0], ": 你好."));

  issue = library_fixture_issue (library, TF_PURPOSE_DOSSIER, &error);
  g_assert_null (issue);
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "你好"));
}

static void
test_names (gconstpointer data)
{
  const char *const *names = data;
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autofree char *out = library_fixture_path (library, "taken-out");
  g_autoptr(GError) error = NULL;
  guint n = 0;

  for (; names[n] != NULL; n++)
    {
      g_autofree char *content = g_strdup_printf ("file %u\n", n);
      g_autoptr(TfRecord) revision = library_fixture_add_evidence (library, "2b.sbom", names[n],
                                                                   content, NULL);
    }

  result = library_fixture_export (library, NULL, NULL, "bundle.pdf", &error);
  g_assert_no_error (error);
  files = tf_pdf_list_attachments (result->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, n + 1);
  for (guint i = 0; i < files->len; i++)
    {
      TfPdfFile *file = g_ptr_array_index (files, i);

      g_test_message ("%s", file->name);
      g_assert_null (strpbrk (file->name, "/\\:*?\"<>|\n\r\t"));
      g_assert_null (strstr (file->name, "\u202e"));
      tf_pdf_extract_attachment (result->path, file->name, out, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_file_name (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *draft = NULL;
  g_autofree char *is_signed = NULL;

  tf_store_set (library->store, library->product, "name", "Cam \"Pro\" 5/6", NULL);
  draft = tf_export_job_dup_file_name (library->workspace, library->release, NULL, FALSE);
  g_assert_cmpstr (draft, ==, "Cam _Pro_ 5_6 1.0 draft.pdf");
  is_signed = tf_export_job_dup_file_name (library->workspace, library->release, NULL, TRUE);
  g_assert_cmpstr (is_signed, ==, "Cam _Pro_ 5_6 1.0 draft signed.pdf");
}

static const char *const odd_names[] = {
  "plain name.pdf", "a \"quoted\" one.pdf", "two\nlines.txt", "\u202etxt.exe", "мишка и λόγος.txt",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.txt",
  "manifest.xml", "CON", ".hidden", "שלום.pdf", NULL,
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/export-job/sign/rsa", GINT_TO_POINTER (TF_KEY_MAKING_RSA_3072),
                        test_sign);
  g_test_add_data_func ("/export-job/sign/p256", GINT_TO_POINTER (TF_KEY_MAKING_P256), test_sign);
  g_test_add_func ("/export-job/changed-byte", test_changed_byte);
  g_test_add_func ("/export-job/deterministic", test_deterministic);
  g_test_add_func ("/export-job/cancel", test_cancel);
  g_test_add_data_func ("/export-job/unwritable/no-folder", "nowhere/bundle.pdf", test_unwritable);
  g_test_add_data_func ("/export-job/unwritable/folder", "library", test_unwritable);
  g_test_add_func ("/export-job/full-disk", test_full_disk);
  g_test_add_func ("/export-job/keeps-older-file", test_keeps_older_file);
  g_test_add_func ("/export-job/files-copy", test_files_copy);
  g_test_add_data_func ("/export-job/object/missing", GINT_TO_POINTER (TRUE), test_missing_object);
  g_test_add_data_func ("/export-job/object/altered", GINT_TO_POINTER (FALSE), test_missing_object);
  g_test_add_func ("/export-job/bad-picture", test_bad_picture);
  g_test_add_func ("/export-job/letters", test_letters);
  g_test_add_data_func ("/export-job/names", odd_names, test_names);
  g_test_add_func ("/export-job/file-name", test_file_name);

  return g_test_run ();
}
