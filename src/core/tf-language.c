/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-language.h"

#include "tf-messages-private.h"
#include "tf-resource.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* The catalogues lie inside the program and not only where gettext looks: an installation may leave
 * out languages that its user does not speak, but not those in which a file is due. */
#define FOLDER "/io/github/techfile/Techfile/languages/"
#define SUFFIX ".mo"

/* The language of the texts in the program itself. */
#define ORIGINAL "en"

struct _TfLanguage
{
  char       *id;
  TfMessages *messages;  /* NULL: the texts as they are */
};

static const char *const months[] = {
  N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
  N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
};

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gpointer
list_once (gpointer data)
{
  g_auto(GStrv) names = g_resource_enumerate_children (tf_resource_get (), FOLDER,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GPtrArray *ids = g_ptr_array_new ();

  g_ptr_array_add (ids, g_strdup (ORIGINAL));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_ptr_array_add (ids, g_strndup (names[i], strcspn (names[i], ".")));
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);

  return g_ptr_array_free (ids, FALSE);
}

/**
 * tf_language_list:
 *
 * Lists the languages in which documents can be written.
 *
 * Returns: (transfer none): their identifiers, sorted, ended by `NULL`
 */
const char *const *
tf_language_list (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, list_once, NULL);
}

static TfLanguage *
load (const char *id)
{
  TfLanguage *self = g_new0 (TfLanguage, 1);
  g_autofree char *path = g_strconcat (FOLDER, id, SUFFIX, NULL);
  g_autoptr(GBytes) bytes = NULL;

  self->id = g_strdup (id);
  if (strcmp (id, ORIGINAL) == 0)
    return self;

  bytes = g_resource_lookup_data (tf_resource_get (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  self->messages = bytes != NULL ? tf_messages_new (bytes) : NULL;
  if (self->messages == NULL)
    g_error ("The built-in translation “%s” is unusable", id);

  return self;
}

/* Gives the language of exactly that identifier, read when it is first asked for. */
static const TfLanguage *
look_up (const char *id)
{
  static GMutex mutex;
  static GHashTable *languages;
  TfLanguage *self;

  if (!g_strv_contains (tf_language_list (), id))
    return NULL;

  g_mutex_lock (&mutex);
  if (languages == NULL)
    languages = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (languages, id);
  if (self == NULL)
    {
      self = load (id);
      g_hash_table_insert (languages, self->id, self);
    }
  g_mutex_unlock (&mutex);

  return self;
}

/**
 * tf_language_find:
 * @locale: a language, as in a locale name or as a BCP 47 tag: "de", "de_AT.UTF-8", "de-AT"
 *
 * Finds a language in which documents can be written.
 *
 * Returns: (nullable): the language, or `NULL` where the program does not speak it
 */
const TfLanguage *
tf_language_find (const char *locale)
{
  g_autofree char *whole = NULL;
  g_autofree char *stem = NULL;
  const TfLanguage *self;

  g_return_val_if_fail (locale != NULL, NULL);

  whole = g_strdelimit (g_strndup (locale, strcspn (locale, ".@")), "-", '_');
  stem = g_strndup (whole, strcspn (whole, "_"));
  self = look_up (whole);
  return self != NULL ? self : look_up (stem);
}

/**
 * tf_language_get:
 * @locale: a language, as for tf_language_find()
 *
 * Gives the language in which a document for @locale is written.
 *
 * Returns: the language, or English where the program does not speak it
 */
const TfLanguage *
tf_language_get (const char *locale)
{
  const TfLanguage *self;

  g_return_val_if_fail (locale != NULL, NULL);

  self = tf_language_find (locale);
  return self != NULL ? self : look_up (ORIGINAL);
}

/**
 * tf_language_get_id:
 * @self: a language
 *
 * Returns: its identifier, such as "de"
 */
const char *
tf_language_get_id (const TfLanguage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * tf_language_translate:
 * @self: a language
 * @text: a text of the program, in English
 *
 * Translates a text without regard to the language of the program.
 *
 * Returns: the text in that language, or as it is where it lacks
 */
const char *
tf_language_translate (const TfLanguage *self,
                       const char       *text)
{
  const char *translation;

  g_return_val_if_fail (self != NULL && text != NULL, text);

  translation = self->messages != NULL ? tf_messages_lookup (self->messages, text) : NULL;
  return translation != NULL ? translation : text;
}

/**
 * tf_language_translate_plural:
 * @self: a language
 * @one: a text of the program for one thing, in English
 * @several: the same for several
 * @n: how many there are
 *
 * As tf_language_translate(), for a text that depends on a number.
 *
 * Returns: the text in that language, in the form for so many things
 */
const char *
tf_language_translate_plural (const TfLanguage *self,
                              const char       *one,
                              const char       *several,
                              gulong            n)
{
  const char *translation;

  g_return_val_if_fail (self != NULL && one != NULL && several != NULL, one);

  translation = self->messages != NULL ? tf_messages_lookup_plural (self->messages, one, n) : NULL;
  if (translation != NULL)
    return translation;

  return n == 1 ? one : several;
}

/**
 * tf_language_dup_date:
 * @self: a language
 * @iso: a day or a time as ISO 8601 text, or anything
 *
 * Writes a date as people do. What is no date stays as it is.
 *
 * Returns: (transfer full): day, name of the month and year, in the order of the language
 */
char *
tf_language_dup_date (const TfLanguage *self,
                      const char       *iso)
{
  guint year, month, day;

  g_return_val_if_fail (self != NULL && iso != NULL, NULL);

  if (sscanf (iso, "%4u-%2u-%2u", &year, &month, &day) != 3 || month < 1 || month > 12)
    return g_strdup (iso);

  /* Translators: a date, the first day of a month: name of the month, year */
  if (day == 1)
    return g_strdup_printf (L_ (self, "1 %s %u"), L_ (self, months[month - 1]), year);

  /* Translators: a date: day, name of the month, year */
  return g_strdup_printf (L_ (self, "%u %s %u"), day, L_ (self, months[month - 1]), year);
}
