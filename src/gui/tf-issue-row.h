/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One frozen issue: what it is, and what can be done with it. */
#define TF_TYPE_ISSUE_ROW (tf_issue_row_get_type ())
G_DECLARE_FINAL_TYPE (TfIssueRow, tf_issue_row, TF, ISSUE_ROW, AdwPreferencesRow)

GtkWidget  *tf_issue_row_new        (TfSession   *session,
                                     TfRecord    *issue);
TfRecord   *tf_issue_row_get_issue  (TfIssueRow  *self);
void        tf_issue_row_verify     (TfIssueRow  *self);
const char *tf_issue_row_get_answer (TfIssueRow  *self);

G_END_DECLS
