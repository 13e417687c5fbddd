/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli-command.h"
#include "tf-workspace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TF_CLI_ERROR (tf_cli_error_quark ())
GQuark tf_cli_error_quark (void);

typedef enum {
  TF_CLI_ERROR_USAGE,
} TfCliError;

int           tf_cli_main              (int           argc,
                                        char        **argv);

/* What was asked for */
const char   *tf_cli_get_argument      (TfCli        *self,
                                        guint         index);
guint         tf_cli_get_n_arguments   (TfCli        *self);
const char   *tf_cli_get_option        (TfCli        *self,
                                        const char   *name);
gboolean      tf_cli_has_option        (TfCli        *self,
                                        const char   *name);
GPtrArray    *tf_cli_list_option       (TfCli        *self,
                                        const char   *name);
gboolean      tf_cli_is_json           (TfCli        *self);

/* What it is about */
char         *tf_cli_dup_library       (TfCli        *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      tf_cli_open              (TfCli        *self,
                                        gboolean      writable,
                                        GError      **error);
TfWorkspace  *tf_cli_get_workspace     (TfCli        *self);
TfStore      *tf_cli_get_store         (TfCli        *self);
TfLaw        *tf_cli_get_law           (TfCli        *self);
GCancellable *tf_cli_get_cancellable   (TfCli        *self);

/* Long work: callback for its end, then waiting; and what hears its progress. */
void          tf_cli_ready_cb          (GObject      *source,
                                        GAsyncResult *result,
                                        gpointer      user_data);
GAsyncResult *tf_cli_wait              (TfCli        *self) G_GNUC_WARN_UNUSED_RESULT;
void          tf_cli_progress          (double        fraction,
                                        const char   *message,
                                        gpointer      user_data);
gboolean      tf_cli_wait_for_input    (int           fd,
                                        GCancellable *cancellable,
                                        GError      **error);

/* Words beside the answer, on standard error */
void          tf_cli_say               (TfCli        *self,
                                        const char   *format,
                                        ...) G_GNUC_PRINTF (2, 3);
TfCliStatus   tf_cli_fail_usage        (GError      **error,
                                        const char   *format,
                                        ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
