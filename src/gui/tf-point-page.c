/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-point-page.h"

#include "tf-page.h"
#include "tf-point-head.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfPointPage
{
  GtkBox            parent_instance;

  TfSession        *session;
  TfRecord         *release;     /* whose sections are shown */
  const TfLawEntry *slot;
  char             *title;
  guint             n_filled;    /* how many children of the point are shown */
  guint             fill_id;

  GtkWidget        *workbench;
  GtkWidget        *column;
  GtkWidget        *head;
  GtkWidget        *sections;
  GtkWidget        *next;
};

static void tf_point_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfPointPage, tf_point_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_point_page_page_init))

static const TfLawEntry *
find_next (TfPointPage *self)
{
  GPtrArray *slots = tf_law_list (tf_session_get_law (self->session), TF_LAW_SLOT);

  for (guint i = 0; i + 1 < slots->len; i++)
    if (slots->pdata[i] == self->slot)
      return slots->pdata[i + 1];

  return NULL;
}

static void
next_cb (TfPointPage *self)
{
  const TfLawEntry *next = find_next (self);
  g_autofree char *place = next != NULL ? g_strdup_printf ("point/%s", next->id)
                                        : g_strdup ("matrix");

  tf_session_navigate (self->session, place);
}

static void
update (TfPointPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);

  if (dossier == NULL || self->slot == NULL ||
      self->release != tf_session_get_release (self->session))
    return;

  tf_point_head_update (TF_POINT_HEAD (self->head), dossier);
  tf_workbench_update (TF_WORKBENCH (self->workbench));
}

static void
show_next (TfPointPage *self)
{
  const TfLawEntry *next = find_next (self);
  g_autofree char *heading = next != NULL ? tf_law_entry_dup_heading (next) : NULL;
  /* Translators: a point of the law, which comes after the one shown */
  g_autofree char *label = g_strdup_printf (_("Next: %s"), heading != NULL
                                                           ? heading
                                                           : _("Essential Requirements"));

  gtk_button_set_label (GTK_BUTTON (self->next), label);
}

static void
fill_next (TfPointPage *self)
{
  const TfLawEntry *child = g_ptr_array_index (self->slot->children, self->n_filled++);

  if (child->kind == TF_LAW_ELEMENT)
    tf_workbench_add_section (TF_WORKBENCH (self->workbench), GTK_BOX (self->sections), child);
}

/* One section at a time, so that the window can draw and be used meanwhile. */
static gboolean
fill_cb (gpointer user_data)
{
  TfPointPage *self = user_data;

  if (self->n_filled < self->slot->children->len)
    {
      fill_next (self);
      return G_SOURCE_CONTINUE;
    }

  self->fill_id = 0;
  tf_workbench_show_first (TF_WORKBENCH (self->workbench));
  return G_SOURCE_REMOVE;
}

static void
fill_until (TfPointPage      *self,
            const TfLawEntry *entry)
{
  while (self->n_filled < self->slot->children->len &&
         tf_workbench_get_section (TF_WORKBENCH (self->workbench), entry->id) == NULL)
    fill_next (self);
}

static void
clear (TfPointPage *self)
{
  g_clear_handle_id (&self->fill_id, g_source_remove);
  tf_workbench_clear (TF_WORKBENCH (self->workbench));
}

static void
show_slot (TfPointPage      *self,
           const TfLawEntry *slot)
{
  clear (self);
  self->slot = slot;
  g_set_object (&self->release, tf_session_get_release (self->session));
  g_free (self->title);
  self->title = tf_law_entry_dup_heading (slot);
  tf_point_head_show (TF_POINT_HEAD (self->head), slot);
  self->n_filled = 0;
  self->fill_id = g_idle_add (fill_cb, self);
  show_next (self);
  update (self);
  tf_page_changed (TF_PAGE (self));
}

