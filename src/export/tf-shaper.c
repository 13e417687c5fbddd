/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-shaper-private.h"

#include "tf-fonts.h"
#include "tf-language.h"

#include <math.h>

/* Share of the size by which the middle of a line of Noto Sans lies above its baseline. */
#define BASELINE_SHIFT 0.388

/* A draft mark takes this share of the page's diagonal. */
#define WATERMARK_SHARE 0.45

/* How many texts that go over to a further page are kept laid out. */
#define MAX_BEGUN 64

typedef struct
{
  double  width;
  TfStyle style;
  guint   digits;
  guint   n_lines;
} Count;

/**
 * tf_dup_destination_id:
 * @destination: name as the document uses it
 *
 * Writes the name in characters that every viewer takes in a named destination. No brackets
 * are among them: cairo writes those in one way where it names the place, and in another where
 * a link leads to it.
 *
 * Returns: (transfer full): the name inside the PDF
 */
char *
tf_dup_destination_id (const char *destination)
{
  return g_uri_escape_string (destination, "/:@+,", FALSE);
}

/**
 * tf_shaper_new:
 * @language: language of the text as a BCP 47 tag
 * @error: return location for an error
 *
 * Makes a shaper, which belongs to one thread at a time.
 *
 * Returns: (transfer full) (nullable): the shaper, or `NULL` with @error set
 */
TfShaper *
tf_shaper_new (const char  *language,
               GError     **error)
{
  g_autoptr(TfShaper) self = g_new0 (TfShaper, 1);
  cairo_font_options_t *options = NULL;

  self->words = tf_language_get (language);
  self->unshown = g_hash_table_new (NULL, NULL);
  self->letters = g_string_new (NULL);
  self->map = tf_fonts_new_map (error);
  if (self->map == NULL)
    return NULL;

  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  self->context = pango_font_map_create_context (self->map);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (self->context, 72.0);
  pango_context_set_language (self->context, pango_language_from_string (language));
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  self->counts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->extents = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->begun = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  return g_steal_pointer (&self);
}

/**
 * tf_shaper_free:
 * @self: (transfer full) (nullable): the shaper
 *
 * Frees the shaper.
 */
void
tf_shaper_free (TfShaper *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->extents, g_hash_table_unref);
  g_clear_pointer (&self->begun, g_hash_table_unref);
  g_clear_pointer (&self->unshown, g_hash_table_unref);
  g_string_free (self->letters, TRUE);
  g_clear_object (&self->context);
  g_clear_object (&self->map);
  g_free (self);
}

/**
 * tf_shaper_get_unshown:
 * @self: the shaper
 *
 * Returns: (transfer none): the characters of the texts measured so far that its fonts lack, each
 *   once; "" where they have all
 */
const char *
tf_shaper_get_unshown (TfShaper *self)
{
  return self->letters->str;
}

/**
 * tf_shaper_set_page_of:
 * @self: the shaper
 * @page_of: (nullable): answers where destinations stand
 * @user_data: handed to @page_of
 *
 * Sets where printed page numbers come from, and forgets what was measured before.
 */
void
tf_shaper_set_page_of (TfShaper     *self,
                       TfPageOfFunc  page_of,
                       gpointer      user_data)
{
  self->page_of = page_of;
  self->page_of_data = user_data;
}

/* Answers where @destination stands, as set with tf_shaper_set_page_of(). */
guint
tf_shaper_find_page (TfShaper   *self,
                     const char *destination,
                     guint      *digits)
{
  if (self->page_of == NULL)
    return 0;

  return self->page_of (destination, digits, self->page_of_data);
}

/* Lays a text out in lines of @width points, or on one where that is negative. */
PangoLayout *
tf_shaper_new_layout (TfShaper        *self,
                      const TfInlines *inlines,
                      TfStyle          style,
                      double           width)
{
  const TfStyleInfo *info = tf_style_get_info (style);
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, TF_FONT_FAMILY);
  pango_font_description_set_size (font, info->size * PANGO_SCALE);
  pango_font_description_set_weight (font, info->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (font, info->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width < 0 ? -1 : floor (width * PANGO_SCALE));
  tf_shaper_set_text (self, layout, inlines, info);

  return layout;
}

static void
note_run (TfShaper             *self,
          const PangoGlyphItem *run)
{
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      gunichar letter = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;

      if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 &&
          g_unichar_validate (letter) &&
          g_hash_table_add (self->unshown, GUINT_TO_POINTER (letter)))
        g_string_append_unichar (self->letters, letter);
    }
}

/* A letter that no font has must not vanish in silence. */
static void
note_unshown (TfShaper    *self,
              PangoLayout *layout)
{
  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return;

  for (GSList *lines = pango_layout_get_lines_readonly (layout); lines != NULL; lines = lines->next)
    for (GSList *runs = ((PangoLayoutLine *) lines->data)->runs; runs != NULL; runs = runs->next)
      note_run (self, runs->data);
}

/* The digits reserved for page numbers in a text. Reservations only grow: the same sum means
 * the same lines. */
