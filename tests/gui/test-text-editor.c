/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-area.h"
#include "tf-text-editor-private.h"
#include "tf-text-figure.h"
#include "tf-text-grid.h"
#include "tf-text-toolbar.h"

#include <adwaita.h>
#include <string.h>

#define OBJECT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define TEXT(blocks) "<text xmlns=\"" TF_TEXT_NAMESPACE "\">\n" blocks "</text>\n"
#define EMPTY "<text xmlns=\"" TF_TEXT_NAMESPACE "\"/>\n"
#define TABLE(rows) "<table header-row=\"yes\" header-column=\"no\">\n" rows "</table>\n"
#define WAIT_SECONDS 5

/* Where pictures are kept in the tests. */

#define TEST_TYPE_HOST (test_host_get_type ())
G_DECLARE_FINAL_TYPE (TestHost, test_host, TEST, HOST, GObject)

struct _TestHost
{
  GObject parent_instance;

  char   *media_type;  /* of what was kept last */
};

static void test_host_iface_init (TfTextEditorHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestHost, test_host, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_TEXT_EDITOR_HOST,
                                                      test_host_iface_init))

static char *
store_picture (TfTextEditorHost  *host,
               GBytes            *bytes,
               const char        *media_type,
               GError           **error)
{
  g_free (TEST_HOST (host)->media_type);
  TEST_HOST (host)->media_type = g_strdup (media_type);

  return g_strdup (OBJECT);
}

static void
load_picture_async (TfTextEditorHost    *host,
                    const char          *object,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (host, cancellable, callback, user_data);

  g_task_return_pointer (task, gdk_paintable_new_empty (400, 200), g_object_unref);
}

static GdkPaintable *
load_picture_finish (TfTextEditorHost  *host,
                     GAsyncResult      *result,
                     GError           **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_host_iface_init (TfTextEditorHostInterface *iface)
{
  iface->store_picture = store_picture;
  iface->load_picture_async = load_picture_async;
  iface->load_picture_finish = load_picture_finish;
}

static void
test_host_finalize (GObject *object)
{
  g_clear_pointer (&TEST_HOST (object)->media_type, g_free);

  G_OBJECT_CLASS (test_host_parent_class)->finalize (object);
}

static void
test_host_class_init (TestHostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_host_finalize;
}

static void
test_host_init (TestHost *self)
{
}

/* One editor in a window. */

typedef struct
{
  GtkWidget    *window;
  TfTextEditor *editor;
  TestHost     *host;
  guint         n_changed;
  guint         n_notices;
  char         *link;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
notice_cb (Fixture    *fixture,
           const char *message)
{
  g_assert_cmpstr (message, !=, "");
  fixture->n_notices++;
}

static void
link_cb (Fixture    *fixture,
         const char *uri)
{
  g_free (fixture->link);
  fixture->link = g_strdup (uri);
}

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until a frame or two were drawn. */
static void
settle (void)
{
  gboolean over = FALSE;
  guint source = g_timeout_add (120, timeout_cb, &over);

  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
wait_for_change (Fixture *fixture,
                 guint    n_changed)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_SECONDS, timeout_cb, &late);

  while (fixture->n_changed < n_changed && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_false (late);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->editor = TF_TEXT_EDITOR (g_object_ref_sink (tf_text_editor_new ()));
  fixture->host = g_object_new (TEST_TYPE_HOST, NULL);
  tf_text_editor_set_host (fixture->editor, TF_TEXT_EDITOR_HOST (fixture->host));
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "notice", G_CALLBACK (notice_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "activate-link", G_CALLBACK (link_cb), fixture);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->editor));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->host);
  g_free (fixture->link);
}

static TfText *
read_xml (const char *xml)
{
  g_autoptr(GError) error = NULL;
  TfText *text = tf_text_new_from_xml (xml, &error);

  g_assert_no_error (error);

  return text;
}

static void
show_xml (Fixture    *fixture,
          const char *xml)
{
  g_autoptr(TfText) text = read_xml (xml);

  tf_text_editor_set_text (fixture->editor, text);
}

