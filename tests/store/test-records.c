/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-fixture.h"

#include <string.h>

typedef struct
{
  const char *label;
  const char *kind;
  gboolean    below_release;
  const char *key;
  const char *values[9];
  int         code;       /* of TF_STORE_ERROR, or -1 for TF_RECORD_ERROR */
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "unknown-kind",     "nonsense", FALSE, "", { NULL }, -1 },
  { "unknown-field",    "product", FALSE, "", { "name", "A", "colour", "red", NULL }, -1 },
  { "required",         "product", FALSE, "", { "type", "T1", NULL }, TF_STORE_ERROR_REFUSED },
  { "no-parent",        "release", FALSE, "", { "version", "1", NULL }, TF_STORE_ERROR_NOT_FOUND },
  { "wrong-parent",     "revision", TRUE, "", { "number", "1", NULL }, TF_STORE_ERROR_REFUSED },
  { "top-below",        "product", TRUE, "", { "name", "A", NULL }, TF_STORE_ERROR_REFUSED },
  { "bad-date",         "slot", TRUE, "1a.purpose", { "due", "2027-02-29", NULL }, -1 },
  { "bad-choice",       "slot", TRUE, "1a.purpose", { "state", "perfect", NULL }, -1 },
  { "bad-boolean",      "slot", TRUE, "1a.purpose", { "applicable", "maybe", NULL }, -1 },
  { "bad-text",         "slot", TRUE, "1a.purpose", { "text", "<text>", NULL }, -2 },
  { "line-break",       "product", FALSE, "", { "name", "A\nB", NULL }, -1 },
  { "dangling",         "product", FALSE, "", { "name", "A", "manufacturer", "nobody", NULL }, TF_STORE_ERROR_NOT_FOUND },
};

static void
test_refused (StoreFixture  *fixture,
              gconstpointer  data)
{
  const RefusedCase *c = data;
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(GPtrArray) before = tf_store_list_changes (fixture->store, NULL, 0, 1000, NULL);
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GError) error = NULL;

  record = tf_store_add (fixture->store, c->kind, c->below_release ? tf_record_get_id (release) : "",
                         c->key, c->values, &error);
  g_assert_null (record);
  g_assert_nonnull (error);
  if (c->code == -1)
    g_assert_true (error->domain == TF_RECORD_ERROR);
  else if (c->code >= 0)
    g_assert_error (error, TF_STORE_ERROR, c->code);

  after = tf_store_list_changes (fixture->store, NULL, 0, 1000, NULL);
  g_assert_cmpuint (after->len, ==, before->len);
  store_fixture_assert_sound (fixture);
}

static void
test_add_and_read (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(TfRecord) maker = store_fixture_add (fixture, "organisation", NULL, "", "name", "Maker", NULL);
  g_autoptr(TfRecord) product = NULL;
  g_autofree char *id = NULL;
  g_autoptr(TfRecord) again = NULL;
  g_autoptr(GPtrArray) all = NULL;

  product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", "manufacturer",
                               tf_record_get_id (maker), NULL);
  again = tf_store_get (fixture->store, tf_record_get_id (product), NULL);
  g_assert_true (again == product);
  id = g_strdup (tf_record_get_id (product));
  g_clear_object (&again);
  g_clear_object (&product);

  store_fixture_reopen (fixture, TRUE);
  product = tf_store_get (fixture->store, id, NULL);
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Cam");
  g_assert_cmpstr (tf_record_get (product, "manufacturer"), ==, tf_record_get_id (maker));
  g_assert_cmpstr (tf_record_get (product, "summary"), ==, "");

  all = tf_store_list (fixture->store, "product", NULL, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (tf_store_count (fixture->store, "product", "", NULL), ==, 1);
  store_fixture_assert_sound (fixture);
}

