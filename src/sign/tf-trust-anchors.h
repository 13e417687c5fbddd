/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The certificates a large system trusts make a fraction of this. */
#define TF_TRUST_ANCHORS_MAX_FILE_BYTES (8 * 1024 * 1024)
#define TF_TRUST_ANCHORS_MAX            5000

#define TF_TYPE_TRUST_ANCHORS (tf_trust_anchors_get_type ())

/**
 * TfTrustAnchors:
 *
 * Certificates that a person has decided to trust. Never changes once made,
 * so any thread may use it.
 */
typedef struct _TfTrustAnchors TfTrustAnchors;

GType           tf_trust_anchors_get_type       (void);

TfTrustAnchors *tf_trust_anchors_new_from_file  (GFile            *file,
                                                 GCancellable     *cancellable,
                                                 GError          **error) G_GNUC_WARN_UNUSED_RESULT;
TfTrustAnchors *tf_trust_anchors_new_from_bytes (GBytes           *bytes,
                                                 GError          **error) G_GNUC_WARN_UNUSED_RESULT;
TfTrustAnchors *tf_trust_anchors_ref            (TfTrustAnchors   *self) G_GNUC_WARN_UNUSED_RESULT;
void            tf_trust_anchors_unref          (TfTrustAnchors   *self);

guint           tf_trust_anchors_get_length     (TfTrustAnchors   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTrustAnchors, tf_trust_anchors_unref)

G_END_DECLS
