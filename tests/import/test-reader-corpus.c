/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-reader.h"

#include <string.h>

/* Real, odd and hostile files that are not part of this tree; see TF_TEST_SHARED. */
typedef enum {
  REPAIRED   = 1 << 0,
  RESTRICTED = 1 << 1,
  SCRIPTS    = 1 << 2,
  ATTACHED   = 1 << 3,
  OUTSIDE    = 1 << 4,
} Remark;

typedef struct
{
  const char  *name;
  const char  *type;      /* NULL: not looked at */
  TfFileState  state;
  guint        n_pages;
  int          page_error;  /* of page 1, or -1 */
  guint        width;       /* of page 1 when asked for 200 pixels, or 0: not looked at */
  guint        height;
  Remark       remarks;
  const char  *text;        /* somewhere in the text, or NULL */
} FileCase;

#define OK      TF_FILE_READABLE
#define DAMAGED TF_READER_ERROR_DAMAGED
#define LOCKED  TF_READER_ERROR_ENCRYPTED

static const FileCase file_cases[] = {
  { "broken-xref-rebuilt.pdf", NULL, OK, 1, -1, 200, 0, REPAIRED, "Potato" },
  { "truncated.pdf", "application/pdf", TF_FILE_DAMAGED, 0, DAMAGED, 0, 0, 0, NULL },
  { "zero-pages.pdf", NULL, OK, 0, TF_READER_ERROR_FAILED, 0, 0, 0, NULL },
  { "page-tree-loop.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "not-a-pdf.pdf", "text/plain", OK, 1, -1, 200, 283, 0, NULL },
  { "pdf-2.0.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "jbig2-bomb.pdf", NULL, OK, 1, TF_READER_ERROR_LIMIT, 0, 0, 0, NULL },
  { "thousand-pages.pdf", NULL, OK, 1000, -1, 200, 283, 0, "Page 1000 of 1000" },
  { "encrypted-user-password-aes256.pdf", NULL, TF_FILE_LOCKED, 0, LOCKED, 0, 0, 0, NULL },
  { "encrypted-owner-only.pdf", NULL, OK, 30, -1, 200, 0, RESTRICTED, NULL },
  { "encrypted-unicode-password.pdf", NULL, TF_FILE_LOCKED, 0, LOCKED, 0, 0, 0, NULL },
  { "encrypted-certificate.pdf", NULL, TF_FILE_LOCKED_CERTIFICATE, 0, LOCKED, 0, 0, 0, NULL },
  { "javascript-openaction.pdf", NULL, OK, 1, -1, 200, 0, SCRIPTS, NULL },
  { "launch-action.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "xfa-form.pdf", NULL, OK, 1, -1, 200, 0, SCRIPTS, NULL },
  { "acroform-need-appearances.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "multimedia.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "embedded-file.pdf", NULL, OK, 1, -1, 200, 0, ATTACHED, NULL },
  { "portfolio.pdf", NULL, OK, 1, -1, 200, 0, ATTACHED | SCRIPTS, NULL },
  { "rotated-90.pdf", NULL, OK, 5, -1, 200, 0, 0, NULL },
  { "huge-page-userunit.pdf", NULL, OK, 1, -1, 200, 200, 0, "50.8 m" },
  { "tiny-pages.pdf", NULL, OK, 10, -1, 200, 200, 0, NULL },
  { "page-labels.pdf", NULL, OK, 11, -1, 200, 0, 0, NULL },
  { "no-embedded-fonts.pdf", NULL, OK, 14, -1, 200, 0, 0, NULL },
  { "type3-font.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "cjk-no-embed.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "arabic-rotated.pdf", NULL, OK, 4, -1, 200, 0, 0, "habibi" },
  { "transparency-blend-modes.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "jpx.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "jbig2.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "cmyk.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "optional-content.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "attack-usf-contents-zero.pdf", NULL, OK, 1, -1, 200, 0, 0, "999" },
  { "attack-shadow-hide-and-replace.pdf", NULL, OK, 1, -1, 200, 0, 0, NULL },
  { "png-16bit-rgba-animated.png", "image/png", OK, 1, -1, 128, 64, 0, NULL },
  { "png-gray-alpha.png", "image/png", OK, 1, -1, 200, 150, 0, NULL },
  { "jpeg-cmyk.jpg", "image/jpeg", OK, 1, -1, 100, 100, 0, NULL },
  { "jpeg-exif-rotated.jpg", "image/jpeg", OK, 1, -1, 128, 128, 0, NULL },
  { "tiff-multi-page.tiff", "image/tiff", OK, 3, -1, 10, 10, 0, NULL },
  { "svg-external-image.svg", "image/svg+xml", OK, 1, -1, 0, 0, OUTSIDE, NULL },
  { "text-utf16le-bom.txt", "text/plain", OK, 1, -1, 200, 283, 0, "comment section of YouTube" },
  { "text-latin1.txt", "text/plain", OK, 1, -1, 200, 283, 0, "tão bem determinada" },
  { "office-small.docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    OK, 0, TF_READER_ERROR_UNSUPPORTED, 0, 0, 0, NULL },
};

static GFile *
get_file (const char *name)
{
  const char *shared = g_getenv ("TF_TEST_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "data", "pdf", name, NULL)
                                         : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("TF_TEST_SHARED has no such file");
      return NULL;
    }

  return g_file_new_for_path (path);
}

static Remark
get_remarks (TfFileFacts *facts)
{
  return (facts->repaired ? REPAIRED : 0) | (facts->restricted ? RESTRICTED : 0) |
         (facts->scripts ? SCRIPTS : 0) | (facts->attached ? ATTACHED : 0) |
         (facts->outside ? OUTSIDE : 0);
}

static void
check_facts (const FileCase *test,
             TfReader       *reader,
             GFile          *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfFileFacts) facts = tf_reader_describe (reader, file, NULL, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s", facts->sentence);
  if (test->type != NULL)
    g_assert_cmpstr (facts->type->type, ==, test->type);
  g_assert_cmpint (facts->state, ==, test->state);
  g_assert_cmpuint (facts->n_pages, ==, test->n_pages);
  g_assert_cmphex (get_remarks (facts), ==, test->remarks);
}

static void
check_page (const FileCase *test,
            TfReader       *reader,
            GFile          *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfPageImage) image = tf_reader_render_page (reader, file, NULL, 1, 200, NULL, &error);

  if (test->page_error >= 0)
    {
      g_assert_error (error, TF_READER_ERROR, test->page_error);
      g_test_message ("%s", error->message);
      return;
    }

  g_assert_no_error (error);
  if (test->width > 0)
    g_assert_cmpuint (image->width, ==, test->width);
  if (test->height > 0)
    g_assert_cmpuint (image->height, ==, test->height);
}

static void
check_text (const FileCase *test,
            TfReader       *reader,
            GFile          *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pages = tf_reader_extract_text (reader, file, NULL, NULL, NULL, &error);
  gboolean found = test->text == NULL;

  if (test->text != NULL)
    g_assert_no_error (error);
  for (guint i = 0; pages != NULL && !found && i < pages->len; i++)
    found = strstr (((TfPageText *) pages->pdata[i])->text, test->text) != NULL;
  g_assert_true (found);
}

static void
test_file (gconstpointer data)
{
  const FileCase *test = data;
  g_autoptr(GFile) file = get_file (test->name);
  g_autoptr(TfReader) reader = tf_reader_new ();

  if (file == NULL)
    return;

  check_facts (test, reader, file);
  check_page (test, reader, file);
  check_text (test, reader, file);
}

/* Whatever else lies there ends in facts, and in a page or a sentence. */
static void
test_rest (void)
{
  g_autoptr(TfReader) reader = tf_reader_new ();
  g_autoptr(GFile) index = get_file ("INDEX.md");
  g_autoptr(GFile) folder = index != NULL ? g_file_get_parent (index) : NULL;
  g_autoptr(GFileEnumerator) files = NULL;
  GFile *file;

  if (folder == NULL)
    return;

  files = g_file_enumerate_children (folder, "standard::name", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  while (g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) && file != NULL)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(TfFileFacts) facts = tf_reader_describe (reader, file, NULL, NULL, &error);
      g_autoptr(TfPageImage) image = NULL;

      g_assert_no_error (error);
      image = tf_reader_render_page (reader, file, NULL, 1, 100, NULL, &error);
      g_assert_true ((image != NULL) == (error == NULL));
      g_test_message ("%s: %s %s", g_file_peek_path (file), facts->sentence,
                      error != NULL ? error->message : "");
      g_assert_false (error != NULL && strstr (error->message, "unexpectedly") != NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (file_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader-corpus/file/%s", file_cases[i].name);

      g_test_add_data_func (path, &file_cases[i], test_file);
    }
  g_test_add_func ("/reader-corpus/rest", test_rest);

  return g_test_run ();
}
