/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"

#include "tf-backup.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static char *
add_object (AppFixture *fixture)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autofree char *sum = tf_store_take_bytes (fixture->base.store, bytes, NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (&fixture->base, "evidence", fixture->product, "", "number",
                                                    "E-001", "title", "T", NULL);
  g_autoptr(TfRecord) revision = store_fixture_add (&fixture->base, "revision", evidence, "", "number", "1",
                                                    "file-name", "a", "sha256", sum, "size", "5", NULL);

  return g_steal_pointer (&sum);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_round_trip (AppFixture    *fixture,
                 gconstpointer  data)
{
  g_autofree char *sum = add_object (fixture);
  g_autofree char *archive_path = g_build_filename (fixture->base.folder, "backup.tar", NULL);
  g_autofree char *copy_path = g_build_filename (fixture->base.folder, "copy", NULL);
  g_autoptr(GFile) archive = g_file_new_for_path (archive_path);
  g_autoptr(TfStore) copy = NULL;
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  /* The writer stays open beside it. */
  g_assert_true (tf_backup_write (fixture->base.path, archive, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture->base.folder), ==, 2);

  g_assert_true (tf_backup_restore (archive, copy_path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  copy = tf_store_open (copy_path, TRUE, &error);
  g_assert_no_error (error);
  product = tf_store_get (copy, tf_record_get_id (fixture->product), &error);
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Sensor");
  g_assert_true (tf_store_check_object (copy, sum, NULL, &error));
  problems = tf_store_check (copy, NULL, NULL, NULL, &error);
  g_assert_cmpuint (problems->len, ==, 0);

  g_assert_false (tf_backup_restore (archive, copy_path, NULL, NULL, NULL, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_EXISTS);
}

/* What happens to lie beside the backup or the library is nobody's to overwrite. */
static void
test_neighbours (AppFixture    *fixture,
                 gconstpointer  data)
{
  static const char *const names[] = { "backup.tar.partial", "backup.tar.database",
                                       "copy.partial/notes.txt" };
  g_autofree char *archive_path = g_build_filename (fixture->base.folder, "backup.tar", NULL);
  g_autofree char *copy_path = g_build_filename (fixture->base.folder, "copy", NULL);
  g_autofree char *folder = g_build_filename (fixture->base.folder, "copy.partial", NULL);
  g_autoptr(GFile) archive = g_file_new_for_path (archive_path);
  g_autoptr(GError) error = NULL;

  g_mkdir (folder, 0755);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->base.folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
    }

  g_assert_true (tf_backup_write (fixture->base.path, archive, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tf_backup_restore (archive, copy_path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->base.folder, names[i], NULL);
      g_autofree char *content = NULL;

      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "mine");
    }
}

/* A restoring that was killed left a folder; one that goes on holds its lock. */
static void
test_abandoned (AppFixture    *fixture,
                gconstpointer  data)
{
  g_autofree char *archive_path = g_build_filename (fixture->base.folder, "backup.tar", NULL);
  g_autofree char *copy_path = g_build_filename (fixture->base.folder, "copy", NULL);
  g_autofree char *left = g_build_filename (fixture->base.folder, ".techfile-ABCDEF.part", NULL);
  g_autofree char *living = g_build_filename (fixture->base.folder, ".techfile-GHIJKL.part", NULL);
  g_autofree char *inner = g_build_filename (left, "objects", "ab", NULL);
  g_autofree char *file = g_build_filename (inner, "cd", NULL);
  g_autoptr(GFile) archive = g_file_new_for_path (archive_path);
  g_autoptr(GError) error = NULL;
  int fd;

  g_assert_true (tf_backup_write (fixture->base.path, archive, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (inner, 0755), ==, 0);
  g_assert_true (g_file_set_contents (file, "half", 4, NULL));
  g_assert_cmpint (g_mkdir (living, 0755), ==, 0);
  fd = g_open (living, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);

  g_assert_true (tf_backup_restore (archive, copy_path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (living, G_FILE_TEST_IS_DIR));
  close (fd);
}

static void
test_missing_object (AppFixture    *fixture,
                     gconstpointer  data)
{
  g_autofree char *sum = add_object (fixture);
  g_autofree char *object = tf_store_dup_object_path (fixture->base.store, sum);
  g_autofree char *path = g_build_filename (fixture->base.folder, "backup.tar", NULL);
  g_autoptr(GFile) archive = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_unlink (object);
  g_assert_false (tf_backup_write (fixture->base.path, archive, NULL, NULL, NULL, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture->base.folder), ==, 1);
}

static void
write_tar (const char *path,
           const char *name,
           int         type)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_set_format_pax_restricted (archive);
  archive_write_open_filename (archive, path);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, "/etc/passwd");
  else
    archive_entry_set_size (entry, 1);
  archive_write_header (archive, entry);
  if (type != AE_IFLNK)
    archive_write_data (archive, "x", 1);
  archive_entry_free (entry);
  archive_write_free (archive);
}

typedef struct
{
  const char *label;
  const char *name;
  int         type;
} HostileCase;

static const HostileCase hostile_cases[] = {
  { "outside", "../evil", AE_IFREG },
  { "absolute", "/tmp/evil", AE_IFREG },
  { "link", "library.sqlite", AE_IFLNK },
  { "other", "notes.txt", AE_IFREG },
  { "odd-object", "objects/ab/../../../evil", AE_IFREG },
  { "no-database", "objects/ab/cdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcd", AE_IFREG },
  { "no-library", "library.sqlite", AE_IFREG },
};

static void
test_hostile (AppFixture    *fixture,
              gconstpointer  data)
{
  const HostileCase *c = data;
  g_autofree char *path = g_build_filename (fixture->base.folder, "evil.tar", NULL);
  g_autofree char *copy = g_build_filename (fixture->base.folder, "copy", NULL);
  g_autoptr(GFile) archive = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  write_tar (path, c->name, c->type);
  g_assert_false (tf_backup_restore (archive, copy, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpuint (count_files (fixture->base.folder), ==, 2);
}

static void
test_damaged (AppFixture    *fixture,
              gconstpointer  data)
{
  g_autofree char *sum = add_object (fixture);
  g_autofree char *path = g_build_filename (fixture->base.folder, "backup.tar", NULL);
  g_autofree char *copy = g_build_filename (fixture->base.folder, "copy", NULL);
  g_autoptr(GFile) archive = g_file_new_for_path (path);
  g_autofree char *contents = NULL;
  gsize length;
  char *hello;
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_backup_write (fixture->base.path, archive, NULL, NULL, NULL, &error));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  hello = memmem (contents + length / 2, length - length / 2, "hello", 5);
  g_assert_nonnull (hello);
  *hello = 'j';
  g_assert_true (g_file_set_contents (path, contents, length, NULL));
  g_assert_false (tf_backup_restore (archive, copy, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, contents, length / 2, NULL));
  g_assert_false (tf_backup_restore (archive, copy, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

#define ADD(path, data, function) \
  g_test_add (path, AppFixture, data, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/backup/round-trip", NULL, test_round_trip);
  ADD ("/backup/neighbours", NULL, test_neighbours);
  ADD ("/backup/abandoned", NULL, test_abandoned);
  ADD ("/backup/missing-object", NULL, test_missing_object);
  ADD ("/backup/damaged", NULL, test_damaged);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/backup/hostile/%s", hostile_cases[i].label);

      ADD (path, &hostile_cases[i], test_hostile);
    }

  return g_test_run ();
}
