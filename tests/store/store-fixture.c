/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>

static gint64
read_still_clock (gpointer user_data)
{
  StoreFixture *fixture = user_data;

  return fixture->now;
}

void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

void
store_fixture_set_up (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("techfile-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library", NULL);
  fixture->store = tf_store_create (fixture->path, &error);
  g_assert_no_error (error);
  fixture->now = 1830000000;
  tf_store_set_clock (fixture->store, read_still_clock, fixture);
  tf_store_set_author (fixture->store, "Test Author");
}

void
store_fixture_tear_down (StoreFixture  *fixture,
                         gconstpointer  data)
{
  if (fixture->store != NULL)
    g_assert_finalize_object (fixture->store);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* Closes the library and opens it again, as the next start of a program would. */
void
store_fixture_reopen (StoreFixture *fixture,
                      gboolean      writable)
{
  g_autoptr(GError) error = NULL;

  if (fixture->store != NULL)
    g_assert_finalize_object (fixture->store);
  fixture->store = tf_store_open (fixture->path, writable, &error);
  g_assert_no_error (error);
  tf_store_set_clock (fixture->store, read_still_clock, fixture);
}

TfRecord *
store_fixture_add (StoreFixture *fixture,
                   const char   *kind,
                   TfRecord     *parent,
                   const char   *key,
                   ...)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  TfRecord *record;
  const char *value;
  va_list args;

  va_start (args, key);
  while ((value = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (values, (gpointer) value);
  va_end (args);
  g_ptr_array_add (values, NULL);

  record = tf_store_add (fixture->store, kind, parent != NULL ? tf_record_get_id (parent) : "", key,
                         (const char *const *) values->pdata, &error);
  g_assert_no_error (error);
  return record;
}

void
store_fixture_assert_sound (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = tf_store_check (fixture->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s: %s", ((TfProblem *) problems->pdata[i])->place,
                    ((TfProblem *) problems->pdata[i])->message);
  g_assert_cmpuint (problems->len, ==, 0);
}
