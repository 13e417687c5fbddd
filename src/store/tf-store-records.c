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

/**
 * tf_store_remember:
 * @self: a library
 * @record: one of its records
 *
 * Makes sure that whoever asks for the record gets this object, as long as someone holds it.
 */
void
tf_store_remember (TfStore  *self,
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
    tf_store_remember (self, record);
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

  while (tf_statement_next (statement, error))
    {
      TfRecord *record = tf_store_take_row (self, statement, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return tf_statement_has_failed (statement) ? NULL : g_steal_pointer (&records);
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

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  statement = tf_statement_new (self->connection,
                                "SELECT " TF_RECORD_COLUMNS " FROM record WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, id);
  if (tf_statement_next (statement, error))
    return tf_store_take_row (self, statement, error);

  if (!tf_statement_has_failed (statement))
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND,
                 _("The library has no record “%s”."), id);
  return NULL;
}

/**
 * tf_store_is_there:
 * @self: a library
 * @id: identifier of a record
 * @there: (out): whether the record exists, and neither it nor one above it was put aside
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where the library could not be read
 */
gboolean
tf_store_is_there (TfStore     *self,
                   const char  *id,
                   gboolean    *there,
                   GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "SELECT 1 FROM record WHERE id = ?1 AND " TF_RECORD_IS_THERE,
                                error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, id);
  *there = tf_statement_next (statement, error);
  return !tf_statement_has_failed (statement);
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
 *   written for that point yet, or where it was put aside
 */
TfRecord *
tf_store_find (TfStore     *self,
               const char  *kind,
               const char  *parent,
               const char  *key,
               GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL && parent != NULL && key != NULL, NULL);

  statement = tf_statement_new (self->connection,
                                "SELECT " TF_RECORD_COLUMNS " FROM record "
                                "WHERE parent = ?1 AND kind = ?2 AND key = ?3 "
                                "AND " TF_RECORD_IS_THERE,
                                error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, parent);
  tf_statement_bind_text (statement, 2, kind);
  tf_statement_bind_text (statement, 3, key);
  if (!tf_statement_next (statement, error))
    return NULL;

  return tf_store_take_row (self, statement, error);
}

/* What stands at the top of the library has nothing above it. */
static const char *
choose_list (const TfKind *kind,
             const char   *parent)
{
  if (parent != NULL)
    return "SELECT " TF_RECORD_COLUMNS " FROM record "
           "WHERE kind = ?1 AND parent = ?2 AND " TF_RECORD_IS_THERE " ORDER BY number";
  if (kind != NULL && kind->parent == NULL)
    return "SELECT " TF_RECORD_COLUMNS " FROM record "
           "WHERE kind = ?1 AND removed = 0 ORDER BY number";

  return TF_WITH_GONE "SELECT " TF_RECORD_COLUMNS " FROM record "
         "WHERE kind = ?1 AND removed = 0 AND parent NOT IN gone ORDER BY number";
}

/**
 * tf_store_list:
 * @self: a library
 * @kind: identifier of a kind
 * @parent: (nullable): record under which to look; `NULL` for anywhere
 * @error: return location for an error
 *
 * Lists records in the order in which they were added, without those put aside, alone or with a
 * record above them.
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

  statement = tf_statement_new (self->connection, choose_list (tf_kind_lookup (kind), parent),
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
 * Lists the revisions of evidence whose bytes are a certain object, anywhere in the library,
 * without those put aside, alone or with a record above them.
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
                                "WHERE json_extract (fields, '$.sha256') = ?1 AND "
                                TF_RECORD_IS_THERE " ORDER BY number", error);
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
 * without what was put aside below it. Whether @ancestor itself was put aside makes no difference.
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
                                "WITH RECURSIVE below (id) AS (SELECT ?1 UNION "
                                "SELECT record.id FROM record "
                                "JOIN below ON record.parent = below.id "
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
 * tf_store_list_two_below:
 * @self: a library
 * @kind: identifier of a kind
 * @between: identifier of the kind that it lives under
 * @ancestor: identifier of the record that those of kind @between live under
 * @error: return location for an error
 *
 * Lists records two levels below another, such as the revisions of all evidence of a product, in
 * the order in which they were added, without those put aside.
 *
 * Returns: (transfer full) (nullable) (element-type TfRecord): the records, or `NULL` with @error
 *   set
 */
GPtrArray *
tf_store_list_two_below (TfStore     *self,
                         const char  *kind,
                         const char  *between,
                         const char  *ancestor,
                         GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL && between != NULL && ancestor != NULL, NULL);

  statement = tf_statement_new (self->connection,
                                "SELECT " TF_RECORD_COLUMNS " FROM record "
                                "WHERE kind = ?1 AND removed = 0 AND parent IN (SELECT id "
                                "FROM record WHERE parent = ?3 AND kind = ?2 AND removed = 0) "
                                "ORDER BY number", error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, kind);
  tf_statement_bind_text (statement, 2, between);
  tf_statement_bind_text (statement, 3, ancestor);
  return take_rows (self, statement, error);
}

/**
 * tf_store_get_number:
 * @self: a library
 * @id: (nullable): identifier of a record, or `NULL` for the one that was added last
 *
 * Tells the order in which records were added, which lists are in.
 *
 * Returns: a number that is the greater the later the record was added; 0 where there is none
 */
gint64
tf_store_get_number (TfStore    *self,
                     const char *id)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), 0);

  statement = tf_statement_new (self->connection,
                                id != NULL ? "SELECT number FROM record WHERE id = ?1"
                                           : "SELECT ifnull (max (number), 0) FROM record", NULL);
  if (statement == NULL)
    return 0;

  if (id != NULL)
    tf_statement_bind_text (statement, 1, id);
  return tf_statement_next (statement, NULL) ? tf_statement_get_integer (statement, 0) : 0;
}

/**
 * tf_store_count:
 * @self: a library
 * @kind: identifier of a kind
 * @parent: (nullable): record under which to look; `NULL` for anywhere
 * @error: return location for an error
 *
 * Counts records, those put aside too: a number that was given is not given again.
 *
 * Returns: how many there are, or -1 with @error set
 */
gint64
tf_store_count (TfStore     *self,
                const char  *kind,
                const char  *parent,
                GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), -1);
  g_return_val_if_fail (kind != NULL, -1);

  if (parent != NULL)
    statement = tf_statement_new (self->connection,
                                  "SELECT count(*) FROM record WHERE kind = ?1 AND parent = ?2",
                                  error);
  else
    statement = tf_statement_new (self->connection,
                                  "SELECT count(*) FROM record WHERE kind = ?1", error);
  if (statement == NULL)
    return -1;

  tf_statement_bind_text (statement, 1, kind);
  if (parent != NULL)
    tf_statement_bind_text (statement, 2, parent);
  return tf_statement_next (statement, error) ? tf_statement_get_integer (statement, 0) : -1;
}
