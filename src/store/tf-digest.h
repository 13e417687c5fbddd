/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 over bytes as they come: the name of an object. OpenSSL computes it several times faster
 * than GChecksum. */
typedef struct _TfDigest TfDigest;

TfDigest *tf_digest_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void      tf_digest_free    (TfDigest      *self);
void      tf_digest_update  (TfDigest      *self,
                             const guchar  *data,
                             gsize          length);
char     *tf_digest_end     (TfDigest      *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDigest, tf_digest_free)

G_END_DECLS
