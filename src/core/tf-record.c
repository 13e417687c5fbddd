/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/* A record: values for the fields of one kind. All values are strings in the form that
 * TfField describes; "" means that nothing was answered. */
struct _TfRecord
{
  GObject       parent_instance;

  const TfKind *kind;
  char         *id;
  char         *parent;
  const char   *key;       /* interned */
  gboolean      removed;
  char        **values;    /* one per field of the kind; NULL stands for "" */
};

G_DEFINE_FINAL_TYPE (TfRecord, tf_record, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gssize
find_field (TfRecord   *self,
            const char *id)
{
  const TfField *field = tf_kind_lookup_field (self->kind, id);

  return field != NULL ? field - self->kind->fields : -1;
}

static void
tf_record_finalize (GObject *object)
{
  TfRecord *self = TF_RECORD (object);

  for (guint i = 0; i < self->kind->n_fields; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->id);
  g_free (self->parent);

  G_OBJECT_CLASS (tf_record_parent_class)->finalize (object);
}

static void
tf_record_class_init (TfRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_record_finalize;

  /**
   * TfRecord::changed:
   * @self: the record
   * @field: identifier of the field that has a new value, or "" when the record was removed or
   *   brought back
   *
   * Emitted after a change has been written. The detail is the field.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tf_record_init (TfRecord *self)
{
}

/**
 * tf_record_new:
 * @kind: what the record is
 * @id: identifier, unique in the library
 * @parent: identifier of the record it lives under, or ""
 * @key: for a keyed kind, the point of the law that names it; "" otherwise
 *
 * Makes a record without values. Records of a library are made by the store.
 *
 * Returns: (transfer full): the record
 */
TfRecord *
tf_record_new (const TfKind *kind,
               const char   *id,
               const char   *parent,
               const char   *key)
{
  TfRecord *self;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (id != NULL && parent != NULL && key != NULL, NULL);

  self = g_object_new (TF_TYPE_RECORD, NULL);
  self->kind = kind;
  self->id = g_strdup (id);
  self->parent = g_strdup (parent);
  self->key = g_intern_string (key);
  self->values = g_new0 (char *, kind->n_fields);

  return self;
}

/**
 * tf_record_copy:
 * @self: a record
 *
 * Copies a record with its values, for work in another thread.
 *
 * Returns: (transfer full): a copy that no later change reaches
 */
TfRecord *
tf_record_copy (TfRecord *self)
{
  TfRecord *copy;

  g_return_val_if_fail (TF_IS_RECORD (self), NULL);

  copy = tf_record_new (self->kind, self->id, self->parent, self->key);
  copy->removed = self->removed;
  for (guint i = 0; i < self->kind->n_fields; i++)
    copy->values[i] = g_strdup (self->values[i]);

  return copy;
}

/**
 * tf_record_get_kind:
 * @self: a record
 *
 * Returns: (transfer none): what the record is
 */
const TfKind *
tf_record_get_kind (TfRecord *self)
{
  g_return_val_if_fail (TF_IS_RECORD (self), NULL);

  return self->kind;
}

/**
 * tf_record_is:
 * @self: a record
 * @kind: identifier of a kind
 *
 * Returns: whether the record is of that kind
 */
gboolean
tf_record_is (TfRecord   *self,
              const char *kind)
{
  g_return_val_if_fail (TF_IS_RECORD (self), FALSE);

  return strcmp (self->kind->id, kind) == 0;
}

/**
 * tf_record_get_id:
 * @self: a record
 *
 * Returns: its identifier, unique in the library and never used again
 */
const char *
tf_record_get_id (TfRecord *self)
{
  g_return_val_if_fail (TF_IS_RECORD (self), "");

  return self->id;
}

/**
 * tf_record_get_parent:
 * @self: a record
 *
 * Returns: identifier of the record it lives under, or "" at the top of the library
 */
const char *
tf_record_get_parent (TfRecord *self)
{
  g_return_val_if_fail (TF_IS_RECORD (self), "");

  return self->parent;
}

/**
 * tf_record_get_key:
 * @self: a record
 *
 * Returns: the point of the law that names it, or "" for a kind that is not keyed
 */
const char *
tf_record_get_key (TfRecord *self)
{
  g_return_val_if_fail (TF_IS_RECORD (self), "");

  return self->key;
}

/**
 * tf_record_is_removed:
 * @self: a record
 *
 * Returns: whether the record has been put aside
 */
gboolean
tf_record_is_removed (TfRecord *self)
{
  g_return_val_if_fail (TF_IS_RECORD (self), FALSE);

  return self->removed;
}

/**
 * tf_record_get_title:
 * @self: a record
 *
 * Returns: what names the record to a person: the value of its title field, else its key, else
 *   its identifier
 */
const char *
tf_record_get_title (TfRecord *self)
{
  const char *title = "";

  g_return_val_if_fail (TF_IS_RECORD (self), "");

  if (self->kind->title != NULL)
    title = tf_record_get (self, self->kind->title->id);
  if (*title != '\0')
    return title;

  return *self->key != '\0' ? self->key : self->id;
}

/**
 * tf_record_dup_heading:
 * @self: a record
 *
 * Gives what people call a record by: its number, where records of its kind have one, and its
 * title.
 *
 * Returns: (transfer full): a heading, such as "E-014 Penetration test"
 */
char *
tf_record_dup_heading (TfRecord *self)
{
  const TfField *number;
  const char *title;

  g_return_val_if_fail (TF_IS_RECORD (self), NULL);

  title = tf_record_get_title (self);
  number = tf_kind_lookup_field (self->kind, "number");
  if (number == NULL || number == self->kind->title || number->type != TF_FIELD_LINE ||
      *tf_record_get (self, "number") == '\0')
    return g_strdup (title);

  return g_strdup_printf ("%s %s", tf_record_get (self, "number"), title);
}

/**
 * tf_record_get:
 * @self: a record
 * @field: identifier of one of its fields
 *
 * Returns: the value, "" where nothing was answered; valid until the field changes
 */
const char *
tf_record_get (TfRecord   *self,
               const char *field)
{
  gssize index;

  g_return_val_if_fail (TF_IS_RECORD (self), "");

  index = find_field (self, field);
  g_return_val_if_fail (index >= 0, "");

  return self->values[index] != NULL ? self->values[index] : "";
}

/**
 * tf_record_get_date:
 * @self: a record
 * @field: identifier of a date field
 * @date: (out caller-allocates): where the date goes
 *
 * Returns: %FALSE where no date was given, or none that the calendar has; @date is untouched then
 */
gboolean
tf_record_get_date (TfRecord   *self,
                    const char *field,
                    GDate      *date)
{
  const char *value = tf_record_get (self, field);
  guint year, month, day;

  if (sscanf (value, "%4u-%2u-%2u", &year, &month, &day) != 3 ||
      !g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/**
 * tf_record_get_integer:
 * @self: a record
 * @field: identifier of an integer field
 *
 * Returns: the number, or -1 where none was given
 */
gint64
tf_record_get_integer (TfRecord   *self,
                       const char *field)
{
  const char *value = tf_record_get (self, field);

  return *value != '\0' ? g_ascii_strtoll (value, NULL, 10) : -1;
}

/**
 * tf_record_dup_lines:
 * @self: a record
 * @field: identifier of a field of several values, one a line
 *
 * Returns: (transfer full) (array zero-terminated=1): the values
 */
char **
tf_record_dup_lines (TfRecord   *self,
                     const char *field)
{
  const char *value = tf_record_get (self, field);

  return *value != '\0' ? g_strsplit (value, "\n", -1) : g_new0 (char *, 1);
}

/**
 * tf_record_set:
 * @self: a record
 * @field: identifier of one of its fields
 * @value: a value that fits the field
 *
 * Puts a value into the record in memory, without a word to anybody: the store calls it, and
 * tells with tf_record_emit_changed() when the change is on disk.
 */
void
tf_record_set (TfRecord   *self,
               const char *field,
               const char *value)
{
  gssize index;

  g_return_if_fail (TF_IS_RECORD (self));
  g_return_if_fail (value != NULL);

  index = find_field (self, field);
  g_return_if_fail (index >= 0);

  g_free (self->values[index]);
  self->values[index] = *value != '\0' ? g_strdup (value) : NULL;
}

/**
 * tf_record_set_removed:
 * @self: a record
 * @removed: whether it is put aside
 *
 * As tf_record_set(), for putting aside and bringing back.
 */
void
tf_record_set_removed (TfRecord *self,
                       gboolean  removed)
{
  g_return_if_fail (TF_IS_RECORD (self));

  self->removed = removed;
}

/**
 * tf_record_emit_changed:
 * @self: a record
 * @field: the field that changed, or "" for putting aside and bringing back
 *
 * Tells everyone who shows the record.
 */
void
tf_record_emit_changed (TfRecord   *self,
                        const char *field)
{
  g_return_if_fail (TF_IS_RECORD (self));

  g_signal_emit (self, signals[CHANGED], *field != '\0' ? g_quark_from_string (field) : 0, field);
}

/**
 * tf_record_dup_json:
 * @self: a record
 *
 * Writes the answered fields as one JSON object, in the order of the description.
 *
 * Returns: (transfer full): the JSON text
 */
char *
tf_record_dup_json (TfRecord *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (TF_IS_RECORD (self), NULL);

  json_builder_begin_object (builder);
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->values[i] != NULL)
      {
        json_builder_set_member_name (builder, self->kind->fields[i].id);
        json_builder_add_string_value (builder, self->values[i]);
      }
  json_builder_end_object (builder);

  node = json_builder_get_root (builder);
  return json_to_string (node, FALSE);
}

/**
 * tf_record_read_json:
 * @self: a record
 * @json: what tf_record_dup_json() wrote
 * @error: return location for an error
 *
 * Takes over the values of a JSON object. Fields that the object lacks become "".
 *
 * Returns: %FALSE with @error set where @json is not an object of strings, or holds a field that
 *   the kind has not
 */
gboolean
tf_record_read_json (TfRecord    *self,
                     const char  *json,
                     GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  g_return_val_if_fail (TF_IS_RECORD (self), FALSE);

  if (!json_parser_load_from_data (parser, json, -1, error))
    return FALSE;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, TF_RECORD_ERROR, TF_RECORD_ERROR_INVALID,
                   _("The values of record %s are not readable."), self->id);
      return FALSE;
    }

  for (guint i = 0; i < self->kind->n_fields; i++)
    g_clear_pointer (&self->values[i], g_free);

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &member))
    {
      gssize index = find_field (self, name);

      if (index < 0 || json_node_get_value_type (member) != G_TYPE_STRING)
        {
          g_set_error (error, TF_RECORD_ERROR, TF_RECORD_ERROR_UNKNOWN_FIELD,
                       _("Record %s of kind “%s” holds a field “%s” that this program does not "
                         "know."),
                       self->id, self->kind->id, name);
          return FALSE;
        }
      self->values[index] = g_strdup (json_node_get_string (member));
    }

  return TRUE;
}
