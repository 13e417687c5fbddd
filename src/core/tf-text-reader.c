/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

typedef struct
{
  TfTextBuilder  *builder;
  GError        **error;
} Reader;

typedef struct
{
  TfTextStyle  style;
  const char  *link;
} Look;

static gboolean read_inline (Reader  *reader,
                             xmlNode *parent,
                             Look     look);

static gboolean
fail (Reader     *reader,
      xmlNode    *node,
      const char *format,
      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (Reader     *reader,
      xmlNode    *node,
      const char *format,
      ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  /* Translators: a line number and a sentence on what is wrong there. */
  g_set_error (reader->error, TF_TEXT_ERROR, TF_TEXT_ERROR_INVALID,
               _("Formatted text, line %ld: %s"), xmlGetLineNo (node), what);

  return FALSE;
}

static gboolean
fail_element (Reader  *reader,
              xmlNode *node)
{
  return fail (reader, node, _("the element “%s” is not allowed here."),
               (const char *) node->name);
}

static gboolean
is_element (xmlNode    *node,
            const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal (node->name, name) &&
         node->ns != NULL && g_str_equal (node->ns->href, TF_TEXT_NAMESPACE);
}

static gboolean
is_text (xmlNode *node)
{
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static gboolean
check_attributes (Reader             *reader,
                  xmlNode            *node,
                  const char * const *allowed)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      if (attribute->ns != NULL || !g_strv_contains (allowed, (const char *) attribute->name))
        return fail (reader, node, _("the element “%s” has no attribute “%s”."),
                     (const char *) node->name, (const char *) attribute->name);
    }

  return TRUE;
}

static char *
dup_attribute (xmlNode    *node,
               const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);

  return copy;
}

static gboolean
read_number (Reader     *reader,
             xmlNode    *node,
             const char *name,
             guint       min,
             guint       max,
             guint      *number)
{
  g_autofree char *value = dup_attribute (node, name);
  guint64 parsed = 0;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, min, max, &parsed, NULL))
    return fail (reader, node, _("“%s” must be a number from %u to %u."), name, min, max);

  *number = (guint) parsed;

  return TRUE;
}

/* An attribute with two values, of which the first means FALSE and holds where none is given. */
static gboolean
read_choice (Reader     *reader,
             xmlNode    *node,
             const char *name,
             const char *no,
             const char *yes,
             gboolean   *choice)
{
  g_autofree char *value = dup_attribute (node, name);

  *choice = g_strcmp0 (value, yes) == 0;
  if (value != NULL && !*choice && !g_str_equal (value, no))
    return fail (reader, node, _("“%s” must be “%s” or “%s”."), name, yes, no);

  return TRUE;
}

/* The next child that counts: skips comments, and white space where only elements may stand. */
static gboolean
next_element (Reader   *reader,
              xmlNode **node)
{
  for (; *node != NULL; *node = (*node)->next)
    {
      if ((*node)->type == XML_ELEMENT_NODE)
        return TRUE;
      if (is_text (*node) && !xmlIsBlankNode (*node))
        return fail (reader, *node, _("text stands outside a paragraph, list item or cell."));
      if (!is_text (*node) && (*node)->type != XML_COMMENT_NODE)
        return fail (reader, *node, _("processing instructions are not allowed."));
    }

  return TRUE;
}

static gboolean
read_characters (Reader  *reader,
                 xmlNode *node,
                 Look     look)
{
  g_autofree char *text = g_strdup ((const char *) node->content);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u != '\n' && u != '\r' && tf_text_is_unwanted (u))
        return fail (reader, node, _("the character U+%04X is not allowed."), u);
    }

  /* Lines of the file mean nothing: forced breaks are elements. */
  tf_text_builder_add_run (reader->builder, g_strdelimit (text, "\r\n", ' '), look.style,
                           look.link);

  return TRUE;
}

