/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-private.h"

#include <string.h>

/* Columns by which plain text indents a list item more than the one above it. */
#define INDENT       2
#define MAX_DIGITS   4

static guint
count_indent (const char **text)
{
  guint n = 0;

  for (; **text == ' ' || **text == '\t'; (*text)++)
    n += **text == '\t' ? INDENT : 1;

  return n;
}

/* Takes the mark of a list item off the start of a line. */
static gboolean
take_marker (const char **text,
             TfTextKind  *kind)
{
  static const char * const bullets[] = { "- ", "* ", "• ", "– " };
  const char *c = *text;

  for (gsize i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      if (g_str_has_prefix (c, bullets[i]))
        {
          *kind = TF_TEXT_BULLET;
          *text = c + strlen (bullets[i]);
          return TRUE;
        }
    }

  while (g_ascii_isdigit (*c) && c - *text < MAX_DIGITS)
    c++;
  if (c == *text || (*c != '.' && *c != ')') || c[1] != ' ')
    return FALSE;

  *kind = TF_TEXT_NUMBER;
  *text = c + 2;

  return TRUE;
}

static void
add_plain_line (TfTextBuilder *builder,
                char          *line)
{
  const char *text = g_strchomp (line);
  TfTextKind kind = TF_TEXT_PARAGRAPH;
  guint indent = count_indent (&text);

  if (*text == '\0')
    return;

  take_marker (&text, &kind);
  tf_text_builder_begin_block (builder, kind, indent / INDENT + 1);
  tf_text_builder_add_run (builder, text, TF_TEXT_STYLE_NONE, NULL);
}

static void
append_plain_line (GString          *out,
                   const TfTextLine *line,
                   gboolean          keep_breaks)
{
  for (guint i = 0; i < line->n_runs; i++)
    {
      g_autofree char *text = g_strdup (line->runs[i].text);

      if (!keep_breaks)
        g_strdelimit (text, "\n\t", ' ');
      g_string_append (out, text);
    }
}

static void
append_plain_table (GString           *out,
                    const TfTextBlock *block)
{
  if (block->line.n_runs > 0)
    {
      append_plain_line (out, &block->line, TRUE);
      g_string_append_c (out, '\n');
    }

  for (guint i = 0; i < block->n_rows * block->n_columns; i++)
    {
      append_plain_line (out, &block->cells[i], FALSE);
      g_string_append_c (out, (i + 1) % block->n_columns == 0 ? '\n' : '\t');
    }
}

static void
append_plain_block (GString           *out,
                    const TfTextBlock *block,
                    guint              number)
{
  if (block->kind == TF_TEXT_TABLE)
    {
      append_plain_table (out, block);
      return;
    }

  if (block->kind == TF_TEXT_BULLET || block->kind == TF_TEXT_NUMBER)
    g_string_append_printf (out, "%*s", (int) (block->level - 1) * INDENT, "");
  if (block->kind == TF_TEXT_NUMBER)
    g_string_append_printf (out, "%u. ", number);
  else if (block->kind == TF_TEXT_BULLET)
    g_string_append (out, "- ");

  if (block->kind == TF_TEXT_IMAGE && block->line.n_runs == 0)
    g_string_append (out, block->alternative);
  append_plain_line (out, &block->line, TRUE);
  g_string_append_c (out, '\n');
}

/**
 * tf_text_new_from_plain:
 * @plain: lines of text
 *
 * Makes formatted text of plain text. Each line becomes a paragraph, blank
 * lines only separate; a line that starts with "- ", "* " or "1. " becomes a
 * list item, the deeper the further it is indented.
 *
 * Returns: (transfer full): the text
 */
TfText *
tf_text_new_from_plain (const char *plain)
{
  g_autoptr(TfTextBuilder) builder = NULL;
  g_autofree char *clean = NULL;
  char *line = NULL;

  g_return_val_if_fail (plain != NULL, NULL);

  builder = tf_text_builder_new ();
  clean = tf_text_clean (plain);
  for (line = clean; line != NULL;)
    {
      char *end = strchr (line, '\n');

      if (end != NULL)
        *end++ = '\0';
      add_plain_line (builder, line);
      line = end;
    }

  return tf_text_builder_end (builder);
}

/**
 * tf_text_dup_plain:
 * @self: the text
 *
 * Writes the text without its formatting: a line for each block, list items
 * with "- " or their number, the rows of a table as tab-separated lines, and
 * for a picture its caption or else its alternative text.
 *
 * Returns: (transfer full): lines of text
 */
char *
tf_text_dup_plain (TfText *self)
{
  GString *out = NULL;
  TfTextCounter counter = { { 0 } };

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      const TfTextBlock *block = &self->blocks[i];

      append_plain_block (out, block, tf_text_counter_step (&counter, block->kind, block->level));
    }

  return g_string_free (out, FALSE);
}
