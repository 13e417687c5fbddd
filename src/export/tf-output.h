/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <stdio.h>

G_BEGIN_DECLS

/* A file in the making: it gets its name only when it is complete. */
typedef struct _TfOutput TfOutput;

TfOutput *tf_output_new      (const char  *path,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void      tf_output_free     (TfOutput    *self);
FILE     *tf_output_get_file (TfOutput    *self);
void      tf_output_forget   (TfOutput    *self);
gboolean  tf_output_commit   (TfOutput    *self,
                              GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfOutput, tf_output_free)

G_END_DECLS
