/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-area-private.h"

#define LINE_SEPARATOR "\xe2\x80\xa8"

static TfTextLineKind
get_caret_kind (TfTextArea *self,
                guint      *line,
                gboolean   *at_start,
                gboolean   *line_is_empty)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  *line = (guint) gtk_text_iter_get_line (&caret);
  *at_start = gtk_text_iter_starts_line (&caret);
  *line_is_empty = *at_start && gtk_text_iter_ends_line (&caret);

  return tf_text_buffer_get_kind (self->buffer, *line);
}

static gboolean
is_item (TfTextLineKind kind)
{
  return kind.kind == TF_TEXT_BULLET || kind.kind == TF_TEXT_NUMBER;
}

static void
insert_at_caret (TfTextArea *self,
                 const char *text)
{
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self->buffer), TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (self->buffer), text, -1);
}

/* Enter in a cell breaks the line; a caption is left by it. */
static void
press_enter_in_line (TfTextArea *self)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (self, "enter", &handled);
  if (!handled)
    insert_at_caret (self, LINE_SEPARATOR);
}

/* Enter ends an empty list item, and what follows a heading is a paragraph. */
static void
press_enter_in_flow (TfTextArea *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  TfTextLineKind paragraph = { TF_TEXT_PARAGRAPH, 0 };
  TfTextLineKind kind = { TF_TEXT_PARAGRAPH, 0 };
  gboolean at_start = FALSE;
  gboolean empty = FALSE;
  gboolean at_end = FALSE;
  GtkTextIter caret;
  guint line = 0;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  kind = get_caret_kind (self, &line, &at_start, &empty);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  at_end = gtk_text_iter_ends_line (&caret);

  if (empty && is_item (kind))
    {
      tf_text_buffer_shift_level (self->buffer, line, line, -1);
    }
  else
    {
      gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
      if (kind.kind == TF_TEXT_HEADING && at_start && !empty)
        tf_text_buffer_set_kind (self->buffer, line, line, paragraph);
      else if (kind.kind == TF_TEXT_HEADING && at_end)
        tf_text_buffer_set_kind (self->buffer, line + 1, line + 1, paragraph);
    }
  gtk_text_buffer_end_user_action (buffer);
}

static void
press_enter (TfTextArea *self)
{
  if (self->single_line)
    press_enter_in_line (self);
  else
    press_enter_in_flow (self);
}

static gboolean
press_tab (TfTextArea *self,
           int         by)
{
  gboolean handled = FALSE;
  guint first = 0;
  guint last = 0;

  if (self->single_line)
    {
      g_signal_emit_by_name (self, "tab", by, &handled);
      return handled;
    }

  tf_text_buffer_get_lines (self->buffer, &first, &last);
  for (guint i = first; i <= last; i++)
    handled = handled || is_item (tf_text_buffer_get_kind (self->buffer, i));
  if (handled)
    tf_text_buffer_shift_level (self->buffer, first, last, by);

  return handled;
}

static gboolean
follow_link (TfTextArea *self)
{
  g_autofree char *link = tf_text_buffer_dup_link (self->buffer, NULL);

  if (link[0] == '\0')
    return FALSE;
  g_signal_emit_by_name (self, "activate-link", link);

  return TRUE;
}

static gboolean
handle_key (TfTextArea      *self,
            guint            key,
            GdkModifierType  state)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
  gboolean editable = gtk_text_view_get_editable (GTK_TEXT_VIEW (self));

  if (enter && state == GDK_CONTROL_MASK)
    return follow_link (self);
  if (enter && state == 0 && !editable)
    return follow_link (self);
  if (!editable)
    return FALSE;

  if (enter && state == GDK_SHIFT_MASK)
    insert_at_caret (self, LINE_SEPARATOR);
  else if (enter && state == 0)
    press_enter (self);
  else if ((key == GDK_KEY_Tab || key == GDK_KEY_KP_Tab) && state == 0)
    return press_tab (self, 1);
  else if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && state == GDK_SHIFT_MASK))
    return press_tab (self, -1);
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_handled_key (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter ||
         key == GDK_KEY_Tab || key == GDK_KEY_KP_Tab || key == GDK_KEY_ISO_Left_Tab;
}

static gboolean
key_pressed_cb (TfTextArea            *self,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (!is_handled_key (key))
    return FALSE;
  /* An input method may need the key to end what it is composing. */
  if (event != NULL && gtk_text_view_im_context_filter_keypress (GTK_TEXT_VIEW (self), event))
    return TRUE;

  return handle_key (self, key, state & gtk_accelerator_get_default_mod_mask ());
}

