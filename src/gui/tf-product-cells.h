/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-product-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The cells of the list of products, each made by a factory that follows its item. */
typedef enum {
  TF_PRODUCT_CELL_NAME,
  TF_PRODUCT_CELL_RELEASE,
  TF_PRODUCT_CELL_STATES,
  TF_PRODUCT_CELL_OPEN,
  TF_PRODUCT_CELL_DUE,
  TF_PRODUCT_CELL_ROW,      /* everything on two lines, for a narrow window */
} TfProductCell;

GtkListItemFactory *tf_product_cell_factory_new (TfProductCell  cell) G_GNUC_WARN_UNUSED_RESULT;
GtkSorter          *tf_product_cell_sorter_new  (TfProductCell  cell) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
