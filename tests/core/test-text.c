/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text.h"

#include <libxml/relaxng.h>
#include <string.h>

#define OBJECT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OPEN   "<text xmlns=\"" TF_TEXT_NAMESPACE "\">"
#define CLOSE  "</text>"

typedef struct
{
  const char *label;
  const char *xml;
  const char *canonical;  /* NULL where the text is canonical already */
} GoodCase;

typedef struct
{
  const char *label;
  const char *xml;
  const char *message;    /* part of the message */
} BadCase;

static const GoodCase good_cases[] = {
  { "empty", "<text xmlns=\"" TF_TEXT_NAMESPACE "\"/>\n", NULL },
  { "nothing", "", "<text xmlns=\"" TF_TEXT_NAMESPACE "\"/>\n" },
  { "paragraph", OPEN "\n<p>Water &amp; <b>fire</b></p>\n<p></p>\n" CLOSE "\n", NULL },
  { "headings", OPEN "\n<h level=\"1\">A</h>\n<h level=\"2\">B</h>\n<h level=\"3\">C"
    "</h>\n" CLOSE "\n",
    NULL },
  { "lists", OPEN "\n<li kind=\"bullet\" level=\"1\">A</li>\n<li kind=\"number\" level=\"3\">B"
    "</li>\n"
    CLOSE "\n", NULL },
  { "styles", OPEN "\n<p>a<b>b</b><b><i>c</i></b><i>d</i></p>\n" CLOSE "\n", NULL },
  { "links", OPEN "\n<p><a href=\"https://example.org/?a=1&amp;b=2\"><b>x</b></a> "
    "<a href=\"techfile:evidence/E-014#page=3\">y</a></p>\n" CLOSE "\n", NULL },
  { "break", OPEN "\n<p>one<br/>two</p>\n" CLOSE "\n", NULL },
  { "table", OPEN "\n<table header-row=\"yes\" header-column=\"no\"><caption>T</caption>\n"
    "<row><cell>a</cell><cell><b>b</b></cell></row>\n<row><cell></cell><cell>d</cell></row>\n"
    "</table>\n"
    CLOSE "\n", NULL },
  { "image", OPEN "\n<image object=\"" OBJECT "\" alt=\"A &quot;box&quot;\" width=\"60\">"
    "<caption>Box</caption></image>\n" CLOSE "\n", NULL },
  { "scripts", OPEN "\n<p>Ελληνικά, български, 日本語, עברית 🔒</p>\n" CLOSE "\n", NULL },
  { "merge", OPEN "<p><b>a</b><b>b<i/></b><b/>c<![CDATA[<d>]]></p>" CLOSE,
    OPEN "\n<p><b>ab</b>c&lt;d&gt;</p>\n" CLOSE "\n" },
  { "nesting-order", OPEN "<p><i><b>x</b></i><i><a href=\"http://a/\">y</a></i></p>" CLOSE,
    OPEN "\n<p><b><i>x</i></b><a href=\"http://a/\"><i>y</i></a></p>\n" CLOSE "\n" },
  { "file-lines", OPEN "<p>a\nb</p>\n<!-- note -->\n" CLOSE, OPEN "\n<p>a b</p>\n" CLOSE "\n" },
  { "defaults", OPEN "<table><row><cell/></row></table><image "
    "object=\"" OBJECT "\" width=\"10\"/>" CLOSE,
    OPEN "\n<table header-row=\"no\" header-column=\"no\">\n<row><cell></cell></row>\n</table>\n"
    "<image object=\"" OBJECT "\" alt=\"\" width=\"10\"></image>\n" CLOSE "\n" },
  { "prefix", "<t:text xmlns:t=\"" TF_TEXT_NAMESPACE "\"><t:p>a</t:p></t:text>",
    OPEN "\n<p>a</p>\n" CLOSE "\n" },
  { "declaration", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" OPEN "<p>ü</p>" CLOSE,
    OPEN "\n<p>ü</p>\n" CLOSE "\n" },
};

