/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record-tree-reader-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
tf_tree_node_is_in (xmlNode    *node,
                    const char *ns,
                    const char *name)
{
  return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
         strcmp ((const char *) node->ns->href, ns) == 0 &&
         strcmp ((const char *) node->name, name) == 0;
}

gboolean
tf_tree_node_is_text (xmlNode *node)
{
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

gboolean
tf_tree_reader_fail_element (TfTreeReader *reader,
                             xmlNode      *node)
{
  return tf_tree_fail (reader, node, _("“%s” is not allowed here."), (const char *) node->name);
}

char *
tf_tree_node_dup_attribute (xmlNode    *node,
                            const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

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

/* The next child that is an element; FALSE with an error where something else stands between. */
gboolean
tf_tree_reader_next_element (TfTreeReader  *reader,
                             xmlNode      **node)
{
  for (; *node != NULL; *node = (*node)->next)
    {
      if ((*node)->type == XML_ELEMENT_NODE)
        return TRUE;
      if (tf_tree_node_is_text (*node) ? !xmlIsBlankNode (*node)
                                       : (*node)->type != XML_COMMENT_NODE)
        return tf_tree_fail (reader, *node, _("only elements are allowed here."));
    }

  return TRUE;
}

/* The characters of an element that holds nothing else, as they stand. */
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

/* A line break in the file is a space, however far the next line is indented. */
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
