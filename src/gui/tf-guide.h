/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-law.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the catalogue says about a point: what belongs there, what a notified body looks for, an
 * example, and how far the facts are verified. */
#define TF_TYPE_GUIDE (tf_guide_get_type ())
G_DECLARE_FINAL_TYPE (TfGuide, tf_guide, TF, GUIDE, GtkBox)

GtkWidget *tf_guide_new          (const TfLawEntry *entry);
void       tf_guide_set_expanded (TfGuide          *self,
                                  gboolean          expanded);

G_END_DECLS
