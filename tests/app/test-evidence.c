/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"

#include "tf-evidence.h"

#include <string.h>

static GPtrArray *
add (AppFixture             *fixture,
     const char             *subject,
     GPtrArray              *files,
     const TfEvidenceFacts  *facts,
     GError                **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  tf_evidence_add_async (fixture->workspace, fixture->product, fixture->release, subject, files, facts,
                         NULL, NULL, NULL, app_fixture_done_cb, fixture);
  result = app_fixture_wait (fixture);
  return tf_evidence_add_finish (fixture->workspace, result, error);
}

static GPtrArray *
list_files (GFile *first,
            ...)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  va_list args;

  va_start (args, first);
  for (GFile *file = first; file != NULL; file = va_arg (args, GFile *))
    g_ptr_array_add (files, file);
  va_end (args);

  return files;
}

static void
test_add (AppFixture    *fixture,
          gconstpointer  data)
{
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "report.txt", "hello"),
                                           app_fixture_write_file (fixture, "other.txt", "hello other"), NULL);
  static const char *const values[] = { "valid-until", "2030-01-01", "issuer", "Lab", NULL };
  TfEvidenceFacts facts = { "2-3", values };
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GError) error = NULL;
  const TfAddedFile *first;
  const TfAddedFile *second;

  added = add (fixture, "2b.sbom", files, &facts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (added->len, ==, 2);
  first = added->pdata[0];
  second = added->pdata[1];
  g_assert_cmpstr (tf_record_get (first->evidence, "number"), ==, "E-001");
  g_assert_cmpstr (tf_record_get (second->evidence, "number"), ==, "E-002");
  g_assert_cmpstr (tf_record_get (first->evidence, "title"), ==, "report");
  g_assert_cmpstr (tf_record_get (first->revision, "file-name"), ==, "report.txt");
  g_assert_cmpstr (tf_record_get (first->revision, "media-type"), ==, "text/plain");
  g_assert_cmpstr (tf_record_get (first->revision, "size"), ==, "5");
  g_assert_cmpstr (tf_record_get (first->revision, "issuer"), ==, "Lab");
  g_assert_cmpstr (tf_record_get (first->revision, "received"), ==, "2027-12-28");
  g_assert_cmpstr (tf_record_get (first->revision, "valid-until"), ==, "2030-01-01");
  g_assert_cmpstr (tf_record_get (first->link, "subject"), ==, "2b.sbom");
  g_assert_cmpstr (tf_record_get (first->link, "pages"), ==, "2-3");
  g_assert_false (first->duplicate);
  g_assert_true (tf_store_check_object (fixture->base.store, tf_record_get (first->revision, "sha256"), NULL, &error));

  g_assert_true (tf_store_undo (fixture->base.store, &error));
  g_assert_true (tf_record_is_removed (second->link));
  store_fixture_assert_sound (&fixture->base);
}

static void
test_duplicate (AppFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "a.txt", "same"), NULL);
  g_autoptr(GPtrArray) again = list_files (app_fixture_write_file (fixture, "b.txt", "same"), NULL);
  g_autoptr(GPtrArray) first = add (fixture, NULL, files, NULL, NULL);
  g_autoptr(GPtrArray) second = add (fixture, "3.assessment", again, NULL, NULL);
  g_autoptr(GPtrArray) third = add (fixture, "3.assessment", again, NULL, NULL);
  const TfAddedFile *added = second->pdata[0];

  g_assert_true (added->duplicate);
  g_assert_true (added->evidence == ((TfAddedFile *) first->pdata[0])->evidence);
  g_assert_nonnull (added->link);
  g_assert_true (((TfAddedFile *) third->pdata[0])->link == added->link);
  g_assert_cmpint (tf_store_count (fixture->base.store, "evidence",
                                   tf_record_get_id (fixture->product), NULL), ==, 1);
}

static void
test_bad_files (AppFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->base.folder);
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "empty.txt", ""),
                                           g_file_get_child (folder, "gone.txt"),
                                           g_object_ref (folder),
                                           app_fixture_write_file (fixture, "good.txt", "good"), NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) added = add (fixture, NULL, files, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (added->len, ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      const TfAddedFile *file = added->pdata[i];

      g_test_message ("%s", file->problem);
      g_assert_null (file->evidence);
      g_assert_cmpstr (file->problem, !=, "");
    }
  g_assert_nonnull (((TfAddedFile *) added->pdata[3])->evidence);
}

static void
test_odd_names (AppFixture    *fixture,
                gconstpointer  data)
{
  static const char *const names[] = {
    "with space.txt", "quote'\".txt", "line\nbreak.txt", "\xe2\x80\xaeright-to-left.txt", "\xff\xfe.txt", "-dash.txt",
  };
  g_autofree char *long_name = g_strnfill (200, 'n');

  for (guint i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      const char *name = i < G_N_ELEMENTS (names) ? names[i] : long_name;
      g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, name, name), NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) added = add (fixture, NULL, files, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (((TfAddedFile *) added->pdata[0])->problem, ==, "");
    }
  store_fixture_assert_sound (&fixture->base);
}

