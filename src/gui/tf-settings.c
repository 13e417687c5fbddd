/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-settings.h"

/**
 * tf_settings_get:
 *
 * Gives the settings of the window: its size, the last library and place, the author.
 *
 * Returns: (transfer none): the settings
 */
GSettings *
tf_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = g_settings_new (TF_APPLICATION_ID);

  return settings;
}
