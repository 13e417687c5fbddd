/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-reader-child.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <signal.h>
#include <unistd.h>

/* What a reader may know of its surroundings: language, fonts, and where libraries lie. */
static const char *const passed_on[] = {
  "ASAN_OPTIONS", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "GDK_PIXBUF_MODULEDIR",
  "GDK_PIXBUF_MODULE_FILE", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH",
  "LSAN_OPTIONS", "UBSAN_OPTIONS", "XDG_CACHE_HOME", "XDG_DATA_DIRS", "XDG_DATA_HOME",
};

static char **
build_environment (void)
{
  char **environment = g_new0 (char *, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (passed_on); i++)
    {
      const char *value = g_getenv (passed_on[i]);

      if (value != NULL)
        environment = g_environ_setenv (environment, passed_on[i], value, TRUE);
    }

  return environment;
}

static GSubprocess *
start (const char         *program,
       const char *const  *arguments,
       int                 fd,
       GError            **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_auto(GStrv) environment = build_environment ();
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_take_fd (launcher, fd, TF_READER_FD);

  g_ptr_array_add (words, (gpointer) program);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (words, (gpointer) *arguments);
  g_ptr_array_add (words, NULL);

  return g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
}

/* Reads once. FALSE at the end of the answer, or when it is longer than it may be. */
static gboolean
receive_some (int         fd,
              GByteArray *answer,
              gsize       max_answer)
{
  guint8 buffer[64 * 1024];
  ssize_t n = read (fd, buffer, sizeof buffer);

  if (n < 0)
    return errno == EINTR || errno == EAGAIN;
  if (n == 0 || answer->len + (gsize) n > max_answer)
    return FALSE;

  g_byte_array_append (answer, buffer, n);

  return TRUE;
}

/* Returns: whether the answer ended in time. */
static gboolean
receive (int           fd,
         GByteArray   *answer,
         gsize         max_answer,
         gint64        deadline,
         GCancellable *cancellable)
{
  GPollFD polls[2] = { { fd, G_IO_IN, 0 }, { -1, 0, 0 } };
  guint n_polls = g_cancellable_make_pollfd (cancellable, &polls[1]) ? 2 : 1;
  gboolean more = TRUE;

  while (more && !g_cancellable_is_cancelled (cancellable))
    {
      gint64 left = deadline - g_get_monotonic_time ();

      if (left <= 0)
        break;
      if (g_poll (polls, n_polls, left / 1000 + 1) > 0 && polls[0].revents != 0)
        more = receive_some (fd, answer, max_answer);
    }

  if (n_polls == 2)
    g_cancellable_release_fd (cancellable);

  return !more;
}

static TfReaderExit
get_end (GSubprocess *child)
{
  if (g_subprocess_get_if_exited (child))
    {
      int status = g_subprocess_get_exit_status (child);

      return status == 0 || (status >= TF_READER_EXIT_USAGE && status <= TF_READER_EXIT_TOO_LARGE)
               ? (TfReaderExit) status : TF_READER_EXIT_CRASHED;
    }

  return g_subprocess_get_term_sig (child) == SIGXCPU ? TF_READER_EXIT_TIME
                                                      : TF_READER_EXIT_CRASHED;
}

/**
 * tf_reader_child_run:
 * @program: path of techfile-reader
 * @arguments: (array zero-terminated=1): the request
 * @fd: (transfer full): the file, open for reading
 * @max_answer: how many bytes the answer may have
 * @time_limit: how many milliseconds it may take
 * @end: (out): how the reader ended
 * @cancellable: (nullable): ends the reader
 * @error: return location for an error
 *
 * Runs a reader to its end, or puts an end to it.
 *
 * Blocks the calling thread. What arrived before an end that was not good is given back
 * too, so that the caller may keep what is whole.
 *
 * Returns: (transfer full) (nullable): the answer, or `NULL` when the reader could not be
 *   started or @cancellable was used
 */
GBytes *
tf_reader_child_run (const char         *program,
                     const char *const  *arguments,
                     int                 fd,
                     gsize               max_answer,
                     guint               time_limit,
                     TfReaderExit       *end,
                     GCancellable       *cancellable,
                     GError            **error)
{
  gint64 deadline = g_get_monotonic_time () + time_limit * G_GINT64_CONSTANT (1000);
  g_autoptr(GByteArray) answer = g_byte_array_new ();
  g_autoptr(GSubprocess) child = NULL;
  gboolean in_time;
  int pipe_fd;

  g_return_val_if_fail (program != NULL && arguments != NULL && end != NULL, NULL);

  child = start (program, arguments, fd, error);
  if (child == NULL)
    return NULL;

  pipe_fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (child)));
  in_time = receive (pipe_fd, answer, max_answer, deadline, cancellable);

  /* An answer ends with the pipe. A reader on its way out keeps its exit status; whatever
   * runs on has no business left. */
  g_subprocess_force_exit (child);
  if (!g_subprocess_wait (child, NULL, error))
    return NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  *end = in_time ? get_end (child) : TF_READER_EXIT_TIME;

  return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
}
