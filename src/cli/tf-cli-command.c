/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli-command.h"

#include "cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROGRAM "techfilectl"

const TfCliOption tf_cli_common_options[] = {
  { "library", N_("DIR"), N_("Folder of the library; otherwise $TECHFILE_LIBRARY, or the one in "
                             "your data folder") },
  { "author", N_("NAME"), N_("Name that the change log shows; otherwise your name in the system") },
  { "json", NULL, N_("Answer in JSON") },
  { "help", NULL, N_("Explain the command") },
  { "version", NULL, N_("Show the version of the program") },
  { NULL }
};

static const TfCliCommand *const groups[] = {
  tf_cli_library_commands,
  tf_cli_schema_commands,
  tf_cli_record_commands,
  tf_cli_template_commands,
  tf_cli_product_commands,
  tf_cli_release_commands,
  tf_cli_slot_commands,
  tf_cli_evidence_commands,
  tf_cli_evidence_care_commands,
  tf_cli_requirement_commands,
  tf_cli_check_commands,
  tf_cli_ask_commands,
  tf_cli_search_commands,
  tf_cli_history_commands,
  tf_cli_issue_commands,
  tf_cli_export_commands,
  tf_cli_verify_commands,
  tf_cli_care_commands,
};

/**
 * tf_cli_command_list:
 *
 * Returns: (transfer container) (element-type TfCliCommand): all commands, in the order in which
 *   work goes
 */
GPtrArray *
tf_cli_command_list (void)
{
  GPtrArray *commands = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const TfCliCommand *command = groups[i]; command->name != NULL; command++)
      g_ptr_array_add (commands, (gpointer) command);

  return commands;
}

/* Whether a command is called WORD, or WORD and VERB where it has two words. */
static gboolean
is_called (const TfCliCommand *command,
           const char         *word,
           const char         *verb)
{
  const char *space = strchr (command->name, ' ');
  gsize length = space != NULL ? (gsize) (space - command->name) : strlen (command->name);

  if (strlen (word) != length || strncmp (command->name, word, length) != 0)
    return FALSE;

  return space == NULL || (verb != NULL && strcmp (space + 1, verb) == 0);
}

/**
 * tf_cli_command_find:
 * @word: first word of a command
 * @verb: (nullable): the word after it
 *
 * Returns: (transfer none) (nullable): the command, or `NULL` where there is none of that name
 */
const TfCliCommand *
tf_cli_command_find (const char *word,
                     const char *verb)
{
  g_autoptr(GPtrArray) commands = tf_cli_command_list ();

  g_return_val_if_fail (word != NULL, NULL);

  for (guint i = 0; i < commands->len; i++)
    if (is_called (commands->pdata[i], word, verb))
      return commands->pdata[i];

  return NULL;
}

static gboolean
is_in_group (const TfCliCommand *command,
             const char         *group)
{
  gsize length = strlen (group);

  return strncmp (command->name, group, length) == 0 && command->name[length] == ' ';
}

/**
 * tf_cli_command_is_group:
 * @word: first word of a command
 *
 * Returns: whether a second word has to follow
 */
gboolean
tf_cli_command_is_group (const char *word)
{
  g_autoptr(GPtrArray) commands = tf_cli_command_list ();

  g_return_val_if_fail (word != NULL, FALSE);

  for (guint i = 0; i < commands->len; i++)
    if (is_in_group (commands->pdata[i], word))
      return TRUE;

  return FALSE;
}

static const TfCliOption *
find_in (const TfCliOption *options,
         const char        *name)
{
  for (const TfCliOption *option = options; option != NULL && option->name != NULL; option++)
    if (strcmp (option->name, name) == 0)
      return option;

  return NULL;
}

/**
 * tf_cli_command_find_option:
 * @self: (nullable): a command; `NULL` before one was named
 * @name: name of an option, without the dashes
 *
 * Returns: (transfer none) (nullable): the option, or `NULL` where the command has none of that
 *   name
 */
