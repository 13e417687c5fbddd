/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record-list.h"

#include "tf-place.h"
#include "tf-state-image.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>

struct _TfRecordList
{
  AdwPreferencesGroup  parent_instance;

  TfSession           *session;
  const TfKind        *kind;
  TfRecord            *parent;      /* or NULL */
  GPtrArray           *rows;        /* AdwActionRow, owned by the group */
  GtkWidget           *empty_row;
  GtkWidget           *add_button;
  GtkPopover          *popover;
  GtkEditable         *title_entry;
};

G_DEFINE_FINAL_TYPE (TfRecordList, tf_record_list, ADW_TYPE_PREFERENCES_GROUP)

static void
show_record (TfRecordList *self,
             TfRecord     *record)
{
  g_autofree char *place = tf_place_dup_for_record (self->session, record, "");

  tf_session_navigate (self->session, place);
}

static void
activated_cb (TfRecordList *self,
              AdwActionRow *row)
{
  show_record (self, g_object_get_data (G_OBJECT (row), "record"));
}

static void
append_row (TfRecordList *self,
            TfDossier    *dossier,
            TfRecord     *record)
{
  GtkWidget *row = adw_action_row_new ();
  TfState state = tf_state_of_record (dossier, record);
  g_autofree char *name = tf_record_dup_heading (record);

  g_object_set (row, "use-markup", FALSE, "title", name, "title-lines", 2, "activatable", TRUE,
                NULL);
  if (tf_kind_uses (self->kind, "state"))
    {
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), tf_state_image_new (state));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tf_state_get_label (state));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (record), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
refresh (TfRecordList *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  g_autoptr(GPtrArray) records = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  if (dossier != NULL && self->parent != NULL)
    records = tf_dossier_list_below (dossier, self->kind->id, tf_record_get_id (self->parent));
  for (guint i = 0; records != NULL && i < records->len; i++)
    append_row (self, dossier, records->pdata[i]);

  gtk_widget_set_visible (self->empty_row, self->rows->len == 0);
  gtk_widget_set_sensitive (self->add_button,
                            self->parent != NULL && tf_session_is_writable (self->session));
}

static void
add_cb (TfRecordList *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_entry)));
  g_autoptr(TfRecord) record = NULL;

  if (*title == '\0')
    return;

  record = tf_record_list_add (self, title);
  if (record == NULL)
    return;

  gtk_editable_set_text (self->title_entry, "");
  gtk_popover_popdown (self->popover);
  show_record (self, record);
}

static void
build_popover (TfRecordList *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Add"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), self->kind->title->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->kind->title->label, -1);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (entry, "activate", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  self->title_entry = GTK_EDITABLE (entry);
  self->popover = GTK_POPOVER (popover);
}

/* Records that a command makes are not added by hand, nor are those without a title to ask for. */
static void
build (TfRecordList *self)
{
  gboolean by_hand = *self->kind->made_by == '\0' && self->kind->title != NULL;
  g_autofree char *label = NULL;

  /* Translators: the name of a kind of record */
  label = g_strdup_printf (_("Add “%s”"), self->kind->label);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), self->kind->plural);
  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add_button), "list-add-symbolic");
  gtk_widget_set_tooltip_text (self->add_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_visible (self->add_button, by_hand);
  if (by_hand)
    {
      build_popover (self);
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add_button), GTK_WIDGET (self->popover));
    }
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);

  self->empty_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->empty_row), _("Nothing is there yet"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->empty_row);
}

static void
tf_record_list_dispose (GObject *object)
{
  TfRecordList *self = TF_RECORD_LIST (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->parent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_record_list_parent_class)->dispose (object);
}

static void
tf_record_list_finalize (GObject *object)
{
  g_ptr_array_unref (TF_RECORD_LIST (object)->rows);

  G_OBJECT_CLASS (tf_record_list_parent_class)->finalize (object);
}

static void
tf_record_list_class_init (TfRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tf_record_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tf_record_list_finalize;
}

static void
tf_record_list_init (TfRecordList *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * tf_record_list_new:
 * @session: what the window works on
 * @kind: the kind of the records
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
tf_record_list_new (TfSession    *session,
                    const TfKind *kind)
{
  TfRecordList *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (TF_TYPE_RECORD_LIST, NULL);
  self->session = g_object_ref (session);
  self->kind = kind;
  build (self);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

/**
 * tf_record_list_set_parent:
 * @self: a list
 * @parent: (nullable): the record whose children it shows
 */
void
tf_record_list_set_parent (TfRecordList *self,
                           TfRecord     *parent)
{
  g_return_if_fail (TF_IS_RECORD_LIST (self));
  g_return_if_fail (parent == NULL || tf_record_get_kind (parent) == self->kind->parent);

  if (g_set_object (&self->parent, parent))
    refresh (self);
}

/**
 * tf_record_list_get_n_rows:
 * @self: a list
 *
 * Returns: how many records it shows
 */
guint
tf_record_list_get_n_rows (TfRecordList *self)
{
  g_return_val_if_fail (TF_IS_RECORD_LIST (self), 0);

  return self->rows->len;
}

/**
 * tf_record_list_add:
 * @self: a list
 * @title: what names the new record
 *
 * Adds a record, or reports why that was refused.
 *
 * Returns: (transfer full) (nullable): the record
 */
TfRecord *
tf_record_list_add (TfRecordList *self,
                    const char   *title)
{
  const char *values[] = { NULL, title, NULL };
  g_autoptr(GError) error = NULL;
  TfRecord *record;

  g_return_val_if_fail (TF_IS_RECORD_LIST (self), NULL);
  g_return_val_if_fail (self->kind->title != NULL && title != NULL, NULL);

  values[0] = self->kind->title->id;
  record = tf_work_add (tf_session_get_workspace (self->session), self->kind->id, self->parent, "",
                        values, &error);
  tf_session_report (self->session, error);
  return record;
}
