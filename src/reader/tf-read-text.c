/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-text.h"

#include "tf-reader-protocol.h"

#include <errno.h>
#include <pango/pangocairo.h>
#include <string.h>
#include <unistd.h>

/* A page is A4 in points. Lines are broken by counting cells, not by measuring, so that
 * every program and every font agrees on what stands on which page. */
#define PAGE_WIDTH   595.0
#define PAGE_HEIGHT  842.0
#define MARGIN       42.0
#define N_COLUMNS    96
#define N_LINES      72
#define TAB          8

static char *
convert (const char *data,
         gsize       length,
         const char *encoding)
{
  gsize n_written;
  g_autofree char *converted = g_convert_with_fallback (data, length, "UTF-8", encoding,
                                                        "\357\277\275", NULL, &n_written, NULL);

  return converted != NULL ? g_utf8_make_valid (converted, n_written) : NULL;
}

static gboolean
has_c1 (const char *data,
        gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar c = data[i];

      if (c >= 0x80 && c < 0xa0)
        return TRUE;
    }

  return FALSE;
}

/* What is cut off at the limit may end within a character. */
static gboolean
is_utf8 (const char *data,
         gsize       length,
         gboolean    complete)
{
  const char *end;

  return g_utf8_validate_len (data, length, &end) ||
         (!complete && data + length - end < 4);
}

static char *
decode (const char  *data,
        gsize        length,
        gboolean     complete,
        const char **encoding)
{
  char *text = NULL;

  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    *encoding = "UTF-16LE";
  else if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    *encoding = "UTF-16BE";
  else if (is_utf8 (data, length, complete))
    *encoding = "UTF-8";
  else
    *encoding = has_c1 (data, length) ? "WINDOWS-1252" : "ISO-8859-1";

  if (g_str_equal (*encoding, "UTF-8"))
    {
      gsize bom = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

      text = g_utf8_make_valid (data + bom, length - bom);
    }
  else if (g_str_has_prefix (*encoding, "UTF-16"))
    {
      text = convert (data + 2, (length - 2) & ~(gsize) 1, *encoding);
    }
  else
    {
      text = convert (data, length, *encoding);
    }

  if (text == NULL)
    {
      *encoding = "ISO-8859-1";
      text = convert (data, length, *encoding);
    }

  return text;
}

static const char *
next_cells (const char *p,
            guint      *column)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '\t')
    *column += TAB - *column % TAB;
  else if (!g_unichar_iszerowidth (c))
    *column += g_unichar_iswide (c) ? 2 : 1;

  return g_utf8_next_char (p);
}

/* Goes past one line of the page: to a line end in the text, or behind the last blank, or
 * in the worst case the last character, that fits. */
static const char *
skip_line (const char *p)
{
  const char *after_blank = NULL;
  guint column = 0;

  while (*p != '\0' && *p != '\n' && *p != '\r')
    {
      guint after = column;
      const char *next = next_cells (p, &after);

      if (after > N_COLUMNS && column > 0)
        return after_blank != NULL ? after_blank : p;
      if (*p == ' ' || *p == '\t')
        after_blank = next;
      column = after;
      p = next;
    }

  if (*p == '\r' && p[1] == '\n')
    return p + 2;

  return *p != '\0' ? p + 1 : p;
}

/* Pages end after a number of lines or at a form feed. */
static const char *
skip_page (const char *p)
{
  for (guint i = 0; i < N_LINES && *p != '\0'; i++)
    {
      const char *next = skip_line (p);
      const char *feed = memchr (p, '\f', next - p);

      if (feed != NULL)
        return feed + 1;
      p = next;
    }

  return p;
}

static char *
dup_page_lines (const char *p,
                const char *end)
{
  GString *lines = g_string_new (NULL);

  while (p < end)
    {
      const char *next = MIN (skip_line (p), end);

      g_string_append_len (lines, p, next - p);
      while (lines->len > 0 && strchr ("\r\n\f", lines->str[lines->len - 1]) != NULL)
        g_string_truncate (lines, lines->len - 1);
      g_string_append_c (lines, '\n');
      p = next;
    }

  return g_string_free (lines, FALSE);
}

