/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The points of a family with their elements, each with its state. */
#define TF_TYPE_FAMILY_PAGE (tf_family_page_get_type ())
G_DECLARE_FINAL_TYPE (TfFamilyPage, tf_family_page, TF, FAMILY_PAGE, AdwBin)

GtkWidget *tf_family_page_new (TfSession *session);

G_END_DECLS
