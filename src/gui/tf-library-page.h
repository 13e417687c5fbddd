/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The products of the library: where the window starts. */
#define TF_TYPE_LIBRARY_PAGE (tf_library_page_get_type ())
G_DECLARE_FINAL_TYPE (TfLibraryPage, tf_library_page, TF, LIBRARY_PAGE, AdwBin)

void tf_library_page_set_session  (TfLibraryPage *self,
                                   TfSession     *session);
void tf_library_page_focus        (TfLibraryPage *self);
void tf_library_page_start_search (TfLibraryPage *self);

G_END_DECLS
