/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-link-picker.h"

#include "tf-evidence-item.h"
#include "tf-evidence.h"
#include "tf-list-steps.h"
#include "tf-page-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More than a person reads; typing narrows it down. */
#define MAX_MATCHES 50

struct _TfLinkPicker
{
  GtkPopover        parent_instance;

  TfSession        *session;
  const TfLawEntry *subject;
  GPtrArray        *matches;      /* TfRecord of evidence */
  TfRecord         *evidence;     /* chosen */
  GCancellable     *cancellable;

  GtkWidget        *stack;
  GtkWidget        *search;
  GtkWidget        *list;
  GtkWidget        *empty;
  GtkWidget        *title;
  GtkWidget        *strip_box;
  GtkWidget        *strip;
  GtkWidget        *link;
};

G_DEFINE_FINAL_TYPE (TfLinkPicker, tf_link_picker, GTK_TYPE_POPOVER)

enum {
  LINKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Letters and digits only, so that dashes, dots and spaces need not be typed. */
static char *
dup_plain (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  GString *plain = g_string_new ("");

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      g_string_append_unichar (plain, g_utf8_get_char (c));

  return g_string_free (plain, FALSE);
}

/**
 * tf_evidence_matches:
 * @evidence: an item of evidence
 * @revision: (nullable): its newest revision
 * @text: what a person typed
 *
 * Returns: whether each word is found in number, title or file name
 */
gboolean
tf_evidence_matches (TfRecord   *evidence,
                     TfRecord   *revision,
                     const char *text)
{
  g_autofree char *all = NULL;
  g_autofree char *plain = NULL;
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (TF_IS_RECORD (evidence), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  all = g_strconcat (tf_record_get (evidence, "number"), tf_record_get_title (evidence),
                     revision != NULL ? tf_record_get (revision, "file-name") : "", NULL);
  plain = dup_plain (all);
  words = g_strsplit_set (text, " \t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = dup_plain (words[i]);

      if (strstr (plain, word) == NULL)
        return FALSE;
    }

  return TRUE;
}

static GtkWidget *
new_row (TfRecord *evidence,
         TfRecord *revision)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = tf_record_dup_heading (evidence);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *file = gtk_label_new (revision != NULL ? tf_record_get (revision, "file-name") : "");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (file), 0);
  gtk_label_set_ellipsize (GTK_LABEL (file), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (file, "caption");
  gtk_widget_add_css_class (file, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), file);
  return box;
}

/**
 * tf_link_picker_search:
 * @self: a picker
 * @text: what a person typed
 *
 * Narrows the list of evidence down.
 */
void
tf_link_picker_search (TfLinkPicker *self,
                       const char   *text)
{
  TfDossier *dossier;
  GPtrArray *all;
  GtkWidget *row;
  g_autoptr(TfEvidenceIndex) index = NULL;

  g_return_if_fail (TF_IS_LINK_PICKER (self));
  g_return_if_fail (text != NULL);

  dossier = tf_session_get_dossier (self->session);
  all = dossier != NULL ? tf_dossier_list (dossier, "evidence") : NULL;
  index = dossier != NULL ? tf_evidence_index_new (dossier) : NULL;
  g_ptr_array_set_size (self->matches, 0);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);

  for (guint i = 0; all != NULL && i < all->len && self->matches->len < MAX_MATCHES; i++)
    {
      TfRecord *revision = tf_evidence_index_get_revision (index, all->pdata[i]);

      if (revision == NULL || !tf_evidence_matches (all->pdata[i], revision, text))
        continue;
      g_ptr_array_add (self->matches, g_object_ref (all->pdata[i]));
      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (all->pdata[i], revision));
    }

  gtk_widget_set_visible (self->empty, self->matches->len == 0);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

/**
 * tf_link_picker_get_match:
 * @self: a picker
 * @index: which match, from 0
 *
 * Returns: (transfer none) (nullable): the evidence found
 */
TfRecord *
tf_link_picker_get_match (TfLinkPicker *self,
                          guint         index)
{
  g_return_val_if_fail (TF_IS_LINK_PICKER (self), NULL);

  return index < self->matches->len ? self->matches->pdata[index] : NULL;
}

/**
 * tf_link_picker_link:
 * @self: a picker
 * @evidence: an item of evidence
 * @pages: its pages, such as "14-16"; "" for the whole file
 *
 * Links the point that was asked for and closes.
 *
 * Returns: whether it could be written
 */
gboolean
tf_link_picker_link (TfLinkPicker *self,
                     TfRecord     *evidence,
                     const char   *pages)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) link = NULL;

  g_return_val_if_fail (TF_IS_LINK_PICKER (self), FALSE);
  g_return_val_if_fail (self->subject != NULL && TF_IS_RECORD (evidence), FALSE);
  g_return_val_if_fail (pages != NULL, FALSE);

  link = tf_evidence_link (tf_session_get_workspace (self->session),
                           tf_session_get_release (self->session), self->subject->id, evidence,
                           *pages != '\0' ? pages : NULL, &error);
  tf_session_report (self->session, error);
  gtk_popover_popdown (GTK_POPOVER (self));
  if (link == NULL)
    return FALSE;

  g_signal_emit (self, signals[LINKED], 0, link);
  return TRUE;
}

