/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor.h"

#include "tf-editor-resources.h"
#include "tf-text-editor-private.h"
#include "tf-text-figure.h"
#include "tf-text-grid.h"

#define STYLE_SHEET "/io/github/techfile/Techfile/editor/tf-text-editor.css"

G_DEFINE_FINAL_TYPE (TfTextEditor, tf_text_editor, GTK_TYPE_WIDGET)

enum
{
  PROP_TEXT = 1,
  PROP_EDITABLE,
  PROP_LABEL,
  PROP_HOST,
  PROP_BOLD,
  PROP_ITALIC,
  PROP_STYLE,
  N_PROPERTIES
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE_LINK,
  SIGNAL_INSERT_EVIDENCE_LINK,
  SIGNAL_NOTICE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static TfTextPiece *
get_piece (TfTextEditor *self,
           guint         index)
{
  return g_ptr_array_index (self->pieces, index);
}

static GPtrArray *
read_state (TfTextEditor *self)
{
  GPtrArray *state = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_text_unref);

  for (guint i = 0; i < self->pieces->len; i++)
    g_ptr_array_add (state, tf_text_ref (tf_text_piece_get_text (get_piece (self, i))));

  return state;
}

static void
read_caret (TfTextEditor *self,
            TfTextCaret  *caret)
{
  int piece = tf_text_editor_find_piece (self, GTK_WIDGET (self->area));

  if (piece >= 0 && tf_text_piece_get_caret (get_piece (self, (guint) piece), caret))
    caret->piece = (guint) piece;
}

static void
tell_changed (TfTextEditor *self)
{
  g_clear_pointer (&self->text, tf_text_unref);
  tf_text_editor_update_state (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* Records that the pieces hold something else than they did. */
static void
record (TfTextEditor      *self,
        GPtrArray         *pieces,
        const TfTextCaret *caret,
        TfTextEdit         edit)
{
  TfTextState before = { self->state, self->caret };
  TfTextState after = { pieces, *caret };

  tf_text_history_push (self->history, before, after, edit);
  g_ptr_array_ref (pieces);
  g_ptr_array_unref (self->state);
  self->state = pieces;
  self->caret = *caret;
}

/*
 * tf_text_editor_piece_edited:
 *
 * Takes up what a person changed in a piece.
 */
void
tf_text_editor_piece_edited (TfTextEditor *self,
                             TfTextPiece  *piece)
{
  g_autoptr(GPtrArray) state = NULL;
  TfTextCaret caret = self->caret;
  TfTextEdit edit = TF_TEXT_EDIT_OTHER;

  if (self->loading > 0)
    return;

  state = read_state (self);
  read_caret (self, &caret);
  if (self->area != NULL && tf_text_editor_find_piece (self, GTK_WIDGET (self->area)) ==
                            tf_text_editor_find_piece (self, GTK_WIDGET (piece)))
    edit = tf_text_buffer_get_last_edit (tf_text_area_get_buffer (self->area));
  record (self, state, &caret, edit);
  tf_text_editor_follow_caret (self);
  tell_changed (self);
}

/*
 * tf_text_editor_set_caret:
 *
 * Puts the caret somewhere in the text.
 */
void
tf_text_editor_set_caret (TfTextEditor      *self,
                          const TfTextCaret *caret,
                          gboolean           focus)
{
  TfTextPiece *piece = get_piece (self, MIN (caret->piece, self->pieces->len - 1));

  tf_text_piece_set_caret (piece, caret, focus);
  if (TF_IS_TEXT_AREA (piece))
    g_set_weak_pointer (&self->area, TF_TEXT_AREA (piece));
  else if (TF_IS_TEXT_GRID (piece))
    g_set_weak_pointer (&self->area, tf_text_grid_get_area (TF_TEXT_GRID (piece), caret->cell));
  else
    g_set_weak_pointer (&self->area, tf_text_figure_get_area (TF_TEXT_FIGURE (piece)));
  tf_text_editor_update_state (self);
  tf_text_editor_follow_caret (self);
}

static gboolean
has_focus (TfTextEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/*
 * tf_text_editor_replace:
 *
 * Makes the editor hold other pieces, as one edit that can be undone.
 */
void
tf_text_editor_replace (TfTextEditor      *self,
                        GPtrArray         *pieces,
                        const TfTextCaret *caret)
{
  gboolean focus = has_focus (self);

  tf_text_editor_take_none (self);
  tf_text_editor_show_pieces (self, pieces);
  record (self, pieces, caret, TF_TEXT_EDIT_OTHER);
  tf_text_editor_set_caret (self, caret, focus);
  tell_changed (self);
}

static void
restore (TfTextEditor      *self,
         const TfTextState *state)
{
  gboolean focus = has_focus (self);
  TfTextCaret caret = state->caret;

  tf_text_editor_take_none (self);
  tf_text_editor_show_pieces (self, state->pieces);
  g_ptr_array_ref (state->pieces);
  g_ptr_array_unref (self->state);
  self->state = state->pieces;
  self->caret = caret;
  tf_text_editor_set_caret (self, &caret, focus);
  tell_changed (self);
}

static void
undo_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);
  const TfTextState *state = NULL;

  if (!self->editable)
    return;

  state = g_str_equal (name, "text.undo") ? tf_text_history_undo (self->history)
                                          : tf_text_history_redo (self->history);
  if (state != NULL)
    restore (self, state);
}

static void
enable_undo (TfTextEditor *self,
             GtkWidget    *widget)
{
  gtk_widget_action_set_enabled (widget, "text.undo",
                                 self->editable && tf_text_history_can_undo (self->history));
  gtk_widget_action_set_enabled (widget, "text.redo",
                                 self->editable && tf_text_history_can_redo (self->history));
}

/*
 * tf_text_editor_update_state:
 *
 * Tells about the caret and what can be done, where that changed.
 */
void
tf_text_editor_update_state (TfTextEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *style = tf_text_editor_dup_style (self);
  TfTextStyle run = self->area != NULL
                    ? tf_text_buffer_get_style (tf_text_area_get_buffer (self->area))
                    : TF_TEXT_STYLE_NONE;
  gboolean bold = (run & TF_TEXT_STYLE_BOLD) != 0;
  gboolean italic = (run & TF_TEXT_STYLE_ITALIC) != 0;

  if (!g_str_equal (style, self->style))
    {
      g_free (self->style);
      self->style = g_steal_pointer (&style);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE]);
    }
  if (bold != self->bold)
    {
      self->bold = bold;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOLD]);
    }
  if (italic != self->italic)
    {
      self->italic = italic;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITALIC]);
    }

  enable_undo (self, widget);
  if (self->area != NULL)
    enable_undo (self, GTK_WIDGET (self->area));
}

