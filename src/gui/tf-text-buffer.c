/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-buffer.h"

#include "tf-text-buffer-private.h"

#include <string.h>

#define LINE_SEPARATOR "\xe2\x80\xa8"

G_DEFINE_FINAL_TYPE (TfTextBuffer, tf_text_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
count_newlines (const char *text)
{
  guint n = 0;

  for (const char *c = strchr (text, '\n'); c != NULL; c = strchr (c + 1, '\n'))
    n++;

  return n;
}

/* What the keyboard, an input method or a drop brings, as the buffer may hold it. */
static char *
clean_input (TfTextBuffer *self,
             const char   *text,
             int           length)
{
  g_autofree char *input = length < 0 ? g_strdup (text) : g_strndup (text, length);
  GString *clean = g_string_new (NULL);

  for (const char *c = input; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u == '\r' && c[1] == '\n')
        continue;
      else if (u == '\n' || u == '\r' || u == 0x2029)
        g_string_append (clean, self->single_line ? LINE_SEPARATOR : "\n");
      else if (u == '\t' || u == 0x2028 || (!g_unichar_iscntrl (u) && u != 0xfffc))
        g_string_append_unichar (clean, u);
    }

  return g_string_free (clean, FALSE);
}

static TfTextStyle
get_style_at (TfTextBuffer      *self,
              const GtkTextIter *iter)
{
  TfTextStyle style = TF_TEXT_STYLE_NONE;

  if (gtk_text_iter_has_tag (iter, self->bold))
    style |= TF_TEXT_STYLE_BOLD;
  if (gtk_text_iter_has_tag (iter, self->italic))
    style |= TF_TEXT_STYLE_ITALIC;

  return style;
}

/* The style that text typed at a place continues. */
static TfTextStyle
get_typing_style (TfTextBuffer      *self,
                  const GtkTextIter *iter)
{
  GtkTextIter before = *iter;

  if (self->typing_style >= 0)
    return (TfTextStyle) self->typing_style;
  if (!gtk_text_iter_starts_line (iter))
    gtk_text_iter_backward_char (&before);

  return get_style_at (self, &before);
}

static void
apply_run_look (TfTextBuffer      *self,
                const GtkTextIter *start,
                const GtkTextIter *end,
                TfTextStyle        style,
                GtkTextTag        *link)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  gtk_text_buffer_remove_all_tags (buffer, start, end);
  if (style & TF_TEXT_STYLE_BOLD)
    gtk_text_buffer_apply_tag (buffer, self->bold, start, end);
  if (style & TF_TEXT_STYLE_ITALIC)
    gtk_text_buffer_apply_tag (buffer, self->italic, start, end);
  if (link != NULL)
    gtk_text_buffer_apply_tag (buffer, link, start, end);
}

static void
mark_edited (TfTextBuffer *self)
{
  self->edited = TRUE;
  g_clear_pointer (&self->text, tf_text_unref);
}

/* Input that comes outside a user action, as by a drop, is one of its own. */
static void
leave_change (TfTextBuffer *self)
{
  self->user_action--;
  if (self->edited && self->user_action == 0)
    tf_text_buffer_finish_edit (self);
}

static TfTextEdit
get_edit (const char *text)
{
  if (g_utf8_strlen (text, -1) != 1 || text[0] == '\n')
    return TF_TEXT_EDIT_OTHER;

  return g_unichar_isspace (g_utf8_get_char (text)) ? TF_TEXT_EDIT_SPACE : TF_TEXT_EDIT_LETTER;
}

/* Lines that a line is parted into are what it was. */
static void
repeat_kind (TfTextBuffer *self,
             guint         line,
             guint         n)
{
  TfTextLineKind kind = tf_text_buffer_get_kind (self, line);

  for (guint i = 0; i < n; i++)
    g_array_insert_val (self->kinds, line + 1, kind);
}

