/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-preview.h"

G_BEGIN_DECLS

/* Evidence beside the text: its pages, and a way to link some of them. */
#define TF_TYPE_EVIDENCE_PANE (tf_evidence_pane_get_type ())
G_DECLARE_FINAL_TYPE (TfEvidencePane, tf_evidence_pane, TF, EVIDENCE_PANE, GtkBox)

GtkWidget *tf_evidence_pane_new          (TfSession         *session);
void       tf_evidence_pane_set_subject  (TfEvidencePane    *self,
                                          const TfLawEntry  *subject);
void       tf_evidence_pane_show         (TfEvidencePane    *self,
                                          TfRecord          *revision,
                                          const char        *pages);
gboolean   tf_evidence_pane_show_id      (TfEvidencePane    *self,
                                          const char        *id);
TfPreview *tf_evidence_pane_get_preview  (TfEvidencePane    *self);

G_END_DECLS
