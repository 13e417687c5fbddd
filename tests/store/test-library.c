/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
run_sql (StoreFixture *fixture,
         const char   *sql)
{
  g_autofree char *path = g_build_filename (fixture->path, "library.sqlite", NULL);
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
  sqlite3_close (db);
}

static char *
add_revision (StoreFixture *fixture,
              const char   *content)
{
  g_autoptr(GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autofree char *sum = tf_store_take_bytes (fixture->store, bytes, NULL);
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (fixture, "evidence", product, "", "number", "E-001",
                                                    "title", "Test", NULL);
  g_autoptr(TfRecord) revision = store_fixture_add (fixture, "revision", evidence, "", "number", "1",
                                                    "file-name", "a.txt", "sha256", sum, "size", "5", NULL);

  return g_steal_pointer (&sum);
}

static void
test_create (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(TfStore) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *now = tf_store_dup_now (fixture->store);
  g_autofree char *last = tf_store_dup_last_change (fixture->store, NULL);

  g_assert_true (tf_store_exists (fixture->path));
  g_assert_true (tf_store_is_writable (fixture->store));
  g_assert_cmpstr (tf_store_get_author (fixture->store), ==, "Test Author");
  g_assert_cmpstr (now, ==, "2027-12-28T13:20:00Z");
  g_assert_cmpstr (last, ==, "");
  g_assert_null (tf_store_get_undo_action (fixture->store));

  again = tf_store_create (fixture->path, &error);
  g_assert_null (again);
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_EXISTS);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, length, NULL));
}

