/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli-input.h"

#include "tf-text.h"
#include "tf-work.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Values are read whole; nothing that fits a field is larger. */
#define MAX_VALUE_BYTES TF_TEXT_MAX_BYTES

/**
 * tf_cli_resolve_product:
 * @cli: the command
 * @index: place of P among the arguments
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the product that was named, or `NULL` with @error set
 */
TfRecord *
tf_cli_resolve_product (TfCli   *cli,
                        guint    index,
                        GError **error)
{
  return tf_workspace_resolve (tf_cli_get_workspace (cli), "product", NULL,
                               tf_cli_get_argument (cli, index), error);
}

/**
 * tf_cli_resolve_release:
 * @cli: the command
 * @index: place of P among the arguments; R follows, or is missing
 * @product: (out) (optional) (transfer full): the product
 * @release: (out) (transfer full): the release
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set where there is none of these names
 */
gboolean
tf_cli_resolve_release (TfCli     *cli,
                        guint      index,
                        TfRecord **product,
                        TfRecord **release,
                        GError   **error)
{
  g_autoptr(TfRecord) found = tf_cli_resolve_product (cli, index, error);

  if (found == NULL)
    return FALSE;

  *release = tf_workspace_resolve_release (tf_cli_get_workspace (cli), found,
                                           tf_cli_get_argument (cli, index + 1), error);
  if (*release == NULL)
    return FALSE;

  if (product != NULL)
    *product = g_steal_pointer (&found);
  return TRUE;
}

/**
 * tf_cli_resolve_evidence:
 * @cli: the command
 * @product: (nullable): the product that it belongs to; `NULL` for any
 * @name: its number, title or identifier
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the item of evidence, or `NULL` with @error set
 */
TfRecord *
tf_cli_resolve_evidence (TfCli       *cli,
                         TfRecord    *product,
                         const char  *name,
                         GError     **error)
{
  return tf_workspace_resolve (tf_cli_get_workspace (cli), "evidence",
                               product != NULL ? tf_record_get_id (product) : NULL, name, error);
}

/**
 * tf_cli_resolve_by:
 * @cli: the command
 * @is_new: (out): whether the person was added, and is to be taken back where the work fails
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the person of --by, added where the name is new; `NULL`
 *   with @error set where several bear it
 */
TfRecord *
tf_cli_resolve_by (TfCli     *cli,
                   gboolean  *is_new,
                   GError   **error)
{
  TfStore *store = tf_cli_get_store (cli);
  gint64 before = tf_store_count (store, "person", "", error);
  g_autoptr(TfRecord) person = NULL;
  gint64 after;

  *is_new = FALSE;
  if (before < 0)
    return NULL;

  person = tf_workspace_resolve_or_add (tf_cli_get_workspace (cli), "person",
                                        tf_cli_get_option (cli, "by"), error);
  after = person != NULL ? tf_store_count (store, "person", "", error) : -1;
  if (after < 0)
    return NULL;

  *is_new = after > before;
  return g_steal_pointer (&person);
}

/**
 * tf_cli_get_today:
 * @cli: the command
 * @today: (out caller-allocates): the day
 * @error: return location for an error
 *
 * Gives the day of --today, or else the day that it is.
 *
 * Returns: %FALSE with @error set where --today is no date
 */
gboolean
tf_cli_get_today (TfCli   *cli,
                  GDate   *today,
                  GError **error)
{
  const char *option = tf_cli_get_option (cli, "today");
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  guint year = 0, month = 0, day = 0;
  int end = 0;

  g_date_clear (today, 1);
  if (option == NULL)
    {
      g_date_set_dmy (today, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                      g_date_time_get_year (now));
      return TRUE;
    }

  if (strlen (option) != 10 || sscanf (option, "%4u-%2u-%2u%n", &year, &month, &day, &end) != 3 ||
      end != 10 ||
      !g_date_valid_dmy (day, month, year))
    {
      tf_cli_fail_usage (error, _("“%s” is no date. Write it as 2027-12-11."), option);
      return FALSE;
    }

  g_date_set_dmy (today, day, month, year);
  return TRUE;
}

/**
 * tf_cli_get_purpose:
 * @cli: the command
 * @purpose: (out): the purpose
 * @error: return location for an error
 *
 * Gives the purpose of --purpose, draft where it was not given.
 *
 * Returns: %FALSE with @error set where there is no such purpose
 */
gboolean
tf_cli_get_purpose (TfCli      *cli,
                    TfPurpose  *purpose,
                    GError    **error)
{
  const char *option = tf_cli_get_option (cli, "purpose");

  *purpose = TF_PURPOSE_DRAFT;
  if (option == NULL || tf_purpose_from_string (option, purpose))
    return TRUE;

  tf_cli_fail_usage (error, _("“%s” is no purpose. Choose one of: %s."), option,
                     "draft, dossier, final");
  return FALSE;
}

