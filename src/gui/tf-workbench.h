/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-evidence-pane.h"
#include "tf-part-section.h"

G_BEGIN_DECLS

/* Where sections are written: one toolbar for all of them above, a scrolled column of comfortable
 * width, and the pane with their evidence. Signal "show-pane": the pane has something to show. */
#define TF_TYPE_WORKBENCH (tf_workbench_get_type ())
G_DECLARE_FINAL_TYPE (TfWorkbench, tf_workbench, TF, WORKBENCH, GtkBox)

GtkWidget      *tf_workbench_new          (TfSession      *session);
void            tf_workbench_set_child    (TfWorkbench    *self,
                                           GtkWidget      *child);
TfEvidencePane *tf_workbench_get_pane     (TfWorkbench    *self);
TfPartSection  *tf_workbench_add_section  (TfWorkbench       *self,
                                           GtkBox            *box,
                                           const TfLawEntry  *entry);
TfPartSection  *tf_workbench_get_section  (TfWorkbench       *self,
                                           const char        *entry);
void            tf_workbench_clear        (TfWorkbench    *self);
void            tf_workbench_update       (TfWorkbench    *self);
void            tf_workbench_show_first   (TfWorkbench    *self);
gboolean        tf_workbench_open_uri     (TfWorkbench    *self,
                                           const char     *uri);

G_END_DECLS
