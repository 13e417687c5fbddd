/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-workbench.h"

G_BEGIN_DECLS

/* A point of the documentation: its elements, each written and proved in place. Places "point/2b"
 * and "point/2b.sbom". */
#define TF_TYPE_POINT_PAGE (tf_point_page_get_type ())
G_DECLARE_FINAL_TYPE (TfPointPage, tf_point_page, TF, POINT_PAGE, GtkBox)

GtkWidget   *tf_point_page_new           (TfSession    *session);
TfWorkbench *tf_point_page_get_workbench (TfPointPage  *self);

G_END_DECLS
