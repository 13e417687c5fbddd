/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many steps back undo reaches after the library is opened. */
#define UNDO_DEPTH 1000

/**
 * tf_change_free:
 * @self: (transfer full) (nullable): a row of the change log
 */
void
tf_change_free (TfChange *self)
{
  if (self == NULL)
    return;

  g_free (self->at);
  g_free (self->who);
  g_free (self->action);
  g_free (self->mode);
  g_free (self->record);
  g_free (self->field);
  g_free (self->before);
  g_free (self->after);
  g_free (self->hash);
  g_free (self);
}

static void
add_text (GChecksum  *checksum,
          const char *text)
{
  g_autofree char *length = g_strdup_printf ("%zu:", strlen (text));

  g_checksum_update (checksum, (const guchar *) length, -1);
  g_checksum_update (checksum, (const guchar *) text, -1);
}

static void
add_number (GChecksum *checksum,
            gint64     number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  add_text (checksum, text);
}

/**
 * tf_change_compute_hash:
 * @change: a row of the change log
 * @previous: hash of the row before, or "" for the first
 *
 * Computes the hash that chains a row to the one before: SHA-256 over the previous hash and all
 * columns in their order, each as its length in bytes, a colon and its text.
 *
 * Returns: (transfer full): the hash in hexadecimal
 */
char *
tf_change_compute_hash (const TfChange *change,
                        const char     *previous)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_text (checksum, previous);
  add_number (checksum, change->seq);
  add_number (checksum, change->step);
  add_text (checksum, change->at);
  add_text (checksum, change->who);
  add_text (checksum, change->action);
  add_text (checksum, change->mode);
  add_number (checksum, change->target);
  add_text (checksum, change->record);
  add_text (checksum, change->field);
  add_text (checksum, change->before);
  add_text (checksum, change->after);

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * tf_change_take_row:
 * @statement: a statement at a row of %TF_CHANGE_COLUMNS
 *
 * Returns: (transfer full): the row
 */
TfChange *
tf_change_take_row (TfStatement *statement)
{
  TfChange *change = g_new0 (TfChange, 1);

  change->seq = tf_statement_get_integer (statement, 0);
  change->step = tf_statement_get_integer (statement, 1);
  change->at = g_strdup (tf_statement_get_text (statement, 2));
  change->who = g_strdup (tf_statement_get_text (statement, 3));
  change->action = g_strdup (tf_statement_get_text (statement, 4));
  change->mode = g_strdup (tf_statement_get_text (statement, 5));
  change->target = tf_statement_get_integer (statement, 6);
  change->record = g_strdup (tf_statement_get_text (statement, 7));
  change->field = g_strdup (tf_statement_get_text (statement, 8));
  change->before = g_strdup (tf_statement_get_text (statement, 9));
  change->after = g_strdup (tf_statement_get_text (statement, 10));
  change->hash = g_strdup (tf_statement_get_text (statement, 11));

  return change;
}

static gboolean
insert_change (TfStore         *self,
               const TfChange  *change,
               GError         **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "INSERT INTO change (" TF_CHANGE_COLUMNS ") "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                                error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_integer (statement, 1, change->seq);
  tf_statement_bind_integer (statement, 2, change->step);
  tf_statement_bind_text (statement, 3, change->at);
  tf_statement_bind_text (statement, 4, change->who);
  tf_statement_bind_text (statement, 5, change->action);
  tf_statement_bind_text (statement, 6, change->mode);
  tf_statement_bind_integer (statement, 7, change->target);
  tf_statement_bind_text (statement, 8, change->record);
  tf_statement_bind_text (statement, 9, change->field);
  tf_statement_bind_text (statement, 10, change->before);
  tf_statement_bind_text (statement, 11, change->after);
  tf_statement_bind_text (statement, 12, change->hash);
  return tf_statement_run (statement, error);
}

