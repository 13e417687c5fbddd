/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-figure.h"

#include "tf-text-grid.h"

#include <glib/gi18n-lib.h>

#define NEW_WIDTH 60

struct _TfTextFigure
{
  GtkWidget         parent_instance;

  GtkWidget        *frame;
  GtkWidget        *picture;
  GtkWidget        *trouble;
  GtkWidget        *caption_box;
  GtkWidget        *caption;
  GtkWidget        *controls;
  GtkWidget        *alternative;
  GtkWidget        *width;
  TfTextEditorHost *host;
  GCancellable     *cancellable;
  char             *object;
  char             *loaded;    /* the object that the picture shows or waits for */
  TfText           *text;      /* what the figure holds, until it changes */
  gboolean          editable;
  gboolean          loading;
};

static void tf_text_figure_piece_init (TfTextPieceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfTextFigure, tf_text_figure, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_TEXT_PIECE,
                                                      tf_text_figure_piece_init))

static TfTextFigure *
get_figure (GtkWidget *widget)
{
  return TF_TEXT_FIGURE (gtk_widget_get_ancestor (widget, TF_TYPE_TEXT_FIGURE));
}

static int
get_picture_width (GtkWidget *frame,
                   int        available)
{
  TfTextFigure *self = get_figure (frame);
  int percent = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->width));

  return MAX (available * percent / 100, 1);
}

static GtkSizeRequestMode
frame_request_mode_cb (GtkWidget *frame)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
frame_measure_cb (GtkWidget      *frame,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  GtkWidget *picture = gtk_widget_get_first_child (frame);

  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    {
      gtk_widget_measure (picture, GTK_ORIENTATION_VERTICAL, get_picture_width (frame, for_size),
                          NULL, natural, NULL, NULL);
      *minimum = *natural;
    }
}

static void
frame_allocate_cb (GtkWidget *frame,
                   int        width,
                   int        height,
                   int        baseline)
{
  gboolean mirrored = gtk_widget_get_direction (frame) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0, 0, get_picture_width (frame, width), height };

  if (mirrored)
    place.x = width - place.width;
  gtk_widget_size_allocate (gtk_widget_get_first_child (frame), &place, baseline);
}

static void
show_trouble (TfTextFigure *self,
              const char   *trouble)
{
  gtk_label_set_text (GTK_LABEL (self->trouble), trouble);
  gtk_widget_set_visible (self->trouble, trouble[0] != '\0');
  gtk_widget_set_visible (self->frame, trouble[0] == '\0');
}

static void
picture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(TfTextFigure) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkPaintable) paintable = NULL;

  paintable = tf_text_editor_host_load_picture_finish (TF_TEXT_EDITOR_HOST (source), result,
                                                       &error);
  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_picture_set_paintable (GTK_PICTURE (self->picture), paintable);
  show_trouble (self, error != NULL ? error->message : "");
}

static void
load_picture (TfTextFigure *self)
{
  if (self->host == NULL || self->object == NULL || g_strcmp0 (self->loaded, self->object) == 0)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_free (self->loaded);
  self->loaded = g_strdup (self->object);
  tf_text_editor_host_load_picture_async (self->host, self->object, self->cancellable,
                                          picture_loaded_cb, g_object_ref (self));
}

static void
edited (TfTextFigure *self)
{
  if (self->loading)
    return;

  g_clear_pointer (&self->text, tf_text_unref);
  tf_text_piece_edited (TF_TEXT_PIECE (self));
}

static void
show_alternative (TfTextFigure *self)
{
  const char *alternative = gtk_editable_get_text (GTK_EDITABLE (self->alternative));

  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), alternative);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  alternative[0] != '\0' ? alternative : _("Picture"), -1);
}

static void
alternative_changed_cb (TfTextFigure *self)
{
  show_alternative (self);
  edited (self);
}

static void
width_changed_cb (TfTextFigure *self)
{
  gtk_widget_queue_resize (self->frame);
  edited (self);
}

