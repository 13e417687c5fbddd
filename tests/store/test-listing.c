/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* Two products alike, and what lives under them. */
typedef struct
{
  TfRecord *product;
  TfRecord *release;
  TfRecord *slot;
  TfRecord *evidence;
  TfRecord *revision;
} Branch;

/* What is put aside, and how many of each kind are then still listed. */
typedef struct
{
  const char *label;
  const char *removed;      /* kind of the first branch, or NULL */
  guint       products;
  guint       releases;
  guint       slots;
  guint       evidence;
  guint       revisions;
} RemovedCase;

static const RemovedCase removed_cases[] = {
  { "nothing", NULL, 2, 2, 2, 2, 2 },
  { "product", "product", 1, 1, 1, 1, 1 },
  { "release", "release", 2, 1, 1, 2, 2 },
  { "slot", "slot", 2, 2, 1, 2, 2 },
  { "evidence", "evidence", 2, 2, 2, 1, 1 },
  { "revision", "revision", 2, 2, 2, 2, 1 },
};

static void
grow (StoreFixture *fixture,
      Branch       *branch,
      const char   *content)
{
  g_autoptr(GBytes) bytes = g_bytes_new (content, 1);
  g_autofree char *sum = tf_store_take_bytes (fixture->store, bytes, NULL);

  branch->product = store_fixture_add (fixture, "product", NULL, "", "name", "Camera", NULL);
  branch->release = store_fixture_add (fixture, "release", branch->product, "", "version", "1", NULL);
  branch->slot = store_fixture_add (fixture, "slot", branch->release, "2b.sbom", "reason", "camera", NULL);
  branch->evidence = store_fixture_add (fixture, "evidence", branch->product, "", "number", "E-001",
                                        "title", "Camera", NULL);
  branch->revision = store_fixture_add (fixture, "revision", branch->evidence, "", "number", "1",
                                        "file-name", "camera.txt", "sha256", sum, "size", "1", NULL);
}

static void
branch_clear (Branch *branch)
{
  g_object_unref (branch->product);
  g_object_unref (branch->release);
  g_object_unref (branch->slot);
  g_object_unref (branch->evidence);
  g_object_unref (branch->revision);
}

static void
remove_one (StoreFixture *fixture,
            Branch       *branch,
            const char   *kind)
{
  TfRecord *records[] = { branch->product, branch->release, branch->slot, branch->evidence, branch->revision };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (tf_record_is (records[i], kind))
      g_assert_true (tf_store_remove (fixture->store, records[i], NULL));
}

static guint
count_listed (StoreFixture *fixture,
              const char   *kind,
              TfRecord     *parent)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) records = NULL;

  records = tf_store_list (fixture->store, kind, parent != NULL ? tf_record_get_id (parent) : NULL, &error);
  g_assert_no_error (error);
  return records->len;
}

static void
assert_listed (StoreFixture      *fixture,
               Branch            *branch,
               const RemovedCase *c)
{
  const char *sum = tf_record_get (branch->revision, "sha256");
  g_autoptr(GPtrArray) naming = tf_store_list_naming (fixture->store, sum, NULL);
  g_autoptr(GPtrArray) unread = tf_store_list_unread (fixture->store, NULL);
  g_autoptr(TfRecord) slot = tf_store_find (fixture->store, "slot", tf_record_get_id (branch->release),
                                            "2b.sbom", NULL);

  g_assert_cmpuint (count_listed (fixture, "product", NULL), ==, c->products);
  g_assert_cmpuint (count_listed (fixture, "release", NULL), ==, c->releases);
  g_assert_cmpuint (count_listed (fixture, "slot", NULL), ==, c->slots);
  g_assert_cmpuint (count_listed (fixture, "evidence", NULL), ==, c->evidence);
  g_assert_cmpuint (count_listed (fixture, "revision", NULL), ==, c->revisions);
  g_assert_cmpuint (count_listed (fixture, "release", branch->product), ==, c->releases - 1);
  g_assert_cmpuint (count_listed (fixture, "slot", branch->release), ==, c->slots - 1);
  g_assert_cmpuint (count_listed (fixture, "revision", branch->evidence), ==, c->revisions - 1);
  g_assert_cmpuint (naming->len, ==, c->revisions - 1);
  g_assert_cmpuint (unread->len, ==, c->revisions);
  g_assert_true ((slot != NULL) == (c->slots == 2));
}

static void
test_removed (StoreFixture  *fixture,
              gconstpointer  data)
{
  const RemovedCase *c = data;
  Branch first, second;

  grow (fixture, &first, "1");
  grow (fixture, &second, "2");
  if (c->removed != NULL)
    remove_one (fixture, &first, c->removed);
  assert_listed (fixture, &first, c);
  g_assert_cmpint (tf_store_count (fixture->store, "revision", NULL, NULL), ==, 2);

  if (c->removed != NULL)
    {
      g_assert_true (tf_store_undo (fixture->store, NULL));
      assert_listed (fixture, &first, &removed_cases[0]);
    }
  branch_clear (&first);
  branch_clear (&second);
}

