/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text-fixture.h"

#include <adwaita.h>

/* What is shown is what is read, in every place. */

typedef struct
{
  const char *label;
  const char *xml;
} TextCase;

static const TextCase text_cases[] = {
  { "empty", EMPTY },
  { "paragraphs", TEXT ("<p>One <b>two</b> <i>three</i> <b><i>four</i></b></p>\n<p></p>\n<p>x"
    "</p>\n") },
  { "headings", TEXT ("<h level=\"1\">A</h>\n<h level=\"2\">B</h>\n<h level=\"3\">C</h>\n") },
  { "lists", TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n<li kind=\"number\" level=\"2\">b"
    "</li>\n"
                   "<li kind=\"bullet\" level=\"3\"></li>\n") },
  { "break", TEXT ("<p>one<br/>two</p>\n<p>x</p>\n") },
  { "links", TEXT ("<p><a href=\"https://example.org/\">a</a><a href=\"techfile:x\"><b>b</b></a>"
    "</p>\n") },
  { "table", TEXT ("<p>a</p>\n<table header-row=\"yes\" header-column=\"no\"><caption>C</caption>\n"
                   "<row><cell>a</cell><cell><b>b</b></cell></row>\n"
                   "<row><cell>c<br/>d</cell><cell></cell></row>\n</table>\n<p>b</p>\n") },
  { "table-alone", TEXT (TABLE ("<row><cell>x</cell></row>\n")) },
  { "two-tables", TEXT (TABLE ("<row><cell>x</cell></row>\n") TABLE ("<row><cell>y</cell>"
    "</row>\n")) },
  { "image", TEXT ("<image object=\"" OBJECT "\" alt=\"Box\" width=\"45\"><caption>C</caption>"
    "</image>\n"
                   "<p>after</p>\n") },
  { "scripts", TEXT ("<p>Ελληνικά 日本語</p>\n<p>שלום</p>\n<li kind=\"bullet\" level=\"2\">עברית"
    "</li>\n") },
};

static void
touch_area (GtkWidget *area)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, "x", 1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
touch_all (GtkWidget *widget)
{
  if (TF_IS_TEXT_AREA (widget))
    touch_area (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    touch_all (child);
}

static void
test_same (TextFixture   *fixture,
           gconstpointer  data)
{
  const TextCase *test = data;

  text_fixture_show_xml (fixture, test->xml);
  text_fixture_assert_xml (fixture, test->xml);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  /* Everything is written once more, from what the widgets hold. */
  touch_all (GTK_WIDGET (fixture->editor));
  text_fixture_assert_xml (fixture, test->xml);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  text_fixture_settle ();
}

/* Each command: do, check, undo, check, redo, check. */

typedef struct
{
  const char *label;
  const char *before;
  void      (*act) (TextFixture *fixture);
  const char *after;
} EditCase;

static void
type_word (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  text_fixture_type (fixture, "bc");
}

static void
make_bold (TextFixture *fixture)
{
  text_fixture_select_chars (fixture, 1, 3);
  text_fixture_act (fixture, "text.bold");
}

static void
make_plain (TextFixture *fixture)
{
  text_fixture_select_chars (fixture, 0, 4);
  text_fixture_act (fixture, "text.italic");
}

static void
make_heading (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 1, 0);
  text_fixture_act (fixture, "text.style::heading2");
}

static void
make_list (TextFixture *fixture)
{
  text_fixture_select_chars (fixture, 0, 3);
  text_fixture_act (fixture, "text.style::bullet");
}

static void
change_list (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  text_fixture_act (fixture, "text.style::number");
}

static void
toggle_list (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  text_fixture_act (fixture, "text.toggle-style::bullet");
}

static void
put_link (TextFixture *fixture)
{
  text_fixture_select_chars (fixture, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "https://example.org/", NULL);
}

static void
change_link (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "techfile:y", NULL);
}

static void
remove_link (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "", NULL);
}

static void
write_link (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "techfile:evidence/E-014", "E-014");
}

static void
insert_table (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  text_fixture_act (fixture, "text.insert-table((uint32 1, uint32 2))");
}

static void
insert_picture (TextFixture *fixture)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\x89PNG\r\n\x1a\n0000000000000000", 24);

  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_picture (fixture->editor, bytes, "image/jpeg");
  g_assert_cmpstr (fixture->host->media_type, ==, "image/png");
}

