/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-store.h"

G_BEGIN_DECLS

/* A library as one archive file. Both may be called from any thread with its own reader. */

gboolean tf_backup_write   (const char      *library,
                            GFile           *target,
                            TfProgressFunc   progress,
                            gpointer         user_data,
                            GCancellable    *cancellable,
                            GError         **error);
gboolean tf_backup_restore (GFile           *archive,
                            const char      *library,
                            TfProgressFunc   progress,
                            gpointer         user_data,
                            GCancellable    *cancellable,
                            GError         **error);

G_END_DECLS
