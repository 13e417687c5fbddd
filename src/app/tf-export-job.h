/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-finding.h"
#include "tf-pages.h"
#include "tf-signing-key.h"
#include "tf-workspace.h"

G_BEGIN_DECLS

/* What to write and how. Copied when work begins. */
typedef struct
{
  TfRecord     *release;
  TfRecord     *issue;      /* whose kept PDF is handed out; NULL: the present state, a draft */
  const char   *language;   /* of that draft; NULL: that of the release's file */
  GFile        *target;
  TfSigningKey *key;        /* NULL: not signed */
  const char   *reason;     /* of the signature, or NULL */
  gint64        signing_time; /* seconds since 1970; 0: now */
} TfExportRequest;

/* What came out. */
typedef struct
{
  char    *path;
  guint64  size;
  guint    n_pages;
  char    *sha256;
  char    *signer;          /* "" where not signed */
  gboolean filed;           /* a signed copy of an issue was kept with it in the library */
  GPtrArray *left_out;      /* (element-type utf8): what the bundle could not hold, in sentences */
} TfExportResult;

void            tf_export_job_async  (TfWorkspace            *workspace,
                                      const TfExportRequest  *request,
                                      TfProgressFunc          progress,
                                      gpointer                progress_data,
                                      GCancellable           *cancellable,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data);
TfExportResult *tf_export_job_finish (TfWorkspace            *workspace,
                                      GAsyncResult           *result,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void            tf_export_result_free (TfExportResult    *self);

/* Issues: frozen states of a release, kept with their PDF. */
void            tf_issue_create_async  (TfWorkspace         *workspace,
                                        TfRecord            *release,
                                        TfPurpose            purpose,
                                        TfRecord            *by,
                                        const GDate         *today,
                                        TfProgressFunc       progress,
                                        gpointer             progress_data,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
TfRecord       *tf_issue_create_finish (TfWorkspace         *workspace,
                                        GAsyncResult        *result,
                                        GPtrArray          **left_out,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *tf_issue_verify        (TfWorkspace         *workspace,
                                        TfRecord            *issue,
                                        GCancellable        *cancellable,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The action plan of a release. */
gboolean        tf_export_job_write_plan         (TfWorkspace         *workspace,
                                                  TfRecord            *release,
                                                  const char          *owner,
                                                  const GDate         *today,
                                                  const char          *language,
                                                  GFile               *target,
                                                  GError             **error);

void            tf_export_job_preview_async (TfWorkspace            *workspace,
                                             TfRecord               *release,
                                             GCancellable           *cancellable,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
TfPages        *tf_export_job_preview_finish
                                            (TfWorkspace            *workspace,
                                             GAsyncResult           *result,
                                             GError                **error)
                                            G_GNUC_WARN_UNUSED_RESULT;
char           *tf_export_job_dup_file_name (TfWorkspace        *workspace,
                                             TfRecord            *release,
                                             TfRecord            *issue,
                                             gboolean             is_signed)
                                             G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfExportResult, tf_export_result_free)

G_END_DECLS
