/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-window-private.h"

#include "tf-announce.h"
#include "tf-opening.h"
#include "tf-page.h"
#include "tf-settings.h"
#include "tf-verify-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (TfWindow, tf_window, ADW_TYPE_APPLICATION_WINDOW)

static void
toast_gone_cb (TfWindow *self,
               AdwToast *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

/* One message at a time: the newest is what the person asks about. */
static void
show_toast (TfWindow   *self,
            const char *text,
            gboolean    undoable)
{
  AdwToast *toast;

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  toast = adw_toast_new (text);
  if (undoable)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_gone_cb), self, G_CONNECT_SWAPPED);
  self->toast = toast;
  adw_toast_overlay_add_toast (self->toasts, toast);
  tf_announce (GTK_WIDGET (self), text);
}

static void
message_cb (TfWindow   *self,
            const char *text)
{
  show_toast (self, text, FALSE);
}

static void
undoable_cb (TfWindow   *self,
             const char *text)
{
  show_toast (self, text, TRUE);
}

static void
problem_cb (TfWindow   *self,
            const char *text)
{
  if (*text != '\0')
    {
      gtk_label_set_text (self->problem_label, text);
      tf_announce (GTK_WIDGET (self), text);
    }
  gtk_revealer_set_reveal_child (self->problem_revealer, *text != '\0');
}

static void
navigate_cb (TfWindow   *self,
             const char *place)
{
  tf_window_go (self, place);
}

static void
hide_problem_cb (TfWindow *self)
{
  gtk_revealer_set_reveal_child (self->problem_revealer, FALSE);
}

static void
show_trouble (TfWindow     *self,
              const GError *error)
{
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->trouble_page, tf_opening_get_title (error));
  adw_status_page_set_description (self->trouble_page, description);
  gtk_widget_set_visible (self->read_only_button, tf_opening_may_read (error));
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
show_notice (TfWindow   *self,
             const char *notice)
{
  gtk_label_set_text (self->notice_label, notice != NULL ? notice : "");
  gtk_revealer_set_reveal_child (self->notice_revealer, notice != NULL);
}

static void
take_session (TfWindow  *self,
              TfSession *session)
{
  GtkWidget *page;

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->free_stack))) != NULL)
    gtk_stack_remove (self->free_stack, page);
  gtk_revealer_set_reveal_child (self->problem_revealer, FALSE);

  g_set_object (&self->session, session);
  g_signal_connect_object (session, "navigate", G_CALLBACK (navigate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "undoable", G_CALLBACK (undoable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "problem", G_CALLBACK (problem_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (tf_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tf_session_get_store (session), "changed",
                           G_CALLBACK (tf_window_update_actions), self, G_CONNECT_SWAPPED);
  tf_shell_set_session (self->shell, session);
  tf_library_page_set_session (self->library_page, session);
  tf_window_update_actions (self);
}

static void
open_library (TfWindow *self,
              gboolean  read_only)
{
  g_autofree char *notice = NULL;
  g_autofree char *author = g_settings_get_string (tf_settings_get (), "author");
  g_autoptr(GError) error = NULL;
  g_autoptr(TfStore) store = NULL;
  g_autoptr(TfLaw) law = NULL;
  g_autoptr(TfWorkspace) workspace = NULL;
  g_autoptr(TfSession) session = NULL;

  store = tf_opening_open (self->path, read_only, &notice, &error);
  show_notice (self, notice);
  if (store == NULL)
    {
      show_trouble (self, error);
      return;
    }

  if (*author != '\0')
    tf_store_set_author (store, author);
  law = tf_law_new_builtin (g_get_language_names ()[0]);
  workspace = tf_workspace_new (store, law);
  session = tf_session_new (workspace);
  take_session (self, session);
  g_settings_set_string (tf_settings_get (), "last-library", self->path);
  tf_window_go (self, "library");
}

/* The library is let go first: this very window may be what stands in its own way. */
static void
try_again_cb (TfWindow *self)
{
  g_autofree char *place = g_strdup (self->place);

  open_library (self, FALSE);
  if (self->session != NULL && place != NULL && g_str_has_prefix (place, "release/"))
    tf_window_go (self, place);
}

static void
read_only_cb (TfWindow *self)
{
  open_library (self, TRUE);
}

static void
save_state (TfWindow *self)
{
  GSettings *settings = tf_settings_get ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->place != NULL)
    g_settings_set_string (settings, "last-place", self->place);
}

static void
close_response_cb (TfWindow   *self,
                   const char *response)
{
  if (strcmp (response, "close") != 0)
    return;

  gtk_revealer_set_reveal_child (self->problem_revealer, FALSE);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What could not be saved would be lost, and undo cannot bring it back. */
static void
ask_before_closing (TfWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Close Without Saving?"),
                                              gtk_label_get_text (self->problem_label));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "close", _("_Close Anyway"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
tf_window_close_request (GtkWindow *window)
{
  TfWindow *self = TF_WINDOW (window);

  /* Leaving a field saves what was typed into it. */
  gtk_window_set_focus (window, NULL);
  save_state (self);
  if (gtk_revealer_get_reveal_child (self->problem_revealer))
    {
      ask_before_closing (self);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (tf_window_parent_class)->close_request (window);
}

static void
tf_window_dispose (GObject *object)
{
  TfWindow *self = TF_WINDOW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->place, g_free);

  G_OBJECT_CLASS (tf_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TfWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, library_page);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, free_title);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, free_stack);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, read_only_button);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, TfWindow, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_only_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_problem_cb);
}

