/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-secret.h"
#include "tf-sign-error.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *label;
  const char *input;
  gssize      length;    /* -1 for the whole string */
  const char *expected;  /* NULL when refused */
} LineCase;

static const LineCase line_cases[] = {
  { "plain",       "secret",          -1, "secret" },
  { "line-end",    "secret\n",        -1, "secret" },
  { "dos-end",     "secret\r\n",      -1, "secret" },
  { "first-line",  "secret\nmore\n",  -1, "secret" },
  { "empty",       "",                -1, "" },
  { "empty-line",  "\n",              -1, "" },
  { "spaces-kept", " a b \n",         -1, " a b " },
  { "utf-8",       "Größe\n",         -1, "Größe" },
  { "nul",         "a\0b\n",           4, NULL },
};

static int
open_pipe (const char *data,
           gsize       length)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], data, length), ==, length);
  close (ends[1]);

  return ends[0];
}

static void
test_line (gconstpointer data)
{
  const LineCase *line = data;
  gsize length = line->length < 0 ? strlen (line->input) : (gsize) line->length;
  int fd = open_pipe (line->input, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSecret) secret = tf_secret_new_from_fd (fd, &error);

  close (fd);
  if (line->expected == NULL)
    {
      g_assert_null (secret);
      g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (tf_secret_get_text (secret), ==, line->expected);
  g_assert_cmpuint (tf_secret_get_length (secret), ==, strlen (line->expected));
}

static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (TF_SECRET_MAX_BYTES + 1, 'x');
  int fd = open_pipe (text, TF_SECRET_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSecret) secret = tf_secret_new_from_fd (fd, &error);
  g_autoptr (TfSecret) longest = tf_secret_new (text, TF_SECRET_MAX_BYTES);

  close (fd);
  g_assert_null (secret);
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
  g_assert_cmpuint (strlen (tf_secret_get_text (longest)), ==, TF_SECRET_MAX_BYTES);
}

static void
test_unreadable (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSecret) secret = tf_secret_new_from_fd (-1, &error);

  g_assert_null (secret);
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR);
}

static void
test_reference (void)
{
  g_autoptr (TfSecret) secret = tf_secret_new ("abcdef", 3);
  g_autoptr (TfSecret) again = tf_secret_ref (secret);

  g_assert_true (again == secret);
  g_assert_cmpstr (tf_secret_get_text (again), ==, "abc");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (line_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sign/secret/line/%s", line_cases[i].label);

      g_test_add_data_func (path, &line_cases[i], test_line);
    }
  g_test_add_func ("/sign/secret/too-long", test_too_long);
  g_test_add_func ("/sign/secret/unreadable", test_unreadable);
  g_test_add_func ("/sign/secret/reference", test_reference);

  return g_test_run ();
}
