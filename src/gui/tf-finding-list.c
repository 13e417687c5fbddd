/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-finding-list.h"

#include "tf-place.h"
#include "tf-today.h"

#include <string.h>

/* Under this name the session keeps its list. */
#define LIST_KEY "tf-finding-list"

struct _TfFindingItem
{
  GObject    parent_instance;

  TfFinding *finding;
};

G_DEFINE_FINAL_TYPE (TfFindingItem, tf_finding_item, G_TYPE_OBJECT)

struct _TfFindingList
{
  GObject        parent_instance;

  TfSession     *session;   /* unowned: it owns the list */
  GListStore    *items;
  TfPurpose      purpose;
  TfFindingItem *current;
};

G_DEFINE_FINAL_TYPE (TfFindingList, tf_finding_list, G_TYPE_OBJECT)

enum {
  CHANGED,
  WALKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tf_finding_item_finalize (GObject *object)
{
  TfFindingItem *self = TF_FINDING_ITEM (object);

  g_clear_pointer (&self->finding, tf_finding_free);

  G_OBJECT_CLASS (tf_finding_item_parent_class)->finalize (object);
}

static void
tf_finding_item_class_init (TfFindingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_finding_item_finalize;
}

static void
tf_finding_item_init (TfFindingItem *self)
{
}

/**
 * tf_finding_item_get:
 * @self: an item
 *
 * Returns: (transfer none): the finding
 */
const TfFinding *
tf_finding_item_get (TfFindingItem *self)
{
  g_return_val_if_fail (TF_IS_FINDING_ITEM (self), NULL);

  return self->finding;
}

static gboolean
is_same (const TfFinding *a,
         const TfFinding *b)
{
  return a->severity == b->severity && strcmp (a->rule, b->rule) == 0 &&
         strcmp (a->subject, b->subject) == 0 && strcmp (a->record, b->record) == 0 &&
         strcmp (a->field, b->field) == 0 && strcmp (a->message, b->message) == 0;
}

static TfFindingItem *
get_item (TfFindingList *self,
          guint          position)
{
  g_autoptr(TfFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item;
}

static gpointer
new_item (TfFinding *finding)
{
  TfFindingItem *item = g_object_new (TF_TYPE_FINDING_ITEM, NULL);

  item->finding = finding;
  return item;
}

/* Only what differs is replaced, so that the list keeps its place while somebody works. */
static void
replace (TfFindingList *self,
         GPtrArray     *findings)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr(GPtrArray) additions = g_ptr_array_new_with_free_func (g_object_unref);
  guint head = 0;
  guint tail = 0;

  while (head < n_old && head < findings->len &&
         is_same (get_item (self, head)->finding, findings->pdata[head]))
    head++;
  while (tail < n_old - head && tail < findings->len - head &&
         is_same (get_item (self, n_old - 1 - tail)->finding,
                  findings->pdata[findings->len - 1 - tail]))
    tail++;

  g_ptr_array_set_free_func (findings, NULL);
  for (guint i = 0; i < findings->len; i++)
    if (i < head || i >= findings->len - tail)
      tf_finding_free (findings->pdata[i]);
    else
      g_ptr_array_add (additions, new_item (findings->pdata[i]));

  if (additions->len > 0 || n_old - head - tail > 0)
    g_list_store_splice (self->items, head, n_old - head - tail, additions->pdata, additions->len);
}

static void
refresh (TfFindingList *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  g_autoptr(GPtrArray) findings = NULL;
  GDate today;

  tf_today (&today);
  if (dossier != NULL)
    findings = tf_check_dossier (dossier, self->purpose, &today);
  else
    findings = g_ptr_array_new ();

  replace (self, findings);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
release_changed_cb (TfFindingList *self)
{
  tf_finding_list_stop (self);
}

static void
tf_finding_list_dispose (GObject *object)
{
  TfFindingList *self = TF_FINDING_LIST (object);

  g_clear_object (&self->current);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (tf_finding_list_parent_class)->dispose (object);
}

static void
tf_finding_list_class_init (TfFindingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tf_finding_list_dispose;

  /**
   * TfFindingList::changed:
   * @self: the list
   *
   * Emitted after the file was checked anew.
   */
  signals[CHANGED] = g_signal_new ("changed", TF_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * TfFindingList::walked:
   * @self: the list
   *
   * Emitted when somebody goes from finding to finding, or stops doing so.
   */
  signals[WALKED] = g_signal_new ("walked", TF_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_finding_list_init (TfFindingList *self)
{
  self->items = g_list_store_new (TF_TYPE_FINDING_ITEM);
  self->purpose = TF_PURPOSE_FINAL;
}

/**
 * tf_finding_list_get:
 * @session: a session
 *
 * Returns: (transfer none): the findings about the release that it shows, kept up to date
 */
TfFindingList *
tf_finding_list_get (TfSession *session)
{
  TfFindingList *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_get_qdata (G_OBJECT (session), g_quark_from_static_string (LIST_KEY));
  if (self != NULL)
    return self;

  self = g_object_new (TF_TYPE_FINDING_LIST, NULL);
  self->session = session;
  g_object_set_qdata_full (G_OBJECT (session), g_quark_from_static_string (LIST_KEY), self, g_object_unref);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (release_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return self;
}

/**
 * tf_finding_list_get_model:
 * @self: the findings
 *
 * Returns: (transfer none): them as a list of #TfFindingItem, gravest first
 */
GListModel *
tf_finding_list_get_model (TfFindingList *self)
{
  g_return_val_if_fail (TF_IS_FINDING_LIST (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * tf_finding_list_get_purpose:
 * @self: the findings
 *
 * Returns: the purpose that the file is held against
 */
TfPurpose
tf_finding_list_get_purpose (TfFindingList *self)
{
  g_return_val_if_fail (TF_IS_FINDING_LIST (self), TF_PURPOSE_FINAL);

  return self->purpose;
}

/**
 * tf_finding_list_set_purpose:
 * @self: the findings
 * @purpose: what an issue would be for
 *
 * Holds the file against another purpose.
 */
void
tf_finding_list_set_purpose (TfFindingList *self,
                             TfPurpose      purpose)
{
  g_return_if_fail (TF_IS_FINDING_LIST (self));
  g_return_if_fail (purpose < TF_N_PURPOSES);

  if (self->purpose == purpose)
    return;

  self->purpose = purpose;
  refresh (self);
}

/**
 * tf_finding_list_count:
 * @self: the findings
 * @severity: a severity
 *
 * Returns: how many are of that severity
 */
guint
tf_finding_list_count (TfFindingList *self,
                       TfSeverity     severity)
{
  guint n = 0;

  g_return_val_if_fail (TF_IS_FINDING_LIST (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    if (get_item (self, i)->finding->severity == severity)
      n++;

  return n;
}

/**
 * tf_finding_list_get_first:
 * @self: the findings
 *
 * Returns: (nullable) (transfer none): what to do next, or `NULL` where nothing is left
 */
const TfFinding *
tf_finding_list_get_first (TfFindingList *self)
{
  g_return_val_if_fail (TF_IS_FINDING_LIST (self), NULL);

  return g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? get_item (self, 0)->finding : NULL;
}

/**
 * tf_finding_list_get_current:
 * @self: the findings
 * @number: (out): its number, from 1; 0 where it is put right
 *
 * Returns: (nullable) (transfer none): the finding that somebody works on, or `NULL`
 */
const TfFinding *
tf_finding_list_get_current (TfFindingList *self,
                             guint         *number)
{
  guint position;

  g_return_val_if_fail (TF_IS_FINDING_LIST (self), NULL);

  *number = 0;
  if (self->current == NULL)
    return NULL;

  if (g_list_store_find (self->items, self->current, &position))
    *number = position + 1;
  return self->current->finding;
}

/**
 * tf_finding_list_walk_to:
 * @self: the findings
 * @item: one of them
 *
 * Goes to where a finding can be put right.
 */
void
tf_finding_list_walk_to (TfFindingList *self,
                         TfFindingItem *item)
{
  g_autofree char *place = NULL;

  g_return_if_fail (TF_IS_FINDING_LIST (self));
  g_return_if_fail (TF_IS_FINDING_ITEM (item));

  g_set_object (&self->current, item);
  place = tf_place_dup_for_finding (self->session, item->finding);
  g_signal_emit (self, signals[WALKED], 0);
  tf_session_navigate (self->session, place);
}

/**
 * tf_finding_list_step:
 * @self: the findings
 * @direction: 1 for the next, -1 for the one before
 *
 * Goes to another finding, from the last one to the first.
 */
void
tf_finding_list_step (TfFindingList *self,
                      int            direction)
{
  guint n;
  guint position;

  g_return_if_fail (TF_IS_FINDING_LIST (self));
  g_return_if_fail (direction == 1 || direction == -1);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  if (n == 0)
    {
      tf_finding_list_stop (self);
      return;
    }

  if (self->current == NULL || !g_list_store_find (self->items, self->current, &position))
    position = direction > 0 ? n - 1 : 0;
  tf_finding_list_walk_to (self, get_item (self, (position + n + direction) % n));
}

/**
 * tf_finding_list_stop:
 * @self: the findings
 *
 * Stops going from finding to finding.
 */
void
tf_finding_list_stop (TfFindingList *self)
{
  g_return_if_fail (TF_IS_FINDING_LIST (self));

  if (self->current == NULL)
    return;

  g_clear_object (&self->current);
  g_signal_emit (self, signals[WALKED], 0);
}
