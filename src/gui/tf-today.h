/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  tf_today          (GDate       *today);
char *tf_dup_local_time (const char  *time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