static gboolean
read_link (Reader  *reader,
           xmlNode *node,
           Look     look)
{
  static const char * const allowed[] = { "href", NULL };
  g_autofree char *link = NULL;

  if (look.link != NULL)
    return fail (reader, node, _("a link stands inside another link."));
  if (!check_attributes (reader, node, allowed))
    return FALSE;

  link = dup_attribute (node, "href");
  if (!tf_text_is_link (link))
    return fail (reader, node,
                 _("a link must be an http, https, mailto or techfile address."));
  look.link = link;

  return read_inline (reader, node, look);
}

static gboolean
read_inline_element (Reader  *reader,
                     xmlNode *node,
                     Look     look)
{
  static const char * const none[] = { NULL };

  if (is_element (node, "a"))
    return read_link (reader, node, look);
  if (!check_attributes (reader, node, none))
    return FALSE;

  if (is_element (node, "br"))
    {
      if (node->children != NULL)
        return fail (reader, node, _("a line break must be empty."));
      tf_text_builder_add_run (reader->builder, "\n", look.style, look.link);
      return TRUE;
    }

  if (is_element (node, "b"))
    look.style |= TF_TEXT_STYLE_BOLD;
  else if (is_element (node, "i"))
    look.style |= TF_TEXT_STYLE_ITALIC;
  else
    return fail_element (reader, node);

  return read_inline (reader, node, look);
}

