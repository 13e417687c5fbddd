/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pages.h"

#include "export-fixture.h"
#include "sample-document.h"
#include "tf-flow.h"

#include <string.h>

#define FILLER "The port stays silent until a client shows a certificate that the operator's own " \
               "authority has issued, and every refusal is logged with time and address. "

typedef struct
{
  const char *label;
  guint       left;
  guint       room;
  gboolean    fresh;
  guint       expected;
} FitCase;

static const FitCase fit_cases[] = {
  { "all-fit",                5,  5,  FALSE, 5 },
  { "one-line",               1,  1,  FALSE, 1 },
  { "no-room",                1,  0,  FALSE, 0 },
  { "two-and-two",            4,  2,  FALSE, 2 },
  { "no-single-last-line",    5,  4,  FALSE, 3 },
  { "no-single-first-line",   5,  1,  FALSE, 0 },
  { "three-never-part",       3,  2,  FALSE, 0 },
  { "two-never-part",         2,  1,  FALSE, 0 },
  { "longer-than-a-page",     99, 50, TRUE,  50 },
  { "page-of-a-single-line",  9,  1,  TRUE,  1 },
  { "page-without-any-line",  9,  0,  TRUE,  1 },
};

static void
test_flow_fit (gconstpointer data)
{
  const FitCase *c = data;

  g_assert_cmpuint (tf_flow_fit_lines (c->left, c->room, c->fresh), ==, c->expected);
}

/* Whatever stands before it, a heading stands on the page of the text that follows. */
static void
test_pages_heading_stays (Fixture       *fixture,
                          gconstpointer  data)
{
  for (guint lines = 30; lines < 52; lines++)
    {
      g_autoptr (TfDocument) document = sample_document_new_bare ();
      g_autoptr (TfPages) pages = NULL;
      g_autoptr (Pdf) pdf = NULL;
      g_autofree char *text = NULL;

      for (guint i = 0; i < lines; i++)
        tf_document_add_list_item (document, 1, "", tf_inlines_new_text ("line"));
      tf_document_add_heading (document, 1, "", "Outer heading", "outer");
      tf_document_add_heading (document, 2, "", "Inner heading", "inner");
      tf_document_add_plain (document, "First words " FILLER FILLER);
      pages = lay_out (document);
      pdf = write_and_open (fixture, pages);
      text = dup_page_text (pdf, tf_pages_find_destination (pages, "outer") - 1);

      g_assert_nonnull (strstr (text, "Outer heading"));
      g_assert_nonnull (strstr (text, "Inner heading"));
      g_assert_nonnull (strstr (text, "First words"));
    }
}

/* Would take minutes if every line looked at the rest of the word. */
static void
test_pages_long_word (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autofree char *word = g_strnfill (200000, 'x');
  g_autoptr (TfPages) pages = NULL;
  TfTable *table = tf_table_new (1);

  tf_document_add_plain (document, word);
  tf_table_set_column (table, 0, "Column", 1, TF_ALIGN_START);
  tf_table_add_text (table, word);
  tf_document_add_table (document, table);
  pages = lay_out (document);

  g_assert_cmpuint (tf_pages_get_n_pages (pages), >, 80);
}

/* A letter with marks without end takes no time without end, and no mark is lost. */
static void
test_pages_marks (Fixture       *fixture,
                  gconstpointer  data)
{
  const guint n_marks = 12000;
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autoptr (GString) text = g_string_new ("letter e");
  g_auto (GStrv) texts = NULL;
  guint found = 0;

  for (guint i = 0; i < n_marks; i++)
    g_string_append (text, i % 2 == 0 ? "\u0323" : "\u0301");
  tf_document_add_plain (document, text->str);
  pages = lay_out (document);
  pdf = write_and_open (fixture, pages);
  texts = dup_page_texts (pdf);
  for (guint i = 0; texts[i] != NULL; i++)
    for (const char *c = texts[i]; *c != '\0'; c = g_utf8_next_char (c))
      found += g_utf8_get_char (c) == 0x0323;

  g_assert_cmpstr (tf_pages_get_unshown (pages), ==, "");
  g_assert_cmpuint (found, ==, n_marks / 2);
}

static TfTable *
make_table (guint       n_rows,
            const char *middle)
{
  TfTable *table = tf_table_new (2);

  tf_table_set_column (table, 0, "Column one", 1, TF_ALIGN_START);
  tf_table_set_column (table, 1, "Column two", 2, TF_ALIGN_END);
  tf_table_set_caption (table, "A caption");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("row%03u", i);
      g_autofree char *text = g_strdup_printf ("start%03u %s end%03u", i, middle, i);

      tf_table_add_text (table, number);
      tf_table_add_text (table, text);
    }

  return table;
}

