/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli.h"

G_BEGIN_DECLS

/* The answer. It is built twice, for people and for programs; the one asked for is written. */
typedef struct _TfCliOutput TfCliOutput;

TfCliOutput *tf_cli_output_new        (gboolean            json) G_GNUC_WARN_UNUSED_RESULT;
void         tf_cli_output_free       (TfCliOutput        *self);
gboolean     tf_cli_output_write      (TfCliOutput        *self,
                                       GError            **error);

/* For people */
void         tf_cli_line              (TfCli              *cli,
                                       const char         *format,
                                       ...) G_GNUC_PRINTF (2, 3);
void         tf_cli_row               (TfCli              *cli,
                                       ...) G_GNUC_NULL_TERMINATED;

/* For programs */
void         tf_cli_begin_object      (TfCli              *cli,
                                       const char         *name);
void         tf_cli_end_object        (TfCli              *cli);
void         tf_cli_begin_array       (TfCli              *cli,
                                       const char         *name);
void         tf_cli_end_array         (TfCli              *cli);
void         tf_cli_add_string        (TfCli              *cli,
                                       const char         *name,
                                       const char         *value);
void         tf_cli_add_given         (TfCli              *cli,
                                       const char         *name,
                                       const char         *value);
void         tf_cli_add_integer       (TfCli              *cli,
                                       const char         *name,
                                       gint64              value);
void         tf_cli_add_boolean       (TfCli              *cli,
                                       const char         *name,
                                       gboolean            value);
void         tf_cli_add_lines         (TfCli              *cli,
                                       const char         *name,
                                       const char *const  *values);

void         tf_cli_set_json          (TfCli              *cli,
                                       const char         *json);

TfCliOutput *tf_cli_get_output        (TfCli              *cli);
void         tf_cli_append_clean      (GString            *into,
                                       const char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliOutput, tf_cli_output_free)

G_END_DECLS
