/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-store.h"

G_BEGIN_DECLS

/* What is wrong with the file of a piece of evidence. */
typedef enum {
  TF_OBJECT_SOUND,
  TF_OBJECT_MISSING,
  TF_OBJECT_ALTERED,
} TfObjectProblem;

void        tf_object_check_async  (TfStore              *store,
                                    const char *const    *objects,
                                    gboolean              whole,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GHashTable *tf_object_check_finish (TfStore              *store,
                                    GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