static void
test_pages_short_rows (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_auto (GStrv) texts = NULL;
  guint n_rows = 60;

  tf_document_add_table (document, make_table (n_rows, FILLER FILLER));
  pages = lay_out (document);
  pdf = write_and_open (fixture, pages);
  texts = dup_page_texts (pdf);
  g_assert_cmpuint (g_strv_length (texts), >, 3);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *start = g_strdup_printf ("start%03u", i);
      g_autofree char *end = g_strdup_printf ("end%03u", i);

      g_assert_cmpint (find_page_of (texts, start, 0), ==, find_page_of (texts, end, 0));
    }
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_assert_cmpuint (count_of (texts[i], "Column two"), ==, 1);
      g_assert_cmpuint (count_of (texts[i], "(continued)"), ==, i == 0 ? 0 : 1);
    }
}

static void
test_pages_long_row (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autoptr (GString) middle = g_string_new (NULL);
  g_auto (GStrv) texts = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (middle, "w%04u ", i);
  tf_document_add_plain (document, FILLER);
  tf_document_add_table (document, make_table (1, middle->str));
  pages = lay_out (document);
  pdf = write_and_open (fixture, pages);
  texts = dup_page_texts (pdf);
  text = g_strjoinv ("\n", texts);

  g_assert_cmpuint (g_strv_length (texts), >, 2);
  g_assert_cmpint (find_page_of (texts, "start000", 0), ==, 0);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%04u", i);

      g_assert_cmpuint (count_of (text, word), ==, 1);
    }
}

static TfDocument *
make_long_document (guint n_sections)
{
  TfDocument *document = sample_document_new_bare ();

  tf_document_add_contents (document, "Contents", 2);
  for (guint i = 0; i < n_sections; i++)
    {
      g_autofree char *title = g_strdup_printf ("Section-%03u", i);
      g_autofree char *name = g_strdup_printf ("name-%03u", i);
      g_autofree char *target = g_strdup_printf ("name-%03u", n_sections - 1 - i);
      TfInlines *text = tf_inlines_new_text (FILLER FILLER);

      tf_document_add_heading (document, 1 + i % 2, "", title, name);
      tf_inlines_add_link (text, target, TF_INLINE_NONE, target, TRUE);
      tf_inlines_add_link (text, "nowhere", TF_INLINE_NONE, "no-such-place", TRUE);
      tf_document_add_paragraph (document, text);
      for (guint k = 0; k < i % 5; k++)
        tf_document_add_plain (document, FILLER FILLER FILLER);
    }

  return document;
}

/* The page that a text prints after @label. */
static guint
read_page (const char *text,
           const char *label)
{
  const char *at = strstr (text, label);

  g_assert_nonnull (at);
  for (at += strlen (label); *at != '\0' && !g_ascii_isdigit (*at); at++)
    ;

  return strtoul (at, NULL, 10);
}

static void
test_pages_numbers (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n_sections = 240;
  g_autoptr (TfDocument) document = make_long_document (n_sections);
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (Pdf) pdf = write_and_open (fixture, pages);
  g_auto (GStrv) texts = dup_page_texts (pdf);
  guint first = tf_pages_find_destination (pages, "name-000") - 1;

  g_assert_cmpuint (tf_pages_get_n_pages (pages), >, 100);
  g_assert_cmpuint (tf_pages_find_destination (pages, "no-such-place"), ==, 0);
  for (guint i = 0; i < n_sections; i++)
    {
      g_autofree char *title = g_strdup_printf ("Section-%03u", i);
      g_autofree char *name = g_strdup_printf ("name-%03u", i);
      g_autofree char *label = g_strdup_printf ("name-%03u, page", i);
      guint page = tf_pages_find_destination (pages, name);
      int contents = find_page_of (texts, title, 0);
      int reference = find_page_of (texts, label, first);

      g_assert_nonnull (strstr (texts[page - 1], title));
      g_assert_cmpuint (read_page (texts[contents], title), ==, page);
      g_assert_cmpint (reference, >=, 0);
      g_assert_cmpuint (read_page (texts[reference], label), ==, page);
    }
}

static void
test_pages_sizes (void)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = NULL;
  double width = 0;
  double height = 0;

  tf_document_add_plain (document, FILLER);
  tf_document_set_landscape (document, TRUE);
  tf_document_add_plain (document, FILLER);
  tf_document_set_landscape (document, FALSE);
  tf_document_add_plain (document, FILLER);
  tf_document_add_page_break (document);
  tf_document_add_page_break (document);
  pages = lay_out (document);

  g_assert_cmpuint (tf_pages_get_n_pages (pages), ==, 3);
  tf_pages_get_size (pages, 0, &width, &height);
  g_assert_cmpfloat (width, <, height);
  tf_pages_get_size (pages, 1, &width, &height);
  g_assert_cmpfloat (width, >, height);
  tf_pages_get_size (pages, 2, &width, &height);
  g_assert_cmpfloat (width, <, height);
}

