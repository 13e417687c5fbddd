/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-release-switcher.h"

#include <glib/gi18n-lib.h>

struct _TfReleaseSwitcher
{
  AdwBin         parent_instance;

  GtkMenuButton *button;
  GtkLabel      *product_label;
  GtkLabel      *release_label;

  TfSession     *session;
};

G_DEFINE_FINAL_TYPE (TfReleaseSwitcher, tf_release_switcher, ADW_TYPE_BIN)

static GMenu *
list_releases (TfReleaseSwitcher *self,
               TfRecord          *product)
{
  g_autoptr(GPtrArray) releases = tf_store_list (tf_session_get_store (self->session), "release",
                                                 tf_record_get_id (product), NULL);
  GMenu *menu = g_menu_new ();

  /* The newest first: it is the one that is worked on. */
  for (guint i = releases != NULL ? releases->len : 0; i > 0; i--)
    {
      TfRecord *release = g_ptr_array_index (releases, i - 1);
      g_autoptr(GMenuItem) item = g_menu_item_new (tf_record_get_title (release), NULL);

      g_menu_item_set_action_and_target (item, "win.release", "s", tf_record_get_id (release));
      g_menu_append_item (menu, item);
    }

  return menu;
}

static void
refresh (TfReleaseSwitcher *self)
{
  TfRecord *product = tf_session_get_product (self->session);
  TfRecord *release = tf_session_get_release (self->session);
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) releases = NULL;
  g_autoptr(GMenu) more = g_menu_new ();
  g_autofree char *name = NULL;

  if (release == NULL)
    return;

  releases = list_releases (self, product);
  g_menu_append_section (menu, _("Releases"), G_MENU_MODEL (releases));
  g_menu_append (more, _("_New Release…"), "win.new-release");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));

  gtk_label_set_text (self->product_label, tf_record_get_title (product));
  gtk_label_set_text (self->release_label, tf_record_get_title (release));
  /* Translators: a product, then a version of it */
  name = g_strdup_printf (_("%s, release %s"), tf_record_get_title (product),
                          tf_record_get_title (release));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
tf_release_switcher_dispose (GObject *object)
{
  TfReleaseSwitcher *self = TF_RELEASE_SWITCHER (object);

  /* The template would let go of the child that the bin lets go of too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_RELEASE_SWITCHER);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_release_switcher_parent_class)->dispose (object);
}

static void
tf_release_switcher_class_init (TfReleaseSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_release_switcher_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-release-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, TfReleaseSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, TfReleaseSwitcher, product_label);
  gtk_widget_class_bind_template_child (widget_class, TfReleaseSwitcher, release_label);
}

static void
tf_release_switcher_init (TfReleaseSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_release_switcher_set_session:
 * @self: the switcher
 * @session: what the window works on
 *
 * Follows the product and release that the session shows.
 */
void
tf_release_switcher_set_session (TfReleaseSwitcher *self,
                                 TfSession         *session)
{
  g_return_if_fail (TF_IS_RELEASE_SWITCHER (self));
  g_return_if_fail (TF_IS_SESSION (session));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
