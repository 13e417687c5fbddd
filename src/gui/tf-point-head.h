/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* The head of a page about an entry of the catalogue: number, title, citation, state, guidance. */
#define TF_TYPE_POINT_HEAD (tf_point_head_get_type ())
G_DECLARE_FINAL_TYPE (TfPointHead, tf_point_head, TF, POINT_HEAD, GtkBox)

GtkWidget *tf_point_head_new    (void);
void       tf_point_head_show   (TfPointHead       *self,
                                 const TfLawEntry  *entry);
void       tf_point_head_update (TfPointHead       *self,
                                 TfDossier         *dossier);

G_END_DECLS
