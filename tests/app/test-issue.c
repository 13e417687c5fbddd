/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "tf-manifest.h"

#include <glib/gstdio.h>
#include <string.h>

static void
edit (LibraryFixture *library)
{
  g_autoptr(GError) error = NULL;

  library->now += 3600;
  tf_store_set (library->store, library->product, "name", "Another name", &error);
  g_assert_no_error (error);
}

static void
assert_sound (LibraryFixture *library,
              TfRecord       *issue)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = tf_issue_verify (library->workspace, issue, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
assert_problem (LibraryFixture *library,
                TfRecord       *issue,
                const char     *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = tf_issue_verify (library->workspace, issue, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_test_message ("%s", (const char *) problems->pdata[0]);
  g_assert_nonnull (strstr (problems->pdata[0], words));
}

/* What was issued comes out the same, whatever was edited since. */
static void
test_frozen (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(TfExportResult) before = NULL;
  g_autoptr(TfExportResult) after = NULL;
  g_autoptr(GError) error = NULL;

  library_fixture_fill (library);
  issue = library_fixture_issue (library, TF_PURPOSE_DRAFT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (issue, "number"), ==, "1");
  g_assert_cmpstr (tf_record_get (issue, "at"), ==, "2027-03-15T10:00:00Z");
  before = library_fixture_export (library, issue, NULL, "before.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before->sha256, ==, tf_record_get (issue, "document"));
  g_assert_cmpuint (before->n_pages, >, 10);

  edit (library);
  after = library_fixture_export (library, issue, NULL, "after.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->sha256, ==, before->sha256);
  assert_sound (library, issue);
}

static void
test_numbers (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfRecord) first = library_fixture_issue (library, TF_PURPOSE_DRAFT, NULL);
  g_autoptr(TfRecord) second = library_fixture_issue (library, TF_PURPOSE_DRAFT, NULL);

  g_assert_cmpstr (tf_record_get (first, "number"), ==, "1");
  g_assert_cmpstr (tf_record_get (second, "number"), ==, "2");
  assert_sound (library, first);
  assert_sound (library, second);
}

static void
test_refused (gconstpointer data)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(GError) error = NULL;

  library_fixture_fill (library);
  issue = library_fixture_issue (library, GPOINTER_TO_INT (data), &error);
  g_assert_null (issue);
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "findings prevent an issue"));
  g_assert_cmpint (tf_store_count (library->store, "issue", NULL, NULL), ==, 0);
}

static void
test_final (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfRecord) revision = NULL;
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(TfRecord) again = NULL;
  g_autoptr(GError) error = NULL;

  library_fixture_complete (library);
  issue = library_fixture_issue (library, TF_PURPOSE_FINAL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (issue, "purpose"), ==, "final");
  assert_sound (library, issue);

  /* Evidence that is no longer there prevents the next one, and is found in this one. */
  revision = library_fixture_add_evidence (library, "1a.purpose", "more.txt", "more\n", NULL);
  library_fixture_damage (library, revision, TRUE);
  again = library_fixture_issue (library, TF_PURPOSE_FINAL, &error);
  g_assert_null (again);
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
  assert_sound (library, issue);
}

/* The sample is complete enough for a notified body, and everything in it comes out. */
static void
test_sample (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(TfExportResult) draft = NULL;
  g_autoptr(TfExportResult) issued = NULL;
  g_autoptr(GError) error = NULL;

  library_fixture_use_sample (library);
  draft = library_fixture_export (library, NULL, NULL, "draft.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft->left_out->len, ==, 0);
  issue = library_fixture_issue (library, TF_PURPOSE_DOSSIER, &error);
  g_assert_no_error (error);
  issued = library_fixture_export (library, issue, NULL, "issued.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (issued->n_pages, >, 30);
  assert_sound (library, issue);
}

static void
test_damaged (gconstpointer data)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfRecord) revision = NULL;
  g_autoptr(TfRecord) issue = NULL;
  g_autofree char *path = NULL;
  const char *what = data;
  const char *sha256;

  revision = library_fixture_add_evidence (library, "2b.sbom", "sbom.json", "{}\n", NULL);
  issue = library_fixture_issue (library, TF_PURPOSE_DRAFT, NULL);
  g_assert_nonnull (issue);
  sha256 = strcmp (what, "evidence") == 0 ? tf_record_get (revision, "sha256")
                                          : tf_record_get (issue, what);
  path = tf_store_dup_object_path (library->store, sha256);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_problem (library, issue, "missing");
}

