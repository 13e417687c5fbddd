/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window-fixture.h"

#include "tf-work.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* No wait takes longer, in seconds. Whole documents take their time where memory is watched. */
#define PATIENCE 90

/* Every test of a program shares the application; each has windows and libraries of its own. */
static TfApplication *shared;

static int
remove_entry (const char        *path,
              const struct stat *info,
              int                type,
              struct FTW        *ftw)
{
  return remove (path);
}

gboolean
fixture_start (int    *argc,
               char ***argv)
{
  g_autoptr(GError) error = NULL;

  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }

  shared = tf_application_new ();
  g_application_set_flags (G_APPLICATION (shared), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (shared), NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  return TRUE;
}

static gboolean
patience_over_cb (gpointer user_data)
{
  g_error ("Waited %d seconds in vain", PATIENCE);
  return G_SOURCE_REMOVE;
}

void
wait_for (ConditionFunc condition,
          gpointer      user_data)
{
  guint id = g_timeout_add_seconds (PATIENCE, patience_over_cb, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static gboolean
tick_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets frames be drawn and idle work be done. */
void
settle (void)
{
  gboolean done = FALSE;

  g_timeout_add (250, tick_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* Slow machines get through their work, too: the file is read anew when nothing else is left. */
void
drain (void)
{
  settle ();
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

void
fixture_open (WindowFixture *self)
{
  self->window = TF_WINDOW (tf_window_new (GTK_APPLICATION (self->application)));
  tf_window_open (self->window, self->library);
  gtk_window_present (GTK_WINDOW (self->window));
  settle ();
}

void
fixture_set_up (WindowFixture *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->application = g_object_ref (shared);
  self->folder = g_dir_make_tmp ("techfile-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->library = g_build_filename (self->folder, "library", NULL);
}

void
fixture_tear_down (WindowFixture *self,
                   gconstpointer  data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  settle ();
  nftw (self->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  g_free (self->library);
  g_free (self->folder);
  g_object_unref (self->application);
}

TfRecord *
fixture_add_product (WindowFixture *self,
                     const char    *name)
{
  TfSession *session = tf_window_get_session (self->window);
  g_autoptr(TfRecord) product = NULL;
  TfRecord *release = NULL;
  g_autoptr(GError) error = NULL;

  product = tf_work_add_product (tf_session_get_workspace (session), name, NULL, NULL, NULL,
                                 &release, &error);
  g_assert_no_error (error);
  return release;
}

/* A window that shows a release without content. */
TfSession *
fixture_open_release (WindowFixture *self)
{
  g_autoptr(TfRecord) release = NULL;
  TfSession *session;

  fixture_open (self);
  release = fixture_add_product (self, "Garden Cam");
  session = tf_window_get_session (self->window);
  tf_session_set_release (session, release);
  return session;
}

GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Goes to a place, and gives the first widget of a type that is there then. */
gpointer
fixture_go (WindowFixture *self,
            const char    *place,
            GType          type)
{
  GtkWidget *found;

  tf_window_go (self->window, place);
  drain ();
  found = find_type (GTK_WIDGET (self->window), type);
  g_assert_nonnull (found);
  return found;
}

void
for_each_widget (GtkWidget  *root,
                 void      (*function) (GtkWidget *widget))
{
  function (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    for_each_widget (child, function);
}
