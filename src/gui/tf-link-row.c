/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-link-row.h"

#include "tf-announce.h"
#include "tf-evidence.h"
#include "tf-page-strip.h"
#include "tf-today.h"
#include "tf-validity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfLinkRow
{
  GtkListBoxRow  parent_instance;

  TfSession     *session;
  char          *id;
  char          *evidence;
  char          *newest;     /* identifier of the newest revision */
  char          *number;

  GtkWidget     *title;
  GtkWidget     *subtitle;
  GtkWidget     *icon;
  GtkWidget     *menu;
  GtkWidget     *pages_popover;
  GtkWidget     *pages_entry;
};

G_DEFINE_FINAL_TYPE (TfLinkRow, tf_link_row, GTK_TYPE_LIST_BOX_ROW)

static TfRecord *
dup_link (TfLinkRow  *self,
          GError    **error)
{
  return tf_store_get (tf_session_get_store (self->session), self->id, error);
}

static void
unlink_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  TfLinkRow *self = TF_LINK_ROW (widget);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) link = dup_link (self, &error);
  g_autofree char *told = NULL;

  if (link != NULL && tf_store_remove (tf_session_get_store (self->session), link, &error))
    {
      /* Translators: number of evidence */
      told = g_strdup_printf (_("%s unlinked"), self->number);
      tf_session_report (self->session, NULL);
      tf_session_tell_undoable (self->session, told);
    }
  else
    tf_session_report (self->session, error);
}

static void
newest_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  TfLinkRow *self = TF_LINK_ROW (widget);
  g_autoptr(TfRecord) link = dup_link (self, NULL);
  g_autofree char *told = NULL;

  if (link == NULL || !tf_session_set_field (self->session, link, "revision", self->newest))
    return;

  /* Translators: number of evidence */
  told = g_strdup_printf (_("%s now stands for its newest revision"), self->number);
  tf_session_tell_undoable (self->session, told);
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  TfLinkRow *self = TF_LINK_ROW (widget);
  g_autofree char *place = g_strdup_printf ("evidence/%s", self->evidence);

  tf_session_navigate (self->session, place);
}

static void
pages_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  TfLinkRow *self = TF_LINK_ROW (widget);
  g_autoptr(TfRecord) link = dup_link (self, NULL);

  if (link == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->pages_entry), tf_record_get (link, "pages"));
  gtk_popover_popup (GTK_POPOVER (self->pages_popover));
  gtk_widget_grab_focus (self->pages_entry);
}

static void
pages_activate_cb (TfLinkRow *self)
{
  g_autofree char *pages = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->pages_entry)));

  if (tf_link_row_set_pages (self, g_strstrip (pages)))
    gtk_popover_popdown (GTK_POPOVER (self->pages_popover));
}

static void
pages_changed_cb (TfLinkRow *self)
{
  g_autofree char *pages = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->pages_entry)));
  gboolean valid = *g_strstrip (pages) == '\0' || tf_evidence_pages_valid (pages);

  if (valid)
    gtk_widget_remove_css_class (self->pages_entry, "error");
  else
    gtk_widget_add_css_class (self->pages_entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->pages_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
tf_link_row_dispose (GObject *object)
{
  TfLinkRow *self = TF_LINK_ROW (object);

  if (self->pages_popover != NULL)
    gtk_widget_unparent (self->pages_popover);
  self->pages_popover = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_link_row_parent_class)->dispose (object);
}

static void
tf_link_row_finalize (GObject *object)
{
  TfLinkRow *self = TF_LINK_ROW (object);

  g_free (self->id);
  g_free (self->evidence);
  g_free (self->newest);
  g_free (self->number);

  G_OBJECT_CLASS (tf_link_row_parent_class)->finalize (object);
}

static void
tf_link_row_class_init (TfLinkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_link_row_dispose;
  object_class->finalize = tf_link_row_finalize;

  gtk_widget_class_install_action (widget_class, "link.pages", NULL, pages_action_cb);
  gtk_widget_class_install_action (widget_class, "link.newest", NULL, newest_action_cb);
  gtk_widget_class_install_action (widget_class, "link.open", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "link.unlink", NULL, unlink_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "link.unlink", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-link-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TfLinkRow, title);
  gtk_widget_class_bind_template_child (widget_class, TfLinkRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TfLinkRow, icon);
  gtk_widget_class_bind_template_child (widget_class, TfLinkRow, menu);
  gtk_widget_class_bind_template_child (widget_class, TfLinkRow, pages_popover);
  gtk_widget_class_bind_template_child (widget_class, TfLinkRow, pages_entry);
  gtk_widget_class_bind_template_callback (widget_class, pages_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, pages_changed_cb);
}

