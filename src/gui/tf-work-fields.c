/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work-fields.h"

#include "tf-date-entry.h"
#include "tf-person-chooser.h"
#include "tf-validity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfWorkFields
{
  GtkBox      parent_instance;

  TfSession  *session;
  char       *owner;
  gboolean    setting;

  GtkWidget  *button;
  GtkWidget  *label;
  GtkWidget  *grid;
  GtkWidget  *chooser;
  GtkWidget  *due;
  GtkWidget  *priority;
};

G_DEFINE_FINAL_TYPE (TfWorkFields, tf_work_fields, GTK_TYPE_BOX)

/* In the order of the drop-down list in the template. */
static const char * const priorities[] = { "", "high", "normal", "low" };

enum {
  SET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
owner_chosen_cb (TfWorkFields *self)
{
  g_signal_emit (self, signals[SET], 0, "owner",
                 tf_person_chooser_get_person (TF_PERSON_CHOOSER (self->chooser)));
}

static void
due_chosen_cb (TfWorkFields *self)
{
  g_signal_emit (self, signals[SET], 0, "due", tf_date_entry_get_date (TF_DATE_ENTRY (self->due)));
}

static void
priority_cb (TfWorkFields *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->priority));

  if (!self->setting && selected < G_N_ELEMENTS (priorities))
    g_signal_emit (self, signals[SET], 0, "priority", priorities[selected]);
}

static void
popup_cb (TfWorkFields *self)
{
  tf_person_chooser_update (TF_PERSON_CHOOSER (self->chooser), self->owner);
}

static void
tf_work_fields_dispose (GObject *object)
{
  TfWorkFields *self = TF_WORK_FIELDS (object);

  self->setting = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_WORK_FIELDS);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_work_fields_parent_class)->dispose (object);
}

static void
tf_work_fields_finalize (GObject *object)
{
  g_free (TF_WORK_FIELDS (object)->owner);

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
  gtk_widget_class_bind_template_child (widget_class, TfWorkFields, grid);
  gtk_widget_class_bind_template_child (widget_class, TfWorkFields, priority);
  gtk_widget_class_bind_template_callback (widget_class, priority_cb);
  gtk_widget_class_bind_template_callback (widget_class, popup_cb);
}

static void
tf_work_fields_init (TfWorkFields *self)
{
  self->owner = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
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
  self->chooser = tf_person_chooser_new (session, _("Owner"));
  self->due = tf_date_entry_new (_("Due"));
  gtk_grid_attach (GTK_GRID (self->grid), self->chooser, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->due, 1, 1, 1, 1);
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (owner_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->due, "chosen", G_CALLBACK (due_chosen_cb), self, G_CONNECT_SWAPPED);
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

static char *
dup_summary (TfWorkFields *self,
             TfRecord     *record)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(TfRecord) owner = NULL;
  const char *due = get_value (record, "due");
  const char *priority = get_value (record, "priority");

  if (*self->owner != '\0')
    owner = tf_store_get (tf_session_get_store (self->session), self->owner, NULL);
  if (owner != NULL)
    g_ptr_array_add (parts, g_strdup (tf_record_get_title (owner)));
  if (*due != '\0')
    g_ptr_array_add (parts, tf_date_dup_label (due));
  if (*priority != '\0')
    {
      const TfField *field = tf_kind_lookup_field (tf_record_get_kind (record), "priority");

      g_ptr_array_add (parts, g_strdup (tf_field_get_choice_label (field, priority)));
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
  guint selected = 0;

  g_return_if_fail (TF_IS_WORK_FIELDS (self));

  g_free (self->owner);
  self->owner = g_strdup (get_value (record, "owner"));
  for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
    if (strcmp (priorities[i], get_value (record, "priority")) == 0)
      selected = i;

  self->setting = TRUE;
  tf_date_entry_set_date (TF_DATE_ENTRY (self->due), get_value (record, "due"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->priority), selected);
  self->setting = FALSE;

  summary = dup_summary (self, record);
  gtk_label_set_label (GTK_LABEL (self->label), summary);
  /* Translators: owner, due date and priority, joined by dots */
  name = g_strdup_printf (_("Owner, due date and priority: %s"), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
