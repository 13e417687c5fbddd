/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What must not work, and what must work although it is odd: each with a sentence, and nothing
 * half-done. */

#include "config.h"

#include "cli-fixture.h"

#include "pki-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PRODUCT "Door"

static void
set_up (CliFixture    *fixture,
        gconstpointer  data)
{
  cli_fixture_set_up (fixture, data);
  cli_do (fixture, 0, "init", NULL);
  cli_do (fixture, 0, "product", "add", "--name", PRODUCT, NULL);
}

static void
assert_sound (CliFixture *fixture)
{
  cli_do (fixture, 0, "fsck", NULL);
}

static void
write_key (CliFixture    *fixture,
           const PkiSpec *spec)
{
  g_autoptr(PkiFixture) pki = pki_fixture_new ();
  g_auto(PkiEntity) signer = pki_fixture_issue (pki, spec, "Ada Example");
  g_autoptr(GBytes) packed = pki_fixture_pack (pki, signer.key, signer.certificate, PKI_PASSWORD);
  g_autofree char *path = cli_path (fixture, "key.p12");
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), &error);
  g_assert_no_error (error);
  cli_write_file (fixture, "password", PKI_PASSWORD "\n");
  cli_write_file (fixture, "other-password", "not it\n");
}

typedef struct
{
  const char *label;
  PkiSpec     spec;
  const char *allow;
  const char *said;
} KeyCase;

static const KeyCase key_cases[] = {
  { "expired", { "P-256", -400, -200, NULL }, "--allow-expired", "expired" },
  { "not-yet-valid", { "P-256", 30000, 36500, NULL }, "--allow-not-yet-valid", "not valid before" },
  { "other-use", { "P-256", -3650, 36500, "keyEncipherment" }, "--allow-other-use",
    "does not permit" },
};

/* The person is warned, and signs only by saying so. */
static void
test_key (CliFixture    *fixture,
          gconstpointer  data)
{
  const KeyCase *test = data;
  g_autoptr(CliAnswer) refused = NULL;
  g_autoptr(CliAnswer) allowed = NULL;

  write_key (fixture, &test->spec);
  refused = cli_run (fixture, 3, "export", PRODUCT, "--out", "x.pdf", "--sign", "p12:key.p12",
                     "--pass-file", "password",
                     NULL);
  g_assert_nonnull (strstr (refused->err, test->said));
  g_assert_nonnull (strstr (refused->err, test->allow));
  g_assert_false (cli_exists (fixture, "x.pdf"));

  allowed = cli_run (fixture, 0, "export", PRODUCT, "--out", "x.pdf", "--sign", "p12:key.p12",
                     "--pass-file", "password",
                     test->allow, NULL);
  g_assert_nonnull (strstr (allowed->err, "Warning"));
  g_assert_true (cli_exists (fixture, "x.pdf"));
  cli_do (fixture, 1, "verify", "x.pdf", NULL);
}

static void
test_password (CliFixture    *fixture,
               gconstpointer  data)
{
  static const PkiSpec spec = { "P-256", -3650, 36500, NULL };
  g_autoptr(CliAnswer) wrong = NULL;

  write_key (fixture, &spec);
  wrong = cli_run (fixture, 3, "export", PRODUCT, "--out", "x.pdf", "--sign", "p12:key.p12",
                   "--pass-file",
                   "other-password", NULL);
  g_assert_nonnull (strstr (wrong->err, "password"));
  cli_do (fixture, 3, "export", PRODUCT, "--out", "x.pdf", "--sign", "p12:key.p12", "--pass-file",
          "nowhere", NULL);
  cli_do (fixture, 3, "export", PRODUCT, "--out", "x.pdf", "--sign", "p12:key.p12", "--pass-fd",
          "77", NULL);
  cli_do (fixture, 3, "export", PRODUCT, "--out", "x.pdf", "--sign", "p12:password", "--pass-file",
          "password", NULL);
  cli_do (fixture, 3, "export", PRODUCT, "--out", "x.pdf", "--sign", "p12:nowhere", "--pass-file",
          "password", NULL);
  g_assert_false (cli_exists (fixture, "x.pdf"));
}

