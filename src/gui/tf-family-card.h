/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One of the eight families on the overview: its number, title and state. */
#define TF_TYPE_FAMILY_CARD (tf_family_card_get_type ())
G_DECLARE_FINAL_TYPE (TfFamilyCard, tf_family_card, TF, FAMILY_CARD, AdwBin)

GtkWidget        *tf_family_card_new       (const TfLawEntry *entry);
const TfLawEntry *tf_family_card_get_entry (TfFamilyCard     *self);
void              tf_family_card_show      (TfFamilyCard     *self,
                                            TfDossier        *dossier);

G_END_DECLS
