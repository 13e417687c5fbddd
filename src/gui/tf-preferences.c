/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-preferences.h"

#include "tf-settings.h"

struct _TfPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkEditable   *author_row;
  GtkLabel      *library_label;

  TfSession     *session;
};

G_DEFINE_FINAL_TYPE (TfPreferences, tf_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
author_changed_cb (TfPreferences *self)
{
  const char *author = gtk_editable_get_text (self->author_row);

  if (self->session != NULL)
    tf_store_set_author (tf_session_get_store (self->session),
                         *author != '\0' ? author : g_get_real_name ());
}

static void
tf_preferences_dispose (GObject *object)
{
  TfPreferences *self = TF_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PREFERENCES);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_preferences_parent_class)->dispose (object);
}

static void
tf_preferences_class_init (TfPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPreferences, author_row);
  gtk_widget_class_bind_template_child (widget_class, TfPreferences, library_label);
  gtk_widget_class_bind_template_callback (widget_class, author_changed_cb);
}

static void
tf_preferences_init (TfPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (tf_settings_get (), "author", self->author_row, "text", G_SETTINGS_BIND_DEFAULT);
}

/**
 * tf_preferences_present:
 * @parent: the window
 * @session: (nullable): what it works on
 *
 * Shows the few things that a person may set.
 */
void
tf_preferences_present (GtkWindow *parent,
                        TfSession *session)
{
  TfPreferences *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  self = g_object_new (TF_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE, NULL);
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      gtk_label_set_text (self->library_label, tf_store_get_path (tf_session_get_store (session)));
    }
  gtk_window_present (GTK_WINDOW (self));
}
