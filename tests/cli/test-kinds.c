/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A kind that is only described, and of which no line of the program knows. */

#include "config.h"

#include "cli-fixture.h"
#include "kind-fixture.h"

#include "tf-kind.h"

#include <string.h>

/* A library with a product, and a decision in its release 1.0. */
static char *
start (CliFixture *fixture)
{
  g_autoptr(CliAnswer) answer = NULL;

  cli_do (fixture, 0, "init", NULL);
  cli_do (fixture, 0, "product", "add", "--name", "Door", "--manufacturer", "Maker", NULL);
  cli_do (fixture, 0, "record", "person", "add", "name=Ada", NULL);
  answer = cli_run (fixture, 0, "record", "decision", "add", "Door", "1.0", "name=Use TLS",
                    "grounds=It is a *proven* protocol.", "sources=one\ntwo", "owner=Ada", "due=2020-05-01",
                    "voices=3", "heard=2027-01-02T10:00:00Z", "--json", NULL);
  return cli_get (answer, "$.id");
}

static void
test_described (void)
{
  const TfKind *kind = tf_kind_lookup ("decision");

  g_assert_nonnull (kind);
  g_assert_true (tf_kind_is_below (kind, tf_kind_lookup ("product")));
  g_assert_true (tf_kind_uses (kind, "work"));
  g_assert_true (tf_kind_uses (kind, "state"));
  g_assert_false (tf_kind_uses (kind, "confidentiality"));
  g_assert_true (tf_kind_has_content (kind));
  g_assert_false (tf_kind_is_answer (kind));
  g_assert_true (tf_kind_is_answer (tf_kind_lookup ("slot")));
  g_assert_false (tf_kind_is_answer (tf_kind_lookup ("measure")));
  g_assert_cmpstr (tf_kind_lookup_field (kind, "severity")->initial, ==, "normal");
}

static void
test_schema (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(CliAnswer) list = cli_run (fixture, 0, "schema", "--json", NULL);
  g_autoptr(CliAnswer) kind = cli_run (fixture, 0, "schema", "decision", "--json", NULL);

  g_assert_nonnull (strstr (list->out, "\"decision\""));
  cli_assert (kind, "$.properties.fields.properties.grounds.contentMediaType", "application/xml");
  cli_assert (kind, "$.properties.fields.properties.outcome.x-law", "3");
  cli_assert (kind, "$.properties.fields.properties.after.x-to", "decision");
  cli_assert (kind, "$.properties.fields.properties.severity.default", "normal");
}

static void
test_commands (CliFixture    *fixture,
               gconstpointer  data)
{
  g_autofree char *id = start (fixture);
  g_autoptr(CliAnswer) list = NULL;
  g_autoptr(CliAnswer) shown = NULL;
  g_autoptr(CliAnswer) undone = NULL;
  g_autoptr(CliAnswer) log = NULL;
  g_autoptr(CliAnswer) none = NULL;

  list = cli_run (fixture, 0, "record", "decision", "list", "Door", "--json", NULL);
  cli_assert (list, "$[0].id", id);
  cli_assert (list, "$[0].fields.severity", "normal");
  cli_assert (list, "$[0].fields.sources[1]", "two");

  cli_do (fixture, 0, "record", "decision", "set", "Use TLS", "outcome=accepted", NULL);
  cli_do (fixture, 3, "record", "decision", "set", "Use TLS", "outcome=perhaps", NULL);
  shown = cli_run (fixture, 0, "record", "decision", "show", id, "--json", NULL);
  cli_assert (shown, "$.fields.outcome", "accepted");
  cli_assert (shown, "$.fields.voices", "3");

  cli_do (fixture, 0, "undo", NULL);
  undone = cli_run (fixture, 0, "record", "decision", "show", id, "--json", NULL);
  cli_assert (undone, "$.fields.outcome", NULL);
  cli_do (fixture, 0, "redo", NULL);
  log = cli_run (fixture, 0, "log", "Door", "--json", NULL);
  g_assert_nonnull (strstr (log->out, "outcome"));

  cli_do (fixture, 0, "record", "option", "add", "Door", "1.0", "Use TLS", "name=Version 1.3", NULL);
  cli_do (fixture, 0, "record", "decision", "remove", id, NULL);
  none = cli_run (fixture, 0, "record", "decision", "list", "Door", "--json", NULL);
  g_assert_cmpuint (cli_count (none, "$[*]"), ==, 0);
  cli_do (fixture, 0, "undo", NULL);
  cli_do (fixture, 0, "fsck", NULL);
}

static void
test_findings (CliFixture    *fixture,
               gconstpointer  data)
{
  g_autofree char *id = start (fixture);
  g_autofree char *mark = g_strdup_printf ("\"record\" : \"%s\"", id);
  g_autoptr(CliAnswer) check = NULL;
  g_autoptr(CliAnswer) answered = NULL;
  g_autoptr(CliAnswer) found = NULL;
  g_autoptr(CliAnswer) inner = NULL;

  check = cli_run (fixture, 1, "check", "Door", "--purpose", "final", "--json", NULL);
  g_assert_nonnull (strstr (check->out, id));
  g_assert_nonnull (strstr (check->out, "Decision “Use TLS”: “Outcome” is not answered."));
  g_assert_nonnull (strstr (check->out, "“Use TLS” is a draft."));
  g_assert_nonnull (strstr (check->out, "Use TLS was due on 1 May 2020."));

  cli_do (fixture, 0, "record", "decision", "set", id, "outcome=declined", "state=ready", NULL);
  answered = cli_run (fixture, 1, "check", "Door", "--purpose", "final", "--json", NULL);
  g_assert_null (strstr (answered->out, mark));
  g_assert_null (strstr (answered->out, "Use TLS"));

  found = cli_run (fixture, 0, "search", "proven", "--json", NULL);
  g_assert_nonnull (strstr (found->out, id));
  cli_do (fixture, 0, "record", "option", "add", "Door", "1.0", "Use TLS", "name=Elliptic", NULL);
  inner = cli_run (fixture, 0, "search", "ellip", "--json", NULL);
  g_assert_nonnull (strstr (inner->out, "Elliptic"));
}