/**
 * tf_store_append_change:
 * @self: a library, inside a step
 * @record: the record that changes
 * @field: the field, or ""
 * @before: the value before
 * @after: the value after
 * @error: return location for an error
 *
 * Writes one row of the change log.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
tf_store_append_change (TfStore     *self,
                        TfRecord    *record,
                        const char  *field,
                        const char  *before,
                        const char  *after,
                        GError     **error)
{
  g_autofree char *now = tf_store_dup_now (self);
  g_autofree char *hash = NULL;
  TfChange change = {
    .seq = self->last_seq + 1,
    .step = self->step,
    .at = now,
    .who = self->author,
    .action = self->action,
    .mode = (char *) self->mode,
    .target = self->target,
    .record = (char *) tf_record_get_id (record),
    .field = (char *) field,
    .before = (char *) before,
    .after = (char *) after,
  };

  hash = tf_change_compute_hash (&change, self->last_hash);
  change.hash = hash;
  if (!insert_change (self, &change, error))
    return FALSE;

  self->last_seq++;
  g_free (self->last_hash);
  self->last_hash = g_steal_pointer (&hash);
  return TRUE;
}

/* Puts the words of the last of STEPS in ACTION, or NULL where there is none. */
static gboolean
read_action (TfStore  *self,
             GArray   *steps,
             char    **action,
             GError  **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_clear_pointer (action, g_free);
  if (steps->len == 0)
    return TRUE;

  statement = tf_statement_new (self->connection,
                                "SELECT action FROM change WHERE step = ?1 LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_integer (statement, 1, g_array_index (steps, gint64, steps->len - 1));
  if (tf_statement_next (statement, error))
    *action = g_strdup (tf_statement_get_text (statement, 0));

  return !tf_statement_has_failed (statement);
}

static gboolean
update_actions (TfStore  *self,
                GError  **error)
{
  return read_action (self, self->undo_steps, &self->undo_action, error) &&
         read_action (self, self->redo_steps, &self->redo_action, error);
}

static void
drop_last (GArray *steps,
           gint64  step)
{
  if (steps->len > 0 && g_array_index (steps, gint64, steps->len - 1) == step)
    g_array_set_size (steps, steps->len - 1);
}

/* What a step means for undo: "undo" and "redo" carry the step they are about from one pile to
 * the other; anything new makes redo pointless; a step that is fixed stays out of it. */
static void
pile (TfStore    *self,
      gint64      step,
      const char *mode,
      gint64      target)
{
  if (strcmp (mode, "undo") == 0)
    {
      drop_last (self->undo_steps, target);
      g_array_append_val (self->redo_steps, target);
    }
  else if (strcmp (mode, "redo") == 0)
    {
      drop_last (self->redo_steps, target);
      g_array_append_val (self->undo_steps, target);
    }
  else if (strcmp (mode, "do") == 0)
    {
      g_array_append_val (self->undo_steps, step);
      g_array_set_size (self->redo_steps, 0);
    }
}

/**
 * tf_store_note_step:
 * @self: a library whose step was just written
 *
 * Keeps the end of the log in mind. The step is on disk, so that nothing fails any more: where the
 * words of the step before cannot be read, there is nothing to undo until the next step.
 */
void
tf_store_note_step (TfStore *self)
{
  g_autoptr(GError) error = NULL;

  if (self->step == self->last_step)
    return;

  self->last_step = self->step;
  pile (self, self->step, self->mode, self->target);
  if (!update_actions (self, &error))
    g_warning ("%s: what can be undone is not known: %s", self->path, error->message);
}

/**
 * tf_store_is_last_step:
 * @self: a library
 * @action: words of a step
 *
 * Returns: whether the step that was written last bears these words and can be undone
 */
gboolean
tf_store_is_last_step (TfStore    *self,
                       const char *action)
{
  return self->undo_steps->len > 0 && g_strcmp0 (self->undo_action, action) == 0 &&
         g_array_index (self->undo_steps, gint64, self->undo_steps->len - 1) == self->last_step;
}

/* Puts a column of the last row of the log in VALUE, or "" where the log is empty. */
static gboolean
read_last (TfStore     *self,
           const char  *sql,
           char       **value,
           GError     **error)
{
  g_autoptr(TfStatement) statement = tf_statement_new (self->connection, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  row = tf_statement_next (statement, error);
  if (tf_statement_has_failed (statement))
    return FALSE;

  g_free (*value);
  *value = g_strdup (row ? tf_statement_get_text (statement, 0) : "");
  return TRUE;
}

/* Which steps can be undone and done again follows from the end of the log. */
static gboolean
pile_steps (TfStore  *self,
            GError  **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_array_set_size (self->undo_steps, 0);
  g_array_set_size (self->redo_steps, 0);
  statement = tf_statement_new (self->connection,
                                "SELECT step, mode, target FROM change WHERE step > ?1 "
                                "GROUP BY step ORDER BY step", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_integer (statement, 1, self->last_step - UNDO_DEPTH);
  while (tf_statement_next (statement, error))
    pile (self, tf_statement_get_integer (statement, 0), tf_statement_get_text (statement, 1),
          tf_statement_get_integer (statement, 2));

  return !tf_statement_has_failed (statement);
}

/**
 * tf_store_load_history:
 * @self: a library
 * @error: return location for an error
 *
 * Reads the end of the log, and from it what can be undone and done again.
 *
 * Returns: %FALSE with @error set where the log could not be read
 */
gboolean
tf_store_load_history (TfStore  *self,
                       GError  **error)
{
  return tf_connection_get_integer (self->connection, "SELECT ifnull (max (step), 0) FROM change",
                                    &self->last_step, error) &&
         tf_connection_get_integer (self->connection, "SELECT ifnull (max (seq), 0) FROM change",
                                    &self->last_seq, error) &&
         read_last (self, "SELECT hash FROM change ORDER BY seq DESC LIMIT 1", &self->last_hash,
                    error) &&
         pile_steps (self, error) &&
         update_actions (self, error);
}

/**
 * tf_store_dup_last_change:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): when the library was last changed, "" where it never was;
 *   `NULL` with @error set where the log could not be read
 */
char *
tf_store_dup_last_change (TfStore  *self,
                          GError  **error)
{
  g_autofree char *at = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  if (!read_last (self, "SELECT at FROM change ORDER BY seq DESC LIMIT 1", &at, error))
    return NULL;

  return g_steal_pointer (&at);
}

/**
 * tf_store_get_undo_action:
 * @self: a library
 *
 * Returns: (nullable): what tf_store_undo() would undo, in words; `NULL` where there is nothing
 */
const char *
tf_store_get_undo_action (TfStore *self)
{
  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  return self->lock != NULL ? self->undo_action : NULL;
}

/**
 * tf_store_get_redo_action:
 * @self: a library
 *
 * Returns: (nullable): what tf_store_redo() would do again, in words; `NULL` where there is
 *   nothing
 */
const char *
tf_store_get_redo_action (TfStore *self)
{
  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  return self->lock != NULL ? self->redo_action : NULL;
}

static GPtrArray *
take_changes (TfStatement  *statement,
              GError      **error)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_change_free);

  while (tf_statement_next (statement, error))
    g_ptr_array_add (changes, tf_change_take_row (statement));

  return tf_statement_has_failed (statement) ? NULL : g_steal_pointer (&changes);
}

static GPtrArray *
list_step (TfStore  *self,
           gint64    step,
           GError  **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "SELECT " TF_CHANGE_COLUMNS " FROM change "
                                "WHERE step = ?1 ORDER BY seq",
                                error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_integer (statement, 1, step);
  return take_changes (statement, error);
}

static gboolean
repeat_change (TfStore         *self,
               const TfChange  *change,
               gboolean         backwards,
               GError         **error)
{
  g_autoptr(TfRecord) record = tf_store_get (self, change->record, error);

  if (record == NULL)
    return FALSE;

  return tf_store_apply (self, record, change->field,
                         backwards ? change->after : change->before,
                         backwards ? change->before : change->after, error);
}

static gboolean
repeat_step (TfStore     *self,
             gint64       step,
             const char  *mode,
             GError     **error)
{
  gboolean backwards = strcmp (mode, "undo") == 0;
  g_autoptr(GPtrArray) changes = list_step (self, step, error);

  if (changes == NULL || changes->len == 0)
    return changes != NULL;

  if (!tf_store_begin_mode (self, ((TfChange *) changes->pdata[0])->action, mode, step, error))
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    if (!repeat_change (self, changes->pdata[backwards ? changes->len - 1 - i : i], backwards,
                        error))
      {
        tf_store_roll_back (self);
        return FALSE;
      }

  return tf_store_commit (self, error);
}

static gboolean
repeat_last (TfStore     *self,
             GArray      *steps,
             const char  *mode,
             const char  *nothing,
             GError     **error)
{
  if (!tf_store_require_writable (self, error))
    return FALSE;

  if (steps->len == 0)
    {
      g_set_error_literal (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND, nothing);
      return FALSE;
    }

  return repeat_step (self, g_array_index (steps, gint64, steps->len - 1), mode, error);
}

/**
 * tf_store_undo:
 * @self: a library
 * @error: return location for an error
 *
 * Undoes the last step that is not undone yet, by a new step: the log only grows.
 *
 * Returns: %FALSE with @error set; `TF_STORE_ERROR_NOT_FOUND` where there is nothing to undo
 */
gboolean
tf_store_undo (TfStore  *self,
               GError  **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);

  return repeat_last (self, self->undo_steps, "undo", _("There is nothing to undo."), error);
}

