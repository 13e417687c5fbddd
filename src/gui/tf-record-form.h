/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A form for one record, made from the description of its kind. */
#define TF_TYPE_RECORD_FORM (tf_record_form_get_type ())
G_DECLARE_FINAL_TYPE (TfRecordForm, tf_record_form, TF, RECORD_FORM, AdwPreferencesGroup)

GtkWidget *tf_record_form_new         (TfSession          *session,
                                       const char         *kind,
                                       const char *const  *fields);
TfRecord  *tf_record_form_get_record  (TfRecordForm       *self);
void       tf_record_form_set_record  (TfRecordForm       *self,
                                       TfRecord           *record);
gboolean   tf_record_form_focus_field (TfRecordForm       *self,
                                       const char         *field);
gboolean   tf_record_form_flush       (TfRecordForm       *self);

G_END_DECLS
