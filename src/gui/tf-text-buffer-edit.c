/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-buffer-private.h"

static gboolean
is_item (TfTextKind kind)
{
  return kind == TF_TEXT_BULLET || kind == TF_TEXT_NUMBER;
}

static GtkTextTag *
get_style_tag (TfTextBuffer *self,
               TfTextStyle   style)
{
  return style == TF_TEXT_STYLE_BOLD ? self->bold : self->italic;
}

static void
begin_change (TfTextBuffer *self)
{
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  self->edited = TRUE;
  self->last_edit = TF_TEXT_EDIT_OTHER;
}

/**
 * tf_text_buffer_is_blank:
 * @self: the buffer
 *
 * Tells whether the buffer stands for no paragraph at all.
 *
 * Returns: %TRUE if it does
 */
gboolean
tf_text_buffer_is_blank (TfTextBuffer *self)
{
  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), TRUE);

  return self->implicit && gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) == 0;
}

/**
 * tf_text_buffer_is_edited:
 * @self: the buffer
 *
 * Tells whether a change is going on that was not told yet.
 *
 * Returns: %TRUE between the first change and the signal "edited"
 */
gboolean
tf_text_buffer_is_edited (TfTextBuffer *self)
{
  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), FALSE);

  return self->edited || self->loading;
}

/**
 * tf_text_buffer_get_last_edit:
 * @self: the buffer
 *
 * Tells what the last edit was.
 *
 * Returns: whether it was one letter, one space, or anything else
 */
TfTextEdit
tf_text_buffer_get_last_edit (TfTextBuffer *self)
{
  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), TF_TEXT_EDIT_OTHER);

  return self->last_edit;
}

/**
 * tf_text_buffer_get_kind:
 * @self: the buffer
 * @line: line, from 0
 *
 * Tells what a line is.
 *
 * Returns: its kind and level
 */
TfTextLineKind
tf_text_buffer_get_kind (TfTextBuffer *self,
                         guint         line)
{
  TfTextLineKind paragraph = { TF_TEXT_PARAGRAPH, 0 };

  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), paragraph);

  return line < self->kinds->len ? g_array_index (self->kinds, TfTextLineKind, line) : paragraph;
}

/**
 * tf_text_buffer_get_number:
 * @self: the buffer
 * @line: line, from 0
 *
 * Works out the number that a line shows.
 *
 * Returns: the number of a numbered item, 0 for other lines
 */
guint
tf_text_buffer_get_number (TfTextBuffer *self,
                           guint         line)
{
  TfTextCounter counter = { { 0 } };
  guint number = 0;

  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), 0);

  for (guint i = 0; i <= line && i < self->kinds->len; i++)
    {
      TfTextLineKind kind = tf_text_buffer_get_kind (self, i);

      number = tf_text_counter_step (&counter, kind.kind, kind.level);
    }

  return number;
}

/**
 * tf_text_buffer_set_kind:
 * @self: the buffer
 * @first: first line
 * @last: last line
 * @kind: what the lines become
 *
 * Makes lines something else; a list item keeps its level in another list.
 */
