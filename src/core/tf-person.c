/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-person.h"

#include <string.h>

/* Makes what a reader takes for the same name the same text: other forms of a character, case, and
 * white space at the ends or between words make no difference. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_casefold (composed, -1);
  g_autofree char *folded = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *result = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
    else if (result->len > 0 && result->str[result->len - 1] != ' ')
      g_string_append_c (result, ' ');

  g_strchomp (result->str);
  return g_string_free (result, FALSE);
}

/* Takes "Ada Roth <ada@example.org>", "Ada Roth" or "ada@example.org" apart. */
static void
split (const char  *text,
       char       **name,
       char       **email)
{
  g_autofree char *folded = fold (text);
  char *bracket = g_str_has_suffix (folded, ">") ? strrchr (folded, '<') : NULL;

  if (bracket != NULL)
    {
      bracket[strlen (bracket) - 1] = '\0';
      *bracket = '\0';
      *email = fold (bracket + 1);
      *name = fold (folded);
      return;
    }

  *email = g_strdup (strchr (folded, '@') != NULL && strchr (folded, ' ') == NULL ? folded : "");
  *name = g_steal_pointer (&folded);
}

static gboolean
is_same (const char *a,
         const char *b)
{
  return *a != '\0' && strcmp (a, b) == 0;
}

/**
 * tf_person_is_called:
 * @person: the record of a person
 * @name: a name as somebody gave it, such as the change log has it: with or without an address, as
 *   in "Ada Roth <ada@example.org>", or an address alone
 *
 * Says whether a name means a person. It does where the names are the same but for case, white
 * space and the form of the characters, or where the addresses are. Two people of one name cannot
 * be told apart: the name means both.
 *
 * Returns: whether it does
 */
gboolean
tf_person_is_called (TfRecord   *person,
                     const char *name)
{
  g_autofree char *given_name = NULL;
  g_autofree char *given_email = NULL;
  g_autofree char *own_name = NULL;
  g_autofree char *name_email = NULL;
  g_autofree char *own_email = NULL;

  g_return_val_if_fail (TF_IS_RECORD (person), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  split (name, &given_name, &given_email);
  split (tf_record_get (person, "name"), &own_name, &name_email);
  own_email = fold (tf_record_get (person, "email"));

  return is_same (given_name, own_name) || is_same (given_email, own_email) ||
         is_same (given_email, name_email);
}
