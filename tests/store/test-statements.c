/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-fixture.h"

#include <sqlite3.h>
#include <string.h>

/* Every SQL statement of the library is run here. Those that there are, are read from the program
 * itself, as the constants that the compiler made of them; those that ran are told by SQLite. */

static const char *const verbs[] = {
  "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "PRAGMA", "VACUUM", "BEGIN", "COMMIT", "ROLLBACK",
};

static GHashTable *run;

static int
trace_cb (unsigned  event,
          void     *user_data,
          void     *statement,
          void     *sql)
{
  g_hash_table_add (run, g_strdup (sql));
  return 0;
}

static int
watch_cb (sqlite3                    *db,
          const char                **message,
          const sqlite3_api_routines *api)
{
  return sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, trace_cb, NULL);
}

static gboolean
is_statement (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      gsize length = strlen (verbs[i]);

      if (g_str_has_prefix (text, verbs[i]) && (text[length] == ' ' || text[length] == '\0'))
        return text[length] == ' ' || strcmp (text, "COMMIT") == 0 || strcmp (text, "ROLLBACK") == 0;
    }

  return FALSE;
}

static GPtrArray *
list_statements (void)
{
  g_autofree char *program = NULL;
  gsize length = 0;
  GPtrArray *statements = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_file_get_contents ("/proc/self/exe", &program, &length, NULL));
  for (gsize i = 1; i < length; i++)
    if (program[i - 1] == '\0' && g_ascii_isupper (program[i]) && is_statement (program + i))
      g_ptr_array_add (statements, g_strdup (program + i));

  return statements;
}

/* A number in the text of a statement is put there when it runs. */
static gboolean
was_run (const char *statement)
{
  g_autofree char *start = g_strndup (statement, strcspn (statement, "%"));
  GHashTableIter iter;
  gpointer sql;

  g_hash_table_iter_init (&iter, run);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    if (strlen (start) < strlen (statement) ? g_str_has_prefix (sql, start) : strcmp (sql, start) == 0)
      return TRUE;

  return FALSE;
}

static void
write_all (StoreFixture *fixture)
{
  TfStore *store = fixture->store;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autofree char *sum = tf_store_take_bytes (store, bytes, NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.sqlite", NULL);
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_autoptr(TfRecord) slot = store_fixture_add (fixture, "slot", release, "2b.sbom", "reason", "None", NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (fixture, "evidence", product, "", "number", "E-001",
                                                    "title", "Test", NULL);
  g_autoptr(TfRecord) revision = store_fixture_add (fixture, "revision", evidence, "", "number", "1",
                                                    "file-name", "a.txt", "sha256", sum, "size", "5", NULL);
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_page_text_free);
  gboolean complete;

  g_ptr_array_add (pages, tf_page_text_new (1, "words"));
  g_assert_true (tf_store_add_content (store, sum, pages, "", &complete, NULL));
  g_assert_true (complete);
  g_assert_false (tf_store_set (store, product, "name", "", NULL));
  g_assert_true (tf_store_remove (store, slot, NULL));
  g_assert_true (tf_store_undo (store, NULL));
  g_assert_true (tf_store_redo (store, NULL));
  g_assert_true (tf_store_copy_database (store, copy, NULL));
}

static void
read_all (StoreFixture *fixture)
{
  TfStore *store = fixture->store;
  g_autoptr(GPtrArray) products = tf_store_list (store, "product", NULL, NULL);
  const char *product = tf_record_get_id (products->pdata[0]);
  g_autoptr(GPtrArray) releases = tf_store_list (store, "release", product, NULL);
  g_autoptr(GPtrArray) revisions = tf_store_list (store, "revision", NULL, NULL);
  g_autoptr(GPtrArray) below = tf_store_list_below (store, product, NULL);
  g_autoptr(GPtrArray) naming = tf_store_list_naming (store, "0", NULL);
  g_autoptr(GPtrArray) unread = tf_store_list_unread (store, NULL);
  g_autoptr(GPtrArray) all_changes = tf_store_list_changes (store, NULL, 0, 10, NULL);
  g_autoptr(GPtrArray) changes = tf_store_list_changes (store, product, 0, 10, NULL);
  g_autoptr(GPtrArray) last_changes = tf_store_list_last_changes (store, product, 0, 10, NULL);
  g_autoptr(GPtrArray) two_below = tf_store_list_two_below (store, "revision", "evidence", product, NULL);
  g_autoptr(GPtrArray) authors = tf_store_list_authors (store, products->pdata[0], NULL);
  g_autoptr(GPtrArray) hits = tf_store_search (store, "cam words", 10, NULL);
  g_autoptr(GPtrArray) objects = tf_store_list_objects (store, NULL);
  g_autofree char *last = tf_store_dup_last_change (store, NULL);

  g_assert_cmpint (tf_store_count (store, "product", NULL, NULL), ==, 1);
  g_assert_cmpint (tf_store_count (store, "release", product, NULL), ==, 1);
  g_assert_cmpint (tf_store_get_number (store, product), <, tf_store_get_number (store, NULL));
  g_assert_true (two_below->len == 1 && last_changes->len > 0);
  g_assert_true (releases->len == 1 && revisions->len == 1 && objects->len == 1 && *last != '\0');
  store_fixture_assert_sound (fixture);
}

static void
test_all_run (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *lock = g_build_filename (fixture->path, "library.lock", NULL);
  g_autoptr(GPtrArray) statements = list_statements ();
  guint n_idle = 0;

  write_all (fixture);
  g_clear_object (&fixture->store);
  g_assert_true (g_file_set_contents (lock, "a program that died", -1, NULL));
  store_fixture_reopen (fixture, TRUE);
  store_fixture_reopen (fixture, FALSE);
  read_all (fixture);

  g_assert_cmpuint (statements->len, >, 30);
  for (guint i = 0; i < statements->len; i++)
    if (!was_run (statements->pdata[i]))
      {
        n_idle++;
        g_test_message ("never run: %s", (char *) statements->pdata[i]);
      }
  g_assert_cmpuint (n_idle, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);

  run = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_auto_extension ((void (*) (void)) watch_cb);
  g_test_add ("/statements/all-run", StoreFixture, NULL, store_fixture_set_up, test_all_run,
              store_fixture_tear_down);
  result = g_test_run ();
  sqlite3_reset_auto_extension ();
  g_hash_table_unref (run);
  return result;
}