/* Makes the library what a program that died in the middle of a change leaves behind. */
static void
leave_half_written (StoreFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->path, "library.sqlite", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *half = g_build_filename (fixture->folder, "half", NULL);
  g_autofree char *half_journal = g_strconcat (half, "-journal", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA cache_size = 2; BEGIN IMMEDIATE;"
                                 "UPDATE record SET id = id || 'x';"
                                 "CREATE TABLE more (content);"
                                 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                 "                         WHERE i < 2000)"
                                 "INSERT INTO more SELECT randomblob (500) FROM n;",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  copy_file (path, half);
  copy_file (journal, half_journal);
  sqlite3_close (db);
  g_assert_cmpint (g_rename (half, path), ==, 0);
  g_assert_cmpint (g_rename (half_journal, journal), ==, 0);
}

static void
test_reader_after_crash (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfStore) reader = NULL;
  g_autoptr(TfRecord) found = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->store);
  leave_half_written (fixture);
  reader = tf_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  found = tf_store_get (reader, tf_record_get_id (product), &error);
  g_assert_no_error (error);
  problems = tf_store_check (reader, NULL, NULL, NULL, &error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_nothing_there (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (tf_store_open (path, TRUE, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_one_writer (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfStore) reader = NULL;
  g_autoptr(TfRecord) seen = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (tf_store_open (fixture->path, TRUE, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "process"));
  g_clear_error (&error);

  reader = tf_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  seen = tf_store_get (reader, tf_record_get_id (product), &error);
  g_assert_cmpstr (tf_record_get (seen, "name"), ==, "Cam");

  g_assert_true (tf_store_set (fixture->store, product, "name", "Camera", &error));
  g_clear_object (&seen);
  seen = tf_store_get (reader, tf_record_get_id (product), &error);
  g_assert_cmpstr (tf_record_get (seen, "name"), ==, "Camera");

  g_assert_false (tf_store_set (reader, seen, "name", "No", &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (tf_store_undo (reader, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY);
  g_assert_null (tf_store_get_undo_action (reader));
}

static void
test_newer (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->path, "library.sqlite", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->store);
  run_sql (fixture, "PRAGMA user_version = 99");
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));

  g_assert_null (tf_store_open (fixture->path, TRUE, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NEWER);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_not_ours (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->store);
  run_sql (fixture, "PRAGMA application_id = 7");
  g_assert_null (tf_store_open (fixture->path, TRUE, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED);
}

static void
test_garbage (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->path, "library.sqlite", NULL);
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_set_contents (path, "this is no database, but long enough to look at", -1, NULL));
  g_assert_null (tf_store_open (fixture->path, TRUE, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED);
}

static void
test_read_only_folder (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autoptr(TfStore) reader = NULL;
  g_autofree char *lock = g_build_filename (fixture->path, "library.lock", NULL);
  g_autoptr(GError) error = NULL;

  if (geteuid () == 0)
    {
      /* Nothing is read only to root: a folder in the place of the lock stops it too. */
      g_clear_object (&fixture->store);
      g_unlink (lock);
      g_assert_cmpint (g_mkdir (lock, 0755), ==, 0);
    }
  else
    {
      g_clear_object (&fixture->store);
      g_assert_cmpint (g_chmod (lock, 0444), ==, 0);
    }

  g_assert_null (tf_store_open (fixture->path, TRUE, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  reader = tf_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *label;
  const char *sql;
} DamageCase;

static const DamageCase damage_cases[] = {
  { "value", "UPDATE record SET fields = '{\"name\":\"Other\"}' WHERE kind = 'product'" },
  { "parent", "UPDATE record SET parent = '' WHERE kind = 'evidence'" },
  { "removed", "UPDATE record SET removed = 1 WHERE kind = 'product'" },
  { "lost", "DELETE FROM record WHERE kind = 'revision'" },
  { "added", "INSERT INTO record (id, kind, parent, key, removed, fields) VALUES ('x', 'product', '', '', 0, '{}')" },
  { "kind", "UPDATE record SET kind = 'nonsense' WHERE kind = 'product'" },
  { "field", "UPDATE record SET fields = '{\"colour\":\"red\"}' WHERE kind = 'product'" },
  { "log", "DROP TRIGGER change_is_final; UPDATE change SET who = 'Nobody' WHERE seq = 2" },
  { "log-end", "DROP TRIGGER change_stays; DELETE FROM change WHERE seq = (SELECT max (seq) FROM change)" },
  { "log-middle", "DROP TRIGGER change_stays; DELETE FROM change WHERE seq = 3" },
};

static void
test_damage (StoreFixture  *fixture,
             gconstpointer  data)
{
  const DamageCase *c = data;
  g_autofree char *sum = add_revision (fixture, "hello");
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_assert_sound (fixture);
  g_clear_object (&fixture->store);
  run_sql (fixture, c->sql);
  store_fixture_reopen (fixture, FALSE);

  problems = tf_store_check (fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, >, 0);
}

static void
test_log_is_final (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autofree char *sum = add_revision (fixture, "hello");
  g_autofree char *path = g_build_filename (fixture->path, "library.sqlite", NULL);
  sqlite3 *db = NULL;

  g_clear_object (&fixture->store);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE change SET who = 'x'", NULL, NULL, NULL), !=, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM change", NULL, NULL, NULL), !=, SQLITE_OK);
  sqlite3_close (db);
}

/* What a damaged record may give for the name of an object. */
static void
test_object_names (StoreFixture  *fixture,
                   gconstpointer  data)
{
  static const char *const names[] = {
    "", "x", "../../library.sqlite",
    "../../../../../../../../../../../../../../../../../../etc/passwd",
    "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (tf_store_check_object (fixture->store, names[i], NULL, &error));
      g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
      g_clear_error (&error);
      g_assert_null (tf_store_load_object (fixture->store, names[i], &error));
      g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
    }
}

static void
test_objects (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *sum = add_revision (fixture, "hello");
  g_autofree char *path = tf_store_dup_object_path (fixture->store, sum);
  g_autofree char *out = g_build_filename (fixture->folder, "out.txt", NULL);
  g_autoptr(GFile) target = g_file_new_for_path (out);
  g_autoptr(GFile) source = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) objects = NULL;
  g_autoptr(GPtrArray) naming = NULL;
  guint64 size;

  g_assert_cmpstr (sum, ==, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  objects = tf_store_list_objects (fixture->store, &error);
  g_assert_cmpuint (objects->len, ==, 1);
  naming = tf_store_list_naming (fixture->store, sum, &error);
  g_assert_cmpuint (naming->len, ==, 1);
  bytes = tf_store_load_object (fixture->store, sum, &error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "hello", 5);
  g_assert_true (tf_store_hand_out (fixture->store, sum, target, NULL, &error));
  g_assert_true (g_file_get_contents (out, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "hello");

  /* An altered object is told from its name, and the right bytes take its place again. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (g_file_set_contents (path, "jello", 5, NULL));
  g_assert_false (tf_store_check_object (fixture->store, sum, NULL, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (tf_store_load_object (fixture->store, sum, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (tf_store_hand_out (fixture->store, sum, target, NULL, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  source = g_file_new_for_path (out);
  g_assert_true (tf_store_take_file (fixture->store, source, NULL, NULL, NULL, &again, &size, &error));
  g_assert_cmpuint (size, ==, 5);
  store_fixture_assert_sound (fixture);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (tf_store_check_object (fixture->store, sum, NULL, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tf_store_hand_out (fixture->store, sum, target, NULL, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
}

static guint
count_incoming (StoreFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->path, "objects", "incoming", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
cancel_cb (double      fraction,
           const char *message,
           gpointer    user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_take_cancelled (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "big", NULL);
  g_autofree char *content = g_malloc0 (3 * 1024 * 1024);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) gone = g_file_get_child (file, "gone");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  char *sum = NULL;
  guint64 size;

  g_assert_true (g_file_set_contents (path, content, 3 * 1024 * 1024, NULL));
  g_assert_false (tf_store_take_file (fixture->store, file, cancel_cb, cancellable, cancellable, &sum, &size, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_incoming (fixture), ==, 0);
  g_clear_error (&error);

  g_assert_false (tf_store_take_file (fixture->store, gone, NULL, NULL, NULL, &sum, &size, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_incoming (fixture), ==, 0);
}

static void
grow_cb (double      fraction,
         const char *message,
         gpointer    user_data)
{
  g_autoptr(GFileOutputStream) stream = NULL;

  if (fraction > 0.5)
    return;

  stream = g_file_append_to (user_data, G_FILE_CREATE_NONE, NULL, NULL);
  g_assert_nonnull (stream);
  g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), "more", 4, NULL, NULL, NULL));
}

static void
shrink_cb (double      fraction,
           const char *message,
           gpointer    user_data)
{
  g_assert_cmpint (truncate (g_file_peek_path (user_data), 10), ==, 0);
}

/* Half of one state of a file and half of another is no evidence. */
static void
test_changing_file (StoreFixture  *fixture,
                    gconstpointer  data)
{
  const TfProgressFunc changes[] = { grow_cb, shrink_cb };
  g_autofree char *path = g_build_filename (fixture->folder, "big", NULL);
  g_autofree char *content = g_malloc0 (3 * 1024 * 1024);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GError) error = NULL;
      char *sum = NULL;
      guint64 size;

      g_assert_true (g_file_set_contents (path, content, 3 * 1024 * 1024, NULL));
      g_assert_false (tf_store_take_file (fixture->store, file, changes[i], file, NULL, &sum, &size,
                                          &error));
      g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "changed while"));
      g_assert_cmpuint (count_incoming (fixture), ==, 0);
    }
}

/* In a child, so that the limit on file sizes stays there: a full disk looks the same. */
static int
write_under_limit (StoreFixture *fixture,
                   TfRecord     *product,
                   rlim_t        limit)
{
  struct rlimit tight = { limit, limit };
  g_autofree char *long_text = g_strnfill (400000, 'x');
  g_autofree char *content = g_malloc0 (1024 * 1024);
  g_autoptr(GBytes) bytes = g_bytes_new_static (content, 1024 * 1024);
  g_autofree char *sum = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) object_error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &tight);
  if (tf_store_set (fixture->store, product, "summary", long_text, &error))
    return 2;
  if (strcmp (tf_record_get (product, "summary"), "") != 0)
    return 3;
  sum = tf_store_take_bytes (fixture->store, bytes, &object_error);
  if (sum != NULL || !g_error_matches (object_error, TF_STORE_ERROR, TF_STORE_ERROR_FULL))
    return 4;

  return count_incoming (fixture) == 0 ? 0 : 5;
}