static const BadCase bad_cases[] = {
  { "no-namespace", "<text/>", "“text”" },
  { "other-root", "<html xmlns=\"" TF_TEXT_NAMESPACE "\"/>", "“html”" },
  { "unknown-block", OPEN "\n\n<div/>" CLOSE, "line 3: the element “div”" },
  { "unknown-inline", OPEN "<p>\n<u>x</u></p>" CLOSE, "line 2: the element “u”" },
  { "foreign-inline", OPEN "<p><b xmlns=\"x\">x</b></p>" CLOSE, "“b”" },
  { "unknown-attribute", OPEN "<p style=\"x\"/>" CLOSE, "“style”" },
  { "level-missing", OPEN "<h>x</h>" CLOSE, "from 1 to 3" },
  { "level-4", OPEN "<h level=\"4\">x</h>" CLOSE, "from 1 to 3" },
  { "level-words", OPEN "<li kind=\"bullet\" level=\"one\">x</li>" CLOSE, "from 1 to 3" },
  { "list-kind", OPEN "<li kind=\"star\" level=\"1\">x</li>" CLOSE, "“kind”" },
  { "loose-text", OPEN "x" CLOSE, "outside" },
  { "loose-cell", OPEN "<table><row>x<cell/></row></table>" CLOSE, "outside" },
  { "empty-table", OPEN "<table/>" CLOSE, "columns" },
  { "empty-row", OPEN "<table><row/></table>" CLOSE, "columns" },
  { "ragged-short", OPEN "<table><row><cell/><cell/></row><row><cell/></row></table>" CLOSE,
    "as many cells" },
  { "ragged-long", OPEN "<table><row><cell/></row><row><cell/><cell/></row></table>" CLOSE,
    "as many cells" },
  { "block-in-cell", OPEN "<table><row><cell><p/></cell></row></table>" CLOSE, "“p”" },
  { "caption-late", OPEN "<table><row><cell/></row><caption/></table>" CLOSE, "“caption”" },
  { "image-object", OPEN "<image object=\"x\" width=\"50\"/>" CLOSE, "SHA-256" },
  { "image-width", OPEN "<image object=\"" OBJECT "\" width=\"101\"/>" CLOSE, "from 10 to 100" },
  { "image-captions", OPEN "<image object=\"" OBJECT "\" width=\"50\"><caption/><caption/>"
    "</image>" CLOSE,
    "“caption”" },
  { "link-script", OPEN "<p><a href=\"javascript:alert(1)\">x</a></p>" CLOSE, "a link must" },
  { "link-file", OPEN "<p><a href=\"file:///etc/passwd\">x</a></p>" CLOSE, "a link must" },
  { "link-missing", OPEN "<p><a>x</a></p>" CLOSE, "a link must" },
  { "link-in-link", OPEN "<p><a href=\"http://a/\"><b><a href=\"http://b/\">x</a></b></a>"
    "</p>" CLOSE,
    "another link" },
  { "break-full", OPEN "<p><br>x</br></p>" CLOSE, "must be empty" },
  { "instruction", OPEN "<p><?php x?></p>" CLOSE, "processing" },
  { "control-c1", OPEN "<p>a&#x85;b</p>" CLOSE, "U+0085" },
  { "control-c0", OPEN "<p>a&#1;b</p>" CLOSE, "damaged" },
  { "not-closed", OPEN "<p>", "damaged" },
  { "entity", OPEN "<p>&who;</p>" CLOSE, "damaged" },
  { "not-utf8", OPEN "\n<p>\xff</p>" CLOSE, "line 2: the bytes" },
  { "overlong", OPEN "<p>\xc0\xbc</p>" CLOSE, "UTF-8" },
  { "bomb", "<!DOCTYPE text [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" OPEN "<p>&c;</p>" CLOSE, "document type" },
  { "external", "\n<!DOCTYPE text SYSTEM \"file:///etc/passwd\">" OPEN CLOSE, "line 2: a document "
    "type" },
};

