/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include <string.h>

/* Somebody's hand in the content of a record. */
typedef struct
{
  gint64      step;
  const char *who;
} Writing;

static gboolean
is_content (const TfKind *kind,
            const char   *name)
{
  const TfField *field = tf_kind_lookup_field (kind, name);

  return field != NULL && field->content;
}

/* Who undoes a step, or does it again, writes nothing of his own. */
static void
note_change (TfStatement   *statement,
             const TfKind  *kind,
             GArray        *writings,
             GHashTable    *undone,
             GStringChunk  *names)
{
  gint64 step = tf_statement_get_integer (statement, 0);
  const char *mode = tf_statement_get_text (statement, 2);
  gint64 target = tf_statement_get_integer (statement, 3);

  if (strcmp (mode, "undo") == 0)
    g_hash_table_add (undone, g_memdup2 (&target, sizeof target));
  else if (strcmp (mode, "redo") == 0)
    g_hash_table_remove (undone, &target);
  else if (is_content (kind, tf_statement_get_text (statement, 4)))
    {
      Writing writing =
        { step, g_string_chunk_insert_const (names, tf_statement_get_text (statement, 1)) };

      g_array_append_val (writings, writing);
    }
}

static GPtrArray *
list_names (GArray     *writings,
            GHashTable *undone)
{
  g_autoptr(GPtrArray) authors = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < writings->len; i++)
    {
      const Writing *writing = &g_array_index (writings, Writing, i);

      if (!g_hash_table_contains (undone, &writing->step) &&
          !g_ptr_array_find_with_equal_func (authors, writing->who, g_str_equal, NULL))
        g_ptr_array_add (authors, g_strdup (writing->who));
    }

  return g_steal_pointer (&authors);
}

/**
 * tf_store_list_authors:
 * @self: a library
 * @record: one of its records
 * @error: return location for an error
 *
 * Lists who wrote the content of a record, by the names in the change log. Content is what an
 * approval covers: who only set a day or a state is no author, and neither is anybody whose
 * writing was undone.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the names, each once and in the order in
 *   which they came in, or `NULL` with @error set
 */
GPtrArray *
tf_store_list_authors (TfStore   *self,
                       TfRecord  *record,
                       GError   **error)
{
  g_autoptr(TfStatement) statement = NULL;
  g_autoptr(GArray) writings = g_array_new (FALSE, FALSE, sizeof (Writing));
  g_autoptr(GHashTable) undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GStringChunk) names = g_string_chunk_new (256);

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (TF_IS_RECORD (record), NULL);

  statement = tf_statement_new (self->connection,
                                "SELECT step, who, mode, target, field FROM change "
                                "WHERE record = ?1 ORDER BY seq", error);
  if (statement == NULL)
    return NULL;

  tf_statement_bind_text (statement, 1, tf_record_get_id (record));
  while (tf_statement_next (statement, error))
    note_change (statement, tf_record_get_kind (record), writings, undone, names);

  return tf_statement_has_failed (statement) ? NULL : list_names (writings, undone);
}
