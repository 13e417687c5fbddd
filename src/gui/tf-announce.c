/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-announce.h"

/**
 * tf_announce:
 * @widget: any widget of the window
 * @text: what happened, a sentence
 *
 * Tells people who use a screen reader what others see in a toast.
 *
 * GTK 4.8 has no live regions, so the sentence becomes the description of the focused widget,
 * which readers speak when it changes.
 */
void
tf_announce (GtkWidget  *widget,
             const char *text)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL)
    focus = widget;

  gtk_accessible_update_property (GTK_ACCESSIBLE (focus),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/**
 * tf_announce_elsewhere:
 * @widget: any widget of the window
 * @id: name of what it is about; an older notification of that name is replaced
 * @title: what happened, in two words
 * @text: the same as a sentence
 *
 * Tells people who work in another window. Nothing is shown to those who look at this one.
 */
void
tf_announce_elsewhere (GtkWidget  *widget,
                       const char *id,
                       const char *title,
                       const char *text)
{
  GApplication *application = g_application_get_default ();
  GtkRoot *root;
  g_autoptr(GNotification) notification = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (id != NULL && title != NULL && text != NULL);

  root = gtk_widget_get_root (widget);
  if (application == NULL || (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root))))
    return;

  notification = g_notification_new (title);
  g_notification_set_body (notification, text);
  g_application_send_notification (application, id, notification);
}

/**
 * tf_name_row:
 * @child: the widget of a list item, while it is bound
 * @sentence: the whole sentence that the row says
 *
 * Names the row of a list, column or grid view: the widget above the child in a list view, or the
 * one above that in a column view.
 */
void
tf_name_row (GtkWidget  *child,
             const char *sentence)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_WIDGET (child));
  g_return_if_fail (sentence != NULL);

  for (row = gtk_widget_get_parent (child); row != NULL; row = gtk_widget_get_parent (row))
    {
      GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row));

      if (role != GTK_ACCESSIBLE_ROLE_LIST_ITEM && role != GTK_ACCESSIBLE_ROLE_ROW)
        continue;
      gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                      -1);
      return;
    }
}

/**
 * tf_name_control:
 * @control: a widget that shows no words of its own
 * @name: what it is
 *
 * Names a control, for the eye by a tooltip and for a screen reader by its label.
 */
void
tf_name_control (GtkWidget  *control,
                 const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (control));
  g_return_if_fail (name != NULL);

  gtk_widget_set_tooltip_text (control, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}
