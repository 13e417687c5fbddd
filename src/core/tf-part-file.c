/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-part-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define PREFIX ".techfile-"
#define SUFFIX ".part"

/* What SQLite puts beside a database in the making. */
#define JOURNAL "-journal"

/* How many names are tried. */
#define MAX_TRIES 64

struct _TfPartFile
{
  char     *target;
  char     *folder;
  char     *name;    /* NULL as long as the file has none */
  char     *path;    /* where it can be opened */
  int       fd;
  gboolean  forgotten;
};

static gboolean
is_part_name (const char *name)
{
  return g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX) &&
         strlen (name) == strlen (PREFIX "XXXXXX" SUFFIX);
}

static gboolean
has_name (int         fd,
          const char *path)
{
  GStatBuf open_file;
  GStatBuf named;

  return fstat (fd, &open_file) == 0 && g_lstat (path, &named) == 0 &&
         open_file.st_dev == named.st_dev && open_file.st_ino == named.st_ino;
}

static gboolean
is_own_file (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_uid == geteuid ();
}

static void
remove_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, JOURNAL, NULL);

  if (is_own_file (journal))
    g_unlink (journal);
}

/* A journal without its database belongs to nobody: the database is there first and goes last. */
static void
remove_lone_journal (const char *folder,
                     const char *name)
{
  g_autofree char *base = g_strndup (name, strlen (name) - strlen (JOURNAL));
  g_autofree char *path = g_build_filename (folder, base, NULL);

  if (is_part_name (base) && !g_file_test (path, G_FILE_TEST_EXISTS))
    remove_journal (path);
}

/* The lock tells whether the one who writes the file still lives. */
static void
remove_abandoned (const char *path)
{
  GStatBuf info;
  int fd = g_open (path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_uid == geteuid () &&
      flock (fd, LOCK_EX | LOCK_NB) == 0 && has_name (fd, path))
    {
      remove_journal (path);
      g_unlink (path);
    }
  close (fd);
}

static void
clean_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = is_part_name (name) ? g_build_filename (folder, name, NULL) : NULL;

      if (path != NULL)
        remove_abandoned (path);
      else if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, JOURNAL))
        remove_lone_journal (folder, name);
    }
}

static char *
dup_descriptor_path (int fd)
{
  return g_strdup_printf ("/proc/self/fd/%d", fd);
}

/* Opens a file that no folder lists, which ends with its writer; not every file system can. */
static gboolean
open_nameless (TfPartFile *self)
{
  self->fd = g_open (self->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0)
    return FALSE;

  self->path = dup_descriptor_path (self->fd);
  if (flock (self->fd, LOCK_EX | LOCK_NB) == 0 && g_access (self->path, F_OK) == 0)
    return TRUE;

  g_clear_pointer (&self->path, g_free);
  close (self->fd);
  self->fd = -1;
  return FALSE;
}

/* Whoever tidies up may hold the lock of a file that is this moment old. Where there are no locks,
 * nobody tidies up either. */
static gboolean
lock_named (int         fd,
            const char *path)
{
  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return FALSE;

  return has_name (fd, path);
}

static gboolean
open_named (TfPartFile *self)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autofree char *name = g_build_filename (self->folder, PREFIX "XXXXXX" SUFFIX, NULL);

      self->fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0666);
      if (self->fd < 0)
        return FALSE;
      if (lock_named (self->fd, name))
        {
          self->path = g_strdup (name);
          self->name = g_steal_pointer (&name);
          return TRUE;
        }
      close (self->fd);
      self->fd = -1;
      errno = EAGAIN;
    }

  return FALSE;
}

/**
 * tf_part_file_new:
 * @target: the file to be
 * @named: whether others must find the file under its path before it is whole
 *
 * Opens an empty file in the folder of @target, for writing and reading back.
 *
 * The file has no name as long as the file system can do without one, so that nothing of it is
 * left when the program is killed. Otherwise it has one that nobody else has, and is locked by
 * flock(); the next file made in the folder removes it once its writer no longer lives.
 *
 * Returns: (transfer full) (nullable): the file, or `NULL` with `errno` set
 */
TfPartFile *
tf_part_file_new (const char *target,
                  gboolean    named)
{
  g_autoptr(TfPartFile) self = g_new0 (TfPartFile, 1);

  g_return_val_if_fail (target != NULL, NULL);

  self->fd = -1;
  self->target = g_strdup (target);
  self->folder = g_path_get_dirname (target);
  clean_folder (self->folder);
  if ((!named && open_nameless (self)) || open_named (self))
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * tf_part_file_free:
 * @self: (transfer full) (nullable): the file
 *
 * Closes the file, and lets it vanish unless it was committed. `errno` stays as it is.
 */
void
tf_part_file_free (TfPartFile *self)
{
  int code = errno;

  if (self == NULL)
    return;

  tf_part_file_forget (self);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->target);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
  errno = code;
}

/**
 * tf_part_file_get_fd:
 * @self: the file
 *
 * Returns: the descriptor, which stays the file's
 */
int
tf_part_file_get_fd (TfPartFile *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->fd;
}

/**
 * tf_part_file_get_path:
 * @self: the file
 *
 * Tells where this program can open the file again. Nothing may be renamed to that path.
 *
 * Returns: (transfer none): the path
 */
const char *
tf_part_file_get_path (TfPartFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * tf_part_file_forget:
 * @self: the file
 *
 * Takes the name from the file, which then ends with the object whatever happens.
 */
void
tf_part_file_forget (TfPartFile *self)
{
  g_return_if_fail (self != NULL);

  if (self->name != NULL)
    g_unlink (self->name);
  g_clear_pointer (&self->name, g_free);
  self->forgotten = TRUE;
}

/* A link never takes the place of another file: where there is one, the file first gets a name
 * beside it and is renamed then, which replaces the other at once. */
static gboolean
give_name (TfPartFile *self)
{
  g_autofree char *source = dup_descriptor_path (self->fd);

  if (linkat (AT_FDCWD, source, AT_FDCWD, self->target, AT_SYMLINK_FOLLOW) == 0)
    return TRUE;

  for (guint i = 0; i < MAX_TRIES && errno == EEXIST; i++)
    {
      g_autofree char *part = g_strdup_printf (PREFIX "%06x" SUFFIX,
                                               g_random_int () & 0xffffff);
      g_autofree char *name = g_build_filename (self->folder, part, NULL);

      if (linkat (AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0)
        continue;
      self->name = g_steal_pointer (&name);
      return g_rename (self->name, self->target) == 0;
    }

  return FALSE;
}

static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

/**
 * tf_part_file_commit:
 * @self: the file
 *
 * Brings the bytes to the disk and gives the file its name, in the place of one that was there.
 *
 * Returns: %FALSE with `errno` set where that failed; what was there is as before then
 */
gboolean
tf_part_file_commit (TfPartFile *self)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && !self->forgotten, FALSE);

  if (fsync (self->fd) != 0)
    return FALSE;
  done = self->name != NULL ? g_rename (self->name, self->target) == 0 : give_name (self);
  if (!done)
    return FALSE;

  g_clear_pointer (&self->name, g_free);
  sync_folder (self->folder);
  return TRUE;
}
