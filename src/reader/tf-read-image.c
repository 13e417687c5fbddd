/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-image.h"

#include "tf-read-tiff.h"
#include "tf-reader-protocol.h"

#include <errno.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <libxml/xmlreader.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  int       width;      /* as stored, before the orientation is applied */
  int       height;
  gboolean  size_only;  /* stop as soon as the size is known */
  gboolean  oriented;   /* the format tells which way is up */
} Loading;

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Loading *loading = user_data;

  loading->width = width;
  loading->height = height;
  if (loading->size_only)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
  else if (width <= 0 || height <= 0 || (guint64) width * height > TF_READER_MAX_SOURCE)
    tf_read_fail (TF_READER_EXIT_TOO_LARGE);
}

/* The orientation of a JPEG is known only once there is a picture to hang it on. */
static gboolean
knows_size (Loading         *loading,
            GdkPixbufLoader *loader)
{
  return loading->size_only && loading->width > 0 &&
         (!loading->oriented || gdk_pixbuf_loader_get_pixbuf (loader) != NULL);
}

/* NULL where nothing installed reads the type. A picture whose end is missing still shows
 * what there is; only one without any pixels counts as damaged. */
static GdkPixbufLoader *
load (const char *type,
      Loading    *loading)
{
  g_autoptr(GError) error = NULL;
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_mime_type (type, &error);
  g_autofree guchar *buffer = g_malloc (64 * 1024);
  gboolean good = TRUE;
  ssize_t n = 1;

  if (loader == NULL)
    return NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), loading);
  while (good && n != 0 && !knows_size (loading, loader))
    {
      n = read (TF_READER_FD, buffer, 64 * 1024);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        tf_read_fail (TF_READER_EXIT_FAILED);
      good = gdk_pixbuf_loader_write (loader, buffer, n, NULL);
    }
  gdk_pixbuf_loader_close (loader, NULL);

  return loader;
}

/* Orientations 5 to 8 lay the picture on its side. */
static gboolean
is_on_side (GdkPixbuf *pixbuf)
{
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");

  return orientation != NULL && *orientation >= '5' && *orientation <= '8';
}

/* Smaller first and upright afterwards: turning copies every pixel. */
static GdkPixbuf *
fit (GdkPixbuf *pixbuf,
     double     scale,
     int        width,
     int        height)
{
  g_autoptr(GdkPixbuf) scaled = NULL;

  if (scale < 1)
    {
      scaled = gdk_pixbuf_scale_simple (pixbuf, width, height, GDK_INTERP_BILINEAR);
      if (scaled == NULL)
        tf_read_fail (TF_READER_EXIT_MEMORY);
      gdk_pixbuf_copy_options (pixbuf, scaled);
    }
  else
    {
      scaled = g_object_ref (pixbuf);
    }

  return gdk_pixbuf_apply_embedded_orientation (scaled);
}

/* Lays a picture onto a white surface of its own size. */
static void
paint (cairo_surface_t *surface,
       GdkPixbuf       *pixbuf)
{
  int width = MIN (cairo_image_surface_get_width (surface), gdk_pixbuf_get_width (pixbuf));
  int height = MIN (cairo_image_surface_get_height (surface), gdk_pixbuf_get_height (pixbuf));
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) +
                           (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *) (cairo_image_surface_get_data (surface) +
                                 (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++, from += n_channels)
        {
          guint alpha = has_alpha ? from[3] : 255;
          guint white = 255 * (255 - alpha);

          to[x] = 0xff000000u |
                  ((from[0] * alpha + white) / 255) << 16 |
                  ((from[1] * alpha + white) / 255) << 8 |
                  ((from[2] * alpha + white) / 255);
        }
    }
  cairo_surface_mark_dirty (surface);
}

