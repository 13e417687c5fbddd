/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"

#include "tf-work.h"

#include <string.h>

#define TEXT "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p>Some words.</p></text>"

static const TfLawEntry *
get_entry (AppFixture *fixture,
           const char *id)
{
  const TfLawEntry *entry = tf_law_lookup (tf_workspace_get_law (fixture->workspace), id);

  g_assert_nonnull (entry);
  return entry;
}

static TfState
get_state (AppFixture *fixture,
           TfRecord   *release,
           const char *id)
{
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier (fixture->workspace, release, NULL);

  return tf_state_of (dossier, get_entry (fixture, id));
}

static void
set (AppFixture *fixture,
     const char *id,
     const char *field,
     const char *value)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_work_set (fixture->workspace, fixture->release, get_entry (fixture, id), field, value, &error));
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  const char *id;    /* NULL: not found */
} EntryCase;

static const EntryCase entry_cases[] = {
  { "2b.sbom", "2b.sbom" }, { "2b", "2b" }, { "2(b)", "2b" }, { "2 (B)", "2b" }, { "3", "3" },
  { "1a", "1a.purpose" }, { "1(a)", "1a.purpose" }, { "I.2.c", "I.2.c" }, { "Part I (2)(c)", "I.2.c" },
  { "I (2)(c)", "I.2.c" },
  { "I(2)(c)", "I.2.c" }, { "I.1", "I.1.appropriate" }, { "Part II (5)", "II.5" }, { "II.5", "II.5" },
  { "9", NULL }, { "", NULL }, { "2z", NULL },
};

static void
test_resolve_entry (AppFixture    *fixture,
                    gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (entry_cases); i++)
    {
      g_autoptr(GError) error = NULL;
      const TfLawEntry *entry = tf_workspace_resolve_entry (fixture->workspace, entry_cases[i].name, &error);

      g_test_message ("%s", entry_cases[i].name);
      if (entry_cases[i].id == NULL)
        {
          g_assert_null (entry);
          g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpstr (entry->id, ==, entry_cases[i].id);
        }
    }
}

