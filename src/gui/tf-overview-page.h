/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a release is, how far its file has come, and what to do next. */
#define TF_TYPE_OVERVIEW_PAGE (tf_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (TfOverviewPage, tf_overview_page, TF, OVERVIEW_PAGE, AdwBin)

GtkWidget *tf_overview_page_new (TfSession *session);

G_END_DECLS
