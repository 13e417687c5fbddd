/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-fixture.h"
#include "tf-workspace.h"

G_BEGIN_DECLS

/* A workspace on a fresh library, with one product and its first release. */
typedef struct
{
  StoreFixture  base;
  TfWorkspace  *workspace;
  TfRecord     *product;
  TfRecord     *release;
  GAsyncResult *result;
} AppFixture;

void      app_fixture_set_up     (AppFixture    *fixture,
                                  gconstpointer  data);
void      app_fixture_tear_down  (AppFixture    *fixture,
                                  gconstpointer  data);
GFile    *app_fixture_write_file (AppFixture    *fixture,
                                  const char    *name,
                                  const char    *content);
void      app_fixture_done_cb    (GObject       *source,
                                  GAsyncResult  *result,
                                  gpointer       user_data);
GAsyncResult *app_fixture_wait   (AppFixture    *fixture);

G_END_DECLS
