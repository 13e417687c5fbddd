/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-bundle.h"
#include "tf-pages.h"
#include "tf-staged-file.h"
#include "tf-workspace.h"

G_BEGIN_DECLS

/* Making the PDF of one state of a release: everything it needs, as values. Made in the main
 * thread, run in any other. */
typedef struct _TfBundleJob TfBundleJob;

TfBundleJob *tf_bundle_job_new          (TfWorkspace     *workspace,
                                         TfRecord        *release,
                                         const char      *language,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void         tf_bundle_job_free         (TfBundleJob     *self);

void         tf_bundle_job_set_issue    (TfBundleJob     *self,
                                         guint            number,
                                         TfPurpose        purpose,
                                         const char      *at,
                                         const char      *by,
                                         const GDate     *today);
TfDossier   *tf_bundle_job_get_dossier  (TfBundleJob     *self);
GPtrArray   *tf_bundle_job_get_left_out (TfBundleJob     *self);
GBytes      *tf_bundle_job_get_manifest (TfBundleJob     *self);

TfPages     *tf_bundle_job_lay_out      (TfBundleJob     *self,
                                         TfProgressFunc   progress,
                                         gpointer         progress_data,
                                         GCancellable    *cancellable,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
guint        tf_bundle_job_write        (TfBundleJob     *self,
                                         TfStagedFile    *file,
                                         TfProgressFunc   progress,
                                         gpointer         progress_data,
                                         GCancellable    *cancellable,
                                         GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfBundleJob, tf_bundle_job_free)

G_END_DECLS