static void
test_keyed (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_autoptr(TfRecord) slot = store_fixture_add (fixture, "slot", release, "2b.sbom", "state", "draft", NULL);
  g_autoptr(TfRecord) found = NULL;
  g_autoptr(TfRecord) twin = NULL;
  g_autoptr(GPtrArray) below = NULL;
  g_autoptr(GError) error = NULL;

  found = tf_store_find (fixture->store, "slot", tf_record_get_id (release), "2b.sbom", &error);
  g_assert_no_error (error);
  g_assert_true (found == slot);
  g_assert_null (tf_store_find (fixture->store, "slot", tf_record_get_id (release), "3", &error));
  g_assert_no_error (error);

  twin = tf_store_add (fixture->store, "slot", tf_record_get_id (release), "2b.sbom", NULL, &error);
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_EXISTS);
  g_assert_null (twin);

  below = tf_store_list_below (fixture->store, tf_record_get_id (product), NULL);
  g_assert_cmpuint (below->len, ==, 2);
}

static void
count_cb (TfRecord   *record,
          const char *field,
          gpointer    user_data)
{
  guint *n = user_data;

  (*n)++;
}

static void
test_set_undo_redo (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(GError) error = NULL;
  guint n = 0;

  g_signal_connect (product, "changed::name", G_CALLBACK (count_cb), &n);
  g_assert_true (tf_store_set (fixture->store, product, "name", "Camera", &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (tf_store_set (fixture->store, product, "name", "Camera", &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (tf_store_get_undo_action (fixture->store), ==, "Change “Name”");

  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Cam");
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (tf_store_get_redo_action (fixture->store), ==, "Change “Name”");

  g_assert_true (tf_store_redo (fixture->store, &error));
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Camera");
  g_assert_null (tf_store_get_redo_action (fixture->store));
  store_fixture_assert_sound (fixture);
}

static void
test_undo_reaches_over_restart (StoreFixture  *fixture,
                                gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autofree char *id = g_strdup (tf_record_get_id (product));
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_set (fixture->store, product, "name", "One", &error));
  g_assert_true (tf_store_set (fixture->store, product, "name", "Two", &error));
  g_assert_true (tf_store_undo (fixture->store, &error));
  g_clear_object (&product);

  store_fixture_reopen (fixture, TRUE);
  product = tf_store_get (fixture->store, id, NULL);
  g_assert_true (tf_store_redo (fixture->store, &error));
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Two");
  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Cam");

  g_assert_true (tf_store_set (fixture->store, product, "name", "Three", &error));
  g_assert_false (tf_store_redo (fixture->store, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND);
  store_fixture_assert_sound (fixture);
}

static void
test_undo_of_adding (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) one = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_true (tf_record_is_removed (product));
  none = tf_store_list (fixture->store, "product", NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_true (tf_store_redo (fixture->store, &error));
  g_assert_false (tf_record_is_removed (product));
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Cam");
  one = tf_store_list (fixture->store, "product", NULL, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  store_fixture_assert_sound (fixture);
}

static void
test_remove (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_autoptr(GPtrArray) releases = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_remove (fixture->store, product, &error));
  g_assert_true (tf_record_is_removed (product));
  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_false (tf_record_is_removed (product));
  releases = tf_store_list (fixture->store, "release", tf_record_get_id (product), NULL);
  g_assert_cmpuint (releases->len, ==, 1);
  store_fixture_assert_sound (fixture);
}

static void
test_step_is_one (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_begin (fixture->store, "Both", &error));
  g_assert_true (tf_store_set (fixture->store, product, "name", "Camera", &error));
  release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_assert_true (tf_store_commit (fixture->store, &error));
  g_assert_cmpstr (tf_store_get_undo_action (fixture->store), ==, "Both");

  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Cam");
  g_assert_true (tf_record_is_removed (release));
  store_fixture_assert_sound (fixture);
}

static void
test_step_in_parts (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(TfRecord) first = NULL;
  g_autoptr(TfRecord) second = NULL;
  g_autoptr(TfRecord) third = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_begin_more (fixture->store, "Parts", &error));
  first = store_fixture_add (fixture, "product", NULL, "", "name", "1", NULL);
  g_assert_true (tf_store_commit (fixture->store, &error));
  g_assert_true (tf_store_begin_more (fixture->store, "Parts", &error));
  second = store_fixture_add (fixture, "product", NULL, "", "name", "2", NULL);
  g_assert_true (tf_store_commit (fixture->store, &error));
  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_true (tf_record_is_removed (first));
  g_assert_true (tf_record_is_removed (second));
  g_assert_null (tf_store_get_undo_action (fixture->store));

  g_assert_true (tf_store_redo (fixture->store, &error));
  g_assert_true (tf_store_set (fixture->store, first, "name", "between", &error));
  g_assert_true (tf_store_begin_more (fixture->store, "Parts", &error));
  third = store_fixture_add (fixture, "product", NULL, "", "name", "3", NULL);
  g_assert_true (tf_store_commit (fixture->store, &error));
  g_assert_true (tf_store_undo (fixture->store, &error));
  g_assert_true (tf_record_is_removed (third));
  g_assert_false (tf_record_is_removed (second));
  store_fixture_assert_sound (fixture);
}

static void
test_roll_back (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) bad = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  g_signal_connect (product, "changed", G_CALLBACK (count_cb), &n);
  g_assert_true (tf_store_begin (fixture->store, "Both", &error));
  g_assert_true (tf_store_set (fixture->store, product, "name", "Camera", &error));
  bad = tf_store_add (fixture->store, "release", tf_record_get_id (product), "", NULL, &error);
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED);
  g_assert_null (bad);

  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Cam");
  g_assert_cmpuint (n, ==, 0);
  g_clear_error (&error);
  g_assert_true (tf_store_set (fixture->store, product, "name", "Third", &error));
  g_assert_no_error (error);
  store_fixture_assert_sound (fixture);
}

