/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-file-name.h"

#include <string.h>

#define MAX_DISPLAYED  120
#define MAX_SAFE_BYTES 180
#define MAX_SUFFIX     16

/* Characters that cannot be seen, or change how what stands beside them is seen. */
static gboolean
is_deceptive (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
dup_plain (const char *name,
           const char *forbidden,
           gunichar    instead)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  GString *plain = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_deceptive (c) || (c < 0x80 && strchr (forbidden, c) != NULL) ||
          (instead < 0x80 && c == 0xfffd))
        g_string_append_unichar (plain, instead);
      else
        g_string_append_unichar (plain, c);
    }

  return g_string_free (plain, FALSE);
}

/* Where the extension begins: at a dot that is neither first nor far from the end. */
static const char *
find_suffix (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && strlen (dot) <= MAX_SUFFIX ? dot : name + strlen (name);
}

static char *
dup_start (const char *name,
           const char *end,
           gsize       max_bytes)
{
  gsize length = end - name;

  while (length > max_bytes || (length > 0 && length < (gsize) (end - name) &&
                                ((guchar) name[length] & 0xc0) == 0x80))
    length--;

  return g_strndup (name, length);
}

/* Other systems keep these names for devices, whatever the extension. */
static gboolean
is_reserved (const char *stem)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", NULL };
  g_autofree char *folded = g_ascii_strdown (stem, -1);

  return g_strv_contains (devices, folded) ||
         (strlen (folded) == 4 && g_ascii_isdigit (folded[3]) &&
          (g_str_has_prefix (folded, "com") || g_str_has_prefix (folded, "lpt")));
}

static char *
trim (char *name)
{
  char *start = name + strspn (name, " .");
  gsize length = strlen (start);

  while (length > 0 && strchr (" .", start[length - 1]) != NULL)
    length--;
  memmove (name, start, length);
  name[length] = '\0';

  return name;
}

/**
 * tf_file_name_display:
 * @name: a file name or relative path as the system gives it, in any encoding
 *
 * Makes a name that is safe to show in one line.
 *
 * Control characters, line breaks, marks that turn the writing direction and bytes that
 * are no UTF-8 become the replacement character, so that they are seen. The middle of a
 * long name is left out, its end with the extension stays.
 *
 * Returns: (transfer full): the name to show
 */
char *
tf_file_name_display (const char *name)
{
  g_autofree char *plain = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  glong length;

  g_return_val_if_fail (name != NULL, NULL);

  plain = dup_plain (name, "", 0xfffd);
  length = g_utf8_strlen (plain, -1);
  if (length <= MAX_DISPLAYED)
    return g_steal_pointer (&plain);

  start = g_utf8_substring (plain, 0, MAX_DISPLAYED * 2 / 3);
  end = g_utf8_substring (plain, length - MAX_DISPLAYED / 3 + 1, length);

  return g_strconcat (start, "…", end, NULL);
}

/**
 * tf_file_name_safe:
 * @name: a file name in any encoding, without folders
 * @taken: (element-type utf8 utf8): a set of names already given, to which this one is added
 *
 * Makes a name under which a file can be embedded, packed or written on any system.
 *
 * It has no separators, control characters or other characters that a system forbids, is
 * composed, not hidden, short enough, and differs from all in @taken in more than case.
 *
 * @taken must have been made with g_str_hash() and free its keys with g_free().
 *
 * Returns: (transfer full): the name
 */
char *
tf_file_name_safe (const char *name,
                   GHashTable *taken)
{
  g_autofree char *plain = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *candidate = NULL;
  const char *suffix;

  g_return_val_if_fail (name != NULL && taken != NULL, NULL);

  plain = trim (dup_plain (name, "/\\:*?\"<>|", '_'));
  if (*plain == '\0')
    {
      g_free (plain);
      plain = g_strdup ("file");
    }

  suffix = find_suffix (plain);
  stem = dup_start (plain, suffix, MAX_SAFE_BYTES - strlen (suffix));
  if (is_reserved (stem))
    {
      char *changed = g_strconcat ("_", stem, NULL);

      g_free (stem);
      stem = changed;
    }

  candidate = g_strconcat (stem, suffix, NULL);
  for (guint i = 2; ; i++)
    {
      g_autofree char *key = g_utf8_casefold (candidate, -1);

      if (g_hash_table_add (taken, g_steal_pointer (&key)))
        return g_steal_pointer (&candidate);

      g_free (candidate);
      candidate = g_strdup_printf ("%s (%u)%s", stem, i, suffix);
    }
}
