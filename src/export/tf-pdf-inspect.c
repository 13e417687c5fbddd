/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-inspect.h"

/**
 * tf_pdf_signature_free:
 * @self: (transfer full) (nullable): a signature
 *
 * Frees the signature.
 */
void
tf_pdf_signature_free (TfPdfSignature *self)
{
  if (self == NULL)
    return;

  g_free (self->field);
  g_free (self->filter);
  g_free (self->sub_filter);
  g_clear_pointer (&self->byte_range, g_array_unref);
  g_clear_pointer (&self->contents, g_bytes_unref);
  g_free (self->signed_at);
  g_free (self->name);
  g_free (self->reason);
  g_free (self->location);
  g_free (self);
}

/**
 * tf_pdf_file_free:
 * @self: (transfer full) (nullable): a file inside a PDF
 *
 * Frees the description.
 */
void
tf_pdf_file_free (TfPdfFile *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->description);
  g_free (self->mime_type);
  g_free (self->relationship);
  g_free (self->modified);
  g_free (self->md5);
  g_free (self);
}
