/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-backup.h"

#include "tf-staged-file.h"
#include "tf-workspace.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define BLOCK_SIZE    (1024 * 1024)
#define DATABASE_NAME "library.sqlite"
#define MAX_ENTRIES   10000000

/* How the name of a library in the making begins and ends. */
#define PARTIAL_PREFIX ".techfile-"
#define PARTIAL_SUFFIX ".part"

/* libarchive's own types, closed by themselves. */
typedef struct archive       ArchiveWriter;
typedef struct archive       ArchiveReader;
typedef struct archive_entry ArchiveEntry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveWriter, archive_write_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, archive_entry_free)

static gboolean
fail (GError     **error,
      const char  *format,
      const char  *path,
      const char  *reason)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_FAILED, format, path, reason);
#pragma GCC diagnostic pop
  return FALSE;
}

/* What the system said tells more than "Write error". */
static const char *
explain (ArchiveWriter *archive)
{
  int code = archive_errno (archive);

  return code > 0 ? g_strerror (code) : archive_error_string (archive);
}

static gboolean
write_blocks (ArchiveWriter  *archive,
              int             fd,
              const char     *name,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);
  ssize_t length;

  while ((length = read (fd, block, BLOCK_SIZE)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (archive_write_data (archive, block, length) != length)
        return fail (error, _("“%s” could not be written to the backup: %s."), name,
                     explain (archive));
    }

  return length == 0 || fail (error, _("“%s” could not be read: %s."), name, g_strerror (errno));
}

static gboolean
write_entry (ArchiveWriter  *archive,
             const char     *path,
             const char     *name,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr(ArchiveEntry) entry = archive_entry_new ();
  GStatBuf info;
  gboolean done;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || fstat (fd, &info) != 0)
    return fail (error, _("“%s” could not be read: %s."), name, g_strerror (errno));

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, info.st_size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, info.st_mtime, 0);
  done = archive_write_header (archive, entry) == ARCHIVE_OK ||
         fail (error, _("“%s” could not be written to the backup: %s."), name,
               explain (archive));
  done = done && write_blocks (archive, fd, name, cancellable, error);
  close (fd);

  return done;
}

