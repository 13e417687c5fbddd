/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli.h"

#include "tf-cli-output.h"
#include "tf-cli-private.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define LIBRARY_VARIABLE "TECHFILE_LIBRARY"

G_DEFINE_QUARK (tf-cli-error-quark, tf_cli_error)

static void
tf_cli_clear (TfCli *self)
{
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  g_clear_pointer (&self->law, tf_law_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->result);
  g_clear_pointer (&self->arguments, g_ptr_array_unref);
  g_clear_pointer (&self->options, g_hash_table_unref);
  g_clear_pointer (&self->output, tf_cli_output_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfCli, tf_cli_clear)

/**
 * tf_cli_say:
 * @self: the command
 * @format: a format for printf
 * @...: its arguments
 *
 * Says something beside the answer, on standard error.
 */
void
tf_cli_say (TfCli      *self,
            const char *format,
            ...)
{
  g_autofree char *message = NULL;
  g_autoptr(GString) clean = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  tf_cli_end_progress ();
  tf_cli_append_clean (clean, message);
  fprintf (stderr, "%s: %s\n", g_get_prgname (), clean->str);
}

/**
 * tf_cli_fail_usage:
 * @error: return location for an error
 * @format: a format for printf
 * @...: its arguments
 *
 * Sets an error that says how the command line is wrong.
 *
 * Returns: %TF_CLI_USAGE
 */
TfCliStatus
tf_cli_fail_usage (GError     **error,
                   const char  *format,
                   ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (TF_CLI_ERROR, TF_CLI_ERROR_USAGE, format, arguments);
  va_end (arguments);

  return TF_CLI_USAGE;
}

/**
 * tf_cli_get_argument:
 * @self: the command
 * @index: place among the arguments, from 0
 *
 * Returns: (nullable): the argument, or `NULL` where it was not given
 */
const char *
tf_cli_get_argument (TfCli *self,
                     guint  index)
{
  return index < self->arguments->len ? self->arguments->pdata[index] : NULL;
}

/**
 * tf_cli_get_n_arguments:
 * @self: the command
 *
 * Returns: how many arguments were given
 */
guint
tf_cli_get_n_arguments (TfCli *self)
{
  return self->arguments->len;
}

/**
 * tf_cli_list_option:
 * @self: the command
 * @name: name of an option
 *
 * Returns: (transfer none) (nullable) (element-type utf8): its values, or `NULL` where it was not
 *   given
 */
GPtrArray *
tf_cli_list_option (TfCli      *self,
                    const char *name)
{
  return g_hash_table_lookup (self->options, name);
}

/**
 * tf_cli_get_option:
 * @self: the command
 * @name: name of an option
 *
 * Returns: (nullable): its value, the last one given, or `NULL` where it was not given
 */
const char *
tf_cli_get_option (TfCli      *self,
                   const char *name)
{
  GPtrArray *values = tf_cli_list_option (self, name);

  return values != NULL ? values->pdata[values->len - 1] : NULL;
}

/**
 * tf_cli_has_option:
 * @self: the command
 * @name: name of an option
 *
 * Returns: whether it was given
 */
gboolean
tf_cli_has_option (TfCli      *self,
                   const char *name)
{
  return g_hash_table_contains (self->options, name);
}

/**
 * tf_cli_is_json:
 * @self: the command
 *
 * Returns: whether the answer is for a program
 */
gboolean
tf_cli_is_json (TfCli *self)
{
  return tf_cli_has_option (self, "json");
}

/**
 * tf_cli_get_output:
 * @cli: the command
 *
 * Returns: (transfer none): its answer
 */
TfCliOutput *
tf_cli_get_output (TfCli *cli)
{
  return cli->output;
}

/**
 * tf_cli_dup_library:
 * @self: the command
 *
 * Returns: (transfer full): the folder of the library that is meant
 */
char *
tf_cli_dup_library (TfCli *self)
{
  const char *option = tf_cli_get_option (self, "library");
  const char *variable = g_getenv (LIBRARY_VARIABLE);

  if (option != NULL)
    return g_strdup (option);
  if (variable != NULL && *variable != '\0')
    return g_strdup (variable);

  return tf_store_dup_default_path ();
}

/**
 * tf_cli_get_law:
 * @self: the command
 *
 * Returns: (transfer none): the law catalogue, in the language of the person
 */
TfLaw *
tf_cli_get_law (TfCli *self)
{
  if (self->law == NULL)
    self->law = tf_law_new_builtin (g_get_language_names ()[0]);

  return self->law;
}

/**
 * tf_cli_get_workspace:
 * @self: a command that works on a library
 *
 * Returns: (transfer none): what it works on
 */
TfWorkspace *
tf_cli_get_workspace (TfCli *self)
{
  g_assert (self->workspace != NULL);

  return self->workspace;
}

/**
 * tf_cli_get_store:
 * @self: a command that works on a library
 *
 * Returns: (transfer none): the library
 */
TfStore *
tf_cli_get_store (TfCli *self)
{
  g_assert (self->store != NULL);

  return self->store;
}

/**
 * tf_cli_get_cancellable:
 * @self: the command
 *
 * Returns: (transfer none): cancelled when the person presses Ctrl+C
 */
GCancellable *
tf_cli_get_cancellable (TfCli *self)
{
  return self->cancellable;
}

/**
 * tf_cli_open:
 * @self: the command
 * @writable: whether it changes anything
 * @error: return location for an error
 *
 * Opens the library. Only a command that finds out by itself what it does to the library has to
 * call it.
 *
 * Returns: %FALSE with @error set where the library cannot be opened
 */
gboolean
tf_cli_open (TfCli    *self,
             gboolean  writable,
             GError  **error)
{
  g_autofree char *path = tf_cli_dup_library (self);
  const char *author = tf_cli_get_option (self, "author");
  g_autoptr(GError) problem = NULL;

  if (!tf_store_check_exists (path, &problem))
    {
      if (!g_error_matches (problem, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_NOT_FOUND,
                   /* Translators: do not translate what is in quotes after “with” */
                   _("There is no library in “%s”. Make one with “techfilectl init”, or name "
                     "another with --library."),
                   path);
      return FALSE;
    }

  self->store = tf_store_open (path, writable, error);
  if (self->store == NULL)
    return FALSE;

  if (author != NULL)
    tf_store_set_author (self->store, author);
  self->workspace = tf_workspace_new (self->store, tf_cli_get_law (self));
  return TRUE;
}

static TfCliStatus
report_error (TfCli        *self,
              const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      tf_cli_say (self, _("Stopped. Nothing was changed."));
      return TF_CLI_STOPPED;
    }

  tf_cli_say (self, "%s", error->message);
  if (error->domain != TF_CLI_ERROR)
    return TF_CLI_FAILED;

  if (self->command != NULL)
    /* Translators: a command; “--help” is typed as it stands */
    tf_cli_say (self, _("“techfilectl %s --help” explains the command."), self->command->name);
  else if (self->group != NULL)
    /* Translators: the first word of commands; “--help” is typed as it stands */
    tf_cli_say (self, _("“techfilectl %s --help” lists the commands."), self->group);
  else
    tf_cli_say (self, _("“techfilectl --help” lists the commands."));
  return TF_CLI_USAGE;
}

static TfCliStatus
run_command (TfCli   *self,
             GError **error)
{
  if (self->command->access != TF_CLI_NO_LIBRARY &&
      !tf_cli_open (self, self->command->access == TF_CLI_WRITE, error))
    return TF_CLI_FAILED;

  return self->command->run (self, error);
}

static TfCliStatus
run (TfCli *self)
{
  g_autoptr(GError) error = NULL;
  TfCliStatus status = run_command (self, &error);

  tf_cli_end_progress ();
  if (error == NULL && tf_cli_output_write (self->output, &error))
    return status;

  return report_error (self, error);
}

static void
set_language (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, TF_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * tf_cli_main:
 * @argc: number of words on the command line
 * @argv: the words
 *
 * Runs the program.
 *
 * Returns: its exit status, a #TfCliStatus
 */
int
tf_cli_main (int    argc,
             char **argv)
{
  g_auto(TfCli) self = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *help = NULL;

  set_language ();
  g_set_prgname ("techfilectl");
  self.cancellable = g_cancellable_new ();
  self.arguments = g_ptr_array_new ();
  self.options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) g_ptr_array_unref);

  if (!tf_cli_parse (&self, argv + MIN (argc, 1), &help, &error))
    return report_error (&self, error);

  if (help != NULL)
    {
      fputs (help, stdout);
      return TF_CLI_DONE;
    }

  self.output = tf_cli_output_new (tf_cli_is_json (&self));
  tf_cli_watch_interrupt (self.cancellable);
  return run (&self);
}
