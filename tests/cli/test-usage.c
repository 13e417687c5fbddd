/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the command line takes and what it does not; what it says of itself. */

#include "config.h"

#include "cli-fixture.h"

#include "tf-cli-command.h"

#include <string.h>

typedef struct
{
  const char *label;
  int         status;
  const char *words[12];
  const char *said;  /* on standard error, or on standard output where the status is 0 */
} UsageCase;

static const UsageCase usage_cases[] = {
  { "nothing", 2, { NULL }, "No command" },
  { "unknown", 2, { "frobnicate" }, "frobnicate" },
  { "group-alone", 2, { "product" }, "second word" },
  { "group-unknown", 2, { "product", "paint" }, "product paint" },
  { "unknown-option", 2, { "init", "--loud" }, "--loud" },
  { "option-of-another", 2, { "fsck", "--name", "X" }, "--name" },
  { "short-option", 2, { "init", "-x" }, "-x" },
  { "option-without-value", 2, { "product", "add", "--name" }, "--name needs a value" },
  { "switch-with-value", 2, { "init", "--json=yes" }, "--json takes no value" },
  { "option-twice", 2, { "product", "add", "--name", "A", "--name", "B" }, "only once" },
  { "empty-library", 2, { "init", "--library", "" }, "--library" },
  { "too-much", 2, { "init", "here" }, "too much" },
  { "too-little", 2, { "slot", "set", "P" }, "techfilectl slot set P R SLOT" },
  { "not-utf8", 2, { "product", "show", "\xff\xfe" }, "UTF-8" },
  { "product-add", 2, { "product", "add" }, "--name is missing" },
  { "record-kind", 2, { "record", "colour", "list" }, "colour" },
  { "record-verb", 2, { "record", "person", "paint" }, "paint" },
  { "record-show", 2, { "record", "person", "show" }, "which record" },
  { "record-add-loose", 2, { "record", "person", "add", "Ada" }, "FIELD=VALUE" },
  { "record-add-field", 2, { "record", "person", "add", "colour=red" }, "colour" },
  { "record-add-place", 2, { "record", "risk-of-typing", "add" }, "risk-of-typing" },
  { "record-parent", 2, { "record", "release", "add", "version=2" }, "Product" },
  { "schema-kind", 2, { "schema", "colour" }, "colour" },
  { "release-add", 2, { "release", "add", "P", "2", "--from", "1", "--empty" }, "exclude" },
  { "release-set", 2, { "release", "set", "P", "1.0", "loose" }, "FIELD=VALUE" },
  { "slot-nothing", 2, { "slot", "set", "P", "1.0", "2b.sbom" }, "what to change" },
  { "slot-both", 2, { "slot", "set", "P", "1.0", "1c", "--applicable", "--not-applicable", "no" },
    "exclude" },
  { "slot-no-reason", 2, { "slot", "set", "P", "1.0", "1c", "--not-applicable", "" }, "reason" },
  { "slot-requirement", 2, { "slot", "set", "P", "1.0", "I.2.c.automatic", "--state", "ready" },
    "point of the documentation" },
  { "slot-state", 2, { "slot", "set", "P", "1.0", "2b.sbom", "--state", "perfect" }, "--state" },
  { "slot-due", 2, { "slot", "set", "P", "1.0", "2b.sbom", "--due", "tomorrow" }, "--due" },
  { "slot-several", 2, { "slot", "set", "P", "1.0", "2(b)", "--text-file", "-" }, "2b.sbom" },
  { "requirement-slot", 2, { "requirement", "set", "P", "1.0", "2b.sbom", "--applicable" },
    "essential requirement" },
  { "requirement-measure", 2,
    { "requirement", "set", "P", "1.0", "I.2.c.automatic", "--measure", "x=well" }, "=planned" },
  { "evidence-date", 2, { "evidence", "add", "P", "1.0", "-", "f", "--valid-until", "2027-02-30" },
    "--valid-until" },
  { "evidence-several", 2, { "evidence", "add", "P", "1.0", "2(b)", "f" }, "2b.sbom" },
  { "evidence-title", 2, { "evidence", "add", "P", "1.0", "-", "f", "g", "--title", "T" },
    "one file" },
  { "check-purpose", 2, { "check", "P", "--purpose", "fun" }, "draft, dossier, final" },
  { "check-today", 2, { "check", "P", "--today", "2027-2-1" }, "2027-12-11" },
  { "approve", 2, { "approve", "P", "1.0", "2b.sbom" }, "--by is missing" },
  { "search-limit", 2, { "search", "x", "--limit", "0" }, "--limit" },
  { "log-limit", 2, { "log", "--limit", "many" }, "--limit" },
  { "issue-create", 2, { "issue", "create", "P" }, "--by is missing" },
  { "export-out", 2, { "export", "P" }, "--out is missing" },
  { "export-kind", 2, { "export", "P", "--kind", "poem", "--out", "x.pdf" }, "bundle, plan" },
  { "export-plan-name", 2, { "export", "P", "--kind", "plan", "--out", "x.doc" }, ".csv" },
  { "export-plan-signed", 2,
    { "export", "P", "--kind", "plan", "--out", "x.csv", "--sign", "p12:k" }, "--sign" },
  { "export-bundle-owner", 2, { "export", "P", "--out", "x.pdf", "--owner", "A" }, "--owner" },
  { "export-key", 2, { "export", "P", "--out", "x.pdf", "--sign", "key.p12" }, "p12:FILE" },
  { "export-level", 2, { "export", "P", "--out", "x.pdf", "--sign", "p12:k", "--level", "z" },
    "“z”" },
  { "export-unsigned-reason", 2, { "export", "P", "--out", "x.pdf", "--reason", "r" }, "--sign" },
  { "export-two-passwords", 2, { "export", "P", "--out", "x.pdf", "--sign", "p12:k", "--pass-fd",
                                 "0", "--pass-file", "f" }, "exclude" },
  { "export-descriptor", 2,
    { "export", "P", "--out", "x.pdf", "--sign", "p12:k", "--pass-fd", "x" }, "descriptor" },
  { "export-no-terminal", 2, { "export", "P", "--out", "x.pdf", "--sign", "p12:k" },
    "no terminal" },
  { "help", 0, { "--help" }, "product add" },
  { "help-short", 0, { "-h" }, "product add" },
  { "help-of-group", 0, { "product", "--help" }, "product show" },
  { "version", 0, { "--version" }, TF_VERSION },
};

