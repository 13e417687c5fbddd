/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf.h"

#include "tf-output.h"
#include "tf-pages-private.h"
#include "tf-pdf-finish.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/* Share of the work that drawing the pages takes. */
#define DRAWING_SHARE 0.6

/* A job and what it tells of itself. */
typedef struct
{
  TfPages              *pages;
  const char           *path;
  TfProgressFunc  progress;
  gpointer              progress_data;
  GCancellable         *cancellable;
} Job;

/* Where cairo's bytes go, and what went wrong first. */
typedef struct
{
  FILE *file;
  int   code;
} Sink;

static void
set_system_error (Job     *job,
                  int      code,
                  GError **error)
{
  g_autofree char *name = g_filename_display_name (job->path);

  g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED, _("“%s” could not be written: %s"),
               name, g_strerror (code));
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  Sink *sink = closure;

  if (sink->code == 0 && fwrite (data, 1, length, sink->file) != length)
    sink->code = errno;

  return sink->code == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
add_outline (TfPages         *pages,
             cairo_surface_t *surface)
{
  int parents[4] = { CAIRO_PDF_OUTLINE_ROOT, 0, 0, 0 };

  for (guint i = 0; i < pages->sections->len; i++)
    {
      const TfSection *section = &g_array_index (pages->sections, TfSection, i);
      guint level = section->block->level;
      g_autofree char *id = tf_dup_destination_id (section->block->destination);
      g_autofree char *link = g_strdup_printf ("dest='%s'", id);
      cairo_pdf_outline_flags_t flags = level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0;
      int entry = 0;

      /* A level that was left out hangs below the nearest one above it. */
      entry = cairo_pdf_surface_add_outline (surface, parents[level - 1], section->block->plain,
                                             link, flags);
      for (guint below = level; below < G_N_ELEMENTS (parents); below++)
        parents[below] = entry;
    }
}

static gboolean
draw_pages (Job              *job,
            cairo_surface_t  *surface,
            GError          **error)
{
  cairo_t *cr = cairo_create (surface);
  guint n_pages = tf_pages_get_n_pages (job->pages);
  gboolean drawn = TRUE;

  for (guint i = 0; drawn && i < n_pages; i++)
    {
      double width = 0;
      double height = 0;

      if (job->progress != NULL)
        job->progress (DRAWING_SHARE * i / n_pages, _("Drawing pages"), job->progress_data);
      tf_pages_get_size (job->pages, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      drawn = !g_cancellable_set_error_if_cancelled (job->cancellable, error) &&
              tf_pages_draw_page (job->pages, i, cr, TRUE, error);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);

  return drawn;
}

/* Lets cairo write the pages with their links and structure. */
static gboolean
write_pages (Job     *job,
             FILE    *file,
             GError **error)
{
  Sink sink = { .file = file };
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, TF_PAGE_SHORT,
                                                                  TF_PAGE_LONG);
  gboolean drawn = draw_pages (job, surface, error);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (drawn)
    add_outline (job->pages, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return FALSE;

  if (sink.code == 0 && fflush (file) != 0)
    sink.code = errno;
  if (sink.code != 0 || status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED,
                   _("The pages could not be written: %s"),
                   sink.code != 0 ? g_strerror (sink.code) : cairo_status_to_string (status));
      return FALSE;
    }

  return TRUE;
}

static void
finish_progress (double      fraction,
                 const char *message,
                 gpointer    user_data)
{
  Job *job = user_data;

  job->progress (DRAWING_SHARE + (1 - DRAWING_SHARE) * fraction, message, job->progress_data);
}

/* What stands for a picture that nobody described: its caption, or that it is one. */
static char *
dup_alternative (TfDocument    *document,
                 const TfBlock *figure)
{
  g_autofree char *caption = tf_inlines_dup_plain (figure->lines[0]);

  if (figure->alternative[0] != '\0')
    return g_strdup (figure->alternative);

  return caption[0] != '\0' ? tf_export_clean_text (caption, FALSE)
                            : g_strdup (L_ (document->words, "Picture"));
}

/* The descriptions of the figures in the order in which they are drawn. */
static GPtrArray *
list_alternatives (TfDocument *document)
{
  GPtrArray *alternatives = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TfBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->kind == TF_BLOCK_FIGURE)
        g_ptr_array_add (alternatives, dup_alternative (document, block));
    }

  return alternatives;
}

