/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-files.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char  *root;
  GFile *folder;   /* root/chosen */
} Fixture;

static char *
build_path (Fixture    *fixture,
            const char *relative)
{
  return g_build_filename (fixture->root, relative, NULL);
}

static void
make_folder (Fixture    *fixture,
             const char *relative)
{
  g_autofree char *path = build_path (fixture, relative);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
make_file (Fixture    *fixture,
           const char *relative,
           const char *content)
{
  g_autofree char *path = build_path (fixture, relative);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
make_link (Fixture    *fixture,
           const char *relative,
           const char *target)
{
  g_autofree char *path = build_path (fixture, relative);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL
                                                                   : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->root = g_dir_make_tmp ("evidence-files-XXXXXX", NULL);
  make_folder (fixture, "chosen");
  path = build_path (fixture, "chosen");
  fixture->folder = g_file_new_for_path (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_tree (fixture->root);
  g_object_unref (fixture->folder);
  g_free (fixture->root);
}

static char *
list_files (TfEvidenceFiles *found)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < found->files->len; i++)
    {
      TfEvidenceFile *file = g_ptr_array_index (found->files, i);

      g_string_append_printf (list, "%s=%" G_GOFFSET_FORMAT "\n", file->path, file->size);
    }

  return g_string_free (list, FALSE);
}

static char *
list_skipped (TfEvidenceFiles *found)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < found->skipped->len; i++)
    {
      TfSkippedFile *file = g_ptr_array_index (found->skipped, i);

      g_assert_nonnull (strstr (file->sentence, file->path));
      g_string_append_printf (list, "%s:%d\n", file->path, file->reason);
    }

  return g_string_free (list, FALSE);
}

static void
test_tree (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfEvidenceFiles) found = NULL;
  g_autofree char *pipe_path = build_path (fixture, "chosen/pipe");
  g_autofree char *files = NULL;
  g_autofree char *skipped = NULL;

  make_file (fixture, "secret.txt", "outside");
  make_file (fixture, "chosen/b.txt", "bb");
  make_file (fixture, "chosen/empty.txt", "");
  make_file (fixture, "chosen/.hidden", "x");
  make_file (fixture, "chosen/odd\nname.txt", "x");
  make_folder (fixture, "chosen/sub");
  make_file (fixture, "chosen/sub/a.txt", "aaa");
  make_folder (fixture, "chosen/.git");
  make_file (fixture, "chosen/.git/config", "x");
  make_link (fixture, "chosen/inside", "sub/a.txt");
  make_link (fixture, "chosen/leaves", "../secret.txt");
  make_link (fixture, "chosen/dangling", "nowhere");
  make_link (fixture, "chosen/loop", ".");
  make_link (fixture, "chosen/sub/up", "../sub");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);

  found = tf_evidence_files_collect (fixture->folder, NULL, &error);
  g_assert_no_error (error);
  files = list_files (found);
  skipped = list_skipped (found);

  g_assert_cmpstr (files, ==, "b.txt=2\ninside=3\nodd\357\277\275name.txt=1\nsub/a.txt=3\n");
  g_assert_cmpstr (skipped, ==,
                   ".git:0\n.hidden:0\ndangling:1\nempty.txt:4\nleaves:1\nloop:2\npipe:3\n"
                   "sub/up:2\n");
  g_assert_cmpuint (found->size, ==, 9);
}

static void
test_deep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfEvidenceFiles) found = NULL;
  g_autoptr(GString) path = g_string_new ("chosen");

  for (guint i = 0; i < TF_EVIDENCE_MAX_DEPTH + 2; i++)
    {
      g_string_append (path, "/d");
      make_folder (fixture, path->str);
    }
  g_string_append (path, "/a.txt");
  make_file (fixture, path->str, "x");

  found = tf_evidence_files_collect (fixture->folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->files->len, ==, 0);
  g_assert_cmpuint (found->skipped->len, ==, 1);
  g_assert_cmpint (((TfSkippedFile *) found->skipped->pdata[0])->reason, ==, TF_SKIP_TOO_DEEP);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) missing = g_file_get_child (fixture->folder, "missing");

  g_assert_null (tf_evidence_files_collect (missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (tf_evidence_files_collect (fixture->folder, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
collected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  TfEvidenceFiles **found = user_data;

  *found = tf_evidence_files_collect_finish (G_FILE (source), result, NULL);
  g_assert_nonnull (*found);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(TfEvidenceFiles) found = NULL;

  make_file (fixture, "chosen/a.txt", "x");
  tf_evidence_files_collect_async (fixture->folder, NULL, collected_cb, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (found->files->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/evidence-files/tree", Fixture, NULL, set_up, test_tree, tear_down);
  g_test_add ("/evidence-files/deep", Fixture, NULL, set_up, test_deep, tear_down);
  g_test_add ("/evidence-files/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/evidence-files/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/evidence-files/async", Fixture, NULL, set_up, test_async, tear_down);

  return g_test_run ();
}