/**
 * tf_cli_check_option:
 * @cli: the command
 * @kind: identifier of a kind
 * @field: one of its fields
 * @option: the option that gives its value
 * @error: return location for an error
 *
 * Holds an option against the field that it is for, before any work begins.
 *
 * Returns: %FALSE with @error set to %TF_CLI_ERROR_USAGE where the value does not fit
 */
gboolean
tf_cli_check_option (TfCli       *cli,
                     const char  *kind,
                     const char  *field,
                     const char  *option,
                     GError     **error)
{
  const char *value = tf_cli_get_option (cli, option);
  g_autoptr(GError) problem = NULL;

  if (value == NULL || *value == '\0' ||
      tf_field_check (tf_kind_lookup_field (tf_kind_lookup (kind), field), value, &problem))
    return TRUE;

  tf_cli_fail_usage (error, "--%s: %s", option, problem->message);
  return FALSE;
}

static gboolean
read_whole (int            fd,
            GString       *bytes,
            GCancellable  *cancellable,
            GError       **error)
{
  char buffer[16384];

  while (bytes->len <= MAX_VALUE_BYTES)
    {
      ssize_t got = tf_cli_wait_for_input (fd, cancellable, error)
                    ? read (fd, buffer, sizeof buffer) : -2;

      if (got == -2)
        return FALSE;
      if (got == 0)
        return TRUE;
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                               g_strerror (errno));
          return FALSE;
        }
      g_string_append_len (bytes, buffer, got);
    }

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID, _("it is larger than %d MiB"),
               MAX_VALUE_BYTES / 1024 / 1024);
  return FALSE;
}

/**
 * tf_cli_read_text_file:
 * @cli: the command
 * @path: a file, or "-" for standard input
 * @error: return location for an error
 *
 * Reads a file of text, without the line break at its end.
 *
 * Returns: (transfer full) (nullable): the text, or `NULL` with @error set where it cannot be
 *   read, is too large or no UTF-8
 */
