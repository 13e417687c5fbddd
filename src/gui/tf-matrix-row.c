/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-matrix-row.h"

#include "tf-guide.h"
#include "tf-state-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfMatrixRow
{
  GtkListBoxRow     parent_instance;

  TfWorkbench      *workbench;   /* holds the page that holds this */
  const TfLawEntry *entry;
  TfMatrixFlags     flags;
  gboolean          filled;
  char             *sentence;

  GtkWidget        *head;
  GtkWidget        *number;
  GtkWidget        *title;
  GtkWidget        *citation;
  GtkWidget        *details;
  GtkWidget        *applies;
  GtkWidget        *state_box;
  GtkWidget        *state_image;
  GtkWidget        *state_label;
  GtkWidget        *how;
  GtkWidget        *proof_box;
  GtkWidget        *proof;
  GtkWidget        *proof_image;
  GtkWidget        *arrow;
  GtkWidget        *revealer;
  GtkWidget        *limbs;
};

G_DEFINE_FINAL_TYPE (TfMatrixRow, tf_matrix_row, GTK_TYPE_LIST_BOX_ROW)

/* What the limbs of a requirement say together. */
typedef struct
{
  guint n_limbs;
  guint n_yes;
  guint n_no;
  guint n_unanswered;
  guint n_lapsed;
  guint n_unproved;
  guint n_links;
  guint n_not_due;
} Summary;

static void
add_limb (Summary          *summary,
          TfDossier        *dossier,
          const TfLawEntry *limb)
{
  TfRecord *record = tf_dossier_find_answer (dossier, limb);
  TfState state = tf_state_of (dossier, limb);
  g_autoptr(GPtrArray) links = tf_dossier_list_links (dossier, limb->id);

  summary->n_limbs++;
  summary->n_links += links->len;
  if (state == TF_STATE_NOT_DUE)
    {
      summary->n_not_due++;
      return;
    }
  if (tf_state_is_denied (dossier, limb))
    {
      summary->n_no++;
      return;
    }

  summary->n_yes += limb->exemption == TF_LAW_EXEMPTION_NEVER ||
                    (record != NULL && strcmp (tf_record_get (record, "applicable"), "yes") == 0);
  summary->n_unanswered += state == TF_STATE_MISSING;
  summary->n_lapsed += state == TF_STATE_LAPSED || state == TF_STATE_TO_CONFIRM;
  summary->n_unproved += links->len == 0;
}

static Summary
summarise (TfDossier        *dossier,
           const TfLawEntry *requirement)
{
  Summary summary = { 0 };

  for (guint i = 0; i < requirement->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (requirement->children, i);

      if (child->kind == TF_LAW_LIMB)
        add_limb (&summary, dossier, child);
    }

  return summary;
}

static const char *
get_applies_label (const TfLawEntry *requirement,
                   const Summary    *summary)
{
  if (summary->n_not_due == summary->n_limbs)
    return _("not due");
  if (requirement->exemption == TF_LAW_EXEMPTION_NEVER)
    /* Translators: a requirement applies to every product */
    return _("always");
  if (summary->n_no + summary->n_not_due == summary->n_limbs)
    /* Translators: a requirement does not apply */
    return _("no");
  if (summary->n_no > 0)
    /* Translators: a requirement applies in part */
    return _("in part");
  if (summary->n_yes > 0)
    /* Translators: a requirement applies */
    return _("yes");

  return _("not answered");
}

static char *
dup_first_words (TfRecord *record)
{
  const char *xml = record != NULL ? tf_record_get (record, "text") : "";
  g_autoptr(TfText) text = *xml != '\0' ? tf_text_new_from_xml (xml, NULL) : NULL;
  g_autofree char *plain = text != NULL ? tf_text_dup_plain (text) : g_strdup ("");

  g_strstrip (plain);
  return g_strndup (plain, strcspn (plain, "\n"));
}

