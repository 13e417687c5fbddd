/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work.h"

#include <string.h>

static gboolean
is_given (const char *const *values,
          const char        *field)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i += 2)
    if (strcmp (values[i], field) == 0)
      return TRUE;

  return FALSE;
}

/**
 * tf_work_add:
 * @workspace: a workspace
 * @kind: identifier of a kind
 * @parent: (nullable): record under which the new one lives; `NULL` at the top of the library
 * @key: for a keyed kind the point of the law, or ""
 * @values: (nullable) (array zero-terminated=1): names of fields and their values, in turn
 * @error: return location for an error
 *
 * Adds a record as a person does: what they do not say is as the description of the kind has it.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` with @error set as by tf_store_add()
 */
TfRecord *
tf_work_add (TfWorkspace         *workspace,
             const char          *kind,
             TfRecord            *parent,
             const char          *key,
             const char *const   *values,
             GError             **error)
{
  const TfKind *description = tf_kind_lookup (kind);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  g_return_val_if_fail (TF_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (description != NULL && key != NULL, NULL);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) values[i]);
  for (guint i = 0; i < description->n_fields; i++)
    {
      const TfField *field = &description->fields[i];

      if (*field->initial == '\0' || is_given (values, field->id))
        continue;
      g_ptr_array_add (all, (gpointer) field->id);
      g_ptr_array_add (all, (gpointer) field->initial);
    }
  g_ptr_array_add (all, NULL);

  return tf_store_add (tf_workspace_get_store (workspace), kind,
                       parent != NULL ? tf_record_get_id (parent) : "", key,
                       (const char *const *) all->pdata, error);
}
