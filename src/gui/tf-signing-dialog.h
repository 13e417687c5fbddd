/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-signing-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for the password of a key file, and whether to sign where something speaks against the
 * key. The password lives as long as opening the key takes. */
#define TF_TYPE_SIGNING_DIALOG (tf_signing_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TfSigningDialog, tf_signing_dialog, TF, SIGNING_DIALOG, AdwWindow)

void          tf_signing_dialog_ask_async  (GtkWidget            *parent,
                                            GFile                *file,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
TfSigningKey *tf_signing_dialog_ask_finish (GtkWidget            *parent,
                                            GAsyncResult         *result,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;
const char   *tf_signing_dialog_get_problem (TfSigningDialog     *self);

G_END_DECLS
