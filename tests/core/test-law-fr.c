/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Holds the French of the built-in catalogue against the English. */

#include "config.h"

#include "tf-law.h"

typedef void (*CompareFunc) (const TfLawEntry *entry,
                             const TfLawEntry *french);

static void
compare_all (CompareFunc compare)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin (NULL);
  g_autoptr(TfLaw) translated = tf_law_new_builtin ("fr");

  for (TfLawKind kind = TF_LAW_FAMILY; kind <= TF_LAW_SIMPLIFIED; kind++)
    {
      GPtrArray *list = tf_law_list (law, kind);

      for (guint i = 0; i < list->len; i++)
        {
          const TfLawEntry *entry = g_ptr_array_index (list, i);

          compare (entry, tf_law_lookup (translated, entry->id));
        }
    }
}

/* Citations */

typedef struct
{
  const char *label;
  TfLawKind   kind;
  const char *pattern;
} PatternCase;

static const PatternCase pattern_cases[] = {
  { "families", TF_LAW_FAMILY, "^annexe VII, point [1-8]$" },
  { "slots", TF_LAW_SLOT, "^annexe VII, point (1 [a-d]\\)|2 [a-c]\\)|[3-8])$" },
  { "requirements", TF_LAW_REQUIREMENT,
    "^annexe I, partie (I, point (1\\)|2\\) [a-m]\\))|II, point [1-8]\\))$" },
  { "instructions", TF_LAW_INSTRUCTION, "^annexe II, point ([1-9]|8 [a-f]\\))$" },
  { "declaration", TF_LAW_DECLARATION,
    "^(annexe V, point [1-8]|article (28, paragraphe [13]|12, paragraphe 1, point c\\))"
    "|annexe VIII, partie (I, point 4\\.2|III, point 3\\.2|IV, point 5\\.2))$" },
  { "simplified", TF_LAW_SIMPLIFIED, "^annexe VI$" },
};

static void
test_citations (gconstpointer data)
{
  const PatternCase *test = data;
  g_autoptr(TfLaw) law = tf_law_new_builtin ("fr");
  GPtrArray *list = tf_law_list (law, test->kind);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);

      if (!g_regex_match_simple (test->pattern, entry->citation, 0, 0))
        g_test_fail_printf ("%s: “%s”", entry->id, entry->citation);
    }
}

/* The figures of a reference and its single letters: what no language changes. */
static char *
pick_points (const char *reference)
{
  g_autoptr(GRegex) others = g_regex_new ("[A-Za-z]{4,}|par\\.|[^A-Za-z0-9.]", 0, 0, NULL);

  return g_regex_replace_literal (others, reference, -1, 0, "", 0, NULL);
}

static void
check_points (const char *id,
              const char *reference,
              const char *french)
{
  g_autofree char *wanted = pick_points (reference);
  g_autofree char *found = pick_points (french);

  if (!g_str_equal (found, wanted))
    g_test_fail_printf ("%s: “%s” for “%s”", id, french, reference);
}

static void
compare_points (const TfLawEntry *entry,
                const TfLawEntry *french)
{
  check_points (entry->id, entry->citation, french->citation);
  check_points (entry->id, entry->number, french->number);
}

static void
test_points (void)
{
  compare_all (compare_points);
}

/* Texts */

static void
compare_wording (const TfLawEntry *entry,
                 const TfLawEntry *french)
{
  g_assert_cmpstr (french->wording, ==, entry->wording);
}

/* Only the official text prescribes words, so a working translation has none of its own. */
static void
test_wording (void)
{
  compare_all (compare_wording);
}

/* Straight quotes, signs that could start a line, guillemets that could stand alone. */
static void
check_typography (const char *id,
                  const char *text)
{
  if (g_regex_match_simple ("[\"']|[^\u00a0](?:[;?!]|:(?!//))|«[^\u202f]|[^\u202f]»|[^\u00a0]%",
                            text, 0, 0))
    g_test_fail_printf ("%s: typography of “%s”", id, text);
}

static void
compare_typography (const TfLawEntry *entry,
                    const TfLawEntry *french)
{
  check_typography (entry->id, french->title);
  check_typography (entry->id, french->summary);
  check_typography (entry->id, french->belongs);
  check_typography (entry->id, french->looks);
  check_typography (entry->id, french->example);
  check_typography (entry->id, french->deviation_text);
  for (guint i = 0; i < french->notes->len; i++)
    check_typography (entry->id, ((TfLawNote *) g_ptr_array_index (french->notes, i))->text);
}

static void
test_typography (void)
{
  compare_all (compare_typography);
}

/* Conditions follow “si”, which no word that begins with “il” can. */
static void
test_conditions (void)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("fr");
  GPtrArray *list = tf_law_list_conditions (law);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawCondition *condition = g_ptr_array_index (list, i);

      if (g_str_has_prefix (condition->text, "il ") || g_str_has_prefix (condition->text, "ils "))
        g_test_fail_printf ("%s: “%s”", condition->id, condition->text);
      check_typography (condition->id, condition->text);
    }
}

static void
test_search (void)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("fr");
  g_autoptr(GPtrArray) by_citation = tf_law_search (law, "annexe vii, point 2 b)");
  g_autoptr(GPtrArray) by_number = tf_law_search (law, "partie i 2) d)");
  g_autoptr(GPtrArray) by_word = tf_law_search (law, "controle d'acces");

  g_assert_cmpstr (((TfLawEntry *) g_ptr_array_index (by_citation, 0))->id, ==, "2b");
  g_assert_cmpstr (((TfLawEntry *) g_ptr_array_index (by_number, 0))->id, ==, "I.2.d");
  g_assert_cmpstr (((TfLawEntry *) g_ptr_array_index (by_word, 0))->id, ==, "I.2.d.access");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pattern_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/law/fr/citations/%s", pattern_cases[i].label);

      g_test_add_data_func (path, &pattern_cases[i], test_citations);
    }
  g_test_add_func ("/law/fr/points", test_points);
  g_test_add_func ("/law/fr/wording", test_wording);
  g_test_add_func ("/law/fr/typography", test_typography);
  g_test_add_func ("/law/fr/conditions", test_conditions);
  g_test_add_func ("/law/fr/search", test_search);

  return g_test_run ();
}
