/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-row.h"

#include "tf-field-editors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long after the last key an edit is saved, in milliseconds. */
#define SAVE_DELAY 800

typedef struct
{
  GtkLabel      *title_label;
  GtkLabel      *citation_label;
  AdwBin        *editor_bin;
  GtkLabel      *help_label;
  GtkWidget     *problem_box;
  GtkLabel      *problem_label;

  TfSession     *session;
  const TfField *field;
  TfRecord      *record;
  GtkWidget     *control;    /* what takes the focus, unowned */
  gulong         changed_id;
  guint          save_id;
  gboolean       dirty;      /* typed and not saved */
  gboolean       loading;    /* the row itself changes the editor */
  gboolean       saving;
} TfFieldRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TfFieldRow, tf_field_row, ADW_TYPE_PREFERENCES_ROW)

static TfFieldRowPrivate *
get_private (TfFieldRow *self)
{
  return tf_field_row_get_instance_private (self);
}

static void
show_problem (TfFieldRow *self,
              const char *text,
              gboolean    invalid)
{
  TfFieldRowPrivate *priv = get_private (self);

  gtk_label_set_text (priv->problem_label, text);
  gtk_widget_set_visible (priv->problem_box, *text != '\0');
  if (invalid)
    gtk_widget_add_css_class (priv->problem_box, "error");
  else
    gtk_widget_remove_css_class (priv->problem_box, "error");
  if (priv->control != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (priv->control), GTK_ACCESSIBLE_STATE_INVALID,
                                 invalid ? GTK_ACCESSIBLE_INVALID_TRUE
                                         : GTK_ACCESSIBLE_INVALID_FALSE,
                                 -1);
}

static void
show_whether_wanted (TfFieldRow *self)
{
  TfFieldRowPrivate *priv = get_private (self);
  gboolean empty = priv->record != NULL && *tf_record_get (priv->record, priv->field->id) == '\0';

  show_problem (self,
                empty && (priv->field->wanted || priv->field->required) ? _("Not answered yet")
                                                                        : "",
                FALSE);
}

static void
show_value (TfFieldRow *self,
            const char *value)
{
  TfFieldRowPrivate *priv = get_private (self);

  priv->loading = TRUE;
  TF_FIELD_ROW_GET_CLASS (self)->set_value (self, value);
  priv->loading = FALSE;
}

static void
load (TfFieldRow *self)
{
  TfFieldRowPrivate *priv = get_private (self);
  const char *value = priv->record != NULL ? tf_record_get (priv->record, priv->field->id) : "";
  g_autofree char *shown = TF_FIELD_ROW_GET_CLASS (self)->dup_value (self);

  if (strcmp (shown, value) != 0)
    show_value (self, value);
  show_whether_wanted (self);
}

/* What is being typed is never written over, and what was just saved is there already. */
static void
record_changed_cb (TfFieldRow *self)
{
  TfFieldRowPrivate *priv = get_private (self);

  if (priv->saving)
    show_whether_wanted (self);
  else if (!priv->dirty)
    load (self);
}

static gboolean
save_cb (gpointer user_data)
{
  TfFieldRow *self = user_data;

  get_private (self)->save_id = 0;
  tf_field_row_flush (self);
  return G_SOURCE_REMOVE;
}

static void
leave_cb (TfFieldRow *self)
{
  tf_field_row_flush (self);
}

static void
forget_record (TfFieldRow *self)
{
  TfFieldRowPrivate *priv = get_private (self);

  g_clear_handle_id (&priv->save_id, g_source_remove);
  if (priv->record != NULL)
    g_clear_signal_handler (&priv->changed_id, priv->record);
  g_clear_object (&priv->record);
  priv->dirty = FALSE;
}

static void
tf_field_row_unmap (GtkWidget *widget)
{
  tf_field_row_flush (TF_FIELD_ROW (widget));

  GTK_WIDGET_CLASS (tf_field_row_parent_class)->unmap (widget);
}

static void
tf_field_row_dispose (GObject *object)
{
  TfFieldRow *self = TF_FIELD_ROW (object);
  TfFieldRowPrivate *priv = get_private (self);

  forget_record (self);
  priv->control = NULL;
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (tf_field_row_parent_class)->dispose (object);
}

