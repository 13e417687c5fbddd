/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-facts.h"

struct _TfFacts
{
  grefcount   refs;
  char       *name;
  TfFacts    *parent;  /* not owned: an item lives in the list of its parent */
  GHashTable *values;  /* fact -> value */
  GHashTable *lists;   /* list -> (element-type TfFacts) */
};

/**
 * tf_facts_new:
 *
 * Makes a set of facts in which nothing is answered.
 *
 * Returns: (transfer full): the facts
 */
TfFacts *
tf_facts_new (void)
{
  TfFacts *self = g_new0 (TfFacts, 1);

  g_ref_count_init (&self->refs);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);

  return self;
}

/**
 * tf_facts_ref:
 * @self: the facts
 *
 * Takes a reference. Facts are not locked: one thread at a time uses them.
 *
 * Returns: (transfer full): @self
 */
TfFacts *
tf_facts_ref (TfFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->refs);

  return self;
}

static void
forget_parent (gpointer item,
               gpointer data)
{
  ((TfFacts *) item)->parent = NULL;
}

/**
 * tf_facts_unref:
 * @self: (transfer full): the facts
 *
 * Gives a reference back.
 */
void
tf_facts_unref (TfFacts *self)
{
  GHashTableIter iter;
  gpointer items;

  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->refs))
    return;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &items))
    g_ptr_array_foreach (items, forget_parent, NULL);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->values);
  g_free (self->name);
  g_free (self);
}

/**
 * tf_facts_set:
 * @self: the facts
 * @fact: identifier of the question
 * @value: (nullable): the answer; `NULL` or "" where there is none
 *
 * Answers a question, or takes its answer back.
 *
 * Several choices are given one a line; that none of them holds is
 * `TF_FACTS_NONE`. Whether the answer fits the question is for whoever takes it
 * in to see to.
 */
void
tf_facts_set (TfFacts    *self,
              const char *fact,
              const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (fact != NULL);

  if (value == NULL || *value == '\0')
    g_hash_table_remove (self->values, fact);
  else
    g_hash_table_insert (self->values, g_strdup (fact), g_strdup (value));
}

/**
 * tf_facts_get:
 * @self: the facts
 * @fact: identifier of a question
 *
 * Gives the answer to a question. What an item of a list does not answer, the
 * facts that it belongs to may.
 *
 * Returns: (nullable): the answer, or `NULL` where nobody gave one
 */
const char *
tf_facts_get (TfFacts    *self,
              const char *fact)
{
  const char *value = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (fact != NULL, NULL);

  for (; self != NULL && value == NULL; self = self->parent)
    value = g_hash_table_lookup (self->values, fact);

  return value;
}

/**
 * tf_facts_declare_list:
 * @self: the facts
 * @list: identifier of a list
 *
 * Says that a list is known, even where it is empty. A list that nobody
 * declared is not answered.
 */
void
tf_facts_declare_list (TfFacts    *self,
                       const char *list)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (list != NULL);

  if (!g_hash_table_contains (self->lists, list))
    g_hash_table_insert (self->lists, g_strdup (list),
                         g_ptr_array_new_with_free_func ((GDestroyNotify) tf_facts_unref));
}

/**
 * tf_facts_add_item:
 * @self: the facts
 * @list: identifier of a list
 * @name: (nullable): what a person calls the item
 *
 * Adds an item to a list, and so declares the list.
 *
 * Returns: (transfer none): the facts of the item, nothing answered yet
 */
TfFacts *
tf_facts_add_item (TfFacts    *self,
                   const char *list,
                   const char *name)
{
  TfFacts *item;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (list != NULL, NULL);

  tf_facts_declare_list (self, list);
  item = tf_facts_new ();
  item->name = g_strdup (name);
  item->parent = self;
  g_ptr_array_add (g_hash_table_lookup (self->lists, list), item);

  return item;
}

/**
 * tf_facts_list_items:
 * @self: the facts
 * @list: identifier of a list
 *
 * Gives the items of a list. What an item does not list, the facts that it
 * belongs to may.
 *
 * Returns: (transfer none) (nullable) (element-type TfFacts): the items, or
 *   `NULL` where the list is not answered
 */
GPtrArray *
tf_facts_list_items (TfFacts    *self,
                     const char *list)
{
  GPtrArray *items = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (list != NULL, NULL);

  for (; self != NULL && items == NULL; self = self->parent)
    items = g_hash_table_lookup (self->lists, list);

  return items;
}

/**
 * tf_facts_get_parent:
 * @self: the facts
 *
 * Gives the facts whose list an item is in.
 *
 * Returns: (transfer none) (nullable): the facts, or `NULL` where @self is not
 *   an item
 */
TfFacts *
tf_facts_get_parent (TfFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parent;
}

/**
 * tf_facts_get_name:
 * @self: the facts of an item
 *
 * Gives what a person calls the item.
 *
 * Returns: (nullable): the name
 */
const char *
tf_facts_get_name (TfFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}
