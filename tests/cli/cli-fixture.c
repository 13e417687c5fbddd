/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL
                        : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

void
cli_fixture_set_up (CliFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("techfile-cli-XXXXXX", &error);
  g_assert_no_error (error);
}

void
cli_fixture_tear_down (CliFixture    *fixture,
                       gconstpointer  data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* Without a terminal there is nobody to ask for a password. */
static void
leave_terminal_cb (gpointer user_data)
{
  setsid ();
}

static GSubprocess *
start (CliFixture        *fixture,
       const char *const *words)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_setenv (launcher, "HOME", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "TECHFILE_LIBRARY");
  g_subprocess_launcher_set_child_setup (launcher, leave_terminal_cb, NULL, NULL);

  g_ptr_array_add (arguments, (gpointer) g_getenv ("TF_CLI"));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) words[i]);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static GPtrArray *
collect_words (const char *first,
               va_list     rest)
{
  GPtrArray *words = g_ptr_array_new ();

  for (const char *word = first; word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (words, (gpointer) word);
  g_ptr_array_add (words, NULL);
  return words;
}

GSubprocess *
cli_start (CliFixture *fixture,
           const char *first,
           ...)
{
  g_autoptr(GPtrArray) words = NULL;
  va_list rest;

  va_start (rest, first);
  words = collect_words (first, rest);
  va_end (rest);

  return start (fixture, (const char *const *) words->pdata);
}

static JsonNode *
parse (const char *text)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return json_node_copy (json_parser_get_root (parser));
}

CliAnswer *
cli_run_words (CliFixture        *fixture,
               const char *const *words)
{
  CliAnswer *answer = g_new0 (CliAnswer, 1);
  g_autoptr(GSubprocess) process = start (fixture, words);
  g_autoptr(GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &answer->out, &answer->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  answer->status = g_subprocess_get_exit_status (process);
  g_assert_null (strstr (answer->err, "Sanitizer"));
  if (answer->status >= 2)
    g_assert_cmpstr (answer->err, !=, "");
  if (g_strv_contains (words, "--json") && *answer->out != '\0')
    answer->json = parse (answer->out);

  return answer;
}

CliAnswer *
cli_run (CliFixture *fixture,
         int         status,
         ...)
{
  g_autoptr(GPtrArray) words = NULL;
  CliAnswer *answer;
  va_list rest;

  va_start (rest, status);
  words = collect_words (va_arg (rest, const char *), rest);
  va_end (rest);

  answer = cli_run_words (fixture, (const char *const *) words->pdata);
  if (answer->status != status)
    {
      g_autofree char *line = g_strjoinv (" ", (char **) words->pdata);

      g_test_message ("%s\n%s\n%s", line, answer->out, answer->err);
    }
  g_assert_cmpint (answer->status, ==, status);
  return answer;
}

void
cli_do (CliFixture *fixture,
        int         status,
        ...)
{
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(CliAnswer) answer = NULL;
  va_list rest;

  va_start (rest, status);
  words = collect_words (va_arg (rest, const char *), rest);
  va_end (rest);

  answer = cli_run_words (fixture, (const char *const *) words->pdata);
  if (answer->status != status)
    g_test_message ("%s %s: %s", (char *) words->pdata[0], (char *) words->pdata[1], answer->err);
  g_assert_cmpint (answer->status, ==, status);
}

static JsonArray *
query (CliAnswer  *answer,
       const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) found = NULL;

  g_assert_nonnull (answer->json);
  found = json_path_query (path, answer->json, &error);
  g_assert_no_error (error);
  return json_array_ref (json_node_get_array (found));
}

/* The first value at a JSON path, as text; NULL where there is none. */
char *
cli_get (CliAnswer  *answer,
         const char *path)
{
  g_autoptr(JsonArray) found = query (answer, path);
  JsonNode *node;

  if (json_array_get_length (found) == 0)
    return NULL;

  node = json_array_get_element (found, 0);
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_dup_string (node) : json_to_string (node, FALSE);
}

guint
cli_count (CliAnswer  *answer,
           const char *path)
{
  g_autoptr(JsonArray) found = query (answer, path);

  return json_array_get_length (found);
}

void
cli_assert (CliAnswer  *answer,
            const char *path,
            const char *expected)
{
  g_autofree char *value = cli_get (answer, path);

  g_assert_cmpstr (value, ==, expected);
}

void
cli_answer_free (CliAnswer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
  g_clear_pointer (&answer->json, json_node_unref);
  g_free (answer);
}

char *
cli_path (CliFixture *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
cli_write_file (CliFixture *fixture,
                const char *name,
                const char *content)
{
  g_autofree char *path = cli_path (fixture, name);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

gboolean
cli_exists (CliFixture *fixture,
            const char *name)
{
  g_autofree char *path = cli_path (fixture, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}
