/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-overview-page.h"

#include "tf-family-card.h"
#include "tf-finding-list.h"
#include "tf-page.h"
#include "tf-place.h"
#include "tf-record-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfOverviewPage
{
  AdwBin       parent_instance;

  GtkBox      *box;
  AdwActionRow *next_row;
  GtkWidget   *go_button;
  GtkLabel    *points_label;
  GtkButton   *severity_buttons[3];
  GtkFlowBox  *families;

  TfSession   *session;
  TfRecordForm *forms[4];    /* in the order of the enumeration below */
};

typedef enum {
  FORM_PRODUCT,
  FORM_MANUFACTURER,
  FORM_RESPONSIBLE,
  FORM_RELEASE,
} Form;

static void tf_overview_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfOverviewPage, tf_overview_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_overview_page_page_init))

static void
show_next (TfOverviewPage *self)
{
  const TfFinding *finding = tf_finding_list_get_first (tf_finding_list_get (self->session));
  g_autofree char *title = NULL;

  if (finding != NULL)
    /* Translators: what to do next, a sentence */
    title = g_strdup_printf (_("Next: %s"), finding->message);
  else
    title = g_strdup (_("Nothing is missing. The file can be issued."));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->next_row), title);
  adw_action_row_set_subtitle (self->next_row, finding != NULL ? finding->citation : "");
  gtk_widget_set_visible (self->go_button, finding != NULL);
}

static void
show_severity (TfOverviewPage *self,
               TfSeverity      severity,
               const char     *label)
{
  gtk_button_set_label (self->severity_buttons[severity], label);
}

static void
show_findings (TfOverviewPage *self)
{
  TfFindingList *findings = tf_finding_list_get (self->session);
  guint n_blocks = tf_finding_list_count (findings, TF_SEVERITY_BLOCKS);
  guint n_should = tf_finding_list_count (findings, TF_SEVERITY_SHOULD);
  guint n_hints = tf_finding_list_count (findings, TF_SEVERITY_HINT);
  g_autofree char *blocks = g_strdup_printf (_("Blocks: %u"), n_blocks);
  g_autofree char *should = g_strdup_printf (_("Should Be Fixed: %u"), n_should);
  g_autofree char *hints = g_strdup_printf (_("Hints: %u"), n_hints);

  show_severity (self, TF_SEVERITY_BLOCKS, blocks);
  show_severity (self, TF_SEVERITY_SHOULD, should);
  show_severity (self, TF_SEVERITY_HINT, hints);
  show_next (self);
}

static void
show_points (TfOverviewPage *self,
             TfDossier      *dossier)
{
  TfStateCount count = tf_state_count (dossier, TF_LAW_SLOT);
  guint n_done = 0;
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < TF_N_STATES; i++)
    {
      if (tf_state_is_done (i))
        n_done += count.n[i];
      if (i != TF_STATE_NOT_DUE)
        n += count.n[i];
    }

  /* Translators: how many points of the documentation are done, and how many there are */
  text = g_strdup_printf (ngettext ("%u of %u point ready", "%u of %u points ready", n), n_done, n);
  gtk_label_set_text (self->points_label, text);
}

static void
show_families (TfOverviewPage *self,
               TfDossier      *dossier)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->families)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkFlowBoxChild *frame = GTK_FLOW_BOX_CHILD (child);
      TfFamilyCard *card = TF_FAMILY_CARD (gtk_flow_box_child_get_child (frame));

      tf_family_card_show (card, dossier);
    }
}

static void
show_named (TfOverviewPage *self,
            Form            form,
            const char     *field)
{
  TfRecord *product = tf_session_get_product (self->session);
  const char *id = product != NULL ? tf_record_get (product, field) : "";
  g_autoptr(TfRecord) record = NULL;

  if (*id != '\0')
    record = tf_store_get (tf_session_get_store (self->session), id, NULL);
  tf_record_form_set_record (self->forms[form], record);
  gtk_widget_set_visible (GTK_WIDGET (self->forms[form]), record != NULL);
}

