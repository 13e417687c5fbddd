/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text-fixture.h"

#include "tf-text-figure.h"
#include "tf-text-link-popover.h"
#include "tf-text-toolbar.h"

#include <adwaita.h>
#include <string.h>

/* The clipboard. */

static void
offer (TextFixture *fixture,
       const char  *media_type,
       const void  *data,
       gsize        length)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->editor));
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  g_autoptr(GdkContentProvider) provider = NULL;

  provider = gdk_content_provider_new_for_bytes (media_type, bytes);
  g_assert_true (gdk_clipboard_set_content (clipboard, provider));
}

static void
test_paste_html (TextFixture   *fixture,
                 gconstpointer  data)
{
  const char *html = "<p>x<b>y</b></p><ul><li>z</li></ul><table><tr><th>h</th><th>i</th></tr>"
                     "</table>"
                     "<img src=\"https://example.org/a.png\">";

  text_fixture_show_xml (fixture, TEXT ("<p>ab</p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  offer (fixture, "text/html", html, strlen (html));
  text_fixture_act (fixture, "text.paste");
  text_fixture_wait_for_change (fixture, 1);
  text_fixture_assert_xml (fixture, TEXT ("<p>ax<b>y</b></p>\n<li kind=\"bullet\" level=\"1\">z"
                                          "</li>\n"
                             TABLE ("<row><cell>h</cell><cell>i</cell></row>\n") "<p>b</p>\n"));
  g_assert_cmpuint (fixture->n_notices, ==, 1);
  text_fixture_act (fixture, "text.undo");
  text_fixture_assert_xml (fixture, TEXT ("<p>ab</p>\n"));
}

static void
test_paste_in_cell (TextFixture   *fixture,
                    gconstpointer  data)
{
  const char *html = "<p>1</p><p><i>2</i></p>";

  text_fixture_show_xml (fixture, ONE_TABLE);
  text_fixture_put_caret (fixture, 1, 1, 0, 1);
  offer (fixture, "text/html", html, strlen (html));
  text_fixture_act (fixture, "text.paste");
  text_fixture_wait_for_change (fixture, 1);
  text_fixture_assert_xml (fixture, TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>y1<br/>"
                                          "<i>2</i></cell></row>\n")
                             "<p>b</p>\n"));
}

static void
test_paste_plain (TextFixture   *fixture,
                  gconstpointer  data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->editor)), "x\n- y");
  text_fixture_act (fixture, "text.paste-plain");
  text_fixture_wait_for_change (fixture, 1);
  text_fixture_assert_xml (fixture, TEXT ("<p>x</p>\n<li kind=\"bullet\" level=\"1\">y</li>\n"));
}

static void
test_paste_picture (TextFixture   *fixture,
                    gconstpointer  data)
{
  offer (fixture, "image/png", "\x89PNG\r\n\x1a\n0000000000000000", 24);
  text_fixture_act (fixture, "text.paste");
  text_fixture_wait_for_change (fixture, 1);
  text_fixture_assert_xml (fixture, TEXT ("<image object=\"" OBJECT "\" alt=\"\" width=\"60\">"
                                          "</image>\n"));
}

/* A picture copied in a browser: HTML that only points to it, and the bytes beside. */
static void
test_paste_browser_picture (TextFixture   *fixture,
                            gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->editor));
  g_autoptr(GBytes) html = g_bytes_new_static ("<img src=\"https://example.org/a.png\">", 37);
  g_autoptr(GBytes) png = g_bytes_new_static ("\x89PNG\r\n\x1a\n0000000000000000", 24);
  GdkContentProvider *forms[2] = { NULL };
  g_autoptr(GdkContentProvider) provider = NULL;

  forms[0] = gdk_content_provider_new_for_bytes ("text/html", html);
  forms[1] = gdk_content_provider_new_for_bytes ("image/png", png);
  provider = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  g_assert_true (gdk_clipboard_set_content (clipboard, provider));
  text_fixture_act (fixture, "text.paste");
  text_fixture_wait_for_change (fixture, 1);
  text_fixture_assert_xml (fixture, TEXT ("<image object=\"" OBJECT "\" alt=\"\" width=\"60\">"
                                          "</image>\n"));
  g_assert_cmpuint (fixture->n_notices, ==, 0);
}