/* By what one limb is met: its measures where there are any, or else what its text begins with. */
static char *
dup_how_of_limb (TfDossier        *dossier,
                 const TfLawEntry *limb)
{
  TfRecord *record = tf_dossier_find_answer (dossier, limb);
  g_autoptr(GPtrArray) measures = tf_dossier_list_measures (dossier, limb->id);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  if (tf_state_is_denied (dossier, limb))
    return g_strdup (record != NULL ? tf_record_get (record, "reason") : "");

  for (guint i = 0; i < measures->len; i++)
    if (strcmp (tf_record_get (measures->pdata[i], "status"), "not-used") != 0)
      g_ptr_array_add (words, (gpointer) tf_record_get (measures->pdata[i], "text"));
  if (words->len == 0)
    return dup_first_words (record);

  g_ptr_array_add (words, NULL);
  return g_strjoinv ("; ", (char **) words->pdata);
}

static char *
dup_how (TfDossier        *dossier,
         const TfLawEntry *requirement)
{
  g_autoptr(GString) how = g_string_new ("");

  for (guint i = 0; i < requirement->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (requirement->children, i);
      g_autofree char *words = child->kind == TF_LAW_LIMB
                                 ? dup_how_of_limb (dossier, child) : g_strdup ("");

      if (*words == '\0')
        continue;
      if (how->len > 0)
        g_string_append (how, "; ");
      g_string_append (how, words);
    }

  return g_string_free (g_steal_pointer (&how), FALSE);
}

static TfMatrixFlags
get_flags (const Summary *summary)
{
  TfMatrixFlags flags = 0;

  if (summary->n_unanswered > 0)
    flags |= TF_MATRIX_UNANSWERED;
  if (summary->n_unproved > 0)
    flags |= TF_MATRIX_NO_PROOF;
  if (summary->n_no > 0)
    flags |= TF_MATRIX_NOT_APPLICABLE;
  if (summary->n_lapsed > 0)
    flags |= TF_MATRIX_LAPSED;

  return flags;
}

static void
fill (TfMatrixRow *self)
{
  if (self->filled)
    return;

  self->filled = TRUE;
  gtk_box_append (GTK_BOX (self->limbs), tf_guide_new (self->entry));
  for (guint i = 0; i < self->entry->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (self->entry->children, i);

      if (child->kind == TF_LAW_LIMB)
        tf_workbench_add_section (self->workbench, GTK_BOX (self->limbs), child);
    }
}

/* A click beside the fields of an open row does not close it. */
static void
claim_cb (GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
tf_matrix_row_finalize (GObject *object)
{
  g_free (TF_MATRIX_ROW (object)->sentence);

  G_OBJECT_CLASS (tf_matrix_row_parent_class)->finalize (object);
}

static void
tf_matrix_row_class_init (TfMatrixRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = tf_matrix_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-matrix-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, head);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, number);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, title);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, citation);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, details);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, applies);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, state_image);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, how);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, proof_box);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, proof);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, proof_image);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, TfMatrixRow, limbs);
  gtk_widget_class_bind_template_callback (widget_class, claim_cb);
}

