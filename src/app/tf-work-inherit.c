/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work-private.h"

#include <string.h>

/* One release on its way into the next. */
typedef struct
{
  TfStore    *store;
  TfRecord   *from;
  TfRecord   *release;
  GPtrArray  *records;   /* everything below the earlier release, parents first */
  GHashTable *copies;    /* identifier in the earlier release → TfRecord in the new one */
} Passage;

/* A point that is held not to apply is done by its reason, whatever its state. */
static gboolean
is_denied (TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  return tf_kind_lookup_field (kind, "applicable") != NULL &&
         tf_kind_lookup_field (kind, "reason") != NULL &&
         strcmp (tf_record_get (record, "applicable"), "yes") != 0 &&
         *tf_record_get (record, "reason") != '\0';
}

/* What names a record of the earlier release means its copy in the new one. */
static gboolean
names_record (const TfKind  *kind,
              const TfField *field)
{
  return field->type == TF_FIELD_REFERENCE || field == kind->of;
}

/* What the new file takes over is not proved for it: it is to be confirmed. */
static const char *
get_inherited (Passage       *self,
               TfRecord      *record,
               const TfField *field)
{
  const TfKind *kind = tf_record_get_kind (record);
  const char *value = tf_record_get (record, field->id);
  TfRecord *copy = names_record (kind, field) ? g_hash_table_lookup (self->copies, value) : NULL;

  if (copy != NULL)
    return tf_record_get_id (copy);
  if (!field->inherit)
    return field->initial;
  if (strcmp (field->group, "state") != 0)
    return value;

  return strcmp (value, "ready") == 0 || is_denied (record) ? "to-confirm" : value;
}

static gboolean
copy_record (Passage   *self,
             TfRecord  *record,
             TfRecord  *parent,
             GError   **error)
{
  const TfKind *kind = tf_record_get_kind (record);
  g_autofree const char **values = g_new0 (const char *, 2 * kind->n_fields + 1);
  TfRecord *copy;
  guint n = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *value = get_inherited (self, record, &kind->fields[i]);

      if (*value == '\0')
        continue;
      values[n++] = kind->fields[i].id;
      values[n++] = value;
    }

  copy = tf_store_add (self->store, kind->id, tf_record_get_id (parent), tf_record_get_key (record),
                       values, error);
  if (copy == NULL)
    return FALSE;

  g_hash_table_insert (self->copies, (gpointer) tf_record_get_id (record), copy);
  return TRUE;
}

static gboolean
copy_records (Passage  *self,
              GError  **error)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      TfRecord *record = g_ptr_array_index (self->records, i);
      TfRecord *parent = g_hash_table_lookup (self->copies, tf_record_get_parent (record));

      if (parent != NULL && tf_record_get_kind (record)->inherit &&
          !copy_record (self, record, parent, error))
        return FALSE;
    }

  return TRUE;
}

/* A record may name one that was added after it, whose copy was not there yet. */
static gboolean
point_at_copies (Passage   *self,
                 TfRecord  *copy,
                 GError   **error)
{
  const TfKind *kind = tf_record_get_kind (copy);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const TfField *field = &kind->fields[i];
      TfRecord *target = names_record (kind, field)
                           ? g_hash_table_lookup (self->copies, tf_record_get (copy, field->id))
                             : NULL;

      if (target != NULL && !field->fixed &&
          !tf_store_set (self->store, copy, field->id, tf_record_get_id (target), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
copy_release (Passage  *self,
              GError  **error)
{
  const TfKind *kind = tf_record_get_kind (self->from);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const TfField *field = &kind->fields[i];

      if (!field->fixed && field != kind->title &&
          !tf_store_set (self->store, self->release, field->id,
                         get_inherited (self, self->from, field), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * tf_work_inherit:
 * @workspace: a workspace, inside a step
 * @from: a release
 * @release: a newer one, empty
 * @error: return location for an error
 *
 * Takes over into a release what an earlier one holds, at any depth, as the descriptions of the
 * kinds say. What was ready is to be confirmed; what names a record of the earlier release names
 * its copy.
 *
 * Returns: %FALSE with @error set where something could not be read or written
 */
gboolean
tf_work_inherit (TfWorkspace  *workspace,
                 TfRecord     *from,
                 TfRecord     *release,
                 GError      **error)
{
  TfStore *store = tf_workspace_get_store (workspace);
  g_autoptr(GPtrArray) records = tf_store_list_below (store, tf_record_get_id (from), error);
  g_autoptr(GHashTable) copies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                        g_object_unref);
  Passage self = { store, from, release, records, copies };

  if (records == NULL || !copy_release (&self, error))
    return FALSE;

  g_hash_table_insert (copies, (gpointer) tf_record_get_id (from), g_object_ref (release));
  if (!copy_records (&self, error))
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      TfRecord *copy = g_hash_table_lookup (copies, tf_record_get_id (records->pdata[i]));

      if (copy != NULL && !point_at_copies (&self, copy, error))
        return FALSE;
    }

  return TRUE;
}
