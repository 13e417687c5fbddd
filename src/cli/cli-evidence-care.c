/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"
#include "tf-evidence.h"
#include "tf-file-name.h"

#include <glib/gi18n.h>
#include <string.h>

static GPtrArray *
list_links (TfCli     *cli,
            TfRecord  *item,
            TfRecord  *release,
            GError   **error)
{
  g_autoptr(GPtrArray) links = tf_store_list (tf_cli_get_store (cli), "link",
                                              tf_record_get_id (release), error);

  for (guint i = links != NULL ? links->len : 0; i > 0; i--)
    if (strcmp (tf_record_get (links->pdata[i - 1], "evidence"), tf_record_get_id (item)) != 0)
      g_ptr_array_remove_index (links, i - 1);

  return g_steal_pointer (&links);
}

static gboolean
add_revisions (TfCli     *cli,
               TfRecord  *item,
               GError   **error)
{
  g_autoptr(GPtrArray) revisions = NULL;

  revisions = tf_store_list (tf_cli_get_store (cli), "revision", tf_record_get_id (item), error);
  if (revisions == NULL)
    return FALSE;

  tf_cli_begin_array (cli, "revisions");
  for (guint i = 0; i < revisions->len; i++)
    {
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_record (cli, revisions->pdata[i]);
      tf_cli_end_object (cli);
    }
  tf_cli_end_array (cli);
  return TRUE;
}

static char *
describe_links (GPtrArray *links)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *pages = tf_record_get (links->pdata[i], "pages");

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? ", " : "",
                              tf_record_get (links->pdata[i], "subject"),
                              *pages != '\0' ? "#" : "", pages);
    }

  return g_string_free (text, FALSE);
}

static gboolean
list_item (TfCli     *cli,
           TfRecord  *item,
           GPtrArray *links,
           GError   **error)
{
  g_autoptr(TfRecord) revision = tf_evidence_get_last_revision (tf_cli_get_workspace (cli), item,
                                                                NULL);
  g_autofree char *proves = describe_links (links);
  g_autofree char *size = NULL;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_record (cli, item);
  if (!add_revisions (cli, item, error))
    return FALSE;
  tf_cli_begin_array (cli, "links");
  for (guint i = 0; i < links->len; i++)
    {
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_record (cli, links->pdata[i]);
      tf_cli_end_object (cli);
    }
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);

  size = revision != NULL ? g_format_size (tf_record_get_integer (revision, "size"))
         : g_strdup ("");
  tf_cli_row (cli, tf_record_get (item, "number"), tf_record_get (item, "title"),
              revision != NULL ? tf_record_get (revision, "file-name") : "", size,
              revision != NULL ? tf_record_get (revision, "valid-until") : "", proves, NULL);
  return TRUE;
}

/* With R named, only what is linked there; otherwise everything, with the links of the last one. */
static TfCliStatus
run_list (TfCli   *cli,
          GError **error)
{
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(GPtrArray) items = NULL;

  if (!tf_cli_resolve_release (cli, 0, &product, &release, error))
    return TF_CLI_FAILED;

  items = tf_store_list (tf_cli_get_store (cli), "evidence", tf_record_get_id (product), error);
  if (items == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr(GPtrArray) links = list_links (cli, items->pdata[i], release, error);

      if (links == NULL)
        return TF_CLI_FAILED;
      if (links->len == 0 && tf_cli_get_argument (cli, 1) != NULL)
        continue;
      if (!list_item (cli, items->pdata[i], links, error))
        return TF_CLI_FAILED;
    }
  tf_cli_end_array (cli);
  return TF_CLI_DONE;
}

static TfRecord *
find_revision (TfCli     *cli,
               TfRecord  *item,
               GError   **error)
{
  const char *number = tf_cli_get_option (cli, "revision");

  if (number == NULL)
    return tf_evidence_get_last_revision (tf_cli_get_workspace (cli), item, error);

  return tf_workspace_resolve (tf_cli_get_workspace (cli), "revision", tf_record_get_id (item),
                               number, error);
}

static GFile *
get_target (const char *path,
            TfRecord   *revision)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *name = tf_file_name_safe (tf_record_get (revision, "file-name"), taken);
  g_autofree char *inside = g_build_filename (path, name, NULL);

  return g_file_new_for_path (g_file_test (path, G_FILE_TEST_IS_DIR) ? inside : path);
}

