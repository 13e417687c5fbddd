/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-export-job.h"
#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What an export wrote, with ways to it. */
#define TF_TYPE_EXPORT_OUTCOME (tf_export_outcome_get_type ())
G_DECLARE_FINAL_TYPE (TfExportOutcome, tf_export_outcome, TF, EXPORT_OUTCOME, AdwBin)

void        tf_export_outcome_set_session (TfExportOutcome       *self,
                                           TfSession             *session);
void        tf_export_outcome_show        (TfExportOutcome       *self,
                                           const TfExportResult  *result);
const char *tf_export_outcome_get_path    (TfExportOutcome       *self);

G_END_DECLS