/**
 * tf_store_redo:
 * @self: a library
 * @error: return location for an error
 *
 * Does again what tf_store_undo() undid last.
 *
 * Returns: %FALSE with @error set; `TF_STORE_ERROR_NOT_FOUND` where there is nothing to do again
 */
gboolean
tf_store_redo (TfStore  *self,
               GError  **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);

  return repeat_last (self, self->redo_steps, "redo", _("There is nothing to do again."), error);
}

/**
 * tf_store_list_changes:
 * @self: a library
 * @below: (nullable): a record: its changes and those of everything under it; `NULL` for all
 * @after: row of the log after which to begin, 0 for the start
 * @limit: how many rows at most
 * @error: return location for an error
 *
 * Reads the change log.
 *
 * Returns: (transfer full) (nullable) (element-type TfChange): the rows, oldest first, or `NULL`
 *   with @error set
 */
GPtrArray *
tf_store_list_changes (TfStore     *self,
                       const char  *below,
                       gint64       after,
                       guint        limit,
                       GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  if (below != NULL)
    statement = tf_statement_new (self->connection,
                                  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION "
                                  "SELECT record.id FROM record "
                                  "JOIN below ON record.parent = below.id) "
                                  "SELECT " TF_CHANGE_COLUMNS " FROM change "
                                  "WHERE seq > ?1 AND record IN below ORDER BY seq LIMIT ?2",
                                  error);
  else
    statement = tf_statement_new (self->connection,
                                  "SELECT " TF_CHANGE_COLUMNS " FROM change "
                                  "WHERE seq > ?1 ORDER BY seq LIMIT ?2", error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_integer (statement, 1, after);
  tf_statement_bind_integer (statement, 2, limit);
  if (below != NULL)
    tf_statement_bind_text (statement, 3, below);

  return take_changes (statement, error);
}

/**
 * tf_store_list_last_changes:
 * @self: a library
 * @below: a record: its changes and those of everything under it
 * @after: row of the log after which to begin, 0 for the start
 * @limit: how many rows at most
 * @error: return location for an error
 *
 * Reads the end of the change log.
 *
 * Returns: (transfer full) (nullable) (element-type TfChange): the rows, newest first, or `NULL`
 *   with @error set
 */
GPtrArray *
tf_store_list_last_changes (TfStore     *self,
                            const char  *below,
                            gint64       after,
                            guint        limit,
                            GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (below != NULL, NULL);

  statement = tf_statement_new (self->connection,
                                "WITH RECURSIVE below (id) AS (SELECT ?3 UNION "
                                "SELECT record.id FROM record "
                                "JOIN below ON record.parent = below.id) "
                                "SELECT " TF_CHANGE_COLUMNS " FROM change WHERE seq > ?1 "
                                "AND record IN below ORDER BY seq DESC LIMIT ?2", error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_integer (statement, 1, after);
  tf_statement_bind_integer (statement, 2, limit);
  tf_statement_bind_text (statement, 3, below);
  return take_changes (statement, error);
}
