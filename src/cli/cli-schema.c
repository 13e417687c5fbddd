/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-output.h"
#include "tf-facts-json.h"

#include <glib/gi18n.h>

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

static const char *
get_citation (TfCli         *cli,
              const TfField *field)
{
  const TfLawEntry *entry = *field->law != '\0' ? tf_law_lookup (tf_cli_get_law (cli), field->law)
                            : NULL;

  return entry != NULL ? entry->citation : "";
}

static TfCliStatus
list_kinds (TfCli *cli)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < n_kinds; i++)
    {
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_string (cli, "kind", kinds[i]->id);
      tf_cli_add_string (cli, "label", kinds[i]->label);
      if (kinds[i]->parent != NULL)
        tf_cli_add_string (cli, "parent", kinds[i]->parent->id);
      tf_cli_add_boolean (cli, "keyed", kinds[i]->keyed);
      tf_cli_add_boolean (cli, "undo", kinds[i]->undo);
      tf_cli_end_object (cli);
      tf_cli_row (cli, kinds[i]->id, kinds[i]->label,
                  kinds[i]->parent != NULL ? kinds[i]->parent->id : "", NULL);
    }
  tf_cli_end_array (cli);
  return TF_CLI_DONE;
}

static void
show_field (TfCli         *cli,
            const TfField *field)
{
  g_autoptr(GString) type = g_string_new (tf_field_type_to_string (field->type));
  g_autoptr(GString) marks = g_string_new (NULL);

  for (guint i = 0; i < field->n_choices; i++)
    g_string_append_printf (type, "%s%s", i == 0 ? ": " : ", ", field->choices[i].id);
  if (*field->to != '\0')
    g_string_append_printf (type, ": %s", field->to);

  g_string_append (marks, field->required ? _("required") : "");
  if (field->fixed)
    g_string_append_printf (marks, "%s%s", marks->len > 0 ? ", " : "", _("given once"));
  tf_cli_row (cli, field->id, type->str, field->label, marks->str, get_citation (cli, field), NULL);
}

/* A fixed set of values, as JSON Schema writes it: each with its label. */
static void
add_choices (TfCli         *cli,
             const TfField *field)
{
  tf_cli_begin_array (cli, "oneOf");
  for (guint i = 0; i < field->n_choices; i++)
    {
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_string (cli, "const", field->choices[i].id);
      tf_cli_add_string (cli, "title", field->choices[i].label);
      tf_cli_end_object (cli);
    }
  tf_cli_end_array (cli);
}

static void
add_lines_items (TfCli *cli)
{
  tf_cli_begin_object (cli, "items");
  tf_cli_add_string (cli, "type", "string");
  tf_cli_end_object (cli);
}

/* How a value of each type looks in the JSON of a record. */
static void
add_type (TfCli         *cli,
          const TfField *field)
{
  static const struct
  {
    const char *type;
    const char *format;
    const char *pattern;
  } types[] = {
    [TF_FIELD_LINE]      = { "string", NULL, "^[^\\n]*$" },
    [TF_FIELD_PARAGRAPH] = { "string", NULL, NULL },
    [TF_FIELD_TEXT]      = { "string", NULL, NULL },
    [TF_FIELD_DATE]      = { "string", "date", NULL },
    [TF_FIELD_TIME]      = { "string", "date-time", NULL },
    [TF_FIELD_BOOLEAN]   = { "boolean", NULL, NULL },
    [TF_FIELD_CHOICE]    = { "string", NULL, NULL },
    [TF_FIELD_REFERENCE] = { "string", NULL, NULL },
    [TF_FIELD_INTEGER]   = { "integer", NULL, NULL },
    [TF_FIELD_LINES]     = { "array", NULL, NULL },
    [TF_FIELD_HASH]      = { "string", NULL, "^[0-9a-f]{64}$" },
    [TF_FIELD_OBJECT]    = { "string", NULL, "^[0-9a-f]{64}$" },
  };

  tf_cli_add_string (cli, "type", types[field->type].type);
  tf_cli_add_given (cli, "format", types[field->type].format);
  tf_cli_add_given (cli, "pattern", types[field->type].pattern);
  if (field->type == TF_FIELD_INTEGER)
    tf_cli_add_integer (cli, "minimum", 0);
  if (field->type == TF_FIELD_CHOICE)
    add_choices (cli, field);
  if (field->type == TF_FIELD_LINES)
    add_lines_items (cli);
  if (field->type == TF_FIELD_TEXT)
    tf_cli_add_string (cli, "contentMediaType", "application/xml");
}