static xmlRelaxNG *
load_schema (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "text.rng", NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (path);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);

  xmlRelaxNGFreeParserCtxt (parser);
  g_assert_nonnull (schema);

  return schema;
}

static void
assert_schema_valid (const char *xml)
{
  xmlRelaxNG *schema = load_schema ();
  xmlRelaxNGValidCtxt *validator = xmlRelaxNGNewValidCtxt (schema);
  xmlDoc *document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  g_assert_cmpint (xmlRelaxNGValidateDoc (validator, document), ==, 0);

  xmlFreeDoc (document);
  xmlRelaxNGFreeValidCtxt (validator);
  xmlRelaxNGFree (schema);
}

static TfText *
read_xml (const char *xml)
{
  g_autoptr(GError) error = NULL;
  TfText *text = tf_text_new_from_xml (xml, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);

  return text;
}

static void
test_good (gconstpointer data)
{
  const GoodCase *test = data;
  g_autoptr(TfText) text = read_xml (test->xml);
  g_autofree char *written = tf_text_dup_xml (text);
  g_autoptr(TfText) again = read_xml (written);
  g_autofree char *rewritten = tf_text_dup_xml (again);

  g_assert_cmpstr (written, ==, test->canonical != NULL ? test->canonical : test->xml);
  g_assert_cmpstr (rewritten, ==, written);
  g_assert_true (tf_text_equal (text, again));
  assert_schema_valid (written);
}

static void
test_bad (gconstpointer data)
{
  const BadCase *test = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = tf_text_new_from_xml (test->xml, &error);

  g_assert_null (text);
  g_assert_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_INVALID);
  if (strstr (error->message, test->message) == NULL)
    g_test_message ("“%s” lacks “%s”", error->message, test->message);
  g_assert_nonnull (strstr (error->message, test->message));
}

static char *
repeat (const char *before,
        const char *piece,
        guint       n,
        const char *after)
{
  GString *out = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (out, piece);
  g_string_append (out, after);

  return g_string_free (out, FALSE);
}

static void
test_too_large (void)
{
  g_autofree char *xml = repeat (OPEN "<p>", "0123456789abcdef", TF_TEXT_MAX_BYTES / 16,
                                 "</p>" CLOSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = tf_text_new_from_xml (xml, &error);

  g_assert_null (text);
  g_assert_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_TOO_LARGE);
}

static void
test_too_many_cells (void)
{
  g_autofree char *xml = repeat (OPEN "<table>", "<row><cell/></row>", TF_TEXT_MAX_CELLS + 1,
                                 "</table>" CLOSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = tf_text_new_from_xml (xml, &error);

  g_assert_null (text);
  g_assert_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "evidence"));
}

static void
test_deep_xml (void)
{
  g_autofree char *xml = repeat (OPEN "<p>", "<b>", 100000, "x");
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = tf_text_new_from_xml (xml, &error);

  g_assert_null (text);
  g_assert_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_INVALID);
}

/* Many small runs must not take time by the square of their number. */
static void
test_many_runs (void)
{
  g_autofree char *xml = repeat (OPEN "<p>", "a<br/>", 600000, "</p>" CLOSE);
  g_autoptr(TfText) text = read_xml (xml);

  g_assert_cmpuint (tf_text_get_block (text, 0)->line.n_runs, ==, 1);
}

