/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-workbench.h"

G_BEGIN_DECLS

/* What an essential requirement still lacks. Several may hold. */
typedef enum {
  TF_MATRIX_UNANSWERED     = 1 << 0,
  TF_MATRIX_NO_PROOF       = 1 << 1,
  TF_MATRIX_NOT_APPLICABLE = 1 << 2,
  TF_MATRIX_LAPSED         = 1 << 3,
} TfMatrixFlags;

/* Column widths that all rows share. */
typedef struct
{
  GtkSizeGroup *number;
  GtkSizeGroup *applies;
  GtkSizeGroup *state;
  GtkSizeGroup *how;
  GtkSizeGroup *proof;
} TfMatrixColumns;

/* An essential requirement; opens in place and then shows its limbs. */
#define TF_TYPE_MATRIX_ROW (tf_matrix_row_get_type ())
G_DECLARE_FINAL_TYPE (TfMatrixRow, tf_matrix_row, TF, MATRIX_ROW, GtkListBoxRow)

GtkWidget        *tf_matrix_row_new          (TfWorkbench            *workbench,
                                              const TfLawEntry       *requirement,
                                              const TfMatrixColumns  *columns);
const TfLawEntry *tf_matrix_row_get_entry    (TfMatrixRow            *self);
TfMatrixFlags     tf_matrix_row_get_flags    (TfMatrixRow            *self);
gboolean          tf_matrix_row_get_open     (TfMatrixRow            *self);
void              tf_matrix_row_set_open     (TfMatrixRow            *self,
                                              gboolean                open);
void              tf_matrix_row_update       (TfMatrixRow            *self,
                                              TfDossier              *dossier);
const char       *tf_matrix_row_get_sentence (TfMatrixRow            *self);
void              tf_matrix_row_set_narrow   (TfMatrixRow            *self,
                                              gboolean                narrow);

G_END_DECLS
