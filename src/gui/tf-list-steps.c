/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-list-steps.h"

static void
show_row (GtkListBox    *list,
          GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (list);
  graphene_rect_t bounds;

  if (adjustment == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list), &bounds))
    return;

  gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/**
 * tf_list_steps_take_key:
 * @list: what was found, with one row selected
 * @entry: where the person types and the focus stays
 * @keyval: the key that was pressed there
 *
 * Lets Up and Down choose in the list below an entry, so that the person can go on typing, and
 * Return takes what is chosen.
 *
 * Returns: whether the key was one of these
 */
gboolean
tf_list_steps_take_key (GtkListBox *list,
                        GtkWidget  *entry,
                        guint       keyval)
{
  GtkListBoxRow *row = NULL;
  int step = 0;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), GDK_EVENT_PROPAGATE);
  g_return_val_if_fail (GTK_IS_WIDGET (entry), GDK_EVENT_PROPAGATE);

  row = gtk_list_box_get_selected_row (list);
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    step = 1;
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    step = -1;
  if (step == 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;

  row = gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (row) + step);
  if (row != NULL)
    {
      gtk_list_box_select_row (list, row);
      show_row (list, row);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                      GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
    }
  return GDK_EVENT_STOP;
}
