/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-shaper-private.h"

#include "tf-fonts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A word of more characters than any language has may break after each part. Pango's time grows
 * with the square of a word's length, which hostile or pasted text would turn into minutes. */
#define MAX_WORD  256
#define WORD_PART 64
#define ZERO_WIDTH_SPACE "\u200b"

/* A letter carries no more marks than Unicode's stream-safe format allows; the others go on by the
 * dotted circle that stands for a letter. Their time would grow with the square of their number. */
#define MAX_MARKS    30
#define MARK_CARRIER "\u25cc"

/* Marks the glyphs of one run, so that colour and link can be told while drawing. */
static PangoAttribute *copy_run_attribute (const PangoAttribute *attribute);

static void
free_run_attribute (PangoAttribute *attribute)
{
  g_free (attribute);
}

static gboolean
equal_run_attributes (const PangoAttribute *a,
                      const PangoAttribute *b)
{
  return ((const PangoAttrInt *) a)->value == ((const PangoAttrInt *) b)->value;
}

static PangoAttrClass run_attribute_class = {
  0, copy_run_attribute, free_run_attribute, equal_run_attributes,
};

static void
register_run_attribute (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      run_attribute_class.type = pango_attr_type_register ("tf-run");
      g_once_init_leave (&registered, 1);
    }
}

static PangoAttribute *
new_run_attribute (int value)
{
  PangoAttrInt *attribute = g_new0 (PangoAttrInt, 1);

  pango_attribute_init (&attribute->attr, &run_attribute_class);
  attribute->value = value;

  return &attribute->attr;
}

static PangoAttribute *
copy_run_attribute (const PangoAttribute *attribute)
{
  return new_run_attribute (((const PangoAttrInt *) attribute)->value);
}

/* The number is padded to the digits reserved for it with spaces as wide as a digit, so that
 * the same lines come out whatever the number turns out to be. */
static void
append_page (TfShaper   *self,
             GString    *text,
             const char *destination,
             gboolean    text_before)
{
  guint digits = 1;
  guint page = tf_shaper_find_page (self, destination, &digits);
  g_autofree char *number = NULL;
  g_autofree char *suffix = NULL;
  GString *padded = NULL;

  if (page == 0)
    return;

  number = g_strdup_printf ("%u", page);
  padded = g_string_new (NULL);
  for (gsize i = strlen (number); i < digits; i++)
    g_string_append (padded, "\u2007");
  g_string_append (padded, number);
  /* Translators: follows the text of a link and tells the page it leads to. */
  suffix = g_strdup_printf (text_before ? L_ (self->words, ", page\u00a0%s") : "%s", padded->str);
  g_string_append (text, suffix);
  g_string_free (padded, TRUE);
}

static void
insert (PangoAttrList  *list,
        PangoAttribute *attribute,
        guint           start,
        guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
insert_style (PangoAttrList     *list,
              const TfInlineRun *run,
              const TfStyleInfo *info,
              guint              start,
              guint              end)
{
  double factor = 1.0;

  if (run->style & TF_INLINE_BOLD)
    insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if (run->style & TF_INLINE_ITALIC)
    insert (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if (run->style & TF_INLINE_MONO)
    {
      insert (list, pango_attr_family_new (TF_FONT_FAMILY_MONO), start, end);
      factor *= 0.92;
    }
  if (run->style & TF_INLINE_DIM)
    factor *= 0.86;
  if (factor < 1.0)
    insert (list, pango_attr_size_new (info->size * factor * PANGO_SCALE), start, end);
}

/* What @text ends with: the characters of its last word, and the marks on its last letter. */
typedef struct
{
  guint word;
  guint marks;
} Tail;

/* What has to stand between @text and @letter, so that neither a word nor the marks on a letter
 * grow without bound. */
static const char *
get_divider (Tail     *tail,
             gunichar  letter)
{
  gboolean mark = g_unichar_ismark (letter);

  if (mark)
    tail->marks++;
  else if (g_unichar_type (letter) != G_UNICODE_FORMAT)
    tail->marks = 0;

  if (g_unichar_isspace (letter) || g_unichar_iswide (letter))
    tail->word = 0;
  else if (++tail->word > MAX_WORD && tail->word % WORD_PART == 0 && !mark)
    return ZERO_WIDTH_SPACE;

  if (tail->marks <= MAX_MARKS)
    return "";

  tail->marks = 1;
  return MARK_CARRIER;
}

static void
append_words (GString    *text,
              const char *more,
              Tail       *tail)
{
  const char *start = more;

  for (const char *c = more; *c != '\0'; c = g_utf8_next_char (c))
    {
      const char *divider = get_divider (tail, g_utf8_get_char (c));

      if (*divider == '\0')
        continue;
      g_string_append_len (text, start, c - start);
      g_string_append (text, divider);
      start = c;
    }
  g_string_append (text, start);
}

/* Gives the layout the text with its looks, and marks its runs. */
void
tf_shaper_set_text (TfShaper          *self,
                    PangoLayout       *layout,
                    const TfInlines   *inlines,
                    const TfStyleInfo *info)
{
  g_autoptr(GString) text = g_string_new (NULL);
  PangoAttrList *list = pango_attr_list_new ();
  Tail tail = { 0 };

  register_run_attribute ();
  for (guint i = 0; i < tf_inlines_get_n_runs (inlines); i++)
    {
      const TfInlineRun *run = tf_inlines_get_run (inlines, i);
      gsize start = text->len;

      append_words (text, run->text, &tail);
      if (run->with_page)
        append_page (self, text, run->destination, run->text[0] != '\0');
      insert_style (list, run, info, start, text->len);
      insert (list, new_run_attribute (i + 1), start, text->len);
    }
  insert (list, pango_attr_insert_hyphens_new (FALSE), 0, G_MAXUINT);
  /* A joined "fi" is one glyph, which not every reader takes apart again when searching. */
  insert (list, pango_attr_font_features_new ("liga=0,clig=0"), 0, G_MAXUINT);
  pango_layout_set_text (layout, text->str, text->len);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
}

/* Finds the run that glyphs come from. */
const TfInlineRun *
tf_shaper_find_run (const TfInlines      *inlines,
                    const PangoGlyphItem *item)
{
  for (GSList *l = item->item->analysis.extra_attrs; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = l->data;

      if (attribute->klass == &run_attribute_class)
        return tf_inlines_get_run (inlines, ((PangoAttrInt *) attribute)->value - 1);
    }

  return NULL;
}
