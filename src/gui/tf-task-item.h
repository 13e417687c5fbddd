/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-work.h"

G_BEGIN_DECLS

/* One open task as an object, for list models. */
#define TF_TYPE_TASK_ITEM (tf_task_item_get_type ())
G_DECLARE_FINAL_TYPE (TfTaskItem, tf_task_item, TF, TASK_ITEM, GObject)

TfTaskItem   *tf_task_item_new          (TfTask      *task) G_GNUC_WARN_UNUSED_RESULT;
const TfTask *tf_task_item_get          (TfTaskItem  *self);
gboolean      tf_task_item_is_chosen    (TfTaskItem  *self);
void          tf_task_item_set_chosen   (TfTaskItem  *self,
                                         gboolean     chosen);

/* What the plan says of it */
char         *tf_task_item_dup_facts    (TfTaskItem  *self) G_GNUC_WARN_UNUSED_RESULT;
char         *tf_task_item_dup_sentence (TfTaskItem  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