static void
test_copy (TextFixture   *fixture,
           gconstpointer  data)
{
  text_fixture_show_xml (fixture, TEXT ("<p>ab<b>cd</b></p>\n<h level=\"1\">e</h>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  text_fixture_select_chars (fixture, 1, 4);
  text_fixture_act (fixture, "text.cut");
  text_fixture_assert_xml (fixture, TEXT ("<p>a</p>\n<h level=\"1\">e</h>\n"));
  text_fixture_put_caret (fixture, 0, -1, 1, 1);
  text_fixture_act (fixture, "text.paste");
  text_fixture_wait_for_change (fixture, 2);
  text_fixture_assert_xml (fixture, TEXT ("<p>a</p>\n<h level=\"1\">eb<b>cd</b></h>\n"));
}

static void
test_copy_blocks (TextFixture   *fixture,
                  gconstpointer  data)
{
  text_fixture_show_xml (fixture, ONE_TABLE);
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  text_fixture_act (fixture, "text.select-all");
  text_fixture_act (fixture, "text.select-all");
  text_fixture_act (fixture, "text.copy");
  text_fixture_assert_xml (fixture, ONE_TABLE);
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  text_fixture_act (fixture, "text.select-all");
  text_fixture_act (fixture, "text.select-all");
  text_fixture_act (fixture, "text.paste");
  text_fixture_wait_for_change (fixture, 2);
  text_fixture_assert_xml (fixture, ONE_TABLE);
}

/* Looks. */

static void
assert_not_clipped (GtkWidget *widget)
{
  if (TF_IS_TEXT_AREA (widget) && gtk_widget_get_mapped (widget))
    {
      GtkTextIter end;
      int y = 0;
      int height = 0;

      gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), &end);
      gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (widget), &end, &y, &height);
      g_assert_cmpint (gtk_widget_get_height (widget), >=, y + height);
      g_assert_cmpint (height, >, 0);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_not_clipped (child);
}

static void
test_heights (TextFixture   *fixture,
              gconstpointer  data)
{
  static const int widths[] = { 600, 360, 500, 360, 900 };
  GString *xml = g_string_new ("<text xmlns=\"" TF_TEXT_NAMESPACE "\">");

  for (guint i = 0; i < 60; i++)
    g_string_append (xml, "<p>A paragraph with enough words to be laid out on several lines where "
                     "there is little room for it, and on fewer where there is more.</p>");
  g_string_append (xml, "<table><row><cell>A cell with several words to wrap</cell><cell>b</cell>"
                        "</row>"
                   "</table><li kind=\"bullet\" level=\"1\">An item that is long enough to wrap"
                   "</li></text>");
  text_fixture_show_xml (fixture, xml->str);
  g_string_free (xml, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 500);
      for (guint n = 0; n < 4; n++)
        text_fixture_settle ();
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->editor)), <=, widths[i]);
      assert_not_clipped (GTK_WIDGET (fixture->editor));
    }
}

static void
assert_label (GtkWidget  *widget,
              const char *label)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       label);
}

static void
assert_description (GtkWidget  *widget,
                    const char *description)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       description);
}

static void
test_accessible (TextFixture   *fixture,
                 gconstpointer  data)
{
  GtkWidget *area = NULL;
  TfTextGrid *grid = NULL;

  tf_text_editor_set_label (fixture->editor, "Point 2(b)");
  text_fixture_show_xml (fixture, TEXT ("<h level=\"2\">a</h>\n<li kind=\"bullet\" level=\"1\">b"
                                        "</li>\n"
                           "<li kind=\"number\" level=\"2\">c</li>\n<p>d</p>\n"
                           TABLE ("<row><cell>Port</cell></row>\n<row><cell>1</cell></row>\n")));
  area = text_fixture_get_piece (fixture, 0);
  assert_label (GTK_WIDGET (fixture->editor), "Point 2(b)");
  assert_label (area, "Point 2(b)");
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  assert_description (area, "Heading 2");
  text_fixture_put_caret (fixture, 0, -1, 1, 0);
  assert_description (area, "Bullet, level 1");
  text_fixture_put_caret (fixture, 0, -1, 2, 0);
  assert_description (area, "Number 1, level 2");
  text_fixture_put_caret (fixture, 0, -1, 3, 0);
  assert_description (area, "Paragraph");

  grid = TF_TEXT_GRID (text_fixture_get_piece (fixture, 1));
  assert_label (GTK_WIDGET (tf_text_grid_get_area (grid, -1)), "Table caption");
  assert_label (GTK_WIDGET (tf_text_grid_get_area (grid, 0)), "Row 1, column 1");
  assert_label (GTK_WIDGET (tf_text_grid_get_area (grid, 1)), "Row 2, column 1, Port");
}

