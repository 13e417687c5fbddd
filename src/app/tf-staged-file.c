/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-staged-file.h"

#include "tf-part-file.h"
#include "tf-workspace.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

struct _TfStagedFile
{
  char       *target;
  TfPartFile *part;
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
 * @named: whether others must find the file under its path before it is whole
 * @error: return location for an error
 *
 * Makes an empty file in the folder of @target, which has no name of its own where the file system
 * can do without.
 *
 * Returns: (transfer full) (nullable): the file, or `NULL` with @error set where nothing can be
 *   written there
 */
TfStagedFile *
tf_staged_file_new (GFile     *target,
                    gboolean   named,
                    GError   **error)
{
  g_autoptr(TfStagedFile) self = g_new0 (TfStagedFile, 1);

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

  self->part = tf_part_file_new (self->target, named);
  if (self->part == NULL)
    {
      fail (self, errno, error);
      return NULL;
    }

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

  tf_part_file_free (self->part);
  g_free (self->target);
  g_free (self);
}

/**
 * tf_staged_file_get_path:
 * @self: a file
 *
 * Returns: (transfer none): where this program can open the file; nothing may be renamed to it
 */
const char *
tf_staged_file_get_path (TfStagedFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return tf_part_file_get_path (self->part);
}

/**
 * tf_staged_file_get_fd:
 * @self: a file
 *
 * Returns: the descriptor to write to, which stays the file's
 */
int
tf_staged_file_get_fd (TfStagedFile *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return tf_part_file_get_fd (self->part);
}

/**
 * tf_staged_file_get_target:
 * @self: a file
 *
 * Returns: (transfer none): path of the file to be
 */
const char *
tf_staged_file_get_target (TfStagedFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->target;
}

/**
 * tf_staged_file_write:
 * @self: a file
 * @data: what to add
 * @length: how many bytes it has
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where not all could be written
 */
gboolean
tf_staged_file_write (TfStagedFile  *self,
                      const char    *data,
                      gsize          length,
                      GError       **error)
{
  int fd = tf_staged_file_get_fd (self);

  while (length > 0)
    {
      ssize_t written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail (self, errno, error);
      data += written;
      length -= (gsize) written;
    }

  return TRUE;
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
  g_return_val_if_fail (self != NULL, FALSE);

  return tf_part_file_commit (self->part) || fail (self, errno, error);
}