void
tf_text_buffer_set_kind (TfTextBuffer   *self,
                         guint           first,
                         guint           last,
                         TfTextLineKind  kind)
{
  g_return_if_fail (TF_IS_TEXT_BUFFER (self));
  g_return_if_fail (last < self->kinds->len);

  if (self->single_line)
    return;

  begin_change (self);
  for (guint i = first; i <= last; i++)
    {
      TfTextLineKind *old = &g_array_index (self->kinds, TfTextLineKind, i);

      if (is_item (old->kind) && is_item (kind.kind))
        old->kind = kind.kind;
      else
        *old = kind;
    }
  tf_text_buffer_show_kinds (self, first, last);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

/**
 * tf_text_buffer_shift_level:
 * @self: the buffer
 * @first: first line
 * @last: last line
 * @by: 1 to go deeper, -1 to come back
 *
 * Changes the level of list items; one that comes back from the first level is
 * a paragraph.
 */
void
tf_text_buffer_shift_level (TfTextBuffer *self,
                            guint         first,
                            guint         last,
                            int           by)
{
  g_return_if_fail (TF_IS_TEXT_BUFFER (self));
  g_return_if_fail (last < self->kinds->len);

  begin_change (self);
  for (guint i = first; i <= last; i++)
    {
      TfTextLineKind *kind = &g_array_index (self->kinds, TfTextLineKind, i);

      if (!is_item (kind->kind))
        continue;
      if (by < 0 && kind->level == 1)
        *kind = (TfTextLineKind) { TF_TEXT_PARAGRAPH, 0 };
      else
        kind->level = (guint) CLAMP ((int) kind->level + by, 1, TF_TEXT_MAX_LEVEL);
    }
  tf_text_buffer_show_kinds (self, first, last);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

/* Whether every character of a range carries a tag. */
static gboolean
is_covered (GtkTextTag        *tag,
            const GtkTextIter *start,
            const GtkTextIter *end)
{
  for (GtkTextIter iter = *start; gtk_text_iter_compare (&iter, end) < 0;)
    {
      if (!gtk_text_iter_has_tag (&iter, tag) && gtk_text_iter_get_char (&iter) != '\n')
        return FALSE;
      gtk_text_iter_forward_char (&iter);
    }

  return TRUE;
}

/**
 * tf_text_buffer_get_style:
 * @self: the buffer
 *
 * Tells the style that the whole selection has, or that text typed at the
 * caret would have.
 *
 * Returns: the style
 */
TfTextStyle
tf_text_buffer_get_style (TfTextBuffer *self)
{
  TfTextStyle style = TF_TEXT_STYLE_NONE;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), TF_TEXT_STYLE_NONE);

  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end))
    {
      style |= is_covered (self->bold, &start, &end) ? TF_TEXT_STYLE_BOLD : 0;
      style |= is_covered (self->italic, &start, &end) ? TF_TEXT_STYLE_ITALIC : 0;
      return style;
    }
  if (self->typing_style >= 0)
    return (TfTextStyle) self->typing_style;

  if (!gtk_text_iter_starts_line (&start))
    gtk_text_iter_backward_char (&start);
  style |= gtk_text_iter_has_tag (&start, self->bold) ? TF_TEXT_STYLE_BOLD : 0;
  style |= gtk_text_iter_has_tag (&start, self->italic) ? TF_TEXT_STYLE_ITALIC : 0;

  return style;
}

/**
 * tf_text_buffer_set_style:
 * @self: the buffer
 * @style: one style
 * @on: whether to set or to remove it
 *
 * Changes the style of the selection, or else of what is typed next.
 */
void
tf_text_buffer_set_style (TfTextBuffer *self,
                          TfTextStyle   style,
                          gboolean      on)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = get_style_tag (self, style);
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (TF_IS_TEXT_BUFFER (self));

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      TfTextStyle typing = tf_text_buffer_get_style (self);

      self->typing_style = (int) (on ? typing | style : typing & ~style);
      return;
    }

  begin_change (self);
  if (on)
    gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  else
    gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * tf_text_buffer_forget_style:
 * @self: the buffer
 *
 * Gives up a style chosen for what is typed next, since the caret went away.
 */
void
tf_text_buffer_forget_style (TfTextBuffer *self)
{
  g_return_if_fail (TF_IS_TEXT_BUFFER (self));

  self->typing_style = -1;
}

/* The link at or just before a place. */
static GtkTextTag *
find_link_around (TfTextBuffer      *self,
                  const GtkTextIter *iter)
{
  GtkTextTag *link = tf_text_buffer_find_link (self, iter, FALSE);
  GtkTextIter before = *iter;

  if (link == NULL && gtk_text_iter_backward_char (&before))
    link = tf_text_buffer_find_link (self, &before, FALSE);

  return link;
}

/**
 * tf_text_buffer_dup_link:
 * @self: the buffer
 * @iter: (nullable): a character, or %NULL for the caret
 *
 * Tells where the link at a place leads.
 *
 * Returns: (transfer full): the URI, or "" where no link is
 */
