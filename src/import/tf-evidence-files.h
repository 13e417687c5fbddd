/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TF_EVIDENCE_MAX_FILES 20000
#define TF_EVIDENCE_MAX_DEPTH 32

typedef enum {
  TF_SKIP_HIDDEN,
  TF_SKIP_LEAVES,      /* a link to somewhere outside the folder, or to nothing */
  TF_SKIP_FOLDER_LINK, /* a link to a folder; what is in it is found where it lies */
  TF_SKIP_SPECIAL,     /* a device, pipe or socket */
  TF_SKIP_EMPTY,
  TF_SKIP_UNREADABLE,
  TF_SKIP_TOO_DEEP,
  TF_SKIP_TOO_MANY,    /* the list ends here; reported once */
} TfSkipReason;

typedef struct
{
  GFile   *file;
  char    *path;     /* relative to the folder, safe to show */
  goffset  size;
} TfEvidenceFile;

typedef struct
{
  char         *path;     /* relative to the folder, safe to show */
  TfSkipReason  reason;
  char         *sentence; /* why, for people */
} TfSkippedFile;

/* What a folder holds that can become evidence, in the order of the paths. */
typedef struct
{
  GPtrArray *files;    /* (element-type TfEvidenceFile) */
  GPtrArray *skipped;  /* (element-type TfSkippedFile) */
  guint64    size;     /* of all files together */
} TfEvidenceFiles;

TfEvidenceFiles  *tf_evidence_files_collect         (GFile                *folder,
                                                     GCancellable         *cancellable,
                                                     GError              **error)
                  G_GNUC_WARN_UNUSED_RESULT;
void              tf_evidence_files_collect_async   (GFile                *folder,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
TfEvidenceFiles  *tf_evidence_files_collect_finish  (GFile                *folder,
                                                     GAsyncResult         *result,
                                                     GError              **error)
                  G_GNUC_WARN_UNUSED_RESULT;
void              tf_evidence_files_free            (TfEvidenceFiles      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfEvidenceFiles, tf_evidence_files_free)

G_END_DECLS
