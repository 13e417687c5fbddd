/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"

#include "tf-work.h"

#include <string.h>

#define TEXT "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p>Some words.</p></text>"
#define POINT "I.2.g.minimisation"

/* Who did what to a point, by the name in the change log, and may this person approve it? */
typedef struct
{
  const char *label;
  const char *text;       /* NULL: nobody did */
  const char *measure;
  const char *evidence;   /* added the item and its file */
  const char *link;
  const char *other;      /* did something that is no content: a day, a state */
  const char *undone;     /* changed the text, and that was undone */
  const char *name;       /* of the person who approves */
  const char *email;
  gboolean    allowed;
} ApprovalCase;

static const ApprovalCase approval_cases[] = {
  { "another", "Ada Roth", NULL, NULL, NULL, NULL, NULL, "Bea Lind", "", TRUE },
  { "only-text", "Ada Roth", NULL, NULL, NULL, NULL, NULL, "Ada Roth", "", FALSE },
  { "only-measure", NULL, "Ada Roth", NULL, NULL, NULL, NULL, "Ada Roth", "", FALSE },
  { "only-evidence", NULL, NULL, "Ada Roth", "Ada Roth", NULL, NULL, "Ada Roth", "", FALSE },
  { "all-of-it", "Ada Roth", "Ada Roth", "Ada Roth", "Ada Roth", NULL, NULL, "Ada Roth", "", FALSE },
  { "other-case", "ada  roth", "ADA ROTH", NULL, NULL, NULL, NULL, "Ada Roth", "", FALSE },
  { "with-address", "Ada Roth <a@example.org>", "Ada Roth", NULL, NULL, NULL, NULL, "Ada Roth", "", FALSE },
  { "by-address", "A. R. <a@example.org>", "a@example.org", NULL, NULL, NULL, NULL, "Ada Roth",
    "A@Example.org", FALSE },
  { "other-measure", "Ada Roth", "Bea Lind", NULL, NULL, NULL, NULL, "Ada Roth", "", TRUE },
  { "other-file", "Ada Roth", NULL, "Bea Lind", "Ada Roth", NULL, NULL, "Ada Roth", "", TRUE },
  { "other-link", "Ada Roth", NULL, "Ada Roth", "Bea Lind", NULL, NULL, "Ada Roth", "", TRUE },
  { "other-file-alone", NULL, NULL, "Bea Lind", "Bea Lind", NULL, NULL, "Ada Roth", "", TRUE },
  { "no-content", "Ada Roth", NULL, NULL, NULL, "Bea Lind", NULL, "Ada Roth", "", FALSE },
  { "undone", "Ada Roth", NULL, NULL, NULL, NULL, "Bea Lind", "Ada Roth", "", FALSE },
  { "undone-of-two", "Ada Roth", "Bea Lind", NULL, NULL, NULL, "Bea Lind", "Ada Roth", "", TRUE },
};

static void
change (AppFixture *fixture,
        const char *who,
        const char *field,
        const char *value)
{
  g_autoptr(GError) error = NULL;

  tf_store_set_author (fixture->base.store, who);
  g_assert_true (tf_work_set (fixture->workspace, fixture->release,
                              tf_law_lookup (tf_workspace_get_law (fixture->workspace), POINT),
                              field, value, &error));
  g_assert_no_error (error);
}

static void
add_evidence (AppFixture         *fixture,
              const ApprovalCase *c)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("report", 6);
  g_autofree char *sum = tf_store_take_bytes (fixture->base.store, bytes, NULL);
  g_autoptr(TfRecord) evidence = NULL;
  g_autoptr(TfRecord) revision = NULL;
  g_autoptr(TfRecord) link = NULL;

  tf_store_set_author (fixture->base.store, c->evidence);
  evidence = store_fixture_add (&fixture->base, "evidence", fixture->product, "", "number", "E-001",
                                "title", "Report", NULL);
  revision = store_fixture_add (&fixture->base, "revision", evidence, "", "number", "1",
                                "file-name", "a.txt", "sha256", sum, "size", "6", NULL);
  tf_store_set_author (fixture->base.store, c->link);
  link = store_fixture_add (&fixture->base, "link", fixture->release, "", "subject", POINT,
                            "evidence", tf_record_get_id (evidence),
                            "revision", tf_record_get_id (revision), NULL);
}

