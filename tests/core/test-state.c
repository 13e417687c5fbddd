/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dossier-fixture.h"

#include "tf-state.h"

#include <string.h>

typedef struct
{
  const char *label;
  const char *entry;
  const char *fields[9];   /* of the record; NULL first: no record */
  gboolean    linked;
  const char *hardware;
  TfState     state;
} StateCase;

#define FRAME_TEXT "<text xmlns=\"https://techfile.github.io/ns/text/1\"><h level=\"1\">Head</h>" \
  "<table><row><cell/></row></table></text>"

static const StateCase state_cases[] = {
  { "nothing",            "2b.sbom", { NULL }, FALSE, "", TF_STATE_MISSING },
  { "empty-record",       "2b.sbom", { "state", "ready", NULL }, FALSE, "", TF_STATE_MISSING },
  { "text",               "2b.sbom", { "text", SOME_TEXT, NULL }, FALSE, "", TF_STATE_DRAFT },
  { "evidence-only",      "2b.sbom", { NULL }, TRUE, "", TF_STATE_DRAFT },
  { "ready",              "2b.sbom", { "text", SOME_TEXT, "state", "ready", NULL }, FALSE, "", TF_STATE_READY },
  { "frame-alone",        "2b.sbom", { "text", FRAME_TEXT, "state", "ready", NULL }, FALSE, "", TF_STATE_DRAFT },
  { "ready-by-evidence",  "2b.sbom", { "state", "ready", NULL }, TRUE, "", TF_STATE_READY },
  { "to-confirm",         "2b.sbom", { "text", SOME_TEXT, "state", "to-confirm", NULL }, FALSE, "", TF_STATE_TO_CONFIRM },
  { "blank-text",         "2b.sbom", { "text", "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p/></text>", NULL }, FALSE, "", TF_STATE_MISSING },
  { "hardware-unknown",   "1c.external", { NULL }, FALSE, "", TF_STATE_MISSING },
  { "hardware-no",        "1c.external", { NULL }, FALSE, "no", TF_STATE_NOT_DUE },
  { "hardware-yes",       "1c.external", { NULL }, FALSE, "yes", TF_STATE_MISSING },
  { "on-request",         "8.sbom", { NULL }, FALSE, "", TF_STATE_NOT_DUE },
  { "on-request-given",   "8.sbom", { "text", SOME_TEXT, "state", "ready", NULL }, FALSE, "", TF_STATE_READY },
  { "denied",             "I.2.g.minimisation", { "applicable", "no", "reason", "No data.", NULL }, FALSE, "", TF_STATE_NOT_APPLICABLE },
  { "denied-no-reason",   "I.2.g.minimisation", { "applicable", "no", NULL }, FALSE, "", TF_STATE_DRAFT },
  { "denied-inherited",   "I.2.g.minimisation", { "applicable", "no", "reason", "x", "state", "to-confirm", NULL }, FALSE, "", TF_STATE_TO_CONFIRM },
  { "applies-but-empty",  "I.2.g.minimisation", { "applicable", "yes", NULL }, FALSE, "", TF_STATE_DRAFT },
  { "denied-unknown",     "1c.external", { "applicable", "no", "reason", "x", NULL }, FALSE, "", TF_STATE_NOT_APPLICABLE },
  { "denied-in-vain",     "1c.external", { "applicable", "no", "reason", "x", NULL }, FALSE, "yes", TF_STATE_MISSING },
  { "never-denied",       "I.1.appropriate", { "applicable", "no", "reason", "x", NULL }, FALSE, "", TF_STATE_MISSING },
  { "limb-ready",         "I.2.g.minimisation", { "text", SOME_TEXT, "state", "ready", NULL }, FALSE, "", TF_STATE_READY },
};

static void
add_record (DossierFixture   *fixture,
            const TfLawEntry *entry,
            const StateCase  *c)
{
  TfRecord *record;

  if (c->fields[0] == NULL)
    return;

  record = dossier_fixture_add (fixture, tf_law_entry_get_record_kind (entry), "r", entry->id, NULL);
  for (guint i = 0; c->fields[i] != NULL; i += 2)
    tf_record_set (record, c->fields[i], c->fields[i + 1]);
}

