/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

#include "tf-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* What the log says a record should be. */
typedef struct
{
  char       *identity;
  gboolean    removed;
  GHashTable *values;    /* field → value */
} Replayed;

typedef struct
{
  TfStore        *store;
  GPtrArray      *problems;
  TfProgressFunc  progress;
  gpointer        user_data;
  GCancellable   *cancellable;
} Check;

/**
 * tf_problem_free:
 * @self: (transfer full) (nullable): a problem
 */
void
tf_problem_free (TfProblem *self)
{
  if (self == NULL)
    return;

  g_free (self->place);
  g_free (self->message);
  g_free (self);
}

static void
replayed_free (Replayed *self)
{
  g_free (self->identity);
  g_hash_table_unref (self->values);
  g_free (self);
}

static void
report (Check      *check,
        const char *place,
        const char *message)
{
  TfProblem *problem = g_new0 (TfProblem, 1);

  problem->place = g_strdup (place);
  problem->message = g_strdup (message);
  g_ptr_array_add (check->problems, problem);
}

static gboolean
step_on (Check       *check,
         double       fraction,
         const char  *message,
         GError     **error)
{
  if (check->progress != NULL)
    check->progress (fraction, message, check->user_data);

  return !g_cancellable_set_error_if_cancelled (check->cancellable, error);
}

static gboolean
check_database (Check   *check,
                GError **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (check->store->connection, "PRAGMA integrity_check", error);
  if (statement == NULL)
    return FALSE;

  while (tf_statement_next (statement, error))
    {
      const char *line = tf_statement_get_text (statement, 0);

      if (strcmp (line, "ok") != 0)
        report (check, "library.sqlite", line);
    }

  return !tf_statement_has_failed (statement);
}

static void
replay_change (Check          *check,
               GHashTable     *records,
               const TfChange *change)
{
  Replayed *replayed = g_hash_table_lookup (records, change->record);
  const char *known;

  if (replayed == NULL)
    {
      replayed = g_new0 (Replayed, 1);
      replayed->removed = TRUE;
      replayed->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (records, g_strdup (change->record), replayed);
    }

  if (*change->field == '\0')
    {
      replayed->removed = *change->after == '\0';
      if (!replayed->removed)
        {
          g_free (replayed->identity);
          replayed->identity = g_strdup (change->after);
        }
      return;
    }

  known = g_hash_table_lookup (replayed->values, change->field);
  if (strcmp (known != NULL ? known : "", change->before) != 0)
    report (check, change->record, _("The change log contradicts itself about this record."));
  g_hash_table_insert (replayed->values, g_strdup (change->field), g_strdup (change->after));
}

static void
check_chain (Check           *check,
             const TfChange  *change,
             const char      *previous,
             gint64           expected)
{
  g_autofree char *hash = tf_change_compute_hash (change, previous);
  g_autofree char *place = NULL;

  if (strcmp (hash, change->hash) == 0 && change->seq == expected)
    return;

  place = g_strdup_printf ("change %" G_GINT64_FORMAT, change->seq);
  report (check, place, _("The change log was altered here: the chain of hashes is broken."));
}

static GHashTable *
replay_log (Check   *check,
            GError **error)
{
  g_autoptr(GHashTable) records = NULL;
  g_autoptr(TfStatement) statement = NULL;
  g_autofree char *previous = g_strdup ("");
  gint64 expected = 1;

  records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) replayed_free);
  statement = tf_statement_new (check->store->connection,
                                "SELECT " TF_CHANGE_COLUMNS " FROM change ORDER BY seq", error);
  if (statement == NULL)
    return NULL;

  while (tf_statement_next (statement, error))
    {
      g_autoptr(TfChange) change = tf_change_take_row (statement);

      if (g_cancellable_set_error_if_cancelled (check->cancellable, error))
        return NULL;

      check_chain (check, change, previous, expected);
      replay_change (check, records, change);
      g_free (previous);
      previous = g_strdup (change->hash);
      expected = change->seq + 1;
    }

  return tf_statement_has_failed (statement) ? NULL : g_steal_pointer (&records);
}

static gboolean
agrees (TfRecord       *record,
        const Replayed *replayed)
{
  const TfKind *kind = tf_record_get_kind (record);
  g_autofree char *identity = tf_store_dup_identity (record);

  if (g_strcmp0 (identity, replayed->identity) != 0 ||
      tf_record_is_removed (record) != replayed->removed)
    return FALSE;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *logged = g_hash_table_lookup (replayed->values, kind->fields[i].id);

      if (strcmp (tf_record_get (record, kind->fields[i].id), logged != NULL ? logged : "") != 0)
        return FALSE;
    }

  return TRUE;
}

static void
collect_objects (TfRecord   *record,
                 GHashTable *objects)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *value = tf_record_get (record, kind->fields[i].id);
      g_autoptr(TfText) text = NULL;
      g_auto(GStrv) pictures = NULL;

      if (*value == '\0')
        continue;
      if (kind->fields[i].type == TF_FIELD_OBJECT)
        g_hash_table_add (objects, g_strdup (value));
      if (kind->fields[i].type != TF_FIELD_TEXT)
        continue;

      text = tf_text_new_from_xml (value, NULL);
      pictures = text != NULL ? tf_text_list_objects (text) : NULL;
      for (guint j = 0; pictures != NULL && pictures[j] != NULL; j++)
        g_hash_table_add (objects, g_strdup (pictures[j]));
    }
}

