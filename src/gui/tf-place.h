/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include "tf-finding.h"

G_BEGIN_DECLS

/* Where in the window something is shown. */
char *tf_place_dup_for_record  (TfSession        *session,
                                TfRecord         *record,
                                const char       *field) G_GNUC_WARN_UNUSED_RESULT;
char *tf_place_dup_for_entry   (const TfLawEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
char *tf_place_dup_for_finding (TfSession        *session,
                                const TfFinding  *finding) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
