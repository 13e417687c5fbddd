/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TF_TYPE_NEW_PRODUCT_DIALOG (tf_new_product_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TfNewProductDialog, tf_new_product_dialog, TF, NEW_PRODUCT_DIALOG, AdwWindow)

void tf_new_product_dialog_present (GtkWindow *parent,
                                    TfSession *session);

G_END_DECLS
