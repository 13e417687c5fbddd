/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-evidence.h"

G_BEGIN_DECLS

gboolean  tf_evidence_check_place (TfWorkspace  *workspace,
                                   const char   *subject,
                                   const char   *pages,
                                   GError      **error);
TfRecord *tf_evidence_add_link    (TfStore      *store,
                                   TfRecord     *release,
                                   const char   *subject,
                                   TfRecord     *evidence,
                                   TfRecord     *revision,
                                   const char   *pages,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord *tf_evidence_ensure_link (TfStore      *store,
                                   TfRecord     *release,
                                   const char   *subject,
                                   TfRecord     *evidence,
                                   TfRecord     *revision,
                                   const char   *pages,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
