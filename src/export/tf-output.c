/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-output.h"

#include "tf-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _TfOutput
{
  char *path;
  char *temporary;  /* NULL once it is gone or has its name */
  FILE *file;
};

static void
set_system_error (TfOutput  *self,
                  GError   **error)
{
  int code = errno;
  g_autofree char *name = g_filename_display_name (self->path);

  g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED,
               /* Translators: a file name and what the system says. */
               _("“%s” could not be written: %s"), name, g_strerror (code));
}

/**
 * tf_output_new:
 * @path: the file to be
 * @error: return location for an error
 *
 * Opens a new file in the folder of @path, under a name nobody else has, for writing and
 * reading back.
 *
 * Returns: (transfer full) (nullable): the output, or `NULL` with @error set
 */
TfOutput *
tf_output_new (const char  *path,
               GError     **error)
{
  g_autoptr (TfOutput) self = g_new0 (TfOutput, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_build_filename (folder, ".techfile-XXXXXX.part", NULL);
  int fd = -1;

  self->path = g_strdup (path);
  fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      set_system_error (self, error);
      return NULL;
    }

  self->temporary = g_steal_pointer (&name);
  self->file = fdopen (fd, "w+b");
  if (self->file == NULL)
    {
      set_system_error (self, error);
      close (fd);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * tf_output_free:
 * @self: (transfer full) (nullable): the output
 *
 * Closes the file, and removes it unless it was committed.
 */
void
tf_output_free (TfOutput *self)
{
  if (self == NULL)
    return;

  if (self->file != NULL)
    fclose (self->file);
  tf_output_forget (self);
  g_free (self->path);
  g_free (self);
}

/**
 * tf_output_get_file:
 * @self: the output
 *
 * Returns: (transfer none): the open file
 */
FILE *
tf_output_get_file (TfOutput *self)
{
  return self->file;
}

/**
 * tf_output_forget:
 * @self: the output
 *
 * Takes the name from the file, which then ends with the output whatever happens.
 */
void
tf_output_forget (TfOutput *self)
{
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_clear_pointer (&self->temporary, g_free);
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

/**
 * tf_output_commit:
 * @self: the output
 * @error: return location for an error
 *
 * Brings the content to disk and gives the file its name, in the place of one that was there.
 *
 * Returns: whether the file is there
 */
gboolean
tf_output_commit (TfOutput  *self,
                  GError   **error)
{
  g_return_val_if_fail (self->temporary != NULL, FALSE);

  if (fflush (self->file) != 0 || fsync (fileno (self->file)) != 0
      || g_rename (self->temporary, self->path) != 0)
    {
      set_system_error (self, error);
      return FALSE;
    }
  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);

  return TRUE;
}
