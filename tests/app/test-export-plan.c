/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "tf-pdf-update.h"

#include <string.h>

static gboolean
write_plan (LibraryFixture  *library,
            const char      *owner,
            const char      *name,
            GError         **error)
{
  g_autofree char *path = library_fixture_path (library, name);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  GDate today;

  g_date_set_dmy (&today, 15, G_DATE_MARCH, 2027);
  return tf_export_job_write_plan (library->workspace, library->release, owner, &today, NULL, target,
                                   error);
}

static char *
read_plan (LibraryFixture *library,
           const char     *name)
{
  g_autofree char *path = library_fixture_path (library, name);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static void
assign (LibraryFixture *library)
{
  TfLaw *law = tf_workspace_get_law (library->workspace);
  const TfLawEntry *entry = tf_law_lookup (law, "2b.sbom");
  g_autoptr(GError) error = NULL;

  tf_store_set (library->store, library->person, "name", "=cmd|' /C calc'!A0", &error);
  g_assert_no_error (error);
  tf_work_set (library->workspace, library->release, entry, "owner",
               tf_record_get_id (library->person), &error);
  g_assert_no_error (error);
  tf_work_set (library->workspace, library->release, entry, "due", "2027-03-01", &error);
  g_assert_no_error (error);
  tf_work_set (library->workspace, library->release, entry, "priority", "high", &error);
  g_assert_no_error (error);
}

static void
test_csv (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *content = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  assign (library);
  write_plan (library, NULL, "plan.csv", &error);
  g_assert_no_error (error);
  content = read_plan (library, "plan.csv");
  g_assert_true (g_str_has_prefix (content, "\xef\xbb\xbf\"What\",\"To do\""));
  lines = g_strsplit (content, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 70);

  /* What is due comes first; a name that would be computed is text. */
  g_assert_nonnull (strstr (lines[1],
                            "\"'=cmd|' /C calc'!A0\",\"2027-03-01\",\"High\",\"Overdue\""));
}

static void
test_owner (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *content = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  assign (library);
  write_plan (library, tf_record_get_id (library->person), "plan.CSV", &error);
  g_assert_no_error (error);
  content = read_plan (library, "plan.CSV");
  lines = g_strsplit (content, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
}

static void
test_pdf (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *path = library_fixture_path (library, "plan.pdf");
  g_autoptr(GError) error = NULL;

  assign (library);
  write_plan (library, NULL, "plan.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tf_pdf_count_pages (path, &error), >, 1);
  g_assert_no_error (error);
}

static void
test_bad_target (gconstpointer data)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (write_plan (library, NULL, data, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == TF_APP_ERROR);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-plan/csv", test_csv);
  g_test_add_func ("/export-plan/owner", test_owner);
  g_test_add_func ("/export-plan/pdf", test_pdf);
  g_test_add_data_func ("/export-plan/bad-target/ending", "plan.xlsx", test_bad_target);
  g_test_add_data_func ("/export-plan/bad-target/folder", "nowhere/plan.pdf", test_bad_target);

  return g_test_run ();
}
