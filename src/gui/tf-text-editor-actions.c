/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor-private.h"
#include "tf-text-link-popover.h"
#include "tf-text-grid.h"

#include <glib/gi18n-lib.h>

#define MAX_NEW_CELLS 600

typedef struct
{
  const char     *name;
  TfTextLineKind  kind;
} NamedStyle;

static const NamedStyle styles[] = {
  { "paragraph", { TF_TEXT_PARAGRAPH, 0 } },
  { "heading1", { TF_TEXT_HEADING, 1 } },
  { "heading2", { TF_TEXT_HEADING, 2 } },
  { "heading3", { TF_TEXT_HEADING, 3 } },
  { "bullet", { TF_TEXT_BULLET, 1 } },
  { "number", { TF_TEXT_NUMBER, 1 } },
};

static gboolean
can_style (TfTextEditor *self)
{
  return self->area != NULL && self->editable && !tf_text_area_is_single (self->area);
}

static TfTextLineKind
get_kind (TfTextEditor *self)
{
  TfTextBuffer *buffer = tf_text_area_get_buffer (self->area);
  guint line = 0;
  guint offset = 0;

  tf_text_buffer_get_caret (buffer, &line, &offset);

  return tf_text_buffer_get_kind (buffer, line);
}

/*
 * tf_text_editor_dup_style:
 *
 * Names what the line with the caret is.
 */
char *
tf_text_editor_dup_style (TfTextEditor *self)
{
  TfTextLineKind kind = { TF_TEXT_PARAGRAPH, 0 };

  if (self->area != NULL && !tf_text_area_is_single (self->area))
    kind = get_kind (self);

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (styles[i].kind.kind == kind.kind &&
          (kind.kind != TF_TEXT_HEADING || styles[i].kind.level == kind.level))
        return g_strdup (styles[i].name);
    }

  return g_strdup ("paragraph");
}

/*
 * tf_text_editor_set_style:
 *
 * Makes the lines of the selection something else.
 */
void
tf_text_editor_set_style (TfTextEditor *self,
                          const char   *style)
{
  guint first = 0;
  guint last = 0;

  if (!can_style (self) || g_strcmp0 (style, self->style) == 0)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_strcmp0 (styles[i].name, style) == 0)
        {
          TfTextBuffer *buffer = tf_text_area_get_buffer (self->area);

          tf_text_buffer_get_lines (buffer, &first, &last);
          tf_text_buffer_set_kind (buffer, first, last, styles[i].kind);
          return;
        }
    }
}

/*
 * tf_text_editor_set_run_style:
 *
 * Makes the selection bold or italic, or no longer so.
 */
void
tf_text_editor_set_run_style (TfTextEditor *self,
                              TfTextStyle   style,
                              gboolean      on)
{
  TfTextStyle current = TF_TEXT_STYLE_NONE;

  if (self->area == NULL || !self->editable)
    return;

  current = tf_text_buffer_get_style (tf_text_area_get_buffer (self->area));
  if (((current & style) != 0) == (on != FALSE))
    return;

  tf_text_buffer_set_style (tf_text_area_get_buffer (self->area), style, on);
  tf_text_editor_update_state (self);
}

/**
 * tf_text_editor_dup_selection:
 * @self: the editor
 *
 * Reads the words that are selected, or those of the link at the caret.
 *
 * Returns: (transfer full): plain text, or ""
 */
char *
tf_text_editor_dup_selection (TfTextEditor *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (TF_IS_TEXT_EDITOR (self), NULL);

  if (self->area == NULL ||
      !tf_text_buffer_get_link_bounds (tf_text_area_get_buffer (self->area), &start, &end))
    return g_strdup ("");

  return gtk_text_iter_get_slice (&start, &end);
}

static void
insert_words (TfTextEditor *self,
              const char   *uri,
              const char   *words)
{
  g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();
  g_autoptr(TfText) text = NULL;

  tf_text_builder_begin_block (builder, TF_TEXT_PARAGRAPH, 0);
  tf_text_builder_add_run (builder, words != NULL && words[0] != '\0' ? words : uri,
                           TF_TEXT_STYLE_NONE, uri);
  text = tf_text_builder_end (builder);
  tf_text_editor_insert (self, text);
}

