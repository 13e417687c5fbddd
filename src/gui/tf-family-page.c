/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-family-page.h"

#include "tf-page.h"
#include "tf-place.h"
#include "tf-state-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfFamilyPage
{
  AdwBin            parent_instance;

  GtkLabel         *citation_label;
  GtkLabel         *summary_label;
  GtkBox           *points_box;

  TfSession        *session;
  const TfLawEntry *family;
  char             *title;
  GPtrArray        *images;   /* GtkImage, in the order of entries */
  GPtrArray        *entries;  /* TfLawEntry */
  GPtrArray        *rows;
};

static void tf_family_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfFamilyPage, tf_family_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_family_page_page_init))

static void
show_states (TfFamilyPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);

  for (guint i = 0; dossier != NULL && i < self->entries->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (self->entries, i);
      TfState state = tf_state_of (dossier, entry);
      g_autofree char *heading = tf_law_entry_dup_heading (entry);
      /* Translators: a point of the law, then how far it is answered */
      g_autofree char *sentence = g_strdup_printf (_("%s: %s"), heading,
                                                   tf_state_get_label (state));

      tf_state_image_set (g_ptr_array_index (self->images, i), state);
      gtk_accessible_update_property (g_ptr_array_index (self->rows, i),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
      if (entry->kind == TF_LAW_ELEMENT)
        adw_action_row_set_subtitle (g_ptr_array_index (self->rows, i), tf_state_get_label (state));
    }
}

static void
activated_cb (AdwActionRow *row,
              TfFamilyPage *self)
{
  guint position;

  if (g_ptr_array_find (self->rows, row, &position))
    {
      g_autofree char *place = tf_place_dup_for_entry (g_ptr_array_index (self->entries, position));

      tf_session_navigate (self->session, place);
    }
}

static void
append_row (TfFamilyPage     *self,
            GtkWidget        *group,
            const TfLawEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = tf_state_image_new (TF_STATE_MISSING);

  g_object_set (row, "use-markup", FALSE, "title", entry->title, "activatable", TRUE, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (self->images, image);
  g_ptr_array_add (self->entries, (gpointer) entry);
  g_ptr_array_add (self->rows, row);
}

static void
append_point (TfFamilyPage     *self,
              const TfLawEntry *slot)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *heading = tf_law_entry_dup_heading (slot);
  g_autofree char *title = g_markup_escape_text (heading, -1);
  g_autofree char *summary = g_markup_escape_text (slot->summary, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), summary);
  for (guint i = 0; i < slot->children->len; i++)
    {
      const TfLawEntry *element = g_ptr_array_index (slot->children, i);

      if (element->kind == TF_LAW_ELEMENT)
        append_row (self, group, element);
    }
  gtk_box_append (self->points_box, group);
}

static void
clear (TfFamilyPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->points_box))) != NULL)
    gtk_box_remove (self->points_box, child);
  g_ptr_array_set_size (self->images, 0);
  g_ptr_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_family (TfFamilyPage     *self,
             const TfLawEntry *family)
{
  clear (self);
  self->family = family;
  g_free (self->title);
  self->title = tf_law_entry_dup_heading (family);
  gtk_label_set_text (self->citation_label, family->citation);
  gtk_label_set_text (self->summary_label, family->summary);
  for (guint i = 0; i < family->children->len; i++)
    append_point (self, g_ptr_array_index (family->children, i));
  show_states (self);
  tf_page_changed (TF_PAGE (self));
}

static gboolean
tf_family_page_go (TfPage     *page,
                   const char *rest)
{
  TfFamilyPage *self = TF_FAMILY_PAGE (page);
  GPtrArray *families = tf_law_list (tf_session_get_law (self->session), TF_LAW_FAMILY);

  for (guint i = 0; i < families->len; i++)
    {
      const TfLawEntry *family = g_ptr_array_index (families, i);

      if (strcmp (family->number, rest) != 0)
        continue;
      if (family != self->family)
        show_family (self, family);
      return TRUE;
    }

  return FALSE;
}

static const char *
tf_family_page_get_title (TfPage *page)
{
  return TF_FAMILY_PAGE (page)->title;
}

static void
tf_family_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_family_page_go;
  iface->get_title = tf_family_page_get_title;
}

static void
tf_family_page_dispose (GObject *object)
{
  TfFamilyPage *self = TF_FAMILY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_FAMILY_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_family_page_parent_class)->dispose (object);
}

static void
tf_family_page_finalize (GObject *object)
{
  TfFamilyPage *self = TF_FAMILY_PAGE (object);

  g_ptr_array_unref (self->images);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->rows);
  g_free (self->title);

  G_OBJECT_CLASS (tf_family_page_parent_class)->finalize (object);
}

static void
tf_family_page_class_init (TfFamilyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_family_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tf_family_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-family-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfFamilyPage, citation_label);
  gtk_widget_class_bind_template_child (widget_class, TfFamilyPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, TfFamilyPage, points_box);
}

static void
tf_family_page_init (TfFamilyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->images = g_ptr_array_new ();
  self->entries = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
}

/**
 * tf_family_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_family_page_new (TfSession *session)
{
  TfFamilyPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_FAMILY_PAGE, NULL);
  self->session = g_object_ref (session);
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) show_states);

  return GTK_WIDGET (self);
}
