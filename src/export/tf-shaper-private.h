/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-language.h"
#include "tf-shaper.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

struct _TfShaper
{
  PangoFontMap  *map;
  PangoContext  *context;
  const TfLanguage *words;  /* in which links name their pages */
  GHashTable    *counts;  /* TfInlines → Count */
  GHashTable    *extents; /* TfInlines → Extent */
  GHashTable    *begun;   /* TfInlines → PangoLayout of a text drawn in part */
  GHashTable    *unshown; /* characters that the fonts lack */
  GString       *letters; /* the same, in the order in which they were met */
  TfPageOfFunc   page_of;
  gpointer       page_of_data;
};

guint              tf_shaper_find_page  (TfShaper             *self,
                                         const char           *destination,
                                         guint                *digits);
guint              tf_shaper_sum_digits (TfShaper             *self,
                                         const TfInlines      *inlines);
PangoLayout       *tf_shaper_new_layout (TfShaper             *self,
                                         const TfInlines      *inlines,
                                         TfStyle               style,
                                         double                width) G_GNUC_WARN_UNUSED_RESULT;
void               tf_shaper_set_text   (TfShaper             *self,
                                         PangoLayout          *layout,
                                         const TfInlines      *inlines,
                                         const TfStyleInfo    *info);
const TfInlineRun *tf_shaper_find_run   (const TfInlines      *inlines,
                                         const PangoGlyphItem *item);

G_END_DECLS