static gboolean
finish (Job                     *job,
        FILE                    *source,
        FILE                    *middle,
        FILE                    *target,
        const TfPdfPlaceholder  *placeholder,
        TfPdfRanges             *ranges,
        GError                 **error)
{
  TfDocument *document = tf_pages_get_document (job->pages);
  g_autofree char *joined = g_strjoinv (", ", document->keywords);
  g_autofree char *keywords = tf_export_clean_text (joined, FALSE);
  g_autoptr(GBytes) profile = tf_pdf_make_profile ();
  g_autoptr(GPtrArray) alternatives = list_alternatives (document);
  g_autofree char *xmp = NULL;
  TfPdfParts parts = {
    .title = document->title, .author = document->author, .subject = document->subject,
    .keywords = keywords, .language = document->language, .producer = "Techfile " TF_VERSION,
    .created = document->created, .profile = profile, .attachments = document->attachments,
    .alternatives = alternatives, .placeholder = placeholder,
    .progress = job->progress != NULL ? finish_progress : NULL, .progress_data = job,
    .cancellable = job->cancellable,
  };

  xmp = tf_pdf_dup_xmp (&parts, document->keywords);
  parts.xmp = xmp;

  return tf_pdf_finish (source, middle, target, job->path, &parts, ranges, error);
}

/* A file for what is only needed on the way, in the folder that has room for the result. */
static TfOutput *
new_nameless (const char  *path,
              GError     **error)
{
  TfOutput *output = tf_output_new (path, error);

  if (output != NULL)
    tf_output_forget (output);

  return output;
}

static gboolean
write_file (Job                     *job,
            FILE                    *target,
            const TfPdfPlaceholder  *placeholder,
            TfPdfRanges             *ranges,
            GError                 **error)
{
  g_autoptr(TfOutput) source = new_nameless (job->path, error);
  g_autoptr(TfOutput) middle = source != NULL ? new_nameless (job->path, error) : NULL;

  return middle != NULL &&
         write_pages (job, tf_output_get_file (source), error) &&
         finish (job, tf_output_get_file (source), tf_output_get_file (middle), target,
                    placeholder, ranges, error);
}

/**
 * tf_pdf_write_to:
 * @pages: what to write
 * @fd: an empty file, open for reading and writing; stays the caller's
 * @path: the file it will become, which messages name and beside which there is room
 * @progress: (nullable): told how far the work is
 * @progress_data: handed to @progress
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Writes what tf_pdf_write() does to a file that is open already.
 *
 * Returns: whether the file is complete
 */
gboolean
tf_pdf_write_to (TfPages         *pages,
                 int              fd,
                 const char      *path,
                 TfProgressFunc   progress,
                 gpointer         progress_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  Job job = {
    .pages = pages, .path = path, .progress = progress, .progress_data = progress_data,
    .cancellable = cancellable,
  };
  FILE *target = NULL;
  gboolean written = FALSE;
  int copy = -1;

  g_return_val_if_fail (pages != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  copy = dup (fd);
  target = copy >= 0 ? fdopen (copy, "w+b") : NULL;
  if (target == NULL)
    {
      set_system_error (&job, errno, error);
      if (copy >= 0)
        close (copy);
      return FALSE;
    }

  written = write_file (&job, target, NULL, NULL, error);
  if (fclose (target) == 0 || !written)
    return written;

  set_system_error (&job, errno, error);
  return FALSE;
}

/**
 * tf_pdf_write:
 * @pages: what to write
 * @path: the file; one that is there is replaced when the new one is complete
 * @placeholder: (nullable): asks for room for a signature
 * @ranges: (out) (optional): what the signature covers, where @placeholder is given
 * @progress: (nullable): told how far the work is
 * @progress_data: handed to @progress
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Writes a PDF/A-3b file with links, outline, structure, metadata and attachments.
 *
 * The same document gives the same bytes. A write that fails or is cancelled leaves
 * nothing behind, and a file that was at @path untouched. A signature fills the gap between
 * the two ranges, including its angle brackets.
 *
 * Returns: whether the file is there
 */
gboolean
tf_pdf_write (TfPages                 *pages,
              const char              *path,
              const TfPdfPlaceholder  *placeholder,
              TfPdfRanges             *ranges,
              TfProgressFunc           progress,
              gpointer                 progress_data,
              GCancellable            *cancellable,
              GError                 **error)
{
  g_autoptr(TfOutput) target = NULL;
  Job job = {
    .pages = pages, .path = path, .progress = progress, .progress_data = progress_data,
    .cancellable = cancellable,
  };

  g_return_val_if_fail (pages != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (placeholder == NULL || placeholder->field != NULL, FALSE);

  target = tf_output_new (path, error);

  return target != NULL &&
         write_file (&job, tf_output_get_file (target), placeholder, ranges, error) &&
         tf_output_commit (target, error);
}
