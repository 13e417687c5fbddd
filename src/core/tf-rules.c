/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-rules.h"

#include "tf-facts.h"
#include "tf-kind.h"
#include "tf-resource.h"
#include "tf-rules-private.h"

#include <glib/gi18n-lib.h>

#define BUILTIN_URI "resource:///io/github/techfile/Techfile/law/cra-rules.xml"
#define MAX_LINE    2000

static const char *type_names[TF_N_FACT_TYPES] = {
  [TF_FACT_YES_NO]  = "yes-no",
  [TF_FACT_CHOICE]  = "choice",
  [TF_FACT_CHOICES] = "choices",
  [TF_FACT_DATE]    = "date",
  [TF_FACT_MONTH]   = "month",
  [TF_FACT_TIME]    = "time",
  [TF_FACT_INTEGER] = "integer",
  [TF_FACT_LINE]    = "line",
};

/* Parts */

static void
fact_free (gpointer data)
{
  TfFact *fact = data;

  g_clear_pointer (&fact->asked, tf_rule_test_free);
  g_ptr_array_unref (fact->choices);
  g_free (fact);
}

static void
conclusion_free (gpointer data)
{
  TfConclusion *conclusion = data;

  g_ptr_array_unref (conclusion->rules);
  g_ptr_array_unref (conclusion->outcomes);
  g_free (conclusion);
}

static void
date_free (gpointer data)
{
  TfDateRule *date = data;

  g_clear_pointer (&date->when, tf_rule_test_free);
  tf_rule_when_free (date->is);
  g_free (date);
}

TfFactList *
tf_fact_list_new (void)
{
  TfFactList *self = g_new0 (TfFactList, 1);

  self->facts = g_ptr_array_new_with_free_func (fact_free);
  self->conclusions = g_ptr_array_new_with_free_func (conclusion_free);
  self->dates = g_ptr_array_new_with_free_func (date_free);

  return self;
}

static void
list_free (gpointer data)
{
  TfFactList *list = data;

  g_ptr_array_unref (list->facts);
  g_ptr_array_unref (list->conclusions);
  g_ptr_array_unref (list->dates);
  g_free (list);
}

TfTopic *
tf_topic_new (void)
{
  TfTopic *self = g_new0 (TfTopic, 1);

  self->facts = g_ptr_array_new_with_free_func (fact_free);
  self->conclusions = g_ptr_array_new_with_free_func (conclusion_free);
  self->dates = g_ptr_array_new_with_free_func (date_free);
  self->lists = g_ptr_array_new_with_free_func (list_free);

  return self;
}

static void
topic_free (gpointer data)
{
  TfTopic *topic = data;

  g_ptr_array_unref (topic->facts);
  g_ptr_array_unref (topic->conclusions);
  g_ptr_array_unref (topic->dates);
  g_ptr_array_unref (topic->lists);
  g_free (topic);
}