static TfCliStatus
run_get (TfCli   *cli,
         GError **error)
{
  const char *product_name = tf_cli_get_option (cli, "product");
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) item = NULL;
  g_autoptr(TfRecord) revision = NULL;
  g_autoptr(GFile) target = NULL;

  if (product_name != NULL)
    {
      product = tf_workspace_resolve (tf_cli_get_workspace (cli), "product", NULL, product_name,
                                      error);
      if (product == NULL)
        return TF_CLI_FAILED;
    }
  item = tf_cli_resolve_evidence (cli, product, tf_cli_get_argument (cli, 0), error);
  revision = item != NULL ? find_revision (cli, item, error) : NULL;
  if (revision == NULL)
    return TF_CLI_FAILED;

  target = get_target (tf_cli_get_argument (cli, 1), revision);
  if (!tf_store_hand_out (tf_cli_get_store (cli), tf_record_get (revision, "sha256"), target,
                          tf_cli_get_cancellable (cli), error))
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (item));
  tf_cli_add_string (cli, "revision", tf_record_get_id (revision));
  tf_cli_add_string (cli, "file", g_file_peek_path (target));
  tf_cli_add_string (cli, "sha256", tf_record_get (revision, "sha256"));
  tf_cli_add_integer (cli, "size", tf_record_get_integer (revision, "size"));
  tf_cli_end_object (cli);
  /* Translators: number of an item, number of its revision, a file */
  tf_cli_line (cli, _("Wrote %s, revision %s, to “%s”."), tf_record_get (item, "number"),
               tf_record_get (revision, "number"), g_file_peek_path (target));
  return TF_CLI_DONE;
}

static GPtrArray *
list_items (TfCli   *cli,
            GError **error)
{
  g_autoptr(TfRecord) product = NULL;

  if (tf_cli_get_argument (cli, 0) == NULL)
    return tf_store_list (tf_cli_get_store (cli), "evidence", NULL, error);

  product = tf_cli_resolve_product (cli, 0, error);
  if (product == NULL)
    return NULL;

  return tf_store_list (tf_cli_get_store (cli), "evidence", tf_record_get_id (product), error);
}

/* Checks the bytes of one item; returns FALSE with ERROR set only where the check was stopped. */
static gboolean
verify_item (TfCli     *cli,
             TfRecord  *item,
             guint     *n_checked,
             guint     *n_bad,
             GError   **error)
{
  g_autoptr(GPtrArray) revisions = NULL;

  revisions = tf_store_list (tf_cli_get_store (cli), "revision", tf_record_get_id (item), error);
  for (guint i = 0; revisions != NULL && i < revisions->len; i++)
    {
      const char *sha256 = tf_record_get (revisions->pdata[i], "sha256");
      g_autoptr(GError) problem = NULL;

      ++*n_checked;
      if (tf_store_check_object (tf_cli_get_store (cli), sha256, tf_cli_get_cancellable (cli),
                                 &problem))
        continue;
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }

      ++*n_bad;
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_string (cli, "id", tf_record_get_id (item));
      tf_cli_add_string (cli, "number", tf_record_get (item, "number"));
      tf_cli_add_string (cli, "revision", tf_record_get_id (revisions->pdata[i]));
      tf_cli_add_string (cli, "sha256", sha256);
      tf_cli_add_string (cli, "message", problem->message);
      tf_cli_end_object (cli);
      tf_cli_line (cli, "%s %s: %s", tf_record_get (item, "number"), tf_record_get (item, "title"),
                   problem->message);
    }

  return revisions != NULL;
}

static TfCliStatus
run_verify (TfCli   *cli,
            GError **error)
{
  g_autoptr(GPtrArray) items = list_items (cli, error);
  guint n_checked = 0;
  guint n_bad = 0;

  if (items == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_begin_array (cli, "bad");
  for (guint i = 0; i < items->len; i++)
    {
      tf_cli_progress ((double) i / items->len, tf_record_get_title (items->pdata[i]), NULL);
      if (!verify_item (cli, items->pdata[i], &n_checked, &n_bad, error))
        return TF_CLI_FAILED;
    }
  tf_cli_end_array (cli);
  tf_cli_add_integer (cli, "checked", n_checked);
  tf_cli_end_object (cli);

  if (n_bad == 0)
    tf_cli_line (cli, ngettext ("%u file is byte for byte what was added.",
                                "%u files are byte for byte what was added.", n_checked),
                                n_checked);
  return n_bad > 0 ? TF_CLI_FINDINGS : TF_CLI_DONE;
}

static const TfCliOption get_options[] = {
  { "revision", N_("N"), N_("Number of the revision; the newest otherwise") },
  { "product", N_("P"), N_("The product, where several have an item of that number") },
  { NULL }
};

const TfCliCommand tf_cli_evidence_care_commands[] = {
  { "evidence list", "P [R]",
    N_("List the evidence of a product"),
    N_("With R named, only what that release links to; otherwise everything, with the links of the "
       "last release."),
    "evidence list \"Door Controller\"",
    1, 2, 0, TF_CLI_READ, NULL, run_list },
  { "evidence get", "E OUT",
    N_("Write a file out, byte for byte as it was added"),
    N_("OUT is a file, which is replaced, or a folder."),
    "evidence get E-004 pentest.pdf\nevidence get E-004 . --revision 1",
    2, 2, 2, TF_CLI_READ, get_options, run_get },
  { "evidence verify", "[P]",
    N_("Check the bytes of all evidence against their SHA-256"),
    N_("Ends with 1 where a file is missing or altered."),
    "evidence verify\nevidence verify \"Door Controller\"",
    0, 1, 0, TF_CLI_READ, NULL, run_verify },
  { NULL }
};
