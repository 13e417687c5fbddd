/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Snapshots of the technical file of a release. */

#include "config.h"

#include "tf-workspace.h"

#include "tf-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
take_all (GPtrArray *into,
          GPtrArray *from)
{
  g_autoptr(GPtrArray) records = from;

  if (records == NULL)
    return FALSE;

  g_ptr_array_extend (into, records, (GCopyFunc) (void *) g_object_ref, NULL);
  return TRUE;
}

static gboolean
take_kind (TfWorkspace   *self,
           GPtrArray     *into,
           const TfKind  *kind,
           TfRecord      *ancestor,
           GError       **error)
{
  const TfKind *above = tf_record_get_kind (ancestor);
  const char *id = tf_record_get_id (ancestor);
  guint n_before = into->len;

  if (kind->parent == above)
    return take_all (into, tf_store_list (tf_workspace_get_store (self), kind->id, id, error));
  if (kind->parent->parent == above)
    return take_all (into, tf_store_list_two_below (tf_workspace_get_store (self), kind->id,
                                                    kind->parent->id, id, error));

  for (guint i = 0; i < n_before; i++)
    if (tf_record_get_kind (into->pdata[i]) == kind->parent &&
        !take_all (into, tf_store_list (tf_workspace_get_store (self), kind->id,
                                        tf_record_get_id (into->pdata[i]), error)))
      return FALSE;

  return TRUE;
}

/* What lives under a record at any depth, but nothing of one kind and nothing under that. The
 * description names a kind after its parent. */
static gboolean
take_below (TfWorkspace   *self,
            GPtrArray     *into,
            TfRecord      *ancestor,
            const TfKind  *but,
            GError       **error)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (tf_kind_is_below (kinds[i], tf_record_get_kind (ancestor)) && kinds[i] != but &&
        !tf_kind_is_below (kinds[i], but) && !take_kind (self, into, kinds[i], ancestor, error))
      return FALSE;

  return TRUE;
}

static gboolean
take_target (TfWorkspace    *self,
             TfDossier      *dossier,
             GPtrArray      *records,
             GHashTable     *taken,
             const TfField  *field,
             const char     *id,
             GError        **error)
{
  const TfKind *kind = field->type == TF_FIELD_REFERENCE ? tf_kind_lookup (field->to) : NULL;
  TfRecord *target;

  if (kind == NULL || kind->parent != NULL || *id == '\0' || g_hash_table_contains (taken, id) ||
      (dossier != NULL && tf_dossier_lookup (dossier, id) != NULL))
    return TRUE;

  target = tf_store_get (tf_workspace_get_store (self), id, error);
  if (target == NULL)
    return FALSE;

  g_ptr_array_add (records, target);
  g_hash_table_add (taken, (gpointer) tf_record_get_id (target));
  return TRUE;
}

/* What the records name of the library beyond what a snapshot has, and what that names in turn:
 * the list grows as it is gone through. */
static gboolean
take_named (TfWorkspace  *self,
            TfDossier    *dossier,
            GPtrArray    *records,
            GError      **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (taken, (gpointer) tf_record_get_id (records->pdata[i]));

  for (guint i = 0; i < records->len; i++)
    {
      TfRecord *record = g_ptr_array_index (records, i);
      const TfKind *kind = tf_record_get_kind (record);

      for (guint j = 0; j < kind->n_fields; j++)
        if (!take_target (self, dossier, records, taken, &kind->fields[j],
                          tf_record_get (record, kind->fields[j].id), error))
          return FALSE;
    }

  return TRUE;
}

static TfDossier *
load_dossier (TfWorkspace  *self,
              TfLaw        *law,
              TfRecord     *release,
              GError      **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(TfRecord) product = NULL;

  product = tf_store_get (tf_workspace_get_store (self), tf_record_get_parent (release), error);
  if (product == NULL)
    return NULL;

  g_ptr_array_add (records, g_object_ref (product));
  g_ptr_array_add (records, g_object_ref (release));
  if (!take_all (records, tf_store_list_below (tf_workspace_get_store (self),
                                               tf_record_get_id (release), error)) ||
      !take_below (self, records, product, tf_record_get_kind (release), error) ||
      !take_named (self, NULL, records, error))
    return NULL;

  return tf_dossier_new (law, records, tf_record_get_id (product), tf_record_get_id (release));
}

/**
 * tf_workspace_load_dossier:
 * @self: a workspace
 * @release: a release of the library
 * @error: return location for an error
 *
 * Takes a snapshot of the technical file of a release: its own records, the product with its
 * evidence and all else that lives under it but other releases, and what these name of the
 * library: organisations and people. Others of the library are none of this file's business. It
 * speaks the language of the program.
 *
 * Returns: (transfer full) (nullable): the snapshot, or `NULL` with @error set where something
 *   could not be read
 */
TfDossier *
tf_workspace_load_dossier (TfWorkspace  *self,
                           TfRecord     *release,
                           GError      **error)
{
  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (TF_IS_RECORD (release), NULL);

  return load_dossier (self, tf_workspace_get_law (self), release, error);
}

