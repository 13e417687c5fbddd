/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OWN_TYPE    "application/x-techfile-text+xml"
#define MAX_PICTURE (20 * 1024 * 1024)
#define CHUNK       (64 * 1024)
#define MAX_CELLS   1000

/* What a paste looks for, the best first. */
static const char * const wanted_types[] = { OWN_TYPE, "text/html", "image/png", "image/jpeg" };

/* What a paste reads, until all has come. */
typedef struct
{
  TfTextEditor *editor;
  GInputStream *stream;
  GByteArray   *bytes;
  char         *media_type;
  gsize         limit;
  gsize         next;        /* of the wanted types, should this one hold nothing */
} Paste;

static void read_clipboard (TfTextEditor *self,
                            gsize         first);

static void
paste_free (Paste *paste)
{
  g_clear_object (&paste->editor);
  g_clear_object (&paste->stream);
  g_byte_array_unref (paste->bytes);
  g_free (paste->media_type);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static TfText *
get_area_selection (TfTextArea *area)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), &start,
                                        &end);
  if (gtk_text_iter_equal (&start, &end))
    return tf_text_new_empty ();

  return tf_text_slice (tf_text_piece_get_text (TF_TEXT_PIECE (area)),
                        (guint) gtk_text_iter_get_line (&start),
                        (guint) gtk_text_iter_get_line_offset (&start),
                        (guint) gtk_text_iter_get_line (&end),
                        (guint) gtk_text_iter_get_line_offset (&end));
}

/*
 * tf_text_editor_get_selected:
 *
 * Gives what is selected as a text of its own.
 */
TfText *
tf_text_editor_get_selected (TfTextEditor *self)
{
  guint first = (guint) MIN (self->taken_anchor, self->taken_head);
  guint last = (guint) MAX (self->taken_anchor, self->taken_head);

  if (tf_text_editor_has_taken (self))
    return tf_text_join ((TfText * const *) self->state->pdata + first, last - first + 1);
  if (self->area != NULL)
    return get_area_selection (self->area);

  return tf_text_new_empty ();
}

static GdkContentProvider *
provide_bytes (const char *media_type,
               char       *content)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (content, strlen (content));

  return gdk_content_provider_new_for_bytes (media_type, bytes);
}

/*
 * tf_text_editor_copy:
 *
 * Puts the selection on the clipboard, as our own text, HTML and plain text.
 */
void
tf_text_editor_copy (TfTextEditor *self,
                     gboolean      cut)
{
  g_autoptr(TfText) text = tf_text_editor_get_selected (self);
  g_autoptr(GdkContentProvider) provider = NULL;
  g_autofree char *plain = NULL;
  GdkContentProvider *forms[3] = { NULL };

  if (tf_text_get_n_blocks (text) == 0)
    return;

  plain = tf_text_dup_plain (text);
  if (tf_text_get_n_blocks (text) == 1 && g_str_has_suffix (plain, "\n"))
    plain[strlen (plain) - 1] = '\0';
  forms[0] = provide_bytes (OWN_TYPE, tf_text_dup_xml (text));
  forms[1] = provide_bytes ("text/html", tf_text_dup_html (text));
  forms[2] = gdk_content_provider_new_typed (G_TYPE_STRING, plain);
  provider = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);

  if (!cut || !self->editable)
    return;
  if (tf_text_editor_has_taken (self))
    tf_text_editor_delete_taken (self);
  else
    gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->area)), TRUE,
                                      TRUE);
}

/* A cell or caption holds one line: what is pasted there becomes lines in it. */
static TfText *
flatten (TfText *text)
{
  g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();

  tf_text_builder_begin_block (builder, TF_TEXT_PARAGRAPH, 0);
  for (guint i = 0; i < tf_text_get_n_blocks (text); i++)
    {
      const TfTextBlock *block = tf_text_get_block (text, i);

      if (i > 0)
        tf_text_builder_add_run (builder, "\n", TF_TEXT_STYLE_NONE, NULL);
      if (block->kind == TF_TEXT_TABLE)
        {
          g_autoptr(TfText) table = tf_text_slice (text, i, 0, i, 0);
          g_autofree char *plain = g_strchomp (tf_text_dup_plain (table));

          tf_text_builder_add_run (builder, plain, TF_TEXT_STYLE_NONE, NULL);
          continue;
        }
      for (guint n = 0; n < block->line.n_runs; n++)
        tf_text_builder_add_run (builder, block->line.runs[n].text, block->line.runs[n].style,
                                 block->line.runs[n].link);
    }

  return tf_text_builder_end (builder);
}