static void
in_table (TextFixture *fixture,
          int          cell,
          const char  *action)
{
  text_fixture_put_caret (fixture, 1, cell, 0, 0);
  g_assert_true (gtk_widget_activate_action (text_fixture_get_piece (fixture, 1), action, NULL));
}

static void
add_row (TextFixture *fixture)
{
  in_table (fixture, 0, "table.row-below");
}

static void
add_row_above (TextFixture *fixture)
{
  in_table (fixture, 0, "table.row-above");
}

static void
drop_row (TextFixture *fixture)
{
  in_table (fixture, 1, "table.row-remove");
}

static void
add_column (TextFixture *fixture)
{
  in_table (fixture, 0, "table.column-after");
}

static void
drop_column (TextFixture *fixture)
{
  in_table (fixture, 1, "table.column-remove");
}

static void
switch_header (TextFixture *fixture)
{
  in_table (fixture, 0, "table.header-column");
}

static void
drop_table (TextFixture *fixture)
{
  in_table (fixture, 0, "table.remove");
}

static void
tab_at_end (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 1, 1, 0, 0);
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Tab, 0, 0));
  g_assert_cmpint (TF_TEXT_GRID (text_fixture_get_piece (fixture, 1)) != NULL, ==, TRUE);
}

static void
type_in_cell (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 1, 1, 0, G_MAXUINT);
  text_fixture_type (fixture, "z");
}

static void
backspace_block (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 2, -1, 0, 0);
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor), GDK_KEY_BackSpace, 0, 0));
}

static void
delete_everything (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  text_fixture_act (fixture, "text.select-all");
  text_fixture_act (fixture, "text.select-all");
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor), GDK_KEY_Delete, 0, 0));
}

static void
type_over (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 1, 0, 0, 0);
  text_fixture_act (fixture, "text.select-all");
  text_fixture_act (fixture, "text.select-all");
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor), GDK_KEY_z, 0, 0));
}

static void
extend_and_delete (TextFixture *fixture)
{
  text_fixture_put_caret (fixture, 0, -1, 0, G_MAXUINT);
  g_signal_emit_by_name (fixture->editor->area, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, TRUE);
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor), GDK_KEY_Delete, 0, 0));
}

