/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-html-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_DEPTH     200
#define MAX_CONDITION 200

/* Nothing of these is for readers. */
#define SILENT_ELEMENTS \
  " head title meta link base style script noscript template area map param source track " \
  "col colgroup xml "

/* These would be seen, but have no counterpart. */
#define DROPPED_ELEMENTS \
  " iframe frame frameset object embed applet svg math audio video canvas input select " \
  "textarea button progress meter "

#define BLOCK_ELEMENTS \
  " p div h1 h2 h3 h4 h5 h6 ul ol menu dir li dl dt dd blockquote pre center address article " \
  "aside section header footer main nav figure figcaption fieldset legend form hr body html " \
  "tr td th caption thead tbody tfoot details summary "

#define NO_BREAK_SPACE "\xc2\xa0"

static gboolean
is_html_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static gboolean
is_blank (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!g_unichar_isspace (g_utf8_get_char (c)))
        return FALSE;
    }

  return TRUE;
}

static void
forget_space (HtmlReader *self)
{
  self->pending_space = FALSE;
  g_clear_pointer (&self->space_link, g_free);
}

static void
remember_space (HtmlReader     *self,
                const HtmlLook *look)
{
  if (self->pending_space || !self->open || self->n_breaks > 0)
    return;

  self->pending_space = TRUE;
  self->space_style = look->style;
  self->space_link = g_strdup (look->link);
}

/*
 * tf_html_end_block:
 *
 * Ends the block, so that text that follows starts another one.
 */
void
tf_html_end_block (HtmlReader *self)
{
  forget_space (self);
  self->n_breaks = 0;
  self->open = FALSE;
  self->in_line = FALSE;
  self->kind = TF_TEXT_PARAGRAPH;
  self->level = 0;
}

/*
 * tf_html_begin_line:
 *
 * Sends all text to the line that the builder has just begun: blocks in it
 * become lines.
 */
void
tf_html_begin_line (HtmlReader *self)
{
  tf_html_end_block (self);
  self->in_line = TRUE;
}

/* The edge of a list or item: a new block, or in a single line a new line. */
static void
close_block (HtmlReader *self)
{
  forget_space (self);
  if (!self->open)
    return;

  if (self->in_line)
    self->n_breaks = MAX (self->n_breaks, 1);
  else
    self->open = FALSE;
}

/* The edge of a block element: like close_block(), but paragraphs of one item are lines of it. */
static void
break_block (HtmlReader *self)
{
  if (self->in_item && self->open)
    self->n_breaks = MAX (self->n_breaks, 1);
  else
    close_block (self);
}

/* Gets everything that waited for text out of the way of the text that now comes. */
static void
prepare_text (HtmlReader *self)
{
  if (self->open && !self->in_line && self->n_breaks > 1 && self->kind == TF_TEXT_PARAGRAPH)
    self->open = FALSE;

  if (!self->open)
    {
      if (!self->in_line)
        tf_text_builder_begin_block (self->builder, self->kind, self->level);
      self->open = TRUE;
      forget_space (self);
    }
  else if (self->n_breaks > 0)
    {
      tf_text_builder_add_run (self->builder, "\n", TF_TEXT_STYLE_NONE, NULL);
      forget_space (self);
    }
  else if (self->pending_space)
    {
      tf_text_builder_add_run (self->builder, " ", self->space_style, self->space_link);
      forget_space (self);
    }
  self->n_breaks = 0;
}

static void
add_collapsed (HtmlReader     *self,
               const char     *text,
               const HtmlLook *look)
{
  while (*text != '\0')
    {
      gsize length = 0;
      g_autofree char *word = NULL;

      if (is_html_space (*text))
        {
          remember_space (self, look);
          text++;
          continue;
        }

      while (text[length] != '\0' && !is_html_space (text[length]))
        length++;
      word = g_strndup (text, length);
      text += length;

      /* A paragraph of no-break spaces is how word processors write an empty one. */
      if (!self->open && is_blank (word))
        continue;
      prepare_text (self);
      tf_text_builder_add_run (self->builder, word, look->style, look->link);
    }
}

