/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-attachment.h"

#include "tf-export.h"

#include <string.h>

#define UNKNOWN_TYPE "application/octet-stream"

/* The longest name of a PDF/A. */
#define MAX_TYPE 127

struct _TfAttachment
{
  gatomicrefcount           ref_count;
  char                     *path;   /* or NULL where @bytes is set */
  GBytes                   *bytes;
  char                     *name;
  char                     *description;
  char                     *mime_type;
  char                     *sha256;
  GDateTime                *modified;
  TfAttachmentRelationship  relationship;
};

G_DEFINE_BOXED_TYPE (TfAttachment, tf_attachment, tf_attachment_ref, tf_attachment_unref)

static gboolean
is_name_part (const char *text,
              gsize       length)
{
  gsize n = 0;

  while (n < length && (g_ascii_isalnum (text[n]) || strchr ("-+._", text[n]) != NULL))
    n++;

  return length > 0 && n == length;
}

/* The type without its parameters, as ISO 19005-3 asks for it in a name of the PDF; what is no
 * type says nothing. */
static char *
dup_type (const char *mime_type)
{
  gsize length = strcspn (mime_type, "; \t");
  const char *slash = memchr (mime_type, '/', length);

  if (slash == NULL || length > MAX_TYPE || !is_name_part (mime_type, slash - mime_type) ||
      !is_name_part (slash + 1, mime_type + length - slash - 1))
    return g_strdup (UNKNOWN_TYPE);

  return g_strndup (mime_type, length);
}

static TfAttachment *
make (const char               *name,
      const char               *description,
      const char               *mime_type,
      TfAttachmentRelationship  relationship,
      GDateTime                *modified)
{
  TfAttachment *self = g_new0 (TfAttachment, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_utf8_make_valid (name, -1);
  self->description = tf_export_clean_text (description, FALSE);
  self->mime_type = dup_type (mime_type);
  self->relationship = relationship;
  self->modified = g_date_time_ref (modified);

  return self;
}

/**
 * tf_attachment_new:
 * @path: where the bytes are read from when the PDF is written
 * @name: file name inside the PDF
 * @description: what the file is, for people
 * @mime_type: its type, "" where it is not known; parameters are left out
 * @relationship: how it relates to the document
 * @modified: when the file was last changed
 * @sha256: hash the bytes must have, in hexadecimal, or "" for no check
 *
 * Describes a file on disk. It is opened only when the PDF is written; bytes that do not
 * have the hash @sha256 then stop the writing.
 *
 * Returns: (transfer full): the attachment
 */
TfAttachment *
tf_attachment_new (const char               *path,
                   const char               *name,
                   const char               *description,
                   const char               *mime_type,
                   TfAttachmentRelationship  relationship,
                   GDateTime                *modified,
                   const char               *sha256)
{
  TfAttachment *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (name != NULL && name[0] != '\0', NULL);
  g_return_val_if_fail (description != NULL, NULL);
  g_return_val_if_fail (mime_type != NULL, NULL);
  g_return_val_if_fail (modified != NULL, NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  self = make (name, description, mime_type, relationship, modified);
  self->path = g_strdup (path);
  self->sha256 = g_ascii_strdown (sha256, -1);

  return self;
}

/**
 * tf_attachment_new_bytes:
 * @bytes: the content
 * @name: file name inside the PDF
 * @description: what the file is, for people
 * @mime_type: its type, "" where it is not known; parameters are left out
 * @relationship: how it relates to the document
 * @modified: when the content was last changed
 *
 * Describes content held in memory, such as a manifest made for this document.
 *
 * Returns: (transfer full): the attachment
 */
TfAttachment *
tf_attachment_new_bytes (GBytes                   *bytes,
                         const char               *name,
                         const char               *description,
                         const char               *mime_type,
                         TfAttachmentRelationship  relationship,
                         GDateTime                *modified)
{
  TfAttachment *self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL && name[0] != '\0', NULL);
  g_return_val_if_fail (description != NULL, NULL);
  g_return_val_if_fail (mime_type != NULL, NULL);
  g_return_val_if_fail (modified != NULL, NULL);

  self = make (name, description, mime_type, relationship, modified);
  self->bytes = g_bytes_ref (bytes);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return self;
}

/**
 * tf_attachment_ref:
 * @self: the attachment
 *
 * Returns: (transfer full): @self, held once more
 */
TfAttachment *
tf_attachment_ref (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * tf_attachment_unref:
 * @self: (transfer full): the attachment
 *
 * Lets the attachment go; the last holder frees it.
 */
void
tf_attachment_unref (TfAttachment *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->path);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->description);
  g_free (self->mime_type);
  g_free (self->sha256);
  g_date_time_unref (self->modified);
  g_free (self);
}

/**
 * tf_attachment_get_description:
 * @self: the attachment
 *
 * Returns: what the file is, for people
 */
const char *
tf_attachment_get_description (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->description;
}

/**
 * tf_attachment_get_bytes:
 * @self: the attachment
 *
 * Returns: (transfer none) (nullable): the content, or `NULL` where it is a file on disk
 */
GBytes *
tf_attachment_get_bytes (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * tf_attachment_get_mime_type:
 * @self: the attachment
 *
 * Returns: the type of the file
 */
const char *
tf_attachment_get_mime_type (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->mime_type;
}

/**
 * tf_attachment_get_modified:
 * @self: the attachment
 *
 * Returns: (transfer none): when the file was last changed
 */
GDateTime *
tf_attachment_get_modified (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->modified;
}

/**
 * tf_attachment_get_name:
 * @self: the attachment
 *
 * Returns: the file name inside the PDF
 */
const char *
tf_attachment_get_name (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * tf_attachment_get_path:
 * @self: the attachment
 *
 * Returns: (nullable): where the bytes are, or `NULL` where they are held in memory
 */
const char *
tf_attachment_get_path (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * tf_attachment_get_relationship:
 * @self: the attachment
 *
 * Returns: how the file relates to the document
 */
TfAttachmentRelationship
tf_attachment_get_relationship (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, TF_ATTACHMENT_UNSPECIFIED);

  return self->relationship;
}

/**
 * tf_attachment_get_sha256:
 * @self: the attachment
 *
 * Returns: the hash of the bytes in hexadecimal, or "" where it is not known
 */
const char *
tf_attachment_get_sha256 (TfAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sha256;
}
