/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tests and moments of a rule, as trees. They are read from a document that follows its
 * schema, so what is read here is there. */

#include "config.h"

#include "tf-rules.h"

#include "tf-rules-private.h"

static const char *test_names[] = {
  [TF_TEST_ALL]       = "all",
  [TF_TEST_ANY]       = "any",
  [TF_TEST_NOT]       = "not",
  [TF_TEST_KNOWN]     = "known",
  [TF_TEST_IS]        = "is",
  [TF_TEST_CONCLUDED] = "concluded",
  [TF_TEST_UNDER]     = "under",
  [TF_TEST_BEFORE]    = "before",
  [TF_TEST_SOME]      = "some",
  [TF_TEST_EVERY]     = "every",
  [TF_TEST_ANSWERED]  = "answered",
};

static const char *when_names[] = {
  [TF_WHEN_FACT]   = "fact",
  [TF_WHEN_DATE]   = "date",
  [TF_WHEN_ON]     = "on",
  [TF_WHEN_PLUS]   = "plus",
  [TF_WHEN_LATEST] = "latest",
};

static guint
find_name (xmlNode            *node,
           const char * const *names,
           guint               n_names)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (tf_law_node_is (node, names[i]))
        return i;
    }

  g_assert_not_reached ();
}

static const char *
keep_name (xmlNode      *node,
           GStringChunk *pool,
           const char   *attribute,
           const char   *otherwise)
{
  const char *name = tf_law_node_keep (node, pool, attribute);

  return *name != '\0' ? name : tf_law_node_keep (node, pool, otherwise);
}

/* Reads the test that @node, an element such as "is" or "all", stands for. */
TfRuleTest *
tf_rule_test_read (xmlNode      *node,
                   GStringChunk *pool)
{
  TfRuleTest *self = g_new0 (TfRuleTest, 1);
  const char *id = keep_name (node, pool, "fact", "id");

  self->kind = find_name (node, test_names, G_N_ELEMENTS (test_names));
  self->line = (int) xmlGetLineNo (node);
  self->id = *id != '\0' ? id : tf_law_node_keep (node, pool, "list");
  self->values = g_strsplit (tf_law_node_keep (node, pool, "in"), " ", -1);
  self->limit = g_ascii_strtoull (tf_law_node_keep (node, pool, "value"), NULL, 10);
  self->tests = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_rule_test_free);
  self->moments = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_rule_when_free);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (self->kind == TF_TEST_BEFORE)
        g_ptr_array_add (self->moments, tf_rule_when_read (child, pool));
      else
        g_ptr_array_add (self->tests, tf_rule_test_read (child, pool));
    }

  return self;
}

void
tf_rule_test_free (TfRuleTest *self)
{
  g_ptr_array_unref (self->tests);
  g_ptr_array_unref (self->moments);
  g_strfreev (self->values);
  g_free (self);
}

static int
keep_count (xmlNode      *node,
            GStringChunk *pool,
            const char   *attribute)
{
  return (int) g_ascii_strtoull (tf_law_node_keep (node, pool, attribute), NULL, 10);
}

/* Reads the moment that @node, an element such as "plus" or "fact", stands for. */
TfRuleWhen *
tf_rule_when_read (xmlNode      *node,
                   GStringChunk *pool)
{
  TfRuleWhen *self = g_new0 (TfRuleWhen, 1);

  self->kind = find_name (node, when_names, G_N_ELEMENTS (when_names));
  self->line = (int) xmlGetLineNo (node);
  self->id = tf_law_node_keep (node, pool, "id");
  self->years = keep_count (node, pool, "years");
  self->months = keep_count (node, pool, "months");
  self->days = keep_count (node, pool, "days");
  self->hours = keep_count (node, pool, "hours");
  self->months_of = tf_law_node_keep (node, pool, "months-of");
  if (self->kind == TF_WHEN_ON)
    self->on = tf_rule_parse_moment (TF_FACT_DATE, tf_law_node_keep (node, pool, "date"));
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_rule_when_free);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        g_ptr_array_add (self->parts, tf_rule_when_read (child, pool));
    }

  return self;
}

void
tf_rule_when_free (TfRuleWhen *self)
{
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->on, g_date_time_unref);
  g_free (self);
}

static gboolean
scan_digits (const char **text,
             guint        n,
             int         *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (**text);
    }

  return TRUE;
}

static gboolean
scan_sign (const char **text,
           char         sign)
{
  if (**text != sign)
    return FALSE;
  (*text)++;

  return TRUE;
}

/* "T16:40Z" or "T16:40:30Z": a time of the day in UTC. */
static gboolean
scan_time (const char **text,
           int         *hour,
           int         *minute,
           int         *second)
{
  if (!scan_sign (text, 'T') || !scan_digits (text, 2, hour)
      || !scan_sign (text, ':') || !scan_digits (text, 2, minute))
    return FALSE;

  if (scan_sign (text, ':') && !scan_digits (text, 2, second))
    return FALSE;

  return scan_sign (text, 'Z');
}

/* A date as "2027-12-11", a month as "2027-12" (its last day), a time as "2027-12-11T16:40Z";
 * NULL where @text is none. */
GDateTime *
tf_rule_parse_moment (TfFactType  type,
                      const char *text)
{
  int year, month, day = 1, hour = 0, minute = 0, second = 0;
  gboolean whole_month = FALSE;

  if (!scan_digits (&text, 4, &year) || !scan_sign (&text, '-') || !scan_digits (&text, 2, &month)
      || year < 1 || month < 1 || month > 12)
    return NULL;

  if (type == TF_FACT_MONTH && *text == '\0')
    whole_month = TRUE;
  else if (!scan_sign (&text, '-') || !scan_digits (&text, 2, &day))
    return NULL;

  if (type == TF_FACT_TIME && !scan_time (&text, &hour, &minute, &second))
    return NULL;
  if (*text != '\0')
    return NULL;

  if (whole_month)
    day = g_date_get_days_in_month (month, year);

  return g_date_time_new_utc (year, month, day, hour, minute, second);
}
