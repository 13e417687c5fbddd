/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Holds the German of the built-in catalogue against the English. */

#include "config.h"

#include "tf-law.h"

typedef void (*CompareFunc) (const TfLawEntry *entry,
                             const TfLawEntry *german);

static void
compare_all (CompareFunc compare)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin (NULL);
  g_autoptr(TfLaw) translated = tf_law_new_builtin ("de");

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
  { "families", TF_LAW_FAMILY, "^Anhang VII Nummer [1-8]$" },
  { "slots", TF_LAW_SLOT,
    "^Anhang VII Nummer (1 Buchstabe [a-d]|2 Buchstabe [a-c]|[3-8])$" },
  { "requirements", TF_LAW_REQUIREMENT,
    "^Anhang I (Teil I Nummer (1|2 Buchstabe [a-m])|Teil II Nummer [1-8])$" },
  { "instructions", TF_LAW_INSTRUCTION, "^Anhang II Nummer ([1-9]|8 Buchstabe [a-f])$" },
  { "declaration", TF_LAW_DECLARATION,
    "^(Anhang V Nummer [1-8]|Artikel (28 Absatz [13]|12 Absatz 1 Buchstabe c)"
    "|Anhang VIII Teil (I Nummer 4\\.2|III Nummer 3\\.2|IV Nummer 5\\.2))$" },
  { "simplified", TF_LAW_SIMPLIFIED, "^Anhang VI$" },
};

static void
test_citations (gconstpointer data)
{
  const PatternCase *test = data;
  g_autoptr(TfLaw) law = tf_law_new_builtin ("de");
  GPtrArray *list = tf_law_list (law, test->kind);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);

      if (!g_regex_match_simple (test->pattern, entry->citation, 0, 0))
        g_test_fail_printf ("%s: “%s”", entry->id, entry->citation);
    }
}

/* The figures of a citation and its single letters: what no language changes. */
static char *
pick_points (const char *citation)
{
  g_autoptr(GRegex) others = g_regex_new ("[A-Za-z]{4,}|[^A-Za-z0-9.]", 0, 0, NULL);

  return g_regex_replace_literal (others, citation, -1, 0, "", 0, NULL);
}

static void
compare_points (const TfLawEntry *entry,
                const TfLawEntry *german)
{
  g_autofree char *wanted = pick_points (entry->citation);
  g_autofree char *found = pick_points (german->citation);

  if (!g_str_equal (found, wanted))
    g_test_fail_printf ("%s: “%s” for “%s”", entry->id, german->citation, entry->citation);
}

static void
test_points (void)
{
  compare_all (compare_points);
}

/* Texts */

static void
compare_wording (const TfLawEntry *entry,
                 const TfLawEntry *german)
{
  g_assert_cmpstr (german->wording, ==, entry->wording);
}

/* Only the official text prescribes words, so a working translation has none of its own. */
static void
test_wording (void)
{
  compare_all (compare_wording);
}

static void
check_quotes (const char *id,
              const char *text)
{
  if (g_regex_match_simple ("[\"'”’]", text, 0, 0))
    g_test_fail_printf ("%s: quotes in “%s”", id, text);
}

static void
compare_quotes (const TfLawEntry *entry,
                const TfLawEntry *german)
{
  check_quotes (entry->id, german->title);
  check_quotes (entry->id, german->summary);
  check_quotes (entry->id, german->belongs);
  check_quotes (entry->id, german->looks);
  check_quotes (entry->id, german->example);
  check_quotes (entry->id, german->deviation_text);
  for (guint i = 0; i < german->notes->len; i++)
    check_quotes (entry->id, ((TfLawNote *) g_ptr_array_index (german->notes, i))->text);
}

static void
test_quotes (void)
{
  compare_all (compare_quotes);
}

static void
test_search (void)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("de");
  g_autoptr(GPtrArray) by_citation = tf_law_search (law, "anhang vii nummer 2 buchstabe b");
  g_autoptr(GPtrArray) by_number = tf_law_search (law, "teil i 2 d)");
  g_autoptr(GPtrArray) by_word = tf_law_search (law, "zugriffskontrolle");

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
      g_autofree char *path = g_strdup_printf ("/law/de/citations/%s", pattern_cases[i].label);

      g_test_add_data_func (path, &pattern_cases[i], test_citations);
    }
  g_test_add_func ("/law/de/points", test_points);
  g_test_add_func ("/law/de/wording", test_wording);
  g_test_add_func ("/law/de/quotes", test_quotes);
  g_test_add_func ("/law/de/search", test_search);

  return g_test_run ();
}