static void
tf_text_buffer_insert_text (GtkTextBuffer *buffer,
                            GtkTextIter   *iter,
                            const char    *text,
                            int            length)
{
  TfTextBuffer *self = TF_TEXT_BUFFER (buffer);
  g_autofree char *clean = NULL;
  TfTextStyle style = TF_TEXT_STYLE_NONE;
  GtkTextTag *link = NULL;
  GtkTextIter start;
  guint line = 0;
  guint offset = 0;
  guint n_lines = 0;

  if (self->loading)
    {
      GTK_TEXT_BUFFER_CLASS (tf_text_buffer_parent_class)->insert_text (buffer, iter, text, length);
      return;
    }

  clean = clean_input (self, text, length);
  if (clean[0] == '\0')
    return;

  style = get_typing_style (self, iter);
  link = tf_text_buffer_find_link (self, iter, TRUE);
  line = (guint) gtk_text_iter_get_line (iter);
  offset = (guint) gtk_text_iter_get_offset (iter);
  n_lines = count_newlines (clean);
  self->last_edit = get_edit (clean);
  self->user_action++;
  mark_edited (self);

  repeat_kind (self, line, n_lines);
  GTK_TEXT_BUFFER_CLASS (tf_text_buffer_parent_class)->insert_text (buffer, iter, clean, -1);

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) offset);
  apply_run_look (self, &start, iter, style, link);
  tf_text_buffer_show_kinds (self, line, line + n_lines);
  leave_change (self);
}

/* A line that vanishes from its start on gives its kind up to what follows. */
static gboolean
takes_later_kind (const GtkTextIter *start,
                  const GtkTextIter *end)
{
  if (!gtk_text_iter_starts_line (start))
    return FALSE;

  return gtk_text_iter_starts_line (end) || !gtk_text_iter_ends_line (end);
}

static void
tf_text_buffer_delete_range (GtkTextBuffer *buffer,
                             GtkTextIter   *start,
                             GtkTextIter   *end)
{
  TfTextBuffer *self = TF_TEXT_BUFFER (buffer);
  guint first = (guint) gtk_text_iter_get_line (start);
  guint last = (guint) gtk_text_iter_get_line (end);

  if (self->loading)
    {
      GTK_TEXT_BUFFER_CLASS (tf_text_buffer_parent_class)->delete_range (buffer, start, end);
      return;
    }

  self->user_action++;
  self->last_edit = TF_TEXT_EDIT_OTHER;
  mark_edited (self);
  if (last > first && takes_later_kind (start, end))
    g_array_index (self->kinds, TfTextLineKind, first) = tf_text_buffer_get_kind (self, last);
  if (last > first)
    g_array_remove_range (self->kinds, first + 1, last - first);

  GTK_TEXT_BUFFER_CLASS (tf_text_buffer_parent_class)->delete_range (buffer, start, end);
  tf_text_buffer_show_kinds (self, first, first);
  leave_change (self);
}

static void
tf_text_buffer_begin_user_action (GtkTextBuffer *buffer)
{
  TF_TEXT_BUFFER (buffer)->user_action++;
}

static void
tf_text_buffer_end_user_action (GtkTextBuffer *buffer)
{
  leave_change (TF_TEXT_BUFFER (buffer));
}

static void
tf_text_buffer_finalize (GObject *object)
{
  TfTextBuffer *self = TF_TEXT_BUFFER (object);

  g_clear_pointer (&self->text, tf_text_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->kinds, g_array_unref);

  G_OBJECT_CLASS (tf_text_buffer_parent_class)->finalize (object);
}

static void
tf_text_buffer_constructed (GObject *object)
{
  G_OBJECT_CLASS (tf_text_buffer_parent_class)->constructed (object);

  tf_text_buffer_make_tags (TF_TEXT_BUFFER (object));
}