static void
tf_window_class_init (TfWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tf_window_close_request;

  g_type_ensure (TF_TYPE_LIBRARY_PAGE);
  g_type_ensure (TF_TYPE_SHELL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-window.ui");
  bind_children (widget_class);
  tf_window_install_actions (widget_class);
}

static void
tf_window_init (TfWindow *self)
{
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));
  tf_verify_page_take_drops (GTK_WIDGET (self->library_page));
  tf_verify_page_take_drops (GTK_WIDGET (self->free_stack));
  g_settings_get (tf_settings_get (), "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (tf_settings_get (), "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/**
 * tf_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window without a library; the application owns it
 */
GtkWidget *
tf_window_new (GtkApplication *application)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  return g_object_new (TF_TYPE_WINDOW, "application", application, NULL);
}

/**
 * tf_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what it works on; `NULL` until a library is open
 */
TfSession *
tf_window_get_session (TfWindow *self)
{
  g_return_val_if_fail (TF_IS_WINDOW (self), NULL);

  return self->session;
}

static gboolean
go_free (TfWindow   *self,
         const char *place)
{
  const char *rest;
  const TfPageEntry *entry = tf_page_lookup (place, &rest);
  GtkWidget *page;

  if (entry == NULL || !entry->free)
    return FALSE;

  page = gtk_stack_get_child_by_name (self->free_stack, entry->prefix);
  if (page == NULL)
    {
      page = entry->create (self->session);
      gtk_stack_add_named (self->free_stack, page, entry->prefix);
    }
  if (!tf_page_go (TF_PAGE (page), rest))
    return FALSE;

  gtk_stack_set_visible_child (self->free_stack, page);
  adw_window_title_set_title (self->free_title, _(entry->title));
  gtk_stack_set_visible_child_name (self->stack, "free");
  return TRUE;
}

/* The release that a place names, before its second slash. */
static TfRecord *
dup_release (TfWindow    *self,
             const char  *place,
             const char **rest)
{
  TfStore *store = tf_session_get_store (self->session);
  const char *name = strchr (place, '/') + 1;
  g_autofree char *id = g_strndup (name, strcspn (name, "/"));
  g_autoptr(GPtrArray) releases = NULL;

  *rest = name[strlen (id)] == '/' ? name + strlen (id) + 1 : "overview";
  if (g_str_has_prefix (place, "release/"))
    return tf_store_get (store, id, NULL);

  releases = tf_store_list (store, "release", id, NULL);
  return releases != NULL && releases->len > 0
           ? g_object_ref (g_ptr_array_index (releases, releases->len - 1)) : NULL;
}

static gboolean
go_product (TfWindow   *self,
            const char *place)
{
  g_autoptr(TfRecord) release = NULL;
  const char *rest = place;

  if (g_str_has_prefix (place, "release/") || g_str_has_prefix (place, "product/"))
    {
      release = dup_release (self, place, &rest);
      if (release == NULL || !tf_record_is (release, "release") || tf_record_is_removed (release))
        return FALSE;
      tf_session_set_release (self->session, release);
    }

  if (tf_session_get_release (self->session) == NULL || !tf_shell_go (self->shell, rest))
    return FALSE;

  gtk_stack_set_visible_child_name (self->stack, "product");
  tf_shell_focus_page (self->shell);
  return TRUE;
}

static void
note_place (TfWindow   *self,
            const char *place)
{
  TfRecord *release = tf_session_get_release (self->session);
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  g_free (self->place);
  if (strcmp (page, "product") == 0)
    self->place = g_strdup_printf ("release/%s/%s", tf_record_get_id (release),
                                   tf_shell_get_place (self->shell));
  else
    self->place = g_strdup (place);
  tf_window_update_actions (self);
}

/**
 * tf_window_go:
 * @self: a window with a library
 * @place: where to go: one of the places of the session, or "product/<id>" and "release/<id>",
 *   each alone or with a place inside
 *
 * Shows another page. A place that does not exist is told, and the page stays.
 */
void
tf_window_go (TfWindow   *self,
              const char *place)
{
  g_return_if_fail (TF_IS_WINDOW (self));
  g_return_if_fail (place != NULL);
  g_return_if_fail (self->session != NULL);

  if (strcmp (place, "library") == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "library");
      tf_library_page_focus (self->library_page);
    }
  else if (!go_free (self, place) && !go_product (self, place))
    {
      show_toast (self, tf_session_get_release (self->session) != NULL
                          ? _("What was to be shown is not there") : _("Open a product first"),
                          FALSE);
      return;
    }

  note_place (self, place);
}

/**
 * tf_window_get_place:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what it shows, to come back to
 */
const char *
tf_window_get_place (TfWindow *self)
{
  g_return_val_if_fail (TF_IS_WINDOW (self), NULL);

  return self->place;
}

/* Where somebody stopped working in this library, should that still be there. */
static void
go_back_to_work (TfWindow   *self,
                 const char *place)
{
  if (g_str_has_prefix (place, "release/") && go_product (self, place))
    note_place (self, place);
}

/**
 * tf_window_open:
 * @self: a window
 * @path: folder of a library, which is made where there is none
 *
 * Shows a library as it was left, or why that cannot be.
 */
void
tf_window_open (TfWindow   *self,
                const char *path)
{
  g_autofree char *last = g_settings_get_string (tf_settings_get (), "last-library");
  g_autofree char *place = g_settings_get_string (tf_settings_get (), "last-place");

  g_return_if_fail (TF_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  g_free (self->path);
  self->path = g_strdup (path);
  open_library (self, FALSE);
  if (self->session != NULL && strcmp (last, path) == 0)
    go_back_to_work (self, place);
}
