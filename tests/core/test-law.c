/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-law.h"

#include "tf-resource.h"

#include <glib/gstdio.h>

/* The loader, on a small catalogue */

typedef struct
{
  char *folder;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("tf-law-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->folder);
}

static char *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "law", name, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* Puts a copy of a fixture file into the folder, with one place changed. */
static void
write_changed (Fixture    *fixture,
               const char *name,
               const char *find,
               const char *replace)
{
  g_autofree char *text = read_fixture (name);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GString) changed = g_string_new (text);
  g_autoptr(GError) error = NULL;

  if (find != NULL)
    g_assert_cmpuint (g_string_replace (changed, find, replace, 1), ==, 1);
  g_file_set_contents (path, changed->str, changed->len, &error);
  g_assert_no_error (error);
}

static TfLaw *
load_from (Fixture     *fixture,
           const char  *language,
           GError     **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "small.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  return tf_law_load (file, language, error);
}

static TfLaw *
load_small (const char *language)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "law", "small.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  TfLaw *law = tf_law_load (file, language, &error);

  g_assert_no_error (error);
  g_assert_nonnull (law);

  return law;
}

static const TfLawEntry *
get_entry (TfLaw      *law,
           const char *id)
{
  const TfLawEntry *entry = tf_law_lookup (law, id);

  if (entry == NULL)
    g_error ("no entry %s", id);

  return entry;
}

static void
test_act (void)
{
  g_autoptr(TfLaw) law = load_small (NULL);

  g_assert_cmpstr (tf_law_get_id (law), ==, "small");
  g_assert_cmpstr (tf_law_get_act (law), ==, "Small Act");
  g_assert_cmpstr (tf_law_get_act_title (law), ==, "Regulation on small things");
  g_assert_cmpstr (tf_law_get_act_reference (law), ==, "OJ L, 2026/1, 1.1.2026");
  g_assert_cmpstr (tf_law_get_act_eli (law), ==, "http://example.org/eli/small");
  g_assert_cmpstr (tf_law_get_version (law), ==, "2026.11");
  g_assert_cmpstr (tf_law_get_checked (law), ==, "2026-11-21");
  g_assert_cmpstr (tf_law_get_language (law), ==, "en");
  g_assert_cmpuint (tf_law_list_untranslated (law)->len, ==, 0);
}

static void
test_entry (void)
{
  g_autoptr(TfLaw) law = load_small (NULL);
  const TfLawEntry *slot = get_entry (law, "1c");
  const TfLawEntry *element = get_entry (law, "1c.external");

  g_assert_cmpint (slot->kind, ==, TF_LAW_SLOT);
  g_assert_cmpstr (slot->summary, ==, "Pictures of the hardware.");
  g_assert_cmpint (slot->exemption, ==, TF_LAW_EXEMPTION_CONDITION);
  g_assert_true (slot->on_request);
  g_assert_true (slot->condition == tf_law_lookup_condition (law, "hardware"));
  g_assert_cmpint (slot->mark, ==, TF_LAW_MARK_NONE);
  g_assert_cmpstr (slot->source, ==, "");
  g_assert_cmpstr (slot->wording, ==, "");
  g_assert_cmpstr (slot->deviation_text, ==, "");
  g_assert_true (slot->parent == tf_law_lookup (law, "F1"));
  g_assert_null (slot->parent->parent);
  g_assert_cmpuint (slot->children->len, ==, 1);
  g_assert_true (g_ptr_array_index (slot->children, 0) == element);
  g_assert_cmpint (element->mark, ==, TF_LAW_MARK_DERIVED);
  g_assert_cmpstr (element->source, ==, "CG 1");
  g_assert_cmpstr (element->wording, ==, "as prescribed");
  g_assert_null (element->condition);
  g_assert_null (element->point);
  g_assert_true (get_entry (law, "A2.8")->point == slot);
  g_assert_null (tf_law_lookup (law, "1c.internal"));
}

static void
test_heading (void)
{
  g_autoptr(TfLaw) law = load_small ("de");
  g_autofree char *slot = tf_law_entry_dup_heading (get_entry (law, "1c"));
  g_autofree char *element = tf_law_entry_dup_heading (get_entry (law, "1c.external"));

  g_assert_cmpstr (slot, ==, "1(c) Bilder");
  g_assert_cmpstr (element, ==, "1(c) Fassade");
}

