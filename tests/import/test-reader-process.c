/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-reader-answer.h"
#include "tf-reader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char     *folder;
  char     *program;   /* a script that stands in for the reader */
  GFile    *file;
  TfReader *reader;
} Fixture;

/* A stand-in for the reader, and what asking it for a page ends with. */
typedef struct
{
  const char    *label;
  const char    *script;
  TfReaderError  code;
  const char    *words;  /* in the message */
} EndCase;

static const EndCase end_cases[] = {
  { "killed", "kill -KILL $$", TF_READER_ERROR_FAILED, "failed unexpectedly" },
  { "segfault", "kill -SEGV $$", TF_READER_ERROR_FAILED, "failed unexpectedly" },
  { "abort", "kill -ABRT $$", TF_READER_ERROR_FAILED, "failed unexpectedly" },
  { "out-of-time", "kill -XCPU $$", TF_READER_ERROR_LIMIT, "longer than is allowed" },
  { "odd-status", "exit 1", TF_READER_ERROR_FAILED, "failed unexpectedly" },
  { "failed", "exit 65", TF_READER_ERROR_FAILED, "could not be read" },
  { "locked", "exit 66", TF_READER_ERROR_ENCRYPTED, "password" },
  { "certificate", "exit 67", TF_READER_ERROR_ENCRYPTED, "certificate" },
  { "damaged", "exit 68", TF_READER_ERROR_DAMAGED, "damaged" },
  { "unsupported", "exit 69", TF_READER_ERROR_UNSUPPORTED, "another program" },
  { "memory", "exit 71", TF_READER_ERROR_LIMIT, "more memory than is allowed" },
  { "too-large", "exit 72", TF_READER_ERROR_LIMIT, "larger than is" },
  { "silent", "exit 0", TF_READER_ERROR_FAILED, "failed unexpectedly" },
  { "garbage", "echo 0123456789012345678901234567890123456789", TF_READER_ERROR_FAILED,
    "failed unexpectedly" },
  { "endless", "exec /bin/cat /dev/zero", TF_READER_ERROR_FAILED, "failed unexpectedly" },
  { "hangs", "exec /bin/sleep 60", TF_READER_ERROR_LIMIT, "longer than is allowed" },
  { "hangs-after-closing", "exec >&- /bin/sleep 60", TF_READER_ERROR_FAILED,
    "failed unexpectedly" },
};

