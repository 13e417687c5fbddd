/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-dossier.h"

G_BEGIN_DECLS

/* How far a point of the law is answered, from "nothing there" on. */
typedef enum {
  TF_STATE_MISSING,
  TF_STATE_DRAFT,
  TF_STATE_TO_CONFIRM,      /* taken over from another release, not looked at yet */
  TF_STATE_LAPSED,          /* was approved; the content has changed since */
  TF_STATE_READY,
  TF_STATE_APPROVED,
  TF_STATE_NOT_APPLICABLE,  /* with a reason given */
  TF_STATE_NOT_DUE,         /* its condition does not hold, or nobody has asked */
} TfState;

#define TF_N_STATES (TF_STATE_NOT_DUE + 1)

/* How many points are in which state. */
typedef struct
{
  guint n[TF_N_STATES];
} TfStateCount;

TfState      tf_state_of          (TfDossier         *dossier,
                                   const TfLawEntry  *entry);
TfState      tf_state_of_record   (TfDossier         *dossier,
                                   TfRecord          *record);
gboolean     tf_state_is_work     (TfDossier         *dossier,
                                   TfRecord          *record);
gboolean     tf_state_has_content (TfDossier         *dossier,
                                   const TfLawEntry  *entry);
gboolean     tf_state_is_denied   (TfDossier         *dossier,
                                   const TfLawEntry  *entry);
char        *tf_state_dup_reason  (TfDossier         *dossier,
                                   const TfLawEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
TfStateCount tf_state_count       (TfDossier         *dossier,
                                   TfLawKind          kind);
gboolean     tf_state_is_done     (TfState            state);
gboolean     tf_state_is_open     (TfState            state);
const char  *tf_state_to_string   (TfState            state);
const char  *tf_state_get_label   (TfState            state);
const char  *tf_state_get_label_in (TfState           state,
                                    const TfLanguage  *language);

/* What a conditional point's condition says about this release. */
typedef enum {
  TF_ANSWER_UNKNOWN,
  TF_ANSWER_NO,
  TF_ANSWER_YES,
} TfAnswer;

TfRecord    *tf_condition_find_record (TfDossier             *dossier,
                                       const TfLawCondition  *condition);
TfAnswer     tf_condition_answer      (TfDossier             *dossier,
                                       const TfLawCondition  *condition);

G_END_DECLS
