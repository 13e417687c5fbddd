/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shared by the parts of the bundle. */

#pragma once

#include "tf-bundle.h"

G_BEGIN_DECLS

/* A revision of evidence that a point of this release rests on. */
typedef struct
{
  TfRecord   *evidence;
  TfRecord   *revision;
  char       *label;        /* "E-014" */
  char       *destination;  /* "evidence/E-014", or "evidence/E-014-r2" for an older revision */
  const char *problem;      /* why its bytes are not in the bundle, or NULL */
  char       *file_name;    /* under which it is embedded, or "" */
} TfBundleProof;

typedef struct
{
  TfDossier             *dossier;
  TfLaw                 *law;
  const TfLanguage      *language;
  const TfBundleFacts   *facts;
  const TfBundleObjects *objects;
  TfDocument            *document;
  GDateTime             *time;
  GPtrArray             *proofs;    /* TfBundleProof, by number and revision */
  GHashTable            *by_revision;  /* id → TfBundleProof, which proofs owns */
  GPtrArray             *left_out;
} TfBundle;

/* A text in the language of the bundle, which is called "self" where it is made. */
#define T_(text) L_ (self->language, text)

/* Parts, in the order of the pages */
void           tf_bundle_add_front         (TfBundle          *self);
void           tf_bundle_add_families      (TfBundle          *self);
void           tf_bundle_add_matrix        (TfBundle          *self);
void           tf_bundle_add_open_points   (TfBundle          *self);
void           tf_bundle_add_evidence      (TfBundle          *self);
void           tf_bundle_add_attachments   (TfBundle          *self,
                                            GBytes            *manifest);

/* What parts share */
GPtrArray     *tf_bundle_list_proofs       (TfBundle          *self) G_GNUC_WARN_UNUSED_RESULT;
void           tf_bundle_proof_free        (TfBundleProof     *proof);
void           tf_bundle_add_proof_link    (TfBundle          *self,
                                            TfInlines         *line,
                                            TfRecord          *link);
void           tf_bundle_add_point_link    (TfBundle          *self,
                                            TfInlines         *line,
                                            const TfLawEntry  *entry);
void           tf_bundle_add_subject       (TfBundle          *self,
                                            TfInlines         *line,
                                            const char        *subject);
char          *tf_bundle_dup_destination   (const TfLawEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
char          *tf_bundle_dup_state         (TfBundle          *self,
                                            const TfLawEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
char          *tf_bundle_dup_explanation   (TfBundle          *self,
                                            const TfLawEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
TfText        *tf_bundle_read_text         (TfBundle          *self,
                                            const TfLawEntry  *entry,
                                            TfRecord          *record) G_GNUC_WARN_UNUSED_RESULT;
char          *tf_bundle_dup_date          (TfBundle          *self,
                                            const char        *iso) G_GNUC_WARN_UNUSED_RESULT;
const char    *tf_bundle_get_choice        (TfBundle          *self,
                                            TfRecord          *record,
                                            const char        *field);
void           tf_bundle_leave_out         (TfBundle          *self,
                                            char              *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfBundleProof, tf_bundle_proof_free)

G_END_DECLS
