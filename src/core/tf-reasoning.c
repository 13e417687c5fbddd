/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Three-valued logic (Kleene): what is not answered stays open, unless the answer would make no
 * difference. Every test notes which facts it looked at and which it lacked. */

#include "config.h"

#include "tf-reasoning.h"

#include "tf-reasoning-private.h"

struct _TfReasoning
{
  TfRules    *rules;
  TfFacts    *facts;
  GHashTable *results;  /* key of what and whose -> TfResult */
  GHashTable *dates;    /* the same -> TfDateResult */
};

static TfAnswer
negate (TfAnswer answer)
{
  if (answer == TF_ANSWER_UNKNOWN)
    return answer;

  return answer == TF_ANSWER_YES ? TF_ANSWER_NO : TF_ANSWER_YES;
}

static TfAnswer answer_test (TfReasoning       *self,
                             const TfRuleTest  *test,
                             TfFacts           *facts,
                             TfTrace           *trace);

/* Facts */

static gboolean
is_among (const char         *value,
          const char * const *values)
{
  g_auto(GStrv) lines = g_strsplit (value, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_strv_contains (values, lines[i]))
        return TRUE;
    }

  return FALSE;
}

static TfAnswer
answer_is (const TfRuleTest *test,
           TfFacts          *facts,
           TfTrace          *trace)
{
  const char *value = tf_trace_look_up (facts, test->id, trace);

  if (value == NULL)
    return TF_ANSWER_UNKNOWN;

  return is_among (value, (const char * const *) test->values) ? TF_ANSWER_YES : TF_ANSWER_NO;
}

static TfAnswer
answer_under (const TfRuleTest *test,
              TfFacts          *facts,
              TfTrace          *trace)
{
  const char *value = tf_trace_look_up (facts, test->id, trace);

  if (value == NULL)
    return TF_ANSWER_UNKNOWN;

  return g_ascii_strtoull (value, NULL, 10) < test->limit ? TF_ANSWER_YES : TF_ANSWER_NO;
}

static TfAnswer
answer_before (TfReasoning      *self,
               const TfRuleTest *test,
               TfFacts          *facts,
               TfTrace          *trace)
{
  g_auto(TfMoment) one = { 0 };
  g_auto(TfMoment) other = { 0 };

  tf_reasoning_work_out (self, g_ptr_array_index (test->moments, 0), facts, trace, &one);
  tf_reasoning_work_out (self, g_ptr_array_index (test->moments, 1), facts, trace, &other);

  if (one.at != NULL && other.at != NULL)
    return g_date_time_compare (one.at, other.at) < 0 ? TF_ANSWER_YES : TF_ANSWER_NO;
  if (one.at_least != NULL && other.at != NULL
      && g_date_time_compare (one.at_least, other.at) >= 0)
    return TF_ANSWER_NO;
  if (one.at != NULL && other.at_least != NULL
      && g_date_time_compare (one.at, other.at_least) < 0)
    return TF_ANSWER_YES;

  return TF_ANSWER_UNKNOWN;
}

/* Tests */

/* Joins answers until one of them is @decisive; that one alone then says why. */
typedef struct
{
  TfAnswer  decisive;
  TfAnswer  answer;
  TfTrace  *trace;    /* what everything looked at that did not decide */
} Joint;

static gboolean
join (Joint    *self,
      TfAnswer  answer,
      TfTrace  *part,
      TfTrace  *trace)
{
  if (answer == self->decisive)
    {
      tf_trace_add (trace, part);
      self->answer = answer;
      return TRUE;
    }

  if (answer == TF_ANSWER_UNKNOWN)
    self->answer = TF_ANSWER_UNKNOWN;
  tf_trace_add (self->trace, part);

  return FALSE;
}

