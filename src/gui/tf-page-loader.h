/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* Pages of kept files as textures. The files are opened in another process only. */
void        tf_page_loader_load_async   (TfSession            *session,
                                         const char           *object,
                                         const char           *name,
                                         guint                 page,
                                         guint                 width,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GdkTexture *tf_page_loader_load_finish  (TfSession            *session,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
