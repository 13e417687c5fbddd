/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-preview.h"

#include "tf-announce.h"
#include "tf-file-choice.h"
#include "tf-page-loader.h"
#include "tf-widget-task.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MIN_RENDER_WIDTH 800
#define MAX_RENDER_WIDTH 4096
#define MAX_TEXT_BYTES (1024 * 1024)
#define ZOOM_STEP 1.25
#define MAX_ZOOM 4.0

struct _TfPreview
{
  GtkBox        parent_instance;

  TfSession    *session;
  TfRecord     *revision;
  GCancellable *cancellable;       /* of the file */
  GCancellable *page_cancellable;  /* of the page */
  guint         page;
  guint         n_pages;
  double        zoom;
  char         *message;           /* said instead of a page, or NULL */

  GtkWidget    *bar;
  GtkWidget    *entry;
  GtkWidget    *total;
  GtkWidget    *stack;
  GtkWidget    *scroller;
  GtkWidget    *picture;
  GtkWidget    *text;
  GtkWidget    *status;
  GtkWidget    *locate;
};

G_DEFINE_FINAL_TYPE (TfPreview, tf_preview, GTK_TYPE_BOX)

enum {
  PROP_0,
  PROP_PAGE,
  PROP_N_PAGES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
update_bar (TfPreview *self)
{
  g_autofree char *page = g_strdup_printf ("%u", self->page);
  /* Translators: the number of pages, after a field with the page that is shown */
  g_autofree char *total = g_strdup_printf (_("of %u"), self->n_pages);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), page);
  gtk_label_set_label (GTK_LABEL (self->total), total);
  gtk_widget_set_visible (self->bar, self->n_pages > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous", self->page > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next", self->page < self->n_pages);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.zoom-in", self->zoom < MAX_ZOOM);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.zoom-out", self->zoom > 1.0);
}

static void
say (TfPreview  *self,
     const char *title,
     const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  g_free (self->message);
  self->message = g_strdup (message);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "status");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_object_set (self->status, "title", title, "description", markup, NULL);
}

static void
set_n_pages (TfPreview *self,
             guint      n_pages)
{
  self->n_pages = n_pages;
  update_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PAGES]);
}

/* At the smallest zoom the page is as wide as there is room. */
static void
apply_zoom (TfPreview *self)
{
  GdkPaintable *paintable = gtk_picture_get_paintable (GTK_PICTURE (self->picture));
  double ratio = paintable != NULL ? gdk_paintable_get_intrinsic_aspect_ratio (paintable) : 0;
  int width = lround (gtk_widget_get_width (self->scroller) * self->zoom);

  if (self->zoom <= 1.0 || ratio <= 0)
    gtk_widget_set_size_request (self->picture, -1, -1);
  else
    gtk_widget_set_size_request (self->picture, width, lround (width / ratio));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  self->zoom <= 1.0 ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
}

static void
page_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(TfPreview) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = tf_page_loader_load_finish (TF_SESSION (source), result, &error);
  g_autofree char *name = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    {
      say (self, _("This Page Cannot Be Shown"), error->message);
      return;
    }

  name = g_strdup_printf (_("Page %u of %s"), self->page, tf_record_get_title (self->revision));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "page");
  apply_zoom (self);
}

static void
stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
load_page (TfPreview *self)
{
  int room = MAX (gtk_widget_get_width (self->scroller), MIN_RENDER_WIDTH);
  double width = room * self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  stop (&self->page_cancellable);
  self->page_cancellable = g_cancellable_new ();
  tf_page_loader_load_async (self->session, tf_record_get (self->revision, "sha256"),
                             tf_record_get_title (self->revision), self->page,
                             MIN (width, MAX_RENDER_WIDTH), self->page_cancellable, page_loaded_cb,
                             g_object_ref (self));
}

static void
text_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(TfPreview) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  g_autoptr(GString) all = g_string_new ("");
  gboolean complete = TRUE;

  pages = tf_reader_extract_text_finish (TF_READER (source), result, &complete, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pages == NULL)
    {
      say (self, _("No Preview"), error->message);
      return;
    }

  for (guint i = 0; i < pages->len && all->len < MAX_TEXT_BYTES; i++)
    {
      const TfPageText *page = g_ptr_array_index (pages, i);

      g_string_append_printf (all, "%s%s", i > 0 ? "\n\n" : "", page->text);
    }
  if (all->len > MAX_TEXT_BYTES)
    complete = FALSE;
  g_string_truncate (all, MIN (all->len, MAX_TEXT_BYTES));
  if (!complete)
    g_string_append_printf (all, "\n\n%s", _("The rest is not shown here."));

  if (strspn (all->str, " \t\r\n\f") == all->len)
    {
      say (self, _("No Preview"), _("The file holds no text. It is kept and handed on unchanged."));
      return;
    }

  {
    g_autofree char *valid = g_utf8_make_valid (all->str, all->len);

    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), valid, -1);
  }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "text");
}