static void
add_measure (AppFixture *fixture,
             const char *who)
{
  g_autoptr(TfRecord) measure = NULL;

  tf_store_set_author (fixture->base.store, who);
  measure = tf_work_add_measure (fixture->workspace, fixture->release,
                                 tf_law_lookup (tf_workspace_get_law (fixture->workspace), POINT),
                                 "Signed updates", "done", NULL);
  g_assert_nonnull (measure);
}

static void
write_point (AppFixture         *fixture,
             const ApprovalCase *c)
{
  if (c->text != NULL)
    change (fixture, c->text, "text", TEXT);
  if (c->measure != NULL)
    add_measure (fixture, c->measure);
  if (c->evidence != NULL)
    add_evidence (fixture, c);
  if (c->undone != NULL)
    {
      change (fixture, c->undone, "reason", "No reason at all");
      g_assert_true (tf_store_undo (fixture->base.store, NULL));
    }
  if (c->other != NULL)
    change (fixture, c->other, "due", "2027-12-11");
  change (fixture, c->other != NULL ? c->other : "Clerk", "state", "ready");
}

static void
test_approval (AppFixture    *fixture,
               gconstpointer  data)
{
  const ApprovalCase *c = data;
  const TfLawEntry *entry = tf_law_lookup (tf_workspace_get_law (fixture->workspace), POINT);
  g_autoptr(TfRecord) person = store_fixture_add (&fixture->base, "person", NULL, "", "name", c->name,
                                                  "email", c->email, NULL);
  g_autoptr(TfRecord) approval = NULL;
  g_autoptr(GError) error = NULL;

  write_point (fixture, c);
  approval = tf_work_approve (fixture->workspace, fixture->release, entry, person, &error);
  if (c->allowed)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (tf_record_get (approval, "by"), ==, tf_record_get_id (person));
    }
  else
    {
      g_assert_null (approval);
      g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, c->name));
      g_assert_nonnull (strstr (error->message, entry->title));
    }
  store_fixture_assert_sound (&fixture->base);
}

/* A writing that was undone and done again counts again. */
static void
test_done_again (AppFixture    *fixture,
                 gconstpointer  data)
{
  g_autoptr(TfRecord) slot = NULL;
  const char *who[] = { "Ada", "Ada, Bea", "Ada", "Ada, Bea" };
  g_autoptr(GError) error = NULL;

  tf_store_set_author (fixture->base.store, "Clerk");
  slot = store_fixture_add (&fixture->base, "slot", fixture->release, "2b.sbom", "state", "draft", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (who); i++)
    {
      g_autoptr(GPtrArray) authors = NULL;
      g_autofree char *names = NULL;

      if (i < 2)
        {
          tf_store_set_author (fixture->base.store, i == 0 ? "Ada" : "Bea");
          g_assert_true (tf_store_set (fixture->base.store, slot, "reason", i == 0 ? "One" : "Two", &error));
        }
      else if (i == 2)
        g_assert_true (tf_store_undo (fixture->base.store, &error));
      else
        g_assert_true (tf_store_redo (fixture->base.store, &error));

      authors = tf_store_list_authors (fixture->base.store, slot, &error);
      g_assert_no_error (error);
      g_ptr_array_add (authors, NULL);
      names = g_strjoinv (", ", (char **) authors->pdata);
      g_assert_cmpstr (names, ==, who[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (approval_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/approval/%s", approval_cases[i].label);

      g_test_add (path, AppFixture, &approval_cases[i], app_fixture_set_up, test_approval,
                  app_fixture_tear_down);
    }
  g_test_add ("/approval/done-again", AppFixture, NULL, app_fixture_set_up, test_done_again,
              app_fixture_tear_down);

  return g_test_run ();
}
