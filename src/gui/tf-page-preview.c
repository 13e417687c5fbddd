/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-page-preview.h"

#include "tf-announce.h"
#include "tf-export-job.h"
#include "tf-widget-task.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How wide a page is at the smallest zoom; one on its side is as wide. */
#define PAGE_WIDTH 380
#define ZOOM_STEP  1.5
#define MAX_ZOOM   3.5

/* Milliseconds in which scrolling may go on before pages are drawn. */
#define DRAW_DELAY 60

struct _TfPagePreview
{
  GtkBox         parent_instance;

  TfWorkspace   *workspace;
  TfRecord      *release;
  TfPages       *pages;        /* NULL: none laid out yet */
  GCancellable  *cancellable;  /* NULL: none being laid out */
  GtkStringList *numbers;
  GPtrArray     *items;        /* rows that the list has made, many of them out of sight */
  guint          draw_source;
  double         zoom;
  gboolean       stale;

  GtkWidget     *total;
  GtkWidget     *stack;
  GtkWidget     *scroller;
  GtkWidget     *list;
  GtkWidget     *problem;
};

G_DEFINE_FINAL_TYPE (TfPagePreview, tf_page_preview, GTK_TYPE_BOX)

/* A page to be drawn, in a thread. */
typedef struct
{
  TfPages *pages;
  guint    page;   /* from 0 */
  int      width;  /* in pixels */
} Drawing;

static void
drawing_free (Drawing *drawing)
{
  tf_pages_unref (drawing->pages);
  g_free (drawing);
}

static GdkTexture *
draw (const Drawing *drawing)
{
  double width, height;
  double scale;
  cairo_surface_t *surface;
  g_autoptr(GBytes) bytes = NULL;
  cairo_t *cr;
  int n_rows;
  int stride;

  tf_pages_get_size (drawing->pages, drawing->page, &width, &height);
  scale = drawing->width / width;
  n_rows = (int) ceil (height * scale);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, drawing->width, n_rows);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  tf_pages_draw (drawing->pages, drawing->page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) n_rows * stride,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (drawing->width, n_rows, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
draw_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, draw (task_data), g_object_unref);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkPicture) picture = tf_widget_task_take (user_data);
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (picture != NULL && texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
stop_drawing (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);
}

static GtkWidget *
get_picture (GtkListItem *item)
{
  return gtk_widget_get_first_child (gtk_list_item_get_child (item));
}

static void
start_drawing (TfPagePreview *self,
               GtkListItem   *item)
{
  GtkWidget *picture = get_picture (item);
  int width = (int) lround (PAGE_WIDTH * self->zoom);
  GCancellable *cancellable = g_cancellable_new ();
  g_autoptr(GTask) task = tf_widget_task_new (picture, cancellable, drawn_cb);
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->pages = tf_pages_ref (self->pages);
  drawing->page = gtk_list_item_get_position (item);
  drawing->width = width * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_object_set_data_full (G_OBJECT (item), "drawing", cancellable, stop_drawing);
  g_task_set_task_data (task, drawing, (GDestroyNotify) drawing_free);
  g_task_run_in_thread (task, draw_thread);
}

static void
clear_drawing (GtkListItem *item)
{
  g_object_set_data (G_OBJECT (item), "drawing", NULL);
  gtk_picture_set_paintable (GTK_PICTURE (get_picture (item)), NULL);
}

/* Whether a page is in sight or next to what is. */
static gboolean
is_near (TfPagePreview *self,
         GtkListItem   *item)
{
  double height = gtk_widget_get_height (self->scroller);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (get_picture (item), self->scroller, &bounds) &&
         bounds.size.height > 0 && bounds.origin.y < 1.5 * height &&
         bounds.origin.y + bounds.size.height > -0.5 * height;
}

/* The list makes rows for hundreds of pages; only those that are seen cost time and memory. */
static gboolean
draw_visible_cb (gpointer user_data)
{
  TfPagePreview *self = user_data;

  self->draw_source = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->items, i);
      gboolean drawn = g_object_get_data (G_OBJECT (item), "drawing") != NULL;
      gboolean near = is_near (self, item);

      if (near && !drawn)
        start_drawing (self, item);
      else if (!near && drawn)
        clear_drawing (item);
    }

  return G_SOURCE_REMOVE;
}

static void
queue_drawing (TfPagePreview *self)
{
  if (self->draw_source == 0)
    self->draw_source = g_timeout_add (DRAW_DELAY, draw_visible_cb, self);
}

static void
setup_cb (TfPagePreview *self,
          GtkListItem   *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "page");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (TfPagePreview *self,
         GtkListItem   *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *picture = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_last_child (box);
  const char *number = gtk_string_object_get_string (gtk_list_item_get_item (item));
  guint n_pages = tf_page_preview_get_n_pages (self);
  g_autofree char *sentence = g_strdup_printf (_("Page %s of %u"), number, n_pages);
  int wanted = (int) lround (PAGE_WIDTH * self->zoom);
  double width, height;

  if (gtk_list_item_get_position (item) >= n_pages)
    return;

  tf_pages_get_size (self->pages, gtk_list_item_get_position (item), &width, &height);
  gtk_widget_set_size_request (picture, wanted, (int) lround (wanted * height / width));
  gtk_label_set_label (GTK_LABEL (label), number);
  tf_name_row (box, sentence);
  g_ptr_array_add (self->items, item);
  queue_drawing (self);
}

static void
unbind_cb (TfPagePreview *self,
           GtkListItem   *item)
{
  g_ptr_array_remove_fast (self->items, item);
  clear_drawing (item);
}