static void
test_pages_empty (void)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = lay_out (document);

  g_assert_cmpuint (tf_pages_get_n_pages (pages), ==, 1);
  g_assert_true (tf_pages_get_document (pages) == document);
}

/* Every page is drawn in two threads at once, as preview and export do. */
static gpointer
draw_all (gpointer data)
{
  TfPages *pages = data;
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  char *result = NULL;

  for (guint i = 0; i < tf_pages_get_n_pages (pages); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 850);
      cairo_t *cr = cairo_create (surface);

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      tf_pages_draw (pages, i, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_flush (surface);
      g_checksum_update (sum, cairo_image_surface_get_data (surface),
                         cairo_image_surface_get_stride (surface) * 850);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  result = g_strdup (g_checksum_get_string (sum));
  g_checksum_free (sum);

  return result;
}

static void
test_pages_draw (void)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  GThread *thread = g_thread_new ("draw", draw_all, pages);
  g_autofree char *here = draw_all (pages);
  g_autofree char *there = g_thread_join (thread);

  g_assert_cmpstr (here, ==, there);
}

static void
cancel_cb (double      fraction,
           const char *message,
           gpointer    user_data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  g_assert_cmpstr (message, !=, "");
  if (fraction > 0)
    g_cancellable_cancel (user_data);
}

static void
test_pages_cancel (void)
{
  g_autoptr (TfDocument) document = make_long_document (60);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  TfPages *pages = tf_pages_new (document, cancel_cb, cancellable, cancellable, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (pages);
}

static void
test_pages_no_picture (void)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (GError) error = NULL;
  TfPages *pages = NULL;

  tf_document_set_picture_func (document, NULL, NULL, NULL);
  tf_document_add_figure (document, "ab", "", 50, tf_inlines_new_text ("Figure"));
  pages = tf_pages_new (document, NULL, NULL, NULL, &error);

  g_assert_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID);
  g_assert_null (pages);
}

/* What people type may be anything: endless words, no words, wrong bytes. */
static void
test_pages_odd_text (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autofree char *endless = g_strnfill (300, 'x');
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (Pdf) pdf = NULL;
  TfTable *table = tf_table_new (20);

  tf_document_add_cover (document, &(TfCover) { "", "", "", "", "", "", "", "", FALSE });
  tf_document_add_heading (document, 1, "", "", "");
  tf_document_add_heading (document, 3, endless, endless, "it's (a) \\ name / with % signs");
  tf_document_add_side_note (document, endless, "", "");
  tf_document_add_plain (document, "");
  tf_document_add_plain (document, "\xff\xfe broken \x01\x02\x7f bytes");
  tf_document_add_plain (document, "עברית العربية \u202e turned 🙂 中文 \u2028 line\nbreak");
  tf_document_add_list_item (document, 9, endless, tf_inlines_new_text (endless));
  tf_document_add_callout (document, TF_CALLOUT_NOTE, endless, tf_inlines_new_text (endless));
  for (guint i = 0; i < 45; i++)
    tf_table_add_text (table, i % 7 == 0 ? endless : "cell");
  tf_document_add_table (document, table);
  tf_document_add_table (document, tf_table_new (1));
  tf_document_add_destination (document, "end");
  pages = lay_out (document);
  pdf = write_and_open (fixture, pages);

  g_assert_cmpuint (tf_pages_find_destination (pages, "end"), ==, tf_pages_get_n_pages (pages));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fit_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pages/fit/%s", fit_cases[i].label);

      g_test_add_data_func (path, &fit_cases[i], test_flow_fit);
    }
  g_test_add ("/pages/heading-stays", Fixture, NULL, fixture_set_up, test_pages_heading_stays,
              fixture_tear_down);
  g_test_add ("/pages/long-word", Fixture, NULL, fixture_set_up, test_pages_long_word,
              fixture_tear_down);
  g_test_add ("/pages/marks", Fixture, NULL, fixture_set_up, test_pages_marks, fixture_tear_down);
  g_test_add ("/pages/short-rows", Fixture, NULL, fixture_set_up, test_pages_short_rows,
              fixture_tear_down);
  g_test_add ("/pages/long-row", Fixture, NULL, fixture_set_up, test_pages_long_row,
              fixture_tear_down);
  g_test_add ("/pages/numbers", Fixture, NULL, fixture_set_up, test_pages_numbers,
              fixture_tear_down);
  g_test_add_func ("/pages/sizes", test_pages_sizes);
  g_test_add_func ("/pages/empty", test_pages_empty);
  g_test_add_func ("/pages/draw", test_pages_draw);
  g_test_add_func ("/pages/cancel", test_pages_cancel);
  g_test_add_func ("/pages/no-picture", test_pages_no_picture);
  g_test_add ("/pages/odd-text", Fixture, NULL, fixture_set_up, test_pages_odd_text,
              fixture_tear_down);

  return g_test_run ();
}
