/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-dossier.h"
#include "tf-store.h"

G_BEGIN_DECLS

#define TF_APP_ERROR (tf_app_error_quark ())
GQuark tf_app_error_quark (void);

typedef enum {
  TF_APP_ERROR_NOT_FOUND,   /* a name that nothing bears */
  TF_APP_ERROR_AMBIGUOUS,   /* a name that several things bear */
  TF_APP_ERROR_REFUSED,     /* a rule of the file or of good order is against it */
  TF_APP_ERROR_INVALID,     /* what was given is not what it should be */
  TF_APP_ERROR_FAILED,
} TfAppError;

/* An open library and the law it is held against: what both programs work on. Lives in the main
 * thread; dossiers go to others. */
#define TF_TYPE_WORKSPACE (tf_workspace_get_type ())
G_DECLARE_FINAL_TYPE (TfWorkspace, tf_workspace, TF, WORKSPACE, GObject)

TfWorkspace      *tf_workspace_new            (TfStore       *store,
                                               TfLaw         *law) G_GNUC_WARN_UNUSED_RESULT;
TfStore          *tf_workspace_get_store      (TfWorkspace   *self);
TfLaw            *tf_workspace_get_law        (TfWorkspace   *self);

TfLaw            *tf_workspace_get_law_in     (TfWorkspace       *self,
                                               const TfLanguage  *language,
                                               GError           **error);
TfDossier        *tf_workspace_load_dossier   (TfWorkspace   *self,
                                               TfRecord      *release,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
TfDossier        *tf_workspace_load_dossier_in (TfWorkspace  *self,
                                               TfRecord      *release,
                                               const char    *language,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
TfDossier        *tf_workspace_update_dossier (TfWorkspace   *self,
                                               TfDossier     *dossier,
                                               GPtrArray     *changed,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void              tf_workspace_load_dossier_async  (TfWorkspace         *self,
                                                    TfRecord            *release,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
TfDossier        *tf_workspace_load_dossier_finish (GAsyncResult        *result,
                                                    GError             **error)
                                                                     G_GNUC_WARN_UNUSED_RESULT;

/* Names that people type: an identifier, a name, a version, a number, or a beginning of an
 * identifier of at least four characters. */
TfRecord         *tf_workspace_resolve        (TfWorkspace   *self,
                                               const char    *kind,
                                               const char    *parent,
                                               const char    *name,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord         *tf_workspace_resolve_or_add (TfWorkspace   *self,
                                               const char    *kind,
                                               const char    *name,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
char             *tf_workspace_dup_person     (TfWorkspace   *self,
                                               const char    *name) G_GNUC_WARN_UNUSED_RESULT;
TfRecord         *tf_workspace_resolve_content (TfDossier    *dossier,
                                               const char    *name,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord         *tf_workspace_resolve_release (TfWorkspace  *self,
                                               TfRecord      *product,
                                               const char    *version,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
const TfLawEntry *tf_workspace_resolve_entry  (TfWorkspace   *self,
                                               const char    *name,
                                               GError       **error);

G_END_DECLS
