/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The records of one kind under another, from the description of the kind alone: one row each, with
 * its state, which leads to it, and a way to add one. */
#define TF_TYPE_RECORD_LIST (tf_record_list_get_type ())
G_DECLARE_FINAL_TYPE (TfRecordList, tf_record_list, TF, RECORD_LIST, AdwPreferencesGroup)

GtkWidget *tf_record_list_new        (TfSession     *session,
                                      const TfKind  *kind);
void       tf_record_list_set_parent (TfRecordList  *self,
                                      TfRecord      *parent);
guint      tf_record_list_get_n_rows (TfRecordList  *self);
TfRecord  *tf_record_list_add        (TfRecordList  *self,
                                      const char    *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
