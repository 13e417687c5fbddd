/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-autosave.h"
#include "tf-part-section.h"
#include "tf-state.h"

G_BEGIN_DECLS

struct _TfPartSection
{
  GtkBox            parent_instance;

  TfSession        *session;
  TfRecord         *release;
  const TfLawEntry *entry;
  TfAutosave       *autosave;
  char             *stored;         /* text as it was last read or written */
  char             *words;          /* to become a link once evidence is chosen */
  gboolean          setting;
  gboolean          mark_in_text;

  GtkWidget        *title;
  GtkWidget        *citation;
  GtkWidget        *summary;
  GtkWidget        *state_button;
  GtkWidget        *state_image;
  GtkWidget        *state_label;
  GtkWidget        *reason;
  GtkWidget        *condition;
  GtkWidget        *condition_label;
  GtkWidget        *answer;
  GtkWidget        *applies;
  GtkWidget        *applies_yes;
  GtkWidget        *applies_no;
  GtkWidget        *deviation;
  GtkWidget        *content;
  GtkWidget        *text_heading;
  GtkWidget        *frame;
  GtkWidget        *footer;

  GtkWidget        *exemption;      /* reason why it does not apply */
  GtkWidget        *editor;
  GtkWidget        *measures;       /* limbs only, or NULL */
  GtkWidget        *links;
  GtkWidget        *intake;
  GtkWidget        *work;
  GtkWidget        *picker;         /* made when it is needed */
  GtkWidget        *approval;       /* made when it is needed */
};

void tf_part_section_install_actions (GtkWidgetClass *klass);
void tf_part_section_update_actions  (TfPartSection  *self,
                                      TfState         state);

void tf_part_section_ask_evidence    (TfPartSection  *self,
                                      const char     *words);

G_END_DECLS
