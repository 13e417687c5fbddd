/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-check-page.h"

#include "tf-announce.h"
#include "tf-finding-list.h"
#include "tf-growing-list.h"
#include "tf-page.h"
#include "tf-state-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_SEVERITIES 3

struct _TfCheckPage
{
  AdwBin           parent_instance;

  GtkDropDown     *purpose_drop_down;
  GtkLabel        *verdict_label;
  GtkToggleButton *severity_buttons[N_SEVERITIES];
  GtkListView     *list_view;
  GtkStack        *stack;
  AdwStatusPage   *nothing_page;

  TfSession       *session;
  TfFindingList   *findings;   /* unowned: it lives with the session */
  GtkCustomFilter *filter;
  GListModel      *shown;
};

static void tf_check_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfCheckPage, tf_check_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_check_page_page_init))

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  TfCheckPage *self = user_data;
  TfSeverity severity = tf_finding_item_get (item)->severity;

  return gtk_toggle_button_get_active (self->severity_buttons[severity]);
}

static void
show_whether_empty (TfCheckPage *self)
{
  gboolean nothing = g_list_model_get_n_items (tf_finding_list_get_model (self->findings)) == 0;
  gboolean none_shown = g_list_model_get_n_items (self->shown) == 0;

  adw_status_page_set_title (self->nothing_page,
                             nothing ? _("Nothing Found") : _("Nothing to Show"));
  adw_status_page_set_description (self->nothing_page,
                                   nothing
                                     ? _("The rules have nothing to say about this file. Whether "
                                         "what it claims is true, no rule can judge.")
                                     : _("Choose the findings to show by the buttons above."));
  gtk_stack_set_visible_child_name (self->stack, none_shown ? "nothing" : "list");
}

static void
show_counts (TfCheckPage *self)
{
  g_autofree char *verdict = tf_finding_list_dup_verdict (self->findings);

  gtk_label_set_text (self->verdict_label, verdict);
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      g_autofree char *label = NULL;

      /* Translators: how grave findings are, and how many there are: "Blocks 3" */
      label = g_strdup_printf (_("%s %u"), tf_severity_get_label (i),
                               tf_finding_list_count (self->findings, i));
      gtk_button_set_label (GTK_BUTTON (self->severity_buttons[i]), label);
    }
  gtk_drop_down_set_selected (self->purpose_drop_down,
                              tf_finding_list_get_purpose (self->findings));
  show_whether_empty (self);
}

static void
severity_toggled_cb (TfCheckPage *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_whether_empty (self);
}

static void
purpose_cb (TfCheckPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->purpose_drop_down);

  if (self->findings != NULL && selected < TF_N_PURPOSES)
    tf_finding_list_set_purpose (self->findings, selected);
}

static void
activate_cb (TfCheckPage *self,
             guint        position)
{
  g_autoptr(TfFindingItem) item = g_list_model_get_item (self->shown, position);

  tf_finding_list_walk_to (self->findings, item);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *message = gtk_label_new (NULL);
  GtkWidget *citation = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (message), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (citation), 0);
  gtk_widget_add_css_class (citation, "caption");
  gtk_widget_add_css_class (citation, "dim-label");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), message);
  gtk_box_append (GTK_BOX (text), citation);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_add_css_class (row, "finding-row");
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  const TfFinding *finding = tf_finding_item_get (gtk_list_item_get_item (list_item));
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *image = gtk_widget_get_first_child (row);
  GtkWidget *text = gtk_widget_get_next_sibling (image);
  GtkWidget *citation = gtk_widget_get_last_child (text);
  g_autofree char *sentence = NULL;

  tf_severity_image_set (image, finding->severity);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (text)), finding->message);
  gtk_label_set_text (GTK_LABEL (citation), finding->citation);
  gtk_widget_set_visible (citation, *finding->citation != '\0');
  /* Translators: how grave a finding is, what it says, and the provision it rests on */
  sentence = g_strdup_printf (_("%s: %s %s"), tf_severity_get_label (finding->severity),
                              finding->message, finding->citation);
  tf_name_row (row, sentence);
}

static void
set_up_list (TfCheckPage *self)
{
  GListModel *model = tf_finding_list_get_model (self->findings);
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection;

  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (model),
                                                         GTK_FILTER (g_object_ref (self->filter))));
  selection = gtk_single_selection_new (tf_growing_list_new (self->shown));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
fill_purposes (TfCheckPage *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  TfPurpose purpose = tf_finding_list_get_purpose (self->findings);

  /* A new list selects its first entry, which is nobody's choice. */
  g_signal_handlers_block_by_func (self->purpose_drop_down, purpose_cb, self);
  for (guint i = 0; i < TF_N_PURPOSES; i++)
    gtk_string_list_append (labels, tf_purpose_get_label (i));
  gtk_drop_down_set_model (self->purpose_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->purpose_drop_down, purpose);
  g_signal_handlers_unblock_by_func (self->purpose_drop_down, purpose_cb, self);
}

/* "check/blocks" shows the findings of one severity alone. */
static gboolean
tf_check_page_go (TfPage     *page,
                  const char *rest)
{
  TfCheckPage *self = TF_CHECK_PAGE (page);

  for (guint i = 0; *rest != '\0' && i < N_SEVERITIES; i++)
    gtk_toggle_button_set_active (self->severity_buttons[i],
                                  strcmp (rest, tf_severity_to_string (i)) == 0);
  if (g_list_model_get_n_items (self->shown) > 0)
    gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
tf_check_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_check_page_go;
}

static void
tf_check_page_dispose (GObject *object)
{
  TfCheckPage *self = TF_CHECK_PAGE (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_CHECK_PAGE);
  self->findings = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_check_page_parent_class)->dispose (object);
}

static void
tf_check_page_class_init (TfCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_check_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfCheckPage, purpose_drop_down);
  gtk_widget_class_bind_template_child (widget_class, TfCheckPage, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, TfCheckPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, TfCheckPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TfCheckPage, nothing_page);
  gtk_widget_class_bind_template_child_full (widget_class, "blocks_button", FALSE,
                                             G_STRUCT_OFFSET (TfCheckPage,
                                                              severity_buttons[TF_SEVERITY_BLOCKS]));
  gtk_widget_class_bind_template_child_full (widget_class, "should_button", FALSE,
                                             G_STRUCT_OFFSET (TfCheckPage,
                                                              severity_buttons[TF_SEVERITY_SHOULD]));
  gtk_widget_class_bind_template_child_full (widget_class, "hint_button", FALSE,
                                             G_STRUCT_OFFSET (TfCheckPage,
                                                              severity_buttons[TF_SEVERITY_HINT]));
  gtk_widget_class_bind_template_callback (widget_class, severity_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, purpose_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
tf_check_page_init (TfCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_check_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_check_page_new (TfSession *session)
{
  TfCheckPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_CHECK_PAGE, NULL);
  self->session = g_object_ref (session);
  self->findings = tf_finding_list_get (session);
  fill_purposes (self);
  set_up_list (self);
  g_signal_connect_object (self->findings, "changed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);

  return GTK_WIDGET (self);
}
