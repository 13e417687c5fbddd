/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TF_TEXT_NAMESPACE "https://techfile.github.io/ns/text/1"

/* Limits that reader, editor and layout share. */
#define TF_TEXT_MAX_BYTES  (4 * 1024 * 1024)
#define TF_TEXT_MAX_LEVEL  3
#define TF_TEXT_MAX_COLUMNS 100
#define TF_TEXT_MAX_CELLS  5000
#define TF_TEXT_MIN_WIDTH  10

#define TF_TEXT_ERROR (tf_text_error_quark ())
GQuark tf_text_error_quark (void);

typedef enum {
  TF_TEXT_ERROR_INVALID,
  TF_TEXT_ERROR_TOO_LARGE,
} TfTextError;

typedef enum {
  TF_TEXT_PARAGRAPH,
  TF_TEXT_HEADING,
  TF_TEXT_BULLET,
  TF_TEXT_NUMBER,
  TF_TEXT_TABLE,
  TF_TEXT_IMAGE,
} TfTextKind;

typedef enum {
  TF_TEXT_STYLE_NONE   = 0,
  TF_TEXT_STYLE_BOLD   = 1 << 0,
  TF_TEXT_STYLE_ITALIC = 1 << 1,
} TfTextStyle;

/* A stretch of characters that share style and link target. */
typedef struct
{
  char        *text;  /* UTF-8, never NULL; "\n" is a forced line break */
  TfTextStyle  style;
  char        *link;  /* URI, or "" where the run is no link */
} TfTextRun;

/* The content of a paragraph, heading, list item, caption or table cell. */
typedef struct
{
  TfTextRun *runs;
  guint      n_runs;
} TfTextLine;

typedef struct
{
  TfTextKind  kind;
  guint       level;         /* heading and list level, from 1; 0 elsewhere */
  TfTextLine  line;          /* text of the paragraph; caption of a table or image */

  /* TF_TEXT_TABLE: n_rows × n_columns cells, row by row */
  TfTextLine *cells;
  guint       n_rows;
  guint       n_columns;
  gboolean    header_row;
  gboolean    header_column;

  /* TF_TEXT_IMAGE */
  char       *object;        /* SHA-256 of the bytes, in hexadecimal */
  char       *alternative;   /* description for those who cannot see it, or "" */
  guint       width;         /* per cent of the text width, 10 to 100 */
} TfTextBlock;

/* Running numbers of list items, one for each level. Starts as { 0 }. */
typedef struct
{
  guint numbers[TF_TEXT_MAX_LEVEL + 1];
} TfTextCounter;

/* Formatted text: an immutable, counted sequence of blocks. */
typedef struct _TfText TfText;

/* Keeps the bytes of a picture; returns its object as SHA-256, or NULL to leave the picture out. */
typedef char *(*TfTextImageFunc) (GBytes     *bytes,
                                  const char *media_type,
                                  gpointer    user_data);

#define TF_TYPE_TEXT (tf_text_get_type ())
GType               tf_text_get_type        (void) G_GNUC_CONST;

TfText             *tf_text_new_empty       (void) G_GNUC_WARN_UNUSED_RESULT;
TfText             *tf_text_new_from_plain  (const char         *plain) G_GNUC_WARN_UNUSED_RESULT;
TfText             *tf_text_new_from_xml    (const char         *xml,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;
TfText             *tf_text_new_from_html   (const char         *html,
                                             gsize               length,
                                             TfTextImageFunc     image_func,
                                             gpointer            user_data,
                                             guint              *n_dropped,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;
TfText             *tf_text_ref             (TfText             *self) G_GNUC_WARN_UNUSED_RESULT;
void                tf_text_unref           (TfText             *self);

const TfTextBlock  *tf_text_get_block       (TfText             *self,
                                             guint               index);
guint               tf_text_get_n_blocks    (TfText             *self);
gboolean            tf_text_is_empty        (TfText             *self);
gboolean            tf_text_has_content     (TfText             *self);
gboolean            tf_text_equal           (TfText             *a,
                                             TfText             *b);
char               *tf_text_dup_plain       (TfText             *self) G_GNUC_WARN_UNUSED_RESULT;
char               *tf_text_dup_xml         (TfText             *self) G_GNUC_WARN_UNUSED_RESULT;
char               *tf_text_dup_html        (TfText             *self) G_GNUC_WARN_UNUSED_RESULT;
char              **tf_text_list_objects    (TfText             *self) G_GNUC_WARN_UNUSED_RESULT;

/* Parts: blocks and characters are counted from 0, G_MAXUINT is the end. */
G_GNUC_WARN_UNUSED_RESULT
TfText             *tf_text_slice           (TfText             *self,
                                             guint               first,
                                             guint               first_offset,
                                             guint               last,
                                             guint               last_offset);
TfText             *tf_text_join            (TfText * const     *texts,
                                             guint               n_texts) G_GNUC_WARN_UNUSED_RESULT;
G_GNUC_WARN_UNUSED_RESULT
TfText             *tf_text_insert          (TfText             *self,
                                             guint               block,
                                             guint               offset,
                                             TfText             *fragment,
                                             guint              *end_block,
                                             guint              *end_offset);
guint               tf_text_line_get_length (const TfTextLine   *line);

gboolean            tf_text_is_link         (const char         *uri);
gboolean            tf_text_is_object       (const char         *object);
guint               tf_text_counter_step    (TfTextCounter      *self,
                                             TfTextKind          kind,
                                             guint               level);

/* Building: blocks are added in order, then tf_text_builder_end() makes the text. */
typedef struct _TfTextBuilder TfTextBuilder;

TfTextBuilder      *tf_text_builder_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                tf_text_builder_free        (TfTextBuilder      *self);
void                tf_text_builder_begin_block (TfTextBuilder      *self,
                                                 TfTextKind          kind,
                                                 guint               level);
void                tf_text_builder_add_run     (TfTextBuilder      *self,
                                                 const char         *text,
                                                 TfTextStyle         style,
                                                 const char         *link);
void                tf_text_builder_set_table   (TfTextBuilder      *self,
                                                 guint               n_columns,
                                                 gboolean            header_row,
                                                 gboolean            header_column);
void                tf_text_builder_begin_cell  (TfTextBuilder      *self);
void                tf_text_builder_set_image   (TfTextBuilder      *self,
                                                 const char         *object,
                                                 const char         *alternative,
                                                 guint               width);
void                tf_text_builder_add_block   (TfTextBuilder      *self,
                                                 const TfTextBlock  *block);
G_GNUC_WARN_UNUSED_RESULT
TfText             *tf_text_builder_end         (TfTextBuilder      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfText, tf_text_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTextBuilder, tf_text_builder_free)

G_END_DECLS