static void
test_full_disk (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autofree char *id = g_strdup (tf_record_get_id (product));
  g_autoptr(GError) error = NULL;
  int status = 0;
  pid_t child;

  g_clear_object (&product);
  g_clear_object (&fixture->store);
  child = fork ();
  if (child == 0)
    {
      store_fixture_reopen (fixture, TRUE);
      product = tf_store_get (fixture->store, id, NULL);
      _exit (write_under_limit (fixture, product, 200000));
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  store_fixture_reopen (fixture, TRUE);
  store_fixture_assert_sound (fixture);
  product = tf_store_get (fixture->store, id, NULL);
  g_assert_true (tf_store_set (fixture->store, product, "summary", "fits", &error));
}

/* A library that could not be made does not stand in the way of the next attempt. */
static void
test_create_again (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "again", NULL);
  g_autoptr(TfStore) store = NULL;
  g_autoptr(GError) error = NULL;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      struct rlimit limit = { 20000, 20000 };

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      store = tf_store_create (path, &error);
      _exit (store != NULL);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  store = tf_store_create (path, &error);
  g_assert_no_error (error);
}

static void
write_for_ever (StoreFixture *fixture)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "0", NULL);

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *content = g_strnfill (200000, 'a' + i % 26);
      g_autoptr(GBytes) bytes = g_bytes_new (content, 200000);
      g_autofree char *sum = tf_store_take_bytes (fixture->store, bytes, NULL);

      tf_store_begin (fixture->store, "Two", NULL);
      tf_store_set (fixture->store, product, "name", name, NULL);
      tf_store_set (fixture->store, product, "type", name, NULL);
      tf_store_commit (fixture->store, NULL);
      if (i % 5 == 0)
        tf_store_undo (fixture->store, NULL);
    }
}