static void
check_references (Check    *check,
                  TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *value = tf_record_get (record, kind->fields[i].id);
      g_autoptr(TfRecord) target = NULL;

      if (kind->fields[i].type != TF_FIELD_REFERENCE || *value == '\0')
        continue;

      target = tf_store_get (check->store, value, NULL);
      if (target == NULL || !tf_record_is (target, kind->fields[i].to))
        report (check, tf_record_get_id (record),
                _("The record refers to one that does not exist."));
    }
}

static void
check_values (Check    *check,
              TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autoptr(GError) error = NULL;

      if (!tf_field_check (&kind->fields[i], tf_record_get (record, kind->fields[i].id), &error))
        report (check, tf_record_get_id (record), error->message);
    }
}

static void
check_record (Check      *check,
              TfRecord   *record,
              GHashTable *replayed,
              GHashTable *objects)
{
  const Replayed *logged = g_hash_table_lookup (replayed, tf_record_get_id (record));

  if (logged == NULL || !agrees (record, logged))
    report (check, tf_record_get_id (record), _("The record is not what the change log says."));
  g_hash_table_remove (replayed, tf_record_get_id (record));
  check_references (check, record);
  check_values (check, record);
  collect_objects (record, objects);
}

static gboolean
check_records (Check       *check,
               GHashTable  *replayed,
               GHashTable  *objects,
               GError     **error)
{
  g_autoptr(TfStatement) statement = NULL;

  statement = tf_statement_new (check->store->connection,
                                "SELECT " TF_RECORD_COLUMNS " FROM record ORDER BY number", error);
  if (statement == NULL)
    return FALSE;

  while (tf_statement_next (statement, error))
    {
      g_autoptr(TfRecord) record = NULL;
      g_autoptr(GError) problem = NULL;

      if (g_cancellable_set_error_if_cancelled (check->cancellable, error))
        return FALSE;

      record = tf_store_take_row (check->store, statement, &problem);
      if (record != NULL)
        check_record (check, record, replayed, objects);
      else
        report (check, tf_statement_get_text (statement, 0), problem->message);
    }

  return !tf_statement_has_failed (statement);
}

static void
report_lost (Check      *check,
             GHashTable *replayed)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, replayed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    report (check, id, _("The change log has a record that the library lacks."));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
sort_names (GHashTable *objects)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
check_objects (Check       *check,
               GHashTable  *objects,
               GError     **error)
{
  g_autoptr(GPtrArray) names = sort_names (objects);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr(GError) problem = NULL;

      if (!step_on (check, 0.3 + 0.7 * i / names->len, _("Checking files"), error))
        return FALSE;
      if (tf_store_check_object (check->store, name, check->cancellable, &problem))
        continue;
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      report (check, name, problem->message);
    }

  return TRUE;
}

/**
 * tf_store_list_objects:
 * @self: a library
 * @error: return location for an error
 *
 * Lists the objects that any record names, those put aside too, in the order of their names.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the names, or `NULL` with @error set
 */
GPtrArray *
tf_store_list_objects (TfStore  *self,
                       GError  **error)
{
  g_autoptr(GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(TfStatement) statement = NULL;

  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  statement = tf_statement_new (self->connection, "SELECT " TF_RECORD_COLUMNS " FROM record",
                                error);
  if (statement == NULL)
    return NULL;

  while (tf_statement_next (statement, error))
    {
      g_autoptr(TfRecord) record = tf_store_take_row (self, statement, error);

      if (record == NULL)
        return NULL;
      collect_objects (record, objects);
    }

  return tf_statement_has_failed (statement) ? NULL : sort_names (objects);
}

/**
 * tf_store_check:
 * @self: a library
 * @progress: (nullable) (scope call): hears how far the check is
 * @user_data: data for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Checks a library through and through: the database file, the chain of the change log, every
 * record against what the log says, every reference, and the bytes of every object.
 *
 * Returns: (transfer full) (nullable) (element-type TfProblem): what is wrong, empty where all is
 *   well; `NULL` with @error set where the check could not be made
 */
GPtrArray *
tf_store_check (TfStore         *self,
                TfProgressFunc   progress,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_problem_free);
  g_autoptr(GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) replayed = NULL;
  Check check = { self, problems, progress, user_data, cancellable };

  g_return_val_if_fail (TF_IS_STORE (self), NULL);

  if (!step_on (&check, 0.0, _("Checking the database"), error) || !check_database (&check, error))
    return NULL;

  if (!step_on (&check, 0.1, _("Checking the change log"), error))
    return NULL;
  replayed = replay_log (&check, error);
  if (replayed == NULL || !check_records (&check, replayed, objects, error))
    return NULL;
  report_lost (&check, replayed);

  if (!check_objects (&check, objects, error))
    return NULL;

  return g_steal_pointer (&problems);
}