char *
tf_text_buffer_dup_link (TfTextBuffer      *self,
                         const GtkTextIter *iter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *link = NULL;
  GtkTextIter caret;

  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), NULL);

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  link = iter != NULL ? tf_text_buffer_find_link (self, iter, FALSE)
                      : find_link_around (self, &caret);

  return g_strdup (link != NULL ? tf_text_buffer_get_link_uri (link) : "");
}

/**
 * tf_text_buffer_get_link_bounds:
 * @self: the buffer
 * @start: (out): where the part begins
 * @end: (out): where it ends
 *
 * Finds what a link would be put on: the selection, or the link at the caret.
 *
 * Returns: %TRUE if there is any such part
 */
gboolean
tf_text_buffer_get_link_bounds (TfTextBuffer *self,
                                GtkTextIter  *start,
                                GtkTextIter  *end)
{
  GtkTextTag *link = NULL;

  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), FALSE);

  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), start, end))
    return TRUE;
  link = find_link_around (self, start);
  if (link == NULL)
    return FALSE;

  if (!gtk_text_iter_starts_tag (start, link))
    gtk_text_iter_backward_to_tag_toggle (start, link);
  *end = *start;
  gtk_text_iter_forward_to_tag_toggle (end, link);

  return TRUE;
}

static void
remove_links (TfTextBuffer      *self,
              const GtkTextIter *start,
              const GtkTextIter *end)
{
  GHashTableIter iter;
  gpointer tag = NULL;

  g_hash_table_iter_init (&iter, self->links);
  while (g_hash_table_iter_next (&iter, NULL, &tag))
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), tag, start, end);
}

/**
 * tf_text_buffer_set_link:
 * @self: the buffer
 * @link: where to, or "" to take a link away
 *
 * Puts a link on the selection, or changes the one at the caret.
 */
void
tf_text_buffer_set_link (TfTextBuffer *self,
                         const char   *link)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (TF_IS_TEXT_BUFFER (self));
  g_return_if_fail (link != NULL);

  if (!tf_text_buffer_get_link_bounds (self, &start, &end))
    return;

  begin_change (self);
  remove_links (self, &start, &end);
  if (tf_text_is_link (link))
    gtk_text_buffer_apply_tag (buffer, tf_text_buffer_ensure_link (self, link), &start, &end);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * tf_text_buffer_get_caret:
 * @self: the buffer
 * @line: (out): line of the caret
 * @offset: (out): characters before it in the line
 *
 * Tells where the caret is.
 */
void
tf_text_buffer_get_caret (TfTextBuffer *self,
                          guint        *line,
                          guint        *offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter caret;

  g_return_if_fail (TF_IS_TEXT_BUFFER (self));

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  *line = (guint) gtk_text_iter_get_line (&caret);
  *offset = (guint) gtk_text_iter_get_line_offset (&caret);
}

/**
 * tf_text_buffer_set_caret:
 * @self: the buffer
 * @line: line; one beyond the last stands for the last
 * @offset: characters before the caret; too many stand for the end
 *
 * Puts the caret somewhere and selects nothing.
 */
void
tf_text_buffer_set_caret (TfTextBuffer *self,
                          guint         line,
                          guint         offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter caret;

  g_return_if_fail (TF_IS_TEXT_BUFFER (self));

  line = MIN (line, self->kinds->len - 1);
  gtk_text_buffer_get_iter_at_line (buffer, &caret, (int) line);
  while (offset > 0 && !gtk_text_iter_ends_line (&caret) && gtk_text_iter_forward_char (&caret))
    offset--;
  gtk_text_buffer_place_cursor (buffer, &caret);
}

/**
 * tf_text_buffer_get_lines:
 * @self: the buffer
 * @first: (out): first line of the selection
 * @last: (out): last line
 *
 * Tells which lines the selection or the caret touches.
 */
void
tf_text_buffer_get_lines (TfTextBuffer *self,
                          guint        *first,
                          guint        *last)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (TF_IS_TEXT_BUFFER (self));

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  *first = (guint) gtk_text_iter_get_line (&start);
  *last = (guint) gtk_text_iter_get_line (&end);
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
}
