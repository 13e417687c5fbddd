/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The whole way, as a person goes it: from an empty library to a signed bundle, and care for it. */

#include "config.h"

#include "cli-fixture.h"

#include "pki-fixture.h"

#include <string.h>

#define PRODUCT "Door Controller"

static void
write_key (CliFixture *fixture)
{
  g_autoptr(PkiFixture) pki = pki_fixture_new ();
  const PkiSpec spec = { "P-256", -3650, 36500, NULL };
  g_auto(PkiEntity) signer = pki_fixture_issue (pki, &spec, "Ada Example");
  g_autoptr(GBytes) packed = pki_fixture_pack (pki, signer.key, signer.certificate, PKI_PASSWORD);
  g_autofree char *path = cli_path (fixture, "key.p12");
  g_autofree char *root = pki_fixture_root_pem (pki);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), &error);
  g_assert_no_error (error);
  cli_write_file (fixture, "root.pem", root);
  cli_write_file (fixture, "password", PKI_PASSWORD "\n");
}

static void
set_up (CliFixture    *fixture,
        gconstpointer  data)
{
  cli_fixture_set_up (fixture, data);
  cli_do (fixture, 0, "init", NULL);
  cli_do (fixture, 0, "product", "add", "--name", PRODUCT, "--manufacturer", "Example Works", NULL);
}

static void
test_product (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(CliAnswer) added = NULL;
  g_autoptr(CliAnswer) listed = NULL;
  g_autoptr(CliAnswer) shown = NULL;
  g_autofree char *id = NULL;

  added = cli_run (fixture, 0, "product", "add", "--name", "Lamp", "--manufacturer",
                   "example works", "--release", "0.9",
                   "--json", NULL);
  id = cli_get (added, "$.id");
  g_assert_nonnull (id);
  cli_assert (added, "$.version", "0.9");

  cli_do (fixture, 0, "product", "set", id, "type=L-1", "summary=@@sign", NULL);
  shown = cli_run (fixture, 0, "product", "show", "lamp", "--json", NULL);
  cli_assert (shown, "$.fields.type", "L-1");
  cli_assert (shown, "$.fields.summary", "@sign");
  cli_assert (shown, "$.releases[0].version", "0.9");

  cli_do (fixture, 0, "product", "remove", "Lamp", NULL);
  listed = cli_run (fixture, 0, "product", "list", "--json", NULL);
  g_assert_cmpuint (cli_count (listed, "$[*].id"), ==, 1);
  cli_do (fixture, 3, "product", "show", "Lamp", NULL);
  cli_do (fixture, 0, "undo", NULL);
  cli_do (fixture, 0, "product", "show", "Lamp", NULL);
}

static void
test_release (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(CliAnswer) from = NULL;
  g_autoptr(CliAnswer) empty = NULL;
  g_autoptr(CliAnswer) listed = NULL;
  g_autoptr(CliAnswer) slots = NULL;

  cli_write_file (fixture, "text.txt", "What it is for.\n");
  cli_do (fixture, 0, "slot", "set", PRODUCT, "1.0", "1(a)", "--text-file", "text.txt", "--state",
          "ready", NULL);
  from = cli_run (fixture, 0, "release", "add", PRODUCT, "1.1", "--json", NULL);
  g_assert_nonnull (strstr (from->out, "\"from\""));
  slots = cli_run (fixture, 0, "slot", "list", PRODUCT, "--json", NULL);
  g_assert_nonnull (strstr (slots->out, "to-confirm"));

  empty = cli_run (fixture, 0, "release", "add", PRODUCT, "2.0", "--empty", "--json", NULL);
  g_assert_null (strstr (empty->out, "\"from\""));
  cli_do (fixture, 3, "release", "add", PRODUCT, "2.0", NULL);
  cli_do (fixture, 0, "release", "set", PRODUCT, "2.0", "hardware=yes", "automatic-updates=no",
          NULL);
  listed = cli_run (fixture, 0, "release", "list", PRODUCT, "--json", NULL);
  g_assert_cmpuint (cli_count (listed, "$[*].id"), ==, 3);
  cli_assert (listed, "$[2].fields.hardware", "true");
}

