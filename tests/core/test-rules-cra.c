/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The rules of the act against cases worked out from its text: law/cases.json holds facts, and
 * what has to follow from them. Every rule has to be reached by a case. */

#include "config.h"

#include "tf-facts-json.h"
#include "tf-reasoning.h"

#include <json-glib/json-glib.h>

static TfRules *rules;
static GHashTable *reached;

static const TfResult *
conclude (TfReasoning        *reasoning,
          const TfConclusion *conclusion,
          TfFacts            *item)
{
  const TfResult *result = tf_reasoning_conclude (reasoning, conclusion, item);

  if (result->rule != NULL)
    g_hash_table_add (reached, g_strdup (result->rule->id));
  for (guint i = 0; i < result->missing->len; i++)
    g_assert_null (tf_facts_get (item != NULL ? item : tf_reasoning_get_facts (reasoning),
                                 g_ptr_array_index (result->missing, i)));
  g_assert_true ((result->outcome == NULL) == (result->missing->len > 0));

  return result;
}

/* "open" where it is not decided. */
static const char *
get_outcome (const TfResult *result)
{
  return result->outcome != NULL ? result->outcome->id : "open";
}

static char *
dup_date (const TfDateResult *date)
{
  if (date->due == TF_ANSWER_NO)
    return g_strdup ("none");
  if (date->due == TF_ANSWER_UNKNOWN || (date->at == NULL && date->at_least == NULL))
    return g_strdup ("open");
  if (date->at == NULL)
    return g_date_time_format (date->at_least, "at least %Y-%m-%d");

  return g_date_time_format (date->at, date->to_minute ? "%Y-%m-%dT%H:%MZ" : "%Y-%m-%d");
}

/* A conclusion or date about an item of a list is named "list/number/identifier". */
static TfFacts *
find_item (TfFacts     *facts,
           const char  *name,
           const char **id)
{
  g_auto(GStrv) parts = g_strsplit (name, "/", -1);
  GPtrArray *items;
  guint64 index;

  *id = name;
  if (parts[1] == NULL)
    return NULL;

  *id = strrchr (name, '/') + 1;
  items = tf_facts_list_items (facts, parts[0]);
  g_assert_nonnull (items);
  index = g_ascii_strtoull (parts[1], NULL, 10);
  g_assert_cmpuint (index, <, items->len);

  return g_ptr_array_index (items, index);
}

static void
check_expected (TfReasoning *reasoning,
                const char  *name,
                const char  *expected)
{
  const char *id;
  TfFacts *item = find_item (tf_reasoning_get_facts (reasoning), name, &id);
  const TfConclusion *conclusion = tf_rules_lookup_conclusion (rules, id);
  const TfDateRule *rule = tf_rules_lookup_date (rules, id);

  g_test_message ("%s: %s", name, expected);
  if (conclusion != NULL)
    {
      g_assert_cmpstr (get_outcome (conclude (reasoning, conclusion, item)), ==, expected);
    }
  else
    {
      g_autofree char *date = NULL;

      g_assert_nonnull (rule);
      date = dup_date (tf_reasoning_date (reasoning, rule, item));
      g_assert_cmpstr (date, ==, expected);
      g_hash_table_add (reached, g_strdup (rule->id));
    }
}

static void
test_case (gconstpointer data)
{
  JsonObject *test_case = (JsonObject *) data;
  g_autofree char *json = json_to_string (json_object_get_member (test_case, "facts"), FALSE);
  JsonObject *expected = json_object_get_object_member (test_case, "expect");
  g_autoptr(GError) error = NULL;
  g_autoptr(TfFacts) facts = tf_facts_new_from_json (rules, json, strlen (json), &error);
  g_autoptr(TfReasoning) reasoning = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_assert_no_error (error);
  reasoning = tf_reasoning_new (rules, facts);
  g_assert_cmpuint (json_object_get_size (expected), >, 0);
  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &node))
    check_expected (reasoning, name, json_node_get_string (node));
}