/* Finds the piece that holds the block in which an inserted text ends. */
static void
locate (GPtrArray   *pieces,
        guint        block,
        guint        offset,
        TfTextCaret *caret)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      guint n_blocks = tf_text_get_n_blocks (g_ptr_array_index (pieces, i));

      if (block < n_blocks || i == pieces->len - 1)
        {
          caret->piece += i;
          caret->cell = i % 2 == 1 ? 0 : -1;
          caret->line = i % 2 == 1 ? 0 : block;
          caret->offset = offset;
          return;
        }
      block -= n_blocks;
    }
}

static void
insert_in_line (TfTextEditor *self,
                TfText       *text)
{
  TfTextPiece *area = TF_TEXT_PIECE (self->area);
  g_autoptr(TfText) line = flatten (text);
  g_autoptr(TfText) whole = NULL;
  TfTextCaret caret;

  tf_text_piece_get_caret (area, &caret);
  whole = tf_text_insert (tf_text_piece_get_text (area), 0, caret.offset, line, NULL,
                          &caret.offset);
  tf_text_piece_load (area, whole);
  tf_text_piece_set_caret (area, &caret, FALSE);
  tf_text_piece_edited (area);
}

static void
insert_in_flow (TfTextEditor *self,
                guint         piece,
                TfText       *text)
{
  g_autoptr(TfText) whole = NULL;
  g_autoptr(GPtrArray) parts = NULL;
  g_autoptr(GPtrArray) pieces = NULL;
  TfTextCaret caret = { 0 };
  guint block = 0;
  guint offset = 0;

  tf_text_piece_get_caret (TF_TEXT_PIECE (self->area), &caret);
  whole = tf_text_insert (tf_text_piece_get_text (TF_TEXT_PIECE (self->area)), caret.line,
                          caret.offset, text, &block, &offset);
  parts = tf_text_editor_split (whole);
  pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_text_unref);
  for (guint i = 0; i < self->state->len; i++)
    {
      if (i != piece)
        g_ptr_array_add (pieces, tf_text_ref (g_ptr_array_index (self->state, i)));
      for (guint n = 0; i == piece && n < parts->len; n++)
        g_ptr_array_add (pieces, tf_text_ref (g_ptr_array_index (parts, n)));
    }

  caret.piece = piece;
  locate (parts, block, offset, &caret);
  tf_text_editor_replace (self, pieces, &caret);
}

/**
 * tf_text_editor_insert:
 * @self: the editor
 * @text: what to insert
 *
 * Inserts a text in place of the selection, as one edit.
 */
void
tf_text_editor_insert (TfTextEditor *self,
                       TfText       *text)
{
  int piece = -1;

  g_return_if_fail (TF_IS_TEXT_EDITOR (self));
  g_return_if_fail (text != NULL);

  if (!self->editable || tf_text_get_n_blocks (text) == 0)
    return;
  if (tf_text_editor_has_taken (self))
    tf_text_editor_delete_taken (self);
  if (self->area == NULL)
    g_set_weak_pointer (&self->area,
                        g_ptr_array_index (self->pieces, self->pieces->len - 1));

  self->loading++;
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->area)), FALSE,
                                    TRUE);
  self->loading--;

  piece = tf_text_editor_find_piece (self, GTK_WIDGET (self->area));
  if (tf_text_area_is_single (self->area))
    insert_in_line (self, text);
  else
    insert_in_flow (self, (guint) piece, text);
}

static char *
keep_image_cb (GBytes     *bytes,
               const char *media_type,
               gpointer    user_data)
{
  TfTextEditor *self = user_data;

  if (self->host == NULL)
    return NULL;

  return tf_text_editor_host_store_picture (self->host, bytes, media_type, NULL);
}

static TfText *
read_html (TfTextEditor  *self,
           GByteArray    *bytes,
           GError       **error)
{
  guint n_dropped = 0;
  TfText *text = tf_text_new_from_html ((const char *) bytes->data, bytes->len, keep_image_cb, self,
                                        &n_dropped, error);

  if (text != NULL && n_dropped > 0 && tf_text_get_n_blocks (text) > 0)
    {
      g_autofree char *message = NULL;

      message = g_strdup_printf (ngettext ("%u picture or other part could not be pasted.",
                                           "%u pictures or other parts could not be pasted.",
                                           n_dropped), n_dropped);
      tf_text_editor_notice (self, message);
    }

  return text;
}

