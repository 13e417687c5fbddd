/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-private.h"

#include <string.h>

#define STYLE_MASK (TF_TEXT_STYLE_BOLD | TF_TEXT_STYLE_ITALIC)

struct _TfTextBuilder
{
  GArray      *blocks;     /* TfTextBlock; the last one is being built */
  GArray      *runs;       /* TfTextRun of the line being built, without its last */
  GArray      *cells;      /* TfTextLine, finished cells of the table being built */
  GString     *tail;       /* text of the last run */
  TfTextStyle  tail_style;
  char        *tail_link;
  gboolean     in_cell;
};

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/*
 * Whether a text holds nothing that could need cleaning, by a look at its bytes
 * alone. Most texts are such, and a long one is cleaned at every key.
 */
static gboolean
is_plainly_clean (const char *text)
{
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    {
      gboolean control = (*c < 0x20 && *c != '\t' && *c != '\n') || *c == 0x7f;

      /* Lead bytes of U+0080 to U+009F, U+2028, U+2029 and U+FFFC; of planes beyond the first. */
      if (control || *c == 0xc2 || *c == 0xe2 || *c >= 0xef)
        return FALSE;
    }

  return g_utf8_validate (text, -1, NULL);
}

/*
 * tf_text_clean:
 * @text: any text
 *
 * Makes text fit for a run: valid UTF-8, one kind of line break, no control
 * characters and no stand-in for an embedded object.
 *
 * Returns: (transfer full): the text that may be kept
 */
char *
tf_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean = NULL;

  if (is_plainly_clean (text))
    return g_strdup (text);

  valid = g_utf8_make_valid (text, -1);
  clean = g_string_sized_new (strlen (valid));
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u == '\r' && c[1] == '\n')
        continue;
      else if (is_line_break (u))
        g_string_append_c (clean, '\n');
      else if (!tf_text_is_unwanted (u))
        g_string_append_len (clean, c, g_utf8_next_char (c) - c);
    }

  return g_string_free (clean, FALSE);
}

static TfTextBlock *
last_block (TfTextBuilder *self)
{
  g_assert (self->blocks->len > 0);

  return &g_array_index (self->blocks, TfTextBlock, self->blocks->len - 1);
}

static void
finish_run (TfTextBuilder *self)
{
  if (self->tail->len > 0)
    {
      TfTextRun run = { g_strndup (self->tail->str, self->tail->len), self->tail_style,
                        g_steal_pointer (&self->tail_link) };

      g_array_append_val (self->runs, run);
    }
  g_string_truncate (self->tail, 0);
  g_clear_pointer (&self->tail_link, g_free);
}

static TfTextLine
take_line (TfTextBuilder *self)
{
  TfTextLine line = { NULL, 0 };

  finish_run (self);
  line.n_runs = self->runs->len;
  if (line.n_runs > 0)
    line.runs = g_memdup2 (self->runs->data, sizeof (TfTextRun) * line.n_runs);

  /* The strings belong to the line from here on. */
  g_array_set_clear_func (self->runs, NULL);
  g_array_set_size (self->runs, 0);
  g_array_set_clear_func (self->runs, tf_text_clear_run);

  return line;
}

static void
finish_line (TfTextBuilder *self)
{
  TfTextLine line = take_line (self);

  if (self->in_cell)
    g_array_append_val (self->cells, line);
  else
    last_block (self)->line = line;
}

/* A table is a full rectangle with at least one cell. */
static void
finish_table (TfTextBuilder *self,
              TfTextBlock   *block)
{
  gsize n_cells;

  block->n_columns = MAX (block->n_columns, 1);
  block->n_rows = MAX ((self->cells->len + block->n_columns - 1) / block->n_columns, 1);
  n_cells = (gsize) block->n_rows * block->n_columns;
  block->cells = g_new0 (TfTextLine, n_cells);
  if (self->cells->len > 0)
    memcpy (block->cells, self->cells->data, sizeof (TfTextLine) * self->cells->len);

  g_array_set_clear_func (self->cells, NULL);
  g_array_set_size (self->cells, 0);
  g_array_set_clear_func (self->cells, tf_text_clear_line);
}

