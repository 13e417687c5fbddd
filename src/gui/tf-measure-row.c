/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-measure-row.h"

#include "tf-plain-field.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfMeasureRow
{
  GtkListBoxRow     parent_instance;

  TfSession        *session;
  TfRecord         *release;
  const TfLawEntry *measure;   /* of the catalogue, or NULL for a person's own */
  char             *record;    /* identifier of its record, or "" */
  char             *status;
  char             *reason_text;
  gboolean          setting;

  GtkWidget        *box;
  GtkWidget        *text;
  GtkWidget        *choice;
  GtkWidget        *remove;
  GtkWidget        *reason;    /* made when it is needed */
};

G_DEFINE_FINAL_TYPE (TfMeasureRow, tf_measure_row, GTK_TYPE_LIST_BOX_ROW)

/* In the order of the drop-down list in the template. */
static const char * const statuses[] = { "", "done", "planned", "not-used" };

static gboolean
save_own (TfMeasureRow  *self,
          const char    *status,
          const char    *reason,
          GError       **error)
{
  TfStore *store = tf_session_get_store (self->session);
  g_autoptr(TfRecord) record = tf_store_get (store, self->record, error);

  if (record == NULL)
    return FALSE;
  if (*status == '\0')
    return tf_store_remove (store, record, error);
  if (!tf_store_begin (store, _("Change Measure"), error))
    return FALSE;
  if (tf_store_set (store, record, "status", status, error) &&
      tf_store_set (store, record, "reason", reason, error) && tf_store_commit (store, error))
    return TRUE;

  tf_store_roll_back (store);
  return FALSE;
}

static gboolean
save (TfMeasureRow *self,
      const char   *status,
      const char   *reason)
{
  g_autoptr(GError) error = NULL;

  if (self->measure != NULL)
    tf_work_set_measure (tf_session_get_workspace (self->session), self->release, self->measure,
                         status, reason, &error);
  else
    save_own (self, status, reason, &error);
  tf_session_report (self->session, error);
  return error == NULL;
}

static void
status_cb (TfMeasureRow *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (!self->setting && selected < G_N_ELEMENTS (statuses))
    tf_measure_row_set_status (self, statuses[selected]);
}

static void
remove_cb (TfMeasureRow *self)
{
  if (save (self, "", ""))
    tf_session_tell_undoable (self->session, _("Measure removed"));
}

static gboolean
reason_cb (TfMeasureRow *self,
           const char   *reason)
{
  return save (self, self->status, reason);
}

static void
update_reason (TfMeasureRow *self)
{
  gboolean wanted = strcmp (self->status, "not-used") == 0;

  if (wanted && self->reason == NULL)
    {
      self->reason = tf_plain_field_new (_("Reason why not used"));
      tf_plain_field_set_editable (TF_PLAIN_FIELD (self->reason),
                                   tf_session_is_writable (self->session));
      gtk_box_append (GTK_BOX (self->box), self->reason);
      g_signal_connect_object (self->reason, "save", G_CALLBACK (reason_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->reason != NULL)
    {
      tf_plain_field_set_text (TF_PLAIN_FIELD (self->reason), self->reason_text);
      gtk_widget_set_visible (self->reason, wanted);
    }
}

static void
tf_measure_row_dispose (GObject *object)
{
  TfMeasureRow *self = TF_MEASURE_ROW (object);

  self->setting = TRUE;
  g_clear_object (&self->release);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_measure_row_parent_class)->dispose (object);
}

static void
tf_measure_row_finalize (GObject *object)
{
  TfMeasureRow *self = TF_MEASURE_ROW (object);

  g_free (self->record);
  g_free (self->status);
  g_free (self->reason_text);

  G_OBJECT_CLASS (tf_measure_row_parent_class)->finalize (object);
}

static void
tf_measure_row_class_init (TfMeasureRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_measure_row_dispose;
  object_class->finalize = tf_measure_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-measure-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TfMeasureRow, box);
  gtk_widget_class_bind_template_child (widget_class, TfMeasureRow, text);
  gtk_widget_class_bind_template_child (widget_class, TfMeasureRow, choice);
  gtk_widget_class_bind_template_child (widget_class, TfMeasureRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, status_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
tf_measure_row_init (TfMeasureRow *self)
{
  self->record = g_strdup ("");
  self->status = g_strdup ("");
  self->reason_text = g_strdup ("");
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
}

static void
name_row (TfMeasureRow *self,
          const char   *text)
{
  /* Translators: a measure that meets a duty */
  g_autofree char *name = g_strdup_printf (_("What becomes of: %s"), text);

  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/**
 * tf_measure_row_new:
 * @session: a session
 * @measure: (nullable): a typical measure of the catalogue, or `NULL` for a person's own
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
tf_measure_row_new (TfSession        *session,
                    const TfLawEntry *measure)
{
  TfMeasureRow *self = g_object_new (TF_TYPE_MEASURE_ROW, NULL);

  self->session = g_object_ref (session);
  self->release = g_object_ref (tf_session_get_release (session));
  self->measure = measure;
  gtk_widget_set_visible (self->remove, measure == NULL);
  gtk_widget_set_sensitive (self->choice, tf_session_is_writable (session));
  gtk_widget_set_sensitive (self->remove, tf_session_is_writable (session));
  if (measure != NULL)
    name_row (self, measure->title);
  return GTK_WIDGET (self);
}

static void
keep (char       **place,
      const char  *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/**
 * tf_measure_row_show:
 * @self: a row
 * @record: (nullable): the record of the measure, or `NULL` where nobody decided about it
 *
 * Shows what became of the measure.
 */
void
tf_measure_row_show (TfMeasureRow *self,
                     TfRecord     *record)
{
  guint selected = 0;

  g_return_if_fail (TF_IS_MEASURE_ROW (self));

  keep (&self->record, record != NULL ? tf_record_get_id (record) : "");
  keep (&self->status, record != NULL ? tf_record_get (record, "status") : "");
  keep (&self->reason_text, record != NULL ? tf_record_get (record, "reason") : "");
  if (self->measure == NULL && record != NULL)
    name_row (self, tf_record_get (record, "text"));

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (strcmp (statuses[i], self->status) == 0)
      selected = i;
  self->setting = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), selected);
  self->setting = FALSE;
  update_reason (self);
}

/**
 * tf_measure_row_get_status:
 * @self: a row
 *
 * Returns: "done", "planned", "not-used", or "" where nobody decided
 */
const char *
tf_measure_row_get_status (TfMeasureRow *self)
{
  g_return_val_if_fail (TF_IS_MEASURE_ROW (self), "");

  return self->status;
}

/**
 * tf_measure_row_set_status:
 * @self: a row
 * @status: "done", "planned", "not-used", or "" to take the decision back
 *
 * Writes what becomes of the measure.
 *
 * Returns: whether it could be written
 */
gboolean
tf_measure_row_set_status (TfMeasureRow *self,
                           const char   *status)
{
  g_return_val_if_fail (TF_IS_MEASURE_ROW (self), FALSE);
  g_return_val_if_fail (status != NULL, FALSE);

  return save (self, status, strcmp (status, "not-used") == 0 ? self->reason_text : "");
}
