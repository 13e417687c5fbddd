/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-attachment.h"
#include "tf-inlines.h"
#include "tf-table.h"
#include "tf-text.h"

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  TF_CALLOUT_NOTE,
  TF_CALLOUT_WARNING,
} TfCallout;

/* What a cover shows; every string may be "". */
typedef struct
{
  const char *kind;        /* what the document is: "Technical documentation" */
  const char *product;
  const char *release;
  const char *maker;
  const char *purpose;
  const char *confidentiality;
  const char *issue;
  const char *date;
  gboolean    signature;   /* whether space for a signature is kept */
} TfCover;

/* Gives the picture with the SHA-256 @object, an image surface, or NULL with @error set. */
typedef cairo_surface_t *(*TfPictureFunc) (const char  *object,
                                           gpointer     user_data,
                                           GError     **error);

/* A document as a sequence of blocks. It is built once and then only read. */
typedef struct _TfDocument TfDocument;

#define TF_TYPE_DOCUMENT (tf_document_get_type ())
GType       tf_document_get_type            (void) G_GNUC_CONST;

TfDocument *tf_document_new                 (const char    *title,
                                             const char    *language,
                                             GDateTime     *created) G_GNUC_WARN_UNUSED_RESULT;
TfDocument *tf_document_ref                 (TfDocument    *self) G_GNUC_WARN_UNUSED_RESULT;
void        tf_document_unref               (TfDocument    *self);

/* What describes the document */
void        tf_document_set_author          (TfDocument    *self,
                                             const char    *author);
void        tf_document_set_subject         (TfDocument    *self,
                                             const char    *subject);
void        tf_document_set_keywords        (TfDocument    *self,
                                             const char    *const *keywords);
void        tf_document_set_header          (TfDocument    *self,
                                             const char    *header);
void        tf_document_set_footer          (TfDocument    *self,
                                             const char    *footer);
void        tf_document_set_watermark       (TfDocument    *self,
                                             const char    *watermark);
void        tf_document_set_picture_func    (TfDocument    *self,
                                             TfPictureFunc  func,
                                             gpointer       user_data,
                                             GDestroyNotify destroy);
void        tf_document_add_attachment      (TfDocument    *self,
                                             TfAttachment  *attachment);

/* Blocks, in reading order */
void        tf_document_add_cover           (TfDocument    *self,
                                             const TfCover *cover);
void        tf_document_add_contents        (TfDocument    *self,
                                             const char    *title,
                                             guint          max_level);
void        tf_document_add_heading         (TfDocument    *self,
                                             guint          level,
                                             const char    *number,
                                             const char    *text,
                                             const char    *destination);
void        tf_document_add_subheading      (TfDocument    *self,
                                             guint          level,
                                             TfInlines     *text);
void        tf_document_add_side_note       (TfDocument    *self,
                                             const char    *point,
                                             const char    *citation,
                                             const char    *state);
void        tf_document_add_paragraph       (TfDocument    *self,
                                             TfInlines     *text);
void        tf_document_add_plain           (TfDocument    *self,
                                             const char    *text);
void        tf_document_add_list_item       (TfDocument    *self,
                                             guint          level,
                                             const char    *label,
                                             TfInlines     *text);
void        tf_document_add_table           (TfDocument    *self,
                                             TfTable       *table);
void        tf_document_add_figure          (TfDocument    *self,
                                             const char    *object,
                                             const char    *alternative,
                                             guint          width,
                                             TfInlines     *caption);
void        tf_document_add_callout         (TfDocument    *self,
                                             TfCallout      kind,
                                             const char    *title,
                                             TfInlines     *text);
void        tf_document_add_text            (TfDocument    *self,
                                             TfText        *text);
void        tf_document_add_attachment_list (TfDocument    *self);
void        tf_document_add_destination     (TfDocument    *self,
                                             const char    *destination);
void        tf_document_add_page_break      (TfDocument    *self);
void        tf_document_set_landscape       (TfDocument    *self,
                                             gboolean       landscape);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDocument, tf_document_unref)

G_END_DECLS
