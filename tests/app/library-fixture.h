/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A library in a temporary folder of its own, with one product that is worked on. */

#pragma once

#include "tf-evidence.h"
#include "tf-export-job.h"
#include "tf-verify.h"
#include "tf-work.h"

G_BEGIN_DECLS

/* 2027-03-15T10:00:00Z */
#define LIBRARY_NOW G_GINT64_CONSTANT (1805104800)

typedef struct
{
  char        *folder;
  TfWorkspace *workspace;
  TfStore     *store;
  gint64       now;
  TfRecord    *product;
  TfRecord    *release;
  TfRecord    *person;
} LibraryFixture;

LibraryFixture *library_fixture_new          (void);
void            library_fixture_free         (LibraryFixture         *self);
void            library_fixture_fill         (LibraryFixture         *self);
void            library_fixture_complete     (LibraryFixture         *self);
void            library_fixture_use_sample   (LibraryFixture         *self);

TfRecord       *library_fixture_add_evidence (LibraryFixture         *self,
                                              const char             *subject,
                                              const char             *name,
                                              const char             *content,
                                              const TfEvidenceFacts  *facts);
void            library_fixture_damage       (LibraryFixture         *self,
                                              TfRecord               *revision,
                                              gboolean                remove);

char           *library_fixture_path         (LibraryFixture         *self,
                                              const char             *name);
guint           library_fixture_count_files  (LibraryFixture         *self,
                                              const char             *folder);

TfExportResult *library_fixture_export       (LibraryFixture         *self,
                                              TfRecord               *issue,
                                              TfSigningKey           *key,
                                              const char             *name,
                                              GError                **error);
TfRecord       *library_fixture_issue        (LibraryFixture         *self,
                                              TfPurpose               purpose,
                                              GError                **error);
TfVerification *library_fixture_verify       (const char             *path,
                                              GError                **error);

void            library_fixture_ready_cb     (GObject                *source,
                                              GAsyncResult           *result,
                                              gpointer                user_data);
void            library_fixture_wait         (GAsyncResult          **result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LibraryFixture, library_fixture_free)

G_END_DECLS
