/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-product-item.h"
#include "tf-session.h"

G_BEGIN_DECLS

/* The products of the library, with facts that another thread works out from its own view of the
 * library, so that a thousand products never hold the window up. */
#define TF_TYPE_PRODUCT_LIST (tf_product_list_get_type ())
G_DECLARE_FINAL_TYPE (TfProductList, tf_product_list, TF, PRODUCT_LIST, GObject)

TfProductList *tf_product_list_new       (TfSession      *session) G_GNUC_WARN_UNUSED_RESULT;
GListModel    *tf_product_list_get_model (TfProductList  *self);
void           tf_product_list_set_seen  (TfProductList  *self,
                                          gboolean        seen);
gboolean       tf_product_list_is_busy   (TfProductList  *self);
void           tf_product_list_stop      (TfProductList  *self);

G_END_DECLS
