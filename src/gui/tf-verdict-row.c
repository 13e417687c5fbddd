/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-verdict-row.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *label;
  const char *icon;
  const char *style;
} looks[] = {
  [TF_VERDICT_UNDETERMINED] = { N_("Not Known"), "dialog-question-symbolic", "severity-should" },
  [TF_VERDICT_VALID] = { N_("In Order"), "techfile-state-approved-symbolic", "state-ready" },
  [TF_VERDICT_INVALID] = { N_("Not in Order"), "techfile-severity-blocks-symbolic",
                           "severity-blocks" },
};

/**
 * tf_verdict_get_label:
 * @verdict: an answer
 *
 * Returns: the answer in a word, translated
 */
const char *
tf_verdict_get_label (TfVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (looks), "");

  return _(looks[verdict].label);
}

/**
 * tf_verdict_image_set:
 * @image: an image
 * @verdict: the answer that it shows
 *
 * Shows an answer by its shape, and then by a colour.
 */
void
tf_verdict_image_set (GtkImage  *image,
                      TfVerdict  verdict)
{
  g_return_if_fail (GTK_IS_IMAGE (image));
  g_return_if_fail (verdict < G_N_ELEMENTS (looks));

  gtk_image_set_from_icon_name (image, looks[verdict].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (image), (const char *[]) { looks[verdict].style, NULL });
}

/**
 * tf_verdict_row_new:
 * @question: what is answered
 * @answer: the answer
 *
 * Returns: (transfer floating): a row for a list
 */
GtkWidget *
tf_verdict_row_new (const char              *question,
                    const TfSignatureAnswer *answer)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new ();
  GtkWidget *word = gtk_label_new (NULL);
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (question != NULL && answer != NULL, NULL);

  tf_verdict_image_set (GTK_IMAGE (image), answer->verdict);
  gtk_label_set_text (GTK_LABEL (word), tf_verdict_get_label (answer->verdict));
  gtk_widget_add_css_class (word, "caption");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), question);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), answer->sentence);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  gtk_widget_set_focusable (row, TRUE);

  /* Translators: a question about a signature, the answer in a word, the answer as a sentence */
  sentence = g_strdup_printf (_("%s: %s. %s"), question, tf_verdict_get_label (answer->verdict),
                              answer->sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return row;
}
