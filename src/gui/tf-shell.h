/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The frame around the pages of a product: sidebar, page, pane beside it. What newer platforms
 * offer as split views lives here and nowhere else. */
#define TF_TYPE_SHELL (tf_shell_get_type ())
G_DECLARE_FINAL_TYPE (TfShell, tf_shell, TF, SHELL, AdwBin)

void        tf_shell_set_session  (TfShell     *self,
                                   TfSession   *session);
gboolean    tf_shell_go           (TfShell     *self,
                                   const char  *place);
gboolean    tf_shell_back         (TfShell     *self);
const char *tf_shell_get_place    (TfShell     *self);
GtkWidget  *tf_shell_get_page     (TfShell     *self);
void        tf_shell_focus_page   (TfShell     *self);
void        tf_shell_toggle_pane  (TfShell     *self);
void        tf_shell_next_pane    (TfShell     *self);

G_END_DECLS