static gboolean
read_inline (Reader  *reader,
             xmlNode *parent,
             Look     look)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type == XML_COMMENT_NODE)
        continue;
      if (is_text (node))
        {
          if (!read_characters (reader, node, look))
            return FALSE;
        }
      else if (node->type != XML_ELEMENT_NODE)
        {
          return fail (reader, node, _("processing instructions are not allowed."));
        }
      else if (!read_inline_element (reader, node, look))
        {
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_line (Reader  *reader,
           xmlNode *node)
{
  return read_inline (reader, node, (Look) { TF_TEXT_STYLE_NONE, NULL });
}

static gboolean
read_plain_line (Reader  *reader,
                 xmlNode *node)
{
  static const char * const none[] = { NULL };

  return check_attributes (reader, node, none) && read_line (reader, node);
}

static gboolean
read_heading (Reader  *reader,
              xmlNode *node)
{
  static const char * const allowed[] = { "level", NULL };
  guint level = 0;

  if (!check_attributes (reader, node, allowed) ||
      !read_number (reader, node, "level", 1, TF_TEXT_MAX_LEVEL, &level))
    return FALSE;

  tf_text_builder_begin_block (reader->builder, TF_TEXT_HEADING, level);

  return read_line (reader, node);
}

static gboolean
read_item (Reader  *reader,
           xmlNode *node)
{
  static const char * const allowed[] = { "kind", "level", NULL };
  gboolean numbered = FALSE;
  guint level = 0;

  if (!check_attributes (reader, node, allowed) ||
      !read_choice (reader, node, "kind", "bullet", "number", &numbered) ||
      !read_number (reader, node, "level", 1, TF_TEXT_MAX_LEVEL, &level))
    return FALSE;

  tf_text_builder_begin_block (reader->builder, numbered ? TF_TEXT_NUMBER : TF_TEXT_BULLET, level);

  return read_line (reader, node);
}

static gboolean
read_row (Reader  *reader,
          xmlNode *row,
          guint    n_columns)
{
  static const char * const none[] = { NULL };
  xmlNode *node = row->children;
  guint n_cells = 0;

  if (!is_element (row, "row"))
    return fail_element (reader, row);
  if (!check_attributes (reader, row, none))
    return FALSE;

  for (; next_element (reader, &node) && node != NULL; node = node->next, n_cells++)
    {
      if (!is_element (node, "cell"))
        return fail_element (reader, node);
      if (n_cells == n_columns)
        break;
      tf_text_builder_begin_cell (reader->builder);
      if (!read_plain_line (reader, node))
        return FALSE;
    }
  if (*reader->error != NULL)
    return FALSE;
  if (node != NULL || n_cells != n_columns)
    return fail (reader, row, _("every row of a table must have as many cells as its first row."));

  return TRUE;
}

static guint
count_cells (xmlNode *row)
{
  guint n = 0;

  for (xmlNode *node = row->children; node != NULL; node = node->next)
    n += node->type == XML_ELEMENT_NODE ? 1 : 0;

  return n;
}

static gboolean
read_rows (Reader   *reader,
           xmlNode  *table,
           xmlNode  *node,
           gboolean  header_row,
           gboolean  header_column)
{
  guint n_columns = node == NULL ? 0 : count_cells (node);
  guint n_cells = 0;

  if (n_columns == 0 || n_columns > TF_TEXT_MAX_COLUMNS)
    return fail (reader, table, _("a table must have 1 to %u columns."), TF_TEXT_MAX_COLUMNS);

  tf_text_builder_set_table (reader->builder, n_columns, header_row, header_column);
  for (; next_element (reader, &node) && node != NULL; node = node->next)
    {
      n_cells += n_columns;
      if (n_cells > TF_TEXT_MAX_CELLS)
        return fail (reader, node, _("a table can have %u cells at most; attach a larger one as "
                                     "evidence."), TF_TEXT_MAX_CELLS);
      if (!read_row (reader, node, n_columns))
        return FALSE;
    }

  return *reader->error == NULL;
}

static gboolean
read_table (Reader  *reader,
            xmlNode *table)
{
  static const char * const allowed[] = { "header-row", "header-column", NULL };
  xmlNode *node = table->children;
  gboolean header_row = FALSE;
  gboolean header_column = FALSE;

  if (!check_attributes (reader, table, allowed) ||
      !read_choice (reader, table, "header-row", "no", "yes", &header_row) ||
      !read_choice (reader, table, "header-column", "no", "yes", &header_column) ||
      !next_element (reader, &node))
    return FALSE;

  tf_text_builder_begin_block (reader->builder, TF_TEXT_TABLE, 0);
  if (node != NULL && is_element (node, "caption"))
    {
      if (!read_plain_line (reader, node))
        return FALSE;
      node = node->next;
      if (!next_element (reader, &node))
        return FALSE;
    }

  return read_rows (reader, table, node, header_row, header_column);
}

static gboolean
read_caption (Reader  *reader,
              xmlNode *image)
{
  xmlNode *node = image->children;

  if (!next_element (reader, &node))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!is_element (node, "caption"))
    return fail_element (reader, node);
  if (!read_plain_line (reader, node))
    return FALSE;

  node = node->next;
  if (!next_element (reader, &node))
    return FALSE;

  return node == NULL || fail_element (reader, node);
}

static gboolean
read_image (Reader  *reader,
            xmlNode *node)
{
  static const char * const allowed[] = { "object", "alt", "width", NULL };
  g_autofree char *object = dup_attribute (node, "object");
  g_autofree char *alternative = dup_attribute (node, "alt");
  guint width = 0;

  if (!check_attributes (reader, node, allowed) ||
      !read_number (reader, node, "width", TF_TEXT_MIN_WIDTH, 100, &width))
    return FALSE;
  if (!tf_text_is_object (object))
    return fail (reader, node, _("“object” must be a SHA-256 value of 64 hexadecimal digits."));

  tf_text_builder_begin_block (reader->builder, TF_TEXT_IMAGE, 0);
  tf_text_builder_set_image (reader->builder, object, alternative != NULL ? alternative : "",
                             width);

  return read_caption (reader, node);
}

