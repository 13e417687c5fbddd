/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A folder that is home, working folder and place of the library for runs of the real program. */
typedef struct
{
  char *folder;
} CliFixture;

/* What one run came to. */
typedef struct
{
  int       status;
  char     *out;
  char     *err;
  JsonNode *json;  /* NULL where no JSON was asked for, or none came */
} CliAnswer;

void       cli_fixture_set_up    (CliFixture    *fixture,
                                  gconstpointer  data);
void       cli_fixture_tear_down (CliFixture    *fixture,
                                  gconstpointer  data);

GSubprocess *cli_start           (CliFixture    *fixture,
                                  const char    *first,
                                  ...) G_GNUC_NULL_TERMINATED;
CliAnswer *cli_run_words         (CliFixture         *fixture,
                                  const char *const  *words);
CliAnswer *cli_run               (CliFixture    *fixture,
                                  int            status,
                                  ...) G_GNUC_NULL_TERMINATED;
void       cli_do                (CliFixture    *fixture,
                                  int            status,
                                  ...) G_GNUC_NULL_TERMINATED;
char      *cli_get               (CliAnswer     *answer,
                                  const char    *path);
guint      cli_count             (CliAnswer     *answer,
                                  const char    *path);
void       cli_assert            (CliAnswer     *answer,
                                  const char    *path,
                                  const char    *expected);
void       cli_answer_free       (CliAnswer     *answer);

void       cli_write_file        (CliFixture    *fixture,
                                  const char    *name,
                                  const char    *content);
char      *cli_path              (CliFixture    *fixture,
                                  const char    *name);
gboolean   cli_exists            (CliFixture    *fixture,
                                  const char    *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliAnswer, cli_answer_free)

G_END_DECLS
