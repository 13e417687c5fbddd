/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"
#include "tf-export-job.h"

#include <glib/gi18n.h>

static void
add_issue (TfCli    *cli,
           TfRecord *issue)
{
  g_autofree char *by = tf_cli_dup_name (cli, tf_record_get (issue, "by"));
  const TfField *purpose = tf_kind_lookup_field (tf_record_get_kind (issue), "purpose");

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_record (cli, issue);
  tf_cli_add_string (cli, "sha256", tf_record_get (issue, "document"));
  tf_cli_end_object (cli);
  tf_cli_row (cli, tf_record_get (issue, "number"),
              tf_field_get_choice_label (purpose, tf_record_get (issue, "purpose")),
              tf_record_get (issue, "at"), by, tf_record_get_id (issue), NULL);
}

static TfRecord *
create (TfCli      *cli,
        TfRecord   *release,
        TfPurpose   purpose,
        GError    **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  GDate today;
  gboolean is_new;
  g_autoptr(TfRecord) person = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) left_out = NULL;
  g_autoptr(TfRecord) issue = NULL;

  if (!tf_cli_get_today (cli, &today, error))
    return NULL;
  person = tf_cli_resolve_by (cli, &is_new, error);
  if (person == NULL)
    return NULL;

  tf_issue_create_async (workspace, release, purpose, person, &today, tf_cli_progress, NULL,
                         tf_cli_get_cancellable (cli), tf_cli_ready_cb, cli);
  result = tf_cli_wait (cli);
  issue = tf_issue_create_finish (workspace, result, &left_out, error);
  for (guint i = 0; left_out != NULL && i < left_out->len; i++)
    tf_cli_say (cli, _("Left out: %s"), (const char *) left_out->pdata[i]);
  if (issue == NULL && is_new)
    tf_store_undo (tf_cli_get_store (cli), NULL);

  return g_steal_pointer (&issue);
}

static TfCliStatus
run_create (TfCli   *cli,
            GError **error)
{
  TfPurpose purpose;
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfRecord) issue = NULL;

  if (!tf_cli_has_option (cli, "by"))
    return tf_cli_fail_usage (error, _("--by is missing: say who issues it."));
  if (!tf_cli_get_purpose (cli, &purpose, error) ||
      !tf_cli_resolve_release (cli, 0, NULL, &release, error))
    return TF_CLI_FAILED;

  issue = create (cli, release, purpose, error);
  if (issue == NULL)
    return TF_CLI_FAILED;

  add_issue (cli, issue);
  return TF_CLI_DONE;
}

static TfCliStatus
run_list (TfCli   *cli,
          GError **error)
{
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(GPtrArray) issues = NULL;

  if (!tf_cli_resolve_release (cli, 0, NULL, &release, error))
    return TF_CLI_FAILED;

  issues = tf_store_list (tf_cli_get_store (cli), "issue", tf_record_get_id (release), error);
  if (issues == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < issues->len; i++)
    add_issue (cli, issues->pdata[i]);
  tf_cli_end_array (cli);

  if (issues->len == 0)
    tf_cli_say (cli, _("Release %s has no issue yet."), tf_record_get (release, "version"));
  return TF_CLI_DONE;
}

/* P I, or P R I */
static TfRecord *
find_issue (TfCli   *cli,
            GError **error)
{
  gboolean release_named = tf_cli_get_n_arguments (cli) == 3;
  const char *name = tf_cli_get_argument (cli, release_named ? 2 : 1);
  g_autoptr(TfRecord) product = tf_cli_resolve_product (cli, 0, error);
  g_autoptr(TfRecord) release = NULL;

  if (product == NULL)
    return NULL;

  release = tf_workspace_resolve_release (tf_cli_get_workspace (cli), product,
                                          release_named ? tf_cli_get_argument (cli, 1) : NULL,
                                          error);
  if (release == NULL)
    return NULL;

  return tf_workspace_resolve (tf_cli_get_workspace (cli), "issue", tf_record_get_id (release),
                               name, error);
}

static TfCliStatus
run_verify (TfCli   *cli,
            GError **error)
{
  g_autoptr(TfRecord) issue = find_issue (cli, error);
  g_autoptr(GPtrArray) problems = NULL;

  if (issue == NULL)
    return TF_CLI_FAILED;

  tf_cli_progress (0, _("Checking the issue"), NULL);
  problems = tf_issue_verify (tf_cli_get_workspace (cli), issue, tf_cli_get_cancellable (cli),
                              error);
  if (problems == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (issue));
  tf_cli_add_string (cli, "sha256", tf_record_get (issue, "document"));
  tf_cli_add_boolean (cli, "whole", problems->len == 0);
  tf_cli_begin_array (cli, "problems");
  for (guint i = 0; i < problems->len; i++)
    {
      tf_cli_add_string (cli, NULL, problems->pdata[i]);
      tf_cli_line (cli, "%s", (const char *) problems->pdata[i]);
    }
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);

  if (problems->len == 0)
    tf_cli_line (cli, _("Issue %s is whole: everything that it contains is there, byte for byte."),
                 tf_record_get (issue, "number"));
  return problems->len > 0 ? TF_CLI_FINDINGS : TF_CLI_DONE;
}

static const TfCliOption create_options[] = {
  { "by", N_("PERSON"), N_("Who issues it, added where the name is new") },
  { "purpose", N_("PURPOSE"), N_("draft, dossier or final; draft otherwise") },
  { "today", N_("DATE"), N_("The day by which dates are judged; otherwise the day that it is") },
  { NULL }
};

const TfCliCommand tf_cli_issue_commands[] = {
  { "issue create", "P [R] --by PERSON [--purpose PURPOSE]",
    N_("Freeze the technical file and keep its PDF"),
    N_("An issue is never changed and never undone. What blocks its purpose prevents it: "
       "“techfilectl check” tells."),
    "issue create \"Door Controller\" 1.0 --by \"Ada Example\" --purpose dossier",
    1, 2, 0, TF_CLI_WRITE, create_options, run_create },
  { "issue list", "P [R]",
    N_("List the issues of a release"), NULL,
    "issue list \"Door Controller\" 1.0",
    1, 2, 0, TF_CLI_READ, NULL, run_list },
  { "issue verify", "P [R] I",
    N_("Check that everything an issue contains is still there"),
    N_("I is the number of the issue. Ends with 1 where something is missing or altered."),
    "issue verify \"Door Controller\" 1\nissue verify \"Door Controller\" 1.0 1",
    2, 3, 0, TF_CLI_READ, NULL, run_verify },
  { NULL }
};
