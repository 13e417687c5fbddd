/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-product-item.h"

#include "tf-work.h"

#include <glib/gi18n-lib.h>

/* How many days ahead a date counts as due. */
#define DUE_DAYS 30

struct _TfProductItem
{
  GObject         parent_instance;

  TfRecord       *product;
  TfProductFacts *facts;
};

G_DEFINE_FINAL_TYPE (TfProductItem, tf_product_item, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
count_tasks (TfProductFacts *self,
             TfDossier      *dossier,
             const GDate    *today)
{
  g_autoptr(GPtrArray) tasks = tf_work_list_tasks (dossier, NULL, today);
  GDate soon = *today;
  g_autofree char *limit = NULL;

  g_date_add_days (&soon, DUE_DAYS);
  limit = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&soon), g_date_get_month (&soon),
                           g_date_get_day (&soon));
  self->due = g_strdup ("");
  for (guint i = 0; i < tasks->len; i++)
    {
      const TfTask *task = g_ptr_array_index (tasks, i);

      if (tf_state_is_open (task->state))
        self->n_open++;
      /* Tasks come by date: the first one that has a date is the next. */
      if (*task->due != '\0' && *self->due == '\0')
        {
          g_free (self->due);
          self->due = g_strdup (task->due);
          self->overdue = task->overdue;
          self->due_soon = g_strcmp0 (task->due, limit) <= 0;
        }
    }
}

/**
 * tf_product_facts_new:
 * @dossier: the technical file of the newest release of a product
 * @today: the day by which something is due
 *
 * Works out what the library page shows. Any thread may do so.
 *
 * Returns: (transfer full): the facts
 */
TfProductFacts *
tf_product_facts_new (TfDossier   *dossier,
                      const GDate *today)
{
  TfProductFacts *self;
  GPtrArray *families;

  g_return_val_if_fail (dossier != NULL && today != NULL, NULL);

  self = g_new0 (TfProductFacts, 1);
  self->product = g_strdup (tf_record_get_id (tf_dossier_get_product (dossier)));
  self->release = g_strdup (tf_record_get_title (tf_dossier_get_release (dossier)));
  families = tf_law_list (tf_dossier_get_law (dossier), TF_LAW_FAMILY);
  for (guint i = 0; i < MIN (families->len, TF_N_FAMILIES); i++)
    {
      const TfLawEntry *family = g_ptr_array_index (families, i);

      self->states[i] = tf_state_of (dossier, family);
      self->titles[i] = tf_law_entry_dup_heading (family);
    }
  count_tasks (self, dossier, today);

  return self;
}

/**
 * tf_product_facts_free:
 * @self: (transfer full) (nullable): the facts
 */
void
tf_product_facts_free (TfProductFacts *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < TF_N_FAMILIES; i++)
    g_free (self->titles[i]);
  g_free (self->product);
  g_free (self->release);
  g_free (self->due);
  g_free (self);
}

static void
tf_product_item_finalize (GObject *object)
{
  TfProductItem *self = TF_PRODUCT_ITEM (object);

  g_clear_object (&self->product);
  g_clear_pointer (&self->facts, tf_product_facts_free);

  G_OBJECT_CLASS (tf_product_item_parent_class)->finalize (object);
}

static void
tf_product_item_class_init (TfProductItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_product_item_finalize;

  /**
   * TfProductItem::changed:
   * @self: the item
   *
   * Emitted when there are other facts.
   */
  signals[CHANGED] = g_signal_new ("changed", TF_TYPE_PRODUCT_ITEM, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_product_item_init (TfProductItem *self)
{
}

/**
 * tf_product_item_new:
 * @product: a product
 *
 * Returns: (transfer full): an item that knows no more than the product
 */
TfProductItem *
tf_product_item_new (TfRecord *product)
{
  TfProductItem *self;

  g_return_val_if_fail (TF_IS_RECORD (product), NULL);

  self = g_object_new (TF_TYPE_PRODUCT_ITEM, NULL);
  self->product = g_object_ref (product);
  return self;
}

/**
 * tf_product_item_get_product:
 * @self: an item
 *
 * Returns: (transfer none): the product
 */
TfRecord *
tf_product_item_get_product (TfProductItem *self)
{
  g_return_val_if_fail (TF_IS_PRODUCT_ITEM (self), NULL);

  return self->product;
}

/**
 * tf_product_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): name of the product
 */
const char *
tf_product_item_get_name (TfProductItem *self)
{
  g_return_val_if_fail (TF_IS_PRODUCT_ITEM (self), NULL);

  return tf_record_get_title (self->product);
}

/**
 * tf_product_item_get_facts:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what was worked out, or `NULL` until it was
 */
const TfProductFacts *
tf_product_item_get_facts (TfProductItem *self)
{
  g_return_val_if_fail (TF_IS_PRODUCT_ITEM (self), NULL);

  return self->facts;
}

/**
 * tf_product_item_take_facts:
 * @self: an item
 * @facts: (transfer full) (nullable): what was worked out, or `NULL` to tell of a new name
 */
void
tf_product_item_take_facts (TfProductItem  *self,
                            TfProductFacts *facts)
{
  g_return_if_fail (TF_IS_PRODUCT_ITEM (self));

  if (facts != NULL)
    {
      g_clear_pointer (&self->facts, tf_product_facts_free);
      self->facts = facts;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * tf_product_item_dup_sentence:
 * @self: an item
 *
 * Says everything that a row shows in words.
 *
 * Returns: (transfer full): a sentence for a screen reader
 */
char *
tf_product_item_dup_sentence (TfProductItem *self)
{
  g_autoptr(GString) text = NULL;

  g_return_val_if_fail (TF_IS_PRODUCT_ITEM (self), NULL);

  text = g_string_new (tf_product_item_get_name (self));
  if (self->facts == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);

  /* Translators: part of a sentence that a screen reader speaks: the version of a product */
  g_string_append_printf (text, _(", release %s"), self->facts->release);
  /* Translators: part of a sentence that a screen reader speaks */
  g_string_append_printf (text,
                          ngettext (", %u point open", ", %u points open", self->facts->n_open),
                          self->facts->n_open);
  if (*self->facts->due != '\0')
    /* Translators: part of a sentence that a screen reader speaks: a date */
    g_string_append_printf (text, _(", next due %s"), self->facts->due);
  for (guint i = 0; i < TF_N_FAMILIES && self->facts->titles[i] != NULL; i++)
    g_string_append_printf (text, "; %s: %s", self->facts->titles[i],
                            tf_state_get_label (self->facts->states[i]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
