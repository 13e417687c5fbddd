/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"
#include "tf-finding.h"
#include "tf-template.h"
#include "tf-work.h"

#include <libxml/relaxng.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

static const char *const template_ids[] = { "blank", "sensor", "desktop-software", "library" };

static void
test_list (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) templates = tf_template_list ("xx", &error);
  g_autofree char *xml = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (templates->len, ==, G_N_ELEMENTS (template_ids));
  g_assert_cmpstr (((TfTemplate *) templates->pdata[0])->id, ==, "blank");
  for (guint i = 0; i < templates->len; i++)
    {
      TfTemplate *template = templates->pdata[i];

      g_assert_true (g_strv_contains (template_ids, template->id) || i > 0);
      g_assert_cmpstr (template->title, !=, "");
      g_assert_cmpstr (template->summary, !=, "");
      g_assert_nonnull (strstr (template->hint, "core functionality"));
    }

  xml = tf_template_dup_xml ("sensor", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (xml, "<?xml"));
}

static void
test_unknown (AppFixture    *fixture,
              gconstpointer  data)
{
  const char *ids[] = { "", "nothing", "../sample/sample", "Sensor" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) other = NULL;

      g_assert_false (tf_template_fill (fixture->workspace, ids[i], fixture->product, fixture->release, &error));
      g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND);
      g_assert_null (tf_template_dup_xml (ids[i], &other));
      g_assert_error (other, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND);
    }
}

static void
test_schema (gconstpointer data)
{
  g_autofree char *schema_path = g_test_build_filename (G_TEST_DIST, "..", "templates", "template.rng", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "templates", data, NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (schema_path);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt (schema);
  xmlDoc *document = xmlReadFile (path, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  g_assert_cmpint (xmlRelaxNGValidateDoc (valid, document), ==, 0);

  xmlFreeDoc (document);
  xmlRelaxNGFreeValidCtxt (valid);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
}

/* Every record that answers a point of the law answers one that there is. */
static void
check_keys (AppFixture *fixture,
            GPtrArray  *records)
{
  TfLaw *law = tf_workspace_get_law (fixture->workspace);

  for (guint i = 0; i < records->len; i++)
    {
      const char *key = tf_record_get_key (records->pdata[i]);

      if (*key != '\0' && tf_law_lookup (law, key) == NULL)
        g_error ("there is no point “%s” in the catalogue", key);
    }
}

/* A start is a draft and says so. */
static void
check_starts (AppFixture *fixture)
{
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier (fixture->workspace, fixture->release, NULL);
  GPtrArray *elements = tf_law_list (tf_workspace_get_law (fixture->workspace), TF_LAW_ELEMENT);

  for (guint i = 0; i < elements->len; i++)
    {
      const TfLawEntry *entry = elements->pdata[i];
      TfRecord *slot = tf_dossier_find (dossier, "slot", entry->id);
      TfState state = tf_state_of (dossier, entry);

      g_assert_true (state == TF_STATE_DRAFT || state == TF_STATE_NOT_DUE);
      if (state == TF_STATE_DRAFT)
        {
          g_assert_nonnull (strchr (tf_record_get (slot, "text"), '['));
          g_assert_nonnull (strstr (tf_record_get (slot, "text"), "This section "));
        }
    }
}

static void
test_fill (AppFixture    *fixture,
           gconstpointer  data)
{
  const char *id = data;
  TfStore *store = fixture->base.store;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GPtrArray) undone = NULL;
  g_autoptr(GPtrArray) redone = NULL;

  g_assert_true (tf_template_fill (fixture->workspace, id, fixture->product, fixture->release, &error));
  g_assert_no_error (error);
  added = tf_store_list_below (store, tf_record_get_id (fixture->release), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (fixture->product, "name"), ==, "Sensor");
  if (g_str_equal (id, "blank"))
    {
      g_assert_cmpuint (added->len, ==, 0);
      return;
    }

  check_keys (fixture, added);
  check_starts (fixture);
  g_assert_cmpstr (tf_record_get (fixture->release, "hardware"), ==, g_str_equal (id, "sensor") ? "yes" : "no");

  g_assert_true (tf_store_undo (store, &error));
  undone = tf_store_list_below (store, tf_record_get_id (fixture->release), &error);
  g_assert_cmpuint (undone->len, ==, 0);
  g_assert_cmpstr (tf_record_get (fixture->release, "hardware"), ==, "");

  g_assert_true (tf_store_redo (store, &error));
  redone = tf_store_list_below (store, tf_record_get_id (fixture->release), &error);
  g_assert_cmpuint (redone->len, ==, added->len);
  check_starts (fixture);
}

static void
test_keeps (AppFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(TfRecord) slot = store_fixture_add (&fixture->base, "slot", fixture->release, "1a.purpose",
                                                "state", "ready", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_set (fixture->base.store, fixture->release, "hardware", "no", NULL));
  g_assert_true (tf_template_fill (fixture->workspace, "sensor", fixture->product, fixture->release, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (fixture->release, "hardware"), ==, "no");
  g_assert_cmpstr (tf_record_get (slot, "state"), ==, "ready");
  g_assert_cmpstr (tf_record_get (slot, "text"), !=, "");
}

static TfRecord *
start_in (AppFixture *fixture,
          const char *id,
          const char *language)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) product = NULL;
  TfRecord *release = NULL;

  product = tf_work_add_product (fixture->workspace, "Trial", id, NULL, language, &release, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (release, "language"), ==, language);
  return release;
}

