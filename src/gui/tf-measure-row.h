/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* One measure and what becomes of it. */
#define TF_TYPE_MEASURE_ROW (tf_measure_row_get_type ())
G_DECLARE_FINAL_TYPE (TfMeasureRow, tf_measure_row, TF, MEASURE_ROW, GtkListBoxRow)

GtkWidget        *tf_measure_row_new        (TfSession         *session,
                                             const TfLawEntry  *measure);
void              tf_measure_row_show       (TfMeasureRow      *self,
                                             TfRecord          *record);
const char       *tf_measure_row_get_status (TfMeasureRow      *self);
gboolean          tf_measure_row_set_status (TfMeasureRow      *self,
                                             const char        *status);

G_END_DECLS