static const EditCase edit_cases[] = {
  { "type", TEXT ("<p>a</p>\n"), type_word, TEXT ("<p>abc</p>\n") },
  { "bold", TEXT ("<p>abcd</p>\n"), make_bold, TEXT ("<p>a<b>bc</b>d</p>\n") },
  { "italic-off", TEXT ("<p><i>abcd</i></p>\n"), make_plain, TEXT ("<p>abcd</p>\n") },
  { "heading", TEXT ("<p>a</p>\n<p>b</p>\n"), make_heading, TEXT ("<p>a</p>\n<h level=\"2\">b"
    "</h>\n") },
  { "list", TEXT ("<p>a</p>\n<p>b</p>\n"), make_list,
    TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n<li kind=\"bullet\" level=\"1\">b</li>\n") },
  { "other-list", TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n"), change_list,
    TEXT ("<li kind=\"number\" level=\"2\">a</li>\n") },
  { "no-list", TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n"), toggle_list, TEXT ("<p>a"
    "</p>\n") },
  { "link", TEXT ("<p>ab</p>\n"), put_link, TEXT ("<p><a href=\"https://example.org/\">a</a>b"
    "</p>\n") },
  { "other-link", TEXT ("<p><a href=\"techfile:x\">ab</a>c</p>\n"), change_link,
    TEXT ("<p><a href=\"techfile:y\">ab</a>c</p>\n") },
  { "no-link", TEXT ("<p><a href=\"techfile:x\">ab</a>c</p>\n"), remove_link, TEXT ("<p>abc"
    "</p>\n") },
  { "written-link", TEXT ("<p>ab</p>\n"), write_link,
    TEXT ("<p>a<a href=\"techfile:evidence/E-014\">E-014</a>b</p>\n") },
  { "table", TEXT ("<p>ab</p>\n"), insert_table,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell></cell><cell></cell></row>\n") "<p>b</p>\n") },
  { "picture", TEXT ("<p>a</p>\n"), insert_picture,
    TEXT ("<p>a</p>\n<image object=\"" OBJECT "\" alt=\"\" width=\"60\"></image>\n") },
  { "row", ONE_TABLE, add_row,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>y</cell></row>\n"
                              "<row><cell></cell><cell></cell></row>\n") "<p>b</p>\n") },
  { "row-above", ONE_TABLE, add_row_above,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell></cell><cell></cell></row>\n"
                              "<row><cell>x</cell><cell>y</cell></row>\n") "<p>b</p>\n") },
  { "no-row", TEXT (TABLE ("<row><cell>x</cell></row>\n<row><cell>y</cell></row>\n")), drop_row,
    TEXT (TABLE ("<row><cell>x</cell></row>\n")) },
  { "column", ONE_TABLE, add_column,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell></cell><cell>y</cell></row>\n") "<p>b"
          "</p>\n") },
  { "no-column", ONE_TABLE, drop_column,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell></row>\n") "<p>b</p>\n") },
  { "header", ONE_TABLE, switch_header,
    TEXT ("<p>a</p>\n<table header-row=\"yes\" header-column=\"yes\">\n<row><cell>x</cell><cell>y"
          "</cell>"
          "</row>\n</table>\n<p>b</p>\n") },
  { "no-table", ONE_TABLE, drop_table, TEXT ("<p>a</p>\n<p>b</p>\n") },
  { "tab-row", ONE_TABLE, tab_at_end,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>y</cell></row>\n"
                              "<row><cell></cell><cell></cell></row>\n") "<p>b</p>\n") },
  { "cell", ONE_TABLE, type_in_cell,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>yz</cell></row>\n") "<p>b</p>\n") },
  { "backspace-block", ONE_TABLE, backspace_block, TEXT ("<p>a</p>\n<p>b</p>\n") },
  { "everything", ONE_TABLE, delete_everything, EMPTY },
  { "type-over", ONE_TABLE, type_over, TEXT ("<p>z</p>\n") },
  { "extend", ONE_TABLE, extend_and_delete, TEXT ("<p>b</p>\n") },
};

static void
test_edit (TextFixture   *fixture,
           gconstpointer  data)
{
  const EditCase *test = data;

  text_fixture_show_xml (fixture, test->before);
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  g_assert_false (tf_text_history_can_undo (fixture->editor->history));

  test->act (fixture);
  text_fixture_assert_xml (fixture, test->after);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  text_fixture_settle ();

  while (tf_text_history_can_undo (fixture->editor->history))
    text_fixture_act (fixture, "text.undo");
  text_fixture_assert_xml (fixture, test->before);
  text_fixture_settle ();

  while (tf_text_history_can_redo (fixture->editor->history))
    text_fixture_act (fixture, "text.redo");
  text_fixture_assert_xml (fixture, test->after);

  /* The widgets hold what is told. */
  touch_all (GTK_WIDGET (fixture->editor));
  text_fixture_assert_xml (fixture, test->after);
}

/* Enter, Tab and Backspace. */

typedef struct
{
  const char      *label;
  const char      *before;
  guint            line;
  guint            offset;
  guint            key;
  GdkModifierType  state;
  const char      *after;
} KeyCase;

