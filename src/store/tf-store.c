/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include "tf-store-resources.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define APPLICATION_ID 0x54464c31  /* "TFL1" */
#define SCHEMA_STEPS   1
#define DATABASE_NAME  "library.sqlite"

G_DEFINE_QUARK (tf-store-error-quark, tf_store_error)
G_DEFINE_FINAL_TYPE (TfStore, tf_store, G_TYPE_OBJECT)

static GResource *
get_steps (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      tf_store_register_resource ();
      g_once_init_leave (&registered, 1);
    }

  return tf_store_get_resource ();
}

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
apply_step (TfConnection  *connection,
            int            step,
            GError       **error)
{
  g_autofree char *resource = g_strdup_printf ("/io/github/techfile/Techfile/sql/%03d.sql", step);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", step);
  g_autoptr(GBytes) sql = NULL;

  sql = g_resource_lookup_data (get_steps (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (sql != NULL);

  if (tf_connection_begin (connection, error) &&
      tf_connection_run (connection, g_bytes_get_data (sql, NULL), error) &&
      tf_connection_run (connection, version, error) &&
      tf_connection_commit (connection, error))
    return TRUE;

  tf_connection_roll_back (connection);
  return FALSE;
}

static gboolean
copy_aside (TfStore  *self,
            gint64    version,
            GError  **error)
{
  g_autofree char *folder = g_build_filename (self->path, "backups", NULL);
  g_autofree char *name = g_strdup_printf ("before-step-%" G_GINT64_FORMAT ".sqlite", version + 1);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0755);
  g_unlink (path);
  return tf_connection_copy_to (self->connection, path, error);
}

static gboolean
bring_up_to_date (TfStore  *self,
                  GError  **error)
{
  gint64 version;

  if (!tf_connection_get_integer (self->connection, "PRAGMA user_version", &version, error))
    return FALSE;

  if (version > SCHEMA_STEPS)
    {
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NEWER,
                   _("The library “%s” was made by a newer Techfile. It was left untouched; "
                     "open it with that version."),
                   self->path);
      return FALSE;
    }

  if (version > 0 && version < SCHEMA_STEPS)
    {
      if (!tf_store_require_writable (self, error) || !copy_aside (self, version, error))
        return FALSE;
    }

  for (gint64 step = version + 1; step <= SCHEMA_STEPS; step++)
    if (!apply_step (self->connection, step, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_identity (TfStore  *self,
                GError  **error)
{
  gint64 id;

  if (!tf_connection_get_integer (self->connection, "PRAGMA application_id", &id, error))
    return FALSE;
  if (id == APPLICATION_ID)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED,
               _("The folder “%s” holds a file library.sqlite that is no Techfile library, "
                 "or is damaged. It was left untouched."),
               self->path);
  return FALSE;
}

/* A program that died may have left a journal, which SQLite plays back by itself, and half-copied
 * files. */
static gboolean
recover (TfStore  *self,
         GError  **error)
{
  gint64 n_problems;

  if (self->lock == NULL || !tf_lock_was_left (self->lock))
    return TRUE;

  tf_store_sweep_incoming (self);
  if (!tf_connection_get_integer (self->connection,
                                  "SELECT count(*) FROM pragma_quick_check "
                                  "WHERE quick_check <> 'ok'",
                                  &n_problems, error))
    return FALSE;
  if (n_problems == 0)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED,
               _("The library “%s” is damaged. Restore a backup, or ask for help before doing "
                 "anything else."),
               self->path);
  return FALSE;
}

static gboolean
open_database (TfStore   *self,
               gboolean   create,
               GError   **error)
{
  g_autofree char *path = g_build_filename (self->path, DATABASE_NAME, NULL);
  g_autofree char *identity = g_strdup_printf ("PRAGMA application_id = %d", APPLICATION_ID);

  self->connection = tf_connection_open (path, self->lock != NULL, create, error);
  if (self->connection == NULL)
    return FALSE;

  if (create && !tf_connection_run (self->connection, identity, error))
    return FALSE;

  return check_identity (self, error) &&
         recover (self, error) &&
         bring_up_to_date (self, error) &&
         tf_store_load_history (self, error);
}

static TfStore *
new_store (const char *path)
{
  TfStore *self = g_object_new (TF_TYPE_STORE, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  return self;
}

static gboolean
make_folders (const char  *path,
              GError     **error)
{
  g_autofree char *objects = g_build_filename (path, "objects", NULL);
  g_autofree char *backups = g_build_filename (path, "backups", NULL);

  if (g_mkdir_with_parents (objects, 0755) == 0 && g_mkdir_with_parents (backups, 0755) == 0)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY,
               _("The folder “%s” could not be made: %s."), path, g_strerror (errno));
  return FALSE;
}

static gboolean
is_free_for_library (const char  *path,
                     GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);

  if (dir == NULL || g_dir_read_name (dir) == NULL)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_EXISTS,
               _("The folder “%s” is not empty. Choose a new folder for the library."), path);
  return FALSE;
}

