/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-link-popover.h"

#include <string.h>

struct _TfTextLinkPopover
{
  GtkPopover    parent_instance;

  GtkWidget    *entry;
  GtkWidget    *hint;
  GtkWidget    *apply;
  GtkWidget    *remove;
  GtkWidget    *evidence;
  TfTextEditor *editor;  /* the parent, which outlives the popover */
};

G_DEFINE_FINAL_TYPE (TfTextLinkPopover, tf_text_link_popover, GTK_TYPE_POPOVER)

/* An address typed without its beginning is one of the web or of a mailbox. */
static char *
dup_uri (TfTextLinkPopover *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *guess = NULL;

  g_strstrip (typed);
  if (typed[0] == '\0' || tf_text_is_link (typed))
    return g_steal_pointer (&typed);

  if (strchr (typed, ':') == NULL && strchr (typed, '@') != NULL)
    guess = g_strconcat ("mailto:", typed, NULL);
  else if (strstr (typed, "://") == NULL && strchr (typed, '.') != NULL)
    guess = g_strconcat ("https://", typed, NULL);

  return g_strdup (tf_text_is_link (guess) ? guess : "");
}

static void
update (TfTextLinkPopover *self)
{
  g_autofree char *uri = dup_uri (self);
  gboolean typed = gtk_entry_get_text_length (GTK_ENTRY (self->entry)) > 0;
  gboolean invalid = typed && uri[0] == '\0';

  gtk_widget_set_sensitive (self->apply, uri[0] != '\0');
  gtk_widget_set_visible (self->hint, invalid);
  if (invalid)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
apply_cb (TfTextLinkPopover *self)
{
  g_autofree char *uri = dup_uri (self);

  if (uri[0] == '\0')
    return;

  tf_text_editor_insert_link (self->editor, uri, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
remove_cb (TfTextLinkPopover *self)
{
  tf_text_editor_insert_link (self->editor, "", NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
evidence_cb (TfTextLinkPopover *self)
{
  g_autofree char *words = tf_text_editor_dup_selection (self->editor);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit_by_name (self->editor, "insert-evidence-link", words);
}

static void
tf_text_link_popover_class_init (TfTextLinkPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/techfile/Techfile/editor/tf-text-link-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, TfTextLinkPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, TfTextLinkPopover, hint);
  gtk_widget_class_bind_template_child (widget_class, TfTextLinkPopover, apply);
  gtk_widget_class_bind_template_child (widget_class, TfTextLinkPopover, remove);
  gtk_widget_class_bind_template_child (widget_class, TfTextLinkPopover, evidence);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_cb);
}

static void
tf_text_link_popover_init (TfTextLinkPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_text_link_popover_new:
 * @editor: the editor it belongs to, which becomes its parent
 *
 * Makes the popover in which a link gets its address.
 *
 * Returns: (transfer floating): the popover
 */
GtkWidget *
tf_text_link_popover_new (TfTextEditor *editor)
{
  TfTextLinkPopover *self = g_object_new (TF_TYPE_TEXT_LINK_POPOVER, NULL);

  self->editor = editor;

  return GTK_WIDGET (self);
}

/**
 * tf_text_link_popover_open:
 * @self: the popover
 * @link: address of the link at the caret, or ""
 *
 * Asks for an address.
 */
void
tf_text_link_popover_open (TfTextLinkPopover *self,
                           const char        *link)
{
  gboolean answered = FALSE;

  g_return_if_fail (TF_IS_TEXT_LINK_POPOVER (self));

  answered = g_signal_has_handler_pending (
    self->editor, g_signal_lookup ("insert-evidence-link", TF_TYPE_TEXT_EDITOR), 0, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), link);
  gtk_widget_set_visible (self->remove, link[0] != '\0');
  gtk_widget_set_visible (self->evidence, answered);
  update (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
}