TfRules *
tf_rules_new (void)
{
  TfRules *self = g_new0 (TfRules, 1);

  g_atomic_ref_count_init (&self->refs);
  self->pool = g_string_chunk_new (64 * 1024);
  self->topics = g_ptr_array_new_with_free_func (topic_free);
  self->untranslated = g_ptr_array_new ();
  self->facts = g_hash_table_new (g_str_hash, g_str_equal);
  self->lists = g_hash_table_new (g_str_hash, g_str_equal);
  self->conclusions = g_hash_table_new (g_str_hash, g_str_equal);
  self->dates = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * tf_rules_load:
 * @file: the rules of an act
 * @language: (nullable): the language wanted, as in a locale name, or `NULL`
 *   for the language of the rules themselves
 * @error: return location for an error
 *
 * Reads rules and, where one lies beside them, their translation.
 *
 * The translation of `cra-rules.xml` into German is `cra-rules.de.xml`. A text
 * that the translation lacks stays in the language of the rules.
 *
 * Returns: (transfer full) (nullable): the rules, or `NULL` with @error set to
 *   `TF_LAW_ERROR_INVALID` and the file and line in its message where either
 *   file is damaged or a rule does not fit the others, or to a `G_IO_ERROR`
 *   where it cannot be read
 */
TfRules *
tf_rules_load (GFile       *file,
               const char  *language,
               GError     **error)
{
  g_autoptr(TfRules) self = NULL;
  g_autoptr(GFile) translation = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (language != NULL)
    translation = tf_law_find_translation (file, language);

  self = tf_rules_new ();
  if (!tf_rules_read_document (self, file, translation, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tf_rules_new_builtin:
 * @language: (nullable): the language wanted, as in a locale name
 *
 * Loads the rules that the program carries.
 *
 * Returns: (transfer full): the rules
 */
TfRules *
tf_rules_new_builtin (const char *language)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = g_file_new_for_uri (BUILTIN_URI);
  TfRules *self;

  tf_resource_get ();
  self = tf_rules_load (file, language, &error);
  if (self == NULL)
    g_error ("The built-in rules are unusable: %s", error->message);

  return self;
}

/**
 * tf_rules_ref:
 * @self: the rules
 *
 * Takes a reference. Rules never change once they are loaded, and may be used
 * from several threads.
 *
 * Returns: (transfer full): @self
 */
TfRules *
tf_rules_ref (TfRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * tf_rules_unref:
 * @self: (transfer full): the rules
 *
 * Gives a reference back. All parts and their texts go with the last one.
 */
void
tf_rules_unref (TfRules *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->facts);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->conclusions);
  g_hash_table_unref (self->dates);
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->untranslated);
  g_string_chunk_free (self->pool);
  g_free (self);
}

/**
 * tf_rules_get_version:
 * @self: the rules
 *
 * Gives the version of the rules.
 *
 * Returns: the version, such as "2026.11"
 */
const char *
tf_rules_get_version (TfRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

/**
 * tf_rules_get_checked:
 * @self: the rules
 *
 * Tells when the rules were last checked against the act.
 *
 * Returns: a date as ISO 8601 text
 */
const char *
tf_rules_get_checked (TfRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->checked;
}

/**
 * tf_rules_list_topics:
 * @self: the rules
 *
 * Lists the topics, in the order in which a person works through them.
 *
 * Returns: (transfer none) (element-type TfTopic): the topics
 */
GPtrArray *
tf_rules_list_topics (TfRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->topics;
}

/**
 * tf_rules_list_untranslated:
 * @self: the rules
 *
 * Lists the texts that the translation in use lacks.
 *
 * Returns: (transfer none) (element-type utf8): their identifiers
 */
GPtrArray *
tf_rules_list_untranslated (TfRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->untranslated;
}

/**
 * tf_rules_lookup_fact:
 * @self: the rules
 * @id: identifier of a question
 *
 * Finds a question.
 *
 * Returns: (nullable): the question, owned by @self, or `NULL`
 */
const TfFact *
tf_rules_lookup_fact (TfRules    *self,
                      const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->facts, id);
}

/**
 * tf_rules_lookup_list:
 * @self: the rules
 * @id: identifier of a list of questions
 *
 * Finds a list of questions.
 *
 * Returns: (nullable): the list, owned by @self, or `NULL`
 */
const TfFactList *
tf_rules_lookup_list (TfRules    *self,
                      const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->lists, id);
}

/**
 * tf_rules_lookup_conclusion:
 * @self: the rules
 * @id: identifier of a decision table
 *
 * Finds a decision table.
 *
 * Returns: (nullable): the table, owned by @self, or `NULL`
 */
const TfConclusion *
tf_rules_lookup_conclusion (TfRules    *self,
                            const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->conclusions, id);
}

/**
 * tf_rules_lookup_date:
 * @self: the rules
 * @id: identifier of a date
 *
 * Finds the rule for a date.
 *
 * Returns: (nullable): the rule, owned by @self, or `NULL`
 */
const TfDateRule *
tf_rules_lookup_date (TfRules    *self,
                      const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->dates, id);
}