static gboolean
write_objects (TfStore         *store,
               ArchiveWriter   *archive,
               TfProgressFunc   progress,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr(GPtrArray) objects = tf_store_list_objects (store, error);

  if (objects == NULL)
    return FALSE;

  for (guint i = 0; i < objects->len; i++)
    {
      const char *object = g_ptr_array_index (objects, i);
      g_autofree char *path = tf_store_dup_object_path (store, object);
      g_autofree char *name = g_strdup_printf ("objects/%.2s/%s", object, object + 2);

      if (progress != NULL)
        progress ((double) i / objects->len, _("Copying files"), user_data);
      if (!tf_store_check_object (store, object, cancellable, error) ||
          !write_entry (archive, path, name, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* The copy of the database goes as soon as it is in the archive: it has a name of its own, which a
 * program that is killed leaves behind. */
static gboolean
write_database (ArchiveWriter  *archive,
                TfStagedFile  **database,
                GCancellable   *cancellable,
                GError        **error)
{
  if (!write_entry (archive, tf_staged_file_get_path (*database), DATABASE_NAME, cancellable, error))
    return FALSE;

  g_clear_pointer (database, tf_staged_file_free);
  return TRUE;
}

static gboolean
write_archive (TfStore         *store,
               TfStagedFile   **database,
               TfStagedFile    *staged,
               TfProgressFunc   progress,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr(ArchiveWriter) archive = archive_write_new ();
  const char *target = tf_staged_file_get_target (staged);

  archive_write_set_format_pax_restricted (archive);
  archive_write_add_filter_none (archive);
  if (archive_write_open_fd (archive, tf_staged_file_get_fd (staged)) != ARCHIVE_OK)
    return fail (error, _("“%s” cannot be written: %s."), target, archive_error_string (archive));

  if (!write_database (archive, database, cancellable, error) ||
      !write_objects (store, archive, progress, user_data, cancellable, error))
    return FALSE;

  return archive_write_close (archive) == ARCHIVE_OK ||
         fail (error, _("“%s” cannot be written: %s."), target, explain (archive));
}

/* A full disk is here the one of the backup, not the one of the library. */
static gboolean
copy_database (TfStore       *store,
               TfStagedFile  *database,
               GError       **error)
{
  g_autoptr(GError) problem = NULL;

  if (tf_store_copy_database (store, tf_staged_file_get_path (database), &problem))
    return TRUE;

  if (!g_error_matches (problem, TF_STORE_ERROR, TF_STORE_ERROR_FULL))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    fail (error, _("“%s” cannot be written: %s."), tf_staged_file_get_target (database),
          g_strerror (ENOSPC));
  return FALSE;
}

/**
 * tf_backup_write:
 * @library: folder of a library
 * @target: file to write; an older one of that name is replaced
 * @progress: (nullable) (scope call): hears how far the work is
 * @user_data: data for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Writes a whole library, as it stands now, to one archive file (POSIX tar): the database and
 * every object, whose bytes are checked on the way. Others may go on working in the library.
 *
 * Returns: %FALSE with @error set where it could not be done; @target is as before then
 */
gboolean
tf_backup_write (const char      *library,
                 GFile           *target,
                 TfProgressFunc   progress,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr(TfStore) store = tf_store_open (library, FALSE, error);
  g_autoptr(TfStagedFile) staged = NULL;
  g_autoptr(TfStagedFile) database = NULL;

  if (store == NULL || !tf_store_check_target (store, target, error))
    return FALSE;

  staged = tf_staged_file_new (target, FALSE, error);
  /* SQLite opens by name only. */
  database = staged != NULL ? tf_staged_file_new (target, TRUE, error) : NULL;

  return database != NULL &&
         copy_database (store, database, error) &&
         write_archive (store, &database, staged, progress, user_data, cancellable, error) &&
         tf_staged_file_commit (staged, error);
}

/* Only what a backup holds, and nowhere else: "library.sqlite" and "objects/ab/cdef…". */
static gboolean
is_expected_name (const char *name)
{
  if (strcmp (name, DATABASE_NAME) == 0)
    return TRUE;

  return g_str_has_prefix (name, "objects/") && strlen (name) == strlen ("objects/") + 65 &&
         name[10] == '/' && strspn (name + 8, "0123456789abcdef") == 2 &&
         strspn (name + 11, "0123456789abcdef") == 62;
}

static gboolean
write_all (int           fd,
           const guchar *data,
           gsize         length)
{
  while (length > 0)
    {
      ssize_t written = write (fd, data, length);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          data += written;
          length -= written;
        }
    }

  return TRUE;
}

static gboolean
read_blocks (ArchiveReader  *archive,
             int             fd,
             const char     *name,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);
  la_ssize_t length;

  while ((length = archive_read_data (archive, block, BLOCK_SIZE)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!write_all (fd, block, length))
        return fail (error, _("“%s” could not be written: %s."), name, g_strerror (errno));
    }

  if (length < 0)
    return fail (error, _("The backup is damaged at “%s”: %s."), name,
                 archive_error_string (archive));

  return fsync (fd) == 0 ||
         fail (error, _("“%s” could not be written: %s."), name, g_strerror (errno));
}

static gboolean
read_entry (ArchiveReader         *archive,
            struct archive_entry  *entry,
            const char            *folder,
            GCancellable          *cancellable,
            GError               **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autofree char *path = NULL;
  g_autofree char *parent = NULL;
  gboolean done;
  int fd;

  if (name == NULL || archive_entry_filetype (entry) != AE_IFREG || !is_expected_name (name))
    return fail (error, _("The archive is no backup of a library: it holds “%s”%s."),
                 name != NULL ? name : "?", "");

  path = g_build_filename (folder, name, NULL);
  parent = g_path_get_dirname (path);
  g_mkdir_with_parents (parent, 0755);
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
               strcmp (name, DATABASE_NAME) == 0 ? 0644 : 0444);
  if (fd < 0)
    return fail (error, _("“%s” could not be written: %s."), name, g_strerror (errno));

  done = read_blocks (archive, fd, name, cancellable, error);
  close (fd);
  return done;
}

static gboolean
read_archive (const char      *path,
              const char      *folder,
              TfProgressFunc   progress,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  ArchiveReader *archive = archive_read_new ();
  struct archive_entry *entry;
  GStatBuf info;
  gboolean done = TRUE;
  guint n_entries = 0;
  int code = ARCHIVE_OK;

  archive_read_support_format_tar (archive);
  if (g_stat (path, &info) != 0 ||
      archive_read_open_filename (archive, path, BLOCK_SIZE) != ARCHIVE_OK)
    done = fail (error, _("“%s” cannot be read as a backup: %s."), path,
                 archive_error_string (archive) != NULL
                   ? archive_error_string (archive) : g_strerror (errno));

  while (done && (code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      if (progress != NULL && info.st_size > 0)
        progress ((double) archive_filter_bytes (archive, -1) / info.st_size, _("Copying files"),
                  user_data);
      done = ++n_entries < MAX_ENTRIES && read_entry (archive, entry, folder, cancellable, error);
    }

  if (done && code != ARCHIVE_EOF)
    done = fail (error, _("The backup “%s” is damaged: %s."), path, archive_error_string (archive));
  archive_read_free (archive);
  return done;
}

static gboolean
check_restored (const char      *folder,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autofree char *objects = g_build_filename (folder, "objects", NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr(TfStore) store = NULL;
  g_autoptr(GPtrArray) problems = NULL;

  if (!tf_store_exists (folder))
    return fail (error, "%s%s", _("The archive is no backup of a library: there is none in it."),
                 "");

  g_mkdir_with_parents (objects, 0755);
  g_mkdir_with_parents (backups, 0755);
  store = tf_store_open (folder, FALSE, error);
  problems = store != NULL ? tf_store_check (store, NULL, NULL, cancellable, error) : NULL;
  if (problems == NULL)
    return FALSE;

  return problems->len == 0 ||
         fail (error, _("The backup is damaged: %s (%s). Nothing was restored."),
               ((TfProblem *) problems->pdata[0])->message,
               ((TfProblem *) problems->pdata[0])->place);
}

static gboolean
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK)
                          ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  return g_remove (path) == 0;
}

/* Locks a folder in the making, whose writer lives as long as the lock is held. */
static int
lock_partial (const char *path)
{
  GStatBuf open_folder;
  GStatBuf named;
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);

  if (fd >= 0 && fstat (fd, &open_folder) == 0 && open_folder.st_uid == geteuid () &&
      flock (fd, LOCK_EX | LOCK_NB) == 0 && g_lstat (path, &named) == 0 &&
      open_folder.st_dev == named.st_dev && open_folder.st_ino == named.st_ino)
    return fd;

  if (fd >= 0)
    close (fd);
  return -1;
}

