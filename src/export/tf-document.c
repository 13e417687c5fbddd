/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-document-private.h"

#include "tf-export.h"

G_DEFINE_BOXED_TYPE (TfDocument, tf_document, tf_document_ref, tf_document_unref)

static void
free_block (gpointer data)
{
  TfBlock *block = data;

  g_free (block->destination);
  g_free (block->plain);
  for (guint i = 0; i < G_N_ELEMENTS (block->lines); i++)
    tf_inlines_free (block->lines[i]);
  tf_inlines_free (block->label);
  tf_table_free (block->table);
  g_free (block->object);
  g_free (block->alternative);
  g_free (block);
}

static void
replace (char       **string,
         const char  *value)
{
  g_free (*string);
  *string = tf_export_clean_text (value, FALSE);
}

/* Adds an empty block of @kind with @text, of which it becomes the owner. */
TfBlock *
tf_document_append (TfDocument  *self,
                    TfBlockKind  kind,
                    TfInlines   *text)
{
  TfBlock *block = g_new0 (TfBlock, 1);

  block->kind = kind;
  block->lines[0] = text;
  g_ptr_array_add (self->blocks, block);

  return block;
}

/**
 * tf_document_new:
 * @title: what the document is called
 * @language: its language as a BCP 47 tag, such as "de"; also that of the words which pages bear
 *   of themselves, such as "Page 1 of 9"
 * @created: the time it states as its creation
 *
 * Starts an empty document.
 *
 * Nothing reads the clock: two documents built alike give the same bytes.
 *
 * Returns: (transfer full): the document
 */
TfDocument *
tf_document_new (const char *title,
                 const char *language,
                 GDateTime  *created)
{
  TfDocument *self = NULL;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (language != NULL && language[0] != '\0', NULL);
  g_return_val_if_fail (created != NULL, NULL);

  self = g_new0 (TfDocument, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->title = tf_export_clean_text (title, FALSE);
  self->language = g_strdup (language);
  self->words = tf_language_get (language);
  self->created = g_date_time_to_utc (created);
  self->author = g_strdup ("");
  self->subject = g_strdup ("");
  self->keywords = g_new0 (char *, 1);
  self->header = g_strdup ("");
  self->footer = g_strdup ("");
  self->watermark = g_strdup ("");
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_attachment_unref);
  self->blocks = g_ptr_array_new_with_free_func (free_block);

  return self;
}

/**
 * tf_document_ref:
 * @self: the document
 *
 * Returns: (transfer full): @self, held once more
 */
TfDocument *
tf_document_ref (TfDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * tf_document_unref:
 * @self: (transfer full): the document
 *
 * Lets the document go; the last holder frees it.
 */
void
tf_document_unref (TfDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->picture_destroy != NULL)
    self->picture_destroy (self->picture_data);
  g_free (self->title);
  g_free (self->language);
  g_date_time_unref (self->created);
  g_free (self->author);
  g_free (self->subject);
  g_strfreev (self->keywords);
  g_free (self->header);
  g_free (self->footer);
  g_free (self->watermark);
  g_ptr_array_unref (self->attachments);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * tf_document_set_author:
 * @self: the document
 * @author: who answers for the content
 *
 * Sets the author named in the document's properties.
 */
void
tf_document_set_author (TfDocument *self,
                        const char *author)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (author != NULL);

  replace (&self->author, author);
}

/**
 * tf_document_set_subject:
 * @self: the document
 * @subject: what it is about
 *
 * Sets the subject named in the document's properties.
 */
void
tf_document_set_subject (TfDocument *self,
                         const char *subject)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (subject != NULL);

  replace (&self->subject, subject);
}

/**
 * tf_document_set_keywords:
 * @self: the document
 * @keywords: words to find it by
 *
 * Sets the keywords named in the document's properties.
 */
void
tf_document_set_keywords (TfDocument        *self,
                          const char *const *keywords)
{
  GPtrArray *valid = g_ptr_array_new ();

  g_return_if_fail (self != NULL);
  g_return_if_fail (keywords != NULL);

  for (guint i = 0; keywords[i] != NULL; i++)
    g_ptr_array_add (valid, tf_export_clean_text (keywords[i], FALSE));
  g_ptr_array_add (valid, NULL);
  g_strfreev (self->keywords);
  self->keywords = (char **) g_ptr_array_free (valid, FALSE);
}

