/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli-output.h"

G_BEGIN_DECLS

/* Records in an answer */
void  tf_cli_add_field      (TfCli          *cli,
                             const TfField  *field,
                             const char     *value);
void  tf_cli_add_record     (TfCli          *cli,
                             TfRecord       *record);
void  tf_cli_show_record    (TfCli          *cli,
                             TfRecord       *record);
void  tf_cli_answer_changed (TfCli          *cli,
                             TfRecord       *record);
char *tf_cli_dup_name       (TfCli          *cli,
                             const char     *id) G_GNUC_WARN_UNUSED_RESULT;
char *tf_cli_dup_shown      (TfCli          *cli,
                             const TfField  *field,
                             const char     *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
