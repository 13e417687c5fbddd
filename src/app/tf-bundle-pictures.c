/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-bundle-pictures.h"

#include "tf-reader.h"
#include "tf-workspace.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough for the width of a page at 300 dots per inch. */
#define MAX_WIDTH 2000

/* Pictures that stay in memory between learning their size and drawing them. */
#define MAX_KEPT 16

struct _TfBundlePictures
{
  TfStore    *store;
  TfReader   *reader;
  gboolean    lenient;    /* a picture that cannot be shown is replaced by an empty frame */
  GPtrArray  *left_out;
  GHashTable *kept;       /* object → cairo_surface_t */
};

/**
 * tf_bundle_pictures_new:
 * @store: the library that holds them
 * @lenient: whether a picture that cannot be shown becomes an empty frame
 * @left_out: (element-type utf8): gets a sentence for each such picture
 *
 * Returns: (transfer full): the pictures
 */
TfBundlePictures *
tf_bundle_pictures_new (TfStore   *store,
                        gboolean   lenient,
                        GPtrArray *left_out)
{
  TfBundlePictures *self = g_new0 (TfBundlePictures, 1);

  self->store = g_object_ref (store);
  self->reader = tf_reader_new ();
  self->lenient = lenient;
  self->left_out = g_ptr_array_ref (left_out);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) cairo_surface_destroy);

  return self;
}

/**
 * tf_bundle_pictures_free:
 * @self: (transfer full) (nullable): the pictures
 */
void
tf_bundle_pictures_free (TfBundlePictures *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->kept);
  g_ptr_array_unref (self->left_out);
  g_object_unref (self->reader);
  g_object_unref (self->store);
  g_free (self);
}

static cairo_surface_t *
make_surface (TfPageImage *image)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, image->width,
                                                         image->height);
  const guchar *pixels = g_bytes_get_data (image->pixels, NULL);
  guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;

  cairo_surface_flush (surface);
  for (guint row = 0; row < image->height; row++)
    memcpy (data + (gsize) row * stride, pixels + (gsize) row * image->stride,
            (gsize) image->width * 4);
  cairo_surface_mark_dirty (surface);

  return surface;
}

static cairo_surface_t *
read_picture (TfBundlePictures  *self,
              const char        *object,
              GError           **error)
{
  g_autofree char *path = tf_store_dup_object_path (self->store, object);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(TfPageImage) image = NULL;

  if (!tf_store_check_object (self->store, object, NULL, error))
    return NULL;
  facts = tf_reader_describe (self->reader, file, _("picture"), NULL, error);
  if (facts == NULL)
    return NULL;
  if (facts->type == NULL || facts->type->class != TF_MEDIA_IMAGE)
    {
      g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                           _("The file is not a picture."));
      return NULL;
    }

  image = tf_reader_render_page (self->reader, file, _("picture"), 1,
                                 (guint) CLAMP (facts->width, 1, MAX_WIDTH), NULL, error);
  return image != NULL ? make_surface (image) : NULL;
}

static cairo_surface_t *
make_frame (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 160);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.96, 0.96, 0.96);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_rectangle (cr, 1, 1, 638, 158);
  cairo_move_to (cr, 1, 1);
  cairo_line_to (cr, 639, 159);
  cairo_move_to (cr, 639, 1);
  cairo_line_to (cr, 1, 159);
  cairo_stroke (cr);
  cairo_destroy (cr);

  return surface;
}

/**
 * tf_bundle_pictures_load:
 * @object: SHA-256 of a picture
 * @user_data: the pictures
 * @error: return location for an error
 *
 * Gives a picture as pixels; a `TfPictureFunc`.
 *
 * Returns: (transfer full) (nullable): the picture, or `NULL` with @error set where it cannot be
 *   shown and that matters
 */
cairo_surface_t *
tf_bundle_pictures_load (const char  *object,
                         gpointer     user_data,
                         GError     **error)
{
  TfBundlePictures *self = user_data;
  cairo_surface_t *surface = g_hash_table_lookup (self->kept, object);
  g_autoptr(GError) problem = NULL;

  if (surface != NULL)
    return cairo_surface_reference (surface);

  surface = read_picture (self, object, &problem);
  if (surface == NULL && !self->lenient)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&problem), "%s: ",
                                  _("A picture cannot be shown"));
      return NULL;
    }
  if (surface == NULL)
    {
      g_ptr_array_add (self->left_out,
                       g_strdup_printf (_("A picture cannot be shown: %s"), problem->message));
      surface = make_frame ();
    }

  if (g_hash_table_size (self->kept) >= MAX_KEPT)
    g_hash_table_remove_all (self->kept);
  g_hash_table_insert (self->kept, g_strdup (object), cairo_surface_reference (surface));
  return surface;
}
