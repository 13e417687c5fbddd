/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* One link from a point of the law to evidence: what it is, whether it still holds, and what can
 * be done about it. */
#define TF_TYPE_LINK_ROW (tf_link_row_get_type ())
G_DECLARE_FINAL_TYPE (TfLinkRow, tf_link_row, TF, LINK_ROW, GtkListBoxRow)

GtkWidget  *tf_link_row_new       (TfSession    *session);
void        tf_link_row_show      (TfLinkRow    *self,
                                   TfDossier    *dossier,
                                   TfRecord     *link);
const char *tf_link_row_get_id    (TfLinkRow    *self);
gboolean    tf_link_row_set_pages (TfLinkRow    *self,
                                   const char   *pages);

G_END_DECLS