static gboolean
caption_enter_cb (TfTextFigure *self)
{
  g_signal_emit_by_name (self->caption, "move-out", 1, FALSE);

  return TRUE;
}

static void
show_parts (TfTextFigure *self)
{
  gboolean blank = tf_text_is_empty (tf_text_piece_get_text (TF_TEXT_PIECE (self->caption)));

  gtk_widget_set_visible (self->caption_box, self->editable || !blank);
  gtk_widget_set_visible (self->controls, self->editable);
}

static TfText *
tf_text_figure_get_text (TfTextPiece *piece)
{
  TfTextFigure *self = TF_TEXT_FIGURE (piece);
  int width = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->width));
  g_autoptr(TfTextBuilder) builder = NULL;

  if (self->text != NULL)
    return self->text;

  builder = tf_text_builder_new ();
  tf_text_builder_begin_block (builder, TF_TEXT_IMAGE, 0);
  tf_text_builder_set_image (builder, self->object,
                             gtk_editable_get_text (GTK_EDITABLE (self->alternative)),
                             (guint) width);
  tf_text_add_line (builder, tf_text_piece_get_text (TF_TEXT_PIECE (self->caption)));
  self->text = tf_text_builder_end (builder);

  return self->text;
}

static void
tf_text_figure_load (TfTextPiece *piece,
                     TfText      *text)
{
  TfTextFigure *self = TF_TEXT_FIGURE (piece);
  const TfTextBlock *block = tf_text_get_block (text, 0);
  g_autoptr(TfText) caption = tf_text_line_to_text (&block->line);

  self->loading = TRUE;
  g_free (self->object);
  self->object = g_strdup (block->object);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->alternative)), block->alternative))
    gtk_editable_set_text (GTK_EDITABLE (self->alternative), block->alternative);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->width), block->width);
  tf_text_piece_load (TF_TEXT_PIECE (self->caption), caption);
  self->loading = FALSE;

  g_clear_pointer (&self->text, tf_text_unref);
  self->text = tf_text_ref (text);
  show_alternative (self);
  show_parts (self);
  load_picture (self);
}

static void
tf_text_figure_set_editable (TfTextPiece *piece,
                             gboolean     editable)
{
  TfTextFigure *self = TF_TEXT_FIGURE (piece);

  self->editable = editable;
  tf_text_piece_set_editable (TF_TEXT_PIECE (self->caption), editable);
  show_parts (self);
}

static gboolean
tf_text_figure_get_caret (TfTextPiece *piece,
                          TfTextCaret *caret)
{
  return tf_text_piece_get_caret (TF_TEXT_PIECE (TF_TEXT_FIGURE (piece)->caption), caret);
}

static void
tf_text_figure_set_caret (TfTextPiece       *piece,
                          const TfTextCaret *caret,
                          gboolean           focus)
{
  TfTextFigure *self = TF_TEXT_FIGURE (piece);

  tf_text_piece_set_caret (TF_TEXT_PIECE (self->caption), caret, focus);
}

static void
tf_text_figure_piece_init (TfTextPieceInterface *iface)
{
  iface->get_text = tf_text_figure_get_text;
  iface->load = tf_text_figure_load;
  iface->set_editable = tf_text_figure_set_editable;
  iface->get_caret = tf_text_figure_get_caret;
  iface->set_caret = tf_text_figure_set_caret;
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  tf_text_piece_remove (TF_TEXT_PIECE (widget));
}

static void
tf_text_figure_dispose (GObject *object)
{
  TfTextFigure *self = TF_TEXT_FIGURE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->host);
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_TEXT_FIGURE);
  while (gtk_widget_get_first_child (GTK_WIDGET (object)) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (object)));

  G_OBJECT_CLASS (tf_text_figure_parent_class)->dispose (object);
}

