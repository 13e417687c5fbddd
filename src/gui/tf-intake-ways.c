/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-intake.h"

#include "tf-file-choice.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

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

/* What this program writes into its PDF files, never compressed. */
#define OWN_MARK  "<xmp:CreatorTool>Techfile "
#define PIECE     (1024 * 1024)
#define MAX_BYTES (G_GINT64_CONSTANT (1) << 30)

/* Reads a file that anybody may have made for the mark alone, piece by piece. */
static gboolean
finds_mark (GInputStream *stream,
            GCancellable *cancellable)
{
  const gsize tail = strlen (OWN_MARK) - 1;
  g_autofree char *buffer = g_malloc (tail + PIECE);
  gsize kept = 0;
  gint64 total = 0;
  gssize n;

  while (total < MAX_BYTES &&
         (n = g_input_stream_read (stream, buffer + kept, PIECE, cancellable, NULL)) > 0)
    {
      gsize length = kept + n;

      g_assert (buffer != NULL);
      if (memmem (buffer, length, OWN_MARK, strlen (OWN_MARK)) != NULL)
        return TRUE;
      /* The mark may begin in one piece and end in the next. */
      kept = MIN (length, tail);
      memmove (buffer, buffer + length - kept, kept);
      total += n;
    }

  return FALSE;
}

static void
recognise_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_autoptr(GFileInputStream) stream = NULL;

  if (g_file_query_file_type (source, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_REGULAR)
    stream = g_file_read (source, cancellable, NULL);

  g_task_return_boolean (task, stream != NULL && finds_mark (G_INPUT_STREAM (stream), cancellable));
}

static void
take_file (Way   *way,
           GFile *file)
{
  g_autoptr(TfIntake) intake = g_weak_ref_get (&way->intake);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  if (intake != NULL)
    tf_intake_take (intake, G_LIST_MODEL (files), way->subject);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Way              *way)
{
  g_autoptr(TfIntake) intake = g_weak_ref_get (&way->intake);
  GFile *file = g_object_get_data (G_OBJECT (dialog), "file");
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *place = g_strconcat ("verify/", uri, NULL);

  if (strcmp (response, "add") == 0)
    take_file (way, file);
  else if (strcmp (response, "verify") == 0 && intake != NULL)
    gtk_widget_activate_action (GTK_WIDGET (intake), "win.go", "s", place);
}

/* A technical file that came back is rather to be verified than to prove a point. */
static void
ask_what_for (TfIntake *intake,
              GFile    *file,
              Way      *way)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (intake));
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              NULL, NULL);

  /* Some versions of libadwaita warn of a heading that is wider than their first guess. */
  gtk_window_set_title (GTK_WINDOW (dialog), _("Verify This Technical File?"));
  /* Translators: name of a file */
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” says that Techfile made it. Verify its signatures, or "
                                    "add it as evidence."),
                                  shown);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "add",
                                    _("_Add as Evidence"),
                                    "verify", _("_Verify"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "verify");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "verify",
                                              ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), way, way_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
recognised_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Way) way = user_data;
  g_autoptr(TfIntake) intake = g_weak_ref_get (&way->intake);

  if (intake == NULL)
    return;
  if (g_task_propagate_boolean (G_TASK (result), NULL) &&
      gtk_widget_get_root (GTK_WIDGET (intake)) != NULL)
    ask_what_for (intake, G_FILE (source), g_steal_pointer (&way));
  else
    take_file (way, G_FILE (source));
}

/**
 * tf_intake_offer:
 * @self: an intake
 * @file: a file that was dropped
 * @subject: (nullable): point of the law that it proves
 *
 * Takes a file in, unless it is a technical file that this program made: that may rather be
 * verified, which the person is asked then.
 */
void
tf_intake_offer (TfIntake   *self,
                 GFile      *file,
                 const char *subject)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (TF_IS_INTAKE (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, NULL, recognised_cb, way_new (self, subject));
  g_task_run_in_thread (task, recognise_thread);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         Way           *way)
{
  g_autoptr(TfIntake) intake = g_weak_ref_get (&way->intake);
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (intake != NULL && files != NULL && files->next == NULL)
    tf_intake_offer (intake, files->data, way->subject);
  else
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
