/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every kind of record by the same command, and what is said of the kinds. */

#include "config.h"

#include "cli-fixture.h"

#include "tf-kind.h"

#include <string.h>

#define PRODUCT "Door"

static void
set_up (CliFixture    *fixture,
        gconstpointer  data)
{
  cli_fixture_set_up (fixture, data);
  cli_do (fixture, 0, "init", NULL);
  cli_do (fixture, 0, "product", "add", "--name", PRODUCT, NULL);
}

static void
test_schema (CliFixture    *fixture,
             gconstpointer  data)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);
  g_autoptr(CliAnswer) list = cli_run (fixture, 0, "schema", "--json", NULL);

  g_assert_cmpuint (cli_count (list, "$[*].kind"), ==, n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(CliAnswer) schema = cli_run (fixture, 0, "schema", kinds[i]->id, "--json", NULL);
      g_autoptr(CliAnswer) shown = cli_run (fixture, 0, "schema", kinds[i]->id, NULL);

      cli_assert (schema, "$['$schema']", "https://json-schema.org/draft/2020-12/schema");
      cli_assert (schema, "$.properties.kind.const", kinds[i]->id);
      g_assert_cmpuint (cli_count (schema, "$.properties.fields.properties.*"), ==,
                        kinds[i]->n_fields);
      for (guint j = 0; j < kinds[i]->n_fields; j++)
        g_assert_nonnull (strstr (shown->out, kinds[i]->fields[j].id));
    }
}

static void
test_schema_details (CliFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(CliAnswer) release = cli_run (fixture, 0, "schema", "release", "--json", NULL);

  cli_assert (release, "$.properties.fields.properties.hardware.type", "boolean");
  cli_assert (release, "$.properties.fields.properties.hardware.x-citation",
              "Annex VII point 1(c)");
  cli_assert (release, "$.properties.fields.properties.language.oneOf[0].const", "en");
  cli_assert (release, "$.properties.fields.required[0]", "version");
}

static void
test_top (CliFixture    *fixture,
          gconstpointer  data)
{
  g_autoptr(CliAnswer) added = NULL;
  g_autoptr(CliAnswer) set = NULL;
  g_autoptr(CliAnswer) list = NULL;
  g_autofree char *id = NULL;

  cli_write_file (fixture, "address", "Street 1\nTown\n");
  cli_do (fixture, 0, "record", "organisation", "add", "name=Example = Works", "address=@address",
          NULL);
  added = cli_run (fixture, 0, "record", "person", "add", "name=Ada",
                   "organisation=example = works", "--json", NULL);
  id = cli_get (added, "$.id");
  set = cli_run (fixture, 0, "record", "person", "set", "Ada", "function=Head",
                 "email=a@example.com", "--json", NULL);
  cli_assert (set, "$.id", id);
  cli_assert (set, "$.fields.function", "Head");
  cli_do (fixture, 3, "record", "person", "set", "Ada", "name=", NULL);
  cli_do (fixture, 3, "record", "person", "set", "Ada", "function=Half", "organisation=Nobody",
          NULL);
  g_clear_pointer (&set, cli_answer_free);
  set = cli_run (fixture, 0, "record", "person", "show", id, "--json", NULL);
  cli_assert (set, "$.fields.function", "Head");
  list = cli_run (fixture, 0, "record", "organisation", "list", "--json", NULL);
  cli_assert (list, "$[0].fields.address", "Street 1\nTown");
  cli_do (fixture, 0, "record", "person", "remove", "Ada", NULL);
  cli_do (fixture, 3, "record", "person", "show", "Ada", NULL);
}

