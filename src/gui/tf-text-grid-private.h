/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-grid.h"

G_BEGIN_DECLS

struct _TfTextGrid
{
  GtkWidget   parent_instance;

  GtkWidget  *caption;
  GtkWidget  *menu_button;
  GtkWidget  *grid;
  GPtrArray  *cells;       /* TfTextArea, row by row */
  guint       n_rows;
  guint       n_columns;
  gboolean    header_row;
  gboolean    header_column;
  gboolean    editable;
  int         focus_cell;  /* the one that had the caret last */
  TfText     *text;        /* what the table holds, until it changes */
};

void tf_text_grid_insert_row      (TfTextGrid     *self,
                                   guint           row);
void tf_text_grid_install_actions (GtkWidgetClass *klass);

G_END_DECLS
