/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-issues-page.h"

#include "tf-issue-row.h"
#include "tf-page.h"

#include <string.h>

struct _TfIssuesPage
{
  AdwBin      parent_instance;

  GtkStack   *stack;
  GtkListBox *list_box;

  TfSession  *session;
};

static void tf_issues_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfIssuesPage, tf_issues_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_issues_page_page_init))

static TfIssueRow *
get_row (TfIssuesPage *self,
         int           position)
{
  return (TfIssueRow *) gtk_list_box_get_row_at_index (self->list_box, position);
}

/* Issues never change: the rows stay unless there are others to show. */
static gboolean
is_shown (TfIssuesPage *self,
          GPtrArray    *issues)
{
  guint n = issues != NULL ? issues->len : 0;

  for (guint i = 0; i < n; i++)
    {
      TfIssueRow *row = get_row (self, (int) i);

      if (row == NULL || tf_issue_row_get_issue (row) != issues->pdata[n - 1 - i])
        return FALSE;
    }

  return get_row (self, (int) n) == NULL;
}

static void
refresh (TfIssuesPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  GPtrArray *issues = dossier != NULL ? tf_dossier_list (dossier, "issue") : NULL;

  gtk_stack_set_visible_child_name (self->stack,
                                    issues != NULL && issues->len > 0 ? "list" : "empty");
  if (is_shown (self, issues))
    return;

  while (get_row (self, 0) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (get_row (self, 0)));
  for (guint i = issues != NULL ? issues->len : 0; i > 0; i--)
    gtk_list_box_append (self->list_box, tf_issue_row_new (self->session, issues->pdata[i - 1]));
}

/* "<record id>": the row of the issue takes the focus. */
static gboolean
tf_issues_page_go (TfPage     *page,
                   const char *rest)
{
  TfIssuesPage *self = TF_ISSUES_PAGE (page);
  TfIssueRow *row;

  if (*rest == '\0')
    return TRUE;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (strcmp (tf_record_get_id (tf_issue_row_get_issue (row)), rest) == 0)
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return TRUE;
      }

  return FALSE;
}

static void
tf_issues_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_issues_page_go;
}

static void
tf_issues_page_dispose (GObject *object)
{
  TfIssuesPage *self = TF_ISSUES_PAGE (object);

  /* The template would let go of the child that the bin lets go of too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_ISSUES_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_issues_page_parent_class)->dispose (object);
}

static void
tf_issues_page_class_init (TfIssuesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_issues_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-issues-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfIssuesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TfIssuesPage, list_box);
}

static void
tf_issues_page_init (TfIssuesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_issues_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_issues_page_new (TfSession *session)
{
  TfIssuesPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_ISSUES_PAGE, NULL);
  self->session = g_object_ref (session);
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) refresh);
  refresh (self);

  return GTK_WIDGET (self);
}
