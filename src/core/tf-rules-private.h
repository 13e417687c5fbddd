/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-law-private.h"
#include "tf-rules.h"

G_BEGIN_DECLS

typedef enum {
  TF_TEST_ALL,
  TF_TEST_ANY,
  TF_TEST_NOT,
  TF_TEST_KNOWN,      /* holds for certain; that it does not is presumed while it is open */
  TF_TEST_IS,         /* the answer is one of the values */
  TF_TEST_CONCLUDED,  /* the outcome is one of the values */
  TF_TEST_UNDER,      /* a number is less than another */
  TF_TEST_BEFORE,     /* one moment comes before another */
  TF_TEST_SOME,       /* holds for an item of a list */
  TF_TEST_EVERY,      /* holds for every item of a list */
  TF_TEST_ANSWERED,   /* somebody answered: never open itself */
} TfTestKind;

struct _TfRuleTest
{
  TfTestKind   kind;
  int          line;      /* in the file, for messages */
  const char  *id;        /* of the fact, conclusion or list */
  char       **values;    /* TF_TEST_IS, TF_TEST_CONCLUDED */
  guint64      limit;     /* TF_TEST_UNDER */
  GPtrArray   *tests;     /* (element-type TfRuleTest) */
  GPtrArray   *moments;   /* TF_TEST_BEFORE: (element-type TfRuleWhen) */
};

typedef enum {
  TF_WHEN_FACT,
  TF_WHEN_DATE,    /* another date of the rules */
  TF_WHEN_ON,      /* a date of the law itself */
  TF_WHEN_PLUS,
  TF_WHEN_LATEST,
} TfWhenKind;

struct _TfRuleWhen
{
  TfWhenKind   kind;
  int          line;
  const char  *id;         /* TF_WHEN_FACT, TF_WHEN_DATE */
  GDateTime   *on;         /* TF_WHEN_ON */
  int          years;      /* TF_WHEN_PLUS */
  int          months;
  int          days;
  int          hours;
  const char  *months_of;  /* fact that says how many months more, or "" */
  GPtrArray   *parts;      /* (element-type TfRuleWhen) */
};

struct _TfRules
{
  gatomicrefcount  refs;
  GStringChunk    *pool;

  const char      *of;
  const char      *version;
  const char      *checked;

  GPtrArray       *topics;        /* owned, in the order of the file */
  GPtrArray       *untranslated;
  GHashTable      *facts;         /* by identifier */
  GHashTable      *lists;
  GHashTable      *conclusions;
  GHashTable      *dates;
  GHashTable      *ids;           /* of all the above: texts are named by them */
};

TfRules    *tf_rules_new            (void) G_GNUC_WARN_UNUSED_RESULT;
TfTopic    *tf_topic_new            (void) G_GNUC_WARN_UNUSED_RESULT;
TfFactList *tf_fact_list_new        (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_rules_read_document  (TfRules    *self,
                                     GFile      *file,
                                     GFile      *translation,
                                     GError    **error);
gboolean    tf_rules_link           (TfRules    *self,
                                     const char *name,
                                     GError    **error);

TfRuleTest *tf_rule_test_read       (xmlNode      *node,
                                     GStringChunk *pool) G_GNUC_WARN_UNUSED_RESULT;
void        tf_rule_test_free       (TfRuleTest   *self);
TfRuleWhen *tf_rule_when_read       (xmlNode      *node,
                                     GStringChunk *pool) G_GNUC_WARN_UNUSED_RESULT;
void        tf_rule_when_free       (TfRuleWhen   *self);
GDateTime  *tf_rule_parse_moment    (TfFactType    type,
                                     const char   *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRuleTest, tf_rule_test_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRuleWhen, tf_rule_when_free)

G_END_DECLS
