/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-link-list.h"

#include "tf-link-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many links are shown until somebody asks for more. */
#define PORTION 8

struct _TfLinkList
{
  GtkBox            parent_instance;

  TfSession        *session;
  const TfLawEntry *subject;
  TfDossier        *dossier;   /* shown last, or NULL */
  guint             n_rows;
  guint             n_wanted;

  GtkWidget        *list;
  GtkWidget        *more;
  GtkWidget        *hint;
  GtkWidget        *buttons;
  GtkWidget        *existing;
};

G_DEFINE_FINAL_TYPE (TfLinkList, tf_link_list, GTK_TYPE_BOX)

static void
row_activated_cb (TfLinkList    *self,
                  GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "work.preview", "s",
                              tf_link_row_get_id (TF_LINK_ROW (row)));
}

static void
more_cb (TfLinkList *self)
{
  guint n_rows = self->n_rows;

  self->n_wanted += PORTION;
  tf_link_list_update (self, self->dossier);
  gtk_widget_grab_focus (tf_link_list_get_row (self, n_rows));
}

static void
tf_link_list_dispose (GObject *object)
{
  TfLinkList *self = TF_LINK_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_LINK_LIST);
  g_clear_pointer (&self->dossier, tf_dossier_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_link_list_parent_class)->dispose (object);
}

static void
tf_link_list_class_init (TfLinkListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_link_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-link-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TfLinkList, list);
  gtk_widget_class_bind_template_child (widget_class, TfLinkList, more);
  gtk_widget_class_bind_template_child (widget_class, TfLinkList, hint);
  gtk_widget_class_bind_template_child (widget_class, TfLinkList, buttons);
  gtk_widget_class_bind_template_child (widget_class, TfLinkList, existing);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
tf_link_list_init (TfLinkList *self)
{
  self->n_wanted = PORTION;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_link_list_new:
 * @session: a session
 * @subject: the point whose evidence is shown
 *
 * Returns: (transfer floating): a list that tf_link_list_update() fills
 */
GtkWidget *
tf_link_list_new (TfSession        *session,
                  const TfLawEntry *subject)
{
  TfLinkList *self = g_object_new (TF_TYPE_LINK_LIST, NULL);
  g_autofree char *name = NULL;

  self->session = g_object_ref (session);
  self->subject = subject;
  /* Translators: title of a point of the law */
  name = g_strdup_printf (_("Evidence of “%s”"), subject->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_visible (self->buttons, tf_session_is_writable (session));
  return GTK_WIDGET (self);
}

/* The focus stays near where it was when its row goes. */
static void
drop_rows (TfLinkList *self,
           guint       n_links)
{
  while (self->n_rows > n_links)
    {
      GtkWidget *row = tf_link_list_get_row (self, --self->n_rows);
      GtkWidget *focus = gtk_widget_get_focus_child (self->list);

      if (focus == row && self->n_rows > 0)
        gtk_widget_grab_focus (tf_link_list_get_row (self, self->n_rows - 1));
      else if (focus == row)
        gtk_widget_grab_focus (self->existing);
      gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
    }
}

static void
show_more (TfLinkList *self,
           guint       n_links)
{
  guint n = n_links - self->n_rows;
  g_autofree char *label = g_strdup_printf (ngettext ("Show More (%u)", "Show More (%u)", n), n);

  gtk_button_set_label (GTK_BUTTON (self->more), label);
  gtk_widget_set_visible (self->more, n > 0);
}

/**
 * tf_link_list_update:
 * @self: a list
 * @dossier: the technical file
 *
 * Shows the links as they stand in the file, the first ones where there are many.
 */
void
tf_link_list_update (TfLinkList *self,
                     TfDossier  *dossier)
{
  g_autoptr(TfDossier) previous = NULL;
  g_autoptr(GPtrArray) links = NULL;
  guint n_shown;

  g_return_if_fail (TF_IS_LINK_LIST (self));
  g_return_if_fail (dossier != NULL);

  previous = g_steal_pointer (&self->dossier);
  self->dossier = tf_dossier_ref (dossier);
  links = tf_dossier_list_links (dossier, self->subject->id);
  n_shown = MIN (links->len, self->n_wanted);
  drop_rows (self, n_shown);
  for (guint i = 0; i < n_shown; i++)
    {
      if (i == self->n_rows)
        {
          gtk_list_box_append (GTK_LIST_BOX (self->list), tf_link_row_new (self->session));
          self->n_rows++;
        }
      tf_link_row_show (TF_LINK_ROW (tf_link_list_get_row (self, i)), dossier, links->pdata[i]);
    }

  show_more (self, links->len);
  gtk_widget_set_visible (self->list, links->len > 0);
  gtk_widget_set_visible (self->hint, links->len == 0);
}

/**
 * tf_link_list_get_n_rows:
 * @self: a list
 *
 * Returns: how many links it shows
 */
guint
tf_link_list_get_n_rows (TfLinkList *self)
{
  g_return_val_if_fail (TF_IS_LINK_LIST (self), 0);

  return self->n_rows;
}

/**
 * tf_link_list_get_row:
 * @self: a list
 * @index: which row
 *
 * Returns: (transfer none) (nullable): the row
 */
GtkWidget *
tf_link_list_get_row (TfLinkList *self,
                      guint       index)
{
  g_return_val_if_fail (TF_IS_LINK_LIST (self), NULL);

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index));
}

/**
 * tf_link_list_get_button:
 * @self: a list
 *
 * Returns: (transfer none): the button that links existing evidence, at which to ask which
 */
GtkWidget *
tf_link_list_get_button (TfLinkList *self)
{
  g_return_val_if_fail (TF_IS_LINK_LIST (self), NULL);

  return self->existing;
}
