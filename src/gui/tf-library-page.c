/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-library-page.h"

#include "tf-growing-list.h"
#include "tf-product-cells.h"
#include "tf-product-list.h"
#include "tf-sample-starter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfLibraryPage
{
  AdwBin              parent_instance;

  GtkStack           *stack;
  TfSampleStarter    *starter;
  GtkSearchBar       *search_bar;
  GtkEditable        *search_entry;
  GtkToggleButton    *all_button;
  GtkToggleButton    *open_button;
  GtkToggleButton    *due_button;
  GtkColumnView      *column_view;
  GtkListView        *list_view;
  GtkWidget          *nothing_label;

  TfSession          *session;
  TfProductList      *products;
  GtkCustomFilter    *filter;
  GtkSingleSelection *selection;
  char               *words;
  gboolean            focus_wanted; /* the list takes the focus once it is seen */
  guint               focus_id;
};

G_DEFINE_FINAL_TYPE (TfLibraryPage, tf_library_page, ADW_TYPE_BIN)

static gboolean
contains_words (TfLibraryPage *self,
                TfProductItem *item)
{
  g_autofree char *name = g_utf8_casefold (tf_product_item_get_name (item), -1);

  return self->words == NULL || strstr (name, self->words) != NULL;
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  TfLibraryPage *self = user_data;
  const TfProductFacts *facts = tf_product_item_get_facts (item);

  if (!contains_words (self, item))
    return FALSE;
  if (gtk_toggle_button_get_active (self->open_button))
    return facts != NULL && facts->n_open > 0;
  if (gtk_toggle_button_get_active (self->due_button))
    return facts != NULL && facts->due_soon;

  return TRUE;
}

static void
set_count (GtkToggleButton *button,
           const char      *format,
           guint            count)
{
  g_autofree char *label = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  label = g_strdup_printf (format, count);
#pragma GCC diagnostic pop
  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
show_counts (TfLibraryPage *self)
{
  GListModel *model = tf_product_list_get_model (self->products);
  guint n = g_list_model_get_n_items (model);
  guint n_open = 0;
  guint n_due = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(TfProductItem) item = g_list_model_get_item (model, i);
      const TfProductFacts *facts = tf_product_item_get_facts (item);

      n_open += facts != NULL && facts->n_open > 0;
      n_due += facts != NULL && facts->due_soon;
    }

  /* Translators: how many products there are, a button */
  set_count (self->all_button, _("All %u"), n);
  /* Translators: how many products have open points, a button */
  set_count (self->open_button, _("Open %u"), n_open);
  /* Translators: how many products have something due within 30 days, a button */
  set_count (self->due_button, _("Due %u"), n_due);
}

/* What is shown of the list: a table where there is room for one. */
static GtkWidget *
get_view (TfLibraryPage *self)
{
  GtkWidget *table = GTK_WIDGET (self->column_view);

  /* The rows of a table are its last child; before them stand the heads of the columns. */
  return gtk_widget_get_child_visible (gtk_widget_get_ancestor (table, GTK_TYPE_SCROLLED_WINDOW))
           ? gtk_widget_get_last_child (table) : GTK_WIDGET (self->list_view);
}

/* Takes the focus to the product that is selected, as soon as it is there and seen. */
static void
focus_if_wanted (TfLibraryPage *self)
{
  gboolean is_list = strcmp (gtk_stack_get_visible_child_name (self->stack), "list") == 0;

  if (!self->focus_wanted || !gtk_widget_get_mapped (GTK_WIDGET (self->stack)))
    return;

  if (is_list)
    self->focus_wanted = !gtk_widget_child_focus (get_view (self), GTK_DIR_TAB_FORWARD);
  else
    self->focus_wanted = !gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static gboolean
focus_later_cb (gpointer user_data)
{
  TfLibraryPage *self = user_data;

  self->focus_id = 0;
  focus_if_wanted (self);
  return G_SOURCE_REMOVE;
}

static void
show_whether_empty (TfLibraryPage *self)
{
  gboolean empty = g_list_model_get_n_items (tf_product_list_get_model (self->products)) == 0;
  gboolean nothing = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0;

  if (!tf_sample_starter_is_busy (self->starter))
    gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  gtk_widget_set_visible (self->nothing_label, nothing && !empty);
}

static void
refilter_cb (TfLibraryPage *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_whether_empty (self);
}

static void
scanned_cb (TfLibraryPage *self)
{
  show_counts (self);
  refilter_cb (self);
}

static void
items_changed_cb (TfLibraryPage *self)
{
  show_counts (self);
  show_whether_empty (self);
}

static void
search_changed_cb (TfLibraryPage *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);

  g_clear_pointer (&self->words, g_free);
  if (*text != '\0')
    self->words = g_utf8_casefold (text, -1);
  refilter_cb (self);
}