static void
draw (cairo_t    *cr,
      const char *lines)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Monospace 8");
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, lines, -1);
  pango_layout_get_size (layout, &width, &height);

  cairo_translate (cr, MARGIN, MARGIN);
  if (width > (PAGE_WIDTH - 2 * MARGIN) * PANGO_SCALE ||
      height > (PAGE_HEIGHT - 2 * MARGIN) * PANGO_SCALE)
    {
      double fit = MIN ((PAGE_WIDTH - 2 * MARGIN) * PANGO_SCALE / width,
                        (PAGE_HEIGHT - 2 * MARGIN) * PANGO_SCALE / height);

      cairo_scale (cr, fit, fit);
      pango_cairo_update_layout (cr, layout);
    }
  cairo_set_source_rgb (cr, 0, 0, 0);
  pango_cairo_show_layout (cr, layout);

  pango_font_description_free (font);
  g_object_unref (layout);
}

/**
 * tf_read_text_load:
 * @encoding: (out) (transfer none): what the text was decoded from
 * @complete: (out): whether the whole file was read
 *
 * Reads the file as text: UTF-16 where its mark stands at the start, UTF-8 where that is
 * what it is, or else a single-byte encoding of western Europe.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
tf_read_text_load (const char **encoding,
                   gboolean    *complete)
{
  g_autofree char *data = g_malloc (TF_READER_MAX_TEXT + 1);
  gsize length = 0;
  ssize_t n = 1;

  lseek (TF_READER_FD, 0, SEEK_SET);
  while (n != 0 && length <= TF_READER_MAX_TEXT)
    {
      n = read (TF_READER_FD, data + length, TF_READER_MAX_TEXT + 1 - length);
      if (n < 0 && errno != EINTR)
        tf_read_fail (TF_READER_EXIT_FAILED);
      length += MAX (n, 0);
    }

  *complete = length <= TF_READER_MAX_TEXT;
  length = MIN (length, TF_READER_MAX_TEXT);

  return decode (data, length, *complete, encoding);
}

/**
 * tf_read_text_info:
 * @text: the text of the file
 * @info: where the facts go
 *
 * Tells how many pages the text fills.
 */
void
tf_read_text_info (const char   *text,
                   GVariantDict *info)
{
  guint n_pages = 0;

  do
    {
      text = skip_page (text);
      n_pages++;
    }
  while (*text != '\0' && n_pages < TF_READER_MAX_PAGES);

  g_variant_dict_insert (info, TF_READER_KEY_PAGES, "u", n_pages);
  g_variant_dict_insert (info, TF_READER_KEY_SIZE, "(dd)", PAGE_WIDTH, PAGE_HEIGHT);
}

/**
 * tf_read_text_page:
 * @text: the text of the file
 * @page: which page, from 1
 * @width: how many pixels wide
 *
 * Draws one page of text and answers with it.
 */
void
tf_read_text_page (const char *text,
                   guint       page,
                   guint       width)
{
  g_autofree char *lines = NULL;
  cairo_surface_t *surface;
  double scale;
  cairo_t *cr;

  for (guint i = 1; i < page; i++)
    {
      text = skip_page (text);
      if (*text == '\0')
        tf_read_fail (TF_READER_EXIT_NO_PAGE);
    }

  lines = dup_page_lines (text, skip_page (text));
  surface = tf_read_surface_new (PAGE_WIDTH, PAGE_HEIGHT, width, &scale);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  draw (cr, lines);
  cairo_destroy (cr);

  tf_read_write_surface (surface);
  cairo_surface_destroy (surface);
}

/**
 * tf_read_text_text:
 * @text: the text of the file
 * @out: text on its way out
 *
 * Gives the text page by page, the same pages as tf_read_text_page() draws.
 */
void
tf_read_text_text (const char *text,
                   TfReadText *out)
{
  for (guint page = 1; *text != '\0'; page++)
    {
      const char *end = skip_page (text);
      g_autofree char *content = g_strndup (text, end - text);

      if (!tf_read_write_text (out, page, content))
        return;
      text = end;
    }
}
