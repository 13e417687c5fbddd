/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-part-section-private.h"

#include "tf-guide.h"
#include "tf-measure-list.h"
#include "tf-plain-field.h"
#include "tf-state-image.h"
#include "tf-work-fields.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (TfPartSection, tf_part_section, GTK_TYPE_BOX)

enum {
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
save_text_cb (gpointer user_data)
{
  TfPartSection *self = user_data;
  TfText *text = tf_text_editor_get_text (TF_TEXT_EDITOR (self->editor));
  g_autofree char *xml = tf_text_is_empty (text) ? g_strdup ("") : tf_text_dup_xml (text);

  if (strcmp (xml, self->stored) == 0)
    return TRUE;
  if (!tf_part_section_set (self, "text", xml))
    return FALSE;

  g_free (self->stored);
  self->stored = g_steal_pointer (&xml);
  return TRUE;
}

static void
text_changed_cb (TfPartSection *self)
{
  if (!self->setting)
    tf_autosave_touch (self->autosave);
}

static void
notice_cb (TfPartSection *self,
           const char    *message)
{
  tf_session_tell (self->session, message);
}

static void
activate_link_cb (TfPartSection *self,
                  const char    *uri)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "work.open-uri", "s", uri);
}

static void
entered_cb (TfPartSection *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

/* The card below the last line belongs to the text, too. */
static void
frame_pressed_cb (TfPartSection *self)
{
  gtk_widget_child_focus (self->editor, GTK_DIR_TAB_FORWARD);
}

static gboolean
exemption_cb (TfPartSection *self,
              const char    *reason)
{
  return tf_part_section_set (self, "reason", reason);
}

static void
work_set_cb (TfPartSection *self,
             const char    *field,
             const char    *value)
{
  tf_part_section_set (self, field, value);
}

static gboolean
is_active (GtkWidget *button)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

static void
show_applies (TfPartSection *self)
{
  gtk_widget_set_visible (self->exemption, is_active (self->applies_no));
  gtk_widget_set_visible (self->content, !is_active (self->applies_no));
}

/* Neither pressed is "not answered", which is not "no". */
static void
applies_cb (TfPartSection *self,
            GtkWidget     *button)
{
  GtkWidget *other = button == self->applies_yes ? self->applies_no : self->applies_yes;
  const char *value;

  if (self->setting)
    return;

  if (is_active (button))
    {
      self->setting = TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
      self->setting = FALSE;
    }
  value = is_active (self->applies_yes) ? "yes" : is_active (self->applies_no) ? "no" : "";
  show_applies (self);
  tf_part_section_set (self, "applicable", value);
}

static void
answer_cb (TfPartSection *self)
{
  const TfLawCondition *condition = self->entry->condition;
  g_autofree char *place = g_strdup_printf ("overview/%s.%s", condition->kind, condition->field);

  tf_session_navigate (self->session, place);
}

static void
tf_part_section_dispose (GObject *object)
{
  TfPartSection *self = TF_PART_SECTION (object);

  g_clear_pointer (&self->autosave, tf_autosave_free);
  g_clear_pointer (&self->picker, gtk_widget_unparent);
  g_clear_pointer (&self->approval, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PART_SECTION);
  g_clear_object (&self->release);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_part_section_parent_class)->dispose (object);
}

static void
tf_part_section_finalize (GObject *object)
{
  TfPartSection *self = TF_PART_SECTION (object);

  g_free (self->stored);
  g_free (self->words);

  G_OBJECT_CLASS (tf_part_section_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, TfPartSection, title);
  gtk_widget_class_bind_template_child (klass, TfPartSection, citation);
  gtk_widget_class_bind_template_child (klass, TfPartSection, summary);
  gtk_widget_class_bind_template_child (klass, TfPartSection, state_button);
  gtk_widget_class_bind_template_child (klass, TfPartSection, state_image);
  gtk_widget_class_bind_template_child (klass, TfPartSection, state_label);
  gtk_widget_class_bind_template_child (klass, TfPartSection, reason);
  gtk_widget_class_bind_template_child (klass, TfPartSection, condition);
  gtk_widget_class_bind_template_child (klass, TfPartSection, condition_label);
  gtk_widget_class_bind_template_child (klass, TfPartSection, answer);
  gtk_widget_class_bind_template_child (klass, TfPartSection, applies);
  gtk_widget_class_bind_template_child (klass, TfPartSection, applies_yes);
  gtk_widget_class_bind_template_child (klass, TfPartSection, applies_no);
  gtk_widget_class_bind_template_child (klass, TfPartSection, deviation);
  gtk_widget_class_bind_template_child (klass, TfPartSection, content);
  gtk_widget_class_bind_template_child (klass, TfPartSection, text_heading);
  gtk_widget_class_bind_template_child (klass, TfPartSection, frame);
  gtk_widget_class_bind_template_child (klass, TfPartSection, footer);
  gtk_widget_class_bind_template_callback (klass, entered_cb);
  gtk_widget_class_bind_template_callback (klass, frame_pressed_cb);
  gtk_widget_class_bind_template_callback (klass, applies_cb);
  gtk_widget_class_bind_template_callback (klass, answer_cb);
}