guint
tf_shaper_sum_digits (TfShaper        *self,
                      const TfInlines *inlines)
{
  guint sum = 0;

  if (!tf_inlines_has_pages (inlines))
    return 0;

  for (guint i = 0; i < tf_inlines_get_n_runs (inlines); i++)
    {
      const TfInlineRun *run = tf_inlines_get_run (inlines, i);
      guint digits = 0;

      if (run->with_page && tf_shaper_find_page (self, run->destination, &digits) > 0)
        sum += digits;
    }

  return sum;
}

/**
 * tf_shaper_count_lines:
 * @self: the shaper
 * @inlines: the text
 * @style: its look
 * @width: room for a line, in points
 *
 * Breaks the text into lines and counts them. The answer is remembered, so that asking
 * again costs nothing.
 *
 * Returns: the number of lines, at least 1
 */
guint
tf_shaper_count_lines (TfShaper        *self,
                       const TfInlines *inlines,
                       TfStyle          style,
                       double           width)
{
  Count count = { .width = width, .style = style, .digits = tf_shaper_sum_digits (self, inlines) };
  Count *known = g_hash_table_lookup (self->counts, inlines);
  g_autoptr(PangoLayout) layout = NULL;

  if (tf_inlines_get_n_runs (inlines) == 0)
    return 1;
  if (known != NULL && known->width == width && known->style == style &&
      known->digits == count.digits)
    return known->n_lines;

  layout = tf_shaper_new_layout (self, inlines, style, width);
  note_unshown (self, layout);
  count.n_lines = MAX (1, pango_layout_get_line_count (layout));
  g_hash_table_insert (self->counts, (gpointer) inlines, g_memdup2 (&count, sizeof count));

  return count.n_lines;
}

/**
 * tf_shaper_get_width:
 * @self: the shaper
 * @inlines: the text
 * @style: its look
 *
 * Measures the text on one line.
 *
 * Returns: its width in points
 */
double
tf_shaper_get_width (TfShaper        *self,
                     const TfInlines *inlines,
                     TfStyle          style)
{
  g_autoptr(PangoLayout) layout = tf_shaper_new_layout (self, inlines, style, -1);
  int width = 0;

  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

/* Whether @run leads somewhere. A destination that does not exist leaves plain text. */
static gboolean
is_link (TfShaper          *self,
         const TfInlineRun *run)
{
  guint digits = 1;

  if (run == NULL)
    return FALSE;
  if (run->destination != NULL)
    return tf_shaper_find_page (self, run->destination, &digits) > 0;

  return run->uri != NULL;
}

static char *
quote (const char *value)
{
  GString *quoted = g_string_new (NULL);

  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *c);
    }

  return g_string_free (quoted, FALSE);
}

static void
begin_link (cairo_t           *cr,
            const TfInlineRun *run)
{
  g_autofree char *target = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *attributes = NULL;

  if (run->destination != NULL)
    target = tf_dup_destination_id (run->destination);
  else
    target = g_uri_escape_string (run->uri, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "?#[]%&", FALSE);
  quoted = quote (target);
  attributes = g_strdup_printf (run->destination != NULL ? "dest='%s'" : "uri='%s'", quoted);
  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
}

/* Where cairo's tags of a line stand open: a link, a span of plain text, or nothing. */
typedef struct
{
  TfShaper          *shaper;
  cairo_t           *cr;
  const TfInlineRun *run;
  gboolean           link;
  gboolean           span;
  gboolean           tagged;
  gboolean           spans;
} Pen;

static void
close_tag (Pen *pen)
{
  if (pen->link)
    cairo_tag_end (pen->cr, CAIRO_TAG_LINK);
  else if (pen->span)
    cairo_tag_end (pen->cr, "Span");
  pen->link = FALSE;
  pen->span = FALSE;
  pen->run = NULL;
}

static void
open_tag (Pen               *pen,
          const TfInlineRun *run,
          gboolean           link)
{
  if (!pen->tagged || (pen->link && pen->run == run) || (pen->span && !link))
    return;

  close_tag (pen);
  pen->run = run;
  if (link)
    begin_link (pen->cr, run);
  else if (pen->spans)
    cairo_tag_begin (pen->cr, "Span", NULL);
  pen->link = link;
  pen->span = !link && pen->spans;
}

static guint
run_color (const TfInlineRun *run,
           gboolean           link,
           guint              color)
{
  if (link && !(run->style & TF_INLINE_QUIET))
    return TF_COLOR_LINK;
  if (run != NULL && run->style & TF_INLINE_DIM)
    return TF_COLOR_DIM;

  return color;
}

static void
draw_line (Pen             *pen,
           PangoLayoutLine *line,
           const char      *text,
           const TfInlines *inlines,
           guint            color,
           double           x,
           double           baseline)
{
  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *item = l->data;
      const TfInlineRun *run = tf_shaper_find_run (inlines, item);
      gboolean link = is_link (pen->shaper, run);

      open_tag (pen, run, link);
      tf_set_color (pen->cr, run_color (run, link, color));
      cairo_move_to (pen->cr, x, baseline);
      pango_cairo_show_glyph_item (pen->cr, text, item);
      x += (double) pango_glyph_string_get_width (item->glyphs) / PANGO_SCALE;
    }
}