static const KeyCase key_cases[] = {
  { "enter-splits", TEXT ("<p>ab</p>\n"), 0, 1, GDK_KEY_Return, 0, TEXT ("<p>a</p>\n<p>b</p>\n") },
  { "enter-in-list", TEXT ("<li kind=\"number\" level=\"2\">ab</li>\n"), 0, 2, GDK_KEY_Return, 0,
    TEXT ("<li kind=\"number\" level=\"2\">ab</li>\n<li kind=\"number\" level=\"2\"></li>\n") },
  { "enter-ends-list", TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"1\">"
    "</li>\n"), 1, 0, GDK_KEY_Return, 0,
    TEXT ("<p>a</p>\n<p></p>\n") },
  { "enter-comes-back", TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"2\">"
    "</li>\n"), 1, 0, GDK_KEY_Return, 0,
    TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"1\"></li>\n") },
  { "enter-after-heading", TEXT ("<h level=\"1\">a</h>\n"), 0, 1, GDK_KEY_Return, 0,
    TEXT ("<h level=\"1\">a</h>\n<p></p>\n") },
  { "enter-before-heading", TEXT ("<h level=\"1\">a</h>\n"), 0, 0, GDK_KEY_Return, 0,
    TEXT ("<p></p>\n<h level=\"1\">a</h>\n") },
  { "enter-in-heading", TEXT ("<h level=\"1\">ab</h>\n"), 0, 1, GDK_KEY_KP_Enter, 0,
    TEXT ("<h level=\"1\">a</h>\n<h level=\"1\">b</h>\n") },
  { "shift-enter", TEXT ("<p>ab</p>\n"), 0, 1, GDK_KEY_Return, GDK_SHIFT_MASK, TEXT ("<p>a<br/>b"
    "</p>\n") },
  { "tab-deeper", TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n"), 0, 1, GDK_KEY_Tab, 0,
    TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n") },
  { "tab-deepest", TEXT ("<li kind=\"bullet\" level=\"3\">a</li>\n"), 0, 1, GDK_KEY_Tab, 0,
    TEXT ("<li kind=\"bullet\" level=\"3\">a</li>\n") },
  { "tab-back", TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n"), 0, 1, GDK_KEY_ISO_Left_Tab,
    GDK_SHIFT_MASK,
    TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n") },
  { "tab-out", TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n"), 0, 1, GDK_KEY_ISO_Left_Tab,
    GDK_SHIFT_MASK,
    TEXT ("<p>a</p>\n") },
  { "tab-leaves", TEXT ("<p>a</p>\n"), 0, 1, GDK_KEY_Tab, 0, NULL },
  { "backspace-list", TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"1\">b"
    "</li>\n"), 1, 0, GDK_KEY_BackSpace, 0,
    TEXT ("<p>a</p>\n<p>b</p>\n") },
  { "backspace-joins", TEXT ("<h level=\"1\">a</h>\n<p>b</p>\n"), 1, 0, GDK_KEY_BackSpace, 0,
    TEXT ("<h level=\"1\">ab</h>\n") },
  { "backspace-empty-above", TEXT ("<p></p>\n<h level=\"1\">b</h>\n"), 1, 0, GDK_KEY_BackSpace, 0,
    TEXT ("<h level=\"1\">b</h>\n") },
  { "backspace-heading", TEXT ("<h level=\"1\">b</h>\n"), 0, 0, GDK_KEY_BackSpace, 0, TEXT ("<p>b"
    "</p>\n") },
  { "delete-joins", TEXT ("<p>a</p>\n<h level=\"1\">b</h>\n"), 0, 1, GDK_KEY_Delete, 0,
    TEXT ("<p>ab</p>\n") },
};

static void
test_key (TextFixture   *fixture,
          gconstpointer  data)
{
  const KeyCase *test = data;
  GtkWidget *area = NULL;

  text_fixture_show_xml (fixture, test->before);
  text_fixture_put_caret (fixture, 0, -1, test->line, test->offset);
  area = GTK_WIDGET (fixture->editor->area);

  if (test->key == GDK_KEY_BackSpace)
    g_signal_emit_by_name (area, "backspace");
  else if (test->key == GDK_KEY_Delete)
    g_signal_emit_by_name (area, "delete-from-cursor", GTK_DELETE_CHARS, 1);
  else
    g_assert_cmpint (text_fixture_press (area, test->key, 0, test->state), ==, test->after != NULL);

  text_fixture_assert_xml (fixture, test->after != NULL ? test->after : test->before);
  text_fixture_settle ();
}

