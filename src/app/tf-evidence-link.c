/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * tf_evidence_check_place:
 * @workspace: a workspace
 * @subject: (nullable): a point of the law, or the identifier of a record
 * @pages: (nullable): pages
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where there is no such point and no such record with content, or
 *   @pages are none
 */
gboolean
tf_evidence_check_place (TfWorkspace  *workspace,
                         const char   *subject,
                         const char   *pages,
                         GError      **error)
{
  g_autoptr(TfRecord) record = NULL;

  if (pages != NULL && !tf_evidence_pages_valid (pages))
    {
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                   _("“%s” are no pages. Give one page or a range, such as 14 or 14-16."), pages);
      return FALSE;
    }

  if (subject == NULL || tf_law_lookup (tf_workspace_get_law (workspace), subject) != NULL)
    return TRUE;

  record = tf_store_get (tf_workspace_get_store (workspace), subject, NULL);
  if (record != NULL && !tf_record_is_removed (record) &&
      tf_kind_has_content (tf_record_get_kind (record)))
    return TRUE;

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
               _("The catalogue has no point “%s”."), subject);
  return FALSE;
}

/**
 * tf_evidence_add_link:
 * @store: a library
 * @release: the release in which the evidence proves something
 * @subject: the point of the law, or the record, that it proves
 * @evidence: an item of evidence
 * @revision: the revision that is meant
 * @pages: (nullable): its pages
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a new link, or `NULL` with @error set
 */
TfRecord *
tf_evidence_add_link (TfStore     *store,
                      TfRecord    *release,
                      const char  *subject,
                      TfRecord    *evidence,
                      TfRecord    *revision,
                      const char  *pages,
                      GError     **error)
{
  const char *values[] = { "subject", subject, "evidence", tf_record_get_id (evidence),
                           "revision", tf_record_get_id (revision), "pages", pages != NULL
                             ? pages : "",
                           NULL };

  return tf_store_add (store, "link", tf_record_get_id (release), "", values, error);
}

/**
 * tf_evidence_ensure_link:
 * @store: a library
 * @release: the release in which the evidence proves something
 * @subject: the point of the law, or the record, that it proves
 * @evidence: an item of evidence
 * @revision: the revision that is meant
 * @pages: (nullable): its pages
 * @error: return location for an error
 *
 * As tf_evidence_add_link(), but a link that is there already, with the same pages, is given back.
 *
 * Returns: (transfer full) (nullable): the link, or `NULL` with @error set
 */
TfRecord *
tf_evidence_ensure_link (TfStore     *store,
                         TfRecord    *release,
                         const char  *subject,
                         TfRecord    *evidence,
                         TfRecord    *revision,
                         const char  *pages,
                         GError     **error)
{
  g_autoptr(GPtrArray) links = NULL;

  links = tf_store_list (store, "link", tf_record_get_id (release), error);
  if (links == NULL)
    return NULL;

  for (guint i = 0; i < links->len; i++)
    if (strcmp (tf_record_get (links->pdata[i], "subject"), subject) == 0 &&
        strcmp (tf_record_get (links->pdata[i], "revision"), tf_record_get_id (revision)) == 0 &&
        strcmp (tf_record_get (links->pdata[i], "pages"), pages != NULL ? pages : "") == 0)
      return g_object_ref (links->pdata[i]);

  return tf_evidence_add_link (store, release, subject, evidence, revision, pages, error);
}

/**
 * tf_evidence_pages_valid:
 * @pages: what a person wrote
 *
 * Returns: whether it is one page or a rising range, counted from 1: "14", "14-16"
 */
gboolean
tf_evidence_pages_valid (const char *pages)
{
  char *end = NULL;
  guint64 first;

  g_return_val_if_fail (pages != NULL, FALSE);

  if (!g_ascii_isdigit (*pages))
    return FALSE;
  first = g_ascii_strtoull (pages, &end, 10);
  if (first == 0 || first > G_MAXINT32)
    return FALSE;
  if (*end == '\0')
    return TRUE;
  if (*end != '-' || !g_ascii_isdigit (end[1]))
    return FALSE;

  {
    guint64 last = g_ascii_strtoull (end + 1, &end, 10);

    return *end == '\0' && last >= first && last <= G_MAXINT32;
  }
}

/**
 * tf_evidence_get_last_revision:
 * @workspace: a workspace
 * @evidence: an item of evidence
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its newest revision, or `NULL` with @error set where it has
 *   none
 */
TfRecord *
tf_evidence_get_last_revision (TfWorkspace  *workspace,
                               TfRecord     *evidence,
                               GError      **error)
{
  g_autoptr(GPtrArray) revisions = NULL;

  revisions = tf_store_list (tf_workspace_get_store (workspace), "revision",
                             tf_record_get_id (evidence), error);
  if (revisions == NULL)
    return NULL;
  if (revisions->len > 0)
    return g_object_ref (revisions->pdata[revisions->len - 1]);

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND, _("%s has no file yet."),
               tf_record_get (evidence, "number"));
  return NULL;
}

/**
 * tf_evidence_link:
 * @workspace: a workspace
 * @release: the release in which the evidence proves something
 * @subject: the point of the law, or the record, that it proves
 * @evidence: an item of evidence, whose newest revision is meant
 * @pages: (nullable): its pages, such as "14-16"
 * @error: return location for an error
 *
 * Links a point to evidence. A link that is there already, with the same pages, is given back.
 *
 * Returns: (transfer full) (nullable): the link, or `NULL` with @error set
 */
TfRecord *
tf_evidence_link (TfWorkspace  *workspace,
                  TfRecord     *release,
                  const char   *subject,
                  TfRecord     *evidence,
                  const char   *pages,
                  GError      **error)
{
  g_autoptr(TfRecord) revision = NULL;

  if (!tf_evidence_check_place (workspace, subject, pages, error))
    return NULL;

  revision = tf_evidence_get_last_revision (workspace, evidence, error);
  if (revision == NULL)
    return NULL;

  return tf_evidence_ensure_link (tf_workspace_get_store (workspace), release, subject, evidence,
                                  revision, pages, error);
}