static void
test_points (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(CliAnswer) slot = NULL;
  g_autoptr(CliAnswer) all = NULL;
  g_autoptr(CliAnswer) limb = NULL;
  g_autoptr(CliAnswer) list = NULL;

  cli_do (fixture, 0, "record", "person", "add", "name=Ada", NULL);
  cli_write_file (fixture, "text.xml",
                  "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p>One &amp; "
                  "<b>two</b></p></text>");
  slot = cli_run (fixture, 0, "slot", "set", PRODUCT, "1.0", "2b.sbom", "--text-file", "text.xml",
                  "--state", "ready",
                  "--owner", "Ada", "--due", "2027-01-31", "--priority", "high", "--json", NULL);
  cli_assert (slot, "$[0].subject", "2b.sbom");
  cli_assert (slot, "$[0].state", "ready");
  cli_assert (slot, "$[0].due", "2027-01-31");
  g_assert_cmpuint (cli_count (slot, "$[*]"), ==, 1);

  all = cli_run (fixture, 0, "slot", "set", PRODUCT, "1.0", "2(b)", "--owner", "Ada", "--json",
                 NULL);
  g_assert_cmpuint (cli_count (all, "$[*].owner"), ==, 5);
  cli_do (fixture, 0, "slot", "set", PRODUCT, "1.0", "2(b)", "--owner", "", NULL);

  limb = cli_run (fixture, 0, "requirement", "set", PRODUCT, "1.0", "I.1.appropriate",
                  "--text-file", "text.xml",
                  "--measure", "I.1.appropriate.m1=done", "--measure",
                  "I.1.appropriate.m2=not-used:Not needed: no data.",
                  "--state", "ready", "--json", NULL);
  cli_assert (limb, "$[0].state", "ready");
  list = cli_run (fixture, 0, "requirement", "list", PRODUCT, "--json", NULL);
  g_assert_nonnull (strstr (list->out, "Not needed: no data."));
  cli_do (fixture, 0, "requirement", "set", PRODUCT, "1.0", "I.1.appropriate", "--measure",
          "I.1.appropriate.m1=none", NULL);
  cli_do (fixture, 3, "requirement", "set", PRODUCT, "1.0", "I.1.appropriate", "--not-applicable",
          "No.", NULL);
  cli_do (fixture, 0, "requirement", "set", PRODUCT, "1.0", "I.2.g", "--not-applicable", "No data.",
          NULL);
}