/*
 * tf_text_editor_notice:
 *
 * Lets the owner say something to the person.
 */
void
tf_text_editor_notice (TfTextEditor *self,
                       const char   *message)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, message);
}

static gboolean
tf_text_editor_grab_focus (GtkWidget *widget)
{
  TfTextEditor *self = TF_TEXT_EDITOR (widget);

  if (self->area != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->area));

  return gtk_widget_grab_focus (GTK_WIDGET (get_piece (self, 0)));
}

static void
tf_text_editor_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TfTextEditor *self = TF_TEXT_EDITOR (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_boxed (value, tf_text_editor_get_text (self));
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_HOST:
      g_value_set_object (value, self->host);
      break;
    case PROP_BOLD:
      g_value_set_boolean (value, self->bold);
      break;
    case PROP_ITALIC:
      g_value_set_boolean (value, self->italic);
      break;
    case PROP_STYLE:
      g_value_set_string (value, self->style);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
tf_text_editor_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  TfTextEditor *self = TF_TEXT_EDITOR (object);

  switch (id)
    {
    case PROP_TEXT:
      tf_text_editor_set_text (self, g_value_get_boxed (value));
      break;
    case PROP_EDITABLE:
      tf_text_editor_set_editable (self, g_value_get_boolean (value));
      break;
    case PROP_LABEL:
      tf_text_editor_set_label (self, g_value_get_string (value));
      break;
    case PROP_HOST:
      tf_text_editor_set_host (self, g_value_get_object (value));
      break;
    case PROP_BOLD:
      tf_text_editor_set_run_style (self, TF_TEXT_STYLE_BOLD, g_value_get_boolean (value));
      break;
    case PROP_ITALIC:
      tf_text_editor_set_run_style (self, TF_TEXT_STYLE_ITALIC, g_value_get_boolean (value));
      break;
    case PROP_STYLE:
      tf_text_editor_set_style (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
tf_text_editor_dispose (GObject *object)
{
  TfTextEditor *self = TF_TEXT_EDITOR (object);

  self->loading++;
  g_clear_weak_pointer (&self->area);
  g_clear_pointer (&self->link_popover, gtk_widget_unparent);
  while (self->pieces->len > 0)
    tf_text_editor_drop_piece (self, self->pieces->len - 1);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (tf_text_editor_parent_class)->dispose (object);
}

static void
tf_text_editor_finalize (GObject *object)
{
  TfTextEditor *self = TF_TEXT_EDITOR (object);

  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->state, g_ptr_array_unref);
  g_clear_pointer (&self->history, tf_text_history_free);
  g_clear_pointer (&self->text, tf_text_unref);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->style, g_free);

  G_OBJECT_CLASS (tf_text_editor_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_TEXT] = g_param_spec_boxed ("text", NULL, NULL, TF_TYPE_TEXT, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_HOST] = g_param_spec_object ("host", NULL, NULL, TF_TYPE_TEXT_EDITOR_HOST, flags);

  /* What is at the caret: setting it changes the selection. */
  properties[PROP_BOLD] = g_param_spec_boolean ("bold", NULL, NULL, FALSE, flags);
  properties[PROP_ITALIC] = g_param_spec_boolean ("italic", NULL, NULL, FALSE, flags);
  properties[PROP_STYLE] = g_param_spec_string ("style", NULL, NULL, "paragraph", flags);

  g_object_class_install_properties (klass, N_PROPERTIES, properties);
}

static void
add_signals (void)
{
  /* A person changed the text. Setting the text does not tell. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TF_TYPE_TEXT_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* A person follows a link, given as URI. */
  signals[SIGNAL_ACTIVATE_LINK] = g_signal_new ("activate-link", TF_TYPE_TEXT_EDITOR,
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                1, G_TYPE_STRING);

  /* A person wants to link evidence; the words selected are given. tf_text_editor_insert_link(). */
  signals[SIGNAL_INSERT_EVIDENCE_LINK] = g_signal_new ("insert-evidence-link", TF_TYPE_TEXT_EDITOR,
                                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  /* Something a person should be told in a sentence, such as what a paste left out. */
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", TF_TYPE_TEXT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_style_sheet (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, STYLE_SHEET);
  if (display != NULL)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
}

static void
tf_text_editor_class_init (TfTextEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tf_text_editor_get_property;
  object_class->set_property = tf_text_editor_set_property;
  object_class->dispose = tf_text_editor_dispose;
  object_class->finalize = tf_text_editor_finalize;
  widget_class->grab_focus = tf_text_editor_grab_focus;
  tf_text_editor_scroll_class_init (widget_class);

  install_properties (object_class);
  add_signals ();
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo_action_cb);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, undo_action_cb);
  tf_text_editor_install (widget_class);
  gtk_widget_class_set_css_name (widget_class, "texteditor");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  tf_text_editor_ensure_resources ();
  add_style_sheet ();
}

