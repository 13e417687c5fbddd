/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"
#include "cli-point.h"

#include "tf-cli-input.h"
#include "tf-cli-output.h"

#include <glib/gi18n.h>

/* The typical measures of a limb that nobody decided on; then those that somebody did. */
static void
list_measures (TfCli            *cli,
               TfDossier        *dossier,
               const TfLawEntry *limb)
{
  g_autoptr(GPtrArray) measures = tf_dossier_list_measures (dossier, limb->id);

  tf_cli_begin_array (cli, "measures");
  for (guint i = 0; i < limb->children->len; i++)
    {
      const TfLawEntry *measure = g_ptr_array_index (limb->children, i);
      TfRecord *record = measure->kind == TF_LAW_MEASURE
                         ? tf_dossier_find (dossier, "measure", measure->id) : NULL;

      if (measure->kind != TF_LAW_MEASURE || record != NULL)
        continue;
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_string (cli, "measure", measure->id);
      tf_cli_add_string (cli, "text", measure->title);
      tf_cli_end_object (cli);
    }
  for (guint i = 0; i < measures->len; i++)
    {
      TfRecord *record = measures->pdata[i];

      tf_cli_begin_object (cli, NULL);
      tf_cli_add_given (cli, "measure", tf_record_get_key (record));
      tf_cli_add_string (cli, "id", tf_record_get_id (record));
      tf_cli_add_string (cli, "text", tf_record_get (record, "text"));
      tf_cli_add_given (cli, "status", tf_record_get (record, "status"));
      tf_cli_add_given (cli, "reason", tf_record_get (record, "reason"));
      tf_cli_end_object (cli);
    }
  tf_cli_end_array (cli);
}

static void
list_requirement (TfCli            *cli,
                  TfDossier        *dossier,
                  const TfLawEntry *requirement)
{
  tf_cli_point_list_parts (cli, dossier, requirement, "limbs", list_measures);
}

static TfCliStatus
run_list (TfCli   *cli,
          GError **error)
{
  return tf_cli_point_list (cli, TF_LAW_REQUIREMENT, list_requirement, error);
}

static TfCliStatus
run_set (TfCli   *cli,
         GError **error)
{
  return tf_cli_point_set (cli, "requirement", error);
}

static const TfCliOption set_options[] = {
  { "applicable", NULL, N_("Say that the requirement applies") },
  { "not-applicable", N_("REASON"), N_("Claim that it does not apply, and why") },
  { "text-file", N_("FILE"), N_("How it is met, from a file, plain or the XML in which text is "
                                "stored; - for standard input") },
  { "state", N_("STATE"), N_("draft, ready or to-confirm") },
  { "measure", N_("MEASURE=STATUS"), N_("Decide on a typical measure: =done, =planned, "
                                        "=not-used:REASON, =none"), TRUE },
  { "evidence", N_("E[#PAGES]"), N_("Link the newest revision of an item of evidence, such as "
                                    "E-004#14-16"), TRUE },
  { "owner", N_("PERSON"), N_("Who sees to it; empty for nobody") },
  { "due", N_("DATE"), N_("By which day, such as 2027-12-11") },
  { "priority", N_("PRIORITY"), N_("high, normal or low") },
  { NULL }
};

const TfCliCommand tf_cli_requirement_commands[] = {
  { "requirement list", "P [R]",
    N_("List the essential requirements with their limbs and states"),
    N_("With --json the typical measures are listed too, with what was decided on each."),
    "requirement list \"Door Controller\" 1.0",
    1, 2, 0, TF_CLI_READ, NULL, run_list },
  { "requirement set", "P R ID OPTION…",
    N_("Answer and prove an essential requirement"),
    N_("ID is a requirement or one of its limbs, by number or identifier: I.2.c.automatic, “Part I "
       "(2)(c)”. What is\n"
       "said of a requirement with several limbs is said of all that are due; text and evidence "
       "need one limb."),
    "requirement set \"Door Controller\" 1.0 I.2.c.automatic --measure I.2.c.automatic.m1=done "
    "--evidence E-004#3 --state ready\n"
    "requirement set \"Door Controller\" 1.0 I.2.g --not-applicable \"No data are processed.\"",
    3, 3, 0, TF_CLI_WRITE, set_options, run_set },
  { NULL }
};
