/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-evidence-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A file was dropped on the row of evidence. */
typedef void (*TfEvidenceDropFunc) (GtkWidget       *cell,
                                    TfEvidenceItem  *item,
                                    GFile           *file,
                                    gpointer         user_data);

GtkListItemFactory *tf_evidence_cell_factory_new (TfEvidenceColumn    column,
                                                  TfEvidenceDropFunc  drop,
                                                  gpointer            user_data)
                                                  G_GNUC_WARN_UNUSED_RESULT;
GtkListItemFactory *tf_evidence_row_factory_new  (TfEvidenceDropFunc  drop,
                                                  gpointer            user_data)
                                                  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
