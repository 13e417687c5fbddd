/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-html-private.h"

#include <string.h>

#define BOLD_WEIGHT 600

/*
 * tf_html_dup_attribute:
 *
 * Gives the value of an attribute, or NULL where the element has none.
 */
char *
tf_html_dup_attribute (xmlNode    *node,
                       const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);

  return copy;
}

/*
 * tf_html_is_one_of:
 *
 * Tells whether the element's name stands in @names, a list framed and
 * separated by single spaces.
 */
gboolean
tf_html_is_one_of (xmlNode    *node,
                   const char *names)
{
  g_autofree char *framed = g_strdup_printf (" %s ", (const char *) node->name);

  return strstr (names, framed) != NULL;
}

/*
 * tf_html_has_class:
 *
 * Tells whether @name is among the classes of the element, in any case.
 */
gboolean
tf_html_has_class (xmlNode    *node,
                   const char *name)
{
  g_autofree char *value = tf_html_dup_attribute (node, "class");
  g_auto(GStrv) classes = NULL;

  if (value == NULL)
    return FALSE;

  classes = g_strsplit_set (value, " \t\r\n", -1);
  for (guint i = 0; classes[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (classes[i], name) == 0)
        return TRUE;
    }

  return FALSE;
}

/*
 * tf_html_dup_property:
 *
 * Gives the value of a property of the style attribute, in lower case, or NULL.
 */
char *
tf_html_dup_property (xmlNode    *node,
                      const char *name)
{
  g_autofree char *style = tf_html_dup_attribute (node, "style");
  g_auto(GStrv) declarations = NULL;
  char *found = NULL;

  if (style == NULL)
    return NULL;

  declarations = g_strsplit (style, ";", -1);
  for (guint i = 0; declarations[i] != NULL; i++)
    {
      char *colon = strchr (declarations[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (g_ascii_strcasecmp (g_strstrip (declarations[i]), name) == 0)
        {
          g_free (found);
          found = g_ascii_strdown (g_strstrip (colon + 1), -1);
        }
    }

  return found;
}

/*
 * tf_html_is_hidden:
 *
 * Tells whether a word processor or browser would not show the element.
 */
gboolean
tf_html_is_hidden (xmlNode *node)
{
  g_autofree char *display = tf_html_dup_property (node, "display");
  g_autofree char *hide = tf_html_dup_property (node, "mso-hide");

  return g_strcmp0 (display, "none") == 0 || g_strcmp0 (hide, "all") == 0 ||
         xmlHasProp (node, (const xmlChar *) "hidden") != NULL;
}

static gboolean
is_bold_weight (const char *weight)
{
  return g_str_has_prefix (weight, "bold") ||
         (g_ascii_isdigit (weight[0]) && g_ascii_strtoull (weight, NULL, 10) >= BOLD_WEIGHT);
}

/*
 * tf_html_apply_style:
 *
 * Works out bold and italic for the content of the element. A property of its
 * style attribute wins over the meaning of its tag.
 */
void
tf_html_apply_style (xmlNode  *node,
                     HtmlLook *look)
{
  g_autofree char *weight = tf_html_dup_property (node, "font-weight");
  g_autofree char *slant = tf_html_dup_property (node, "font-style");

  if (tf_html_is_one_of (node, " b strong "))
    look->style |= TF_TEXT_STYLE_BOLD;
  if (tf_html_is_one_of (node, " i em cite var dfn "))
    look->style |= TF_TEXT_STYLE_ITALIC;

  if (weight != NULL && is_bold_weight (weight))
    look->style |= TF_TEXT_STYLE_BOLD;
  else if (weight != NULL && !g_str_equal (weight, "inherit"))
    look->style &= ~TF_TEXT_STYLE_BOLD;

  if (slant != NULL && (g_str_has_prefix (slant, "italic") || g_str_has_prefix (slant, "oblique")))
    look->style |= TF_TEXT_STYLE_ITALIC;
  else if (slant != NULL && !g_str_equal (slant, "inherit"))
    look->style &= ~TF_TEXT_STYLE_ITALIC;
}

/*
 * tf_html_get_list_level:
 *
 * Reads the level out of the property by which Word marks a paragraph as a
 * list item, as in "mso-list:l0 level2 lfo1".
 *
 * Returns: the level, or 0 where the paragraph is no list item
 */
guint
tf_html_get_list_level (xmlNode *node)
{
  g_autofree char *list = tf_html_dup_property (node, "mso-list");
  const char *level = list != NULL ? strstr (list, "level") : NULL;

  if (level == NULL || !g_ascii_isdigit (level[strlen ("level")]))
    return 0;

  return (guint) CLAMP (g_ascii_strtoull (level + strlen ("level"), NULL, 10), 1,
                        TF_TEXT_MAX_LEVEL);
}

/*
 * tf_html_is_list_marker:
 *
 * Tells whether the element holds the bullet or number that Word wrote out for
 * readers that know no lists.
 */
gboolean
tf_html_is_list_marker (xmlNode *node)
{
  g_autofree char *list = tf_html_dup_property (node, "mso-list");

  return g_strcmp0 (list, "ignore") == 0;
}
