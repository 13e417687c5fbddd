/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-pdf-failure.hh"
#include "tf-pdf-finish.h"

#include <string>

/* @time as a PDF writes it. */
std::string pdf_date (GDateTime *time);

/* A text string of a PDF. */
QPDFObjectHandle unicode (const char *text);

/* Embeds the files of @parts in @pdf: each a stream with its particulars, all of them in the
 * catalog as associated files and, sorted, in the tree of names. */
void add_attachments (QPDF             &pdf,
                      const TfPdfParts *parts);