static TfAnswer
answer_many (TfReasoning      *self,
             const TfRuleTest *test,
             TfFacts          *facts,
             TfAnswer          decisive,
             TfTrace          *trace)
{
  g_auto(TfTrace) undecided = { 0 };
  Joint joint = { decisive, negate (decisive), &undecided };

  tf_trace_init (&undecided);
  for (guint i = 0; i < test->tests->len; i++)
    {
      g_auto(TfTrace) part = { 0 };
      TfAnswer answer;

      tf_trace_init (&part);
      answer = answer_test (self, g_ptr_array_index (test->tests, i), facts, &part);
      if (join (&joint, answer, &part, trace))
        return joint.answer;
    }
  tf_trace_add (trace, &undecided);

  return joint.answer;
}

static TfAnswer
answer_list (TfReasoning      *self,
             const TfRuleTest *test,
             TfFacts          *facts,
             TfAnswer          decisive,
             TfTrace          *trace)
{
  g_auto(TfTrace) undecided = { 0 };
  Joint joint = { decisive, negate (decisive), &undecided };
  GPtrArray *items = tf_facts_list_items (facts, test->id);

  tf_trace_add_name (items != NULL ? trace->used : trace->missing, test->id);
  if (items == NULL)
    return TF_ANSWER_UNKNOWN;

  tf_trace_init (&undecided);
  for (guint i = 0; i < items->len; i++)
    {
      g_auto(TfTrace) part = { 0 };
      TfAnswer answer;

      tf_trace_init (&part);
      answer = answer_test (self, g_ptr_array_index (test->tests, 0),
                            g_ptr_array_index (items, i), &part);
      if (join (&joint, answer, &part, trace))
        return joint.answer;
    }
  tf_trace_add (trace, &undecided);

  return joint.answer;
}

static TfAnswer
answer_concluded (TfReasoning      *self,
                  const TfRuleTest *test,
                  TfFacts          *facts,
                  TfTrace          *trace)
{
  const TfResult *result;
  const char * const *values = (const char * const *) test->values;
  guint fits = 0;

  result = tf_reasoning_conclude (self, tf_rules_lookup_conclusion (self->rules, test->id), facts);
  if (result->outcome != NULL)
    {
      tf_trace_add (trace, &(TfTrace) { result->used, result->missing, result->presumed, result->mark });
      return g_strv_contains (values, result->outcome->id) ? TF_ANSWER_YES : TF_ANSWER_NO;
    }

  /* Open, but perhaps not on what is asked here. */
  for (guint i = 0; i < result->possible->len; i++)
    fits += g_strv_contains (values, ((TfOutcome *) g_ptr_array_index (result->possible, i))->id);

  tf_trace_add_names (trace->used, result->used);
  tf_trace_add_names (trace->presumed, result->presumed);
  if (fits == 0)
    return TF_ANSWER_NO;
  if (fits == result->possible->len)
    return TF_ANSWER_YES;
  tf_trace_add_names (trace->missing, result->missing);

  return TF_ANSWER_UNKNOWN;
}

/* What is usual is presumed, and said: that the act applies, until something speaks against it. */
static TfAnswer
answer_known (TfReasoning      *self,
              const TfRuleTest *test,
              TfFacts          *facts,
              TfTrace          *trace)
{
  g_auto(TfTrace) part = { 0 };
  TfAnswer answer;

  tf_trace_init (&part);
  answer = answer_test (self, g_ptr_array_index (test->tests, 0), facts, &part);
  if (answer == TF_ANSWER_UNKNOWN)
    {
      tf_trace_add_names (part.presumed, part.missing);
      g_ptr_array_set_size (part.missing, 0);
      answer = TF_ANSWER_NO;
    }
  tf_trace_add (trace, &part);

  return answer;
}

