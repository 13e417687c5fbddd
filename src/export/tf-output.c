/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-output.h"

#include "tf-export.h"
#include "tf-part-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

struct _TfOutput
{
  char       *path;
  TfPartFile *part;
  FILE       *file;
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
 * Opens a new file in the folder of @path for writing and reading back.
 *
 * Returns: (transfer full) (nullable): the output, or `NULL` with @error set
 */
TfOutput *
tf_output_new (const char  *path,
               GError     **error)
{
  g_autoptr(TfOutput) self = g_new0 (TfOutput, 1);
  int fd = -1;

  self->path = g_strdup (path);
  self->part = tf_part_file_new (path, FALSE);
  if (self->part != NULL)
    fd = dup (tf_part_file_get_fd (self->part));
  if (fd >= 0)
    self->file = fdopen (fd, "w+b");
  if (self->file == NULL)
    {
      set_system_error (self, error);
      if (fd >= 0)
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
  tf_part_file_free (self->part);
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
  tf_part_file_forget (self->part);
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
  if (fflush (self->file) != 0 || !tf_part_file_commit (self->part))
    {
      set_system_error (self, error);
      return FALSE;
    }

  return TRUE;
}
