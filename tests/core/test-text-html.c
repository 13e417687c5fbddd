/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text.h"

#include <string.h>

#define OBJECT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

typedef struct
{
  const char *label;
  const char *html;
  const char *xml;        /* blocks of the canonical text */
  guint       n_dropped;
} HtmlCase;

static const HtmlCase cases[] = {
  { "word-paragraphs",
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator "
    "content=\"Word 15\">"
    "<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=DE><!--StartFragment-->"
    "<p class=MsoTitle>Title<o:p></o:p></p>"
    "<h1><span lang=EN-US style='font-size:16.0pt'>Scope<o:p></o:p></span></h1>"
    "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Bold</b> and\r\n<i>italic</i>"
    "<span style='color:red'> red</span><o:p></o:p></p>"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    "<!--EndFragment--></body></html>",
    "<h level=\"1\">Title</h>\n<h level=\"1\">Scope</h>\n<p><b>Bold</b> and <i>italic</i> red"
    "</p>\n", 0 },
  { "word-lists",
    "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>"
    "<![endif]>First<o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span "
    "style='mso-list:Ignore'>o"
    "<span>&nbsp;&nbsp; </span></span>Deeper</p>"
    "<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><!--[if !supportLists]-->"
    "<span><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span></span>"
    "<!--[endif]-->Counted</p>"
    "<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>a)"
    "</span>Letter</p>",
    "<li kind=\"bullet\" level=\"1\">First</li>\n<li kind=\"bullet\" level=\"2\">Deeper</li>\n"
    "<li kind=\"number\" level=\"1\">Counted</li>\n<li kind=\"number\" level=\"2\">Letter"
    "</li>\n", 0 },
  { "word-table",
    "<table class=MsoTableGrid border=1><thead><tr><td><p class=MsoNormal><b>Name<o:p></o:p></b>"
    "</p></td>"
    "<td><p class=MsoNormal>Value</p></td></tr></thead><tr><td rowspan=2><p>a</p></td><td><p>1"
    "</p><p>2</p></td></tr>"
    "<tr><td>3</td></tr><tr><td colspan=2>wide</td></tr></table>",
    "<table header-row=\"yes\" header-column=\"no\">\n<row><cell><b>Name</b></cell><cell>Value"
    "</cell></row>\n"
    "<row><cell>a</cell><cell>1<br/>2</cell></row>\n<row><cell></cell><cell>3</cell></row>\n"
    "<row><cell>wide</cell><cell></cell></row>\n</table>\n", 0 },
  { "libreoffice",
    "<!DOCTYPE html>\n<html>\n<head>\n<meta http-equiv=\"content-type\" content=\"text/html; "
    "charset=utf-8\"/>\n"
    "<title></title>\n<style type=\"text/css\">p { line-height: 115% }</style>\n</head>\n"
    "<body lang=\"en-GB\" dir=\"ltr\"><h2 class=\"western\">Ports</h2>\n"
    "<p style=\"margin-bottom: 0cm\"><font color=\"#c9211e\"><font size=\"4\">Two <b>open"
    "</b>\nports</font></font></p>\n"
    "<ol>\n\t<li><p>First</p>\n\t<ul>\n\t\t<li><p>Nested</p></li>\n\t</ul></li>\n\t<li><p>Second"
    "</p></li>\n</ol>\n"
    "<p><br/>\n\n</p>\n</body>\n</html>",
    "<h level=\"2\">Ports</h>\n<p>Two <b>open</b> ports</p>\n<li "
    "kind=\"number\" level=\"1\">First</li>\n"
    "<li kind=\"bullet\" level=\"2\">Nested</li>\n<li kind=\"number\" level=\"1\">Second"
    "</li>\n", 0 },
  { "google-docs",
    "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\">"
    "<h4 dir=\"ltr\" style=\"line-height:1.38\"><span style=\"font-weight:400\">Deep</span></h4>"
    "<p dir=\"ltr\"><span style=\"font-weight:400;font-style:normal\">Plain </span>"
    "<span style=\"font-weight:700;font-style:normal\">bold</span>"
    "<span style=\"font-weight:400;font-style:italic\"> slanted</span></p><br />"
    "<ul style=\"margin-top:0\"><li dir=\"ltr\" aria-level=\"1\"><p "
    "dir=\"ltr\" role=\"presentation\">"
    "<span style=\"font-weight:400\">One</span></p></li><ul><li aria-level=\"2\"><p><span>Two"
    "</span></p></li></ul></ul>"
    "<p><a href=\"https://example.org/\" style=\"text-decoration:none\"><span>link</span></a></p>"
    "</b>",
    "<h level=\"3\">Deep</h>\n<p>Plain <b>bold</b><i> slanted</i></p>\n<li "
    "kind=\"bullet\" level=\"1\">One</li>\n"
    "<li kind=\"bullet\" level=\"2\">Two</li>\n<p><a href=\"https://example.org/\">link</a>"
    "</p>\n", 0 },
  { "browser",
    "<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"><span>Some<span "
    "class=\"Apple-converted-space\">&nbsp;</span></span><strong>strong</strong><em> text</em>"
    "<script>alert(1)</script><br class=\"Apple-interchange-newline\">",
    "<p>Some <b>strong</b><i> text</i></p>\n", 0 },
  { "line-breaks", "<p>one<br>two<br><br>three<br></p>", "<p>one<br/>two</p>\n<p>three</p>\n", 0 },
  { "divs", "<div>one</div><div><div>two</div>three</div>four", "<p>one</p>\n<p>two</p>\n<p>three"
    "</p>\n<p>four</p>\n",
    0 },
  { "preformatted", "<pre>a\n  b</pre>", "<p>a<br/>  b</p>\n", 0 },
  { "item-paragraphs", "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
    "<li kind=\"bullet\" level=\"1\">a<br/>b</li>\n<li kind=\"bullet\" level=\"1\">c</li>\n", 0 },
  { "deep-list", "<ul><li>1<ul><li>2<ul><li>3<ul><li>4</li></ul></li></ul></li></ul></li></ul>",
    "<li kind=\"bullet\" level=\"1\">1</li>\n<li kind=\"bullet\" level=\"2\">2</li>\n"
    "<li kind=\"bullet\" level=\"3\">3</li>\n<li kind=\"bullet\" level=\"3\">4</li>\n", 0 },
  { "header-cells", "<table><caption>C</caption><tr><td></td><th>x</th></tr><tr><th>r</th><td>"
    "<ul><li>1</li>"
    "<li>2<ul><li>3</li></ul></li></ul></td></tr></table><p>after</p>",
    "<table header-row=\"no\" header-column=\"yes\"><caption>C</caption>\n<row><cell></cell>"
    "<cell>x</cell></row>\n"
    "<row><cell>r</cell><cell>1<br/>2<br/>3</cell></row>\n</table>\n<p>after</p>\n", 0 },
  { "nested-table", "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td>"
    "</tr></table>",
    "<table header-row=\"no\" header-column=\"no\">\n<row><cell>a</cell><cell>b<br/>c</cell>"
    "</row>\n</table>\n", 0 },
  { "layout-table", "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p>\n<p>b"
    "</p>\n", 0 },
  { "dropped", "<p>a<img src=\"https://example.org/x.png\"><a href=\"javascript:x\">b</a><a "
    "href=\"#top\">c</a></p>"
    "<iframe src=\"http://example.org/\"></iframe><svg><text>x</text></svg>", "<p>abc</p>\n", 4 },
  { "hidden", "<p>a<span style=\"display: none\">b</span><span style='mso-hide:all'>c</span>"
    "</p>", "<p>a</p>\n", 0 },
  { "picture", "<p>a<img alt=\"Box\" src=\"data:image/png;base64,UE5H\">b</p><ul><li><img "
    "src=\"data:text/html,x\"></ul>",
    "<p>a</p>\n<image object=\"" OBJECT "\" alt=\"Box\" width=\"100\"></image>\n<p>b</p>\n", 1 },
  { "nothing", "", "", 0 },
  { "stray", "</p></div>text</table><b>open", "<p>text<b>open</b></p>\n", 0 },
};

