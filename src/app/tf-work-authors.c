/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work-private.h"

#include "tf-person.h"

#include <glib/gi18n-lib.h>

/**
 * tf_work_check_authors:
 * @workspace: a workspace
 * @dossier: a technical file
 * @subject: what is to be approved, as for tf_dossier_list_covered()
 * @name: what it is called in messages
 * @person: who wants to approve
 * @error: return location for an error
 *
 * Makes sure that a person is not the only author of what an approval covers. Names in the change
 * log are held against the record of the person by tf_person_is_called(). Where the log cannot be
 * read nobody can say who wrote it, so that nobody approves it.
 *
 * Returns: %FALSE with @error set to `TF_APP_ERROR_REFUSED` where the person is
 */
gboolean
tf_work_check_authors (TfWorkspace  *workspace,
                       TfDossier    *dossier,
                       const char   *subject,
                       const char   *name,
                       TfRecord     *person,
                       GError      **error)
{
  g_autoptr(GPtrArray) covered = tf_dossier_list_covered (dossier, subject);
  g_autofree char *called = NULL;

  for (guint i = 0; i < covered->len; i++)
    {
      g_autoptr(GPtrArray) authors = NULL;

      authors = tf_store_list_authors (tf_workspace_get_store (workspace), covered->pdata[i],
                                       error);
      if (authors == NULL)
        return FALSE;

      for (guint j = 0; j < authors->len; j++)
        {
          if (!tf_person_is_called (person, authors->pdata[j]))
            return TRUE;
          g_free (called);
          called = g_strdup (authors->pdata[j]);
        }
    }

  if (called == NULL)
    return TRUE;

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
               /* Translators: a person, what is to be approved, the person's name in the change
                * log */
               _("%s is the only author of “%s” with its measures and evidence: the change log "
                 "names nobody but “%s”. Another person has to approve it."),
               tf_record_get (person, "name"), name, called);
  return FALSE;
}
