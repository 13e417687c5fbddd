/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-tiff.h"

#include "tf-reader-protocol.h"

#include <tiffio.h>
#include <unistd.h>

static TIFF *
open_tiff (void)
{
  TIFF *tiff;

  TIFFSetErrorHandler (NULL);
  TIFFSetWarningHandler (NULL);

  /* Closing the TIFF closes the descriptor, and the memory map would turn a file that
   * shrinks into a crash. */
  lseek (TF_READER_FD, 0, SEEK_SET);
  tiff = TIFFFdOpen (dup (TF_READER_FD), "tiff", "rm");
  if (tiff == NULL)
    tf_read_fail (TF_READER_EXIT_DAMAGED);

  return tiff;
}

static gboolean
get_size (TIFF    *tiff,
          guint32 *width,
          guint32 *height)
{
  return TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, width) == 1 &&
         TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, height) == 1 &&
         *width > 0 && *height > 0;
}

/* libtiff gives premultiplied red, green, blue, alpha bytes; the page below is white. */
static void
turn_to_argb (guint32 *raster,
              gsize    n_pixels)
{
  for (gsize i = 0; i < n_pixels; i++)
    {
      guint alpha = TIFFGetA (raster[i]);
      guint red = MIN (TIFFGetR (raster[i]) + 255 - alpha, 255);
      guint green = MIN (TIFFGetG (raster[i]) + 255 - alpha, 255);
      guint blue = MIN (TIFFGetB (raster[i]) + 255 - alpha, 255);

      raster[i] = 0xff000000u | red << 16 | green << 8 | blue;
    }
}

static void
draw_and_write (guint32 *raster,
                guint32  columns,
                guint32  rows,
                guint    width)
{
  double scale;
  cairo_surface_t *surface = tf_read_surface_new (columns, rows, MIN (width, columns), &scale);
  cairo_surface_t *source;
  cairo_t *cr;

  source = cairo_image_surface_create_for_data ((guchar *) raster, CAIRO_FORMAT_ARGB32,
                                                columns, rows, columns * 4);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, source, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    tf_read_fail (TF_READER_EXIT_MEMORY);
  cairo_destroy (cr);

  tf_read_write_surface (surface);
  cairo_surface_destroy (source);
  cairo_surface_destroy (surface);
}

/**
 * tf_read_tiff_info:
 * @info: where the facts go
 *
 * Tells how many pages a TIFF has and how large the first one is.
 */
void
tf_read_tiff_info (GVariantDict *info)
{
  TIFF *tiff = open_tiff ();
  guint32 width, height;
  guint n_pages = 1;

  if (get_size (tiff, &width, &height))
    {
      g_variant_dict_insert (info, TF_READER_KEY_SIZE, "(dd)", (double) width, (double) height);
      while (n_pages < TF_READER_MAX_PAGES && TIFFReadDirectory (tiff))
        n_pages++;
      g_variant_dict_insert (info, TF_READER_KEY_PAGES, "u", n_pages);
    }
  else
    {
      g_variant_dict_insert (info, TF_READER_KEY_STATE, "u", TF_READER_EXIT_DAMAGED);
    }

  TIFFClose (tiff);
}

/**
 * tf_read_tiff_page:
 * @page: which page, from 1
 * @width: how many pixels wide at most
 *
 * Draws one page of a TIFF and answers with it.
 */
void
tf_read_tiff_page (guint page,
                   guint width)
{
  TIFF *tiff = open_tiff ();
  guint32 columns, rows;
  guint32 *raster;

  if (page > TF_READER_MAX_PAGES)
    tf_read_fail (TF_READER_EXIT_NO_PAGE);
  for (guint i = 1; i < page; i++)
    {
      if (!TIFFReadDirectory (tiff))
        tf_read_fail (TF_READER_EXIT_NO_PAGE);
    }
  if (!get_size (tiff, &columns, &rows))
    tf_read_fail (TF_READER_EXIT_DAMAGED);
  if ((guint64) columns * rows > TF_READER_MAX_SOURCE || MAX (columns, rows) > 32767)
    tf_read_fail (TF_READER_EXIT_TOO_LARGE);

  raster = g_new (guint32, (gsize) columns * rows);
  if (!TIFFReadRGBAImageOriented (tiff, columns, rows, raster, ORIENTATION_TOPLEFT, 0))
    tf_read_fail (TF_READER_EXIT_DAMAGED);
  turn_to_argb (raster, (gsize) columns * rows);
  draw_and_write (raster, columns, rows, width);

  g_free (raster);
  TIFFClose (tiff);
}
