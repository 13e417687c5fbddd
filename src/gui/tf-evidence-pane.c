/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-pane.h"

#include "tf-announce.h"
#include "tf-evidence.h"
#include "tf-page-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfEvidencePane
{
  GtkBox            parent_instance;

  TfSession        *session;
  const TfLawEntry *subject;   /* what pages are linked to, or NULL */
  TfRecord         *evidence;
  TfRecord         *revision;
  char             *pages;     /* to be picked once the file is open */

  GtkWidget        *heading;
  GtkWidget        *title;
  GtkWidget        *subtitle;
  GtkWidget        *preview;
  GtkWidget        *strip;
  GtkWidget        *link;
};

G_DEFINE_FINAL_TYPE (TfEvidencePane, tf_evidence_pane, GTK_TYPE_BOX)

static gboolean
is_newest (TfEvidencePane *self)
{
  g_autoptr(TfRecord) last = NULL;

  last = tf_evidence_get_last_revision (tf_session_get_workspace (self->session), self->evidence,
                                        NULL);
  return last == self->revision;
}

static void
update_link (TfEvidencePane *self)
{
  g_autofree char *pages = tf_page_strip_dup_pages (TF_PAGE_STRIP (self->strip));
  g_autofree char *words = tf_pages_dup_label (pages);
  g_autofree char *label = NULL;
  gboolean can = self->subject != NULL && self->revision != NULL &&
                 tf_session_is_writable (self->session) && is_newest (self);

  if (*pages == '\0')
    label = g_strdup (_("Link Whole File"));
  else
    /* Translators: “Page 14” or “Pages 14–16” */
    label = g_strdup_printf (_("Link %s"), words);
  gtk_button_set_label (GTK_BUTTON (self->link), label);
  if (self->subject != NULL)
    {
      g_autofree char *hint = NULL;

      /* Translators: title of a point of the law */
      hint = g_strdup_printf (_("To “%s”"), self->subject->title);
      gtk_widget_set_tooltip_text (self->link, hint);
    }
  gtk_widget_set_visible (self->link, can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.link", can);
}

static void
n_pages_cb (TfEvidencePane *self)
{
  guint n_pages = tf_preview_get_n_pages (TF_PREVIEW (self->preview));
  g_auto(GStrv) ends = NULL;

  tf_page_strip_set_file (TF_PAGE_STRIP (self->strip),
                          self->revision != NULL ? tf_record_get (self->revision, "sha256") : NULL,
                          n_pages);
  gtk_widget_set_visible (self->strip, n_pages > 1);
  if (n_pages > 1 && self->pages != NULL && *self->pages != '\0')
    {
      guint first = MIN (tf_pages_get_first (self->pages), n_pages);
      guint last;

      ends = g_strsplit (self->pages, "-", 2);
      last = CLAMP (tf_pages_get_first (ends[1] != NULL ? ends[1] : ends[0]), first, n_pages);
      tf_page_strip_select (TF_PAGE_STRIP (self->strip), first, last);
    }
  update_link (self);
}

static void
picked_cb (TfEvidencePane *self)
{
  guint first;
  guint last;

  if (tf_page_strip_get_range (TF_PAGE_STRIP (self->strip), &first, &last))
    tf_preview_set_page (TF_PREVIEW (self->preview), first);
  update_link (self);
}

static void
link_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  TfEvidencePane *self = TF_EVIDENCE_PANE (widget);
  g_autofree char *pages = tf_page_strip_dup_pages (TF_PAGE_STRIP (self->strip));
  g_autofree char *words = tf_pages_dup_label (pages);
  g_autofree char *told = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) link = NULL;

  link = tf_evidence_link (tf_session_get_workspace (self->session),
                           tf_session_get_release (self->session), self->subject->id,
                           self->evidence, *pages != '\0' ? pages : NULL, &error);
  tf_session_report (self->session, error);
  if (link == NULL)
    return;

  /* Translators: number of evidence, its pages, and title of a point of the law */
  told = g_strdup_printf (_("%s (%s) linked to “%s”"), tf_record_get (self->evidence, "number"),
                          words, self->subject->title);
  tf_session_tell_undoable (self->session, told);
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  TfEvidencePane *self = TF_EVIDENCE_PANE (widget);
  g_autofree char *place = g_strdup_printf ("evidence/%s", tf_record_get_id (self->evidence));

  tf_session_navigate (self->session, place);
}

static void
tf_evidence_pane_dispose (GObject *object)
{
  TfEvidencePane *self = TF_EVIDENCE_PANE (object);

  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_data (self->preview, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_EVIDENCE_PANE);
  g_clear_object (&self->evidence);
  g_clear_object (&self->revision);
  g_clear_object (&self->session);
  g_clear_pointer (&self->pages, g_free);
  self->preview = NULL;

  G_OBJECT_CLASS (tf_evidence_pane_parent_class)->dispose (object);
}

