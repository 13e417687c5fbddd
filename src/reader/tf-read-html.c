/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-html.h"

#include "tf-read-text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

static const char *const silent[] = { "head", "script", "style", "template", "noscript", NULL };

static const char *const blocks[] = {
  "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt",
  "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
  "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul", NULL
};

static gboolean
is_one_of (xmlNode           *node,
           const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name);
}

static void
end_line (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
}

/* White space is one blank, and none at the start of a line. */
static void
add_words (GString    *text,
           const char *content)
{
  for (const char *p = content; *p != '\0'; p++)
    {
      if (strchr (" \t\r\n\f", *p) == NULL)
        g_string_append_c (text, *p);
      else if (text->len > 0 && strchr (" \n\t", text->str[text->len - 1]) == NULL)
        g_string_append_c (text, ' ');
    }
}

static void
leave (xmlNode *node,
       GString *text)
{
  static const char *const cells[] = { "td", "th", NULL };

  if (is_one_of (node, blocks))
    end_line (text);
  else if (is_one_of (node, cells))
    g_string_append_c (text, '\t');
}

/* The tree is walked without recursion: its depth is not ours to choose. */
static void
collect (xmlNode *root,
         GString *text)
{
  xmlNode *node = root;

  while (node != NULL)
    {
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        add_words (text, (const char *) node->content);
      if (is_one_of (node, blocks))
        end_line (text);

      if (node->type == XML_ELEMENT_NODE && node->children != NULL && !is_one_of (node, silent))
        {
          node = node->children;
          continue;
        }

      leave (node, text);
      while (node != root && node->next == NULL)
        {
          node = node->parent;
          leave (node, text);
        }
      node = node == root ? NULL : node->next;
    }
}

static xmlNode *
find_child (xmlNode    *parent,
            const char *name)
{
  xmlNode *node = parent != NULL ? parent->children : NULL;

  while (node != NULL &&
         (node->type != XML_ELEMENT_NODE || strcmp ((const char *) node->name, name) != 0))
    node = node->next;

  return node;
}

static char *
dup_title (xmlNode *root)
{
  xmlNode *node = find_child (find_child (root, "head"), "title");
  g_autoptr(GString) title = g_string_new (NULL);

  if (node == NULL || node->children == NULL || node->children->content == NULL)
    return NULL;

  add_words (title, (const char *) node->children->content);

  return g_strdup (title->str);
}

/**
 * tf_read_html_load:
 * @title: (out) (transfer full) (nullable): what the page calls itself
 * @complete: (out): whether the whole file was read
 *
 * Reads the words of a web page, decoded as plain text is. Nothing it refers to is fetched
 * and no script is run.
 *
 * Returns: (transfer full): the text as UTF-8
 */
char *
tf_read_html_load (char     **title,
                   gboolean  *complete)
{
  const char *encoding;
  g_autofree char *source = tf_read_text_load (&encoding, complete);
  GString *text = g_string_new (NULL);
  htmlDocPtr document = htmlReadMemory (source, strlen (source), NULL, "UTF-8",
                                        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                        HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;

  *title = dup_title (root);
  if (root != NULL)
    collect (root, text);
  xmlFreeDoc (document);

  return g_string_free (text, FALSE);
}
