/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The ways through a product: its pages, and the points of the law with their states. */
#define TF_TYPE_SIDEBAR (tf_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (TfSidebar, tf_sidebar, TF, SIDEBAR, AdwBin)

void tf_sidebar_set_session (TfSidebar  *self,
                             TfSession  *session);
void tf_sidebar_select      (TfSidebar  *self,
                             const char *place);

G_END_DECLS