static void
finish_block (TfTextBuilder *self)
{
  if (self->blocks->len == 0)
    return;

  finish_line (self);
  if (last_block (self)->kind == TF_TEXT_TABLE)
    finish_table (self, last_block (self));
  self->in_cell = FALSE;
}

static void
add_line (TfTextBuilder    *self,
          const TfTextLine *line)
{
  for (guint i = 0; i < line->n_runs; i++)
    tf_text_builder_add_run (self, line->runs[i].text, line->runs[i].style, line->runs[i].link);
}

/**
 * tf_text_builder_new:
 *
 * Makes a builder without blocks.
 *
 * Whatever goes in is brought into the one form that equal texts share:
 * neighbouring runs that are alike become one, empty runs vanish, control
 * characters are left out and every line break is "\n".
 *
 * Returns: (transfer full): the builder
 */
TfTextBuilder *
tf_text_builder_new (void)
{
  TfTextBuilder *self = g_new0 (TfTextBuilder, 1);

  self->blocks = g_array_new (FALSE, TRUE, sizeof (TfTextBlock));
  self->runs = g_array_new (FALSE, TRUE, sizeof (TfTextRun));
  self->cells = g_array_new (FALSE, TRUE, sizeof (TfTextLine));
  self->tail = g_string_new (NULL);
  g_array_set_clear_func (self->blocks, tf_text_clear_block);
  g_array_set_clear_func (self->runs, tf_text_clear_run);
  g_array_set_clear_func (self->cells, tf_text_clear_line);

  return self;
}

/**
 * tf_text_builder_free:
 * @self: (nullable): the builder
 *
 * Drops a builder with all that was added.
 */
void
tf_text_builder_free (TfTextBuilder *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->cells);
  g_array_unref (self->runs);
  g_array_unref (self->blocks);
  g_string_free (self->tail, TRUE);
  g_free (self->tail_link);
  g_free (self);
}

/**
 * tf_text_builder_begin_block:
 * @self: the builder
 * @kind: what the block is
 * @level: level of a heading or list item, brought into 1 to
 *   %TF_TEXT_MAX_LEVEL; ignored elsewhere
 *
 * Ends the block before and starts another.
 */
void
tf_text_builder_begin_block (TfTextBuilder *self,
                             TfTextKind     kind,
                             guint          level)
{
  TfTextBlock block = { kind, 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind <= TF_TEXT_IMAGE);

  finish_block (self);
  if (kind == TF_TEXT_HEADING || kind == TF_TEXT_BULLET || kind == TF_TEXT_NUMBER)
    block.level = CLAMP (level, 1, TF_TEXT_MAX_LEVEL);
  if (kind == TF_TEXT_IMAGE)
    block.width = 100;
  block.object = g_strdup ("");
  block.alternative = g_strdup ("");
  g_array_append_val (self->blocks, block);
}

/**
 * tf_text_builder_add_run:
 * @self: the builder, with a block begun
 * @text: characters to add
 * @style: their style
 * @link: (nullable): where they lead; anything that tf_text_is_link() refuses
 *   is left out, the text stays
 *
 * Adds characters to the block, its caption, or the cell begun last.
 */
void
tf_text_builder_add_run (TfTextBuilder *self,
                         const char    *text,
                         TfTextStyle    style,
                         const char    *link)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->blocks->len > 0);
  g_return_if_fail (text != NULL);

  clean = tf_text_clean (text);
  if (clean[0] == '\0')
    return;

  style &= STYLE_MASK;
  link = tf_text_is_link (link) ? link : "";
  if (self->tail_link == NULL || style != self->tail_style || !g_str_equal (link, self->tail_link))
    {
      finish_run (self);
      self->tail_style = style;
      self->tail_link = g_strdup (link);
    }
  g_string_append (self->tail, clean);
}

