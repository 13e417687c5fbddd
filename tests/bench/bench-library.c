/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints how long it takes to open a large library and to look at it: 1,000 products with 100
 * pieces of evidence each. Making it takes a while and is not what is measured. */

#include "config.h"

#include "store-fixture.h"
#include "tf-workspace.h"

#include <time.h>

#define N_PRODUCTS 1000
#define N_EVIDENCE 100

static void
fill_product (StoreFixture *fixture,
              guint         number)
{
  g_autofree char *name = g_strdup_printf ("Product %04u", number);
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) release = NULL;

  g_assert_true (tf_store_begin (fixture->store, name, NULL));
  product = store_fixture_add (fixture, "product", NULL, "", "name", name, NULL);
  release = store_fixture_add (fixture, "release", product, "", "version", "1.0", NULL);
  for (guint i = 0; i < N_EVIDENCE; i++)
    {
      g_autofree char *id = g_strdup_printf ("E-%03u", i + 1);
      g_autofree char *sum = g_strdup_printf ("%064x", number * N_EVIDENCE + i);
      g_autoptr(TfRecord) evidence = store_fixture_add (fixture, "evidence", product, "", "number", id,
                                                        "title", "Test report", NULL);
      g_autoptr(TfRecord) revision = store_fixture_add (fixture, "revision", evidence, "", "number", "1",
                                                        "file-name", "report.pdf", "sha256", sum,
                                                        "size", "1000", NULL);
    }
  g_assert_true (tf_store_commit (fixture->store, NULL));
}

static void
print_since (const char *what,
             gint64     *start)
{
  gint64 now = g_get_monotonic_time ();

  g_print ("%-44s %8.1f ms\n", what, (now - *start) / 1000.0);
  *start = g_get_monotonic_time ();
}

/* Lists across all products, where what was put aside has to be told from what is there. */
static void
look_everywhere (TfStore *store)
{
  g_autofree char *sum = g_strdup_printf ("%064x", N_PRODUCTS / 2 * N_EVIDENCE);
  g_autoptr(GPtrArray) evidence = NULL;
  g_autoptr(GPtrArray) naming = NULL;
  g_autoptr(GPtrArray) unread = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  gint64 start = g_get_monotonic_time ();

  evidence = tf_store_list (store, "evidence", NULL, NULL);
  print_since ("list 100,000 evidence items", &start);
  naming = tf_store_list_naming (store, sum, NULL);
  print_since ("find the revisions of one file", &start);
  unread = tf_store_list_unread (store, NULL);
  print_since ("list 100,000 unread files", &start);
  hits = tf_store_search (store, "test report", 20, NULL);
  print_since ("search words of every evidence item", &start);
  g_assert_true (evidence->len == N_PRODUCTS * N_EVIDENCE && unread->len == evidence->len &&
                 naming->len == 1 && hits->len == 20);
}

/* The most text that is read from one file. What counts is how long one portion of it keeps
 * everything else waiting. */
static void
keep_words (TfStore *store)
{
  g_autofree char *sum = g_strdup_printf ("%064x", 0);
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_page_text_free);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  gint64 start = g_get_monotonic_time ();
  gint64 longest = 0;
  clock_t most_work = 0;
  guint n_portions = 0;
  gboolean complete = FALSE;

  for (guint i = 0; i < 16; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      while (text->len < 1024 * 1024)
        g_string_append_printf (text, "word%d ", g_rand_int_range (random, 0, 50000));
      g_ptr_array_add (pages, tf_page_text_new (i + 1, text->str));
    }

  start = g_get_monotonic_time ();
  for (; !complete; n_portions++)
    {
      gint64 begun = g_get_monotonic_time ();
      clock_t worked = clock ();

      g_assert_true (tf_store_add_content (store, sum, pages, "", &complete, NULL));
      longest = MAX (longest, g_get_monotonic_time () - begun);
      most_work = MAX (most_work, clock () - worked);
    }
  print_since ("make 16 MiB of words findable", &start);
  g_print ("%-44s %8.1f ms\n", "  longest of its portions", longest / 1000.0);
  g_print ("%-44s %8.1f ms\n", "  most work in one of them", most_work * 1000.0 / CLOCKS_PER_SEC);
  g_print ("%-44s %8u\n", "  portions", n_portions);
}

int
main (int   argc,
      char *argv[])
{
  StoreFixture fixture = { 0 };
  g_autoptr(TfLaw) law = NULL;
  g_autoptr(TfWorkspace) workspace = NULL;
  g_autoptr(GPtrArray) products = NULL;
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  gint64 start = g_get_monotonic_time ();

  store_fixture_set_up (&fixture, NULL);
  for (guint i = 0; i < N_PRODUCTS; i++)
    fill_product (&fixture, i);
  print_since ("make 1,000 products, 100,000 evidence items", &start);
  g_clear_object (&fixture.store);

  start = g_get_monotonic_time ();
  fixture.store = tf_store_open (fixture.path, TRUE, NULL);
  print_since ("open the library", &start);
  law = tf_law_new_builtin ("en");
  print_since ("load the catalogue", &start);
  products = tf_store_list (fixture.store, "product", NULL, NULL);
  print_since ("list 1,000 products", &start);
  workspace = tf_workspace_new (fixture.store, law);
  release = tf_workspace_resolve_release (workspace, products->pdata[500], NULL, NULL);
  dossier = tf_workspace_load_dossier (workspace, release, NULL);
  print_since ("load one technical file", &start);
  hits = tf_store_search (fixture.store, "product 0777", 20, NULL);
  print_since ("search all records", &start);
  look_everywhere (fixture.store);
  keep_words (fixture.store);

  g_clear_object (&release);
  g_clear_pointer (&products, g_ptr_array_unref);
  g_clear_object (&workspace);
  store_fixture_tear_down (&fixture, NULL);
  return 0;
}
