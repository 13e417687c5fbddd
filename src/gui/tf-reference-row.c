/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-field-editors.h"

#include "tf-drop-down.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Another record: one of those that are there, or a new one. */
struct _TfReferenceRow
{
  TfFieldRow   parent_instance;

  GtkWidget   *box;
  GtkDropDown *drop_down;
  GtkWidget   *new_button;
  GtkPopover  *popover;
  GtkEditable *name_entry;

  GPtrArray   *ids;        /* in the order of the list, after "Not Answered" */
};

G_DEFINE_FINAL_TYPE (TfReferenceRow, tf_reference_row, TF_TYPE_FIELD_ROW)

/* The nearest record above the one that is shown under which the others live, too. */
static TfRecord *
dup_context (TfStore      *store,
             TfRecord     *record,
             const TfKind *to)
{
  g_autoptr(TfRecord) above = NULL;

  if (record == NULL || *tf_record_get_parent (record) == '\0')
    return NULL;

  above = tf_store_get (store, tf_record_get_parent (record), NULL);
  if (above == NULL || tf_kind_is_below (to, tf_record_get_kind (above)))
    return g_steal_pointer (&above);

  return dup_context (store, above, to);
}

/* A record of a technical file names others of the same file. */
static GPtrArray *
list_records (TfReferenceRow *self)
{
  TfFieldRow *row = TF_FIELD_ROW (self);
  TfStore *store = tf_session_get_store (tf_field_row_get_session (row));
  const TfKind *to = tf_kind_lookup (tf_field_row_get_field (row)->to);
  g_autoptr(TfRecord) context = dup_context (store, tf_field_row_get_record (row), to);
  GPtrArray *records;

  if (context == NULL || tf_record_get_kind (context) == to->parent)
    return tf_store_list (store, to->id, context != NULL ? tf_record_get_id (context) : NULL, NULL);

  records = tf_store_list_below (store, tf_record_get_id (context), NULL);
  for (guint i = records != NULL ? records->len : 0; i > 0; i--)
    if (tf_record_get_kind (records->pdata[i - 1]) != to)
      g_ptr_array_remove_index (records, i - 1);

  return records;
}

static void
fill (TfReferenceRow *self)
{
  TfRecord *shown = tf_field_row_get_record (TF_FIELD_ROW (self));
  g_autoptr(GPtrArray) records = list_records (self);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->ids, 0);
  gtk_string_list_append (names, _("Not Answered"));
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autofree char *name = tf_record_dup_heading (records->pdata[i]);

      if (records->pdata[i] == shown)
        continue;
      g_ptr_array_add (self->ids, g_strdup (tf_record_get_id (records->pdata[i])));
      gtk_string_list_append (names, name);
    }

  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (names));
}

static void
add_cb (TfReferenceRow *self)
{
  TfFieldRow *row = TF_FIELD_ROW (self);
  TfSession *session = tf_field_row_get_session (row);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_entry)));
  const char *values[] = { "name", name, NULL };
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(GError) error = NULL;

  if (*name == '\0')
    return;

  record = tf_store_add (tf_session_get_store (session), tf_field_row_get_field (row)->to, "", "",
                         values, &error);
  if (record == NULL)
    {
      tf_session_report (session, error);
      return;
    }

  gtk_editable_set_text (self->name_entry, "");
  gtk_popover_popdown (self->popover);
  TF_FIELD_ROW_GET_CLASS (row)->set_value (row, tf_record_get_id (record));
}

