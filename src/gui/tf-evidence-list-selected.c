/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-list-private.h"

#include "tf-evidence.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*EachFunc) (TfEvidenceList  *self,
                              TfRecord        *evidence,
                              gconstpointer    data,
                              GError         **error);

/* The selected evidence as the library has it. */
static GPtrArray *
dup_selected (TfEvidenceList *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (model);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      g_autoptr(TfEvidenceItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->model), gtk_bitset_get_nth (selected, i));
      TfRecord *record = tf_store_get (tf_session_get_store (self->session),
                                       tf_record_get_id (tf_evidence_item_get_evidence (item)),
                                       NULL);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

/* All of it is one step, so that one undo takes it back. */
static gboolean
do_to_selected (TfEvidenceList *self,
                const char     *action,
                EachFunc        each,
                gconstpointer   data,
                const char     *told)
{
  TfStore *store = tf_session_get_store (self->session);
  g_autoptr(GPtrArray) records = dup_selected (self);
  g_autoptr(GError) error = NULL;
  gboolean done;

  if (records->len == 0)
    return FALSE;

  done = tf_store_begin (store, action, &error);
  if (done)
    {
      for (guint i = 0; done && i < records->len; i++)
        done = each (self, records->pdata[i], data, &error);
      done = done && tf_store_commit (store, &error);
      if (!done)
        tf_store_roll_back (store);
    }

  tf_session_report (self->session, error);
  if (done)
    tf_session_tell_undoable (self->session, told);
  return done;
}

static gboolean
set_one (TfEvidenceList  *self,
         TfRecord        *evidence,
         gconstpointer    data,
         GError         **error)
{
  const char * const *field = data;

  return tf_store_set (tf_session_get_store (self->session), evidence, field[0], field[1], error);
}

static gboolean
link_one (TfEvidenceList  *self,
          TfRecord        *evidence,
          gconstpointer    data,
          GError         **error)
{
  g_autoptr(TfRecord) link = tf_evidence_link (tf_session_get_workspace (self->session),
                                               tf_session_get_release (self->session), data,
                                               evidence, NULL, error);

  return link != NULL;
}

static gboolean
remove_one (TfEvidenceList  *self,
            TfRecord        *evidence,
            gconstpointer    data,
            GError         **error)
{
  return tf_store_remove (tf_session_get_store (self->session), evidence, error);
}

/**
 * tf_evidence_list_set_selected:
 * @self: a list
 * @field: field of evidence
 * @value: its new value
 *
 * Gives all evidence that is selected the same value.
 *
 * Returns: whether it could be written
 */
gboolean
tf_evidence_list_set_selected (TfEvidenceList *self,
                               const char     *field,
                               const char     *value)
{
  const char *pair[] = { field, value };

  g_return_val_if_fail (TF_IS_EVIDENCE_LIST (self), FALSE);
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  return do_to_selected (self, _("Edit Evidence"), set_one, pair, _("Evidence changed"));
}

/**
 * tf_evidence_list_link_selected:
 * @self: a list
 * @subject: point of the law that is proved
 *
 * Links all evidence that is selected to a point.
 *
 * Returns: whether it could be written
 */
gboolean
tf_evidence_list_link_selected (TfEvidenceList *self,
                                const char     *subject)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_LIST (self), FALSE);
  g_return_val_if_fail (subject != NULL, FALSE);

  return do_to_selected (self, _("Link Evidence"), link_one, subject, _("Evidence linked"));
}

/**
 * tf_evidence_list_remove_selected:
 * @self: a list
 *
 * Removes all evidence that is selected. Its files stay until nothing can need them any more.
 *
 * Returns: whether it could be removed
 */
gboolean
tf_evidence_list_remove_selected (TfEvidenceList *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_LIST (self), FALSE);

  return do_to_selected (self, _("Remove Evidence"), remove_one, NULL, _("Evidence removed"));
}