static gboolean
tf_point_page_go (TfPage     *page,
                  const char *rest)
{
  TfPointPage *self = TF_POINT_PAGE (page);
  const TfLawEntry *entry = tf_law_lookup (tf_session_get_law (self->session), rest);
  const TfLawEntry *slot = entry;
  TfPartSection *section;
  gboolean arrives;

  if (entry != NULL && entry->kind == TF_LAW_ELEMENT)
    slot = entry->parent;
  if (slot == NULL || slot->kind != TF_LAW_SLOT || tf_session_get_release (self->session) == NULL)
    return FALSE;

  arrives = slot != self->slot || self->release != tf_session_get_release (self->session);
  if (arrives)
    show_slot (self, slot);
  /* A point just arrived at begins in its first text, and not on the bar above. */
  if (entry == slot && arrives && slot->children->len > 0)
    entry = g_ptr_array_index (slot->children, 0);
  if (entry != slot)
    {
      fill_until (self, entry);
      section = tf_workbench_get_section (TF_WORKBENCH (self->workbench), entry->id);
      tf_part_section_focus (section);
    }
  return TRUE;
}

static const char *
tf_point_page_get_title (TfPage *page)
{
  return TF_POINT_PAGE (page)->title;
}

static GtkWidget *
tf_point_page_get_pane (TfPage *page)
{
  return GTK_WIDGET (tf_workbench_get_pane (TF_WORKBENCH (TF_POINT_PAGE (page)->workbench)));
}

static void
tf_point_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_point_page_go;
  iface->get_title = tf_point_page_get_title;
  iface->get_pane = tf_point_page_get_pane;
}

static void
release_cb (TfPointPage *self)
{
  if (tf_session_get_release (self->session) != self->release)
    {
      clear (self);
      g_clear_object (&self->release);
      if (self->slot != NULL && tf_session_get_release (self->session) != NULL)
        show_slot (self, self->slot);
    }
}

static void
show_pane_cb (TfPointPage *self)
{
  tf_page_show_pane (TF_PAGE (self));
}

static void
tf_point_page_dispose (GObject *object)
{
  TfPointPage *self = TF_POINT_PAGE (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_POINT_PAGE);
  g_clear_object (&self->release);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_point_page_parent_class)->dispose (object);
}

static void
tf_point_page_finalize (GObject *object)
{
  g_free (TF_POINT_PAGE (object)->title);

  G_OBJECT_CLASS (tf_point_page_parent_class)->finalize (object);
}

static void
tf_point_page_class_init (TfPointPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_point_page_dispose;
  object_class->finalize = tf_point_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-point-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPointPage, column);
  gtk_widget_class_bind_template_child (widget_class, TfPointPage, sections);
  gtk_widget_class_bind_template_child (widget_class, TfPointPage, next);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
tf_point_page_init (TfPointPage *self)
{
  self->title = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_point_page_new:
 * @session: a session
 *
 * Returns: (transfer floating): the page of a point; tf_page_go() says which
 */
GtkWidget *
tf_point_page_new (TfSession *session)
{
  TfPointPage *self = g_object_new (TF_TYPE_POINT_PAGE, NULL);

  self->session = g_object_ref (session);
  self->workbench = tf_workbench_new (session);
  gtk_widget_set_hexpand (self->workbench, TRUE);
  gtk_box_append (GTK_BOX (self), self->workbench);
  tf_workbench_set_child (TF_WORKBENCH (self->workbench), self->column);
  self->head = tf_point_head_new ();
  gtk_box_prepend (GTK_BOX (self->column), self->head);

  g_signal_connect_object (self->workbench, "show-pane", G_CALLBACK (show_pane_cb), self,
                           G_CONNECT_SWAPPED);
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) update);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (release_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * tf_point_page_get_workbench:
 * @self: a page
 *
 * Returns: (transfer none): where its sections are
 */
TfWorkbench *
tf_point_page_get_workbench (TfPointPage *self)
{
  g_return_val_if_fail (TF_IS_POINT_PAGE (self), NULL);

  return TF_WORKBENCH (self->workbench);
}
