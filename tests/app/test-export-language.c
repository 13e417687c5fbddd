/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is written out speaks the language of the file, whatever that of the program is. This
 * program runs anew for each language of its own, since it has only one in its life. */

#include "config.h"

#include "library-fixture.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <poppler.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

typedef struct
{
  const char *locale;    /* LC_ALL */
  const char *language;  /* LANGUAGE */
  const char *draft;     /* what the program itself says for "Draft" */
} Surroundings;

static const Surroundings surroundings[] = {
  { "C", "", "Draft" },
  { "de_DE.UTF-8", "de", "Entwurf" },
  { "fr_FR.UTF-8", "fr", "Projet" },
};

static const char *own_path;

static void
write_bundle (TfWorkspace *workspace,
              TfRecord    *release,
              const char  *language,
              GFile       *target)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(TfExportResult) exported = NULL;
  g_autoptr(GError) error = NULL;
  const TfExportRequest request = { .release = release, .language = language, .target = target };

  tf_export_job_async (workspace, &request, NULL, NULL, NULL, library_fixture_ready_cb, &result);
  library_fixture_wait (&result);
  exported = tf_export_job_finish (workspace, result, &error);
  g_assert_no_error (error);
}

static void
write_plan (TfWorkspace *workspace,
            TfRecord    *release,
            const char  *language,
            GFile       *target)
{
  g_autoptr(GError) error = NULL;
  GDate today;

  g_date_set_dmy (&today, 15, G_DATE_MARCH, 2027);
  tf_export_job_write_plan (workspace, release, NULL, &today, language, target, &error);
  g_assert_no_error (error);
}

/* The other life of this program: says a word of its own, and writes what a library holds. */
static int
run_as_program (const char *library,
                const char *language,
                const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfStore) store = tf_store_open (library, FALSE, &error);
  g_autoptr(TfLaw) law = tf_law_new_builtin (g_get_language_names ()[0]);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(TfWorkspace) workspace = NULL;
  g_autoptr(GPtrArray) releases = NULL;

  g_assert_no_error (error);
  g_print ("%s", tf_purpose_get_label (TF_PURPOSE_DRAFT));
  workspace = tf_workspace_new (store, law);
  releases = tf_store_list (store, "release", NULL, &error);
  g_assert_no_error (error);
  if (g_str_has_suffix (path, ".pdf"))
    write_bundle (workspace, releases->pdata[0], language, target);
  else
    write_plan (workspace, releases->pdata[0], language, target);

  return 0;
}

static GBytes *
write_file (LibraryFixture     *library,
            const Surroundings *around,
            const char         *language,
            const char         *name)
{
  g_autofree char *folder = library_fixture_path (library, "library");
  g_autofree char *path = library_fixture_path (library, name);
  const char *arguments[] = { own_path, "--export", folder, language, path, NULL };
  g_auto(GStrv) environment = g_get_environ ();
  g_autofree char *said = NULL;
  g_autoptr(GError) error = NULL;
  char *content = NULL;
  gsize length;
  int status;

  environment = g_environ_setenv (environment, "LC_ALL", around->locale, TRUE);
  environment = g_environ_setenv (environment, "LANGUAGE", around->language, TRUE);
  g_spawn_sync (NULL, (char **) arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (said, ==, around->draft);
  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

static void
test_same_bytes (gconstpointer data)
{
  const char *name = data;
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(GBytes) first = NULL;

  library_fixture_fill (library);
  first = write_file (library, &surroundings[0], "de", name);
  for (guint i = 1; i < G_N_ELEMENTS (surroundings); i++)
    {
      g_autoptr(GBytes) other = write_file (library, &surroundings[i], "de", name);

      g_assert_true (g_bytes_equal (first, other));
    }
}

/* Every value of every record, and the law in French: words from there may be in the file. */
static char *
dup_known (LibraryFixture *library)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "law", "cra.fr.xml", NULL);
  g_autofree char *law = NULL;
  GString *known = g_string_new (NULL);
  const TfKind *const *kinds;
  guint n_kinds;

  g_assert_true (g_file_get_contents (path, &law, NULL, NULL));
  kinds = tf_kind_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(GPtrArray) records = tf_store_list (library->store, kinds[i]->id, NULL, NULL);

      for (guint j = 0; j < records->len; j++)
        for (guint k = 0; k < kinds[i]->n_fields; k++)
          g_string_append_printf (known, "%s\n", tf_record_get (records->pdata[j],
                                                                kinds[i]->fields[k].id));
    }
  g_string_append (known, law);
  g_string_ascii_down (known);

  return g_string_free (known, FALSE);
}