static void
remove_abandoned (const char *parent)
{
  g_autoptr(GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      int fd = -1;

      if (g_str_has_prefix (name, PARTIAL_PREFIX) && g_str_has_suffix (name, PARTIAL_SUFFIX) &&
          strlen (name) == strlen (PARTIAL_PREFIX "XXXXXX" PARTIAL_SUFFIX))
        fd = lock_partial (path);
      if (fd < 0)
        continue;
      remove_tree (path);
      close (fd);
    }
}

/* Brings all that was written to the disk before the folder gets its name, then the name. */
static gboolean
settle (int          fd,
        const char  *partial,
        const char  *library,
        GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (library);
  int folder;

  if (syncfs (fd) != 0 || g_rename (partial, library) != 0)
    return fail (error, _("The folder “%s” could not be made: %s."), library, g_strerror (errno));

  folder = g_open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (folder >= 0)
    {
      fsync (folder);
      close (folder);
    }
  return TRUE;
}

static gboolean
check_target_free (const char  *library,
                   GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (library, 0, NULL);

  if (dir == NULL || g_dir_read_name (dir) == NULL)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_EXISTS,
               _("The folder “%s” is not empty. Restore into a new folder."), library);
  return FALSE;
}

/**
 * tf_backup_restore:
 * @archive: a file that tf_backup_write() made
 * @library: folder for the library, empty or not there yet
 * @progress: (nullable) (scope call): hears how far the work is
 * @user_data: data for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Makes a library from a backup and checks it through and through before it gets its place. What an
 * earlier restoring beside it left when it was killed is removed.
 *
 * Returns: %FALSE with @error set where the archive is none or is damaged, or the folder is not
 *   free; nothing is left behind then
 */
gboolean
tf_backup_restore (GFile           *archive,
                   const char      *library,
                   TfProgressFunc   progress,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  g_autofree char *path = g_file_get_path (archive);
  g_autofree char *parent = g_path_get_dirname (library);
  g_autofree char *partial = g_build_filename (parent, PARTIAL_PREFIX "XXXXXX" PARTIAL_SUFFIX, NULL);
  gboolean done;
  int fd;

  if (path == NULL)
    return fail (error, "%s%s", _("The backup can only be read from a folder of this computer."),
                 "");
  if (!check_target_free (library, error))
    return FALSE;
  if (g_mkdir_with_parents (parent, 0755) != 0)
    return fail (error, _("The folder “%s” could not be made: %s."), library, g_strerror (errno));
  remove_abandoned (parent);
  if (g_mkdtemp_full (partial, 0755) == NULL || (fd = lock_partial (partial)) < 0)
    return fail (error, _("The folder “%s” could not be made: %s."), library, g_strerror (errno));

  done = read_archive (path, partial, progress, user_data, cancellable, error) &&
         check_restored (partial, cancellable, error) &&
         settle (fd, partial, library, error);
  if (!done)
    remove_tree (partial);
  close (fd);

  return done;
}
