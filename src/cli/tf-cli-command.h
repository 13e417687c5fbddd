/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TfCli TfCli;

/* How the program ends. */
typedef enum {
  TF_CLI_DONE      = 0,
  TF_CLI_FINDINGS  = 1,
  TF_CLI_USAGE     = 2,
  TF_CLI_FAILED    = 3,    /* refused or failed */
  TF_CLI_STOPPED   = 130,  /* by the person, with Ctrl+C */
} TfCliStatus;

/* What a command wants of the library. */
typedef enum {
  TF_CLI_NO_LIBRARY,
  TF_CLI_READ,
  TF_CLI_WRITE,
} TfCliAccess;

typedef struct
{
  const char *name;   /* without the dashes */
  const char *value;  /* what stands for the value in the help, or NULL for a switch */
  const char *help;
  gboolean    many;   /* may be given several times */
} TfCliOption;

typedef TfCliStatus (*TfCliFunc) (TfCli   *cli,
                                  GError **error);

/* One command: its description is its parser, its help and its part of the manual page. */
typedef struct
{
  const char        *name;       /* "product add" */
  const char        *arguments;  /* how the arguments are written: "P [R]" */
  const char        *summary;
  const char        *details;    /* more paragraphs, or NULL */
  const char        *examples;   /* one a line, without the name of the program */
  guint              n_min;
  guint              n_max;
  guint              first_file; /* number of the first argument that names a file, or 0 */
  TfCliAccess        access;
  const TfCliOption *options;    /* ends with a row without name; or NULL */
  TfCliFunc          run;
} TfCliCommand;

GPtrArray          *tf_cli_command_list         (void) G_GNUC_WARN_UNUSED_RESULT;
const TfCliCommand *tf_cli_command_find         (const char          *word,
                                                 const char          *verb);
gboolean            tf_cli_command_is_group     (const char          *word);
const TfCliOption  *tf_cli_command_find_option  (const TfCliCommand  *self,
                                                 const char          *name);
G_GNUC_WARN_UNUSED_RESULT
char               *tf_cli_command_dup_synopsis (const TfCliCommand  *self);
G_GNUC_WARN_UNUSED_RESULT
char               *tf_cli_command_dup_help     (const TfCliCommand  *self);
G_GNUC_WARN_UNUSED_RESULT
char               *tf_cli_command_dup_overview (const char          *group);

/* Options that every command takes. */
extern const TfCliOption tf_cli_common_options[];

G_END_DECLS
