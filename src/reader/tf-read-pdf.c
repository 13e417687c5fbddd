/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-pdf.h"

#include "tf-reader-protocol.h"

#include <poppler.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_SEARCHED (256 * 1024 * 1024)

/* Not every poppler defines how its own types are cleaned up. */
typedef PopplerDocument Document;
typedef PopplerPage     Sheet;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, g_object_unref)

/* Poppler says what it had to mend only in its log. */
static guint n_complaints;

static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        user_data)
{
  n_complaints++;
}

/* Looks for a word in the bytes of the file, as far as the limits allow. */
static gboolean
file_contains (const char *word)
{
  gboolean found = FALSE;
  struct stat info;
  gsize length;
  void *data;

  if (fstat (TF_READER_FD, &info) != 0 || info.st_size == 0)
    return FALSE;

  length = MIN (info.st_size, MAX_SEARCHED);
  data = mmap (NULL, length, PROT_READ, MAP_PRIVATE, TF_READER_FD, 0);
  if (data != MAP_FAILED)
    {
      found = memmem (data, length, word, strlen (word)) != NULL;
      munmap (data, length);
    }

  return found;
}

static PopplerDocument *
open_document (int *status)
{
  g_autoptr(GError) error = NULL;
  PopplerDocument *document;

  g_log_set_handler ("Poppler", G_LOG_LEVEL_MASK, log_cb, NULL);
  /* Poppler closes what it is given. */
  document = poppler_document_new_from_fd (dup (TF_READER_FD), NULL, &error);

  if (document != NULL)
    *status = TF_READER_EXIT_OK;
  else if (!g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    *status = TF_READER_EXIT_DAMAGED;
  else if (file_contains ("Adobe.PubSec"))
    *status = TF_READER_EXIT_CERTIFICATE;
  else
    *status = TF_READER_EXIT_LOCKED;

  return document;
}

static PopplerDocument *
need_document (void)
{
  int status;
  PopplerDocument *document = open_document (&status);

  if (document == NULL)
    tf_read_fail (status);

  return document;
}

static void
add_first_page (PopplerDocument *document,
                GVariantDict    *info)
{
  g_autoptr(Sheet) page = poppler_document_get_page (document, 0);
  double width, height;

  if (page == NULL)
    {
      g_variant_dict_insert (info, TF_READER_KEY_STATE, "u", TF_READER_EXIT_DAMAGED);
      return;
    }

  poppler_page_get_size (page, &width, &height);
  g_variant_dict_insert (info, TF_READER_KEY_SIZE, "(dd)", width, height);
}

/**
 * tf_read_pdf_info:
 * @info: where the facts go
 *
 * Tells about a PDF: its pages, and what stands in the way of using them.
 */
void
tf_read_pdf_info (GVariantDict *info)
{
  int status;
  g_autoptr(Document) document = open_document (&status);
  g_autofree char *title = NULL;
  int n_pages;

  g_variant_dict_insert (info, TF_READER_KEY_STATE, "u", status);
  if (document == NULL)
    return;

  n_pages = MAX (0, poppler_document_get_n_pages (document));
  g_variant_dict_insert (info, TF_READER_KEY_PAGES, "u", n_pages);
  if (n_pages > 0)
    add_first_page (document, info);
  g_variant_dict_insert (info, TF_READER_KEY_REPAIRED, "b", n_pages > 0 && n_complaints > 0);
  g_variant_dict_insert (info, TF_READER_KEY_RESTRICTED, "b",
                         (~poppler_document_get_permissions (document) &
                          POPPLER_PERMISSIONS_FULL) != 0);
  g_variant_dict_insert (info, TF_READER_KEY_SCRIPTS, "b",
                         poppler_document_has_javascript (document) ||
                         file_contains ("/JavaScript"));
  g_variant_dict_insert (info, TF_READER_KEY_ATTACHED, "b",
                         poppler_document_has_attachments (document));

  title = poppler_document_get_title (document);
  if (title != NULL && *title != '\0' && g_utf8_validate (title, -1, NULL))
    g_variant_dict_insert (info, TF_READER_KEY_TITLE, "s", title);
}

/**
 * tf_read_pdf_page:
 * @page: which page, from 1
 * @width: how many pixels wide
 *
 * Draws a page as it is seen, with its annotations and filled-in fields, and answers with it.
 */
void
tf_read_pdf_page (guint page,
                  guint width)
{
  g_autoptr(Document) document = need_document ();
  g_autoptr(Sheet) sheet = NULL;
  cairo_surface_t *surface;
  double points_x, points_y, scale;
  cairo_t *cr;

  if (page > (guint) MAX (0, poppler_document_get_n_pages (document)))
    tf_read_fail (TF_READER_EXIT_NO_PAGE);

  sheet = poppler_document_get_page (document, page - 1);
  if (sheet == NULL)
    tf_read_fail (TF_READER_EXIT_DAMAGED);

  poppler_page_get_size (sheet, &points_x, &points_y);
  surface = tf_read_surface_new (points_x, points_y, width, &scale);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  poppler_page_render (sheet, cr);
  if (cairo_status (cr) == CAIRO_STATUS_NO_MEMORY)
    tf_read_fail (TF_READER_EXIT_MEMORY);
  cairo_destroy (cr);

  tf_read_write_surface (surface);
  cairo_surface_destroy (surface);
}

/**
 * tf_read_pdf_text:
 * @text: text on its way out
 *
 * Gives the text of every page.
 */
void
tf_read_pdf_text (TfReadText *text)
{
  g_autoptr(Document) document = need_document ();
  int n_pages = poppler_document_get_n_pages (document);

  for (int i = 0; i < n_pages; i++)
    {
      g_autoptr(Sheet) page = poppler_document_get_page (document, i);
      g_autofree char *content = page != NULL ? poppler_page_get_text (page) : NULL;
      g_autofree char *valid = content != NULL ? g_utf8_make_valid (content, -1) : NULL;

      if (valid != NULL && !tf_read_write_text (text, i + 1, valid))
        return;
    }
}
