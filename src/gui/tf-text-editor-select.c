/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor-private.h"

static gboolean
is_taken (TfTextEditor *self,
          int           piece)
{
  return tf_text_editor_has_taken (self) && piece >= MIN (self->taken_anchor, self->taken_head) &&
         piece <= MAX (self->taken_anchor, self->taken_head);
}

static void
show_taken (TfTextEditor *self,
            guint         index,
            gboolean      taken)
{
  GtkWidget *piece = g_ptr_array_index (self->pieces, index);
  gboolean was_taken = gtk_widget_has_css_class (piece, "taken");

  if (was_taken == taken)
    return;

  if (taken)
    gtk_widget_add_css_class (piece, "taken");
  else
    gtk_widget_remove_css_class (piece, "taken");
  if (TF_IS_TEXT_AREA (piece) && taken)
    tf_text_area_take_all (TF_TEXT_AREA (piece));
  else if (TF_IS_TEXT_AREA (piece))
    tf_text_area_take_none (TF_TEXT_AREA (piece));
}

/*
 * tf_text_editor_has_taken:
 *
 * Tells whether whole pieces are selected.
 */
gboolean
tf_text_editor_has_taken (TfTextEditor *self)
{
  return self->taken_anchor >= 0;
}

/*
 * tf_text_editor_take:
 *
 * Selects whole pieces, from the anchor to where the selection was led.
 */
void
tf_text_editor_take (TfTextEditor *self,
                     int           anchor,
                     int           head)
{
  self->taken_anchor = CLAMP (anchor, 0, (int) self->pieces->len - 1);
  self->taken_head = CLAMP (head, 0, (int) self->pieces->len - 1);
  for (guint i = 0; i < self->pieces->len; i++)
    show_taken (self, i, is_taken (self, (int) i));
}

/*
 * tf_text_editor_take_none:
 *
 * Gives up the selection of whole pieces.
 */
void
tf_text_editor_take_none (TfTextEditor *self)
{
  if (!tf_text_editor_has_taken (self))
    return;

  self->taken_anchor = -1;
  self->taken_head = -1;
  for (guint i = 0; i < self->pieces->len; i++)
    show_taken (self, i, FALSE);
}

/*
 * tf_text_editor_select_all:
 *
 * Selects all where the caret is, and the second time everything there is.
 */
void
tf_text_editor_select_all (TfTextEditor *self)
{
  if (self->area != NULL && !tf_text_area_is_all_taken (self->area))
    tf_text_area_take_all (self->area);
  else if (self->pieces->len > 1)
    tf_text_editor_take (self, 0, (int) self->pieces->len - 1);
}

/* The place where the text before a piece ends. */
static void
find_end_before (TfTextEditor *self,
                 int           piece,
                 TfTextCaret  *caret)
{
  TfText *text = NULL;
  guint n_blocks = 0;

  *caret = (TfTextCaret) { 0, -1, 0, 0 };
  if (piece <= 0)
    return;

  caret->piece = (guint) (piece - 1) / 2 * 2;
  text = g_ptr_array_index (self->state, caret->piece);
  n_blocks = tf_text_get_n_blocks (text);
  if (n_blocks == 0)
    return;
  caret->line = n_blocks - 1;
  caret->offset = tf_text_line_get_length (&tf_text_get_block (text, n_blocks - 1)->line);
}

/*
 * tf_text_editor_remove_pieces:
 *
 * Takes whole pieces out; text before and behind them flows together.
 */
void
tf_text_editor_remove_pieces (TfTextEditor *self,
                              int           first,
                              int           last)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  g_autoptr(GPtrArray) pieces = NULL;
  g_autoptr(TfText) text = NULL;
  TfTextCaret caret;

  if (first < 0 || !self->editable)
    return;

  for (guint i = 0; i < self->state->len; i++)
    {
      if ((int) i < first || (int) i > last)
        g_ptr_array_add (kept, g_ptr_array_index (self->state, i));
    }
  text = tf_text_join ((TfText * const *) kept->pdata, kept->len);
  pieces = tf_text_editor_split (text);
  find_end_before (self, first, &caret);
  tf_text_editor_replace (self, pieces, &caret);
}

/*
 * tf_text_editor_delete_taken:
 *
 * Takes the selected pieces out.
 */
void
tf_text_editor_delete_taken (TfTextEditor *self)
{
  int first = MIN (self->taken_anchor, self->taken_head);
  int last = MAX (self->taken_anchor, self->taken_head);

  tf_text_editor_remove_pieces (self, first, last);
}

static void
focus_piece (TfTextEditor *self,
             int           piece,
             int           by)
{
  TfTextCaret caret = { 0, -1, 0, 0 };

  if (piece < 0 || piece >= (int) self->pieces->len)
    return;

  caret.piece = (guint) piece;
  if (by < 0)
    {
      caret.cell = G_MAXINT;
      caret.line = G_MAXUINT;
      caret.offset = G_MAXUINT;
    }
  tf_text_editor_set_caret (self, &caret, TRUE);
}

static void
move_out_cb (TfTextEditor *self,
             int           by,
             gboolean      extend,
             GtkWidget    *area)
{
  int piece = tf_text_editor_find_piece (self, area);

  if (!extend)
    focus_piece (self, piece + by, by);
  else if (self->pieces->len > 1)
    tf_text_editor_take (self, piece, piece + by);
}

/* The first press shows what would go, the second deletes it. */
static void
delete_out_cb (TfTextEditor *self,
               int           by,
               GtkWidget    *area)
{
  int piece = tf_text_editor_find_piece (self, area) + by;

  if (!tf_text_area_is_single (TF_TEXT_AREA (area)) && piece >= 0 &&
      piece < (int) self->pieces->len)
    tf_text_editor_take (self, piece, piece);
}