static void
test_points (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(CliAnswer) slot = NULL;
  g_autoptr(CliAnswer) list = NULL;

  slot = cli_run (fixture, 0, "record", "slot", "add", PRODUCT, "key=2b.sbom", "text=One\n\nTwo",
                  "state=draft", "--json",
                  NULL);
  cli_assert (slot, "$.key", "2b.sbom");
  g_assert_nonnull (strstr (slot->out, "<p>Two</p>"));
  cli_do (fixture, 2, "record", "slot", "add", PRODUCT, "1.0", "state=draft", NULL);
  cli_do (fixture, 3, "record", "slot", "add", PRODUCT, "1.0", "key=I.1.appropriate", NULL);
  cli_do (fixture, 3, "record", "requirement", "add", PRODUCT, "key=I.1.appropriate",
          "applicable=no", NULL);
  cli_do (fixture, 0, "record", "requirement", "add", PRODUCT, "key=I.1.appropriate", "state=draft",
          NULL);
  cli_do (fixture, 0, "record", "measure", "add", PRODUCT, "limb=I.1.appropriate", "text=Own words",
          "status=done", NULL);
  cli_do (fixture, 3, "record", "measure", "add", PRODUCT, "key=no.such", "limb=I.1.appropriate",
          "text=X", NULL);
  list = cli_run (fixture, 0, "record", "measure", "list", PRODUCT, "1.0", "--json", NULL);
  g_assert_cmpuint (cli_count (list, "$[*].id"), ==, 1);
}

static void
test_below (CliFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(CliAnswer) link = NULL;
  g_autoptr(CliAnswer) releases = NULL;
  g_autoptr(CliAnswer) revisions = NULL;

  cli_write_file (fixture, "e.txt", "evidence");
  cli_do (fixture, 0, "evidence", "add", PRODUCT, "1.0", "-", "e.txt", NULL);
  link = cli_run (fixture, 0, "record", "link", "add", PRODUCT, "1.0", "subject=2b.sbom",
                  "evidence=E-001", "pages=2-3",
                  "section=4.1", "--json", NULL);
  cli_assert (link, "$.fields.section", "4.1");
  cli_do (fixture, 2, "record", "link", "add", PRODUCT, "subject=2b.sbom", NULL);
  cli_do (fixture, 2, "record", "link", "add", PRODUCT, "subject=2(b)", "evidence=E-001", NULL);
  cli_do (fixture, 3, "record", "link", "add", PRODUCT, "subject=2b.sbom", "evidence=E-001",
          "pages=3-2", NULL);

  cli_do (fixture, 0, "record", "release", "add", PRODUCT, "version=2.0", "hardware=no", NULL);
  cli_do (fixture, 3, "record", "release", "add", PRODUCT, "version=2.0", NULL);
  releases = cli_run (fixture, 0, "record", "release", "list", PRODUCT, "--json", NULL);
  g_assert_cmpuint (cli_count (releases, "$[*].id"), ==, 2);
  revisions = cli_run (fixture, 0, "record", "revision", "list", PRODUCT, "--json", NULL);
  cli_assert (revisions, "$[0].size", "8");
  cli_do (fixture, 0, "record", "revision", "list", PRODUCT, "E-001", NULL);
  cli_do (fixture, 2, "record", "revision", "list", PRODUCT, "E-001", "more", NULL);
  cli_do (fixture, 0, "record", "slot", "list", NULL);
}

/* What a command of its own keeps in order is not made by hand. */
static void
test_by_hand (CliFixture    *fixture,
              gconstpointer  data)
{
  static const char *const kinds[] = { "evidence", "revision", "approval", "issue", "copy" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(CliAnswer) answer = cli_run (fixture, 3, "record", kinds[i], "add", PRODUCT,
                                             "number=1", NULL);

      g_assert_nonnull (strstr (answer->err, "techfilectl"));
    }
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
    { "/cli/records/schema", test_schema },
    { "/cli/records/schema-details", test_schema_details },
    { "/cli/records/top", test_top },
    { "/cli/records/points", test_points },
    { "/cli/records/below", test_below },
    { "/cli/records/by-hand", test_by_hand },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, CliFixture, NULL, set_up, tests[i].test, cli_fixture_tear_down);

  return g_test_run ();
}