static void
add_preserved (HtmlReader     *self,
               const char     *text,
               const HtmlLook *look)
{
  if (!self->open && is_blank (text))
    return;

  prepare_text (self);
  tf_text_builder_add_run (self->builder, text, look->style, look->link);
}

static void
read_text (HtmlReader     *self,
           xmlNode        *node,
           const HtmlLook *look)
{
  const char *text = (const char *) node->content;

  if (text == NULL)
    return;
  if (look->preserve)
    add_preserved (self, text, look);
  else
    add_collapsed (self, text, look);
}

static GBytes *
decode_data_uri (const char  *uri,
                 char       **media_type)
{
  const char *comma = strchr (uri, ',');
  g_autofree char *head = NULL;
  char *end = NULL;
  gsize length = 0;
  guchar *data = NULL;

  if (!g_str_has_prefix (uri, "data:image/") || comma == NULL)
    return NULL;

  head = g_strndup (uri + strlen ("data:"), comma - uri - strlen ("data:"));
  if (!g_str_has_suffix (head, ";base64"))
    return NULL;

  end = strchr (head, ';');
  *end = '\0';
  data = g_base64_decode (comma + 1, &length);
  *media_type = g_steal_pointer (&head);

  return g_bytes_new_take (data, length);
}

static char *
keep_image (HtmlReader *self,
            xmlNode    *node)
{
  g_autofree char *source = tf_html_dup_attribute (node, "src");
  g_autofree char *media_type = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *object = NULL;

  if (source == NULL || self->image_func == NULL || self->in_line)
    return NULL;
  bytes = decode_data_uri (source, &media_type);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return NULL;

  object = self->image_func (bytes, media_type, self->user_data);

  return tf_text_is_object (object) ? g_steal_pointer (&object) : NULL;
}

static void
read_image (HtmlReader *self,
            xmlNode    *node)
{
  g_autofree char *object = keep_image (self, node);
  g_autofree char *alternative = tf_html_dup_attribute (node, "alt");

  if (object == NULL)
    {
      self->n_dropped++;
      return;
    }

  tf_text_builder_begin_block (self->builder, TF_TEXT_IMAGE, 0);
  tf_text_builder_set_image (self->builder, object, alternative != NULL ? alternative : "", 100);
  self->open = FALSE;
  forget_space (self);
}

static void
read_link (HtmlReader *self,
           xmlNode    *node,
           HtmlLook    look)
{
  g_autofree char *href = tf_html_dup_attribute (node, "href");

  if (href != NULL)
    g_strstrip (href);
  if (tf_text_is_link (href))
    look.link = href;
  else if (href != NULL && href[0] != '#' && href[0] != '\0')
    self->n_dropped++;

  tf_html_read_children (self, node, look);
}

/* Whether Word wrote a number before the list item, rather than a bullet. */
static gboolean
has_number_marker (xmlNode *node,
                   guint    depth)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE || depth > MAX_DEPTH)
        continue;
      if (tf_html_is_list_marker (child))
        {
          xmlChar *content = xmlNodeGetContent (child);
          g_autofree char *text = g_strdup ((const char *) content);
          gsize length = strcspn (g_strstrip (text), " .)" NO_BREAK_SPACE);
          gboolean ended = text[length] == '.' || text[length] == ')';

          xmlFree (content);
          return ended || (length > 0 && g_ascii_isdigit (text[0]));
        }
      if (has_number_marker (child, depth + 1))
        return TRUE;
    }

  return FALSE;
}

static guint
get_heading_level (xmlNode *node)
{
  g_autofree char *role = tf_html_dup_attribute (node, "role");
  guint64 level = 0;

  if (node->name[0] == 'h' && g_ascii_isdigit (node->name[1]))
    level = g_ascii_digit_value (node->name[1]);
  else if (tf_html_has_class (node, "MsoTitle"))
    level = 1;
  else if (tf_html_has_class (node, "MsoSubtitle"))
    level = 2;
  else if (g_strcmp0 (role, "heading") == 0)
    {
      g_autofree char *aria_level = tf_html_dup_attribute (node, "aria-level");

      level = aria_level != NULL ? MAX (g_ascii_strtoull (aria_level, NULL, 10), 1) : 2;
    }

  return (guint) MIN (level, TF_TEXT_MAX_LEVEL);
}

