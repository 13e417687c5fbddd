/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-measure-list.h"

#include "tf-measure-row.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>

struct _TfMeasureList
{
  GtkBox            parent_instance;

  TfSession        *session;
  TfRecord         *release;
  const TfLawEntry *limb;
  GHashTable       *own;      /* identifier → row of a person's own measure */

  GtkWidget        *list;
  GtkWidget        *entry;
};

G_DEFINE_FINAL_TYPE (TfMeasureList, tf_measure_list, GTK_TYPE_BOX)

static void
add_cb (TfMeasureList *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (*g_strstrip (text) != '\0' && tf_measure_list_add (self, text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
tf_measure_list_dispose (GObject *object)
{
  TfMeasureList *self = TF_MEASURE_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_MEASURE_LIST);
  g_clear_pointer (&self->own, g_hash_table_unref);
  g_clear_object (&self->release);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_measure_list_parent_class)->dispose (object);
}

static void
tf_measure_list_class_init (TfMeasureListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_measure_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-measure-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TfMeasureList, list);
  gtk_widget_class_bind_template_child (widget_class, TfMeasureList, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
tf_measure_list_init (TfMeasureList *self)
{
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_measure_list_new:
 * @session: a session
 * @limb: a limb of a requirement
 *
 * Returns: (transfer floating): the measures of the duty; tf_measure_list_update() fills them in
 */
GtkWidget *
tf_measure_list_new (TfSession        *session,
                     const TfLawEntry *limb)
{
  TfMeasureList *self = g_object_new (TF_TYPE_MEASURE_LIST, NULL);

  self->session = g_object_ref (session);
  self->release = g_object_ref (tf_session_get_release (session));
  self->limb = limb;
  gtk_widget_set_visible (self->entry, tf_session_is_writable (session));
  for (guint i = 0; i < limb->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (limb->children, i);

      if (child->kind == TF_LAW_MEASURE)
        gtk_list_box_append (GTK_LIST_BOX (self->list), tf_measure_row_new (session, child));
    }
  return GTK_WIDGET (self);
}

static void
drop_gone (TfMeasureList *self,
           TfDossier     *dossier)
{
  GHashTableIter iter;
  gpointer id;
  gpointer row;

  g_hash_table_iter_init (&iter, self->own);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (tf_dossier_lookup (dossier, id) == NULL)
      {
        gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
        g_hash_table_iter_remove (&iter);
      }
}

/**
 * tf_measure_list_update:
 * @self: a list
 * @dossier: the technical file
 *
 * Shows what became of the measures.
 */
void
tf_measure_list_update (TfMeasureList *self,
                        TfDossier     *dossier)
{
  g_autoptr(GPtrArray) records = NULL;
  GtkListBoxRow *row;
  guint n = 0;

  g_return_if_fail (TF_IS_MEASURE_LIST (self));
  g_return_if_fail (dossier != NULL);

  for (guint i = 0; i < self->limb->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (self->limb->children, i);

      if (child->kind != TF_LAW_MEASURE)
        continue;
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), n++);
      tf_measure_row_show (TF_MEASURE_ROW (row), tf_dossier_find (dossier, "measure", child->id));
    }

  drop_gone (self, dossier);
  records = tf_dossier_list_measures (dossier, self->limb->id);
  for (guint i = 0; i < records->len; i++)
    {
      const char *id = tf_record_get_id (records->pdata[i]);

      if (*tf_record_get_key (records->pdata[i]) != '\0')
        continue;
      row = g_hash_table_lookup (self->own, id);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (tf_measure_row_new (self->session, NULL));
          gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
          g_hash_table_insert (self->own, g_strdup (id), row);
        }
      tf_measure_row_show (TF_MEASURE_ROW (row), records->pdata[i]);
    }
}

/**
 * tf_measure_list_add:
 * @self: a list
 * @text: a measure in a person's own words
 *
 * Adds a measure that is done.
 *
 * Returns: whether it could be written
 */
gboolean
tf_measure_list_add (TfMeasureList *self,
                     const char    *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) record = NULL;

  g_return_val_if_fail (TF_IS_MEASURE_LIST (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  record = tf_work_add_measure (tf_session_get_workspace (self->session), self->release, self->limb,
                                text, "done", &error);
  tf_session_report (self->session, error);
  return record != NULL;
}
