/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli-output.h"

G_BEGIN_DECLS

/* One run of the program. */
struct _TfCli
{
  const TfCliCommand *command;
  const char         *group;      /* first of two words of a command, or NULL */
  GPtrArray          *arguments;  /* words of the command line, lent */
  GHashTable         *options;    /* name → GPtrArray of values */
  TfStore            *store;
  TfWorkspace        *workspace;
  TfLaw              *law;
  TfCliOutput        *output;
  GCancellable       *cancellable;
  GAsyncResult       *result;
};

gboolean tf_cli_parse           (TfCli         *self,
                                 char         **words,
                                 char         **help,
                                 GError       **error);
void     tf_cli_watch_interrupt (GCancellable  *cancellable);
void     tf_cli_end_progress    (void);

G_END_DECLS
