/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TF_TYPE_PREFERENCES (tf_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TfPreferences, tf_preferences, TF, PREFERENCES, AdwPreferencesWindow)

void tf_preferences_present (GtkWindow *parent,
                             TfSession *session);

G_END_DECLS
