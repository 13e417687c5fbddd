/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-private.h"

#include <string.h>

typedef struct
{
  const char *bold;
  const char *italic;
  const char *line_break;
} InlineTags;

/* Lists that are open while HTML is written, outermost first. */
typedef struct
{
  TfTextKind kinds[TF_TEXT_MAX_LEVEL];
  guint      depth;
} ListStack;

static const InlineTags xml_tags = { "b", "i", "<br/>" };
static const InlineTags html_tags = { "b", "i", "<br>" };

static void
append_escaped (GString    *out,
                const char *text,
                const char *line_break)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      switch (*c)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;
        case '<':
          g_string_append (out, "&lt;");
          break;
        case '>':
          g_string_append (out, "&gt;");
          break;
        case '"':
          g_string_append (out, "&quot;");
          break;
        case '\n':
          g_string_append (out, line_break);
          break;
        default:
          g_string_append_c (out, *c);
          break;
        }
    }
}

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  append_escaped (out, value, " ");
  g_string_append_c (out, '"');
}

static void
append_run (GString          *out,
            const TfTextRun  *run,
            const InlineTags *tags)
{
  if (run->link[0] != '\0')
    {
      g_string_append (out, "<a");
      append_attribute (out, "href", run->link);
      g_string_append_c (out, '>');
    }
  if (run->style & TF_TEXT_STYLE_BOLD)
    g_string_append_printf (out, "<%s>", tags->bold);
  if (run->style & TF_TEXT_STYLE_ITALIC)
    g_string_append_printf (out, "<%s>", tags->italic);

  append_escaped (out, run->text, tags->line_break);

  if (run->style & TF_TEXT_STYLE_ITALIC)
    g_string_append_printf (out, "</%s>", tags->italic);
  if (run->style & TF_TEXT_STYLE_BOLD)
    g_string_append_printf (out, "</%s>", tags->bold);
  if (run->link[0] != '\0')
    g_string_append (out, "</a>");
}

static void
append_line (GString          *out,
             const TfTextLine *line,
             const InlineTags *tags)
{
  for (guint i = 0; i < line->n_runs; i++)
    append_run (out, &line->runs[i], tags);
}

static void
append_xml_caption (GString          *out,
                    const TfTextLine *line)
{
  if (line->n_runs == 0)
    return;

  g_string_append (out, "<caption>");
  append_line (out, line, &xml_tags);
  g_string_append (out, "</caption>");
}

static void
append_xml_table (GString           *out,
                  const TfTextBlock *block)
{
  g_string_append (out, "<table");
  append_attribute (out, "header-row", block->header_row ? "yes" : "no");
  append_attribute (out, "header-column", block->header_column ? "yes" : "no");
  g_string_append_c (out, '>');
  append_xml_caption (out, &block->line);

  for (guint row = 0; row < block->n_rows; row++)
    {
      g_string_append (out, "\n<row>");
      for (guint column = 0; column < block->n_columns; column++)
        {
          g_string_append (out, "<cell>");
          append_line (out, &block->cells[row * block->n_columns + column], &xml_tags);
          g_string_append (out, "</cell>");
        }
      g_string_append (out, "</row>");
    }
  g_string_append (out, "\n</table>\n");
}

static void
append_xml_image (GString           *out,
                  const TfTextBlock *block)
{
  g_string_append (out, "<image");
  append_attribute (out, "object", block->object);
  append_attribute (out, "alt", block->alternative);
  g_string_append_printf (out, " width=\"%u\">", block->width);
  append_xml_caption (out, &block->line);
  g_string_append (out, "</image>\n");
}

static void
append_xml_block (GString           *out,
                  const TfTextBlock *block)
{
  const char *tag = NULL;

  switch (block->kind)
    {
    case TF_TEXT_TABLE:
      append_xml_table (out, block);
      return;
    case TF_TEXT_IMAGE:
      append_xml_image (out, block);
      return;
    case TF_TEXT_HEADING:
      tag = "h";
      g_string_append_printf (out, "<h level=\"%u\">", block->level);
      break;
    case TF_TEXT_BULLET:
    case TF_TEXT_NUMBER:
      tag = "li";
      g_string_append_printf (out, "<li kind=\"%s\" level=\"%u\">",
                              block->kind == TF_TEXT_NUMBER ? "number" : "bullet", block->level);
      break;
    case TF_TEXT_PARAGRAPH:
    default:
      tag = "p";
      g_string_append (out, "<p>");
      break;
    }

  append_line (out, &block->line, &xml_tags);
  g_string_append_printf (out, "</%s>\n", tag);
}

static const char *
list_tag (TfTextKind kind)
{
  return kind == TF_TEXT_NUMBER ? "ol" : "ul";
}

