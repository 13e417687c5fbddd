/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-area.h"
#include "tf-text-piece.h"

G_BEGIN_DECLS

#define TF_TYPE_TEXT_GRID (tf_text_grid_get_type ())
G_DECLARE_FINAL_TYPE (TfTextGrid, tf_text_grid, TF, TEXT_GRID, GtkWidget)

GtkWidget  *tf_text_grid_new      (void);

TfTextArea *tf_text_grid_get_area (TfTextGrid *self,
                                    int          cell);

/* A table as the toolbar inserts it, with its first row as header. */
TfText     *tf_text_grid_make     (guint        n_rows,
                                    guint        n_columns) G_GNUC_WARN_UNUSED_RESULT;

/* One line as a text of its own, as an area for a cell or caption shows it. */
TfText     *tf_text_line_to_text   (const TfTextLine *line) G_GNUC_WARN_UNUSED_RESULT;
void        tf_text_add_line       (TfTextBuilder    *builder,
                                    TfText           *line);

G_END_DECLS