/* Numbers, and single words that several languages share, may be the same. */
static void
assert_translated (const char *original,
                   const char *translation)
{
  g_autoptr(GRegex) split = g_regex_new ("<[^>]*>", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_auto(GStrv) before = g_regex_split (split, original, G_REGEX_MATCH_DEFAULT);
  g_auto(GStrv) after = g_regex_split (split, translation, G_REGEX_MATCH_DEFAULT);

  g_assert_cmpuint (g_strv_length (before), ==, g_strv_length (after));
  for (guint i = 0; before[i] != NULL; i++)
    {
      g_strstrip (before[i]);
      if (strchr (before[i], ' ') != NULL && strpbrk (before[i], "abcdefghijklmnopqrstuvwxyz") != NULL)
        g_assert_cmpstr (before[i], !=, g_strstrip (after[i]));
    }
}

static void
test_languages (AppFixture    *fixture,
                gconstpointer  data)
{
  static const char *const languages[] = { "de", "fr" };
  TfStore *store = fixture->base.store;
  g_autoptr(TfRecord) english = start_in (fixture, data, "en");
  g_autoptr(GPtrArray) originals = tf_store_list (store, "slot", tf_record_get_id (english), NULL);

  g_assert_cmpuint (originals->len, >, 20);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr(TfRecord) release = start_in (fixture, data, languages[i]);
      g_autoptr(GPtrArray) slots = tf_store_list (store, "slot", tf_record_get_id (release), NULL);

      g_assert_cmpuint (slots->len, ==, originals->len);
      for (guint j = 0; j < slots->len; j++)
        assert_translated (tf_record_get (originals->pdata[j], "text"),
                           tf_record_get (slots->pdata[j], "text"));
    }
}

/* What a person reads who chooses a template. */
static void
test_heads (void)
{
  g_autoptr(GPtrArray) english = tf_template_list ("en", NULL);
  g_autoptr(GPtrArray) german = tf_template_list ("de_AT", NULL);

  for (guint i = 0; i < english->len; i++)
    for (guint j = 0; j < german->len; j++)
      {
        const TfTemplate *original = english->pdata[i];
        const TfTemplate *translation = german->pdata[j];

        if (!g_str_equal (original->id, translation->id))
          continue;
        g_assert_cmpstr (original->title, !=, translation->title);
        g_assert_cmpstr (original->summary, !=, translation->summary);
        g_assert_nonnull (strstr (translation->hint, "Kernfunktion"));
      }
}

