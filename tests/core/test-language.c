/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-kind.h"
#include "tf-law.h"
#include "tf-messages-private.h"
#include "tf-plural-private.h"

#include <locale.h>
#include <string.h>

/* Plural rules */

typedef struct
{
  const char *label;
  const char *line;      /* what follows "Plural-Forms:" */
  gulong      numbers[8];
  guint       forms[8];
} PluralCase;

static const PluralCase plural_cases[] = {
  { "german", " nplurals=2; plural=(n != 1);", { 0, 1, 2, 11 }, { 1, 0, 1, 1 } },
  { "french", " nplurals=2; plural=(n > 1);", { 0, 1, 2, 11 }, { 0, 0, 1, 1 } },
  { "japanese", " nplurals=1; plural=0;", { 0, 1, 2, 11 }, { 0, 0, 0, 0 } },
  { "latvian", " nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    { 0, 1, 2, 11, 21, 111 }, { 2, 0, 1, 1, 0, 1 } },
  { "polish",
    " nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    { 0, 1, 2, 5, 12, 22, 25, 112 }, { 2, 0, 1, 2, 2, 1, 2, 2 } },
  { "slovenian", " nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    { 0, 1, 2, 3, 4, 5, 101, 102 }, { 3, 0, 1, 2, 2, 3, 0, 1 } },
  { "irish", " nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;",
    { 0, 1, 2, 3, 6, 7, 10, 11 }, { 2, 0, 1, 2, 2, 3, 3, 4 } },
  { "arithmetic", " nplurals=6; plural=!(n-3)*2+n/4;", { 0, 3, 4, 8 }, { 0, 2, 1, 2 } },
  { "too-large", " nplurals=2; plural=n;", { 0, 1, 2, 9 }, { 0, 1, 0, 0 } },
};

static void
test_plural (gconstpointer data)
{
  const PluralCase *c = data;
  g_autofree char *header = g_strconcat ("Language: xx\nPlural-Forms:", c->line, "\n", NULL);
  TfPluralRule rule;

  g_assert_true (tf_plural_rule_read (&rule, header));
  for (guint i = 0; i < G_N_ELEMENTS (c->numbers) && (i == 0 || c->numbers[i] != 0); i++)
    g_assert_cmpuint (tf_plural_rule_choose (&rule, c->numbers[i]), ==, c->forms[i]);
  tf_plural_rule_clear (&rule);
}

static const char *const bad_plurals[] = {
  " plural=n", " nplurals=2;", " nplurals=0; plural=0", " nplurals=9; plural=0", " nplurals=2; plural=",
  " nplurals=2; plural=n %", " nplurals=2; plural=(n", " nplurals=2; plural=n)", " nplurals=2; plural=m",
  " nplurals=2; plural=n ? 1", " nplurals=2; plural=n/0", " nplurals=2; plural=n%0",
  " nplurals=2; plural=n = 1", " nplurals=2; plural=1 2",
};

static void
test_bad_plural (gconstpointer data)
{
  g_autofree char *header = g_strconcat ("Plural-Forms:", data, "\n", NULL);
  TfPluralRule rule;

  g_assert_false (tf_plural_rule_read (&rule, header));
  tf_plural_rule_clear (&rule);
}

/* Nothing that is nested without end is followed without end. */
static void
test_deep_plural (void)
{
  g_autofree char *open = g_strnfill (900, '(');
  g_autofree char *denied = g_strnfill (900, '!');
  g_autofree char *nested = g_strconcat (" nplurals=2; plural=", open, NULL);
  g_autofree char *negated = g_strconcat (" nplurals=2; plural=", denied, "n", NULL);

  test_bad_plural (nested);
  test_bad_plural (negated);
}

/* Catalogues */

static void
append_number (GByteArray *bytes,
               guint32     number,
               gboolean    swapped)
{
  guint32 value = swapped ? GUINT32_SWAP_LE_BE (number) : number;

  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

#define HEADER "Plural-Forms: nplurals=2; plural=n>1;\n"

/* The originals are sorted; lengths leave out the last byte, which is zero. */
static const struct
{
  const char *text;
  gsize       length;
} strings[] = {
  { "", 0 }, { "door", 4 }, { "gate\0gates", 10 },
  { HEADER, sizeof HEADER - 1 }, { "Tür", 4 }, { "Tor\0Tore", 8 },
};

static GByteArray *
make_catalogue (gboolean swapped)
{
  GByteArray *bytes = g_byte_array_new ();
  guint32 place = 28 + 6 * 8;

  append_number (bytes, 0x950412de, swapped);
  append_number (bytes, 0, swapped);
  append_number (bytes, 3, swapped);
  append_number (bytes, 28, swapped);
  append_number (bytes, 28 + 3 * 8, swapped);
  append_number (bytes, 0, swapped);
  append_number (bytes, 0, swapped);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      append_number (bytes, strings[i].length, swapped);
      append_number (bytes, place, swapped);
      place += strings[i].length + 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_byte_array_append (bytes, (const guint8 *) strings[i].text, strings[i].length + 1);

  return bytes;
}

static TfMessages *
read_catalogue (GByteArray *bytes)
{
  g_autoptr(GBytes) frozen = g_byte_array_free_to_bytes (bytes);

  return tf_messages_new (frozen);
}

static void
test_catalogue (gconstpointer data)
{
  g_autoptr(TfMessages) messages = read_catalogue (make_catalogue (GPOINTER_TO_INT (data)));

  g_assert_nonnull (messages);
  g_assert_cmpstr (tf_messages_lookup (messages, "door"), ==, "Tür");
  g_assert_cmpstr (tf_messages_lookup (messages, "gate"), ==, "Tor");
  g_assert_cmpstr (tf_messages_lookup (messages, "window"), ==, NULL);
  g_assert_cmpstr (tf_messages_lookup (messages, "a"), ==, NULL);
  g_assert_cmpstr (tf_messages_lookup (messages, ""), ==, NULL);
  g_assert_cmpstr (tf_messages_lookup_plural (messages, "gate", 0), ==, "Tor");
  g_assert_cmpstr (tf_messages_lookup_plural (messages, "gate", 1), ==, "Tor");
  g_assert_cmpstr (tf_messages_lookup_plural (messages, "gate", 2), ==, "Tore");
  g_assert_cmpstr (tf_messages_lookup_plural (messages, "door", 2), ==, NULL);
  g_assert_cmpstr (tf_messages_lookup_plural (messages, "window", 2), ==, NULL);
}

/* Any four bytes of the head and the tables, overwritten with numbers that lead outside. */
static void
test_damaged (void)
{
  static const guint32 values[] = { 0x7fffffff, 0xffffffff, 0x80000000, 200 };

  for (guint offset = 0; offset < 28 + 6 * 8; offset += 4)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        GByteArray *bytes = make_catalogue (FALSE);
        g_autoptr(TfMessages) messages = NULL;

        memcpy (bytes->data + offset, &values[i], sizeof values[i]);
        messages = read_catalogue (bytes);
        if (messages != NULL)
          tf_messages_lookup_plural (messages, "gate", 5);
        /* The two last numbers of the head belong to a table that is not read. */
        g_assert_true (messages == NULL || offset == 4 || offset == 20 || offset == 24);
      }
}

static void
test_cut (void)
{
  g_autoptr(GByteArray) whole = make_catalogue (FALSE);

  for (guint length = 0; length < whole->len; length++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (whole->data, length);
      g_autoptr(TfMessages) messages = tf_messages_new (bytes);

      g_assert_null (messages);
    }
}

/* Languages */

static const struct
{
  const char *label;
  const char *locale;
  const char *id;
} locale_cases[] = {
  { "plain", "de", "de" }, { "territory", "fr_CH.UTF-8", "fr" }, { "modifier", "de_AT@euro", "de" },
  { "tag", "de-AT", "de" }, { "original", "en_GB", "en" }, { "unknown", "xx", NULL },
  { "posix", "C", NULL }, { "empty", "", NULL }, { "path", "../de", NULL },
};

static void
test_locales (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (locale_cases); i++)
    {
      const TfLanguage *found = tf_language_find (locale_cases[i].locale);
      const char *wanted = locale_cases[i].id;

      g_assert_cmpstr (found != NULL ? tf_language_get_id (found) : NULL, ==, wanted);
      g_assert_cmpstr (tf_language_get_id (tf_language_get (locale_cases[i].locale)), ==,
                       wanted != NULL ? wanted : "en");
    }
}

static void
test_words (void)
{
  const TfLanguage *english = tf_language_get ("en");
  const TfLanguage *german = tf_language_get ("de");
  const TfLanguage *french = tf_language_get ("fr");

  g_assert_true (tf_language_get ("de_DE") == german);
  g_assert_cmpstr (L_ (english, "Draft"), ==, "Draft");
  g_assert_cmpstr (L_ (german, "Draft"), ==, "Entwurf");
  g_assert_cmpstr (L_ (french, "Draft"), ==, "Projet");
  g_assert_cmpstr (tf_language_translate (german, "no such text"), ==, "no such text");
  g_assert_cmpstr (LN_ (english, "%s byte", "%s bytes", 1), ==, "%s byte");
  g_assert_cmpstr (LN_ (english, "%s byte", "%s bytes", 0), ==, "%s bytes");
  g_assert_cmpstr (LN_ (french, "%s byte", "%s bytes", 0), ==, "%s octet");
  g_assert_cmpstr (LN_ (french, "%s byte", "%s bytes", 2), ==, "%s octets");
}

static const struct
{
  const char *language;
  const char *iso;
  const char *words;
} date_cases[] = {
  { "en", "2027-12-11", "11 December 2027" }, { "de", "2027-12-11", "11. Dezember 2027" },
  { "fr", "2027-12-11", "11 décembre 2027" }, { "fr", "2027-05-01", "1er mai 2027" },
  { "de", "2027-05-01T10:00:00Z", "1. Mai 2027" }, { "de", "", "" }, { "fr", "bientôt", "bientôt" },
  { "de", "2027-13-01", "2027-13-01" },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_cases); i++)
    {
      g_autofree char *words = tf_language_dup_date (tf_language_get (date_cases[i].language),
                                                     date_cases[i].iso);

      g_assert_cmpstr (words, ==, date_cases[i].words);
    }
}