static void
test_targets (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autofree char *readme = cli_path (fixture, "folder");

  g_mkdir (readme, 0755);
  cli_write_file (fixture, "e.txt", "evidence");
  cli_do (fixture, 0, "evidence", "add", PRODUCT, "1.0", "-", "e.txt", NULL);
  cli_do (fixture, 3, "export", PRODUCT, "--out", "no/such/folder/x.pdf", NULL);
  cli_do (fixture, 0, "backup", "not-\xff-utf8", "--json", NULL);
  cli_do (fixture, 3, "export", PRODUCT, "--out", "folder", NULL);
  cli_do (fixture, 3, "export", PRODUCT, "--kind", "plan", "--out", "no/such/folder/x.csv", NULL);
  cli_do (fixture, 3, "backup", "no/such/folder/b", NULL);
  cli_do (fixture, 3, "evidence", "get", "E-001", "no/such/folder/e", NULL);
  cli_do (fixture, 0, "evidence", "get", "E-001", "folder", NULL);
  g_assert_true (cli_exists (fixture, "folder/e.txt"));
  cli_do (fixture, 3, "--library", "elsewhere", "restore", "e.txt", NULL);
  cli_do (fixture, 3, "--library", "elsewhere", "product", "list", NULL);
  cli_do (fixture, 3, "verify", "e.txt", NULL);
  cli_do (fixture, 3, "verify", "nowhere.pdf", NULL);
}

static const char *const odd_names[] = {
  "with space.txt",
  "with 'single' and \"double\".txt",
  "two\nlines.txt",
  "\u05e9\u05dc\u05d5\u05dd-\u202egnp.txt",
  "-begins-with-a-hyphen.txt",
  "not-\xff-utf8.txt",
  "αβγ-и-ё.txt",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.txt",
};

static void
test_odd_names (CliFixture    *fixture,
                gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd_names); i++)
    {
      g_autofree char *content = g_strdup_printf ("content %u", i);
      g_autoptr(CliAnswer) added = NULL;
      g_autoptr(CliAnswer) listed = NULL;

      cli_write_file (fixture, odd_names[i], content);
      added = cli_run (fixture, 0, "evidence", "add", "--json", PRODUCT, "1.0", "-", "--",
                       odd_names[i], NULL);
      cli_assert (added, "$[0].duplicate", "false");
      listed = cli_run (fixture, 0, "evidence", "list", PRODUCT, NULL);
      g_assert_null (strchr (listed->out, '\x1b'));
      g_assert_null (strstr (listed->out, "\u202e"));
    }
  assert_sound (fixture);
}

static void
test_bad_files (CliFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(CliAnswer) answer = NULL;
  g_autofree char *pipe = cli_path (fixture, "pipe");

  cli_write_file (fixture, "good.txt", "good");
  cli_write_file (fixture, "empty.txt", "");
  cli_write_file (fixture, "damaged.pdf", "%PDF-1.7\nnothing that follows makes sense");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  answer = cli_run (fixture, 3, "evidence", "add", PRODUCT, "1.0", "-", "good.txt", "empty.txt",
                    "vanished.txt", "pipe",
                    "damaged.pdf", "--json", NULL);
  g_assert_cmpuint (cli_count (answer, "$[*].id"), ==, 2);
  g_assert_cmpuint (cli_count (answer, "$[*].message"), ==, 3);
  g_assert_nonnull (strstr (answer->err, "empty.txt"));
  g_assert_nonnull (strstr (answer->err, "vanished.txt"));
  g_assert_nonnull (strstr (answer->err, "2 files were added"));
  cli_do (fixture, 3, "evidence", "add", PRODUCT, "1.0", "-", "vanished.txt", NULL);
  assert_sound (fixture);
}

static void
test_folder (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autofree char *folder = cli_path (fixture, "in");
  g_autoptr(CliAnswer) answer = NULL;

  g_mkdir (folder, 0755);
  cli_write_file (fixture, "in/b.txt", "b");
  cli_write_file (fixture, "in/a.txt", "a");
  cli_write_file (fixture, "in/empty.txt", "");
  answer = cli_run (fixture, 0, "evidence", "add", PRODUCT, "1.0", "-", "in", "--json", NULL);
  g_assert_cmpuint (cli_count (answer, "$[*].id"), ==, 2);
  cli_assert (answer, "$[0].title", "a");
  g_assert_nonnull (strstr (answer->err, "empty.txt"));
}

/* The bytes of a kept file change behind the library's back. */
static void
test_altered (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(CliAnswer) added = NULL;
  g_autoptr(CliAnswer) bad = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  cli_write_file (fixture, "e.txt", "evidence");
  added = cli_run (fixture, 0, "evidence", "add", PRODUCT, "1.0", "2b.sbom", "e.txt", "--json",
                   NULL);
  cli_do (fixture, 0, "issue", "create", PRODUCT, "--by", "Ada", NULL);
  sha256 = cli_get (added, "$[0].sha256");
  name = g_strdup_printf ("techfile/library/objects/%.2s/%s", sha256, sha256 + 2);
  path = cli_path (fixture, name);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  cli_write_file (fixture, name, "Evidence");

  bad = cli_run (fixture, 1, "evidence", "verify", PRODUCT, "--json", NULL);
  cli_assert (bad, "$.bad[0].sha256", sha256);
  cli_do (fixture, 1, "issue", "verify", PRODUCT, "1", NULL);
  cli_do (fixture, 1, "fsck", NULL);
  cli_do (fixture, 3, "evidence", "get", "E-001", "out.txt", NULL);
  g_assert_false (cli_exists (fixture, "out.txt"));
}

