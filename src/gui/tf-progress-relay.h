/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-progress.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Carries how far long work has come from the thread that does it to a bar on the main loop. */
typedef struct _TfProgressRelay TfProgressRelay;

TfProgressRelay *tf_progress_relay_new   (GtkProgressBar   *bar) G_GNUC_WARN_UNUSED_RESULT;
void             tf_progress_relay_unref (TfProgressRelay  *self);
void             tf_progress_relay_func  (double            fraction,
                                          const char       *message,
                                          gpointer          relay);

G_END_DECLS