/* Killed at any instant, at most the step under way is lost, and what is there is sound. */
static void
test_killed (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *staged = g_build_filename (fixture->path, ".techfile-A1B2C3.part", NULL);

  g_clear_object (&fixture->store);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr(GPtrArray) products = NULL;
      int status;
      pid_t child = fork ();

      if (child == 0)
        {
          g_random_set_seed (i);  /* children would draw the same identifiers */
          store_fixture_reopen (fixture, TRUE);
          write_for_ever (fixture);
        }

      g_usleep (20000 + 7919 * i);
      g_assert_true (g_file_set_contents (staged, "half", -1, NULL));
      kill (child, SIGKILL);
      waitpid (child, &status, 0);

      store_fixture_reopen (fixture, TRUE);
      store_fixture_assert_sound (fixture);
      g_assert_cmpuint (count_incoming (fixture), ==, 0);
      g_assert_false (g_file_test (staged, G_FILE_TEST_EXISTS));
      products = tf_store_list (fixture->store, "product", NULL, NULL);
      for (guint j = 0; j < products->len; j++)
        if (*tf_record_get (products->pdata[j], "type") != '\0')
          g_assert_cmpstr (tf_record_get (products->pdata[j], "name"), ==,
                           tf_record_get (products->pdata[j], "type"));
      g_clear_pointer (&products, g_ptr_array_unref);
      g_clear_object (&fixture->store);
    }
}

typedef struct
{
  const char *path;  /* in the fixture's folder, or absolute */
  gboolean    allowed;
} TargetCase;

static const TargetCase target_cases[] = {
  { "out.pdf", TRUE },
  { "library.pdf", TRUE },
  { "library/library.sqlite", FALSE },
  { "library/objects/ab/cd", FALSE },
  { "link/out.pdf", FALSE },
  { "link", FALSE },
  { "pipe", FALSE },
  { "/dev/null", FALSE },
};

static void
test_target (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *objects = g_build_filename (fixture->path, "objects", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink (objects, link), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (target_cases); i++)
    {
      const TargetCase *c = &target_cases[i];
      g_autofree char *path = g_path_is_absolute (c->path)
                                ? g_strdup (c->path)
                                : g_build_filename (fixture->folder, c->path, NULL);
      g_autoptr(GFile) target = g_file_new_for_path (path);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", c->path);
      g_assert_true (tf_store_check_target (fixture->store, target, &error) == c->allowed);
      if (!c->allowed)
        g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED);
    }
}

static void
test_copy (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.sqlite", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "copy.sqlite", NULL);
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_copy_database (fixture->store, path, &error));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (tf_store_copy_database (fixture->store, nowhere, &error));
  g_assert_nonnull (error);
}

#define ADD(path, data, function) \
  g_test_add (path, StoreFixture, data, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/library/create", NULL, test_create);
  ADD ("/library/nothing-there", NULL, test_nothing_there);
  ADD ("/library/one-writer", NULL, test_one_writer);
  ADD ("/library/newer", NULL, test_newer);
  ADD ("/library/not-ours", NULL, test_not_ours);
  ADD ("/library/garbage", NULL, test_garbage);
  ADD ("/library/read-only-folder", NULL, test_read_only_folder);
  ADD ("/library/log-is-final", NULL, test_log_is_final);
  ADD ("/library/objects", NULL, test_objects);
  ADD ("/library/object-names", NULL, test_object_names);
  ADD ("/library/take-cancelled", NULL, test_take_cancelled);
  ADD ("/library/changing-file", NULL, test_changing_file);
  ADD ("/library/full-disk", NULL, test_full_disk);
  ADD ("/library/create-again", NULL, test_create_again);
  ADD ("/library/killed", NULL, test_killed);
  ADD ("/library/reader-after-crash", NULL, test_reader_after_crash);
  ADD ("/library/target", NULL, test_target);
  ADD ("/library/copy", NULL, test_copy);
  for (gsize i = 0; i < G_N_ELEMENTS (damage_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/damage/%s", damage_cases[i].label);

      ADD (path, &damage_cases[i], test_damage);
    }

  return g_test_run ();
}