/**
 * tf_fact_type_to_string:
 * @type: a type of question
 *
 * Gives the stable name of a type.
 *
 * Returns: the name, as in the file of the rules
 */
const char *
tf_fact_type_to_string (TfFactType type)
{
  g_return_val_if_fail (type < TF_N_FACT_TYPES, NULL);

  return type_names[type];
}

static const TfFactChoice *
find_choice (const TfFact *self,
             const char   *id)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const TfFactChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_str_equal (choice->id, id))
        return choice;
    }

  return NULL;
}

/**
 * tf_fact_get_choice_label:
 * @self: a question
 * @choice: identifier of one of its choices
 *
 * Gives the words for a choice.
 *
 * Returns: the label, or @choice itself where the question has no such choice
 */
const char *
tf_fact_get_choice_label (const TfFact *self,
                          const char   *choice)
{
  const TfFactChoice *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (choice != NULL, NULL);

  found = find_choice (self, choice);

  return found != NULL ? found->label : choice;
}

/* Answers */

static gboolean
refuse (GError       **error,
        const TfFact  *fact,
        const char    *reason)
{
  /* Translators: title of a question, and a sentence that says what its answer must be. */
  g_set_error (error, TF_RECORD_ERROR, TF_RECORD_ERROR_INVALID, _("%s: %s"), fact->title, reason);

  return FALSE;
}

static gboolean
check_choices (const TfFact  *self,
               const char    *value,
               GError       **error)
{
  g_auto(GStrv) lines = g_strsplit (value, "\n", -1);
  g_autofree char *reason = NULL;

  if (self->type == TF_FACT_CHOICES && g_str_equal (value, TF_FACTS_NONE))
    return TRUE;

  if (self->type == TF_FACT_CHOICE && lines[0] != NULL && lines[1] != NULL)
    return refuse (error, self, _("Give one answer only."));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (find_choice (self, lines[i]) != NULL)
        continue;

      reason = g_strdup_printf (_("“%s” is not among the answers."), lines[i]);
      return refuse (error, self, reason);
    }

  return TRUE;
}

static gboolean
check_moment (const TfFact  *self,
              const char    *value,
              GError       **error)
{
  g_autoptr(GDateTime) moment = tf_rule_parse_moment (self->type, value);

  if (moment != NULL)
    return TRUE;

  if (self->type == TF_FACT_TIME)
    return refuse (error, self, _("Give a date and a time in UTC, as in 2026-11-20T16:40Z."));
  if (self->type == TF_FACT_MONTH)
    return refuse (error, self, _("Give a date, as in 2032-06-30, or a month, as in 2032-06."));

  return refuse (error, self, _("Give a date, as in 2027-12-11."));
}

/**
 * tf_fact_check:
 * @self: a question
 * @value: an answer to it, not ""
 * @error: return location for an error
 *
 * Checks that an answer fits its question.
 *
 * Returns: `TRUE` if it does; `FALSE` with @error set to
 *   `TF_RECORD_ERROR_INVALID` and a sentence that says what it must be
 */
gboolean
tf_fact_check (const TfFact  *self,
               const char    *value,
               GError       **error)
{
  guint64 number;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  switch (self->type)
    {
    case TF_FACT_YES_NO:
      if (g_str_equal (value, "yes") || g_str_equal (value, "no"))
        return TRUE;
      return refuse (error, self, _("Answer with yes or no."));

    case TF_FACT_CHOICE:
    case TF_FACT_CHOICES:
      return check_choices (self, value, error);

    case TF_FACT_DATE:
    case TF_FACT_MONTH:
    case TF_FACT_TIME:
      return check_moment (self, value, error);

    case TF_FACT_INTEGER:
      if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &number, NULL))
        return TRUE;
      return refuse (error, self, _("Give a whole number, not below 0."));

    case TF_FACT_LINE:
      if (strchr (value, '\n') == NULL && strlen (value) <= MAX_LINE)
        return TRUE;
      return refuse (error, self, _("Give one line of text."));
    }

  g_return_val_if_reached (FALSE);
}
