/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-language.h"
#include "tf-style.h"
#include "tf-table.h"

G_BEGIN_DECLS

typedef struct
{
  TfInlines *title;
  double     weight;  /* share of the width, or 0 where the content decides */
  TfAlign    align;
} TfTableColumn;

typedef struct
{
  TfInlines **cells;        /* one for each column; the title alone in a group row */
  char       *destination;  /* where links to this row lead, or NULL */
  guint       n_cells;
  gboolean    is_group;
} TfTableRow;

struct _TfTable
{
  TfTableColumn *columns;
  guint          n_columns;
  GArray        *rows;  /* TfTableRow */
  TfInlines     *caption;
  TfInlines     *caption_continued;  /* made once the table is in a document */
  gboolean       has_header;
  gboolean       header_column;
  gboolean       wide;
};

const TfTableRow *tf_table_get_row        (const TfTable    *self,
                                           guint             index);
TfStyle           tf_table_get_cell_style (const TfTable    *self,
                                           const TfTableRow *row,
                                           guint             column);
void              tf_table_set_language   (TfTable          *self,
                                           const TfLanguage *language);

G_END_DECLS