static void
tf_part_section_class_init (TfPartSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_part_section_dispose;
  object_class->finalize = tf_part_section_finalize;

  /**
   * TfPartSection::entered:
   * @self: the section
   *
   * Emitted when the keyboard focus comes into the section.
   */
  signals[ENTERED] = g_signal_new ("entered", TF_TYPE_PART_SECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  tf_part_section_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-part-section.ui");
  bind_children (widget_class);
}

static void
tf_part_section_init (TfPartSection *self)
{
  self->stored = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A person may claim that a point does not apply where the law lets them, or where nothing but
 * their own judgement tells whether its condition holds. */
static gboolean
may_be_exempt (const TfLawEntry *entry)
{
  return entry->exemption == TF_LAW_EXEMPTION_REASON ||
         (entry->exemption == TF_LAW_EXEMPTION_CONDITION && entry->condition != NULL &&
          *entry->condition->kind == '\0');
}

static void
fill_head (TfPartSection *self)
{
  const TfLawEntry *entry = self->entry;

  gtk_label_set_label (GTK_LABEL (self->title), entry->title);
  gtk_label_set_label (GTK_LABEL (self->citation), entry->citation);
  gtk_label_set_label (GTK_LABEL (self->summary), entry->summary);
  gtk_widget_set_visible (self->summary, *entry->summary != '\0');
  gtk_label_set_label (GTK_LABEL (self->deviation), entry->deviation_text);
  gtk_widget_set_visible (self->deviation, entry->deviation && *entry->deviation_text != '\0');
  gtk_widget_set_visible (self->applies, may_be_exempt (entry));
  gtk_widget_set_visible (self->text_heading, entry->kind == TF_LAW_LIMB);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  entry->title, -1);
}

static void
add_editor (TfPartSection    *self,
            TfTextEditorHost *pictures)
{
  self->editor = tf_text_editor_new ();
  tf_text_editor_set_label (TF_TEXT_EDITOR (self->editor), self->entry->title);
  tf_text_editor_set_host (TF_TEXT_EDITOR (self->editor), pictures);
  tf_text_editor_set_editable (TF_TEXT_EDITOR (self->editor),
                               tf_session_is_writable (self->session));
  gtk_box_append (GTK_BOX (self->frame), self->editor);
  self->autosave = tf_autosave_new (self->editor, save_text_cb, self);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "insert-evidence-link",
                           G_CALLBACK (tf_part_section_ask_evidence), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "activate-link", G_CALLBACK (activate_link_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  return label;
}

static void
add_children (TfPartSection *self)
{
  self->exemption = tf_plain_field_new (_("Reason why it does not apply"));
  gtk_widget_set_visible (self->exemption, FALSE);
  tf_plain_field_set_editable (TF_PLAIN_FIELD (self->exemption),
                               tf_session_is_writable (self->session));
  gtk_box_insert_child_after (GTK_BOX (self), self->exemption, self->applies);
  g_signal_connect_object (self->exemption, "save", G_CALLBACK (exemption_cb), self,
                           G_CONNECT_SWAPPED);

  if (self->entry->kind == TF_LAW_LIMB)
    {
      self->measures = tf_measure_list_new (self->session, self->entry);
      gtk_box_append (GTK_BOX (self->content), new_heading (_("Measures")));
      gtk_box_append (GTK_BOX (self->content), self->measures);
    }

  self->links = tf_link_list_new (self->session, self->entry);
  gtk_box_append (GTK_BOX (self->content), new_heading (_("Evidence")));
  gtk_box_append (GTK_BOX (self->content), self->links);
  self->intake = tf_intake_new (self->session);
  gtk_box_append (GTK_BOX (self->content), self->intake);
  if (tf_session_is_writable (self->session))
    tf_intake_accept_drops (TF_INTAKE (self->intake), GTK_WIDGET (self), self->entry->id);

  self->work = tf_work_fields_new (self->session);
  gtk_box_append (GTK_BOX (self->footer), self->work);
  g_signal_connect_object (self->work, "set", G_CALLBACK (work_set_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), tf_guide_new (self->entry));
}

/**
 * tf_part_section_new:
 * @session: a session that shows a release
 * @entry: an element or a limb
 * @pictures: keeps the pictures of the text
 *
 * Returns: (transfer floating): a section that tf_part_section_update() fills
 */
GtkWidget *
tf_part_section_new (TfSession        *session,
                     const TfLawEntry *entry,
                     TfTextEditorHost *pictures)
{
  TfPartSection *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (TF_TYPE_PART_SECTION, NULL);
  self->session = g_object_ref (session);
  self->release = g_object_ref (tf_session_get_release (session));
  self->entry = entry;
  fill_head (self);
  add_editor (self, pictures);
  add_children (self);
  gtk_widget_set_sensitive (self->applies, tf_session_is_writable (session));
  return GTK_WIDGET (self);
}

/**
 * tf_part_section_get_entry:
 * @self: a section
 *
 * Returns: (transfer none): the element or limb that is answered
 */
const TfLawEntry *
tf_part_section_get_entry (TfPartSection *self)
{
  g_return_val_if_fail (TF_IS_PART_SECTION (self), NULL);

  return self->entry;
}

/**
 * tf_part_section_get_editor:
 * @self: a section
 *
 * Returns: (transfer none): the editor of its text
 */
TfTextEditor *
tf_part_section_get_editor (TfPartSection *self)
{
  g_return_val_if_fail (TF_IS_PART_SECTION (self), NULL);

  return TF_TEXT_EDITOR (self->editor);
}

/**
 * tf_part_section_get_links:
 * @self: a section
 *
 * Returns: (transfer none): the list of its evidence
 */
TfLinkList *
tf_part_section_get_links (TfPartSection *self)
{
  g_return_val_if_fail (TF_IS_PART_SECTION (self), NULL);

  return TF_LINK_LIST (self->links);
}

/**
 * tf_part_section_get_intake:
 * @self: a section
 *
 * Returns: (transfer none): the way in for files that prove the point
 */
TfIntake *
tf_part_section_get_intake (TfPartSection *self)
{
  g_return_val_if_fail (TF_IS_PART_SECTION (self), NULL);

  return TF_INTAKE (self->intake);
}

/* What is typed just now, and what was read from here, is never written back. */
static void
update_text (TfPartSection *self,
             const char    *xml)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = NULL;

  if (strcmp (xml, self->stored) == 0 || tf_autosave_is_dirty (self->autosave))
    return;

  text = *xml != '\0' ? tf_text_new_from_xml (xml, &error) : tf_text_new_empty ();
  if (text == NULL)
    {
      tf_session_report (self->session, error);
      return;
    }

  g_free (self->stored);
  self->stored = g_strdup (xml);
  self->setting = TRUE;
  tf_text_editor_set_text (TF_TEXT_EDITOR (self->editor), text);
  self->setting = FALSE;
}

static void
update_state (TfPartSection *self,
              TfDossier     *dossier)
{
  TfState state = tf_state_of (dossier, self->entry);
  g_autofree char *reason = tf_state_dup_reason (dossier, self->entry);
  g_autofree char *name = NULL;

  tf_state_image_set (self->state_image, state);
  gtk_label_set_label (GTK_LABEL (self->state_label), tf_state_get_label (state));
  gtk_label_set_label (GTK_LABEL (self->reason), reason);
  gtk_widget_set_visible (self->reason, *reason != '\0' && state != TF_STATE_NOT_APPLICABLE);
  /* Translators: title and state of a point of the law */
  name = g_strdup_printf (_("State of “%s”: %s"), self->entry->title, tf_state_get_label (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  tf_part_section_update_actions (self, state);
}

static void
update_condition (TfPartSection *self,
                  TfDossier     *dossier)
{
  const TfLawCondition *condition = self->entry->condition;
  TfAnswer answer;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->condition, condition != NULL);
  if (condition == NULL)
    return;

  answer = tf_condition_answer (dossier, condition);
  /* Translators: a clause such as “the product contains hardware” */
  text = g_strdup_printf (answer == TF_ANSWER_YES                ? _("Due because %s.")
                          : answer == TF_ANSWER_UNKNOWN
                            ? _("Due only where %s. That is not answered yet.")
                          : self->entry->exemption == TF_LAW_EXEMPTION_REASON
                            ? _("Applies only where %s. Give the reason why that is not so.")
                            : _("Not due, as it is only where %s."),
                          condition->text);
  if (*condition->kind == '\0')
    {
      g_free (text);
      /* Translators: a clause such as “drawings are applicable to the product” */
      text = g_strdup_printf (_("Due only where %s."), condition->text);
    }
  gtk_label_set_label (GTK_LABEL (self->condition_label), text);
  gtk_widget_set_visible (self->answer, *condition->kind != '\0');
}

static void
update_applies (TfPartSection *self,
                TfDossier     *dossier,
                TfRecord      *record)
{
  const char *applicable = record != NULL ? tf_record_get (record, "applicable") : "";
  gboolean no = may_be_exempt (self->entry) && tf_state_is_denied (dossier, self->entry);

  self->setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->applies_yes),
                                !no && strcmp (applicable, "yes") == 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->applies_no), no);
  self->setting = FALSE;

  tf_plain_field_set_text (TF_PLAIN_FIELD (self->exemption),
                           record != NULL ? tf_record_get (record, "reason") : "");
  show_applies (self);
}

