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

static gboolean
is_reachable (TfStore    *self,
              const char *record)
{
  g_autoptr(TfStatement) statement = NULL;
  gboolean row = FALSE;

  statement = tf_statement_new (self->connection,
                                "WITH RECURSIVE above (id, parent, removed) AS ("
                                "SELECT id, parent, removed FROM record WHERE id = ?1 UNION ALL "
                                "SELECT record.id, record.parent, record.removed FROM record "
                                "JOIN above ON record.id = above.parent) "
                                "SELECT 1 FROM above WHERE removed = 1", NULL);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, record);
  return tf_statement_step (statement, &row, NULL) && !row;
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
  gboolean row;

  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, match);
  tf_statement_bind_integer (statement, 2, limit);
  while (TRUE)
    {
      TfHit *hit;

      if (!tf_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!is_reachable (self, tf_statement_get_text (statement, 0)))
        continue;

      hit = g_new0 (TfHit, 1);
      hit->record = g_strdup (tf_statement_get_text (statement, 0));
      hit->kind = g_strdup (tf_statement_get_text (statement, 1));
      hit->title = g_strdup (tf_statement_get_text (statement, 2));
      hit->snippet = g_strdup (tf_statement_get_text (statement, 3));
      hit->object = g_strdup (tf_statement_get_text (statement, 4));
      hit->page = tf_statement_get_integer (statement, 5);
      g_ptr_array_add (hits, hit);
    }
}

/**
 * tf_store_search:
 * @self: a library
 * @text: words that must all occur, in any case and with or without accents; the beginning of a
 *   word is enough
 * @limit: how many places at most, for records and for files each
 * @error: return location for an error
 *
 * Searches all records and the text inside evidence, best places first. What was put aside is not
 * found.
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

  if (!collect_hits (self,
                     "SELECT record.id, record.kind, title, "
                     "snippet (search, -1, '\xe2\x81\xa8', '\xe2\x81\xa9', '…', 16), '', 0 "
                     "FROM search JOIN record ON record.number = search.rowid "
                     "WHERE search MATCH ?1 ORDER BY bm25 (search, 4.0, 1.0) LIMIT ?2",
                     match, limit, hits, error) ||
      !collect_hits (self,
                     "SELECT record.id, record.kind, json_extract (record.fields, '$.\"file-name\"'), "
                     "snippet (content, 2, '\xe2\x81\xa8', '\xe2\x81\xa9', '…', 16), object, page "
                     "FROM content JOIN record ON json_extract (record.fields, '$.sha256') = object "
                     "AND record.removed = 0 "
                     "WHERE content MATCH ?1 ORDER BY bm25 (content) LIMIT ?2",
                     match, limit, hits, error))
    return NULL;

  return g_steal_pointer (&hits);
}

/**
 * tf_store_list_unread:
 * @self: a library
 * @error: return location for an error
 *
 * Lists the objects of evidence that nobody has looked into for their words yet.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): their names, or `NULL` with @error set
 */
GPtrArray *
tf_store_list_unread (TfStore  *self,
                      GError  **error)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(TfStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  statement = tf_statement_new (self->connection,
                                "SELECT DISTINCT json_extract (fields, '$.sha256') AS object "
                                "FROM record WHERE kind = 'revision' AND removed = 0 "
                                "AND object NOT IN (SELECT object FROM content_state)", error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      if (!tf_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&objects);
      g_ptr_array_add (objects, g_strdup (tf_statement_get_text (statement, 0)));
    }
}

static gboolean
add_page (TfStore           *self,
          const char        *sha256,
          const TfPageText  *page,
          GError           **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "INSERT INTO content (object, page, body) VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, sha256);
  tf_statement_bind_integer (statement, 2, page->page);
  tf_statement_bind_text (statement, 3, page->text);
  return tf_statement_run (statement, error);
}

static gboolean
replace_content (TfStore     *self,
                 const char  *sha256,
                 GPtrArray   *pages,
                 const char  *problem,
                 GError     **error)
{
  g_autoptr(TfStatement) drop = NULL;
  g_autoptr(TfStatement) state = NULL;

  drop = tf_statement_new (self->connection, "DELETE FROM content WHERE object = ?1", error);
  state = tf_statement_new (self->connection, "INSERT OR REPLACE INTO content_state VALUES (?1, ?2)",
                            drop != NULL ? error : NULL);
  if (drop == NULL || state == NULL)
    return FALSE;

  tf_statement_bind_text (drop, 1, sha256);
  tf_statement_bind_text (state, 1, sha256);
  tf_statement_bind_text (state, 2, problem);
  if (!tf_statement_run (drop, error) || !tf_statement_run (state, error))
    return FALSE;

  for (guint i = 0; pages != NULL && i < pages->len; i++)
    if (!add_page (self, sha256, g_ptr_array_index (pages, i), error))
      return FALSE;

  return TRUE;
}

/**
 * tf_store_set_content:
 * @self: a library open for writing
 * @sha256: name of an object
 * @pages: (nullable) (element-type TfPageText): its words by page
 * @problem: why there are none, or ""
 * @error: return location for an error
 *
 * Makes the words inside a file findable. They are derived from its bytes, so the change log has
 * no word of it.
 *
 * Returns: %FALSE with @error set where the index could not be written
 */
gboolean
tf_store_set_content (TfStore     *self,
                      const char  *sha256,
                      GPtrArray   *pages,
                      const char  *problem,
                      GError     **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (sha256 != NULL && problem != NULL, FALSE);
  g_return_val_if_fail (self->depth == 0, FALSE);

  if (!tf_store_require_writable (self, error) || !tf_connection_begin (self->connection, error))
    return FALSE;

  if (replace_content (self, sha256, pages, problem, error) &&
      tf_connection_commit (self->connection, error))
    return TRUE;

  tf_connection_roll_back (self->connection);
  return FALSE;
}
