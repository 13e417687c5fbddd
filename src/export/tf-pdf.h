/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-export.h"
#include "tf-pages.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Room kept for a signature unless more is asked for, in bytes. It is one string, of which
 * PDF/A allows 32767 bytes. */
#define TF_PDF_CONTENTS_SIZE (16 * 1024)

/* What an empty signature states; every string but @field may be "". */
typedef struct
{
  const char *field;          /* name of the form field, such as "Signature1" */
  GDateTime  *signed_at;
  const char *name;
  const char *reason;
  const char *location;
  gsize       contents_size;  /* bytes kept for the signature, or 0 for the default */
} TfPdfPlaceholder;

/* What a signature covers: two stretches of the file, around its own value. */
typedef struct
{
  gint64 start1;         /* always 0 */
  gint64 length1;
  gint64 start2;
  gint64 length2;
  gsize  contents_size;  /* bytes the value may take */
} TfPdfRanges;

gboolean tf_pdf_write (TfPages                 *pages,
                       const char              *path,
                       const TfPdfPlaceholder  *placeholder,
                       TfPdfRanges             *ranges,
                       TfProgressFunc           progress,
                       gpointer                 progress_data,
                       GCancellable            *cancellable,
                       GError                 **error);
gboolean tf_pdf_write_to (TfPages         *pages,
                          int              fd,
                          const char      *path,
                          TfProgressFunc   progress,
                          gpointer         progress_data,
                          GCancellable    *cancellable,
                          GError         **error);

G_END_DECLS
