/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *  tf_read_html_load  (char      **title,
                            gboolean   *complete) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
