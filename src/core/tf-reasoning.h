/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-facts.h"
#include "tf-rules.h"
#include "tf-state.h"

G_BEGIN_DECLS

/* What the rules say to facts. Everything is worked out when it is first asked for, and kept. */
typedef struct _TfReasoning TfReasoning;

/* What a decision table comes to. Owned by the reasoning. */
typedef struct
{
  const TfConclusion *conclusion;
  TfFacts            *item;       /* of the conclusion's list, or NULL */
  const TfOutcome    *outcome;    /* NULL while it is open */
  const TfRule       *rule;       /* that gave the outcome; NULL while it is open */
  TfLawMark           mark;       /* weakest source among the rules that the outcome rests on */
  GPtrArray          *used;       /* (element-type utf8): facts and lists that were looked at */
  GPtrArray          *missing;    /* (element-type utf8): those that would have to be answered */
  GPtrArray          *presumed;   /* (element-type utf8): those that were taken to change nothing */
  GPtrArray          *possible;   /* (element-type TfOutcome): outcomes that it may still come to */
} TfResult;

/* What the rule for a date comes to. Owned by the reasoning. */
typedef struct
{
  const TfDateRule *rule;
  TfFacts          *item;
  TfAnswer          due;       /* whether there is such a date at all */
  GDateTime        *at;        /* UTC; NULL while it is not known */
  GDateTime        *at_least;  /* where only some of several dates are known, or NULL */
  gboolean          to_minute; /* the time of day counts, not only the day */
  TfLawMark         mark;
  GPtrArray        *used;
  GPtrArray        *missing;
  GPtrArray        *presumed;
} TfDateResult;

TfReasoning        *tf_reasoning_new       (TfRules               *rules,
                                            TfFacts               *facts) G_GNUC_WARN_UNUSED_RESULT;
void                tf_reasoning_free      (TfReasoning           *self);
TfRules            *tf_reasoning_get_rules (TfReasoning           *self);
TfFacts            *tf_reasoning_get_facts (TfReasoning           *self);

const TfResult     *tf_reasoning_conclude  (TfReasoning           *self,
                                            const TfConclusion    *conclusion,
                                            TfFacts               *item);
const TfDateResult *tf_reasoning_date      (TfReasoning           *self,
                                            const TfDateRule      *date,
                                            TfFacts               *item);
TfAnswer            tf_reasoning_asks      (TfReasoning           *self,
                                            const TfFact          *fact,
                                            TfFacts               *item);
TfAnswer            tf_reasoning_applies   (TfReasoning           *self,
                                            GPtrArray             *presumed);
TfAnswer            tf_reasoning_condition (TfReasoning           *self,
                                            const TfLawCondition  *condition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfReasoning, tf_reasoning_free)

G_END_DECLS