static const TfLanguage *
find_language (const char  *id,
               GError     **error)
{
  const TfLanguage *language = tf_language_find (id);
  g_autofree char *known = NULL;

  if (language != NULL)
    return language;

  known = g_strjoinv (", ", (char **) tf_language_list ());
  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
               /* Translators: the code of a language, then a list of such codes */
               _("There is no language “%s” for files. Choose one of: %s."), id, known);
  return NULL;
}

/**
 * tf_workspace_load_dossier_in:
 * @self: a workspace
 * @release: a release of the library
 * @language: (nullable): a language, or `NULL` for that of the release's file
 * @error: return location for an error
 *
 * As tf_workspace_load_dossier(), for what is written out: the snapshot speaks the language of the
 * file, English where that was not chosen, and not that of the program.
 *
 * Returns: (transfer full) (nullable): the snapshot, or `NULL` with @error set, to
 *   `TF_APP_ERROR_INVALID` where files cannot be written in that language
 */
TfDossier *
tf_workspace_load_dossier_in (TfWorkspace  *self,
                              TfRecord     *release,
                              const char   *language,
                              GError      **error)
{
  const TfLanguage *found;
  TfLaw *law;

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (TF_IS_RECORD (release), NULL);

  found = language != NULL ? find_language (language, error)
                           : tf_language_get (tf_record_get (release, "language"));
  law = found != NULL ? tf_workspace_get_law_in (self, found, error) : NULL;
  return law != NULL ? load_dossier (self, law, release, error) : NULL;
}

/* What lives under a record of the file is of the file; of what lives under the product, all but
 * other releases is. */
static gboolean
belongs_to (TfDossier  *dossier,
            GHashTable *taken,
            TfRecord   *record)
{
  const char *parent = tf_record_get_parent (record);

  if (tf_dossier_lookup (dossier, tf_record_get_id (record)) != NULL)
    return TRUE;
  if (tf_record_is_removed (record) || *parent == '\0')
    return FALSE;
  if (strcmp (parent, tf_record_get_id (tf_dossier_get_product (dossier))) == 0)
    return !tf_record_is (record, "release");

  return tf_dossier_lookup (dossier, parent) != NULL || g_hash_table_contains (taken, parent);
}

/**
 * tf_workspace_update_dossier:
 * @self: a workspace
 * @dossier: a snapshot of the technical file of a release
 * @changed: (element-type TfRecord): the records of the library that have changed, been put aside
 *   or been added since; none of them may have been brought back
 * @error: return location for an error
 *
 * Takes another snapshot of the same file, at much less cost than tf_workspace_load_dossier().
 *
 * Returns: (transfer full) (nullable): the snapshot, @dossier itself where it still holds, or
 *   `NULL` with @error set where something could not be read
 */
TfDossier *
tf_workspace_update_dossier (TfWorkspace  *self,
                             TfDossier    *dossier,
                             GPtrArray    *changed,
                             GError      **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (dossier != NULL && changed != NULL, NULL);

  for (guint i = 0; i < changed->len; i++)
    if (belongs_to (dossier, taken, changed->pdata[i]))
      {
        g_hash_table_add (taken, (gpointer) tf_record_get_id (changed->pdata[i]));
        g_ptr_array_add (records, g_object_ref (changed->pdata[i]));
      }

  if (records->len == 0)
    return tf_dossier_ref (dossier);

  if (!take_named (self, dossier, records, error))
    return NULL;

  return tf_dossier_new_changed (dossier, records);
}

typedef struct
{
  char  *path;
  char  *release;
  TfLaw *law;
} Load;

static void
load_free (Load *load)
{
  g_free (load->path);
  g_free (load->release);
  tf_law_unref (load->law);
  g_free (load);
}

/* The library is opened once more: a connection belongs to one thread. */
static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Load *load = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfStore) store = tf_store_open (load->path, FALSE, &error);
  g_autoptr(TfWorkspace) workspace = store != NULL ? tf_workspace_new (store, load->law) : NULL;
  g_autoptr(TfRecord) release = store != NULL ? tf_store_get (store, load->release, &error) : NULL;
  TfDossier *dossier = NULL;

  if (release != NULL)
    dossier = tf_workspace_load_dossier (workspace, release, &error);
  if (dossier != NULL)
    g_task_return_pointer (task, dossier, (GDestroyNotify) tf_dossier_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * tf_workspace_load_dossier_async:
 * @self: a workspace
 * @release: a release of the library
 * @cancellable: (nullable): to give up
 * @callback: called when the snapshot is there
 * @user_data: for @callback
 *
 * As tf_workspace_load_dossier(), in another thread. What changes meanwhile may be in the snapshot
 * or not.
 */
void
tf_workspace_load_dossier_async (TfWorkspace         *self,
                                 TfRecord            *release,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (TF_IS_WORKSPACE (self));
  g_return_if_fail (TF_IS_RECORD (release));

  task = g_task_new (NULL, cancellable, callback, user_data);
  load = g_new0 (Load, 1);
  load->path = g_strdup (tf_store_get_path (tf_workspace_get_store (self)));
  load->release = g_strdup (tf_record_get_id (release));
  load->law = tf_law_ref (tf_workspace_get_law (self));
  g_task_set_source_tag (task, tf_workspace_load_dossier_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * tf_workspace_load_dossier_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the snapshot, or `NULL` with @error set where something
 *   could not be read
 */
TfDossier *
tf_workspace_load_dossier_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
