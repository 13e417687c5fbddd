/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* After reading, every name that a rule refers to is looked up once, and rules that would wait
 * for each other are refused; then evaluating need not doubt them. */

#include "config.h"

#include "tf-rules.h"

#include "tf-rules-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TfRules    *rules;
  const char *name;   /* of the file, for messages */
  GPtrArray  *path;   /* identifiers of what is being walked, to find circles */
  GHashTable *done;
} Linker;

static void
linker_clear (Linker *self)
{
  g_ptr_array_unref (self->path);
  g_hash_table_unref (self->done);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Linker, linker_clear)

static gboolean walk_conclusion (Linker              *self,
                                 const TfConclusion  *conclusion,
                                 GError             **error);
static gboolean walk_date       (Linker              *self,
                                 const TfDateRule    *date,
                                 GError             **error);

static G_GNUC_PRINTF (4, 5) gboolean
fail (Linker      *self,
      int          line,
      GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  tf_law_set_invalid (error, self->name, line, message);

  return FALSE;
}

static gboolean
fail_unknown (Linker      *self,
              int          line,
              const char  *id,
              GError     **error)
{
  return fail (self, line, error, _("The rules have nothing called “%s”."), id);
}

/* What belongs to a list can be asked only of its items. */
static gboolean
check_list (Linker            *self,
            const TfFactList  *owner,
            const TfFactList  *list,
            const char        *id,
            int                line,
            GError           **error)
{
  if (owner == NULL || owner == list)
    return TRUE;

  return fail (self, line, error, _("“%s” is asked outside the list “%s”."), id, owner->id);
}

