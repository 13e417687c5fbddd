/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
update_row (TfStore   *self,
            TfRecord  *record,
            GError   **error)
{
  g_autofree char *fields = tf_record_dup_json (record);
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "UPDATE record SET fields = ?2, removed = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, tf_record_get_id (record));
  tf_statement_bind_text (statement, 2, fields);
  tf_statement_bind_integer (statement, 3, tf_record_is_removed (record));
  return tf_statement_run (statement, error);
}

static void
note_pending (TfStore    *self,
              TfRecord   *record,
              const char *field,
              const char *before)
{
  TfPending *pending = g_new0 (TfPending, 1);

  pending->record = g_object_ref (record);
  pending->field = g_strdup (field);
  pending->before = g_strdup (before);
  g_ptr_array_add (self->pending, pending);
}

/**
 * tf_store_write_dirty:
 * @self: a library, inside a step
 * @error: return location for an error
 *
 * Writes the rows of records that have changed since: once a record, however many of its fields
 * changed.
 *
 * Returns: %FALSE with @error set where a row could not be written
 */
gboolean
tf_store_write_dirty (TfStore  *self,
                      GError  **error)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (!update_row (self, record, error))
      return FALSE;

  g_hash_table_remove_all (self->dirty);
  return TRUE;
}

/**
 * tf_store_apply:
 * @self: a library, inside a step
 * @record: a record
 * @field: a field, or "" for the record itself
 * @before: its value now
 * @after: its new value; for the record itself "" removes it
 * @error: return location for an error
 *
 * Makes one change: in memory, in the table and in the log.
 *
 * Returns: %FALSE with @error set; the caller rolls the step back then
 */
gboolean
tf_store_apply (TfStore     *self,
                TfRecord    *record,
                const char  *field,
                const char  *before,
                const char  *after,
                GError     **error)
{
  note_pending (self, record, field, before);
  g_hash_table_add (self->dirty, g_object_ref (record));
  if (*field != '\0')
    tf_record_set (record, field, after);
  else
    tf_record_set_removed (record, *after == '\0');

  /* Queries look at the column for what is put aside, so that is written at once. */
  return (*field != '\0' || update_row (self, record, error)) &&
         tf_store_append_change (self, record, field, before, after, error);
}

static gboolean
insert_row (TfStore   *self,
            TfRecord  *record,
            GError   **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "INSERT INTO record (id, kind, parent, key, removed, fields) "
                                "VALUES (?1, ?2, ?3, ?4, 1, '{}')", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, tf_record_get_id (record));
  tf_statement_bind_text (statement, 2, tf_record_get_kind (record)->id);
  tf_statement_bind_text (statement, 3, tf_record_get_parent (record));
  tf_statement_bind_text (statement, 4, tf_record_get_key (record));
  return tf_statement_run (statement, error);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
check_parent (TfStore       *self,
              const TfKind  *kind,
              const char    *parent,
              GError       **error)
{
  g_autoptr(TfRecord) above = tf_store_get (self, parent, error);
  gboolean there;

  if (above == NULL || !tf_store_is_there (self, parent, &there, error))
    return FALSE;
  if (there && tf_record_get_kind (above) == kind->parent)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
               /* Translators: the names of two kinds of record */
               _("“%s” can only be added to an existing “%s”."), kind->label, kind->parent->label);
  return FALSE;
}

static gboolean
check_place (TfStore       *self,
             const TfKind  *kind,
             const char    *parent,
             const char    *key,
             GError       **error)
{
  g_autoptr(TfRecord) same = NULL;
  g_autoptr(GError) problem = NULL;

  if (kind->parent == NULL)
    return *parent == '\0' ||
           refuse (error, _("This kind of record stands at the top of the library."));
  if (!check_parent (self, kind, parent, error))
    return FALSE;
  if (!kind->keyed || *key == '\0')
    return TRUE;

  same = tf_store_find (self, kind->id, parent, key, &problem);
  if (same == NULL && problem == NULL)
    return TRUE;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_EXISTS,
                 /* Translators: the name of a kind of record, then a point of the law */
                 _("There is already a record “%s” for %s."), kind->label, key);
  return FALSE;
}

static gboolean
check_reference (TfStore        *self,
                 const TfField  *field,
                 const char     *value,
                 GError        **error)
{
  g_autoptr(TfRecord) target = NULL;

  if (field->type != TF_FIELD_REFERENCE || *value == '\0')
    return TRUE;

  target = tf_store_get (self, value, error);
  if (target == NULL)
    return FALSE;
  if (tf_record_is (target, field->to))
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
               /* Translators: the name of a field, then the name of a kind of record */
               _("%s: expected a record of kind “%s”."), field->label, field->to);
  return FALSE;
}

static gboolean
put_value (TfStore     *self,
           TfRecord    *record,
           const char  *name,
           const char  *value,
           GError     **error)
{
  const TfField *field = tf_kind_lookup_field (tf_record_get_kind (record), name);
  g_autofree char *before = NULL;

  if (field == NULL)
    {
      g_set_error (error, TF_RECORD_ERROR, TF_RECORD_ERROR_UNKNOWN_FIELD,
                   _("“%s” has no field “%s”."), tf_record_get_kind (record)->label, name);
      return FALSE;
    }

  if (!tf_field_check (field, value, error) || !check_reference (self, field, value, error))
    return FALSE;

  before = g_strdup (tf_record_get (record, name));
  return strcmp (before, value) == 0 || tf_store_apply (self, record, name, before, value, error);
}