static void
assert_xml (Fixture    *fixture,
            const char *expected)
{
  g_autofree char *xml = tf_text_dup_xml (tf_text_editor_get_text (fixture->editor));

  g_assert_cmpstr (xml, ==, expected);
}

static GtkWidget *
get_piece (Fixture *fixture,
           guint    index)
{
  return g_ptr_array_index (fixture->editor->pieces, index);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->editor->area));
}

static void
put_caret (Fixture *fixture,
           guint    piece,
           int      cell,
           guint    line,
           guint    offset)
{
  TfTextCaret caret = { piece, cell, line, offset };

  tf_text_editor_set_caret (fixture->editor, &caret, TRUE);
}

static void
select_chars (Fixture *fixture,
              int      from,
              int      to)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &start, from);
  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &end, to);
  gtk_text_buffer_select_range (get_buffer (fixture), &end, &start);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  g_autofree char *letter = NULL;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      g_free (letter);
      letter = g_strndup (c, g_utf8_next_char (c) - c);
      g_signal_emit_by_name (fixture->editor->area, "insert-at-cursor", letter);
    }
}

static gboolean
press (GtkWidget       *widget,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "tf-text-keys") == 0)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }

  return handled;
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->editor), name, target));
}

/* What is shown is what is read, in every place. */

typedef struct
{
  const char *label;
  const char *xml;
} TextCase;

static const TextCase text_cases[] = {
  { "empty", EMPTY },
  { "paragraphs", TEXT ("<p>One <b>two</b> <i>three</i> <b><i>four</i></b></p>\n<p></p>\n<p>x</p>\n") },
  { "headings", TEXT ("<h level=\"1\">A</h>\n<h level=\"2\">B</h>\n<h level=\"3\">C</h>\n") },
  { "lists", TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n<li kind=\"number\" level=\"2\">b</li>\n"
                   "<li kind=\"bullet\" level=\"3\"></li>\n") },
  { "break", TEXT ("<p>one<br/>two</p>\n<p>x</p>\n") },
  { "links", TEXT ("<p><a href=\"https://example.org/\">a</a><a href=\"techfile:x\"><b>b</b></a></p>\n") },
  { "table", TEXT ("<p>a</p>\n<table header-row=\"yes\" header-column=\"no\"><caption>C</caption>\n"
                   "<row><cell>a</cell><cell><b>b</b></cell></row>\n"
                   "<row><cell>c<br/>d</cell><cell></cell></row>\n</table>\n<p>b</p>\n") },
  { "table-alone", TEXT (TABLE ("<row><cell>x</cell></row>\n")) },
  { "two-tables", TEXT (TABLE ("<row><cell>x</cell></row>\n") TABLE ("<row><cell>y</cell></row>\n")) },
  { "image", TEXT ("<image object=\"" OBJECT "\" alt=\"Box\" width=\"45\"><caption>C</caption></image>\n"
                   "<p>after</p>\n") },
  { "scripts", TEXT ("<p>Ελληνικά 日本語</p>\n<p>שלום</p>\n<li kind=\"bullet\" level=\"2\">עברית</li>\n") },
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
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  const TextCase *test = data;

  show_xml (fixture, test->xml);
  assert_xml (fixture, test->xml);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  /* Everything is written once more, from what the widgets hold. */
  touch_all (GTK_WIDGET (fixture->editor));
  assert_xml (fixture, test->xml);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  settle ();
}

/* Each command: do, check, undo, check, redo, check. */

typedef struct
{
  const char *label;
  const char *before;
  void      (*act) (Fixture *fixture);
  const char *after;
} EditCase;

static void
type_word (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 1);
  type (fixture, "bc");
}

static void
make_bold (Fixture *fixture)
{
  select_chars (fixture, 1, 3);
  act (fixture, "text.bold");
}

static void
make_plain (Fixture *fixture)
{
  select_chars (fixture, 0, 4);
  act (fixture, "text.italic");
}

static void
make_heading (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 1, 0);
  act (fixture, "text.style::heading2");
}

static void
make_list (Fixture *fixture)
{
  select_chars (fixture, 0, 3);
  act (fixture, "text.style::bullet");
}