/**
 * tf_text_editor_insert_link:
 * @self: the editor
 * @uri: where the link leads, see tf_text_is_link(); "" takes a link away
 * @words: (nullable): what to write where nothing is selected, %NULL for @uri
 *
 * Puts a link on the selected words, changes the one at the caret, or writes a
 * new one.
 */
void
tf_text_editor_insert_link (TfTextEditor *self,
                            const char   *uri,
                            const char   *words)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (TF_IS_TEXT_EDITOR (self));
  g_return_if_fail (uri != NULL);

  if (!self->editable)
    return;

  if (self->area != NULL &&
      tf_text_buffer_get_link_bounds (tf_text_area_get_buffer (self->area), &start, &end))
    tf_text_buffer_set_link (tf_text_area_get_buffer (self->area), uri);
  else if (uri[0] != '\0')
    insert_words (self, uri, words);
}

static void
popover_closed_cb (TfTextEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
link_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);
  GtkTextView *view = GTK_TEXT_VIEW (self->area);
  g_autofree char *link = NULL;
  GdkRectangle place;
  double x = 0;
  double y = 0;

  if (self->area == NULL || !self->editable)
    return;

  if (self->link_popover == NULL)
    {
      self->link_popover = tf_text_link_popover_new (self);
      gtk_widget_set_parent (self->link_popover, widget);
      g_signal_connect_object (self->link_popover, "closed", G_CALLBACK (popover_closed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  link = tf_text_buffer_dup_link (tf_text_area_get_buffer (self->area), NULL);
  gtk_text_view_get_cursor_locations (view, NULL, &place, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (view), widget, place.x, place.y, &x, &y);
  place.x = (int) x;
  place.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->link_popover), &place);
  tf_text_link_popover_open (TF_TEXT_LINK_POPOVER (self->link_popover), link);
}

static void
table_action_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);
  g_autoptr(TfText) table = NULL;
  guint n_rows = 0;
  guint n_columns = 0;

  g_variant_get (parameter, "(uu)", &n_rows, &n_columns);
  if (n_rows == 0 || n_columns == 0 || n_columns > TF_TEXT_MAX_COLUMNS ||
      n_rows > MAX_NEW_CELLS / n_columns)
    {
      tf_text_editor_notice (self, _("A table of that size is better attached as evidence."));
      return;
    }
  if (self->area != NULL && tf_text_area_is_single (self->area))
    {
      tf_text_editor_notice (self, _("A table cannot stand inside a table cell or caption."));
      return;
    }

  table = tf_text_grid_make (n_rows, n_columns);
  tf_text_editor_insert (self, table);
}

static void
picture_action_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);

  if (self->editable)
    tf_text_editor_choose_picture (self);
}

static void
clipboard_action_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);

  if (g_str_equal (name, "text.copy"))
    tf_text_editor_copy (self, FALSE);
  else if (g_str_equal (name, "text.cut"))
    tf_text_editor_copy (self, TRUE);
  else
    tf_text_editor_paste (self, g_str_equal (name, "text.paste-plain"));
}

static void
select_all_action_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  tf_text_editor_select_all (TF_TEXT_EDITOR (widget));
}

/* The same key again brings a list item back to a paragraph. */
static void
toggle_style_action_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);
  const char *style = g_variant_get_string (parameter, NULL);

  tf_text_editor_set_style (self, g_str_equal (self->style, style) ? "paragraph" : style);
}

/* Keys act on the text, not on entries beside it. */
static gboolean
is_in_text (TfTextEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || TF_IS_TEXT_AREA (focus);
}

static gboolean
shortcut_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  const char *name = NULL;
  g_autoptr(GVariant) parameter = NULL;

  if (!is_in_text (TF_TEXT_EDITOR (widget)))
    return FALSE;

  g_variant_get (arguments, "(&smv)", &name, &parameter);

  return gtk_widget_activate_action_variant (widget, name, parameter);
}

