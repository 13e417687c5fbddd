/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"
#include "cli-sign.h"

#include "tf-cli-input.h"
#include "tf-cli-output.h"
#include "tf-export-job.h"

#include <glib/gi18n.h>
#include <string.h>

static void
answer_file (TfCli                *cli,
             const TfExportResult *result)
{
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "file", result->path);
  tf_cli_add_string (cli, "sha256", result->sha256);
  tf_cli_add_integer (cli, "size", result->size);
  tf_cli_add_integer (cli, "pages", result->n_pages);
  tf_cli_add_given (cli, "signer", result->signer);
  tf_cli_begin_array (cli, "left-out");
  for (guint i = 0; i < result->left_out->len; i++)
    {
      tf_cli_add_string (cli, NULL, result->left_out->pdata[i]);
      tf_cli_say (cli, _("Left out: %s"), (const char *) result->left_out->pdata[i]);
    }
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);

  tf_cli_line (cli, ngettext ("Wrote %u page to “%s”.", "Wrote %u pages to “%s”.", result->n_pages),
               result->n_pages, result->path);
  if (*result->signer != '\0')
    tf_cli_line (cli, _("Signed by %s."), result->signer);
}

static TfCliStatus
export_bundle (TfCli     *cli,
               TfRecord  *release,
               GFile     *target,
               GError   **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const char *number = tf_cli_get_option (cli, "issue");
  g_autoptr(TfRecord) issue = NULL;
  g_autoptr(TfSigningKey) key = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(TfExportResult) result = NULL;
  TfExportRequest request = { .release = release, .target = target };

  if (number != NULL)
    {
      issue = tf_workspace_resolve (workspace, "issue", tf_record_get_id (release), number, error);
      if (issue == NULL)
        return TF_CLI_FAILED;
    }
  if (!tf_cli_sign_load_key (cli, &key, error))
    return TF_CLI_FAILED;

  request.issue = issue;
  request.language = tf_cli_get_option (cli, "lang");
  request.key = key;
  request.reason = tf_cli_get_option (cli, "reason");
  tf_export_job_async (workspace, &request, tf_cli_progress, NULL, tf_cli_get_cancellable (cli),
                       tf_cli_ready_cb,
                       cli);
  done = tf_cli_wait (cli);
  result = tf_export_job_finish (workspace, done, error);
  if (result == NULL)
    return TF_CLI_FAILED;

  answer_file (cli, result);
  if (issue != NULL && key != NULL && !result->filed)
    tf_cli_say (cli,
                _("Warning: the signed copy was not filed in the library, which can only be read "
                  "now."));
  return TF_CLI_DONE;
}

static TfCliStatus
export_plan (TfCli     *cli,
             TfRecord  *release,
             GFile     *target,
             GError   **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const char *name = tf_cli_get_option (cli, "owner");
  g_autoptr(TfRecord) owner = NULL;
  GDate today;

  if (!tf_cli_get_today (cli, &today, error))
    return TF_CLI_FAILED;
  if (name != NULL && *name != '\0')
    {
      owner = tf_workspace_resolve (workspace, "person", NULL, name, error);
      if (owner == NULL)
        return TF_CLI_FAILED;
    }
  if (!tf_export_job_write_plan (workspace, release,
                                 owner != NULL ? tf_record_get_id (owner) : name, &today,
                                 tf_cli_get_option (cli, "lang"), target, error))
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "file", g_file_peek_path (target));
  tf_cli_end_object (cli);
  tf_cli_line (cli, _("Wrote the action plan to “%s”."), g_file_peek_path (target));
  return TF_CLI_DONE;
}

