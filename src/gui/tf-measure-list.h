/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* The measures that meet a duty: typical ones of the catalogue to be taken over as done, planned
 * or not used and why, and a person's own. */
#define TF_TYPE_MEASURE_LIST (tf_measure_list_get_type ())
G_DECLARE_FINAL_TYPE (TfMeasureList, tf_measure_list, TF, MEASURE_LIST, GtkBox)

GtkWidget *tf_measure_list_new    (TfSession         *session,
                                   const TfLawEntry  *limb);
void       tf_measure_list_update (TfMeasureList     *self,
                                   TfDossier         *dossier);
gboolean   tf_measure_list_add    (TfMeasureList     *self,
                                   const char        *text);

G_END_DECLS
