/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include "tf-digest.h"
#include "tf-part-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_SIZE     (1024 * 1024)
#define INCOMING       "incoming"
#define MAX_LOAD_BYTES (256 * 1024 * 1024)

/* How the names of files in the making begin, in the library and wherever one is handed out. */
#define STAGED_PREFIX ".techfile-"

static char *
dup_objects_path (TfStore    *self,
                  const char *name)
{
  return g_build_filename (self->path, "objects", name, NULL);
}

static gboolean
fail_write (TfStore  *self,
            int       code,
            GError  **error)
{
  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FULL,
                 _("The disk is full: the file was not added to the library “%s”. Make room and "
                   "try again."),
                 self->path);
  else
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED,
                 _("The file could not be written to the library “%s”: %s."),
                 self->path, g_strerror (code));

  return FALSE;
}

static gboolean
write_all (TfStore       *self,
           int            fd,
           const guchar  *data,
           gsize          length,
           GError       **error)
{
  while (length > 0)
    {
      ssize_t written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail_write (self, errno, error);

      data += written;
      length -= written;
    }

  return TRUE;
}

static gboolean
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return done;
}

static int
open_incoming (TfStore  *self,
               char    **path,
               GError  **error)
{
  g_autofree char *folder = dup_objects_path (self, INCOMING);
  int fd;

  if (!tf_store_require_writable (self, error))
    return -1;

  g_mkdir_with_parents (folder, 0755);
  *path = g_build_filename (folder, "XXXXXX", NULL);
  fd = g_mkstemp_full (*path, O_RDWR | O_CLOEXEC, 0444);
  if (fd < 0)
    {
      fail_write (self, errno, error);
      g_clear_pointer (path, g_free);
    }

  return fd;
}

/* What is named in a folder is safe from a power cut only when the folder itself is on the disk. A
 * file system that cannot do that for folders says so, and keeps names its own way. */
static gboolean
sync_names (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  return (sync_folder (folder) || errno == EINVAL) && (sync_folder (parent) || errno == EINVAL);
}

/* The object gets its name only when all its bytes are on the disk. */
static gboolean
settle (TfStore     *self,
        int          fd,
        const char  *incoming,
        const char  *sha256,
        GError     **error)
{
  g_autofree char *path = tf_store_dup_object_path (self, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS) && tf_store_check_object (self, sha256, NULL, NULL))
    {
      g_unlink (incoming);
      return TRUE;
    }

  if (fsync (fd) != 0 || (g_mkdir (folder, 0755) != 0 && errno != EEXIST) ||
      g_rename (incoming, path) != 0 || !sync_names (folder))
    return fail_write (self, errno, error);

  return TRUE;
}

static gboolean
copy_stream (TfStore         *self,
             GInputStream    *stream,
             int              fd,
             guint64          expected,
             TfProgressFunc   progress,
             gpointer         user_data,
             GCancellable    *cancellable,
             char           **sha256,
             guint64         *size,
             GError         **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);
  g_autoptr(TfDigest) digest = tf_digest_new ();
  guint64 total = 0;

  while (TRUE)
    {
      gssize length = g_input_stream_read (stream, block, BLOCK_SIZE, cancellable, error);

      if (length < 0)
        return FALSE;
      if (length == 0)
        break;
      if (!write_all (self, fd, block, length, error))
        return FALSE;

      tf_digest_update (digest, block, length);
      total += length;
      if (progress != NULL && expected > 0)
        progress (MIN (1.0, (double) total / expected), "", user_data);
    }

  *sha256 = tf_digest_end (digest);
  *size = total;
  return TRUE;
}

static GFileInfo *
query_stamp (GFileInputStream *stream)
{
  return g_file_input_stream_query_info (stream,
                                         G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                                         G_FILE_ATTRIBUTE_TIME_MODIFIED ","
                                         G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                                         NULL, NULL);
}

