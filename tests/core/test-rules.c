/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The reader and the logic, on the small rules of law/small-rules.xml. */

#include "config.h"

#include "tf-facts-json.h"
#include "tf-kind.h"
#include "tf-reasoning.h"

#include <glib/gstdio.h>

static TfRules *
load_small (const char *language)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "law", "small-rules.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  TfRules *rules = tf_rules_load (file, language, &error);

  g_assert_no_error (error);

  return rules;
}

static TfFacts *
read_facts (TfRules    *rules,
            const char *json)
{
  g_autoptr(GError) error = NULL;
  TfFacts *facts = tf_facts_new_from_json (rules, json, strlen (json), &error);

  g_assert_no_error (error);

  return facts;
}

/* Logic */

static const struct
{
  const char *conclusion;
  const char *facts;
  const char *outcome;  /* or "open" */
  const char *used;
  const char *missing;
  TfLawMark   mark;
} conclusions[] = {
  { "bright", "{}", "open", "", "signs windows", TF_LAW_MARK_NONE },
  { "bright", "{\"windows\": null}", "open", "", "signs windows", TF_LAW_MARK_NONE },
  { "bright", "{\"windows\": true}", "yes", "windows", "", TF_LAW_MARK_NONE },
  { "bright", "{\"windows\": false}", "open", "windows", "signs", TF_LAW_MARK_NONE },
  { "bright", "{\"signs\": []}", "open", "signs", "windows", TF_LAW_MARK_NONE },
  { "bright", "{\"signs\": [\"bell\"], \"windows\": false}", "no", "signs windows", "",
    TF_LAW_MARK_NONE },
  { "bright", "{\"signs\": [\"bell\", \"star\"]}", "yes", "signs", "", TF_LAW_MARK_DERIVED },
  { "cosy", "{\"storeys\": 4}", "no", "storeys", "", TF_LAW_MARK_NONE },
  { "cosy", "{\"storeys\": 3}", "open", "storeys", "rooms", TF_LAW_MARK_NONE },
  { "cosy", "{\"storeys\": 3, \"rooms\": []}", "wholly", "storeys rooms", "", TF_LAW_MARK_NONE },
  { "cosy", "{\"storeys\": 3, \"windows\": true, \"rooms\": [{\"warm\": true}, {\"warm\": false}]}",
    "partly", "storeys rooms warm windows", "", TF_LAW_MARK_NONE },
  { "cosy", "{\"storeys\": 3, \"signs\": [\"star\"], \"rooms\": [{\"warm\": true}]}", "wholly",
    "storeys rooms warm signs", "", TF_LAW_MARK_DERIVED },
  { "cosy", "{\"storeys\": 3, \"rooms\": [{\"warm\": true}]}", "open", "storeys rooms warm",
    "signs windows", TF_LAW_MARK_NONE },
  { "cosy", "{\"storeys\": 3, \"rooms\": [{\"warm\": false}, {}]}", "open", "storeys rooms warm",
    "warm signs windows", TF_LAW_MARK_NONE },
};

static char *
join_names (GPtrArray *names)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : " ", (char *) g_ptr_array_index (names, i));

  return g_strdup (text->str);
}

static void
test_conclusions (void)
{
  g_autoptr(TfRules) rules = load_small (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (conclusions); i++)
    {
      g_autoptr(TfFacts) facts = read_facts (rules, conclusions[i].facts);
      g_autoptr(TfReasoning) reasoning = tf_reasoning_new (rules, facts);
      const TfConclusion *conclusion = tf_rules_lookup_conclusion (rules, conclusions[i].conclusion);
      const TfResult *result = tf_reasoning_conclude (reasoning, conclusion, NULL);
      g_autofree char *used = join_names (result->used);
      g_autofree char *missing = join_names (result->missing);

      g_test_message ("%s of %s", conclusions[i].conclusion, conclusions[i].facts);
      g_assert_cmpstr (result->outcome != NULL ? result->outcome->id : "open", ==,
                       conclusions[i].outcome);
      g_assert_cmpstr (used, ==, conclusions[i].used);
      g_assert_cmpstr (missing, ==, conclusions[i].missing);
      g_assert_cmpint (result->mark, ==, conclusions[i].mark);
      g_assert_true (tf_reasoning_conclude (reasoning, conclusion, NULL) == result);
    }
}

