/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dates and times that follow from facts. */

#include "config.h"

#include "tf-reasoning-private.h"

void
tf_moment_clear (TfMoment *self)
{
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->at_least, g_date_time_unref);
}

static void
take_fact (TfReasoning *self,
           const char  *id,
           TfFacts     *facts,
           TfTrace     *trace,
           TfMoment    *moment)
{
  const TfFact *fact = tf_rules_lookup_fact (tf_reasoning_get_rules (self), id);
  const char *value = tf_trace_look_up (facts, id, trace);

  moment->to_minute = fact->type == TF_FACT_TIME;
  if (value != NULL)
    moment->at = tf_rule_parse_moment (fact->type, value);
}

static void
take_date (TfReasoning *self,
           const char  *id,
           TfFacts     *facts,
           TfTrace     *trace,
           TfMoment    *moment)
{
  TfRules *rules = tf_reasoning_get_rules (self);
  const TfDateResult *date;

  date = tf_reasoning_date (self, tf_rules_lookup_date (rules, id), facts);
  tf_trace_add (trace, &(TfTrace) { date->used, date->missing, date->presumed, date->mark });
  moment->to_minute = date->to_minute;
  if (date->at != NULL)
    moment->at = g_date_time_ref (date->at);
  if (date->at_least != NULL)
    moment->at_least = g_date_time_ref (date->at_least);
}

/* Years and months are added by the calendar: 29 February becomes 28 February. */
static GDateTime *
add_span (GDateTime        *moment,
          const TfRuleWhen *when,
          int               months)
{
  g_autoptr(GDateTime) later = NULL;

  if (moment == NULL)
    return NULL;

  later = g_date_time_add_months (moment, when->years * 12 + months);
  if (later == NULL)
    return NULL;

  return g_date_time_add_full (later, 0, 0, when->days, when->hours, 0, 0);
}

static void
take_sum (TfReasoning      *self,
          const TfRuleWhen *when,
          TfFacts          *facts,
          TfTrace          *trace,
          TfMoment         *moment)
{
  g_auto(TfMoment) start = { 0 };
  int months = when->months;

  tf_reasoning_work_out (self, g_ptr_array_index (when->parts, 0), facts, trace, &start);
  moment->to_minute = start.to_minute || when->hours > 0;
  if (*when->months_of != '\0')
    {
      const char *value = tf_trace_look_up (facts, when->months_of, trace);

      if (value == NULL)
        return;
      months += (int) MIN (g_ascii_strtoull (value, NULL, 10), 12 * 1000);
    }

  moment->at = add_span (start.at, when, months);
  moment->at_least = add_span (start.at_least, when, months);
}

static void
keep_later (GDateTime **latest,
            GDateTime  *moment)
{
  if (moment == NULL || (*latest != NULL && g_date_time_compare (moment, *latest) <= 0))
    return;

  g_clear_pointer (latest, g_date_time_unref);
  *latest = g_date_time_ref (moment);
}

static void
take_latest (TfReasoning      *self,
             const TfRuleWhen *when,
             TfFacts          *facts,
             TfTrace          *trace,
             TfMoment         *moment)
{
  GDateTime *latest = NULL;
  gboolean known = TRUE;

  for (guint i = 0; i < when->parts->len; i++)
    {
      g_auto(TfMoment) part = { 0 };

      tf_reasoning_work_out (self, g_ptr_array_index (when->parts, i), facts, trace, &part);
      moment->to_minute |= part.to_minute;
      known &= part.at != NULL;
      keep_later (&latest, part.at);
      keep_later (&latest, part.at_least);
    }

  if (known)
    moment->at = latest;
  else
    moment->at_least = latest;
}

/* Works out a moment of a rule, noting in @trace what it looked at; @moment starts empty. */
void
tf_reasoning_work_out (TfReasoning      *self,
                       const TfRuleWhen *when,
                       TfFacts          *facts,
                       TfTrace          *trace,
                       TfMoment         *moment)
{
  switch (when->kind)
    {
    case TF_WHEN_FACT:
      take_fact (self, when->id, facts, trace, moment);
      break;
    case TF_WHEN_DATE:
      take_date (self, when->id, facts, trace, moment);
      break;
    case TF_WHEN_ON:
      moment->at = g_date_time_ref (when->on);
      break;
    case TF_WHEN_PLUS:
      take_sum (self, when, facts, trace, moment);
      break;
    case TF_WHEN_LATEST:
      take_latest (self, when, facts, trace, moment);
      break;
    }
}
