/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char  *tf_file_name_display  (const char  *name) G_GNUC_WARN_UNUSED_RESULT;
char  *tf_file_name_safe     (const char  *name,
                              GHashTable  *taken) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
