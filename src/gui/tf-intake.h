/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Takes files and folders in as evidence, with progress and Cancel in place. Invisible while
 * there is nothing to say. Signal "done": a batch of files is through. */
#define TF_TYPE_INTAKE (tf_intake_get_type ())
G_DECLARE_FINAL_TYPE (TfIntake, tf_intake, TF, INTAKE, GtkBox)

GtkWidget *tf_intake_new           (TfSession   *session);
void       tf_intake_take          (TfIntake    *self,
                                    GListModel  *files,
                                    const char  *subject);
void       tf_intake_offer         (TfIntake    *self,
                                    GFile       *file,
                                    const char  *subject);
void       tf_intake_replace       (TfIntake    *self,
                                    TfRecord    *evidence,
                                    GFile       *file);
gboolean   tf_intake_is_busy       (TfIntake    *self);

/* Ways in: the file dialog, a drop, the clipboard. */
void       tf_intake_choose        (TfIntake    *self,
                                    gboolean     folder,
                                    const char  *subject);
void       tf_intake_accept_drops  (TfIntake    *self,
                                    GtkWidget   *widget,
                                    const char  *subject);
gboolean   tf_intake_paste         (TfIntake    *self,
                                    const char  *subject);

G_END_DECLS