static void
caret_moved_cb (TfTextEditor *self,
                TfTextArea   *area)
{
  int piece = 0;

  if (self->loading > 0 || area != self->area ||
      tf_text_buffer_is_edited (tf_text_area_get_buffer (area)))
    return;

  piece = tf_text_editor_find_piece (self, GTK_WIDGET (area));
  if (piece >= 0 && tf_text_piece_get_caret (g_ptr_array_index (self->pieces, piece), &self->caret))
    self->caret.piece = (guint) piece;
  tf_text_editor_update_state (self);
  tf_text_editor_follow_caret (self);
}

static void
focus_cb (TfTextEditor *self,
          GParamSpec   *pspec,
          GtkWidget    *area)
{
  if (!gtk_widget_has_focus (area))
    return;

  g_set_weak_pointer (&self->area, TF_TEXT_AREA (area));
  caret_moved_cb (self, TF_TEXT_AREA (area));
}

static void
paste_cb (TfTextEditor *self)
{
  tf_text_editor_paste (self, FALSE);
}

static void
copy_cb (TfTextEditor *self,
         gboolean      cut)
{
  tf_text_editor_copy (self, cut);
}

static void
activate_link_cb (TfTextEditor *self,
                  const char   *uri)
{
  g_signal_emit_by_name (self, "activate-link", uri);
}

/*
 * tf_text_editor_watch_area:
 *
 * Follows what happens in a place to type in.
 */
void
tf_text_editor_watch_area (TfTextEditor *self,
                           GtkWidget    *area)
{
  g_signal_connect_object (area, "move-out", G_CALLBACK (move_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "delete-out", G_CALLBACK (delete_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "caret-moved", G_CALLBACK (caret_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "notify::has-focus", G_CALLBACK (focus_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "paste", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "copy", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "activate-link", G_CALLBACK (activate_link_cb), self,
                           G_CONNECT_SWAPPED);
}

static int
get_arrow (guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -1;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return 1;
    default:
      return 0;
    }
}

/* An arrow leads the selection on, or with it gone to the piece at its end. */
static void
press_arrow (TfTextEditor *self,
             int           by,
             gboolean      extend)
{
  int first = MIN (self->taken_anchor, self->taken_head);
  int last = MAX (self->taken_anchor, self->taken_head);

  if (extend)
    {
      tf_text_editor_take (self, self->taken_anchor, self->taken_head + by);
      return;
    }
  tf_text_editor_take_none (self);
  focus_piece (self, by < 0 ? first : last, -by);
}

/* The place that had the focus may go with the pieces, so that the key would get lost. */
static void
type_over (TfTextEditor *self,
           gunichar      character)
{
  char letter[7] = { 0 };

  g_unichar_to_utf8 (character, letter);
  tf_text_editor_delete_taken (self);
  if (self->area != NULL)
    g_signal_emit_by_name (self->area, "insert-at-cursor", letter);
}

static gboolean
is_modifier (guint key)
{
  return (key >= GDK_KEY_Shift_L && key <= GDK_KEY_Hyper_R) || key == GDK_KEY_ISO_Level3_Shift;
}

/* Keys while whole pieces are selected; what is not answered here goes on to the focus. */
static gboolean
key_pressed_cb (TfTextEditor    *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean other = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0;
  gunichar character = gdk_keyval_to_unicode (key);

  if (tf_text_editor_press_digit (self, code, state))
    return TRUE;
  if (!tf_text_editor_has_taken (self) || is_modifier (key) || other)
    return FALSE;

  if (get_arrow (key) != 0)
    {
      press_arrow (self, get_arrow (key), shift);
      return TRUE;
    }
  if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete || key == GDK_KEY_BackSpace)
    {
      tf_text_editor_delete_taken (self);
      return TRUE;
    }
  if (key == GDK_KEY_Escape)
    {
      tf_text_editor_take_none (self);
      return TRUE;
    }

  if (self->editable && g_unichar_isprint (character))
    {
      type_over (self, character);
      return TRUE;
    }
  tf_text_editor_take_none (self);

  return FALSE;
}

static int
get_piece_at (TfTextEditor *self,
              double        y)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (g_ptr_array_index (self->pieces, i), GTK_WIDGET (self),
                                     &bounds) &&
          y < bounds.origin.y + bounds.size.height)
        return (int) i;
    }

  return (int) self->pieces->len - 1;
}

static void
pressed_cb (TfTextEditor *self,
            int           n_press,
            double        x,
            double        y)
{
  tf_text_editor_take_none (self);
  self->drag_piece = get_piece_at (self, y);
}

/* Dragging out of a piece selects pieces; back inside it, the text view selects as before. */
static void
motion_cb (TfTextEditor             *self,
           double                    x,
           double                    y,
           GtkEventControllerMotion *motion)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (motion);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  int piece = 0;

  if (self->drag_piece < 0 || (state & GDK_BUTTON1_MASK) == 0)
    {
      self->drag_piece = -1;
      return;
    }

  piece = get_piece_at (self, y);
  if (piece != self->drag_piece)
    tf_text_editor_take (self, self->drag_piece, piece);
  else
    tf_text_editor_take_none (self);
}

/*
 * tf_text_editor_add_keys:
 *
 * Listens to keys and the pointer before the pieces do.
 */
void
tf_text_editor_add_keys (TfTextEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_name (keys, "tf-text-keys");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
