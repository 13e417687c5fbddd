/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-pdf.h"

#include <stdio.h>

G_BEGIN_DECLS

/* What is added to the pages that cairo wrote. All of it is lent. */
typedef struct
{
  const char             *title;
  const char             *author;
  const char             *subject;
  const char             *keywords;
  const char             *language;
  const char             *producer;
  GDateTime              *created;
  const char             *xmp;
  GBytes                 *profile;
  GPtrArray              *attachments;   /* TfAttachment */
  GPtrArray              *alternatives;  /* descriptions of the figures, in order */
  const TfPdfPlaceholder *placeholder;   /* or NULL */
  TfProgressFunc    progress;      /* or NULL; told shares of this step */
  gpointer                progress_data;
  GCancellable           *cancellable;
} TfPdfParts;

gboolean  tf_pdf_finish          (FILE              *source,
                                  FILE              *middle,
                                  FILE              *target,
                                  const char        *name,
                                  const TfPdfParts  *parts,
                                  TfPdfRanges       *ranges,
                                  GError           **error);

char     *tf_pdf_dup_xmp         (const TfPdfParts  *parts,
                                  char             **keywords) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *tf_pdf_make_profile    (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
