/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "export-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("techfile-export-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "document.pdf", NULL);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

TfPages *
lay_out (TfDocument *document)
{
  g_autoptr (GError) error = NULL;
  TfPages *pages = tf_pages_new (document, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return pages;
}

Pdf *
write_and_open (Fixture *fixture,
                TfPages *pages)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (fixture->path, NULL, NULL);
  Pdf *pdf = NULL;

  tf_pdf_write (pages, fixture->path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  pdf = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);

  return pdf;
}

char *
dup_page_text (Pdf   *pdf,
               guint  page)
{
  g_autoptr (PdfPage) p = poppler_document_get_page (pdf, page);

  return poppler_page_get_text (p);
}

char **
dup_page_texts (Pdf *pdf)
{
  GPtrArray *texts = g_ptr_array_new ();

  for (int i = 0; i < poppler_document_get_n_pages (pdf); i++)
    g_ptr_array_add (texts, dup_page_text (pdf, i));
  g_ptr_array_add (texts, NULL);

  return (char **) g_ptr_array_free (texts, FALSE);
}

guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

guint
count_of (const char *text,
          const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;

  return n;
}

/* The page from 0 on which @text stands, looked for from @first on, or -1. */
int
find_page_of (char       **texts,
              const char  *text,
              guint        first)
{
  for (guint i = first; texts[i] != NULL; i++)
    {
      if (strstr (texts[i], text) != NULL)
        return i;
    }

  return -1;
}
