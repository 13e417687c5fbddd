/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file in the making, which gets its name only when it is whole. */
typedef struct _TfPartFile TfPartFile;

TfPartFile *tf_part_file_new       (const char *target,
                                    gboolean    named) G_GNUC_WARN_UNUSED_RESULT;
void        tf_part_file_free      (TfPartFile *self);
int         tf_part_file_get_fd    (TfPartFile *self);
const char *tf_part_file_get_path  (TfPartFile *self);
void        tf_part_file_forget    (TfPartFile *self);
gboolean    tf_part_file_commit    (TfPartFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPartFile, tf_part_file_free)

G_END_DECLS
