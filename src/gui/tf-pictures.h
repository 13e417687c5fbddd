/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"
#include "tf-text-editor-host.h"

G_BEGIN_DECLS

/* Keeps the pictures of formatted text in the library. */
#define TF_TYPE_PICTURES (tf_pictures_get_type ())
G_DECLARE_FINAL_TYPE (TfPictures, tf_pictures, TF, PICTURES, GObject)

TfPictures *tf_pictures_new (TfSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