static void
change_list (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 0);
  act (fixture, "text.style::number");
}

static void
toggle_list (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 0);
  act (fixture, "text.toggle-style::bullet");
}

static void
put_link (Fixture *fixture)
{
  select_chars (fixture, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "https://example.org/", NULL);
}

static void
change_link (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "techfile:y", NULL);
}

static void
remove_link (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "", NULL);
}

static void
write_link (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_link (fixture->editor, "techfile:evidence/E-014", "E-014");
}

static void
insert_table (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 1);
  act (fixture, "text.insert-table((uint32 1, uint32 2))");
}

static void
insert_picture (Fixture *fixture)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\x89PNG\r\n\x1a\n0000000000000000", 24);

  put_caret (fixture, 0, -1, 0, 1);
  tf_text_editor_insert_picture (fixture->editor, bytes, "image/jpeg");
  g_assert_cmpstr (fixture->host->media_type, ==, "image/png");
}

static void
in_table (Fixture    *fixture,
          int         cell,
          const char *action)
{
  put_caret (fixture, 1, cell, 0, 0);
  g_assert_true (gtk_widget_activate_action (get_piece (fixture, 1), action, NULL));
}

static void
add_row (Fixture *fixture)
{
  in_table (fixture, 0, "table.row-below");
}

static void
add_row_above (Fixture *fixture)
{
  in_table (fixture, 0, "table.row-above");
}

static void
drop_row (Fixture *fixture)
{
  in_table (fixture, 1, "table.row-remove");
}

static void
add_column (Fixture *fixture)
{
  in_table (fixture, 0, "table.column-after");
}

static void
drop_column (Fixture *fixture)
{
  in_table (fixture, 1, "table.column-remove");
}

static void
switch_header (Fixture *fixture)
{
  in_table (fixture, 0, "table.header-column");
}

static void
drop_table (Fixture *fixture)
{
  in_table (fixture, 0, "table.remove");
}

static void
tab_at_end (Fixture *fixture)
{
  put_caret (fixture, 1, 1, 0, 0);
  g_assert_true (press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Tab, 0));
  g_assert_cmpint (TF_TEXT_GRID (get_piece (fixture, 1)) != NULL, ==, TRUE);
}

static void
type_in_cell (Fixture *fixture)
{
  put_caret (fixture, 1, 1, 0, G_MAXUINT);
  type (fixture, "z");
}

static void
backspace_block (Fixture *fixture)
{
  put_caret (fixture, 2, -1, 0, 0);
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_true (press (GTK_WIDGET (fixture->editor), GDK_KEY_BackSpace, 0));
}

static void
delete_everything (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, 0);
  act (fixture, "text.select-all");
  act (fixture, "text.select-all");
  g_assert_true (press (GTK_WIDGET (fixture->editor), GDK_KEY_Delete, 0));
}

static void
extend_and_delete (Fixture *fixture)
{
  put_caret (fixture, 0, -1, 0, G_MAXUINT);
  g_signal_emit_by_name (fixture->editor->area, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, TRUE);
  g_assert_true (press (GTK_WIDGET (fixture->editor), GDK_KEY_Delete, 0));
}

#define ONE_TABLE TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>y</cell></row>\n") "<p>b</p>\n")

