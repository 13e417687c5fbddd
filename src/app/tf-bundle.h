/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-document.h"
#include "tf-finding.h"

G_BEGIN_DECLS

/* What a bundle states of itself. */
typedef struct
{
  guint       number;     /* of the issue, or 0 for the state as it stands */
  TfPurpose   purpose;
  const char *at;         /* UTC: when the issue was made, or when the file last changed */
  const char *by;         /* who issues it, or "" */
  GDate       today;      /* the day on which the file is judged */
} TfBundleFacts;

/* What a bundle takes from the library. */
typedef struct
{
  /* Tells why bytes are not to be had, or NULL. */
  const char *(*find_problem) (const char *sha256, gpointer user_data);
  char       *(*dup_path)     (const char *sha256, gpointer user_data);
  gpointer      user_data;
} TfBundleObjects;

TfDocument *tf_bundle_new          (TfDossier              *dossier,
                                    const TfBundleFacts    *facts,
                                    const TfBundleObjects  *objects,
                                    GBytes                 *manifest,
                                    GPtrArray              *left_out) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_bundle_list_objects (TfDossier              *dossier) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_bundle_list_pictures (TfDossier             *dossier) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
