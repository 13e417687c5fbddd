/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text.h"

#include "tf-text-private.h"

#include <string.h>

#define MAX_LINK_BYTES 8192

G_DEFINE_QUARK (tf-text-error-quark, tf_text_error)
G_DEFINE_BOXED_TYPE (TfText, tf_text, tf_text_ref, tf_text_unref)

void
tf_text_clear_run (gpointer data)
{
  TfTextRun *run = data;

  g_clear_pointer (&run->text, g_free);
  g_clear_pointer (&run->link, g_free);
}

void
tf_text_clear_line (gpointer data)
{
  TfTextLine *line = data;

  for (guint i = 0; i < line->n_runs; i++)
    tf_text_clear_run (&line->runs[i]);
  g_clear_pointer (&line->runs, g_free);
  line->n_runs = 0;
}

void
tf_text_clear_block (gpointer data)
{
  TfTextBlock *block = data;

  tf_text_clear_line (&block->line);
  for (guint i = 0; i < block->n_rows * block->n_columns; i++)
    tf_text_clear_line (&block->cells[i]);
  g_clear_pointer (&block->cells, g_free);
  g_clear_pointer (&block->object, g_free);
  g_clear_pointer (&block->alternative, g_free);
}

static void
clear_text (gpointer data)
{
  TfText *self = data;

  for (guint i = 0; i < self->n_blocks; i++)
    tf_text_clear_block (&self->blocks[i]);
  g_free (self->blocks);
}

gboolean
tf_text_is_unwanted (gunichar c)
{
  return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xfffc ||
         (c & 0xfffe) == 0xfffe;
}

static gboolean
equal_lines (const TfTextLine *a,
             const TfTextLine *b)
{
  if (a->n_runs != b->n_runs)
    return FALSE;

  for (guint i = 0; i < a->n_runs; i++)
    {
      if (a->runs[i].style != b->runs[i].style ||
          !g_str_equal (a->runs[i].text, b->runs[i].text) ||
          !g_str_equal (a->runs[i].link, b->runs[i].link))
        return FALSE;
    }

  return TRUE;
}

