/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-attachment.h"
#include "tf-pdf-failure.hh"
#include "tf-pdf-finish.h"

#include <functional>
#include <string>
#include <vector>

/* Stands in an embedded file's stream until the bytes are put in. */
#define EMBEDDED_MARK "the bytes of the file come here"

struct Checksums
{
  std::string md5;
  std::string sha256;
  gint64      size = 0;
};

/* An attachment and the stream its bytes belong into. */
struct Embedded
{
  QPDFObjectHandle  stream;
  TfAttachment     *attachment;
  Checksums         sums;
};

using ByteSink = std::function<void (const unsigned char *data, gsize size)>;

/* @time as a PDF writes it. */
std::string pdf_date (GDateTime *time);

/* A text string of a PDF. */
QPDFObjectHandle unicode (const char *text);

/* Hands the bytes of an attachment to @sink, piece by piece. */
void read_attachment (const TfPdfParts *parts,
                      TfAttachment     *attachment,
                      const ByteSink   &sink);

/* Leaves because the bytes are not those that were read before. */
[[noreturn]] void fail_changed (TfAttachment *attachment);

/* Embeds the files of @parts in @pdf: each a stream with its particulars, all of them in the
 * catalog as associated files and, sorted, in the tree of names. The streams still hold the
 * mark; splice_attachments() puts the bytes in. */
std::vector<Embedded> add_attachments (QPDF             &pdf,
                                       const TfPdfParts *parts);
