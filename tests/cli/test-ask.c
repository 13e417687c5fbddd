/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asking what the law says to facts alone. */

#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define ROUTER "{ \"nature\": \"hardware\", \"category\": \"router\", \"category-missed\": false, " \
               "\"standards-applied\": \"none\", \"open-source\": false, " \
               "\"placed\": \"2028-03-15\", \"support-end\": \"2040-03\", " \
               "\"remote-parts\": [{ \"name\": \"Cloud\", \"part-kind\": \"app\" }] }"

static JsonObject *
find (CliAnswer  *answer,
      const char *list,
      const char *id)
{
  JsonArray *array = json_object_get_array_member (json_node_get_object (answer->json), list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (strcmp (json_object_get_string_member (object, "id"), id) == 0)
        return object;
    }

  g_assert_not_reached ();
}

static gboolean
has_name (JsonObject *object,
          const char *list,
          const char *name)
{
  JsonArray *array = json_object_get_array_member (object, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (strcmp (json_array_get_string_element (array, i), name) == 0)
      return TRUE;

  return FALSE;
}

static void
assert_member (JsonObject *object,
               const char *member,
               const char *expected)
{
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

static void
test_conclusions (CliFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(CliAnswer) answer = NULL;
  JsonObject *route;

  cli_write_file (fixture, "router.json", ROUTER);
  answer = cli_run (fixture, 0, "ask", "router.json", "--json", NULL);

  assert_member (find (answer, "conclusions", "class"), "outcome", "important-1");
  assert_member (find (answer, "conclusions", "class"), "citation", "Article 7(1)");
  assert_member (find (answer, "conclusions", "scope"), "outcome", "unknown");
  g_assert_true (has_name (find (answer, "conclusions", "scope"), "missing", "commercial"));
  g_assert_true (has_name (find (answer, "conclusions", "scope"), "possible", "out"));
  assert_member (find (answer, "conclusions", "remote-part"), "item", "Cloud");
  assert_member (find (answer, "conclusions", "remote-part"), "mark", "guidance");
  assert_member (find (answer, "dates", "file-kept"), "date", "2040-03-31");
  assert_member (find (answer, "file", "1c.external"), "applies", "yes");

  route = find (answer, "conclusions", "route-bc");
  assert_member (route, "outcome", "open");
  g_assert_true (has_name (route, "presumed", "commercial"));
  g_assert_true (has_name (route, "missing", "commercial"));
  g_assert_true (has_name (route, "used", "category"));
}

static void
test_outside (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(CliAnswer) answer = NULL;

  cli_write_file (fixture, "site.json", "{ \"nature\": \"web-only\" }");
  answer = cli_run (fixture, 0, "ask", "site.json", "--json", NULL);
  assert_member (find (answer, "conclusions", "scope"), "outcome", "out");
  assert_member (find (answer, "requirements", "I.1.appropriate"), "applies", "no");
  assert_member (find (answer, "dates", "file-kept"), "due", "no");
}

static void
test_people (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(CliAnswer) answer = NULL;

  cli_write_file (fixture, "router.json", ROUTER);
  answer = cli_run (fixture, 0, "ask", "router.json", NULL);
  g_assert_nonnull (strstr (answer->out, "Important product of class I"));
  g_assert_nonnull (strstr (answer->out, "Open; not answered: "));
  g_assert_nonnull (strstr (answer->out, "2040-03-31"));
}

static void
test_refusals (CliFixture    *fixture,
               gconstpointer  data)
{
  static const struct { const char *json; const char *said; } cases[] = {
    { "{ \"doors\": true }", "There is no fact “doors”" },
    { "{ \"placed\": \"tomorrow\" }", "Give a date" },
    { "{ \"placed\": ", "facts.json" },
  };
  g_autoptr(CliAnswer) absent = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CliAnswer) answer = NULL;

      cli_write_file (fixture, "facts.json", cases[i].json);
      answer = cli_run (fixture, 3, "ask", "facts.json", NULL);
      g_assert_nonnull (strstr (answer->err, cases[i].said));
      g_assert_cmpstr (answer->out, ==, "");
    }

  absent = cli_run (fixture, 3, "ask", "nothing.json", NULL);
  g_assert_nonnull (strstr (absent->err, "nothing.json"));
}

/* What the schema says can be answered is what “ask” takes. */
static void
test_schema (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(CliAnswer) answer = cli_run (fixture, 0, "schema", "facts", "--json", NULL);

  cli_assert (answer, "$.properties.nature.x-topic", "scope");
  cli_assert (answer, "$.properties.nature.x-citation", "Article 3(1)");
  cli_assert (answer, "$.properties.events.items.properties.aware.title", "Became Aware");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cli/ask/conclusions", CliFixture, NULL, cli_fixture_set_up, test_conclusions,
              cli_fixture_tear_down);
  g_test_add ("/cli/ask/outside", CliFixture, NULL, cli_fixture_set_up, test_outside,
              cli_fixture_tear_down);
  g_test_add ("/cli/ask/people", CliFixture, NULL, cli_fixture_set_up, test_people,
              cli_fixture_tear_down);
  g_test_add ("/cli/ask/refusals", CliFixture, NULL, cli_fixture_set_up, test_refusals,
              cli_fixture_tear_down);
  g_test_add ("/cli/ask/schema", CliFixture, NULL, cli_fixture_set_up, test_schema,
              cli_fixture_tear_down);

  return g_test_run ();
}
