/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-state.h"

G_BEGIN_DECLS

/* What an issue of the technical file is for. */
typedef enum {
  TF_PURPOSE_DRAFT,
  TF_PURPOSE_DOSSIER,
  TF_PURPOSE_FINAL,
} TfPurpose;

#define TF_N_PURPOSES (TF_PURPOSE_FINAL + 1)

typedef enum {
  TF_SEVERITY_BLOCKS,
  TF_SEVERITY_SHOULD,
  TF_SEVERITY_HINT,
} TfSeverity;

/* Something that a rule has to say about a release. */
typedef struct
{
  char       *rule;      /* stable name of the rule: "missing" */
  TfSeverity  severity;  /* for the purpose that was asked about */
  char       *citation;  /* provision it rests on; "" for a rule of good order */
  char       *subject;   /* point of the law it is about, or "" */
  char       *record;    /* identifier of the record to go to, or "" */
  char       *kind;      /* kind of that record, or of the one that is missing */
  char       *field;     /* field to go to, or "" */
  char       *message;   /* what is wrong and what to do, translated */
} TfFinding;

GPtrArray  *tf_check_dossier         (TfDossier     *dossier,
                                      TfPurpose      purpose,
                                      const GDate   *today) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_findings_block        (GPtrArray     *findings);
void        tf_finding_free          (TfFinding     *self);

const char *tf_severity_to_string    (TfSeverity     severity);
const char *tf_severity_get_label    (TfSeverity     severity);
const char *tf_severity_get_label_in (TfSeverity         severity,
                                      const TfLanguage  *language);
const char *tf_purpose_to_string     (TfPurpose      purpose);
const char *tf_purpose_get_label     (TfPurpose      purpose);
const char *tf_purpose_get_label_in  (TfPurpose          purpose,
                                      const TfLanguage  *language);
gboolean    tf_purpose_from_string   (const char    *text,
                                      TfPurpose     *purpose);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfFinding, tf_finding_free)

G_END_DECLS