static TfAnswer
answer_test (TfReasoning      *self,
             const TfRuleTest *test,
             TfFacts          *facts,
             TfTrace          *trace)
{
  switch (test->kind)
    {
    case TF_TEST_ALL:
      return answer_many (self, test, facts, TF_ANSWER_NO, trace);
    case TF_TEST_ANY:
      return answer_many (self, test, facts, TF_ANSWER_YES, trace);
    case TF_TEST_NOT:
      return negate (answer_test (self, g_ptr_array_index (test->tests, 0), facts, trace));
    case TF_TEST_KNOWN:
      return answer_known (self, test, facts, trace);
    case TF_TEST_IS:
      return answer_is (test, facts, trace);
    case TF_TEST_CONCLUDED:
      return answer_concluded (self, test, facts, trace);
    case TF_TEST_UNDER:
      return answer_under (test, facts, trace);
    case TF_TEST_BEFORE:
      return answer_before (self, test, facts, trace);
    case TF_TEST_SOME:
      return answer_list (self, test, facts, TF_ANSWER_YES, trace);
    case TF_TEST_EVERY:
      return answer_list (self, test, facts, TF_ANSWER_NO, trace);
    case TF_TEST_ANSWERED:
      if (tf_facts_get (facts, test->id) == NULL)
        return TF_ANSWER_NO;
      tf_trace_add_name (trace->used, test->id);
      return TF_ANSWER_YES;
    }

  g_return_val_if_reached (TF_ANSWER_UNKNOWN);
}

/* Results */

static void
result_free (gpointer data)
{
  TfResult *result = data;

  g_ptr_array_unref (result->used);
  g_ptr_array_unref (result->missing);
  g_ptr_array_unref (result->presumed);
  g_ptr_array_unref (result->possible);
  g_free (result);
}

static void
date_result_free (gpointer data)
{
  TfDateResult *result = data;

  g_clear_pointer (&result->at, g_date_time_unref);
  g_clear_pointer (&result->at_least, g_date_time_unref);
  g_ptr_array_unref (result->used);
  g_ptr_array_unref (result->missing);
  g_ptr_array_unref (result->presumed);
  g_free (result);
}

/**
 * tf_reasoning_new:
 * @rules: the rules
 * @facts: the facts, which must not change while the reasoning is used
 *
 * Makes ready to say what @rules say to @facts. Which day it is, is a fact like
 * any other.
 *
 * Returns: (transfer full): the reasoning
 */
TfReasoning *
tf_reasoning_new (TfRules *rules,
                  TfFacts *facts)
{
  TfReasoning *self;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  self = g_new0 (TfReasoning, 1);
  self->rules = tf_rules_ref (rules);
  self->facts = tf_facts_ref (facts);
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, result_free);
  self->dates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, date_result_free);

  return self;
}

/**
 * tf_reasoning_free:
 * @self: (transfer full): the reasoning
 *
 * Frees the reasoning with all its results.
 */
void
tf_reasoning_free (TfReasoning *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->results);
  g_hash_table_unref (self->dates);
  tf_facts_unref (self->facts);
  tf_rules_unref (self->rules);
  g_free (self);
}

/**
 * tf_reasoning_get_rules:
 * @self: the reasoning
 *
 * Gives the rules that are applied.
 *
 * Returns: (transfer none): the rules
 */
TfRules *
tf_reasoning_get_rules (TfReasoning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rules;
}

/**
 * tf_reasoning_get_facts:
 * @self: the reasoning
 *
 * Gives the facts that the rules are applied to.
 *
 * Returns: (transfer none): the facts
 */
TfFacts *
tf_reasoning_get_facts (TfReasoning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->facts;
}

static TfFacts *
get_scope (TfReasoning      *self,
           const TfFactList *list,
           TfFacts          *item)
{
  return list != NULL ? item : self->facts;
}

static char *
make_key (const char *id,
          TfFacts    *scope)
{
  return g_strdup_printf ("%s %p", id, (gpointer) scope);
}

static gboolean
is_only (GPtrArray       *outcomes,
         const TfOutcome *outcome)
{
  return outcomes->len == 0 || (outcomes->len == 1 && g_ptr_array_index (outcomes, 0) == outcome);
}

static void
settle (TfResult     *result,
        const TfRule *rule,
        TfLawMark     mark)
{
  result->outcome = rule->outcome;
  result->rule = rule;
  result->mark = MAX (rule->basis.mark, mark);
  g_ptr_array_set_size (result->missing, 0);
  g_ptr_array_set_size (result->possible, 0);
}

