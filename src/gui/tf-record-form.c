/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record-form.h"

#include "tf-field-row.h"

#include <string.h>

struct _TfRecordForm
{
  AdwPreferencesGroup  parent_instance;

  TfRecord            *record;
  GPtrArray           *rows;     /* TfFieldRow, owned by the group */
};

G_DEFINE_FINAL_TYPE (TfRecordForm, tf_record_form, ADW_TYPE_PREFERENCES_GROUP)

static void
tf_record_form_dispose (GObject *object)
{
  TfRecordForm *self = TF_RECORD_FORM (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (tf_record_form_parent_class)->dispose (object);
}

static void
tf_record_form_finalize (GObject *object)
{
  g_ptr_array_unref (TF_RECORD_FORM (object)->rows);

  G_OBJECT_CLASS (tf_record_form_parent_class)->finalize (object);
}

static void
tf_record_form_class_init (TfRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tf_record_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = tf_record_form_finalize;
}

static void
tf_record_form_init (TfRecordForm *self)
{
  self->rows = g_ptr_array_new ();
}

static void
add_field (TfRecordForm  *self,
           TfSession     *session,
           const TfField *field)
{
  TfFieldRow *row = tf_field_row_new (session, field);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

/* What is given once is no question. */
static gboolean
is_asked (const TfField *field)
{
  return !field->fixed && field->type != TF_FIELD_HASH && field->type != TF_FIELD_OBJECT;
}

/**
 * tf_record_form_new:
 * @session: what the window works on
 * @kind: identifier of a record kind
 * @fields: (nullable) (array zero-terminated=1): fields to show, in their order; `NULL` for every
 *   field that a person fills in
 *
 * Makes a form without a record.
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
tf_record_form_new (TfSession         *session,
                    const char        *kind,
                    const char *const *fields)
{
  const TfKind *description = tf_kind_lookup (kind);
  TfRecordForm *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (description != NULL, NULL);

  self = g_object_new (TF_TYPE_RECORD_FORM, NULL);
  if (fields != NULL)
    for (guint i = 0; fields[i] != NULL; i++)
      add_field (self, session, tf_kind_lookup_field (description, fields[i]));
  else
    for (guint i = 0; i < description->n_fields; i++)
      if (is_asked (&description->fields[i]))
        add_field (self, session, &description->fields[i]);

  return GTK_WIDGET (self);
}

/**
 * tf_record_form_get_record:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the record that it shows
 */
TfRecord *
tf_record_form_get_record (TfRecordForm *self)
{
  g_return_val_if_fail (TF_IS_RECORD_FORM (self), NULL);

  return self->record;
}

/**
 * tf_record_form_set_record:
 * @self: a form
 * @record: (nullable): a record of the kind of the form
 *
 * Shows another record. What was typed for the one before is saved first.
 */
void
tf_record_form_set_record (TfRecordForm *self,
                           TfRecord     *record)
{
  g_return_if_fail (TF_IS_RECORD_FORM (self));

  g_set_object (&self->record, record);
  for (guint i = 0; i < self->rows->len; i++)
    tf_field_row_set_record (g_ptr_array_index (self->rows, i), record);
}

/**
 * tf_record_form_focus_field:
 * @self: a form
 * @field: identifier of a field
 *
 * Puts the caret into a field.
 *
 * Returns: %FALSE where the form has no such field
 */
gboolean
tf_record_form_focus_field (TfRecordForm *self,
                            const char   *field)
{
  g_return_val_if_fail (TF_IS_RECORD_FORM (self), FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      TfFieldRow *row = g_ptr_array_index (self->rows, i);

      if (strcmp (tf_field_row_get_field (row)->id, field) != 0)
        continue;
      tf_field_row_focus (row);
      return TRUE;
    }

  return FALSE;
}

/**
 * tf_record_form_flush:
 * @self: a form
 *
 * Saves what was typed now.
 *
 * Returns: %FALSE where a field could not be saved; its row says why
 */
gboolean
tf_record_form_flush (TfRecordForm *self)
{
  gboolean saved = TRUE;

  g_return_val_if_fail (TF_IS_RECORD_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    saved = tf_field_row_flush (g_ptr_array_index (self->rows, i)) && saved;

  return saved;
}
