/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-connection.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define BUSY_TIMEOUT_MS 10000

struct _TfConnection
{
  sqlite3    *db;
  char       *path;
  GHashTable *idle;   /* SQL text → sqlite3_stmt, prepared and not in use */
};

struct _TfStatement
{
  TfConnection *connection;
  sqlite3_stmt *stmt;
  int           code;   /* what the last step gave */
};

static void
set_error (TfConnection  *self,
           int            code,
           GError       **error)
{
  TfStoreError kind = TF_STORE_ERROR_FAILED;
  const char *format;

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      kind = TF_STORE_ERROR_FULL;
      format =
        _("The disk is full: nothing was written to the library “%s”. Make room and try again.");
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      kind = TF_STORE_ERROR_READ_ONLY;
      format = _("The library “%s” cannot be written to. Check the permissions of the folder.");
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      kind = TF_STORE_ERROR_BUSY;
      format = _("The library “%s” is being written to by another program. Try again in a moment.");
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      kind = TF_STORE_ERROR_DAMAGED;
      format =
        _("The library “%s” is damaged. Restore a backup, or ask for help before doing anything "
          "else.");
      break;
    case SQLITE_IOERR:
      format = _("The library “%s” could not be read or written. Check the disk.");
      break;
    default:
      format = _("The library “%s” did not accept the change.");
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, TF_STORE_ERROR, kind, format, self->path);
#pragma GCC diagnostic pop
  g_debug ("SQLite %d: %s", code, self->db != NULL ? sqlite3_errmsg (self->db) : "");
}

/* A program that died may have left a journal that belongs to the file. SQLite plays it back at
 * the first look, but not for a connection that only reads. */
static gboolean
play_back (TfConnection  *self,
           const char    *path,
           GError       **error)
{
  sqlite3 *db = NULL;
  int code = sqlite3_exec (self->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);

  if (code != SQLITE_READONLY_ROLLBACK)
    return TRUE;

  code = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
      code = sqlite3_exec (db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
    }
  sqlite3_close (db);
  if (code == SQLITE_OK)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY,
               _("The library “%s” was left in the middle of a change. It can be read again once "
                 "somebody who may write to the folder has opened it."),
               self->path);
  return FALSE;
}

/**
 * tf_connection_open:
 * @path: the database file
 * @writable: whether changes are wanted
 * @create: whether to make the file where it does not exist
 * @error: return location for an error
 *
 * Opens a database with everything that keeps it whole: a rollback journal, so that it is one
 * file, a full sync at each commit, checked foreign keys, and a wait for other programs. A change
 * that a program which died left half-written is undone, even where only reading is wanted.
 *
 * Returns: (transfer full) (nullable): the connection, or `NULL` with @error set
 */