static gboolean
equal_blocks (const TfTextBlock *a,
              const TfTextBlock *b)
{
  if (a->kind != b->kind || a->level != b->level || a->width != b->width ||
      a->n_rows != b->n_rows || a->n_columns != b->n_columns ||
      a->header_row != b->header_row || a->header_column != b->header_column ||
      !g_str_equal (a->object, b->object) || !g_str_equal (a->alternative, b->alternative) ||
      !equal_lines (&a->line, &b->line))
    return FALSE;

  for (guint i = 0; i < a->n_rows * a->n_columns; i++)
    {
      if (!equal_lines (&a->cells[i], &b->cells[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_blank_line (const TfTextLine *line)
{
  for (guint i = 0; i < line->n_runs; i++)
    {
      for (const char *c = line->runs[i].text; *c != '\0'; c = g_utf8_next_char (c))
        {
          if (!g_unichar_isspace (g_utf8_get_char (c)))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_blank_block (const TfTextBlock *block)
{
  if (block->kind == TF_TEXT_IMAGE || !is_blank_line (&block->line))
    return FALSE;

  for (guint i = 0; i < block->n_rows * block->n_columns; i++)
    {
      if (!is_blank_line (&block->cells[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * tf_text_new_empty:
 *
 * Makes a text without any block.
 *
 * Returns: (transfer full): the empty text
 */
TfText *
tf_text_new_empty (void)
{
  return g_atomic_rc_box_new0 (TfText);
}

/**
 * tf_text_ref:
 * @self: the text
 *
 * Takes a reference. Texts never change, so they may be shared by threads.
 *
 * Returns: (transfer full): @self
 */
TfText *
tf_text_ref (TfText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * tf_text_unref:
 * @self: (transfer full): the text
 *
 * Gives a reference back; the last one frees the text.
 */
void
tf_text_unref (TfText *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_text);
}

/**
 * tf_text_get_block:
 * @self: the text
 * @index: place of the block, below tf_text_get_n_blocks()
 *
 * Looks at one block.
 *
 * Returns: (transfer none): the block, which lives as long as the text
 */
const TfTextBlock *
tf_text_get_block (TfText *self,
                   guint   index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_blocks, NULL);

  return &self->blocks[index];
}

/**
 * tf_text_get_n_blocks:
 * @self: the text
 *
 * Counts the blocks.
 *
 * Returns: the number of blocks
 */
guint
tf_text_get_n_blocks (TfText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_blocks;
}

/**
 * tf_text_is_empty:
 * @self: the text
 *
 * Tells whether a reader would see nothing: blank paragraphs and a table whose
 * cells are all blank count as nothing, a picture never does.
 *
 * Returns: %TRUE if nothing is there to be read
 */
gboolean
tf_text_is_empty (TfText *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->n_blocks; i++)
    {
      if (!is_blank_block (&self->blocks[i]))
        return FALSE;
    }

  return TRUE;
}

/* Heads alone say nothing: of a table only the other cells count, and its caption as little. */
static gboolean
says_something (const TfTextBlock *block)
{
  if (block->kind == TF_TEXT_IMAGE)
    return TRUE;
  if (block->kind == TF_TEXT_HEADING)
    return FALSE;
  if (block->kind != TF_TEXT_TABLE)
    return !is_blank_line (&block->line);

  for (guint row = block->header_row ? 1 : 0; row < block->n_rows; row++)
    for (guint column = block->header_column ? 1 : 0; column < block->n_columns; column++)
      if (!is_blank_line (&block->cells[row * block->n_columns + column]))
        return TRUE;

  return FALSE;
}

/**
 * tf_text_has_content:
 * @self: the text
 *
 * Tells whether the text says something of its own. Headings without a word below them, a list of
 * empty items and a table with nothing but its heads are a frame that is yet to be filled.
 *
 * Returns: %TRUE if something is said
 */
gboolean
tf_text_has_content (TfText *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_blocks; i++)
    {
      if (says_something (&self->blocks[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * tf_text_equal:
 * @a: (nullable): a text
 * @b: (nullable): another text
 *
 * Compares two texts by what they contain.
 *
 * Returns: %TRUE if they are alike in every block, run and attribute
 */
gboolean
tf_text_equal (TfText *a,
               TfText *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n_blocks != b->n_blocks)
    return FALSE;

  for (guint i = 0; i < a->n_blocks; i++)
    {
      if (!equal_blocks (&a->blocks[i], &b->blocks[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * tf_text_list_objects:
 * @self: the text
 *
 * Names the objects that the pictures of the text show, each once, in order of
 * first use.
 *
 * Returns: (transfer full) (array zero-terminated=1): SHA-256 values
 */
char **
tf_text_list_objects (TfText *self)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->n_blocks; i++)
    {
      const TfTextBlock *block = &self->blocks[i];

      if (block->kind == TF_TEXT_IMAGE &&
          !g_ptr_array_find_with_equal_func (objects, block->object, g_str_equal, NULL))
        g_ptr_array_add (objects, g_strdup (block->object));
    }
  g_ptr_array_add (objects, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&objects), FALSE);
}

/**
 * tf_text_is_link:
 * @uri: (nullable): what a link would lead to
 *
 * Tells whether formatted text may carry @uri as a link: an address on the web
 * (http, https), a mail address (mailto) or a place in the library (techfile).
 *
 * Returns: %TRUE if the link is allowed
 */
gboolean
tf_text_is_link (const char *uri)
{
  static const char * const schemes[] = { "http://", "https://", "mailto:", "techfile:" };

  if (uri == NULL || strlen (uri) > MAX_LINK_BYTES || !g_utf8_validate (uri, -1, NULL))
    return FALSE;

  for (const char *c = uri; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u <= ' ' || strchr ("<>\"", *c) != NULL || g_unichar_isspace (u) ||
          tf_text_is_unwanted (u))
        return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);

      if (g_ascii_strncasecmp (uri, schemes[i], length) == 0)
        return uri[length] != '\0' && (uri[length] != '/' || uri[length - 1] != '/');
    }

  return FALSE;
}

/**
 * tf_text_is_object:
 * @object: (nullable): what would name the bytes of a picture
 *
 * Tells whether @object is a SHA-256 value in lower case hexadecimal.
 *
 * Returns: %TRUE if it is one
 */
gboolean
tf_text_is_object (const char *object)
{
  return object != NULL && strlen (object) == 64 &&
         strspn (object, "0123456789abcdef") == 64;
}

/**
 * tf_text_counter_step:
 * @self: the counter, all zero at the start of a text
 * @kind: kind of the next block
 * @level: its level
 *
 * Takes one block further through the text and works out the number that a
 * numbered item shows. Deeper items leave the count of their parents alone;
 * anything else at the same level ends it.
 *
 * Returns: the number of a numbered list item, from 1; 0 for other blocks
 */
guint
tf_text_counter_step (TfTextCounter *self,
                      TfTextKind     kind,
                      guint          level)
{
  guint first = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (kind == TF_TEXT_NUMBER || kind == TF_TEXT_BULLET)
    first = CLAMP (level, 1, TF_TEXT_MAX_LEVEL) + (kind == TF_TEXT_NUMBER ? 1 : 0);

  for (guint i = first; i <= TF_TEXT_MAX_LEVEL; i++)
    self->numbers[i] = 0;

  return kind == TF_TEXT_NUMBER ? ++self->numbers[first - 1] : 0;
}
