/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include "tf-text.h"

#include <glib/gi18n-lib.h>

/**
 * tf_hit_free:
 * @self: (transfer full) (nullable): a place that a search found
 */
void
tf_hit_free (TfHit *self)
{
  if (self == NULL)
    return;

  g_free (self->record);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->snippet);
  g_free (self->object);
  g_free (self);
}

static void
append_words (GString       *body,
              TfRecord      *record,
              const TfField *field)
{
  const char *value = tf_record_get (record, field->id);
  g_autoptr(TfText) text = NULL;
  g_autofree char *plain = NULL;

  if (*value == '\0')
    return;

  if (field->type == TF_FIELD_TEXT)
    {
      text = tf_text_new_from_xml (value, NULL);
      plain = text != NULL ? tf_text_dup_plain (text) : NULL;
      value = plain != NULL ? plain : "";
    }

  g_string_append (body, value);
  g_string_append_c (body, '\n');
}

static char *
collect_words (TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);
  g_autoptr(GString) body = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].search && &kind->fields[i] != kind->title)
      append_words (body, record, &kind->fields[i]);

  return g_string_free (g_steal_pointer (&body), FALSE);
}

static gboolean
is_searched (const TfKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].search)
      return TRUE;

  return FALSE;
}

static gboolean
drop_words (TfStore   *self,
            TfRecord  *record,
            GError   **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "DELETE FROM search WHERE rowid = "
                                "(SELECT number FROM record WHERE id = ?1)", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, tf_record_get_id (record));
  return tf_statement_run (statement, error);
}

/**
 * tf_store_index_record:
 * @self: a library, inside a step
 * @record: a record that has changed
 * @error: return location for an error
 *
 * Keeps the words of a record findable.
 *
 * Returns: %FALSE with @error set where the index could not be written
 */
gboolean
tf_store_index_record (TfStore   *self,
                       TfRecord  *record,
                       GError   **error)
{
  const TfKind *kind = tf_record_get_kind (record);
  g_autoptr(TfStatement) statement = NULL;
  g_autofree char *body = NULL;

  if (!is_searched (kind))
    return TRUE;

  if (!drop_words (self, record, error))
    return FALSE;
  if (tf_record_is_removed (record))
    return TRUE;

  body = collect_words (record);
  statement = tf_statement_new (self->connection,
                                "INSERT INTO search (rowid, title, body) "
                                "SELECT number, ?2, ?3 FROM record WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, tf_record_get_id (record));
  tf_statement_bind_text (statement, 2,
                          kind->title != NULL && kind->title->search
                            ? tf_record_get (record, kind->title->id) : "");
  tf_statement_bind_text (statement, 3, body);
  return tf_statement_run (statement, error);
}

/* Every word must occur, each as the beginning of one: "updat" finds "updates". */
static char *
dup_match (const char *text)
{
  g_autoptr(GString) match = g_string_new (NULL);
  g_auto(GStrv) words = g_strsplit_set (text, " \t\n\"", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (match, "%s\"%s\"*", match->len > 0 ? " " : "", words[i]);

  return g_string_free (g_steal_pointer (&match), FALSE);
}

static TfHit *
take_hit (TfStatement *statement)
{
  TfHit *hit = g_new0 (TfHit, 1);

  hit->record = g_strdup (tf_statement_get_text (statement, 0));
  hit->kind = g_strdup (tf_statement_get_text (statement, 1));
  hit->title = g_strdup (tf_statement_get_text (statement, 2));
  hit->snippet = g_strdup (tf_statement_get_text (statement, 3));
  hit->object = g_strdup (tf_statement_get_text (statement, 4));
  hit->page = tf_statement_get_integer (statement, 5);

  return hit;
}

static gboolean
collect_hits (TfStore     *self,
              const char  *sql,
              const char  *match,
              guint        limit,
              GPtrArray   *hits,
              GError     **error)
{
  g_autoptr(TfStatement) statement = tf_statement_new (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, match);
  tf_statement_bind_integer (statement, 2, limit);
  while (tf_statement_next (statement, error))
    g_ptr_array_add (hits, take_hit (statement));

  return !tf_statement_has_failed (statement);
}

/* Both queries go through the index by rank and stop at the limit, so that only what is shown is
 * held against the records above it and has its words cut out. */
#define RECORD_HITS                                                                            \
  "SELECT record.id, record.kind, title, "                                                     \
  "snippet (search, -1, '\xe2\x81\xa8', '\xe2\x81\xa9', '…', 16), '', 0 "                     \
  "FROM search CROSS JOIN record ON record.number = search.rowid "                             \
  "WHERE search MATCH ?1 AND rank MATCH 'bm25(4.0, 1.0)' AND " TF_RECORD_IS_THERE              \
  " ORDER BY rank LIMIT ?2"

#define CONTENT_HITS                                                                           \
  "SELECT record.id, record.kind, json_extract (record.fields, '$.\"file-name\"'), "           \
  "snippet (content, 2, '\xe2\x81\xa8', '\xe2\x81\xa9', '…', 16), object, page "              \
  "FROM content CROSS JOIN record ON json_extract (record.fields, '$.sha256') = object "       \
  "WHERE content MATCH ?1 AND " TF_RECORD_IS_THERE " ORDER BY rank LIMIT ?2"

/**
 * tf_store_search:
 * @self: a library
 * @text: words that must all occur, in any case and with or without accents; the beginning of a
 *   word is enough
 * @limit: how many places at most, for records and for files each
 * @error: return location for an error
 *
 * Searches all records and the text inside evidence, best places first. What was put aside, alone
 * or with a record above it, is not found and does not count.
 *
 * Returns: (transfer full) (nullable) (element-type TfHit): the places, or `NULL` with @error set
 */
GPtrArray *
tf_store_search (TfStore     *self,
                 const char  *text,
                 guint        limit,
                 GError     **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_hit_free);
  g_autofree char *match = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  match = dup_match (text);
  if (*match == '\0')
    return g_steal_pointer (&hits);

  if (!collect_hits (self, RECORD_HITS, match, limit, hits, error) ||
      !collect_hits (self, CONTENT_HITS, match, limit, hits, error))
    return NULL;

  return g_steal_pointer (&hits);
}