/* Takes back what an attempt to make a library has made, so that the next one finds a free
 * folder. */
static void
remove_attempt (const char *path)
{
  static const char *const names[] = { DATABASE_NAME "-journal", DATABASE_NAME, "library.lock",
                                       "objects", "backups" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *made = g_build_filename (path, names[i], NULL);

      g_remove (made);
    }
  g_rmdir (path);
}

static void
tf_store_finalize (GObject *object)
{
  TfStore *self = TF_STORE (object);

  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->dirty, g_hash_table_unref);
  tf_store_forget_live (self);
  g_clear_pointer (&self->undo_steps, g_array_unref);
  g_clear_pointer (&self->redo_steps, g_array_unref);
  g_clear_pointer (&self->connection, tf_connection_close);
  g_clear_pointer (&self->lock, tf_lock_free);
  g_free (self->undo_action);
  g_free (self->redo_action);
  g_free (self->last_hash);
  g_free (self->kept_hash);
  g_free (self->action);
  g_free (self->author);
  g_free (self->path);

  G_OBJECT_CLASS (tf_store_parent_class)->finalize (object);
}

static void
tf_store_class_init (TfStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_store_finalize;

  /**
   * TfStore::changed:
   * @self: the store
   * @record: a record that has changed
   * @field: the field, or "" where the record was added, removed or brought back
   *
   * Emitted once for each change, after it has been written.
   */
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, TF_TYPE_RECORD, G_TYPE_STRING);
}

static void
tf_store_init (TfStore *self)
{
  self->live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = tf_store_new_pending ();
  self->dirty = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->undo_steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->redo_steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->author = g_strdup (g_get_real_name ());
  self->clock = read_clock;
}

/**
 * tf_store_dup_default_path:
 *
 * Returns: (transfer full): the folder of the library where none was named, in the user's data
 *   folder
 */
char *
tf_store_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "techfile", "library", NULL);
}

/**
 * tf_store_exists:
 * @path: a folder
 *
 * Returns: whether the folder holds a library
 */
gboolean
tf_store_exists (const char *path)
{
  g_autofree char *database = g_build_filename (path, DATABASE_NAME, NULL);

  return g_file_test (database, G_FILE_TEST_EXISTS);
}

/**
 * tf_store_check_exists:
 * @path: a folder
 * @error: return location for an error
 *
 * As tf_store_exists(), telling a folder without a library from one that may not be looked into.
 *
 * Returns: %FALSE with `TF_STORE_ERROR_NOT_FOUND` set where there is none, and
 *   `TF_STORE_ERROR_FAILED` where that cannot be seen
 */
gboolean
tf_store_check_exists (const char  *path,
                       GError     **error)
{
  g_autofree char *database = g_build_filename (path, DATABASE_NAME, NULL);
  GStatBuf info;

  if (g_stat (database, &info) == 0)
    return TRUE;

  if (errno == ENOENT || errno == ENOTDIR)
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND,
                 _("There is no library in “%s”."), path);
  else
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED,
                 _("The folder “%s” cannot be read: %s."), path, g_strerror (errno));
  return FALSE;
}

/**
 * tf_store_create:
 * @path: a folder that is empty or does not exist
 * @error: return location for an error
 *
 * Makes a library and opens it for writing.
 *
 * Returns: (transfer full) (nullable): the library, or `NULL` with @error set
 */
