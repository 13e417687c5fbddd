/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"
#include "cli-point.h"

#include "tf-cli-input.h"
#include "tf-cli-output.h"

#include <glib/gi18n.h>

static void
list_family (TfCli            *cli,
             TfDossier        *dossier,
             const TfLawEntry *family)
{
  TfState state = tf_state_of (dossier, family);
  /* Translators: one of the eight families of evidence, then its state */
  g_autofree char *heading = g_strdup_printf (_("%s: %s"), family->title,
                                              tf_state_get_label (state));

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "subject", family->id);
  tf_cli_add_string (cli, "title", family->title);
  tf_cli_add_string (cli, "state", tf_state_to_string (state));
  tf_cli_row (cli, heading, NULL);
  tf_cli_begin_array (cli, "slots");
  for (guint i = 0; i < family->children->len; i++)
    {
      const TfLawEntry *slot = g_ptr_array_index (family->children, i);

      if (slot->kind == TF_LAW_SLOT)
        tf_cli_point_list_parts (cli, dossier, slot, "elements", NULL);
    }
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);
}

static TfCliStatus
run_list (TfCli   *cli,
          GError **error)
{
  return tf_cli_point_list (cli, TF_LAW_FAMILY, list_family, error);
}

static TfCliStatus
run_set (TfCli   *cli,
         GError **error)
{
  return tf_cli_point_set (cli, "slot", error);
}

static const TfCliOption set_options[] = {
  { "text-file", N_("FILE"), N_("Text from a file, plain or the XML in which it is stored; - for "
                                "standard input") },
  { "state", N_("STATE"), N_("draft, ready or to-confirm") },
  { "not-applicable", N_("REASON"), N_("Claim that the point does not apply, and why") },
  { "applicable", NULL, N_("Say that the point applies") },
  { "owner", N_("PERSON"), N_("Who sees to it; empty for nobody") },
  { "due", N_("DATE"), N_("By which day, such as 2027-12-11") },
  { "priority", N_("PRIORITY"), N_("high, normal or low") },
  { "evidence", N_("E[#PAGES]"), N_("Link the newest revision of an item of evidence, such as "
                                    "E-004#14-16"), TRUE },
  { NULL }
};

const TfCliCommand tf_cli_slot_commands[] = {
  { "slot list", "P [R]",
    N_("List the eight families with their points, elements and states"), NULL,
    "slot list \"Door Controller\"\nslot list \"Door Controller\" 1.0 --json",
    1, 2, 0, TF_CLI_READ, NULL, run_list },
  { "slot set", "P R SLOT OPTION…",
    N_("Write, prove and assign a point of the documentation"),
    N_("SLOT is a point or an element, by number or identifier: 2(b), 2b.sbom. State, owner, day "
       "and priority of a\n"
       "point with several elements are set on all that are due; text and evidence need one "
       "element."),
    "slot set \"Door Controller\" 1.0 2b.sbom --text-file sbom.txt --state ready\n"
    "slot set \"Door Controller\" 1.0 \"2(b)\" --owner \"Ada Example\" --due 2027-10-01",
    3, 3, 0, TF_CLI_WRITE, set_options, run_set },
  { NULL }
};
