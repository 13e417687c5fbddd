/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dossier-fixture.h"

#include "tf-finding.h"

#include <string.h>

/* One thing is wrong in an otherwise complete file: what is said about it, for each purpose? */
typedef struct
{
  const char *label;
  const char *kind;       /* record that is changed */
  const char *key;        /* its key; "" for the first of the kind */
  const char *field;
  const char *value;
  const char *rule;       /* NULL: nothing is said */
  const char *citation;
  int         severity[TF_N_PURPOSES];
} FindingCase;

#define B TF_SEVERITY_BLOCKS
#define S TF_SEVERITY_SHOULD
#define H TF_SEVERITY_HINT

static const FindingCase finding_cases[] = {
  { "complete", "product", "", "name", "Sensor", NULL, NULL, { 0 } },
  { "unanswered-type", "product", "", "type", "", "unanswered", "Annex II point 3", { H, S, B } },
  { "unanswered-summary", "product", "", "summary", "", "unanswered", "", { H, S, S } },
  { "unanswered-address", "organisation", "", "address", "", "unanswered", "Annex II point 1", { H, S, B } },
  { "unanswered-email", "organisation", "", "email", "", "unanswered", "Annex II point 1", { H, S, S } },
  { "no-manufacturer", "product", "", "manufacturer", "", "unanswered", "Annex II point 1", { H, S, B } },
  { "draft", "slot", "3.assessment", "state", "draft", "draft", "Annex VII point 3", { H, S, B } },
  { "to-confirm", "requirement", "I.2.g.minimisation", "state", "to-confirm", "to-confirm", "Annex I Part I point (2)(g)", { H, S, B } },
  { "no-reason", "requirement", "I.2.g.minimisation", "applicable", "no", "reason", "Annex I Part I point (2)(g)", { S, B, B } },
  { "no-reason-by-release", "release", "", "automatic-updates", "no", "reason", "Annex I Part I point (2)(c)", { S, B, B } },
  { "condition-holds", "slot", "1c.external", "applicable", "no", "exemption", "Annex VII point 1(c)", { S, B, B } },
  { "condition-holds-for-limb", "requirement", "II.7.automatic", "applicable", "no", "exemption", "Annex I Part II point (7)", { S, B, B } },
  { "no-exemption-1", "requirement", "I.1.appropriate", "applicable", "no", "exemption", "Annex I Part I point (1)", { S, B, B } },
  { "no-exemption-ii", "requirement", "II.5.policy", "applicable", "no", "exemption", "Annex I Part II point (5)", { S, B, B } },
  { "expired", "revision", "", "valid-until", "2027-12-31", "expired", NULL, { S, S, S } },
  { "valid-today", "revision", "", "valid-until", "2028-01-01", NULL, NULL, { 0 } },
  { "review", "revision", "", "next-review", "2027-12-31", "review", NULL, { H, H, H } },
  { "picture", "slot", "3.assessment", "text",
    "<text xmlns=\"https://techfile.github.io/ns/text/1\"><image object=\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\" alt=\"\" width=\"50\"/></text>",
    "picture", "Annex VII point 3", { H, S, S } },
  { "placeholder", "slot", "3.assessment", "text",
    "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p>See [1] on [replace: what it measures].</p></text>",
    "placeholder", "Annex VII point 3", { H, S, S } },
  { "references", "slot", "3.assessment", "text",
    "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p>See [1], [EN 18031] and a [ left open.</p></text>",
    NULL, NULL, { 0 } },
  { "declaration-after-dossier", "slot", "7.declaration", "state", "draft", "draft", "Annex VII point 7", { H, H, B } },
};

#undef B
#undef S
#undef H

static TfRecord *
find_record (DossierFixture *fixture,
             const char     *kind,
             const char     *key)
{
  for (guint i = 0; i < fixture->records->len; i++)
    {
      TfRecord *record = fixture->records->pdata[i];

      if (tf_record_is (record, kind) && strcmp (tf_record_get_key (record), key) == 0)
        return record;
    }

  g_error ("no record %s %s", kind, key);
}

static const TfFinding *
find_rule (GPtrArray  *findings,
           const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    if (strcmp (((TfFinding *) findings->pdata[i])->rule, rule) == 0)
      return findings->pdata[i];

  return NULL;
}

static GPtrArray *
check (DossierFixture *fixture,
       TfPurpose       purpose)
{
  g_autoptr(TfDossier) dossier = dossier_fixture_make (fixture);
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 1, 1, 2028);
  return tf_check_dossier (dossier, purpose, &today);
}

