/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  TF_FILE_CHOICE_ONE,
  TF_FILE_CHOICE_MANY,
  TF_FILE_CHOICE_FOLDER,
  TF_FILE_CHOICE_SAVE,
} TfFileChoice;

/* Asks for files through the file dialog of the desktop. */
void        tf_file_choice_async   (GtkWidget            *parent,
                                    TfFileChoice          choice,
                                    const char           *title,
                                    const char           *name,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GListModel *tf_file_choice_finish  (GtkWidget            *parent,
                                    GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