/**
 * tf_document_set_header:
 * @self: the document
 * @header: product and release
 *
 * Sets what stands at the top of every page but the cover, before the current point.
 */
void
tf_document_set_header (TfDocument *self,
                        const char *header)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (header != NULL);

  replace (&self->header, header);
}

/**
 * tf_document_set_footer:
 * @self: the document
 * @footer: issue, date and classification
 *
 * Sets what stands at the foot of every page but the cover, before the page number.
 */
void
tf_document_set_footer (TfDocument *self,
                        const char *footer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (footer != NULL);

  replace (&self->footer, footer);
}

/**
 * tf_document_set_watermark:
 * @self: the document
 * @watermark: one or two words such as "Draft", or "" for none
 *
 * Sets what is written large and pale across every page.
 */
void
tf_document_set_watermark (TfDocument *self,
                           const char *watermark)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (watermark != NULL);

  replace (&self->watermark, watermark);
}

/**
 * tf_document_set_picture_func:
 * @self: the document
 * @func: gives the picture for an object
 * @user_data: handed to @func
 * @destroy: (nullable): frees @user_data with the document
 *
 * Sets where the pictures of figures and of formatted text come from.
 *
 * @func is called in the thread that lays out, draws or writes the pages, once to learn
 * the size and again whenever the picture is drawn.
 */
void
tf_document_set_picture_func (TfDocument     *self,
                              TfPictureFunc   func,
                              gpointer        user_data,
                              GDestroyNotify  destroy)
{
  g_return_if_fail (self != NULL);

  if (self->picture_destroy != NULL)
    self->picture_destroy (self->picture_data);
  self->picture_func = func;
  self->picture_data = user_data;
  self->picture_destroy = destroy;
}

/**
 * tf_document_add_attachment:
 * @self: the document
 * @attachment: (transfer full): the file
 *
 * Adds a file that goes into the PDF byte for byte. The names of a document's files must
 * differ; [func@pdf_write] refuses a document where they do not.
 */
void
tf_document_add_attachment (TfDocument   *self,
                            TfAttachment *attachment)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (attachment != NULL);

  g_ptr_array_add (self->attachments, attachment);
}

static void
add_cover_row (TfTable    *table,
               const char *label,
               const char *value)
{
  if (value[0] != '\0')
    tf_table_add_control (table, label, tf_inlines_new_text (value));
}

/**
 * tf_document_add_cover:
 * @self: the document
 * @cover: what it shows
 *
 * Adds a page of its own with product, release and the particulars of this issue.
 */
void
tf_document_add_cover (TfDocument    *self,
                       const TfCover *cover)
{
  TfBlock *block = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cover != NULL);

  block = tf_document_append (self, TF_BLOCK_COVER, NULL);
  block->lines[TF_COVER_KIND] = tf_inlines_new_text (cover->kind);
  block->lines[TF_COVER_PRODUCT] = tf_inlines_new_text (cover->product);
  block->lines[TF_COVER_RELEASE] = tf_inlines_new_text (cover->release);
  block->lines[TF_COVER_SIGNATURE] = tf_inlines_new_text (L_ (self->words, "Signature"));
  block->flag = cover->signature;
  block->table = tf_table_new_controls ();
  tf_table_set_wide (block->table, TRUE);
  add_cover_row (block->table, L_ (self->words, "Manufacturer"), cover->maker);
  add_cover_row (block->table, L_ (self->words, "Purpose"), cover->purpose);
  add_cover_row (block->table, L_ (self->words, "Confidentiality"), cover->confidentiality);
  add_cover_row (block->table, L_ (self->words, "Issue"), cover->issue);
  add_cover_row (block->table, L_ (self->words, "Date"), cover->date);
}

/**
 * tf_document_add_contents:
 * @self: the document
 * @title: its heading
 * @max_level: deepest level of heading that is listed
 *
 * Adds the table of contents, made from the headings of the whole document.
 */
void
tf_document_add_contents (TfDocument *self,
                          const char *title,
                          guint       max_level)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (title != NULL);

  tf_document_append (self, TF_BLOCK_CONTENTS, tf_inlines_new_text (title))->level = max_level;
}

