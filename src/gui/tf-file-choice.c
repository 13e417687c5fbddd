/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-file-choice.h"

#include <glib/gi18n-lib.h>

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             GTask           *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("No file was chosen."));

  g_object_unref (task);
}

static GtkFileChooserAction
get_action (TfFileChoice choice)
{
  switch (choice)
    {
    case TF_FILE_CHOICE_FOLDER:
      return GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
    case TF_FILE_CHOICE_SAVE:
      return GTK_FILE_CHOOSER_ACTION_SAVE;
    default:
      return GTK_FILE_CHOOSER_ACTION_OPEN;
    }
}

/**
 * tf_file_choice_async:
 * @parent: a widget of the window that asks
 * @choice: what is asked for
 * @title: title of the dialog
 * @name: (nullable): proposed name of a file to be written
 * @callback: called when the person is done
 * @user_data: data for @callback
 *
 * Asks for one file, for several, for a folder or for a file to be written.
 */
void
tf_file_choice_async (GtkWidget           *parent,
                      TfFileChoice         choice,
                      const char          *title,
                      const char          *name,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GtkRoot *root;
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (title != NULL);

  root = gtk_widget_get_root (parent);
  dialog = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        get_action (choice), NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), choice == TF_FILE_CHOICE_MANY);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, tf_file_choice_async);
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * tf_file_choice_finish:
 * @parent: the widget that asked
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the chosen #GFile objects, or `NULL` with @error set to
 *   `G_IO_ERROR_CANCELLED` where the person gave up
 */
GListModel *
tf_file_choice_finish (GtkWidget     *parent,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
