/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* The evidence of one point, with the ways to add some. A row that is opened activates the action
 * "work.preview" with the identifier of its link. */
#define TF_TYPE_LINK_LIST (tf_link_list_get_type ())
G_DECLARE_FINAL_TYPE (TfLinkList, tf_link_list, TF, LINK_LIST, GtkBox)

GtkWidget *tf_link_list_new        (TfSession         *session,
                                    const TfLawEntry  *subject);
void       tf_link_list_update     (TfLinkList        *self,
                                    TfDossier         *dossier);
guint      tf_link_list_get_n_rows (TfLinkList        *self);
GtkWidget *tf_link_list_get_row    (TfLinkList        *self,
                                    guint              index);
GtkWidget *tf_link_list_get_button (TfLinkList        *self);

G_END_DECLS
