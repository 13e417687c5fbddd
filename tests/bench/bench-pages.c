/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pages.h"
#include "tf-pdf.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/resource.h>

#define DEFAULT_PAGES 500

static const char words[] =
  "The device keeps its configuration in a signed store. Every change is logged with the time, "
  "the person and the value before and after, and the log can be exported by the administrator. "
  "Connections from outside need a client certificate issued by the manufacturer or by the "
  "operator's own authority; without one the port stays silent. ";

static void
add_chapter (TfDocument *document,
             guint       number)
{
  g_autofree char *point = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strdup_printf ("chapter-%u", number);
  g_autofree char *next = g_strdup_printf ("chapter-%u", number + 1);
  TfTable *table = tf_table_new (3);

  tf_document_add_heading (document, 1 + number % 3, point, "Handling of vulnerabilities", name);
  tf_document_add_side_note (document, point, "Annex VII, point 2(b)", "Ready");
  for (guint i = 0; i < 4; i++)
    {
      TfInlines *text = tf_inlines_new_text (words);

      tf_inlines_add (text, words, TF_INLINE_NONE);
      tf_inlines_add_link (text, "the next chapter", TF_INLINE_NONE, next, TRUE);
      tf_document_add_paragraph (document, text);
    }
  tf_table_set_column (table, 0, "Point", 1, TF_ALIGN_START);
  tf_table_set_column (table, 1, "Requirement", 4, TF_ALIGN_START);
  tf_table_set_column (table, 2, "Proofs", 1, TF_ALIGN_END);
  for (guint i = 0; i < 12; i++)
    {
      tf_table_add_text (table, point);
      tf_table_add_text (table, "Protect the integrity of stored, transmitted or processed data");
      tf_table_add_text (table, "3");
    }
  tf_document_add_table (document, table);
}

static TfDocument *
make_document (guint n_chapters)
{
  g_autoptr (GDateTime) created = g_date_time_new_utc (2027, 1, 15, 12, 0, 0);
  TfDocument *document = tf_document_new ("Benchmark", "en", created);

  tf_document_set_header (document, "Garden Cam 1.4");
  tf_document_set_footer (document, "Issue 1");
  tf_document_add_contents (document, "Contents", 2);
  for (guint i = 1; i <= n_chapters; i++)
    add_chapter (document, i);

  return document;
}

int
main (int    argc,
      char **argv)
{
  guint n_pages = argc > 1 ? MAX (atoi (argv[1]), 1) : DEFAULT_PAGES;
  g_autoptr (TfDocument) document = make_document (n_pages * 10 / 13);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("techfile-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.pdf", NULL);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (TfPages) pages = tf_pages_new (document, NULL, NULL, NULL, &error);
  gint64 laid_out = g_get_monotonic_time ();
  struct rusage usage;
  GStatBuf status;

  setlocale (LC_ALL, "");
  if (pages == NULL || !tf_pdf_write (pages, path, NULL, NULL, NULL, NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  getrusage (RUSAGE_SELF, &usage);
  g_stat (path, &status);
  g_print ("pages %u · layout %.2f s · writing %.2f s · %.1f MB · peak memory %ld MB\n",
           tf_pages_get_n_pages (pages), (laid_out - start) / 1e6,
           (g_get_monotonic_time () - laid_out) / 1e6, status.st_size / 1e6,
           usage.ru_maxrss / 1024);
  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