static void
apply_rules (TfReasoning *self,
             TfFacts     *scope,
             TfResult    *result)
{
  GPtrArray *rules = result->conclusion->rules;
  TfLawMark denied = TF_LAW_MARK_NONE;   /* weakest source that a rule was denied by */

  for (guint i = 0; i < rules->len; i++)
    {
      const TfRule *rule = g_ptr_array_index (rules, i);
      g_auto(TfTrace) trace = { 0 };
      TfAnswer answer = TF_ANSWER_YES;

      tf_trace_init (&trace);
      if (rule->when != NULL)
        answer = answer_test (self, rule->when, scope, &trace);
      tf_trace_add_names (result->used, trace.used);
      tf_trace_add_names (result->presumed, trace.presumed);
      if (answer == TF_ANSWER_NO)
        {
          denied = MAX (denied, trace.mark);
          continue;
        }

      if (answer == TF_ANSWER_YES && is_only (result->possible, rule->outcome))
        {
          settle (result, rule, MAX (denied, trace.mark));
          return;
        }

      tf_trace_add_names (result->missing, trace.missing);
      if (!g_ptr_array_find (result->possible, rule->outcome, NULL))
        g_ptr_array_add (result->possible, (gpointer) rule->outcome);
      if (answer == TF_ANSWER_YES)
        return;
    }
}

/**
 * tf_reasoning_conclude:
 * @self: the reasoning
 * @conclusion: a decision table of its rules
 * @item: (nullable): the item of the table's list to decide about, or `NULL`
 *   for a table about the product as a whole
 *
 * Works a decision table through.
 *
 * Returns: (transfer none): the result, owned by @self
 */
const TfResult *
tf_reasoning_conclude (TfReasoning        *self,
                       const TfConclusion *conclusion,
                       TfFacts            *item)
{
  TfFacts *scope;
  TfResult *result;
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (conclusion != NULL, NULL);
  g_return_val_if_fail (conclusion->list == NULL || item != NULL, NULL);

  scope = get_scope (self, conclusion->list, item);
  key = make_key (conclusion->id, scope);
  result = g_hash_table_lookup (self->results, key);
  if (result != NULL)
    return result;

  result = g_new0 (TfResult, 1);
  result->conclusion = conclusion;
  result->item = conclusion->list != NULL ? item : NULL;
  result->used = g_ptr_array_new ();
  result->missing = g_ptr_array_new ();
  result->presumed = g_ptr_array_new ();
  result->possible = g_ptr_array_new ();
  apply_rules (self, scope, result);
  g_hash_table_insert (self->results, g_steal_pointer (&key), result);

  return result;
}

static void
fill_date (TfReasoning  *self,
           TfFacts      *scope,
           TfDateResult *result)
{
  const TfDateRule *rule = result->rule;
  g_auto(TfTrace) trace = { 0 };
  g_auto(TfMoment) moment = { 0 };

  tf_trace_init (&trace);
  result->due = TF_ANSWER_YES;
  if (rule->when != NULL)
    result->due = answer_test (self, rule->when, scope, &trace);
  if (result->due != TF_ANSWER_NO)
    tf_reasoning_work_out (self, rule->is, scope, &trace, &moment);

  result->at = g_steal_pointer (&moment.at);
  result->at_least = g_steal_pointer (&moment.at_least);
  result->to_minute = moment.to_minute;
  result->mark = MAX (rule->basis.mark, trace.mark);
  tf_trace_add_names (result->used, trace.used);
  tf_trace_add_names (result->presumed, trace.presumed);
  if (result->due == TF_ANSWER_UNKNOWN || (result->due == TF_ANSWER_YES && result->at == NULL))
    tf_trace_add_names (result->missing, trace.missing);
}

/**
 * tf_reasoning_date:
 * @self: the reasoning
 * @date: a rule for a date, of its rules
 * @item: (nullable): the item of the rule's list, or `NULL` for a rule about
 *   the product as a whole
 *
 * Works a date out.
 *
 * Returns: (transfer none): the date, owned by @self
 */
