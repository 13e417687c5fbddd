/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-document.h"
#include "tf-language.h"
#include "tf-table-private.h"

G_BEGIN_DECLS

typedef enum {
  TF_BLOCK_COVER,
  TF_BLOCK_CONTENTS,
  TF_BLOCK_HEADING,
  TF_BLOCK_SUBHEADING,
  TF_BLOCK_SIDE_NOTE,
  TF_BLOCK_PARAGRAPH,
  TF_BLOCK_LIST_ITEM,
  TF_BLOCK_TABLE,
  TF_BLOCK_FIGURE,
  TF_BLOCK_CALLOUT,
  TF_BLOCK_DESTINATION,
  TF_BLOCK_PAGE_BREAK,
  TF_BLOCK_LANDSCAPE,
} TfBlockKind;

enum {
  TF_NOTE_POINT,
  TF_NOTE_CITATION,
  TF_NOTE_STATE,
  TF_NOTE_N_LINES
};

enum {
  TF_COVER_KIND,
  TF_COVER_PRODUCT,
  TF_COVER_RELEASE,
  TF_COVER_SIGNATURE,
  TF_COVER_N_LINES
};

typedef struct
{
  TfBlockKind  kind;
  guint        level;        /* heading, list item, contents */
  char        *destination;  /* heading, destination */
  char        *plain;        /* heading: number and text, for outline and running header */
  TfInlines   *lines[4];     /* the text; a cover and a side note have several */
  TfInlines   *label;        /* list item: bullet or number; callout: title */
  TfTable     *table;        /* table, and the control table of a cover */
  char        *object;       /* figure */
  char        *alternative;
  guint        width;
  gboolean     flag;         /* landscape on; callout is a warning; cover has a signature */
} TfBlock;

struct _TfDocument
{
  gatomicrefcount  ref_count;
  char            *title;
  char            *language;
  const TfLanguage *words;     /* in which pages say what is their own */
  GDateTime       *created;
  char            *author;
  char            *subject;
  char           **keywords;
  char            *header;
  char            *footer;
  char            *watermark;
  TfPictureFunc    picture_func;
  gpointer         picture_data;
  GDestroyNotify   picture_destroy;
  GPtrArray       *attachments;  /* TfAttachment */
  GPtrArray       *blocks;       /* TfBlock */
};

TfBlock *tf_document_append (TfDocument  *self,
                             TfBlockKind  kind,
                             TfInlines   *text);

G_END_DECLS
