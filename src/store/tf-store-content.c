/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The words inside evidence. They are derived from the bytes of a file, so that the change log has
 * no word of them, and a big file has a lot of them: they are written a portion at a time.
 *
 * A file has its own numbers of rows, after the number of its first revision, in the order of its
 * text. The last one that is there tells how far a file was written, without a search through the
 * words of all others; once "content_state" knows the file, it is complete. */

#define MAX_ROWS       (1 << 24)          /* of one file */
#define PIECE_BYTES    (16 * 1024)        /* of text in one row */
#define PORTION_USEC   (5 * 1000)

/* Where in the text of a file the next piece begins. */
typedef struct
{
  GPtrArray *pages;   /* of TfPageText, or NULL */
  guint      page;
  gsize      offset;
} Place;

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

  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  statement = tf_statement_new (self->connection, TF_WITH_GONE
                                "SELECT DISTINCT json_extract (fields, '$.sha256') AS object "
                                "FROM record WHERE kind = 'revision' AND removed = 0 "
                                "AND parent NOT IN gone "
                                "AND object NOT IN (SELECT object FROM content_state)", error);
  if (statement == NULL)
    return NULL;

  while (tf_statement_next (statement, error))
    g_ptr_array_add (objects, g_strdup (tf_statement_get_text (statement, 0)));

  return tf_statement_has_failed (statement) ? NULL : g_steal_pointer (&objects);
}

/* Cuts a long page after a space, or between two characters where a word is longer than a piece. */
static gsize
measure_piece (const char *text)
{
  gsize length = strnlen (text, PIECE_BYTES + 1);
  gsize end = PIECE_BYTES;

  if (length <= PIECE_BYTES)
    return length;

  while (end > PIECE_BYTES / 2 && !g_ascii_isspace (text[end - 1]))
    end--;
  if (end > PIECE_BYTES / 2)
    return end;

  return g_utf8_find_prev_char (text, text + PIECE_BYTES) - text;
}

/* Gives the next piece and goes past it; FALSE at the end of the text. */
static gboolean
take_piece (Place       *place,
            guint       *page,
            const char **text,
            gsize       *length)
{
  while (place->pages != NULL && place->page < place->pages->len)
    {
      const TfPageText *whole = g_ptr_array_index (place->pages, place->page);

      *page = whole->page;
      *text = whole->text + place->offset;
      *length = measure_piece (*text);
      if (*length > 0)
        {
          place->offset += *length;
          return TRUE;
        }

      place->page++;
      place->offset = 0;
    }

  return FALSE;
}

static gboolean
is_complete (TfStore     *self,
             const char  *sha256,
             gboolean    *complete,
             GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection, "SELECT 1 FROM content_state WHERE object = ?1",
                                error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, sha256);
  *complete = tf_statement_next (statement, error);
  return !tf_statement_has_failed (statement);
}

static gboolean
find_first_row (TfStore     *self,
                const char  *sha256,
                gint64      *first,
                GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "SELECT ifnull (min (number), 0) FROM record "
                                "WHERE json_extract (fields, '$.sha256') = ?1", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, sha256);
  if (!tf_statement_next (statement, error))
    return FALSE;

  *first = tf_statement_get_integer (statement, 0) * MAX_ROWS;
  if (*first > 0)
    return TRUE;

  g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND,
               _("No evidence in the library has the file with SHA-256 %s."), sha256);
  return FALSE;
}

static gboolean
find_next_row (TfStore  *self,
               gint64    first,
               gint64   *next,
               GError  **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection,
                                "SELECT rowid FROM content WHERE rowid >= ?1 AND rowid < ?2 "
                                "ORDER BY rowid DESC LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_integer (statement, 1, first);
  tf_statement_bind_integer (statement, 2, first + MAX_ROWS);
  *next = tf_statement_next (statement, error)
            ? tf_statement_get_integer (statement, 0) + 1 : first;
  return !tf_statement_has_failed (statement);
}

static gboolean
add_piece (TfStore     *self,
           gint64       row,
           const char  *sha256,
           guint        page,
           const char  *text,
           gsize        length,
           GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;
  g_autofree char *piece = g_strndup (text, length);

  statement = tf_statement_new (self->connection,
                                "INSERT INTO content (rowid, object, page, body) "
                                "VALUES (?1, ?2, ?3, ?4)",
                                error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_integer (statement, 1, row);
  tf_statement_bind_text (statement, 2, sha256);
  tf_statement_bind_integer (statement, 3, page);
  tf_statement_bind_text (statement, 4, piece);
  return tf_statement_run (statement, error);
}

static gboolean
note_complete (TfStore     *self,
               const char  *sha256,
               const char  *problem,
               GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (self->connection, "INSERT INTO content_state VALUES (?1, ?2)",
                                error);
  if (statement == NULL)
    return FALSE;

  tf_statement_bind_text (statement, 1, sha256);
  tf_statement_bind_text (statement, 2, problem);
  return tf_statement_run (statement, error);
}

/* Writes pieces until the time of a portion is over; COMPLETE tells whether that was all. */
static gboolean
add_portion (TfStore     *self,
             const char  *sha256,
             GPtrArray   *pages,
             gboolean    *complete,
             GError     **error)
{
  gint64 end = g_get_monotonic_time () + PORTION_USEC;
  Place place = { pages, 0, 0 };
  const char *text;
  gint64 first, next;
  gsize length;
  guint page;

  if (!find_first_row (self, sha256, &first, error) || !find_next_row (self, first, &next, error))
    return FALSE;

  for (gint64 row = first; row < first + MAX_ROWS && take_piece (&place, &page, &text, &length);
       row++)
    {
      if (row < next)
        continue;
      if (g_get_monotonic_time () >= end && row > next)
        return TRUE;
      if (!add_piece (self, row, sha256, page, text, length, error))
        return FALSE;
    }

  *complete = TRUE;
  return TRUE;
}

/**
 * tf_store_add_content:
 * @self: a library open for writing
 * @sha256: name of an object that a revision of evidence names
 * @pages: (nullable) (element-type TfPageText): its words by page
 * @problem: why there are none, or ""
 * @complete: (out): whether all of them are written
 * @error: return location for an error
 *
 * Makes the words inside a file findable, a portion of them at a time: call it with the same words
 * until @complete, with other work in between. What a program that ended in the middle has written
 * stays and is gone on from. Nothing happens for a file that is complete already: its bytes never
 * change.
 *
 * Returns: %FALSE with @error set where the portion could not be written
 */
gboolean
tf_store_add_content (TfStore     *self,
                      const char  *sha256,
                      GPtrArray   *pages,
                      const char  *problem,
                      gboolean    *complete,
                      GError     **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (sha256 != NULL && problem != NULL && complete != NULL, FALSE);
  g_return_val_if_fail (self->depth == 0, FALSE);

  *complete = FALSE;
  if (!tf_store_require_writable (self, error) || !is_complete (self, sha256, complete, error))
    return FALSE;
  if (*complete)
    return TRUE;

  if (tf_connection_begin (self->connection, error) &&
      add_portion (self, sha256, pages, complete, error) &&
      (!*complete || note_complete (self, sha256, problem, error)) &&
      tf_connection_commit (self->connection, error))
    return TRUE;

  *complete = FALSE;
  tf_connection_roll_back (self->connection);
  return FALSE;
}