static GFile *
dup_file (TfPreview *self)
{
  g_autofree char *path = NULL;

  path = tf_store_dup_object_path (tf_session_get_store (self->session),
                                   tf_record_get (self->revision, "sha256"));
  return g_file_new_for_path (path);
}

static void
show_readable (TfPreview   *self,
               TfFileFacts *facts)
{
  g_autoptr(GFile) file = NULL;

  switch (facts->type->class)
    {
    case TF_MEDIA_PDF:
    case TF_MEDIA_IMAGE:
      set_n_pages (self, MAX (facts->n_pages, 1));
      self->page = CLAMP (self->page, 1, self->n_pages);
      update_bar (self);
      load_page (self);
      break;
    case TF_MEDIA_TEXT:
    case TF_MEDIA_HTML:
    case TF_MEDIA_OFFICE:
      file = dup_file (self);
      tf_reader_extract_text_async (tf_session_get_reader (self->session), file,
                                    tf_record_get_title (self->revision), self->cancellable,
                                    text_loaded_cb, g_object_ref (self));
      break;
    default:
      say (self, _("No Preview"),
           _("Files of this type are kept and handed on unchanged, but not shown here."));
      break;
    }
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(TfPreview) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfFileFacts) facts = tf_reader_describe_finish (TF_READER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facts == NULL)
    say (self, _("No Preview"), error->message);
  else if (facts->state == TF_FILE_READABLE)
    show_readable (self, facts);
  else if (facts->state == TF_FILE_LOCKED || facts->state == TF_FILE_LOCKED_CERTIFICATE)
    say (self, _("Protected File"), facts->sentence);
  else if (facts->state == TF_FILE_DAMAGED)
    say (self, _("Damaged File"), facts->sentence);
  else
    say (self, _("No Preview"), facts->sentence);
}

static void
load (TfPreview *self)
{
  g_autoptr(GFile) file = dup_file (self);
  gboolean present = g_file_query_exists (file, NULL);

  gtk_widget_set_visible (self->locate, !present);
  if (!present)
    {
      say (self, _("File Missing"),
           _("The library no longer has this file. Locate a copy: it is taken in when it is the "
             "very same file."));
      return;
    }

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "loading");
  self->cancellable = g_cancellable_new ();
  tf_reader_describe_async (tf_session_get_reader (self->session), file,
                            tf_record_get_title (self->revision), self->cancellable, described_cb,
                            g_object_ref (self));
}

static void
take_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GFile *file = task_data;
  TfStore *store = g_object_get_data (G_OBJECT (task), "store");
  char *sha256 = NULL;
  guint64 size;
  GError *error = NULL;

  if (tf_store_take_file (store, file, NULL, NULL, cancellable, &sha256, &size, &error))
    g_task_return_pointer (task, sha256, g_free);
  else
    g_task_return_error (task, error);
}

static void
located_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(TfPreview) self = tf_widget_task_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autofree char *sha256 = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL || self->revision == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sha256 == NULL)
    say (self, _("File Missing"), error->message);
  else if (strcmp (sha256, tf_record_get (self->revision, "sha256")) != 0)
    say (self, _("File Missing"),
         _("That is another file: its content differs. Choose the file that was added."));
  else
    tf_preview_show (self, self->revision, self->page);
}

/**
 * tf_preview_locate:
 * @self: a preview of a file that is missing or altered
 * @file: a copy of it
 *
 * Takes the copy in when it has the bytes that the revision was made with.
 */
void
tf_preview_locate (TfPreview *self,
                   GFile     *file)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (TF_IS_PREVIEW (self));
  g_return_if_fail (G_IS_FILE (file));

  task = tf_widget_task_new (GTK_WIDGET (self), self->cancellable, located_cb);
  g_task_set_source_tag (task, tf_preview_locate);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "store",
                          g_object_ref (tf_session_get_store (self->session)), g_object_unref);
  g_task_run_in_thread (task, take_thread);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (source), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL)
    tf_preview_locate (TF_PREVIEW (source), file);
}

static void
locate_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  tf_file_choice_async (widget, TF_FILE_CHOICE_ONE, _("Locate File"), NULL, chosen_cb, NULL);
}

static void
turn_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  TfPreview *self = TF_PREVIEW (widget);

  if (strcmp (action_name, "preview.next") == 0)
    tf_preview_set_page (self, self->page + 1);
  else if (self->page > 1)
    tf_preview_set_page (self, self->page - 1);
}