static void
set_up (Fixture       *fixture,
        gconstpointer  script)
{
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("reader-process-XXXXXX", NULL);
  fixture->program = g_build_filename (fixture->folder, "stand-in", NULL);
  path = g_build_filename (fixture->folder, "x.pdf", NULL);
  g_assert_true (g_file_set_contents (path, "Some text", -1, NULL));
  fixture->file = g_file_new_for_path (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  script)
{
  g_unlink (fixture->program);
  g_unlink (g_file_peek_path (fixture->file));
  g_rmdir (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->program);
  g_free (fixture->folder);
  if (fixture->reader != NULL)
    g_assert_finalize_object (fixture->reader);
}

/* Makes a reader that runs a shell script. */
static void
stand_in (Fixture    *fixture,
          const char *script)
{
  g_autofree char *before = g_strdup (g_getenv ("TF_READER"));
  g_autofree char *content = g_strdup_printf ("#!/bin/sh\n%s\n", script);

  g_assert_true (g_file_set_contents_full (fixture->program, content, -1,
                                           G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("TF_READER", fixture->program, TRUE);
  fixture->reader = tf_reader_new ();
  tf_reader_set_time_limit (fixture->reader, 1500);
  if (before != NULL)
    g_setenv ("TF_READER", before, TRUE);
  else
    g_unsetenv ("TF_READER");
}

static void
test_end (Fixture       *fixture,
          gconstpointer  data)
{
  const EndCase *test = data;
  g_autoptr(GError) error = NULL;

  stand_in (fixture, test->script);
  g_assert_null (tf_reader_render_page (fixture->reader, fixture->file, NULL, 1, 100, NULL,
                                        &error));
  g_assert_error (error, TF_READER_ERROR, (int) test->code);
  g_assert_nonnull (strstr (error->message, "“x.pdf”"));
  g_assert_nonnull (strstr (error->message, test->words));
}

static void
test_missing_child (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  stand_in (fixture, "exit 0");
  g_unlink (fixture->program);
  g_assert_null (tf_reader_describe (fixture->reader, fixture->file, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "Install Techfile again."));
}

static void
test_missing_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) missing = g_file_get_child (fixture->file, "missing");

  stand_in (fixture, "exit 0");
  g_assert_null (tf_reader_describe (fixture->reader, missing, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED);
}

static void
test_special_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  stand_in (fixture, "exit 0");
  g_unlink (g_file_peek_path (fixture->file));
  g_assert_cmpint (mkfifo (g_file_peek_path (fixture->file), 0600), ==, 0);
  g_assert_null (tf_reader_describe (fixture->reader, fixture->file, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED);
}

/* The child has the standard descriptors and the file, and of the environment what it needs. */
static void
test_surroundings (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_setenv ("TF_SECRET", "secret", TRUE);
  stand_in (fixture, "test -z \"$TF_SECRET\" || exit 66\n"
                     "test -z \"$G_DEBUG\" || exit 67\n"
                     "for fd in 4 5 6 7 8 9; do test ! -e /proc/$$/fd/$fd || exit 68; done\n"
                     "read text <&3; test \"$text\" = 'Some text' || exit 69\n"
                     "exit 71");
  g_unsetenv ("TF_SECRET");
  g_assert_null (tf_reader_describe (fixture->reader, fixture->file, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_LIMIT);
}

/* Text that came whole before the end counts. */
static void
test_partial_text (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  gboolean complete = TRUE;

  stand_in (fixture, "printf 'TFTX\\001\\000\\000\\000\\002\\000\\000\\000\\000\\000\\000\\000ab'\n"
                     "printf 'TFTX\\002\\000\\000\\000\\011\\000\\000\\000\\000\\000\\000\\000ab'\n"
                     "kill -SEGV $$");
  pages = tf_reader_extract_text (fixture->reader, fixture->file, NULL, &complete, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (complete);
  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_cmpstr (((TfPageText *) pages->pdata[0])->text, ==, "ab");
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = NULL;

  stand_in (fixture, "exec /bin/sleep 60");
  tf_reader_set_time_limit (fixture->reader, 60000);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_assert_null (tf_reader_render_page (fixture->reader, fixture->file, NULL, 1, 100, cancellable,
                                        &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

typedef struct
{
  GString *order;
  char     letter;
  guint   *n_left;
} Waiting;

static void
page_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Waiting *waiting = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_null (tf_reader_render_page_finish (TF_READER (source), result, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_DAMAGED);
  g_string_append_c (waiting->order, waiting->letter);
  *waiting->n_left -= 1;
}

static void
text_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Waiting *waiting = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_null (tf_reader_extract_text_finish (TF_READER (source), result, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_DAMAGED);
  g_string_append_c (waiting->order, waiting->letter);
  *waiting->n_left -= 1;
}

static void
facts_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Waiting *waiting = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_null (tf_reader_describe_finish (TF_READER (source), result, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_DAMAGED);
  g_string_append_c (waiting->order, waiting->letter);
  *waiting->n_left -= 1;
}

/* While two run, text waits behind facts, facts behind pages, and the newest page is first. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GString) order = g_string_new (NULL);
  guint n_left = 7;
  Waiting waiting[7];

  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    waiting[i] = (Waiting) { order, 'a' + i, &n_left };

  stand_in (fixture, "/bin/sleep 0.2; exit 68");
  for (guint i = 0; i < 2; i++)
    tf_reader_render_page_async (fixture->reader, fixture->file, NULL, 1, 100, NULL, page_done_cb,
                                 &waiting[i]);
  g_usleep (100 * 1000);
  tf_reader_extract_text_async (fixture->reader, fixture->file, NULL, NULL, text_done_cb,
                                &waiting[2]);
  tf_reader_describe_async (fixture->reader, fixture->file, NULL, NULL, facts_done_cb, &waiting[3]);
  for (guint i = 4; i < 7; i++)
    tf_reader_render_page_async (fixture->reader, fixture->file, NULL, 1, 100, NULL, page_done_cb,
                                 &waiting[i]);

  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);

  /* Two run at once, so each pair may end either way round. */
  for (guint i = 0; i + 1 < order->len; i += 2)
    {
      if (order->str[i] > order->str[i + 1])
        {
          char first = order->str[i];

          order->str[i] = order->str[i + 1];
          order->str[i + 1] = first;
        }
    }
  g_assert_cmpstr (order->str, ==, "abfgdec");
}

/* Started by hand, the real reader refuses what is no request, and what is no file. */
static void
test_usage (void)
{
  static const struct { const char *arguments[4]; int status; } requests[] = {
    { { NULL }, TF_READER_EXIT_USAGE },
    { { "print" }, TF_READER_EXIT_USAGE },
    { { "page", "1" }, TF_READER_EXIT_USAGE },
    { { "info" }, TF_READER_EXIT_FAILED },
    { { "text" }, TF_READER_EXIT_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      const char *words[6] = { g_getenv ("TF_READER"), };
      g_autoptr(GError) error = NULL;
      g_autoptr(GSubprocess) child = NULL;

      for (guint j = 0; j < 4; j++)
        words[j + 1] = requests[i].arguments[j];
      child = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
      g_assert_no_error (error);
      g_subprocess_wait (child, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_get_if_exited (child));
      g_assert_cmpint (g_subprocess_get_exit_status (child), ==, requests[i].status);
    }
}

static void
test_answers (void)
{
  TfReaderPageHeader page = { TF_READER_PAGE_MAGIC, 2, 2, 8 };
  TfReaderTextHeader text = { TF_READER_TEXT_MAGIC, 1, G_MAXUINT32, 0 };
  guint8 buffer[sizeof page + 16] = { 0, };
  g_autoptr(GBytes) good = NULL;
  g_autoptr(GBytes) short_page = NULL;
  g_autoptr(GBytes) huge = NULL;
  g_autoptr(GBytes) long_text = NULL;
  g_autoptr(TfPageImage) image = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  gboolean complete;

  memcpy (buffer, &page, sizeof page);
  good = g_bytes_new (buffer, sizeof buffer);
  image = tf_reader_answer_parse_page (good);
  g_assert_nonnull (image);
  g_assert_cmpuint (g_bytes_get_size (image->pixels), ==, 16);

  short_page = g_bytes_new (buffer, sizeof buffer - 1);
  g_assert_null (tf_reader_answer_parse_page (short_page));

  page.width = page.height = 0x40000000;
  page.stride = 0;
  memcpy (buffer, &page, sizeof page);
  huge = g_bytes_new (buffer, sizeof page);
  g_assert_null (tf_reader_answer_parse_page (huge));

  long_text = g_bytes_new (&text, sizeof text);
  pages = tf_reader_answer_parse_text (long_text, &complete);
  g_assert_cmpuint (pages->len, ==, 0);
  g_assert_false (complete);

  g_assert_null (tf_reader_answer_parse_facts (good));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (end_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader-process/end/%s", end_cases[i].label);

      g_test_add (path, Fixture, &end_cases[i], set_up, test_end, tear_down);
    }
  g_test_add ("/reader-process/missing-child", Fixture, NULL, set_up, test_missing_child,
              tear_down);
  g_test_add ("/reader-process/missing-file", Fixture, NULL, set_up, test_missing_file, tear_down);
  g_test_add ("/reader-process/special-file", Fixture, NULL, set_up, test_special_file, tear_down);
  g_test_add ("/reader-process/surroundings", Fixture, NULL, set_up, test_surroundings, tear_down);
  g_test_add ("/reader-process/partial-text", Fixture, NULL, set_up, test_partial_text, tear_down);
  g_test_add ("/reader-process/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/reader-process/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add_func ("/reader-process/usage", test_usage);
  g_test_add_func ("/reader-process/answers", test_answers);

  return g_test_run ();
}