static void
test_notes (void)
{
  g_autoptr(TfLaw) law = load_small (NULL);
  const TfLawEntry *element = get_entry (law, "1c.external");
  const TfLawNote *note;

  g_assert_cmpuint (element->notes->len, ==, 2);
  note = g_ptr_array_index (element->notes, 0);
  g_assert_cmpint (note->mark, ==, TF_LAW_MARK_GUIDANCE);
  g_assert_cmpstr (note->source, ==, "CG 2");
  g_assert_cmpstr (note->text, ==, "First.");
  note = g_ptr_array_index (element->notes, 1);
  g_assert_cmpint (note->mark, ==, TF_LAW_MARK_UNVERIFIED);
}

static void
test_limb (void)
{
  g_autoptr(TfLaw) law = load_small (NULL);
  const TfLawEntry *limb = get_entry (law, "I.1.still");
  const TfLawEntry *measure = get_entry (law, "I.1.still.m1");
  const TfLawEntry *proof = get_entry (law, "I.1.still.p1");

  g_assert_true (limb->deviation);
  g_assert_cmpstr (limb->deviation_text, ==, "It may move by agreement.");
  g_assert_cmpint (limb->exemption, ==, TF_LAW_EXEMPTION_NEVER);
  g_assert_cmpint (limb->parent->exemption, ==, TF_LAW_EXEMPTION_REASON);
  g_assert_false (limb->parent->deviation);
  g_assert_cmpint (measure->kind, ==, TF_LAW_MEASURE);
  g_assert_cmpstr (measure->title, ==, "It has four feet.");
  g_assert_cmpstr (measure->citation, ==, limb->citation);
  g_assert_cmpint (proof->kind, ==, TF_LAW_PROOF);
  g_assert_true (proof->parent == limb);
}

static void
test_conditions (void)
{
  g_autoptr(TfLaw) law = load_small (NULL);
  const TfLawCondition *hardware = tf_law_lookup_condition (law, "hardware");
  const TfLawCondition *asked = tf_law_lookup_condition (law, "asked");

  g_assert_cmpuint (tf_law_list_conditions (law)->len, ==, 2);
  g_assert_true (g_ptr_array_index (tf_law_list_conditions (law), 0) == hardware);
  g_assert_cmpstr (hardware->kind, ==, "release");
  g_assert_cmpstr (hardware->field, ==, "hardware");
  g_assert_cmpstr (hardware->value, ==, "yes");
  g_assert_cmpstr (hardware->text, ==, "the product contains hardware");
  g_assert_cmpstr (asked->kind, ==, "");
  g_assert_null (tf_law_lookup_condition (law, "weather"));
}

static void
test_words (void)
{
  g_assert_cmpstr (tf_law_kind_to_string (TF_LAW_FAMILY), ==, "family");
  g_assert_cmpstr (tf_law_kind_to_string (TF_LAW_SIMPLIFIED), ==, "simplified");
  g_assert_cmpstr (tf_law_mark_to_string (TF_LAW_MARK_NONE), ==, "");
  g_assert_cmpstr (tf_law_mark_to_string (TF_LAW_MARK_UNVERIFIED), ==, "unverified");
}

static void
test_references (void)
{
  TfLaw *law = load_small (NULL);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, TF_TYPE_LAW);
  g_value_set_boxed (&value, law);
  g_assert_true (g_value_get_boxed (&value) == law);
  tf_law_unref (law);
  g_assert_cmpstr (tf_law_get_id (g_value_get_boxed (&value)), ==, "small");
  g_value_unset (&value);
}

static void
test_resource (void)
{
  const char *uri = "resource:///io/github/techfile/Techfile/law/law.rng";
  g_autoptr(GFile) file = g_file_new_for_uri (uri);

  g_assert_nonnull (tf_resource_get ());
  g_assert_true (tf_resource_get () == tf_resource_get ());
  g_assert_true (g_file_query_exists (file, NULL));
}

/* Translation */

