/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-export-job.h"
#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Hands the technical file out: what, whether the rules let it, with which key, and where to. */
#define TF_TYPE_EXPORT_PAGE (tf_export_page_get_type ())
G_DECLARE_FINAL_TYPE (TfExportPage, tf_export_page, TF, EXPORT_PAGE, AdwBin)

GtkWidget  *tf_export_page_new         (TfSession     *session);

/* What the controls of the page do */
void        tf_export_page_set_freeze  (TfExportPage  *self,
                                        TfPurpose      purpose);
void        tf_export_page_set_issuer  (TfExportPage  *self,
                                        const char    *person);
void        tf_export_page_set_key     (TfExportPage  *self,
                                        GFile         *file);
void        tf_export_page_write       (TfExportPage  *self,
                                        GFile         *target);
gboolean    tf_export_page_is_busy     (TfExportPage  *self);
const char *tf_export_page_get_problem (TfExportPage  *self);
const char *tf_export_page_get_written (TfExportPage  *self);

G_END_DECLS