static void
test_state (DossierFixture *fixture,
            gconstpointer   data)
{
  const StateCase *c = data;
  const TfLawEntry *entry = tf_law_lookup (fixture->law, c->entry);
  g_autoptr(TfDossier) dossier = NULL;
  g_autofree char *reason = NULL;

  g_assert_nonnull (entry);
  tf_record_set (dossier_fixture_get (fixture, "r"), "hardware", c->hardware);
  add_record (fixture, entry, c);
  if (c->linked)
    {
      TfRecord *evidence = dossier_fixture_add (fixture, "evidence", "p", "", "title", "T", NULL);

      dossier_fixture_add (fixture, "link", "r", "", "subject", entry->id,
                           "evidence", tf_record_get_id (evidence), NULL);
    }

  dossier = dossier_fixture_make (fixture);
  g_assert_cmpint (tf_state_of (dossier, entry), ==, c->state);
  reason = tf_state_dup_reason (dossier, entry);
  if (c->state == TF_STATE_NOT_APPLICABLE || c->state == TF_STATE_NOT_DUE || c->state == TF_STATE_TO_CONFIRM)
    g_assert_cmpstr (reason, !=, "");
}

/* What the release denies of a lettered point of Annex I still needs its reason. */
static void
test_denied_by_release (DossierFixture *fixture,
                        gconstpointer   data)
{
  static const struct
  {
    const char *automatic;
    const char *entry;
    const char *reason;
    TfState     state;
  } cases[] = {
    { "",    "I.2.c.automatic", "",             TF_STATE_MISSING },
    { "no",  "I.2.c.automatic", "",             TF_STATE_DRAFT },
    { "no",  "I.2.c.automatic", "A component.", TF_STATE_NOT_APPLICABLE },
    { "no",  "I.2.c.opt-out",   "",             TF_STATE_NOT_DUE },
    { "no",  "II.7.automatic",  "",             TF_STATE_NOT_DUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TfLawEntry *entry = tf_law_lookup (fixture->law, cases[i].entry);
      g_autoptr(TfDossier) dossier = NULL;

      tf_record_set (dossier_fixture_get (fixture, "r"), "automatic-updates", cases[i].automatic);
      if (*cases[i].reason != '\0')
        dossier_fixture_add (fixture, "requirement", "r", entry->id, "reason", cases[i].reason, NULL);
      dossier = dossier_fixture_make (fixture);
      g_assert_cmpint (tf_state_of (dossier, entry), ==, cases[i].state);
    }
}

static void
test_link_to_nothing (DossierFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr(TfDossier) dossier = NULL;

  dossier_fixture_add (fixture, "link", "r", "", "subject", "2b.sbom", "evidence", "gone", NULL);
  dossier = dossier_fixture_make (fixture);
  g_assert_cmpint (tf_state_of (dossier, tf_law_lookup (fixture->law, "2b.sbom")), ==, TF_STATE_MISSING);
}

static void
test_approval (DossierFixture *fixture,
               gconstpointer   data)
{
  const TfLawEntry *entry = tf_law_lookup (fixture->law, "2b.sbom");
  TfRecord *slot = dossier_fixture_add (fixture, "slot", "r", "2b.sbom", "text", SOME_TEXT, "state", "ready", NULL);
  g_autoptr(TfDossier) before = dossier_fixture_make (fixture);
  g_autofree char *digest = tf_dossier_dup_digest (before, "2b.sbom");
  g_autoptr(TfDossier) approved = NULL;
  g_autoptr(TfDossier) owned = NULL;
  g_autoptr(TfDossier) changed = NULL;

  dossier_fixture_add (fixture, "approval", "r", "", "subject", "2b.sbom", "digest", digest, "by", "n", NULL);
  approved = dossier_fixture_make (fixture);
  g_assert_cmpint (tf_state_of (approved, entry), ==, TF_STATE_APPROVED);

  tf_record_set (slot, "owner", "n");
  owned = dossier_fixture_make (fixture);
  g_assert_cmpint (tf_state_of (owned, entry), ==, TF_STATE_APPROVED);

  dossier_fixture_add (fixture, "evidence", "p", "", "title", "T", NULL);
  dossier_fixture_add (fixture, "link", "r", "", "subject", "2b.sbom", "evidence", "id-2", NULL);
  changed = dossier_fixture_make (fixture);
  g_assert_cmpint (tf_state_of (changed, entry), ==, TF_STATE_LAPSED);
}

static void
test_wholes (DossierFixture *fixture,
             gconstpointer   data)
{
  const TfLawEntry *slot = tf_law_lookup (fixture->law, "2c");
  const TfLawEntry *family = tf_law_lookup (fixture->law, "F2");
  g_autoptr(TfDossier) empty = dossier_fixture_make (fixture);
  g_autoptr(TfDossier) part = NULL;
  g_autoptr(TfDossier) whole = NULL;
  g_autoptr(TfDossier) all = NULL;

  g_assert_cmpint (tf_state_of (empty, slot), ==, TF_STATE_MISSING);
  g_assert_cmpint (tf_state_of (empty, family), ==, TF_STATE_MISSING);

  dossier_fixture_add (fixture, "slot", "r", "2c.production", "text", SOME_TEXT, "state", "ready", NULL);
  part = dossier_fixture_make (fixture);
  g_assert_cmpint (tf_state_of (part, slot), ==, TF_STATE_DRAFT);

  dossier_fixture_add (fixture, "slot", "r", "2c.monitoring", "text", SOME_TEXT, "state", "ready", NULL);
  dossier_fixture_add (fixture, "slot", "r", "2c.validation", "text", SOME_TEXT, "state", "to-confirm", NULL);
  whole = dossier_fixture_make (fixture);
  g_assert_cmpint (tf_state_of (whole, slot), ==, TF_STATE_TO_CONFIRM);
  g_assert_cmpint (tf_state_of (whole, family), ==, TF_STATE_DRAFT);
}

static void
test_complete (DossierFixture *fixture,
               gconstpointer   data)
{
  g_autoptr(TfDossier) dossier = NULL;
  TfStateCount count;

  dossier_fixture_answer_all (fixture);
  dossier = dossier_fixture_make (fixture);
  count = tf_state_count (dossier, TF_LAW_SLOT);
  g_assert_cmpuint (count.n[TF_STATE_READY], ==, 13);
  count = tf_state_count (dossier, TF_LAW_REQUIREMENT);
  g_assert_cmpuint (count.n[TF_STATE_READY], ==, 22);
  count = tf_state_count (dossier, TF_LAW_FAMILY);
  g_assert_cmpuint (count.n[TF_STATE_READY], ==, 8);
}

static void
test_dossier (DossierFixture *fixture,
              gconstpointer   data)
{
  TfRecord *evidence = dossier_fixture_add (fixture, "evidence", "p", "", "title", "T", NULL);
  TfRecord *other = dossier_fixture_add (fixture, "evidence", "p", "", "title", "U", NULL);
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GPtrArray) revisions = NULL;

  dossier_fixture_add (fixture, "revision", tf_record_get_id (evidence), "", "number", "1", NULL);
  dossier_fixture_add (fixture, "revision", tf_record_get_id (evidence), "", "number", "2", NULL);
  dossier = dossier_fixture_make (fixture);

  g_assert_cmpstr (tf_record_get (tf_dossier_get_product (dossier), "name"), ==, "Sensor");
  g_assert_cmpstr (tf_record_get (tf_dossier_get_manufacturer (dossier), "name"), ==, "Maker");
  g_assert_true (tf_dossier_get_law (dossier) == fixture->law);
  g_assert_null (tf_dossier_list (dossier, "issue"));
  g_assert_null (tf_dossier_lookup (dossier, "nobody"));
  revisions = tf_dossier_list_below (dossier, "revision", tf_record_get_id (evidence));
  g_assert_cmpuint (revisions->len, ==, 2);
  g_assert_cmpstr (tf_record_get (tf_dossier_get_last_revision (dossier, evidence), "number"), ==, "2");
  g_assert_null (tf_dossier_get_last_revision (dossier, other));

  /* A snapshot does not follow. */
  tf_record_set (dossier_fixture_get (fixture, "p"), "name", "Changed");
  g_assert_cmpstr (tf_record_get (tf_dossier_get_product (dossier), "name"), ==, "Sensor");
}

static void
test_names (void)
{
  for (guint i = 0; i < TF_N_STATES; i++)
    {
      g_assert_cmpstr (tf_state_to_string (i), !=, "");
      g_assert_cmpstr (tf_state_get_label (i), !=, "");
      g_assert_false (tf_state_is_done (i) && tf_state_is_open (i));
    }
  g_assert_true (tf_state_is_open (TF_STATE_LAPSED));
  g_assert_false (tf_state_is_open (TF_STATE_NOT_DUE));
}

#define ADD(path, data, function) \
  g_test_add (path, DossierFixture, data, dossier_fixture_set_up, function, dossier_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (state_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/state/of/%s", state_cases[i].label);

      ADD (path, &state_cases[i], test_state);
    }
  ADD ("/state/denied-by-release", NULL, test_denied_by_release);
  ADD ("/state/link-to-nothing", NULL, test_link_to_nothing);
  ADD ("/state/approval", NULL, test_approval);
  ADD ("/state/wholes", NULL, test_wholes);
  ADD ("/state/complete", NULL, test_complete);
  ADD ("/dossier/values", NULL, test_dossier);
  g_test_add_func ("/state/names", test_names);

  return g_test_run ();
}
