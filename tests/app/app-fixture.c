/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"

#include <string.h>

#define PATIENCE_MS 60000

void
app_fixture_set_up (AppFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("en");

  store_fixture_set_up (&fixture->base, data);
  fixture->workspace = tf_workspace_new (fixture->base.store, law);
  fixture->product = store_fixture_add (&fixture->base, "product", NULL, "", "name", "Sensor", NULL);
  fixture->release = store_fixture_add (&fixture->base, "release", fixture->product, "", "version", "1.0", NULL);
}

void
app_fixture_tear_down (AppFixture    *fixture,
                       gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->release);
  g_clear_object (&fixture->product);
  /* A worker thread lets go of its task a moment after the task is done. */
  for (guint i = 0; i < 5000 && g_atomic_int_get (&G_OBJECT (fixture->workspace)->ref_count) > 1; i++)
    g_usleep (1000);
  g_assert_finalize_object (fixture->workspace);
  store_fixture_tear_down (&fixture->base, data);
}

GFile *
app_fixture_write_file (AppFixture *fixture,
                        const char *name,
                        const char *content)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, strlen (content), NULL));
  return g_file_new_for_path (path);
}

void
app_fixture_done_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  AppFixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("the work did not end in time");
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the work given to app_fixture_done_cb() is done. */
GAsyncResult *
app_fixture_wait (AppFixture *fixture)
{
  guint source = g_timeout_add (PATIENCE_MS, give_up_cb, NULL);

  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);

  return g_steal_pointer (&fixture->result);
}
