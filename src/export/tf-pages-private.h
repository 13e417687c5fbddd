/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-flow.h"
#include "tf-pages.h"

G_BEGIN_DECLS

struct _TfPages
{
  gatomicrefcount  ref_count;
  GMutex           mutex;     /* the shaper belongs to one thread at a time */
  TfDocument      *document;
  TfShaper        *shaper;
  GHashTable      *pictures;  /* object → TfPictureSize */
  GPtrArray       *owned;     /* TfInlines made while laying out */
  GPtrArray       *pages;     /* TfPage */
  GHashTable      *places;    /* destination → page from 1 */
  GHashTable      *digits;    /* destination → digits reserved for its page */
  GArray          *sections;  /* TfSection */
};

gboolean tf_pages_draw_page (TfPages   *self,
                             guint      page,
                             cairo_t   *cr,
                             gboolean   tagged,
                             GError   **error);

G_END_DECLS
