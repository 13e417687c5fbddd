/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-product-list.h"

#include "tf-today.h"

#include <string.h>

/* Facts may lag behind edits by so much, in milliseconds. */
#define RESCAN_DELAY 400

struct _TfProductList
{
  GObject       parent_instance;

  TfSession    *session;
  GListStore   *items;
  GHashTable   *by_id;      /* identifier → TfProductItem, owned by items */
  GHashTable   *stale;      /* identifiers */
  GCancellable *cancellable;
  gboolean      busy;
  gboolean      seen;       /* facts that nobody sees are not worked out */
  guint         rescan_id;
};

G_DEFINE_FINAL_TYPE (TfProductList, tf_product_list, G_TYPE_OBJECT)

enum {
  SCANNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the thread gets: copies, and a way back that does not keep the list alive. */
typedef struct
{
  GWeakRef   list;
  char      *path;
  TfLaw     *law;
  GPtrArray *products;
  GDate      today;
} Scan;

/* The task stands for the way back: a thread that held the list itself might be the last to. */
typedef struct
{
  GTask          *task;
  TfProductFacts *facts;
} Result;

static void rescan (TfProductList *self);

static void
scan_free (Scan *scan)
{
  g_weak_ref_clear (&scan->list);
  g_free (scan->path);
  tf_law_unref (scan->law);
  g_ptr_array_unref (scan->products);
  g_free (scan);
}

static void
result_free (gpointer data)
{
  Result *result = data;

  g_object_unref (result->task);
  g_clear_pointer (&result->facts, tf_product_facts_free);
  g_free (result);
}

static gboolean
result_cb (gpointer data)
{
  Result *result = data;
  Scan *scan = g_task_get_task_data (result->task);
  g_autoptr(TfProductList) self = g_weak_ref_get (&scan->list);
  TfProductItem *item;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  item = g_hash_table_lookup (self->by_id, result->facts->product);
  if (item != NULL)
    tf_product_item_take_facts (item, g_steal_pointer (&result->facts));
  return G_SOURCE_REMOVE;
}

static void
scan_product (GTask       *task,
              TfWorkspace *workspace,
              const char  *product)
{
  Scan *scan = g_task_get_task_data (task);
  g_autoptr(GPtrArray) releases = tf_store_list (tf_workspace_get_store (workspace), "release",
                                                 product, NULL);
  g_autoptr(TfDossier) dossier = NULL;
  Result *result;

  if (releases == NULL || releases->len == 0)
    return;

  dossier = tf_workspace_load_dossier (workspace, g_ptr_array_index (releases, releases->len - 1),
                                       NULL);
  if (dossier == NULL)
    return;

  result = g_new0 (Result, 1);
  result->task = g_object_ref (task);
  result->facts = tf_product_facts_new (dossier, &scan->today);
  g_idle_add_full (G_PRIORITY_LOW, result_cb, result, result_free);
}

static void
scan_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Scan *scan = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfStore) store = tf_store_open (scan->path, FALSE, &error);
  g_autoptr(TfWorkspace) workspace = NULL;

  if (store == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  workspace = tf_workspace_new (store, scan->law);
  for (guint i = 0; i < scan->products->len && !g_cancellable_is_cancelled (cancellable); i++)
    scan_product (task, workspace, g_ptr_array_index (scan->products, i));
  g_task_return_boolean (task, TRUE);
}

/* A failure leaves the facts unknown, which rows say; the store tells of its troubles elsewhere. */
static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Scan *scan = g_task_get_task_data (G_TASK (result));
  g_autoptr(TfProductList) self = g_weak_ref_get (&scan->list);
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_debug ("products: %s", error->message);
  if (self == NULL)
    return;

  self->busy = FALSE;
  if (g_hash_table_size (self->stale) > 0 && self->seen)
    rescan (self);
  else
    g_signal_emit (self, signals[SCANNED], 0);
}

static void
start_scan (TfProductList *self,
            GPtrArray     *products)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, scanned_cb, NULL);
  Scan *scan = g_new0 (Scan, 1);

  g_weak_ref_init (&scan->list, self);
  scan->path = g_strdup (tf_store_get_path (tf_session_get_store (self->session)));
  scan->law = tf_law_ref (tf_session_get_law (self->session));
  scan->products = g_ptr_array_ref (products);
  tf_today (&scan->today);
  g_task_set_task_data (task, scan, (GDestroyNotify) scan_free);
  g_task_set_source_tag (task, start_scan);
  g_task_set_check_cancellable (task, FALSE);
  /* The end comes after the last result. */
  g_task_set_priority (task, G_PRIORITY_LOW);
  self->busy = TRUE;
  g_task_run_in_thread (task, scan_in_thread);
}

static void
rescan (TfProductList *self)
{
  g_autoptr(GPtrArray) products = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(TfProductItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const char *id = tf_record_get_id (tf_product_item_get_product (item));

      if (g_hash_table_contains (self->stale, id))
        g_ptr_array_add (products, g_strdup (id));
    }

  g_hash_table_remove_all (self->stale);
  start_scan (self, products);
}

