/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-pdf.h"

G_BEGIN_DECLS

/* Additions to a finished PDF: what was there stays byte for byte, what is new follows it. */

gboolean tf_pdf_append_signature (const char              *path,
                                  const TfPdfPlaceholder  *placeholder,
                                  TfPdfRanges             *ranges,
                                  GError                 **error);
guint    tf_pdf_count_pages      (const char              *path,
                                  GError                 **error);

G_END_DECLS
