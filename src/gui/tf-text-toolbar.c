/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-toolbar.h"

#include "tf-text-editor-private.h"

struct _TfTextToolbar
{
  GtkWidget      parent_instance;

  GtkWidget     *style;
  GtkWidget     *bold;
  GtkWidget     *italic;
  GtkWidget     *bullet;
  GtkWidget     *number;
  GtkWidget     *table;
  GtkWidget     *rows;
  GtkWidget     *columns;
  TfTextEditor  *editor;
  GSignalGroup  *signals;
  gboolean       updating;  /* buttons follow the editor, not the person */
};

enum
{
  PROP_EDITOR = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (TfTextToolbar, tf_text_toolbar, GTK_TYPE_WIDGET)

/* In the order of the drop-down. */
static const char * const styles[] = { "paragraph", "heading1", "heading2", "heading3" };

static char *
dup_style (TfTextToolbar *self)
{
  char *style = NULL;

  g_object_get (self->editor, "style", &style, NULL);

  return style;
}

static void
update_style (TfTextToolbar *self)
{
  g_autofree char *style = dup_style (self);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_str_equal (styles[i], style))
        selected = i;
    }

  self->updating = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->style), selected);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->bullet), g_str_equal (style, "bullet"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->number), g_str_equal (style, "number"));
  self->updating = FALSE;
}

static void
update_run (TfTextToolbar *self)
{
  gboolean bold = FALSE;
  gboolean italic = FALSE;

  g_object_get (self->editor, "bold", &bold, "italic", &italic, NULL);
  self->updating = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->bold), bold);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->italic), italic);
  self->updating = FALSE;
}

static void
update_sensitive (TfTextToolbar *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self),
                            self->editor != NULL && tf_text_editor_get_editable (self->editor));
}

static void
bound_cb (TfTextToolbar *self)
{
  update_style (self);
  update_run (self);
  update_sensitive (self);
}

static void
set_style (TfTextToolbar *self,
           const char    *style)
{
  if (self->updating || self->editor == NULL)
    return;

  g_object_set (self->editor, "style", style, NULL);
  update_style (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
style_selected_cb (TfTextToolbar *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->style));

  if (selected < G_N_ELEMENTS (styles))
    set_style (self, styles[selected]);
}

static void
list_toggled_cb (TfTextToolbar   *self,
                 GtkToggleButton *button)
{
  const char *style = button == GTK_TOGGLE_BUTTON (self->bullet) ? "bullet" : "number";

  set_style (self, gtk_toggle_button_get_active (button) ? style : "paragraph");
}

static void
run_toggled_cb (TfTextToolbar   *self,
                GtkToggleButton *button)
{
  const char *property = button == GTK_TOGGLE_BUTTON (self->bold) ? "bold" : "italic";

  if (self->updating || self->editor == NULL)
    return;

  g_object_set (self->editor, property, gtk_toggle_button_get_active (button), NULL);
  update_run (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
activate (TfTextToolbar *self,
          const char    *action)
{
  if (self->editor == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_widget_activate_action (GTK_WIDGET (self->editor), action, NULL);
}

static void
picture_clicked_cb (TfTextToolbar *self)
{
  activate (self, "text.insert-picture");
}

static void
link_clicked_cb (TfTextToolbar *self)
{
  activate (self, "text.link");
}

static void
insert_table_cb (TfTextToolbar *self)
{
  int rows = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->rows));
  int columns = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->columns));

  if (self->editor == NULL)
    return;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->table));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_widget_activate_action (GTK_WIDGET (self->editor), "text.insert-table", "(uu)", (guint) rows,
                              (guint) columns);
}

static void
tf_text_toolbar_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, TF_TEXT_TOOLBAR (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
tf_text_toolbar_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_EDITOR:
      tf_text_toolbar_set_editor (TF_TEXT_TOOLBAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
tf_text_toolbar_dispose (GObject *object)
{
  TfTextToolbar *self = TF_TEXT_TOOLBAR (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_TEXT_TOOLBAR);
  while (gtk_widget_get_first_child (GTK_WIDGET (object)) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (object)));

  G_OBJECT_CLASS (tf_text_toolbar_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/io/github/techfile/Techfile/editor/tf-text-toolbar.ui");
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, style);
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, bold);
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, italic);
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, bullet);
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, number);
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, table);
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, rows);
  gtk_widget_class_bind_template_child (klass, TfTextToolbar, columns);
  gtk_widget_class_bind_template_callback (klass, style_selected_cb);
  gtk_widget_class_bind_template_callback (klass, list_toggled_cb);
  gtk_widget_class_bind_template_callback (klass, run_toggled_cb);
  gtk_widget_class_bind_template_callback (klass, picture_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, link_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, insert_table_cb);
}

static void
tf_text_toolbar_class_init (TfTextToolbarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tf_text_toolbar_get_property;
  object_class->set_property = tf_text_toolbar_set_property;
  object_class->dispose = tf_text_toolbar_dispose;

  properties[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, TF_TYPE_TEXT_EDITOR,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "texttoolbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  tf_text_editor_ensure_resources ();
  bind_template (widget_class);
}

static void
tf_text_toolbar_init (TfTextToolbar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (TF_TYPE_TEXT_EDITOR);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bound_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_swapped (self->signals, "notify::style", G_CALLBACK (update_style), self);
  g_signal_group_connect_swapped (self->signals, "notify::bold", G_CALLBACK (update_run), self);
  g_signal_group_connect_swapped (self->signals, "notify::italic", G_CALLBACK (update_run), self);
  g_signal_group_connect_swapped (self->signals, "notify::editable", G_CALLBACK (update_sensitive),
                                  self);
  update_sensitive (self);
}

/**
 * tf_text_toolbar_new:
 *
 * Makes a toolbar for a text editor. Where it finds no room it scrolls.
 *
 * Returns: (transfer floating): the toolbar
 */
GtkWidget *
tf_text_toolbar_new (void)
{
  return g_object_new (TF_TYPE_TEXT_TOOLBAR, NULL);
}

/**
 * tf_text_toolbar_get_editor:
 * @self: the toolbar
 *
 * Tells which editor the toolbar serves.
 *
 * Returns: (transfer none) (nullable): the editor
 */
TfTextEditor *
tf_text_toolbar_get_editor (TfTextToolbar *self)
{
  g_return_val_if_fail (TF_IS_TEXT_TOOLBAR (self), NULL);

  return self->editor;
}

/**
 * tf_text_toolbar_set_editor:
 * @self: the toolbar
 * @editor: (nullable): the editor to serve
 *
 * Binds the toolbar to an editor.
 */
void
tf_text_toolbar_set_editor (TfTextToolbar *self,
                            TfTextEditor  *editor)
{
  g_return_if_fail (TF_IS_TEXT_TOOLBAR (self));

  if (!g_set_object (&self->editor, editor))
    return;

  g_signal_group_set_target (self->signals, editor);
  update_sensitive (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}