static void
test_fixed (StoreFixture  *fixture,
            gconstpointer  data)
{
  const char *sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (fixture, "evidence", product, "", "number", "E-001",
                                                    "title", "T", NULL);
  g_autoptr(TfRecord) release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_autoptr(TfRecord) person = store_fixture_add (fixture, "person", NULL, "", "name", "P", NULL);
  g_autoptr(TfRecord) approval = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (tf_store_set (fixture->store, evidence, "number", "E-002", &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tf_store_set (fixture->store, evidence, "title", "", &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED);
  g_clear_error (&error);

  approval = store_fixture_add (fixture, "approval", release, "", "subject", "2b.sbom", "digest", sum,
                                "by", tf_record_get_id (person), "at", "2028-01-01T00:00:00Z", NULL);
  g_assert_cmpstr (tf_store_get_undo_action (fixture->store), ==, "Add “Person”");
  g_assert_false (tf_store_remove (fixture->store, approval, &error));
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED);
}

static void
test_history (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) other = store_fixture_add (fixture, "product", NULL, "", "name", "Lock", NULL);
  g_autoptr(TfRecord) release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_autoptr(GPtrArray) all = tf_store_list_changes (fixture->store, NULL, 0, 100, NULL);
  g_autoptr(GPtrArray) below = tf_store_list_changes (fixture->store, tf_record_get_id (product), 0, 100, NULL);
  g_autoptr(GPtrArray) rest = tf_store_list_changes (fixture->store, NULL, 4, 100, NULL);
  g_autofree char *last = tf_store_dup_last_change (fixture->store, NULL);
  const TfChange *change = all->pdata[1];

  g_assert_cmpuint (all->len, ==, 6);
  g_assert_cmpuint (below->len, ==, 4);
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_cmpstr (change->who, ==, "Test Author");
  g_assert_cmpstr (change->at, ==, "2027-12-28T13:20:00Z");
  g_assert_cmpstr (change->field, ==, "name");
  g_assert_cmpstr (change->before, ==, "");
  g_assert_cmpstr (change->after, ==, "Cam");
  g_assert_cmpstr (last, ==, "2027-12-28T13:20:00Z");
}