static TfRecord *
add_sample (AppFixture    *fixture,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  tf_sample_add_async (fixture->workspace, NULL, NULL, cancellable, app_fixture_done_cb, fixture);
  result = app_fixture_wait (fixture);
  return tf_sample_add_finish (fixture->workspace, result, error);
}

static TfRecord *
get_release (AppFixture *fixture,
             TfRecord   *product)
{
  g_autoptr(GPtrArray) releases = NULL;

  releases = tf_store_list (fixture->base.store, "release", tf_record_get_id (product), NULL);
  g_assert_cmpuint (releases->len, ==, 1);
  return g_object_ref (releases->pdata[0]);
}

/* The one thing that a file cannot have before its end is the signed declaration. */
static void
check_findings (AppFixture *fixture,
                TfDossier  *dossier)
{
  g_autoptr(GDate) today = g_date_new_dmy (24, G_DATE_NOVEMBER, 2026);
  g_autoptr(GPtrArray) findings = tf_check_dossier (dossier, TF_PURPOSE_DOSSIER, today);

  g_assert_false (tf_findings_block (findings));
  for (guint i = 0; i < findings->len; i++)
    {
      TfFinding *finding = findings->pdata[i];

      if (!g_str_equal (finding->subject, "7.declaration"))
        g_error ("%s: %s", finding->rule, finding->message);
    }
  g_assert_cmpuint (findings->len, ==, 1);
}

static void
check_file (AppFixture *fixture,
            TfRecord   *revision,
            TfRecord   *link)
{
  g_autofree char *path = tf_store_dup_object_path (fixture->base.store, tf_record_get (revision, "sha256"));
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *pages = tf_record_get (link, "pages");
  const char *last = strrchr (pages, '-') != NULL ? strrchr (pages, '-') + 1 : pages;
  PopplerDocument *document;
  g_autoptr(GError) error = NULL;

  if (!g_str_equal (tf_record_get (revision, "media-type"), "application/pdf"))
    {
      g_assert_true (*pages == '\0' || g_str_equal (pages, "1"));
      return;
    }

  document = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (atoi (last), >=, 1);
  g_assert_cmpint (atoi (last), <=, poppler_document_get_n_pages (document));
  g_object_unref (document);
}

static void
check_links (AppFixture *fixture,
             TfDossier  *dossier)
{
  TfLaw *law = tf_dossier_get_law (dossier);
  GPtrArray *links = tf_dossier_list (dossier, "link");

  for (guint i = 0; i < links->len; i++)
    {
      TfRecord *link = links->pdata[i];
      TfRecord *evidence = tf_dossier_lookup (dossier, tf_record_get (link, "evidence"));
      TfRecord *revision = tf_dossier_lookup (dossier, tf_record_get (link, "revision"));

      g_assert_nonnull (tf_law_lookup (law, tf_record_get (link, "subject")));
      g_assert_cmpstr (tf_record_get_parent (revision), ==, tf_record_get_id (evidence));
      check_file (fixture, revision, link);
    }
}

/* Nothing is evidence that proves nothing. */
static void
check_evidence (TfDossier *dossier)
{
  GPtrArray *evidence = tf_dossier_list (dossier, "evidence");
  GPtrArray *links = tf_dossier_list (dossier, "link");

  g_assert_cmpuint (evidence->len, ==, 20);
  for (guint i = 0; i < evidence->len; i++)
    {
      guint n_links = 0;

      for (guint j = 0; j < links->len; j++)
        n_links += g_str_equal (tf_record_get (links->pdata[j], "evidence"),
                                tf_record_get_id (evidence->pdata[i]));
      g_assert_cmpuint (n_links, >=, 1);
    }
}

