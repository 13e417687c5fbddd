/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-law.h"

G_BEGIN_DECLS

#define TF_RULES_NAMESPACE "https://techfile.github.io/ns/rules/1"

/* What the rules of an act ask, and what follows from the answers: values that never change once
 * they are loaded. Strings are owned by the rules, never NULL; absent is "". */
typedef struct _TfRules    TfRules;
typedef struct _TfRuleTest TfRuleTest;   /* a test over facts */
typedef struct _TfRuleWhen TfRuleWhen;   /* a date computed from facts */
typedef struct _TfTopic    TfTopic;
typedef struct _TfFactList TfFactList;

typedef enum {
  TF_FACT_YES_NO,
  TF_FACT_CHOICE,
  TF_FACT_CHOICES,  /* any number of choices; none of them is an answer too */
  TF_FACT_DATE,
  TF_FACT_MONTH,    /* a date, or only the month of one: its last day counts */
  TF_FACT_TIME,     /* a minute, in UTC */
  TF_FACT_INTEGER,
  TF_FACT_LINE,
} TfFactType;

#define TF_N_FACT_TYPES (TF_FACT_LINE + 1)

/* Where something stands, and how far that is verified. */
typedef struct
{
  const char *citation;
  TfLawMark   mark;
  const char *source;    /* what a marked rule rests on: "CG 144" */
} TfBasis;

typedef struct
{
  const char *id;
  const char *group;     /* choices of one list of the law share it */
  const char *label;
  const char *help;
  TfBasis     help_basis;
  TfBasis     basis;
} TfFactChoice;

/* A question to a person. */
typedef struct
{
  const char       *id;
  TfFactType        type;
  const char       *title;
  const char       *question;
  const char       *help;
  TfBasis           basis;
  GPtrArray        *choices;   /* (element-type TfFactChoice) */
  TfRuleTest       *asked;     /* the question is idle while this does not hold; NULL: never idle */
  const TfTopic    *topic;
  const TfFactList *list;      /* NULL: asked of the product as a whole */
} TfFact;

typedef struct
{
  const char *id;
  const char *label;
} TfOutcome;

/* One line of a decision table. */
typedef struct
{
  const char      *id;
  const TfOutcome *outcome;
  TfBasis          basis;
  TfRuleTest      *when;       /* NULL: otherwise */
  const char      *reason;
} TfRule;

/* A decision table: the first rule that holds gives the outcome. */
typedef struct
{
  const char       *id;
  const char       *title;
  TfBasis           basis;
  GPtrArray        *outcomes;  /* (element-type TfOutcome) */
  GPtrArray        *rules;     /* (element-type TfRule) */
  const TfTopic    *topic;
  const TfFactList *list;      /* NULL: about the product as a whole */
} TfConclusion;

/* A date that follows from facts. */
typedef struct
{
  const char       *id;
  const char       *kind;      /* "retention", "deadline" */
  const char       *title;
  const char       *reason;
  TfBasis           basis;
  TfRuleTest       *when;      /* NULL: always */
  TfRuleWhen       *is;
  const TfTopic    *topic;
  const TfFactList *list;
} TfDateRule;

/* The same questions, asked of several things. */
struct _TfFactList
{
  const char    *id;
  const char    *kind;         /* record kind of the items, with a field for each fact */
  const char    *title;
  const char    *question;
  TfBasis        basis;
  GPtrArray     *facts;        /* (element-type TfFact) */
  GPtrArray     *conclusions;  /* (element-type TfConclusion) */
  GPtrArray     *dates;        /* (element-type TfDateRule) */
  const TfTopic *topic;
};

/* What belongs together on a page. The arrays hold what is about the product as a whole. */
struct _TfTopic
{
  const char *id;
  const char *title;
  const char *summary;
  GPtrArray  *facts;
  GPtrArray  *conclusions;
  GPtrArray  *dates;
  GPtrArray  *lists;           /* (element-type TfFactList) */
};

TfRules            *tf_rules_new_builtin       (const char  *language) G_GNUC_WARN_UNUSED_RESULT;
TfRules            *tf_rules_load              (GFile       *file,
                                                const char  *language,
                                                GError     **error) G_GNUC_WARN_UNUSED_RESULT;
TfRules            *tf_rules_ref               (TfRules     *self) G_GNUC_WARN_UNUSED_RESULT;
void                tf_rules_unref             (TfRules     *self);

const char         *tf_rules_get_version       (TfRules     *self);
const char         *tf_rules_get_checked       (TfRules     *self);
GPtrArray          *tf_rules_list_topics       (TfRules     *self);
GPtrArray          *tf_rules_list_untranslated (TfRules     *self);
const TfFact       *tf_rules_lookup_fact       (TfRules     *self,
                                                const char  *id);
const TfFactList   *tf_rules_lookup_list       (TfRules     *self,
                                                const char  *id);
const TfConclusion *tf_rules_lookup_conclusion (TfRules     *self,
                                                const char  *id);
const TfDateRule   *tf_rules_lookup_date       (TfRules     *self,
                                                const char  *id);

const char         *tf_fact_type_to_string     (TfFactType   type);
const char         *tf_fact_get_choice_label   (const TfFact *self,
                                                const char   *choice);
gboolean            tf_fact_check              (const TfFact *self,
                                                const char   *value,
                                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRules, tf_rules_unref)

G_END_DECLS
