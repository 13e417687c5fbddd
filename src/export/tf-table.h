/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-inlines.h"

G_BEGIN_DECLS

typedef enum {
  TF_ALIGN_START,
  TF_ALIGN_END,
  TF_ALIGN_CENTER,
} TfAlign;

/* A table of runs of text, handed to a document when it is complete. */
typedef struct _TfTable TfTable;

TfTable *tf_table_new                 (guint          n_columns) G_GNUC_WARN_UNUSED_RESULT;
TfTable *tf_table_new_controls        (void) G_GNUC_WARN_UNUSED_RESULT;
void     tf_table_free                (TfTable       *self);

void     tf_table_set_column          (TfTable       *self,
                                       guint          column,
                                       const char    *title,
                                       double         weight,
                                       TfAlign        align);
void     tf_table_set_caption         (TfTable       *self,
                                       const char    *caption);
void     tf_table_set_wide            (TfTable       *self,
                                       gboolean       wide);
void     tf_table_set_header_column   (TfTable       *self,
                                       gboolean       header_column);

void     tf_table_add_cell            (TfTable       *self,
                                       TfInlines     *cell);
void     tf_table_add_text            (TfTable       *self,
                                       const char    *text);
void     tf_table_add_control         (TfTable       *self,
                                       const char    *label,
                                       TfInlines     *value);
void     tf_table_add_group           (TfTable       *self,
                                       TfInlines     *title);
void     tf_table_set_row_destination (TfTable       *self,
                                       const char    *destination);
guint    tf_table_get_n_rows          (const TfTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTable, tf_table_free)

G_END_DECLS