static const EditCase edit_cases[] = {
  { "type", TEXT ("<p>a</p>\n"), type_word, TEXT ("<p>abc</p>\n") },
  { "bold", TEXT ("<p>abcd</p>\n"), make_bold, TEXT ("<p>a<b>bc</b>d</p>\n") },
  { "italic-off", TEXT ("<p><i>abcd</i></p>\n"), make_plain, TEXT ("<p>abcd</p>\n") },
  { "heading", TEXT ("<p>a</p>\n<p>b</p>\n"), make_heading, TEXT ("<p>a</p>\n<h level=\"2\">b</h>\n") },
  { "list", TEXT ("<p>a</p>\n<p>b</p>\n"), make_list,
    TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n<li kind=\"bullet\" level=\"1\">b</li>\n") },
  { "other-list", TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n"), change_list,
    TEXT ("<li kind=\"number\" level=\"2\">a</li>\n") },
  { "no-list", TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n"), toggle_list, TEXT ("<p>a</p>\n") },
  { "link", TEXT ("<p>ab</p>\n"), put_link, TEXT ("<p><a href=\"https://example.org/\">a</a>b</p>\n") },
  { "other-link", TEXT ("<p><a href=\"techfile:x\">ab</a>c</p>\n"), change_link,
    TEXT ("<p><a href=\"techfile:y\">ab</a>c</p>\n") },
  { "no-link", TEXT ("<p><a href=\"techfile:x\">ab</a>c</p>\n"), remove_link, TEXT ("<p>abc</p>\n") },
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
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell></cell><cell>y</cell></row>\n") "<p>b</p>\n") },
  { "no-column", ONE_TABLE, drop_column,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell></row>\n") "<p>b</p>\n") },
  { "header", ONE_TABLE, switch_header,
    TEXT ("<p>a</p>\n<table header-row=\"yes\" header-column=\"yes\">\n<row><cell>x</cell><cell>y</cell>"
          "</row>\n</table>\n<p>b</p>\n") },
  { "no-table", ONE_TABLE, drop_table, TEXT ("<p>a</p>\n<p>b</p>\n") },
  { "tab-row", ONE_TABLE, tab_at_end,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>y</cell></row>\n"
                              "<row><cell></cell><cell></cell></row>\n") "<p>b</p>\n") },
  { "cell", ONE_TABLE, type_in_cell,
    TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>yz</cell></row>\n") "<p>b</p>\n") },
  { "backspace-block", ONE_TABLE, backspace_block, TEXT ("<p>a</p>\n<p>b</p>\n") },
  { "everything", ONE_TABLE, delete_everything, EMPTY },
  { "extend", ONE_TABLE, extend_and_delete, TEXT ("<p>b</p>\n") },
};

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  const EditCase *test = data;

  show_xml (fixture, test->before);
  put_caret (fixture, 0, -1, 0, 0);
  g_assert_false (tf_text_history_can_undo (fixture->editor->history));

  test->act (fixture);
  assert_xml (fixture, test->after);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  settle ();

  while (tf_text_history_can_undo (fixture->editor->history))
    act (fixture, "text.undo");
  assert_xml (fixture, test->before);
  settle ();

  while (tf_text_history_can_redo (fixture->editor->history))
    act (fixture, "text.redo");
  assert_xml (fixture, test->after);

  /* The widgets hold what is told. */
  touch_all (GTK_WIDGET (fixture->editor));
  assert_xml (fixture, test->after);
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
  { "enter-ends-list", TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"1\"></li>\n"), 1, 0, GDK_KEY_Return, 0,
    TEXT ("<p>a</p>\n<p></p>\n") },
  { "enter-comes-back", TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"2\"></li>\n"), 1, 0, GDK_KEY_Return, 0,
    TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"1\"></li>\n") },
  { "enter-after-heading", TEXT ("<h level=\"1\">a</h>\n"), 0, 1, GDK_KEY_Return, 0,
    TEXT ("<h level=\"1\">a</h>\n<p></p>\n") },
  { "enter-before-heading", TEXT ("<h level=\"1\">a</h>\n"), 0, 0, GDK_KEY_Return, 0,
    TEXT ("<p></p>\n<h level=\"1\">a</h>\n") },
  { "enter-in-heading", TEXT ("<h level=\"1\">ab</h>\n"), 0, 1, GDK_KEY_KP_Enter, 0,
    TEXT ("<h level=\"1\">a</h>\n<h level=\"1\">b</h>\n") },
  { "shift-enter", TEXT ("<p>ab</p>\n"), 0, 1, GDK_KEY_Return, GDK_SHIFT_MASK, TEXT ("<p>a<br/>b</p>\n") },
  { "tab-deeper", TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n"), 0, 1, GDK_KEY_Tab, 0,
    TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n") },
  { "tab-deepest", TEXT ("<li kind=\"bullet\" level=\"3\">a</li>\n"), 0, 1, GDK_KEY_Tab, 0,
    TEXT ("<li kind=\"bullet\" level=\"3\">a</li>\n") },
  { "tab-back", TEXT ("<li kind=\"bullet\" level=\"2\">a</li>\n"), 0, 1, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK,
    TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n") },
  { "tab-out", TEXT ("<li kind=\"bullet\" level=\"1\">a</li>\n"), 0, 1, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK,
    TEXT ("<p>a</p>\n") },
  { "tab-leaves", TEXT ("<p>a</p>\n"), 0, 1, GDK_KEY_Tab, 0, NULL },
  { "backspace-list", TEXT ("<p>a</p>\n<li kind=\"bullet\" level=\"1\">b</li>\n"), 1, 0, GDK_KEY_BackSpace, 0,
    TEXT ("<p>a</p>\n<p>b</p>\n") },
  { "backspace-joins", TEXT ("<h level=\"1\">a</h>\n<p>b</p>\n"), 1, 0, GDK_KEY_BackSpace, 0,
    TEXT ("<h level=\"1\">ab</h>\n") },
  { "backspace-empty-above", TEXT ("<p></p>\n<h level=\"1\">b</h>\n"), 1, 0, GDK_KEY_BackSpace, 0,
    TEXT ("<h level=\"1\">b</h>\n") },
  { "backspace-heading", TEXT ("<h level=\"1\">b</h>\n"), 0, 0, GDK_KEY_BackSpace, 0, TEXT ("<p>b</p>\n") },
  { "delete-joins", TEXT ("<p>a</p>\n<h level=\"1\">b</h>\n"), 0, 1, GDK_KEY_Delete, 0, TEXT ("<p>ab</p>\n") },
};

static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  const KeyCase *test = data;
  GtkWidget *area = NULL;

  show_xml (fixture, test->before);
  put_caret (fixture, 0, -1, test->line, test->offset);
  area = GTK_WIDGET (fixture->editor->area);

  if (test->key == GDK_KEY_BackSpace)
    g_signal_emit_by_name (area, "backspace");
  else if (test->key == GDK_KEY_Delete)
    g_signal_emit_by_name (area, "delete-from-cursor", GTK_DELETE_CHARS, 1);
  else
    g_assert_cmpint (press (area, test->key, test->state), ==, test->after != NULL);

  assert_xml (fixture, test->after != NULL ? test->after : test->before);
  settle ();
}

