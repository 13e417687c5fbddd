/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

struct _TfCliOutput
{
  gboolean     json;
  JsonBuilder *builder;
  char        *whole;  /* the answer for a program, where it was written elsewhere, or NULL */
  GString     *text;
  GPtrArray   *rows;  /* GStrv, a table under way */
};

/**
 * tf_cli_output_new:
 * @json: whether the answer is for a program
 *
 * Returns: (transfer full): an empty answer
 */
TfCliOutput *
tf_cli_output_new (gboolean json)
{
  TfCliOutput *self = g_new0 (TfCliOutput, 1);

  self->json = json;
  self->builder = json_builder_new ();
  self->text = g_string_new (NULL);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

/**
 * tf_cli_output_free:
 * @self: (transfer full): an answer
 */
void
tf_cli_output_free (TfCliOutput *self)
{
  g_object_unref (self->builder);
  g_free (self->whole);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * tf_cli_append_clean:
 * @into: where to append
 * @text: text that anybody may have written
 *
 * Appends text for a terminal: without control characters, which could make the terminal do
 * things, and without marks that turn the direction of what follows.
 */
void
tf_cli_append_clean (GString    *into,
                     const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

      if (c == '\n' || c == '\t' || (!g_unichar_iscntrl (c) && !turns))
        g_string_append_unichar (into, c);
      else if (!turns)
        g_string_append_unichar (into, 0xfffd);
    }
}

static guint
get_width (const char *cell)
{
  guint width = 0;

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/* The last cell of a row takes the room that it needs. */
static void
measure_row (char   **row,
             GArray  *widths)
{
  for (guint i = 0; row[i] != NULL; i++)
    {
      if (widths->len <= i)
        g_array_set_size (widths, i + 1);
      if (row[i + 1] != NULL)
        g_array_index (widths, guint, i) = MAX (g_array_index (widths, guint, i),
                                                get_width (row[i]));
    }
}

static void
append_row (GString  *text,
            char    **row,
            GArray   *widths)
{
  guint gap = 0;

  for (guint i = 0; row[i] != NULL; i++)
    {
      guint width = get_width (row[i]);

      if (width > 0)
        g_string_append_printf (text, "%*s%s", (int) gap, "", row[i]);
      gap = (width > 0 ? 0 : gap) + MAX (g_array_index (widths, guint, i), width) + 2 - width;
    }

  g_string_append_c (text, '\n');
}

/* Writes the table under way, its columns aligned. */
static void
end_table (TfCliOutput *self)
{
  g_autoptr(GArray) widths = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < self->rows->len; i++)
    measure_row (self->rows->pdata[i], widths);
  for (guint i = 0; i < self->rows->len; i++)
    append_row (self->text, self->rows->pdata[i], widths);

  g_ptr_array_set_size (self->rows, 0);
}

static char *
dup_json (TfCliOutput *self)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = json_builder_get_root (self->builder);

  if (self->whole != NULL)
    return g_strdup (self->whole);
  if (root == NULL)
    return g_strdup ("");

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

/**
 * tf_cli_output_write:
 * @self: an answer
 * @error: return location for an error
 *
 * Writes the answer to standard output, in one go.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
tf_cli_output_write (TfCliOutput  *self,
                     GError      **error)
{
  g_autofree char *json = self->json ? dup_json (self) : NULL;
  const char *text;

  end_table (self);
  text = self->json ? json : self->text->str;
  if (fputs (text, stdout) != EOF &&
      (!self->json || *text == '\0' || fputc ('\n', stdout) != EOF) &&
      fflush (stdout) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _("The answer could not be written: %s."), g_strerror (errno));
  return FALSE;
}

/**
 * tf_cli_line:
 * @cli: the command
 * @format: a format for printf
 * @...: its arguments
 *
 * Adds a line for people.
 */
void
tf_cli_line (TfCli      *cli,
             const char *format,
             ...)
{
  TfCliOutput *self = tf_cli_get_output (cli);
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  end_table (self);
  tf_cli_append_clean (self->text, line);
  g_string_append_c (self->text, '\n');
}

/**
 * tf_cli_row:
 * @cli: the command
 * @...: the cells, ended by `NULL`
 *
 * Adds a row of a table for people. Rows that follow one another are aligned.
 */
void
tf_cli_row (TfCli *cli,
            ...)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();
  const char *cell;
  va_list arguments;

  va_start (arguments, cli);
  while ((cell = va_arg (arguments, const char *)) != NULL)
    {
      GString *clean = g_string_new (NULL);

      tf_cli_append_clean (clean, cell);
      g_ptr_array_add (cells, g_strdelimit (g_string_free (clean, FALSE), "\n\t", ' '));
    }
  va_end (arguments);

  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (tf_cli_get_output (cli)->rows, g_ptr_array_steal (cells, NULL));
}

