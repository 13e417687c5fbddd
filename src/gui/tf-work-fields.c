/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work-fields.h"

#include "tf-validity.h"
#include "tf-work-popover.h"

#include <glib/gi18n-lib.h>

struct _TfWorkFields
{
  GtkBox      parent_instance;

  TfSession  *session;
  char       *owner;
  char       *due;
  char       *priority;

  GtkWidget  *button;
  GtkWidget  *label;
  GtkWidget  *popover;    /* made when it is needed: a page has dozens of these fields */
};

G_DEFINE_FINAL_TYPE (TfWorkFields, tf_work_fields, GTK_TYPE_BOX)

enum {
  SET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_cb (TfWorkFields *self,
        const char   *field,
        const char   *value)
{
  g_signal_emit (self, signals[SET], 0, field, value);
}

static void
update_popover (TfWorkFields *self)
{
  tf_work_popover_update (TF_WORK_POPOVER (self->popover), self->owner, self->due, self->priority);
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  TfWorkFields *self = user_data;

  if (self->popover == NULL)
    {
      self->popover = tf_work_popover_new (self->session);
      g_signal_connect_object (self->popover, "set", G_CALLBACK (set_cb), self, G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, self->popover);
    }
  update_popover (self);
}

static void
tf_work_fields_dispose (GObject *object)
{
  TfWorkFields *self = TF_WORK_FIELDS (object);

  self->popover = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_WORK_FIELDS);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_work_fields_parent_class)->dispose (object);
}

static void
tf_work_fields_finalize (GObject *object)
{
  TfWorkFields *self = TF_WORK_FIELDS (object);

  g_free (self->owner);
  g_free (self->due);
  g_free (self->priority);

  G_OBJECT_CLASS (tf_work_fields_parent_class)->finalize (object);
}

static void
tf_work_fields_class_init (TfWorkFieldsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_work_fields_dispose;
  object_class->finalize = tf_work_fields_finalize;

  /**
   * TfWorkFields::set:
   * @self: the fields
   * @field: which field: "owner", "due" or "priority"
   * @value: its new value
   *
   * Emitted when a person changed a value.
   */
  signals[SET] = g_signal_new ("set", TF_TYPE_WORK_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-work-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, TfWorkFields, button);
  gtk_widget_class_bind_template_child (widget_class, TfWorkFields, label);
}

static void
tf_work_fields_init (TfWorkFields *self)
{
  self->owner = g_strdup ("");
  self->due = g_strdup ("");
  self->priority = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popup_cb, self,
                                         NULL);
}

/**
 * tf_work_fields_new:
 * @session: a session
 *
 * Returns: (transfer floating): the fields, without values
 */
GtkWidget *
tf_work_fields_new (TfSession *session)
{
  TfWorkFields *self = g_object_new (TF_TYPE_WORK_FIELDS, NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (self->button, tf_session_is_writable (session));
  tf_work_fields_update (self, NULL);
  return GTK_WIDGET (self);
}

static const char *
get_value (TfRecord   *record,
           const char *field)
{
  return record != NULL ? tf_record_get (record, field) : "";
}

static void
keep (char       **place,
      const char  *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

static char *
dup_summary (TfWorkFields *self,
             TfRecord     *record)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(TfRecord) owner = NULL;

  if (*self->owner != '\0')
    owner = tf_store_get (tf_session_get_store (self->session), self->owner, NULL);
  if (owner != NULL)
    g_ptr_array_add (parts, g_strdup (tf_record_get_title (owner)));
  if (*self->due != '\0')
    g_ptr_array_add (parts, tf_date_dup_label (self->due));
  if (*self->priority != '\0')
    {
      const TfField *field = tf_kind_lookup_field (tf_record_get_kind (record), "priority");

      g_ptr_array_add (parts, g_strdup (tf_field_get_choice_label (field, self->priority)));
    }
  if (parts->len == 0)
    return g_strdup (_("Assign…"));

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * tf_work_fields_update:
 * @self: the fields
 * @record: (nullable): the record that has them, or `NULL` where there is none yet
 *
 * Shows the values of a record.
 */
void
tf_work_fields_update (TfWorkFields *self,
                       TfRecord     *record)
{
  g_autofree char *summary = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (TF_IS_WORK_FIELDS (self));

  keep (&self->owner, get_value (record, "owner"));
  keep (&self->due, get_value (record, "due"));
  keep (&self->priority, get_value (record, "priority"));
  if (self->popover != NULL && gtk_widget_get_mapped (self->popover))
    update_popover (self);

  summary = dup_summary (self, record);
  gtk_label_set_label (GTK_LABEL (self->label), summary);
  /* Translators: owner, due date and priority, joined by dots */
  name = g_strdup_printf (_("Owner, due date and priority: %s"), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}
