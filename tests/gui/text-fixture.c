/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text-fixture.h"

#define WAIT_SECONDS 5

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

static void
changed_cb (TextFixture *fixture)
{
  fixture->n_changed++;
}

static void
notice_cb (TextFixture *fixture,
           const char  *message)
{
  g_assert_cmpstr (message, !=, "");
  fixture->n_notices++;
}

static void
link_cb (TextFixture *fixture,
         const char  *uri)
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
void
text_fixture_settle (void)
{
  gboolean over = FALSE;
  guint source = g_timeout_add (120, timeout_cb, &over);

  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

void
text_fixture_wait_for_change (TextFixture *fixture,
                              guint        n_changed)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_SECONDS, timeout_cb, &late);

  while (fixture->n_changed < n_changed && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_false (late);
}

static void
set_up (TextFixture   *fixture,
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
tear_down (TextFixture   *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  text_fixture_settle ();
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

void
text_fixture_show_xml (TextFixture *fixture,
                       const char  *xml)
{
  g_autoptr(TfText) text = read_xml (xml);

  tf_text_editor_set_text (fixture->editor, text);
}

void
text_fixture_assert_xml (TextFixture *fixture,
                         const char  *expected)
{
  g_autofree char *xml = tf_text_dup_xml (tf_text_editor_get_text (fixture->editor));

  g_assert_cmpstr (xml, ==, expected);
}

GtkWidget *
text_fixture_get_piece (TextFixture *fixture,
                        guint        index)
{
  return g_ptr_array_index (fixture->editor->pieces, index);
}

GtkTextBuffer *
text_fixture_get_buffer (TextFixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->editor->area));
}

void
text_fixture_put_caret (TextFixture *fixture,
                        guint        piece,
                        int          cell,
                        guint        line,
                        guint        offset)
{
  TfTextCaret caret = { piece, cell, line, offset };

  tf_text_editor_set_caret (fixture->editor, &caret, TRUE);
}

void
text_fixture_select_chars (TextFixture *fixture,
                           int          from,
                           int          to)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (text_fixture_get_buffer (fixture), &start, from);
  gtk_text_buffer_get_iter_at_offset (text_fixture_get_buffer (fixture), &end, to);
  gtk_text_buffer_select_range (text_fixture_get_buffer (fixture), &end, &start);
}

void
text_fixture_type (TextFixture *fixture,
                   const char  *text)
{
  g_autofree char *letter = NULL;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      g_free (letter);
      letter = g_strndup (c, g_utf8_next_char (c) - c);
      g_signal_emit_by_name (fixture->editor->area, "insert-at-cursor", letter);
    }
}

gboolean
text_fixture_press (GtkWidget       *widget,
                    guint            key,
                    guint            code,
                    GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "tf-text-keys") == 0)
        g_signal_emit_by_name (controller, "key-pressed", key, code, state, &handled);
    }

  return handled;
}

void
text_fixture_act (TextFixture *fixture,
                  const char  *action)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->editor), name, target));
}

/*
 * text_fixture_add:
 *
 * Adds a test that gets an editor in a window.
 */
void
text_fixture_add (const char    *group,
                  const char    *label,
                  gconstpointer  data,
                  TextTest       test)
{
  g_autofree char *path = g_strdup_printf ("/text-editor/%s/%s", group, label);

  g_test_add (path, TextFixture, data, set_up, test, tear_down);
}