static char *
keep_image_cb (GBytes     *bytes,
               const char *media_type,
               gpointer    user_data)
{
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "PNG", 3);
  g_assert_cmpstr (media_type, ==, "image/png");

  return g_strdup (OBJECT);
}

static TfText *
read_html (const char *html,
           gsize       length,
           guint      *n_dropped)
{
  g_autoptr(GError) error = NULL;
  TfText *text = tf_text_new_from_html (html, length, keep_image_cb, NULL, n_dropped, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);

  return text;
}

static void
test_html (gconstpointer data)
{
  const HtmlCase *test = data;
  guint n_dropped = 0;
  g_autoptr(TfText) text = read_html (test->html, strlen (test->html), &n_dropped);
  g_autofree char *xml = tf_text_dup_xml (text);
  g_autofree char *expected = NULL;

  if (test->xml[0] == '\0')
    expected = g_strdup ("<text xmlns=\"" TF_TEXT_NAMESPACE "\"/>\n");
  else
    expected = g_strdup_printf ("<text xmlns=\"" TF_TEXT_NAMESPACE "\">\n%s</text>\n", test->xml);
  g_assert_cmpstr (xml, ==, expected);
  g_assert_cmpuint (n_dropped, ==, test->n_dropped);
}

/* Whatever comes in, what comes out can be written and read again. */
static void
assert_sound (TfText *text)
{
  g_autofree char *xml = tf_text_dup_xml (text);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) again = tf_text_new_from_xml (xml, &error);

  g_assert_no_error (error);
  g_assert_true (tf_text_equal (text, again));
}