static void
test_typing_is_one_step (Fixture       *fixture,
                         gconstpointer  data)
{
  show_xml (fixture, TEXT ("<p>a</p>\n"));
  put_caret (fixture, 0, -1, 0, 1);
  type (fixture, "bc de");
  assert_xml (fixture, TEXT ("<p>abc de</p>\n"));
  act (fixture, "text.undo");
  assert_xml (fixture, TEXT ("<p>abc </p>\n"));
  act (fixture, "text.undo");
  assert_xml (fixture, TEXT ("<p>abc</p>\n"));
  act (fixture, "text.undo");
  assert_xml (fixture, TEXT ("<p>a</p>\n"));
  g_assert_cmpuint (fixture->editor->caret.offset, ==, 1);
  act (fixture, "text.redo");
  assert_xml (fixture, TEXT ("<p>abc</p>\n"));
}

static void
test_typing_style (Fixture       *fixture,
                   gconstpointer  data)
{
  gboolean bold = FALSE;

  show_xml (fixture, TEXT ("<p>a<a href=\"techfile:x\">l</a></p>\n"));
  put_caret (fixture, 0, -1, 0, 1);
  act (fixture, "text.bold");
  g_object_get (fixture->editor, "bold", &bold, NULL);
  g_assert_true (bold);
  type (fixture, "bc");
  act (fixture, "text.bold");
  type (fixture, "d");
  put_caret (fixture, 0, -1, 0, G_MAXUINT);
  type (fixture, "e");
  assert_xml (fixture, TEXT ("<p>a<b>bc</b>d<a href=\"techfile:x\">l</a>e</p>\n"));
}