static gboolean
check_only_with (TfCli              *cli,
                 const char         *kind,
                 const char *const  *options,
                 GError            **error)
{
  for (guint i = 0; options[i] != NULL; i++)
    if (tf_cli_has_option (cli, options[i]))
      {
        tf_cli_fail_usage (error, _("--%s makes no sense with --kind %s."), options[i], kind);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_options (TfCli       *cli,
               const char  *kind,
               GError     **error)
{
  static const char *const of_plan[] = { "owner", "today", NULL };
  static const char *const of_bundle[] = { "issue", "sign", "level", "reason", "pass-fd",
                                           "pass-file", NULL };
  const char *out = tf_cli_get_option (cli, "out");

  if (out == NULL)
    tf_cli_fail_usage (error, _("--out is missing: say which file to write."));
  else if (tf_cli_has_option (cli, "issue") && tf_cli_has_option (cli, "lang"))
    tf_cli_fail_usage (error,
                       _("An issue stays in the language it was made in: leave out --lang."));
  else if (strcmp (kind, "bundle") == 0)
    return check_only_with (cli, kind, of_plan, error) && tf_cli_sign_check_options (cli, error);
  else if (strcmp (kind, "plan") != 0)
    tf_cli_fail_usage (error, _("“%s” cannot be exported. Choose one of: %s."), kind,
                       "bundle, plan");
  else if (!g_str_has_suffix (out, ".pdf") && !g_str_has_suffix (out, ".csv"))
    tf_cli_fail_usage (error, _("An action plan is a .pdf or a .csv file: let --out end with one "
                                "of these."));
  else
    return check_only_with (cli, kind, of_bundle, error);

  return FALSE;
}

/* A signed copy of an issue is filed with it, where nobody else is writing. */
static gboolean
open_library (TfCli   *cli,
              GError **error)
{
  gboolean filed = tf_cli_get_option (cli, "issue") != NULL &&
                   tf_cli_get_option (cli, "sign") != NULL;
  g_autoptr(GError) problem = NULL;

  if (!filed)
    return tf_cli_open (cli, FALSE, error);
  if (tf_cli_open (cli, TRUE, &problem))
    return TRUE;
  if (g_error_matches (problem, TF_STORE_ERROR, TF_STORE_ERROR_BUSY) ||
      g_error_matches (problem, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY))
    return tf_cli_open (cli, FALSE, error);

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static TfCliStatus
run_export (TfCli   *cli,
            GError **error)
{
  const char *kind = tf_cli_get_option (cli, "kind");
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(GFile) target = NULL;

  if (kind == NULL)
    kind = "bundle";
  if (!check_options (cli, kind, error) || !open_library (cli, error) ||
      !tf_cli_resolve_release (cli, 0, NULL, &release, error))
    return TF_CLI_FAILED;

  target = g_file_new_for_path (tf_cli_get_option (cli, "out"));
  if (strcmp (kind, "plan") == 0)
    return export_plan (cli, release, target, error);

  return export_bundle (cli, release, target, error);
}

static const TfCliOption export_options[] = {
  { "kind", N_("KIND"), N_("bundle (the technical file as one PDF) or plan (what is open); bundle "
                           "otherwise") },
  { "out", N_("FILE"), N_("File to write; an action plan is a .pdf or a .csv file") },
  { "issue", N_("I"), N_("Hand out the PDF of an issue; otherwise a draft of the state as it "
                         "stands") },
  { "lang", N_("LANGUAGE"), N_("Language to write in, such as de; otherwise the language of the "
                               "file") },
  { "sign", N_("p12:FILE"), N_("Sign with the key in a PKCS#12 file") },
  { "level", N_("LEVEL"), N_("Level of the signature: b") },
  { "pass-file", N_("FILE"), N_("Read the password of the key from the first line of a file") },
  { "pass-fd", N_("N"), N_("Read the password of the key from an open descriptor") },
  { "reason", N_("TEXT"), N_("Reason that the signature gives") },
  { "allow-expired", NULL, N_("Sign although the certificate has expired") },
  { "allow-not-yet-valid", NULL, N_("Sign although the certificate is not valid yet") },
  { "allow-other-use", NULL, N_("Sign although the certificate is not meant for signing "
                                "documents") },
  { "owner", N_("PERSON"), N_("Only what this person is to do; empty for what nobody owns") },
  { "today", N_("DATE"), N_("The day by which work is overdue; otherwise the day that it is") },
  { NULL }
};

const TfCliCommand tf_cli_export_commands[] = {
  { "export", "P [R] --out FILE [OPTION…]",
    N_("Write the technical file as one PDF, signed where a key is given, or the action plan"),
    N_("The password of a key is asked for on the terminal where no option gives it, and is never "
       "part of the command\n"
       "line. An export that fails or is stopped leaves no file, and an older one of that name "
       "untouched."),
    "export \"Door Controller\" 1.0 --kind bundle --out draft.pdf\n"
    "export \"Door Controller\" 1.0 --issue 1 --out bundle.pdf --sign p12:ada.p12 --level b "
    "--reason \"Release 1.0\"\n"
    "export \"Door Controller\" --kind plan --owner \"Ada Example\" --out plan.csv",
    1, 2, 0, TF_CLI_NO_LIBRARY, export_options, run_export },
  { NULL }
};
