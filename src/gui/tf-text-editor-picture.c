/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-editor-private.h"
#include "tf-text-figure.h"

#include <glib/gi18n-lib.h>

#define MAX_PICTURE (20 * 1024 * 1024)
#define CHOOSER_KEY "tf-text-picture-chooser"

static const char *
get_media_type (GBytes *bytes)
{
  g_autofree char *content_type = g_content_type_guess (NULL, g_bytes_get_data (bytes, NULL),
                                                        g_bytes_get_size (bytes), NULL);
  g_autofree char *media_type = g_content_type_get_mime_type (content_type);

  if (g_strcmp0 (media_type, "image/png") == 0)
    return "image/png";
  if (g_strcmp0 (media_type, "image/jpeg") == 0)
    return "image/jpeg";

  return NULL;
}

/* A cell or caption holds words only. */
static gboolean
has_room (TfTextEditor *self)
{
  if (self->area == NULL || !tf_text_area_is_single (self->area))
    return TRUE;

  tf_text_editor_notice (self, _("A picture cannot stand inside a table cell or caption. Put the "
                                 "caret above or below the table first."));
  return FALSE;
}

/*
 * tf_text_editor_insert_picture:
 *
 * Keeps a picture and puts it into the text. @media_type is what its giver
 * claims; what counts are the bytes.
 */
void
tf_text_editor_insert_picture (TfTextEditor *self,
                               GBytes       *bytes,
                               const char   *media_type)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *object = NULL;
  g_autoptr(TfText) figure = NULL;

  if (self->host == NULL)
    {
      tf_text_editor_notice (self, _("Pictures cannot be kept in this text."));
      return;
    }
  if (!has_room (self))
    return;
  media_type = get_media_type (bytes);
  if (media_type == NULL)
    {
      tf_text_editor_notice (self, _("Only PNG and JPEG pictures can be put into a text. Add other "
                                     "files as evidence."));
      return;
    }

  object = tf_text_editor_host_store_picture (self->host, bytes, media_type, &error);
  if (object == NULL)
    {
      tf_text_editor_notice (self, error->message);
      return;
    }

  figure = tf_text_figure_make (object);
  tf_text_editor_insert (self, figure);
}

static void
file_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(TfTextEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (bytes == NULL)
    tf_text_editor_notice (self, error->message);
  else
    tf_text_editor_insert_picture (self, bytes, "");
}

static void
size_known_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(TfTextEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info == NULL)
    tf_text_editor_notice (self, error->message);
  else if (g_file_info_get_size (info) > MAX_PICTURE)
    tf_text_editor_notice (self,
                           _("The picture is larger than 20 MB. Add it as evidence instead."));
  else
    g_file_load_bytes_async (G_FILE (source), NULL, file_loaded_cb, g_steal_pointer (&self));
}

static void
response_cb (TfTextEditor    *self,
             int              response,
             GtkNativeDialog *dialog)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT, NULL, size_known_cb, g_object_ref (self));
  g_object_set_data (G_OBJECT (self), CHOOSER_KEY, NULL);
}

/*
 * tf_text_editor_choose_picture:
 *
 * Lets the person choose a picture file and inserts it.
 */
void
tf_text_editor_choose_picture (TfTextEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *dialog = NULL;

  if (!has_room (self))
    return;

  dialog = gtk_file_chooser_native_new (_("Insert Picture"),
                                        GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _("_Insert"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (self), CHOOSER_KEY, dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
