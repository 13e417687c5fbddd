/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-drop-down.h"

/* How long a line in an open list gets. */
#define LINE_CHARS 36

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  GtkStringObject *string = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (string));
  gtk_widget_set_tooltip_text (label, gtk_string_object_get_string (string));
}

/**
 * tf_drop_down_new:
 *
 * Makes a drop-down list of strings that gets shorter where room is scarce, unlike the one of the
 * platform, which makes the window as wide as its longest entry.
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
tf_drop_down_new (void)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);

  return drop_down;
}

static void
setup_whole_cb (GtkListItemFactory *factory,
                GtkListItem        *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  g_object_bind_property (list_item, "selected", mark, "visible", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_whole_cb (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  GtkStringObject *string = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (string));
}

/**
 * tf_drop_down_list_factory_new:
 *
 * Makes a factory for the open list of a row or drop-down of strings, which shows each of them
 * whole, on several lines where it must be.
 *
 * Returns: (transfer full): the factory
 */
GtkListItemFactory *
tf_drop_down_list_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_whole_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_whole_cb), NULL);
  return factory;
}
