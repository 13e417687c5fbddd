/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli.h"
#include "tf-finding.h"

G_BEGIN_DECLS

/* What people name, found */
TfRecord   *tf_cli_resolve_product   (TfCli          *cli,
                                      guint           index,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_cli_resolve_release   (TfCli          *cli,
                                      guint           index,
                                      TfRecord      **product,
                                      TfRecord      **release,
                                      GError        **error);
TfRecord   *tf_cli_resolve_evidence  (TfCli          *cli,
                                      TfRecord       *product,
                                      const char     *name,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord   *tf_cli_resolve_by        (TfCli          *cli,
                                      gboolean       *is_new,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* What people give, read */
gboolean    tf_cli_get_today         (TfCli          *cli,
                                      GDate          *today,
                                      GError        **error);
gboolean    tf_cli_get_purpose       (TfCli          *cli,
                                      TfPurpose      *purpose,
                                      GError        **error);
gboolean    tf_cli_check_option      (TfCli          *cli,
                                      const char     *kind,
                                      const char     *field,
                                      const char     *option,
                                      GError        **error);
char       *tf_cli_read_text_file    (TfCli          *cli,
                                      const char     *path,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_cli_read_value        (TfCli          *cli,
                                      const TfField  *field,
                                      const char     *parent,
                                      const char     *value,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_cli_is_assignment     (const TfKind   *kind,
                                      const char     *argument);
gboolean    tf_cli_set_fields        (TfCli          *cli,
                                      TfRecord       *record,
                                      guint           first,
                                      GError        **error);

G_END_DECLS