static void
test_builder_cleans (void)
{
  g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();
  g_autoptr(TfText) text = NULL;
  const TfTextBlock *block = NULL;

  tf_text_builder_begin_block (builder, TF_TEXT_HEADING, 9);
  tf_text_builder_add_run (builder, "a\r\nb\x01\xff", TF_TEXT_STYLE_BOLD, "javascript:x");
  tf_text_builder_add_run (builder, "\xe2\x80\xa9" "c\xef\xbf\xbc", TF_TEXT_STYLE_BOLD, "");
  tf_text_builder_begin_block (builder, TF_TEXT_TABLE, 0);
  tf_text_builder_set_table (builder, 2, TRUE, FALSE);
  for (guint i = 0; i < 3; i++)
    tf_text_builder_begin_cell (builder);
  tf_text_builder_add_run (builder, "last", TF_TEXT_STYLE_NONE, NULL);
  text = tf_text_builder_end (builder);

  g_assert_cmpuint (tf_text_get_n_blocks (text), ==, 2);
  block = tf_text_get_block (text, 0);
  g_assert_cmpuint (block->level, ==, 3);
  g_assert_cmpuint (block->line.n_runs, ==, 1);
  g_assert_cmpstr (block->line.runs[0].text, ==, "a\nb\xef\xbf\xbd\nc");
  g_assert_cmpstr (block->line.runs[0].link, ==, "");
  block = tf_text_get_block (text, 1);
  g_assert_cmpuint (block->n_rows, ==, 2);
  g_assert_cmpuint (block->cells[3].n_runs, ==, 0);
  g_assert_cmpstr (block->cells[2].runs[0].text, ==, "last");
}

static void
test_builder_copies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autoptr(TfText) text = read_xml (good_cases[i].xml);
      g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();
      g_autoptr(TfText) copy = NULL;

      for (guint n = 0; n < tf_text_get_n_blocks (text); n++)
        tf_text_builder_add_block (builder, tf_text_get_block (text, n));
      copy = tf_text_builder_end (builder);
      g_assert_true (tf_text_equal (text, copy));
    }
}

static void
test_objects (void)
{
  g_autoptr(TfText) text = read_xml (OPEN "<image object=\"" OBJECT "\" width=\"50\"/><p/>"
                                     "<image object=\"" OBJECT "\" width=\"60\"/>" CLOSE);
  g_auto(GStrv) objects = tf_text_list_objects (text);

  g_assert_cmpuint (g_strv_length (objects), ==, 1);
  g_assert_cmpstr (objects[0], ==, OBJECT);
}

static void
test_is_empty (void)
{
  g_autoptr(TfText) none = tf_text_new_empty ();
  g_autoptr(TfText) blank = read_xml (OPEN "<p> </p><table><row><cell>\t</cell></row>"
                                           "</table>" CLOSE);
  g_autoptr(TfText) word = read_xml (OPEN "<p/><p>x</p>" CLOSE);
  g_autoptr(TfText) picture = read_xml (OPEN "<image object=\"" OBJECT "\" width=\"50\"/>" CLOSE);

  g_assert_true (tf_text_is_empty (none));
  g_assert_true (tf_text_is_empty (blank));
  g_assert_false (tf_text_is_empty (word));
  g_assert_false (tf_text_is_empty (picture));
}

static const struct
{
  const char *label;
  const char *xml;
  gboolean    expected;
} content_cases[] = {
  { "nothing", OPEN CLOSE, FALSE },
  { "blank", OPEN "<p> </p>" CLOSE, FALSE },
  { "words", OPEN "<p>x</p>" CLOSE, TRUE },
  { "heading-alone", OPEN "<h level=\"1\">x</h>" CLOSE, FALSE },
  { "heading-and-words", OPEN "<h level=\"1\">x</h><p>y</p>" CLOSE, TRUE },
  { "empty-items", OPEN "<li kind=\"bullet\" level=\"1\"/><li kind=\"bullet\" level=\"1\"> </li>" CLOSE, FALSE },
  { "item", OPEN "<li kind=\"bullet\" level=\"1\">x</li>" CLOSE, TRUE },
  { "empty-table", OPEN "<table><row><cell/></row></table>" CLOSE, FALSE },
  { "table", OPEN "<table><row><cell>x</cell></row></table>" CLOSE, TRUE },
  { "heads-alone", OPEN "<table header-row=\"yes\"><row><cell>x</cell></row><row><cell/></row></table>" CLOSE, FALSE },
  { "heads-and-cell", OPEN "<table header-row=\"yes\"><row><cell>x</cell></row><row><cell>y</cell></row></table>" CLOSE,
    TRUE },
  { "picture", OPEN "<image object=\"" OBJECT "\" width=\"50\"/>" CLOSE, TRUE },
};