static GtkWidget *
new_popover (TfReferenceRow *self)
{
  const TfKind *kind = tf_kind_lookup (tf_field_row_get_field (TF_FIELD_ROW (self))->to);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Add"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name"));
  /* Translators: the name of a kind of record: "New Person" */
  g_autofree char *label = g_strdup_printf (_("Name of the New “%s”"), kind->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (entry, "activate", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  self->name_entry = GTK_EDITABLE (entry);
  self->popover = GTK_POPOVER (popover);

  return popover;
}

static void
store_changed_cb (TfReferenceRow *self,
                  TfRecord       *record,
                  const char     *field)
{
  TfFieldRow *row = TF_FIELD_ROW (self);
  const TfKind *kind = tf_record_get_kind (record);
  g_autofree char *value = NULL;

  if (!tf_record_is (record, tf_field_row_get_field (row)->to) ||
      (*field != '\0' && (kind->title == NULL || strcmp (field, kind->title->id) != 0)))
    return;

  value = TF_FIELD_ROW_GET_CLASS (row)->dup_value (row);
  g_signal_handlers_block_by_func (self->drop_down, tf_field_row_chosen, self);
  TF_FIELD_ROW_GET_CLASS (row)->set_value (row, value);
  g_signal_handlers_unblock_by_func (self->drop_down, tf_field_row_chosen, self);
}

/* Names are added where a name is all that the kind needs. */
static gboolean
can_add (const TfField *field)
{
  const TfKind *kind = tf_kind_lookup (field->to);

  return kind->parent == NULL && kind->title != NULL && strcmp (kind->title->id, "name") == 0;
}

static void
tf_reference_row_build (TfFieldRow *row)
{
  TfReferenceRow *self = TF_REFERENCE_ROW (row);
  const TfField *field = tf_field_row_get_field (row);
  TfStore *store = tf_session_get_store (tf_field_row_get_session (row));
  g_autoptr(GtkExpression) words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL,
                                                                "string");

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->drop_down = GTK_DROP_DOWN (tf_drop_down_new ());
  self->new_button = gtk_menu_button_new ();
  gtk_widget_set_halign (self->box, GTK_ALIGN_START);
  gtk_drop_down_set_enable_search (self->drop_down, TRUE);
  gtk_drop_down_set_expression (self->drop_down, words);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->new_button), _("New…"));
  gtk_widget_set_visible (self->new_button, can_add (field));
  if (can_add (field))
    gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->new_button), new_popover (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->drop_down));
  gtk_box_append (GTK_BOX (self->box), self->new_button);

  fill (self);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (tf_field_row_chosen),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tf_field_row_set_editor (row, self->box, GTK_WIDGET (self->drop_down));
}

static char *
tf_reference_row_dup_value (TfFieldRow *row)
{
  TfReferenceRow *self = TF_REFERENCE_ROW (row);
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  return g_strdup (selected > 0 && selected <= self->ids->len ? self->ids->pdata[selected - 1]
                                                              : "");
}

/* The list may have got longer since; it is read anew, without telling the record so. */
static void
tf_reference_row_set_value (TfFieldRow *row,
                            const char *value)
{
  TfReferenceRow *self = TF_REFERENCE_ROW (row);
  guint selected = 0;

  g_signal_handlers_block_by_func (self->drop_down, tf_field_row_chosen, self);
  fill (self);
  g_signal_handlers_unblock_by_func (self->drop_down, tf_field_row_chosen, self);
  for (guint i = 0; i < self->ids->len; i++)
    if (strcmp (self->ids->pdata[i], value) == 0)
      selected = i + 1;

  gtk_drop_down_set_selected (self->drop_down, selected);
}

static void
tf_reference_row_set_writable (TfFieldRow *row,
                               gboolean    writable)
{
  gtk_widget_set_sensitive (TF_REFERENCE_ROW (row)->box, writable);
}

static void
tf_reference_row_finalize (GObject *object)
{
  g_ptr_array_unref (TF_REFERENCE_ROW (object)->ids);

  G_OBJECT_CLASS (tf_reference_row_parent_class)->finalize (object);
}

static void
tf_reference_row_class_init (TfReferenceRowClass *klass)
{
  TfFieldRowClass *row_class = TF_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tf_reference_row_finalize;
  row_class->build = tf_reference_row_build;
  row_class->dup_value = tf_reference_row_dup_value;
  row_class->set_value = tf_reference_row_set_value;
  row_class->set_writable = tf_reference_row_set_writable;
}

static void
tf_reference_row_init (TfReferenceRow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
}
