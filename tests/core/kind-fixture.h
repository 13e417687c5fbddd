/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The description of the record kinds with two more: a decision below a release, and its options.
 * To be used first in main(); programs that a test starts see them, too. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void kind_fixture_use  (void);
void kind_fixture_done (void);

G_END_DECLS
