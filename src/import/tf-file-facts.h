/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-media-type.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  TF_FILE_READABLE,
  TF_FILE_OPAQUE,              /* of a type that is kept but cannot be looked into */
  TF_FILE_EMPTY,               /* no bytes at all */
  TF_FILE_LOCKED,              /* a password is needed */
  TF_FILE_LOCKED_CERTIFICATE,  /* encrypted for the holder of a certificate */
  TF_FILE_DAMAGED,             /* cannot be opened */
} TfFileState;

/* What a look into a file found. */
typedef struct
{
  TfFileState        state;
  const TfMediaType *type;
  guint              n_pages;     /* pages, sheets, slides or frames; 0 where unknown or none */
  double             width;       /* of the first page in points, of a picture in pixels */
  double             height;
  char              *title;       /* what the file calls itself, or "" */
  char              *encoding;    /* of text, or "" */
  gboolean           repaired;    /* opens, but only after mending */
  gboolean           restricted;  /* a PDF whose author forbids printing, copying or changing */
  gboolean           scripts;
  gboolean           attached;    /* has files attached to it */
  gboolean           outside;     /* refers to other files, which are not fetched */
  char              *sentence;    /* all of this for people */
} TfFileFacts;

TfFileFacts  *tf_file_facts_new_from_variant  (GVariant     *answer) G_GNUC_WARN_UNUSED_RESULT;
void          tf_file_facts_free              (TfFileFacts  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfFileFacts, tf_file_facts_free)

G_END_DECLS