/* Reading, a click follows a link; writing, it needs Ctrl, since it also puts the caret. */
static void
released_cb (TfTextArea      *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  gboolean control = (gtk_event_controller_get_current_event_state (controller) &
                      GDK_CONTROL_MASK) != 0;
  g_autofree char *link = NULL;
  GtkTextIter iter;
  int buffer_x = 0;
  int buffer_y = 0;

  if (n_press != 1 || (gtk_text_view_get_editable (view) && !control) ||
      gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    return;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  if (!gtk_text_view_get_iter_at_location (view, &iter, buffer_x, buffer_y))
    return;
  link = tf_text_buffer_dup_link (self->buffer, &iter);
  if (link[0] != '\0')
    g_signal_emit_by_name (self, "activate-link", link);
}

static void
tf_text_area_backspace (GtkTextView *view)
{
  TfTextArea *self = TF_TEXT_AREA (view);
  gboolean at_start = FALSE;
  gboolean empty = FALSE;
  guint line = 0;
  TfTextLineKind kind = get_caret_kind (self, &line, &at_start, &empty);
  TfTextLineKind paragraph = { TF_TEXT_PARAGRAPH, 0 };
  gboolean selected = gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer));

  if (!selected && at_start && gtk_text_view_get_editable (view))
    {
      if (is_item (kind))
        {
          tf_text_buffer_shift_level (self->buffer, line, line, -1);
          return;
        }
      if (kind.kind == TF_TEXT_HEADING && (empty || line == 0))
        {
          tf_text_buffer_set_kind (self->buffer, line, line, paragraph);
          return;
        }
      if (line == 0)
        {
          g_signal_emit_by_name (self, "delete-out", -1);
          return;
        }
    }

  GTK_TEXT_VIEW_CLASS (g_type_class_peek (GTK_TYPE_TEXT_VIEW))->backspace (view);
}

static void
tf_text_area_delete_from_cursor (GtkTextView   *view,
                                 GtkDeleteType  type,
                                 int            count)
{
  TfTextArea *self = TF_TEXT_AREA (view);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (count > 0 && gtk_text_iter_is_end (&caret) && !gtk_text_buffer_get_has_selection (buffer) &&
      gtk_text_view_get_editable (view))
    g_signal_emit_by_name (self, "delete-out", 1);
  else
    GTK_TEXT_VIEW_CLASS (g_type_class_peek (GTK_TYPE_TEXT_VIEW))->delete_from_cursor (view, type,
                                                                                     count);
}

/* Whether a movement of the caret finds no place left in the area. */
static gboolean
would_leave (GtkTextView     *view,
             GtkMovementStep  step,
             int              count,
             gboolean         extend)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  switch (step)
    {
    case GTK_MOVEMENT_DISPLAY_LINES:
      if (extend)
        return count < 0 ? gtk_text_iter_is_start (&caret) : gtk_text_iter_is_end (&caret);
      return count < 0 ? !gtk_text_view_backward_display_line (view, &caret)
                       : !gtk_text_view_forward_display_line (view, &caret);
    case GTK_MOVEMENT_LOGICAL_POSITIONS:
    case GTK_MOVEMENT_VISUAL_POSITIONS:
    case GTK_MOVEMENT_WORDS:
    case GTK_MOVEMENT_PARAGRAPHS:
      if (gtk_text_buffer_get_has_selection (buffer) && !extend)
        return FALSE;
      if (gtk_widget_get_direction (GTK_WIDGET (view)) == GTK_TEXT_DIR_RTL &&
          step != GTK_MOVEMENT_PARAGRAPHS)
        count = -count;
      return count < 0 ? gtk_text_iter_is_start (&caret) : gtk_text_iter_is_end (&caret);
    case GTK_MOVEMENT_DISPLAY_LINE_ENDS:
    case GTK_MOVEMENT_PARAGRAPH_ENDS:
    case GTK_MOVEMENT_PAGES:
    case GTK_MOVEMENT_BUFFER_ENDS:
    case GTK_MOVEMENT_HORIZONTAL_PAGES:
    default:
      return FALSE;
    }
}

static void
tf_text_area_move_cursor (GtkTextView     *view,
                          GtkMovementStep  step,
                          int              count,
                          gboolean         extend)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (view)) == GTK_TEXT_DIR_RTL &&
                      (step == GTK_MOVEMENT_VISUAL_POSITIONS || step == GTK_MOVEMENT_WORDS);

  if (would_leave (view, step, count, extend))
    g_signal_emit_by_name (view, "move-out", (count < 0) != mirrored ? -1 : 1, extend);
  else
    GTK_TEXT_VIEW_CLASS (g_type_class_peek (GTK_TYPE_TEXT_VIEW))->move_cursor (view, step, count,
                                                                              extend);
}

/*
 * tf_text_area_keys_class_init:
 *
 * Lets the class behave at the edges of lines and of the area as word
 * processors do.
 */
void
tf_text_area_keys_class_init (GtkTextViewClass *klass)
{
  klass->backspace = tf_text_area_backspace;
  klass->delete_from_cursor = tf_text_area_delete_from_cursor;
  klass->move_cursor = tf_text_area_move_cursor;
}

/*
 * tf_text_area_add_controllers:
 *
 * Listens to Enter, Tab and clicks on links.
 */
void
tf_text_area_add_controllers (TfTextArea *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_name (keys, "tf-text-keys");
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