/* Nothing is added where something above was put aside. */
static void
test_add_below_removed (StoreFixture  *fixture,
                        gconstpointer  data)
{
  const char *values[] = { "number", "2", "file-name", "a", "sha256", NULL, "size", "1", NULL };
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  Branch branch;

  grow (fixture, &branch, "1");
  values[5] = tf_record_get (branch.revision, "sha256");
  remove_one (fixture, &branch, "product");
  record = tf_store_add (fixture->store, "revision", tf_record_get_id (branch.evidence), "", values, &error);
  g_assert_null (record);
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED);
  branch_clear (&branch);
}

/* The best hits of a search may all be put aside; the limit is for those that are there. */
static void
test_search_limit (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_page_text_free);
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;
  gboolean complete;
  Branch branches[4];

  g_ptr_array_add (pages, tf_page_text_new (1, "a needle"));
  for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
    {
      g_autofree char *content = g_strdup_printf ("%u", i);

      grow (fixture, &branches[i], content);
      g_assert_true (tf_store_add_content (fixture->store, tf_record_get (branches[i].revision, "sha256"),
                                           pages, "", &complete, &error));
      if (i < 3)
        remove_one (fixture, &branches[i], "product");
    }

  hits = tf_store_search (fixture->store, "camera", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_clear_pointer (&hits, g_ptr_array_unref);
  hits = tf_store_search (fixture->store, "needle", 1, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((TfHit *) hits->pdata[0])->record, ==, tf_record_get_id (branches[3].revision));
  for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
    branch_clear (&branches[i]);
}

/* Numbers and lists of what stands two levels below follow the order of adding. */
static void
test_order (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) revisions = NULL;
  Branch branch;

  g_assert_cmpint (tf_store_get_number (fixture->store, NULL), ==, 0);
  grow (fixture, &branch, "1");
  revisions = tf_store_list_two_below (fixture->store, "revision", "evidence",
                                       tf_record_get_id (branch.product), NULL);
  g_assert_cmpuint (revisions->len, ==, 1);
  g_assert_true (revisions->pdata[0] == branch.revision);
  g_assert_cmpint (tf_store_get_number (fixture->store, tf_record_get_id (branch.product)), <,
                   tf_store_get_number (fixture->store, tf_record_get_id (branch.release)));
  g_assert_cmpint (tf_store_get_number (fixture->store, tf_record_get_id (branch.revision)), <=,
                   tf_store_get_number (fixture->store, NULL));
  g_assert_cmpint (tf_store_get_number (fixture->store, "nothing"), ==, 0);
  branch_clear (&branch);
}

/* In a damaged library records may stand above themselves. Looking at it still ends. */
static void
test_circle (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->path, "library.sqlite", NULL);
  g_autoptr(GPtrArray) below = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  g_autoptr(GPtrArray) last = NULL;
  sqlite3 *db = NULL;
  Branch branch;

  grow (fixture, &branch, "1");
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "UPDATE record SET parent = (SELECT id FROM record WHERE kind = 'revision') "
                                 "WHERE kind = 'product'", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  g_assert_cmpuint (count_listed (fixture, "revision", NULL), ==, 1);
  g_assert_cmpuint (count_listed (fixture, "revision", branch.evidence), ==, 1);
  below = tf_store_list_below (fixture->store, tf_record_get_id (branch.product), NULL);
  g_assert_cmpuint (below->len, ==, 5);
  changes = tf_store_list_changes (fixture->store, tf_record_get_id (branch.product), 0, 1000, NULL);
  g_assert_cmpuint (changes->len, >, 5);
  last = tf_store_list_last_changes (fixture->store, tf_record_get_id (branch.product), 0, 3, NULL);
  g_assert_cmpuint (last->len, ==, 3);
  for (guint i = 0; i < last->len; i++)
    g_assert_cmpint (((TfChange *) last->pdata[i])->seq, ==,
                     ((TfChange *) changes->pdata[changes->len - 1 - i])->seq);
  branch_clear (&branch);
}

#define ADD(path, data, function) \
  g_test_add (path, StoreFixture, data, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (removed_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/listing/removed/%s", removed_cases[i].label);

      ADD (path, &removed_cases[i], test_removed);
    }
  ADD ("/listing/add-below-removed", NULL, test_add_below_removed);
  ADD ("/listing/search-limit", NULL, test_search_limit);
  ADD ("/listing/order", NULL, test_order);
  ADD ("/listing/circle", NULL, test_circle);

  return g_test_run ();
}
