/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-person-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfPersonChooser
{
  GtkBox         parent_instance;

  TfSession     *session;
  GtkStringList *names;
  GPtrArray     *people;    /* identifiers, in the order of the names; the first is "" */
  gboolean       setting;

  GtkWidget     *list;
  GtkWidget     *entry;
};

G_DEFINE_FINAL_TYPE (TfPersonChooser, tf_person_chooser, GTK_TYPE_BOX)

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
selected_cb (TfPersonChooser *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
add_cb (TfPersonChooser *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (*g_strstrip (name) != '\0' && tf_person_chooser_add (self, name))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
tf_person_chooser_dispose (GObject *object)
{
  TfPersonChooser *self = TF_PERSON_CHOOSER (object);

  self->setting = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PERSON_CHOOSER);
  g_clear_object (&self->names);
  g_clear_object (&self->session);
  g_clear_pointer (&self->people, g_ptr_array_unref);

  G_OBJECT_CLASS (tf_person_chooser_parent_class)->dispose (object);
}

static void
tf_person_chooser_class_init (TfPersonChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_person_chooser_dispose;

  /**
   * TfPersonChooser::chosen:
   * @self: the chooser
   *
   * Emitted when a person chose somebody.
   */
  signals[CHOSEN] = g_signal_new ("chosen", TF_TYPE_PERSON_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-person-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPersonChooser, list);
  gtk_widget_class_bind_template_child (widget_class, TfPersonChooser, entry);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
tf_person_chooser_init (TfPersonChooser *self)
{
  self->people = g_ptr_array_new_with_free_func (g_free);
  self->names = gtk_string_list_new (NULL);
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->list), G_LIST_MODEL (self->names));
  self->setting = FALSE;
}

/**
 * tf_person_chooser_new:
 * @session: a session
 * @label: what the person is chosen for, for screen readers
 *
 * Returns: (transfer floating): a chooser that tf_person_chooser_update() fills
 */
GtkWidget *
tf_person_chooser_new (TfSession  *session,
                       const char *label)
{
  TfPersonChooser *self = g_object_new (TF_TYPE_PERSON_CHOOSER, NULL);

  self->session = g_object_ref (session);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * tf_person_chooser_update:
 * @self: a chooser
 * @person: identifier of the person who is chosen, or ""
 *
 * Shows the people of the library and who of them is chosen.
 */
void
tf_person_chooser_update (TfPersonChooser *self,
                          const char      *person)
{
  g_autoptr(GPtrArray) people = NULL;
  guint selected = 0;

  g_return_if_fail (TF_IS_PERSON_CHOOSER (self));
  g_return_if_fail (person != NULL);

  people = tf_store_list (tf_session_get_store (self->session), "person", "", NULL);
  self->setting = TRUE;
  g_ptr_array_set_size (self->people, 0);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          NULL);
  g_ptr_array_add (self->people, g_strdup (""));
  gtk_string_list_append (self->names, _("Nobody"));
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      g_ptr_array_add (self->people, g_strdup (tf_record_get_id (people->pdata[i])));
      gtk_string_list_append (self->names, tf_record_get_title (people->pdata[i]));
      if (strcmp (tf_record_get_id (people->pdata[i]), person) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->list), selected);
  self->setting = FALSE;
}

/**
 * tf_person_chooser_get_person:
 * @self: a chooser
 *
 * Returns: identifier of the person who is chosen, or ""
 */
const char *
tf_person_chooser_get_person (TfPersonChooser *self)
{
  guint selected;

  g_return_val_if_fail (TF_IS_PERSON_CHOOSER (self), "");

  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->list));
  return selected < self->people->len ? self->people->pdata[selected] : "";
}

/**
 * tf_person_chooser_set_invalid:
 * @self: a chooser
 * @invalid: whether somebody must be chosen and nobody is
 *
 * Tells screen readers whether the choice will do.
 */
void
tf_person_chooser_set_invalid (TfPersonChooser *self,
                               gboolean         invalid)
{
  g_return_if_fail (TF_IS_PERSON_CHOOSER (self));

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/**
 * tf_person_chooser_add:
 * @self: a chooser
 * @name: name of a person
 *
 * Chooses a person by name, adding one that the library does not know yet.
 *
 * Returns: whether that could be done
 */
gboolean
tf_person_chooser_add (TfPersonChooser *self,
                       const char      *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) person = NULL;

  g_return_val_if_fail (TF_IS_PERSON_CHOOSER (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  person = tf_workspace_resolve_or_add (tf_session_get_workspace (self->session), "person", name,
                                        &error);
  tf_session_report (self->session, error);
  if (person == NULL)
    return FALSE;

  tf_person_chooser_update (self, tf_record_get_id (person));
  g_signal_emit (self, signals[CHOSEN], 0);
  return TRUE;
}
