/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small, sound PDF with room for a signature, in a temporary folder of its own. */

#pragma once

#include "tf-byte-ranges.h"
#include "tf-signature-check.h"

G_BEGIN_DECLS

#define PDF_FIXTURE_CAPACITY 8192

typedef struct
{
  char         *folder;
  char         *path;
  TfByteRanges  ranges;
} PdfFixture;

PdfFixture        *pdf_fixture_new          (gsize                capacity);
void               pdf_fixture_free         (PdfFixture          *self);

char              *pdf_fixture_read         (PdfFixture          *self,
                                             gsize               *length);
void               pdf_fixture_write        (PdfFixture          *self,
                                             const char          *data,
                                             gsize                length);
GBytes            *pdf_fixture_contents     (PdfFixture          *self);
char              *pdf_fixture_add_file     (PdfFixture          *self,
                                             const char          *name,
                                             gconstpointer        data,
                                             gsize                length);
TfSignatureResult *pdf_fixture_check        (PdfFixture          *self,
                                             TfTrustAnchors      *anchors,
                                             GDateTime           *time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfFixture, pdf_fixture_free)

G_END_DECLS