static void
test_bytes (void)
{
  const char html[] = "<p>a\0b\x01\xff\xef\xbf\xbc&#1;&#xFFFF;&#x2029;c</p>";
  g_autoptr(TfText) text = read_html (html, sizeof html - 1, NULL);

  g_assert_cmpuint (tf_text_get_n_blocks (text), ==, 1);
  assert_sound (text);
}

static void
test_utf16 (void)
{
  const char html[] = "\xff\xfe<\0p\0>\0\xe4\0<\0/\0p\0>\0";
  g_autoptr(TfText) text = read_html (html, sizeof html - 1, NULL);

  g_assert_cmpuint (tf_text_get_n_blocks (text), ==, 1);
  g_assert_cmpstr (tf_text_get_block (text, 0)->line.runs[0].text, ==, "ä");
}

static void
test_nested (gconstpointer data)
{
  const char *tag = data;
  GString *html = g_string_new ("<p>before</p>");
  g_autoptr(TfText) text = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (html, tag);
  text = read_html (html->str, html->len, NULL);
  g_assert_cmpuint (tf_text_get_n_blocks (text), >=, 1);
  assert_sound (text);
  g_string_free (html, TRUE);
}

static void
test_wide_table (void)
{
  GString *html = g_string_new ("<table>");
  g_autoptr(TfText) text = NULL;
  guint n_dropped = 0;

  for (guint row = 0; row < 300; row++)
    {
      g_string_append (html, "<tr><td colspan=1000000 rowspan=99999999999999999999>x</td><td>y"
                             "</td></tr>");
      for (guint column = 0; column < 120; column++)
        g_string_append (html, column == 0 ? "<tr><td>z" : "<td>z");
    }
  text = read_html (html->str, html->len, &n_dropped);
  g_assert_cmpuint (tf_text_get_block (text, 0)->n_columns, ==, TF_TEXT_MAX_COLUMNS);
  g_assert_cmpuint (n_dropped, >, 0);
  assert_sound (text);
  g_string_free (html, TRUE);
}

static void
test_too_large (void)
{
  g_autofree char *html = g_strnfill (TF_TEXT_MAX_BYTES + 1, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = tf_text_new_from_html (html, TF_TEXT_MAX_BYTES + 1, NULL, NULL, NULL,
                                                  &error);

  g_assert_null (text);
  g_assert_error (error, TF_TEXT_ERROR, TF_TEXT_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text/html/in/%s", cases[i].label);

      g_test_add_data_func (path, &cases[i], test_html);
    }
  g_test_add_func ("/text/html/bytes", test_bytes);
  g_test_add_func ("/text/html/utf16", test_utf16);
  g_test_add_data_func ("/text/html/nested/div", "<div>", test_nested);
  g_test_add_data_func ("/text/html/nested/table", "<table><tr><td>", test_nested);
  g_test_add_data_func ("/text/html/nested/list", "<ul><li>", test_nested);
  g_test_add_data_func ("/text/html/nested/bold", "<b>x", test_nested);
  g_test_add_func ("/text/html/wide-table", test_wide_table);
  g_test_add_func ("/text/html/too-large", test_too_large);

  return g_test_run ();
}