static void
test_bad_questions (AppFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "a.txt", "a"), NULL);
  TfEvidenceFacts facts = { .pages = "3-2" };
  g_autoptr(GError) error = NULL;

  g_assert_null (add (fixture, "no-such-point", files, NULL, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (add (fixture, "3.assessment", files, &facts, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID);
  g_assert_cmpint (tf_store_count (fixture->base.store, "evidence", tf_record_get_id (fixture->product), NULL), ==, 0);
}

static void
test_cancelled (AppFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "a.txt", "a"), NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  tf_evidence_add_async (fixture->workspace, fixture->product, NULL, NULL, files, NULL, NULL, NULL,
                         cancellable, app_fixture_done_cb, fixture);
  result = app_fixture_wait (fixture);
  g_assert_null (tf_evidence_add_finish (fixture->workspace, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (tf_store_count (fixture->base.store, "evidence", tf_record_get_id (fixture->product), NULL), ==, 0);
}

static void
cancel_cb (TfStore      *store,
           TfRecord     *record,
           const char   *field,
           GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled_late (AppFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "a.txt", "a"),
                                           app_fixture_write_file (fixture, "b.txt", "b"), NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect_object (fixture->base.store, "changed", G_CALLBACK (cancel_cb), cancellable, 0);
  tf_evidence_add_async (fixture->workspace, fixture->product, NULL, NULL, files, NULL, NULL, NULL,
                         cancellable, app_fixture_done_cb, fixture);
  result = app_fixture_wait (fixture);
  added = tf_evidence_add_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_cmpuint (added->len, ==, 2);
}

static TfRecord *
replace (AppFixture  *fixture,
         TfRecord    *evidence,
         GFile       *file,
         GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  tf_evidence_replace_async (fixture->workspace, evidence, file, NULL, NULL, NULL, NULL,
                             app_fixture_done_cb, fixture);
  result = app_fixture_wait (fixture);
  return tf_evidence_replace_finish (fixture->workspace, result, error);
}

static void
test_replace (AppFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "a.txt", "one"), NULL);
  g_autoptr(GFile) newer = app_fixture_write_file (fixture, "b.txt", "two");
  g_autoptr(GFile) empty = app_fixture_write_file (fixture, "c.txt", "");
  g_autoptr(GPtrArray) added = add (fixture, "3.assessment", files, NULL, NULL);
  const TfAddedFile *first = added->pdata[0];
  g_autoptr(TfRecord) revision = NULL;
  g_autoptr(TfRecord) last = NULL;
  g_autoptr(TfRecord) link = NULL;
  g_autoptr(TfRecord) same = NULL;
  g_autoptr(GError) error = NULL;

  revision = replace (fixture, first->evidence, newer, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (revision, "number"), ==, "2");
  g_assert_cmpstr (tf_record_get (first->link, "revision"), ==, tf_record_get_id (first->revision));
  last = tf_evidence_get_last_revision (fixture->workspace, first->evidence, NULL);
  g_assert_true (last == revision);

  g_assert_null (replace (fixture, first->evidence, newer, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (replace (fixture, first->evidence, empty, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_FAILED);
  g_clear_error (&error);

  link = tf_evidence_link (fixture->workspace, fixture->release, "3.assessment", first->evidence, "14-16", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (link, "revision"), ==, tf_record_get_id (revision));
  same = tf_evidence_link (fixture->workspace, fixture->release, "3.assessment", first->evidence, "14-16", &error);
  g_assert_true (same == link);
  store_fixture_assert_sound (&fixture->base);
}

static void
test_pages (void)
{
  static const struct { const char *pages; gboolean valid; } cases[] = {
    { "1", TRUE }, { "14", TRUE }, { "14-16", TRUE }, { "3-3", TRUE }, { "0", FALSE }, { "", FALSE },
    { "16-14", FALSE }, { "-3", FALSE }, { "3-", FALSE }, { "a", FALSE }, { "3,4", FALSE }, { "99999999999", FALSE },
    { "1-99999999999", FALSE }, { " 3", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].pages);
      g_assert_cmpint (tf_evidence_pages_valid (cases[i].pages), ==, cases[i].valid);
    }
}

static void
test_read (AppFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) files = list_files (app_fixture_write_file (fixture, "a.txt", "the penetration test"),
                                           app_fixture_write_file (fixture, "b.bin", "\x01\x02\x03\x04"), NULL);
  g_autoptr(GPtrArray) added = add (fixture, NULL, files, NULL, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) rest = NULL;
  g_autoptr(GError) error = NULL;

  tf_evidence_read_async (fixture->workspace, NULL, app_fixture_done_cb, fixture);
  result = app_fixture_wait (fixture);
  g_assert_true (tf_evidence_read_finish (fixture->workspace, result, &error));
  g_assert_no_error (error);
  hits = tf_store_search (fixture->base.store, "penetration", 10, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpuint (((TfHit *) hits->pdata[0])->page, ==, 1);
  rest = tf_store_list_unread (fixture->base.store, NULL);
  g_assert_cmpuint (rest->len, ==, 0);
}

#define ADD(path, function) \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/evidence/add", test_add);
  ADD ("/evidence/duplicate", test_duplicate);
  ADD ("/evidence/bad-files", test_bad_files);
  ADD ("/evidence/odd-names", test_odd_names);
  ADD ("/evidence/bad-questions", test_bad_questions);
  ADD ("/evidence/cancelled", test_cancelled);
  ADD ("/evidence/cancelled-late", test_cancelled_late);
  ADD ("/evidence/replace", test_replace);
  ADD ("/evidence/read", test_read);
  g_test_add_func ("/evidence/pages", test_pages);

  return g_test_run ();
}
