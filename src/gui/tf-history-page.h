/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What happened to a product: who changed what, when, from what to what. */
#define TF_TYPE_HISTORY_PAGE (tf_history_page_get_type ())
G_DECLARE_FINAL_TYPE (TfHistoryPage, tf_history_page, TF, HISTORY_PAGE, AdwBin)

GtkWidget *tf_history_page_new (TfSession *session);

G_END_DECLS
