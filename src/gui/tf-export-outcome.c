/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-outcome.h"

#include "tf-announce.h"

#include <glib/gi18n-lib.h>

struct _TfExportOutcome
{
  AdwBin          parent_instance;

  AdwActionRow   *file_row;
  GtkWidget      *open_button;
  AdwActionRow   *hash_row;
  AdwActionRow   *signer_row;
  AdwExpanderRow *left_out_row;

  TfSession      *session;
  char           *path;
  GPtrArray      *sentences;   /* rows of what was left out, unowned */
};

G_DEFINE_FINAL_TYPE (TfExportOutcome, tf_export_outcome, ADW_TYPE_BIN)

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(TfExportOutcome) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && self->session != NULL)
    tf_session_tell (self->session, error->message);
}

static void
show_file (TfExportOutcome *self,
           GFile           *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME,
                     NULL, shown_cb, g_object_ref (self));
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  TfExportOutcome *self = TF_EXPORT_OUTCOME (widget);
  g_autoptr(GFile) file = NULL;

  if (self->path == NULL)
    return;
  file = g_file_new_for_path (self->path);
  show_file (self, file);
}

/* A desktop without a file manager on the bus still has a way to open a folder. */
static void
selected_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(TfExportOutcome) self = user_data;
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFile) folder = NULL;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (answer != NULL || self->path == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  file = g_file_new_for_path (self->path);
  folder = g_file_get_parent (file);
  show_file (self, folder);
}

static void
show_in_folder_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *target)
{
  TfExportOutcome *self = TF_EXPORT_OUTCOME (widget);
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus = application != NULL ? g_application_get_dbus_connection (application)
                                             : NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFile) folder = NULL;
  const char *uris[2] = { NULL, NULL };

  if (self->path == NULL)
    return;

  file = g_file_new_for_path (self->path);
  folder = g_file_get_parent (file);
  uri = g_file_get_uri (file);
  uris[0] = uri;
  if (bus == NULL)
    show_file (self, folder);
  else
    g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1", "ShowItems",
                            g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                            NULL, selected_cb, g_object_ref (self));
}

static void
verify_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfExportOutcome *self = TF_EXPORT_OUTCOME (widget);
  g_autoptr(GFile) file = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *place = NULL;

  if (self->path == NULL || self->session == NULL)
    return;
  file = g_file_new_for_path (self->path);
  uri = g_file_get_uri (file);
  place = g_strconcat ("verify/", uri, NULL);
  tf_session_navigate (self->session, place);
}

static gboolean
tf_export_outcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TF_EXPORT_OUTCOME (widget)->open_button);
}

static void
tf_export_outcome_dispose (GObject *object)
{
  TfExportOutcome *self = TF_EXPORT_OUTCOME (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_EXPORT_OUTCOME);
  g_clear_object (&self->session);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->sentences, g_ptr_array_unref);

  G_OBJECT_CLASS (tf_export_outcome_parent_class)->dispose (object);
}

static void
tf_export_outcome_class_init (TfExportOutcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_export_outcome_dispose;
  widget_class->grab_focus = tf_export_outcome_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-export-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, TfExportOutcome, file_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportOutcome, open_button);
  gtk_widget_class_bind_template_child (widget_class, TfExportOutcome, hash_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportOutcome, signer_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportOutcome, left_out_row);
  gtk_widget_class_install_action (widget_class, "outcome.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "outcome.show-in-folder", NULL, show_in_folder_cb);
  gtk_widget_class_install_action (widget_class, "outcome.verify", NULL, verify_cb);
}

static void
tf_export_outcome_init (TfExportOutcome *self)
{
  self->sentences = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_export_outcome_set_session:
 * @self: an outcome
 * @session: what the window works on
 *
 * Tells whom to ask for other pages.
 */
void
tf_export_outcome_set_session (TfExportOutcome *self,
                               TfSession       *session)
{
  g_return_if_fail (TF_IS_EXPORT_OUTCOME (self));
  g_return_if_fail (TF_IS_SESSION (session));

  g_set_object (&self->session, session);
}

static void
show_left_out (TfExportOutcome *self,
               GPtrArray       *left_out)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u file was left out",
                                                      "%u files were left out", left_out->len),
                                            left_out->len);

  for (guint i = 0; i < self->sentences->len; i++)
    adw_expander_row_remove (self->left_out_row, self->sentences->pdata[i]);
  g_ptr_array_set_size (self->sentences, 0);
  for (guint i = 0; i < left_out->len; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), left_out->pdata[i]);
      adw_expander_row_add_row (self->left_out_row, row);
      g_ptr_array_add (self->sentences, row);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->left_out_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_row), left_out->len > 0);
}

/**
 * tf_export_outcome_show:
 * @self: an outcome
 * @result: what an export wrote
 *
 * Shows the file, and takes the focus to it.
 */
void
tf_export_outcome_show (TfExportOutcome      *self,
                        const TfExportResult *result)
{
  g_autofree char *size = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (TF_IS_EXPORT_OUTCOME (self));
  g_return_if_fail (result != NULL);

  g_free (self->path);
  self->path = g_strdup (result->path);
  size = g_format_size (result->size);
  shown = g_filename_display_name (result->path);
  /* Translators: number of pages, then size of a file: 212 pages, 48 MB */
  facts = g_strdup_printf (ngettext ("%u page, %s", "%u pages, %s", result->n_pages),
                           result->n_pages, size);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), shown);
  adw_action_row_set_subtitle (self->file_row, facts);
  adw_action_row_set_subtitle (self->hash_row, result->sha256);
  adw_action_row_set_subtitle (self->signer_row,
                               *result->signer != '\0' ? result->signer
                                                       : _("Nobody: the file is not signed"));
  show_left_out (self, result->left_out);

  /* Translators: name of a file, then its pages and size */
  sentence = g_strdup_printf (_("Written: “%s”, %s"), shown, facts);
  gtk_widget_grab_focus (self->open_button);
  tf_announce (GTK_WIDGET (self), sentence);
}

/**
 * tf_export_outcome_get_path:
 * @self: an outcome
 *
 * Returns: (transfer none) (nullable): the file that is shown
 */
const char *
tf_export_outcome_get_path (TfExportOutcome *self)
{
  g_return_val_if_fail (TF_IS_EXPORT_OUTCOME (self), NULL);

  return self->path;
}