static void
test_translated (void)
{
  g_autoptr(TfLaw) law = load_small ("de_AT.UTF-8");
  const TfLawEntry *slot = get_entry (law, "1c");
  const TfLawEntry *element = get_entry (law, "1c.external");
  const TfLawEntry *measure = get_entry (law, "I.1.still.m1");

  g_assert_cmpstr (tf_law_get_language (law), ==, "de");
  g_assert_cmpstr (tf_law_get_act (law), ==, "Kleine Verordnung");
  g_assert_cmpstr (tf_law_lookup_condition (law, "hardware")->text, ==,
                   "das Produkt enthält Hardware");
  g_assert_cmpstr (slot->citation, ==, "Anhang VII Nummer 1 Buchstabe c");
  g_assert_cmpstr (slot->looks, ==, "Schärfe.");
  g_assert_cmpstr (element->title, ==, "Fassade");
  g_assert_cmpstr (element->number, ==, "1(c)");
  g_assert_cmpstr (((TfLawNote *) g_ptr_array_index (element->notes, 0))->text, ==, "Erstens.");
  g_assert_cmpstr (measure->title, ==, "Es hat vier Füße.");
  g_assert_cmpstr (measure->number, ==, "Teil I (1)");
}

static gboolean
lacks (TfLaw      *law,
       const char *text)
{
  return g_ptr_array_find_with_equal_func (tf_law_list_untranslated (law), text, g_str_equal,
                                           NULL);
}

static void
test_fallback (void)
{
  g_autoptr(TfLaw) law = load_small ("de");
  const TfLawEntry *element = get_entry (law, "1c.external");

  g_assert_cmpstr (element->summary, ==, "The outside.");
  g_assert_cmpstr (element->wording, ==, "as prescribed");
  g_assert_cmpstr (((TfLawNote *) g_ptr_array_index (element->notes, 1))->text, ==, "Second.");
  g_assert_true (lacks (law, "1c.external/summary"));
  g_assert_true (lacks (law, "1c.external/note"));
  g_assert_true (lacks (law, "F1/citation"));
  g_assert_true (lacks (law, "asked/text"));
  g_assert_true (lacks (law, "I.1.still.p1/title"));
  g_assert_false (lacks (law, "1c.external/wording"));
  g_assert_false (lacks (law, "1c/title"));
  g_assert_false (lacks (law, "act/name"));
}

static void
test_no_translation (gconstpointer data)
{
  g_autoptr(TfLaw) law = load_small (data);

  g_assert_cmpstr (tf_law_get_language (law), ==, "en");
  g_assert_cmpstr (get_entry (law, "1c")->title, ==, "Pictures");
  g_assert_cmpuint (tf_law_list_untranslated (law)->len, ==, 0);
}

static void
test_stale_translation (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfLaw) law = NULL;

  write_changed (fixture, "small.xml", NULL, NULL);
  write_changed (fixture, "small.de.xml", "version=\"2026.11\"", "version=\"2025.01\"");
  law = load_from (fixture, "de", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_law_get_language (law), ==, "en");
  g_assert_cmpstr (get_entry (law, "1c")->title, ==, "Pictures");
}

/* Damage */

typedef struct
{
  const char *label;
  const char *file;     /* which of the two is damaged */
  const char *find;
  const char *replace;
  int         line;     /* where it has to be reported */
  const char *message;  /* what the message has to say */
} DamageCase;

