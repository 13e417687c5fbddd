/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-part-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *target;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("techfile-part-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->target = g_build_filename (fixture->folder, "bundle.pdf", NULL);
}

static GPtrArray *
list_names (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (fixture->folder, name, NULL));

  return names;
}

static guint
count_names (Fixture *fixture)
{
  g_autoptr (GPtrArray) names = list_names (fixture);

  return names->len;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) names = list_names (fixture);

  for (guint i = 0; i < names->len; i++)
    g_assert_cmpint (g_remove (names->pdata[i]), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->target);
}

static TfPartFile *
begin (Fixture    *fixture,
       gboolean    named,
       const char *content)
{
  TfPartFile *part = tf_part_file_new (fixture->target, named);

  g_assert_nonnull (part);
  g_assert_cmpint (write (tf_part_file_get_fd (part), content, strlen (content)), ==,
                   strlen (content));
  return part;
}

static void
assert_target (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (fixture->target, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
  g_assert_cmpuint (count_names (fixture), ==, 1);
}

static void
test_commit (Fixture       *fixture,
             gconstpointer  data)
{
  gboolean named = GPOINTER_TO_INT (data);
  g_autoptr (TfPartFile) first = begin (fixture, named, "first");
  g_autofree char *content = NULL;

  g_assert_cmpuint (count_names (fixture), <=, 1);
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (tf_part_file_get_path (first), &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "first");
  g_assert_true (tf_part_file_commit (first));
  assert_target (fixture, "first");
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TfPartFile) part = NULL;

  g_assert_true (g_file_set_contents (fixture->target, "old", -1, NULL));
  part = begin (fixture, GPOINTER_TO_INT (data), "new");
  g_assert_true (tf_part_file_commit (part));
  assert_target (fixture, "new");
}

static void
test_give_up (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_true (g_file_set_contents (fixture->target, "old", -1, NULL));
  tf_part_file_free (begin (fixture, GPOINTER_TO_INT (data), "new"));
  assert_target (fixture, "old");
}

static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TfPartFile) part = begin (fixture, GPOINTER_TO_INT (data), "on the way");
  char start[2] = "";

  tf_part_file_forget (part);
  g_assert_cmpuint (count_names (fixture), ==, 0);
  g_assert_cmpint (pread (tf_part_file_get_fd (part), start, sizeof start, 0), ==, 2);
  g_assert_cmpmem (start, 2, "on", 2);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "none", "bundle.pdf", NULL);

  g_assert_null (tf_part_file_new (target, GPOINTER_TO_INT (data)));
  g_assert_cmpint (errno, ==, ENOENT);
}

static void
test_target_is_folder (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (TfPartFile) part = begin (fixture, GPOINTER_TO_INT (data), "new");

  g_assert_cmpint (g_mkdir (fixture->target, 0700), ==, 0);
  g_assert_false (tf_part_file_commit (part));
  g_assert_cmpint (errno, ==, EISDIR);
  g_clear_pointer (&part, tf_part_file_free);
  g_assert_cmpuint (count_names (fixture), ==, 1);
}

/* Begins a file in a program of its own, which then waits to be killed. */
static pid_t
begin_elsewhere (Fixture  *fixture,
                 gboolean  named)
{
  int ready[2];
  char letter = 0;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      TfPartFile *part = tf_part_file_new (fixture->target, named);

      if (part != NULL && write (tf_part_file_get_fd (part), "half", 4) == 4
          && write (ready[1], "x", 1) == 1)
        pause ();
      _exit (1);
    }

  close (ready[1]);
  g_assert_cmpint (read (ready[0], &letter, 1), ==, 1);
  close (ready[0]);
  return child;
}

static void
kill_child (pid_t child)
{
  int status = 0;

  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  gboolean named = GPOINTER_TO_INT (data);
  pid_t child = begin_elsewhere (fixture, named);
  guint while_written = count_names (fixture);
  g_autoptr (TfPartFile) part = NULL;

  kill_child (child);
  g_assert_cmpuint (count_names (fixture), ==, while_written);
  part = begin (fixture, FALSE, "whole");
  g_assert_true (tf_part_file_commit (part));
  assert_target (fixture, "whole");
}

/* What SQLite leaves beside a copy of its database goes with the copy, and after it. */
static void
test_journals (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const names[] = { ".techfile-ABCDEF.part", ".techfile-ABCDEF.part-journal",
                                       ".techfile-GHIJKL.part-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "half", 4, NULL));
    }

  tf_part_file_free (begin (fixture, FALSE, "own"));
  g_assert_cmpuint (count_names (fixture), ==, 0);
}

static void
test_living (Fixture       *fixture,
             gconstpointer  data)
{
  pid_t child = begin_elsewhere (fixture, TRUE);
  TfPartFile *own = begin (fixture, TRUE, "own");

  tf_part_file_free (begin (fixture, TRUE, "other"));
  g_assert_cmpuint (count_names (fixture), ==, 2);
  tf_part_file_free (own);
  g_assert_cmpuint (count_names (fixture), ==, 1);
  kill_child (child);
}

/* Only what this program left behind goes. */
static void
test_strangers (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const names[] = { ".techfile-.part", ".techfile-abcdefg.part", "a.part",
                                       ".techfile-ABCDEF.pdf" };
  g_autofree char *folder = g_build_filename (fixture->folder, ".techfile-ABCDEF.part", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, ".techfile-GHIJKL.part", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("a.part", link), ==, 0);

  tf_part_file_free (begin (fixture, FALSE, "own"));
  g_assert_cmpuint (count_names (fixture), ==, G_N_ELEMENTS (names) + 2);
}

static void
add (const char *name,
     void (*test) (Fixture *, gconstpointer))
{
  for (int named = FALSE; named <= TRUE; named++)
    {
      g_autofree char *path = g_strdup_printf ("/part-file/%s/%s", name,
                                               named ? "named" : "nameless");

      g_test_add (path, Fixture, GINT_TO_POINTER (named), set_up, test, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("commit", test_commit);
  add ("replace", test_replace);
  add ("give-up", test_give_up);
  add ("forget", test_forget);
  add ("no-folder", test_no_folder);
  add ("target-is-folder", test_target_is_folder);
  add ("kill", test_kill);
  g_test_add ("/part-file/journals", Fixture, NULL, set_up, test_journals, tear_down);
  g_test_add ("/part-file/living", Fixture, NULL, set_up, test_living, tear_down);
  g_test_add ("/part-file/strangers", Fixture, NULL, set_up, test_strangers, tear_down);

  return g_test_run ();
}
