/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-export.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A signature as the file states it; nothing of it is checked. Strings are "" where absent. */
typedef struct
{
  char   *field;
  char   *filter;
  char   *sub_filter;
  GArray *byte_range;  /* gint64, as many as there are; -1 for what is no whole number */
  GBytes *contents;    /* the value, with the zeros it is padded with */
  char   *signed_at;   /* /M as it stands */
  char   *name;
  char   *reason;
  char   *location;
} TfPdfSignature;

/* A file inside a PDF, as the PDF states it. Strings are "" where absent. */
typedef struct
{
  char   *name;
  char   *description;
  char   *mime_type;
  char   *relationship;
  char   *modified;
  char   *md5;   /* in hexadecimal */
  gint64  size;  /* or -1 */
} TfPdfFile;

void        tf_pdf_signature_free     (TfPdfSignature  *self);
void        tf_pdf_file_free          (TfPdfFile       *self);

GPtrArray  *tf_pdf_list_signatures    (const char      *path,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_pdf_list_attachments   (const char      *path,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_pdf_extract_attachment (const char      *path,
                                       const char      *name,
                                       const char      *target,
                                       GCancellable    *cancellable,
                                       GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPdfSignature, tf_pdf_signature_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPdfFile, tf_pdf_file_free)

G_END_DECLS
