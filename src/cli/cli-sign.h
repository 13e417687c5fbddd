/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli.h"
#include "tf-signing-key.h"

G_BEGIN_DECLS

gboolean tf_cli_sign_check_options (TfCli          *cli,
                                    GError        **error);
gboolean tf_cli_sign_load_key      (TfCli          *cli,
                                    TfSigningKey  **key,
                                    GError        **error);

G_END_DECLS
