/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-evidence-item.h"
#include "tf-intake.h"

G_BEGIN_DECLS

/* The evidence of the product: filters, search, and what can be done with several items at once.
 * Signal "open" (TfRecord *evidence), and "shown" when one item alone is selected. */
#define TF_TYPE_EVIDENCE_LIST (tf_evidence_list_get_type ())
G_DECLARE_FINAL_TYPE (TfEvidenceList, tf_evidence_list, TF, EVIDENCE_LIST, GtkBox)

GtkWidget         *tf_evidence_list_new           (TfSession       *session);
void               tf_evidence_list_update        (TfEvidenceList  *self);
GListModel        *tf_evidence_list_get_model     (TfEvidenceList  *self);
GtkSelectionModel *tf_evidence_list_get_selection (TfEvidenceList  *self);
TfIntake          *tf_evidence_list_get_intake    (TfEvidenceList  *self);
void               tf_evidence_list_verify        (TfEvidenceList  *self);
void               tf_evidence_list_set_filter    (TfEvidenceList  *self,
                                                   guint            filter);
void               tf_evidence_list_search        (TfEvidenceList  *self,
                                                   const char      *text);

/* What is done with everything that is selected, each one step that can be undone. */
gboolean           tf_evidence_list_set_selected    (TfEvidenceList  *self,
                                                     const char      *field,
                                                     const char      *value);
gboolean           tf_evidence_list_link_selected   (TfEvidenceList  *self,
                                                     const char      *subject);
gboolean           tf_evidence_list_remove_selected (TfEvidenceList  *self);

G_END_DECLS
