/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-list-private.h"

#include <glib/gi18n-lib.h>

static char **
list_objects (TfEvidenceList *self)
{
  g_autoptr(GStrvBuilder) objects = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr(TfEvidenceItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (tf_evidence_item_get_revision (item) != NULL)
        g_strv_builder_add (objects,
                            tf_record_get (tf_evidence_item_get_revision (item), "sha256"));
    }

  return g_strv_builder_end (objects);
}

static gboolean
is_missing (gpointer object,
            gpointer problem,
            gpointer user_data)
{
  return GPOINTER_TO_INT (problem) == TF_OBJECT_MISSING;
}

/* Who only looked for the files learns nothing new about what was altered. */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(TfEvidenceList) self = user_data;
  g_autoptr(GHashTable) found = tf_object_check_finish (TF_STORE (source), result, NULL);
  GHashTableIter iter;
  gpointer object;
  gpointer problem;

  if (found == NULL || self->session == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_hash_table_foreach_remove (self->problems, is_missing, NULL);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &object, &problem))
    g_hash_table_insert (self->problems, g_strdup (object), problem);
  tf_evidence_list_show_items (self);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(TfEvidenceList) self = user_data;
  g_autoptr(GHashTable) found = tf_object_check_finish (TF_STORE (source), result, NULL);
  g_autofree char *told = NULL;
  guint n;

  if (found == NULL || self->session == NULL)
    return;

  g_clear_object (&self->cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.verify", TRUE);
  n = g_hash_table_size (found);
  g_clear_pointer (&self->problems, g_hash_table_unref);
  self->problems = g_steal_pointer (&found);
  tf_evidence_list_show_items (self);
  told = n == 0 ? g_strdup (_("All files are what they were when they were added"))
                : g_strdup_printf (ngettext ("%u file is missing or altered",
                                             "%u files are missing or altered", n), n);
  tf_session_tell (self->session, told);
}

/*< private >
 * tf_evidence_list_look:
 * @self: a list
 * @whole: whether files are read and compared, and not only looked for
 *
 * Looks in a thread whether the files are there, and marks the evidence whose files are not.
 */
void
tf_evidence_list_look (TfEvidenceList *self,
                       gboolean        whole)
{
  g_auto(GStrv) objects = list_objects (self);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  tf_object_check_async (tf_session_get_store (self->session), (const char *const *) objects, whole,
                         self->cancellable, whole ? verified_cb : looked_cb, g_object_ref (self));
}

/**
 * tf_evidence_list_verify:
 * @self: a list
 *
 * Reads the files of all evidence in a thread, and marks those that are missing or altered.
 */
void
tf_evidence_list_verify (TfEvidenceList *self)
{
  g_return_if_fail (TF_IS_EVIDENCE_LIST (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.verify", FALSE);
  tf_evidence_list_look (self, TRUE);
}
