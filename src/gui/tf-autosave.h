/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Saves what is typed: soon after the last key, and on leaving. */
typedef struct _TfAutosave TfAutosave;

/* Returns whether it could be saved; it is tried again at the next change otherwise. */
typedef gboolean (*TfAutosaveFunc) (gpointer user_data);

TfAutosave *tf_autosave_new      (GtkWidget       *widget,
                                  TfAutosaveFunc   save,
                                  gpointer         user_data) G_GNUC_WARN_UNUSED_RESULT;
void        tf_autosave_free     (TfAutosave      *self);
void        tf_autosave_touch    (TfAutosave      *self);
gboolean    tf_autosave_flush    (TfAutosave      *self);
gboolean    tf_autosave_is_dirty (TfAutosave      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAutosave, tf_autosave_free)

G_END_DECLS
