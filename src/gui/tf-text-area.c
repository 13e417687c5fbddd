/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-area.h"

#include "tf-text-area-private.h"

#include <glib/gi18n-lib.h>

static void tf_text_area_piece_init (TfTextPieceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfTextArea, tf_text_area, GTK_TYPE_TEXT_VIEW,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_TEXT_PIECE, tf_text_area_piece_init))

enum
{
  SIGNAL_CARET_MOVED,
  SIGNAL_MOVE_OUT,
  SIGNAL_DELETE_OUT,
  SIGNAL_TAB,
  SIGNAL_ENTER,
  SIGNAL_PASTE,
  SIGNAL_COPY,
  SIGNAL_ACTIVATE_LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkTextBuffer *
get_buffer (TfTextArea *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

/* What the text needs, in the width that the area has. */
static int
get_text_height (TfTextArea *self)
{
  GtkTextIter end;
  int y = 0;
  int height = 0;

  gtk_text_buffer_get_end_iter (get_buffer (self), &end);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &end, &y, &height);

  return y + height + gtk_text_view_get_top_margin (GTK_TEXT_VIEW (self)) +
         gtk_text_view_get_bottom_margin (GTK_TEXT_VIEW (self));
}

static gboolean
resize_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  TfTextArea *self = TF_TEXT_AREA (widget);
  int height = get_text_height (self);

  self->resize_tick = 0;
  if (height != self->text_height)
    {
      self->text_height = height;
      gtk_widget_queue_resize (widget);
    }

  return G_SOURCE_REMOVE;
}

static void
check_height (TfTextArea *self)
{
  if (self->resize_tick == 0)
    self->resize_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), resize_cb, NULL, NULL);
}

static void
buffer_changed_cb (TfTextArea *self)
{
  check_height (self);
  tf_text_area_follow_last_line (self);
}

static void
buffer_edited_cb (TfTextArea *self)
{
  check_height (self);
  tf_text_area_follow_last_line (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tf_text_piece_edited (TF_TEXT_PIECE (self));
}

static char *
describe_line (TfTextArea *self,
               guint       line)
{
  TfTextLineKind kind = tf_text_buffer_get_kind (self->buffer, line);

  switch (kind.kind)
    {
    case TF_TEXT_HEADING:
      return g_strdup_printf (_("Heading %u"), kind.level);
    case TF_TEXT_BULLET:
      return g_strdup_printf (_("Bullet, level %u"), kind.level);
    case TF_TEXT_NUMBER:
      return g_strdup_printf (_("Number %u, level %u"),
                              tf_text_buffer_get_number (self->buffer, line), kind.level);
    case TF_TEXT_PARAGRAPH:
    case TF_TEXT_TABLE:
    case TF_TEXT_IMAGE:
    default:
      return g_strdup (_("Paragraph"));
    }
}

/* Says what the line with the caret is, since the buffer itself only holds characters. */
static void
update_description (TfTextArea *self)
{
  g_autofree char *description = NULL;
  guint line = 0;
  guint offset = 0;

  if (self->single_line)
    return;

  tf_text_buffer_get_caret (self->buffer, &line, &offset);
  description = describe_line (self, line);
  if (g_strcmp0 (description, self->description) == 0)
    return;

  g_free (self->description);
  self->description = g_steal_pointer (&description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description, -1);
}

static void
caret_moved_cb (TfTextArea *self)
{
  if (!tf_text_buffer_is_edited (self->buffer))
    tf_text_buffer_forget_style (self->buffer);
  update_description (self);
  g_signal_emit (self, signals[SIGNAL_CARET_MOVED], 0);
}

/* Room for a number of two digits and its dot, in the size that people read in. */
static int
get_indent (TfTextArea *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int digit = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);

  return digit * 3 + 4;
}

static void
update_look (TfTextArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA colour = { 0.1f, 0.37f, 0.71f, 1.0f };

  gtk_style_context_lookup_color (context, "accent_color", &colour);
  tf_text_buffer_set_look (self->buffer, gtk_widget_get_direction (widget), get_indent (self),
                           &colour);
  tf_text_area_follow_last_line (self);
}