const TfDateResult *
tf_reasoning_date (TfReasoning      *self,
                   const TfDateRule *date,
                   TfFacts          *item)
{
  TfFacts *scope;
  TfDateResult *result;
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (date != NULL, NULL);
  g_return_val_if_fail (date->list == NULL || item != NULL, NULL);

  scope = get_scope (self, date->list, item);
  key = make_key (date->id, scope);
  result = g_hash_table_lookup (self->dates, key);
  if (result != NULL)
    return result;

  result = g_new0 (TfDateResult, 1);
  result->rule = date;
  result->item = date->list != NULL ? item : NULL;
  result->used = g_ptr_array_new ();
  result->missing = g_ptr_array_new ();
  result->presumed = g_ptr_array_new ();
  fill_date (self, scope, result);
  g_hash_table_insert (self->dates, g_steal_pointer (&key), result);

  return result;
}

/**
 * tf_reasoning_asks:
 * @self: the reasoning
 * @fact: a question of its rules
 * @item: (nullable): the item that is asked about, or `NULL`
 *
 * Tells whether the answer to a question matters at all.
 *
 * Returns: `TF_ANSWER_NO` where it makes no difference to anything
 */
TfAnswer
tf_reasoning_asks (TfReasoning  *self,
                   const TfFact *fact,
                   TfFacts      *item)
{
  g_auto(TfTrace) trace = { 0 };

  g_return_val_if_fail (self != NULL, TF_ANSWER_UNKNOWN);
  g_return_val_if_fail (fact != NULL, TF_ANSWER_UNKNOWN);
  g_return_val_if_fail (fact->list == NULL || item != NULL, TF_ANSWER_UNKNOWN);

  if (fact->asked == NULL)
    return TF_ANSWER_YES;

  tf_trace_init (&trace);

  return answer_test (self, fact->asked, get_scope (self, fact->list, item), &trace);
}

/**
 * tf_reasoning_applies:
 * @self: the reasoning
 * @presumed: (element-type utf8): takes the facts that would have to be answered to be certain
 *
 * Tells whether the act applies in full, so that its points are due: the decision table "regime"
 * of the rules has the outcome "full".
 *
 * Returns: the answer; `TF_ANSWER_YES`, with @presumed added to, while nothing speaks against it
 */
TfAnswer
tf_reasoning_applies (TfReasoning *self,
                      GPtrArray   *presumed)
{
  const TfConclusion *regime;
  const TfResult *result;

  g_return_val_if_fail (self != NULL && presumed != NULL, TF_ANSWER_UNKNOWN);

  regime = tf_rules_lookup_conclusion (self->rules, "regime");
  if (regime == NULL)
    return TF_ANSWER_YES;

  result = tf_reasoning_conclude (self, regime, NULL);
  tf_trace_add_names (presumed, result->presumed);
  if (result->outcome == NULL)
    tf_trace_add_names (presumed, result->missing);

  return result->outcome == NULL || g_str_equal (result->outcome->id, "full") ? TF_ANSWER_YES
                                                                              : TF_ANSWER_NO;
}

/**
 * tf_reasoning_condition:
 * @self: the reasoning
 * @condition: a condition of the catalogue
 *
 * Tells whether a condition of the catalogue holds: the rules have a decision
 * table under the same identifier, or a question, each with the outcomes "yes"
 * and "no".
 *
 * Returns: the answer; `TF_ANSWER_UNKNOWN` where it is open, and where the rules
 *   leave the condition to a person
 */
TfAnswer
tf_reasoning_condition (TfReasoning          *self,
                        const TfLawCondition *condition)
{
  const TfConclusion *conclusion;
  const char *value;

  g_return_val_if_fail (self != NULL, TF_ANSWER_UNKNOWN);
  g_return_val_if_fail (condition != NULL, TF_ANSWER_UNKNOWN);

  conclusion = tf_rules_lookup_conclusion (self->rules, condition->id);
  if (conclusion != NULL && conclusion->list == NULL)
    {
      const TfResult *result = tf_reasoning_conclude (self, conclusion, NULL);

      value = result->outcome != NULL ? result->outcome->id : NULL;
    }
  else
    {
      value = tf_facts_get (self->facts, condition->id);
    }

  if (value == NULL)
    return TF_ANSWER_UNKNOWN;

  return g_str_equal (value, "yes") ? TF_ANSWER_YES : TF_ANSWER_NO;
}
