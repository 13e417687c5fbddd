/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints how long it takes from starting the program to the first frame of its window, for an
 * empty library and for one with the sample product. Needs a display. */

#include "config.h"

#include "store-fixture.h"
#include "tf-application.h"
#include "tf-template.h"

#include <unistd.h>

#define N_RUNS 5

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  _exit (0);
}

static void
realize_cb (GtkWidget *window,
            gpointer   user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 gpointer        user_data)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), NULL);
}

/* The program as it is, which ends when its window is there. */
static int
run_child (int    argc,
           char **argv)
{
  g_autoptr(TfApplication) application = tf_application_new ();

  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_application_run (G_APPLICATION (application), argc, argv);
  return 1;
}

static double
time_start (const char *program,
            const char *library)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--library",
                                                   library, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
print_starts (const char *what,
              const char *program,
              const char *library)
{
  double best = G_MAXDOUBLE;
  double sum = 0;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double time = time_start (program, library);

      best = MIN (best, time);
      sum += time;
    }
  g_print ("start to first window, %-16s  best %6.0f ms, mean %6.0f ms\n", what, best, sum / N_RUNS);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(TfRecord) product = tf_sample_add_finish (TF_WORKSPACE (source), result, NULL);

  g_assert_nonnull (product);
  *(gboolean *) user_data = TRUE;
}

static void
add_sample (StoreFixture *fixture)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("en");
  g_autoptr(TfWorkspace) workspace = tf_workspace_new (fixture->store, law);
  gboolean done = FALSE;

  tf_sample_add_async (workspace, NULL, NULL, NULL, done_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  StoreFixture fixture = { 0 };

  if (argc > 1)
    return run_child (argc, argv);

  store_fixture_set_up (&fixture, NULL);
  g_clear_object (&fixture.store);
  print_starts ("empty library", argv[0], fixture.path);

  store_fixture_reopen (&fixture, TRUE);
  add_sample (&fixture);
  g_clear_object (&fixture.store);
  print_starts ("sample product", argv[0], fixture.path);

  store_fixture_tear_down (&fixture, NULL);
  return 0;
}
