/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-store.h"

G_BEGIN_DECLS

/* A fresh library in a temporary folder, with a clock that stands still until it is moved. */
typedef struct
{
  char    *folder;
  char    *path;
  TfStore *store;
  gint64   now;
} StoreFixture;

void      store_fixture_set_up    (StoreFixture  *fixture,
                                   gconstpointer  data);
void      store_fixture_tear_down (StoreFixture  *fixture,
                                   gconstpointer  data);
void      store_fixture_reopen    (StoreFixture  *fixture,
                                   gboolean       writable);
TfRecord *store_fixture_add       (StoreFixture  *fixture,
                                   const char    *kind,
                                   TfRecord      *parent,
                                   const char    *key,
                                   ...) G_GNUC_NULL_TERMINATED;
void      store_fixture_assert_sound (StoreFixture *fixture);

void      remove_tree             (const char    *path);

G_END_DECLS
