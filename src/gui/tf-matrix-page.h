/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-matrix-row.h"

G_BEGIN_DECLS

/* The essential requirements, one row each, which open in place. Places "matrix" and
 * "matrix/I.2.c.updatable". */
#define TF_TYPE_MATRIX_PAGE (tf_matrix_page_get_type ())
G_DECLARE_FINAL_TYPE (TfMatrixPage, tf_matrix_page, TF, MATRIX_PAGE, GtkBox)

GtkWidget   *tf_matrix_page_new           (TfSession     *session);
TfWorkbench *tf_matrix_page_get_workbench (TfMatrixPage  *self);
TfMatrixRow *tf_matrix_page_get_row       (TfMatrixPage  *self,
                                           guint          index);
guint        tf_matrix_page_get_n_rows    (TfMatrixPage  *self);

G_END_DECLS