static void
refresh (TfOverviewPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);

  tf_record_form_set_record (self->forms[FORM_PRODUCT], tf_session_get_product (self->session));
  tf_record_form_set_record (self->forms[FORM_RELEASE], tf_session_get_release (self->session));
  show_named (self, FORM_MANUFACTURER, "manufacturer");
  show_named (self, FORM_RESPONSIBLE, "responsible");
  if (dossier == NULL)
    return;

  show_points (self, dossier);
  show_families (self, dossier);
}

static void
go_cb (TfOverviewPage *self)
{
  tf_finding_list_stop (tf_finding_list_get (self->session));
  tf_finding_list_step (tf_finding_list_get (self->session), 1);
}

static void
family_activated_cb (TfOverviewPage  *self,
                     GtkFlowBoxChild *child)
{
  TfFamilyCard *card = TF_FAMILY_CARD (gtk_flow_box_child_get_child (child));
  g_autofree char *place = tf_place_dup_for_entry (tf_family_card_get_entry (card));

  tf_session_navigate (self->session, place);
}

static void
append_form (TfOverviewPage *self,
             Form            form,
             const char     *kind,
             const char     *title)
{
  GtkWidget *widget = tf_record_form_new (self->session, kind, NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), title);
  gtk_box_append (self->box, widget);
  self->forms[form] = TF_RECORD_FORM (widget);
}

static void
append_families (TfOverviewPage *self)
{
  GPtrArray *families = tf_law_list (tf_session_get_law (self->session), TF_LAW_FAMILY);

  for (guint i = 0; i < families->len; i++)
    gtk_flow_box_append (self->families, tf_family_card_new (g_ptr_array_index (families, i)));
}

/* "product.summary": the form of the kind, then the field. */
static gboolean
tf_overview_page_go (TfPage     *page,
                     const char *rest)
{
  TfOverviewPage *self = TF_OVERVIEW_PAGE (page);
  g_auto(GStrv) parts = g_strsplit (rest, ".", 2);

  if (parts[0] == NULL)
    return TRUE;
  if (parts[1] == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (self->forms); i++)
    {
      TfRecord *record = tf_record_form_get_record (self->forms[i]);

      if (record != NULL && tf_record_is (record, parts[0]) &&
          tf_record_form_focus_field (self->forms[i], parts[1]))
        return TRUE;
    }

  return TRUE;
}

static void
tf_overview_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_overview_page_go;
}

static void
tf_overview_page_dispose (GObject *object)
{
  TfOverviewPage *self = TF_OVERVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_overview_page_parent_class)->dispose (object);
}

static void
tf_overview_page_class_init (TfOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_overview_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfOverviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, TfOverviewPage, next_row);
  gtk_widget_class_bind_template_child (widget_class, TfOverviewPage, go_button);
  gtk_widget_class_bind_template_child (widget_class, TfOverviewPage, points_label);
  gtk_widget_class_bind_template_child (widget_class, TfOverviewPage, families);
  gtk_widget_class_bind_template_child_full (widget_class, "blocks_button", FALSE,
                                             G_STRUCT_OFFSET (TfOverviewPage,
                                                              severity_buttons[TF_SEVERITY_BLOCKS]));
  gtk_widget_class_bind_template_child_full (widget_class, "should_button", FALSE,
                                             G_STRUCT_OFFSET (TfOverviewPage,
                                                              severity_buttons[TF_SEVERITY_SHOULD]));
  gtk_widget_class_bind_template_child_full (widget_class, "hint_button", FALSE,
                                             G_STRUCT_OFFSET (TfOverviewPage,
                                                              severity_buttons[TF_SEVERITY_HINT]));
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, family_activated_cb);
}

static void
tf_overview_page_init (TfOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_overview_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_overview_page_new (TfSession *session)
{
  TfOverviewPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_OVERVIEW_PAGE, NULL);
  self->session = g_object_ref (session);
  append_families (self);
  append_form (self, FORM_PRODUCT, "product", _("Product"));
  append_form (self, FORM_MANUFACTURER, "organisation", _("Manufacturer"));
  append_form (self, FORM_RESPONSIBLE, "person", _("Responsible Person"));
  append_form (self, FORM_RELEASE, "release", _("Release"));
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) refresh);
  g_signal_connect_object (tf_finding_list_get (session), "changed", G_CALLBACK (show_findings),
                           self, G_CONNECT_SWAPPED);
  refresh (self);
  show_findings (self);

  return GTK_WIDGET (self);
}
