/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-store.h"

G_BEGIN_DECLS

#define TF_RECORD_TREE_NAMESPACE "https://techfile.github.io/ns/template/1"

/* Records in a file, nested as they nest in a library, with the files that they take in lying
 * beside it. Read and checked as a whole before a library sees any of it. */
typedef struct _TfRecordTree TfRecordTree;

TfRecordTree *tf_record_tree_load         (GFile             *file,
                                           const TfLanguage  *language,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecordTree *tf_record_tree_ref          (TfRecordTree    *self) G_GNUC_WARN_UNUSED_RESULT;
void          tf_record_tree_unref        (TfRecordTree    *self);

const char   *tf_record_tree_get_id       (TfRecordTree    *self);
const char   *tf_record_tree_get_language (TfRecordTree    *self);
const char   *tf_record_tree_get_version  (TfRecordTree    *self);
const char   *tf_record_tree_get_title    (TfRecordTree    *self);
const char   *tf_record_tree_get_summary  (TfRecordTree    *self);
const char   *tf_record_tree_get_hint     (TfRecordTree    *self);

gboolean      tf_record_tree_take_files   (TfRecordTree    *self,
                                           TfStore         *store,
                                           TfProgressFunc   progress,
                                           gpointer         user_data,
                                           GCancellable    *cancellable,
                                           GError         **error);
GPtrArray    *tf_record_tree_add          (TfRecordTree    *self,
                                           TfStore         *store,
                                           const char      *action,
                                           GPtrArray       *existing,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRecordTree, tf_record_tree_unref)

G_END_DECLS
