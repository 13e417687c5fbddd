/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Asks who approves a point, and says what that means. */
#define TF_TYPE_APPROVAL (tf_approval_get_type ())
G_DECLARE_FINAL_TYPE (TfApproval, tf_approval, TF, APPROVAL, GtkPopover)

GtkWidget  *tf_approval_new          (TfSession         *session);
void        tf_approval_ask          (TfApproval        *self,
                                      const TfLawEntry  *entry);
gboolean    tf_approval_approve      (TfApproval        *self,
                                      const char        *person);
const char *tf_approval_get_problem  (TfApproval        *self);

G_END_DECLS
