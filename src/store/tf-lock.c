/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_NAME "library.lock"

struct _TfLock
{
  int      fd;
  gboolean was_left;
};

static char *
describe_holder (int fd)
{
  char buffer[512];
  ssize_t length = pread (fd, buffer, sizeof buffer - 1, 0);

  if (length <= 0)
    return g_strdup (_("another program"));

  buffer[length] = '\0';
  return g_utf8_make_valid (g_strstrip (buffer), -1);
}

static gboolean
write_holder (int      fd,
              GError **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");
  g_autofree char *holder = NULL;

  /* Translators: a person, a program, a process number, a computer, a time */
  holder = g_strdup_printf (_("%s (%s, process %d on %s, since %s)"), g_get_real_name (),
                            g_get_prgname () != NULL ? g_get_prgname () : "techfile",
                            getpid (), g_get_host_name (), since);

  if (ftruncate (fd, 0) == 0 &&
      pwrite (fd, holder, strlen (holder), 0) == (ssize_t) strlen (holder))
    return TRUE;

  g_set_error (error, TF_STORE_ERROR,
               errno == ENOSPC ? TF_STORE_ERROR_FULL : TF_STORE_ERROR_FAILED,
               _("The library could not be marked as in use: %s."), g_strerror (errno));
  return FALSE;
}

static void
fail_lock (int          fd,
           int          code,
           const char  *folder,
           GError     **error)
{
  g_autofree char *holder = NULL;

  if (code == EWOULDBLOCK)
    {
      holder = describe_holder (fd);
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_BUSY,
                   _("The library “%s” is in use by %s. It can be read meanwhile, but not "
                     "changed."),
                   folder, holder);
    }
  else if (code == ENOLCK || code == ENOTSUP || code == EINVAL || code == ENOSYS)
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY,
                 _("The library “%s” is on a file system that cannot keep a second program from "
                   "writing at the same time. It can be read, but not changed: move it to a "
                   "disk of this computer."),
                 folder);
  else
    g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY,
                 _("The library “%s” cannot be written to: %s."), folder, g_strerror (code));
}

/**
 * tf_lock_take:
 * @folder: folder of a library
 * @error: return location for an error
 *
 * Becomes the one writer of a library.
 *
 * The mark is a lock that the system lets go when the program ends, however it ends; the text in
 * the file tells others who holds it.
 *
 * Returns: (transfer full) (nullable): the mark, or `NULL` with @error set:
 *   `TF_STORE_ERROR_BUSY` names the writer, `TF_STORE_ERROR_READ_ONLY` means the folder
 */
TfLock *
tf_lock_take (const char  *folder,
              GError     **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);
  g_autoptr(TfLock) self = g_new0 (TfLock, 1);

  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (self->fd < 0)
    {
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY,
                   _("The library “%s” cannot be written to: %s."), folder, g_strerror (errno));
      return NULL;
    }

  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    {
      fail_lock (self->fd, errno, folder, error);
      close (self->fd);
      self->fd = -1;
      return NULL;
    }

  self->was_left = lseek (self->fd, 0, SEEK_END) > 0;
  if (!write_holder (self->fd, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tf_lock_free:
 * @self: (transfer full): a mark
 *
 * Lets another program write.
 */
void
tf_lock_free (TfLock *self)
{
  if (self->fd >= 0)
    {
      if (ftruncate (self->fd, 0) != 0)
        g_debug ("library.lock: %s", g_strerror (errno));
      close (self->fd);
    }
  g_free (self);
}

/**
 * tf_lock_was_left:
 * @self: a mark
 *
 * Returns: whether the last writer ended without closing the library
 */
gboolean
tf_lock_was_left (TfLock *self)
{
  return self->was_left;
}
