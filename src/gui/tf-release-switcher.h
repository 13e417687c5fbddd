/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The button that names the product and its release, and leads to the other releases. */
#define TF_TYPE_RELEASE_SWITCHER (tf_release_switcher_get_type ())
G_DECLARE_FINAL_TYPE (TfReleaseSwitcher, tf_release_switcher, TF, RELEASE_SWITCHER, AdwBin)

void tf_release_switcher_set_session (TfReleaseSwitcher *self,
                                      TfSession         *session);

G_END_DECLS
