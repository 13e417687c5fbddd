/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Chooses one of the people of the library, or adds one by name. Signal "chosen": a person
 * chose. */
#define TF_TYPE_PERSON_CHOOSER (tf_person_chooser_get_type ())
G_DECLARE_FINAL_TYPE (TfPersonChooser, tf_person_chooser, TF, PERSON_CHOOSER, GtkBox)

GtkWidget  *tf_person_chooser_new          (TfSession        *session,
                                            const char       *label);
void        tf_person_chooser_update       (TfPersonChooser  *self,
                                            const char       *person);
const char *tf_person_chooser_get_person   (TfPersonChooser  *self);
void        tf_person_chooser_set_invalid  (TfPersonChooser  *self,
                                            gboolean          invalid);
gboolean    tf_person_chooser_add          (TfPersonChooser  *self,
                                            const char       *name);

G_END_DECLS
