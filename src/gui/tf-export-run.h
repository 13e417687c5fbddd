/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-export-job.h"
#include "tf-session.h"

G_BEGIN_DECLS

/* What a person wants to hand out. Copied when work begins. */
typedef struct
{
  TfRecord     *issue;     /* hands out its PDF; NULL: see freeze */
  gboolean      freeze;    /* makes a new issue first; otherwise a draft of the file as it stands */
  TfPurpose     purpose;   /* of the new issue */
  TfRecord     *by;        /* who issues it */
  GFile        *target;
  TfSigningKey *key;       /* NULL: not signed */
  const char   *reason;    /* of the signature, or NULL */
} TfExportOrder;

/* Freezes where that is wanted, then writes and signs the file. */
void            tf_export_run_async  (TfSession            *session,
                                      const TfExportOrder  *order,
                                      TfProgressFunc        progress,
                                      gpointer              progress_data,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
TfExportResult *tf_export_run_finish (TfSession            *session,
                                      GAsyncResult         *result,
                                      TfRecord            **issue,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
