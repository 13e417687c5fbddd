/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Weak references are told while the record can still say who it is. */
static void
forget_cb (gpointer  user_data,
           GObject  *gone)
{
  TfStore *self = user_data;

  g_hash_table_remove (self->live, tf_record_get_id ((TfRecord *) gone));
}

static void
remember (TfStore  *self,
          TfRecord *record)
{
  g_hash_table_insert (self->live, g_strdup (tf_record_get_id (record)), record);
  g_object_weak_ref (G_OBJECT (record), forget_cb, self);
}

/**
 * tf_store_forget_live:
 * @self: a library that goes away
 *
 * Lets go of the records that others still hold.
 */
void
tf_store_forget_live (TfStore *self)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_object_weak_unref (record, forget_cb, self);
  g_clear_pointer (&self->live, g_hash_table_unref);
}

/**
 * tf_store_take_row:
 * @self: a library
 * @statement: a statement at a row of %TF_RECORD_COLUMNS
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record of the row, the same object as long as someone
 *   holds it; `NULL` with @error set where this program does not know its kind or fields
 */
TfRecord *
tf_store_take_row (TfStore      *self,
                   TfStatement  *statement,
                   GError      **error)
{
  const char *id = tf_statement_get_text (statement, 0);
  TfRecord *live = g_hash_table_lookup (self->live, id);
  g_autoptr(TfRecord) record = NULL;
  const TfKind *kind;

  if (live != NULL && self->lock != NULL)
    return g_object_ref (live);

  kind = tf_kind_lookup (tf_statement_get_text (statement, 1));
  if (kind == NULL)
    {
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED,
                   _("The library holds a record of kind “%s”, which this program does not know."),
                   tf_statement_get_text (statement, 1));
      return NULL;
    }

  /* Without the lock somebody else may have changed the record since. */
  record = live != NULL ? g_object_ref (live)
                        : tf_record_new (kind, id, tf_statement_get_text (statement, 2),
                                         tf_statement_get_text (statement, 3));
  tf_record_set_removed (record, tf_statement_get_integer (statement, 4) != 0);
  if (!tf_record_read_json (record, tf_statement_get_text (statement, 5), error))
    return NULL;

  if (live == NULL)
    remember (self, record);
  return g_steal_pointer (&record);
}

/**
 * tf_store_dup_identity:
 * @record: a record
 *
 * Returns: (transfer full): what the change log keeps of a record when it is added: kind, parent
 *   and key, as JSON
 */
char *
tf_store_dup_identity (TfRecord *record)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, tf_record_get_kind (record)->id);
  json_builder_set_member_name (builder, "parent");
  json_builder_add_string_value (builder, tf_record_get_parent (record));
  json_builder_set_member_name (builder, "key");
  json_builder_add_string_value (builder, tf_record_get_key (record));
  json_builder_end_object (builder);

  node = json_builder_get_root (builder);
  return json_to_string (node, FALSE);
}

