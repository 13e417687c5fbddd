/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-plain-field.h"

#include "tf-autosave.h"

#include <string.h>

struct _TfPlainField
{
  GtkBox      parent_instance;

  TfAutosave *autosave;
  char       *stored;
  gboolean    setting;

  GtkWidget  *label;
  GtkWidget  *view;
};

G_DEFINE_FINAL_TYPE (TfPlainField, tf_plain_field, GTK_TYPE_BOX)

enum {
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
save_cb (gpointer user_data)
{
  TfPlainField *self = user_data;
  g_autofree char *text = tf_plain_field_dup_text (self);
  gboolean saved = FALSE;

  if (strcmp (text, self->stored) == 0)
    return TRUE;

  g_signal_emit (self, signals[SAVE], 0, text, &saved);
  if (saved)
    {
      g_free (self->stored);
      self->stored = g_steal_pointer (&text);
    }
  return saved;
}

static void
changed_cb (TfPlainField *self)
{
  if (!self->setting)
    tf_autosave_touch (self->autosave);
}

static void
tf_plain_field_dispose (GObject *object)
{
  TfPlainField *self = TF_PLAIN_FIELD (object);

  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)),
                                          self);
  g_clear_pointer (&self->autosave, tf_autosave_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PLAIN_FIELD);
  self->view = NULL;

  G_OBJECT_CLASS (tf_plain_field_parent_class)->dispose (object);
}

static void
tf_plain_field_finalize (GObject *object)
{
  g_free (TF_PLAIN_FIELD (object)->stored);

  G_OBJECT_CLASS (tf_plain_field_parent_class)->finalize (object);
}

static void
tf_plain_field_class_init (TfPlainFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_plain_field_dispose;
  object_class->finalize = tf_plain_field_finalize;

  /**
   * TfPlainField::save:
   * @self: the field
   * @text: what is to be saved
   *
   * Emitted when the text is to be saved.
   *
   * Returns: whether it could be
   */
  signals[SAVE] = g_signal_new ("save", TF_TYPE_PLAIN_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_BOOLEAN, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-plain-field.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPlainField, label);
  gtk_widget_class_bind_template_child (widget_class, TfPlainField, view);
}

static void
tf_plain_field_init (TfPlainField *self)
{
  self->stored = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->autosave = tf_autosave_new (self->view, save_cb, self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                            G_CALLBACK (changed_cb), self);
}

/**
 * tf_plain_field_new:
 * @label: what is to be written, shown above
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
tf_plain_field_new (const char *label)
{
  TfPlainField *self = g_object_new (TF_TYPE_PLAIN_FIELD, NULL);

  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * tf_plain_field_set_text:
 * @self: a field
 * @text: what is stored
 *
 * Shows what is stored, unless it is what the field itself saved, or something is typed just now.
 */
void
tf_plain_field_set_text (TfPlainField *self,
                         const char   *text)
{
  g_return_if_fail (TF_IS_PLAIN_FIELD (self));
  g_return_if_fail (text != NULL);

  if (strcmp (self->stored, text) == 0 || tf_autosave_is_dirty (self->autosave))
    return;

  g_free (self->stored);
  self->stored = g_strdup (text);
  self->setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
  self->setting = FALSE;
}

/**
 * tf_plain_field_dup_text:
 * @self: a field
 *
 * Returns: (transfer full): what it holds, without blanks around
 */
char *
tf_plain_field_dup_text (TfPlainField *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (TF_IS_PLAIN_FIELD (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/**
 * tf_plain_field_type:
 * @self: a field
 * @text: what to write
 *
 * Replaces the content as if a person had typed it.
 */
void
tf_plain_field_type (TfPlainField *self,
                     const char   *text)
{
  g_return_if_fail (TF_IS_PLAIN_FIELD (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
}

/**
 * tf_plain_field_flush:
 * @self: a field
 *
 * Saves now what is unsaved.
 *
 * Returns: whether everything is saved
 */
gboolean
tf_plain_field_flush (TfPlainField *self)
{
  g_return_val_if_fail (TF_IS_PLAIN_FIELD (self), FALSE);

  return tf_autosave_flush (self->autosave);
}

/**
 * tf_plain_field_set_editable:
 * @self: a field
 * @editable: whether people may write
 */
void
tf_plain_field_set_editable (TfPlainField *self,
                             gboolean      editable)
{
  g_return_if_fail (TF_IS_PLAIN_FIELD (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
}