static void
test_usage (CliFixture    *fixture,
            gconstpointer  data)
{
  const UsageCase *test = data;
  g_autoptr(CliAnswer) answer = NULL;

  cli_do (fixture, 0, "init", NULL);
  cli_do (fixture, 0, "product", "add", "--name", "P", NULL);
  answer = cli_run_words (fixture, test->words);

  g_test_message ("%s", answer->err);
  g_assert_cmpint (answer->status, ==, test->status);
  g_assert_nonnull (strstr (test->status == 0 ? answer->out : answer->err, test->said));
  g_assert_cmpstr (test->status == 0 ? answer->err : answer->out, ==, "");
}

static void
test_help (CliFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) commands = tf_cli_command_list ();
  g_autofree char *manual = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (g_getenv ("TF_CLI_MANUAL"), &manual, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (commands->len, >, 30);

  for (guint i = 0; i < commands->len; i++)
    {
      const TfCliCommand *command = commands->pdata[i];
      g_auto(GStrv) words = g_strsplit (command->name, " ", 2);
      g_autofree char *heading = g_strdup_printf (".SS \"%s\"\n", command->name);
      g_autoptr(CliAnswer) answer = cli_run (fixture, 0, words[0],
                                             words[1] != NULL ? words[1] : "--help", "--help",
                                             NULL);

      g_assert_cmpstr (answer->err, ==, "");
      g_assert_nonnull (strstr (answer->out, command->summary));
      g_assert_nonnull (strstr (answer->out, "Examples:"));
      for (const TfCliOption *option = command->options; option != NULL &&
           option->name != NULL; option++)
        g_assert_nonnull (strstr (answer->out, option->name));
      g_assert_nonnull (strstr (manual, heading));
    }
}

/* Every command refuses an option that it does not have, whatever else is said. */
static void
test_unknown_option (CliFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) commands = tf_cli_command_list ();

  for (guint i = 0; i < commands->len; i++)
    {
      const TfCliCommand *command = commands->pdata[i];
      g_auto(GStrv) words = g_strsplit (command->name, " ", 2);
      g_autoptr(CliAnswer) answer = NULL;

      answer = cli_run (fixture, 2, words[0], words[1] != NULL ? words[1] : "--no-such",
                        "--no-such", NULL);
      g_assert_nonnull (strstr (answer->err, "--no-such"));
      g_assert_cmpstr (answer->out, ==, "");
    }
}

static void
test_options_anywhere (CliFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr(CliAnswer) before = NULL;
  g_autoptr(CliAnswer) between = NULL;
  g_autoptr(CliAnswer) after = NULL;

  cli_do (fixture, 0, "--library", "lib", "init", NULL);
  before = cli_run (fixture, 0, "--json", "--library=lib", "product", "list", NULL);
  between = cli_run (fixture, 0, "product", "--json", "--library", "lib", "list", NULL);
  after = cli_run (fixture, 0, "product", "list", "--library", "lib", "--json", NULL);
  g_assert_cmpstr (before->out, ==, after->out);
  g_assert_cmpstr (before->out, ==, between->out);
  cli_do (fixture, 0, "--library", "lib", "product", "add", "--name=--odd", NULL);
  cli_do (fixture, 0, "--library", "lib", "product", "show", "--", "--odd", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (usage_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/usage/%s", usage_cases[i].label);

      g_test_add (path, CliFixture, &usage_cases[i], cli_fixture_set_up, test_usage,
                  cli_fixture_tear_down);
    }
  g_test_add ("/cli/help", CliFixture, NULL, cli_fixture_set_up, test_help, cli_fixture_tear_down);
  g_test_add ("/cli/unknown-option", CliFixture, NULL, cli_fixture_set_up, test_unknown_option,
              cli_fixture_tear_down);
  g_test_add ("/cli/options-anywhere", CliFixture, NULL, cli_fixture_set_up, test_options_anywhere,
              cli_fixture_tear_down);

  return g_test_run ();
}