static GPtrArray *
take_rows (TfStore      *self,
           TfStatement  *statement,
           GError      **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean row;

  while (TRUE)
    {
      TfRecord *record;

      if (!tf_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&records);

      record = tf_store_take_row (self, statement, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
}

/**
 * tf_store_get:
 * @self: a library
 * @id: identifier of a record
 * @error: return location for an error
 *
 * Reads one record. One that was put aside is given too: tf_record_is_removed() tells.
 *
 * The same object is returned for the same @id as long as someone holds it, so that every view of
 * a record shows the same edits.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` with @error set to
 *   `TF_STORE_ERROR_NOT_FOUND` when there is none
 */
TfRecord *
tf_store_get (TfStore     *self,
              const char  *id,
              GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  statement = tf_statement_new (self->connection,
                                "SELECT " TF_RECORD_COLUMNS " FROM record WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, id);
  if (!tf_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return tf_store_take_row (self, statement, error);

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND,
               _("The library has no record “%s”."), id);
  return NULL;
}

/**
 * tf_store_find:
 * @self: a library
 * @kind: identifier of a keyed kind
 * @parent: record under which to look
 * @key: the point of the law that names the record
 * @error: return location for an error
 *
 * Reads the record of a point of the law.
 *
 * Returns: (transfer full) (nullable): the record; `NULL` without @error where nothing was
 *   written for that point yet
 */
TfRecord *
tf_store_find (TfStore     *self,
               const char  *kind,
               const char  *parent,
               const char  *key,
               GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL && parent != NULL && key != NULL, NULL);

  statement = tf_statement_new (self->connection,
                                "SELECT " TF_RECORD_COLUMNS " FROM record "
                                "WHERE parent = ?1 AND kind = ?2 AND key = ?3 AND removed = 0",
                                error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, parent);
  tf_statement_bind_text (statement, 2, kind);
  tf_statement_bind_text (statement, 3, key);
  if (!tf_statement_step (statement, &row, error) || !row)
    return NULL;

  return tf_store_take_row (self, statement, error);
}

/**
 * tf_store_list:
 * @self: a library
 * @kind: identifier of a kind
 * @parent: (nullable): record under which to look; `NULL` for anywhere
 * @error: return location for an error
 *
 * Lists records in the order in which they were added, without those put aside.
 *
 * Returns: (transfer full) (nullable) (element-type TfRecord): the records, or `NULL` with @error
 *   set
 */
GPtrArray *
tf_store_list (TfStore     *self,
               const char  *kind,
               const char  *parent,
               GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  if (parent != NULL)
    statement = tf_statement_new (self->connection,
                                  "SELECT " TF_RECORD_COLUMNS " FROM record "
                                  "WHERE parent = ?2 AND kind = ?1 AND removed = 0 ORDER BY number",
                                  error);
  else
    statement = tf_statement_new (self->connection,
                                  "SELECT " TF_RECORD_COLUMNS " FROM record "
                                  "WHERE kind = ?1 AND removed = 0 ORDER BY number",
                                  error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, kind);
  if (parent != NULL)
    tf_statement_bind_text (statement, 2, parent);
  return take_rows (self, statement, error);
}

/**
 * tf_store_list_naming:
 * @self: a library
 * @sha256: name of an object
 * @error: return location for an error
 *
 * Lists the revisions of evidence whose bytes are a certain object, anywhere in the library.
 *
 * Returns: (transfer full) (nullable) (element-type TfRecord): the records, or `NULL` with @error
 *   set
 */
GPtrArray *
tf_store_list_naming (TfStore     *self,
                      const char  *sha256,
                      GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  if (!tf_store_write_dirty (self, error))
    return NULL;

  statement = tf_statement_new (self->connection,
                                "SELECT " TF_RECORD_COLUMNS " FROM record "
                                "WHERE json_extract (fields, '$.sha256') = ?1 AND removed = 0 "
                                "ORDER BY number", error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, sha256);
  return take_rows (self, statement, error);
}

/**
 * tf_store_list_below:
 * @self: a library
 * @ancestor: identifier of a record
 * @error: return location for an error
 *
 * Lists everything that lives under a record at any depth, in the order in which it was added,
 * without what was put aside.
 *
 * Returns: (transfer full) (nullable) (element-type TfRecord): the records, or `NULL` with @error
 *   set
 */
GPtrArray *
tf_store_list_below (TfStore     *self,
                     const char  *ancestor,
                     GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (ancestor != NULL, NULL);

  statement = tf_statement_new (self->connection,
                                "WITH RECURSIVE below (id) AS (SELECT ?1 UNION ALL "
                                "SELECT record.id FROM record JOIN below ON record.parent = below.id "
                                "WHERE record.removed = 0) "
                                "SELECT " TF_RECORD_COLUMNS " FROM record "
                                "WHERE parent IN below AND removed = 0 ORDER BY number",
                                error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, ancestor);
  return take_rows (self, statement, error);
}

/**
 * tf_store_count:
 * @self: a library
 * @kind: identifier of a kind
 * @parent: record under which to look
 *
 * Counts records, those put aside too: a number that was given is not given again.
 *
 * Returns: how many there are
 */
gint64
tf_store_count (TfStore    *self,
                const char *kind,
                const char *parent)
{
  g_autoptr(TfStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (TF_IS_STORE (self), 0);

  statement = tf_statement_new (self->connection,
                                "SELECT count(*) FROM record WHERE parent = ?1 AND kind = ?2", NULL);
  if (statement == NULL)
    return 0;

  tf_statement_bind_text (statement, 1, parent);
  tf_statement_bind_text (statement, 2, kind);
  if (!tf_statement_step (statement, &row, NULL) || !row)
    return 0;

  return tf_statement_get_integer (statement, 0);
}

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
check_place (TfStore       *self,
             const TfKind  *kind,
             const char    *parent,
             const char    *key,
             GError       **error)
{
  g_autoptr(TfRecord) above = NULL;
  g_autoptr(TfRecord) same = NULL;

  if (kind->parent == NULL)
    return *parent == '\0' || refuse (error, _("This kind of record stands at the top of the library."));

  above = tf_store_get (self, parent, error);
  if (above == NULL)
    return FALSE;
  if (tf_record_get_kind (above) != kind->parent || tf_record_is_removed (above))
    {
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
                   /* Translators: the names of two kinds of record */
                   _("“%s” can only be added to an existing “%s”."), kind->label, kind->parent->label);
      return FALSE;
    }

  if (!kind->keyed || *key == '\0')
    return TRUE;

  same = tf_store_find (self, kind->id, parent, key, NULL);
  if (same == NULL)
    return TRUE;

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
  remember (self, record);
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