char *
tf_cli_read_text_file (TfCli       *cli,
                       const char  *path,
                       GError     **error)
{
  gboolean standard = strcmp (path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  g_autoptr(GString) bytes = g_string_new (NULL);
  g_autoptr(GError) problem = NULL;
  g_autofree char *shown = g_utf8_make_valid (path, -1);

  if (fd < 0)
    g_set_error_literal (&problem, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  else if (read_whole (fd, bytes, tf_cli_get_cancellable (cli), &problem) &&
           !g_utf8_validate (bytes->str, bytes->len, NULL))
    g_set_error_literal (&problem, TF_APP_ERROR, TF_APP_ERROR_INVALID, _("it is not UTF-8 text"));
  if (fd >= 0 && !standard)
    close (fd);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (problem != NULL)
    {
      /* Translators: the name of a file, then the reason */
      g_set_error (error, problem->domain, problem->code, _("“%s” cannot be read: %s."), shown,
                   problem->message);
      return NULL;
    }

  if (bytes->len > 0 && bytes->str[bytes->len - 1] == '\n')
    g_string_truncate (bytes, bytes->len - 1);
  if (bytes->len > 0 && bytes->str[bytes->len - 1] == '\r')
    g_string_truncate (bytes, bytes->len - 1);
  return g_string_free (g_steal_pointer (&bytes), FALSE);
}

/* Text may be given as the XML that is stored, or plain. */
static char *
read_formatted (const char  *value,
                GError     **error)
{
  g_autoptr(TfText) text = NULL;

  if (g_str_has_prefix (value, "<?xml") || strstr (value, TF_TEXT_NAMESPACE) != NULL)
    text = tf_text_new_from_xml (value, error);
  else if (strlen (value) > TF_TEXT_MAX_BYTES)
    g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_INVALID, _("The text is too long."));
  else
    text = tf_text_new_from_plain (value);

  return text != NULL ? tf_text_dup_xml (text) : NULL;
}

/* A reference to what lives under the same record, as a release does under its product, means
 * one from there; others are looked for everywhere. */
static char *
dup_context (TfCli         *cli,
             const TfField *field,
             const char    *parent)
{
  const TfKind *above = tf_kind_lookup (field->to)->parent;
  g_autoptr(TfRecord) record = NULL;

  if (above == NULL || *parent == '\0')
    return NULL;

  record = tf_store_get (tf_cli_get_store (cli), parent, NULL);
  if (record == NULL)
    return NULL;

  return tf_record_get_kind (record) == above ? g_strdup (parent)
                                              : dup_context (cli, field,
                                                             tf_record_get_parent (record));
}

/**
 * tf_cli_read_value:
 * @cli: the command
 * @field: the field that the value is for
 * @parent: record under which the one lives that the value is for, or ""
 * @value: what was typed: a value, the name of a record, plain text, or "@" and a file
 * @error: return location for an error
 *
 * Makes what a person types the value that is stored.
 *
 * Returns: (transfer full) (nullable): the value, or `NULL` with @error set
 */
char *
tf_cli_read_value (TfCli          *cli,
                   const TfField  *field,
                   const char     *parent,
                   const char     *value,
                   GError        **error)
{
  g_autofree char *content = NULL;
  g_autofree char *context = NULL;
  g_autoptr(TfRecord) target = NULL;

  if (value[0] == '@' && value[1] == '@')
    content = g_strdup (value + 1);
  else if (value[0] == '@')
    content = tf_cli_read_text_file (cli, value + 1, error);
  else
    content = g_strdup (value);
  if (content == NULL || *content == '\0')
    return g_steal_pointer (&content);

  if (field->type == TF_FIELD_TEXT)
    return read_formatted (content, error);
  if (field->type != TF_FIELD_REFERENCE)
    return g_steal_pointer (&content);

  context = dup_context (cli, field, parent);
  target = tf_workspace_resolve (tf_cli_get_workspace (cli), field->to, context, content, error);
  return target != NULL ? g_strdup (tf_record_get_id (target)) : NULL;
}

/**
 * tf_cli_is_assignment:
 * @kind: a kind of record
 * @argument: an argument
 *
 * Returns: whether @argument is written FIELD=VALUE with a field of the kind, or looks like it
 */
gboolean
tf_cli_is_assignment (const TfKind *kind,
                      const char   *argument)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *name = equals != NULL ? g_strndup (argument, equals - argument) : NULL;

  return name != NULL && *name != '\0' &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

static gboolean
set_point_field (TfCli       *cli,
                 TfRecord    *record,
                 const char  *field,
                 const char  *value,
                 GError     **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const TfLawEntry *entry = tf_law_lookup (tf_cli_get_law (cli), tf_record_get_key (record));
  g_autoptr(TfRecord) release = NULL;

  if (entry == NULL)
    return tf_store_set (tf_cli_get_store (cli), record, field, value, error);

  release = tf_store_get (tf_cli_get_store (cli), tf_record_get_parent (record), error);
  return release != NULL && tf_work_set (workspace, release, entry, field, value, error);
}

static gboolean
set_field (TfCli       *cli,
           TfRecord    *record,
           const char  *argument,
           GError     **error)
{
  const TfKind *kind = tf_record_get_kind (record);
  const char *equals = strchr (argument, '=');
  g_autofree char *name = g_strndup (argument, equals - argument);
  const TfField *field = tf_kind_lookup_field (kind, name);
  g_autofree char *value = NULL;

  if (field == NULL)
    {
      tf_cli_fail_usage (error, _("“%s” has no field “%s”. “techfilectl schema %s” lists them."),
                         kind->label, name,
                         kind->id);
      return FALSE;
    }

  value = tf_cli_read_value (cli, field, tf_record_get_parent (record), equals + 1, error);
  if (value == NULL)
    return FALSE;

  if (tf_kind_is_answer (kind))
    return set_point_field (cli, record, name, value, error);

  return tf_store_set (tf_cli_get_store (cli), record, name, value, error);
}

/**
 * tf_cli_set_fields:
 * @cli: the command
 * @record: a record
 * @first: place of the first FIELD=VALUE among the arguments
 * @error: return location for an error
 *
 * Changes fields of a record, all in one step or none.
 *
 * Returns: %FALSE with @error set where an argument is no FIELD=VALUE or does not fit
 */
gboolean
tf_cli_set_fields (TfCli     *cli,
                   TfRecord  *record,
                   guint      first,
                   GError   **error)
{
  TfStore *store = tf_cli_get_store (cli);
  const TfKind *kind = tf_record_get_kind (record);
  g_autofree char *action = NULL;

  for (guint i = first; i < tf_cli_get_n_arguments (cli); i++)
    if (!tf_cli_is_assignment (kind, tf_cli_get_argument (cli, i)))
      {
        tf_cli_fail_usage (error, _("“%s” is not written FIELD=VALUE."),
                           tf_cli_get_argument (cli, i));
        return FALSE;
      }

  /* Translators: a kind of record, then its name */
  action = g_strdup_printf (_("Change %s “%s”"), kind->label, tf_record_get_title (record));
  if (!tf_store_begin (store, action, error))
    return FALSE;

  for (guint i = first; i < tf_cli_get_n_arguments (cli); i++)
    if (!set_field (cli, record, tf_cli_get_argument (cli, i), error))
      {
        tf_store_roll_back (store);
        return FALSE;
      }

  return tf_store_commit (store, error);
}
