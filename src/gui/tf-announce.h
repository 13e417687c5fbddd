/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tf_announce     (GtkWidget  *widget,
                      const char *text);
void tf_announce_elsewhere (GtkWidget  *widget,
                            const char *id,
                            const char *title,
                            const char *text);
void tf_name_row     (GtkWidget  *child,
                      const char *sentence);
void tf_name_control (GtkWidget  *control,
                      const char *name);

G_END_DECLS