static void
test_content (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(TfText) text = read_xml (content_cases[i].xml);

  g_assert_cmpint (tf_text_has_content (text), ==, content_cases[i].expected);
}

static void
test_plain (void)
{
  const char *plain = "One\r\n\r\nTwo\n- a\n  * b\n1. c\n2) d\n-no item\n3.5 neither\n";
  g_autoptr(TfText) text = tf_text_new_from_plain (plain);
  g_autofree char *xml = tf_text_dup_xml (text);
  g_autofree char *back = tf_text_dup_plain (text);

  g_assert_cmpstr (xml, ==, OPEN "\n<p>One</p>\n<p>Two</p>\n<li kind=\"bullet\" level=\"1\">a"
                                 "</li>\n"
                   "<li kind=\"bullet\" level=\"2\">b</li>\n<li kind=\"number\" level=\"1\">c"
                   "</li>\n"
                   "<li kind=\"number\" level=\"1\">d</li>\n<p>-no item</p>\n<p>3.5 neither</p>\n"
                   CLOSE "\n");
  g_assert_cmpstr (back, ==, "One\nTwo\n- a\n  - b\n1. c\n2. d\n-no item\n3.5 neither\n");
}

static void
test_plain_table (void)
{
  g_autoptr(TfText) text = read_xml (OPEN "<table><caption>T</caption><row><cell>a</cell>"
                                     "<cell>b<br/>c</cell></row><row><cell/><cell>d</cell></row>"
                                     "</table>"
                                     "<image object=\"" OBJECT "\" alt=\"box\" width=\"50\"/>"
                                     CLOSE);
  g_autofree char *plain = tf_text_dup_plain (text);

  g_assert_cmpstr (plain, ==, "T\na\tb c\n\td\nbox\n");
}

static void
test_html_out (void)
{
  g_autoptr(TfText) text = read_xml (OPEN "<h level=\"2\">A &lt;</h><li "
                                          "kind=\"number\" level=\"1\">a</li>"
                                     "<li kind=\"bullet\" level=\"2\">b</li><li kind=\"number\" "
                                     "level=\"1\">c</li><p><b>x</b><br/>y</p>" CLOSE);
  g_autofree char *html = tf_text_dup_html (text);
  g_autoptr(GError) error = NULL;
  guint n_dropped = 0;
  g_autoptr(TfText) again = tf_text_new_from_html (html, strlen (html), NULL, NULL,
                                                   &n_dropped, &error);

  g_assert_cmpstr (html, ==, "<h2>A &lt;</h2>\n<ol><li>a<ul><li>b</li></ul>\n</li>\n<li>c</li>"
                             "</ol>\n"
                   "<p><b>x</b><br>y</p>\n");
  g_assert_no_error (error);
  g_assert_true (tf_text_equal (text, again));
  g_assert_cmpuint (n_dropped, ==, 0);
}

typedef struct
{
  const char *label;
  const char *before;
  guint       block;
  guint       offset;
  const char *fragment;
  const char *after;
  guint       end_block;
  guint       end_offset;
} InsertCase;

#define LINES(blocks) OPEN "\n" blocks CLOSE "\n"
#define CELL "<table header-row=\"no\" header-column=\"no\">\n<row><cell>x</cell></row>\n</table>\n"