TfStore *
tf_store_create (const char  *path,
                 GError     **error)
{
  g_autoptr(TfStore) self = NULL;
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = new_store (path);
  if (!is_free_for_library (self->path, error))
    return NULL;

  if (make_folders (self->path, &problem))
    self->lock = tf_lock_take (self->path, &problem);
  if (self->lock != NULL && open_database (self, TRUE, &problem))
    return g_steal_pointer (&self);

  /* Somebody else may be making it at the same moment. */
  if (!g_error_matches (problem, TF_STORE_ERROR, TF_STORE_ERROR_BUSY))
    remove_attempt (self->path);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * tf_store_open:
 * @path: folder of a library
 * @writable: whether changes are wanted; a library has one writer at a time, and any number of
 *   readers beside it
 * @error: return location for an error
 *
 * Opens a library, bringing one of an older program up to date first (a copy is laid aside).
 *
 * Returns: (transfer full) (nullable): the library, or `NULL` with @error set:
 *   `TF_STORE_ERROR_NOT_FOUND`, `TF_STORE_ERROR_BUSY` (names the writer),
 *   `TF_STORE_ERROR_READ_ONLY`, `TF_STORE_ERROR_NEWER`, `TF_STORE_ERROR_DAMAGED`
 */
TfStore *
tf_store_open (const char  *path,
               gboolean     writable,
               GError     **error)
{
  g_autoptr(TfStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = new_store (path);
  if (!tf_store_check_exists (self->path, error))
    return NULL;

  if (writable)
    {
      self->lock = tf_lock_take (self->path, error);
      if (self->lock == NULL)
        return NULL;
    }

  return open_database (self, FALSE, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * tf_store_get_path:
 * @self: a library
 *
 * Returns: its folder; any thread may ask
 */
const char *
tf_store_get_path (TfStore *self)
{
  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  return self->path;
}

/**
 * tf_store_is_writable:
 * @self: a library
 *
 * Returns: whether it was opened for writing
 */
gboolean
tf_store_is_writable (TfStore *self)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);

  return self->lock != NULL;
}

/**
 * tf_store_require_writable:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: %FALSE with `TF_STORE_ERROR_READ_ONLY` set where the library was opened for reading
 */
gboolean
tf_store_require_writable (TfStore  *self,
                           GError  **error)
{
  if (self->lock != NULL)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY,
               _("The library “%s” is open for reading only."), self->path);
  return FALSE;
}

/**
 * tf_store_set_author:
 * @self: a library
 * @author: name that the change log shows for what happens from now on
 */
void
tf_store_set_author (TfStore    *self,
                     const char *author)
{
  g_return_if_fail (TF_IS_STORE (self));
  g_return_if_fail (author != NULL);

  g_free (self->author);
  self->author = g_strdup (author);
}

/**
 * tf_store_get_author:
 * @self: a library
 *
 * Returns: name that the change log shows; the system's name for the user where none was set
 */
const char *
tf_store_get_author (TfStore *self)
{
  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  return self->author;
}

/**
 * tf_store_set_clock:
 * @self: a library
 * @clock: (scope forever): gives the seconds since 1970, UTC
 * @user_data: data for @clock
 *
 * Sets where the times in the change log come from; the system's clock otherwise.
 */
void
tf_store_set_clock (TfStore     *self,
                    TfClockFunc  clock,
                    gpointer     user_data)
{
  g_return_if_fail (TF_IS_STORE (self));
  g_return_if_fail (clock != NULL);

  self->clock = clock;
  self->clock_data = user_data;
}

/**
 * tf_store_dup_now:
 * @self: a library
 *
 * Returns: (transfer full): the time by the library's clock, as a value for a time field
 */
char *
tf_store_dup_now (TfStore *self)
{
  g_autoptr(GDateTime) now = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  now = g_date_time_new_from_unix_utc (self->clock (self->clock_data));
  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * tf_store_copy_database:
 * @self: a library
 * @path: file that does not exist yet
 * @error: return location for an error
 *
 * Copies the database, whole and as it stands now. Objects are not copied.
 *
 * Returns: %FALSE with @error set where the copy failed
 */
gboolean
tf_store_copy_database (TfStore     *self,
                        const char  *path,
                        GError     **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);

  return tf_connection_copy_to (self->connection, path, error);
}
