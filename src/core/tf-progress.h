/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TfProgressFunc:
 * @fraction: how much is done, 0 to 1
 * @message: what is being done, translated, or "" for nothing to say
 * @user_data: data given with the function
 *
 * Hears how far long work has come, in the thread that does the work.
 */
typedef void (*TfProgressFunc) (double      fraction,
                                const char *message,
                                gpointer    user_data);

G_END_DECLS
