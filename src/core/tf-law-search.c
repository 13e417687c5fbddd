/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-law.h"

#include "tf-law-private.h"

/* One entry as the search sees it: without case and accents. */
typedef struct
{
  TfLawEntry *entry;
  char       *id;
  char       *number;
  char       *citation;
  char       *title;
  char       *rest;
} IndexItem;

typedef struct
{
  TfLawEntry *entry;
  guint       rank;      /* smaller is better */
  guint       position;  /* in the order of the law */
} Hit;

/* What a word costs by where it was found; a hit costs the sum of its words. */
enum {
  COST_EXACT = 0,
  COST_NAME  = 1,
  COST_TITLE = 16,
  COST_REST  = 256,
};

static char *
fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr(GString) bare = g_string_new (NULL);

  if (decomposed == NULL)
    return g_strdup ("");

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Keyboards give the straight apostrophe, the texts have the printed one. */
      if (c == 0x2019)
        c = '\'';
      if (!g_unichar_ismark (c))
        g_string_append_unichar (bare, c);
    }

  return g_utf8_casefold (bare->str, bare->len);
}

static void
index_item_free (gpointer data)
{
  IndexItem *item = data;

  g_free (item->id);
  g_free (item->number);
  g_free (item->citation);
  g_free (item->title);
  g_free (item->rest);
  g_free (item);
}

static IndexItem *
index_item_new (TfLawEntry *entry)
{
  IndexItem *item = g_new0 (IndexItem, 1);
  g_autoptr(GString) rest = g_string_new (NULL);

  g_string_append_printf (rest, "%s\n%s\n%s\n%s\n%s\n%s",
                          entry->summary, entry->belongs, entry->looks, entry->example,
                          entry->wording, entry->deviation_text);
  for (guint i = 0; i < entry->notes->len; i++)
    {
      const TfLawNote *note = g_ptr_array_index (entry->notes, i);

      g_string_append_printf (rest, "\n%s\n%s", note->source, note->text);
    }

  item->entry = entry;
  item->id = fold (entry->id);
  item->number = fold (entry->number);
  item->citation = fold (entry->citation);
  item->title = fold (entry->title);
  item->rest = fold (rest->str);

  return item;
}

static gpointer
build_index (gpointer data)
{
  TfLaw *self = data;

  self->index = g_ptr_array_new_with_free_func (index_item_free);
  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (self->index, index_item_new (g_ptr_array_index (self->entries, i)));

  return self->index;
}

static gboolean
rank_word (const IndexItem *item,
           const char      *word,
           guint           *rank)
{
  if (g_str_equal (item->id, word) || g_str_equal (item->number, word))
    *rank += COST_EXACT;
  else if (strstr (item->id, word) != NULL || strstr (item->number, word) != NULL)
    *rank += COST_NAME;
  else if (strstr (item->title, word) != NULL)
    *rank += COST_TITLE;
  else if (strstr (item->citation, word) != NULL || strstr (item->rest, word) != NULL)
    *rank += COST_REST;
  else
    return FALSE;

  return TRUE;
}

/* Every word has to be found; the words typed as a whole may also name the entry. */
static gboolean
rank_item (const IndexItem  *item,
           const char       *whole,
           char            **words,
           guint            *rank)
{
  *rank = 0;
  if (g_str_equal (item->id, whole) ||
      g_str_equal (item->number, whole) ||
      g_str_equal (item->citation, whole))
    return TRUE;

  *rank = COST_NAME;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] != '\0' && !rank_word (item, words[i], rank))
        return FALSE;
    }

  return TRUE;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *left = a;
  const Hit *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;

  return left->position < right->position ? -1 : left->position > right->position;
}

/**
 * tf_law_search:
 * @self: the catalogue
 * @text: the words to look for
 *
 * Finds the entries that hold every word of @text, whatever its case and
 * accents, in their number, citation, title, summary, guidance or notes.
 *
 * An entry that is named by @text comes first, then those with the words in
 * number or identifier, in the title, and in the other texts; among equals the
 * order is that of the law. Empty text finds nothing.
 *
 * Returns: (transfer container) (element-type TfLawEntry): the entries found
 */
GPtrArray *
tf_law_search (TfLaw      *self,
               const char *text)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autofree char *whole = NULL;
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  g_once (&self->index_once, build_index, self);

  whole = g_strstrip (fold (text));
  if (whole[0] == '\0')
    return g_steal_pointer (&found);

  words = g_strsplit_set (whole, " \t\r\n", -1);
  for (guint i = 0; i < self->index->len; i++)
    {
      const IndexItem *item = g_ptr_array_index (self->index, i);
      Hit hit = { item->entry, 0, i };

      if (rank_item (item, whole, words, &hit.rank))
        g_array_append_val (hits, hit);
    }

  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (found, g_array_index (hits, Hit, i).entry);

  return g_steal_pointer (&found);
}
