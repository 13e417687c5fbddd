/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-document.h"

#include "export-fixture.h"
#include "sample-document.h"

#include <string.h>

#define PICTURE "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static TfText *
make_text (void)
{
  g_autoptr (TfTextBuilder) builder = tf_text_builder_new ();

  tf_text_builder_begin_block (builder, TF_TEXT_HEADING, 1);
  tf_text_builder_add_run (builder, "A heading inside", TF_TEXT_STYLE_NONE, "");
  tf_text_builder_begin_block (builder, TF_TEXT_PARAGRAPH, 0);
  tf_text_builder_add_run (builder, "Plain, ", TF_TEXT_STYLE_NONE, "");
  tf_text_builder_add_run (builder, "bold", TF_TEXT_STYLE_BOLD, "");
  tf_text_builder_add_run (builder, " and a link", TF_TEXT_STYLE_NONE, "https://example.org/");
  for (guint i = 0; i < 3; i++)
    {
      tf_text_builder_begin_block (builder, TF_TEXT_NUMBER, i == 1 ? 2 : 1);
      tf_text_builder_add_run (builder, "item", TF_TEXT_STYLE_NONE, "");
    }
  tf_text_builder_begin_block (builder, TF_TEXT_PARAGRAPH, 0);
  tf_text_builder_add_run (builder, "Between.", TF_TEXT_STYLE_NONE, "");
  tf_text_builder_begin_block (builder, TF_TEXT_NUMBER, 1);
  tf_text_builder_add_run (builder, "again", TF_TEXT_STYLE_NONE, "");
  tf_text_builder_begin_block (builder, TF_TEXT_TABLE, 0);
  tf_text_builder_set_table (builder, 2, TRUE, FALSE);
  tf_text_builder_add_run (builder, "Table caption", TF_TEXT_STYLE_NONE, "");
  for (guint i = 0; i < 4; i++)
    {
      tf_text_builder_begin_cell (builder);
      tf_text_builder_add_run (builder, i < 2 ? "Title" : "Cell", TF_TEXT_STYLE_NONE, "");
    }
  tf_text_builder_begin_block (builder, TF_TEXT_IMAGE, 0);
  tf_text_builder_set_image (builder, PICTURE, "A disc", 50);
  tf_text_builder_add_run (builder, "Picture caption", TF_TEXT_STYLE_NONE, "");

  return tf_text_builder_end (builder);
}

/* Formatted text keeps its words, its order and the numbers of its lists. */
static void
test_document_text (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const expected[] = {
    "A heading inside", "Plain, bold and a link", "1.", "item", "1.", "item", "2.", "item",
    "Between.", "1.", "again", "Table caption", "Title", "Cell", "Picture caption",
  };
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfText) text = make_text ();
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *page = NULL;
  const char *at = NULL;

  tf_document_add_text (document, text);
  pages = lay_out (document);
  pdf = write_and_open (fixture, pages);
  page = dup_page_text (pdf, 0);
  at = page;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      at = strstr (at, expected[i]);
      g_assert_nonnull (at);
      at += strlen (expected[i]);
    }
}

static void
test_document_inlines (void)
{
  g_autoptr (TfInlines) inlines = tf_inlines_new ();
  g_autofree char *plain = NULL;

  tf_inlines_add (inlines, "", TF_INLINE_BOLD);
  g_assert_cmpuint (tf_inlines_get_n_runs (inlines), ==, 0);
  tf_inlines_add (inlines, "a\tb\xff", TF_INLINE_BOLD);
  g_assert_false (tf_inlines_has_links (inlines));
  tf_inlines_add_uri (inlines, "c", TF_INLINE_NONE, "https://example.org/");
  g_assert_true (tf_inlines_has_links (inlines));
  g_assert_false (tf_inlines_has_pages (inlines));
  tf_inlines_add_link (inlines, "d", TF_INLINE_NONE, "place", TRUE);
  g_assert_true (tf_inlines_has_pages (inlines));
  g_assert_cmpuint (tf_inlines_get_n_runs (inlines), ==, 3);
  g_assert_cmpstr (tf_inlines_get_run (inlines, 2)->destination, ==, "place");
  plain = tf_inlines_dup_plain (inlines);
  g_assert_cmpstr (plain, ==, "a b\xef\xbf\xbd" "cd");
}

/* Links of formatted text: into the document, by either form, or out of it. */
static void
test_document_links (void)
{
  static const struct { const char *link; const char *destination; const char *uri; } cases[] = {
    { "#contents", "contents", NULL },
    { "techfile:evidence/E-014#page=14", "evidence/E-014", NULL },
    { "techfile:point/2b.sbom", "point/2b.sbom", NULL },
    { "https://www.example.com/#part", NULL, "https://www.example.com/#part" },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TfTextRun run = { .text = (char *) "words", .link = (char *) cases[i].link };
      TfTextLine line = { .runs = &run, .n_runs = 1 };
      g_autoptr(TfInlines) inlines = tf_inlines_new_line (&line);
      const TfInlineRun *made = tf_inlines_get_run (inlines, 0);

      g_assert_cmpstr (made->destination, ==, cases[i].destination);
      g_assert_cmpstr (made->uri, ==, cases[i].uri);
    }
}

static void
test_document_table (void)
{
  g_autoptr (TfTable) table = tf_table_new (2);

  tf_table_add_text (table, "a");
  tf_table_add_text (table, "b");
  tf_table_add_group (table, tf_inlines_new_text ("group"));
  tf_table_add_text (table, "c");
  g_assert_cmpuint (tf_table_get_n_rows (table), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document/text", Fixture, NULL, fixture_set_up, test_document_text,
              fixture_tear_down);
  g_test_add_func ("/document/inlines", test_document_inlines);
  g_test_add_func ("/document/links", test_document_links);
  g_test_add_func ("/document/table", test_document_table);

  return g_test_run ();
}