static gboolean
has_choice (const TfFact *fact,
            const char   *value)
{
  if (fact->type == TF_FACT_YES_NO)
    return g_str_equal (value, "yes") || g_str_equal (value, "no");
  if (fact->type == TF_FACT_CHOICES && g_str_equal (value, "none"))
    return TRUE;

  for (guint i = 0; i < fact->choices->len; i++)
    {
      if (g_str_equal (((TfFactChoice *) g_ptr_array_index (fact->choices, i))->id, value))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_outcome (const TfConclusion *conclusion,
             const char         *value)
{
  for (guint i = 0; i < conclusion->outcomes->len; i++)
    {
      if (g_str_equal (((TfOutcome *) g_ptr_array_index (conclusion->outcomes, i))->id, value))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_moment (TfFactType type)
{
  return type == TF_FACT_DATE || type == TF_FACT_MONTH || type == TF_FACT_TIME;
}

/* Moments */

static gboolean
check_moment_fact (Linker            *self,
                   const char        *id,
                   int                line,
                   const TfFactList  *list,
                   gboolean           is_count,
                   GError           **error)
{
  const TfFact *fact = tf_rules_lookup_fact (self->rules, id);

  if (fact == NULL)
    return fail_unknown (self, line, id, error);
  if (is_count ? fact->type != TF_FACT_INTEGER : !is_moment (fact->type))
    return fail (self, line, error, _("The answer to “%s” cannot be reckoned with."), id);

  return check_list (self, fact->list, list, id, line, error);
}

static gboolean
walk_when (Linker            *self,
           const TfRuleWhen  *when,
           const TfFactList  *list,
           GError           **error)
{
  if (when->kind == TF_WHEN_FACT
      && !check_moment_fact (self, when->id, when->line, list, FALSE, error))
    return FALSE;

  if (*when->months_of != '\0'
      && !check_moment_fact (self, when->months_of, when->line, list, TRUE, error))
    return FALSE;

  if (when->kind == TF_WHEN_DATE)
    {
      const TfDateRule *date = tf_rules_lookup_date (self->rules, when->id);

      if (date == NULL)
        return fail_unknown (self, when->line, when->id, error);
      if (!check_list (self, date->list, list, when->id, when->line, error)
          || !walk_date (self, date, error))
        return FALSE;
    }

  for (guint i = 0; i < when->parts->len; i++)
    {
      if (!walk_when (self, g_ptr_array_index (when->parts, i), list, error))
        return FALSE;
    }

  return TRUE;
}

/* Tests */

static gboolean
check_fact (Linker            *self,
            const TfRuleTest  *test,
            const TfFactList  *list,
            GError           **error)
{
  const TfFact *fact = tf_rules_lookup_fact (self->rules, test->id);

  if (fact == NULL)
    return fail_unknown (self, test->line, test->id, error);
  if (test->kind == TF_TEST_UNDER && fact->type != TF_FACT_INTEGER)
    return fail (self, test->line, error, _("The answer to “%s” cannot be reckoned with."),
                 test->id);

  for (guint i = 0; test->kind == TF_TEST_IS && test->values[i] != NULL; i++)
    {
      if (!has_choice (fact, test->values[i]))
        return fail_unknown (self, test->line, test->values[i], error);
    }

  return check_list (self, fact->list, list, test->id, test->line, error);
}

static gboolean
check_concluded (Linker            *self,
                 const TfRuleTest  *test,
                 const TfFactList  *list,
                 GError           **error)
{
  const TfConclusion *conclusion = tf_rules_lookup_conclusion (self->rules, test->id);

  if (conclusion == NULL)
    return fail_unknown (self, test->line, test->id, error);

  for (guint i = 0; test->values[i] != NULL; i++)
    {
      if (!has_outcome (conclusion, test->values[i]))
        return fail_unknown (self, test->line, test->values[i], error);
    }

  return check_list (self, conclusion->list, list, test->id, test->line, error)
         && walk_conclusion (self, conclusion, error);
}

static gboolean
walk_test (Linker            *self,
           const TfRuleTest  *test,
           const TfFactList  *list,
           GError           **error)
{
  switch (test->kind)
    {
    case TF_TEST_IS:
    case TF_TEST_UNDER:
    case TF_TEST_ANSWERED:
      if (!check_fact (self, test, list, error))
        return FALSE;
      break;

    case TF_TEST_CONCLUDED:
      if (!check_concluded (self, test, list, error))
        return FALSE;
      break;

    case TF_TEST_SOME:
    case TF_TEST_EVERY:
      list = tf_rules_lookup_list (self->rules, test->id);
      if (list == NULL)
        return fail_unknown (self, test->line, test->id, error);
      break;

    case TF_TEST_ALL:
    case TF_TEST_ANY:
    case TF_TEST_NOT:
    case TF_TEST_KNOWN:
    case TF_TEST_BEFORE:
      break;
    }

  for (guint i = 0; i < test->tests->len; i++)
    {
      if (!walk_test (self, g_ptr_array_index (test->tests, i), list, error))
        return FALSE;
    }
  for (guint i = 0; i < test->moments->len; i++)
    {
      if (!walk_when (self, g_ptr_array_index (test->moments, i), list, error))
        return FALSE;
    }

  return TRUE;
}

/* Circles */

static gboolean
enter (Linker      *self,
       const char  *id,
       gboolean    *known,
       GError     **error)
{
  *known = g_hash_table_contains (self->done, id);
  if (*known)
    return TRUE;

  if (g_ptr_array_find (self->path, id, NULL))
    return fail (self, 1, error, _("“%s” depends on itself."), id);
  g_ptr_array_add (self->path, (gpointer) id);

  return TRUE;
}

static void
leave (Linker     *self,
       const char *id)
{
  g_ptr_array_set_size (self->path, self->path->len - 1);
  g_hash_table_add (self->done, (gpointer) id);
}

static gboolean
walk_conclusion (Linker              *self,
                 const TfConclusion  *conclusion,
                 GError             **error)
{
  gboolean known;

  if (!enter (self, conclusion->id, &known, error))
    return FALSE;
  if (known)
    return TRUE;

  for (guint i = 0; i < conclusion->rules->len; i++)
    {
      TfRule *rule = g_ptr_array_index (conclusion->rules, i);
      gboolean last = i + 1 == conclusion->rules->len;

      if (last != (rule->when == NULL))
        return fail (self, 1, error, _("Only the last rule of “%s” may do without a test, and it "
                                       "has to."), conclusion->id);
      if (rule->when != NULL && !walk_test (self, rule->when, conclusion->list, error))
        return FALSE;
    }
  leave (self, conclusion->id);

  return TRUE;
}

static gboolean
walk_date (Linker            *self,
           const TfDateRule  *date,
           GError           **error)
{
  gboolean known;

  if (!enter (self, date->id, &known, error))
    return FALSE;
  if (known)
    return TRUE;

  if (date->when != NULL && !walk_test (self, date->when, date->list, error))
    return FALSE;
  if (!walk_when (self, date->is, date->list, error))
    return FALSE;
  leave (self, date->id);

  return TRUE;
}

static gboolean
walk_fact (Linker        *self,
           const TfFact  *fact,
           GError       **error)
{
  return fact->asked == NULL || walk_test (self, fact->asked, fact->list, error);
}

typedef gboolean (* WalkFunc) (Linker        *self,
                               gconstpointer  thing,
                               GError       **error);

static gboolean
walk_table (Linker      *self,
            GHashTable  *table,
            WalkFunc     walk,
            GError     **error)
{
  GHashTableIter iter;
  gpointer thing;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &thing))
    {
      if (!walk (self, thing, error))
        return FALSE;
    }

  return TRUE;
}

/* Checks that all rules fit together; @name is the file, for messages. */
gboolean
tf_rules_link (TfRules     *self,
               const char  *name,
               GError     **error)
{
  g_auto(Linker) linker = {
    .rules = self,
    .name = name,
    .path = g_ptr_array_new (),
    .done = g_hash_table_new (g_str_hash, g_str_equal),
  };

  return walk_table (&linker, self->facts, (WalkFunc) walk_fact, error)
         && walk_table (&linker, self->conclusions, (WalkFunc) walk_conclusion, error)
         && walk_table (&linker, self->dates, (WalkFunc) walk_date, error);
}
