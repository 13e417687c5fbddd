/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-staged-file.h"

#include "tf-workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _TfStagedFile
{
  char *target;
  char *path;
};

static gboolean
fail (TfStagedFile  *self,
      int            code,
      GError       **error)
{
  g_autofree char *name = g_filename_display_name (self->target);

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_FAILED,
               /* Translators: a file name, then what the system says */
               _("“%s” cannot be written: %s. Choose another place."), name, g_strerror (code));
  return FALSE;
}

/**
 * tf_staged_file_new:
 * @target: the file to be
 * @error: return location for an error
 *
 * Makes an empty file in the folder of @target under a name that nobody else has.
 *
 * Returns: (transfer full) (nullable): the file, or `NULL` with @error set where nothing can be
 *   written there
 */
TfStagedFile *
tf_staged_file_new (GFile   *target,
                    GError **error)
{
  g_autoptr(TfStagedFile) self = g_new0 (TfStagedFile, 1);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  int fd;

  g_return_val_if_fail (G_IS_FILE (target), NULL);

  self->target = g_file_get_path (target);
  if (self->target == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (target);

      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                   _("“%s” is not on this computer. Choose a folder that is."), name);
      return NULL;
    }
  if (g_file_test (self->target, G_FILE_TEST_IS_DIR))
    {
      fail (self, EISDIR, error);
      return NULL;
    }

  folder = g_path_get_dirname (self->target);
  path = g_build_filename (folder, ".techfile-XXXXXX.part", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      fail (self, errno, error);
      return NULL;
    }
  close (fd);
  self->path = g_steal_pointer (&path);

  return g_steal_pointer (&self);
}

/**
 * tf_staged_file_free:
 * @self: (transfer full) (nullable): a file
 *
 * Lets the file go, and removes it unless it was committed.
 */
void
tf_staged_file_free (TfStagedFile *self)
{
  if (self == NULL)
    return;

  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self->target);
  g_free (self);
}

/**
 * tf_staged_file_get_path:
 * @self: a file
 *
 * Returns: (transfer none): where to write
 */
const char *
tf_staged_file_get_path (TfStagedFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

static gboolean
sync_path (const char *path,
           int         flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return done;
}

/**
 * tf_staged_file_commit:
 * @self: a file
 * @error: return location for an error
 *
 * Brings the file to the disk and gives it its name, in the place of one that was there.
 *
 * Returns: %FALSE with @error set where that failed; what was there is as before then
 */
gboolean
tf_staged_file_commit (TfStagedFile  *self,
                       GError       **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL && self->path != NULL, FALSE);

  if (!sync_path (self->path, O_RDONLY) || g_rename (self->path, self->target) != 0)
    return fail (self, errno, error);

  g_clear_pointer (&self->path, g_free);
  folder = g_path_get_dirname (self->target);
  sync_path (folder, O_RDONLY | O_DIRECTORY);
  return TRUE;
}