static void
tf_text_buffer_class_init (TfTextBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->constructed = tf_text_buffer_constructed;
  object_class->finalize = tf_text_buffer_finalize;
  buffer_class->insert_text = tf_text_buffer_insert_text;
  buffer_class->delete_range = tf_text_buffer_delete_range;
  buffer_class->begin_user_action = tf_text_buffer_begin_user_action;
  buffer_class->end_user_action = tf_text_buffer_end_user_action;

  /* Emitted once after each change that a person made. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", TF_TYPE_TEXT_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_text_buffer_init (TfTextBuffer *self)
{
  TfTextLineKind paragraph = { TF_TEXT_PARAGRAPH, 0 };

  self->kinds = g_array_new (FALSE, TRUE, sizeof (TfTextLineKind));
  g_array_append_val (self->kinds, paragraph);
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->typing_style = -1;
  self->implicit = TRUE;
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
}

/*
 * tf_text_buffer_finish_edit:
 *
 * Tells that a change is complete. A buffer that was emptied holds no paragraph
 * any more, so that an emptied field is an empty text.
 */
void
tf_text_buffer_finish_edit (TfTextBuffer *self)
{
  TfTextLineKind kind = tf_text_buffer_get_kind (self, 0);

  self->edited = FALSE;
  self->implicit = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) == 0 &&
                   kind.kind == TF_TEXT_PARAGRAPH;
  g_clear_pointer (&self->text, tf_text_unref);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/**
 * tf_text_buffer_new:
 * @single_line: whether the buffer holds one paragraph only, as a cell or a
 *   caption does; line ends become forced breaks there
 *
 * Makes an empty buffer. It holds nothing but characters; what a line is, is
 * kept beside it, and how it looks follows from that.
 *
 * Returns: (transfer full): the buffer
 */
TfTextBuffer *
tf_text_buffer_new (gboolean single_line)
{
  TfTextBuffer *self = g_object_new (TF_TYPE_TEXT_BUFFER, NULL);

  self->single_line = single_line;

  return self;
}

static void
read_line (TfTextBuffer  *self,
           TfTextBuilder *builder,
           guint          line)
{
  GtkTextIter iter;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, (int) line);
  end = iter;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);

  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      GtkTextIter next = iter;
      GtkTextTag *link = tf_text_buffer_find_link (self, &iter, FALSE);
      g_autofree char *text = NULL;

      if (!gtk_text_iter_forward_to_tag_toggle (&next, NULL) ||
          gtk_text_iter_compare (&next, &end) > 0)
        next = end;
      text = gtk_text_iter_get_slice (&iter, &next);
      tf_text_builder_add_run (builder, text, get_style_at (self, &iter),
                               link != NULL ? tf_text_buffer_get_link_uri (link) : NULL);
      iter = next;
    }
}

/**
 * tf_text_buffer_get_text:
 * @self: the buffer
 *
 * Reads the buffer as formatted text: one block a line, or none where nothing
 * was ever written.
 *
 * Returns: (transfer none): the text, the same one until something changes
 */
TfText *
tf_text_buffer_get_text (TfTextBuffer *self)
{
  g_autoptr(TfTextBuilder) builder = NULL;

  g_return_val_if_fail (TF_IS_TEXT_BUFFER (self), NULL);

  if (self->text != NULL)
    return self->text;

  builder = tf_text_builder_new ();
  for (guint i = 0; i < self->kinds->len && !self->implicit; i++)
    {
      TfTextLineKind kind = tf_text_buffer_get_kind (self, i);

      tf_text_builder_begin_block (builder, kind.kind, kind.level);
      read_line (self, builder, i);
    }
  self->text = tf_text_builder_end (builder);

  return self->text;
}

static void
insert_run (TfTextBuffer    *self,
            GtkTextIter     *iter,
            const TfTextRun *run)
{
  g_auto(GStrv) lines = g_strsplit (run->text, "\n", -1);
  g_autofree char *text = g_strjoinv (LINE_SEPARATOR, lines);
  GtkTextTag *link = run->link[0] != '\0' ? tf_text_buffer_ensure_link (self, run->link) : NULL;
  int offset = gtk_text_iter_get_offset (iter);
  GtkTextIter start;

  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), iter, text, -1);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, offset);
  apply_run_look (self, &start, iter, run->style, link);
}

