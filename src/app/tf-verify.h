/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-signature-check.h"
#include "tf-workspace.h"

G_BEGIN_DECLS

/* What a look at a signed PDF found. */
typedef struct
{
  char      *path;
  guint64    size;
  char      *sha256;
  GPtrArray *signatures;   /* (element-type TfSignatureResult): what is known of each */
  gboolean   valid;        /* at least one signature, and every one intact over the whole file */
  char      *summary;      /* the same in a sentence; says so where there is no signature */
} TfVerification;

void            tf_verify_async  (GFile                *file,
                                  GFile                *trust,
                                  gint64                now,
                                  TfProgressFunc        progress,
                                  gpointer              progress_data,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
TfVerification *tf_verify_finish (GAsyncResult         *result,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void            tf_verification_free (TfVerification   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfVerification, tf_verification_free)

G_END_DECLS
