/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"

#include <glib/gi18n.h>
#include <string.h>

/* How much of a value a line of the log shows. */
#define SHOWN_CHARACTERS 60

static void
add_change (TfCli          *cli,
            const TfChange *change)
{
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_integer (cli, "seq", change->seq);
  tf_cli_add_integer (cli, "step", change->step);
  tf_cli_add_string (cli, "at", change->at);
  tf_cli_add_string (cli, "who", change->who);
  tf_cli_add_string (cli, "action", change->action);
  tf_cli_add_string (cli, "mode", change->mode);
  if (change->target > 0)
    tf_cli_add_integer (cli, "target", change->target);
  tf_cli_add_string (cli, "record", change->record);
  tf_cli_add_string (cli, "field", change->field);
  tf_cli_add_string (cli, "before", change->before);
  tf_cli_add_string (cli, "after", change->after);
  tf_cli_add_string (cli, "hash", change->hash);
  tf_cli_end_object (cli);
}

static char *
shorten (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *start = NULL;

  g_strdelimit (valid, "\n\t", ' ');
  if (g_utf8_strlen (valid, -1) <= SHOWN_CHARACTERS)
    return g_steal_pointer (&valid);

  start = g_utf8_substring (valid, 0, SHOWN_CHARACTERS);
  return g_strconcat (start, "…", NULL);
}

static char *
describe_record (TfCli      *cli,
                 const char *id)
{
  g_autoptr(TfRecord) record = tf_store_get (tf_cli_get_store (cli), id, NULL);

  if (record == NULL)
    return g_strdup (id);

  /* Translators: a kind of record, then its name */
  return g_strdup_printf (_("%s “%s”"), tf_record_get_kind (record)->label,
                          tf_record_get_title (record));
}

/* A value as people know it: a reference by the name of what it points to. */
static char *
describe_value (TfCli          *cli,
                const TfChange *change,
                const char     *value)
{
  g_autoptr(TfRecord) record = tf_store_get (tf_cli_get_store (cli), change->record, NULL);
  const TfField *field = record != NULL
                         ? tf_kind_lookup_field (tf_record_get_kind (record), change->field) : NULL;
  g_autofree char *shown = field != NULL && *value != '\0' ? tf_cli_dup_shown (cli, field, value)
                           : NULL;

  return shorten (shown != NULL ? shown : value);
}

static const char *
describe_mode (const char *mode)
{
  if (strcmp (mode, "undo") == 0)
    return _("Undo: ");
  if (strcmp (mode, "redo") == 0)
    return _("Redo: ");

  return "";
}

static void
show_change (TfCli          *cli,
             const TfChange *change,
             gboolean        first_of_step)
{
  g_autofree char *name = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  /* A log is long, and names have to be looked up one by one. */
  if (tf_cli_is_json (cli))
    return;

  name = describe_record (cli, change->record);
  before = describe_value (cli, change, change->before);
  after = describe_value (cli, change, change->after);
  if (first_of_step)
    tf_cli_line (cli, "%s  %s  %s%s", change->at, change->who, describe_mode (change->mode),
                 change->action);
  if (*change->field == '\0')
    tf_cli_line (cli, *change->after != '\0' ? "    + %s" : "    - %s", name);
  else if (*change->before == '\0')
    tf_cli_line (cli, "    %s: %s", change->field, after);
  else
    tf_cli_line (cli, "    %s: %s → %s", change->field, before, after);
}

static gboolean
get_limit (TfCli    *cli,
           guint64  *limit,
           GError  **error)
{
  const char *option = tf_cli_get_option (cli, "limit");

  *limit = G_MAXUINT;
  if (option == NULL || g_ascii_string_to_unsigned (option, 10, 1, G_MAXINT, limit, NULL))
    return TRUE;

  tf_cli_fail_usage (error, _("--limit needs a number from 1 on."));
  return FALSE;
}

static TfCliStatus
run_log (TfCli   *cli,
         GError **error)
{
  guint64 limit;
  gint64 step = 0;
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(GPtrArray) changes = NULL;

  if (!get_limit (cli, &limit, error))
    return TF_CLI_USAGE;
  if (tf_cli_get_n_arguments (cli) > 0)
    {
      product = tf_cli_resolve_product (cli, 0, error);
      if (product == NULL)
        return TF_CLI_FAILED;
    }

  changes = tf_store_list_changes (tf_cli_get_store (cli),
                                   product != NULL ? tf_record_get_id (product) : NULL, 0,
                                   G_MAXINT, error);
  if (changes == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = changes->len > limit ? changes->len - limit : 0; i < changes->len; i++)
    {
      const TfChange *change = changes->pdata[i];

      add_change (cli, change);
      show_change (cli, change, change->step != step);
      step = change->step;
    }
  tf_cli_end_array (cli);
  return TF_CLI_DONE;
}

static void
add_action (TfCli      *cli,
            const char *action)
{
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "action", action);
  tf_cli_end_object (cli);
}

static TfCliStatus
run_undo (TfCli   *cli,
          GError **error)
{
  TfStore *store = tf_cli_get_store (cli);
  g_autofree char *action = g_strdup (tf_store_get_undo_action (store));

  if (!tf_store_undo (store, error))
    return TF_CLI_FAILED;

  add_action (cli, action);
  /* Translators: what was done, such as: Add “Person” */
  tf_cli_line (cli, _("Undone: %s. “techfilectl redo” does it again."), action);
  return TF_CLI_DONE;
}

static TfCliStatus
run_redo (TfCli   *cli,
          GError **error)
{
  TfStore *store = tf_cli_get_store (cli);
  g_autofree char *action = g_strdup (tf_store_get_redo_action (store));

  if (!tf_store_redo (store, error))
    return TF_CLI_FAILED;

  add_action (cli, action);
  /* Translators: what was done, such as: Add “Person” */
  tf_cli_line (cli, _("Done again: %s."), action);
  return TF_CLI_DONE;
}

static const TfCliOption log_options[] = {
  { "limit", N_("N"), N_("The last N changes only") },
  { NULL }
};

const TfCliCommand tf_cli_history_commands[] = {
  { "log", "[P] [--limit N]",
    N_("Show the change log, oldest change first"),
    N_("Every change is there: who, when, which record and field, before and after. With P, only "
       "that product."),
    "log\nlog \"Door Controller\" --limit 20",
    0, 1, 0, TF_CLI_READ, log_options, run_log },
  { "undo", "",
    N_("Undo the last step"),
    N_("The log only grows: undoing is a step of its own. Issues and approvals are never undone."),
    "undo",
    0, 0, 0, TF_CLI_WRITE, NULL, run_undo },
  { "redo", "",
    N_("Do the last undone step again"), NULL,
    "redo",
    0, 0, 0, TF_CLI_WRITE, NULL, run_redo },
  { NULL }
};
