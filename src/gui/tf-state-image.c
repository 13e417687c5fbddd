/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-state-image.h"

static const struct
{
  const char *icon;
  const char *css_class;
} states[TF_N_STATES] = {
  [TF_STATE_MISSING]        = { "techfile-state-missing-symbolic", "state-missing" },
  [TF_STATE_DRAFT]          = { "techfile-state-draft-symbolic", "state-draft" },
  [TF_STATE_TO_CONFIRM]     = { "techfile-state-to-confirm-symbolic", "state-lapsed" },
  [TF_STATE_LAPSED]         = { "techfile-state-lapsed-symbolic", "state-lapsed" },
  [TF_STATE_READY]          = { "techfile-state-ready-symbolic", "state-ready" },
  [TF_STATE_APPROVED]       = { "techfile-state-approved-symbolic", "state-ready" },
  [TF_STATE_NOT_APPLICABLE] = { "techfile-state-not-applicable-symbolic", "state-quiet" },
  [TF_STATE_NOT_DUE]        = { "techfile-state-not-due-symbolic", "state-quiet" },
}, severities[] = {
  [TF_SEVERITY_BLOCKS] = { "techfile-severity-blocks-symbolic", "severity-blocks" },
  [TF_SEVERITY_SHOULD] = { "techfile-severity-should-symbolic", "severity-should" },
  [TF_SEVERITY_HINT]   = { "techfile-severity-hint-symbolic", "severity-hint" },
};

static void
set_image (GtkWidget  *image,
           const char *icon,
           const char *css_class,
           const char *label)
{
  const char *classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon);
  gtk_widget_set_css_classes (image, classes);
  gtk_widget_set_tooltip_text (image, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/**
 * tf_state_get_icon:
 * @state: how far a point is answered
 *
 * Returns: the name of the icon that stands for it
 */
const char *
tf_state_get_icon (TfState state)
{
  g_return_val_if_fail (state < TF_N_STATES, NULL);

  return states[state].icon;
}

/**
 * tf_state_image_new:
 * @state: how far a point is answered
 *
 * Returns: (transfer floating): an image of it, with its word as tooltip and accessible name
 */
GtkWidget *
tf_state_image_new (TfState state)
{
  GtkWidget *image = gtk_image_new ();

  tf_state_image_set (image, state);
  return image;
}

/**
 * tf_state_image_set:
 * @image: a #GtkImage
 * @state: the state to show
 *
 * Shows another state.
 */
void
tf_state_image_set (GtkWidget *image,
                    TfState    state)
{
  g_return_if_fail (GTK_IS_IMAGE (image));
  g_return_if_fail (state < TF_N_STATES);

  set_image (image, states[state].icon, states[state].css_class, tf_state_get_label (state));
}

/**
 * tf_severity_get_icon:
 * @severity: how grave a finding is
 *
 * Returns: the name of the icon that stands for it
 */
const char *
tf_severity_get_icon (TfSeverity severity)
{
  g_return_val_if_fail (severity < G_N_ELEMENTS (severities), NULL);

  return severities[severity].icon;
}

/**
 * tf_severity_image_set:
 * @image: a #GtkImage
 * @severity: the severity to show
 *
 * Shows another severity.
 */
void
tf_severity_image_set (GtkWidget  *image,
                       TfSeverity  severity)
{
  g_return_if_fail (GTK_IS_IMAGE (image));
  g_return_if_fail (severity < G_N_ELEMENTS (severities));

  set_image (image, severities[severity].icon, severities[severity].css_class,
             tf_severity_get_label (severity));
}