static void
add_shortcut (GtkEventController *controller,
              const char         *trigger,
              const char         *action)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  GtkShortcut *shortcut = NULL;

  g_action_parse_detailed_name (action, &name, &target, NULL);
  shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                               gtk_callback_action_new (shortcut_cb, NULL, NULL));
  gtk_shortcut_set_arguments (shortcut, g_variant_new ("(smv)", name, target));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* The digit on a key, in whatever way the keyboard at hand gets at it, or -1. */
static int
get_digit (GtkWidget *widget,
           guint      code)
{
  g_autofree guint *keyvals = NULL;
  int n_keyvals = 0;

  gdk_display_map_keycode (gtk_widget_get_display (widget), code, NULL, &keyvals, &n_keyvals);
  for (int i = 0; i < n_keyvals; i++)
    {
      if (keyvals[i] >= GDK_KEY_0 && keyvals[i] <= GDK_KEY_9)
        return (int) (keyvals[i] - GDK_KEY_0);
      if (keyvals[i] >= GDK_KEY_KP_0 && keyvals[i] <= GDK_KEY_KP_9)
        return (int) (keyvals[i] - GDK_KEY_KP_0);
    }

  return -1;
}

/*
 * tf_text_editor_press_digit:
 *
 * Takes the keys for styles, which are digits. A shortcut would miss them where
 * Shift turns a digit into something else, or is needed to get one.
 */
gboolean
tf_text_editor_press_digit (TfTextEditor    *self,
                            guint            code,
                            GdkModifierType  state)
{
  static const char * const headings[] = { "paragraph", "heading1", "heading2", "heading3" };
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean heading = modifiers == (GDK_CONTROL_MASK | GDK_ALT_MASK);
  gboolean list = modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  int digit = heading || list ? get_digit (GTK_WIDGET (self), code) : -1;

  if (digit < 0 || !is_in_text (self))
    return FALSE;

  if (heading && digit < (int) G_N_ELEMENTS (headings))
    tf_text_editor_set_style (self, headings[digit]);
  else if (list && digit == 7)
    gtk_widget_activate_action (GTK_WIDGET (self), "text.toggle-style", "s", "number");
  else if (list && digit == 8)
    gtk_widget_activate_action (GTK_WIDGET (self), "text.toggle-style", "s", "bullet");
  else
    return FALSE;

  return TRUE;
}

/*
 * tf_text_editor_add_shortcuts:
 *
 * Takes keys before the text views do, whose own bindings know no formatting.
 */
void
tf_text_editor_add_shortcuts (TfTextEditor *self)
{
  static const char * const keys[][2] = {
    { "<Control>z", "text.undo" },
    { "<Control><Shift>z|<Control>y", "text.redo" },
    { "<Control>b", "text.bold" },
    { "<Control>i", "text.italic" },
    { "<Control>a", "text.select-all" },
    { "<Control>c|<Control>Insert", "text.copy" },
    { "<Control>x|<Shift>Delete", "text.cut" },
    { "<Control>v|<Shift>Insert", "text.paste" },
    { "<Control><Shift>v", "text.paste-plain" },
    { "<Control>l", "text.link" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    add_shortcut (controller, keys[i][0], keys[i][1]);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/*
 * tf_text_editor_install:
 *
 * Installs the actions; menus, buttons and keys all use them.
 */
void
tf_text_editor_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_property_action (klass, "text.bold", "bold");
  gtk_widget_class_install_property_action (klass, "text.italic", "italic");
  gtk_widget_class_install_property_action (klass, "text.style", "style");
  gtk_widget_class_install_action (klass, "text.toggle-style", "s", toggle_style_action_cb);
  gtk_widget_class_install_action (klass, "text.link", NULL, link_action_cb);
  gtk_widget_class_install_action (klass, "text.insert-table", "(uu)", table_action_cb);
  gtk_widget_class_install_action (klass, "text.insert-picture", NULL, picture_action_cb);
  gtk_widget_class_install_action (klass, "text.copy", NULL, clipboard_action_cb);
  gtk_widget_class_install_action (klass, "text.cut", NULL, clipboard_action_cb);
  gtk_widget_class_install_action (klass, "text.paste", NULL, clipboard_action_cb);
  gtk_widget_class_install_action (klass, "text.paste-plain", NULL, clipboard_action_cb);
  gtk_widget_class_install_action (klass, "text.select-all", NULL, select_all_action_cb);
}