static void
tf_field_row_class_init (TfFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_field_row_dispose;
  widget_class->unmap = tf_field_row_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-field-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TfFieldRow, title_label);
  gtk_widget_class_bind_template_child_private (widget_class, TfFieldRow, citation_label);
  gtk_widget_class_bind_template_child_private (widget_class, TfFieldRow, editor_bin);
  gtk_widget_class_bind_template_child_private (widget_class, TfFieldRow, help_label);
  gtk_widget_class_bind_template_child_private (widget_class, TfFieldRow, problem_box);
  gtk_widget_class_bind_template_child_private (widget_class, TfFieldRow, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
tf_field_row_init (TfFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GType
get_row_type (const TfField *field)
{
  switch (field->type)
    {
    case TF_FIELD_PARAGRAPH:
    case TF_FIELD_LINES:
      return TF_TYPE_PARAGRAPH_ROW;
    case TF_FIELD_DATE:
      return TF_TYPE_DATE_ROW;
    case TF_FIELD_BOOLEAN:
      return TF_TYPE_ANSWER_ROW;
    case TF_FIELD_CHOICE:
      return TF_TYPE_CHOICE_ROW;
    case TF_FIELD_REFERENCE:
      return TF_TYPE_REFERENCE_ROW;
    case TF_FIELD_TEXT:
      return TF_TYPE_TEXT_ROW;
    case TF_FIELD_TIME:
      return TF_TYPE_TIME_ROW;
    case TF_FIELD_LINE:
    case TF_FIELD_INTEGER:
    case TF_FIELD_HASH:
    case TF_FIELD_OBJECT:
    default:
      return TF_TYPE_LINE_ROW;
    }
}

static void
show_field (TfFieldRow *self)
{
  TfFieldRowPrivate *priv = get_private (self);
  const TfLawEntry *entry = NULL;

  if (*priv->field->law != '\0')
    entry = tf_law_lookup (tf_session_get_law (priv->session), priv->field->law);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), priv->field->label);
  gtk_label_set_text (priv->title_label, priv->field->label);
  gtk_label_set_text (priv->citation_label, entry != NULL ? entry->citation : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->citation_label),
                               entry != NULL ? entry->title : NULL);
  gtk_label_set_text (priv->help_label, priv->field->help);
  gtk_widget_set_visible (GTK_WIDGET (priv->help_label), *priv->field->help != '\0');
}

/**
 * tf_field_row_new:
 * @session: what the window works on
 * @field: the description of a field
 *
 * Returns: (transfer floating): a row with the editor that fits the type of the field
 */
TfFieldRow *
tf_field_row_new (TfSession     *session,
                  const TfField *field)
{
  TfFieldRow *self;
  TfFieldRowPrivate *priv;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  self = g_object_new (get_row_type (field), NULL);
  priv = get_private (self);
  priv->session = g_object_ref (session);
  priv->field = field;
  show_field (self);
  TF_FIELD_ROW_GET_CLASS (self)->build (self);

  return self;
}

/**
 * tf_field_row_set_record:
 * @self: a row
 * @record: (nullable): the record whose field it shows
 *
 * Shows the field of another record, after saving what was typed for the one before.
 */
void
tf_field_row_set_record (TfFieldRow *self,
                         TfRecord   *record)
{
  TfFieldRowPrivate *priv;
  gboolean writable;

  g_return_if_fail (TF_IS_FIELD_ROW (self));
  g_return_if_fail (record == NULL || TF_IS_RECORD (record));

  priv = get_private (self);
  if (priv->record == record)
    return;

  tf_field_row_flush (self);
  forget_record (self);
  if (record != NULL)
    {
      g_autofree char *signal = g_strdup_printf ("changed::%s", priv->field->id);

      priv->record = g_object_ref (record);
      priv->changed_id = g_signal_connect_object (record, signal, G_CALLBACK (record_changed_cb),
                                                  self, G_CONNECT_SWAPPED);
    }

  writable = record != NULL && !priv->field->fixed && tf_session_is_writable (priv->session);
  TF_FIELD_ROW_GET_CLASS (self)->set_writable (self, writable);
  show_value (self, record != NULL ? tf_record_get (record, priv->field->id) : "");
  show_whether_wanted (self);
}