static void
test_set_text (Fixture       *fixture,
               gconstpointer  data)
{
  guint line = 0;
  guint offset = 0;

  show_xml (fixture, TEXT ("<p>abc</p>\n<p>def</p>\n"));
  put_caret (fixture, 0, -1, 1, 2);
  show_xml (fixture, TEXT ("<p>abc</p>\n<p>def</p>\n"));
  tf_text_buffer_get_caret (tf_text_area_get_buffer (fixture->editor->area), &line, &offset);
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpuint (offset, ==, 2);

  /* Even another text leaves the caret in a line that stayed. */
  show_xml (fixture, TEXT ("<p>new</p>\n<p>abc</p>\n<p>def</p>\n"));
  tf_text_buffer_get_caret (tf_text_area_get_buffer (fixture->editor->area), &line, &offset);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (offset, ==, 2);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  tf_text_editor_set_text (fixture->editor, NULL);
  assert_xml (fixture, EMPTY);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_emptied (Fixture       *fixture,
              gconstpointer  data)
{
  show_xml (fixture, TEXT ("<p>a</p>\n"));
  put_caret (fixture, 0, -1, 0, 1);
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  assert_xml (fixture, EMPTY);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  show_xml (fixture, ONE_TABLE);
  tf_text_editor_set_editable (fixture->editor, FALSE);
  put_caret (fixture, 0, -1, 0, 0);
  select_chars (fixture, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "text.bold", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "text.style", "s", "heading1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "text.paste", NULL);
  type (fixture, "x");
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  g_assert_false (press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, 0));
  put_caret (fixture, 2, -1, 0, 0);
  g_signal_emit_by_name (fixture->editor->area, "backspace");
  settle ();
  assert_xml (fixture, ONE_TABLE);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_follow_link (Fixture       *fixture,
                  gconstpointer  data)
{
  show_xml (fixture, TEXT ("<p>a<a href=\"techfile:x\">bc</a></p>\n"));
  put_caret (fixture, 0, -1, 0, 0);
  g_assert_false (press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, GDK_CONTROL_MASK));
  put_caret (fixture, 0, -1, 0, 2);
  g_assert_true (press (GTK_WIDGET (fixture->editor->area), GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_cmpstr (fixture->link, ==, "techfile:x");
}

/* The clipboard. */

static void
offer (Fixture    *fixture,
       const char *media_type,
       const void *data,
       gsize       length)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->editor));
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  g_autoptr(GdkContentProvider) provider = NULL;

  provider = gdk_content_provider_new_for_bytes (media_type, bytes);
  g_assert_true (gdk_clipboard_set_content (clipboard, provider));
}

static void
test_paste_html (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *html = "<p>x<b>y</b></p><ul><li>z</li></ul><table><tr><th>h</th><th>i</th></tr></table>"
                     "<img src=\"https://example.org/a.png\">";

  show_xml (fixture, TEXT ("<p>ab</p>\n"));
  put_caret (fixture, 0, -1, 0, 1);
  offer (fixture, "text/html", html, strlen (html));
  act (fixture, "text.paste");
  wait_for_change (fixture, 1);
  assert_xml (fixture, TEXT ("<p>ax<b>y</b></p>\n<li kind=\"bullet\" level=\"1\">z</li>\n"
                             TABLE ("<row><cell>h</cell><cell>i</cell></row>\n") "<p>b</p>\n"));
  g_assert_cmpuint (fixture->n_notices, ==, 1);
  act (fixture, "text.undo");
  assert_xml (fixture, TEXT ("<p>ab</p>\n"));
}

static void
test_paste_in_cell (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *html = "<p>1</p><p><i>2</i></p>";

  show_xml (fixture, ONE_TABLE);
  put_caret (fixture, 1, 1, 0, 1);
  offer (fixture, "text/html", html, strlen (html));
  act (fixture, "text.paste");
  wait_for_change (fixture, 1);
  assert_xml (fixture, TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>y1<br/><i>2</i></cell></row>\n")
                             "<p>b</p>\n"));
}