/* A paragraph-like element: decides what block its text makes, then reads it. */
static void
read_block (HtmlReader *self,
            xmlNode    *node,
            HtmlLook    look)
{
  TfTextKind outer_kind = self->kind;
  guint outer_level = self->level;
  guint heading = get_heading_level (node);
  guint list_level = heading > 0 ? 0 : tf_html_get_list_level (node);

  break_block (self);
  if (heading > 0)
    {
      /* Headings are bold by what they are. */
      look.style = TF_TEXT_STYLE_NONE;
      self->kind = TF_TEXT_HEADING;
      self->level = heading;
    }
  else if (list_level > 0)
    {
      self->kind = has_number_marker (node, 0) ? TF_TEXT_NUMBER : TF_TEXT_BULLET;
      self->level = list_level;
    }

  look.preserve = look.preserve || tf_html_is_one_of (node, " pre ");
  tf_html_read_children (self, node, look);
  break_block (self);
  self->kind = outer_kind;
  self->level = outer_level;
}

static void
read_list (HtmlReader *self,
           xmlNode    *node,
           HtmlLook    look)
{
  gboolean was_in_item = self->in_item;

  close_block (self);
  self->in_item = FALSE;
  look.list_kind = tf_html_is_one_of (node, " ol ") ? TF_TEXT_NUMBER : TF_TEXT_BULLET;
  look.list_level = MIN (look.list_level + 1, TF_TEXT_MAX_LEVEL);
  tf_html_read_children (self, node, look);
  close_block (self);
  self->in_item = was_in_item;
}

static void
read_item (HtmlReader *self,
           xmlNode    *node,
           HtmlLook    look)
{
  gboolean was_in_item = self->in_item;
  TfTextKind outer_kind = self->kind;
  guint outer_level = self->level;

  close_block (self);
  self->in_item = TRUE;
  self->kind = look.list_kind;
  self->level = look.list_level;
  tf_html_read_children (self, node, look);
  close_block (self);
  self->in_item = was_in_item;
  self->kind = outer_kind;
  self->level = outer_level;
}

static void
read_break (HtmlReader     *self,
            xmlNode        *node,
            const HtmlLook *look)
{
  if (tf_html_has_class (node, "Apple-interchange-newline"))
    return;

  forget_space (self);
  if (self->open)
    self->n_breaks++;
}

static void
read_element (HtmlReader *self,
              xmlNode    *node,
              HtmlLook    look)
{
  if (tf_html_is_one_of (node, SILENT_ELEMENTS) || tf_html_is_hidden (node) ||
      tf_html_is_list_marker (node))
    return;
  if (tf_html_is_one_of (node, DROPPED_ELEMENTS))
    {
      self->n_dropped++;
      return;
    }

  if (tf_html_is_one_of (node, " br "))
    {
      read_break (self, node, &look);
      return;
    }
  if (tf_html_is_one_of (node, " img "))
    {
      read_image (self, node);
      return;
    }

  tf_html_apply_style (node, &look);
  if (tf_html_is_one_of (node, " a "))
    read_link (self, node, look);
  else if (tf_html_is_one_of (node, " table "))
    tf_html_read_table (self, node, look);
  else if (tf_html_is_one_of (node, " ul ol menu dir "))
    read_list (self, node, look);
  else if (tf_html_is_one_of (node, " li ") && look.list_level > 0)
    read_item (self, node, look);
  else if (tf_html_is_one_of (node, BLOCK_ELEMENTS))
    read_block (self, node, look);
  else if (tf_html_has_class (node, "Apple-converted-space"))
    remember_space (self, &look);
  else
    tf_html_read_children (self, node, look);
}

/*
 * tf_html_read_children:
 *
 * Reads everything inside an element, in the look it hands down.
 */