static gboolean
check_required (TfRecord  *record,
                GError   **error)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].required && *tf_record_get (record, kind->fields[i].id) == '\0')
      {
        g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
                     /* Translators: the name of a kind of record, then the name of a field */
                     _("“%s” needs a value for “%s”."), kind->label, kind->fields[i].label);
        return FALSE;
      }

  return TRUE;
}

static gboolean
add_in_step (TfStore            *self,
             TfRecord           *record,
             const char *const  *values,
             GError            **error)
{
  g_autofree char *identity = tf_store_dup_identity (record);

  if (!check_place (self, tf_record_get_kind (record), tf_record_get_parent (record),
                    tf_record_get_key (record), error))
    return FALSE;

  tf_record_set_removed (record, TRUE);
  if (!insert_row (self, record, error) ||
      !tf_store_apply (self, record, "", "", identity, error))
    return FALSE;

  for (guint i = 0; values != NULL && values[i] != NULL; i += 2)
    if (!put_value (self, record, values[i], values[i + 1], error))
      return FALSE;

  return check_required (record, error);
}

/**
 * tf_store_add:
 * @self: a library
 * @kind: identifier of a kind
 * @parent: record under which the new one lives, or "" at the top of the library
 * @key: for a keyed kind the point of the law, or ""
 * @values: (nullable) (array zero-terminated=1): names of fields and their values, in turn
 * @error: return location for an error
 *
 * Adds a record. Fields that are given once can only be given here.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` with @error set: the kind is
 *   unknown, the place is wrong or taken, a value does not fit or a required one is missing. The
 *   step under way, if any, is rolled back then.
 */
TfRecord *
tf_store_add (TfStore            *self,
              const char         *kind,
              const char         *parent,
              const char         *key,
              const char *const  *values,
              GError            **error)
{
  const TfKind *description = tf_kind_lookup (kind);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *action = NULL;
  g_autoptr(TfRecord) record = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (parent != NULL && key != NULL, NULL);

  if (description == NULL)
    {
      g_set_error (error, TF_RECORD_ERROR, TF_RECORD_ERROR_UNKNOWN_KIND,
                   _("There is no kind of record “%s”."), kind);
      return NULL;
    }

  /* Translators: the name of a kind of record */
  action = g_strdup_printf (_("Add “%s”"), description->label);
  if (!tf_store_begin_mode (self, action, description->undo ? "do" : "fix", 0, error))
    return NULL;

  record = tf_record_new (description, id, parent, key);
  tf_store_remember (self, record);
  if (add_in_step (self, record, values, error) && tf_store_commit (self, error))
    return g_steal_pointer (&record);

  tf_store_roll_back (self);
  return NULL;
}

static gboolean
check_changeable (TfRecord    *record,
                  const char  *name,
                  GError     **error)
{
  const TfKind *kind = tf_record_get_kind (record);
  const TfField *field = name != NULL ? tf_kind_lookup_field (kind, name) : NULL;

  if (kind->undo && (field == NULL || !field->fixed))
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
               /* Translators: the name of a kind of record, then the name of a field or kind */
               _("“%s”: “%s” is given once and never changed."),
               kind->label, field != NULL ? field->label : kind->label);
  return FALSE;
}

static gboolean
check_stays_required (TfRecord    *record,
                      const char  *name,
                      const char  *value,
                      GError     **error)
{
  const TfField *field = tf_kind_lookup_field (tf_record_get_kind (record), name);

  if (field == NULL || !field->required || *value != '\0')
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
               _("“%s” needs a value for “%s”."), tf_record_get_kind (record)->label, field->label);
  return FALSE;
}

/**
 * tf_store_set:
 * @self: a library
 * @record: one of its records
 * @field: identifier of a field
 * @value: the new value, "" for none
 * @error: return location for an error
 *
 * Changes one value. Nothing happens where it is the same already.
 *
 * Returns: %FALSE with @error set where the value does not fit or could not be written; the step
 *   under way, if any, is rolled back then
 */
gboolean
tf_store_set (TfStore     *self,
              TfRecord    *record,
              const char  *field,
              const char  *value,
              GError     **error)
{
  const TfField *description;
  g_autofree char *action = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (TF_IS_RECORD (record), FALSE);
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  description = tf_kind_lookup_field (tf_record_get_kind (record), field);
  /* Translators: the name of a field */
  action = g_strdup_printf (_("Change “%s”"), description != NULL ? description->label : field);
  if (!tf_store_begin (self, action, error))
    return FALSE;

  if (check_changeable (record, field, error) &&
      check_stays_required (record, field, value, error) &&
      put_value (self, record, field, value, error) &&
      tf_store_commit (self, error))
    return TRUE;

  tf_store_roll_back (self);
  return FALSE;
}

/**
 * tf_store_remove:
 * @self: a library
 * @record: one of its records
 * @error: return location for an error
 *
 * Puts a record aside, and with it what lives under it. Nothing is erased: undo brings it back.
 *
 * Returns: %FALSE with @error set where it could not be written, or where records of its kind
 *   stay for good; the step under way, if any, is rolled back then
 */
gboolean
tf_store_remove (TfStore   *self,
                 TfRecord  *record,
                 GError   **error)
{
  g_autofree char *action = NULL;
  g_autofree char *identity = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (TF_IS_RECORD (record), FALSE);

  if (tf_record_is_removed (record))
    return TRUE;

  /* Translators: the name of a kind of record */
  action = g_strdup_printf (_("Remove “%s”"), tf_record_get_kind (record)->label);
  if (!tf_store_begin (self, action, error))
    return FALSE;

  identity = tf_store_dup_identity (record);
  if (check_changeable (record, NULL, error) &&
      tf_store_apply (self, record, "", identity, "", error) &&
      tf_store_commit (self, error))
    return TRUE;

  tf_store_roll_back (self);
  return FALSE;
}
