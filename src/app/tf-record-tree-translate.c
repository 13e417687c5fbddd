/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The trees that come with the program are written in English and translated as its messages are:
 * data/its/template.its says which of their elements are texts. */

#include "config.h"

#include "tf-record-tree-private.h"

#include "tf-text.h"

#include <string.h>

static gboolean
is_one_of (xmlNode           *node,
           const char        *ns,
           const char *const *names)
{
  return node->ns != NULL && strcmp ((const char *) node->ns->href, ns) == 0 &&
         g_strv_contains (names, (const char *) node->name);
}

static gboolean
is_text (xmlNode *node)
{
  static const char *const heads[] = { "title", "summary", "hint", NULL };
  static const char *const blocks[] = { "p", "h", "li", "caption", "cell", NULL };

  return is_one_of (node, TF_RECORD_TREE_NAMESPACE, heads) ||
         is_one_of (node, TF_TEXT_NAMESPACE, blocks);
}

/* Line breaks and indentation of the file are no part of what it says. */
static char *
dup_words (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  g_auto(GStrv) words = g_strsplit_set ((const char *) content, " \t\r\n", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);
  xmlFree (content);

  return g_string_free (joined, FALSE);
}

static void
translate_text (xmlNode          *node,
                const TfLanguage *language)
{
  g_autofree char *words = dup_words (node);
  const char *translation = L_ (language, words);

  if (strcmp (words, translation) == 0)
    return;

  xmlNodeSetContent (node, NULL);
  xmlNodeAddContent (node, (const xmlChar *) translation);
}

static void
translate_below (xmlNode          *parent,
                 const TfLanguage *language)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && is_text (node))
      translate_text (node, language);
    else if (node->type == XML_ELEMENT_NODE)
      translate_below (node, language);
}

/* Turns the texts of a file into another language, before anything of it is read. */
void
tf_record_tree_translate (xmlDoc           *document,
                          const TfLanguage *language)
{
  xmlNode *root = xmlDocGetRootElement (document);

  translate_below (root, language);
  xmlSetProp (root, (const xmlChar *) "lang", (const xmlChar *) tf_language_get_id (language));
}