static const DamageCase damage_cases[] = {
  { "not-xml", "small.xml", "<?xml version", "catalogue", 1, "not whole XML" },
  { "not-utf-8", "small.xml", "Small Act", "Small \xff", 5, "not whole XML" },
  { "cut-off", "small.xml", "</summary>\n      <belongs>A text.", "", 20, "summary" },
  { "no-name", "small.xml", "    <name>Small Act</name>\n", "", 5, "title" },
  { "unknown-element", "small.xml",
    "<looks>Clarity.</looks>", "<smell>Clarity.</smell>", 22, "smell" },
  { "no-guidance", "small.xml", "      <example>A lamp.</example>\n", "", 24, "example" },
  { "empty-guidance", "small.xml", "A lamp.", " ", 23, "schema" },
  { "wrong-version", "small.xml", "version=\"2026.11\"", "version=\"new\"", 3, "catalogue" },
  { "wrong-date", "small.xml", "2026-11-21", "2026-13-21", 3, "2026-13-21" },
  { "wrong-citation", "small.xml", "\"Annex II point 8\"", "\"somewhere\"", 66, "instruction" },
  { "wrong-mark", "small.xml", "mark=\"derived\"", "mark=\"certain\"", 33, "mark" },
  { "wrong-exemption", "small.xml",
    "exemption=\"reason\"", "exemption=\"maybe\"", 47, "requirement" },
  { "wrong-nesting", "small.xml", "id=\"1c.external\"", "id=\"2a.external\"", 33, "2a.external" },
  { "slot-in-wrong-family", "small.xml", "id=\"1c\"", "id=\"2c\"", 25, "F1" },
  { "limb-outside", "small.xml", "id=\"I.1.still\"", "id=\"I.2.still\"", 53, "I.2.still" },
  { "measure-outside", "small.xml", "I.1.still.m1", "I.1.m1", 60, "I.1.m1" },
  { "unknown-point", "small.xml", "point=\"1c\"", "point=\"9z\"", 65, "9z" },
  { "point-no-slot", "small.xml", "point=\"1c\"", "point=\"F1\"", 65, "F1" },
  { "same-id", "small.xml", "id=\"A2.8\"", "id=\"I.1\"", 66, "twice" },
  { "same-condition", "small.xml", "id=\"asked\"", "id=\"hardware\"", 13, "twice" },
  { "unknown-condition", "small.xml",
    "condition=\"hardware\"", "condition=\"weather\"", 25, "weather" },
  { "condition-not-named", "small.xml",
    "exemption=\"reason\"", "exemption=\"condition\"", 47, "I.1" },
  { "entity", "small.xml", "<catalogue xml",
    "<!DOCTYPE catalogue [\n<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<catalogue xml", 2,
    "document type" },
  { "external-entity", "small.xml", "<catalogue xml",
    "<!DOCTYPE catalogue SYSTEM \"http://example.org/x.dtd\">\n<catalogue xml", 2,
    "document type" },
  { "other-root", "small.xml", "<catalogue xmlns", "<list xmlns", 76, "list" },
  { "translation-cut-off", "small.de.xml", "</act>", "", 27, "XML" },
  { "translation-twice", "small.de.xml", "<entry id=\"I.1.still\"", "<entry id=\"1c\"", 22, "1c" },
  { "translation-unknown", "small.de.xml", "I.1.still.m1", "I.1.still.m7", 23, "I.1.still.m7" },
  { "translation-unknown-condition", "small.de.xml",
    "id=\"hardware\"", "id=\"weather\"", 8, "weather" },
  { "translation-of-other", "small.de.xml", "of=\"small\"", "of=\"cra\"", 2, "cra" },
};

static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  const DamageCase *test = data;
  g_autofree char *place = g_strdup_printf ("%s, line %d: ", test->file, test->line);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfLaw) law = NULL;

  write_changed (fixture, "small.xml", NULL, NULL);
  write_changed (fixture, "small.de.xml", NULL, NULL);
  write_changed (fixture, test->file, test->find, test->replace);

  law = load_from (fixture, "de", &error);
  g_assert_error (error, TF_LAW_ERROR, TF_LAW_ERROR_INVALID);
  g_assert_null (law);
  g_test_message ("%s", error->message);
  if (!g_str_has_prefix (error->message, place)
      || strstr (error->message, test->message) == NULL
      || strlen (error->message) == strlen (place))
    g_test_fail_printf ("“%s” instead of “%s…%s”", error->message, place, test->message);
}

static void
test_swapped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = read_fixture ("small.de.xml");
  g_autofree char *path = g_build_filename (fixture->folder, "small.xml", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfLaw) law = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  law = load_from (fixture, NULL, &error);
  g_assert_error (error, TF_LAW_ERROR, TF_LAW_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "small.xml, line 2: “translation” stands where “catalogue” is expected.");
  g_assert_null (law);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "small.xml", NULL);
  g_autofree char *spaces = g_strnfill (5 * 1024 * 1024, ' ');
  g_autoptr(GError) error = NULL;
  g_autoptr(TfLaw) law = NULL;

  g_assert_true (g_file_set_contents (path, spaces, -1, NULL));
  law = load_from (fixture, NULL, &error);
  g_assert_error (error, TF_LAW_ERROR, TF_LAW_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "small.xml, line 1: "));
  g_assert_null (law);
}

