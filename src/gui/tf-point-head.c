/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-point-head.h"

#include "tf-guide.h"
#include "tf-state-image.h"
#include "tf-state.h"

#include <glib/gi18n-lib.h>

struct _TfPointHead
{
  GtkBox            parent_instance;

  const TfLawEntry *entry;

  GtkWidget        *title;
  GtkWidget        *citation;
  GtkWidget        *summary;
  GtkWidget        *state_image;
  GtkWidget        *state_label;
  GtkWidget        *guide;
};

G_DEFINE_FINAL_TYPE (TfPointHead, tf_point_head, GTK_TYPE_BOX)

static void
tf_point_head_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_POINT_HEAD);

  G_OBJECT_CLASS (tf_point_head_parent_class)->dispose (object);
}

static void
tf_point_head_class_init (TfPointHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_point_head_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-point-head.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPointHead, title);
  gtk_widget_class_bind_template_child (widget_class, TfPointHead, citation);
  gtk_widget_class_bind_template_child (widget_class, TfPointHead, summary);
  gtk_widget_class_bind_template_child (widget_class, TfPointHead, state_image);
  gtk_widget_class_bind_template_child (widget_class, TfPointHead, state_label);
}

static void
tf_point_head_init (TfPointHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_point_head_new:
 *
 * Returns: (transfer floating): an empty head
 */
GtkWidget *
tf_point_head_new (void)
{
  return g_object_new (TF_TYPE_POINT_HEAD, NULL);
}

/**
 * tf_point_head_show:
 * @self: a head
 * @entry: a family, a point of the documentation or a requirement
 *
 * Shows another entry.
 */
void
tf_point_head_show (TfPointHead      *self,
                    const TfLawEntry *entry)
{
  g_autofree char *title = NULL;

  g_return_if_fail (TF_IS_POINT_HEAD (self));
  g_return_if_fail (entry != NULL);

  self->entry = entry;
  title = tf_law_entry_dup_heading (entry);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->citation), entry->citation);
  gtk_label_set_label (GTK_LABEL (self->summary), entry->summary);
  gtk_widget_set_visible (self->summary, *entry->summary != '\0');
  if (self->guide != NULL)
    gtk_box_remove (GTK_BOX (self), self->guide);
  self->guide = tf_guide_new (entry);
  gtk_box_append (GTK_BOX (self), self->guide);
}

static void
count_open (TfDossier        *dossier,
            const TfLawEntry *entry,
            guint            *n_open,
            guint            *n_all)
{
  for (guint i = 0; i < entry->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (entry->children, i);

      if (child->kind == TF_LAW_SLOT)
        count_open (dossier, child, n_open, n_all);
      else if (child->kind == TF_LAW_ELEMENT || child->kind == TF_LAW_LIMB)
        {
          TfState state = tf_state_of (dossier, child);

          *n_all += state != TF_STATE_NOT_DUE;
          *n_open += tf_state_is_open (state);
        }
    }
}

/**
 * tf_point_head_update:
 * @self: a head
 * @dossier: the technical file
 *
 * Shows how far the entry is answered.
 */
void
tf_point_head_update (TfPointHead *self,
                      TfDossier   *dossier)
{
  TfState state;
  guint n_open = 0;
  guint n_all = 0;
  g_autofree char *open = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TF_IS_POINT_HEAD (self));
  g_return_if_fail (dossier != NULL);

  if (self->entry == NULL)
    return;

  state = tf_state_of (dossier, self->entry);
  count_open (dossier, self->entry, &n_open, &n_all);
  /* Translators: how many parts of a point are still to be done */
  open = g_strdup_printf (ngettext ("%u of %u part open", "%u of %u parts open", n_all), n_open,
                          n_all);
  if (n_open > 0)
    /* Translators: a state such as “Draft”, and “2 of 3 parts open” */
    text = g_strdup_printf (_("%s: %s"), tf_state_get_label (state), open);
  else
    text = g_strdup (tf_state_get_label (state));
  tf_state_image_set (self->state_image, state);
  gtk_label_set_label (GTK_LABEL (self->state_label), text);
}
