/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-matrix-page.h"

#include "tf-filter-bar.h"
#include "tf-page.h"

#include <glib/gi18n-lib.h>

/* Below this width rows have two lines. */
#define NARROW 660

struct _TfMatrixPage
{
  GtkBox           parent_instance;

  TfSession       *session;
  TfRecord        *release;    /* whose requirements are shown */
  GPtrArray       *rows;
  TfMatrixColumns  columns;
  gboolean         narrow;

  GtkWidget       *workbench;
  GtkWidget       *column;
  GtkWidget       *filters;
  GtkWidget       *heads;
  GtkWidget       *head_start;
  GtkWidget       *head_applies;
  GtkWidget       *head_state;
  GtkWidget       *head_how;
  GtkWidget       *head_proof;
  GtkWidget       *list;
  GtkWidget       *nothing;
};

static void tf_matrix_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfMatrixPage, tf_matrix_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_matrix_page_page_init))

/* What the filters let through, in their order; 0 lets everything through. */
static const TfMatrixFlags filters[] = {
  0, TF_MATRIX_UNANSWERED, TF_MATRIX_NO_PROOF, TF_MATRIX_NOT_APPLICABLE, TF_MATRIX_LAPSED,
};

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  TfMatrixPage *self = user_data;
  TfMatrixFlags wanted = filters[tf_filter_bar_get_active (TF_FILTER_BAR (self->filters))];

  /* A row that is being edited does not vanish under the hands. */
  return wanted == 0 || (tf_matrix_row_get_flags (TF_MATRIX_ROW (row)) & wanted) != 0 ||
         tf_matrix_row_get_open (TF_MATRIX_ROW (row));
}

static void
update_filters (TfMatrixPage *self)
{
  guint active = tf_filter_bar_get_active (TF_FILTER_BAR (self->filters));

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      guint count = 0;

      for (guint j = 0; j < self->rows->len; j++)
        count += filters[i] == 0 ||
                 (tf_matrix_row_get_flags (self->rows->pdata[j]) & filters[i]) != 0;
      tf_filter_bar_set_count (TF_FILTER_BAR (self->filters), i, count);
    }

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_widget_set_visible (self->nothing,
                          tf_filter_bar_get_count (TF_FILTER_BAR (self->filters), active) == 0);
}

static void
update (TfMatrixPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);

  if (dossier == NULL || self->release != tf_session_get_release (self->session))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    tf_matrix_row_update (self->rows->pdata[i], dossier);
  tf_workbench_update (TF_WORKBENCH (self->workbench));
  update_filters (self);
}

static void
clear (TfMatrixPage *self)
{
  tf_workbench_clear (TF_WORKBENCH (self->workbench));
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->release);
}

static void
fill (TfMatrixPage *self)
{
  GPtrArray *entries = tf_law_list (tf_session_get_law (self->session), TF_LAW_REQUIREMENT);

  if (tf_session_get_release (self->session) == NULL)
    return;

  g_set_object (&self->release, tf_session_get_release (self->session));
  for (guint i = 0; i < entries->len; i++)
    {
      GtkWidget *row = tf_matrix_row_new (TF_WORKBENCH (self->workbench), entries->pdata[i],
                                          &self->columns);

      tf_matrix_row_set_narrow (TF_MATRIX_ROW (row), self->narrow);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      g_ptr_array_add (self->rows, row);
    }
  update (self);
}

static void
release_cb (TfMatrixPage *self)
{
  if (tf_session_get_release (self->session) == self->release)
    return;

  clear (self);
  fill (self);
}

static void
row_activated_cb (TfMatrixPage *self,
                  TfMatrixRow  *row)
{
  tf_matrix_row_set_open (row, !tf_matrix_row_get_open (row));
}

/* The head of each of the two parts of the annex. */
static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  const TfLawEntry *entry = tf_matrix_row_get_entry (TF_MATRIX_ROW (row));
  const TfLawEntry *above = before != NULL
                              ? tf_matrix_row_get_entry (TF_MATRIX_ROW (before)) : NULL;
  gboolean second = g_str_has_prefix (entry->id, "II.");
  GtkWidget *label;

  if (above != NULL && g_str_has_prefix (above->id, "II.") == second)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;

  label =
    gtk_label_new (second ? _("Part II: Vulnerability Handling")
                     : _("Part I: Properties of the Product"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "matrix-part");
  gtk_list_box_row_set_header (row, label);
}

static TfMatrixRow *
find_row (TfMatrixPage     *self,
          const TfLawEntry *requirement)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (tf_matrix_row_get_entry (self->rows->pdata[i]) == requirement)
      return self->rows->pdata[i];

  return NULL;
}

