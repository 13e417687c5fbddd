/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-output.h"

#include "tf-reader-protocol.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* Type of the file while its facts are gathered: that it is damaged is a fact too. */
static const char *described_type;

static void
write_all (const void *data,
           gsize       length)
{
  const char *rest = data;

  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, rest, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        tf_read_fail (TF_READER_EXIT_FAILED);
      rest += n;
      length -= n;
    }
}

/**
 * tf_read_describe:
 * @type: (transfer none): media type of the file, kept to the end
 *
 * From here on, a file that is locked or damaged ends in facts that say so.
 */
void
tf_read_describe (const char *type)
{
  described_type = type;
}

/**
 * tf_read_fail:
 * @status: a TfReaderExit
 *
 * Ends the process at once, from any depth.
 */
void
tf_read_fail (int status)
{
  if (described_type != NULL &&
      (status == TF_READER_EXIT_LOCKED || status == TF_READER_EXIT_DAMAGED))
    {
      g_auto(GVariantDict) facts = G_VARIANT_DICT_INIT (NULL);
      const char *type = g_steal_pointer (&described_type);

      g_variant_dict_insert (&facts, TF_READER_KEY_STATE, "u", status);
      g_variant_dict_insert (&facts, TF_READER_KEY_TYPE, "s", type);
      tf_read_write_info (g_variant_dict_end (&facts));
      status = TF_READER_EXIT_OK;
    }

  _exit (status);
}

/**
 * tf_read_surface_new:
 * @width: width of the page or picture, in its own units
 * @height: its height
 * @wanted_width: width in pixels that was asked for
 * @scale: (out): pixels for each unit
 *
 * Makes a white surface in the proportions of a page.
 *
 * It is as wide as asked, or narrower where the page would have too many pixels.
 *
 * Returns: (transfer full): the surface
 */
cairo_surface_t *
tf_read_surface_new (double  width,
                     double  height,
                     guint   wanted_width,
                     double *scale)
{
  cairo_surface_t *surface;
  cairo_t *cr;

  if (!(width > 0) || !(height > 0) || !isfinite (width) || !isfinite (height))
    tf_read_fail (TF_READER_EXIT_DAMAGED);

  *scale = wanted_width / width;
  *scale = MIN (*scale, sqrt (TF_READER_MAX_PIXELS / (width * height)));
  *scale = MIN (*scale, TF_READER_MAX_WIDTH / MAX (width, height));

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        MAX (1, (int) floor (width * *scale + 0.5)),
                                        MAX (1, (int) floor (height * *scale + 0.5)));
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    tf_read_fail (TF_READER_EXIT_MEMORY);

  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);

  return surface;
}

/**
 * tf_read_write_info:
 * @info: (transfer floating): the facts, of type a{sv}
 *
 * Answers "info".
 */
void
tf_read_write_info (GVariant *info)
{
  g_autoptr(GVariant) sunk = g_variant_ref_sink (info);

  write_all (g_variant_get_data (sunk), g_variant_get_size (sunk));
}

/**
 * tf_read_write_surface:
 * @surface: an image surface
 *
 * Answers "page".
 */
void
tf_read_write_surface (cairo_surface_t *surface)
{
  TfReaderPageHeader header = { 0, };

  cairo_surface_flush (surface);
  header.magic = TF_READER_PAGE_MAGIC;
  header.width = cairo_image_surface_get_width (surface);
  header.height = cairo_image_surface_get_height (surface);
  header.stride = cairo_image_surface_get_stride (surface);

  write_all (&header, sizeof header);
  write_all (cairo_image_surface_get_data (surface), (gsize) header.height * header.stride);
}

/**
 * tf_read_write_text:
 * @self: text on its way out, starting as zero but complete
 * @page: page the text stands on, from 1
 * @text: UTF-8
 *
 * Gives the text of one page. A page without text is passed over.
 *
 * Returns: whether more may follow
 */
gboolean
tf_read_write_text (TfReadText *self,
                    guint       page,
                    const char *text)
{
  TfReaderTextHeader header = { TF_READER_TEXT_MAGIC, page, 0, FALSE };
  gsize length = strlen (text);

  if (page > TF_READER_MAX_PAGES)
    {
      self->complete = FALSE;
      return FALSE;
    }

  if (length > TF_READER_MAX_TEXT - self->n_written)
    {
      const char *end = text + (TF_READER_MAX_TEXT - self->n_written);

      while (end > text && ((guchar) *end & 0xc0) == 0x80)
        end--;
      length = end - text;
      self->complete = FALSE;
    }

  if (length > 0)
    {
      header.length = length;
      write_all (&header, sizeof header);
      write_all (text, length);
      self->n_written += length;
    }

  return self->complete;
}

/**
 * tf_read_end_text:
 * @self: text on its way out
 *
 * Closes the answer to "text".
 */
void
tf_read_end_text (TfReadText *self)
{
  TfReaderTextHeader header = { TF_READER_TEXT_MAGIC, 0, 0, self->complete };

  write_all (&header, sizeof header);
}