void
tf_html_read_children (HtmlReader *self,
                       xmlNode    *parent,
                       HtmlLook    look)
{
  if (look.depth++ > MAX_DEPTH)
    {
      self->n_dropped++;
      return;
    }

  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type == XML_ELEMENT_NODE)
        read_element (self, node, look);
      else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE ||
               node->type == XML_ENTITY_REF_NODE)
        read_text (self, node, &look);
    }
}

/* Some programs put UTF-16 on the clipboard; everything else is taken for UTF-8. */
static char *
to_utf8 (const char *html,
         gsize       length)
{
  g_autofree char *converted = NULL;
  g_autofree char *copy = NULL;

  if (length >= 2 && (memcmp (html, "\xff\xfe", 2) == 0 || memcmp (html, "\xfe\xff", 2) == 0))
    converted = g_convert (html, length, "UTF-8", "UTF-16", NULL, &length, NULL);

  copy = g_malloc0 (length + 1);
  if (length > 0)
    memcpy (copy, converted != NULL ? converted : html, length);
  for (gsize i = 0; i < length; i++)
    {
      if (copy[i] == '\0')
        copy[i] = ' ';
    }

  return g_utf8_make_valid (copy, (gssize) length);
}

/*
 * Word frames list markers in conditions such as "<![if !supportLists]>", which
 * the parser would take for text. The end of a comment is left alone.
 */
static void
cut_conditions (char *html)
{
  char *to = html;

  for (const char *from = html; *from != '\0';)
    {
      const char *end = NULL;

      if (g_str_has_prefix (from, "<!["))
        end = g_strstr_len (from, MAX_CONDITION, ">");

      if (end != NULL && end[-1] == ']')
        from = end + 1;
      else
        *to++ = *from++;
    }
  *to = '\0';
}

static htmlDocPtr
parse (const char *html)
{
  return htmlReadMemory (html, (int) strlen (html), NULL, "UTF-8",
                         HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                         HTML_PARSE_RECOVER | HTML_PARSE_COMPACT);
}

/**
 * tf_text_new_from_html:
 * @html: bytes of HTML, in UTF-8 or with a mark for UTF-16
 * @length: their number
 * @image_func: (nullable) (scope call): keeps pictures that stand in the HTML
 *   itself; without it they are dropped
 * @user_data: for @image_func
 * @n_dropped: (out) (optional): how many pictures, links and other elements
 *   were left out; fonts and colours are not counted
 * @error: return location for an error
 *
 * Reads what word processors and browsers put on the clipboard. Headings,
 * lists, tables, bold, italic and links are kept, everything else is dropped;
 * nothing is loaded from anywhere.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with @error set to
 *   %TF_TEXT_ERROR_TOO_LARGE
 */
TfText *
tf_text_new_from_html (const char       *html,
                       gsize             length,
                       TfTextImageFunc   image_func,
                       gpointer          user_data,
                       guint            *n_dropped,
                       GError          **error)
{
  g_autoptr(TfTextBuilder) builder = NULL;
  g_autofree char *utf8 = NULL;
  HtmlReader reader = { 0 };
  htmlDocPtr document = NULL;

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (length > TF_TEXT_MAX_BYTES)
    {
      g_set_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_TOO_LARGE,
                   _("More than %d MB cannot be pasted at once. Paste it in parts, or add the "
                     "document as evidence."), TF_TEXT_MAX_BYTES / 1024 / 1024);
      return NULL;
    }

  builder = tf_text_builder_new ();
  reader.builder = builder;
  reader.image_func = image_func;
  reader.user_data = user_data;
  utf8 = to_utf8 (html, length);
  cut_conditions (utf8);
  document = parse (utf8);
  if (document != NULL)
    {
      tf_html_read_children (&reader, (xmlNode *) document, (HtmlLook) { 0 });
      xmlFreeDoc (document);
    }
  forget_space (&reader);
  if (n_dropped != NULL)
    *n_dropped = reader.n_dropped;

  return tf_text_builder_end (builder);
}