static double
line_offset (PangoLayoutLine *line,
             TfAlign          align,
             double           width)
{
  PangoRectangle extents;
  double room = 0;

  if (pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL)
    align = align == TF_ALIGN_START ? TF_ALIGN_END : TF_ALIGN_START;
  if (align == TF_ALIGN_START)
    return 0;

  pango_layout_line_get_extents (line, NULL, &extents);
  room = width - (double) extents.width / PANGO_SCALE;

  return align == TF_ALIGN_END ? room : room / 2;
}

/* A text of many pages is not laid out again for each of them. */
static PangoLayout *
begin_layout (TfShaper        *self,
              const TfInlines *inlines,
              TfStyle          style,
              double           width)
{
  PangoLayout *layout = g_hash_table_lookup (self->begun, inlines);

  if (layout != NULL && pango_layout_get_width (layout) == (int) floor (width * PANGO_SCALE))
    return g_object_ref (layout);

  return tf_shaper_new_layout (self, inlines, style, width);
}

static void
end_layout (TfShaper        *self,
            const TfInlines *inlines,
            PangoLayout     *layout,
            guint            next)
{
  if (next >= (guint) pango_layout_get_line_count (layout))
    {
      g_hash_table_remove (self->begun, inlines);
      return;
    }

  if (g_hash_table_size (self->begun) >= MAX_BEGUN)
    g_hash_table_remove_all (self->begun);
  g_hash_table_insert (self->begun, (gpointer) inlines, g_object_ref (layout));
}

/**
 * tf_shaper_draw:
 * @self: the shaper
 * @cr: a cairo context
 * @inlines: the text
 * @style: its look
 * @align: where lines begin
 * @x: start of the lines
 * @y: top of the first line drawn
 * @width: room for a line
 * @first: the first line to draw, from 0
 * @n_lines: how many lines to draw
 * @tagged: whether links are marked for a PDF
 * @spans: whether every stretch of text gets a mark of its own inside the current tag
 *
 * Draws some lines of a text.
 */
void
tf_shaper_draw (TfShaper        *self,
                cairo_t         *cr,
                const TfInlines *inlines,
                TfStyle          style,
                TfAlign          align,
                double           x,
                double           y,
                double           width,
                guint            first,
                guint            n_lines,
                gboolean         tagged,
                gboolean         spans)
{
  const TfStyleInfo *info = tf_style_get_info (style);
  g_autoptr(PangoLayout) layout = NULL;
  GSList *lines = NULL;
  Pen pen = { .shaper = self, .cr = cr, .tagged = tagged, .spans = spans };

  if (tf_inlines_get_n_runs (inlines) == 0)
    return;

  layout = begin_layout (self, inlines, style, width);
  lines = g_slist_nth (pango_layout_get_lines_readonly (layout), first);
  for (guint i = 0; i < n_lines && lines != NULL; i++, lines = lines->next)
    {
      double middle = y + i * info->leading + info->leading / 2;

      draw_line (&pen, lines->data, pango_layout_get_text (layout), inlines, info->color,
                 x + line_offset (lines->data, align, width), middle + BASELINE_SHIFT * info->size);
    }
  end_layout (self, inlines, layout, first + n_lines);
  close_tag (&pen);
}

/**
 * tf_shaper_draw_watermark:
 * @self: the shaper
 * @cr: a cairo context
 * @text: one or two words
 * @width: width of the page
 * @height: height of the page
 *
 * Writes large and pale across the page, in a solid colour: transparency would cost the
 * file its plain structure.
 */
void
tf_shaper_draw_watermark (TfShaper   *self,
                          cairo_t    *cr,
                          const char *text,
                          double      width,
                          double      height)
{
  g_autoptr(TfInlines) inlines = tf_inlines_new_styled (text, TF_INLINE_NONE);
  double length = tf_shaper_get_width (self, inlines, TF_STYLE_COVER_PRODUCT);
  double scale = WATERMARK_SHARE * hypot (width, height) / MAX (length, 1);
  g_autoptr(PangoLayout) layout = tf_shaper_new_layout (self, inlines, TF_STYLE_COVER_PRODUCT, -1);
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  double size = tf_style_get_info (TF_STYLE_COVER_PRODUCT)->size;

  if (line == NULL)
    return;

  scale = MIN (scale, 6.0);
  cairo_save (cr);
  cairo_translate (cr, width / 2, height / 2);
  cairo_rotate (cr, -atan2 (height, width));
  cairo_scale (cr, scale, scale);
  tf_set_color (cr, TF_COLOR_PALE);
  cairo_move_to (cr, -length / 2, BASELINE_SHIFT * size);
  pango_cairo_show_layout_line (cr, line);
  cairo_restore (cr);
}