static void
test_cancel (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(GError) error = NULL;
  guint before = library_fixture_count_files (library, "library");
  GDate today;

  g_date_set_dmy (&today, 15, G_DATE_MARCH, 2027);
  g_cancellable_cancel (cancellable);
  tf_issue_create_async (library->workspace, library->release, TF_PURPOSE_DRAFT, library->person,
                         &today, NULL, NULL,
                         cancellable, library_fixture_ready_cb, &result);
  library_fixture_wait (&result);
  issue = tf_issue_create_finish (library->workspace, result, NULL, &error);
  g_assert_null (issue);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (tf_store_count (library->store, "issue", NULL, NULL), ==, 0);
  g_assert_cmpuint (library_fixture_count_files (library, "library"), ==, before);
}

static void
test_manifest (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(TfDossier) dossier = NULL;
  TfBundleFacts facts = { .number = 7, .purpose = TF_PURPOSE_DRAFT, .at = "2027-03-15T10:00:00Z",
                         .by = "" };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(TfManifest) manifest = NULL;
  g_autoptr(GError) error = NULL;

  library_fixture_fill (library);
  dossier = tf_workspace_load_dossier (library->workspace, library->release, &error);
  g_assert_no_error (error);
  bytes = tf_manifest_write (dossier, &facts);
  manifest = tf_manifest_read (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (manifest->issue, ==, 7);
  g_assert_cmpstr (manifest->purpose, ==, "draft");
  g_assert_cmpstr (manifest->release, ==, tf_record_get_id (library->release));
  g_assert_cmpstr (manifest->law_version, ==,
                   tf_law_get_version (tf_workspace_get_law (library->workspace)));
  g_assert_cmpuint (manifest->objects->len, ==, 4);
  g_assert_cmpuint (manifest->records->len, >, 10);
}

static void
test_bad_manifest (gconstpointer data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, strlen (data));
  g_autoptr(GError) error = NULL;
  g_autoptr(TfManifest) manifest = tf_manifest_read (bytes, &error);

  g_assert_null (manifest);
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/frozen", test_frozen);
  g_test_add_func ("/issue/numbers", test_numbers);
  g_test_add_data_func ("/issue/refused/dossier", GINT_TO_POINTER (TF_PURPOSE_DOSSIER),
                        test_refused);
  g_test_add_data_func ("/issue/refused/final", GINT_TO_POINTER (TF_PURPOSE_FINAL), test_refused);
  g_test_add_func ("/issue/final", test_final);
  g_test_add_func ("/issue/sample", test_sample);
  g_test_add_data_func ("/issue/damaged/document", "document", test_damaged);
  g_test_add_data_func ("/issue/damaged/manifest", "manifest", test_damaged);
  g_test_add_data_func ("/issue/damaged/evidence", "evidence", test_damaged);
  g_test_add_func ("/issue/cancel", test_cancel);
  g_test_add_func ("/issue/manifest", test_manifest);
  g_test_add_data_func ("/issue/bad-manifest/empty", "", test_bad_manifest);
  g_test_add_data_func ("/issue/bad-manifest/no-xml", "hello", test_bad_manifest);
  g_test_add_data_func ("/issue/bad-manifest/other", "<manifest/>", test_bad_manifest);
  g_test_add_data_func ("/issue/bad-manifest/entities",
                        "<!DOCTYPE manifest [<!ENTITY a 'b'>]><manifest "
                        "xmlns='" TF_MANIFEST_NAMESPACE "'>&a;</manifest>",
                        test_bad_manifest);

  return g_test_run ();
}
