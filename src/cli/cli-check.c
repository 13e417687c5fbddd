/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"
#include "cli-point.h"

#include "tf-cli-input.h"
#include "tf-cli-output.h"
#include "tf-work.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_finding (TfCli           *cli,
             const TfFinding *finding)
{
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "rule", finding->rule);
  tf_cli_add_string (cli, "severity", tf_severity_to_string (finding->severity));
  tf_cli_add_string (cli, "citation", finding->citation);
  tf_cli_add_string (cli, "subject", finding->subject);
  tf_cli_add_string (cli, "record", finding->record);
  tf_cli_add_string (cli, "kind", finding->kind);
  tf_cli_add_string (cli, "field", finding->field);
  tf_cli_add_string (cli, "message", finding->message);
  tf_cli_end_object (cli);
  tf_cli_row (cli, tf_severity_get_label (finding->severity), finding->citation, finding->message,
              NULL);
}

static void
add_counts (TfCli     *cli,
            TfDossier *dossier)
{
  static const TfLawKind kinds[] = { TF_LAW_ELEMENT, TF_LAW_LIMB };
  TfStateCount total = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      TfStateCount count = tf_state_count (dossier, kinds[i]);

      for (guint state = 0; state < TF_N_STATES; state++)
        total.n[state] += count.n[state];
    }

  tf_cli_begin_object (cli, "states");
  for (guint state = 0; state < TF_N_STATES; state++)
    tf_cli_add_integer (cli, tf_state_to_string (state), total.n[state]);
  tf_cli_end_object (cli);
}

static TfCliStatus
run_check (TfCli   *cli,
           GError **error)
{
  TfPurpose purpose;
  GDate today;
  gboolean blocked;
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GPtrArray) findings = NULL;

  if (!tf_cli_get_purpose (cli, &purpose, error) || !tf_cli_get_today (cli, &today, error) ||
      !tf_cli_resolve_release (cli, 0, NULL, &release, error))
    return TF_CLI_FAILED;

  dossier = tf_workspace_load_dossier (tf_cli_get_workspace (cli), release, error);
  if (dossier == NULL)
    return TF_CLI_FAILED;

  findings = tf_check_dossier (dossier, purpose, &today);
  blocked = tf_findings_block (findings);
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "release", tf_record_get_id (release));
  tf_cli_add_string (cli, "purpose", tf_purpose_to_string (purpose));
  tf_cli_add_boolean (cli, "blocked", blocked);
  add_counts (cli, dossier);
  tf_cli_begin_array (cli, "findings");
  for (guint i = 0; i < findings->len; i++)
    add_finding (cli, findings->pdata[i]);
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);

  if (blocked)
    /* Translators: the purpose of an issue, such as Final */
    tf_cli_line (cli, _("Something blocks an issue of this purpose: %s."),
                 tf_purpose_get_label (purpose));
  else
    tf_cli_line (cli, _("Nothing blocks an issue of this purpose: %s."),
                 tf_purpose_get_label (purpose));
  return blocked ? TF_CLI_FINDINGS : TF_CLI_DONE;
}

/* RECORD is a point of the law, or a record of the technical file: by identifier or name. */
static gboolean
find_subject (TfCli             *cli,
              TfRecord          *release,
              const TfLawEntry **entry,
              TfRecord         **record,
              GError           **error)
{
  const char *name = tf_cli_get_argument (cli, 2);
  g_autoptr(TfDossier) dossier = NULL;

  *entry = tf_workspace_resolve_entry (tf_cli_get_workspace (cli), name, NULL);
  if (*entry != NULL)
    {
      *entry = tf_cli_point_resolve_one (cli, name, error);
      return *entry != NULL;
    }

  dossier = tf_workspace_load_dossier (tf_cli_get_workspace (cli), release, error);
  *record = dossier != NULL ? tf_workspace_resolve_content (dossier, name, error) : NULL;
  if (*record == NULL)
    return FALSE;

  if (tf_kind_is_answer (tf_record_get_kind (*record)))
    *entry = tf_law_lookup (tf_cli_get_law (cli), tf_record_get_key (*record));
  return TRUE;
}

static void
answer_approval (TfCli            *cli,
                 TfRecord         *approval,
                 TfRecord         *person,
                 const TfLawEntry *entry,
                 TfRecord         *record)
{
  g_autofree char *name = entry != NULL ? tf_law_entry_dup_heading (entry)
                                        : tf_record_dup_heading (record);

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (approval));
  tf_cli_add_string (cli, "subject", tf_record_get (approval, "subject"));
  tf_cli_add_string (cli, "by", tf_record_get_id (person));
  tf_cli_add_string (cli, "at", tf_record_get (approval, "at"));
  tf_cli_add_string (cli, "digest", tf_record_get (approval, "digest"));
  tf_cli_end_object (cli);
  /* Translators: a person, then number and title of a point of the law, or the name of a record */
  tf_cli_line (cli, _("%s approved %s."), tf_record_get_title (person), name);
}

static TfCliStatus
run_approve (TfCli   *cli,
             GError **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const TfLawEntry *entry = NULL;
  gboolean is_new;
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(TfRecord) person = NULL;
  g_autoptr(TfRecord) approval = NULL;

  if (!tf_cli_has_option (cli, "by"))
    return tf_cli_fail_usage (error, _("--by is missing: say who approves."));
  if (!tf_cli_resolve_release (cli, 0, NULL, &release, error) ||
      !find_subject (cli, release, &entry, &record, error))
    return TF_CLI_FAILED;

  person = tf_cli_resolve_by (cli, &is_new, error);
  if (person == NULL)
    return TF_CLI_FAILED;

  approval = entry != NULL ? tf_work_approve (workspace, release, entry, person, error)
                           : tf_work_approve_record (workspace, release, record, person, error);
  if (approval == NULL)
    {
      if (is_new)
        tf_store_undo (tf_cli_get_store (cli), NULL);
      return TF_CLI_FAILED;
    }

  answer_approval (cli, approval, person, entry, record);
  return TF_CLI_DONE;
}

static const TfCliOption check_options[] = {
  { "purpose", N_("PURPOSE"), N_("draft, dossier or final; draft otherwise") },
  { "today", N_("DATE"), N_("The day by which dates are judged; otherwise the day that it is") },
  { NULL }
};

static const TfCliOption approve_options[] = {
  { "by", N_("PERSON"), N_("Who approves, added where the name is new") },
  { NULL }
};

const TfCliCommand tf_cli_check_commands[] = {
  { "check", "P [R] [--purpose PURPOSE] [--today DATE]",
    N_("List what is missing or wrong, each with its citation"),
    N_("Ends with 1 where a finding blocks an issue of that purpose."),
    "check \"Door Controller\"\ncheck \"Door Controller\" 1.0 --purpose final --json",
    1, 2, 0, TF_CLI_READ, check_options, run_check },
  { "approve", "P R RECORD --by PERSON",
    N_("Approve the content of a point or a record as it is now"),
    N_("RECORD is an element, a limb, or a record of the technical file, by its name or its "
       "identifier. Who alone wrote\n"
       "it cannot approve it. An approval lapses by itself when the content changes."),
    "approve \"Door Controller\" 1.0 2b.sbom --by \"Grace Example\"",
    3, 3, 0, TF_CLI_WRITE, approve_options, run_approve },
  { NULL }
};
