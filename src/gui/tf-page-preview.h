/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TF_TYPE_PAGE_PREVIEW (tf_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (TfPagePreview, tf_page_preview, TF, PAGE_PREVIEW, GtkBox)

void  tf_page_preview_show_release (TfPagePreview *self,
                                    TfWorkspace   *workspace,
                                    TfRecord      *release);
guint tf_page_preview_get_n_pages  (TfPagePreview *self);

G_END_DECLS