/* Whether a drawing names files outside itself, which are never fetched. */
static gboolean
refers_outside (void)
{
  xmlTextReader *reader;
  gboolean outside = FALSE;

  lseek (TF_READER_FD, 0, SEEK_SET);
  reader = xmlReaderForFd (TF_READER_FD, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  while (!outside && xmlTextReaderRead (reader) == 1)
    {
      while (!outside && xmlTextReaderMoveToNextAttribute (reader) == 1)
        {
          const char *name = (const char *) xmlTextReaderConstLocalName (reader);
          const char *value = (const char *) xmlTextReaderConstValue (reader);

          outside = g_strcmp0 (name, "href") == 0 && value != NULL && *value != '\0' &&
                    *value != '#' && !g_str_has_prefix (value, "data:");
        }
    }
  xmlFreeTextReader (reader);

  return outside;
}

/**
 * tf_read_image_info:
 * @type: media type of the picture
 * @info: where the facts go
 *
 * Tells the size of a picture as it is seen, and how many pages a TIFF has.
 */
void
tf_read_image_info (const char   *type,
                    GVariantDict *info)
{
  g_autoptr(GdkPixbufLoader) loader = NULL;
  Loading loading = { 0, 0, TRUE, strcmp (type, "image/jpeg") == 0 };
  gboolean on_side = FALSE;

  if (strcmp (type, "image/tiff") == 0)
    {
      tf_read_tiff_info (info);
      return;
    }

  loader = load (type, &loading);
  if (loader == NULL)
    {
      g_variant_dict_insert (info, TF_READER_KEY_STATE, "u", TF_READER_EXIT_UNSUPPORTED);
      return;
    }
  if (loading.width <= 0 || loading.height <= 0)
    {
      g_variant_dict_insert (info, TF_READER_KEY_STATE, "u", TF_READER_EXIT_DAMAGED);
      return;
    }

  if (loading.oriented && gdk_pixbuf_loader_get_pixbuf (loader) != NULL)
    on_side = is_on_side (gdk_pixbuf_loader_get_pixbuf (loader));
  g_variant_dict_insert (info, TF_READER_KEY_PAGES, "u", 1);
  g_variant_dict_insert (info, TF_READER_KEY_SIZE, "(dd)",
                         (double) (on_side ? loading.height : loading.width),
                         (double) (on_side ? loading.width : loading.height));
  if (strcmp (type, "image/svg+xml") == 0)
    g_variant_dict_insert (info, TF_READER_KEY_OUTSIDE, "b", refers_outside ());
}

/* Gives the picture upright on white, no wider than wanted. */
static cairo_surface_t *
draw (GdkPixbuf *pixbuf,
      guint      wanted_width)
{
  gboolean on_side = is_on_side (pixbuf);
  int width = on_side ? gdk_pixbuf_get_height (pixbuf) : gdk_pixbuf_get_width (pixbuf);
  int height = on_side ? gdk_pixbuf_get_width (pixbuf) : gdk_pixbuf_get_height (pixbuf);
  g_autoptr(GdkPixbuf) upright = NULL;
  cairo_surface_t *surface;
  double scale;

  surface = tf_read_surface_new (width, height, MIN (wanted_width, (guint) width), &scale);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  upright = fit (pixbuf, scale, on_side ? height : width, on_side ? width : height);
  paint (surface, upright);

  return surface;
}

/**
 * tf_read_image_page:
 * @type: media type of the picture
 * @page: which page, from 1; only a TIFF has more than one
 * @width: how many pixels wide at most; a small picture is not enlarged
 *
 * Draws a picture upright on white and answers with it.
 */
void
tf_read_image_page (const char *type,
                    guint       page,
                    guint       width)
{
  g_autoptr(GdkPixbufLoader) loader = NULL;
  Loading loading = { 0, 0, FALSE, FALSE };
  cairo_surface_t *surface;
  GdkPixbuf *pixbuf;

  if (strcmp (type, "image/tiff") == 0)
    {
      tf_read_tiff_page (page, width);
      return;
    }
  if (page != 1)
    tf_read_fail (TF_READER_EXIT_NO_PAGE);

  loader = load (type, &loading);
  if (loader == NULL)
    tf_read_fail (TF_READER_EXIT_UNSUPPORTED);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    tf_read_fail (TF_READER_EXIT_DAMAGED);

  surface = draw (pixbuf, width);
  tf_read_write_surface (surface);
  cairo_surface_destroy (surface);
}