static void
insert_block (TfTextBuffer      *self,
              GtkTextIter       *iter,
              const TfTextBlock *block)
{
  for (guint i = 0; i < block->line.n_runs; i++)
    insert_run (self, iter, &block->line.runs[i]);
}

/* Exchanges the lines from first up to end for blocks of the text. */
static void
replace_lines (TfTextBuffer *self,
               guint         first,
               guint         old_end,
               TfText       *text,
               guint         new_end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  gboolean at_end = old_end == (guint) gtk_text_buffer_get_line_count (buffer);
  GtkTextIter start;
  GtkTextIter end;

  /* Lines at the end go together with the line end before them. */
  if (!gtk_text_buffer_get_iter_at_line (buffer, &start, (int) first))
    gtk_text_buffer_get_end_iter (buffer, &start);
  else if (at_end && first > 0)
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_get_end_iter (buffer, &end);
  if (!at_end)
    gtk_text_buffer_get_iter_at_line (buffer, &end, (int) old_end);

  gtk_text_buffer_delete (buffer, &start, &end);
  for (guint i = first; i < new_end; i++)
    {
      if (at_end && i > 0)
        gtk_text_buffer_insert (buffer, &start, "\n", 1);
      insert_block (self, &start, tf_text_get_block (text, i));
      if (!at_end)
        gtk_text_buffer_insert (buffer, &start, "\n", 1);
    }
}

static void
take_kinds (TfTextBuffer *self,
            TfText       *text)
{
  guint n = tf_text_get_n_blocks (text);

  g_array_set_size (self->kinds, 0);
  for (guint i = 0; i < n; i++)
    {
      const TfTextBlock *block = tf_text_get_block (text, i);
      TfTextLineKind kind = { block->kind, block->level };

      g_array_append_val (self->kinds, kind);
    }
  if (n == 0)
    g_array_set_size (self->kinds, 1);
}

static gboolean
equal_block (TfText *a,
             guint   a_index,
             TfText *b,
             guint   b_index)
{
  g_autoptr(TfText) left = tf_text_slice (a, a_index, 0, a_index, G_MAXUINT);
  g_autoptr(TfText) right = tf_text_slice (b, b_index, 0, b_index, G_MAXUINT);

  return tf_text_equal (left, right);
}

/**
 * tf_text_buffer_load:
 * @self: the buffer
 * @text: paragraphs, headings and list items
 *
 * Shows another text. Only lines that differ are exchanged, so that the caret
 * and the place in a long text stay; nothing is told as an edit.
 */
void
tf_text_buffer_load (TfTextBuffer *self,
                     TfText       *text)
{
  TfText *current = NULL;
  gboolean was_blank = FALSE;
  guint n_old = 0;
  guint n_new = 0;
  guint head = 0;
  guint tail = 0;

  g_return_if_fail (TF_IS_TEXT_BUFFER (self));
  g_return_if_fail (text != NULL);

  current = tf_text_buffer_get_text (self);
  if (tf_text_equal (current, text))
    return;

  was_blank = tf_text_buffer_is_blank (self);
  n_old = tf_text_get_n_blocks (current);
  n_new = tf_text_get_n_blocks (text);
  while (head < MIN (n_old, n_new) && equal_block (current, head, text, head))
    head++;
  while (tail < MIN (n_old, n_new) - head &&
         equal_block (current, n_old - 1 - tail, text, n_new - 1 - tail))
    tail++;

  self->loading = TRUE;
  replace_lines (self, head, MAX (n_old, 1) - tail, text, n_new - tail);
  take_kinds (self, text);
  self->implicit = n_new == 0;
  self->typing_style = -1;
  tf_text_buffer_show_kinds (self, head, self->kinds->len - 1);
  if (was_blank)
    tf_text_buffer_set_caret (self, 0, 0);
  self->loading = FALSE;
  g_clear_pointer (&self->text, tf_text_unref);
  self->text = tf_text_ref (text);
}
