/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-dossier.h"

G_BEGIN_DECLS

#define SOME_TEXT "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p>Some words.</p></text>"

/* Records of a file under construction: product "p", release "r". */
typedef struct
{
  TfLaw     *law;
  GPtrArray *records;
  guint      next;
} DossierFixture;

void       dossier_fixture_set_up    (DossierFixture  *fixture,
                                      gconstpointer    data);
void       dossier_fixture_tear_down (DossierFixture  *fixture,
                                      gconstpointer    data);
TfRecord  *dossier_fixture_add       (DossierFixture  *fixture,
                                      const char      *kind,
                                      const char      *parent,
                                      const char      *key,
                                      ...) G_GNUC_NULL_TERMINATED;
TfRecord  *dossier_fixture_get       (DossierFixture  *fixture,
                                      const char      *id);
void       dossier_fixture_answer_all (DossierFixture *fixture);
TfDossier *dossier_fixture_make      (DossierFixture  *fixture) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