static gboolean
has_large_table (TfText *text)
{
  for (guint i = 0; i < tf_text_get_n_blocks (text); i++)
    {
      const TfTextBlock *block = tf_text_get_block (text, i);

      if (block->n_rows * block->n_columns > MAX_CELLS)
        return TRUE;
    }

  return FALSE;
}

static void
finish_paste (Paste *paste)
{
  TfTextEditor *self = paste->editor;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = NULL;

  if (g_str_has_prefix (paste->media_type, "image/"))
    {
      g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes (g_byte_array_ref (paste->bytes));

      tf_text_editor_insert_picture (self, bytes, paste->media_type);
      return;
    }

  if (g_str_equal (paste->media_type, "text/html"))
    {
      text = read_html (self, paste->bytes, &error);
    }
  else
    {
      g_autofree char *xml = g_strndup ((const char *) paste->bytes->data, paste->bytes->len);

      text = tf_text_new_from_xml (xml, &error);
    }

  if (text == NULL)
    tf_text_editor_notice (self, error->message);
  else if (tf_text_get_n_blocks (text) == 0)
    read_clipboard (self, paste->next);
  else if (has_large_table (text))
    tf_text_editor_notice (self, _("A table of that size is better attached as evidence."));
  else
    tf_text_editor_insert (self, text);
}

static void
chunk_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Paste) paste = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              &error);

  if (chunk == NULL)
    {
      tf_text_editor_notice (paste->editor, error->message);
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      finish_paste (paste);
      return;
    }

  g_byte_array_append (paste->bytes, g_bytes_get_data (chunk, NULL),
                       (guint) g_bytes_get_size (chunk));
  if (paste->bytes->len > paste->limit)
    {
      tf_text_editor_notice (paste->editor,
                             _("The clipboard holds too much to be pasted at once."));
      return;
    }
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), CHUNK, G_PRIORITY_DEFAULT, NULL,
                                   chunk_read_cb, g_steal_pointer (&paste));
}

static void
stream_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Paste) paste = user_data;
  g_autoptr(GError) error = NULL;
  GInputStream *stream = NULL;
  const char *media_type = NULL;

  paste->stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &media_type, &error);
  if (paste->stream == NULL)
    {
      tf_text_editor_notice (paste->editor, error->message);
      return;
    }

  paste->media_type = g_strdup (media_type);
  paste->limit = g_str_has_prefix (media_type, "image/") ? MAX_PICTURE : TF_TEXT_MAX_BYTES;
  stream = paste->stream;
  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, NULL, chunk_read_cb,
                                   g_steal_pointer (&paste));
}

static void
plain_ready_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(TfTextEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *plain = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr(TfText) text = NULL;

  if (plain == NULL)
    return;
  if (strlen (plain) > TF_TEXT_MAX_BYTES)
    {
      tf_text_editor_notice (self, _("The clipboard holds too much to be pasted at once."));
      return;
    }

  text = tf_text_new_from_plain (plain);
  tf_text_editor_insert (self, text);
}

/* A browser that copies a picture gives HTML without words first: then the next form counts. */
static void
read_clipboard (TfTextEditor *self,
                gsize         first)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  for (gsize i = first; i < G_N_ELEMENTS (wanted_types); i++)
    {
      const char *wanted[] = { wanted_types[i], NULL };
      Paste *paste = NULL;

      if (!gdk_content_formats_contain_mime_type (formats, wanted_types[i]))
        continue;
      paste = g_new0 (Paste, 1);
      paste->editor = g_object_ref (self);
      paste->bytes = g_byte_array_new ();
      paste->next = i + 1;
      gdk_clipboard_read_async (clipboard, wanted, G_PRIORITY_DEFAULT, NULL, stream_ready_cb,
                                paste);
      return;
    }

  gdk_clipboard_read_text_async (clipboard, NULL, plain_ready_cb, g_object_ref (self));
}

/*
 * tf_text_editor_paste:
 *
 * Inserts what is on the clipboard: our own text before HTML, before a picture,
 * before plain text. Reading never waits, since the clipboard may be our own.
 */
void
tf_text_editor_paste (TfTextEditor *self,
                      gboolean      plain)
{
  if (self->editable)
    read_clipboard (self, plain ? G_N_ELEMENTS (wanted_types) : 0);
}
