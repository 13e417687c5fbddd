/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * tf_work_ensure:
 * @workspace: a workspace
 * @release: a release
 * @entry: an element of the documentation or a limb of a requirement, or the point that holds it
 * @error: return location for an error
 *
 * Gives the record in which a point is answered, adding an empty one where there is none.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` with @error set: nothing is written
 *   for entries of other kinds
 */
TfRecord *
tf_work_ensure (TfWorkspace       *workspace,
                TfRecord          *release,
                const TfLawEntry  *entry,
                GError           **error)
{
  TfStore *store = tf_workspace_get_store (workspace);
  const char *kind = tf_law_entry_get_record_kind (entry);
  g_autoptr(GError) problem = NULL;
  g_autoptr(TfRecord) record = NULL;

  if (kind == NULL)
    {
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                   _("Nothing is written for %s in the technical file."), entry->citation);
      return NULL;
    }

  record = tf_store_find (store, kind, tf_record_get_id (release), entry->id, &problem);
  if (record != NULL)
    return g_steal_pointer (&record);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return tf_store_add (store, kind, tf_record_get_id (release), entry->id, NULL, error);
}

static gboolean
check_claim (const TfLawEntry  *entry,
             const char        *field,
             const char        *value,
             GError           **error)
{
  gboolean claimed = strcmp (field, "applicable") == 0 && strcmp (value, "no") == 0;

  if (!claimed || entry->exemption != TF_LAW_EXEMPTION_NEVER)
    return TRUE;

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
               _("%s (%s) applies to every product: “not applicable” cannot be claimed."),
               entry->title, entry->citation);
  return FALSE;
}

/**
 * tf_work_set:
 * @workspace: a workspace
 * @release: a release
 * @entry: an element or a limb
 * @field: field of its record
 * @value: the new value
 * @error: return location for an error
 *
 * Changes one value of a point, as one step that undo takes back.
 *
 * Returns: %FALSE with @error set where the value does not fit, could not be written, or claims
 *   that a point does not apply which always does
 */
gboolean
tf_work_set (TfWorkspace       *workspace,
             TfRecord          *release,
             const TfLawEntry  *entry,
             const char        *field,
             const char        *value,
             GError           **error)
{
  TfStore *store = tf_workspace_get_store (workspace);
  g_autofree char *heading = tf_law_entry_dup_heading (entry);
  g_autofree char *action = NULL;
  g_autoptr(TfRecord) record = NULL;

  if (!check_claim (entry, field, value, error))
    return FALSE;

  /* Translators: a point of the law */
  action = g_strdup_printf (_("Edit %s"), heading);
  if (!tf_store_begin (store, action, error))
    return FALSE;

  record = tf_work_ensure (workspace, release, entry, error);
  if (record != NULL && tf_store_set (store, record, field, value, error) &&
      tf_store_commit (store, error))
    return TRUE;

  tf_store_roll_back (store);
  return FALSE;
}

/**
 * tf_work_set_measure:
 * @workspace: a workspace
 * @release: a release
 * @measure: a typical measure of the catalogue
 * @status: "done", "planned" or "not-used"; "" takes the measure back
 * @reason: why it is not used, or ""
 * @error: return location for an error
 *
 * Takes a typical measure over into the file.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
tf_work_set_measure (TfWorkspace       *workspace,
                     TfRecord          *release,
                     const TfLawEntry  *measure,
                     const char        *status,
                     const char        *reason,
                     GError           **error)
{
  TfStore *store = tf_workspace_get_store (workspace);
  g_autoptr(GError) problem = NULL;
  g_autoptr(TfRecord) record = NULL;
  const char *values[] = { "limb", measure->parent->id, "text", measure->title,
                           "status", status, "reason", reason, NULL };

  record = tf_store_find (store, "measure", tf_record_get_id (release), measure->id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (record == NULL)
    {
      if (*status == '\0')
        return TRUE;
      record = tf_store_add (store, "measure", tf_record_get_id (release), measure->id, values,
                             error);
      return record != NULL;
    }

  if (*status == '\0')
    return tf_store_remove (store, record, error);

  if (!tf_store_begin (store, _("Change Measure"), error))
    return FALSE;
  if (tf_store_set (store, record, "status", status, error) &&
      tf_store_set (store, record, "reason", reason, error) &&
      tf_store_commit (store, error))
    return TRUE;

  tf_store_roll_back (store);
  return FALSE;
}

/**
 * tf_work_add_measure:
 * @workspace: a workspace
 * @release: a release
 * @limb: a limb of a requirement
 * @text: the measure, in the person's own words
 * @status: "done", "planned" or "not-used"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record of the measure, or `NULL` with @error set
 */
TfRecord *
tf_work_add_measure (TfWorkspace       *workspace,
                     TfRecord          *release,
                     const TfLawEntry  *limb,
                     const char        *text,
                     const char        *status,
                     GError           **error)
{
  const char *values[] = { "limb", limb->id, "text", text, "status", status, NULL };

  return tf_store_add (tf_workspace_get_store (workspace), "measure", tf_record_get_id (release),
                       "", values, error);
}

static TfRecord *
add_approval (TfWorkspace  *workspace,
              TfRecord     *release,
              TfDossier    *dossier,
              const char   *subject,
              TfRecord     *person,
              GError      **error)
{
  TfStore *store = tf_workspace_get_store (workspace);
  g_autofree char *digest = tf_dossier_dup_digest (dossier, subject);
  g_autofree char *now = tf_store_dup_now (store);
  const char *values[] = { "subject", subject, "digest", digest, "by", tf_record_get_id (person),
                           "at", now, NULL };

  return tf_store_add (store, "approval", tf_record_get_id (release), "", values, error);
}

static gboolean
can_approve (TfState state)
{
  return tf_state_is_done (state) || state == TF_STATE_LAPSED;
}

/**
 * tf_work_approve_record:
 * @workspace: a workspace
 * @release: a release
 * @record: a record of its technical file that has content and is ready
 * @person: who approves
 * @error: return location for an error
 *
 * Records that a person approves the content of a record, and of what belongs to it, as it is now.
 * The record of a point of the law is approved as that point.
 *
 * Returns: (transfer full) (nullable): the approval, or `NULL` with @error set as by
 *   tf_work_approve()
 */
TfRecord *
tf_work_approve_record (TfWorkspace  *workspace,
                        TfRecord     *release,
                        TfRecord     *record,
                        TfRecord     *person,
                        GError      **error)
{
  const TfKind *kind = tf_record_get_kind (record);
  g_autoptr(TfDossier) dossier = NULL;
  g_autofree char *name = tf_record_dup_heading (record);
  const TfLawEntry *entry = tf_kind_is_answer (kind)
                              ? tf_law_lookup (tf_workspace_get_law (workspace),
                                               tf_record_get_key (record)) : NULL;
  TfRecord *content;

  if (entry != NULL)
    return tf_work_approve (workspace, release, entry, person, error);

  dossier = tf_workspace_load_dossier (workspace, release, error);
  if (dossier == NULL)
    return NULL;

  content = tf_dossier_lookup (dossier, tf_record_get_id (record));
  if (content == NULL || !tf_kind_has_content (kind))
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                 _("“%s” has no content in this technical file that could be approved."), name);
  else if (!can_approve (tf_state_of_record (dossier, content)))
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                 _("“%s” is not ready yet, so it cannot be approved."), name);
  else if (tf_work_check_authors (workspace, dossier, tf_record_get_id (record), name, person,
                                  error))
    return add_approval (workspace, release, dossier, tf_record_get_id (record), person, error);

  return NULL;
}

/**
 * tf_work_approve:
 * @workspace: a workspace
 * @release: a release
 * @entry: an element or a limb that is ready
 * @person: who approves
 * @error: return location for an error
 *
 * Records that a person approves the content of a point as it is now. When the content changes,
 * the approval lapses by itself.
 *
 * Returns: (transfer full) (nullable): the approval, or `NULL` with @error set to
 *   `TF_APP_ERROR_REFUSED` where the point is not ready, or @person is its only author
 */
TfRecord *
tf_work_approve (TfWorkspace       *workspace,
                 TfRecord          *release,
                 const TfLawEntry  *entry,
                 TfRecord          *person,
                 GError           **error)
{
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier (workspace, release, error);
  g_autofree char *heading = tf_law_entry_dup_heading (entry);
  TfRecord *record;

  if (dossier == NULL)
    return NULL;

  if (entry->kind != TF_LAW_ELEMENT && entry->kind != TF_LAW_LIMB)
    {
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                   _("%s has several parts. Approve each of them."), heading);
      return NULL;
    }

  record = tf_dossier_find_answer (dossier, entry);
  if (record == NULL || !can_approve (tf_state_of (dossier, entry)))
    {
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                   _("%s is not ready yet, so it cannot be approved."), heading);
      return NULL;
    }

  if (!tf_work_check_authors (workspace, dossier, entry->id, heading, person, error))
    return NULL;

  return add_approval (workspace, release, dossier, entry->id, person, error);
}
