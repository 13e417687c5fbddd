/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-approval.h"

#include "tf-person-chooser.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfApproval
{
  GtkPopover        parent_instance;

  TfSession        *session;
  const TfLawEntry *entry;
  char             *person;    /* who was chosen last */

  GtkWidget        *box;
  GtkWidget        *meaning;
  GtkWidget        *chooser;
  GtkWidget        *problem;
  GtkWidget        *approve;
};

G_DEFINE_FINAL_TYPE (TfApproval, tf_approval, GTK_TYPE_POPOVER)

static void
show_problem (TfApproval *self,
              const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem);
  gtk_widget_set_visible (self->problem, *problem != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->approve),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
}

static void
approve_cb (TfApproval *self)
{
  tf_approval_approve (self, tf_person_chooser_get_person (TF_PERSON_CHOOSER (self->chooser)));
}

static void
chosen_cb (TfApproval *self)
{
  show_problem (self, "");
  gtk_widget_grab_focus (self->approve);
}

static void
tf_approval_dispose (GObject *object)
{
  TfApproval *self = TF_APPROVAL (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->person, g_free);

  G_OBJECT_CLASS (tf_approval_parent_class)->dispose (object);
}

static void
tf_approval_class_init (TfApprovalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_approval_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-approval.ui");
  gtk_widget_class_bind_template_child (widget_class, TfApproval, box);
  gtk_widget_class_bind_template_child (widget_class, TfApproval, meaning);
  gtk_widget_class_bind_template_child (widget_class, TfApproval, problem);
  gtk_widget_class_bind_template_child (widget_class, TfApproval, approve);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
}

static void
tf_approval_init (TfApproval *self)
{
  self->person = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_approval_new:
 * @session: a session
 *
 * Returns: (transfer floating): a popover, to be put on a widget with gtk_widget_set_parent()
 */
GtkWidget *
tf_approval_new (TfSession *session)
{
  TfApproval *self = g_object_new (TF_TYPE_APPROVAL, NULL);

  self->session = g_object_ref (session);
  self->chooser = tf_person_chooser_new (session, _("Person who approves"));
  gtk_box_insert_child_after (GTK_BOX (self->box), self->chooser, self->meaning);
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* Whoever works here is the likeliest to approve, unless somebody else just did. */
static char *
find_likely (TfApproval *self)
{
  const char *author = tf_store_get_author (tf_session_get_store (self->session));

  if (*self->person != '\0')
    return g_strdup (self->person);

  return tf_workspace_dup_person (tf_session_get_workspace (self->session), author);
}

/**
 * tf_approval_ask:
 * @self: a popover
 * @entry: the element or limb to be approved
 *
 * Opens and asks who approves.
 */
void
tf_approval_ask (TfApproval       *self,
                 const TfLawEntry *entry)
{
  g_autofree char *meaning = NULL;
  g_autofree char *likely = NULL;

  g_return_if_fail (TF_IS_APPROVAL (self));
  g_return_if_fail (entry != NULL);

  self->entry = entry;
  /* Translators: title and citation of a point of the law */
  meaning = g_strdup_printf (_("Whoever approves has read “%s” (%s) with its evidence and stands "
                               "for it as it is now. A later change makes the approval lapse."),
                             entry->title, entry->citation);
  gtk_label_set_label (GTK_LABEL (self->meaning), meaning);
  show_problem (self, "");
  likely = find_likely (self);
  tf_person_chooser_update (TF_PERSON_CHOOSER (self->chooser), likely);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->approve);
}

/**
 * tf_approval_approve:
 * @self: a popover that asked
 * @person: identifier of who approves
 *
 * Records the approval and closes; says why where that is refused.
 *
 * Returns: whether it was recorded
 */
gboolean
tf_approval_approve (TfApproval *self,
                     const char *person)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(TfRecord) approval = NULL;

  g_return_val_if_fail (TF_IS_APPROVAL (self), FALSE);
  g_return_val_if_fail (person != NULL, FALSE);

  if (*person == '\0')
    {
      show_problem (self, _("Choose who approves, or add a person by name."));
      return FALSE;
    }

  record = tf_store_get (tf_session_get_store (self->session), person, &error);
  if (record != NULL)
    approval = tf_work_approve (tf_session_get_workspace (self->session),
                                tf_session_get_release (self->session), self->entry, record,
                                &error);
  if (approval == NULL)
    {
      show_problem (self, error->message);
      return FALSE;
    }

  g_free (self->person);
  self->person = g_strdup (person);
  gtk_popover_popdown (GTK_POPOVER (self));
  tf_session_tell (self->session, _("Approved"));
  return TRUE;
}

/**
 * tf_approval_get_problem:
 * @self: a popover
 *
 * Returns: why the approval was refused, or ""
 */
const char *
tf_approval_get_problem (TfApproval *self)
{
  g_return_val_if_fail (TF_IS_APPROVAL (self), "");

  return gtk_label_get_label (GTK_LABEL (self->problem));
}
