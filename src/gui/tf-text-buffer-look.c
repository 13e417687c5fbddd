/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-buffer-private.h"

#define LINK_KEY "tf-text-link"

typedef struct
{
  const char *name;
  double      scale;
  int         weight;
  int         above;
  int         below;
} HeadingLook;

static const HeadingLook heading_looks[] = {
  { "heading1", 1.5, PANGO_WEIGHT_BOLD, 14, 4 },
  { "heading2", 1.25, PANGO_WEIGHT_BOLD, 12, 4 },
  { "heading3", 1.08, PANGO_WEIGHT_BOLD, 10, 3 },
};

static GtkTextTag *
add_line_tag (TfTextBuffer *self,
              const char   *name,
              int           left,
              int           right,
              int           above,
              int           below)
{
  return gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), name,
                                     "left-margin", left,
                                     "right-margin", right,
                                     "pixels-above-lines", above,
                                     "pixels-below-lines", below,
                                     NULL);
}

static void
add_heading_tags (TfTextBuffer *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heading_looks); i++)
    {
      const HeadingLook *look = &heading_looks[i];
      GtkTextTag *tag = add_line_tag (self, look->name, 0, 0, look->above, look->below);

      g_object_set (tag, "scale", look->scale, "weight", look->weight, NULL);
    }
}

/*
 * tf_text_buffer_make_tags:
 *
 * Makes the tags for lines first and those for characters after them, since a
 * later tag wins.
 */
void
tf_text_buffer_make_tags (TfTextBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  add_line_tag (self, "paragraph", 0, 0, 3, 3);
  add_heading_tags (self);
  for (int level = 1; level <= TF_TEXT_MAX_LEVEL; level++)
    {
      g_autofree char *name = g_strdup_printf ("item%d", level);
      g_autofree char *mirrored = g_strdup_printf ("item%d-rtl", level);

      add_line_tag (self, name, 0, 0, 2, 2);
      add_line_tag (self, mirrored, 0, 0, 2, 2);
    }

  self->bold = gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  self->italic = gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
}

static void
remove_line_tag_cb (GtkTextTag *tag,
                    gpointer    user_data)
{
  GtkTextIter *range = user_data;
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  if (name != NULL && !g_str_equal (name, "bold") && !g_str_equal (name, "italic"))
    gtk_text_buffer_remove_tag (gtk_text_iter_get_buffer (&range[0]), tag, &range[0], &range[1]);
}

static gboolean
is_mirrored_script (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_ARABIC ||
         script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA ||
         script == G_UNICODE_SCRIPT_NKO;
}

/*
 * tf_text_buffer_get_direction:
 *
 * Tells in which direction a line runs, by its first letter that has one.
 */
GtkTextDirection
tf_text_buffer_get_direction (TfTextBuffer *self,
                              guint         line)
{
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_text (&start, &end);
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (g_unichar_isalpha (u))
        return is_mirrored_script (g_unichar_get_script (u)) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
    }

  return self->direction;
}

static void
show_kind (TfTextBuffer *self,
           guint         line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  TfTextLineKind kind = tf_text_buffer_get_kind (self, line);
  g_autofree char *name = NULL;
  GtkTextIter range[2];

  gtk_text_buffer_get_iter_at_line (buffer, &range[0], (int) line);
  range[1] = range[0];
  gtk_text_iter_forward_line (&range[1]);

  if (kind.kind == TF_TEXT_HEADING)
    name = g_strdup (heading_looks[kind.level - 1].name);
  else if (kind.kind == TF_TEXT_PARAGRAPH)
    name = g_strdup ("paragraph");
  else if (tf_text_buffer_get_direction (self, line) == GTK_TEXT_DIR_RTL)
    name = g_strdup_printf ("item%u-rtl", kind.level);
  else
    name = g_strdup_printf ("item%u", kind.level);

  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (buffer), remove_line_tag_cb, range);
  if (!self->single_line)
    gtk_text_buffer_apply_tag_by_name (buffer, name, &range[0], &range[1]);
}

/*
 * tf_text_buffer_show_kinds:
 *
 * Brings the look of lines into agreement with what they are.
 */
void
tf_text_buffer_show_kinds (TfTextBuffer *self,
                           guint         first,
                           guint         last)
{
  for (guint i = first; i <= last; i++)
    show_kind (self, i);
}

/*
 * tf_text_buffer_ensure_link:
 *
 * Gives the tag that stands for a link target, and makes it where it is new.
 */
GtkTextTag *
tf_text_buffer_ensure_link (TfTextBuffer *self,
                            const char   *uri)
{
  GtkTextTag *tag = g_hash_table_lookup (self->links, uri);

  if (tag != NULL)
    return tag;

  tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), NULL,
                                    "underline", PANGO_UNDERLINE_SINGLE,
                                    "foreground-rgba", &self->link_colour,
                                    NULL);
  g_object_set_data_full (G_OBJECT (tag), LINK_KEY, g_strdup (uri), g_free);
  g_hash_table_insert (self->links, g_strdup (uri), tag);

  return tag;
}

/*
 * tf_text_buffer_get_link_uri:
 *
 * Tells where a tag leads, or NULL where it stands for no link.
 */
const char *
tf_text_buffer_get_link_uri (GtkTextTag *link)
{
  return g_object_get_data (G_OBJECT (link), LINK_KEY);
}

/*
 * tf_text_buffer_find_link:
 *
 * Finds the link that the character at @iter belongs to; with @on_both_sides
 * only where the character before belongs to it too, as text typed there would.
 */
GtkTextTag *
tf_text_buffer_find_link (TfTextBuffer      *self,
                          const GtkTextIter *iter,
                          gboolean           on_both_sides)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      if (tf_text_buffer_get_link_uri (l->data) == NULL)
        continue;

      return on_both_sides && gtk_text_iter_starts_tag (iter, l->data) ? NULL : l->data;
    }

  return NULL;
}

static void
indent_items (TfTextBuffer *self)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self));

  for (int level = 1; level <= TF_TEXT_MAX_LEVEL; level++)
    {
      g_autofree char *name = g_strdup_printf ("item%d", level);
      g_autofree char *mirrored = g_strdup_printf ("item%d-rtl", level);

      g_object_set (gtk_text_tag_table_lookup (tags, name),
                    "left-margin", level * self->indent, NULL);
      g_object_set (gtk_text_tag_table_lookup (tags, mirrored),
                    "right-margin", level * self->indent, NULL);
    }
}

/**
 * tf_text_buffer_set_look:
 * @self: the buffer
 * @direction: direction of lines that have none of their own
 * @indent: pixels by which each level of a list stands in
 * @link_colour: colour of links
 *
 * Follows the direction and theme of the view.
 */
void
tf_text_buffer_set_look (TfTextBuffer     *self,
                         GtkTextDirection  direction,
                         int               indent,
                         const GdkRGBA    *link_colour)
{
  GHashTableIter iter;
  gpointer tag = NULL;

  g_return_if_fail (TF_IS_TEXT_BUFFER (self));

  if (!gdk_rgba_equal (&self->link_colour, link_colour))
    {
      self->link_colour = *link_colour;
      g_hash_table_iter_init (&iter, self->links);
      while (g_hash_table_iter_next (&iter, NULL, &tag))
        g_object_set (tag, "foreground-rgba", link_colour, NULL);
    }

  if (self->indent != indent)
    {
      self->indent = indent;
      indent_items (self);
    }

  if (self->direction != direction)
    {
      self->direction = direction;
      tf_text_buffer_show_kinds (self, 0, self->kinds->len - 1);
    }
}
