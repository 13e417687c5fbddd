/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-part-section-private.h"

#include "tf-approval.h"
#include "tf-link-picker.h"
#include "tf-page-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
ready_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  tf_part_section_mark_ready (TF_PART_SECTION (widget));
}

static void
draft_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  TfPartSection *self = TF_PART_SECTION (widget);

  if (tf_part_section_flush (self))
    tf_part_section_set (self, "state", "draft");
}

static void
approve_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  TfPartSection *self = TF_PART_SECTION (widget);

  if (!tf_part_section_flush (self))
    return;
  if (self->approval == NULL)
    {
      self->approval = tf_approval_new (self->session);
      gtk_widget_set_parent (self->approval, gtk_widget_get_parent (self->state_button));
    }
  tf_approval_ask (TF_APPROVAL (self->approval), self->entry);
}

static void
add_files_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  TfPartSection *self = TF_PART_SECTION (widget);

  tf_intake_choose (TF_INTAKE (self->intake), strcmp (action_name, "part.add-folder") == 0,
                    self->entry->id);
}

static void
paste_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  TfPartSection *self = TF_PART_SECTION (widget);

  if (!tf_intake_paste (TF_INTAKE (self->intake), self->entry->id))
    tf_session_tell (self->session, _("The clipboard holds no files"));
}

/* Words that were selected become a link to the pages; without words, a mark is put where the
 * caret is, should it have been asked for from the text. */
static void
linked_cb (TfPartSection *self,
           TfRecord      *link)
{
  g_autoptr(TfRecord) evidence = NULL;
  g_autofree char *pages = tf_pages_dup_label (tf_record_get (link, "pages"));
  g_autofree char *told = NULL;
  const char *number;

  evidence = tf_store_get (tf_session_get_store (self->session), tf_record_get (link, "evidence"),
                           NULL);
  if (evidence == NULL)
    return;

  number = tf_record_get (evidence, "number");
  if (self->mark_in_text)
    {
      g_autofree char *uri = g_strdup_printf ("techfile:evidence/%s#page=%u", number,
                                              tf_pages_get_first (tf_record_get (link, "pages")));
      g_autofree char *mark = g_strdup_printf ("%s, %s", number, pages);

      tf_text_editor_insert_link (TF_TEXT_EDITOR (self->editor), uri,
                                  *self->words != '\0' ? self->words : mark);
    }
  /* Translators: number of evidence, and its pages */
  told = g_strdup_printf (_("%s (%s) linked"), number, pages);
  tf_session_tell_undoable (self->session, told);
}

static void
ask (TfPartSection *self,
     GtkWidget     *at,
     const char    *words,
     gboolean       mark_in_text)
{
  g_free (self->words);
  self->words = g_strdup (words);
  self->mark_in_text = mark_in_text;
  if (self->picker == NULL)
    {
      self->picker = tf_link_picker_new (self->session);
      gtk_widget_set_parent (self->picker, at);
      g_signal_connect_object (self->picker, "linked", G_CALLBACK (linked_cb), self,
                               G_CONNECT_SWAPPED);
    }
  tf_link_picker_ask (TF_LINK_PICKER (self->picker), self->entry);
}

/**
 * tf_part_section_ask_evidence:
 * @self: a section
 * @words: words that are selected in its text, or ""
 *
 * Asks for evidence and its pages, links them to the point and marks the place in the text.
 */
void
tf_part_section_ask_evidence (TfPartSection *self,
                              const char    *words)
{
  ask (self, tf_link_list_get_button (TF_LINK_LIST (self->links)), words, TRUE);
}

static void
link_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  TfPartSection *self = TF_PART_SECTION (widget);
  g_autofree char *words = tf_text_editor_dup_selection (TF_TEXT_EDITOR (self->editor));
  gboolean in_text = gtk_widget_get_focus_child (self->frame) != NULL;

  ask (self, tf_link_list_get_button (TF_LINK_LIST (self->links)), words, in_text);
}

/**
 * tf_part_section_install_actions:
 * @klass: the class of the section
 *
 * Installs what can be done with a point. The keys are in the template, where they come before
 * those of the text.
 */
void
tf_part_section_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "part.ready", NULL, ready_action_cb);
  gtk_widget_class_install_action (klass, "part.draft", NULL, draft_action_cb);
  gtk_widget_class_install_action (klass, "part.approve", NULL, approve_action_cb);
  gtk_widget_class_install_action (klass, "part.add-files", NULL, add_files_action_cb);
  gtk_widget_class_install_action (klass, "part.add-folder", NULL, add_files_action_cb);
  gtk_widget_class_install_action (klass, "part.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (klass, "part.link", NULL, link_action_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_v, GDK_CONTROL_MASK, "part.paste", NULL);
}

/**
 * tf_part_section_update_actions:
 * @self: a section
 * @state: the state of its point
 *
 * Lets only that be done which makes sense now.
 */
void
tf_part_section_update_actions (TfPartSection *self,
                                TfState        state)
{
  static const char *const writing[] = { "part.ready", "part.draft", "part.add-files",
                                         "part.add-folder", "part.paste", "part.link" };
  gboolean writable = tf_session_is_writable (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), writing[i], writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "part.approve",
                                 writable &&
                                   (tf_state_is_done (state) || state == TF_STATE_LAPSED));
}