static void
test_paste_plain (Fixture       *fixture,
                  gconstpointer  data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->editor)), "x\n- y");
  act (fixture, "text.paste-plain");
  wait_for_change (fixture, 1);
  assert_xml (fixture, TEXT ("<p>x</p>\n<li kind=\"bullet\" level=\"1\">y</li>\n"));
}

static void
test_paste_picture (Fixture       *fixture,
                    gconstpointer  data)
{
  offer (fixture, "image/png", "\x89PNG\r\n\x1a\n0000000000000000", 24);
  act (fixture, "text.paste");
  wait_for_change (fixture, 1);
  assert_xml (fixture, TEXT ("<image object=\"" OBJECT "\" alt=\"\" width=\"60\"></image>\n"));
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  show_xml (fixture, TEXT ("<p>ab<b>cd</b></p>\n<h level=\"1\">e</h>\n"));
  put_caret (fixture, 0, -1, 0, 0);
  select_chars (fixture, 1, 4);
  act (fixture, "text.cut");
  assert_xml (fixture, TEXT ("<p>a</p>\n<h level=\"1\">e</h>\n"));
  put_caret (fixture, 0, -1, 1, 1);
  act (fixture, "text.paste");
  wait_for_change (fixture, 2);
  assert_xml (fixture, TEXT ("<p>a</p>\n<h level=\"1\">eb<b>cd</b></h>\n"));
}

static void
test_copy_blocks (Fixture       *fixture,
                  gconstpointer  data)
{
  show_xml (fixture, ONE_TABLE);
  put_caret (fixture, 0, -1, 0, 0);
  act (fixture, "text.select-all");
  act (fixture, "text.select-all");
  act (fixture, "text.copy");
  assert_xml (fixture, ONE_TABLE);
  put_caret (fixture, 0, -1, 0, 0);
  act (fixture, "text.select-all");
  act (fixture, "text.select-all");
  act (fixture, "text.paste");
  wait_for_change (fixture, 2);
  assert_xml (fixture, ONE_TABLE);
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
test_heights (Fixture       *fixture,
              gconstpointer  data)
{
  static const int widths[] = { 600, 360, 500, 360, 900 };
  GString *xml = g_string_new ("<text xmlns=\"" TF_TEXT_NAMESPACE "\">");

  for (guint i = 0; i < 60; i++)
    g_string_append (xml, "<p>A paragraph with enough words to be laid out on several lines where "
                     "there is little room for it, and on fewer where there is more.</p>");
  g_string_append (xml, "<table><row><cell>A cell with several words to wrap</cell><cell>b</cell></row>"
                   "</table><li kind=\"bullet\" level=\"1\">An item that is long enough to wrap</li></text>");
  show_xml (fixture, xml->str);
  g_string_free (xml, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 500);
      for (guint n = 0; n < 4; n++)
        settle ();
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->editor)), <=, widths[i]);
      assert_not_clipped (GTK_WIDGET (fixture->editor));
    }
}

static void
assert_label (GtkWidget  *widget,
              const char *label)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

static void
assert_description (GtkWidget  *widget,
                    const char *description)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       description);
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *area = NULL;
  TfTextGrid *grid = NULL;

  tf_text_editor_set_label (fixture->editor, "Point 2(b)");
  show_xml (fixture, TEXT ("<h level=\"2\">a</h>\n<li kind=\"bullet\" level=\"1\">b</li>\n"
                           "<li kind=\"number\" level=\"2\">c</li>\n<p>d</p>\n"
                           TABLE ("<row><cell>Port</cell></row>\n<row><cell>1</cell></row>\n")));
  area = get_piece (fixture, 0);
  assert_label (GTK_WIDGET (fixture->editor), "Point 2(b)");
  assert_label (area, "Point 2(b)");
  put_caret (fixture, 0, -1, 0, 0);
  assert_description (area, "Heading 2");
  put_caret (fixture, 0, -1, 1, 0);
  assert_description (area, "Bullet, level 1");
  put_caret (fixture, 0, -1, 2, 0);
  assert_description (area, "Number 1, level 2");
  put_caret (fixture, 0, -1, 3, 0);
  assert_description (area, "Paragraph");

  grid = TF_TEXT_GRID (get_piece (fixture, 1));
  assert_label (GTK_WIDGET (tf_text_grid_get_area (grid, -1)), "Table caption");
  assert_label (GTK_WIDGET (tf_text_grid_get_area (grid, 0)), "Row 1, column 1");
  assert_label (GTK_WIDGET (tf_text_grid_get_area (grid, 1)), "Row 2, column 1, Port");
}

