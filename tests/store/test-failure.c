/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-fixture.h"
#include "tf-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

/* Stands in for the one of the system, so that a file system without locks can be had anywhere. */
static int flock_code = 0;

int
flock (int fd,
       int operation)
{
  errno = flock_code;
  return flock_code != 0 ? -1 : 0;
}

static const struct
{
  int         code;
  int         error;
  const char *words;
} lock_cases[] = {
  { EWOULDBLOCK, TF_STORE_ERROR_BUSY, "in use by" },
  { ENOLCK, TF_STORE_ERROR_READ_ONLY, "file system" },
  { EOPNOTSUPP, TF_STORE_ERROR_READ_ONLY, "file system" },
  { ENOSYS, TF_STORE_ERROR_READ_ONLY, "file system" },
  { EIO, TF_STORE_ERROR_READ_ONLY, "cannot be written to" },
};

static void
test_lock (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (lock_cases); i++)
    {
      g_autoptr(TfStore) reader = NULL;
      g_autoptr(GError) error = NULL;

      flock_code = lock_cases[i].code;
      g_assert_null (tf_store_open (fixture->path, TRUE, &error));
      flock_code = 0;
      g_assert_error (error, TF_STORE_ERROR, lock_cases[i].error);
      g_assert_nonnull (strstr (error->message, lock_cases[i].words));
      g_clear_error (&error);

      reader = tf_store_open (fixture->path, FALSE, &error);
      g_assert_no_error (error);
    }
}

/* The pages that a database may have stand for the room on a disk. */
static void
test_full (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autofree char *long_text = g_strnfill (1000000, 'x');
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_connection_run (fixture->store->connection, "PRAGMA max_page_count = 1", NULL));
  g_assert_true (tf_store_begin (fixture->store, "Two", NULL));
  g_assert_true (tf_store_set (fixture->store, product, "name", "Camera", &error));
  g_assert_false (tf_store_set (fixture->store, product, "summary", long_text, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FULL);
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Cam");
  g_assert_cmpstr (tf_record_get (product, "summary"), ==, "");
  store_fixture_assert_sound (fixture);
  g_clear_error (&error);

  g_assert_true (tf_connection_run (fixture->store->connection, "PRAGMA max_page_count = 100000", NULL));
  g_assert_true (tf_store_set (fixture->store, product, "summary", long_text, &error));
  store_fixture_assert_sound (fixture);
}

/* An answer is never made up where the database gives none. */
static void
test_unreadable_tables (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_connection_run (fixture->store->connection,
                                    "ALTER TABLE record RENAME TO record2; "
                                    "ALTER TABLE change RENAME TO change2", NULL));
  g_assert_cmpint (tf_store_count (fixture->store, "product", "", &error), ==, -1);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (tf_store_dup_last_change (fixture->store, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (tf_store_list_authors (fixture->store, product, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (tf_store_load_history (fixture->store, &error));
  g_assert_nonnull (error);
}

static char *
add_revision (StoreFixture *fixture)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autofree char *sum = tf_store_take_bytes (fixture->store, bytes, NULL);
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (fixture, "evidence", product, "", "number", "E-001",
                                                    "title", "Test", NULL);
  g_autoptr(TfRecord) revision = store_fixture_add (fixture, "revision", evidence, "", "number", "1",
                                                    "file-name", "a.txt", "sha256", sum, "size", "5", NULL);

  return g_steal_pointer (&sum);
}

/* A folder in the place of a file can be opened and not read, by anybody. */
static void
test_unreadable_object (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autofree char *sum = add_revision (fixture);
  g_autofree char *path = tf_store_dup_object_path (fixture->store, sum);
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  g_assert_false (tf_store_check_object (fixture->store, sum, NULL, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "could not be read"));
  g_clear_error (&error);
  g_assert_null (tf_store_load_object (fixture->store, sum, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED);
  g_clear_error (&error);

  problems = tf_store_check (fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
}

typedef struct
{
  GCancellable *cancellable;
  double        at;
} Stop;

static void
stop_cb (double      fraction,
         const char *message,
         gpointer    user_data)
{
  Stop *stop = user_data;

  if (fraction >= stop->at)
    g_cancellable_cancel (stop->cancellable);
}

/* Given up at any point, a check says so, and nothing about the library. */
static void
test_check_cancelled (StoreFixture  *fixture,
                      gconstpointer  data)
{
  static const double at[] = { 0.0, 0.1, 0.3 };
  g_autofree char *sum = add_revision (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      Stop stop = { cancellable, at[i] };

      g_assert_null (tf_store_check (fixture->store, stop_cb, &stop, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  store_fixture_assert_sound (fixture);
}

static GPtrArray *
make_pages (void)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_page_text_free);

  for (guint i = 1; i <= 20; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      /* Long words of two bytes a character, so that cuts have to keep away from both. */
      for (guint j = 0; j < 2000; j++)
        g_string_append_printf (text, "w\xc3\xb6rtchen%ux%u ", i, j);
      for (guint j = 0; i == 20 && j < 100000; j++)
        g_string_append (text, "\xc3\xb6");
      g_ptr_array_add (pages, tf_page_text_new (i, i == 7 ? "" : text->str));
    }

  return pages;
}

static void
assert_found_once (StoreFixture *fixture,
                   const char   *word,
                   guint         page)
{
  g_autoptr(GPtrArray) hits = tf_store_search (fixture->store, word, 10, NULL);

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpuint (((TfHit *) hits->pdata[0])->page, ==, page);
}

/* The words of a big file go in a portion at a time, and each of them once, though the program
 * ends in between. */
static void
test_content_portions (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *sum = add_revision (fixture);
  g_autoptr(GPtrArray) pages = make_pages ();
  g_autoptr(GError) error = NULL;
  gboolean complete = FALSE;
  guint n_portions = 0;

  g_assert_false (tf_store_add_content (fixture->store, "0", pages, "", &complete, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  while (!complete)
    {
      g_autoptr(GPtrArray) unread = tf_store_list_unread (fixture->store, NULL);

      g_assert_cmpuint (unread->len, ==, 1);
      g_assert_true (tf_store_add_content (fixture->store, sum, pages, "", &complete, &error));
      n_portions++;
      store_fixture_reopen (fixture, TRUE);
    }

  g_test_message ("%u portions", n_portions);
  for (guint i = 1; i <= 20; i++)
    if (i != 7)
      {
        g_autofree char *first = g_strdup_printf ("w\xc3\xb6rtchen%ux0", i);
        g_autofree char *last = g_strdup_printf ("w\xc3\xb6rtchen%ux1999", i);

        assert_found_once (fixture, first, i);
        assert_found_once (fixture, last, i);
      }
  g_assert_true (tf_store_add_content (fixture->store, sum, pages, "", &complete, &error));
  assert_found_once (fixture, "w\xc3\xb6rtchen1x1999", 1);
  store_fixture_assert_sound (fixture);
}

#define ADD(path, data, function) \
  g_test_add (path, StoreFixture, data, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/failure/lock", NULL, test_lock);
  ADD ("/failure/full", NULL, test_full);
  ADD ("/failure/unreadable-tables", NULL, test_unreadable_tables);
  ADD ("/failure/unreadable-object", NULL, test_unreadable_object);
  ADD ("/failure/check-cancelled", NULL, test_check_cancelled);
  ADD ("/failure/content-portions", NULL, test_content_portions);

  return g_test_run ();
}