static void
tf_text_area_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  TfTextArea *self = TF_TEXT_AREA (widget);

  *minimum_baseline = -1;
  *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = self->text_height > 0 ? self->text_height : get_text_height (self);
      *natural = *minimum;
    }
  else
    {
      *minimum = TF_TEXT_AREA_MIN_WIDTH;
      *natural = TF_TEXT_AREA_WIDTH;
    }
}

static void
tf_text_area_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GTK_WIDGET_CLASS (tf_text_area_parent_class)->size_allocate (widget, width, height, baseline);

  check_height (TF_TEXT_AREA (widget));
}

static void
tf_text_area_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (tf_text_area_parent_class)->css_changed (widget, change);

  update_look (TF_TEXT_AREA (widget));
  check_height (TF_TEXT_AREA (widget));
}

static void
tf_text_area_direction_changed (GtkWidget        *widget,
                                GtkTextDirection  previous)
{
  GTK_WIDGET_CLASS (tf_text_area_parent_class)->direction_changed (widget, previous);

  update_look (TF_TEXT_AREA (widget));
}

static void
tf_text_area_paste_clipboard (GtkTextView *view)
{
  g_signal_emit (view, signals[SIGNAL_PASTE], 0);
}

static void
tf_text_area_copy_clipboard (GtkTextView *view)
{
  g_signal_emit (view, signals[SIGNAL_COPY], 0, FALSE);
}

static void
tf_text_area_cut_clipboard (GtkTextView *view)
{
  g_signal_emit (view, signals[SIGNAL_COPY], 0, TRUE);
}

static TfText *
tf_text_area_get_text (TfTextPiece *piece)
{
  return tf_text_buffer_get_text (TF_TEXT_AREA (piece)->buffer);
}

