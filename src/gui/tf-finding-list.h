/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include "tf-finding.h"

G_BEGIN_DECLS

/* One finding as an object, for list models. */
#define TF_TYPE_FINDING_ITEM (tf_finding_item_get_type ())
G_DECLARE_FINAL_TYPE (TfFindingItem, tf_finding_item, TF, FINDING_ITEM, GObject)

const TfFinding *tf_finding_item_get       (TfFindingItem  *self);

/* What the rules have to say about the release that is shown: one list per session, so that the
 * page, the counts and the keys agree. */
#define TF_TYPE_FINDING_LIST (tf_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (TfFindingList, tf_finding_list, TF, FINDING_LIST, GObject)

TfFindingList   *tf_finding_list_get       (TfSession      *session);
GListModel      *tf_finding_list_get_model (TfFindingList  *self);
TfPurpose        tf_finding_list_get_purpose (TfFindingList *self);
void             tf_finding_list_set_purpose (TfFindingList *self,
                                            TfPurpose       purpose);
guint            tf_finding_list_count     (TfFindingList  *self,
                                            TfSeverity      severity);
char            *tf_finding_list_dup_verdict (TfFindingList *self) G_GNUC_WARN_UNUSED_RESULT;
const TfFinding *tf_finding_list_get_first (TfFindingList  *self);

/* Walking from finding to finding */
const TfFinding *tf_finding_list_get_current (TfFindingList *self,
                                            guint          *number);
void             tf_finding_list_walk_to   (TfFindingList  *self,
                                            TfFindingItem  *item);
void             tf_finding_list_step      (TfFindingList  *self,
                                            int             direction);
void             tf_finding_list_leave     (TfFindingList  *self);
void             tf_finding_list_stop      (TfFindingList  *self);

G_END_DECLS