static void
update_link (TfLinkPicker *self)
{
  g_autofree char *pages = tf_page_strip_dup_pages (TF_PAGE_STRIP (self->strip));
  g_autofree char *words = tf_pages_dup_label (pages);
  /* Translators: “Page 14” or “Pages 14–16” */
  g_autofree char *label = g_strdup_printf (_("Link %s"), words);

  gtk_button_set_label (GTK_BUTTON (self->link), *pages != '\0' ? label : _("Link Whole File"));
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(TfLinkPicker) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfFileFacts) facts = tf_reader_describe_finish (TF_READER (source), result, &error);
  TfRecord *revision;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->evidence == NULL)
    return;
  if (facts == NULL || facts->type->class != TF_MEDIA_PDF || facts->n_pages < 2)
    return;

  revision = tf_dossier_get_last_revision (tf_session_get_dossier (self->session), self->evidence);
  if (revision == NULL)
    return;
  tf_page_strip_set_file (TF_PAGE_STRIP (self->strip), tf_record_get (revision, "sha256"),
                          facts->n_pages);
  gtk_widget_set_visible (self->strip_box, TRUE);
  tf_page_strip_select (TF_PAGE_STRIP (self->strip), 1, 1);
  gtk_widget_child_focus (self->strip, GTK_DIR_TAB_FORWARD);
}

static void
stop (TfLinkPicker *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
choose (TfLinkPicker *self,
        TfRecord     *evidence)
{
  TfRecord *revision = tf_dossier_get_last_revision (tf_session_get_dossier (self->session),
                                                     evidence);
  g_autofree char *title = tf_record_dup_heading (evidence);
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;

  stop (self);
  g_set_object (&self->evidence, evidence);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  tf_page_strip_set_file (TF_PAGE_STRIP (self->strip), NULL, 0);
  gtk_widget_set_visible (self->strip_box, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "pages");
  update_link (self);
  gtk_widget_grab_focus (self->link);
  if (revision == NULL)
    return;

  path = tf_store_dup_object_path (tf_session_get_store (self->session),
                                   tf_record_get (revision, "sha256"));
  file = g_file_new_for_path (path);
  self->cancellable = g_cancellable_new ();
  tf_reader_describe_async (tf_session_get_reader (self->session), file,
                            tf_record_get (revision, "file-name"), self->cancellable, described_cb,
                            g_object_ref (self));
}

static void
search_changed_cb (TfLinkPicker *self)
{
  tf_link_picker_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
row_activated_cb (TfLinkPicker  *self,
                  GtkListBoxRow *row)
{
  choose (self, self->matches->pdata[gtk_list_box_row_get_index (row)]);
}

static void
search_activate_cb (TfLinkPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
key_pressed_cb (TfLinkPicker *self,
                guint         keyval)
{
  return tf_list_steps_take_key (GTK_LIST_BOX (self->list), self->search, keyval);
}

static void
confirm_cb (TfLinkPicker *self)
{
  g_autofree char *pages = tf_page_strip_dup_pages (TF_PAGE_STRIP (self->strip));

  tf_link_picker_link (self, self->evidence, pages);
}

static void
back_cb (TfLinkPicker *self)
{
  stop (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "evidence");
  gtk_widget_grab_focus (self->search);
}

static void
tf_link_picker_closed (GtkPopover *popover)
{
  stop (TF_LINK_PICKER (popover));
}

static void
tf_link_picker_dispose (GObject *object)
{
  TfLinkPicker *self = TF_LINK_PICKER (object);

  stop (self);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  g_clear_object (&self->evidence);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_link_picker_parent_class)->dispose (object);
}

static void
tf_link_picker_class_init (TfLinkPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_link_picker_dispose;
  GTK_POPOVER_CLASS (klass)->closed = tf_link_picker_closed;

  /**
   * TfLinkPicker::linked:
   * @self: the picker
   * @link: the link that was made
   *
   * Emitted when evidence was linked.
   */
  signals[LINKED] = g_signal_new ("linked", TF_TYPE_LINK_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, TF_TYPE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-link-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, TfLinkPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, TfLinkPicker, search);
  gtk_widget_class_bind_template_child (widget_class, TfLinkPicker, list);
  gtk_widget_class_bind_template_child (widget_class, TfLinkPicker, empty);
  gtk_widget_class_bind_template_child (widget_class, TfLinkPicker, title);
  gtk_widget_class_bind_template_child (widget_class, TfLinkPicker, strip_box);
  gtk_widget_class_bind_template_child (widget_class, TfLinkPicker, link);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
tf_link_picker_init (TfLinkPicker *self)
{
  self->matches = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_link_picker_new:
 * @session: a session
 *
 * Returns: (transfer floating): a picker, to be put on a widget with gtk_widget_set_parent()
 */
GtkWidget *
tf_link_picker_new (TfSession *session)
{
  TfLinkPicker *self = g_object_new (TF_TYPE_LINK_PICKER, NULL);

  self->session = g_object_ref (session);
  self->strip = tf_page_strip_new (session);
  gtk_box_append (GTK_BOX (self->strip_box), self->strip);
  g_signal_connect_object (self->strip, "selection-changed", G_CALLBACK (update_link), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "activate", G_CALLBACK (confirm_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * tf_link_picker_ask:
 * @self: a picker
 * @subject: the point to be proved
 *
 * Opens and asks which evidence proves the point.
 */
void
tf_link_picker_ask (TfLinkPicker     *self,
                    const TfLawEntry *subject)
{
  g_return_if_fail (TF_IS_LINK_PICKER (self));
  g_return_if_fail (subject != NULL);

  self->subject = subject;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  tf_link_picker_search (self, "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "evidence");
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->search);
}
