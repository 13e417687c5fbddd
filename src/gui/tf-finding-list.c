/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-finding-list.h"

#include "tf-place.h"
#include "tf-today.h"

#include <glib/gi18n-lib.h>
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
  TfRecord      *release;   /* what the findings are about */
  GListStore    *items;
  TfPurpose      purpose;
  TfFindingItem *current;
  guint          position;  /* of the current one; where the next one is once it is put right */
  gboolean       walking;   /* on the way to a finding */
};

G_DEFINE_FINAL_TYPE (TfFindingList, tf_finding_list, G_TYPE_OBJECT)

enum {
  CHANGED,
  MENDED,
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

/* The same finding in other words, should there still be one. */
static TfFindingItem *
find_successor (TfFindingList *self)
{
  const TfFinding *old = self->current->finding;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      TfFindingItem *item = get_item (self, i);

      if (strcmp (item->finding->rule, old->rule) == 0 &&
          strcmp (item->finding->subject, old->subject) == 0 &&
          strcmp (item->finding->record, old->record) == 0 &&
          strcmp (item->finding->field, old->field) == 0)
        return item;
    }

  return NULL;
}

/* Who puts a finding right is through with it; the next one stands at its place then. */
static void
note_current (TfFindingList *self)
{
  g_autoptr(TfFindingItem) mended = NULL;
  TfFindingItem *successor;

  if (self->current == NULL || g_list_store_find (self->items, self->current, &self->position))
    return;

  successor = find_successor (self);
  if (successor != NULL && g_list_store_find (self->items, successor, &self->position))
    {
      g_set_object (&self->current, successor);
      return;
    }

  mended = g_steal_pointer (&self->current);
  g_signal_emit (self, signals[MENDED], 0, mended->finding->message);
}

static void
refresh (TfFindingList *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  g_autoptr(GPtrArray) findings = NULL;
  GDate today;

  if (g_set_object (&self->release, tf_session_get_release (self->session)))
    tf_finding_list_stop (self);
  tf_today (&today);
  if (dossier != NULL)
    findings = tf_check_dossier (dossier, self->purpose, &today);
  else
    findings = g_ptr_array_new ();

  replace (self, findings);
  note_current (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tf_finding_list_dispose (GObject *object)
{
  TfFindingList *self = TF_FINDING_LIST (object);

  g_clear_object (&self->current);
  g_clear_object (&self->release);
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
   * TfFindingList::mended:
   * @self: the list
   * @message: what the finding said
   *
   * Emitted when the finding that somebody went to is put right.
   */
  signals[MENDED] = g_signal_new ("mended", TF_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
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
  g_object_set_qdata_full (G_OBJECT (session), g_quark_from_static_string (LIST_KEY), self,
                           g_object_unref);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
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

  tf_finding_list_stop (self);
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
 * tf_finding_list_dup_verdict:
 * @self: the findings
 *
 * Returns: (transfer full): what the file is held against and how much prevents it, a sentence
 */
char *
tf_finding_list_dup_verdict (TfFindingList *self)
{
  guint n;

  g_return_val_if_fail (TF_IS_FINDING_LIST (self), NULL);

  n = tf_finding_list_count (self, TF_SEVERITY_BLOCKS);
  switch (self->purpose)
    {
    case TF_PURPOSE_DRAFT:
      return n == 0 ? g_strdup (_("For a draft, nothing blocks"))
                    : g_strdup_printf (ngettext ("For a draft, %u thing blocks",
                                                 "For a draft, %u things block", n), n);
    case TF_PURPOSE_DOSSIER:
      return n == 0 ? g_strdup (_("For a dossier, nothing blocks"))
                    : g_strdup_printf (ngettext ("For a dossier, %u thing blocks",
                                                 "For a dossier, %u things block", n), n);
    case TF_PURPOSE_FINAL:
    default:
      return n == 0 ? g_strdup (_("For a final issue, nothing blocks"))
                    : g_strdup_printf (ngettext ("For a final issue, %u thing blocks",
                                                 "For a final issue, %u things block", n), n);
    }
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

  return g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0
           ? get_item (self, 0)->finding : NULL;
}

/**
 * tf_finding_list_get_current:
 * @self: the findings
 * @number: (out): its number, from 1
 *
 * Returns: (nullable) (transfer none): the finding that somebody works on, or `NULL`
 */
const TfFinding *
tf_finding_list_get_current (TfFindingList *self,
                             guint         *number)
{
  g_return_val_if_fail (TF_IS_FINDING_LIST (self), NULL);

  *number = self->position + 1;
  return self->current != NULL ? self->current->finding : NULL;
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

  if (!g_list_store_find (self->items, item, &self->position))
    return;

  g_set_object (&self->current, item);
  place = tf_place_dup_for_finding (self->session, item->finding);
  g_signal_emit (self, signals[WALKED], 0);
  self->walking = TRUE;
  tf_session_navigate (self->session, place);
  self->walking = FALSE;
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

  /* What followed a finding that was put right has moved up to its place. */
  position = self->position;
  if (self->current != NULL || direction < 0)
    position += n + direction;
  tf_finding_list_walk_to (self, get_item (self, position % n));
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

  self->position = 0;
  if (self->current == NULL)
    return;

  g_clear_object (&self->current);
  g_signal_emit (self, signals[WALKED], 0);
}

/**
 * tf_finding_list_leave:
 * @self: the findings
 *
 * Stops going from finding to finding where a person goes to another place otherwise.
 */
void
tf_finding_list_leave (TfFindingList *self)
{
  g_return_if_fail (TF_IS_FINDING_LIST (self));

  if (!self->walking)
    tf_finding_list_stop (self);
}
