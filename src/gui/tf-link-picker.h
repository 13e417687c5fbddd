/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Asks which evidence proves a point, then which pages: type, Enter, click, Shift+click, Enter.
 * Signal "linked" (TfRecord *link). */
#define TF_TYPE_LINK_PICKER (tf_link_picker_get_type ())
G_DECLARE_FINAL_TYPE (TfLinkPicker, tf_link_picker, TF, LINK_PICKER, GtkPopover)

GtkWidget *tf_link_picker_new        (TfSession         *session);
void       tf_link_picker_ask        (TfLinkPicker      *self,
                                      const TfLawEntry  *subject);
void       tf_link_picker_search     (TfLinkPicker      *self,
                                      const char        *text);
TfRecord  *tf_link_picker_get_match  (TfLinkPicker      *self,
                                      guint              index);
gboolean   tf_link_picker_link       (TfLinkPicker      *self,
                                      TfRecord          *evidence,
                                      const char        *pages);

/* Whether evidence is meant by what a person types: "tr014" finds "TR-014". */
gboolean   tf_evidence_matches       (TfRecord          *evidence,
                                      TfRecord          *revision,
                                      const char        *text);

G_END_DECLS