/* Half of one state of a file and half of another proves nothing. */
static gboolean
check_unchanged (GFile             *file,
                 GFileInputStream  *stream,
                 GFileInfo         *before,
                 GError           **error)
{
  g_autoptr(GFileInfo) after = query_stamp (stream);
  g_autoptr(GDateTime) then = NULL;
  g_autoptr(GDateTime) now = NULL;
  g_autofree char *name = NULL;

  if (before == NULL || after == NULL)
    return TRUE;

  then = g_file_info_get_modification_date_time (before);
  now = g_file_info_get_modification_date_time (after);
  if (g_file_info_get_size (before) == g_file_info_get_size (after) &&
      (then == NULL || now == NULL || g_date_time_equal (then, now)))
    return TRUE;

  name = g_file_get_parse_name (file);
  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED,
               _("“%s” changed while it was read. Try again once no other program writes to it."),
               name);
  return FALSE;
}

/**
 * tf_store_take_file:
 * @self: a library open for writing
 * @file: the file to take in
 * @progress: (nullable) (scope call): hears how far the copy is
 * @user_data: data for @progress
 * @cancellable: (nullable): to give up
 * @sha256: (out) (transfer full): name of the object
 * @size: (out): how many bytes it has
 * @error: return location for an error
 *
 * Copies a file into the library, byte for byte, under its SHA-256. Memory use does not depend on
 * its size. A file that changes meanwhile is not taken. The same bytes are kept once. Nothing else is changed: a record that names the object
 * makes it part of the library. May be called from any thread.
 *
 * Returns: %FALSE with @error set where the file could not be read or written, or the work was
 *   given up; nothing is left behind then
 */
gboolean
tf_store_take_file (TfStore         *self,
                    GFile           *file,
                    TfProgressFunc   progress,
                    gpointer         user_data,
                    GCancellable    *cancellable,
                    char           **sha256,
                    guint64         *size,
                    GError         **error)
{
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GFileInfo) stamp = NULL;
  g_autofree char *incoming = NULL;
  g_autofree char *sum = NULL;
  gboolean done;
  int fd;

  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return FALSE;

  fd = open_incoming (self, &incoming, error);
  if (fd < 0)
    return FALSE;

  stamp = query_stamp (stream);
  done = copy_stream (self, G_INPUT_STREAM (stream), fd,
                      stamp != NULL ? g_file_info_get_size (stamp) : 0, progress, user_data,
                      cancellable, &sum, size, error) &&
         check_unchanged (file, stream, stamp, error) &&
         settle (self, fd, incoming, sum, error);
  close (fd);
  if (done)
    *sha256 = g_steal_pointer (&sum);
  else
    g_unlink (incoming);

  return done;
}

/**
 * tf_store_take_bytes:
 * @self: a library open for writing
 * @bytes: what to keep
 * @error: return location for an error
 *
 * As tf_store_take_file(), for bytes in memory.
 *
 * Returns: (transfer full) (nullable): name of the object, or `NULL` with @error set
 */
char *
tf_store_take_bytes (TfStore  *self,
                     GBytes   *bytes,
                     GError  **error)
{
  g_autoptr(GInputStream) stream = NULL;
  g_autofree char *incoming = NULL;
  g_autofree char *sum = NULL;
  guint64 size;
  gboolean done;
  int fd;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  fd = open_incoming (self, &incoming, error);
  if (fd < 0)
    return NULL;

  stream = g_memory_input_stream_new_from_bytes (bytes);
  done = copy_stream (self, stream, fd, 0, NULL, NULL, NULL, &sum, &size, error) &&
         settle (self, fd, incoming, sum, error);
  close (fd);
  if (!done)
    g_unlink (incoming);

  return done ? g_steal_pointer (&sum) : NULL;
}

static void
remove_files (const char *folder,
              const char *prefix)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

/**
 * tf_store_sweep_incoming:
 * @self: a library open for writing
 *
 * Removes copies, and documents in the making, that were cut short when a program died.
 */
void
tf_store_sweep_incoming (TfStore *self)
{
  g_autofree char *folder = dup_objects_path (self, INCOMING);

  remove_files (folder, "");
  remove_files (self->path, STAGED_PREFIX);
}

/**
 * tf_store_dup_object_path:
 * @self: a library
 * @sha256: name of an object
 *
 * Returns: (transfer full): where its bytes are, or would be; nobody writes there
 */
