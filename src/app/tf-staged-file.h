/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file beside the one it will become, so that nobody ever meets half of it. */
typedef struct _TfStagedFile TfStagedFile;

TfStagedFile *tf_staged_file_new        (GFile         *target,
                                         gboolean       named,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          tf_staged_file_free       (TfStagedFile  *self);
int           tf_staged_file_get_fd     (TfStagedFile  *self);
const char   *tf_staged_file_get_path   (TfStagedFile  *self);
const char   *tf_staged_file_get_target (TfStagedFile  *self);
gboolean      tf_staged_file_write      (TfStagedFile  *self,
                                         const char    *data,
                                         gsize          length,
                                         GError       **error);
gboolean      tf_staged_file_commit     (TfStagedFile  *self,
                                         GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfStagedFile, tf_staged_file_free)

G_END_DECLS
