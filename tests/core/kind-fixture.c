/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kind-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define RECORDS_RESOURCE "/io/github/techfile/Techfile/records.xml"
#define END "</records>"

static char *folder;
static char *file;

static char *
load (const char *first,
      const char *second,
      const char *third)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), first, second, third, NULL);
  g_autoptr(GError) error = NULL;
  char *content;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

/* An overlay stands for the file of that resource, and GLib looks for one before anything else. */
void
kind_fixture_use (void)
{
  g_autofree char *records = load ("..", "data", "records.xml");
  g_autofree char *more = load ("core", "decision.xml", NULL);
  g_autofree char *all = NULL;
  g_autofree char *overlay = NULL;
  g_autoptr(GError) error = NULL;
  char *end = strstr (records, END);

  g_assert_nonnull (end);
  *end = '\0';
  all = g_strconcat (records, more, END "\n", NULL);
  folder = g_dir_make_tmp ("techfile-kinds-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (folder, "records.xml", NULL);
  g_file_set_contents (file, all, -1, &error);
  g_assert_no_error (error);

  overlay = g_strdup_printf (RECORDS_RESOURCE "=%s", file);
  g_setenv ("G_RESOURCE_OVERLAYS", overlay, TRUE);
}

void
kind_fixture_done (void)
{
  g_unlink (file);
  g_rmdir (folder);
  g_clear_pointer (&file, g_free);
  g_clear_pointer (&folder, g_free);
}