char *
tf_store_dup_object_path (TfStore    *self,
                          const char *sha256)
{
  char folder[3] = { 0 };

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (sha256 != NULL && strlen (sha256) == 64, NULL);

  folder[0] = sha256[0];
  folder[1] = sha256[1];
  return g_build_filename (self->path, "objects", folder, sha256 + 2, NULL);
}

static gboolean
fail_altered (const char  *sha256,
              GError     **error)
{
  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_DAMAGED,
               _("The file with SHA-256 %s was altered outside Techfile. Restore a backup, or add "
                 "the file again: it takes its old place."),
               sha256);
  return FALSE;
}

/* That a file cannot be read says nothing about its bytes. */
static gboolean
fail_read (const char  *sha256,
           int          code,
           GError     **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND,
                 _("The file with SHA-256 %s is missing from the library. Restore a backup, or add "
                   "the file again: it takes its old place."),
                 sha256);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED,
                 _("The file with SHA-256 %s may not be read. Check the permissions of the folder "
                   "of the library."),
                 sha256);
  else
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED,
                 _("The file with SHA-256 %s could not be read: %s. Check the disk, then try "
                   "again."),
                 sha256, g_strerror (code));

  return FALSE;
}

/* A damaged library may give any text for a name. */
static gboolean
is_name (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static int
open_object (TfStore     *self,
             const char  *sha256,
             GError     **error)
{
  g_autofree char *path = is_name (sha256) ? tf_store_dup_object_path (self, sha256) : NULL;
  int fd = path != NULL ? g_open (path, O_RDONLY | O_CLOEXEC, 0) : -1;

  if (fd < 0)
    fail_read (sha256, path != NULL ? errno : ENOENT, error);

  return fd;
}

/* Copies an object to a descriptor, where one is given, on the way computing its name. */
static gboolean
read_through (TfStore       *self,
              int            fd,
              const char    *sha256,
              int            target,
              TfDigest      *digest,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);

  while (TRUE)
    {
      ssize_t length = read (fd, block, BLOCK_SIZE);

      if (length < 0 && errno == EINTR)
        continue;
      if (length < 0)
        return fail_read (sha256, errno, error);
      if (length == 0)
        return TRUE;

      tf_digest_update (digest, block, length);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (target >= 0 && !write_all (self, target, block, length, error)))
        return FALSE;
    }
}

static gboolean
read_object (TfStore       *self,
             const char    *sha256,
             int            target,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(TfDigest) digest = tf_digest_new ();
  g_autofree char *sum = NULL;
  gboolean done;
  int fd = open_object (self, sha256, error);

  if (fd < 0)
    return FALSE;

  done = read_through (self, fd, sha256, target, digest, cancellable, error);
  close (fd);
  if (!done)
    return FALSE;

  sum = tf_digest_end (digest);
  return strcmp (sum, sha256) == 0 || fail_altered (sha256, error);
}

/**
 * tf_store_check_object:
 * @self: a library
 * @sha256: name of an object
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Reads an object and compares its bytes with its name. May be called from any thread.
 *
 * Returns: %FALSE with @error set: `TF_STORE_ERROR_NOT_FOUND` where it is missing,
 *   `TF_STORE_ERROR_DAMAGED` where its bytes are others, `TF_STORE_ERROR_FAILED` where they could
 *   not be read
 */
gboolean
tf_store_check_object (TfStore       *self,
                       const char    *sha256,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (sha256 != NULL, FALSE);

  return read_object (self, sha256, -1, cancellable, error);
}

static gboolean
read_bytes (int          fd,
            const char  *sha256,
            GByteArray  *bytes,
            GError     **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);

  while (TRUE)
    {
      ssize_t length = read (fd, block, BLOCK_SIZE);

      if (length < 0 && errno == EINTR)
        continue;
      if (length < 0)
        return fail_read (sha256, errno, error);
      if (length == 0)
        return TRUE;
      if (bytes->len + length > MAX_LOAD_BYTES)
        return fail_read (sha256, EFBIG, error);

      g_byte_array_append (bytes, block, length);
    }
}