/* Opens a pipe for writing once somebody reads from it; waits for that, but not for ever. */
static int
open_when_read (const char *path)
{
  for (guint i = 0; i < 6000; i++)
    {
      int fd = g_open (path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);

      if (fd >= 0)
        return fd;
      g_usleep (10000);
    }

  g_assert_not_reached ();
}

static void
test_second_writer (CliFixture    *fixture,
                    gconstpointer  data)
{
  g_autofree char *pipe = cli_path (fixture, "text");
  g_autoptr(GSubprocess) writer = NULL;
  g_autoptr(CliAnswer) refused = NULL;
  int fd;

  /* The first writer holds the library while it waits for the text of a slot. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  writer = cli_start (fixture, "slot", "set", PRODUCT, "1.0", "2b.sbom", "--text-file", "text",
                      NULL);
  fd = open_when_read (pipe);

  refused = cli_run (fixture, 3, "product", "set", PRODUCT, "type=X", NULL);
  g_assert_nonnull (strstr (refused->err, "techfilectl"));
  g_assert_nonnull (strstr (refused->err, "process"));
  cli_do (fixture, 0, "product", "show", PRODUCT, NULL);

  g_assert_cmpint (write (fd, "text", 4), ==, 4);
  close (fd);
  g_assert_true (g_subprocess_wait (writer, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (writer), ==, 0);
  cli_do (fixture, 0, "product", "set", PRODUCT, "type=X", NULL);
  assert_sound (fixture);
}

static void
test_library (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(CliAnswer) twice = NULL;
  g_autoptr(CliAnswer) none = NULL;

  twice = cli_run (fixture, 3, "init", NULL);
  g_assert_nonnull (strstr (twice->err, "already"));
  none = cli_run (fixture, 3, "--library", "nowhere", "product", "list", NULL);
  g_assert_nonnull (strstr (none->err, "techfilectl init"));
  cli_write_file (fixture, "file", "x");
  cli_do (fixture, 3, "--library", "file", "init", NULL);
  cli_do (fixture, 3, "--library", ".", "init", NULL);
}

static void
test_names (CliFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(CliAnswer) ambiguous = NULL;

  cli_do (fixture, 0, "product", "add", "--name", "Twin", NULL);
  cli_do (fixture, 0, "product", "add", "--name", "Twin", NULL);
  ambiguous = cli_run (fixture, 3, "product", "show", "Twin", NULL);
  g_assert_nonnull (strstr (ambiguous->err, "identifier"));
  cli_do (fixture, 3, "product", "show", "Nobody", NULL);
  cli_do (fixture, 3, "check", PRODUCT, "9.9", NULL);
  cli_do (fixture, 3, "slot", "set", PRODUCT, "1.0", "99z", "--state", "ready", NULL);
  cli_do (fixture, 3, "slot", "set", PRODUCT, "1.0", "2b.sbom", "--owner", "Nobody", NULL);
  cli_do (fixture, 3, "slot", "set", PRODUCT, "1.0", "2b.sbom", "--text-file", "nowhere", NULL);
  cli_do (fixture, 3, "requirement", "set", PRODUCT, "1.0", "I.1.appropriate", "--evidence",
          "E-099", NULL);
  cli_do (fixture, 3, "issue", "verify", PRODUCT, "7", NULL);
}

static void
test_stopped (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autofree char *pipe = cli_path (fixture, "text");
  g_autoptr(GSubprocess) process = NULL;
  int fd;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  process = cli_start (fixture, "slot", "set", PRODUCT, "1.0", "2b.sbom", "--text-file", "text",
                       NULL);
  fd = open_when_read (pipe);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  close (fd);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  assert_sound (fixture);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (CliFixture    *fixture,
                  gconstpointer  data);
  } tests[] = {
    { "/cli/refusal/password", test_password },
    { "/cli/refusal/targets", test_targets },
    { "/cli/refusal/odd-names", test_odd_names },
    { "/cli/refusal/bad-files", test_bad_files },
    { "/cli/refusal/folder", test_folder },
    { "/cli/refusal/altered", test_altered },
    { "/cli/refusal/second-writer", test_second_writer },
    { "/cli/refusal/library", test_library },
    { "/cli/refusal/names", test_names },
    { "/cli/refusal/stopped", test_stopped },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, CliFixture, NULL, set_up, tests[i].test, cli_fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (key_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/refusal/key/%s", key_cases[i].label);

      g_test_add (path, CliFixture, &key_cases[i], set_up, test_key, cli_fixture_tear_down);
    }

  return g_test_run ();
}