static void
tf_text_figure_finalize (GObject *object)
{
  TfTextFigure *self = TF_TEXT_FIGURE (object);

  g_clear_pointer (&self->object, g_free);
  g_clear_pointer (&self->loaded, g_free);
  g_clear_pointer (&self->text, tf_text_unref);

  G_OBJECT_CLASS (tf_text_figure_parent_class)->finalize (object);
}

static void
tf_text_figure_class_init (TfTextFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_text_figure_dispose;
  object_class->finalize = tf_text_figure_finalize;

  gtk_widget_class_install_action (widget_class, "figure.remove", NULL, remove_action_cb);
  gtk_widget_class_set_css_name (widget_class, "textfigure");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/techfile/Techfile/editor/tf-text-figure.ui");
  gtk_widget_class_bind_template_child (widget_class, TfTextFigure, frame);
  gtk_widget_class_bind_template_child (widget_class, TfTextFigure, picture);
  gtk_widget_class_bind_template_child (widget_class, TfTextFigure, trouble);
  gtk_widget_class_bind_template_child (widget_class, TfTextFigure, caption_box);
  gtk_widget_class_bind_template_child (widget_class, TfTextFigure, controls);
  gtk_widget_class_bind_template_child (widget_class, TfTextFigure, alternative);
  gtk_widget_class_bind_template_child (widget_class, TfTextFigure, width);
  gtk_widget_class_bind_template_callback (widget_class, alternative_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
}

static void
tf_text_figure_init (TfTextFigure *self)
{
  self->editable = TRUE;
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->frame, gtk_custom_layout_new (frame_request_mode_cb,
                                                                     frame_measure_cb,
                                                                     frame_allocate_cb));

  self->caption = GTK_WIDGET (tf_text_area_new (TRUE));
  gtk_widget_add_css_class (self->caption, "tf-text-caption");
  gtk_widget_set_hexpand (self->caption, TRUE);
  tf_text_area_set_label (TF_TEXT_AREA (self->caption), _("Picture caption"));
  gtk_box_append (GTK_BOX (self->caption_box), self->caption);
  g_signal_connect_object (self->caption, "edited", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->caption, "enter", G_CALLBACK (caption_enter_cb), self,
                           G_CONNECT_SWAPPED);
  self->loading = FALSE;
}

/**
 * tf_text_figure_new:
 *
 * Makes an editor for one picture. It shows it once a text is loaded and the
 * host is known.
 *
 * Returns: (transfer floating): the figure
 */
GtkWidget *
tf_text_figure_new (void)
{
  return g_object_new (TF_TYPE_TEXT_FIGURE, NULL);
}

/**
 * tf_text_figure_get_area:
 * @self: the figure
 *
 * Gives the place to type the caption in.
 *
 * Returns: (transfer none): the area
 */
TfTextArea *
tf_text_figure_get_area (TfTextFigure *self)
{
  g_return_val_if_fail (TF_IS_TEXT_FIGURE (self), NULL);

  return TF_TEXT_AREA (self->caption);
}

/**
 * tf_text_figure_set_host:
 * @self: the figure
 * @host: (nullable): where pictures are kept
 *
 * Tells where to get the picture from.
 */
void
tf_text_figure_set_host (TfTextFigure     *self,
                         TfTextEditorHost *host)
{
  g_return_if_fail (TF_IS_TEXT_FIGURE (self));

  if (g_set_object (&self->host, host))
    load_picture (self);
}

/**
 * tf_text_figure_make:
 * @object: SHA-256 of the bytes
 *
 * Makes a picture without caption.
 *
 * Returns: (transfer full): a text that holds the picture only
 */
TfText *
tf_text_figure_make (const char *object)
{
  g_autoptr(TfTextBuilder) builder = tf_text_builder_new ();

  tf_text_builder_begin_block (builder, TF_TEXT_IMAGE, 0);
  tf_text_builder_set_image (builder, object, "", NEW_WIDTH);

  return tf_text_builder_end (builder);
}