static gboolean
tf_matrix_page_go (TfPage     *page,
                   const char *rest)
{
  TfMatrixPage *self = TF_MATRIX_PAGE (page);
  const TfLawEntry *entry;
  const TfLawEntry *requirement;
  TfMatrixRow *row;

  release_cb (self);
  if (*rest == '\0')
    return TRUE;

  entry = tf_law_lookup (tf_session_get_law (self->session), rest);
  requirement = entry != NULL && entry->kind == TF_LAW_LIMB ? entry->parent : entry;
  row = requirement != NULL ? find_row (self, requirement) : NULL;
  if (row == NULL)
    return FALSE;

  tf_filter_bar_set_active (TF_FILTER_BAR (self->filters), 0);
  tf_matrix_row_set_open (row, TRUE);
  if (entry != requirement)
    tf_part_section_focus (tf_workbench_get_section (TF_WORKBENCH (self->workbench), entry->id));
  else
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

static GtkWidget *
tf_matrix_page_get_pane (TfPage *page)
{
  return GTK_WIDGET (tf_workbench_get_pane (TF_WORKBENCH (TF_MATRIX_PAGE (page)->workbench)));
}

static void
tf_matrix_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_matrix_page_go;
  iface->get_pane = tf_matrix_page_get_pane;
}

static void
show_pane_cb (TfMatrixPage *self)
{
  tf_page_show_pane (TF_PAGE (self));
}

static void
resized_cb (TfMatrixPage *self,
            int           width)
{
  if (self->narrow == (width < NARROW))
    return;

  self->narrow = width < NARROW;
  gtk_widget_set_visible (self->heads, !self->narrow);
  for (guint i = 0; i < self->rows->len; i++)
    tf_matrix_row_set_narrow (self->rows->pdata[i], self->narrow);
}

static void
tf_matrix_page_dispose (GObject *object)
{
  TfMatrixPage *self = TF_MATRIX_PAGE (object);

  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_MATRIX_PAGE);
  g_clear_object (&self->columns.number);
  g_clear_object (&self->columns.applies);
  g_clear_object (&self->columns.state);
  g_clear_object (&self->columns.how);
  g_clear_object (&self->columns.proof);
  g_clear_object (&self->release);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_matrix_page_parent_class)->dispose (object);
}

static void
tf_matrix_page_finalize (GObject *object)
{
  g_ptr_array_unref (TF_MATRIX_PAGE (object)->rows);

  G_OBJECT_CLASS (tf_matrix_page_parent_class)->finalize (object);
}

static void
tf_matrix_page_class_init (TfMatrixPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_matrix_page_dispose;
  object_class->finalize = tf_matrix_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-matrix-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, column);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, heads);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, head_start);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, head_applies);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, head_state);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, head_how);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, head_proof);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, list);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
}

static void
tf_matrix_page_init (TfMatrixPage *self)
{
  self->rows = g_ptr_array_new ();
  self->narrow = TRUE;
  self->columns.number = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.applies = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.state = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.how = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.proof = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_size_group_add_widget (self->columns.number, self->head_start);
  gtk_size_group_add_widget (self->columns.applies, self->head_applies);
  gtk_size_group_add_widget (self->columns.state, self->head_state);
  gtk_size_group_add_widget (self->columns.how, self->head_how);
  gtk_size_group_add_widget (self->columns.proof, self->head_proof);
}

/**
 * tf_matrix_page_new:
 * @session: a session
 *
 * Returns: (transfer floating): the matrix of the release that is shown
 */
GtkWidget *
tf_matrix_page_new (TfSession *session)
{
  const char *labels[] = { _("All"), _("Unanswered"), _("No Proof"), _("Not Applicable"),
                           _("Lapsed"), NULL };
  TfMatrixPage *self = g_object_new (TF_TYPE_MATRIX_PAGE, NULL);

  self->session = g_object_ref (session);
  self->workbench = tf_workbench_new (session);
  gtk_widget_set_hexpand (self->workbench, TRUE);
  gtk_box_append (GTK_BOX (self), self->workbench);
  self->filters = tf_filter_bar_new (labels);
  gtk_box_prepend (GTK_BOX (self->column), self->filters);
  tf_workbench_set_child (TF_WORKBENCH (self->workbench), self->column);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, NULL, NULL);

  g_signal_connect_object (self->filters, "changed", G_CALLBACK (update_filters), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workbench, "show-pane", G_CALLBACK (show_pane_cb), self,
                           G_CONNECT_SWAPPED);
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) update);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (release_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * tf_matrix_page_get_workbench:
 * @self: a page
 *
 * Returns: (transfer none): where its sections are
 */
TfWorkbench *
tf_matrix_page_get_workbench (TfMatrixPage *self)
{
  g_return_val_if_fail (TF_IS_MATRIX_PAGE (self), NULL);

  return TF_WORKBENCH (self->workbench);
}

/**
 * tf_matrix_page_get_row:
 * @self: a page
 * @index: which row, from 0, whether the filter lets it through or not
 *
 * Returns: (transfer none) (nullable): the row
 */
TfMatrixRow *
tf_matrix_page_get_row (TfMatrixPage *self,
                        guint         index)
{
  g_return_val_if_fail (TF_IS_MATRIX_PAGE (self), NULL);

  return index < self->rows->len ? self->rows->pdata[index] : NULL;
}

/**
 * tf_matrix_page_get_n_rows:
 * @self: a page
 *
 * Returns: how many rows there are, whether the filter lets them through or not
 */
guint
tf_matrix_page_get_n_rows (TfMatrixPage *self)
{
  g_return_val_if_fail (TF_IS_MATRIX_PAGE (self), 0);

  return self->rows->len;
}