static gboolean
rescan_cb (gpointer user_data)
{
  TfProductList *self = user_data;

  if (self->busy)
    return G_SOURCE_CONTINUE;

  self->rescan_id = 0;
  rescan (self);
  return G_SOURCE_REMOVE;
}

static void
mark_stale (TfProductList *self,
            const char    *product)
{
  g_hash_table_add (self->stale, g_strdup (product));
  if (self->rescan_id == 0 && self->seen)
    self->rescan_id = g_timeout_add (RESCAN_DELAY, rescan_cb, self);
}

static void
add_product (TfProductList *self,
             TfRecord      *product)
{
  g_autoptr(TfProductItem) item = tf_product_item_new (product);

  g_hash_table_insert (self->by_id, (gpointer) tf_record_get_id (product), item);
  g_list_store_append (self->items, item);
  g_hash_table_add (self->stale, g_strdup (tf_record_get_id (product)));
}

static void
product_changed (TfProductList *self,
                 TfRecord      *product)
{
  TfProductItem *item = g_hash_table_lookup (self->by_id, tf_record_get_id (product));
  guint position;

  if (item == NULL && !tf_record_is_removed (product))
    {
      add_product (self, product);
      mark_stale (self, tf_record_get_id (product));
    }
  else if (item != NULL && tf_record_is_removed (product))
    {
      g_hash_table_remove (self->by_id, tf_record_get_id (product));
      if (g_list_store_find (self->items, item, &position))
        g_list_store_remove (self->items, position);
    }
  else if (item != NULL)
    tf_product_item_take_facts (item, NULL);
}

static void
store_changed_cb (TfProductList *self,
                  TfRecord      *record)
{
  TfStore *store = tf_session_get_store (self->session);
  g_autoptr(TfRecord) above = g_object_ref (record);

  if (tf_record_is (record, "product"))
    product_changed (self, record);

  while (!tf_record_is (above, "product"))
    {
      g_autoptr(TfRecord) next = NULL;

      if (*tf_record_get_parent (above) == '\0')
        return;
      next = tf_store_get (store, tf_record_get_parent (above), NULL);
      if (next == NULL)
        return;
      g_set_object (&above, next);
    }

  mark_stale (self, tf_record_get_id (above));
}

static void
fill (TfProductList *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) products = tf_store_list (tf_session_get_store (self->session), "product",
                                                 NULL, &error);

  if (products == NULL)
    {
      tf_session_report (self->session, error);
      return;
    }

  for (guint i = 0; i < products->len; i++)
    add_product (self, g_ptr_array_index (products, i));
}

static void
tf_product_list_dispose (GObject *object)
{
  TfProductList *self = TF_PRODUCT_LIST (object);

  tf_product_list_stop (self);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tf_product_list_parent_class)->dispose (object);
}

static void
tf_product_list_class_init (TfProductListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tf_product_list_dispose;

  /**
   * TfProductList::scanned:
   * @self: the list
   *
   * Emitted when the facts about all products are known.
   */
  signals[SCANNED] = g_signal_new ("scanned", TF_TYPE_PRODUCT_LIST, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_product_list_init (TfProductList *self)
{
  self->items = g_list_store_new (TF_TYPE_PRODUCT_ITEM);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * tf_product_list_new:
 * @session: what the window works on
 *
 * Returns: (transfer full): the products of its library, which it follows
 */
TfProductList *
tf_product_list_new (TfSession *session)
{
  TfProductList *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_PRODUCT_LIST, NULL);
  self->session = g_object_ref (session);
  fill (self);
  g_signal_connect_object (tf_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * tf_product_list_get_model:
 * @self: the list
 *
 * Returns: (transfer none): the products as #TfProductItem, in the order in which they were added
 */
GListModel *
tf_product_list_get_model (TfProductList *self)
{
  g_return_val_if_fail (TF_IS_PRODUCT_LIST (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * tf_product_list_set_seen:
 * @self: the list
 * @seen: whether it is seen
 *
 * Works out what has changed as long as somebody sees it.
 */
void
tf_product_list_set_seen (TfProductList *self,
                          gboolean       seen)
{
  g_return_if_fail (TF_IS_PRODUCT_LIST (self));

  self->seen = seen;
  if (!seen)
    g_clear_handle_id (&self->rescan_id, g_source_remove);
  else if (!self->busy && self->rescan_id == 0 && g_hash_table_size (self->stale) > 0)
    rescan (self);
}

/**
 * tf_product_list_is_busy:
 * @self: the list
 *
 * Returns: whether facts are being worked out
 */
gboolean
tf_product_list_is_busy (TfProductList *self)
{
  g_return_val_if_fail (TF_IS_PRODUCT_LIST (self), FALSE);

  return self->busy || self->rescan_id != 0;
}

/**
 * tf_product_list_stop:
 * @self: the list
 *
 * Ends the work in the other thread soon, before the window goes.
 */
void
tf_product_list_stop (TfProductList *self)
{
  g_return_if_fail (TF_IS_PRODUCT_LIST (self));

  g_clear_handle_id (&self->rescan_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
