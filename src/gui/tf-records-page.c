/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-records-page.h"

#include "tf-page.h"
#include "tf-record-form.h"
#include "tf-record-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfRecordsPage
{
  AdwBin        parent_instance;

  GtkBox       *box;
  GtkWidget    *remove_button;

  TfSession    *session;
  const TfKind *kind;      /* what is shown, or NULL for all */
  TfRecord     *record;    /* the one that is shown, or NULL for the list */
  char         *title;
  TfRecordForm *form;      /* or NULL */
  GPtrArray    *parts;     /* form and lists, owned by the box */
};

static void tf_records_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfRecordsPage, tf_records_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_records_page_page_init))

static void
clear (TfRecordsPage *self)
{
  self->form = NULL;
  for (guint i = 0; i < self->parts->len; i++)
    gtk_box_remove (self->box, self->parts->pdata[i]);
  g_ptr_array_set_size (self->parts, 0);
}

static void
append (TfRecordsPage *self,
        GtkWidget     *part)
{
  gtk_box_append (self->box, part);
  g_ptr_array_add (self->parts, part);
}

static void
append_list (TfRecordsPage *self,
             const TfKind  *kind,
             TfRecord      *parent)
{
  GtkWidget *list = tf_record_list_new (self->session, kind);

  tf_record_list_set_parent (TF_RECORD_LIST (list), parent);
  append (self, list);
}

/* The form of the record, and the lists of what lives under it. */
static void
show_record (TfRecordsPage *self)
{
  GtkWidget *form = tf_record_form_new (self->session, self->kind->id, NULL);
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (form), self->kind->label);
  tf_record_form_set_record (TF_RECORD_FORM (form), self->record);
  append (self, form);
  self->form = TF_RECORD_FORM (form);
  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i]->parent == self->kind && tf_records_page_is_place (kinds[i]))
      append_list (self, kinds[i], self->record);
}

static void
append_lists (TfRecordsPage *self,
              const TfKind  *kind)
{
  TfRecord *parents[] = { tf_session_get_release (self->session),
                          tf_session_get_product (self->session) };

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    if (parents[i] != NULL && tf_record_get_kind (parents[i]) == kind->parent)
      append_list (self, kind, parents[i]);
}

/* Of the kind that is shown, or of all that have their place here. */
static void
show_lists (TfRecordsPage *self)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (self->kind != NULL ? kinds[i] == self->kind : tf_records_page_is_place (kinds[i]))
      append_lists (self, kinds[i]);
}

static void
show (TfRecordsPage *self)
{
  clear (self);
  if (self->record != NULL)
    show_record (self);
  else
    show_lists (self);

  gtk_widget_set_visible (self->remove_button, self->record != NULL && self->kind->undo);
  gtk_widget_set_sensitive (self->remove_button, tf_session_is_writable (self->session));
  g_clear_pointer (&self->title, g_free);
  if (self->record != NULL)
    self->title = tf_record_dup_heading (self->record);
  else if (self->kind != NULL)
    self->title = g_strdup (self->kind->plural);
  tf_page_changed (TF_PAGE (self));
}

static void
release_changed_cb (TfRecordsPage *self)
{
  if (self->record == NULL)
    show (self);
}

static void
remove_cb (TfRecordsPage *self)
{
  g_autofree char *place = g_strdup_printf ("records/%s", self->kind->id);
  g_autofree char *name = tf_record_dup_heading (self->record);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  if (!tf_store_remove (tf_session_get_store (self->session), self->record, &error))
    {
      tf_session_report (self->session, error);
      return;
    }

  /* Translators: the name of a record */
  text = g_strdup_printf (_("“%s” removed"), name);
  tf_session_tell_undoable (self->session, text);
  tf_session_navigate (self->session, place);
}

static gboolean
tf_records_page_go (TfPage     *page,
                    const char *rest)
{
  TfRecordsPage *self = TF_RECORDS_PAGE (page);
  g_auto(GStrv) parts = g_strsplit (rest, "/", 3);
  const TfKind *kind = parts[0] != NULL ? tf_kind_lookup (parts[0]) : NULL;
  gboolean named = kind != NULL && parts[1] != NULL && *parts[1] != '\0';
  g_autoptr(TfRecord) record = NULL;

  if (parts[0] != NULL && (kind == NULL || !tf_records_page_is_place (kind)))
    return FALSE;

  if (named)
    record = tf_store_get (tf_session_get_store (self->session), parts[1], NULL);
  if (named &&
      (record == NULL || tf_record_get_kind (record) != kind || tf_record_is_removed (record)))
    return FALSE;

  if (self->kind != kind || self->record != record || self->parts->len == 0)
    {
      self->kind = kind;
      g_set_object (&self->record, record);
      show (self);
    }
  if (self->form != NULL && parts[2] != NULL)
    tf_record_form_focus_field (self->form, parts[2]);
  return TRUE;
}

static const char *
tf_records_page_get_title (TfPage *page)
{
  return TF_RECORDS_PAGE (page)->title;
}

static void
tf_records_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_records_page_go;
  iface->get_title = tf_records_page_get_title;
}

static void
tf_records_page_dispose (GObject *object)
{
  TfRecordsPage *self = TF_RECORDS_PAGE (object);

  self->form = NULL;
  g_ptr_array_set_size (self->parts, 0);
  /* The template would let go of the child that the bin lets go of too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_RECORDS_PAGE);
  g_clear_object (&self->record);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_records_page_parent_class)->dispose (object);
}

static void
tf_records_page_finalize (GObject *object)
{
  TfRecordsPage *self = TF_RECORDS_PAGE (object);

  g_ptr_array_unref (self->parts);
  g_free (self->title);

  G_OBJECT_CLASS (tf_records_page_parent_class)->finalize (object);
}

static void
tf_records_page_class_init (TfRecordsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_records_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tf_records_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-records-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfRecordsPage, box);
  gtk_widget_class_bind_template_child (widget_class, TfRecordsPage, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
tf_records_page_init (TfRecordsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parts = g_ptr_array_new ();
}

/**
 * tf_records_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_records_page_new (TfSession *session)
{
  TfRecordsPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_RECORDS_PAGE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (release_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * tf_records_page_is_place:
 * @kind: a record kind
 *
 * Returns: whether its records are shown here: they live in a technical file, and neither a page
 *   of their own nor a point or record that they belong to shows them
 */
gboolean
tf_records_page_is_place (const TfKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  return kind->parent != NULL && *kind->place == '\0' && !kind->keyed && kind->of == NULL;
}
