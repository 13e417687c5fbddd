/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-flow.h"

#define PROSE "The port stays silent until a client shows a certificate that the operator's own " \
              "authority has issued, and every refusal is logged with time and address."
#define HASH  "3b7c0e5f9a1d24c68b0f3e7a5d9c1b2e4f6a8c0d2e4f6081a3c5e7092b4d6f81"

typedef struct
{
  TfShaper  *shaper;
  TfFlow     flow;
  GPtrArray *texts;  /* the shaper knows them by their place in memory */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->shaper = tf_shaper_new ("en", &error);
  g_assert_no_error (error);
  fixture->flow.shaper = fixture->shaper;
  fixture->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_inlines_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->flow.columns, g_hash_table_unref);
  g_clear_pointer (&fixture->texts, g_ptr_array_unref);
  g_clear_pointer (&fixture->shaper, tf_shaper_free);
}

static TfTable *
make_table (guint              n_columns,
            const char *const *cells)
{
  TfTable *table = tf_table_new (n_columns);

  for (guint i = 0; cells[i] != NULL; i++)
    tf_table_add_text (table, cells[i]);

  return table;
}

/* Whatever is in the cells, the columns and their gaps fill the width. */
static const TfFlowColumns *
get_columns (Fixture *fixture,
             TfTable *table,
             guint    n_columns)
{
  const TfFlowColumns *columns = tf_flow_get_columns (&fixture->flow, table);
  double room = columns->wide ? tf_flow_get_full_width (&fixture->flow)
                              : tf_flow_get_text_width (&fixture->flow);
  double sum = columns->gap * (n_columns - 1);

  for (guint i = 0; i < n_columns; i++)
    {
      g_assert_cmpfloat (columns->widths[i], >, 0);
      sum += columns->widths[i];
    }
  g_assert_cmpfloat_with_epsilon (sum, room, 0.1);
  g_assert_true (tf_flow_get_columns (&fixture->flow, table) == columns);

  return columns;
}

static guint
count_lines (Fixture    *fixture,
             const char *text,
             double      width)
{
  TfInlines *inlines = tf_inlines_new_text (text);

  g_ptr_array_add (fixture->texts, inlines);
  return tf_shaper_count_lines (fixture->shaper, inlines, TF_STYLE_CELL, width);
}

static void
test_columns_prose (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const cells[] = { "R-1", PROSE, "High", "R-2", PROSE PROSE, "Low", NULL };
  g_autoptr (TfTable) table = make_table (3, cells);
  const TfFlowColumns *columns = get_columns (fixture, table, 3);

  g_assert_false (columns->wide);
  g_assert_cmpuint (count_lines (fixture, "R-2", columns->widths[0]), ==, 1);
  g_assert_cmpuint (count_lines (fixture, "High", columns->widths[2]), ==, 1);
  g_assert_cmpfloat (columns->widths[1], >, 5 * (columns->widths[0] + columns->widths[2]));
}

static void
test_columns_long_word (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char *const cells[] = { "mbedtls", "3.4.0", "Apache-2.0", HASH, NULL };
  g_autoptr (TfTable) table = make_table (4, cells);
  const TfFlowColumns *columns = get_columns (fixture, table, 4);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (count_lines (fixture, cells[i], columns->widths[i]), ==, 1);
  g_assert_cmpuint (count_lines (fixture, HASH, columns->widths[3]), <=, 3);
}

static void
test_columns_alike (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const cells[] = { PROSE, PROSE, "one", "one", NULL };
  g_autoptr (TfTable) table = make_table (2, cells);
  const TfFlowColumns *columns = get_columns (fixture, table, 2);

  g_assert_cmpfloat_with_epsilon (columns->widths[0], columns->widths[1], 4);
}

/* Short content leaves room, which all columns share. */
static void
test_columns_short (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const cells[] = { "443", "HTTPS", "", "", NULL };
  g_autoptr (TfTable) table = make_table (2, cells);
  const TfFlowColumns *columns = get_columns (fixture, table, 2);

  g_assert_cmpfloat (columns->widths[0], >, 50);
  g_assert_cmpfloat (columns->widths[1], >, columns->widths[0]);
}

static void
test_columns_many (Fixture       *fixture,
                   gconstpointer  data)
{
  /* The columns are known by the table's place in memory, so that all of them have to last. */
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_table_free);

  for (guint n = 1; n <= 60; n++)
    {
      TfTable *table = tf_table_new (n);
      const TfFlowColumns *columns = NULL;

      g_ptr_array_add (tables, table);
      for (guint i = 0; i < 2 * n; i++)
        tf_table_add_text (table, i % 3 == 0 ? "Verification method" : "no");
      columns = get_columns (fixture, table, n);
      g_assert_true (n < 20 || columns->wide);
      if (n <= 10)
        g_assert_cmpuint (count_lines (fixture, "Verification", columns->widths[0]), ==, 1);
    }
}

static void
test_columns_weights (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TfTable) table = tf_table_new (2);
  const TfFlowColumns *columns = NULL;

  tf_table_set_column (table, 0, "A", 3, TF_ALIGN_START);
  tf_table_set_column (table, 1, PROSE, 1, TF_ALIGN_START);
  columns = get_columns (fixture, table, 2);
  g_assert_cmpfloat_with_epsilon (columns->widths[0], 3 * columns->widths[1], 0.01);
}

/* Groups span the table, and rows may be incomplete or none. */
static void
test_columns_odd (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TfTable) empty = tf_table_new (3);
  g_autoptr (TfTable) groups = tf_table_new (2);
  const TfFlowColumns *columns = NULL;

  get_columns (fixture, empty, 3);
  tf_table_add_group (groups, tf_inlines_new_text (PROSE PROSE));
  tf_table_add_text (groups, "one");
  columns = get_columns (fixture, groups, 2);
  g_assert_cmpfloat (columns->widths[0], >, columns->widths[1]);
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TfInlines) inlines = tf_inlines_new_text ("a wwwwwwww bb\nshort");
  g_autoptr (TfInlines) word = tf_inlines_new_text ("wwwwwwww");
  g_autoptr (TfInlines) line = tf_inlines_new_text ("a wwwwwwww bb");
  g_autoptr (TfInlines) rest = tf_inlines_new_text ("short");
  g_autoptr (TfInlines) hebrew = tf_inlines_new_text ("(שלום) abc");
  double line_width = tf_shaper_get_width (fixture->shaper, line, TF_STYLE_CELL);
  double rest_width = tf_shaper_get_width (fixture->shaper, rest, TF_STYLE_CELL);
  TfShaperExtent extent;

  tf_shaper_measure (fixture->shaper, inlines, TF_STYLE_CELL, &extent);
  g_assert_cmpfloat_with_epsilon (extent.word, tf_shaper_get_width (fixture->shaper, word,
                                                                    TF_STYLE_CELL), 0.1);
  g_assert_cmpfloat_with_epsilon (extent.line, line_width, 0.1);
  g_assert_cmpfloat_with_epsilon (extent.area, line_width + rest_width, 0.2);

  tf_shaper_measure (fixture->shaper, hebrew, TF_STYLE_CELL, &extent);
  g_assert_cmpfloat_with_epsilon (extent.line, tf_shaper_get_width (fixture->shaper, hebrew,
                                                                    TF_STYLE_CELL), 0.1);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "prose", test_columns_prose },
    { "long-word", test_columns_long_word },
    { "alike", test_columns_alike },
    { "short", test_columns_short },
    { "many", test_columns_many },
    { "weights", test_columns_weights },
    { "odd", test_columns_odd },
    { "measure", test_measure },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/columns/%s", tests[i].name);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
