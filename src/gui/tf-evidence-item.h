/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-dossier.h"
#include "tf-object-check.h"
#include "tf-validity.h"

G_BEGIN_DECLS

/* Newest revisions and uses of all evidence of a technical file, found out in one go. */
typedef struct _TfEvidenceIndex TfEvidenceIndex;

TfEvidenceIndex *tf_evidence_index_new          (TfDossier        *dossier)
                                                 G_GNUC_WARN_UNUSED_RESULT;
void             tf_evidence_index_free         (TfEvidenceIndex  *self);
TfRecord        *tf_evidence_index_get_revision (TfEvidenceIndex  *self,
                                                 TfRecord         *evidence);
guint            tf_evidence_index_get_n_used   (TfEvidenceIndex  *self,
                                                 TfRecord         *evidence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfEvidenceIndex, tf_evidence_index_free)

/* What the list of evidence shows of one item. */
typedef enum {
  TF_EVIDENCE_NUMBER,
  TF_EVIDENCE_TITLE,
  TF_EVIDENCE_REVISION,
  TF_EVIDENCE_TYPE,
  TF_EVIDENCE_SIZE,
  TF_EVIDENCE_VALID,
  TF_EVIDENCE_CONFIDENTIALITY,
  TF_EVIDENCE_USED,
  TF_N_EVIDENCE_COLUMNS,
} TfEvidenceColumn;

/* Evidence in a list. Signal "changed". */
#define TF_TYPE_EVIDENCE_ITEM (tf_evidence_item_get_type ())
G_DECLARE_FINAL_TYPE (TfEvidenceItem, tf_evidence_item, TF, EVIDENCE_ITEM, GObject)

TfEvidenceItem *tf_evidence_item_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void            tf_evidence_item_update       (TfEvidenceItem    *self,
                                               TfRecord          *evidence,
                                               TfEvidenceIndex   *index,
                                               GHashTable        *problems,
                                               const GDate       *today);
TfRecord       *tf_evidence_item_get_evidence (TfEvidenceItem    *self);
TfRecord       *tf_evidence_item_get_revision (TfEvidenceItem    *self);
TfObjectProblem tf_evidence_item_get_problem  (TfEvidenceItem    *self);
TfValidity      tf_evidence_item_get_validity (TfEvidenceItem    *self);
guint           tf_evidence_item_get_n_used   (TfEvidenceItem    *self);
const char     *tf_evidence_item_get_text     (TfEvidenceItem    *self,
                                               TfEvidenceColumn   column);
char           *tf_evidence_item_dup_sentence (TfEvidenceItem    *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
