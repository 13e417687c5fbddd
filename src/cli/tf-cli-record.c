/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli-record.h"

#include "tf-text.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * tf_cli_add_field:
 * @cli: the command
 * @field: a field of a record
 * @value: its value, not empty
 *
 * Adds a value as the JSON type that fits the field.
 */
void
tf_cli_add_field (TfCli         *cli,
                  const TfField *field,
                  const char    *value)
{
  g_auto(GStrv) lines = NULL;

  switch (field->type)
    {
    case TF_FIELD_BOOLEAN:
      tf_cli_add_boolean (cli, field->id, strcmp (value, "yes") == 0);
      break;
    case TF_FIELD_INTEGER:
      tf_cli_add_integer (cli, field->id, g_ascii_strtoll (value, NULL, 10));
      break;
    case TF_FIELD_LINES:
      lines = g_strsplit (value, "\n", -1);
      tf_cli_add_lines (cli, field->id, (const char *const *) lines);
      break;
    default:
      tf_cli_add_string (cli, field->id, value);
    }
}

static void
add_file_keys (TfCli    *cli,
               TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  if (tf_kind_lookup_field (kind, "sha256") != NULL)
    tf_cli_add_given (cli, "sha256", tf_record_get (record, "sha256"));
  if (tf_kind_lookup_field (kind, "size") != NULL && tf_record_get_integer (record, "size") >= 0)
    tf_cli_add_integer (cli, "size", tf_record_get_integer (record, "size"));
}

/**
 * tf_cli_add_record:
 * @cli: the command
 * @record: a record
 *
 * Adds the members of a record to the object under way: identity, title, and all answered fields.
 */
void
tf_cli_add_record (TfCli    *cli,
                   TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  tf_cli_add_string (cli, "id", tf_record_get_id (record));
  tf_cli_add_string (cli, "kind", kind->id);
  tf_cli_add_given (cli, "parent", tf_record_get_parent (record));
  tf_cli_add_given (cli, "key", tf_record_get_key (record));
  tf_cli_add_given (cli, "title", tf_record_get_title (record));
  add_file_keys (cli, record);
  if (tf_record_is_removed (record))
    tf_cli_add_boolean (cli, "removed", TRUE);

  tf_cli_begin_object (cli, "fields");
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *value = tf_record_get (record, kind->fields[i].id);

      if (*value != '\0')
        tf_cli_add_field (cli, &kind->fields[i], value);
    }
  tf_cli_end_object (cli);
}

/**
 * tf_cli_dup_name:
 * @cli: the command
 * @id: identifier of a record, or ""
 *
 * Returns: (transfer full): what the record is called, or ""
 */
char *
tf_cli_dup_name (TfCli      *cli,
                 const char *id)
{
  g_autoptr(TfRecord) record = *id != '\0' ? tf_store_get (tf_cli_get_store (cli), id, NULL) : NULL;

  return g_strdup (record != NULL ? tf_record_get_title (record) : id);
}

/**
 * tf_cli_dup_shown:
 * @cli: the command
 * @field: a field of a record
 * @value: its value, not empty
 *
 * Returns: (transfer full) (nullable): the value as people read it; `NULL` where it is none that
 *   fits the field
 */
char *
tf_cli_dup_shown (TfCli         *cli,
                  const TfField *field,
                  const char    *value)
{
  g_autoptr(TfText) text = NULL;

  switch (field->type)
    {
    case TF_FIELD_BOOLEAN:
      return g_strdup (strcmp (value, "yes") == 0 ? _("Yes") : _("No"));
    case TF_FIELD_CHOICE:
      return g_strdup (tf_field_get_choice_label (field, value));
    case TF_FIELD_REFERENCE:
      return tf_cli_dup_name (cli, value);
    case TF_FIELD_TEXT:
      text = tf_text_new_from_xml (value, NULL);
      return text != NULL ? tf_text_dup_plain (text) : g_strdup (value);
    default:
      return g_strdup (value);
    }
}

/**
 * tf_cli_show_record:
 * @cli: the command
 * @record: a record
 *
 * Shows a record to people: what it is, and its answered fields.
 */
void
tf_cli_show_record (TfCli    *cli,
                    TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  tf_cli_row (cli, kind->label, tf_record_get_id (record), NULL);
  if (*tf_record_get_key (record) != '\0')
    tf_cli_row (cli, _("Point of the Law"), tf_record_get_key (record), NULL);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *value = tf_record_get (record, kind->fields[i].id);
      g_autofree char *shown = NULL;

      if (*value == '\0')
        continue;
      shown = tf_cli_dup_shown (cli, &kind->fields[i], value);
      tf_cli_row (cli, kind->fields[i].label, shown != NULL ? shown : value, NULL);
    }
}

/**
 * tf_cli_answer_changed:
 * @cli: the command
 * @record: a record that was changed
 *
 * Answers with the record as it is now.
 */
void
tf_cli_answer_changed (TfCli    *cli,
                       TfRecord *record)
{
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_record (cli, record);
  tf_cli_end_object (cli);
  tf_cli_show_record (cli, record);
}