static const struct
{
  const char *date;
  const char *facts;
  TfAnswer    due;
  const char *at;
  const char *at_least;
} dates[] = {
  { "repair", "{}", TF_ANSWER_NO, NULL, NULL },
  { "repair", "{\"owner\": \"Ann\"}", TF_ANSWER_YES, NULL, NULL },
  { "repair", "{\"owner\": \"Ann\", \"built\": \"2020-02-29\"}", TF_ANSWER_YES, NULL, "2030-02-28 00:00" },
  { "repair", "{\"owner\": \"Ann\", \"built\": \"2020-02-29\", \"sold\": \"2031-02\"}", TF_ANSWER_YES,
    "2031-02-28 00:00", NULL },
  { "repair", "{\"owner\": \"Ann\", \"built\": \"2020-02-29\", \"sold\": \"2025-02-01\"}", TF_ANSWER_YES,
    "2030-02-28 00:00", NULL },
  { "repaint", "{\"owner\": \"Ann\", \"built\": \"2019-10-29\", \"sold\": \"2025-02-01\", \"storeys\": 3}",
    TF_ANSWER_YES, "2030-03-02 00:00", NULL },
  { "repaint", "{\"owner\": \"Ann\", \"built\": \"2019-10-29\", \"sold\": \"2025-02-01\"}",
    TF_ANSWER_YES, NULL, NULL },
  { "silence", "{}", TF_ANSWER_UNKNOWN, NULL, NULL },
  { "silence", "{\"rung\": \"2029-12-31T23:59Z\"}", TF_ANSWER_YES, "2030-01-01 23:59", NULL },
  { "silence", "{\"rung\": \"2030-01-01T00:00:00Z\"}", TF_ANSWER_NO, NULL, NULL },
};

static void
assert_moment (GDateTime  *moment,
               const char *expected)
{
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_dates (void)
{
  g_autoptr(TfRules) rules = load_small (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr(TfFacts) facts = read_facts (rules, dates[i].facts);
      g_autoptr(TfReasoning) reasoning = tf_reasoning_new (rules, facts);
      const TfDateResult *date;

      g_test_message ("%s of %s", dates[i].date, dates[i].facts);
      date = tf_reasoning_date (reasoning, tf_rules_lookup_date (rules, dates[i].date), NULL);
      g_assert_cmpint (date->due, ==, dates[i].due);
      assert_moment (date->at, dates[i].at);
      assert_moment (date->at_least, dates[i].at_least);
    }
}

static void
test_asked (void)
{
  static const struct { const char *facts; TfAnswer asked; } cases[] = {
    { "{}", TF_ANSWER_UNKNOWN },
    { "{\"windows\": true}", TF_ANSWER_YES },
    { "{\"windows\": false}", TF_ANSWER_NO },
  };
  g_autoptr(TfRules) rules = load_small (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TfFacts) facts = read_facts (rules, cases[i].facts);
      g_autoptr(TfReasoning) reasoning = tf_reasoning_new (rules, facts);

      g_assert_cmpint (tf_reasoning_asks (reasoning, tf_rules_lookup_fact (rules, "colour"), NULL),
                       ==, cases[i].asked);
      g_assert_cmpint (tf_reasoning_asks (reasoning, tf_rules_lookup_fact (rules, "windows"), NULL),
                       ==, TF_ANSWER_YES);
    }
}

/* Facts */

