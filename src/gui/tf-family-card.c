/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-family-card.h"

#include "tf-state-image.h"

#include <glib/gi18n-lib.h>

struct _TfFamilyCard
{
  AdwBin            parent_instance;

  GtkLabel         *number_label;
  GtkLabel         *title_label;
  GtkWidget        *state_image;
  GtkLabel         *state_label;

  const TfLawEntry *entry;
};

G_DEFINE_FINAL_TYPE (TfFamilyCard, tf_family_card, ADW_TYPE_BIN)

static void
tf_family_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_FAMILY_CARD);

  G_OBJECT_CLASS (tf_family_card_parent_class)->dispose (object);
}

static void
tf_family_card_class_init (TfFamilyCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_family_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-family-card.ui");
  gtk_widget_class_bind_template_child (widget_class, TfFamilyCard, number_label);
  gtk_widget_class_bind_template_child (widget_class, TfFamilyCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, TfFamilyCard, state_image);
  gtk_widget_class_bind_template_child (widget_class, TfFamilyCard, state_label);
}

static void
tf_family_card_init (TfFamilyCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_family_card_new:
 * @entry: a family of the law
 *
 * Returns: (transfer floating): a card for it
 */
GtkWidget *
tf_family_card_new (const TfLawEntry *entry)
{
  TfFamilyCard *self;

  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (TF_TYPE_FAMILY_CARD, NULL);
  self->entry = entry;
  gtk_label_set_text (self->number_label, entry->number);
  gtk_label_set_text (self->title_label, entry->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), entry->summary);

  return GTK_WIDGET (self);
}

/**
 * tf_family_card_get_entry:
 * @self: a card
 *
 * Returns: (transfer none): the family that it shows
 */
const TfLawEntry *
tf_family_card_get_entry (TfFamilyCard *self)
{
  g_return_val_if_fail (TF_IS_FAMILY_CARD (self), NULL);

  return self->entry;
}

/**
 * tf_family_card_show:
 * @self: a card
 * @dossier: a technical file
 *
 * Shows how far the family is answered in a file.
 */
void
tf_family_card_show (TfFamilyCard *self,
                     TfDossier    *dossier)
{
  TfState state;
  GtkWidget *child;
  g_autofree char *heading = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (TF_IS_FAMILY_CARD (self));
  g_return_if_fail (dossier != NULL);

  state = tf_state_of (dossier, self->entry);
  tf_state_image_set (self->state_image, state);
  gtk_label_set_text (self->state_label, tf_state_get_label (state));

  child = gtk_widget_get_parent (GTK_WIDGET (self));
  heading = tf_law_entry_dup_heading (self->entry);
  /* Translators: a point of the law, then how far it is answered */
  sentence = g_strdup_printf (_("%s: %s"), heading, tf_state_get_label (state));
  if (child != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                    -1);
}
