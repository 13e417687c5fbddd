/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-change-text.h"

#include "tf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a value the log shows, in characters. */
#define MAX_SHOWN 240

static TfRecord *
dup_record (TfSession  *session,
            const char *id)
{
  return tf_store_get (tf_session_get_store (session), id, NULL);
}

static const TfField *
lookup_field (TfRecord       *record,
              const TfChange *change)
{
  return record != NULL ? tf_kind_lookup_field (tf_record_get_kind (record), change->field) : NULL;
}

static char *
dup_record_name (TfSession *session,
                 TfRecord  *record)
{
  const char *title = tf_record_get_title (record);
  const TfLawEntry *entry = tf_law_lookup (tf_session_get_law (session), title);
  g_autofree char *point = entry != NULL ? tf_law_entry_dup_heading (entry) : NULL;

  if (entry != NULL && *tf_record_get_key (record) != '\0')
    return g_steal_pointer (&point);

  /* Translators: a kind of record, then its name: “Evidence” Penetration test */
  return g_strdup_printf (_("%s “%s”"), tf_record_get_kind (record)->label,
                          point != NULL ? point : title);
}

/**
 * tf_change_dup_subject:
 * @session: what the window works on
 * @change: a row of the change log
 *
 * Returns: (transfer full): what was changed: a record and, where one was, its field
 */
char *
tf_change_dup_subject (TfSession      *session,
                       const TfChange *change)
{
  g_autoptr(TfRecord) record = NULL;
  g_autofree char *name = NULL;
  const TfField *field;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (change != NULL, NULL);

  record = dup_record (session, change->record);
  if (record == NULL)
    return g_strdup (change->record);

  name = dup_record_name (session, record);
  field = lookup_field (record, change);
  /* Translators: a record, then one of its fields */
  return field != NULL ? g_strdup_printf (_("%s: %s"), name, field->label)
                       : g_steal_pointer (&name);
}

/**
 * tf_change_dup_action:
 * @change: a row of the change log
 *
 * Returns: (transfer full): what the person did, in words
 */
char *
tf_change_dup_action (const TfChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);

  if (strcmp (change->mode, "undo") == 0)
    /* Translators: what a person did and then took back */
    return g_strdup_printf (_("Undo: %s"), change->action);
  if (strcmp (change->mode, "redo") == 0)
    /* Translators: what a person did, took back, and did again */
    return g_strdup_printf (_("Redo: %s"), change->action);

  return g_strdup (change->action);
}

static char *
shorten (const char *text)
{
  g_autofree char *part = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return g_strdup (text);

  part = g_utf8_substring (text, 0, MAX_SHOWN);
  return g_strconcat (part, "…", NULL);
}

static char *
dup_plain (const char *xml)
{
  g_autoptr(TfText) text = tf_text_new_from_xml (xml, NULL);
  g_autofree char *plain = text != NULL ? tf_text_dup_plain (text) : g_strdup (xml);

  return shorten (plain);
}

/**
 * tf_change_dup_value:
 * @session: what the window works on
 * @change: a row of the change log
 * @value: the value before or after it
 *
 * Returns: (transfer full): the value as a person reads it
 */
char *
tf_change_dup_value (TfSession      *session,
                     const TfChange *change,
                     const char     *value)
{
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(TfRecord) target = NULL;
  const TfField *field;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (change != NULL && value != NULL, NULL);

  if (*change->field == '\0')
    return g_strdup (*value != '\0' ? _("there") : _("not there"));
  if (*value == '\0')
    return g_strdup (_("empty"));

  record = dup_record (session, change->record);
  field = lookup_field (record, change);
  if (field == NULL)
    return shorten (value);
  if (field->type == TF_FIELD_TEXT)
    return dup_plain (value);
  if (field->type == TF_FIELD_CHOICE)
    return g_strdup (tf_field_get_choice_label (field, value));
  if (field->type == TF_FIELD_BOOLEAN)
    return g_strdup (strcmp (value, "yes") == 0 ? _("yes") : _("no"));
  if (field->type != TF_FIELD_REFERENCE)
    return shorten (value);

  target = dup_record (session, value);
  return target != NULL ? g_strdup (tf_record_get_title (target)) : shorten (value);
}
