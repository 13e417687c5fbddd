/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-media-type.h"
#include "tf-read-html.h"
#include "tf-read-image.h"
#include "tf-read-limits.h"
#include "tf-read-office.h"
#include "tf-read-output.h"
#include "tf-read-pdf.h"
#include "tf-read-text.h"
#include "tf-reader-protocol.h"

#include <errno.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
ignore_log_cb (const char     *domain,
               GLogLevelFlags  level,
               const char     *message,
               gpointer        user_data)
{
}

static gsize
read_at (goffset  offset,
         guint8  *buffer)
{
  gsize length = 0;
  ssize_t n = 1;

  while (n != 0 && length < TF_MEDIA_TYPE_SAMPLE)
    {
      n = pread (TF_READER_FD, buffer + length, TF_MEDIA_TYPE_SAMPLE - length, offset + length);
      if (n < 0 && errno != EINTR)
        tf_read_fail (TF_READER_EXIT_FAILED);
      length += MAX (n, 0);
    }

  return length;
}

static const TfMediaType *
recognise (void)
{
  g_autofree guint8 *head = g_malloc (TF_MEDIA_TYPE_SAMPLE);
  g_autofree guint8 *tail = g_malloc (TF_MEDIA_TYPE_SAMPLE);
  struct stat info;
  gsize n_head, n_tail = 0;

  if (fstat (TF_READER_FD, &info) != 0 || !S_ISREG (info.st_mode))
    tf_read_fail (TF_READER_EXIT_FAILED);

  n_head = read_at (0, head);
  if (info.st_size > TF_MEDIA_TYPE_SAMPLE)
    n_tail = read_at (MAX (TF_MEDIA_TYPE_SAMPLE, info.st_size - TF_MEDIA_TYPE_SAMPLE), tail);

  return tf_media_type_guess (head, n_head, tail, n_tail);
}

/* The text of the file where it is one that is read as text, or NULL. */
static char *
load_text (const TfMediaType  *type,
           char              **title,
           const char        **encoding,
           gboolean           *complete)
{
  *title = NULL;
  *encoding = NULL;

  if (type->class == TF_MEDIA_HTML)
    return tf_read_html_load (title, complete);
  if (type->class == TF_MEDIA_TEXT)
    return tf_read_text_load (encoding, complete);

  return NULL;
}

static void
info (const TfMediaType *type)
{
  g_auto(GVariantDict) facts = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  const char *encoding;
  gboolean complete;

  tf_read_describe (type->type);
  g_variant_dict_insert (&facts, TF_READER_KEY_STATE, "u", TF_READER_EXIT_OK);
  g_variant_dict_insert (&facts, TF_READER_KEY_TYPE, "s", type->type);

  text = load_text (type, &title, &encoding, &complete);
  if (text != NULL)
    tf_read_text_info (text, &facts);
  if (title != NULL)
    g_variant_dict_insert (&facts, TF_READER_KEY_TITLE, "s", title);
  if (encoding != NULL)
    g_variant_dict_insert (&facts, TF_READER_KEY_ENCODING, "s", encoding);

  if (type->class == TF_MEDIA_PDF)
    tf_read_pdf_info (&facts);
  else if (type->class == TF_MEDIA_IMAGE)
    tf_read_image_info (type->type, &facts);
  else if (type->class == TF_MEDIA_OFFICE)
    tf_read_office_info (type->type, &facts);

  tf_read_write_info (g_variant_dict_end (&facts));
}

static void
page (const TfMediaType *type,
      guint              number,
      guint              width)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  const char *encoding;
  gboolean complete;

  text = load_text (type, &title, &encoding, &complete);
  if (text != NULL)
    tf_read_text_page (text, number, width);
  else if (type->class == TF_MEDIA_PDF)
    tf_read_pdf_page (number, width);
  else if (type->class == TF_MEDIA_IMAGE)
    tf_read_image_page (type->type, number, width);
  else
    tf_read_fail (TF_READER_EXIT_UNSUPPORTED);
}

static void
text_inside (const TfMediaType *type)
{
  TfReadText out = { 0, TRUE };
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  const char *encoding;
  gboolean complete = TRUE;

  text = load_text (type, &title, &encoding, &complete);
  if (text != NULL)
    tf_read_text_text (text, &out);
  else if (type->class == TF_MEDIA_PDF)
    tf_read_pdf_text (&out);
  else if (type->class == TF_MEDIA_OFFICE)
    tf_read_office_text (type->type, &out);
  else
    tf_read_fail (TF_READER_EXIT_UNSUPPORTED);

  out.complete = out.complete && complete;
  tf_read_end_text (&out);
}

static guint
parse_number (const char *argument,
              guint       maximum)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (argument, 10, 1, maximum, &number, NULL))
    tf_read_fail (TF_READER_EXIT_USAGE);

  return number;
}

/* Reads the one file that is open as descriptor 3; see tf-reader-protocol.h. */
int
main (int    argc,
      char **argv)
{
  if (!tf_read_limits_apply ())
    return TF_READER_EXIT_FAILED;

  setlocale (LC_ALL, "");
  g_log_set_default_handler (ignore_log_cb, NULL);

  if (argc == 2 && strcmp (argv[1], "info") == 0)
    info (recognise ());
  else if (argc == 4 && strcmp (argv[1], "page") == 0)
    page (recognise (), parse_number (argv[2], G_MAXUINT),
          parse_number (argv[3], TF_READER_MAX_WIDTH));
  else if (argc == 2 && strcmp (argv[1], "text") == 0)
    text_inside (recognise ());
  else
    return TF_READER_EXIT_USAGE;

  return TF_READER_EXIT_OK;
}
