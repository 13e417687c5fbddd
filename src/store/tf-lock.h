/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-store.h"

G_BEGIN_DECLS

/* The mark of the one writer of a library. */
typedef struct _TfLock TfLock;

TfLock   *tf_lock_take         (const char  *folder,
                                GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void      tf_lock_free         (TfLock      *self);
gboolean  tf_lock_was_left     (TfLock      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfLock, tf_lock_free)

G_END_DECLS