/**
 * tf_part_section_update:
 * @self: a section
 * @dossier: the technical file
 *
 * Shows the point as it stands in the file.
 */
void
tf_part_section_update (TfPartSection *self,
                        TfDossier     *dossier)
{
  TfRecord *record;

  g_return_if_fail (TF_IS_PART_SECTION (self));
  g_return_if_fail (dossier != NULL);

  record = tf_dossier_find_answer (dossier, self->entry);
  update_state (self, dossier);
  update_condition (self, dossier);
  update_applies (self, dossier, record);
  update_text (self, record != NULL ? tf_record_get (record, "text") : "");
  tf_link_list_update (TF_LINK_LIST (self->links), dossier);
  if (self->measures != NULL)
    tf_measure_list_update (TF_MEASURE_LIST (self->measures), dossier);
  tf_work_fields_update (TF_WORK_FIELDS (self->work), record);
}

/**
 * tf_part_section_flush:
 * @self: a section
 *
 * Saves now what is unsaved.
 *
 * Returns: whether everything is saved
 */
gboolean
tf_part_section_flush (TfPartSection *self)
{
  g_return_val_if_fail (TF_IS_PART_SECTION (self), FALSE);

  return tf_plain_field_flush (TF_PLAIN_FIELD (self->exemption)) &&
         tf_autosave_flush (self->autosave);
}