/**
 * tf_store_load_object:
 * @self: a library
 * @sha256: name of an object of at most 256 MiB
 * @error: return location for an error
 *
 * Reads a small object into memory and checks its bytes. May be called from any thread.
 *
 * Returns: (transfer full) (nullable): the bytes, or `NULL` with @error set as by
 *   tf_store_check_object()
 */
GBytes *
tf_store_load_object (TfStore     *self,
                      const char  *sha256,
                      GError     **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree char *sum = NULL;
  gboolean done;
  int fd;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  fd = open_object (self, sha256, error);
  if (fd < 0)
    return NULL;

  done = read_bytes (fd, sha256, bytes, error);
  close (fd);
  if (!done)
    return NULL;

  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
  if (strcmp (sum, sha256) == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  fail_altered (sha256, error);
  return NULL;
}

static char *
realpath_of (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

static gboolean
is_inside (const char *folder,
           const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *real_parent = realpath_of (parent);
  g_autofree char *real_folder = realpath_of (folder);
  gsize length = strlen (real_folder);

  return strncmp (real_parent, real_folder, length) == 0 &&
         (real_parent[length] == '\0' || real_parent[length] == '/');
}

/**
 * tf_store_check_target:
 * @self: a library
 * @target: a file that is to be written
 * @error: return location for an error
 *
 * Tells whether a file may be put at a place: not inside the library, whose files nobody else
 * writes, and not over a link, a device or a pipe, which the file would replace. May be called from
 * any thread.
 *
 * Returns: %FALSE with `TF_STORE_ERROR_REFUSED` set where it may not
 */
gboolean
tf_store_check_target (TfStore  *self,
                       GFile    *target,
                       GError  **error)
{
  g_autofree char *path = NULL;
  GStatBuf info;

  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (target), FALSE);

  path = g_file_get_path (target);
  if (path == NULL)
    g_set_error_literal (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
                         _("The file can only be written to a folder of this computer."));
  else if (g_lstat (path, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode))
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
                 _("“%s” is a link, a device or a pipe. Choose the name of a file."), path);
  else if (is_inside (self->path, path))
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED,
                 _("“%s” is inside the library. Choose a place outside it."), path);
  else
    return TRUE;

  return FALSE;
}

/**
 * tf_store_copy_object:
 * @self: a library
 * @sha256: name of an object
 * @fd: an empty file to write to
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * As tf_store_hand_out(), for a file that is open already.
 *
 * Returns: %FALSE with @error set where the object is missing or altered, or could not be written
 */
gboolean
tf_store_copy_object (TfStore       *self,
                      const char    *sha256,
                      int            fd,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (fd >= 0, FALSE);

  return read_object (self, sha256, fd, cancellable, error);
}

/**
 * tf_store_hand_out:
 * @self: a library
 * @sha256: name of an object
 * @target: file to write; an older one of that name is replaced
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Copies an object out of the library and checks its bytes on the way. May be called from any
 * thread.
 *
 * Returns: %FALSE with @error set where the object is missing or altered, or the file could not be
 *   written; @target is as before then
 */
gboolean
tf_store_hand_out (TfStore       *self,
                   const char    *sha256,
                   GFile         *target,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(TfPartFile) part = NULL;
  g_autofree char *wanted = NULL;
  g_autoptr(GError) problem = NULL;
  int code = 0;

  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (target), FALSE);

  if (!tf_store_check_target (self, target, error))
    return FALSE;

  wanted = g_file_get_path (target);
  part = tf_part_file_new (wanted, FALSE);
  if (part == NULL)
    {
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED, _("“%s” cannot be written: %s."),
                   wanted, g_strerror (errno));
      return FALSE;
    }

  if (!read_object (self, sha256, tf_part_file_get_fd (part), cancellable, &problem))
    code = g_error_matches (problem, TF_STORE_ERROR, TF_STORE_ERROR_FULL) ? ENOSPC : 0;
  else if (!tf_part_file_commit (part))
    code = errno;
  else
    return TRUE;

  if (code != 0)
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_FAILED, _("“%s” cannot be written: %s."),
                 wanted, g_strerror (code));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