static void
tf_text_area_load (TfTextPiece *piece,
                   TfText      *text)
{
  TfTextArea *self = TF_TEXT_AREA (piece);

  tf_text_buffer_load (self->buffer, text);
  tf_text_area_follow_last_line (self);
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tf_text_area_set_editable (TfTextPiece *piece,
                           gboolean     editable)
{
  gtk_text_view_set_editable (GTK_TEXT_VIEW (piece), editable);
}

static gboolean
tf_text_area_get_caret (TfTextPiece *piece,
                        TfTextCaret *caret)
{
  caret->cell = -1;
  tf_text_buffer_get_caret (TF_TEXT_AREA (piece)->buffer, &caret->line, &caret->offset);

  return TRUE;
}

static void
tf_text_area_set_caret (TfTextPiece       *piece,
                        const TfTextCaret *caret,
                        gboolean           focus)
{
  TfTextArea *self = TF_TEXT_AREA (piece);

  tf_text_buffer_set_caret (self->buffer, caret->line, caret->offset);
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
tf_text_area_piece_init (TfTextPieceInterface *iface)
{
  iface->get_text = tf_text_area_get_text;
  iface->load = tf_text_area_load;
  iface->set_editable = tf_text_area_set_editable;
  iface->get_caret = tf_text_area_get_caret;
  iface->set_caret = tf_text_area_set_caret;
}

static void
tf_text_area_finalize (GObject *object)
{
  TfTextArea *self = TF_TEXT_AREA (object);

  g_clear_pointer (&self->description, g_free);
  g_clear_object (&self->buffer);

  G_OBJECT_CLASS (tf_text_area_parent_class)->finalize (object);
}

/* The text view has actions of these names for its own undo, which is off. */
static void
undo_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (gtk_widget_get_parent (widget), name, NULL);
}

static void
add_signals (GType type)
{
  /* The caret or the selection is somewhere else. */
  signals[SIGNAL_CARET_MOVED] = g_signal_new ("caret-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 0);

  /* A key would carry the caret beyond the start (-1) or end (1); the second value extends. */
  signals[SIGNAL_MOVE_OUT] = g_signal_new ("move-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);

  /* A key would delete what stands before the start (-1) or behind the end (1). */
  signals[SIGNAL_DELETE_OUT] = g_signal_new ("delete-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /* Tab (1) or Shift+Tab (-1) in a single line: TRUE if something was done about it. */
  signals[SIGNAL_TAB] = g_signal_new ("tab", type, G_SIGNAL_RUN_LAST, 0,
                                      g_signal_accumulator_true_handled, NULL, NULL,
                                      G_TYPE_BOOLEAN, 1, G_TYPE_INT);

  /* Enter in a single line: TRUE if it means something else than a line break there. */
  signals[SIGNAL_ENTER] = g_signal_new ("enter", type, G_SIGNAL_RUN_LAST, 0,
                                        g_signal_accumulator_true_handled, NULL, NULL,
                                        G_TYPE_BOOLEAN, 0);

  signals[SIGNAL_PASTE] = g_signal_new ("paste", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);

  /* Copy, or cut where the value is TRUE. */
  signals[SIGNAL_COPY] = g_signal_new ("copy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  signals[SIGNAL_ACTIVATE_LINK] = g_signal_new ("activate-link", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tf_text_area_class_init (TfTextAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->finalize = tf_text_area_finalize;
  widget_class->measure = tf_text_area_measure;
  widget_class->size_allocate = tf_text_area_size_allocate;
  widget_class->css_changed = tf_text_area_css_changed;
  widget_class->direction_changed = tf_text_area_direction_changed;
  view_class->paste_clipboard = tf_text_area_paste_clipboard;
  view_class->copy_clipboard = tf_text_area_copy_clipboard;
  view_class->cut_clipboard = tf_text_area_cut_clipboard;
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo_action_cb);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, undo_action_cb);
  tf_text_area_draw_class_init (view_class);
  tf_text_area_keys_class_init (view_class);

  add_signals (TF_TYPE_TEXT_AREA);
}

static void
tf_text_area_init (TfTextArea *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tf-text-area");
}

static void
attach_buffer (TfTextArea *self)
{
  self->buffer = tf_text_buffer_new (self->single_line);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (self->buffer));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "edited", G_CALLBACK (buffer_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (caret_moved_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::has-selection", G_CALLBACK (caret_moved_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * tf_text_area_new:
 * @single_line: whether the area is a cell or caption, which holds one line
 *
 * Makes a place to type in. It has the height of its text and scrolls nowhere.
 *
 * Returns: (transfer floating): the area
 */
TfTextArea *
tf_text_area_new (gboolean single_line)
{
  TfTextArea *self = g_object_new (TF_TYPE_TEXT_AREA, NULL);

  self->single_line = single_line;
  attach_buffer (self);
  update_look (self);
  update_description (self);
  tf_text_area_add_controllers (self);

  return self;
}

/**
 * tf_text_area_get_buffer:
 * @self: the area
 *
 * Gives the buffer with the lines.
 *
 * Returns: (transfer none): the buffer
 */
TfTextBuffer *
tf_text_area_get_buffer (TfTextArea *self)
{
  g_return_val_if_fail (TF_IS_TEXT_AREA (self), NULL);

  return self->buffer;
}

/**
 * tf_text_area_is_single:
 * @self: the area
 *
 * Tells whether the area is a cell or caption.
 *
 * Returns: %TRUE if it holds one line only
 */
gboolean
tf_text_area_is_single (TfTextArea *self)
{
  g_return_val_if_fail (TF_IS_TEXT_AREA (self), FALSE);

  return self->single_line;
}

/**
 * tf_text_area_set_label:
 * @self: the area
 * @label: name for those who do not see where the area stands
 *
 * Names the area.
 */
void
tf_text_area_set_label (TfTextArea *self,
                        const char *label)
{
  g_return_if_fail (TF_IS_TEXT_AREA (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * tf_text_area_is_all_taken:
 * @self: the area
 *
 * Tells whether everything in the area is selected, or there is nothing in it.
 *
 * Returns: %TRUE if selecting more means going beyond the area
 */
gboolean
tf_text_area_is_all_taken (TfTextArea *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (TF_IS_TEXT_AREA (self), FALSE);

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);

  return gtk_text_iter_is_start (&start) && gtk_text_iter_is_end (&end);
}

/**
 * tf_text_area_take_all:
 * @self: the area
 *
 * Selects everything in the area.
 */
void
tf_text_area_take_all (TfTextArea *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (TF_IS_TEXT_AREA (self));

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_select_range (get_buffer (self), &end, &start);
}

/**
 * tf_text_area_take_none:
 * @self: the area
 *
 * Selects nothing; the caret stays.
 */
void
tf_text_area_take_none (TfTextArea *self)
{
  GtkTextIter caret;

  g_return_if_fail (TF_IS_TEXT_AREA (self));

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &caret,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  gtk_text_buffer_place_cursor (get_buffer (self), &caret);
}
