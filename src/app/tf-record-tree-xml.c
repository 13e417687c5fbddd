/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record-tree-reader-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * tf_tree_node_is_in:
 * @node: a node
 * @ns: a namespace
 * @name: a name
 *
 * Returns: whether the node is an element of that name
 */
gboolean
tf_tree_node_is_in (xmlNode    *node,
                    const char *ns,
                    const char *name)
{
  return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
         strcmp ((const char *) node->ns->href, ns) == 0 &&
         strcmp ((const char *) node->name, name) == 0;
}

/**
 * tf_tree_node_is_text:
 * @node: a node
 *
 * Returns: whether the node holds characters
 */
gboolean
tf_tree_node_is_text (xmlNode *node)
{
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

/**
 * tf_tree_reader_fail_element:
 * @reader: a reader
 * @node: an element that should not be there
 *
 * Returns: %FALSE, with an error set that names it
 */
gboolean
tf_tree_reader_fail_element (TfTreeReader *reader,
                             xmlNode      *node)
{
  return tf_tree_fail (reader, node, _("“%s” is not allowed here."), (const char *) node->name);
}

/**
 * tf_tree_node_dup_attribute:
 * @node: an element
 * @name: an attribute
 *
 * Returns: (transfer full): its value, or "" where there is none
 */
char *
tf_tree_node_dup_attribute (xmlNode    *node,
                            const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

/**
 * tf_tree_reader_check_attributes:
 * @reader: a reader
 * @node: an element
 * @allowed: (array zero-terminated=1): the attributes it may have
 *
 * Returns: %FALSE with an error set where it has another one
 */
gboolean
tf_tree_reader_check_attributes (TfTreeReader      *reader,
                                 xmlNode           *node,
                                 const char *const *allowed)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (attribute->ns != NULL || !g_strv_contains (allowed, (const char *) attribute->name))
      return tf_tree_fail (reader, node, _("the element “%s” has no attribute “%s”."),
                           (const char *) node->name, (const char *) attribute->name);

  return TRUE;
}

/* The parser counts to the end of a text: back to its first word. */
static int
line_of_text (xmlNode *node)
{
  const char *c = (const char *) node->content;
  int line = (int) xmlGetLineNo (node);

  for (c += strspn (c, " \t\r\n"); *c != '\0'; c++)
    line -= *c == '\n' ? 1 : 0;

  return line;
}

/**
 * tf_tree_reader_next_element:
 * @reader: a reader
 * @node: (inout): where to begin; the element found, or `NULL` at the end
 *
 * Finds the next element, passing over comments and layout.
 *
 * Returns: %FALSE with an error set where something else stands between
 */
gboolean
tf_tree_reader_next_element (TfTreeReader  *reader,
                             xmlNode      **node)
{
  for (; *node != NULL; *node = (*node)->next)
    {
      if ((*node)->type == XML_ELEMENT_NODE)
        return TRUE;
      if (tf_tree_node_is_text (*node) && !xmlIsBlankNode (*node))
        return tf_record_tree_fail (reader->tree, line_of_text (*node), reader->error,
                                    _("only elements are allowed here."));
      if (!tf_tree_node_is_text (*node) && (*node)->type != XML_COMMENT_NODE)
        return tf_tree_fail (reader, *node, _("only elements are allowed here."));
    }

  return TRUE;
}

/**
 * tf_tree_reader_read_characters:
 * @reader: a reader
 * @element: an element that holds nothing but characters
 *
 * Returns: (transfer full) (nullable): them as they stand, or `NULL` with an error set
 */
char *
tf_tree_reader_read_characters (TfTreeReader *reader,
                                xmlNode      *element)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (xmlNode *node = element->children; node != NULL; node = node->next)
    {
      if (node->type == XML_COMMENT_NODE)
        continue;
      if (!tf_tree_node_is_text (node))
        {
          tf_tree_reader_fail_element (reader, node);
          return NULL;
        }
      g_string_append (text, (const char *) node->content);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * tf_tree_node_unwrap:
 * @text: characters of a file
 *
 * Makes a space of every line break, however far the next line is indented.
 *
 * Returns: (transfer full): the characters in one line
 */
char *
tf_tree_node_unwrap (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *c = text; *c != '\0';)
    {
      gsize blank = strspn (c, " \t\r\n");

      if (blank > 0 && memchr (c, '\n', blank) != NULL)
        g_string_append_c (out, ' ');
      else
        g_string_append_len (out, c, blank);
      c += blank;
      blank = strcspn (c, " \t\r\n");
      g_string_append_len (out, c, blank);
      c += blank;
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
