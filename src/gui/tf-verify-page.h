/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"
#include "tf-verify.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What can be said of the signatures of any PDF. Needs no product. */
#define TF_TYPE_VERIFY_PAGE (tf_verify_page_get_type ())
G_DECLARE_FINAL_TYPE (TfVerifyPage, tf_verify_page, TF, VERIFY_PAGE, AdwBin)

GtkWidget            *tf_verify_page_new        (TfSession     *session);
void                  tf_verify_page_verify     (TfVerifyPage  *self,
                                                 GFile         *file);
void                  tf_verify_page_set_trust  (TfVerifyPage  *self,
                                                 GFile         *trust);
gboolean              tf_verify_page_is_busy    (TfVerifyPage  *self);
const TfVerification *tf_verify_page_get_found  (TfVerifyPage  *self);
const char           *tf_verify_page_get_summary (TfVerifyPage *self);

/* Verifies a PDF that is dropped on a widget of the window. */
void                  tf_verify_page_take_drops (GtkWidget     *widget);

G_END_DECLS
