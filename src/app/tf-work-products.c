/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-template.h"
#include "tf-work-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_VERSION "1.0"

/* The language of the program, or the nearest in which files can be written. */
static const char *
get_own_language (TfWorkspace *workspace)
{
  const char *own = tf_law_get_language (tf_workspace_get_law (workspace));

  return tf_language_get_id (tf_language_get (own));
}

static TfRecord *
add_product_in_step (TfWorkspace  *workspace,
                     const char   *name,
                     const char   *template_id,
                     TfRecord     *manufacturer,
                     const char   *language,
                     TfRecord    **release,
                     GError      **error)
{
  const char *values[] = { "name", name, "template", template_id != NULL ? template_id : "",
                           "manufacturer", manufacturer != NULL
                             ? tf_record_get_id (manufacturer) : "",
                           NULL };
  const char *release_values[] = { "version", FIRST_VERSION, "language", language,
                                   "classification", "confidential", NULL };
  g_autoptr(TfRecord) product = tf_work_add (workspace, "product", NULL, "", values, error);
  g_autoptr(TfRecord) first = NULL;

  if (product == NULL)
    return NULL;

  first = tf_work_add (workspace, "release", product, "", release_values, error);
  if (first == NULL)
    return NULL;

  if (template_id != NULL && !tf_template_fill (workspace, template_id, product, first, error))
    return NULL;

  if (release != NULL)
    *release = g_steal_pointer (&first);
  return g_steal_pointer (&product);
}

/**
 * tf_work_add_product:
 * @workspace: a workspace
 * @name: name of the product
 * @template_id: (nullable): the template to start from
 * @manufacturer: (nullable): the organisation that makes it
 * @language: (nullable): language of its file and of the texts of the template; `NULL` for that of
 *   the program
 * @release: (out) (optional) (transfer full): its first release
 * @error: return location for an error
 *
 * Adds a product with a first release, as one step.
 *
 * Returns: (transfer full) (nullable): the product, or `NULL` with @error set; nothing was added
 *   then
 */
TfRecord *
tf_work_add_product (TfWorkspace  *workspace,
                     const char   *name,
                     const char   *template_id,
                     TfRecord     *manufacturer,
                     const char   *language,
                     TfRecord    **release,
                     GError      **error)
{
  TfStore *store = tf_workspace_get_store (workspace);
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) first = NULL;
  g_autofree char *action = NULL;

  /* Translators: the name of a product */
  action = g_strdup_printf (_("Add Product “%s”"), name);
  if (!tf_store_begin (store, action, error))
    return NULL;

  product = add_product_in_step (workspace, name, template_id, manufacturer,
                                 language != NULL ? language : get_own_language (workspace), &first,
                                 error);
  if (product == NULL || !tf_store_commit (store, error))
    {
      tf_store_roll_back (store);
      return NULL;
    }

  if (release != NULL)
    *release = g_steal_pointer (&first);
  return g_steal_pointer (&product);
}

static gboolean
check_version_free (TfStore     *store,
                    TfRecord    *product,
                    const char  *version,
                    GError     **error)
{
  g_autoptr(GPtrArray) releases = tf_store_list (store, "release", tf_record_get_id (product),
                                                 error);

  for (guint i = 0; releases != NULL && i < releases->len; i++)
    if (strcmp (tf_record_get (releases->pdata[i], "version"), version) == 0)
      {
        g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                     _("“%s” already has a release %s."), tf_record_get_title (product), version);
        return FALSE;
      }

  return releases != NULL;
}

/**
 * tf_work_add_release:
 * @workspace: a workspace
 * @product: a product
 * @version: version of the new release
 * @from: (nullable): the release to start from; `NULL` for an empty file
 * @error: return location for an error
 *
 * Adds a release. What it takes over from an earlier one is to be confirmed, never ready; the
 * earlier one is left as it is. Kinds whose description says so are not taken over, such as
 * approvals and issues.
 *
 * Returns: (transfer full) (nullable): the release, or `NULL` with @error set; nothing was added
 *   then
 */
TfRecord *
tf_work_add_release (TfWorkspace  *workspace,
                     TfRecord     *product,
                     const char   *version,
                     TfRecord     *from,
                     GError      **error)
{
  TfStore *store = tf_workspace_get_store (workspace);
  /* What is taken over brings its language along. */
  const char *values[] = { "version", version, "from", from != NULL ? tf_record_get_id (from) : "",
                           "language", get_own_language (workspace), NULL };
  g_autofree char *action = NULL;
  g_autoptr(TfRecord) release = NULL;

  if (!check_version_free (store, product, version, error))
    return NULL;

  /* Translators: a version */
  action = g_strdup_printf (_("Add Release %s"), version);
  if (!tf_store_begin (store, action, error))
    return NULL;

  release = tf_work_add (workspace, "release", product, "", values, error);
  if (release != NULL && (from == NULL || tf_work_inherit (workspace, from, release, error)) &&
      tf_store_commit (store, error))
    return g_steal_pointer (&release);

  tf_store_roll_back (store);
  return NULL;
}