/* A file can be given every language that there is, and the law speaks each of them. */
static void
test_complete (void)
{
  const TfField *field = tf_kind_lookup_field (tf_kind_lookup ("release"), "language");
  const char *const *ids = tf_language_list ();

  g_assert_cmpuint (g_strv_length ((char **) ids), ==, field->n_choices);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(TfLaw) law = tf_law_new_builtin (ids[i]);

      g_assert_nonnull (tf_field_get_choice_label (field, ids[i]));
      g_assert_cmpstr (tf_law_get_language (law), ==, ids[i]);
      g_assert_cmpuint (tf_law_list_untranslated (law)->len, ==, 0);
    }
}

static void
test_kinds (void)
{
  const TfKind *kind = tf_kind_lookup ("release");
  const TfField *field = tf_kind_lookup_field (kind, "language");
  const TfLanguage *german = tf_language_get ("de");

  g_assert_cmpstr (tf_kind_get_label_in (kind, tf_language_get ("en")), ==, "Release");
  g_assert_cmpstr (tf_kind_get_label_in (kind, german), ==, "Version");
  g_assert_cmpstr (tf_field_get_label_in (field, german), !=, field->label);
  g_assert_cmpstr (tf_field_get_choice_label_in (field, "fr", german), ==, "Französisch");
  g_assert_null (tf_field_get_choice_label_in (field, "xx", german));
}

