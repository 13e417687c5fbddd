/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One field of a record in a form: its label, citation and help, an editor made for its type, and
 * what is wrong with it. Saves soon after typing and on leaving. */
#define TF_TYPE_FIELD_ROW (tf_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (TfFieldRow, tf_field_row, TF, FIELD_ROW, AdwPreferencesRow)

struct _TfFieldRowClass
{
  AdwPreferencesRowClass parent_class;

  void  (* build)        (TfFieldRow *self);
  char *(* dup_value)    (TfFieldRow *self);
  void  (* set_value)    (TfFieldRow *self,
                          const char *value);
  void  (* set_writable) (TfFieldRow *self,
                          gboolean    writable);
};

TfFieldRow    *tf_field_row_new         (TfSession      *session,
                                         const TfField  *field);
void           tf_field_row_set_record  (TfFieldRow     *self,
                                         TfRecord       *record);
TfRecord      *tf_field_row_get_record  (TfFieldRow     *self);
const TfField *tf_field_row_get_field   (TfFieldRow     *self);
TfSession     *tf_field_row_get_session (TfFieldRow     *self);
gboolean       tf_field_row_flush       (TfFieldRow     *self);
void           tf_field_row_focus       (TfFieldRow     *self);

/* For the kinds of editors */
void           tf_field_row_set_editor  (TfFieldRow     *self,
                                         GtkWidget      *editor,
                                         GtkWidget      *control);
void           tf_field_row_edited      (TfFieldRow     *self);
void           tf_field_row_chosen      (TfFieldRow     *self);

G_END_DECLS