static void
activate_cb (TfLibraryPage *self,
             guint          position)
{
  g_autoptr(TfProductItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *place = g_strdup_printf ("product/%s",
                                            tf_record_get_id (tf_product_item_get_product (item)));

  tf_session_navigate (self->session, place);
}

static void
sample_added_cb (TfLibraryPage *self,
                 TfRecord      *product)
{
  g_autofree char *place = NULL;

  show_whether_empty (self);
  if (product == NULL)
    return;

  place = g_strdup_printf ("product/%s", tf_record_get_id (product));
  tf_session_navigate (self->session, place);
}

static void
restored_cb (TfLibraryPage *self,
             const char    *folder)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-library", "s", folder);
}

/* Acts at once: undo brings everything back. */
static void
remove_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfLibraryPage *self = TF_LIBRARY_PAGE (widget);
  TfProductItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;

  if (item == NULL || !tf_session_is_writable (self->session))
    return;

  product = g_object_ref (tf_product_item_get_product (item));
  if (!tf_store_remove (tf_session_get_store (self->session), product, &error))
    {
      tf_session_report (self->session, error);
      return;
    }

  /* Translators: the name of a product */
  message = g_strdup_printf (_("“%s” removed"), tf_record_get_title (product));
  tf_session_tell_undoable (self->session, message);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  TfLibraryPage *self = TF_LIBRARY_PAGE (widget);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    activate_cb (self, position);
}

static void
add_column (TfLibraryPage *self,
            const char    *title,
            TfProductCell  cell,
            gboolean       sorted)
{
  g_autoptr(GtkColumnViewColumn) column =
    gtk_column_view_column_new (title, tf_product_cell_factory_new (cell));
  g_autoptr(GtkSorter) sorter = sorted ? tf_product_cell_sorter_new (cell) : NULL;

  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, cell == TF_PRODUCT_CELL_NAME);
  gtk_column_view_column_set_resizable (column, cell == TF_PRODUCT_CELL_NAME);
  gtk_column_view_append_column (self->column_view, column);
  if (cell == TF_PRODUCT_CELL_NAME)
    gtk_column_view_sort_by_column (self->column_view, column, GTK_SORT_ASCENDING);
}

static void
set_up_views (TfLibraryPage *self)
{
  g_autoptr(GtkListItemFactory) factory = tf_product_cell_factory_new (TF_PRODUCT_CELL_ROW);

  add_column (self, _("Product"), TF_PRODUCT_CELL_NAME, TRUE);
  add_column (self, _("Release"), TF_PRODUCT_CELL_RELEASE, FALSE);
  /* Translators: heading over eight symbols, one for each family of evidence */
  add_column (self, _("Points 1–8"), TF_PRODUCT_CELL_STATES, FALSE);
  add_column (self, _("Open Points"), TF_PRODUCT_CELL_OPEN, TRUE);
  add_column (self, _("Next Due"), TF_PRODUCT_CELL_DUE, TRUE);
  gtk_list_view_set_factory (self->list_view, factory);
}

/* Only the view that is seen makes rows. */
static void
show_model (TfLibraryPage *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  gboolean narrow = gtk_widget_get_mapped (GTK_WIDGET (self->list_view));

  gtk_column_view_set_model (self->column_view, narrow ? NULL : model);
  gtk_list_view_set_model (self->list_view, narrow ? model : NULL);
}