static void
test_toolbar (TextFixture   *fixture,
              gconstpointer  data)
{
  GtkWidget *toolbar = g_object_ref_sink (tf_text_toolbar_new ());
  g_autofree char *style = NULL;

  text_fixture_show_xml (fixture, TEXT ("<p>a</p>\n<h level=\"1\">b</h>\n"));
  g_assert_false (gtk_widget_get_sensitive (toolbar));
  tf_text_toolbar_set_editor (TF_TEXT_TOOLBAR (toolbar), fixture->editor);
  g_assert_true (gtk_widget_get_sensitive (toolbar));
  text_fixture_put_caret (fixture, 0, -1, 1, 0);
  g_object_get (fixture->editor, "style", &style, NULL);
  g_assert_cmpstr (style, ==, "heading1");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  tf_text_editor_set_editable (fixture->editor, FALSE);
  g_assert_false (gtk_widget_get_sensitive (toolbar));
  tf_text_toolbar_set_editor (TF_TEXT_TOOLBAR (toolbar), NULL);
  g_assert_finalize_object (toolbar);
}

static void
move (TextFixture     *fixture,
      GtkMovementStep  step,
      int              count)
{
  g_signal_emit_by_name (fixture->editor->area, "move-cursor", step, count, FALSE);
}

static void
test_move_between (TextFixture   *fixture,
                   gconstpointer  data)
{
  TfTextGrid *grid = NULL;

  text_fixture_show_xml (fixture, ONE_TABLE);
  grid = TF_TEXT_GRID (text_fixture_get_piece (fixture, 1));
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  text_fixture_settle ();
  move (fixture, GTK_MOVEMENT_DISPLAY_LINES, 1);
  g_assert_true (fixture->editor->area == tf_text_grid_get_area (grid, -1));
  for (int i = 0; i < 2; i++)
    {
      move (fixture, GTK_MOVEMENT_DISPLAY_LINES, 1);
      g_assert_true (fixture->editor->area == tf_text_grid_get_area (grid, i));
    }
  move (fixture, GTK_MOVEMENT_DISPLAY_LINES, 1);
  g_assert_true (GTK_WIDGET (fixture->editor->area) == text_fixture_get_piece (fixture, 2));
  move (fixture, GTK_MOVEMENT_VISUAL_POSITIONS, -1);
  g_assert_true (fixture->editor->area == tf_text_grid_get_area (grid, 1));
}

static void
press_digit (TextFixture     *fixture,
             guint            digit,
             guint            shown,
             GdkModifierType  state)
{
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys = 0;

  g_assert_true (gdk_display_map_keyval (gtk_widget_get_display (fixture->window), digit, &keys,
                                         &n_keys));
  g_assert_cmpint (n_keys, >, 0);
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor), shown, keys[0].keycode, state));
}

