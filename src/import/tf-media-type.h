/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can be done with a file of a type. */
typedef enum {
  TF_MEDIA_OTHER,    /* kept and embedded, never looked into */
  TF_MEDIA_PDF,
  TF_MEDIA_IMAGE,
  TF_MEDIA_TEXT,
  TF_MEDIA_HTML,
  TF_MEDIA_OFFICE,   /* Office Open XML and OpenDocument, whose text can be read */
} TfMediaClass;

/* One known type. Entries live as long as the program. */
typedef struct
{
  const char   *type;   /* "application/pdf" */
  TfMediaClass  class;
  const char   *name;   /* not translated; see tf_media_type_get_name() */
} TfMediaType;

/* How much of both ends of a file is needed to recognise it. */
#define TF_MEDIA_TYPE_SAMPLE (64 * 1024)

const TfMediaType *tf_media_type_lookup    (const char         *type);
const char        *tf_media_type_get_name  (const TfMediaType  *self);

const TfMediaType *tf_media_type_guess     (const guint8       *head,
                                            gsize               n_head,
                                            const guint8       *tail,
                                            gsize               n_tail);
const TfMediaType *tf_media_type_query     (GFile              *file,
                                            GCancellable       *cancellable,
                                            GError            **error);

G_END_DECLS
