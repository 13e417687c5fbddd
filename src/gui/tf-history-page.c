/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-history-page.h"

#include "tf-announce.h"
#include "tf-change-text.h"
#include "tf-growing-list.h"
#include "tf-page.h"
#include "tf-today.h"
#include "tf-widget-task.h"

#include <glib/gi18n-lib.h>

/* How many rows of the log are shown. */
#define MAX_CHANGES 20000

/* A row of the log as an object, for list models. */
#define TF_TYPE_CHANGE_ITEM (tf_change_item_get_type ())
G_DECLARE_FINAL_TYPE (TfChangeItem, tf_change_item, TF, CHANGE_ITEM, GObject)

struct _TfChangeItem
{
  GObject   parent_instance;

  TfChange *change;
};

G_DEFINE_FINAL_TYPE (TfChangeItem, tf_change_item, G_TYPE_OBJECT)

struct _TfHistoryPage
{
  AdwBin       parent_instance;

  GtkStack    *stack;
  GtkListView *list_view;

  TfSession   *session;
  GListStore  *changes;    /* the newest first */
  gint64       last;       /* the newest row that is shown */
  GCancellable *reading;   /* or NULL */
  gboolean     outdated;   /* something has changed since reading began */
};

static void tf_history_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfHistoryPage, tf_history_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_history_page_page_init))

static void
tf_change_item_finalize (GObject *object)
{
  tf_change_free (TF_CHANGE_ITEM (object)->change);

  G_OBJECT_CLASS (tf_change_item_parent_class)->finalize (object);
}

static void
tf_change_item_class_init (TfChangeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_change_item_finalize;
}

static void
tf_change_item_init (TfChangeItem *self)
{
}

static gpointer
new_item (TfChange *change)
{
  TfChangeItem *item = g_object_new (TF_TYPE_CHANGE_ITEM, NULL);

  item->change = change;
  return item;
}

typedef struct
{
  char   *library;
  char   *product;
  gint64  after;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->library);
  g_free (reading->product);
  g_free (reading);
}

/* A store of its own: the one of the window belongs to the main thread. */
static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  g_autoptr(TfStore) store = tf_store_open (reading->library, FALSE, &error);
  GPtrArray *changes = NULL;

  if (store != NULL)
    changes = tf_store_list_last_changes (store, reading->product, reading->after, MAX_CHANGES,
                                          &error);
  if (changes != NULL)
    g_task_return_pointer (task, changes, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void refresh (TfHistoryPage *self);

static void
take_changes (TfHistoryPage *self,
              GPtrArray     *changes)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (changes->len > 0)
    self->last = ((TfChange *) changes->pdata[0])->seq;
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (items, new_item (g_steal_pointer (&changes->pdata[i])));

  if (items->len > 0)
    g_list_store_splice (self->changes, 0, 0, items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->changes)) > 0
                                      ? "list"
                                      : "nothing");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(TfHistoryPage) self = tf_widget_task_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL || self->session == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading);
  if (changes != NULL)
    take_changes (self, changes);
  else
    tf_session_report (self->session, error);
  if (self->outdated)
    refresh (self);
}

/* Reads what has come to the log since, so that a long history is read once. */
static void
refresh (TfHistoryPage *self)
{
  TfRecord *product = tf_session_get_product (self->session);
  g_autoptr(GTask) task = NULL;
  Reading *reading;

  if (product == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->outdated = self->reading != NULL;
  if (self->outdated)
    return;

  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->library = g_strdup (tf_store_get_path (tf_session_get_store (self->session)));
  reading->product = g_strdup (tf_record_get_id (product));
  reading->after = self->last;
  task = tf_widget_task_new (GTK_WIDGET (self), self->reading, read_cb);
  g_task_set_source_tag (task, refresh);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_thread);
}

static void
stop_reading (TfHistoryPage *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
release_changed_cb (TfHistoryPage *self)
{
  stop_reading (self);
  g_list_store_remove_all (self->changes);
  self->last = 0;
  refresh (self);
}

static GtkWidget *
new_label (const char *css_class,
           gboolean    wrap)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *when = new_label ("caption", TRUE);

  gtk_widget_add_css_class (when, "dim-label");
  gtk_box_append (GTK_BOX (box), new_label ("heading", TRUE));
  gtk_box_append (GTK_BOX (box), new_label (NULL, TRUE));
  gtk_box_append (GTK_BOX (box), when);
  gtk_widget_add_css_class (box, "finding-row");
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         TfHistoryPage      *self)
{
  const TfChange *change = TF_CHANGE_ITEM (gtk_list_item_get_item (list_item))->change;
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *subject_label = gtk_widget_get_first_child (box);
  g_autofree char *subject = tf_change_dup_subject (self->session, change);
  g_autofree char *action = tf_change_dup_action (change);
  g_autofree char *before = tf_change_dup_value (self->session, change, change->before);
  g_autofree char *after = tf_change_dup_value (self->session, change, change->after);
  g_autofree char *at = tf_dup_local_time (change->at);
  /* Translators: a value before and after a change */
  g_autofree char *values = g_strdup_printf (_("%s → %s"), before, after);
  /* Translators: when, who, and what the person did */
  g_autofree char *when = g_strdup_printf (_("%s, %s, %s"), at, change->who, action);
  g_autofree char *sentence = g_strdup_printf ("%s. %s. %s", subject, values, when);

  gtk_label_set_text (GTK_LABEL (subject_label), subject);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (subject_label)), values);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), when);
  tf_name_row (box, sentence);
}

static void
tf_history_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tf_history_page_parent_class)->map (widget);

  refresh (TF_HISTORY_PAGE (widget));
}

static void
tf_history_page_page_init (TfPageInterface *iface)
{
}

static void
tf_history_page_dispose (GObject *object)
{
  TfHistoryPage *self = TF_HISTORY_PAGE (object);

  stop_reading (self);
  if (self->list_view != NULL)
    {
      gtk_list_view_set_model (self->list_view, NULL);
      gtk_list_view_set_factory (self->list_view, NULL);
    }
  /* The template would let go of the child that the bin lets go of too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_HISTORY_PAGE);
  g_clear_object (&self->changes);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_history_page_parent_class)->dispose (object);
}

static void
tf_history_page_class_init (TfHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_history_page_dispose;
  widget_class->map = tf_history_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TfHistoryPage, list_view);
}

static void
tf_history_page_init (TfHistoryPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) selection = NULL;
  GListModel *model;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->changes = g_list_store_new (TF_TYPE_CHANGE_ITEM);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  model = tf_growing_list_new (G_LIST_MODEL (self->changes));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (model));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, selection);
  /* Whether there is nothing is known only when the log was read. */
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/**
 * tf_history_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_history_page_new (TfSession *session)
{
  TfHistoryPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_HISTORY_PAGE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::product", G_CALLBACK (release_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