/**
 * tf_part_section_set:
 * @self: a section
 * @field: a field of the record
 * @value: its new value
 *
 * Writes a value, one step that can be undone, and reports a failure to the person.
 *
 * Returns: whether it could be written
 */
gboolean
tf_part_section_set (TfPartSection *self,
                     const char    *field,
                     const char    *value)
{
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (TF_IS_PART_SECTION (self), FALSE);
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  tf_work_set (tf_session_get_workspace (self->session), self->release, self->entry, field, value,
               &error);
  tf_session_report (self->session, error);
  return error == NULL;
}

static gboolean
has_content (TfPartSection *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  TfText *text = tf_text_editor_get_text (TF_TEXT_EDITOR (self->editor));
  g_autoptr(GPtrArray) measures = NULL;

  if (dossier != NULL)
    measures = tf_dossier_list_measures (dossier, self->entry->id);
  return tf_text_has_content (text) || (measures != NULL && measures->len > 0) ||
         tf_link_list_get_n_rows (TF_LINK_LIST (self->links)) > 0;
}

/**
 * tf_part_section_mark_ready:
 * @self: a section
 *
 * Marks the point ready, or says what is missing for that.
 *
 * Returns: whether it is ready now
 */
gboolean
tf_part_section_mark_ready (TfPartSection *self)
{
  g_return_val_if_fail (TF_IS_PART_SECTION (self), FALSE);

  if (!tf_part_section_flush (self))
    return FALSE;
  if (is_active (self->applies_no))
    {
      g_autofree char *reason = tf_plain_field_dup_text (TF_PLAIN_FIELD (self->exemption));

      if (*reason == '\0')
        {
          tf_session_tell (self->session, _("Give the reason why it does not apply first"));
          return FALSE;
        }
    }
  else if (!has_content (self))
    {
      tf_session_tell (self->session,
                       _("Nothing is there yet: write a text or add evidence first"));
      return FALSE;
    }

  return tf_part_section_set (self, "state", "ready");
}

/**
 * tf_part_section_focus:
 * @self: a section
 *
 * Puts the caret into the text, or the focus on what comes first.
 */
void
tf_part_section_focus (TfPartSection *self)
{
  g_return_if_fail (TF_IS_PART_SECTION (self));

  if (gtk_widget_get_visible (self->content))
    gtk_widget_child_focus (self->editor, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
