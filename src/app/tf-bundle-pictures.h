/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-document.h"
#include "tf-store.h"

G_BEGIN_DECLS

/* The pictures of a bundle, looked into by the confined reader. */
typedef struct _TfBundlePictures TfBundlePictures;

TfBundlePictures *tf_bundle_pictures_new  (TfStore           *store,
                                           gboolean           lenient,
                                           GPtrArray         *left_out) G_GNUC_WARN_UNUSED_RESULT;
void              tf_bundle_pictures_free (TfBundlePictures  *self);
cairo_surface_t  *tf_bundle_pictures_load (const char        *object,
                                           gpointer           user_data,
                                           GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfBundlePictures, tf_bundle_pictures_free)

G_END_DECLS