static void
tf_link_row_init (TfLinkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (self->pages_popover, gtk_widget_get_parent (self->menu));
}

/**
 * tf_link_row_new:
 * @session: a session
 *
 * Returns: (transfer floating): a row that shows no link yet
 */
GtkWidget *
tf_link_row_new (TfSession *session)
{
  TfLinkRow *self = g_object_new (TF_TYPE_LINK_ROW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

static void
keep (char       **place,
      const char  *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/* What stands under the title: revision, pages, and what its dates mean. */
static char *
dup_subtitle (TfRecord *link,
              TfRecord *revision,
              TfRecord *newest)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *validity = NULL;
  GDate today;

  tf_today (&today);
  /* Translators: number of a revision */
  g_ptr_array_add (parts, g_strdup_printf (_("Revision %s"), tf_record_get (revision, "number")));
  g_ptr_array_add (parts, tf_pages_dup_label (tf_record_get (link, "pages")));
  validity = tf_validity_dup_label (revision, &today);
  if (*validity != '\0')
    g_ptr_array_add (parts, g_steal_pointer (&validity));
  if (newest != revision)
    /* Translators: number of a revision */
    g_ptr_array_add (parts, g_strdup_printf (_("Revision %s is newer"),
                                             tf_record_get (newest, "number")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
update_icon (TfLinkRow *self,
             TfRecord  *revision,
             gboolean   is_newest)
{
  GDate today;
  const char *icon;
  g_autofree char *path = NULL;
  gboolean present;

  tf_today (&today);
  path = tf_store_dup_object_path (tf_session_get_store (self->session),
                                   tf_record_get (revision, "sha256"));
  present = g_file_test (path, G_FILE_TEST_EXISTS);
  icon = present ? tf_validity_get_icon (tf_validity_of (revision, &today))
                 : "techfile-severity-blocks-symbolic";
  if (icon == NULL && !is_newest)
    icon = "techfile-severity-should-symbolic";

  gtk_widget_set_visible (self->icon, icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  if (!present)
    gtk_label_set_label (GTK_LABEL (self->subtitle),
                         _("The file is missing from the library. Open it to locate a copy."));
}

/**
 * tf_link_row_show:
 * @self: a row
 * @dossier: the technical file
 * @link: a link in it
 *
 * Shows a link as it stands in the file.
 */
void
tf_link_row_show (TfLinkRow *self,
                  TfDossier *dossier,
                  TfRecord  *link)
{
  TfRecord *evidence;
  TfRecord *revision;
  TfRecord *newest;
  gboolean writable;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (TF_IS_LINK_ROW (self));
  g_return_if_fail (dossier != NULL && TF_IS_RECORD (link));

  evidence = tf_dossier_lookup (dossier, tf_record_get (link, "evidence"));
  revision = tf_dossier_lookup (dossier, tf_record_get (link, "revision"));
  if (evidence == NULL || revision == NULL)
    return;

  newest = tf_dossier_get_last_revision (dossier, evidence);
  keep (&self->id, tf_record_get_id (link));
  keep (&self->evidence, tf_record_get_id (evidence));
  keep (&self->newest, tf_record_get_id (newest));
  keep (&self->number, tf_record_get (evidence, "number"));

  title = tf_record_dup_heading (evidence);
  subtitle = dup_subtitle (link, revision, newest);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
  update_icon (self, revision, newest == revision);

  sentence = g_strdup_printf ("%s, %s", title, gtk_label_get_label (GTK_LABEL (self->subtitle)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);

  writable = tf_session_is_writable (self->session);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.newest", writable && newest != revision);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.pages", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.unlink", writable);
}

/**
 * tf_link_row_get_id:
 * @self: a row
 *
 * Returns: (nullable): identifier of the link that it shows
 */
const char *
tf_link_row_get_id (TfLinkRow *self)
{
  g_return_val_if_fail (TF_IS_LINK_ROW (self), NULL);

  return self->id;
}

/**
 * tf_link_row_set_pages:
 * @self: a row
 * @pages: pages such as "14-16", or "" for the whole file
 *
 * Changes the pages of the link.
 *
 * Returns: %FALSE where these are no pages or could not be written
 */
gboolean
tf_link_row_set_pages (TfLinkRow  *self,
                       const char *pages)
{
  g_autoptr(TfRecord) link = NULL;

  g_return_val_if_fail (TF_IS_LINK_ROW (self), FALSE);
  g_return_val_if_fail (pages != NULL, FALSE);

  if (*pages != '\0' && !tf_evidence_pages_valid (pages))
    return FALSE;

  link = dup_link (self, NULL);
  return link != NULL && tf_session_set_field (self->session, link, "pages", pages);
}