TfConnection *
tf_connection_open (const char  *path,
                    gboolean     writable,
                    gboolean     create,
                    GError     **error)
{
  g_autoptr(TfConnection) self = g_new0 (TfConnection, 1);
  int flags = writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  int code;

  if (create)
    flags |= SQLITE_OPEN_CREATE;

  self->path = g_path_get_dirname (path);
  self->idle = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  code = sqlite3_open_v2 (path, &self->db, flags | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!writable && !play_back (self, path, error))
    return NULL;
  if (!tf_connection_run (self, "PRAGMA synchronous = FULL", error) ||
      !tf_connection_run (self, "PRAGMA temp_store = MEMORY", error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tf_connection_close:
 * @self: (transfer full): a connection
 *
 * Closes a connection. What was not committed is undone.
 */
void
tf_connection_close (TfConnection *self)
{
  g_clear_pointer (&self->idle, g_hash_table_unref);
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self);
}

/**
 * tf_connection_get_path:
 * @self: a connection
 *
 * Returns: the folder of the library, for messages
 */
const char *
tf_connection_get_path (TfConnection *self)
{
  return self->path;
}

/**
 * tf_connection_run:
 * @self: a connection
 * @sql: one or more statements without values
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where a statement failed
 */
gboolean
tf_connection_run (TfConnection  *self,
                   const char    *sql,
                   GError       **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    set_error (self, code, error);

  return code == SQLITE_OK;
}

/**
 * tf_connection_get_integer:
 * @self: a connection
 * @sql: a query that always gives one number
 * @value: (out): the number
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where the query failed
 */
gboolean
tf_connection_get_integer (TfConnection  *self,
                           const char    *sql,
                           gint64        *value,
                           GError       **error)
{
  g_autoptr(TfStatement) statement = tf_statement_new (self, sql, error);

  if (statement == NULL || !tf_statement_next (statement, error))
    return FALSE;

  *value = tf_statement_get_integer (statement, 0);
  return TRUE;
}

/**
 * tf_connection_copy_to:
 * @self: a connection
 * @path: file that does not exist yet
 * @error: return location for an error
 *
 * Copies the database as it stands, whole, while others go on writing to it.
 *
 * Returns: %FALSE with @error set where the copy failed; the file is removed then
 */
gboolean
tf_connection_copy_to (TfConnection  *self,
                       const char    *path,
                       GError       **error)
{
  g_autoptr(TfStatement) statement = tf_statement_new (self, "VACUUM INTO ?1", error);

  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, path);
  if (tf_statement_run (statement, error))
    return TRUE;

  g_unlink (path);
  return FALSE;
}

/**
 * tf_connection_begin:
 * @self: a connection
 * @error: return location for an error
 *
 * Begins a transaction that may write.
 *
 * Returns: %FALSE with @error set where the file cannot be written to
 */
gboolean
tf_connection_begin (TfConnection  *self,
                     GError       **error)
{
  return tf_connection_run (self, "BEGIN IMMEDIATE", error);
}

/**
 * tf_connection_commit:
 * @self: a connection
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where nothing was written; the caller rolls back
 */
gboolean
tf_connection_commit (TfConnection  *self,
                      GError       **error)
{
  return tf_connection_run (self, "COMMIT", error);
}

/**
 * tf_connection_roll_back:
 * @self: a connection
 *
 * Gives up the transaction, if one is under way.
 */
void
tf_connection_roll_back (TfConnection *self)
{
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * tf_statement_new:
 * @connection: a connection, which outlives the statement
 * @sql: (not nullable): a statement that is a string constant, or an interned string
 * @error: return location for an error
 *
 * Prepares a statement, or takes one that was prepared before from the same string.
 *
 * Returns: (transfer full) (nullable): the statement, or `NULL` with @error set
 */
TfStatement *
tf_statement_new (TfConnection  *connection,
                  const char    *sql,
                  GError       **error)
{
  const char *interned = g_intern_string (sql);
  TfStatement *self;
  sqlite3_stmt *stmt = NULL;

  if (!g_hash_table_steal_extended (connection->idle, interned, NULL, (gpointer *) &stmt))
    {
      int code = sqlite3_prepare_v3 (connection->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
                                     NULL);

      if (code != SQLITE_OK)
        {
          set_error (connection, code, error);
          return NULL;
        }
    }

  self = g_new0 (TfStatement, 1);
  self->connection = connection;
  self->stmt = stmt;
  self->code = SQLITE_DONE;
  return self;
}

/**
 * tf_statement_free:
 * @self: (transfer full): a statement
 *
 * Lays a statement back for its next use.
 */
void
tf_statement_free (TfStatement *self)
{
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  g_hash_table_replace (self->connection->idle,
                        (gpointer) g_intern_string (sqlite3_sql (self->stmt)), self->stmt);
  g_free (self);
}

/**
 * tf_statement_bind_text:
 * @self: a statement
 * @index: number of the value, from 1
 * @value: the value, which is copied
 */
void
tf_statement_bind_text (TfStatement *self,
                        int          index,
                        const char  *value)
{
  sqlite3_bind_text (self->stmt, index, value, -1, SQLITE_TRANSIENT);
}

/**
 * tf_statement_bind_integer:
 * @self: a statement
 * @index: number of the value, from 1
 * @value: the value
 */
void
tf_statement_bind_integer (TfStatement *self,
                           int          index,
                           gint64       value)
{
  sqlite3_bind_int64 (self->stmt, index, value);
}

/**
 * tf_statement_next:
 * @self: a statement
 * @error: return location for an error
 *
 * Goes to the next row, so that all rows are read by
 *
 *     while (tf_statement_next (statement, error))
 *       ...
 *
 * after which tf_statement_has_failed() tells a failure from the end.
 *
 * Returns: whether there is a row to read; %FALSE at the end, and with @error set where the
 *   statement failed
 */
gboolean
tf_statement_next (TfStatement  *self,
                   GError      **error)
{
  self->code = sqlite3_step (self->stmt);
  if (tf_statement_has_failed (self))
    set_error (self->connection, self->code, error);

  return self->code == SQLITE_ROW;
}

/**
 * tf_statement_has_failed:
 * @self: a statement
 *
 * Returns: whether the last tf_statement_next() or tf_statement_run() set an error
 */
gboolean
tf_statement_has_failed (TfStatement *self)
{
  return self->code != SQLITE_ROW && self->code != SQLITE_DONE;
}

/**
 * tf_statement_run:
 * @self: a statement that gives no rows
 * @error: return location for an error
 *
 * Runs a statement to its end and makes it ready to run again.
 *
 * Returns: %FALSE with @error set where the statement failed
 */
gboolean
tf_statement_run (TfStatement  *self,
                  GError      **error)
{
  tf_statement_next (self, error);
  sqlite3_reset (self->stmt);
  return !tf_statement_has_failed (self);
}

/**
 * tf_statement_get_text:
 * @self: a statement at a row
 * @column: number of the column, from 0
 *
 * Returns: the value, "" for none; valid until the next step
 */
const char *
tf_statement_get_text (TfStatement *self,
                       int          column)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, column);

  return text != NULL ? text : "";
}

/**
 * tf_statement_get_integer:
 * @self: a statement at a row
 * @column: number of the column, from 0
 *
 * Returns: the value
 */
gint64
tf_statement_get_integer (TfStatement *self,
                          int          column)
{
  return sqlite3_column_int64 (self->stmt, column);
}
