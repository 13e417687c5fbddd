/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dossier-fixture.h"

#include <string.h>

TfRecord *
dossier_fixture_add (DossierFixture *fixture,
                     const char     *kind,
                     const char     *parent,
                     const char     *key,
                     ...)
{
  g_autofree char *id = g_strdup_printf ("id-%u", fixture->next++);
  TfRecord *record = tf_record_new (tf_kind_lookup (kind), id, parent, key);
  const char *field;
  va_list args;

  va_start (args, key);
  while ((field = va_arg (args, const char *)) != NULL)
    tf_record_set (record, field, va_arg (args, const char *));
  va_end (args);

  g_ptr_array_add (fixture->records, record);
  return record;
}

TfRecord *
dossier_fixture_get (DossierFixture *fixture,
                     const char     *id)
{
  for (guint i = 0; i < fixture->records->len; i++)
    if (strcmp (tf_record_get_id (fixture->records->pdata[i]), id) == 0)
      return fixture->records->pdata[i];

  g_assert_not_reached ();
}

void
dossier_fixture_set_up (DossierFixture *fixture,
                        gconstpointer   data)
{
  fixture->law = tf_law_new_builtin ("en");
  fixture->records = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->records, tf_record_new (tf_kind_lookup ("organisation"), "o", "", ""));
  g_ptr_array_add (fixture->records, tf_record_new (tf_kind_lookup ("person"), "n", "", ""));
  g_ptr_array_add (fixture->records, tf_record_new (tf_kind_lookup ("product"), "p", "", ""));
  g_ptr_array_add (fixture->records, tf_record_new (tf_kind_lookup ("release"), "r", "p", ""));
  tf_record_set (dossier_fixture_get (fixture, "o"), "name", "Maker");
  tf_record_set (dossier_fixture_get (fixture, "p"), "name", "Sensor");
  tf_record_set (dossier_fixture_get (fixture, "p"), "manufacturer", "o");
  tf_record_set (dossier_fixture_get (fixture, "r"), "version", "1.0");
}

void
dossier_fixture_tear_down (DossierFixture *fixture,
                           gconstpointer   data)
{
  g_ptr_array_unref (fixture->records);
  tf_law_unref (fixture->law);
}

static void
answer_part (DossierFixture   *fixture,
             const TfLawEntry *entry,
             TfRecord         *evidence,
             TfRecord         *revision)
{
  dossier_fixture_add (fixture, tf_law_entry_get_record_kind (entry), "r", entry->id,
                       "text", SOME_TEXT, "state", "ready", NULL);
  dossier_fixture_add (fixture, "link", "r", "", "subject", entry->id, "evidence", tf_record_get_id (evidence),
                       "revision", tf_record_get_id (revision), NULL);
}

/* A file to which nothing is to be said. */
void
dossier_fixture_answer_all (DossierFixture *fixture)
{
  static const TfLawKind kinds[] = { TF_LAW_ELEMENT, TF_LAW_LIMB };
  TfRecord *evidence = dossier_fixture_add (fixture, "evidence", "p", "", "number", "E-001", "title", "Report", NULL);
  TfRecord *revision = dossier_fixture_add (fixture, "revision", tf_record_get_id (evidence), "", "number", "1",
                                            "file-name", "report.pdf", NULL);
  TfRecord *maker = dossier_fixture_get (fixture, "o");
  TfRecord *product = dossier_fixture_get (fixture, "p");
  TfRecord *release = dossier_fixture_get (fixture, "r");

  tf_record_set (maker, "address", "1 Street");
  tf_record_set (maker, "email", "a@example.com");
  tf_record_set (maker, "contact-point", "b@example.com");
  tf_record_set (product, "type", "S1");
  tf_record_set (product, "summary", "A sensor.");
  tf_record_set (release, "hardware", "yes");
  tf_record_set (release, "automatic-updates", "yes");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *entries = tf_law_list (fixture->law, kinds[i]);

      for (guint j = 0; j < entries->len; j++)
        answer_part (fixture, entries->pdata[j], evidence, revision);
    }
}

TfDossier *
dossier_fixture_make (DossierFixture *fixture)
{
  return tf_dossier_new (fixture->law, fixture->records, "p", "r");
}