static void
test_resolve (AppFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(TfRecord) twin = store_fixture_add (&fixture->base, "product", NULL, "", "name", "sensor", NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (&fixture->base, "evidence", fixture->product, "",
                                                    "number", "E-014", "title", "Report", NULL);
  g_autoptr(TfRecord) exact = tf_workspace_resolve (fixture->workspace, "product", NULL, "Sensor", NULL);
  g_autoptr(TfRecord) by_number = tf_workspace_resolve (fixture->workspace, "evidence", NULL, "e-014", NULL);
  g_autofree char *beginning = g_strndup (tf_record_get_id (evidence), 8);
  g_autoptr(TfRecord) by_beginning = tf_workspace_resolve (fixture->workspace, "evidence", NULL, beginning, NULL);
  g_autoptr(TfRecord) last = tf_workspace_resolve_release (fixture->workspace, fixture->product, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (exact == fixture->product);
  g_assert_true (by_number == evidence);
  g_assert_true (by_beginning == evidence);
  g_assert_true (last == fixture->release);

  g_assert_null (tf_workspace_resolve (fixture->workspace, "product", NULL, "SENSOR", &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_null (tf_workspace_resolve (fixture->workspace, "product", NULL, "Lamp", &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tf_workspace_resolve_release (fixture->workspace, twin, NULL, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND);
}

static void
test_resolve_or_add (AppFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(TfRecord) first = tf_workspace_resolve_or_add (fixture->workspace, "person", "A. Roth", NULL);
  g_autoptr(TfRecord) second = tf_workspace_resolve_or_add (fixture->workspace, "person", "a. roth", NULL);

  g_assert_cmpstr (tf_record_get (first, "name"), ==, "A. Roth");
  g_assert_true (first == second);
}

static void
test_set (AppFixture    *fixture,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  set (fixture, "2b.sbom", "text", TEXT);
  g_assert_cmpint (get_state (fixture, fixture->release, "2b.sbom"), ==, TF_STATE_DRAFT);
  set (fixture, "2b.sbom", "state", "ready");
  g_assert_cmpint (get_state (fixture, fixture->release, "2b.sbom"), ==, TF_STATE_READY);

  g_assert_true (tf_store_undo (fixture->base.store, &error));
  g_assert_true (tf_store_undo (fixture->base.store, &error));
  g_assert_cmpint (get_state (fixture, fixture->release, "2b.sbom"), ==, TF_STATE_MISSING);
  g_assert_true (tf_store_redo (fixture->base.store, &error));
  g_assert_cmpint (get_state (fixture, fixture->release, "2b.sbom"), ==, TF_STATE_DRAFT);

  g_assert_false (tf_work_set (fixture->workspace, fixture->release, get_entry (fixture, "I.1.appropriate"),
                               "applicable", "no", &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tf_work_set (fixture->workspace, fixture->release, get_entry (fixture, "A2.1"), "text", TEXT, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID);
  store_fixture_assert_sound (&fixture->base);
}

static void
test_measures (AppFixture    *fixture,
               gconstpointer  data)
{
  const TfLawEntry *limb = get_entry (fixture, "I.2.g.minimisation");
  const TfLawEntry *measure = g_ptr_array_index (limb->children, 0);
  g_autoptr(TfRecord) own = NULL;
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (measure->kind, ==, TF_LAW_MEASURE);
  g_assert_true (tf_work_set_measure (fixture->workspace, fixture->release, measure, "", "", &error));
  g_assert_true (tf_work_set_measure (fixture->workspace, fixture->release, measure, "done", "", &error));
  g_assert_true (tf_work_set_measure (fixture->workspace, fixture->release, measure, "not-used", "Too slow.", &error));
  record = tf_store_find (fixture->base.store, "measure", tf_record_get_id (fixture->release), measure->id, NULL);
  g_assert_cmpstr (tf_record_get (record, "status"), ==, "not-used");
  g_assert_cmpstr (tf_record_get (record, "reason"), ==, "Too slow.");
  g_assert_cmpstr (tf_record_get (record, "text"), ==, measure->title);
  g_assert_true (tf_work_set_measure (fixture->workspace, fixture->release, measure, "", "", &error));
  g_assert_true (tf_record_is_removed (record));

  own = tf_work_add_measure (fixture->workspace, fixture->release, limb, "Our own way", "planned", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_state (fixture, fixture->release, limb->id), ==, TF_STATE_DRAFT);
}

static void
test_approve (AppFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(TfRecord) author = tf_workspace_resolve_or_add (fixture->workspace, "person", "Test Author", NULL);
  g_autoptr(TfRecord) other = tf_workspace_resolve_or_add (fixture->workspace, "person", "B. Other", NULL);
  const TfLawEntry *entry = get_entry (fixture, "2b.sbom");
  g_autoptr(TfRecord) approval = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (tf_work_approve (fixture->workspace, fixture->release, entry, other, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (tf_work_approve (fixture->workspace, fixture->release, get_entry (fixture, "2b"), other, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (tf_store_count (fixture->base.store, "slot", tf_record_get_id (fixture->release), NULL), ==, 0);

  set (fixture, "2b.sbom", "text", TEXT);
  set (fixture, "2b.sbom", "state", "ready");
  g_assert_null (tf_work_approve (fixture->workspace, fixture->release, entry, author, &error));
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  g_clear_error (&error);

  approval = tf_work_approve (fixture->workspace, fixture->release, entry, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_state (fixture, fixture->release, "2b.sbom"), ==, TF_STATE_APPROVED);
  set (fixture, "2b.sbom", "reason", "changed");
  g_assert_cmpint (get_state (fixture, fixture->release, "2b.sbom"), ==, TF_STATE_LAPSED);
  store_fixture_assert_sound (&fixture->base);
}

/* People and organisations of other products stay out of a file. */
static void
test_dossier_names (AppFixture    *fixture,
                    gconstpointer  data)
{
  TfStore *store = fixture->base.store;
  g_autoptr(TfRecord) maker = tf_workspace_resolve_or_add (fixture->workspace, "organisation", "Maker", NULL);
  g_autoptr(TfRecord) other = tf_workspace_resolve_or_add (fixture->workspace, "organisation", "Other", NULL);
  g_autoptr(TfRecord) owner = tf_workspace_resolve_or_add (fixture->workspace, "person", "A. Roth", NULL);
  g_autoptr(TfRecord) stranger = tf_workspace_resolve_or_add (fixture->workspace, "person", "C. Far", NULL);
  g_autofree char *known = tf_workspace_dup_person (fixture->workspace, "A. Roth");
  g_autofree char *unknown = tf_workspace_dup_person (fixture->workspace, "Nobody");
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (tf_store_set (store, owner, "organisation", tf_record_get_id (maker), &error));
  set (fixture, "2b.sbom", "owner", tf_record_get_id (owner));
  dossier = tf_workspace_load_dossier (fixture->workspace, fixture->release, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tf_dossier_lookup (dossier, tf_record_get_id (owner)));
  g_assert_nonnull (tf_dossier_lookup (dossier, tf_record_get_id (maker)));
  g_assert_null (tf_dossier_lookup (dossier, tf_record_get_id (other)));
  g_assert_null (tf_dossier_lookup (dossier, tf_record_get_id (stranger)));
  g_assert_cmpstr (known, ==, tf_record_get_id (owner));
  g_assert_cmpstr (unknown, ==, "");
}

static void
test_add_product (AppFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) maker = tf_workspace_resolve_or_add (fixture->workspace, "organisation", "Maker", NULL);
  g_autoptr(GError) error = NULL;

  product = tf_work_add_product (fixture->workspace, "Lamp", NULL, maker, NULL, &release, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (product, "manufacturer"), ==, tf_record_get_id (maker));
  g_assert_cmpstr (tf_record_get (release, "version"), ==, "1.0");
  g_assert_cmpstr (tf_store_get_undo_action (fixture->base.store), ==, "Add Product “Lamp”");
  g_assert_true (tf_store_undo (fixture->base.store, &error));
  g_assert_true (tf_record_is_removed (release));

  g_clear_object (&product);
  product = tf_work_add_product (fixture->workspace, "", NULL, NULL, NULL, NULL, &error);
  g_assert_null (product);
  g_assert_nonnull (error);
  g_clear_error (&error);
  product = tf_work_add_product (fixture->workspace, "Lamp", "no-such-template", NULL, NULL, NULL, &error);
  g_assert_null (product);
  g_assert_nonnull (error);
  store_fixture_assert_sound (&fixture->base);
}

static void
test_add_release (AppFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(TfRecord) next = NULL;
  g_autoptr(TfRecord) slot = NULL;
  g_autoptr(GPtrArray) approvals = NULL;
  g_autoptr(TfRecord) other = tf_workspace_resolve_or_add (fixture->workspace, "person", "B. Other", NULL);
  g_autoptr(TfRecord) approval = NULL;
  g_autoptr(GError) error = NULL;

  set (fixture, "2b.sbom", "text", TEXT);
  set (fixture, "2b.sbom", "state", "ready");
  set (fixture, "2b.sbom", "due", "2028-05-05");
  set (fixture, "3.assessment", "text", TEXT);
  set (fixture, "I.2.g.minimisation", "applicable", "no");
  set (fixture, "I.2.g.minimisation", "reason", "No data.");
  g_assert_cmpint (get_state (fixture, fixture->release, "I.2.g.minimisation"), ==,
                   TF_STATE_NOT_APPLICABLE);
  g_assert_true (tf_store_set (fixture->base.store, fixture->release, "hardware", "yes", &error));
  approval = tf_work_approve (fixture->workspace, fixture->release, get_entry (fixture, "2b.sbom"), other, &error);
  g_assert_no_error (error);

  next = tf_work_add_release (fixture->workspace, fixture->product, "2.0", fixture->release, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_get (next, "hardware"), ==, "yes");
  g_assert_cmpstr (tf_record_get (next, "version"), ==, "2.0");
  g_assert_cmpint (get_state (fixture, next, "2b.sbom"), ==, TF_STATE_TO_CONFIRM);
  g_assert_cmpint (get_state (fixture, next, "3.assessment"), ==, TF_STATE_DRAFT);
  g_assert_cmpint (get_state (fixture, next, "I.2.g.minimisation"), ==, TF_STATE_TO_CONFIRM);
  slot = tf_store_find (fixture->base.store, "slot", tf_record_get_id (next), "2b.sbom", NULL);
  g_assert_cmpstr (tf_record_get (slot, "due"), ==, "");
  approvals = tf_store_list (fixture->base.store, "approval", tf_record_get_id (next), NULL);
  g_assert_cmpuint (approvals->len, ==, 0);
  g_assert_cmpint (get_state (fixture, fixture->release, "2b.sbom"), ==, TF_STATE_APPROVED);

  g_clear_object (&next);
  next = tf_work_add_release (fixture->workspace, fixture->product, "2.0", NULL, &error);
  g_assert_null (next);
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
  store_fixture_assert_sound (&fixture->base);
}

static void
test_tasks (AppFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(TfRecord) owner = tf_workspace_resolve_or_add (fixture->workspace, "person", "A. Roth", NULL);
  g_autoptr(TfRecord) evidence = store_fixture_add (&fixture->base, "evidence", fixture->product, "", "number",
                                                    "E-001", "title", "Report", "due", "2028-06-01", NULL);
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) own = NULL;
  g_autoptr(GPtrArray) nobody = NULL;
  GDate today;
  const TfTask *task;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 1, 3, 2028);
  set (fixture, "2b.sbom", "owner", tf_record_get_id (owner));
  set (fixture, "2b.sbom", "due", "2028-02-01");
  set (fixture, "3.assessment", "due", "2028-02-01");
  set (fixture, "3.assessment", "priority", "high");

  dossier = tf_workspace_load_dossier (fixture->workspace, fixture->release, NULL);
  all = tf_work_list_tasks (dossier, NULL, &today);
  own = tf_work_list_tasks (dossier, tf_record_get_id (owner), &today);
  nobody = tf_work_list_tasks (dossier, "", &today);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpuint (nobody->len, ==, all->len - 1);

  task = all->pdata[0];
  g_assert_cmpstr (task->subject, ==, "3.assessment");
  g_assert_true (task->overdue);
  task = all->pdata[1];
  g_assert_cmpstr (task->owner_name, ==, "A. Roth");
  g_assert_cmpstr (task->citation, ==, "Annex VII point 2(b)");
  task = all->pdata[2];
  g_assert_cmpstr (task->title, ==, "E-001 Report");
  g_assert_false (task->overdue);
}

static void
note_cb (TfStore    *store,
         TfRecord   *record,
         const char *field,
         GPtrArray  *changed)
{
  if (!g_ptr_array_find (changed, record, NULL))
    g_ptr_array_add (changed, g_object_ref (record));
}

/* The same records with the same values, kind for kind in the same order. */
static void
assert_same_file (TfDossier *a,
                  TfDossier *b)
{
  static const char *const kinds[] = { "product", "release", "slot", "requirement", "measure", "link",
                                       "approval", "evidence", "revision", "person", "organisation" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *one = tf_dossier_list (a, kinds[i]);
      GPtrArray *other = tf_dossier_list (b, kinds[i]);

      g_assert_cmpuint (one != NULL ? one->len : 0, ==, other != NULL ? other->len : 0);
      for (guint j = 0; one != NULL && j < one->len; j++)
        {
          g_autofree char *first = tf_record_dup_json (one->pdata[j]);
          g_autofree char *second = tf_record_dup_json (other->pdata[j]);

          g_assert_cmpstr (tf_record_get_id (one->pdata[j]), ==, tf_record_get_id (other->pdata[j]));
          g_assert_cmpstr (first, ==, second);
        }
    }
}

/* Brings the snapshot up to date, and sees that it is as if taken anew. */
static void
follow (AppFixture  *fixture,
        TfDossier  **dossier,
        GPtrArray   *changed)
{
  g_autoptr(TfDossier) whole = tf_workspace_load_dossier (fixture->workspace, fixture->release, NULL);
  TfDossier *newer = tf_workspace_update_dossier (fixture->workspace, *dossier, changed, NULL);

  g_assert_nonnull (newer);
  assert_same_file (newer, whole);
  tf_dossier_unref (*dossier);
  *dossier = newer;
  g_ptr_array_set_size (changed, 0);
}

static void
test_update_dossier (AppFixture    *fixture,
                     gconstpointer  data)
{
  TfStore *store = fixture->base.store;
  g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier (fixture->workspace, fixture->release, NULL);
  g_autoptr(TfRecord) person = NULL;
  g_autoptr(TfRecord) other = NULL;
  g_autoptr(TfRecord) evidence = NULL;
  g_autoptr(TfRecord) revision = NULL;

  g_signal_connect (store, "changed", G_CALLBACK (note_cb), changed);
  set (fixture, "2b.sbom", "text", TEXT);
  follow (fixture, &dossier, changed);

  person = store_fixture_add (&fixture->base, "person", NULL, "", "name", "A. Roth", NULL);
  other = store_fixture_add (&fixture->base, "product", NULL, "", "name", "Other", NULL);
  follow (fixture, &dossier, changed);
  g_assert_null (tf_dossier_lookup (dossier, tf_record_get_id (person)));

  set (fixture, "2b.sbom", "owner", tf_record_get_id (person));
  follow (fixture, &dossier, changed);
  g_assert_nonnull (tf_dossier_lookup (dossier, tf_record_get_id (person)));
  set (fixture, "2b.sbom", "owner", "");
  follow (fixture, &dossier, changed);
  g_assert_null (tf_dossier_lookup (dossier, tf_record_get_id (person)));

  evidence = store_fixture_add (&fixture->base, "evidence", fixture->product, "", "number", "E-001",
                                "title", "Report", NULL);
  revision = store_fixture_add (&fixture->base, "revision", evidence, "", "number", "1", "file-name", "a.pdf",
                                "sha256", "8e04a4f3ee0b1d5a8a4a7d6b3bb3c3f1a7a0f7a0a3c7f9c1d6d0c8b1a5e4f3d2",
                                "size", "1", NULL);
  follow (fixture, &dossier, changed);
  g_assert_nonnull (tf_dossier_get_last_revision (dossier, evidence));
  g_assert_true (tf_store_remove (store, evidence, NULL));
  follow (fixture, &dossier, changed);
  g_assert_null (tf_dossier_get_last_revision (dossier, evidence));
  g_signal_handlers_disconnect_by_data (store, changed);
}

static void
test_load_dossier (AppFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr(TfDossier) whole = tf_workspace_load_dossier (fixture->workspace, fixture->release, NULL);
  g_autoptr(TfDossier) loaded = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  tf_workspace_load_dossier_async (fixture->workspace, fixture->release, NULL, app_fixture_done_cb,
                                   fixture);
  result = app_fixture_wait (fixture);
  loaded = tf_workspace_load_dossier_finish (result, &error);
  g_assert_no_error (error);
  assert_same_file (loaded, whole);
}

#define ADD(path, function) \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/workspace/resolve-entry", test_resolve_entry);
  ADD ("/workspace/resolve", test_resolve);
  ADD ("/workspace/resolve-or-add", test_resolve_or_add);
  ADD ("/work/set", test_set);
  ADD ("/work/measures", test_measures);
  ADD ("/work/approve", test_approve);
  ADD ("/workspace/dossier-names", test_dossier_names);
  ADD ("/workspace/update-dossier", test_update_dossier);
  ADD ("/workspace/load-dossier", test_load_dossier);
  ADD ("/work/add-product", test_add_product);
  ADD ("/work/add-release", test_add_release);
  ADD ("/work/tasks", test_tasks);

  return g_test_run ();
}
