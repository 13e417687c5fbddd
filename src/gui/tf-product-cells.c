/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-product-cells.h"

#include "tf-announce.h"
#include "tf-state-image.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
new_label (gboolean    numeric,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), numeric ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), numeric ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  if (numeric)
    gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_states (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < TF_N_FAMILIES; i++)
    gtk_box_append (GTK_BOX (box), tf_state_image_new (TF_STATE_MISSING));

  return box;
}

static void
show_states (GtkWidget     *box,
             TfProductItem *item)
{
  const TfProductFacts *facts = tf_product_item_get_facts (item);
  GtkWidget *image = gtk_widget_get_first_child (box);

  gtk_widget_set_visible (box, facts != NULL);
  for (guint i = 0; facts != NULL && i < TF_N_FAMILIES && image != NULL; i++)
    {
      g_autofree char *tooltip = NULL;

      tf_state_image_set (image, facts->states[i]);
      /* Translators: a point of the law, then how far it is answered */
      tooltip = g_strdup_printf (_("%s: %s"), facts->titles[i] != NULL ? facts->titles[i] : "",
                                 tf_state_get_label (facts->states[i]));
      tf_name_control (image, tooltip);
      image = gtk_widget_get_next_sibling (image);
    }
}

static void
show_open (GtkWidget     *label,
           TfProductItem *item)
{
  const TfProductFacts *facts = tf_product_item_get_facts (item);
  g_autofree char *text = facts != NULL ? g_strdup_printf ("%u", facts->n_open) : g_strdup ("…");

  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
show_due (GtkWidget     *label,
          TfProductItem *item)
{
  const TfProductFacts *facts = tf_product_item_get_facts (item);

  gtk_label_set_text (GTK_LABEL (label), facts != NULL ? facts->due : "");
  if (facts != NULL && facts->overdue)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}

static GtkWidget *
new_row (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = new_label (FALSE, "heading");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), new_label (FALSE, "dim-label"));
  gtk_box_append (GTK_BOX (bottom), new_states ());
  gtk_box_append (GTK_BOX (bottom), new_label (FALSE, "dim-label"));
  gtk_box_append (GTK_BOX (row), top);
  gtk_box_append (GTK_BOX (row), bottom);
  gtk_widget_add_css_class (row, "product-row");

  return row;
}

static void
show_row (GtkWidget     *row,
          TfProductItem *item)
{
  const TfProductFacts *facts = tf_product_item_get_facts (item);
  GtkWidget *top = gtk_widget_get_first_child (row);
  GtkWidget *bottom = gtk_widget_get_next_sibling (top);
  g_autofree char *open = NULL;

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (top)),
                      tf_product_item_get_name (item));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (top)),
                      facts != NULL ? facts->release : "");
  show_states (gtk_widget_get_first_child (bottom), item);
  if (facts != NULL)
    open = g_strdup_printf (ngettext ("%u open", "%u open", facts->n_open), facts->n_open);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (bottom)), open != NULL ? open : "…");
}

static void
update_cb (GtkListItem *list_item)
{
  TfProductCell cell = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list_item), "cell"));
  GtkWidget *child = gtk_list_item_get_child (list_item);
  TfProductItem *item = gtk_list_item_get_item (list_item);
  const TfProductFacts *facts = tf_product_item_get_facts (item);
  g_autofree char *sentence = NULL;

  switch (cell)
    {
    case TF_PRODUCT_CELL_NAME:
      gtk_label_set_text (GTK_LABEL (child), tf_product_item_get_name (item));
      break;
    case TF_PRODUCT_CELL_RELEASE:
      gtk_label_set_text (GTK_LABEL (child), facts != NULL ? facts->release : "");
      return;
    case TF_PRODUCT_CELL_STATES:
      show_states (child, item);
      return;
    case TF_PRODUCT_CELL_OPEN:
      show_open (child, item);
      return;
    case TF_PRODUCT_CELL_DUE:
      show_due (child, item);
      return;
    case TF_PRODUCT_CELL_ROW:
      show_row (child, item);
      break;
    default:
      g_assert_not_reached ();
    }

  sentence = tf_product_item_dup_sentence (item);
  tf_name_row (child, sentence);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item,
          gpointer            cell)
{
  GtkWidget *child = NULL;

  switch ((TfProductCell) GPOINTER_TO_UINT (cell))
    {
    case TF_PRODUCT_CELL_NAME:
      child = new_label (FALSE, "heading");
      break;
    case TF_PRODUCT_CELL_RELEASE:
      child = new_label (FALSE, "dim-label");
      break;
    case TF_PRODUCT_CELL_STATES:
      child = new_states ();
      break;
    case TF_PRODUCT_CELL_OPEN:
    case TF_PRODUCT_CELL_DUE:
      child = new_label (TRUE, NULL);
      break;
    case TF_PRODUCT_CELL_ROW:
      child = new_row ();
      break;
    default:
      g_assert_not_reached ();
    }

  g_object_set_data (G_OBJECT (list_item), "cell", cell);
  gtk_list_item_set_child (list_item, child);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  g_signal_connect_object (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (update_cb),
                           list_item, G_CONNECT_SWAPPED);
  update_cb (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), update_cb, list_item);
}

/**
 * tf_product_cell_factory_new:
 * @cell: what the cells show
 *
 * Returns: (transfer full): a factory of such cells for #TfProductItem
 */
GtkListItemFactory *
tf_product_cell_factory_new (TfProductCell cell)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (cell));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  return factory;
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      cell)
{
  TfProductItem *first = (TfProductItem *) a;
  TfProductItem *second = (TfProductItem *) b;
  const TfProductFacts *x = tf_product_item_get_facts (first);
  const TfProductFacts *y = tf_product_item_get_facts (second);

  if (GPOINTER_TO_UINT (cell) == TF_PRODUCT_CELL_NAME || x == NULL || y == NULL)
    return g_utf8_collate (tf_product_item_get_name (first), tf_product_item_get_name (second));
  if (GPOINTER_TO_UINT (cell) == TF_PRODUCT_CELL_OPEN)
    return (x->n_open > y->n_open) - (x->n_open < y->n_open);

  /* What has no date comes last. */
  if ((*x->due == '\0') != (*y->due == '\0'))
    return *x->due == '\0' ? 1 : -1;
  return g_strcmp0 (x->due, y->due);
}

/**
 * tf_product_cell_sorter_new:
 * @cell: what to sort by: name, open points or next date
 *
 * Returns: (transfer full): a sorter of #TfProductItem
 */
GtkSorter *
tf_product_cell_sorter_new (TfProductCell cell)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (cell), NULL));
}