/**
 * tf_document_add_heading:
 * @self: the document
 * @level: 1 to 3
 * @number: the point, such as "2(b)", or ""
 * @text: what the section is about
 * @destination: name that links lead to, the same from issue to issue; "" to make one
 *
 * Begins a section. It is listed in the contents and in the outline, and stays with what
 * follows it.
 */
void
tf_document_add_heading (TfDocument *self,
                         guint       level,
                         const char *number,
                         const char *text,
                         const char *destination)
{
  g_autofree char *plain = NULL;
  TfBlock *block = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (level >= 1 && level <= 3);
  g_return_if_fail (number != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (destination != NULL);

  /* An en space sets the number apart and is still a space to whoever copies the text. */
  plain = number[0] != '\0' ? g_strdup_printf ("%s\u2002%s", number, text) : g_strdup (text);
  block = tf_document_append (self, TF_BLOCK_HEADING, tf_inlines_new_text (plain));
  block->level = level;
  block->plain = tf_export_clean_text (plain, FALSE);
  block->destination = destination[0] != '\0'
                       ? g_strdup (destination)
                       : g_strdup_printf ("section-%u", self->blocks->len);
}

/**
 * tf_document_add_subheading:
 * @self: the document
 * @level: 1 to 3
 * @text: (transfer full): what the part is about
 *
 * Adds a heading inside a section, which is neither in the contents nor in the outline.
 */
void
tf_document_add_subheading (TfDocument *self,
                            guint       level,
                            TfInlines  *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (level >= 1 && level <= 3);
  g_return_if_fail (text != NULL);

  tf_document_append (self, TF_BLOCK_SUBHEADING, text)->level = level;
}

/**
 * tf_document_add_side_note:
 * @self: the document
 * @point: the point's number, or ""
 * @citation: the provision, or ""
 * @state: the state in words, or ""
 *
 * Puts a note into the side column, beside the block that is added next.
 */
void
tf_document_add_side_note (TfDocument *self,
                           const char *point,
                           const char *citation,
                           const char *state)
{
  TfBlock *block = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (point != NULL);
  g_return_if_fail (citation != NULL);
  g_return_if_fail (state != NULL);

  block = tf_document_append (self, TF_BLOCK_SIDE_NOTE, NULL);
  block->lines[TF_NOTE_POINT] = tf_inlines_new_text (point);
  block->lines[TF_NOTE_CITATION] = tf_inlines_new_text (citation);
  block->lines[TF_NOTE_STATE] = tf_inlines_new_text (state);
}

/**
 * tf_document_add_paragraph:
 * @self: the document
 * @text: (transfer full): its content
 *
 * Adds a paragraph.
 */
void
tf_document_add_paragraph (TfDocument *self,
                           TfInlines  *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  tf_document_append (self, TF_BLOCK_PARAGRAPH, text);
}

/**
 * tf_document_add_plain:
 * @self: the document
 * @text: its content
 *
 * Adds a paragraph of plain text.
 */
void
tf_document_add_plain (TfDocument *self,
                       const char *text)
{
  tf_document_add_paragraph (self, tf_inlines_new_text (text));
}

/**
 * tf_document_add_list_item:
 * @self: the document
 * @level: nesting, from 1
 * @label: the number, or "" for a bullet
 * @text: (transfer full): its content
 *
 * Adds an item of a list.
 */
void
tf_document_add_list_item (TfDocument *self,
                           guint       level,
                           const char *label,
                           TfInlines  *text)
{
  TfBlock *block = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (level >= 1);
  g_return_if_fail (label != NULL);
  g_return_if_fail (text != NULL);

  block = tf_document_append (self, TF_BLOCK_LIST_ITEM, text);
  block->level = level;
  if (label[0] == '\0')
    label = level == 1 ? "\u2022" : "\u2013";
  block->label = tf_inlines_new_text (label);
}

/**
 * tf_document_add_table:
 * @self: the document
 * @table: (transfer full): the table
 *
 * Adds a table.
 */
void
tf_document_add_table (TfDocument *self,
                       TfTable    *table)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (table != NULL);

  tf_table_set_language (table, self->words);
  tf_document_append (self, TF_BLOCK_TABLE, NULL)->table = table;
}

