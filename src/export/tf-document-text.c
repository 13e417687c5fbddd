/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-document-private.h"

#include <string.h>

/* Where a list has got to, level by level. */
typedef struct
{
  guint numbers[TF_TEXT_MAX_LEVEL + 1];
} Counters;

static void
add_list_item (TfDocument        *self,
               const TfTextBlock *block,
               Counters          *counters)
{
  guint level = CLAMP (block->level, 1, TF_TEXT_MAX_LEVEL);
  g_autofree char *label = NULL;

  for (guint i = level + 1; i <= TF_TEXT_MAX_LEVEL; i++)
    counters->numbers[i] = 0;
  if (block->kind == TF_TEXT_NUMBER)
    label = g_strdup_printf ("%u.", ++counters->numbers[level]);
  else
    counters->numbers[level] = 0;

  tf_document_add_list_item (self, level, label != NULL ? label : "",
                             tf_inlines_new_line (&block->line));
}

static char *
dup_line (const TfTextLine *line)
{
  g_autoptr(TfInlines) inlines = tf_inlines_new_line (line);

  return tf_inlines_dup_plain (inlines);
}

/* A number as people write it; no date, and no version. */
#define FIGURE "^[+\\-−]?\\d+([.,'\\s]\\d{3})*([.,]\\d+)?\\s?%?$"

/* Figures stand below one another, by their ends; those that number the rows stay at the start. */
static TfAlign
column_align (const TfTextBlock *block,
              guint              column)
{
  gboolean figures = FALSE;

  for (guint row = block->header_row ? 1 : 0; row < block->n_rows; row++)
    {
      g_autofree char *text = dup_line (&block->cells[row * block->n_columns + column]);

      if (text[0] != '\0' && !g_regex_match_simple (FIGURE, text, 0, 0))
        return TF_ALIGN_START;
      figures |= text[0] != '\0';
    }

  return figures && column > 0 ? TF_ALIGN_END : TF_ALIGN_START;
}

static void
add_text_table (TfDocument        *self,
                const TfTextBlock *block)
{
  g_autofree char *caption = dup_line (&block->line);
  guint n_cells = block->n_rows * block->n_columns;
  TfTable *table = NULL;

  if (block->n_columns == 0 || block->n_rows == 0)
    return;

  table = tf_table_new (block->n_columns);
  tf_table_set_caption (table, caption);
  tf_table_set_header_column (table, block->header_column);
  for (guint column = 0; column < block->n_columns; column++)
    {
      g_autofree char *title = block->header_row ? dup_line (&block->cells[column]) : g_strdup ("");

      tf_table_set_column (table, column, title, 0, column_align (block, column));
    }
  for (guint i = block->header_row ? block->n_columns : 0; i < n_cells; i++)
    tf_table_add_cell (table, tf_inlines_new_line (&block->cells[i]));

  tf_document_add_table (self, table);
}

static void
add_text_block (TfDocument        *self,
                const TfTextBlock *block)
{
  switch (block->kind)
    {
    case TF_TEXT_HEADING:
      tf_document_add_subheading (self, CLAMP (block->level, 1, 3),
                                  tf_inlines_new_line (&block->line));
      break;

    case TF_TEXT_TABLE:
      add_text_table (self, block);
      break;

    case TF_TEXT_IMAGE:
      tf_document_add_figure (self, block->object, block->alternative, block->width,
                              tf_inlines_new_line (&block->line));
      break;

    case TF_TEXT_PARAGRAPH:
    case TF_TEXT_BULLET:
    case TF_TEXT_NUMBER:
    default:
      tf_document_add_paragraph (self, tf_inlines_new_line (&block->line));
      break;
    }
}

/**
 * tf_document_add_text:
 * @self: the document
 * @text: what a person wrote
 *
 * Adds formatted text. Its pictures come from the document's picture function.
 */
void
tf_document_add_text (TfDocument *self,
                      TfText     *text)
{
  Counters counters = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  for (guint i = 0; i < tf_text_get_n_blocks (text); i++)
    {
      const TfTextBlock *block = tf_text_get_block (text, i);

      if (block->kind == TF_TEXT_BULLET || block->kind == TF_TEXT_NUMBER)
        {
          add_list_item (self, block, &counters);
        }
      else
        {
          memset (&counters, 0, sizeof counters);
          add_text_block (self, block);
        }
    }
}