static void
test_sample (AppFixture    *fixture,
             gconstpointer  data)
{
  TfStore *store = fixture->base.store;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) product = add_sample (fixture, NULL, &error);
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GPtrArray) records = NULL;

  g_assert_no_error (error);
  release = get_release (fixture, product);
  dossier = tf_workspace_load_dossier (fixture->workspace, release, &error);
  g_assert_no_error (error);
  records = tf_store_list_below (store, tf_record_get_id (product), &error);
  g_assert_no_error (error);

  check_keys (fixture, records);
  check_findings (fixture, dossier);
  check_links (fixture, dossier);
  check_evidence (dossier);
  store_fixture_assert_sound (&fixture->base);

  g_assert_true (tf_store_undo (store, &error));
  g_assert_true (tf_record_is_removed (product));
  g_assert_true (tf_store_redo (store, &error));
  g_assert_false (tf_record_is_removed (product));
  store_fixture_assert_sound (&fixture->base);
}

/* Measures are taken over from the catalogue, where a reason is given for those not used. */
static void
test_sample_measures (AppFixture    *fixture,
                      gconstpointer  data)
{
  TfLaw *law = tf_workspace_get_law (fixture->workspace);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) product = add_sample (fixture, NULL, &error);
  g_autoptr(TfRecord) release = get_release (fixture, product);
  g_autoptr(GPtrArray) measures = NULL;

  measures = tf_store_list (fixture->base.store, "measure", tf_record_get_id (release), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (measures->len, >, 100);
  for (guint i = 0; i < measures->len; i++)
    {
      TfRecord *measure = measures->pdata[i];
      const TfLawEntry *entry = tf_law_lookup (law, tf_record_get_key (measure));

      g_assert_nonnull (entry);
      g_assert_cmpstr (tf_record_get (measure, "limb"), ==, entry->parent->id);
      if (g_str_equal (tf_record_get (measure, "status"), "not-used"))
        g_assert_cmpstr (tf_record_get (measure, "reason"), !=, "");
    }
}

static void
test_sample_cancelled (AppFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) products = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (add_sample (fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  products = tf_store_list (fixture->base.store, "product", NULL, NULL);
  g_assert_cmpuint (products->len, ==, 1);
}

static void
test_sample_read_only (AppFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr(TfStore) reader = tf_store_open (fixture->base.path, FALSE, NULL);
  g_autoptr(TfWorkspace) other = tf_workspace_new (reader, tf_workspace_get_law (fixture->workspace));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  tf_sample_add_async (other, NULL, NULL, NULL, app_fixture_done_cb, fixture);
  result = app_fixture_wait (fixture);
  g_assert_null (tf_sample_add_finish (other, result, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_READ_ONLY);
}

#define ADD(path, data, function) \
  g_test_add (path, AppFixture, data, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template/list", test_list);
  g_test_add_func ("/template/heads", test_heads);
  ADD ("/template/languages/sensor", "sensor", test_languages);
  ADD ("/template/languages/desktop-software", "desktop-software", test_languages);
  ADD ("/template/languages/library", "library", test_languages);
  ADD ("/template/unknown", NULL, test_unknown);
  ADD ("/template/keeps", NULL, test_keeps);
  for (guint i = 0; i < G_N_ELEMENTS (template_ids); i++)
    {
      g_autofree char *path = g_strconcat ("/template/fill/", template_ids[i], NULL);
      g_autofree char *schema = g_strconcat ("/template/schema/", template_ids[i], NULL);

      ADD (path, template_ids[i], test_fill);
      g_test_add_data_func_full (schema, g_strconcat ("en/", template_ids[i], ".xml", NULL), test_schema, g_free);
    }
  g_test_add_data_func ("/template/schema/sample", "sample/sample.xml", test_schema);
  ADD ("/sample/whole", NULL, test_sample);
  ADD ("/sample/measures", NULL, test_sample_measures);
  ADD ("/sample/cancelled", NULL, test_sample_cancelled);
  ADD ("/sample/read-only", NULL, test_sample_read_only);

  return g_test_run ();
}