static void
tf_text_editor_init (TfTextEditor *self)
{
  g_autoptr(TfText) empty = tf_text_new_empty ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  self->editable = TRUE;
  self->label = g_strdup ("");
  self->style = g_strdup ("paragraph");
  self->taken_anchor = -1;
  self->taken_head = -1;
  self->drag_piece = -1;
  self->caret.cell = -1;
  self->history = tf_text_history_new ();
  self->pieces = g_ptr_array_new ();
  self->state = tf_text_editor_split (empty);
  tf_text_editor_show_pieces (self, self->state);
  g_set_weak_pointer (&self->area, TF_TEXT_AREA (get_piece (self, 0)));
  tf_text_editor_add_shortcuts (self);
  tf_text_editor_add_keys (self);
  tf_text_editor_update_state (self);
}

/*
 * tf_text_editor_ensure_resources:
 *
 * Makes the layouts of the editor's parts known, whichever is needed first.
 */
void
tf_text_editor_ensure_resources (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      tf_editor_register_resource ();
      g_once_init_leave (&done, 1);
    }
}

/**
 * tf_text_editor_new:
 *
 * Makes an editor for formatted text, which shows it the way it will look. It
 * is as high as its text; put it into a scrolled window.
 *
 * Returns: (transfer floating): the editor
 */
GtkWidget *
tf_text_editor_new (void)
{
  return g_object_new (TF_TYPE_TEXT_EDITOR, NULL);
}

/**
 * tf_text_editor_get_text:
 * @self: the editor
 *
 * Reads the text.
 *
 * Returns: (transfer none): the text, the same one until it changes
 */
