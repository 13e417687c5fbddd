/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export.h"

#include <string.h>

G_DEFINE_QUARK (tf-export-error-quark, tf_export_error)

static gboolean
is_space (gunichar letter,
          gboolean lines)
{
  if (lines && (letter == '\n' || letter == 0x2028 || letter == 0x2029))
    return FALSE;

  return letter < 0x20 || (letter >= 0x7f && letter < 0xa0) || letter == 0x2028 ||
         letter == 0x2029;
}

/* Code points that Unicode keeps for no character at all; neither XML nor cairo takes them. */
static gboolean
is_noncharacter (gunichar letter)
{
  return (letter & 0xfffe) == 0xfffe || (letter >= 0xfdd0 && letter <= 0xfdef);
}

/*< private >
 * tf_export_clean_text:
 * @text: text, maybe from outside
 * @lines: whether line breaks stay: for a page, not for what describes something
 *
 * Makes of a text what can stand on a page and in the description of a document.
 *
 * Control characters become spaces, a byte order mark is left out, and what is no character
 * is replaced by U+FFFD. Without line breaks, letters behind the first `TF_EXPORT_MAX_TEXT`
 * are cut off.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
tf_export_clean_text (const char *text,
                      gboolean    lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_sized_new (strlen (valid));
  guint n_letters = 0;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!lines && n_letters++ == TF_EXPORT_MAX_TEXT)
        break;
      if (is_space (letter, lines))
        g_string_append_c (clean, ' ');
      else if (is_noncharacter (letter))
        g_string_append_unichar (clean, 0xfffd);
      else if (letter != 0xfeff)
        g_string_append_unichar (clean, letter);
    }

  return g_string_free (clean, FALSE);
}
