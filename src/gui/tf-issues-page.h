/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The frozen issues of the release that is shown. */
#define TF_TYPE_ISSUES_PAGE (tf_issues_page_get_type ())
G_DECLARE_FINAL_TYPE (TfIssuesPage, tf_issues_page, TF, ISSUES_PAGE, AdwBin)

GtkWidget *tf_issues_page_new (TfSession *session);

G_END_DECLS
