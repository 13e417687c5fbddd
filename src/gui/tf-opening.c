/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-opening.h"

#include <glib/gi18n-lib.h>

static TfStore *
open_beside_writer (const char    *path,
                    const GError  *reason,
                    char         **notice,
                    GError       **error)
{
  TfStore *store = tf_store_open (path, FALSE, error);

  if (store != NULL)
    *notice = g_strdup (reason->message);
  return store;
}

/**
 * tf_opening_open:
 * @path: folder of a library
 * @read_only: whether the person has chosen to read only
 * @notice: (out) (transfer full) (nullable): why the library can only be read, or `NULL` where it
 *   can be changed
 * @error: return location for an error
 *
 * Opens a library for the window: one that does not exist yet is made, and one that somebody else
 * writes to is opened for reading.
 *
 * Returns: (transfer full) (nullable): the library, or `NULL` with @error set as by
 *   tf_store_open()
 */
TfStore *
tf_opening_open (const char  *path,
                 gboolean     read_only,
                 char       **notice,
                 GError     **error)
{
  g_autoptr(GError) local = NULL;
  TfStore *store;

  g_return_val_if_fail (path != NULL && notice != NULL, NULL);

  *notice = NULL;
  if (!tf_store_exists (path))
    return tf_store_create (path, error);

  store = tf_store_open (path, TRUE, &local);
  if (store != NULL)
    return store;

  if (g_error_matches (local, TF_STORE_ERROR, TF_STORE_ERROR_BUSY) ||
      (read_only && tf_opening_may_read (local)))
    return open_beside_writer (path, local, notice, error);

  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * tf_opening_get_title:
 * @error: why a library could not be opened
 *
 * Returns: (transfer none): a heading that says it in a few words
 */
const char *
tf_opening_get_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, "");

  if (error->domain == TF_STORE_ERROR)
    switch ((TfStoreError) error->code)
      {
      case TF_STORE_ERROR_NEWER:
        return _("Made by a Newer Techfile");
      case TF_STORE_ERROR_DAMAGED:
        return _("Library Is Damaged");
      case TF_STORE_ERROR_READ_ONLY:
        return _("Library Cannot Be Changed");
      case TF_STORE_ERROR_FULL:
        return _("No Room on the Disk");
      case TF_STORE_ERROR_EXISTS:
        return _("Folder Is Not Empty");
      case TF_STORE_ERROR_FAILED:
      case TF_STORE_ERROR_BUSY:
      case TF_STORE_ERROR_NOT_FOUND:
      case TF_STORE_ERROR_REFUSED:
      default:
        break;
      }

  return _("Library Could Not Be Opened");
}

/**
 * tf_opening_may_read:
 * @error: why a library could not be opened
 *
 * Returns: whether it can be opened for reading all the same
 */
gboolean
tf_opening_may_read (const GError *error)
{
  return g_error_matches (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY);
}
