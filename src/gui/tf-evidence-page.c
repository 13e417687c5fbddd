/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-page.h"

#include "tf-page.h"

#include <glib/gi18n-lib.h>

struct _TfEvidencePage
{
  GtkBox      parent_instance;

  TfSession  *session;
  gboolean    stale;       /* the file has changed while the page was out of sight */
  GtkWidget  *pane;        /* owned here, stands elsewhere */

  GtkWidget  *stack;
  GtkWidget  *list;
  GtkWidget  *details;
};

static void tf_evidence_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfEvidencePage, tf_evidence_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_evidence_page_page_init))

static gboolean
is_detailed (TfEvidencePage *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->details;
}

static void
update (TfEvidencePage *self)
{
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;

  tf_evidence_list_update (TF_EVIDENCE_LIST (self->list));
  tf_evidence_details_update (TF_EVIDENCE_DETAILS (self->details));
}

static void
tf_evidence_page_map (GtkWidget *widget)
{
  TfEvidencePage *self = TF_EVIDENCE_PAGE (widget);

  GTK_WIDGET_CLASS (tf_evidence_page_parent_class)->map (widget);
  if (self->stale)
    update (self);
}

static void
release_cb (TfEvidencePage *self)
{
  tf_evidence_details_show (TF_EVIDENCE_DETAILS (self->details), NULL);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->list);
  tf_evidence_pane_show (TF_EVIDENCE_PANE (self->pane), NULL, NULL);
  update (self);
}

static void
open_cb (TfEvidencePage *self,
         TfRecord       *evidence)
{
  g_autofree char *place = g_strdup_printf ("evidence/%s", tf_record_get_id (evidence));

  tf_session_navigate (self->session, place);
}

static void
shown_cb (TfEvidencePage *self,
          TfRecord       *evidence)
{
  tf_evidence_pane_show_id (TF_EVIDENCE_PANE (self->pane), tf_record_get_id (evidence));
}

static void
preview_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  TfEvidencePage *self = TF_EVIDENCE_PAGE (widget);

  if (tf_evidence_pane_show_id (TF_EVIDENCE_PANE (self->pane),
                                g_variant_get_string (parameter, NULL)))
    tf_page_show_pane (TF_PAGE (self));
}

static gboolean
tf_evidence_page_go (TfPage     *page,
                     const char *rest)
{
  TfEvidencePage *self = TF_EVIDENCE_PAGE (page);
  g_autoptr(TfRecord) evidence = NULL;

  if (*rest == '\0')
    {
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->list);
      tf_page_changed (page);
      return TRUE;
    }

  evidence = tf_store_get (tf_session_get_store (self->session), rest, NULL);
  if (evidence == NULL || !tf_record_is (evidence, "evidence") || tf_record_is_removed (evidence))
    return FALSE;

  tf_evidence_details_show (TF_EVIDENCE_DETAILS (self->details), evidence);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->details);
  tf_evidence_pane_show_id (TF_EVIDENCE_PANE (self->pane), rest);
  tf_page_changed (page);
  return TRUE;
}

static const char *
tf_evidence_page_get_title (TfPage *page)
{
  TfEvidencePage *self = TF_EVIDENCE_PAGE (page);
  TfRecord *evidence = tf_evidence_details_get_record (TF_EVIDENCE_DETAILS (self->details));

  return is_detailed (self) && evidence != NULL ? tf_record_get (evidence, "number") : NULL;
}

static GtkWidget *
tf_evidence_page_get_pane (TfPage *page)
{
  return TF_EVIDENCE_PAGE (page)->pane;
}

static void
tf_evidence_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_evidence_page_go;
  iface->get_title = tf_evidence_page_get_title;
  iface->get_pane = tf_evidence_page_get_pane;
}

static void
tf_evidence_page_dispose (GObject *object)
{
  TfEvidencePage *self = TF_EVIDENCE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_EVIDENCE_PAGE);
  g_clear_object (&self->pane);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_evidence_page_parent_class)->dispose (object);
}

static void
tf_evidence_page_class_init (TfEvidencePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_evidence_page_dispose;
  widget_class->map = tf_evidence_page_map;

  gtk_widget_class_install_action (widget_class, "work.preview", "s", preview_action_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-evidence-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfEvidencePage, stack);
}

static void
tf_evidence_page_init (TfEvidencePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_evidence_page_new:
 * @session: a session
 *
 * Returns: (transfer floating): the evidence of the product that is shown
 */
GtkWidget *
tf_evidence_page_new (TfSession *session)
{
  TfEvidencePage *self = g_object_new (TF_TYPE_EVIDENCE_PAGE, NULL);

  self->session = g_object_ref (session);
  self->pane = g_object_ref_sink (tf_evidence_pane_new (session));
  self->list = tf_evidence_list_new (session);
  self->details = tf_evidence_details_new (session);
  gtk_stack_add_child (GTK_STACK (self->stack), self->list);
  gtk_stack_add_child (GTK_STACK (self->stack), self->details);

  g_signal_connect_object (self->list, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (release_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * tf_evidence_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none): the list of all evidence
 */
TfEvidenceList *
tf_evidence_page_get_list (TfEvidencePage *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_PAGE (self), NULL);

  return TF_EVIDENCE_LIST (self->list);
}

/**
 * tf_evidence_page_get_details:
 * @self: a page
 *
 * Returns: (transfer none): the details of one item
 */
TfEvidenceDetails *
tf_evidence_page_get_details (TfEvidencePage *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_PAGE (self), NULL);

  return TF_EVIDENCE_DETAILS (self->details);
}