static const struct
{
  const char *json;
  const char *message;
} bad_facts[] = {
  { "", "one JSON object" },
  { "[]", "one JSON object" },
  { "{\"windows\":", "" },
  { "{\"doors\": true}", "no fact “doors”" },
  { "{\"windows\": \"yes\"}", "must be true or false" },
  { "{\"windows\": 1}", "must be true or false" },
  { "{\"colour\": \"green\"}", "“green” is not among" },
  { "{\"colour\": \"\"}", "is empty" },
  { "{\"colour\": \"red\\nblue\"}", "one answer only" },
  { "{\"signs\": \"bell\"}", "a list of texts" },
  { "{\"signs\": [1]}", "a list of texts" },
  { "{\"signs\": [\"moon\"]}", "“moon” is not among" },
  { "{\"storeys\": -1}", "whole number" },
  { "{\"storeys\": 1.5}", "a whole number" },
  { "{\"built\": \"2027-02-29\"}", "Give a date" },
  { "{\"built\": \"2027-02\"}", "Give a date" },
  { "{\"built\": \"27-02-01\"}", "Give a date" },
  { "{\"sold\": \"2027-13\"}", "or a month" },
  { "{\"rung\": \"2027-02-01T10:00\"}", "time in UTC" },
  { "{\"rung\": \"2027-02-01T25:00Z\"}", "time in UTC" },
  { "{\"owner\": \"a\\nb\"}", "one line" },
  { "{\"rooms\": {}}", "a list of objects" },
  { "{\"rooms\": [true]}", "a list of objects" },
  { "{\"rooms\": [{\"windows\": true}]}", "no fact “windows” in “rooms”" },
  { "{\"warm\": true}", "no fact “warm”" },
  { "{\"owner\": \"\xff\"}", "UTF-8" },
  { "[[[[[[[[[[[[[[[[[[[[", "nested" },
};

static void
test_bad_facts (void)
{
  g_autoptr(TfRules) rules = load_small (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad_facts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(TfFacts) facts = tf_facts_new_from_json (rules, bad_facts[i].json,
                                                         strlen (bad_facts[i].json), &error);

      g_test_message ("%s", bad_facts[i].json);
      g_assert_null (facts);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, bad_facts[i].message));
    }
}

static void
test_too_large (void)
{
  g_autoptr(TfRules) rules = load_small (NULL);
  gsize length = 5 * 1024 * 1024;
  g_autofree char *json = g_malloc (length);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfFacts) facts = NULL;

  memset (json, ' ', length);
  facts = tf_facts_new_from_json (rules, json, length, &error);
  g_assert_error (error, TF_RECORD_ERROR, TF_RECORD_ERROR_INVALID);
}

/* An item may outlive the facts that it came from. */
static void
test_items (void)
{
  TfFacts *facts = tf_facts_new ();
  g_autoptr(TfFacts) room = tf_facts_ref (tf_facts_add_item (facts, "rooms", "Hall"));

  tf_facts_set (facts, "windows", "yes");
  g_assert_cmpstr (tf_facts_get (room, "windows"), ==, "yes");
  g_assert_true (tf_facts_get_parent (room) == facts);
  g_assert_cmpstr (tf_facts_get_name (room), ==, "Hall");
  tf_facts_set (facts, "windows", "");
  g_assert_null (tf_facts_get (room, "windows"));
  g_assert_null (tf_facts_list_items (room, "doors"));
  tf_facts_declare_list (facts, "doors");
  g_assert_cmpuint (tf_facts_list_items (room, "doors")->len, ==, 0);

  tf_facts_unref (facts);
  g_assert_null (tf_facts_get_parent (room));
}

/* Reading */

