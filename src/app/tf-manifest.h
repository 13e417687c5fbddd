/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-bundle.h"

G_BEGIN_DECLS

#define TF_MANIFEST_NAMESPACE "https://techfile.github.io/ns/manifest/1"

/* A record that a manifest pins. */
typedef struct
{
  char *kind;
  char *id;
  char *sha256;  /* of the bytes, for a revision of evidence; "" for other kinds */
  char *digest;  /* of the record as it was */
} TfManifestRecord;

/* What an issue consists of, as read back. */
typedef struct
{
  guint      issue;
  char      *purpose;
  char      *at;
  char      *law_version;
  char      *product;   /* identifiers */
  char      *release;
  GPtrArray *records;   /* TfManifestRecord */
  GPtrArray *objects;   /* SHA-256 */
} TfManifest;

GBytes     *tf_manifest_write (TfDossier            *dossier,
                               const TfBundleFacts  *facts) G_GNUC_WARN_UNUSED_RESULT;
TfManifest *tf_manifest_read  (GBytes               *bytes,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void        tf_manifest_free  (TfManifest           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfManifest, tf_manifest_free)

G_END_DECLS
