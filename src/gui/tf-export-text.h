/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-finding.h"
#include "tf-session.h"

G_BEGIN_DECLS

/* What the page that hands the file out says. */
const char *tf_export_text_get_action    (gboolean     freezing,
                                          TfRecord    *issue,
                                          gboolean     is_signed);
const char *tf_export_text_get_advice    (gboolean     freezing,
                                          gboolean     blocked);
char       *tf_export_text_dup_refusal   (TfPurpose    purpose,
                                          guint        n_blocks) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_export_text_dup_frozen    (TfRecord    *issue) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_export_text_dup_count     (TfSeverity   severity,
                                          guint        count) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_export_text_dup_issue     (TfRecord    *issue) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_export_text_dup_next_name (TfSession   *session,
                                          guint        number,
                                          gboolean     is_signed) G_GNUC_WARN_UNUSED_RESULT;
GListModel *tf_export_text_list_purposes (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
