/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"
#include "tf-work.h"

#include <glib/gi18n.h>

/* The release that a new one starts from: the one that was named, else the last, else none. */
static gboolean
find_start (TfCli     *cli,
            TfRecord  *product,
            TfRecord **from,
            GError   **error)
{
  const char *name = tf_cli_get_option (cli, "from");

  if (tf_cli_has_option (cli, "empty"))
    return TRUE;

  *from = tf_workspace_resolve_release (tf_cli_get_workspace (cli), product, name,
                                        name != NULL ? error : NULL);
  return *from != NULL || name == NULL;
}

static TfCliStatus
run_add (TfCli   *cli,
         GError **error)
{
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) from = NULL;
  g_autoptr(TfRecord) release = NULL;

  if (tf_cli_has_option (cli, "empty") && tf_cli_has_option (cli, "from"))
    return tf_cli_fail_usage (error, _("--from and --empty exclude each other."));

  product = tf_cli_resolve_product (cli, 0, error);
  if (product == NULL || !find_start (cli, product, &from, error))
    return TF_CLI_FAILED;

  release = tf_work_add_release (tf_cli_get_workspace (cli), product, tf_cli_get_argument (cli, 1),
                                 from, error);
  if (release == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (release));
  tf_cli_add_string (cli, "version", tf_record_get (release, "version"));
  tf_cli_add_given (cli, "from", tf_record_get (release, "from"));
  tf_cli_end_object (cli);
  if (from != NULL)
    /* Translators: two versions and an identifier */
    tf_cli_line (cli, _("Added release %s from %s; what it took over is to be confirmed: %s"),
                 tf_record_get (release, "version"), tf_record_get (from, "version"),
                 tf_record_get_id (release));
  else
    tf_cli_line (cli, _("Added release %s: %s"), tf_record_get (release, "version"),
                 tf_record_get_id (release));
  return TF_CLI_DONE;
}

static TfCliStatus
run_list (TfCli   *cli,
          GError **error)
{
  g_autoptr(TfRecord) product = tf_cli_resolve_product (cli, 0, error);
  g_autoptr(GPtrArray) releases = NULL;

  if (product == NULL)
    return TF_CLI_FAILED;

  releases = tf_store_list (tf_cli_get_store (cli), "release", tf_record_get_id (product), error);
  if (releases == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < releases->len; i++)
    {
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_record (cli, releases->pdata[i]);
      tf_cli_end_object (cli);
      tf_cli_row (cli, tf_record_get (releases->pdata[i], "version"),
                  tf_record_get_id (releases->pdata[i]), NULL);
    }
  tf_cli_end_array (cli);
  return TF_CLI_DONE;
}

static TfCliStatus
run_set (TfCli   *cli,
         GError **error)
{
  g_autoptr(TfRecord) release = NULL;

  if (!tf_cli_resolve_release (cli, 0, NULL, &release, error) ||
      !tf_cli_set_fields (cli, release, 2, error))
    return TF_CLI_FAILED;

  tf_cli_answer_changed (cli, release);
  return TF_CLI_DONE;
}

static const TfCliOption add_options[] = {
  { "from", N_("R"), N_("The release to start from; the last one otherwise") },
  { "empty", NULL, N_("Start with an empty file") },
  { NULL }
};

const TfCliCommand tf_cli_release_commands[] = {
  { "release add", "P VERSION [--from R | --empty]",
    N_("Add a release"),
    N_("A new release starts from the last one. What it takes over is to be confirmed, never "
       "ready."),
    "release add \"Door Controller\" 1.1\nrelease add \"Door Controller\" 2.0 --empty",
    2, 2, 0, TF_CLI_WRITE, add_options, run_add },
  { "release list", "P",
    N_("List the releases of a product"), NULL,
    "release list \"Door Controller\"",
    1, 1, 0, TF_CLI_READ, NULL, run_list },
  { "release set", "P R FIELD=VALUE…",
    N_("Change what is said of a release"),
    N_("“techfilectl schema release” lists the fields."),
    "release set \"Door Controller\" 1.0 hardware=yes automatic-updates=no",
    3, G_MAXUINT, 0, TF_CLI_WRITE, NULL, run_set },
  { NULL }
};