static void
test_typing_is_one_step (TextFixture   *fixture,
                         gconstpointer  data)
{
  text_fixture_show_xml (fixture, TEXT ("<p>a</p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  text_fixture_type (fixture, "bc de");
  text_fixture_assert_xml (fixture, TEXT ("<p>abc de</p>\n"));
  text_fixture_act (fixture, "text.undo");
  text_fixture_assert_xml (fixture, TEXT ("<p>abc </p>\n"));
  text_fixture_act (fixture, "text.undo");
  text_fixture_assert_xml (fixture, TEXT ("<p>a</p>\n"));
  g_assert_cmpuint (fixture->editor->caret.offset, ==, 1);
  text_fixture_act (fixture, "text.redo");
  text_fixture_assert_xml (fixture, TEXT ("<p>abc </p>\n"));
}

static void
test_typing_style (TextFixture   *fixture,
                   gconstpointer  data)
{
  gboolean bold = FALSE;

  text_fixture_show_xml (fixture, TEXT ("<p>a<a href=\"techfile:x\">l</a></p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  text_fixture_act (fixture, "text.bold");
  g_object_get (fixture->editor, "bold", &bold, NULL);
  g_assert_true (bold);
  text_fixture_type (fixture, "bc");
  text_fixture_act (fixture, "text.bold");
  text_fixture_type (fixture, "d");
  text_fixture_put_caret (fixture, 0, -1, 0, G_MAXUINT);
  text_fixture_type (fixture, "e");
  text_fixture_assert_xml (fixture, TEXT ("<p>a<b>bc</b>d<a href=\"techfile:x\">l</a>e</p>\n"));
}

static void
test_set_text (TextFixture   *fixture,
               gconstpointer  data)
{
  guint line = 0;
  guint offset = 0;

  text_fixture_show_xml (fixture, TEXT ("<p>abc</p>\n<p>def</p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 1, 2);
  text_fixture_show_xml (fixture, TEXT ("<p>abc</p>\n<p>def</p>\n"));
  tf_text_buffer_get_caret (tf_text_area_get_buffer (fixture->editor->area), &line, &offset);
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpuint (offset, ==, 2);

  /* Even another text leaves the caret in a line that stayed. */
  text_fixture_show_xml (fixture, TEXT ("<p>new</p>\n<p>abc</p>\n<p>def</p>\n"));
  tf_text_buffer_get_caret (tf_text_area_get_buffer (fixture->editor->area), &line, &offset);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (offset, ==, 2);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  tf_text_editor_set_text (fixture->editor, NULL);
  text_fixture_assert_xml (fixture, EMPTY);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_emptied (TextFixture   *fixture,
              gconstpointer  data)
{
  text_fixture_show_xml (fixture, TEXT ("<p>a</p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 1);
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  text_fixture_assert_xml (fixture, EMPTY);
}

static void
test_read_only (TextFixture   *fixture,
                gconstpointer  data)
{
  text_fixture_show_xml (fixture, ONE_TABLE);
  tf_text_editor_set_editable (fixture->editor, FALSE);
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  text_fixture_select_chars (fixture, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "text.bold", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "text.style", "s", "heading1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "text.paste", NULL);
  text_fixture_type (fixture, "x");
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  g_assert_false (text_fixture_press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, 0, 0));
  text_fixture_put_caret (fixture, 2, -1, 0, 0);
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  text_fixture_settle ();
  text_fixture_assert_xml (fixture, ONE_TABLE);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_follow_link (TextFixture   *fixture,
                  gconstpointer  data)
{
  text_fixture_show_xml (fixture, TEXT ("<p>a<a href=\"techfile:x\">bc</a></p>\n"));
  text_fixture_put_caret (fixture, 0, -1, 0, 0);
  g_assert_false (text_fixture_press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, 0,
                                      GDK_CONTROL_MASK));
  text_fixture_put_caret (fixture, 0, -1, 0, 2);
  g_assert_true (text_fixture_press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, 0,
                                     GDK_CONTROL_MASK));
  g_assert_cmpstr (fixture->link, ==, "techfile:x");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (text_cases); i++)
    text_fixture_add ("same", text_cases[i].label, &text_cases[i], test_same);
  for (gsize i = 0; i < G_N_ELEMENTS (edit_cases); i++)
    text_fixture_add ("edit", edit_cases[i].label, &edit_cases[i], test_edit);
  for (gsize i = 0; i < G_N_ELEMENTS (key_cases); i++)
    text_fixture_add ("key", key_cases[i].label, &key_cases[i], test_key);
  text_fixture_add ("typing", "one-step", NULL, test_typing_is_one_step);
  text_fixture_add ("typing", "style", NULL, test_typing_style);
  text_fixture_add ("text", "set", NULL, test_set_text);
  text_fixture_add ("text", "emptied", NULL, test_emptied);
  text_fixture_add ("text", "read-only", NULL, test_read_only);
  text_fixture_add ("text", "follow-link", NULL, test_follow_link);

  return g_test_run ();
}
