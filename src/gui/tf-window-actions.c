/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-window-private.h"

#include "tf-finding-list.h"
#include "tf-go-to.h"
#include "tf-new-product-dialog.h"
#include "tf-new-release-dialog.h"
#include "tf-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
go_cb (GtkWidget  *widget,
       const char *action,
       GVariant   *target)
{
  if (TF_WINDOW (widget)->session != NULL)
    tf_window_go (TF_WINDOW (widget), g_variant_get_string (target, NULL));
}

static gboolean
shows_product (TfWindow *self)
{
  return strcmp (gtk_stack_get_visible_child_name (self->stack), "product") == 0;
}

/* Back from a page without a product leads to what was shown before it. */
static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  if (self->session == NULL)
    return;
  if (shows_product (self) && tf_shell_back (self->shell))
    return;
  if (strcmp (gtk_stack_get_visible_child_name (self->stack), "free") == 0 &&
      tf_session_get_release (self->session) != NULL && tf_shell_get_place (self->shell) != NULL)
    tf_window_go (self, tf_shell_get_place (self->shell));
  else
    tf_window_go (self, "library");
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);
  TfStore *store = tf_session_get_store (self->session);
  gboolean undo = strcmp (action, "win.undo") == 0;
  g_autofree char *step = g_strdup (undo ? tf_store_get_undo_action (store)
                                         : tf_store_get_redo_action (store));
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;

  if (!(undo ? tf_store_undo (store, &error) : tf_store_redo (store, &error)))
    {
      tf_session_tell (self->session, error->message);
      return;
    }

  /* Translators: what a person did, such as: Add Release 1.1 */
  message = g_strdup_printf (undo ? _("Undone: %s") : _("Done again: %s"),
                             step != NULL ? step : "");
  tf_session_tell (self->session, message);
}

static void
new_product_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  tf_new_product_dialog_present (GTK_WINDOW (self), self->session);
}

/* "New" means something on the page that is shown, or else a new product. */
static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);
  GtkWidget *page = shows_product (self) ? tf_shell_get_page (self->shell) : NULL;

  if (self->session != NULL && tf_session_is_writable (self->session) &&
      (page == NULL || !gtk_widget_activate_action (page, "page.new", NULL)))
    new_product_cb (widget, action, target);
}

static void
new_release_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  tf_new_release_dialog_present (GTK_WINDOW (self), self->session);
}

static void
release_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);
  const char *place = tf_shell_get_place (self->shell);
  g_autofree char *full = g_strdup_printf ("release/%s/%s", g_variant_get_string (target, NULL),
                                           place != NULL ? place : "overview");

  tf_window_go (self, full);
}

static void
go_to_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  if (self->session != NULL)
    tf_go_to_present (GTK_WINDOW (self), self->session);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  if (self->session == NULL)
    return;
  if (strcmp (gtk_stack_get_visible_child_name (self->stack), "library") == 0)
    tf_library_page_start_search (self->library_page);
  else
    tf_window_go (self, "search");
}

static void
finding_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  if (self->session != NULL && shows_product (self))
    tf_finding_list_step (tf_finding_list_get (self->session),
                          strcmp (action, "win.next-finding") == 0 ? 1 : -1);
}

static void
pane_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  if (!shows_product (self))
    return;
  if (strcmp (action, "win.pane") == 0)
    tf_shell_toggle_pane (self->shell);
  else
    tf_shell_next_pane (self->shell);
}

static void
chosen_cb (TfWindow             *self,
           int                   response,
           GtkFileChooserNative *chooser)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *place = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    {
      uri = g_file_get_uri (file);
      place = g_strconcat ("verify/", uri, NULL);
      tf_window_go (self, place);
    }
  g_object_unref (chooser);
}

static void
verify_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);
  GtkFileChooserNative *chooser;
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->session == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Verify a PDF"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_OPEN, _("_Verify"), NULL);
  gtk_file_filter_set_name (filter, _("PDF Documents"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_library_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *target)
{
  tf_window_open (TF_WINDOW (widget), g_variant_get_string (target, NULL));
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfWindow *self = TF_WINDOW (widget);

  if (self->session != NULL && tf_session_get_release (self->session) != NULL)
    tf_window_go (self, "export");
}

/* Undo and redo come last, so that a text that is being edited can use the keys first. */
static void
add_late_shortcut (GtkWidgetClass *klass,
                   const char     *keys,
                   const char     *action)
{
  gtk_widget_class_add_shortcut (klass, gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys),
                                                          gtk_named_action_new (action)));
}

/**
 * tf_window_install_actions:
 * @klass: class of the window
 *
 * Adds what menus, buttons and keys do.
 */
void
tf_window_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.go", "s", go_cb);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (klass, "win.redo", NULL, undo_cb);
  gtk_widget_class_install_action (klass, "win.new", NULL, new_cb);
  gtk_widget_class_install_action (klass, "win.new-product", NULL, new_product_cb);
  gtk_widget_class_install_action (klass, "win.new-release", NULL, new_release_cb);
  gtk_widget_class_install_action (klass, "win.release", "s", release_cb);
  gtk_widget_class_install_action (klass, "win.go-to", NULL, go_to_cb);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (klass, "win.next-finding", NULL, finding_cb);
  gtk_widget_class_install_action (klass, "win.previous-finding", NULL, finding_cb);
  gtk_widget_class_install_action (klass, "win.pane", NULL, pane_cb);
  gtk_widget_class_install_action (klass, "win.next-pane", NULL, pane_cb);
  gtk_widget_class_install_action (klass, "win.verify", NULL, verify_cb);
  gtk_widget_class_install_action (klass, "win.export", NULL, export_cb);
  gtk_widget_class_install_action (klass, "win.open-library", "s", open_library_cb);

  add_late_shortcut (klass, "<Control>z", "win.undo");
  add_late_shortcut (klass, "<Control><Shift>z", "win.redo");
}

/**
 * tf_window_update_actions:
 * @self: a window with a library
 *
 * Switches actions on and off as they make sense.
 */
void
tf_window_update_actions (TfWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  TfStore *store = tf_session_get_store (self->session);
  gboolean writable = tf_store_is_writable (store);
  gboolean product = tf_session_get_release (self->session) != NULL;
  const char *rest;

  gtk_widget_action_set_enabled (widget, "win.undo",
                                 writable && tf_store_get_undo_action (store) != NULL);
  gtk_widget_action_set_enabled (widget, "win.redo",
                                 writable && tf_store_get_redo_action (store) != NULL);
  gtk_widget_action_set_enabled (widget, "win.new-product", writable);
  gtk_widget_action_set_enabled (widget, "win.new-release", writable && product);
  gtk_widget_action_set_enabled (widget, "win.export",
                                 product && tf_page_lookup ("export", &rest) != NULL);
  gtk_widget_action_set_enabled (widget, "win.verify", tf_page_lookup ("verify", &rest) != NULL);
}
