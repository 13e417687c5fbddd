/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The page of every kind that has none of its own. Places "records", "records/<kind>",
 * "records/<kind>/<record id>" and "records/<kind>/<record id>/<field>". */
#define TF_TYPE_RECORDS_PAGE (tf_records_page_get_type ())
G_DECLARE_FINAL_TYPE (TfRecordsPage, tf_records_page, TF, RECORDS_PAGE, AdwBin)

GtkWidget *tf_records_page_new      (TfSession     *session);
gboolean   tf_records_page_is_place (const TfKind  *kind);

G_END_DECLS
