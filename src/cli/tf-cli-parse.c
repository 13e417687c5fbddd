/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Options whose value names a file may hold any bytes. */
static gboolean
takes_file (const TfCliOption *option)
{
  return strstr (option->value, "FILE") != NULL || strcmp (option->value, "DIR") == 0 ||
         strcmp (option->value, "CERTS") == 0;
}

static gboolean
check_text (const char  *word,
            GError     **error)
{
  g_autofree char *shown = NULL;

  if (g_utf8_validate (word, -1, NULL))
    return TRUE;

  shown = g_utf8_make_valid (word, -1);
  tf_cli_fail_usage (error, _("“%s” is not valid UTF-8 text."), shown);
  return FALSE;
}

static gboolean
keep_option (TfCli              *self,
             const TfCliOption  *option,
             const char         *value,
             GError            **error)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option->name);

  if (option->value != NULL && !takes_file (option) && !check_text (value, error))
    return FALSE;
  if (option->value != NULL && takes_file (option) && *value == '\0')
    {
      tf_cli_fail_usage (error, _("--%s needs a value that is not empty."), option->name);
      return FALSE;
    }
  if (values != NULL && option->value != NULL && !option->many)
    {
      tf_cli_fail_usage (error, _("--%s can be given only once."), option->name);
      return FALSE;
    }

  if (values == NULL)
    {
      values = g_ptr_array_new ();
      g_hash_table_insert (self->options, (gpointer) option->name, values);
    }
  g_ptr_array_add (values, (gpointer) value);
  return TRUE;
}

/* Takes an option at WORDS, which is moved on to its last word. */
static gboolean
parse_option (TfCli    *self,
              char   ***words,
              GError  **error)
{
  const char *word = **words + 2;
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, equals - word) : g_strdup (word);
  const TfCliOption *option = tf_cli_command_find_option (self->command, name);

  if (option == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (name, -1);

      tf_cli_fail_usage (error, _("There is no option --%s here."), shown);
      return FALSE;
    }
  if (option->value == NULL && equals != NULL)
    {
      tf_cli_fail_usage (error, _("--%s takes no value."), name);
      return FALSE;
    }
  if (option->value == NULL || equals != NULL)
    return keep_option (self, option, equals != NULL ? equals + 1 : "", error);

  if ((*words)[1] == NULL)
    {
      /* Translators: the name of an option, then what it needs, such as FILE */
      tf_cli_fail_usage (error, _("--%s needs a value: %s."), name, _(option->value));
      return FALSE;
    }

  *words += 1;
  return keep_option (self, option, **words, error);
}

/* The command is one word, or a group and a verb; options common to all may stand between. */
static gboolean
name_command (TfCli       *self,
              const char  *word,
              GError     **error)
{
  g_autofree char *shown = g_utf8_make_valid (word, -1);

  if (self->group == NULL && tf_cli_command_is_group (word))
    {
      self->group = word;
      return TRUE;
    }

  self->command = self->group != NULL ? tf_cli_command_find (self->group, word)
                  : tf_cli_command_find (word, NULL);
  if (self->command != NULL)
    return TRUE;

  if (self->group != NULL)
    tf_cli_fail_usage (error, _("There is no command “%s %s”."), self->group, shown);
  else
    tf_cli_fail_usage (error, _("There is no command “%s”."), shown);
  return FALSE;
}

static gboolean
parse_word (TfCli      *self,
            char     ***words,
            gboolean   *only_arguments,
            GError    **error)
{
  char *word = **words;

  if (!*only_arguments && strcmp (word, "--") == 0)
    {
      *only_arguments = TRUE;
      return TRUE;
    }
  if (!*only_arguments && strcmp (word, "-h") == 0)
    return keep_option (self, tf_cli_command_find_option (NULL, "help"), "", error);
  if (!*only_arguments && g_str_has_prefix (word, "--"))
    return parse_option (self, words, error);
  if (!*only_arguments && word[0] == '-' && word[1] != '\0')
    {
      g_autofree char *shown = g_utf8_make_valid (word, -1);

      tf_cli_fail_usage (error, _("There is no option %s. Put -- before names that begin with "
                                  "“-”."), shown);
      return FALSE;
    }
  if (self->command == NULL)
    return name_command (self, word, error);

  g_ptr_array_add (self->arguments, word);
  return TRUE;
}

static gboolean
check_arguments (TfCli   *self,
                 GError **error)
{
  const TfCliCommand *command = self->command;

  if (self->arguments->len < command->n_min || self->arguments->len > command->n_max)
    {
      g_autofree char *synopsis = tf_cli_command_dup_synopsis (command);

      if (self->arguments->len < command->n_min)
        tf_cli_fail_usage (error, _("Something is missing. Write: %s"), synopsis);
      else
        tf_cli_fail_usage (error, _("“%s” is too much. Write: %s"),
                           tf_cli_get_argument (self, command->n_max), synopsis);
      return FALSE;
    }

  for (guint i = 0; i < self->arguments->len; i++)
    if ((command->first_file == 0 || i + 1 < command->first_file) &&
        !check_text (self->arguments->pdata[i], error))
      return FALSE;

  return TRUE;
}

/**
 * tf_cli_parse:
 * @self: a run of the program
 * @words: (array zero-terminated=1): the command line without the program; must outlive @self
 * @help: (out) (transfer full): what to show instead of running, or `NULL`
 * @error: return location for an error
 *
 * Reads the command line: which command, its options and arguments.
 *
 * Returns: %FALSE with @error set to %TF_CLI_ERROR_USAGE where it is wrong
 */
gboolean
tf_cli_parse (TfCli    *self,
              char    **words,
              char    **help,
              GError  **error)
{
  gboolean only_arguments = FALSE;

  for (char **word = words; *word != NULL; word++)
    if (!parse_word (self, &word, &only_arguments, error))
      return FALSE;

  if (tf_cli_has_option (self, "version"))
    *help = g_strdup ("techfilectl " TF_VERSION "\n");
  else if (tf_cli_has_option (self, "help"))
    *help = self->command != NULL ? tf_cli_command_dup_help (self->command)
                                  : tf_cli_command_dup_overview (self->group);
  if (*help != NULL)
    return TRUE;

  if (self->command == NULL)
    {
      if (self->group != NULL)
        /* Translators: the first word of a command */
        tf_cli_fail_usage (error, _("“%s” needs a second word."), self->group);
      else
        tf_cli_fail_usage (error, _("No command was given."));
      return FALSE;
    }

  return check_arguments (self, error);
}