TfText *
tf_text_editor_get_text (TfTextEditor *self)
{
  g_return_val_if_fail (TF_IS_TEXT_EDITOR (self), NULL);

  if (self->text == NULL)
    self->text = tf_text_join ((TfText * const *) self->state->pdata, self->state->len);

  return self->text;
}

/**
 * tf_text_editor_set_text:
 * @self: the editor
 * @text: (nullable): the text to show; %NULL for an empty one
 *
 * Shows a text. An equal one changes nothing, so that saving never moves the
 * caret; another one begins a new history. The signal "changed" is not emitted.
 */
void
tf_text_editor_set_text (TfTextEditor *self,
                         TfText       *text)
{
  g_autoptr(TfText) empty = NULL;
  TfTextCaret start = { 0, -1, 0, 0 };

  g_return_if_fail (TF_IS_TEXT_EDITOR (self));

  if (text == NULL)
    text = empty = tf_text_new_empty ();
  if (tf_text_equal (tf_text_editor_get_text (self), text))
    return;

  tf_text_editor_take_none (self);
  g_ptr_array_unref (self->state);
  self->state = tf_text_editor_split (text);
  tf_text_editor_show_pieces (self, self->state);
  tf_text_history_clear (self->history);
  g_clear_pointer (&self->text, tf_text_unref);
  self->text = tf_text_ref (text);
  self->caret = start;
  if (self->area == NULL)
    tf_text_editor_set_caret (self, &start, FALSE);
  read_caret (self, &self->caret);
  tf_text_editor_update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * tf_text_editor_get_editable:
 * @self: the editor
 *
 * Tells whether the text may be changed.
 *
 * Returns: %TRUE if it may
 */
gboolean
tf_text_editor_get_editable (TfTextEditor *self)
{
  g_return_val_if_fail (TF_IS_TEXT_EDITOR (self), FALSE);

  return self->editable;
}

/**
 * tf_text_editor_set_editable:
 * @self: the editor
 * @editable: whether the text may be changed
 *
 * Allows or forbids changes. Text can be selected and copied in any case.
 */
void
tf_text_editor_set_editable (TfTextEditor *self,
                             gboolean      editable)
{
  g_return_if_fail (TF_IS_TEXT_EDITOR (self));

  editable = editable != FALSE;
  if (self->editable == editable)
    return;

  self->editable = editable;
  for (guint i = 0; i < self->pieces->len; i++)
    tf_text_piece_set_editable (get_piece (self, i), editable);
  tf_text_editor_update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * tf_text_editor_get_label:
 * @self: the editor
 *
 * Tells what the text is called.
 *
 * Returns: (transfer none): the name, or ""
 */
const char *
tf_text_editor_get_label (TfTextEditor *self)
{
  g_return_val_if_fail (TF_IS_TEXT_EDITOR (self), NULL);

  return self->label;
}

/**
 * tf_text_editor_set_label:
 * @self: the editor
 * @label: (nullable): name of the text, such as the title of a point
 *
 * Names the text for assistive technology.
 */
void
tf_text_editor_set_label (TfTextEditor *self,
                          const char   *label)
{
  g_return_if_fail (TF_IS_TEXT_EDITOR (self));

  label = label != NULL ? label : "";
  if (g_str_equal (self->label, label))
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  tf_text_editor_name_areas (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

/**
 * tf_text_editor_get_host:
 * @self: the editor
 *
 * Tells where pictures are kept.
 *
 * Returns: (transfer none) (nullable): the host
 */
TfTextEditorHost *
tf_text_editor_get_host (TfTextEditor *self)
{
  g_return_val_if_fail (TF_IS_TEXT_EDITOR (self), NULL);

  return self->host;
}

/**
 * tf_text_editor_set_host:
 * @self: the editor
 * @host: (nullable): where pictures are kept; without it none can be added
 *
 * Tells where to keep and find pictures.
 */
void
tf_text_editor_set_host (TfTextEditor     *self,
                         TfTextEditorHost *host)
{
  g_return_if_fail (TF_IS_TEXT_EDITOR (self));

  if (!g_set_object (&self->host, host))
    return;

  for (guint i = 1; i < self->pieces->len; i += 2)
    {
      if (TF_IS_TEXT_FIGURE (get_piece (self, i)))
        tf_text_figure_set_host (TF_TEXT_FIGURE (get_piece (self, i)), host);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOST]);
}