/**
 * tf_field_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the record whose field it shows
 */
TfRecord *
tf_field_row_get_record (TfFieldRow *self)
{
  g_return_val_if_fail (TF_IS_FIELD_ROW (self), NULL);

  return get_private (self)->record;
}

/**
 * tf_field_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none): the description of its field
 */
const TfField *
tf_field_row_get_field (TfFieldRow *self)
{
  g_return_val_if_fail (TF_IS_FIELD_ROW (self), NULL);

  return get_private (self)->field;
}

/**
 * tf_field_row_get_session:
 * @self: a row
 *
 * Returns: (transfer none): what the window works on
 */
TfSession *
tf_field_row_get_session (TfFieldRow *self)
{
  g_return_val_if_fail (TF_IS_FIELD_ROW (self), NULL);

  return get_private (self)->session;
}

/**
 * tf_field_row_flush:
 * @self: a row
 *
 * Saves what was typed now.
 *
 * Returns: %FALSE where it could not be saved; it stays in the row, which says why
 */
gboolean
tf_field_row_flush (TfFieldRow *self)
{
  TfFieldRowPrivate *priv;
  g_autofree char *value = NULL;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (TF_IS_FIELD_ROW (self), FALSE);

  priv = get_private (self);
  g_clear_handle_id (&priv->save_id, g_source_remove);
  if (!priv->dirty || priv->record == NULL)
    return TRUE;

  value = TF_FIELD_ROW_GET_CLASS (self)->dup_value (self);
  if (!tf_field_check (priv->field, value, &error))
    {
      show_problem (self, error->message, TRUE);
      return FALSE;
    }

  priv->saving = TRUE;
  priv->dirty = !tf_session_set_field (priv->session, priv->record, priv->field->id, value);
  priv->saving = FALSE;
  if (priv->dirty)
    show_problem (self, _("Not saved"), TRUE);
  else
    show_whether_wanted (self);

  return !priv->dirty;
}

/**
 * tf_field_row_focus:
 * @self: a row
 *
 * Puts the caret into the row.
 */
void
tf_field_row_focus (TfFieldRow *self)
{
  g_return_if_fail (TF_IS_FIELD_ROW (self));

  gtk_widget_grab_focus (get_private (self)->control);
}

/**
 * tf_field_row_set_editor:
 * @self: a row that is being built
 * @editor: what shows the value
 * @control: the widget in it that takes the focus
 */
void
tf_field_row_set_editor (TfFieldRow *self,
                         GtkWidget  *editor,
                         GtkWidget  *control)
{
  TfFieldRowPrivate *priv;

  g_return_if_fail (TF_IS_FIELD_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (editor) && GTK_IS_WIDGET (control));

  priv = get_private (self);
  priv->control = control;
  adw_bin_set_child (priv->editor_bin, editor);
  gtk_label_set_mnemonic_widget (priv->title_label, control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, priv->field->label,
                                  -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  priv->problem_label, priv->help_label, NULL,
                                  -1);
}

/**
 * tf_field_row_edited:
 * @self: a row
 *
 * Notes that somebody is typing.
 */
void
tf_field_row_edited (TfFieldRow *self)
{
  TfFieldRowPrivate *priv;

  g_return_if_fail (TF_IS_FIELD_ROW (self));

  priv = get_private (self);
  if (priv->loading || priv->record == NULL)
    return;

  priv->dirty = TRUE;
  g_clear_handle_id (&priv->save_id, g_source_remove);
  priv->save_id = g_timeout_add (SAVE_DELAY, save_cb, self);
}

/**
 * tf_field_row_chosen:
 * @self: a row
 *
 * Notes that somebody has chosen a value, which is saved at once.
 */
void
tf_field_row_chosen (TfFieldRow *self)
{
  TfFieldRowPrivate *priv;

  g_return_if_fail (TF_IS_FIELD_ROW (self));

  priv = get_private (self);
  if (priv->loading || priv->record == NULL)
    return;

  priv->dirty = TRUE;
  tf_field_row_flush (self);
}