static void
tf_matrix_row_init (TfMatrixRow *self)
{
  self->sentence = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_matrix_row_new:
 * @workbench: where its limbs are written
 * @requirement: an essential requirement
 * @columns: column widths that all rows share
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
tf_matrix_row_new (TfWorkbench           *workbench,
                   const TfLawEntry      *requirement,
                   const TfMatrixColumns *columns)
{
  TfMatrixRow *self;

  g_return_val_if_fail (TF_IS_WORKBENCH (workbench), NULL);
  g_return_val_if_fail (requirement != NULL && columns != NULL, NULL);

  self = g_object_new (TF_TYPE_MATRIX_ROW, NULL);
  self->workbench = workbench;
  self->entry = requirement;
  gtk_label_set_label (GTK_LABEL (self->number), requirement->number);
  gtk_label_set_label (GTK_LABEL (self->title), requirement->title);
  gtk_label_set_label (GTK_LABEL (self->citation), requirement->citation);
  gtk_size_group_add_widget (columns->number, self->number);
  gtk_size_group_add_widget (columns->applies, self->applies);
  gtk_size_group_add_widget (columns->state, self->state_box);
  gtk_size_group_add_widget (columns->how, self->how);
  gtk_size_group_add_widget (columns->proof, self->proof_box);
  tf_severity_image_set (self->proof_image, TF_SEVERITY_SHOULD);
  gtk_widget_set_tooltip_text (self->proof_image, _("More proof is needed"));
  return GTK_WIDGET (self);
}

/**
 * tf_matrix_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): its requirement
 */
const TfLawEntry *
tf_matrix_row_get_entry (TfMatrixRow *self)
{
  g_return_val_if_fail (TF_IS_MATRIX_ROW (self), NULL);

  return self->entry;
}

/**
 * tf_matrix_row_get_flags:
 * @self: a row
 *
 * Returns: what the requirement lacks
 */
TfMatrixFlags
tf_matrix_row_get_flags (TfMatrixRow *self)
{
  g_return_val_if_fail (TF_IS_MATRIX_ROW (self), 0);

  return self->flags;
}

/**
 * tf_matrix_row_get_open:
 * @self: a row
 *
 * Returns: whether its limbs are shown
 */
gboolean
tf_matrix_row_get_open (TfMatrixRow *self)
{
  g_return_val_if_fail (TF_IS_MATRIX_ROW (self), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

/**
 * tf_matrix_row_set_open:
 * @self: a row
 * @open: whether its limbs are shown
 *
 * Opens or closes the row. The limbs are made when they are first needed.
 */
void
tf_matrix_row_set_open (TfMatrixRow *self,
                        gboolean     open)
{
  g_return_if_fail (TF_IS_MATRIX_ROW (self));

  if (open)
    fill (self);
  gtk_widget_set_visible (self->revealer, open);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), open);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

/* The row as a whole sentence, which is what a screen reader says. */
static void
update_sentence (TfMatrixRow   *self,
                 const Summary *summary,
                 TfState        state)
{
  g_autofree char *proof = NULL;

  proof = summary->n_links == 0
            ? g_strdup (_("no proof"))
            : g_strdup_printf (ngettext ("%u proof", "%u proofs", summary->n_links),
                               summary->n_links);
  g_free (self->sentence);
  /* Translators: number and title of a requirement, whether it applies, its state, its proofs */
  self->sentence = g_strdup_printf (_("%s, %s, applies: %s, %s, %s"), self->entry->number,
                                    self->entry->title,
                                    get_applies_label (self->entry, summary),
                                    tf_state_get_label (state), proof);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->sentence, -1);
}

/**
 * tf_matrix_row_update:
 * @self: a row
 * @dossier: the technical file
 *
 * Shows how far the requirement is answered.
 */
void
tf_matrix_row_update (TfMatrixRow *self,
                      TfDossier   *dossier)
{
  Summary summary;
  TfState state;
  g_autofree char *proof = NULL;
  g_autofree char *how = NULL;

  g_return_if_fail (TF_IS_MATRIX_ROW (self));
  g_return_if_fail (dossier != NULL);

  how = dup_how (dossier, self->entry);
  summary = summarise (dossier, self->entry);
  state = tf_state_of (dossier, self->entry);
  self->flags = get_flags (&summary);

  gtk_label_set_label (GTK_LABEL (self->applies), get_applies_label (self->entry, &summary));
  tf_state_image_set (self->state_image, state);
  gtk_label_set_label (GTK_LABEL (self->state_label), tf_state_get_label (state));
  gtk_label_set_label (GTK_LABEL (self->how), how);
  gtk_widget_set_tooltip_text (self->how, how);
  proof = g_strdup_printf ("%u", summary.n_links);
  gtk_label_set_label (GTK_LABEL (self->proof), proof);
  gtk_widget_set_visible (self->proof_image, (self->flags & TF_MATRIX_NO_PROOF) != 0);
  update_sentence (self, &summary, state);
}

/**
 * tf_matrix_row_get_sentence:
 * @self: a row
 *
 * Returns: (transfer none): the row as a sentence
 */
const char *
tf_matrix_row_get_sentence (TfMatrixRow *self)
{
  g_return_val_if_fail (TF_IS_MATRIX_ROW (self), "");

  return self->sentence;
}

/**
 * tf_matrix_row_set_narrow:
 * @self: a row
 * @narrow: whether there is little room
 *
 * Puts what is known about the requirement below its title instead of beside it. By what it is
 * met is left to the open row then.
 */
void
tf_matrix_row_set_narrow (TfMatrixRow *self,
                          gboolean     narrow)
{
  g_return_if_fail (TF_IS_MATRIX_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->how, !narrow);
  /* Beside the title columns keep their width, so that they stand below their heads. */
  gtk_label_set_ellipsize (GTK_LABEL (self->state_label),
                           narrow ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}
