/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli-command.h"

G_BEGIN_DECLS

/* The commands, a group each; every list ends with a row without name. */
extern const TfCliCommand tf_cli_library_commands[];
extern const TfCliCommand tf_cli_schema_commands[];
extern const TfCliCommand tf_cli_record_commands[];
extern const TfCliCommand tf_cli_template_commands[];
extern const TfCliCommand tf_cli_product_commands[];
extern const TfCliCommand tf_cli_release_commands[];
extern const TfCliCommand tf_cli_slot_commands[];
extern const TfCliCommand tf_cli_evidence_commands[];
extern const TfCliCommand tf_cli_evidence_care_commands[];
extern const TfCliCommand tf_cli_requirement_commands[];
extern const TfCliCommand tf_cli_check_commands[];
extern const TfCliCommand tf_cli_ask_commands[];
extern const TfCliCommand tf_cli_search_commands[];
extern const TfCliCommand tf_cli_history_commands[];
extern const TfCliCommand tf_cli_issue_commands[];
extern const TfCliCommand tf_cli_export_commands[];
extern const TfCliCommand tf_cli_verify_commands[];
extern const TfCliCommand tf_cli_care_commands[];

G_END_DECLS