const TfCliOption *
tf_cli_command_find_option (const TfCliCommand *self,
                            const char         *name)
{
  const TfCliOption *option = self != NULL ? find_in (self->options, name) : NULL;

  return option != NULL ? option : find_in (tf_cli_common_options, name);
}

/**
 * tf_cli_command_dup_synopsis:
 * @self: a command
 *
 * Returns: (transfer full): how the command is written, in one line
 */
char *
tf_cli_command_dup_synopsis (const TfCliCommand *self)
{
  const char *gap = *self->arguments != '\0' ? " " : "";

  return g_strconcat (PROGRAM " ", self->name, gap, self->arguments, NULL);
}

static void
append_options (GString           *help,
                const TfCliOption *options)
{
  for (const TfCliOption *option = options; option != NULL && option->name != NULL; option++)
    {
      g_autofree char *left = NULL;
      glong gap;

      left = option->value != NULL ? g_strdup_printf ("--%s %s", option->name, _(option->value))
                                   : g_strdup_printf ("--%s", option->name);
      gap = MAX (26 - g_utf8_strlen (left, -1), 0);
      g_string_append_printf (help, "  %s%*s %s%s\n", left, (int) gap, "", _(option->help),
                              /* Translators: said of an option of the command line */
                              option->many ? _(" (may be repeated)") : "");
    }
}

static void
append_examples (GString    *help,
                 const char *examples)
{
  g_auto(GStrv) lines = g_strsplit (examples, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (help, "  " PROGRAM " %s\n", lines[i]);
}

/**
 * tf_cli_command_dup_help:
 * @self: a command
 *
 * Returns: (transfer full): what the command does, its options and examples
 */
char *
tf_cli_command_dup_help (const TfCliCommand *self)
{
  GString *help = g_string_new (NULL);
  g_autofree char *synopsis = tf_cli_command_dup_synopsis (self);

  g_string_append_printf (help, "%s %s\n\n%s\n", _("Usage:"), synopsis, _(self->summary));
  if (self->details != NULL)
    g_string_append_printf (help, "\n%s\n", _(self->details));

  if (self->options != NULL)
    {
      g_string_append_printf (help, "\n%s\n", _("Options:"));
      append_options (help, self->options);
    }
  g_string_append_printf (help, "\n%s\n", _("Options of every command:"));
  append_options (help, tf_cli_common_options);
  g_string_append_printf (help, "\n%s\n", _("Examples:"));
  append_examples (help, self->examples);

  return g_string_free (help, FALSE);
}

/**
 * tf_cli_command_dup_overview:
 * @group: (nullable): first word of the commands to list; `NULL` for all
 *
 * Returns: (transfer full): the commands with a line each
 */
char *
tf_cli_command_dup_overview (const char *group)
{
  g_autoptr(GPtrArray) commands = tf_cli_command_list ();
  GString *help = g_string_new (NULL);

  g_string_append_printf (help, "%s " PROGRAM " [--library %s] [--json] %s\n\n%s\n", _("Usage:"),
                          _("DIR"),
                          _("COMMAND …"), _("Commands:"));
  for (guint i = 0; i < commands->len; i++)
    {
      const TfCliCommand *command = commands->pdata[i];

      if (group == NULL || is_in_group (command, group))
        g_string_append_printf (help, "  %-18s %s\n", command->name, _(command->summary));
    }

  g_string_append_printf (help, "\n%s\n", _("Options of every command:"));
  append_options (help, tf_cli_common_options);
  g_string_append_printf (help, "\n%s\n",
                          _("P, R, E, I and PERSON take a name, a version, a number or an "
                            "identifier. Where R may be\n"
                            "left out, the release that was added last is meant.\n"
                            "Exit status: 0 done, 1 findings, 2 wrong usage, 3 refused or failed, "
                            "130 stopped.\n"
                            "“techfilectl COMMAND --help” explains a command; “man techfilectl” "
                            "explains everything."));

  return g_string_free (help, FALSE);
}