static void
test_empty_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "small.xml", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfLaw) law = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  law = load_from (fixture, NULL, &error);
  g_assert_error (error, TF_LAW_ERROR, TF_LAW_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "small.xml, line 1: "));
  g_assert_null (law);
}

static void
test_missing_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfLaw) law = load_from (fixture, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (law);
}

/* Search */

typedef struct
{
  const char *label;
  const char *text;
  const char *found;  /* identifiers in order, apart by spaces */
} SearchCase;

static const SearchCase search_cases[] = {
  { "nothing", "", "" },
  { "spaces", "  \t", "" },
  { "absent", "quantum", "" },
  { "not-utf-8", "\xff", "" },
  { "identifier", "1c.external", "1c.external" },
  { "number-first", "1(c)", "1c 1c.external" },
  { "citation", "annex ii point 8", "A2.8" },
  { "title-first", "safe", "I.1" },
  { "title-before-rest", "pictures", "1c" },
  { "measures-after-limb", "still", "I.1.still I.1.still.m1 I.1.still.p1" },
  { "accents", "cafe FACADE", "1c.external" },
  { "accents-typed", "café façade", "1c.external" },
  { "apostrophe", "maker's name", "1c.external" },
  { "all-words", "photograph front", "1c.external" },
  { "one-word-absent", "photograph quantum", "" },
  { "guidance", "clarity", "F1" },
  { "note", "memory second", "1c.external" },
  { "deviation", "agreement", "I.1.still" },
  { "title-over-text", "photograph", "I.1.still.p1 1c 1c.external" },
};

static void
test_search (gconstpointer data)
{
  const SearchCase *test = data;
  g_autoptr(TfLaw) law = load_small (NULL);
  g_autoptr(GPtrArray) found = tf_law_search (law, test->text);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (found, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", entry->id);
    }
  g_assert_cmpstr (ids->str, ==, test->found);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/law/act", test_act);
  g_test_add_func ("/law/entry", test_entry);
  g_test_add_func ("/law/heading", test_heading);
  g_test_add_func ("/law/notes", test_notes);
  g_test_add_func ("/law/limb", test_limb);
  g_test_add_func ("/law/conditions", test_conditions);
  g_test_add_func ("/law/words", test_words);
  g_test_add_func ("/law/references", test_references);
  g_test_add_func ("/law/resource", test_resource);

  g_test_add_func ("/law/translation/merged", test_translated);
  g_test_add_func ("/law/translation/fallback", test_fallback);
  g_test_add_data_func ("/law/translation/none", "fr_FR", test_no_translation);
  g_test_add_data_func ("/law/translation/empty", "", test_no_translation);
  g_test_add_data_func ("/law/translation/plain-locale", "C.UTF-8", test_no_translation);
  g_test_add_data_func ("/law/translation/elsewhere", "../law/small.de", test_no_translation);
  g_test_add ("/law/translation/stale", Fixture, NULL,
              fixture_set_up, test_stale_translation, fixture_tear_down);

  for (gsize i = 0; i < G_N_ELEMENTS (damage_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/law/damage/%s", damage_cases[i].label);

      g_test_add (path, Fixture, &damage_cases[i], fixture_set_up, test_damage, fixture_tear_down);
    }
  g_test_add ("/law/damage/swapped", Fixture, NULL,
              fixture_set_up, test_swapped, fixture_tear_down);
  g_test_add ("/law/damage/too-large", Fixture, NULL,
              fixture_set_up, test_too_large, fixture_tear_down);
  g_test_add ("/law/damage/empty", Fixture, NULL,
              fixture_set_up, test_empty_file, fixture_tear_down);
  g_test_add ("/law/damage/missing", Fixture, NULL,
              fixture_set_up, test_missing_file, fixture_tear_down);

  for (gsize i = 0; i < G_N_ELEMENTS (search_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/law/search/%s", search_cases[i].label);

      g_test_add_data_func (path, &search_cases[i], test_search);
    }

  return g_test_run ();
}
