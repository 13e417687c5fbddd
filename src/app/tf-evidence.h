/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-workspace.h"

G_BEGIN_DECLS

/* What is known about files that are added, beside their bytes. Either may be NULL. */
typedef struct
{
  const char        *pages;    /* of the link: "14", "14-16" */
  const char *const *values;   /* names of fields of the evidence or its revision and their values,
                                * in turn, ended by NULL; without a title the file's name is it */
} TfEvidenceFacts;

/* What became of one file. */
typedef struct
{
  GFile    *file;
  TfRecord *evidence;   /* NULL where the file could not be added */
  TfRecord *revision;
  TfRecord *link;       /* NULL where nothing was linked */
  gboolean  duplicate;  /* the bytes were there already: nothing new was made but the link */
  char     *problem;    /* why the file could not be added, or "" */
} TfAddedFile;

void       tf_evidence_add_async      (TfWorkspace            *workspace,
                                       TfRecord               *product,
                                       TfRecord               *release,
                                       const char             *subject,
                                       GPtrArray              *files,
                                       const TfEvidenceFacts  *facts,
                                       TfProgressFunc          progress,
                                       gpointer                progress_data,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
GPtrArray *tf_evidence_add_finish     (TfWorkspace            *workspace,
                                       GAsyncResult           *result,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void       tf_evidence_replace_async  (TfWorkspace            *workspace,
                                       TfRecord               *evidence,
                                       GFile                  *file,
                                       const TfEvidenceFacts  *facts,
                                       TfProgressFunc          progress,
                                       gpointer                progress_data,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
TfRecord  *tf_evidence_replace_finish (TfWorkspace            *workspace,
                                       GAsyncResult           *result,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

TfRecord  *tf_evidence_link           (TfWorkspace            *workspace,
                                       TfRecord               *release,
                                       const char             *subject,
                                       TfRecord               *evidence,
                                       const char             *pages,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   tf_evidence_pages_valid    (const char             *pages);
TfRecord  *tf_evidence_get_last_revision (TfWorkspace         *workspace,
                                       TfRecord               *evidence,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reading the words inside evidence for search, in the background, file by file. */
void       tf_evidence_read_async     (TfWorkspace            *workspace,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
gboolean   tf_evidence_read_finish    (TfWorkspace            *workspace,
                                       GAsyncResult           *result,
                                       GError                **error);

void       tf_added_file_free         (TfAddedFile            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAddedFile, tf_added_file_free)

G_END_DECLS
