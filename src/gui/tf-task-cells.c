/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-task-cells.h"

#include "tf-announce.h"
#include "tf-state-image.h"
#include "tf-task-item.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *facts = new_label ("caption");

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (facts, "numeric");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), new_label (NULL));
  gtk_box_append (GTK_BOX (text), new_label ("dim-label"));
  gtk_box_append (GTK_BOX (text), facts);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), text);
  gtk_widget_add_css_class (row, "finding-row");
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         gpointer            writable)
{
  TfTaskItem *item = gtk_list_item_get_item (list_item);
  const TfTask *task = tf_task_item_get (item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *check = gtk_widget_get_first_child (row);
  GtkWidget *image = gtk_widget_get_next_sibling (check);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (image));
  GtkWidget *todo = gtk_widget_get_next_sibling (title);
  GtkWidget *facts = gtk_widget_get_next_sibling (todo);
  g_autofree char *text = tf_task_item_dup_facts (item);
  g_autofree char *sentence = tf_task_item_dup_sentence (item);
  /* Translators: title of a task */
  g_autofree char *choose = g_strdup_printf (_("Choose “%s”"), task->title);

  gtk_widget_set_visible (check, GPOINTER_TO_INT (writable));
  tf_name_control (check, choose);
  g_object_set_data_full (G_OBJECT (list_item), "chosen",
                          g_object_bind_property (item, "chosen", check, "active",
                                                  G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL),
                          (GDestroyNotify) g_binding_unbind);
  tf_state_image_set (image, task->state);
  gtk_label_set_text (GTK_LABEL (title), task->title);
  gtk_label_set_text (GTK_LABEL (todo), task->todo);
  gtk_label_set_text (GTK_LABEL (facts), text);
  if (task->overdue)
    gtk_widget_add_css_class (facts, "error");
  else
    gtk_widget_remove_css_class (facts, "error");
  tf_name_row (row, sentence);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  g_object_set_data (G_OBJECT (list_item), "chosen", NULL);
}

/**
 * tf_task_row_factory_new:
 * @writable: whether tasks can be chosen, to be changed together
 *
 * Returns: (transfer full): makes rows for a list of #TfTaskItem objects
 */
GtkListItemFactory *
tf_task_row_factory_new (gboolean writable)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (writable));
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
