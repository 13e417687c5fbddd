/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-plural-private.h"

#include <string.h>

#define MAX_FORMS  6
#define MAX_LENGTH 1000
#define MAX_DEPTH  40

/* Reads an expression and computes it in one go. */
typedef struct
{
  const char *p;
  gulong      n;
  guint       depth;
  gboolean    failed;
} Reader;

typedef enum {
  OPERATOR_OR,
  OPERATOR_AND,
  OPERATOR_EQUAL,
  OPERATOR_UNEQUAL,
  OPERATOR_LESS_EQUAL,
  OPERATOR_MORE_EQUAL,
  OPERATOR_LESS,
  OPERATOR_MORE,
  OPERATOR_PLUS,
  OPERATOR_MINUS,
  OPERATOR_TIMES,
  OPERATOR_DIVIDED,
  OPERATOR_REMAINDER,
} Operator;

/* Longer signs come before those that begin them. */
static const struct
{
  const char *sign;
  guint       strength;
} operators[] = {
  [OPERATOR_OR]         = { "||", 1 },
  [OPERATOR_AND]        = { "&&", 2 },
  [OPERATOR_EQUAL]      = { "==", 3 },
  [OPERATOR_UNEQUAL]    = { "!=", 3 },
  [OPERATOR_LESS_EQUAL] = { "<=", 4 },
  [OPERATOR_MORE_EQUAL] = { ">=", 4 },
  [OPERATOR_LESS]       = { "<", 4 },
  [OPERATOR_MORE]       = { ">", 4 },
  [OPERATOR_PLUS]       = { "+", 5 },
  [OPERATOR_MINUS]      = { "-", 5 },
  [OPERATOR_TIMES]      = { "*", 6 },
  [OPERATOR_DIVIDED]    = { "/", 6 },
  [OPERATOR_REMAINDER]  = { "%", 6 },
};

static gulong read_choice (Reader *reader);

static gboolean
take (Reader     *reader,
      const char *sign)
{
  while (g_ascii_isspace (*reader->p))
    reader->p++;
  if (!g_str_has_prefix (reader->p, sign))
    return FALSE;

  reader->p += strlen (sign);
  return TRUE;
}

static gulong
fail (Reader *reader)
{
  reader->failed = TRUE;
  return 0;
}

static gulong
read_operand (Reader *reader)
{
  gulong value;

  if (reader->failed || reader->depth == MAX_DEPTH)
    return fail (reader);

  reader->depth++;
  if (take (reader, "!"))
    value = !read_operand (reader);
  else if (take (reader, "("))
    {
      value = read_choice (reader);
      if (!take (reader, ")"))
        value = fail (reader);
    }
  else if (take (reader, "n"))
    value = reader->n;
  else if (g_ascii_isdigit (*reader->p))
    value = (gulong) g_ascii_strtoull (reader->p, (char **) &reader->p, 10);
  else
    value = fail (reader);
  reader->depth--;

  return value;
}

static gboolean
take_operator (Reader   *reader,
               guint     least,
               Operator *operator)
{
  const char *start = reader->p;

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (take (reader, operators[i].sign))
      {
        *operator = i;
        if (operators[i].strength >= least)
          return TRUE;
        reader->p = start;
        return FALSE;
      }

  return FALSE;
}

static gulong
compute (Reader   *reader,
         Operator  operator,
         gulong    left,
         gulong    right)
{
  switch (operator)
    {
    case OPERATOR_OR:         return left || right;
    case OPERATOR_AND:        return left && right;
    case OPERATOR_EQUAL:      return left == right;
    case OPERATOR_UNEQUAL:    return left != right;
    case OPERATOR_LESS_EQUAL: return left <= right;
    case OPERATOR_MORE_EQUAL: return left >= right;
    case OPERATOR_LESS:       return left < right;
    case OPERATOR_MORE:       return left > right;
    case OPERATOR_PLUS:       return left + right;
    case OPERATOR_MINUS:      return left - right;
    case OPERATOR_TIMES:      return left * right;
    case OPERATOR_DIVIDED:    return right != 0 ? left / right : fail (reader);
    case OPERATOR_REMAINDER:  return right != 0 ? left % right : fail (reader);
    default:                  g_assert_not_reached ();
    }
}

/* Operators that bind as strongly as @least or more, from left to right. */
static gulong
read_binary (Reader *reader,
             guint   least)
{
  gulong value = read_operand (reader);
  Operator operator;

  while (!reader->failed && take_operator (reader, least, &operator))
    value = compute (reader, operator, value,
                     read_binary (reader, operators[operator].strength + 1));

  return value;
}

static gulong
read_choice (Reader *reader)
{
  gulong condition = read_binary (reader, 1);
  gulong first;
  gulong second;

  if (reader->failed || reader->depth == MAX_DEPTH || !take (reader, "?"))
    return condition;

  reader->depth++;
  first = read_choice (reader);
  if (!take (reader, ":"))
    return fail (reader);
  second = read_choice (reader);
  reader->depth--;

  return condition ? first : second;
}

static gboolean
evaluate (const char *expression,
          gulong      n,
          gulong     *form)
{
  Reader reader = { expression, n, 0, FALSE };

  *form = read_choice (&reader);
  take (&reader, ";");
  /* Skips what blanks are left. */
  take (&reader, "");
  return !reader.failed && *reader.p == '\0';
}

/**
 * tf_plural_rule_read:
 * @self: the rule to fill
 * @header: the header of a catalogue of messages
 *
 * Takes the rule from the line "Plural-Forms" of a header. Without that line there is one form for
 * one and another for the rest.
 *
 * Returns: %FALSE where the line cannot be understood
 */
gboolean
tf_plural_rule_read (TfPluralRule *self,
                     const char   *header)
{
  const char *line = strstr (header, "Plural-Forms:");
  const char *forms = line != NULL ? strstr (line, "nplurals=") : NULL;
  const char *plural = line != NULL ? strstr (line, "plural=") : NULL;
  gulong form;

  self->n_forms = 2;
  self->expression = g_strdup ("n!=1");
  if (line == NULL)
    return TRUE;
  /* "nplurals=" has no "plural=" in it. */
  if (forms == NULL || plural == NULL || strcspn (plural, "\n") > MAX_LENGTH)
    return FALSE;

  plural += strlen ("plural=");
  self->n_forms = (guint) g_ascii_strtoull (forms + strlen ("nplurals="), NULL, 10);
  g_free (self->expression);
  self->expression = g_strndup (plural, strcspn (plural, "\n"));
  return self->n_forms >= 1 && self->n_forms <= MAX_FORMS && evaluate (self->expression, 1, &form);
}

/**
 * tf_plural_rule_clear:
 * @self: a rule
 *
 * Frees what the rule holds.
 */
void
tf_plural_rule_clear (TfPluralRule *self)
{
  g_clear_pointer (&self->expression, g_free);
}

/**
 * tf_plural_rule_choose:
 * @self: a rule
 * @n: a number of things
 *
 * Returns: which form is for so many things, from 0
 */
guint
tf_plural_rule_choose (const TfPluralRule *self,
                       gulong              n)
{
  gulong form;

  return evaluate (self->expression, n, &form) && form < self->n_forms ? (guint) form : 0;
}