static void
set_up_model (TfLibraryPage *self)
{
  GListModel *products = tf_product_list_get_model (self->products);
  GtkSorter *sorter = gtk_column_view_get_sorter (self->column_view);
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (products),
                                        GTK_FILTER (g_object_ref (self->filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (sorter));
  self->selection = gtk_single_selection_new (tf_growing_list_new (G_LIST_MODEL (sorted)));
  g_object_unref (sorted);
  show_model (self);
}

/* The views come to sight one at a time. */
static void
view_map_cb (TfLibraryPage *self)
{
  if (self->selection != NULL)
    show_model (self);
}

static void
clear_model (TfLibraryPage *self)
{
  if (self->products == NULL)
    return;

  tf_product_list_stop (self->products);
  g_signal_handlers_disconnect_by_data (tf_product_list_get_model (self->products), self);
  g_signal_handlers_disconnect_by_data (self->products, self);
  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->products);
}

/* Only after the first layout is it known which of the two lists is seen. */
static void
tf_library_page_map (GtkWidget *widget)
{
  TfLibraryPage *self = TF_LIBRARY_PAGE (widget);

  GTK_WIDGET_CLASS (tf_library_page_parent_class)->map (widget);
  if (self->products != NULL)
    tf_product_list_set_seen (self->products, TRUE);
  if (self->focus_wanted && self->focus_id == 0)
    self->focus_id = g_idle_add_full (G_PRIORITY_LOW, focus_later_cb, self, NULL);
}

static void
tf_library_page_unmap (GtkWidget *widget)
{
  TfLibraryPage *self = TF_LIBRARY_PAGE (widget);

  if (self->products != NULL)
    tf_product_list_set_seen (self->products, FALSE);
  GTK_WIDGET_CLASS (tf_library_page_parent_class)->unmap (widget);
}

static void
tf_library_page_dispose (GObject *object)
{
  TfLibraryPage *self = TF_LIBRARY_PAGE (object);

  g_clear_handle_id (&self->focus_id, g_source_remove);

  clear_model (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (tf_library_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, starter);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, due_button);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, TfLibraryPage, nothing_label);
  gtk_widget_class_bind_template_callback (widget_class, refilter_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, restored_cb);
}

static void
tf_library_page_class_init (TfLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_library_page_dispose;
  widget_class->map = tf_library_page_map;
  widget_class->unmap = tf_library_page_unmap;

  g_type_ensure (TF_TYPE_SAMPLE_STARTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-library-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "library.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "library.remove", NULL, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "library.remove", NULL);
}

static void
tf_library_page_init (TfLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->stack));
  set_up_views (self);
  g_signal_connect_object (self->column_view, "map", G_CALLBACK (view_map_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_view, "map", G_CALLBACK (view_map_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * tf_library_page_set_session:
 * @self: the page
 * @session: what the window works on
 *
 * Shows the products of another library.
 */
void
tf_library_page_set_session (TfLibraryPage *self,
                             TfSession     *session)
{
  g_return_if_fail (TF_IS_LIBRARY_PAGE (self));
  g_return_if_fail (TF_IS_SESSION (session));

  clear_model (self);
  g_set_object (&self->session, session);
  tf_sample_starter_set_session (self->starter, session);
  self->products = tf_product_list_new (session);
  set_up_model (self);
  g_signal_connect_object (tf_product_list_get_model (self->products), "items-changed",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->products, "scanned", G_CALLBACK (scanned_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.remove",
                                 tf_session_is_writable (session));
  items_changed_cb (self);
  tf_product_list_set_seen (self->products, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/**
 * tf_library_page_focus:
 * @self: the page
 *
 * Moves the focus to the product that is selected, or to the first step where there is none.
 */
void
tf_library_page_focus (TfLibraryPage *self)
{
  g_return_if_fail (TF_IS_LIBRARY_PAGE (self));

  self->focus_wanted = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->focus_id == 0)
    self->focus_id = g_idle_add_full (G_PRIORITY_LOW, focus_later_cb, self, NULL);
}

/**
 * tf_library_page_start_search:
 * @self: the page
 *
 * Puts the caret where words to look for are typed.
 */
void
tf_library_page_start_search (TfLibraryPage *self)
{
  g_return_if_fail (TF_IS_LIBRARY_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
