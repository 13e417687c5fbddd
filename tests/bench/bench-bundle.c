/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints how long a bundle takes from the library to the file: bench-bundle [REPEAT [FILE]]. Each
 * point gets its text REPEAT times over; the bundle is left at FILE. */

#include "config.h"

#include "library-fixture.h"

#include "tf-text.h"

#include <stdio.h>
#include <string.h>

static void
lengthen (LibraryFixture *library,
          guint           repeat)
{
  GPtrArray *entries = tf_law_list (tf_workspace_get_law (library->workspace), TF_LAW_ELEMENT);

  for (guint i = 0; i < entries->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(GString) text = g_string_new ("<text xmlns=\"" TF_TEXT_NAMESPACE "\">");
      g_autoptr(GError) error = NULL;

      for (guint j = 0; j < repeat; j++)
        {
          g_autofree char *plain = g_markup_escape_text (entry->belongs, -1);

          g_string_append_printf (text, "<p>%s</p>", plain);
        }
      g_string_append (text, "</text>");
      tf_work_set (library->workspace, library->release, entry, "text", text->str, &error);
      g_assert_no_error (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  guint repeat = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 60;
  g_autoptr(TfExportResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start;

  library_fixture_fill (library);
  if (repeat > 0)
    lengthen (library, repeat);

  start = g_get_monotonic_time ();
  result = library_fixture_export (library, NULL, NULL, "bundle.pdf", &error);
  g_assert_no_error (error);
  printf ("%u pages, %" G_GUINT64_FORMAT " bytes: %.2f s\n", result->n_pages, result->size,
          (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC);

  if (argc > 2)
    {
      g_autoptr(GFile) from = g_file_new_for_path (result->path);
      g_autoptr(GFile) to = g_file_new_for_commandline_arg (argv[2]);

      g_file_move (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }

  return 0;
}