/* Each thread gets its own language, however they alternate. */
static gpointer
translate_thread (gpointer data)
{
  const char *id = data;
  const char *wanted = strcmp (id, "de") == 0 ? "Entwurf" : strcmp (id, "fr") == 0 ? "Projet" : "Draft";

  for (guint i = 0; i < 20000; i++)
    g_assert_cmpstr (L_ (tf_language_get (id), "Draft"), ==, wanted);

  return NULL;
}

static void
test_threads (void)
{
  static const char *const ids[] = { "de", "fr", "en", "de", "fr", "en" };
  GThread *threads[G_N_ELEMENTS (ids)];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    threads[i] = g_thread_new ("translate", translate_thread, (gpointer) ids[i]);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (plural_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/language/plural/", plural_cases[i].label, NULL);

      g_test_add_data_func (path, &plural_cases[i], test_plural);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_plurals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/language/plural/bad/%u", i);

      g_test_add_data_func (path, bad_plurals[i], test_bad_plural);
    }
  g_test_add_func ("/language/plural/deep", test_deep_plural);
  g_test_add_data_func ("/language/catalogue/this-order", GINT_TO_POINTER (FALSE), test_catalogue);
  g_test_add_data_func ("/language/catalogue/other-order", GINT_TO_POINTER (TRUE), test_catalogue);
  g_test_add_func ("/language/catalogue/damaged", test_damaged);
  g_test_add_func ("/language/catalogue/cut", test_cut);
  g_test_add_func ("/language/locales", test_locales);
  g_test_add_func ("/language/words", test_words);
  g_test_add_func ("/language/dates", test_dates);
  g_test_add_func ("/language/complete", test_complete);
  g_test_add_func ("/language/kinds", test_kinds);
  g_test_add_func ("/language/threads", test_threads);

  return g_test_run ();
}