static void
add_property (TfCli         *cli,
              const TfField *field)
{
  tf_cli_begin_object (cli, field->id);
  tf_cli_add_string (cli, "title", field->label);
  tf_cli_add_given (cli, "description", field->help);
  add_type (cli, field);
  tf_cli_add_given (cli, "default", field->initial);
  if (field->fixed)
    tf_cli_add_boolean (cli, "readOnly", TRUE);
  tf_cli_add_string (cli, "x-type", tf_field_type_to_string (field->type));
  tf_cli_add_given (cli, "x-to", field->to);
  tf_cli_add_given (cli, "x-law", field->law);
  tf_cli_add_given (cli, "x-citation", get_citation (cli, field));
  tf_cli_end_object (cli);
}

static void
add_string_property (TfCli      *cli,
                     const char *name)
{
  tf_cli_begin_object (cli, name);
  tf_cli_add_string (cli, "type", "string");
  tf_cli_end_object (cli);
}

static void
add_fields_schema (TfCli        *cli,
                   const TfKind *kind)
{
  tf_cli_begin_object (cli, "fields");
  tf_cli_add_string (cli, "type", "object");
  tf_cli_begin_object (cli, "properties");
  for (guint i = 0; i < kind->n_fields; i++)
    add_property (cli, &kind->fields[i]);
  tf_cli_end_object (cli);

  tf_cli_begin_array (cli, "required");
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].required)
      tf_cli_add_string (cli, NULL, kind->fields[i].id);
  tf_cli_end_array (cli);
  tf_cli_add_boolean (cli, "additionalProperties", FALSE);
  tf_cli_end_object (cli);
}

/* The JSON Schema of what “record KIND show” answers. */
static void
add_kind_schema (TfCli        *cli,
                 const TfKind *kind)
{
  static const char *const always[] = { "id", "kind", "fields", NULL };
  static const char *const strings[] = { "id", "parent", "key", "title", "sha256" };
  g_autofree char *id = g_strdup_printf ("https://techfile.github.io/schema/record/%s", kind->id);

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "$schema", DIALECT);
  tf_cli_add_string (cli, "$id", id);
  tf_cli_add_string (cli, "title", kind->label);
  tf_cli_add_string (cli, "type", "object");
  tf_cli_begin_object (cli, "properties");
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    add_string_property (cli, strings[i]);
  tf_cli_begin_object (cli, "kind");
  tf_cli_add_string (cli, "const", kind->id);
  tf_cli_end_object (cli);
  tf_cli_begin_object (cli, "size");
  tf_cli_add_string (cli, "type", "integer");
  tf_cli_end_object (cli);
  tf_cli_begin_object (cli, "removed");
  tf_cli_add_string (cli, "type", "boolean");
  tf_cli_end_object (cli);
  add_fields_schema (cli, kind);
  tf_cli_end_object (cli);
  tf_cli_add_lines (cli, "required", always);
  tf_cli_end_object (cli);
}

/* The schema is JSON for people too: there is no shorter way to say it. */
static TfCliStatus
show_facts (TfCli *cli)
{
  g_autoptr(TfRules) rules = tf_rules_new_builtin (g_get_language_names ()[0]);
  g_autofree char *schema = tf_facts_dup_schema (rules);

  tf_cli_set_json (cli, schema);
  tf_cli_line (cli, "%s", schema);

  return TF_CLI_DONE;
}

static TfCliStatus
run_schema (TfCli   *cli,
            GError **error)
{
  const char *name = tf_cli_get_argument (cli, 0);
  const TfKind *kind;

  if (name == NULL)
    return list_kinds (cli);
  if (g_str_equal (name, "facts"))
    return show_facts (cli);

  kind = tf_kind_lookup (name);
  if (kind == NULL)
    return tf_cli_fail_usage (error, _("There is no kind of record “%s”. “techfilectl schema” "
                                       "lists them."), name);

  add_kind_schema (cli, kind);
  for (guint i = 0; i < kind->n_fields; i++)
    show_field (cli, &kind->fields[i]);
  return TF_CLI_DONE;
}

const TfCliCommand tf_cli_schema_commands[] = {
  { "schema", "[KIND]",
    N_("List the kinds of records, or the fields of one kind"),
    N_("With --json a kind is described by a JSON Schema (2020-12) of what “record KIND show "
       "--json” answers. KIND “facts” gives the JSON Schema of the facts that “ask” takes."),
    "schema\nschema evidence\nschema release --json\nschema facts",
    0, 1, 0, TF_CLI_NO_LIBRARY, NULL, run_schema },
  { NULL }
};
