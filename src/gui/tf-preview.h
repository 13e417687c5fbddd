/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Shows what a file of evidence looks like, or says in words why it cannot be shown. */
#define TF_TYPE_PREVIEW (tf_preview_get_type ())
G_DECLARE_FINAL_TYPE (TfPreview, tf_preview, TF, PREVIEW, GtkBox)

GtkWidget  *tf_preview_new         (TfSession  *session);

/* Property "page": the page that is shown, from 1; property "n-pages": 0 where there are none. */
void        tf_preview_show        (TfPreview  *self,
                                    TfRecord   *revision,
                                    guint       page);
guint       tf_preview_get_page    (TfPreview  *self);
void        tf_preview_set_page    (TfPreview  *self,
                                    guint       page);
guint       tf_preview_get_n_pages (TfPreview  *self);
const char *tf_preview_get_message (TfPreview  *self);
void        tf_preview_locate      (TfPreview  *self,
                                    GFile      *file);

G_END_DECLS
