/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Typing a few letters instead of walking: pages, points, evidence, products. */
#define TF_TYPE_GO_TO (tf_go_to_get_type ())
G_DECLARE_FINAL_TYPE (TfGoTo, tf_go_to, TF, GO_TO, AdwWindow)

void tf_go_to_present (GtkWindow  *parent,
                       TfSession  *session);
int  tf_go_to_rank    (const char *key,
                       const char *words);

G_END_DECLS
