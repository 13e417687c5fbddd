/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli-private.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* How often a line of progress is written again. */
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 5)

static GMutex progress_mutex;
static gint64 progress_shown;  /* when, or 0 where nothing is shown */

/**
 * tf_cli_ready_cb:
 * @source: what worked
 * @result: what came of it
 * @user_data: the command
 *
 * Ends tf_cli_wait().
 */
void
tf_cli_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  TfCli *self = user_data;

  g_set_object (&self->result, result);
}

/**
 * tf_cli_wait:
 * @self: the command
 *
 * Waits for work that was begun with tf_cli_ready_cb().
 *
 * Returns: (transfer full): what came of it
 */
GAsyncResult *
tf_cli_wait (TfCli *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  tf_cli_end_progress ();
  return g_steal_pointer (&self->result);
}

/**
 * tf_cli_wait_for_input:
 * @fd: a descriptor
 * @cancellable: cancelled when the person presses Ctrl+C
 * @error: return location for an error
 *
 * Waits until something can be read, which a pipe or a person may never deliver.
 *
 * Returns: %FALSE with @error set where the person would not wait
 */
gboolean
tf_cli_wait_for_input (int            fd,
                       GCancellable  *cancellable,
                       GError       **error)
{
  GPollFD fds[2] = { { .fd = fd, .events = G_IO_IN } };
  guint n = g_cancellable_make_pollfd (cancellable, &fds[1]) ? 2 : 1;

  while (g_poll (fds, n, -1) < 0 && errno == EINTR)
    ;
  if (n == 2)
    g_cancellable_release_fd (cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * tf_cli_progress:
 * @fraction: how much is done, 0 to 1
 * @message: what is being done
 * @user_data: unused
 *
 * Shows how far work is, on a terminal only. A #TfProgressFunc; any thread may call it.
 */
void
tf_cli_progress (double      fraction,
                 const char *message,
                 gpointer    user_data)
{
  g_autoptr(GString) clean = NULL;
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO))
    return;

  g_mutex_lock (&progress_mutex);
  if (progress_shown == 0 || now - progress_shown >= PROGRESS_INTERVAL)
    {
      clean = g_string_new (NULL);
      tf_cli_append_clean (clean, message);
      fprintf (stderr, "\r\033[K%3d %%  %.*s", (int) (CLAMP (fraction, 0, 1) * 100),
               (int) (g_utf8_offset_to_pointer (clean->str,
                                                MIN (60,
                                                     g_utf8_strlen (clean->str, -1))) - clean->str),
               clean->str);
      progress_shown = now;
    }
  g_mutex_unlock (&progress_mutex);
}

/**
 * tf_cli_end_progress:
 *
 * Clears the line of progress, where one is shown.
 */
void
tf_cli_end_progress (void)
{
  g_mutex_lock (&progress_mutex);
  if (progress_shown != 0)
    fputs ("\r\033[K", stderr);
  progress_shown = 0;
  g_mutex_unlock (&progress_mutex);
}

/* A second Ctrl+C ends the program at once: the library stays whole whatever happens. */
static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
watch_thread (gpointer data)
{
  g_autoptr(GCancellable) cancellable = data;
  g_autoptr(GMainContext) context = g_main_context_new ();
  static const int watched[] = { SIGINT, SIGTERM };

  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    {
      g_autoptr(GSource) source = g_unix_signal_source_new (watched[i]);

      g_source_set_callback (source, interrupted_cb, cancellable, NULL);
      g_source_attach (source, context);
    }

  while (TRUE)
    g_main_context_iteration (context, TRUE);

  return NULL;
}

/**
 * tf_cli_watch_interrupt:
 * @cancellable: what to cancel
 *
 * Turns Ctrl+C and the signal to terminate into being cancelled, also while the main thread works.
 */
void
tf_cli_watch_interrupt (GCancellable *cancellable)
{
  g_thread_unref (g_thread_new ("interrupt", watch_thread, g_object_ref (cancellable)));
}
