/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-progress.h"

#include <glib.h>

G_BEGIN_DECLS

#define TF_EXPORT_ERROR (tf_export_error_quark ())
GQuark tf_export_error_quark (void);

typedef enum {
  TF_EXPORT_ERROR_FONT,     /* a font the pages need is not installed */
  TF_EXPORT_ERROR_INVALID,  /* what was given cannot be laid out, written or read */
  TF_EXPORT_ERROR_FAILED,   /* the system refused: disk full, folder not writable, … */
} TfExportError;

/* Letters of a text that describes something. PDF/A has no string above 32767 bytes, and a
 * letter takes up to four. */
#define TF_EXPORT_MAX_TEXT 8000

char *tf_export_clean_text (const char *text,
                            gboolean    lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