static const InsertCase insert_cases[] = {
  { "into-nothing", LINES (""), 0, 0, LINES ("<p>x</p>\n"), LINES ("<p>x</p>\n"), 0, 1 },
  { "into-line", LINES ("<h level=\"1\">ad</h>\n"), 0, 1, LINES ("<p>b<b>c</b></p>\n"),
    LINES ("<h level=\"1\">ab<b>c</b>d</h>\n"), 0, 3 },
  { "into-empty-line", LINES ("<p></p>\n"), 0, 0, LINES ("<h level=\"2\">x</h>\n"),
    LINES ("<h level=\"2\">x</h>\n"), 0, 1 },
  { "lines", LINES ("<p>ad</p>\n<p>e</p>\n"), 0, 1, LINES ("<p>b</p>\n<h level=\"1\">c</h>\n"),
    LINES ("<p>ab</p>\n<h level=\"1\">cd</h>\n<p>e</p>\n"), 1, 1 },
  { "table-between", LINES ("<p>ab</p>\n"), 0, 1, LINES (CELL),
    LINES ("<p>a</p>\n" CELL "<p>b</p>\n"), 1, 0 },
  { "table-at-start", LINES ("<p>ab</p>\n"), 0, 0, LINES (CELL), LINES (CELL "<p>ab</p>\n"), 0, 0 },
  { "table-at-end", LINES ("<p>ab</p>\n"), 0, 2, LINES (CELL), LINES ("<p>ab</p>\n" CELL), 1, 0 },
  { "table-for-empty", LINES ("<p></p>\n"), 0, 0, LINES (CELL), LINES (CELL), 0, 0 },
};

static void
test_insert (gconstpointer data)
{
  const InsertCase *test = data;
  g_autoptr(TfText) before = read_xml (test->before);
  g_autoptr(TfText) fragment = read_xml (test->fragment);
  g_autoptr(TfText) after = NULL;
  g_autofree char *xml = NULL;
  guint end_block = 0;
  guint end_offset = 0;

  after = tf_text_insert (before, test->block, test->offset, fragment, &end_block, &end_offset);
  xml = tf_text_dup_xml (after);
  g_assert_cmpstr (xml, ==, test->after);
  g_assert_cmpuint (end_block, ==, test->end_block);
  g_assert_cmpuint (end_offset, ==, test->end_offset);
}

static void
test_slice (void)
{
  g_autoptr(TfText) text = read_xml (LINES ("<p>aäb<b>cd</b></p>\n" CELL "<h level=\"1\">ef"
                                            "</h>\n"));
  g_autoptr(TfText) part = tf_text_slice (text, 0, 1, 2, 1);
  g_autoptr(TfText) rest = tf_text_slice (text, 2, 1, G_MAXUINT, G_MAXUINT);
  TfText *parts[] = { part, rest };
  g_autoptr(TfText) joined = tf_text_join (parts, G_N_ELEMENTS (parts));
  g_autofree char *xml = tf_text_dup_xml (joined);

  g_assert_cmpstr (xml, ==, LINES ("<p>äb<b>cd</b></p>\n" CELL "<h level=\"1\">e</h>\n"
                                   "<h level=\"1\">f</h>\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text/xml/good/%s", good_cases[i].label);

      g_test_add_data_func (path, &good_cases[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text/xml/bad/%s", bad_cases[i].label);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  g_test_add_func ("/text/xml/too-large", test_too_large);
  g_test_add_func ("/text/xml/too-many-cells", test_too_many_cells);
  g_test_add_func ("/text/xml/deep", test_deep_xml);
  g_test_add_func ("/text/xml/many-runs", test_many_runs);
  g_test_add_func ("/text/builder/cleans", test_builder_cleans);
  g_test_add_func ("/text/builder/copies", test_builder_copies);
  for (gsize i = 0; i < G_N_ELEMENTS (insert_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text/insert/%s", insert_cases[i].label);

      g_test_add_data_func (path, &insert_cases[i], test_insert);
    }
  g_test_add_func ("/text/slice", test_slice);
  g_test_add_func ("/text/objects", test_objects);
  g_test_add_func ("/text/is-empty", test_is_empty);
  for (gsize i = 0; i < G_N_ELEMENTS (content_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text/has-content/%s", content_cases[i].label);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_content);
    }
  g_test_add_func ("/text/plain", test_plain);
  g_test_add_func ("/text/plain/table", test_plain_table);
  g_test_add_func ("/text/html/out", test_html_out);

  return g_test_run ();
}
