/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TF_TYPE_WINDOW (tf_window_get_type ())
G_DECLARE_FINAL_TYPE (TfWindow, tf_window, TF, WINDOW, AdwApplicationWindow)

GtkWidget  *tf_window_new          (GtkApplication  *application);
void        tf_window_open         (TfWindow        *self,
                                    const char      *path);
TfSession  *tf_window_get_session  (TfWindow        *self);
void        tf_window_go           (TfWindow        *self,
                                    const char      *place);
const char *tf_window_get_place    (TfWindow        *self);

G_END_DECLS