static const struct
{
  const char *file;
  const char *find;
  const char *replace;
  const char *message;
} damages[] = {
  { "small-rules.xml", "<is fact=\"windows\" in=\"yes\"/></asked>", "<is fact=\"door\" in=\"yes\"/></asked>",
    "line 12: The rules have nothing called “door”" },
  { "small-rules.xml", "in=\"star\"", "in=\"moon\"", "nothing called “moon”" },
  { "small-rules.xml", "<concluded id=\"bright\" in=\"yes\"/>", "<concluded id=\"bright\" in=\"dim\"/>",
    "nothing called “dim”" },
  { "small-rules.xml", "<concluded id=\"bright\"", "<concluded id=\"dim\"", "nothing called “dim”" },
  { "small-rules.xml", "<every list=\"rooms\">", "<every list=\"halls\">", "nothing called “halls”" },
  { "small-rules.xml", "<under fact=\"storeys\"", "<under fact=\"owner\"", "cannot be reckoned with" },
  { "small-rules.xml", "months-of=\"storeys\"", "months-of=\"built\"", "cannot be reckoned with" },
  { "small-rules.xml", "<fact id=\"sold\"/></latest>", "<fact id=\"owner\"/></latest>", "cannot be reckoned with" },
  { "small-rules.xml", "<date id=\"repair\"/>", "<date id=\"repaint\"/>", "“repaint” depends on itself" },
  { "small-rules.xml", "<date id=\"repair\"/>", "<date id=\"repast\"/>", "nothing called “repast”" },
  { "small-rules.xml", "<when><is fact=\"windows\" in=\"yes\"/></when>",
    "<when><is fact=\"warm\" in=\"yes\"/></when>", "outside the list “rooms”" },
  { "small-rules.xml", "outcome=\"partly\"", "outcome=\"halfly\"", "has no outcome “halfly”" },
  { "small-rules.xml", "<fact id=\"owner\" type", "<fact id=\"bright\" type", "“bright” is used twice" },
  { "small-rules.xml", "<when><some list=\"rooms\"><concluded id=\"pleasant\" in=\"yes\"/></some></when>", "",
    "Only the last rule" },
  { "small-rules.xml", "type=\"yes-no\"", "type=\"maybe\"", "does not follow its schema" },
  { "small-rules.xml", "<title>House</title>", "<title>House", "not whole XML" },
  { "small-rules.de.xml", "colour/red/label", "colour/pink/label", "no text “colour/pink/label”" },
  { "small-rules.de.xml", "colour/red/label", "windows/question", "translated twice" },
};

static void
copy_changed (const char *folder,
              const char *name,
              const char *find,
              const char *replace)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "core", "law", name, NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GString) changed = NULL;

  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  changed = g_string_new (text);
  if (find != NULL)
    g_assert_cmpuint (g_string_replace (changed, find, replace, 1), ==, 1);
  g_assert_true (g_file_set_contents (to, changed->str, changed->len, NULL));
}

static void
test_damage (gconstpointer data)
{
  static const char *const names[] = { "small-rules.xml", "small-rules.de.xml" };
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_dir_make_tmp ("tf-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, names[0], NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRules) rules = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy_changed (folder, names[i],
                  g_str_equal (damages[index].file, names[i]) ? damages[index].find : NULL,
                  damages[index].replace);

  rules = tf_rules_load (file, "de", &error);
  g_assert_null (rules);
  g_assert_error (error, TF_LAW_ERROR, TF_LAW_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, damages[index].file));
  g_assert_nonnull (strstr (error->message, damages[index].message));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *copy = g_build_filename (folder, names[i], NULL);

      g_assert_no_errno (g_unlink (copy));
    }
  g_assert_no_errno (g_rmdir (folder));
}

static void
test_translation (void)
{
  g_autoptr(TfRules) rules = load_small ("de_AT.UTF-8");
  const TfFact *windows = tf_rules_lookup_fact (rules, "windows");
  GPtrArray *untranslated = tf_rules_list_untranslated (rules);

  g_assert_cmpstr (windows->question, ==, "Hat es Fenster?");
  g_assert_cmpstr (windows->title, ==, "Windows");
  g_assert_cmpstr (windows->topic->title, ==, "Haus");
  g_assert_cmpstr (tf_fact_get_choice_label (tf_rules_lookup_fact (rules, "colour"), "red"), ==, "Rot");
  g_assert_cmpstr (tf_fact_get_choice_label (tf_rules_lookup_fact (rules, "colour"), "pink"), ==, "pink");
  g_assert_true (g_ptr_array_find_with_equal_func (untranslated, "windows/title", g_str_equal, NULL));
  g_assert_false (g_ptr_array_find_with_equal_func (untranslated, "windows/question", g_str_equal, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/conclusions", test_conclusions);
  g_test_add_func ("/rules/dates", test_dates);
  g_test_add_func ("/rules/asked", test_asked);
  g_test_add_func ("/rules/bad-facts", test_bad_facts);
  g_test_add_func ("/rules/too-large", test_too_large);
  g_test_add_func ("/rules/items", test_items);
  g_test_add_func ("/rules/translation", test_translation);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/damage/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_damage);
    }

  return g_test_run ();
}
