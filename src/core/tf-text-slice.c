/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-private.h"

static gboolean
is_flowing (const TfTextBlock *block)
{
  return block->kind != TF_TEXT_TABLE && block->kind != TF_TEXT_IMAGE;
}

/* Adds the characters of a line from one offset up to another. */
static void
add_span (TfTextBuilder    *builder,
          const TfTextLine *line,
          guint             from,
          guint             to)
{
  guint position = 0;

  for (guint i = 0; i < line->n_runs && position < to; i++)
    {
      const TfTextRun *run = &line->runs[i];
      guint length = (guint) g_utf8_strlen (run->text, -1);
      guint start = MAX (from, position);
      guint end = MIN (to, position + length);

      if (start < end)
        {
          g_autofree char *text = g_utf8_substring (run->text, start - position, end - position);

          tf_text_builder_add_run (builder, text, run->style, run->link);
        }
      position += length;
    }
}

static void
add_line (TfTextBuilder    *builder,
          const TfTextLine *line)
{
  add_span (builder, line, 0, G_MAXUINT);
}

/**
 * tf_text_line_get_length:
 * @line: a line
 *
 * Counts the characters of a line; a forced break is one.
 *
 * Returns: the number of characters
 */
guint
tf_text_line_get_length (const TfTextLine *line)
{
  guint length = 0;

  g_return_val_if_fail (line != NULL, 0);

  for (guint i = 0; i < line->n_runs; i++)
    length += (guint) g_utf8_strlen (line->runs[i].text, -1);

  return length;
}

/**
 * tf_text_slice:
 * @self: the text
 * @first: block to begin with
 * @first_offset: character of that block to begin with
 * @last: block to end with; beyond the last one stands for the last
 * @last_offset: character of that block to end before
 *
 * Takes a part out of a text. Tables and pictures are taken whole.
 *
 * Returns: (transfer full): the part
 */
TfText *
tf_text_slice (TfText *self,
               guint   first,
               guint   first_offset,
               guint   last,
               guint   last_offset)
{
  g_autoptr(TfTextBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = tf_text_builder_new ();
  for (guint i = first; i <= last && i < self->n_blocks; i++)
    {
      const TfTextBlock *block = &self->blocks[i];

      if (!is_flowing (block))
        {
          tf_text_builder_add_block (builder, block);
          continue;
        }
      tf_text_builder_begin_block (builder, block->kind, block->level);
      add_span (builder, &block->line, i == first ? first_offset : 0,
                i == last ? last_offset : G_MAXUINT);
    }

  return tf_text_builder_end (builder);
}

/**
 * tf_text_join:
 * @texts: (array length=n_texts): texts
 * @n_texts: their number
 *
 * Puts texts behind one another.
 *
 * Returns: (transfer full): all blocks in one text
 */
TfText *
tf_text_join (TfText * const *texts,
              guint           n_texts)
{
  g_autoptr(TfTextBuilder) builder = NULL;

  g_return_val_if_fail (texts != NULL || n_texts == 0, NULL);

  builder = tf_text_builder_new ();
  for (guint i = 0; i < n_texts; i++)
    {
      for (guint n = 0; n < texts[i]->n_blocks; n++)
        tf_text_builder_add_block (builder, &texts[i]->blocks[n]);
    }

  return tf_text_builder_end (builder);
}

/* One block goes into the middle of a line: the line stays one. */
static void
insert_in_line (TfTextBuilder     *builder,
                const TfTextBlock *target,
                guint              offset,
                const TfTextBlock *piece)
{
  gboolean take_kind = target->line.n_runs == 0 && piece->kind != TF_TEXT_PARAGRAPH;
  const TfTextBlock *model = take_kind ? piece : target;

  tf_text_builder_begin_block (builder, model->kind, model->level);
  add_span (builder, &target->line, 0, offset);
  add_line (builder, &piece->line);
  add_span (builder, &target->line, offset, G_MAXUINT);
}

/* Several blocks part a line: its head goes before the first, its tail behind the last. */
static void
insert_between (TfTextBuilder     *builder,
                const TfTextBlock *target,
                guint              offset,
                TfText            *fragment)
{
  const TfTextBlock *last = &fragment->blocks[fragment->n_blocks - 1];
  gboolean has_tail = offset < tf_text_line_get_length (&target->line);
  guint next = 0;

  if (offset > 0)
    {
      tf_text_builder_begin_block (builder, target->kind, target->level);
      add_span (builder, &target->line, 0, offset);
      if (is_flowing (&fragment->blocks[0]))
        add_line (builder, &fragment->blocks[next++].line);
    }

  for (; next < fragment->n_blocks; next++)
    tf_text_builder_add_block (builder, &fragment->blocks[next]);

  if (has_tail && !is_flowing (last))
    tf_text_builder_begin_block (builder, target->kind, target->level);
  if (has_tail)
    add_span (builder, &target->line, offset, G_MAXUINT);
}

/**
 * tf_text_insert:
 * @self: the text
 * @block: paragraph, heading or list item to insert in
 * @offset: character before which to insert
 * @fragment: what to insert
 * @end_block: (out) (optional): block in which the inserted part ends
 * @end_offset: (out) (optional): offset there, 0 in a table or picture
 *
 * Inserts a text the way word processors paste: a single paragraph goes into
 * the line, several part it, and an empty line gives way.
 *
 * Returns: (transfer full): the new text
 */
TfText *
tf_text_insert (TfText *self,
                guint   block,
                guint   offset,
                TfText *fragment,
                guint  *end_block,
                guint  *end_offset)
{
  static const TfTextBlock empty = { TF_TEXT_PARAGRAPH };
  g_autoptr(TfTextBuilder) builder = NULL;
  const TfTextBlock *target = NULL;
  const TfTextBlock *last = NULL;
  guint end = 0;

  g_return_val_if_fail (self != NULL && fragment != NULL, NULL);
  g_return_val_if_fail (block < MAX (self->n_blocks, 1), NULL);

  target = block < self->n_blocks ? &self->blocks[block] : &empty;
  if (fragment->n_blocks == 0)
    return tf_text_ref (self);

  builder = tf_text_builder_new ();
  last = &fragment->blocks[fragment->n_blocks - 1];
  for (guint i = 0; i < block && i < self->n_blocks; i++)
    tf_text_builder_add_block (builder, &self->blocks[i]);

  end = is_flowing (last) ? tf_text_line_get_length (&last->line) : 0;
  if (fragment->n_blocks == 1 && is_flowing (last))
    {
      insert_in_line (builder, target, offset, last);
      end += offset;
      offset = 0;
    }
  else
    {
      insert_between (builder, target, offset, fragment);
    }

  if (end_block != NULL)
    *end_block = block + fragment->n_blocks - 1 +
                 (offset > 0 && !is_flowing (&fragment->blocks[0]) ? 1 : 0);
  if (end_offset != NULL)
    *end_offset = end;

  for (guint i = block + 1; i < self->n_blocks; i++)
    tf_text_builder_add_block (builder, &self->blocks[i]);

  return tf_text_builder_end (builder);
}
