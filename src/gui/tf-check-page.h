/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with the file, and where to put it right. */
#define TF_TYPE_CHECK_PAGE (tf_check_page_get_type ())
G_DECLARE_FINAL_TYPE (TfCheckPage, tf_check_page, TF, CHECK_PAGE, AdwBin)

GtkWidget *tf_check_page_new (TfSession *session);

G_END_DECLS