static void
test_finding (DossierFixture *fixture,
              gconstpointer   data)
{
  const FindingCase *c = data;

  dossier_fixture_answer_all (fixture);
  tf_record_set (find_record (fixture, c->kind, c->key), c->field, c->value);
  for (guint purpose = 0; purpose < TF_N_PURPOSES; purpose++)
    {
      g_autoptr(GPtrArray) findings = check (fixture, purpose);
      const TfFinding *finding;

      for (guint i = 0; i < findings->len; i++)
        g_test_message ("%s", ((TfFinding *) findings->pdata[i])->message);
      if (c->rule == NULL)
        {
          g_assert_cmpuint (findings->len, ==, 0);
          continue;
        }

      finding = find_rule (findings, c->rule);
      g_assert_nonnull (finding);
      g_assert_cmpint (finding->severity, ==, c->severity[purpose]);
      g_assert_cmpstr (finding->message, !=, "");
      g_assert_cmpstr (finding->record, !=, "");
      if (c->citation != NULL)
        g_assert_cmpstr (finding->citation, ==, c->citation);
    }
}

static void
test_empty (DossierFixture *fixture,
            gconstpointer   data)
{
  g_autoptr(GPtrArray) draft = check (fixture, TF_PURPOSE_DRAFT);
  g_autoptr(GPtrArray) dossier = check (fixture, TF_PURPOSE_DOSSIER);
  g_autoptr(GPtrArray) final = check (fixture, TF_PURPOSE_FINAL);
  const TfFinding *condition = find_rule (final, "condition");

  g_assert_false (tf_findings_block (draft));
  g_assert_true (tf_findings_block (dossier));
  g_assert_true (tf_findings_block (final));
  g_assert_cmpstr (condition->kind, ==, "release");
  g_assert_cmpstr (condition->citation, !=, "");
  for (guint i = 1; i < final->len; i++)
    g_assert_cmpint (((TfFinding *) final->pdata[i - 1])->severity, <=,
                     ((TfFinding *) final->pdata[i])->severity);
}

static void
test_no_evidence (DossierFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr(GPtrArray) findings = NULL;
  const TfFinding *finding;

  dossier_fixture_answer_all (fixture);
  for (guint i = fixture->records->len; i > 0; i--)
    if (tf_record_is (fixture->records->pdata[i - 1], "link"))
      g_ptr_array_remove_index (fixture->records, i - 1);

  findings = check (fixture, TF_PURPOSE_FINAL);
  finding = find_rule (findings, "proof");
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, TF_SEVERITY_SHOULD);
  g_assert_cmpstr (finding->kind, ==, "requirement");
}

static void
test_superseded (DossierFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr(GPtrArray) findings = NULL;

  dossier_fixture_answer_all (fixture);
  dossier_fixture_add (fixture, "revision", tf_record_get_parent (find_record (fixture, "revision", "")), "",
                       "number", "2", NULL);
  findings = check (fixture, TF_PURPOSE_FINAL);
  g_assert_cmpint (find_rule (findings, "superseded")->severity, ==, TF_SEVERITY_SHOULD);
}

static void
test_overdue (DossierFixture *fixture,
              gconstpointer   data)
{
  g_autoptr(GPtrArray) findings = NULL;
  TfRecord *record;

  dossier_fixture_answer_all (fixture);
  record = find_record (fixture, "slot", "2b.sbom");
  tf_record_set (record, "due", "2027-12-31");
  findings = check (fixture, TF_PURPOSE_DRAFT);
  g_assert_null (find_rule (findings, "overdue"));

  tf_record_set (record, "state", "draft");
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = check (fixture, TF_PURPOSE_DRAFT);
  g_assert_cmpint (find_rule (findings, "overdue")->severity, ==, TF_SEVERITY_HINT);
}

static void
test_names (void)
{
  TfPurpose purpose;

  for (guint i = 0; i < TF_N_PURPOSES; i++)
    {
      g_assert_true (tf_purpose_from_string (tf_purpose_to_string (i), &purpose));
      g_assert_cmpint (purpose, ==, i);
      g_assert_cmpstr (tf_purpose_get_label (i), !=, "");
    }
  g_assert_false (tf_purpose_from_string ("nonsense", &purpose));
  g_assert_cmpstr (tf_severity_to_string (TF_SEVERITY_BLOCKS), ==, "blocks");
  g_assert_cmpstr (tf_severity_get_label (TF_SEVERITY_SHOULD), ==, "Should Be Fixed");
}

#define ADD(path, data, function) \
  g_test_add (path, DossierFixture, data, dossier_fixture_set_up, function, dossier_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (finding_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/finding/%s", finding_cases[i].label);

      ADD (path, &finding_cases[i], test_finding);
    }
  ADD ("/finding/empty", NULL, test_empty);
  ADD ("/finding/no-evidence", NULL, test_no_evidence);
  ADD ("/finding/superseded", NULL, test_superseded);
  ADD ("/finding/overdue", NULL, test_overdue);
  g_test_add_func ("/finding/names", test_names);

  return g_test_run ();
}