static void
update_zoom (TfPagePreview *self)
{
  gboolean shown = self->pages != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pages.zoom-in",
                                 shown && self->zoom * ZOOM_STEP <= MAX_ZOOM);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pages.zoom-out", shown && self->zoom > 1.0);
}

static void
fill_list (TfPagePreview *self)
{
  guint n_pages = tf_page_preview_get_n_pages (self);
  g_auto(GStrv) numbers = g_new0 (char *, n_pages + 1);

  for (guint i = 0; i < n_pages; i++)
    numbers[i] = g_strdup_printf ("%u", i + 1);
  gtk_string_list_splice (self->numbers, 0, g_list_model_get_n_items (G_LIST_MODEL (self->numbers)),
                          (const char *const *) numbers);
  update_zoom (self);
}

static void
zoom_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  TfPagePreview *self = TF_PAGE_PREVIEW (widget);
  gboolean in = g_str_has_suffix (action, "in");

  self->zoom = MAX (1.0, in ? self->zoom * ZOOM_STEP : self->zoom / ZOOM_STEP);
  fill_list (self);
}

static void
show_pages (TfPagePreview *self,
            TfPages       *pages)
{
  guint n_pages = tf_pages_get_n_pages (pages);
  g_autofree char *total = g_strdup_printf (ngettext ("%u Page", "%u Pages", n_pages), n_pages);

  g_clear_pointer (&self->pages, tf_pages_unref);
  self->pages = tf_pages_ref (pages);
  gtk_label_set_label (GTK_LABEL (self->total), total);
  fill_list (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "pages");
}

static void
laid_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(TfPagePreview) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfPages) pages = tf_export_job_preview_finish (TF_WORKSPACE (source), result, &error);

  /* Whoever cancelled has moved on. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (pages != NULL)
    {
      show_pages (self, pages);
      return;
    }

  gtk_label_set_label (GTK_LABEL (self->problem), error->message);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "problem");
}

static void
stop (TfPagePreview *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Pages that nobody sees are not laid out. */
static void
start (TfPagePreview *self)
{
  if (!self->stale || self->release == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  stop (self);
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  if (self->pages == NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "waiting");
  tf_export_job_preview_async (self->workspace, self->release, self->cancellable, laid_out_cb,
                               g_object_ref (self));
}

static void
tf_page_preview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tf_page_preview_parent_class)->map (widget);
  start (TF_PAGE_PREVIEW (widget));
}

static void
tf_page_preview_dispose (GObject *object)
{
  TfPagePreview *self = TF_PAGE_PREVIEW (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PAGE_PREVIEW);
  g_clear_object (&self->numbers);
  g_clear_pointer (&self->pages, tf_pages_unref);
  g_clear_object (&self->release);
  g_clear_object (&self->workspace);
  /* Rows that are let go of may still have queued some. */
  g_clear_handle_id (&self->draw_source, g_source_remove);

  G_OBJECT_CLASS (tf_page_preview_parent_class)->dispose (object);
}

static void
tf_page_preview_finalize (GObject *object)
{
  g_ptr_array_unref (TF_PAGE_PREVIEW (object)->items);

  G_OBJECT_CLASS (tf_page_preview_parent_class)->finalize (object);
}

static void
tf_page_preview_class_init (TfPagePreviewClass *klass)
{
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "pages.zoom-in" }, { GDK_KEY_equal, "pages.zoom-in" },
    { GDK_KEY_KP_Add, "pages.zoom-in" }, { GDK_KEY_minus, "pages.zoom-out" },
    { GDK_KEY_KP_Subtract, "pages.zoom-out" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_page_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = tf_page_preview_finalize;
  widget_class->map = tf_page_preview_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-page-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPagePreview, total);
  gtk_widget_class_bind_template_child (widget_class, TfPagePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, TfPagePreview, scroller);
  gtk_widget_class_bind_template_child (widget_class, TfPagePreview, list);
  gtk_widget_class_bind_template_child (widget_class, TfPagePreview, problem);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_install_action (widget_class, "pages.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "pages.zoom-out", NULL, zoom_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK,
                                         keys[i].action, NULL);
}

static void
tf_page_preview_init (TfPagePreview *self)
{
  g_autoptr(GtkSelectionModel) selection = NULL;
  GtkAdjustment *adjustment;

  self->zoom = 1.0;
  self->items = g_ptr_array_new ();
  self->numbers = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  selection =
    GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->numbers))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_drawing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_drawing), self,
                           G_CONNECT_SWAPPED);
  update_zoom (self);
}

/**
 * tf_page_preview_show_release:
 * @self: the preview
 * @workspace: where the release is
 * @release: a release, as it stands now
 *
 * Shows the pages of the bundle of a release, drawn as the PDF draws them. They are laid out in a
 * thread as soon as the preview is seen; until then those that were shown stay.
 */
void
tf_page_preview_show_release (TfPagePreview *self,
                              TfWorkspace   *workspace,
                              TfRecord      *release)
{
  g_return_if_fail (TF_IS_PAGE_PREVIEW (self));
  g_return_if_fail (TF_IS_WORKSPACE (workspace) && TF_IS_RECORD (release));

  if (self->release != release)
    g_clear_pointer (&self->pages, tf_pages_unref);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->release, release);
  self->stale = TRUE;
  if (self->pages == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->total), "");
      fill_list (self);
    }
  start (self);
}

/**
 * tf_page_preview_get_n_pages:
 * @self: the preview
 *
 * Returns: how many pages are shown; 0 while there are none
 */
guint
tf_page_preview_get_n_pages (TfPagePreview *self)
{
  g_return_val_if_fail (TF_IS_PAGE_PREVIEW (self), 0);

  return self->pages != NULL ? tf_pages_get_n_pages (self->pages) : 0;
}
