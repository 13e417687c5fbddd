/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How an embedded file relates to the document, in the words of ISO 32000-2. */
typedef enum {
  TF_ATTACHMENT_SOURCE,
  TF_ATTACHMENT_DATA,
  TF_ATTACHMENT_SUPPLEMENT,
  TF_ATTACHMENT_UNSPECIFIED,
} TfAttachmentRelationship;

/* A file that goes into the PDF byte for byte: immutable and counted. */
typedef struct _TfAttachment TfAttachment;

#define TF_TYPE_ATTACHMENT (tf_attachment_get_type ())
GType                     tf_attachment_get_type         (void) G_GNUC_CONST;

TfAttachment             *tf_attachment_new              (const char               *path,
                                                          const char               *name,
                                                          const char               *description,
                                                          const char               *mime_type,
                                                          TfAttachmentRelationship  relationship,
                                                          GDateTime                *modified,
                                                          const char               *sha256)
                                                          G_GNUC_WARN_UNUSED_RESULT;
TfAttachment             *tf_attachment_new_bytes        (GBytes                   *bytes,
                                                          const char               *name,
                                                          const char               *description,
                                                          const char               *mime_type,
                                                          TfAttachmentRelationship  relationship,
                                                          GDateTime                *modified)
                                                          G_GNUC_WARN_UNUSED_RESULT;
TfAttachment             *tf_attachment_ref              (TfAttachment             *self)
                                                          G_GNUC_WARN_UNUSED_RESULT;
void                      tf_attachment_unref            (TfAttachment             *self);

const char               *tf_attachment_get_description  (TfAttachment             *self);
GBytes                   *tf_attachment_get_bytes        (TfAttachment             *self);
const char               *tf_attachment_get_mime_type    (TfAttachment             *self);
GDateTime                *tf_attachment_get_modified     (TfAttachment             *self);
const char               *tf_attachment_get_name         (TfAttachment             *self);
const char               *tf_attachment_get_path         (TfAttachment             *self);
TfAttachmentRelationship  tf_attachment_get_relationship (TfAttachment             *self);
const char               *tf_attachment_get_sha256       (TfAttachment             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAttachment, tf_attachment_unref)

G_END_DECLS