static void
test_evidence (CliFixture    *fixture,
               gconstpointer  data)
{
  g_autoptr(CliAnswer) added = NULL;
  g_autoptr(CliAnswer) again = NULL;
  g_autoptr(CliAnswer) listed = NULL;
  g_autoptr(CliAnswer) found = NULL;
  g_autoptr(CliAnswer) verified = NULL;
  g_autofree char *content = NULL;
  g_autofree char *out = cli_path (fixture, "out.txt");

  cli_write_file (fixture, "report.txt", "The penetrometer found nothing.\n");
  added = cli_run (fixture, 0, "evidence", "add", PRODUCT, "1.0", "2b.sbom", "report.txt",
                   "--title", "Report",
                   "--issuer", "Lab", "--valid-until", "2028-02-29", "--versions", "1.0,1.1",
                   "--pages", "1", "--json", NULL);
  cli_assert (added, "$[0].number", "E-001");
  cli_assert (added, "$[0].size", "32");
  cli_assert (added, "$[0].duplicate", "false");
  again = cli_run (fixture, 0, "evidence", "add", PRODUCT, "1.0", "I.1.appropriate", "report.txt",
                   "--json", NULL);
  cli_assert (again, "$[0].duplicate", "true");
  cli_assert (again, "$[0].number", "E-001");

  found = cli_run (fixture, 0, "search", "penetrometer", "--json", NULL);
  cli_assert (found, "$.records[0].page", "1");
  cli_write_file (fixture, "report2.txt", "Second report.\n");
  cli_do (fixture, 0, "evidence", "replace", "E-001", "report2.txt", NULL);
  cli_do (fixture, 3, "evidence", "replace", "E-001", "report2.txt", NULL);
  listed = cli_run (fixture, 0, "evidence", "list", PRODUCT, "1.0", "--json", NULL);
  g_assert_cmpuint (cli_count (listed, "$[0].revisions[*]"), ==, 2);
  g_assert_cmpuint (cli_count (listed, "$[0].links[*]"), ==, 2);
  cli_assert (listed, "$[0].revisions[0].fields.versions[1]", "1.1");

  cli_do (fixture, 0, "evidence", "get", "E-001", "out.txt", "--revision", "1", NULL);
  g_assert_true (g_file_get_contents (out, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "The penetrometer found nothing.\n");
  verified = cli_run (fixture, 0, "evidence", "verify", "--json", NULL);
  cli_assert (verified, "$.checked", "2");
}

static void
test_bundle (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(CliAnswer) issue = NULL;
  g_autoptr(CliAnswer) whole = NULL;
  g_autoptr(CliAnswer) exported = NULL;
  g_autoptr(CliAnswer) verified = NULL;
  g_autoptr(CliAnswer) altered = NULL;
  g_autofree char *pdf = cli_path (fixture, "bundle.pdf");
  g_autofree char *bytes = NULL;
  gsize length;

  write_key (fixture);
  cli_do (fixture, 1, "check", PRODUCT, "--purpose", "final", "--today", "2027-06-01", NULL);
  cli_do (fixture, 3, "issue", "create", PRODUCT, "--by", "Ada Example", "--purpose", "final",
          NULL);
  cli_do (fixture, 3, "record", "person", "show", "Ada Example", NULL);
  issue = cli_run (fixture, 0, "issue", "create", PRODUCT, "1.0", "--by", "Ada Example", "--json",
                   NULL);
  cli_assert (issue, "$.fields.number", "1");
  whole = cli_run (fixture, 0, "issue", "verify", PRODUCT, "1", "--json", NULL);
  cli_assert (whole, "$.whole", "true");
  cli_do (fixture, 0, "issue", "list", PRODUCT, "1.0", NULL);

  exported = cli_run (fixture, 0, "export", PRODUCT, "--kind", "bundle", "--issue", "1", "--out",
                      "bundle.pdf", "--sign",
                      "p12:key.p12", "--level", "b", "--pass-file", "password", "--reason",
                      "Release", "--json", NULL);
  cli_assert (exported, "$.signer", "Ada Example");
  verified = cli_run (fixture, 0, "verify", "bundle.pdf", "--trust", "root.pem", "--json", NULL);
  cli_assert (verified, "$.valid", "true");
  cli_assert (verified, "$.signatures[0].trust.verdict", "valid");
  cli_assert (verified, "$.signatures[0].level", "B-B");

  g_assert_true (g_file_get_contents (pdf, &bytes, &length, NULL));
  bytes[length / 3] ^= 1;
  g_assert_true (g_file_set_contents (pdf, bytes, length, NULL));
  altered = cli_run_words (fixture, (const char *[]) { "verify", "bundle.pdf", NULL });
  g_assert_cmpint (altered->status, !=, 0);
}

static void
test_draft_and_plan (CliFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(CliAnswer) unsigned_pdf = NULL;
  g_autofree char *path = cli_path (fixture, "plan.csv");
  g_autofree char *plan = NULL;

  cli_do (fixture, 0, "export", PRODUCT, "--out", "draft.pdf", NULL);
  unsigned_pdf = cli_run (fixture, 1, "verify", "draft.pdf", "--json", NULL);
  cli_assert (unsigned_pdf, "$.valid", "false");
  cli_do (fixture, 0, "export", PRODUCT, "--kind", "plan", "--out", "plan.csv", NULL);
  cli_do (fixture, 0, "export", PRODUCT, "--kind", "plan", "--out", "plan.pdf", NULL);
  g_assert_true (g_file_get_contents (path, &plan, NULL, NULL));
  g_assert_nonnull (strstr (plan, "Annex VII"));
}

static void
test_approval (CliFixture    *fixture,
               gconstpointer  data)
{
  g_autoptr(CliAnswer) approved = NULL;
  g_autoptr(CliAnswer) slots = NULL;

  cli_write_file (fixture, "text.txt", "The list.\n");
  cli_do (fixture, 3, "approve", PRODUCT, "1.0", "2b.sbom", "--by", "Grace", NULL);
  cli_do (fixture, 3, "record", "person", "show", "Grace", NULL);
  cli_do (fixture, 0, "--author", "Ada", "slot", "set", PRODUCT, "1.0", "2b.sbom", "--text-file",
          "text.txt", "--state",
          "ready", NULL);
  cli_do (fixture, 3, "approve", PRODUCT, "1.0", "2b.sbom", "--by", "Ada", NULL);
  approved = cli_run (fixture, 0, "approve", PRODUCT, "1.0", "2b.sbom", "--by", "Grace", "--json",
                      NULL);
  cli_assert (approved, "$.subject", "2b.sbom");
  slots = cli_run (fixture, 0, "slot", "list", PRODUCT, "--json", NULL);
  g_assert_nonnull (strstr (slots->out, "\"approved\""));
}

static void
test_history (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(CliAnswer) changes = NULL;
  g_autoptr(CliAnswer) undone = NULL;
  g_autoptr(CliAnswer) last = NULL;

  cli_do (fixture, 0, "product", "set", PRODUCT, "type=A", NULL);
  undone = cli_run (fixture, 0, "undo", "--json", NULL);
  g_assert_nonnull (strstr (undone->out, PRODUCT));
  cli_do (fixture, 0, "redo", NULL);
  cli_do (fixture, 3, "redo", NULL);
  changes = cli_run (fixture, 0, "log", PRODUCT, "--json", NULL);
  g_assert_cmpuint (cli_count (changes, "$[*].hash"), >, 5);
  last = cli_run (fixture, 0, "log", "--limit", "1", "--json", NULL);
  cli_assert (last, "$[0].mode", "redo");
  cli_assert (last, "$[0].after", "A");
  g_assert_cmpuint (cli_count (last, "$[*]"), ==, 1);
}

static void
test_care (CliFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(CliAnswer) sound = NULL;
  g_autoptr(CliAnswer) restored = NULL;
  g_autoptr(CliAnswer) listed = NULL;

  cli_write_file (fixture, "e.txt", "evidence");
  cli_do (fixture, 0, "evidence", "add", PRODUCT, "1.0", "-", "e.txt", NULL);
  cli_do (fixture, 0, "backup", "library.backup", NULL);
  restored = cli_run (fixture, 0, "--library", "other", "restore", "library.backup", "--json",
                      NULL);
  listed = cli_run (fixture, 0, "--library", "other", "product", "list", "--json", NULL);
  cli_assert (listed, "$[0].name", PRODUCT);
  sound = cli_run (fixture, 0, "--library", "other", "fsck", "--json", NULL);
  cli_assert (sound, "$.sound", "true");
  cli_do (fixture, 3, "--library", "other", "restore", "library.backup", NULL);
}

static void
test_sample (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(CliAnswer) templates = NULL;
  g_autoptr(CliAnswer) sample = NULL;
  g_autofree char *id = NULL;

  templates = cli_run (fixture, 0, "template", "list", "--json", NULL);
  id = cli_get (templates, "$[0].id");
  cli_do (fixture, 0, "template", "show", id, NULL);
  cli_do (fixture, 0, "product", "add", "--name", "Started", "--template", id, NULL);
  cli_do (fixture, 3, "product", "add", "--name", "Not Started", "--template", "no-such", NULL);
  cli_do (fixture, 3, "product", "show", "Not Started", NULL);

  sample = cli_run (fixture, 0, "product", "add", "--template", "sample", "--json", NULL);
  g_clear_pointer (&id, g_free);
  id = cli_get (sample, "$.id");
  cli_do (fixture, 0, "check", id, "--purpose", "dossier", "--today", "2027-06-01", NULL);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (CliFixture    *fixture,
                  gconstpointer  data);
  } tests[] = {
    { "/cli/story/product", test_product },
    { "/cli/story/release", test_release },
    { "/cli/story/points", test_points },
    { "/cli/story/evidence", test_evidence },
    { "/cli/story/bundle", test_bundle },
    { "/cli/story/draft-and-plan", test_draft_and_plan },
    { "/cli/story/approval", test_approval },
    { "/cli/story/history", test_history },
    { "/cli/story/care", test_care },
    { "/cli/story/sample", test_sample },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, CliFixture, NULL, set_up, tests[i].test, cli_fixture_tear_down);

  return g_test_run ();
}