static void
test_toolbar (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *toolbar = g_object_ref_sink (tf_text_toolbar_new ());
  g_autofree char *style = NULL;

  show_xml (fixture, TEXT ("<p>a</p>\n<h level=\"1\">b</h>\n"));
  g_assert_false (gtk_widget_get_sensitive (toolbar));
  tf_text_toolbar_set_editor (TF_TEXT_TOOLBAR (toolbar), fixture->editor);
  g_assert_true (gtk_widget_get_sensitive (toolbar));
  put_caret (fixture, 0, -1, 1, 0);
  g_object_get (fixture->editor, "style", &style, NULL);
  g_assert_cmpstr (style, ==, "heading1");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  tf_text_editor_set_editable (fixture->editor, FALSE);
  g_assert_false (gtk_widget_get_sensitive (toolbar));
  tf_text_toolbar_set_editor (TF_TEXT_TOOLBAR (toolbar), NULL);
  g_assert_finalize_object (toolbar);
}

static void
test_move_between (Fixture       *fixture,
                   gconstpointer  data)
{
  TfTextGrid *grid = NULL;

  show_xml (fixture, ONE_TABLE);
  grid = TF_TEXT_GRID (get_piece (fixture, 1));
  put_caret (fixture, 0, -1, 0, 1);
  settle ();
  g_signal_emit_by_name (fixture->editor->area, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE);
  g_assert_true (fixture->editor->area == tf_text_grid_get_area (grid, -1));
  for (int i = 0; i < 2; i++)
    {
      g_signal_emit_by_name (fixture->editor->area, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE);
      g_assert_true (fixture->editor->area == tf_text_grid_get_area (grid, i));
    }
  g_signal_emit_by_name (fixture->editor->area, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE);
  g_assert_true (GTK_WIDGET (fixture->editor->area) == get_piece (fixture, 2));
  g_signal_emit_by_name (fixture->editor->area, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, -1, FALSE);
  g_assert_true (fixture->editor->area == tf_text_grid_get_area (grid, 1));
}

static void
add (const char     *group,
     const char     *label,
     gconstpointer   data,
     void          (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/text-editor/%s/%s", group, label);

  g_test_add (path, Fixture, data, set_up, test, tear_down);
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
    add ("same", text_cases[i].label, &text_cases[i], test_same);
  for (gsize i = 0; i < G_N_ELEMENTS (edit_cases); i++)
    add ("edit", edit_cases[i].label, &edit_cases[i], test_edit);
  for (gsize i = 0; i < G_N_ELEMENTS (key_cases); i++)
    add ("key", key_cases[i].label, &key_cases[i], test_key);
  add ("typing", "one-step", NULL, test_typing_is_one_step);
  add ("typing", "style", NULL, test_typing_style);
  add ("text", "set", NULL, test_set_text);
  add ("text", "emptied", NULL, test_emptied);
  add ("text", "read-only", NULL, test_read_only);
  add ("text", "follow-link", NULL, test_follow_link);
  add ("clipboard", "paste-html", NULL, test_paste_html);
  add ("clipboard", "paste-in-cell", NULL, test_paste_in_cell);
  add ("clipboard", "paste-plain", NULL, test_paste_plain);
  add ("clipboard", "paste-picture", NULL, test_paste_picture);
  add ("clipboard", "copy", NULL, test_copy);
  add ("clipboard", "copy-blocks", NULL, test_copy_blocks);
  add ("look", "heights", NULL, test_heights);
  add ("look", "accessible", NULL, test_accessible);
  add ("look", "toolbar", NULL, test_toolbar);
  add ("move", "between", NULL, test_move_between);

  return g_test_run ();
}
