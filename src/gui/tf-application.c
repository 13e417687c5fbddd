/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-application.h"

#include "tf-gui-resources.h"
#include "tf-preferences.h"
#include "tf-settings.h"
#include "tf-window.h"

#include <glib/gi18n-lib.h>

struct _TfApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (TfApplication, tf_application, ADW_TYPE_APPLICATION)

/* Keys that work wherever the focus is. Undo and redo are not here: a text may want them first. */
static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "win.go::library", { "<Alt>Home" } },
  { "win.go::overview", { "<Alt>0", "<Alt>KP_0" } },
  { "win.go::family/1", { "<Alt>1", "<Alt>KP_1" } },
  { "win.go::family/2", { "<Alt>2", "<Alt>KP_2" } },
  { "win.go::family/3", { "<Alt>3", "<Alt>KP_3" } },
  { "win.go::family/4", { "<Alt>4", "<Alt>KP_4" } },
  { "win.go::family/5", { "<Alt>5", "<Alt>KP_5" } },
  { "win.go::family/6", { "<Alt>6", "<Alt>KP_6" } },
  { "win.go::family/7", { "<Alt>7", "<Alt>KP_7" } },
  { "win.go::family/8", { "<Alt>8", "<Alt>KP_8" } },
  { "win.go::check", { "<Alt>9", "<Alt>KP_9" } },
  { "win.back", { "<Alt>Left" } },
  { "win.go-to", { "<Control>k" } },
  { "win.search", { "<Control>f" } },
  { "win.new", { "<Control>n" } },
  { "win.next-finding", { "F8" } },
  { "win.previous-finding", { "<Shift>F8" } },
  { "win.pane", { "F9" } },
  { "win.next-pane", { "F6" } },
  { "win.export", { "<Control>e" } },
  { "win.verify", { "<Control><Shift>o" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "window.close", { "<Control>w" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
};

static TfWindow *
ensure_window (TfApplication *self,
               const char    *library)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *last = g_settings_get_string (tf_settings_get (), "last-library");
  g_autofree char *standard = tf_store_dup_default_path ();

  if (!TF_IS_WINDOW (window))
    window = NULL;
  if (window == NULL || library != NULL)
    {
      window = GTK_WINDOW (tf_window_new (GTK_APPLICATION (self)));
      if (library == NULL)
        library = tf_store_exists (last) ? last : standard;
      tf_window_open (TF_WINDOW (window), library);
    }

  return TF_WINDOW (window);
}

static void
verify (TfWindow *window,
        GFile    *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *place = g_strconcat ("verify/", uri, NULL);

  if (tf_window_get_session (window) != NULL)
    tf_window_go (window, place);
}

static void
tf_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (TF_APPLICATION (application), NULL)));
}

static void
tf_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  TfWindow *window = ensure_window (TF_APPLICATION (application), NULL);

  verify (window, files[0]);
  gtk_window_present (GTK_WINDOW (window));
}

static int
tf_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree char *library = NULL;
  g_auto(GStrv) names = NULL;
  TfWindow *window;

  if (g_variant_dict_lookup (options, "library", "^ay", &library))
    {
      g_autoptr(GFile) folder = g_application_command_line_create_file_for_arg (command_line,
                                                                                library);

      g_free (library);
      library = g_file_get_path (folder);
    }

  window = ensure_window (TF_APPLICATION (application), library);
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &names);
  if (names != NULL && names[0] != NULL)
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line,
                                                                              names[0]);

      verify (window, file);
    }
  gtk_window_present (GTK_WINDOW (window));

  return 0;
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  const char *developers[] = { "The Techfile authors", NULL };

  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", "Techfile",
                         "application-icon", TF_APPLICATION_ID,
                         "version", TF_VERSION,
                         "developer-name", _("The Techfile authors"),
                         "developers", developers,
                         "copyright", "© 2026 The Techfile authors",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments",
                         _("Technical files under the EU Cyber Resilience Act. The program "
                           "helps with the work; it gives no legal advice."),
                         /* Translators: put your names here, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (TF_IS_WINDOW (window))
    tf_preferences_present (window, tf_window_get_session (TF_WINDOW (window)));
}

/* Every window gets its word about what is typed and not saved. */
static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GList *windows = gtk_application_get_windows (user_data);

  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

static void
tf_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "about", about_cb },
    { "preferences", preferences_cb },
    { "quit", quit_cb },
  };

  G_APPLICATION_CLASS (tf_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           (const char *[]) { accels[i].keys[0], accels[i].keys[1],
                                                             NULL });
  gtk_window_set_default_icon_name (TF_APPLICATION_ID);
}

static void
tf_application_class_init (TfApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = tf_application_activate;
  application_class->open = tf_application_open;
  application_class->command_line = tf_application_command_line;
  application_class->startup = tf_application_startup;
}

static void
tf_application_init (TfApplication *self)
{
  const GOptionEntry options[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Folder of the library to open"),
      N_("DIR") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[PDF]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * tf_application_new:
 *
 * Returns: (transfer full): the application
 */
TfApplication *
tf_application_new (void)
{
  tf_gui_register_resource ();

  return g_object_new (TF_TYPE_APPLICATION,
                       "application-id", TF_APPLICATION_ID,
                       "resource-base-path", "/io/github/techfile/Techfile",
                       "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
