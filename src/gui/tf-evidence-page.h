/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-evidence-details.h"
#include "tf-evidence-list.h"
#include "tf-evidence-pane.h"

G_BEGIN_DECLS

/* The evidence of the product. Places "evidence" and "evidence/<record id>". */
#define TF_TYPE_EVIDENCE_PAGE (tf_evidence_page_get_type ())
G_DECLARE_FINAL_TYPE (TfEvidencePage, tf_evidence_page, TF, EVIDENCE_PAGE, GtkBox)

GtkWidget         *tf_evidence_page_new         (TfSession       *session);
TfEvidenceList    *tf_evidence_page_get_list    (TfEvidencePage  *self);
TfEvidenceDetails *tf_evidence_page_get_details (TfEvidencePage  *self);

G_END_DECLS
