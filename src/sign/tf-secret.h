/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Longer passwords are refused; it also bounds what is read from a descriptor. */
#define TF_SECRET_MAX_BYTES 1024

#define TF_TYPE_SECRET (tf_secret_get_type ())

typedef struct _TfSecret TfSecret;

GType       tf_secret_get_type    (void);

TfSecret   *tf_secret_new         (const char  *text,
                                   gssize       length) G_GNUC_WARN_UNUSED_RESULT;
TfSecret   *tf_secret_new_from_fd (int          fd,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;
TfSecret   *tf_secret_ref         (TfSecret    *self) G_GNUC_WARN_UNUSED_RESULT;
void        tf_secret_unref       (TfSecret    *self);

const char *tf_secret_get_text    (TfSecret    *self);
gsize       tf_secret_get_length  (TfSecret    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSecret, tf_secret_unref)

G_END_DECLS
