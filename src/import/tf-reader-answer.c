/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-reader-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * tf_reader_answer_parse_facts:
 * @answer: what a reader answered to "info"
 *
 * Understands facts about a file.
 *
 * Returns: (transfer full) (nullable): the facts
 */
TfFileFacts *
tf_reader_answer_parse_facts (GBytes *answer)
{
  g_autoptr(GVariant) facts = NULL;

  facts = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, answer, FALSE));
  if (g_bytes_get_size (answer) == 0 || !g_variant_is_normal_form (facts))
    return NULL;

  return tf_file_facts_new_from_variant (facts);
}

/**
 * tf_reader_answer_parse_page:
 * @answer: what a reader answered to "page"
 *
 * Understands the pixels of a page.
 *
 * Returns: (transfer full) (nullable): the page, which shares the memory of @answer
 */
TfPageImage *
tf_reader_answer_parse_page (GBytes *answer)
{
  TfReaderPageHeader header;
  TfPageImage *image;
  gsize length;
  const guint8 *data = g_bytes_get_data (answer, &length);

  if (length < sizeof header)
    return NULL;

  memcpy (&header, data, sizeof header);
  if (header.magic != TF_READER_PAGE_MAGIC ||
      header.width == 0 || header.width > TF_READER_MAX_WIDTH ||
      header.height == 0 || header.height > TF_READER_MAX_WIDTH ||
      header.stride < header.width * 4 || header.stride > TF_READER_MAX_WIDTH * 4 ||
      header.stride % 4 != 0 ||
      length - sizeof header != (gsize) header.height * header.stride)
    return NULL;

  image = g_new0 (TfPageImage, 1);
  image->pixels = g_bytes_new_from_bytes (answer, sizeof header, length - sizeof header);
  image->width = header.width;
  image->height = header.height;
  image->stride = header.stride;

  return image;
}

/**
 * tf_reader_answer_parse_text:
 * @answer: what a reader answered to "text", also when it did not come to its end
 * @complete: (out): whether the answer has all of the text
 *
 * Understands the text of a file. Pages that arrived whole before the reader ended count.
 *
 * Returns: (transfer full) (nullable) (element-type TfPageText): the text, page by page
 */
GPtrArray *
tf_reader_answer_parse_text (GBytes   *answer,
                             gboolean *complete)
{
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_page_text_free);
  gsize length;
  const guint8 *data = g_bytes_get_data (answer, &length);
  TfReaderTextHeader header;

  *complete = FALSE;
  while (length >= sizeof header)
    {
      TfPageText *page;

      memcpy (&header, data, sizeof header);
      data += sizeof header;
      length -= sizeof header;
      if (header.magic != TF_READER_TEXT_MAGIC || header.page > TF_READER_MAX_PAGES)
        return NULL;
      if (header.page == 0)
        {
          *complete = header.complete != 0;
          return length == 0 ? g_steal_pointer (&pages) : NULL;
        }
      if (header.length > length)
        break;

      page = g_new0 (TfPageText, 1);
      page->page = header.page;
      page->text = g_utf8_make_valid ((const char *) data, header.length);
      g_ptr_array_add (pages, page);
      data += header.length;
      length -= header.length;
    }

  return g_steal_pointer (&pages);
}

static TfReaderError
get_code (TfReaderExit end)
{
  switch (end)
    {
    case TF_READER_EXIT_LOCKED:
    case TF_READER_EXIT_CERTIFICATE:
      return TF_READER_ERROR_ENCRYPTED;
    case TF_READER_EXIT_DAMAGED:
      return TF_READER_ERROR_DAMAGED;
    case TF_READER_EXIT_UNSUPPORTED:
      return TF_READER_ERROR_UNSUPPORTED;
    case TF_READER_EXIT_MEMORY:
    case TF_READER_EXIT_TOO_LARGE:
    case TF_READER_EXIT_TIME:
      return TF_READER_ERROR_LIMIT;
    default:
      return TF_READER_ERROR_FAILED;
    }
}

static char *
dup_sentence (TfReaderExit  end,
              const char   *name,
              gboolean      wants_text)
{
  switch ((int) end)
    {
    case TF_READER_EXIT_LOCKED:
      return g_strdup_printf (_("“%s” could not be shown: a password is needed to open it. "
                                "Add a copy without a password."), name);
    case TF_READER_EXIT_CERTIFICATE:
      return g_strdup_printf (_("“%s” could not be shown: it is encrypted for the holder of a "
                                "certificate. Add a copy without encryption."), name);
    case TF_READER_EXIT_DAMAGED:
      return g_strdup_printf (_("“%s” could not be shown: it is damaged, or its end is missing."),
                              name);
    case TF_READER_EXIT_UNSUPPORTED:
      return wants_text
               ? g_strdup_printf (_("“%s” holds no text that can be read here."), name)
               : g_strdup_printf (_("“%s” could not be shown: files of this kind can only be "
                                    "opened in another program."), name);
    case TF_READER_EXIT_NO_PAGE:
      return g_strdup_printf (_("“%s” does not have this page."), name);
    case TF_READER_EXIT_MEMORY:
      return g_strdup_printf (_("“%s” could not be shown: it needs more memory than is allowed."),
                              name);
    case TF_READER_EXIT_TOO_LARGE:
      return g_strdup_printf (_("“%s” could not be shown: what it contains is larger than is "
                                "allowed."), name);
    case TF_READER_EXIT_TIME:
      return g_strdup_printf (_("“%s” could not be shown: it takes longer than is allowed."), name);
    case TF_READER_EXIT_FAILED:
      return g_strdup_printf (_("“%s” could not be read."), name);
    default:
      return g_strdup_printf (_("“%s” could not be shown: the attempt failed unexpectedly. "
                                "The file is probably damaged."), name);
    }
}

/**
 * tf_reader_answer_set_error:
 * @end: how the reader ended
 * @name: what the person calls the file, safe to show
 * @wants_text: whether text was asked for
 * @error: return location for the error
 *
 * Says why there is no answer.
 */
void
tf_reader_answer_set_error (TfReaderExit   end,
                            const char    *name,
                            gboolean       wants_text,
                            GError       **error)
{
  g_autofree char *sentence = dup_sentence (end, name, wants_text);

  g_set_error_literal (error, TF_READER_ERROR, get_code (end), sentence);
}
