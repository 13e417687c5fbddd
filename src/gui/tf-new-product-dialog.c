/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-new-product-dialog.h"

#include "tf-announce.h"
#include "tf-template.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>

struct _TfNewProductDialog
{
  AdwWindow            parent_instance;

  GtkEditable         *name_row;
  GtkEditable         *manufacturer_row;
  GtkMenuButton       *known_button;
  AdwComboRow         *language_row;
  AdwPreferencesGroup *template_group;
  GtkLabel            *hint_label;
  GtkLabel            *problem_label;

  TfSession           *session;
  GtkCheckButton      *first;       /* of the group of templates, unowned */
  const char          *template_id; /* NULL: an empty file */
};

G_DEFINE_FINAL_TYPE (TfNewProductDialog, tf_new_product_dialog, ADW_TYPE_WINDOW)

static const TfField *
get_language_field (void)
{
  return tf_kind_lookup_field (tf_kind_lookup ("release"), "language");
}

static const char *
get_language (TfNewProductDialog *self)
{
  const TfField *field = get_language_field ();
  guint selected = adw_combo_row_get_selected (self->language_row);

  return selected < field->n_choices ? field->choices[selected].id : NULL;
}

static gboolean
create (TfNewProductDialog  *self,
        TfRecord           **release,
        GError             **error)
{
  TfWorkspace *workspace = tf_session_get_workspace (self->session);
  const char *manufacturer = gtk_editable_get_text (self->manufacturer_row);
  g_autoptr(TfRecord) organisation = NULL;
  g_autoptr(TfRecord) product = NULL;

  if (*manufacturer != '\0')
    {
      organisation = tf_workspace_resolve_or_add (workspace, "organisation", manufacturer, error);
      if (organisation == NULL)
        return FALSE;
    }

  product = tf_work_add_product (workspace, gtk_editable_get_text (self->name_row),
                                 self->template_id,
                                 organisation, get_language (self), release, error);
  return product != NULL;
}

static void
show_problem (TfNewProductDialog *self,
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
  TfNewProductDialog *self = TF_NEW_PRODUCT_DIALOG (widget);
  TfStore *store = tf_session_get_store (self->session);
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *step = NULL;
  g_autofree char *place = NULL;

  if (*gtk_editable_get_text (self->name_row) == '\0')
    {
      show_problem (self, _("Give the product a name. It can be changed later."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }

  /* Translators: the name of a product */
  step = g_strdup_printf (_("Add Product “%s”"), gtk_editable_get_text (self->name_row));
  if (!tf_store_begin (store, step, &error) || !create (self, &release, &error) ||
      !tf_store_commit (store, &error))
    {
      tf_store_roll_back (store);
      show_problem (self, error->message);
      return;
    }

  place = g_strdup_printf ("release/%s", tf_record_get_id (release));
  tf_session_navigate (self->session, place);
  gtk_window_close (GTK_WINDOW (self));
}

static void
known_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *target)
{
  gtk_editable_set_text (TF_NEW_PRODUCT_DIALOG (widget)->manufacturer_row,
                         g_variant_get_string (target, NULL));
}

static void
entry_activated_cb (TfNewProductDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.create", NULL);
}

static void
name_changed_cb (TfNewProductDialog *self)
{
  show_problem (self, "");
}

static void
toggled_cb (TfNewProductDialog *self,
            GtkCheckButton     *button)
{
  const char *hint = g_object_get_data (G_OBJECT (button), "hint");

  if (!gtk_check_button_get_active (button))
    return;

  self->template_id = g_object_get_data (G_OBJECT (button), "template");
  gtk_label_set_text (self->hint_label, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), *hint != '\0');
}

static void
add_choice (TfNewProductDialog *self,
            const char         *id,
            const char         *title,
            const char         *subtitle,
            const char         *hint)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  if (self->first == NULL)
    self->first = GTK_CHECK_BUTTON (check);
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->first);
  g_object_set_data_full (G_OBJECT (check), "template", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (check), "hint", g_strdup (hint), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle, -1);

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->template_group, row);
}

static void
add_templates (TfNewProductDialog *self)
{
  TfLaw *law = tf_session_get_law (self->session);
  g_autoptr(GPtrArray) templates = tf_template_list (tf_law_get_language (law), NULL);

  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      const TfTemplate *template = g_ptr_array_index (templates, i);

      add_choice (self, template->id, template->title, template->summary, template->hint);
    }
  if (self->first == NULL)
    add_choice (self, NULL, _("Empty File"),
                _("Nothing is filled in; the guidance beside every point helps."), "");

  gtk_check_button_set_active (self->first, TRUE);
}

/* The language of the program comes first to mind. */
static void
add_languages (TfNewProductDialog *self)
{
  const TfField *field = get_language_field ();
  const char *own = tf_law_get_language (tf_session_get_law (self->session));
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < field->n_choices; i++)
    gtk_string_list_append (names, field->choices[i].label);
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  for (guint i = 0; i < field->n_choices; i++)
    if (g_str_equal (field->choices[i].id, own))
      adw_combo_row_set_selected (self->language_row, i);
}

static void
add_known_manufacturers (TfNewProductDialog *self)
{
  g_autoptr(GPtrArray) organisations = tf_store_list (tf_session_get_store (self->session),
                                                      "organisation", NULL, NULL);
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = 0; organisations != NULL && i < organisations->len; i++)
    {
      const char *name = tf_record_get_title (g_ptr_array_index (organisations, i));
      g_autoptr(GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "dialog.known", "s", name);
      g_menu_append_item (menu, item);
    }

  gtk_menu_button_set_menu_model (self->known_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->known_button),
                          g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  if (organisations != NULL && organisations->len == 1)
    gtk_editable_set_text (self->manufacturer_row,
                           tf_record_get_title (g_ptr_array_index (organisations, 0)));
}

static void
tf_new_product_dialog_dispose (GObject *object)
{
  TfNewProductDialog *self = TF_NEW_PRODUCT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_NEW_PRODUCT_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_new_product_dialog_parent_class)->dispose (object);
}

static void
tf_new_product_dialog_class_init (TfNewProductDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_new_product_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-new-product-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TfNewProductDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, TfNewProductDialog, manufacturer_row);
  gtk_widget_class_bind_template_child (widget_class, TfNewProductDialog, known_button);
  gtk_widget_class_bind_template_child (widget_class, TfNewProductDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, TfNewProductDialog, template_group);
  gtk_widget_class_bind_template_child (widget_class, TfNewProductDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, TfNewProductDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_cb);
  gtk_widget_class_install_action (widget_class, "dialog.known", "s", known_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tf_new_product_dialog_init (TfNewProductDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_new_product_dialog_present:
 * @parent: the window
 * @session: what it works on
 *
 * Asks for what a new product needs, and shows its overview then.
 */
void
tf_new_product_dialog_present (GtkWindow *parent,
                               TfSession *session)
{
  TfNewProductDialog *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (TF_IS_SESSION (session));

  self = g_object_new (TF_TYPE_NEW_PRODUCT_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  add_templates (self);
  add_languages (self);
  add_known_manufacturers (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (gtk_editable_get_delegate (self->name_row)));
  gtk_window_present (GTK_WINDOW (self));
}