static void
test_search (StoreFixture  *fixture,
             gconstpointer  data)
{
  static const struct { const char *words; guint n; } cases[] = {
    { "kamera", 1 }, { "KAMER", 1 }, { "garten überwachung", 1 }, { "uberwachung", 1 },
    { "kamera drucker", 0 }, { "", 0 }, { "\"", 0 }, { "wasser", 1 }, { "AND OR NOT *", 0 },
  };
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Kamera",
                                                   "summary", "Überwachung im Garten", NULL);
  g_autoptr(TfRecord) release = store_fixture_add (fixture, "release", product, "", "version", "1", NULL);
  g_autoptr(TfRecord) slot = store_fixture_add (fixture, "slot", release, "1a.purpose", "text",
                                                "<text xmlns=\"https://techfile.github.io/ns/text/1\">"
                                                "<p>Kein <b>Wasser</b> im Gehäuse</p></text>", NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) hits = tf_store_search (fixture->store, cases[i].words, 10, &error);

      g_test_message ("%s", cases[i].words);
      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, cases[i].n);
    }

  g_assert_true (tf_store_remove (fixture->store, product, &error));
  {
    g_autoptr(GPtrArray) hits = tf_store_search (fixture->store, "wasser", 10, &error);

    g_assert_cmpuint (hits->len, ==, 0);
  }
}

static void
test_search_content (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("%PDF", 4);
  g_autofree char *sum = tf_store_take_bytes (fixture->store, bytes, NULL);
  g_autoptr(TfRecord) product = store_fixture_add (fixture, "product", NULL, "", "name", "Cam", NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (fixture, "evidence", product, "", "number", "E-001",
                                                    "title", "Test", NULL);
  g_autoptr(TfRecord) revision = store_fixture_add (fixture, "revision", evidence, "", "number", "1",
                                                    "file-name", "a.pdf", "sha256", sum, "size", "4", NULL);
  g_autoptr(GPtrArray) unread = tf_store_list_unread (fixture->store, NULL);
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_page_text_free);
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) rest = NULL;
  g_autoptr(GError) error = NULL;
  const TfHit *hit;
  gboolean complete;

  g_assert_cmpuint (unread->len, ==, 1);
  g_assert_cmpstr (unread->pdata[0], ==, sum);
  g_ptr_array_add (pages, tf_page_text_new (1, "nothing here"));
  g_ptr_array_add (pages, tf_page_text_new (2, "the penetration test found nothing"));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (tf_store_add_content (fixture->store, sum, pages, "", &complete, &error));
      g_assert_true (complete);
    }

  hits = tf_store_search (fixture->store, "penetration", 10, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpuint (hit->page, ==, 2);
  g_assert_cmpstr (hit->record, ==, tf_record_get_id (revision));
  g_assert_cmpstr (hit->object, ==, sum);
  rest = tf_store_list_unread (fixture->store, NULL);
  g_assert_cmpuint (rest->len, ==, 0);
  store_fixture_assert_sound (fixture);
}

#define ADD(path, data, function) \
  g_test_add (path, StoreFixture, data, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/records/add-and-read", NULL, test_add_and_read);
  ADD ("/records/keyed", NULL, test_keyed);
  ADD ("/records/set-undo-redo", NULL, test_set_undo_redo);
  ADD ("/records/undo-reaches-over-restart", NULL, test_undo_reaches_over_restart);
  ADD ("/records/undo-of-adding", NULL, test_undo_of_adding);
  ADD ("/records/remove", NULL, test_remove);
  ADD ("/records/step-is-one", NULL, test_step_is_one);
  ADD ("/records/step-in-parts", NULL, test_step_in_parts);
  ADD ("/records/roll-back", NULL, test_roll_back);
  ADD ("/records/fixed", NULL, test_fixed);
  ADD ("/records/history", NULL, test_history);
  ADD ("/records/search", NULL, test_search);
  ADD ("/records/search-content", NULL, test_search_content);
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/records/refused/%s", refused_cases[i].label);

      ADD (path, &refused_cases[i], test_refused);
    }

  return g_test_run ();
}
