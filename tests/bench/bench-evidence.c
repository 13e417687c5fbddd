/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints how long it takes to take in 1 GB of evidence, beside what sha256sum and cp need for the
 * same file, and how much memory it took. */

#include "config.h"

#include "store-fixture.h"

#include <sys/resource.h>

#define N_MEGABYTES 1000

static void
write_file (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, 0, NULL, NULL);
  g_autofree guint32 *block = g_new (guint32, 256 * 1024);

  for (guint i = 0; i < N_MEGABYTES; i++)
    {
      for (guint j = 0; j < 256 * 1024; j++)
        block[j] = g_random_int ();
      g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), block, 1024 * 1024, NULL, NULL, NULL));
    }
}

static double
time_command (const char *command)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;

  g_spawn_command_line_sync (command, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return (g_get_monotonic_time () - start) / 1e6;
}

int
main (int   argc,
      char *argv[])
{
  StoreFixture fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *sum_command = NULL;
  g_autofree char *copy_command = NULL;
  g_autofree char *sum = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) error = NULL;
  struct rusage usage;
  double sum_time, copy_time;
  gint64 start;
  guint64 size;

  store_fixture_set_up (&fixture, NULL);
  path = g_build_filename (fixture.folder, "big", NULL);
  file = g_file_new_for_path (path);
  write_file (path);
  sum_command = g_strdup_printf ("sha256sum %s", path);
  copy_command = g_strdup_printf ("sh -c 'cp %s %s.copy && sync %s.copy'", path, path, path);
  sum_time = time_command (sum_command);
  copy_time = time_command (copy_command);

  start = g_get_monotonic_time ();
  g_assert_true (tf_store_take_file (fixture.store, file, NULL, NULL, NULL, &sum, &size, &error));
  getrusage (RUSAGE_SELF, &usage);
  g_print ("take in %d MB      %6.2f s, at most %ld MB of memory\n", N_MEGABYTES,
           (g_get_monotonic_time () - start) / 1e6, usage.ru_maxrss / 1024);
  g_print ("sha256sum         %6.2f s\n", sum_time);
  g_print ("cp and sync       %6.2f s\n", copy_time);

  store_fixture_tear_down (&fixture, NULL);
  return 0;
}