static void
test_plan (CliFixture    *fixture,
           gconstpointer  data)
{
  g_autofree char *id = start (fixture);
  g_autofree char *path = cli_path (fixture, "plan.csv");
  g_autofree char *plan = NULL;
  const char *row;
  g_autoptr(GError) error = NULL;

  cli_do (fixture, 0, "export", "Door", "--kind", "plan", "--owner", "Ada", "--today", "2020-04-01",
          "--out", path, NULL);
  g_file_get_contents (path, &plan, NULL, &error);
  g_assert_no_error (error);
  row = strstr (plan, "Use TLS");
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (row, "\"Draft\""));
}

/* Approved by name; lapses when the content changes, and when that of what lives under it does. */
static void
test_approval (CliFixture    *fixture,
               gconstpointer  data)
{
  g_autofree char *id = start (fixture);
  g_autoptr(CliAnswer) approved = NULL;
  g_autoptr(CliAnswer) holds = NULL;
  g_autoptr(CliAnswer) lapsed = NULL;

  cli_do (fixture, 3, "approve", "Door", "1.0", "Use TLS", "--by", "Grace", NULL);
  cli_do (fixture, 0, "record", "decision", "set", id, "outcome=declined", "state=ready", NULL);
  approved = cli_run (fixture, 0, "approve", "Door", "1.0", "Use TLS", "--by", "Grace", "--json", NULL);
  cli_assert (approved, "$.subject", id);

  cli_do (fixture, 0, "record", "decision", "set", id, "remarks=Nothing that counts", NULL);
  holds = cli_run (fixture, 0, "check", "Door", "--json", NULL);
  g_assert_null (strstr (holds->out, "“Use TLS” has changed since it was approved."));

  cli_do (fixture, 0, "record", "option", "add", "Door", "1.0", "Use TLS", "name=Version 1.3", NULL);
  lapsed = cli_run (fixture, 0, "check", "Door", "--json", NULL);
  g_assert_nonnull (strstr (lapsed->out, "“Use TLS” has changed since it was approved."));
}

/* Evidence proves a record as it proves a point. */
static void
test_proof (CliFixture    *fixture,
            gconstpointer  data)
{
  g_autofree char *id = start (fixture);
  g_autofree char *path = cli_path (fixture, "minutes.txt");
  g_autoptr(CliAnswer) link = NULL;

  cli_write_file (fixture, "minutes.txt", "What was said.");
  cli_do (fixture, 0, "evidence", "add", "Door", "1.0", "3.assessment", path, NULL);
  link = cli_run (fixture, 0, "record", "link", "add", "Door", "1.0", "subject=Use TLS",
                  "evidence=E-001", "--json", NULL);
  cli_assert (link, "$.fields.subject", id);
  cli_do (fixture, 3, "record", "link", "add", "Door", "1.0", "subject=Nonsense", "evidence=E-001", NULL);
}

/* What a new release takes over is to be confirmed, and names its own. */
static void
test_inheritance (CliFixture    *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = start (fixture);
  g_autofree char *copy = NULL;
  g_autofree char *option_parent = NULL;
  g_autoptr(CliAnswer) list = NULL;
  g_autoptr(CliAnswer) options = NULL;
  g_autoptr(CliAnswer) links = NULL;

  cli_do (fixture, 0, "record", "decision", "set", id, "state=ready", "taken=2027-01-02", NULL);
  cli_do (fixture, 0, "record", "decision", "add", "Door", "1.0", "name=Second", "after=Use TLS", NULL);
  cli_do (fixture, 0, "record", "decision", "set", id, "after=Second", NULL);
  cli_do (fixture, 0, "record", "option", "add", "Door", "1.0", "Use TLS", "name=Only", "state=ready", NULL);
  cli_do (fixture, 0, "release", "add", "Door", "2.0", "--from", "1.0", NULL);

  list = cli_run (fixture, 0, "record", "decision", "list", "Door", "2.0", "--json", NULL);
  copy = cli_get (list, "$[0].id");
  g_assert_cmpstr (copy, !=, id);
  cli_assert (list, "$[0].fields.state", "to-confirm");
  cli_assert (list, "$[0].fields.taken", NULL);
  cli_assert (list, "$[0].fields.due", NULL);
  cli_assert (list, "$[0].fields.voices", "3");
  cli_assert (list, "$[1].fields.after", copy);
  {
    g_autofree char *second = cli_get (list, "$[1].id");

    cli_assert (list, "$[0].fields.after", second);
  }

  options = cli_run (fixture, 0, "record", "option", "list", "Door", "2.0", "--json", NULL);
  option_parent = cli_get (options, "$[0].parent");
  g_assert_cmpstr (option_parent, ==, copy);
  cli_assert (options, "$[0].fields.state", "to-confirm");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  kind_fixture_use ();

  g_test_add_func ("/cli/kinds/described", test_described);
#define ADD(name, function) \
  g_test_add ("/cli/kinds/" name, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)
  ADD ("schema", test_schema);
  ADD ("commands", test_commands);
  ADD ("findings", test_findings);
  ADD ("plan", test_plan);
  ADD ("approval", test_approval);
  ADD ("proof", test_proof);
  ADD ("inheritance", test_inheritance);
#undef ADD

  result = g_test_run ();
  kind_fixture_done ();
  return result;
}