static gboolean
read_block (Reader  *reader,
            xmlNode *node)
{
  if (is_element (node, "p"))
    {
      tf_text_builder_begin_block (reader->builder, TF_TEXT_PARAGRAPH, 0);
      return read_plain_line (reader, node);
    }
  if (is_element (node, "h"))
    return read_heading (reader, node);
  if (is_element (node, "li"))
    return read_item (reader, node);
  if (is_element (node, "table"))
    return read_table (reader, node);
  if (is_element (node, "image"))
    return read_image (reader, node);

  return fail_element (reader, node);
}

static gboolean
read_document (Reader *reader,
               xmlDoc *document)
{
  static const char * const none[] = { NULL };
  xmlNode *root = xmlDocGetRootElement (document);
  xmlNode *node = NULL;

  if (!is_element (root, "text"))
    return fail_element (reader, root);
  if (!check_attributes (reader, root, none))
    return FALSE;

  for (node = root->children; next_element (reader, &node) && node != NULL; node = node->next)
    {
      if (!read_block (reader, node))
        return FALSE;
    }

  return *reader->error == NULL;
}

static int
line_of (const char *start,
         const char *place)
{
  int line = 1;

  for (const char *c = start; c < place; c++)
    line += *c == '\n' ? 1 : 0;

  return line;
}

/* What can be told before a parser sees a single byte. */
static gboolean
check_bytes (const char  *xml,
             GError     **error)
{
  const char *bad = NULL;

  if (strlen (xml) > TF_TEXT_MAX_BYTES)
    {
      g_set_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_TOO_LARGE,
                   _("Formatted text may have %d MB at most. Move a part of it into evidence."),
                   TF_TEXT_MAX_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (!g_utf8_validate (xml, -1, &bad))
    {
      g_set_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_INVALID,
                   _("Formatted text, line %d: the bytes are not valid UTF-8."),
                   line_of (xml, bad));
      return FALSE;
    }

  bad = strstr (xml, "<!DOCTYPE");
  if (bad != NULL)
    {
      g_set_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_INVALID,
                   _("Formatted text, line %d: a document type is not allowed."),
                   line_of (xml, bad));
      return FALSE;
    }

  return TRUE;
}

static xmlDoc *
parse (const char  *xml,
       GError     **error)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *document = NULL;

  document = xmlCtxtReadMemory (context, xml, (int) strlen (xml), NULL, "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                XML_PARSE_BIG_LINES);
  if (document == NULL)
    {
      const xmlError *problem = xmlCtxtGetLastError (context);
      g_autofree char *message = NULL;

      message = g_strstrip (g_strdup (problem != NULL && problem->message != NULL
                                      ? problem->message : ""));
      g_set_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_INVALID,
                   _("Formatted text, line %d: the XML is damaged (%s)."),
                   problem != NULL ? problem->line : 1, message);
    }
  xmlFreeParserCtxt (context);

  return document;
}

/**
 * tf_text_new_from_xml:
 * @xml: formatted text as written by tf_text_dup_xml(); "" is the empty text
 * @error: return location for an error
 *
 * Reads formatted text. The reader is strict: whatever the vocabulary does not
 * know is an error that names the line, so nothing is lost unseen.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with @error set to
 *   %TF_TEXT_ERROR_TOO_LARGE or %TF_TEXT_ERROR_INVALID
 */
TfText *
tf_text_new_from_xml (const char  *xml,
                      GError     **error)
{
  g_autoptr(TfTextBuilder) builder = NULL;
  g_autoptr(GError) local_error = NULL;
  Reader reader = { NULL, &local_error };
  xmlDoc *document = NULL;
  gboolean ok = FALSE;

  g_return_val_if_fail (xml != NULL, NULL);

  if (xml[0] == '\0')
    return tf_text_new_empty ();
  if (!check_bytes (xml, error))
    return NULL;
  document = parse (xml, error);
  if (document == NULL)
    return NULL;

  builder = tf_text_builder_new ();
  reader.builder = builder;
  ok = read_document (&reader, document);
  xmlFreeDoc (document);
  if (!ok)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return tf_text_builder_end (builder);
}
