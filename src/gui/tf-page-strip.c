/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-page-strip.h"

#include "tf-announce.h"
#include "tf-page-loader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define THUMBNAIL_SIZE 96

struct _TfPageStrip
{
  GtkBox             parent_instance;

  TfSession         *session;
  char              *object;
  GtkStringList     *pages;
  GtkSelectionModel *selection;

  GtkWidget         *list;
};

G_DEFINE_FINAL_TYPE (TfPageStrip, tf_page_strip, GTK_TYPE_BOX)

enum {
  SELECTION_CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * tf_pages_get_first:
 * @pages: pages of a link, such as "14-16", or ""
 *
 * Returns: the first of them; 1 where none are named
 */
guint
tf_pages_get_first (const char *pages)
{
  guint64 first = g_ascii_strtoull (pages, NULL, 10);

  return CLAMP (first, 1, G_MAXINT32);
}

/**
 * tf_pages_dup_label:
 * @pages: pages of a link, such as "14-16", or ""
 *
 * Returns: (transfer full): words for them
 */
char *
tf_pages_dup_label (const char *pages)
{
  g_auto(GStrv) ends = NULL;

  g_return_val_if_fail (pages != NULL, NULL);

  if (*pages == '\0')
    return g_strdup (_("Whole file"));

  ends = g_strsplit (pages, "-", 2);
  if (ends[1] == NULL)
    return g_strdup_printf (_("Page %s"), ends[0]);
  /* Translators: first and last page */
  return g_strdup_printf (_("Pages %s–%s"), ends[0], ends[1]);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkImage) picture = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  texture = tf_page_loader_load_finish (TF_SESSION (source), result, &error);
  if (texture != NULL)
    gtk_image_set_from_paintable (picture, GDK_PAINTABLE (texture));
}

static void
stop_loading (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);
}

static void
setup_cb (TfPageStrip *self,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_image_set_pixel_size (GTK_IMAGE (picture), THUMBNAIL_SIZE);
  gtk_widget_add_css_class (picture, "page");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (TfPageStrip *self,
         GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *picture = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_last_child (box);
  const char *number = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autofree char *sentence = g_strdup_printf (_("Page %s"), number);
  GCancellable *cancellable = g_cancellable_new ();
  guint width = THUMBNAIL_SIZE * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  gtk_label_set_label (GTK_LABEL (label), number);
  tf_name_row (box, sentence);
  g_object_set_data_full (G_OBJECT (item), "loading", cancellable, stop_loading);
  if (self->object != NULL)
    tf_page_loader_load_async (self->session, self->object, NULL, tf_pages_get_first (number),
                               width, cancellable, loaded_cb, g_object_ref (picture));
}

static void
unbind_cb (TfPageStrip *self,
           GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  g_object_set_data (G_OBJECT (item), "loading", NULL);
  gtk_image_clear (GTK_IMAGE (gtk_widget_get_first_child (box)));
}

static void
selection_changed_cb (TfPageStrip *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
activate_cb (TfPageStrip *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
tf_page_strip_dispose (GObject *object)
{
  TfPageStrip *self = TF_PAGE_STRIP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PAGE_STRIP);
  g_clear_object (&self->selection);
  g_clear_object (&self->pages);
  g_clear_object (&self->session);
  g_clear_pointer (&self->object, g_free);

  G_OBJECT_CLASS (tf_page_strip_parent_class)->dispose (object);
}

static void
tf_page_strip_class_init (TfPageStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_page_strip_dispose;

  /**
   * TfPageStrip::selection-changed:
   * @self: the strip
   *
   * Emitted when other pages are picked.
   */
  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", TF_TYPE_PAGE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * TfPageStrip::activate:
   * @self: the strip
   *
   * Emitted when the picked pages are confirmed.
   */
  signals[ACTIVATE] =
    g_signal_new ("activate", TF_TYPE_PAGE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-page-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPageStrip, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
tf_page_strip_init (TfPageStrip *self)
{
  GListModel *pages;

  self->pages = gtk_string_list_new (NULL);
  pages = g_object_ref (G_LIST_MODEL (self->pages));
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (pages));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), self->selection);
}

/**
 * tf_page_strip_new:
 * @session: a session
 *
 * Returns: (transfer floating): a strip without pages
 */
GtkWidget *
tf_page_strip_new (TfSession *session)
{
  TfPageStrip *self = g_object_new (TF_TYPE_PAGE_STRIP, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * tf_page_strip_set_file:
 * @self: a strip
 * @object: (nullable): SHA-256 of a file that the library keeps
 * @n_pages: how many pages it has
 *
 * Shows the pages of another file.
 */
void
tf_page_strip_set_file (TfPageStrip *self,
                        const char  *object,
                        guint        n_pages)
{
  g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  guint old;

  g_return_if_fail (TF_IS_PAGE_STRIP (self));

  old = g_list_model_get_n_items (G_LIST_MODEL (self->pages));
  g_free (self->object);
  self->object = g_strdup (object);
  for (guint i = 1; i <= n_pages; i++)
    g_ptr_array_add (numbers, g_strdup_printf ("%u", i));
  g_ptr_array_add (numbers, NULL);

  gtk_string_list_splice (self->pages, 0, old, (const char *const *) numbers->pdata);
}

/**
 * tf_page_strip_get_n_pages:
 * @self: a strip
 *
 * Returns: how many pages it shows
 */
guint
tf_page_strip_get_n_pages (TfPageStrip *self)
{
  g_return_val_if_fail (TF_IS_PAGE_STRIP (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->pages));
}

/**
 * tf_page_strip_get_range:
 * @self: a strip
 * @first: (out): first page that is picked
 * @last: (out): last page that is picked
 *
 * Returns: whether pages are picked
 */
gboolean
tf_page_strip_get_range (TfPageStrip *self,
                         guint       *first,
                         guint       *last)
{
  g_autoptr(GtkBitset) picked = NULL;

  g_return_val_if_fail (TF_IS_PAGE_STRIP (self), FALSE);

  picked = gtk_selection_model_get_selection (self->selection);
  if (gtk_bitset_is_empty (picked))
    return FALSE;

  *first = gtk_bitset_get_minimum (picked) + 1;
  *last = gtk_bitset_get_maximum (picked) + 1;
  return TRUE;
}

/**
 * tf_page_strip_select:
 * @self: a strip
 * @first: first page, from 1
 * @last: last page
 *
 * Picks pages and scrolls to the first of them.
 */
void
tf_page_strip_select (TfPageStrip *self,
                      guint        first,
                      guint        last)
{
  g_return_if_fail (TF_IS_PAGE_STRIP (self));
  g_return_if_fail (first > 0 && last >= first);

  gtk_selection_model_unselect_all (self->selection);
  gtk_selection_model_select_range (self->selection, first - 1, last - first + 1, TRUE);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", first - 1);
}

/**
 * tf_page_strip_dup_pages:
 * @self: a strip
 *
 * Returns: (transfer full): the picked pages as a link names them, such as "14-16"; "" for none
 */
char *
tf_page_strip_dup_pages (TfPageStrip *self)
{
  guint first;
  guint last;

  g_return_val_if_fail (TF_IS_PAGE_STRIP (self), NULL);

  if (!tf_page_strip_get_range (self, &first, &last))
    return g_strdup ("");

  return first == last ? g_strdup_printf ("%u", first) : g_strdup_printf ("%u-%u", first, last);
}
