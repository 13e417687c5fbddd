/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-workspace.h"

G_BEGIN_DECLS

/* A tree of records in a file: a template to start a product from, or the sample product. */
typedef struct
{
  char *id;
  char *title;
  char *summary;   /* what it is a start for */
  char *hint;      /* what to know before starting, such as its likely class, or "" */
} TfTemplate;

GPtrArray *tf_template_list   (const char       *language,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
char      *tf_template_dup_xml (const char      *id,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   tf_template_fill   (TfWorkspace      *workspace,
                               const char       *id,
                               TfRecord         *product,
                               TfRecord         *release,
                               GError          **error);
void       tf_template_free   (TfTemplate       *self);

/* The sample product: complete, instructive, plainly fictional. */
void       tf_sample_add_async  (TfWorkspace         *workspace,
                                 TfProgressFunc       progress,
                                 gpointer             progress_data,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
TfRecord  *tf_sample_add_finish (TfWorkspace         *workspace,
                                 GAsyncResult        *result,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTemplate, tf_template_free)

G_END_DECLS
