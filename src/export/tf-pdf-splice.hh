/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-pdf-attach.hh"

#include <qpdf/QPDFWriter.hh>

#include <vector>

/* Copies the file @writer wrote from @source to @target and puts the bytes of the attachments
 * in, so that none of them is ever in memory as a whole. Answers where the object at @place in
 * @source came to stand. */
gint64 splice_attachments (FILE                        *source,
                           FILE                        *target,
                           QPDFWriter                  &writer,
                           const std::vector<Embedded> &embedded,
                           const TfPdfParts            *parts,
                           gint64                       place);
