/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes the manual page: what is said of all commands, from a file, and each command as the
 * program itself describes it. Runs while Techfile is built. */

#include "config.h"

#include "tf-cli-command.h"

#include <stdio.h>
#include <string.h>

/* Text as any roff takes it: hyphens and backslashes as they are, no line that looks like a
 * request, and nothing but ASCII. */
static void
append_text (GString    *roff,
             const char *text)
{
  gboolean at_start = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (at_start && (*p == '.' || *p == '\''))
        g_string_append (roff, "\\&");
      if (*p == '\\')
        g_string_append (roff, "\\e");
      else if (*p == '-')
        g_string_append (roff, "\\-");
      else if ((guchar) *p >= 0x80)
        g_string_append_printf (roff, "\\[u%04X]", g_utf8_get_char (p));
      else
        g_string_append_c (roff, *p);
      at_start = *p == '\n';
    }
}

static void
append_options (GString           *roff,
                const TfCliOption *options)
{
  for (const TfCliOption *option = options; option != NULL && option->name != NULL; option++)
    {
      g_string_append_printf (roff, ".TP\n\\fB\\-\\-");
      append_text (roff, option->name);
      g_string_append (roff, "\\fR");
      if (option->value != NULL)
        {
          g_string_append (roff, " \\fI");
          append_text (roff, option->value);
          g_string_append (roff, "\\fR");
        }
      g_string_append_c (roff, '\n');
      append_text (roff, option->help);
      g_string_append (roff, option->many ? ". May be repeated.\n" : ".\n");
    }
}

static void
append_examples (GString    *roff,
                 const char *examples)
{
  g_auto(GStrv) lines = g_strsplit (examples, "\n", -1);

  g_string_append (roff, ".PP\nExamples:\n.PP\n.RS 4\n.nf\n");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (roff, "techfilectl ");
      append_text (roff, lines[i]);
      g_string_append_c (roff, '\n');
    }
  g_string_append (roff, ".fi\n.RE\n");
}

static void
append_command (GString            *roff,
                const TfCliCommand *command)
{
  g_string_append_printf (roff, ".SS \"%s\"\n.B ", command->name);
  append_text (roff, command->name);
  g_string_append_c (roff, '\n');
  append_text (roff, command->arguments);
  g_string_append (roff, *command->arguments != '\0' ? "\n.PP\n" : ".PP\n");
  append_text (roff, command->summary);
  g_string_append (roff, ".\n");
  if (command->details != NULL)
    {
      append_text (roff, command->details);
      g_string_append_c (roff, '\n');
    }
  append_options (roff, command->options);
  append_examples (roff, command->examples);
}

static void
append_commands (GString *roff)
{
  g_autoptr(GPtrArray) commands = tf_cli_command_list ();

  for (guint i = 0; i < commands->len; i++)
    append_command (roff, commands->pdata[i]);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *frame = NULL;
  g_autoptr(GString) page = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  if (argc != 2 || !g_file_get_contents (argv[1], &frame, NULL, &error))
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: make-man FRAME");
      return 1;
    }

  lines = g_strsplit (frame, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strcmp (lines[i], "@COMMANDS@") == 0)
        append_commands (page);
      else if (strcmp (lines[i], "@OPTIONS@") == 0)
        append_options (page, tf_cli_common_options);
      else if (g_str_has_prefix (lines[i], ".TH "))
        g_string_append_printf (page, "%s \"\" \"Techfile " TF_VERSION "\" \"User Commands\"\n",
                                lines[i]);
      else if (lines[i + 1] != NULL || *lines[i] != '\0')
        g_string_append_printf (page, "%s\n", lines[i]);
    }

  fputs (page->str, stdout);
  return 0;
}