/**
 * tf_document_add_figure:
 * @self: the document
 * @object: SHA-256 of the picture's bytes, handed to the picture function
 * @alternative: description for those who cannot see it, or ""
 * @width: per cent of the text width
 * @caption: (transfer full): line below the picture
 *
 * Adds a picture. It is scaled down where it would be taller than a page.
 */
void
tf_document_add_figure (TfDocument *self,
                        const char *object,
                        const char *alternative,
                        guint       width,
                        TfInlines  *caption)
{
  TfBlock *block = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (object != NULL);
  g_return_if_fail (alternative != NULL);
  g_return_if_fail (caption != NULL);

  block = tf_document_append (self, TF_BLOCK_FIGURE, caption);
  block->object = g_strdup (object);
  block->alternative = tf_export_clean_text (alternative, FALSE);
  block->width = CLAMP (width, 10, 100);
}

/**
 * tf_document_add_callout:
 * @self: the document
 * @kind: a note or a warning
 * @title: its first line, or ""
 * @text: (transfer full): its content
 *
 * Adds a paragraph set apart by a tinted ground.
 */
void
tf_document_add_callout (TfDocument *self,
                         TfCallout   kind,
                         const char *title,
                         TfInlines  *text)
{
  TfBlock *block = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (title != NULL);
  g_return_if_fail (text != NULL);

  block = tf_document_append (self, TF_BLOCK_CALLOUT, text);
  block->label = tf_inlines_new_text (title);
  block->flag = kind == TF_CALLOUT_WARNING;
}

/**
 * tf_document_add_destination:
 * @self: the document
 * @destination: name that links lead to
 *
 * Makes the place before the next block one to jump to.
 */
void
tf_document_add_destination (TfDocument *self,
                             const char *destination)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (destination != NULL && destination[0] != '\0');

  tf_document_append (self, TF_BLOCK_DESTINATION, NULL)->destination = g_strdup (destination);
}

/**
 * tf_document_add_page_break:
 * @self: the document
 *
 * Lets the next block begin a page; at the top of a page nothing happens.
 */
void
tf_document_add_page_break (TfDocument *self)
{
  g_return_if_fail (self != NULL);

  tf_document_append (self, TF_BLOCK_PAGE_BREAK, NULL);
}

/**
 * tf_document_set_landscape:
 * @self: the document
 * @landscape: whether the pages from here on lie on their side
 *
 * Begins a page of the other orientation. Landscape pages have no side column.
 */
void
tf_document_set_landscape (TfDocument *self,
                           gboolean    landscape)
{
  g_return_if_fail (self != NULL);

  tf_document_append (self, TF_BLOCK_LANDSCAPE, NULL)->flag = landscape;
}

/**
 * tf_document_add_attachment_list:
 * @self: the document
 *
 * Adds a table of the files attached so far, with type and SHA-256.
 */
void
tf_document_add_attachment_list (TfDocument *self)
{
  TfTable *table = NULL;

  g_return_if_fail (self != NULL);

  table = tf_table_new (3);
  tf_table_set_wide (table, TRUE);
  tf_table_set_column (table, 0, L_ (self->words, "File"), 0, TF_ALIGN_START);
  tf_table_set_column (table, 1, L_ (self->words, "Description"), 0, TF_ALIGN_START);
  tf_table_set_column (table, 2, L_ (self->words, "SHA-256"), 0, TF_ALIGN_START);

  for (guint i = 0; i < self->attachments->len; i++)
    {
      TfAttachment *attachment = g_ptr_array_index (self->attachments, i);
      TfInlines *name = tf_inlines_new_text (tf_attachment_get_name (attachment));

      tf_inlines_add (name, "\n", TF_INLINE_NONE);
      tf_inlines_add (name, tf_attachment_get_mime_type (attachment), TF_INLINE_DIM);
      tf_table_add_cell (table, name);
      tf_table_add_text (table, tf_attachment_get_description (attachment));
      tf_table_add_cell (table, tf_inlines_new_styled (tf_attachment_get_sha256 (attachment),
                                                       TF_INLINE_MONO | TF_INLINE_DIM));
    }

  tf_document_add_table (self, table);
}
