/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is open, by whom and by when. */
#define TF_TYPE_PLAN_PAGE (tf_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (TfPlanPage, tf_plan_page, TF, PLAN_PAGE, AdwBin)

GtkWidget  *tf_plan_page_new        (TfSession   *session);

/* What the controls of the page do */
GListModel *tf_plan_page_get_shown  (TfPlanPage  *self);
void        tf_plan_page_show_owner (TfPlanPage  *self,
                                     const char  *owner);
void        tf_plan_page_open       (TfPlanPage  *self,
                                     guint        position);
gboolean    tf_plan_page_set_chosen (TfPlanPage  *self,
                                     const char  *field,
                                     const char  *value);
gboolean    tf_plan_page_write      (TfPlanPage  *self,
                                     GFile       *target);

G_END_DECLS
