/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-intake.h"

#include "tf-file-choice.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GWeakRef  intake;
  char     *subject;
} Way;

static Way *
way_new (TfIntake   *intake,
         const char *subject)
{
  Way *way = g_new0 (Way, 1);

  g_weak_ref_init (&way->intake, intake);
  way->subject = g_strdup (subject);
  return way;
}

static void
way_free (Way *way)
{
  g_weak_ref_clear (&way->intake);
  g_free (way->subject);
  g_free (way);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Way, way_free)

static void
way_closure_free (gpointer  data,
                  GClosure *closure)
{
  way_free (data);
}

static GListModel *
new_model (GdkFileList *list)
{
  GListStore *store = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GSList) files = gdk_file_list_get_files (list);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (store, l->data);

  return G_LIST_MODEL (store);
}

static void
take_value (Way          *way,
            const GValue *value)
{
  g_autoptr(TfIntake) intake = g_weak_ref_get (&way->intake);
  g_autoptr(GListModel) files = new_model (g_value_get_boxed (value));

  if (intake != NULL && g_list_model_get_n_items (files) > 0)
    tf_intake_take (intake, files, way->subject);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         Way           *way)
{
  take_value (way, value);
  return TRUE;
}

/**
 * tf_intake_accept_drops:
 * @self: an intake
 * @widget: where files may be dropped
 * @subject: (nullable): point of the law that they then prove
 *
 * Lets files and folders be dropped on a widget.
 */
void
tf_intake_accept_drops (TfIntake   *self,
                        GtkWidget  *widget,
                        const char *subject)
{
  GtkDropTarget *target;

  g_return_if_fail (TF_IS_INTAKE (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), way_new (self, subject),
                         way_closure_free, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Way) way = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    take_value (way, value);
}

/**
 * tf_intake_paste:
 * @self: an intake
 * @subject: (nullable): point of the law that the files prove
 *
 * Takes in the files that the clipboard holds.
 *
 * Returns: %FALSE where it holds none
 */
gboolean
tf_intake_paste (TfIntake   *self,
                 const char *subject)
{
  GdkClipboard *clipboard;

  g_return_val_if_fail (TF_IS_INTAKE (self), FALSE);

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  if (!gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard),
                                          GDK_TYPE_FILE_LIST) &&
      !gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                              "text/uri-list"))
    return FALSE;

  gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                  pasted_cb, way_new (self, subject));
  return TRUE;
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Way) way = user_data;
  g_autoptr(TfIntake) intake = g_weak_ref_get (&way->intake);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (source), result, NULL);

  if (files != NULL && intake != NULL)
    tf_intake_take (intake, files, way->subject);
}

/**
 * tf_intake_choose:
 * @self: an intake
 * @folder: whether a folder is asked for, not files
 * @subject: (nullable): point of the law that they prove
 *
 * Asks the person for files and takes them in.
 */
void
tf_intake_choose (TfIntake   *self,
                  gboolean    folder,
                  const char *subject)
{
  g_return_if_fail (TF_IS_INTAKE (self));

  tf_file_choice_async (GTK_WIDGET (self), folder ? TF_FILE_CHOICE_FOLDER : TF_FILE_CHOICE_MANY,
                        folder ? _("Add Folder") : _("Add Files"), NULL, chosen_cb,
                        way_new (self, subject));
}