static void
test_digits (TextFixture   *fixture,
             gconstpointer  data)
{
  text_fixture_show_xml (fixture, TEXT ("<p>a</p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  press_digit (fixture, GDK_KEY_8, GDK_KEY_asterisk, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  text_fixture_assert_xml (fixture, TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n"));
  press_digit (fixture, GDK_KEY_7, GDK_KEY_ampersand, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  text_fixture_assert_xml (fixture, TEXT ("<li kind=\"number\" level=\"1\">a</li>\n"));
  press_digit (fixture, GDK_KEY_2, GDK_KEY_2, GDK_CONTROL_MASK | GDK_ALT_MASK);
  text_fixture_assert_xml (fixture, TEXT ("<h level=\"2\">a</h>\n"));
  press_digit (fixture, GDK_KEY_0, GDK_KEY_0, GDK_CONTROL_MASK | GDK_ALT_MASK);
  text_fixture_assert_xml (fixture, TEXT ("<p>a</p>\n"));
}

static void
test_link_popover (TextFixture   *fixture,
                   gconstpointer  data)
{
  text_fixture_show_xml (fixture, TEXT ("<p><a href=\"https://example.org/\">ab</a></p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  text_fixture_settle ();
  text_fixture_act (fixture, "text.link");
  text_fixture_settle ();
  g_assert_true (gtk_widget_get_visible (fixture->editor->link_popover));
  gtk_popover_popdown (GTK_POPOVER (fixture->editor->link_popover));
  text_fixture_settle ();
  text_fixture_assert_xml (fixture, TEXT ("<p><a href=\"https://example.org/\">ab</a></p>\n"));
}

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child
                                                                  : find_child (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_figure (TextFixture   *fixture,
             gconstpointer  data)
{
  const char *before = TEXT ("<image object=\"" OBJECT "\" alt=\"\" width=\"60\"></image>\n");
  const char *after = TEXT ("<image object=\"" OBJECT "\" alt=\"Box\" width=\"40\"></image>\n");
  GtkWidget *figure = NULL;
  GtkWidget *picture = NULL;

  text_fixture_show_xml (fixture, before);
  text_fixture_settle ();
  figure = text_fixture_get_piece (fixture, 1);
  picture = find_child (figure, GTK_TYPE_PICTURE);
  g_assert_nonnull (gtk_picture_get_paintable (GTK_PICTURE (picture)));
  gtk_editable_set_text (GTK_EDITABLE (find_child (figure, GTK_TYPE_ENTRY)), "Box");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_child (figure, GTK_TYPE_SPIN_BUTTON)), 40);
  text_fixture_assert_xml (fixture, after);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Box");
  text_fixture_act (fixture, "text.undo");
  text_fixture_act (fixture, "text.undo");
  text_fixture_assert_xml (fixture, before);
  text_fixture_act (fixture, "text.redo");
  text_fixture_act (fixture, "text.redo");
  text_fixture_assert_xml (fixture, after);
  g_assert_true (gtk_widget_activate_action (figure, "figure.remove", NULL));
  text_fixture_assert_xml (fixture, EMPTY);
}

static void
test_captions (TextFixture   *fixture,
               gconstpointer  data)
{
  TfTextGrid *grid = NULL;

  /* Only a window that is active, as it is where keys arrive, gives the focus away. */
  text_fixture_show_xml (fixture, ONE_TABLE);
  text_fixture_settle ();
  grid = TF_TEXT_GRID (text_fixture_get_piece (fixture, 1));
  text_fixture_put_caret (fixture, 1, -1, 0, 0);
  text_fixture_type (fixture, "C");
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, 0, 0));
  g_assert_true (fixture->editor->area == tf_text_grid_get_area (grid, 0));
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, 0, 0));
  text_fixture_assert_xml (fixture, TEXT ("<p>a</p>\n<table header-row=\"yes\" "
                                          "header-column=\"no\">"
                                          "<caption>C</caption>\n<row><cell>x<br/></cell><cell>y"
                                          "</cell></row>\n</table>\n<p>b</p>\n"));
}

static void
test_mirrored (TextFixture   *fixture,
               gconstpointer  data)
{
  gtk_widget_set_direction (fixture->window, GTK_TEXT_DIR_RTL);
  gtk_widget_set_direction (GTK_WIDGET (fixture->editor), GTK_TEXT_DIR_RTL);
  text_fixture_show_xml (fixture, TEXT ("<li kind=\"number\" level=\"1\">עברית</li>\n<p>a</p>\n"));
  text_fixture_settle ();
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Tab, 0, 0));
  text_fixture_settle ();
  text_fixture_assert_xml (fixture, TEXT ("<li kind=\"number\" level=\"2\">עברית</li>\n<p>a"
                                          "</p>\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();

  text_fixture_add ("clipboard", "paste-html", NULL, test_paste_html);
  text_fixture_add ("clipboard", "paste-in-cell", NULL, test_paste_in_cell);
  text_fixture_add ("clipboard", "paste-plain", NULL, test_paste_plain);
  text_fixture_add ("clipboard", "paste-picture", NULL, test_paste_picture);
  text_fixture_add ("clipboard", "paste-browser-picture", NULL, test_paste_browser_picture);
  text_fixture_add ("clipboard", "copy", NULL, test_copy);
  text_fixture_add ("clipboard", "copy-blocks", NULL, test_copy_blocks);
  text_fixture_add ("key", "digits", NULL, test_digits);
  text_fixture_add ("key", "link-popover", NULL, test_link_popover);
  text_fixture_add ("block", "figure", NULL, test_figure);
  text_fixture_add ("block", "captions", NULL, test_captions);
  text_fixture_add ("look", "mirrored", NULL, test_mirrored);
  text_fixture_add ("look", "heights", NULL, test_heights);
  text_fixture_add ("look", "accessible", NULL, test_accessible);
  text_fixture_add ("look", "toolbar", NULL, test_toolbar);
  text_fixture_add ("move", "between", NULL, test_move_between);

  return g_test_run ();
}
