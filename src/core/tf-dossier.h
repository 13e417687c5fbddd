/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-language.h"
#include "tf-law.h"
#include "tf-record.h"

G_BEGIN_DECLS

/* The technical file of one release as values: what rules, pages and manifests are made from.
 * Immutable and counted, so that any thread may read it. */
typedef struct _TfDossier TfDossier;

#define TF_TYPE_DOSSIER (tf_dossier_get_type ())
GType       tf_dossier_get_type          (void) G_GNUC_CONST;

TfDossier  *tf_dossier_new               (TfLaw        *law,
                                          GPtrArray    *records,
                                          const char   *product,
                                          const char   *release) G_GNUC_WARN_UNUSED_RESULT;
TfDossier  *tf_dossier_new_changed       (TfDossier    *self,
                                          GPtrArray    *changed) G_GNUC_WARN_UNUSED_RESULT;
TfDossier  *tf_dossier_ref               (TfDossier    *self) G_GNUC_WARN_UNUSED_RESULT;
void        tf_dossier_unref             (TfDossier    *self);

TfLaw      *tf_dossier_get_law           (TfDossier    *self);
const TfLanguage *tf_dossier_get_language (TfDossier   *self);
TfRecord   *tf_dossier_get_product       (TfDossier    *self);
TfRecord   *tf_dossier_get_release       (TfDossier    *self);
TfRecord   *tf_dossier_get_manufacturer  (TfDossier    *self);

TfRecord   *tf_dossier_lookup            (TfDossier    *self,
                                          const char   *id);
TfRecord   *tf_dossier_find              (TfDossier    *self,
                                          const char   *kind,
                                          const char   *key);
TfRecord   *tf_dossier_find_answer       (TfDossier         *self,
                                          const TfLawEntry  *entry);
GPtrArray  *tf_dossier_list              (TfDossier    *self,
                                          const char   *kind);
gboolean    tf_dossier_holds             (TfDossier    *self,
                                          const TfKind *kind);
GPtrArray  *tf_dossier_list_below        (TfDossier    *self,
                                          const char   *kind,
                                          const char   *parent) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_dossier_list_links        (TfDossier    *self,
                                          const char   *subject) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_dossier_list_subjects     (TfDossier    *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_dossier_list_measures     (TfDossier    *self,
                                          const char   *limb) G_GNUC_WARN_UNUSED_RESULT;
TfRecord   *tf_dossier_find_approval     (TfDossier    *self,
                                          const char   *subject);
TfRecord   *tf_dossier_get_last_revision (TfDossier    *self,
                                          TfRecord     *evidence);
GPtrArray  *tf_dossier_list_covered      (TfDossier    *self,
                                          const char   *subject) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_dossier_dup_digest        (TfDossier    *self,
                                          const char   *subject) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDossier, tf_dossier_unref)

G_END_DECLS