static JsonBuilder *
at (TfCli      *cli,
    const char *name)
{
  JsonBuilder *builder = tf_cli_get_output (cli)->builder;

  if (name != NULL)
    json_builder_set_member_name (builder, name);
  return builder;
}

/**
 * tf_cli_begin_object:
 * @cli: the command
 * @name: (nullable): name of the member; `NULL` at the top and in arrays
 *
 * Begins a JSON object.
 */
void
tf_cli_begin_object (TfCli      *cli,
                     const char *name)
{
  json_builder_begin_object (at (cli, name));
}

/**
 * tf_cli_end_object:
 * @cli: the command
 *
 * Ends the JSON object under way.
 */
void
tf_cli_end_object (TfCli *cli)
{
  json_builder_end_object (at (cli, NULL));
}

/**
 * tf_cli_begin_array:
 * @cli: the command
 * @name: (nullable): name of the member; `NULL` at the top and in arrays
 *
 * Begins a JSON array.
 */
void
tf_cli_begin_array (TfCli      *cli,
                    const char *name)
{
  json_builder_begin_array (at (cli, name));
}

/**
 * tf_cli_end_array:
 * @cli: the command
 *
 * Ends the JSON array under way.
 */
void
tf_cli_end_array (TfCli *cli)
{
  json_builder_end_array (at (cli, NULL));
}

/**
 * tf_cli_add_string:
 * @cli: the command
 * @name: (nullable): name of the member; `NULL` in arrays
 * @value: the text; the name of a file may hold bytes that are no text, which are replaced
 *
 * Adds a JSON string.
 */
void
tf_cli_add_string (TfCli      *cli,
                   const char *name,
                   const char *value)
{
  g_autofree char *valid = g_utf8_validate (value, -1, NULL) ? NULL : g_utf8_make_valid (value, -1);

  json_builder_add_string_value (at (cli, name), valid != NULL ? valid : value);
}

/**
 * tf_cli_add_given:
 * @cli: the command
 * @name: name of the member
 * @value: (nullable): the text
 *
 * As tf_cli_add_string(), but leaves out what is empty.
 */
void
tf_cli_add_given (TfCli      *cli,
                  const char *name,
                  const char *value)
{
  if (value != NULL && *value != '\0')
    tf_cli_add_string (cli, name, value);
}

/**
 * tf_cli_add_integer:
 * @cli: the command
 * @name: (nullable): name of the member; `NULL` in arrays
 * @value: the number
 *
 * Adds a JSON number.
 */
void
tf_cli_add_integer (TfCli      *cli,
                    const char *name,
                    gint64      value)
{
  json_builder_add_int_value (at (cli, name), value);
}

/**
 * tf_cli_add_boolean:
 * @cli: the command
 * @name: (nullable): name of the member; `NULL` in arrays
 * @value: the value
 *
 * Adds true or false.
 */
void
tf_cli_add_boolean (TfCli      *cli,
                    const char *name,
                    gboolean    value)
{
  json_builder_add_boolean_value (at (cli, name), value);
}

/**
 * tf_cli_set_json:
 * @cli: the command
 * @json: JSON that the program itself has written
 *
 * Makes @json the whole answer for a program.
 */
void
tf_cli_set_json (TfCli      *cli,
                 const char *json)
{
  TfCliOutput *self = tf_cli_get_output (cli);

  g_free (self->whole);
  self->whole = g_strdup (json);
}

/**
 * tf_cli_add_lines:
 * @cli: the command
 * @name: name of the member
 * @values: (array zero-terminated=1): texts
 *
 * Adds a JSON array of strings.
 */
void
tf_cli_add_lines (TfCli             *cli,
                  const char        *name,
                  const char *const *values)
{
  tf_cli_begin_array (cli, name);
  for (guint i = 0; values[i] != NULL; i++)
    tf_cli_add_string (cli, NULL, values[i]);
  tf_cli_end_array (cli);
}