/**
 * tf_text_builder_set_table:
 * @self: the builder, with a table begun
 * @n_columns: cells in each row, brought into 1 to %TF_TEXT_MAX_COLUMNS
 * @header_row: whether the first row names the columns
 * @header_column: whether the first column names the rows
 *
 * Describes the table whose cells follow.
 */
void
tf_text_builder_set_table (TfTextBuilder *self,
                           guint          n_columns,
                           gboolean       header_row,
                           gboolean       header_column)
{
  TfTextBlock *block;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->blocks->len > 0 && last_block (self)->kind == TF_TEXT_TABLE);

  block = last_block (self);
  block->n_columns = CLAMP (n_columns, 1, TF_TEXT_MAX_COLUMNS);
  block->header_row = header_row != FALSE;
  block->header_column = header_column != FALSE;
}

/**
 * tf_text_builder_begin_cell:
 * @self: the builder, with a table begun
 *
 * Starts the next cell, row by row. Runs added before the first cell are the
 * caption; cells missing at the end of the last row are added empty.
 */
void
tf_text_builder_begin_cell (TfTextBuilder *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->blocks->len > 0 && last_block (self)->kind == TF_TEXT_TABLE);

  finish_line (self);
  self->in_cell = TRUE;
}

/**
 * tf_text_builder_set_image:
 * @self: the builder, with an image begun
 * @object: SHA-256 of the bytes, see tf_text_is_object()
 * @alternative: description for those who cannot see the picture, or ""
 * @width: per cent of the text width, brought into 10 to 100
 *
 * Describes the picture; runs added are its caption.
 */
void
tf_text_builder_set_image (TfTextBuilder *self,
                           const char    *object,
                           const char    *alternative,
                           guint          width)
{
  TfTextBlock *block;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->blocks->len > 0 && last_block (self)->kind == TF_TEXT_IMAGE);
  g_return_if_fail (tf_text_is_object (object));
  g_return_if_fail (alternative != NULL);

  block = last_block (self);
  g_free (block->object);
  g_free (block->alternative);
  block->object = g_strdup (object);
  block->alternative = g_strdelimit (tf_text_clean (alternative), "\n\t", ' ');
  block->width = CLAMP (width, TF_TEXT_MIN_WIDTH, 100);
}

/**
 * tf_text_builder_add_block:
 * @self: the builder
 * @block: block of another text
 *
 * Adds a copy of a whole block.
 */
void
tf_text_builder_add_block (TfTextBuilder     *self,
                           const TfTextBlock *block)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (block != NULL);

  tf_text_builder_begin_block (self, block->kind, block->level);
  add_line (self, &block->line);

  if (block->kind == TF_TEXT_IMAGE)
    {
      tf_text_builder_set_image (self, block->object, block->alternative, block->width);
    }
  else if (block->kind == TF_TEXT_TABLE)
    {
      tf_text_builder_set_table (self, block->n_columns, block->header_row, block->header_column);
      for (guint i = 0; i < block->n_rows * block->n_columns; i++)
        {
          tf_text_builder_begin_cell (self);
          add_line (self, &block->cells[i]);
        }
    }
}

/**
 * tf_text_builder_end:
 * @self: the builder
 *
 * Makes the text of all blocks added. The builder is empty afterwards.
 *
 * Returns: (transfer full): the text
 */
TfText *
tf_text_builder_end (TfTextBuilder *self)
{
  TfText *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  finish_block (self);
  text = tf_text_new_empty ();
  text->n_blocks = self->blocks->len;
  if (text->n_blocks > 0)
    text->blocks = g_memdup2 (self->blocks->data, sizeof (TfTextBlock) * text->n_blocks);

  g_array_set_clear_func (self->blocks, NULL);
  g_array_set_size (self->blocks, 0);
  g_array_set_clear_func (self->blocks, tf_text_clear_block);

  return text;
}
