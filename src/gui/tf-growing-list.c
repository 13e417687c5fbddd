/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-growing-list.h"

/* How many rows come in one turn of the main loop; the first ones should fill what is seen. */
#define PORTION 16

/* A view makes no more rows than this many: what comes after costs it nothing. */
#define MAX_ROWS 240

struct _TfGrowingList
{
  GObject     parent_instance;

  GListModel *model;
  guint       n_shown;
  guint       grow_id;
};

static void tf_growing_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfGrowingList, tf_growing_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      tf_growing_list_list_model_init))

static GType
tf_growing_list_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (TF_GROWING_LIST (list)->model);
}

static guint
tf_growing_list_get_n_items (GListModel *list)
{
  return TF_GROWING_LIST (list)->n_shown;
}

static gpointer
tf_growing_list_get_item (GListModel *list,
                          guint       position)
{
  TfGrowingList *self = TF_GROWING_LIST (list);

  return position < self->n_shown ? g_list_model_get_item (self->model, position) : NULL;
}

static void
tf_growing_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = tf_growing_list_get_item_type;
  iface->get_n_items = tf_growing_list_get_n_items;
  iface->get_item = tf_growing_list_get_item;
}

static void schedule (TfGrowingList *self);

static gboolean
grow_cb (gpointer user_data)
{
  TfGrowingList *self = user_data;
  guint before = self->n_shown;
  guint n_all = g_list_model_get_n_items (self->model);

  self->grow_id = 0;
  self->n_shown = before < MAX_ROWS ? MIN (n_all, before + PORTION) : n_all;
  schedule (self);
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_shown - before);
  return G_SOURCE_REMOVE;
}

/* After the frame that shows what came last. */
static void
schedule (TfGrowingList *self)
{
  if (self->grow_id == 0 && self->n_shown < g_list_model_get_n_items (self->model))
    self->grow_id = g_idle_add (grow_cb, self);
}

static void
items_changed_cb (TfGrowingList *self,
                  guint          position,
                  guint          removed,
                  guint          added)
{
  guint before = self->n_shown;
  guint gone = MIN (position + removed, before) - MIN (position, before);

  /* What comes behind the end comes when the list has grown that far. */
  if (position > before || (position == before && removed > 0))
    {
      schedule (self);
      return;
    }

  if (added <= PORTION || position >= MAX_ROWS)
    self->n_shown = before - gone + added;
  else
    {
      gone = before - position;
      added = PORTION;
      self->n_shown = position + added;
    }

  schedule (self);
  if (gone > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, gone, added);
}

static void
tf_growing_list_dispose (GObject *object)
{
  TfGrowingList *self = TF_GROWING_LIST (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (tf_growing_list_parent_class)->dispose (object);
}

static void
tf_growing_list_class_init (TfGrowingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tf_growing_list_dispose;
}

static void
tf_growing_list_init (TfGrowingList *self)
{
}

/**
 * tf_growing_list_new:
 * @model: a list
 *
 * Returns: (transfer full): a list of the same items at the same places, which begins with the
 *   first ones, and again where many come at once
 */
GListModel *
tf_growing_list_new (GListModel *model)
{
  TfGrowingList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (TF_TYPE_GROWING_LIST, NULL);
  self->model = g_object_ref (model);
  self->n_shown = MIN (g_list_model_get_n_items (model), PORTION);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  schedule (self);
  return G_LIST_MODEL (self);
}
