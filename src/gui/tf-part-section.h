/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-intake.h"
#include "tf-link-list.h"
#include "tf-session.h"
#include "tf-text-editor.h"

G_BEGIN_DECLS

/* One thing that a person answers: an element of the documentation or a limb of a requirement,
 * with its text, state and evidence. Everything saves itself. Signal "entered": the focus came in.
 *
 * The page around it answers the actions "work.preview" with the identifier of a link, and
 * "work.open-uri" with where a link in the text leads. */
#define TF_TYPE_PART_SECTION (tf_part_section_get_type ())
G_DECLARE_FINAL_TYPE (TfPartSection, tf_part_section, TF, PART_SECTION, GtkBox)

GtkWidget        *tf_part_section_new            (TfSession         *session,
                                                  const TfLawEntry  *entry,
                                                  TfTextEditorHost  *pictures);
const TfLawEntry *tf_part_section_get_entry      (TfPartSection     *self);
TfTextEditor     *tf_part_section_get_editor     (TfPartSection     *self);
TfLinkList       *tf_part_section_get_links      (TfPartSection     *self);
TfIntake         *tf_part_section_get_intake     (TfPartSection     *self);
void              tf_part_section_update         (TfPartSection     *self,
                                                  TfDossier         *dossier);
gboolean          tf_part_section_flush          (TfPartSection     *self);
gboolean          tf_part_section_set            (TfPartSection     *self,
                                                  const char        *field,
                                                  const char        *value);
gboolean          tf_part_section_mark_ready     (TfPartSection     *self);
void              tf_part_section_focus          (TfPartSection     *self);

G_END_DECLS