static void
zoom_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  TfPreview *self = TF_PREVIEW (widget);
  gboolean closer = strcmp (action_name, "preview.zoom-in") == 0;

  self->zoom = CLAMP (closer ? self->zoom * ZOOM_STEP : self->zoom / ZOOM_STEP, 1.0, MAX_ZOOM);
  update_bar (self);
  apply_zoom (self);
  if (closer && self->n_pages > 0)
    load_page (self);
}

static void
entry_activate_cb (TfPreview *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint64 page = g_ascii_strtoull (text, NULL, 10);

  tf_preview_set_page (self, CLAMP (page, 1, MAX (self->n_pages, 1)));
  update_bar (self);
}

static void
tf_preview_dispose (GObject *object)
{
  TfPreview *self = TF_PREVIEW (object);

  stop (&self->cancellable);
  stop (&self->page_cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PREVIEW);
  g_clear_object (&self->revision);
  g_clear_object (&self->session);
  g_clear_pointer (&self->message, g_free);

  G_OBJECT_CLASS (tf_preview_parent_class)->dispose (object);
}

static void
tf_preview_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  TfPreview *self = TF_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, self->n_pages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *klass)
{
  /**
   * TfPreview:page:
   *
   * The page that is shown, from 1.
   */
  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 1,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * TfPreview:n-pages:
   *
   * How many pages can be shown; 0 where the file has none.
   */
  props[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
tf_preview_class_init (TfPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_preview_dispose;
  object_class->get_property = tf_preview_get_property;
  install_properties (object_class);

  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, turn_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, turn_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.zoom-in", NULL, zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.zoom-out", NULL, zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.locate", NULL, locate_action_cb);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPreview, bar);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, entry);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, total);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, scroller);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, picture);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, text);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, status);
  gtk_widget_class_bind_template_child (widget_class, TfPreview, locate);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
}

static void
tf_preview_init (TfPreview *self)
{
  self->zoom = 1.0;
  self->page = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  update_bar (self);
}

/**
 * tf_preview_new:
 * @session: a session
 *
 * Returns: (transfer floating): a preview of nothing yet
 */
GtkWidget *
tf_preview_new (TfSession *session)
{
  TfPreview *self = g_object_new (TF_TYPE_PREVIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * tf_preview_show:
 * @self: a preview
 * @revision: (nullable): revision of evidence whose file is shown, or `NULL` for nothing
 * @page: the page to show, from 1
 *
 * Shows a file. What cannot be shown is said in words.
 */
void
tf_preview_show (TfPreview *self,
                 TfRecord  *revision,
                 guint      page)
{
  g_return_if_fail (TF_IS_PREVIEW (self));
  g_return_if_fail (revision == NULL || tf_record_is (revision, "revision"));

  if (revision != NULL && self->revision == revision && self->n_pages > 0)
    {
      tf_preview_set_page (self, page);
      return;
    }

  stop (&self->cancellable);
  stop (&self->page_cancellable);
  g_set_object (&self->revision, revision);
  self->page = MAX (page, 1);
  self->zoom = 1.0;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  set_n_pages (self, 0);
  if (revision != NULL)
    load (self);
  else
    say (self, _("No Evidence Shown"),
         _("Open an item of evidence to read it here, beside the text."));
}

/**
 * tf_preview_get_page:
 * @self: a preview
 *
 * Returns: the page that is shown, from 1
 */
guint
tf_preview_get_page (TfPreview *self)
{
  g_return_val_if_fail (TF_IS_PREVIEW (self), 1);

  return self->page;
}

/**
 * tf_preview_set_page:
 * @self: a preview
 * @page: the page to show, from 1
 *
 * Turns to another page.
 */
void
tf_preview_set_page (TfPreview *self,
                     guint      page)
{
  g_return_if_fail (TF_IS_PREVIEW (self));

  page = CLAMP (page, 1, MAX (self->n_pages, 1));
  if (self->n_pages == 0 || page == self->page)
    return;

  self->page = page;
  update_bar (self);
  load_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

/**
 * tf_preview_get_n_pages:
 * @self: a preview
 *
 * Returns: how many pages can be shown; 0 where the file has none, or is not open yet
 */
guint
tf_preview_get_n_pages (TfPreview *self)
{
  g_return_val_if_fail (TF_IS_PREVIEW (self), 0);

  return self->n_pages;
}

/**
 * tf_preview_get_message:
 * @self: a preview
 *
 * Returns: (transfer none): what is said instead of showing the file, or ""
 */
const char *
tf_preview_get_message (TfPreview *self)
{
  const char *name;

  g_return_val_if_fail (TF_IS_PREVIEW (self), "");

  name = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
  return self->message != NULL && g_strcmp0 (name, "status") == 0 ? self->message : "";
}