static void
close_lists (GString   *out,
             ListStack *lists,
             guint      depth)
{
  while (lists->depth > depth)
    {
      lists->depth--;
      g_string_append_printf (out, "</li></%s>\n", list_tag (lists->kinds[lists->depth]));
    }
}

/* Items stay open until their successor is known, so that deeper lists nest inside them. */
static void
append_html_item (GString           *out,
                  const TfTextBlock *block,
                  ListStack         *lists)
{
  close_lists (out, lists, block->level);
  if (lists->depth == block->level && lists->kinds[block->level - 1] != block->kind)
    close_lists (out, lists, block->level - 1);

  if (lists->depth == block->level)
    g_string_append (out, "</li>\n<li>");
  for (; lists->depth < block->level; lists->depth++)
    {
      lists->kinds[lists->depth] = block->kind;
      g_string_append_printf (out, "<%s><li>", list_tag (block->kind));
    }
  append_line (out, &block->line, &html_tags);
}

static void
append_html_table (GString           *out,
                   const TfTextBlock *block)
{
  g_string_append (out, "<table border=\"1\">");
  if (block->line.n_runs > 0)
    {
      g_string_append (out, "<caption>");
      append_line (out, &block->line, &html_tags);
      g_string_append (out, "</caption>");
    }

  for (guint row = 0; row < block->n_rows; row++)
    {
      g_string_append (out, "\n<tr>");
      for (guint column = 0; column < block->n_columns; column++)
        {
          gboolean header = (row == 0 && block->header_row) ||
                            (column == 0 && block->header_column);

          g_string_append (out, header ? "<th>" : "<td>");
          append_line (out, &block->cells[row * block->n_columns + column], &html_tags);
          g_string_append (out, header ? "</th>" : "</td>");
        }
      g_string_append (out, "</tr>");
    }
  g_string_append (out, "\n</table>\n");
}

static void
append_html_image (GString           *out,
                   const TfTextBlock *block)
{
  g_string_append (out, "<figure><img");
  append_attribute (out, "alt", block->alternative);
  append_attribute (out, "data-object", block->object);
  g_string_append_printf (out, " style=\"width:%u%%\">", block->width);
  if (block->line.n_runs > 0)
    {
      g_string_append (out, "<figcaption>");
      append_line (out, &block->line, &html_tags);
      g_string_append (out, "</figcaption>");
    }
  g_string_append (out, "</figure>\n");
}

static void
append_html_block (GString           *out,
                   const TfTextBlock *block,
                   ListStack         *lists)
{
  if (block->kind == TF_TEXT_BULLET || block->kind == TF_TEXT_NUMBER)
    {
      append_html_item (out, block, lists);
      return;
    }

  close_lists (out, lists, 0);
  switch (block->kind)
    {
    case TF_TEXT_TABLE:
      append_html_table (out, block);
      break;
    case TF_TEXT_IMAGE:
      append_html_image (out, block);
      break;
    case TF_TEXT_HEADING:
      g_string_append_printf (out, "<h%u>", block->level);
      append_line (out, &block->line, &html_tags);
      g_string_append_printf (out, "</h%u>\n", block->level);
      break;
    case TF_TEXT_PARAGRAPH:
    case TF_TEXT_BULLET:
    case TF_TEXT_NUMBER:
    default:
      g_string_append (out, "<p>");
      append_line (out, &block->line, &html_tags);
      g_string_append (out, "</p>\n");
      break;
    }
}

/**
 * tf_text_dup_xml:
 * @self: the text
 *
 * Writes the text in its one canonical form: equal texts give equal bytes, on
 * every machine, and tf_text_new_from_xml() gives the same text again. Each
 * block stands on lines of its own, so that two versions compare well.
 *
 * Returns: (transfer full): the XML, in UTF-8, without an XML declaration
 */
char *
tf_text_dup_xml (TfText *self)
{
  GString *out = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new ("<text xmlns=\"" TF_TEXT_NAMESPACE "\"");
  if (self->n_blocks == 0)
    {
      g_string_append (out, "/>\n");
      return g_string_free (out, FALSE);
    }

  g_string_append (out, ">\n");
  for (guint i = 0; i < self->n_blocks; i++)
    append_xml_block (out, &self->blocks[i]);
  g_string_append (out, "</text>\n");

  return g_string_free (out, FALSE);
}

/**
 * tf_text_dup_html:
 * @self: the text
 *
 * Writes the text as a piece of HTML that needs nothing from elsewhere: a
 * picture carries its alternative text, and names its object without loading
 * it in the attribute `data-object`.
 *
 * Returns: (transfer full): HTML elements, without a frame around them
 */
char *
tf_text_dup_html (TfText *self)
{
  GString *out = NULL;
  ListStack lists = { { 0 }, 0 };

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < self->n_blocks; i++)
    append_html_block (out, &self->blocks[i], &lists);
  close_lists (out, &lists, 0);

  return g_string_free (out, FALSE);
}
