/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Words found in records, in the guidance of the law, and inside evidence. */
#define TF_TYPE_SEARCH_PAGE (tf_search_page_get_type ())
G_DECLARE_FINAL_TYPE (TfSearchPage, tf_search_page, TF, SEARCH_PAGE, AdwBin)

GtkWidget *tf_search_page_new (TfSession *session);

G_END_DECLS