static void
tf_evidence_pane_class_init (TfEvidencePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_evidence_pane_dispose;

  gtk_widget_class_install_action (widget_class, "pane.link", NULL, link_action_cb);
  gtk_widget_class_install_action (widget_class, "pane.open", NULL, open_action_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-evidence-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TfEvidencePane, heading);
  gtk_widget_class_bind_template_child (widget_class, TfEvidencePane, title);
  gtk_widget_class_bind_template_child (widget_class, TfEvidencePane, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TfEvidencePane, link);
}

static void
tf_evidence_pane_init (TfEvidencePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_evidence_pane_new:
 * @session: a session
 *
 * Returns: (transfer floating): a pane that shows nothing yet
 */
GtkWidget *
tf_evidence_pane_new (TfSession *session)
{
  TfEvidencePane *self = g_object_new (TF_TYPE_EVIDENCE_PANE, NULL);

  self->session = g_object_ref (session);
  self->preview = tf_preview_new (session);
  self->strip = tf_page_strip_new (session);
  gtk_widget_set_vexpand (self->preview, TRUE);
  gtk_widget_set_visible (self->strip, FALSE);
  gtk_box_insert_child_after (GTK_BOX (self), self->preview, self->heading);
  gtk_box_insert_child_after (GTK_BOX (self), self->strip, self->preview);
  g_signal_connect_object (self->preview, "notify::n-pages", G_CALLBACK (n_pages_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "selection-changed", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
  tf_evidence_pane_show (self, NULL, NULL);
  return GTK_WIDGET (self);
}

/**
 * tf_evidence_pane_set_subject:
 * @self: a pane
 * @subject: (nullable): element or limb that the person works on; pages are linked to it
 */
void
tf_evidence_pane_set_subject (TfEvidencePane   *self,
                              const TfLawEntry *subject)
{
  g_return_if_fail (TF_IS_EVIDENCE_PANE (self));

  self->subject = subject;
  update_link (self);
}

static TfRecord *
dup_evidence (TfEvidencePane *self,
              TfRecord       *revision)
{
  if (revision == NULL)
    return NULL;

  return tf_store_get (tf_session_get_store (self->session), tf_record_get_parent (revision), NULL);
}

/**
 * tf_evidence_pane_show:
 * @self: a pane
 * @revision: (nullable): the revision to show, or `NULL` for none
 * @pages: (nullable): pages to show and pick, such as "14-16"
 *
 * Shows pages of evidence.
 */
void
tf_evidence_pane_show (TfEvidencePane *self,
                       TfRecord       *revision,
                       const char     *pages)
{
  g_autoptr(TfRecord) evidence = NULL;

  g_return_if_fail (TF_IS_EVIDENCE_PANE (self));

  evidence = dup_evidence (self, revision);
  g_set_object (&self->evidence, evidence);
  if (evidence == NULL)
    revision = NULL;
  g_set_object (&self->revision, revision);
  g_free (self->pages);
  self->pages = g_strdup (pages);
  gtk_widget_set_visible (self->heading, evidence != NULL);
  if (evidence != NULL)
    {
      g_autofree char *title = tf_record_dup_heading (evidence);

      gtk_label_set_label (GTK_LABEL (self->title), title);
      gtk_widget_set_tooltip_text (self->title, title);
      gtk_label_set_label (GTK_LABEL (self->subtitle), tf_record_get (revision, "file-name"));
    }

  tf_preview_show (TF_PREVIEW (self->preview), self->revision,
                   pages != NULL ? tf_pages_get_first (pages) : 1);
  n_pages_cb (self);
}

/**
 * tf_evidence_pane_show_id:
 * @self: a pane
 * @id: identifier of a link, of evidence or of a revision
 *
 * Shows what a link leads to, or evidence in its newest revision.
 *
 * Returns: whether there is such a thing
 */
gboolean
tf_evidence_pane_show_id (TfEvidencePane *self,
                          const char     *id)
{
  TfStore *store;
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(TfRecord) revision = NULL;

  g_return_val_if_fail (TF_IS_EVIDENCE_PANE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  store = tf_session_get_store (self->session);
  record = tf_store_get (store, id, NULL);
  if (record == NULL)
    return FALSE;

  if (tf_record_is (record, "link"))
    revision = tf_store_get (store, tf_record_get (record, "revision"), NULL);
  else if (tf_record_is (record, "revision"))
    revision = g_object_ref (record);
  else if (tf_record_is (record, "evidence"))
    revision = tf_evidence_get_last_revision (tf_session_get_workspace (self->session), record,
                                              NULL);
  if (revision == NULL)
    return FALSE;

  tf_evidence_pane_show (self, revision,
                         tf_record_is (record, "link") ? tf_record_get (record, "pages") : NULL);
  return TRUE;
}

/**
 * tf_evidence_pane_get_preview:
 * @self: a pane
 *
 * Returns: (transfer none): the preview in it
 */
TfPreview *
tf_evidence_pane_get_preview (TfEvidencePane *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_PANE (self), NULL);

  return TF_PREVIEW (self->preview);
}