static char *
dup_text (GBytes *pdf)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes (pdf, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr(PopplerPage) page = poppler_document_get_page (document, i);
      g_autofree char *words = poppler_page_get_text (page);

      g_string_append_printf (text, "%s\n", words);
    }

  return g_string_free (text, FALSE);
}

/* Words of four letters and more, with a capital only at their beginning. */
static GHashTable *
collect_words (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GRegex) word = g_regex_new ("(?<!\\p{L})\\p{L}\\p{Ll}{3,}(?!\\p{L})", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match (word, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);

      g_hash_table_add (words, g_ascii_strdown (found, -1));
    }

  return words;
}

/* A word of the English file is in the French one only where it is French, or a person's. */
static void
test_nothing_left (void)
{
  /* The last one is a caption and an address that come out as one word. */
  static const char *const shared[] = { "manifest", "page", "contactinfo", NULL };
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autoptr(GBytes) english = NULL;
  g_autoptr(GBytes) french = NULL;
  g_autofree char *known = NULL;
  g_autofree char *english_text = NULL;
  g_autofree char *french_text = NULL;
  g_autoptr(GHashTable) english_words = NULL;
  g_autoptr(GHashTable) french_words = NULL;
  GHashTableIter iter;
  gpointer word;

  library_fixture_fill (library);
  known = dup_known (library);
  english = write_file (library, &surroundings[0], "en", "en.pdf");
  french = write_file (library, &surroundings[0], "fr", "fr.pdf");
  english_text = dup_text (english);
  french_text = dup_text (french);
  english_words = collect_words (english_text);
  french_words = collect_words (french_text);
  g_assert_cmpuint (g_hash_table_size (french_words), >, 500);

  g_hash_table_iter_init (&iter, english_words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (g_hash_table_contains (french_words, word) && strstr (known, word) == NULL &&
        !g_strv_contains (shared, word))
      g_error ("“%s” is left in English", (const char *) word);
}

static char *
dup_metadata (GBytes *pdf)
{
  g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes (pdf, NULL, NULL);

  return poppler_document_get_metadata (document);
}

/* The file says itself which language it is in, and its days are written in that. */
static void
test_states_language (void)
{
  static const struct
  {
    const char *language;
    const char *month;
    const char *page;
  } cases[] = {
    { "en", "15 March 2027", "Page 2 of" },
    { "de", "15. März 2027", "Seite 2 von" },
    { "fr", "15 mars 2027", "Page 2 sur" },
  };
  g_autoptr(LibraryFixture) library = library_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tag = g_strdup_printf ("<rdf:li>%s</rdf:li>", cases[i].language);
      g_autofree char *path = library_fixture_path (library, "file.pdf");
      g_autofree char *text = NULL;
      g_autofree char *metadata = NULL;
      g_autofree char *content = NULL;
      g_autoptr(TfExportResult) result = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;
      gsize length;

      g_assert_true (tf_store_set (library->store, library->release, "language", cases[i].language,
                                   NULL));
      result = library_fixture_export (library, NULL, NULL, "file.pdf", &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      bytes = g_bytes_new_take (g_steal_pointer (&content), length);
      metadata = dup_metadata (bytes);
      g_assert_nonnull (strstr (metadata, tag));
      text = dup_text (bytes);
      g_assert_nonnull (strstr (text, cases[i].month));
      g_assert_nonnull (strstr (text, cases[i].page));
    }
}

static void
test_unknown_language (void)
{
  g_autoptr(LibraryFixture) library = library_fixture_new ();
  g_autofree char *path = library_fixture_path (library, "plan.csv");
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  GDate today;

  g_date_set_dmy (&today, 15, G_DATE_MARCH, 2027);
  g_assert_false (tf_export_job_write_plan (library->workspace, library->release, NULL, &today, "xx",
                                            target, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "de, en, fr"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  own_path = argv[0];
  if (argc == 5 && strcmp (argv[1], "--export") == 0)
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TF_TEST_LOCALE_DIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      return run_as_program (argv[2], argv[3], argv[4]);
    }

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/export-language/same-bytes/bundle", "bundle.pdf", test_same_bytes);
  g_test_add_data_func ("/export-language/same-bytes/plan", "plan.csv", test_same_bytes);
  g_test_add_func ("/export-language/nothing-left", test_nothing_left);
  g_test_add_func ("/export-language/states-language", test_states_language);
  g_test_add_func ("/export-language/unknown", test_unknown_language);

  return g_test_run ();
}
