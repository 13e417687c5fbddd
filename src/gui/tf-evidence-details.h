/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-intake.h"

G_BEGIN_DECLS

/* One item of evidence: what is known about it, its revisions, and what it proves. */
#define TF_TYPE_EVIDENCE_DETAILS (tf_evidence_details_get_type ())
G_DECLARE_FINAL_TYPE (TfEvidenceDetails, tf_evidence_details, TF, EVIDENCE_DETAILS, GtkBox)

GtkWidget *tf_evidence_details_new         (TfSession          *session);
void       tf_evidence_details_show        (TfEvidenceDetails  *self,
                                            TfRecord           *evidence);
TfRecord  *tf_evidence_details_get_record  (TfEvidenceDetails  *self);
void       tf_evidence_details_update      (TfEvidenceDetails  *self);
TfIntake  *tf_evidence_details_get_intake  (TfEvidenceDetails  *self);
void       tf_evidence_details_save_copy   (TfEvidenceDetails  *self,
                                            TfRecord           *revision,
                                            GFile              *target);
guint      tf_evidence_details_get_n_used  (TfEvidenceDetails  *self);

G_END_DECLS
