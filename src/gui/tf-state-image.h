/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-finding.h"
#include "tf-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How states and severities look everywhere: a shape, a word, and only then a colour. */
const char *tf_state_get_icon    (TfState      state);
GtkWidget  *tf_state_image_new   (TfState      state);
void        tf_state_image_set   (GtkWidget   *image,
                                  TfState      state);
const char *tf_severity_get_icon (TfSeverity   severity);
void        tf_severity_image_set (GtkWidget  *image,
                                  TfSeverity   severity);

G_END_DECLS
