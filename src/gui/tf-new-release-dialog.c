/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-new-release-dialog.h"

#include "tf-announce.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>

struct _TfNewReleaseDialog
{
  AdwWindow    parent_instance;

  GtkEditable *version_row;
  AdwComboRow *from_row;
  GtkLabel    *problem_label;

  TfSession   *session;
  GPtrArray   *releases;
};

G_DEFINE_FINAL_TYPE (TfNewReleaseDialog, tf_new_release_dialog, ADW_TYPE_WINDOW)

static TfRecord *
get_from (TfNewReleaseDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->from_row);

  return selected < self->releases->len ? g_ptr_array_index (self->releases, selected) : NULL;
}

static void
show_problem (TfNewReleaseDialog *self,
              const char         *text)
{
  gtk_label_set_text (self->problem_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *text != '\0');
  if (*text != '\0')
    tf_announce (GTK_WIDGET (self), text);
}

static void
create_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  TfNewReleaseDialog *self = TF_NEW_RELEASE_DIALOG (widget);
  const char *version = gtk_editable_get_text (self->version_row);
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *place = NULL;

  if (*version == '\0')
    {
      show_problem (self, _("Give the release a version."));
      gtk_widget_grab_focus (GTK_WIDGET (self->version_row));
      return;
    }

  release = tf_work_add_release (tf_session_get_workspace (self->session),
                                 tf_session_get_product (self->session), version, get_from (self),
                                 &error);
  if (release == NULL)
    {
      show_problem (self, error->message);
      return;
    }

  place = g_strdup_printf ("release/%s", tf_record_get_id (release));
  tf_session_navigate (self->session, place);
  gtk_window_close (GTK_WINDOW (self));
}

static void
entry_activated_cb (TfNewReleaseDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.create", NULL);
}

static void
version_changed_cb (TfNewReleaseDialog *self)
{
  show_problem (self, "");
}

static void
list_releases (TfNewReleaseDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  TfRecord *product = tf_session_get_product (self->session);
  g_autoptr(GPtrArray) releases = tf_store_list (tf_session_get_store (self->session), "release",
                                                 tf_record_get_id (product), NULL);

  /* The newest first: it is what a new one mostly starts from. */
  for (guint i = releases != NULL ? releases->len : 0; i > 0; i--)
    {
      TfRecord *release = g_ptr_array_index (releases, i - 1);

      g_ptr_array_add (self->releases, g_object_ref (release));
      gtk_string_list_append (names, tf_record_get_title (release));
    }
  gtk_string_list_append (names, _("Empty File"));
  adw_combo_row_set_model (self->from_row, G_LIST_MODEL (names));
}

static void
tf_new_release_dialog_dispose (GObject *object)
{
  TfNewReleaseDialog *self = TF_NEW_RELEASE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_NEW_RELEASE_DIALOG);
  g_clear_pointer (&self->releases, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_new_release_dialog_parent_class)->dispose (object);
}

static void
tf_new_release_dialog_class_init (TfNewReleaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_new_release_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-new-release-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TfNewReleaseDialog, version_row);
  gtk_widget_class_bind_template_child (widget_class, TfNewReleaseDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, TfNewReleaseDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, version_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tf_new_release_dialog_init (TfNewReleaseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->releases = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * tf_new_release_dialog_present:
 * @parent: the window
 * @session: what it works on, with a product
 *
 * Asks for the version of a new release, and shows its overview then.
 */
void
tf_new_release_dialog_present (GtkWindow *parent,
                               TfSession *session)
{
  TfNewReleaseDialog *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (TF_IS_SESSION (session));
  g_return_if_fail (tf_session_get_product (session) != NULL);

  self = g_object_new (TF_TYPE_NEW_RELEASE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  list_releases (self);
  gtk_window_set_focus (GTK_WINDOW (self),
                        GTK_WIDGET (gtk_editable_get_delegate (self->version_row)));
  gtk_window_present (GTK_WINDOW (self));
}
