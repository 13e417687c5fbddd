/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-sidebar-row.h"

#include "tf-state-image.h"

#include <glib/gi18n-lib.h>

struct _TfSidebarRow
{
  GtkListBoxRow     parent_instance;

  GtkWidget        *image;
  GtkWidget        *title;
  GtkWidget        *count;
  GtkWidget        *arrow;

  char             *place;
  const TfLawEntry *entry;
  TfSidebarRow     *above;   /* unowned: both are in the same list */
  gboolean          open;
  gboolean          has_below;
};

G_DEFINE_FINAL_TYPE (TfSidebarRow, tf_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggle_cb (TfSidebarRow *self)
{
  tf_sidebar_row_set_open (self, !self->open);
}

static void
tf_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (tf_sidebar_row_parent_class)->dispose (object);
}

static void
tf_sidebar_row_finalize (GObject *object)
{
  g_free (TF_SIDEBAR_ROW (object)->place);

  G_OBJECT_CLASS (tf_sidebar_row_parent_class)->finalize (object);
}

/* Only a title that is cut off says itself once more: a tip lies over the row below. */
static gboolean
query_tooltip_cb (TfSidebarRow *self,
                  int           x,
                  int           y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (self->title))))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (self->title)));
  return TRUE;
}

static void
tf_sidebar_row_class_init (TfSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_sidebar_row_dispose;
  object_class->finalize = tf_sidebar_row_finalize;

  /**
   * TfSidebarRow::opened:
   * @self: the row
   *
   * Emitted when the rows below are shown or hidden.
   */
  signals[OPENED] = g_signal_new ("opened", TF_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TfSidebarRow, image);
  gtk_widget_class_bind_template_child (widget_class, TfSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, TfSidebarRow, count);
  gtk_widget_class_bind_template_child (widget_class, TfSidebarRow, arrow);
  gtk_widget_class_bind_template_callback (widget_class, toggle_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
tf_sidebar_row_init (TfSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_label (TfSidebarRow *self,
           const char   *extra)
{
  g_autofree char *label = NULL;

  if (*extra == '\0')
    label = g_strdup (gtk_label_get_text (GTK_LABEL (self->title)));
  else
    /* Translators: the title of a page, then its state or what it holds: "2 Design, draft" */
    label = g_strdup_printf (_("%s, %s"), gtk_label_get_text (GTK_LABEL (self->title)), extra);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/**
 * tf_sidebar_row_new:
 * @place: where the row leads
 * @icon: name of an icon
 * @title: words of the row
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
tf_sidebar_row_new (const char *place,
                    const char *icon,
                    const char *title)
{
  TfSidebarRow *self = g_object_new (TF_TYPE_SIDEBAR_ROW, NULL);

  self->place = g_strdup (place);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  set_label (self, "");

  return GTK_WIDGET (self);
}

/**
 * tf_sidebar_row_new_entry:
 * @place: where the row leads
 * @entry: a family or a point of the law
 *
 * Returns: (transfer floating): a row that shows the state of @entry
 */
GtkWidget *
tf_sidebar_row_new_entry (const char       *place,
                          const TfLawEntry *entry)
{
  g_autofree char *title = tf_law_entry_dup_heading (entry);
  GtkWidget *self = tf_sidebar_row_new (place, "techfile-state-missing-symbolic", title);

  TF_SIDEBAR_ROW (self)->entry = entry;
  return self;
}

/**
 * tf_sidebar_row_get_place:
 * @self: a row
 *
 * Returns: (transfer none): where it leads
 */
const char *
tf_sidebar_row_get_place (TfSidebarRow *self)
{
  g_return_val_if_fail (TF_IS_SIDEBAR_ROW (self), NULL);

  return self->place;
}

/**
 * tf_sidebar_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the point of the law whose state it shows
 */
const TfLawEntry *
tf_sidebar_row_get_entry (TfSidebarRow *self)
{
  g_return_val_if_fail (TF_IS_SIDEBAR_ROW (self), NULL);

  return self->entry;
}

/**
 * tf_sidebar_row_set_state:
 * @self: a row of a point of the law
 * @state: how far the point is answered
 *
 * Shows a state.
 */
void
tf_sidebar_row_set_state (TfSidebarRow *self,
                          TfState       state)
{
  g_return_if_fail (TF_IS_SIDEBAR_ROW (self));

  tf_state_image_set (self->image, state);
  set_label (self, tf_state_get_label (state));
}

/**
 * tf_sidebar_row_set_count:
 * @self: a row
 * @count: a number; nothing is shown for 0
 * @meaning: what it counts, with the number: "3 block"
 *
 * Shows a count at the end of the row.
 */
void
tf_sidebar_row_set_count (TfSidebarRow *self,
                          guint         count,
                          const char   *meaning)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  g_return_if_fail (TF_IS_SIDEBAR_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_widget_set_tooltip_text (self->count, meaning);
  gtk_widget_set_visible (self->count, count > 0);
  set_label (self, count > 0 ? meaning : "");
}

/**
 * tf_sidebar_row_set_above:
 * @self: a row
 * @above: the row under which it stands
 *
 * Puts the row below another.
 */
void
tf_sidebar_row_set_above (TfSidebarRow *self,
                          TfSidebarRow *above)
{
  g_return_if_fail (TF_IS_SIDEBAR_ROW (self));
  g_return_if_fail (TF_IS_SIDEBAR_ROW (above));

  self->above = above;
  gtk_widget_add_css_class (GTK_WIDGET (self), "below");
  above->has_below = TRUE;
  gtk_widget_show (above->arrow);
}

/**
 * tf_sidebar_row_get_above:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the row under which it stands
 */
TfSidebarRow *
tf_sidebar_row_get_above (TfSidebarRow *self)
{
  g_return_val_if_fail (TF_IS_SIDEBAR_ROW (self), NULL);

  return self->above;
}

/**
 * tf_sidebar_row_get_open:
 * @self: a row
 *
 * Returns: whether the rows below it are seen
 */
gboolean
tf_sidebar_row_get_open (TfSidebarRow *self)
{
  g_return_val_if_fail (TF_IS_SIDEBAR_ROW (self), FALSE);

  return self->open;
}

/**
 * tf_sidebar_row_set_open:
 * @self: a row
 * @open: whether the rows below it are seen
 *
 * Shows or hides the rows below.
 */
void
tf_sidebar_row_set_open (TfSidebarRow *self,
                         gboolean      open)
{
  g_return_if_fail (TF_IS_SIDEBAR_ROW (self));

  if (self->open == open || !self->has_below)
    return;

  self->open = open;
  gtk_button_set_icon_name (GTK_BUTTON (self->arrow),
                            open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  g_signal_emit (self, signals[OPENED], 0);
}

/**
 * tf_sidebar_row_has_below:
 * @self: a row
 *
 * Returns: whether rows stand below it
 */
gboolean
tf_sidebar_row_has_below (TfSidebarRow *self)
{
  g_return_val_if_fail (TF_IS_SIDEBAR_ROW (self), FALSE);

  return self->has_below;
}
