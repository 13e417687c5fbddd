/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-file-name.h"

#include <string.h>

typedef struct
{
  const char *label;
  const char *name;
  const char *expected;
} NameCase;

static const NameCase display_cases[] = {
  { "plain", "report 1.pdf", "report 1.pdf" },
  { "quotes", "a \"b\" 'c'.pdf", "a \"b\" 'c'.pdf" },
  { "greek", "Έκθεση.pdf", "Έκθεση.pdf" },
  { "newline", "a\nb.pdf", "a\357\277\275b.pdf" },
  { "escape", "a\033[31mb", "a\357\277\275[31mb" },
  { "right-to-left-override", "inv\xe2\x80\xae" "fdp.exe", "inv\357\277\275fdp.exe" },
  { "zero-width", "a\xe2\x80\x8b" "b", "a\357\277\275b" },
  { "invalid", "caf\xe9.pdf", "caf\357\277\275.pdf" },
  { "decomposed", "cafe\xcc\x81.pdf", "café.pdf" },
};

static const NameCase safe_cases[] = {
  { "plain", "report 1.pdf", "report 1.pdf" },
  { "separators", "../../etc/passwd", "_.._etc_passwd" },
  { "backslash", "a\\b:c*.pdf", "a_b_c_.pdf" },
  { "hidden", ".hidden", "hidden" },
  { "trailing", "name. . ", "name" },
  { "control", "a\nb\tc.pdf", "a_b_c.pdf" },
  { "override", "inv\xe2\x80\xae" "fdp.exe", "inv_fdp.exe" },
  { "invalid", "caf\xe9.pdf", "caf_.pdf" },
  { "decomposed", "cafe\xcc\x81.pdf", "café.pdf" },
  { "nothing", "...", "file" },
  { "empty", "", "file" },
  { "device", "CON.txt", "_CON.txt" },
  { "device-number", "com1", "_com1" },
  { "no-device", "console.txt", "console.txt" },
};

static void
test_display (gconstpointer data)
{
  const NameCase *test = data;
  g_autofree char *name = tf_file_name_display (test->name);

  g_assert_cmpstr (name, ==, test->expected);
}

static void
test_safe (gconstpointer data)
{
  const NameCase *test = data;
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *name = tf_file_name_safe (test->name, taken);

  g_assert_cmpstr (name, ==, test->expected);
}

static char *
repeat (const char *what,
        guint       n,
        const char *end)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, what);
  g_string_append (string, end);

  return g_string_free (string, FALSE);
}

static void
test_long (void)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *name = repeat ("ж", 220, ".pdf");
  g_autofree char *displayed = tf_file_name_display (name);
  g_autofree char *safe = tf_file_name_safe (name, taken);

  g_assert_true (g_utf8_validate (displayed, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (displayed, -1), ==, 120);
  g_assert_true (g_str_has_suffix (displayed, "ж.pdf"));
  g_assert_nonnull (strstr (displayed, "…"));

  g_assert_true (g_utf8_validate (safe, -1, NULL));
  g_assert_cmpint (strlen (safe), <=, 180);
  g_assert_cmpint (strlen (safe), >, 170);
  g_assert_true (g_str_has_suffix (safe, "ж.pdf"));
}

static void
test_unique (void)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *one = tf_file_name_safe ("Report.pdf", taken);
  g_autofree char *two = tf_file_name_safe ("report.PDF", taken);
  g_autofree char *three = tf_file_name_safe ("report.pdf", taken);
  g_autofree char *four = tf_file_name_safe ("other.pdf", taken);

  g_assert_cmpstr (one, ==, "Report.pdf");
  g_assert_cmpstr (two, ==, "report (2).PDF");
  g_assert_cmpstr (three, ==, "report (3).pdf");
  g_assert_cmpstr (four, ==, "other.pdf");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (display_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/file-name/display/%s", display_cases[i].label);

      g_test_add_data_func (path, &display_cases[i], test_display);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (safe_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/file-name/safe/%s", safe_cases[i].label);

      g_test_add_data_func (path, &safe_cases[i], test_safe);
    }
  g_test_add_func ("/file-name/long", test_long);
  g_test_add_func ("/file-name/unique", test_unique);

  return g_test_run ();
}