static void
check_conclusions (GPtrArray *conclusions)
{
  for (guint i = 0; i < conclusions->len; i++)
    {
      TfConclusion *conclusion = g_ptr_array_index (conclusions, i);

      for (guint k = 0; k < conclusion->rules->len; k++)
        {
          TfRule *rule = g_ptr_array_index (conclusion->rules, k);

          if (!g_hash_table_contains (reached, rule->id))
            g_test_fail_printf ("no case reaches the rule “%s”", rule->id);
        }
    }
}

static void
check_dates (GPtrArray *dates)
{
  for (guint i = 0; i < dates->len; i++)
    {
      TfDateRule *rule = g_ptr_array_index (dates, i);

      if (!g_hash_table_contains (reached, rule->id))
        g_test_fail_printf ("no case asks for the date “%s”", rule->id);
    }
}

static void
test_all_reached (void)
{
  GPtrArray *topics = tf_rules_list_topics (rules);

  for (guint i = 0; i < topics->len; i++)
    {
      TfTopic *topic = g_ptr_array_index (topics, i);

      check_conclusions (topic->conclusions);
      check_dates (topic->dates);
      for (guint k = 0; k < topic->lists->len; k++)
        {
          TfFactList *list = g_ptr_array_index (topic->lists, k);

          check_conclusions (list->conclusions);
          check_dates (list->dates);
        }
    }
}

/* Every condition of the catalogue is decided by a table or by a question. */
static void
test_conditions (void)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin (NULL);
  GPtrArray *conditions = tf_law_list_conditions (law);

  for (guint i = 0; i < conditions->len; i++)
    {
      const TfLawCondition *condition = g_ptr_array_index (conditions, i);
      const TfFact *fact = tf_rules_lookup_fact (rules, condition->id);

      if (tf_rules_lookup_conclusion (rules, condition->id) == NULL)
        g_assert_true (fact != NULL && fact->type == TF_FACT_YES_NO);
    }
}

/* The languages that the rules are translated into lack no text. */
static void
test_translations (void)
{
  static const char *const languages[] = { "de", "fr" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr(TfRules) translated = tf_rules_new_builtin (languages[i]);
      GPtrArray *missing = tf_rules_list_untranslated (translated);
      GPtrArray *topics = tf_rules_list_topics (rules);
      GPtrArray *translated_topics = tf_rules_list_topics (translated);

      for (guint k = 0; k < missing->len; k++)
        g_test_fail_printf ("%s: “%s” is not translated", languages[i],
                            (const char *) g_ptr_array_index (missing, k));

      /* Nothing is listed as missing when there is no translation of this version at all. */
      for (guint k = 0; k < topics->len; k++)
        {
          TfTopic *topic = g_ptr_array_index (topics, k);
          TfTopic *translated_topic = g_ptr_array_index (translated_topics, k);

          g_assert_cmpstr (translated_topic->summary, !=, topic->summary);
        }
    }
}

static void
add_cases (JsonArray *cases)
{
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *test_case_object = json_array_get_object_element (cases, i);
      const char *name = json_object_get_string_member (test_case_object, "case");
      g_autofree char *path = g_strdup_printf ("/rules-cra/%03u %s", i + 1, name);

      g_strdelimit (path + strlen ("/rules-cra/"), "/", '-');
      g_test_add_data_func (path, test_case_object, test_case);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  path = g_test_build_filename (G_TEST_DIST, "core", "law", "cases.json", NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  rules = tf_rules_new_builtin (NULL);
  reached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_cases (json_node_get_array (json_parser_get_root (parser)));
  g_test_add_func ("/rules-cra/conditions", test_conditions);
  g_test_add_func ("/rules-cra/translations", test_translations);
  g_test_add_func ("/rules-cra/zz-every-rule-reached", test_all_reached);
  status = g_test_run ();

  g_hash_table_unref (reached);
  tf_rules_unref (rules);

  return status;
}
