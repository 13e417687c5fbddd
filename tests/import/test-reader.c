/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <tiffio.h>

#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define PPTX "application/vnd.openxmlformats-officedocument.presentationml.presentation"
#define ODF  "application/vnd.oasis.opendocument."
#define ODF_NS \
  " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'" \
  " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'" \
  " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'" \
  " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"

typedef struct
{
  char     *folder;
  TfReader *reader;
} Fixture;

typedef struct
{
  const char *name;
  const char *content;
} Part;

/* An office file and the text that is read from it, pages divided by form feeds. */
typedef struct
{
  const char *label;
  Part        parts[4];
  const char *type;
  guint       n_pages;
  const char *text;
} OfficeCase;

/* A text file and what is read from it. */
typedef struct
{
  const char *label;
  const char *content;
  gsize       length;    /* 0: the length of the string */
  const char *encoding;
  const char *text;
} TextCase;

/* Drawing text in a made PDF keeps the list of fonts to the end. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig";
}

static const OfficeCase office_cases[] = {
  { "docx",
    { { "word/document.xml",
        "<w:document xmlns:w='w'><w:body><w:p>"
        "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
        "<w:r><w:t>Risk</w:t><w:tab/><w:t xml:space='preserve'> file</w:t></w:r></w:p>"
        "<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Zwei &amp; drei</w:t><w:br/></w:r></w:p>"
        "</w:body></w:document>" } },
    DOCX, 0, "Risk\t file\nZwei & drei\n\n" },
  { "xlsx",
    { { "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row><c t='s'><v>1</v></c><c><v>42</v></c></row>"
        "<row><c t='inlineStr'><is><t>inline</t></is></c></row></sheetData></worksheet>" },
      { "xl/worksheets/sheet2.xml",
        "<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='s'><v>99</v></c></row>"
        "</sheetData></worksheet>" },
      { "xl/sharedStrings.xml",
        "<sst><si><t>zero</t></si><si><r><t>o</t></r><r><t>ne</t></r></si></sst>" } },
    XLSX, 2, "one\t42\t\ninline\t\n\fzero\t\t\n" },
  { "pptx",
    { { "ppt/slides/slide2.xml",
        "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>Second</a:t></a:r></a:p></p:sld>" },
      { "ppt/slides/slide1.xml",
        "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>First</a:t></a:r></a:p></p:sld>" } },
    PPTX, 2, "First\n\fSecond\n" },
  { "odt",
    { { "mimetype", ODF "text" },
      { "content.xml",
        "<office:document-content" ODF_NS "><office:body><office:text><text:h>Title</text:h>"
        "<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p><text:p/>"
        "</office:text></office:body></office:document-content>" } },
    ODF "text", 0, "Title\na   b\tc\nd\n\n" },
  { "ods",
    { { "mimetype", ODF "spreadsheet" },
      { "content.xml",
        "<office:document-content" ODF_NS "><table:table><table:table-row><table:table-cell>"
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "<table:table><table:table-row><table:table-cell><text:p>y</text:p></table:table-cell>"
        "</table:table-row></table:table></office:document-content>" } },
    ODF "spreadsheet", 0, "x\t\n\fy\t\n" },
  { "odp",
    { { "mimetype", ODF "presentation" },
      { "content.xml",
        "<office:document-content" ODF_NS "><draw:page><text:p>one</text:p></draw:page>"
        "<draw:page><text:p>two</text:p></draw:page></office:document-content>" } },
    ODF "presentation", 0, "one\n\ftwo\n" },
};

static const TextCase text_cases[] = {
  { "ascii", "Hello\n", 0, "UTF-8", "Hello\n" },
  { "utf-8", "\xef\xbb\xbfΈλεγχος\n", 0, "UTF-8", "Έλεγχος\n" },
  { "utf-16le", "\xff\xfeH\0\xe4\0\n\0", 8, "UTF-16LE", "Hä\n" },
  { "utf-16be", "\xfe\xff\0H\0\xe4\0\n", 8, "UTF-16BE", "Hä\n" },
  { "utf-16-lone-surrogate", "\xff\xfeH\0\x00\xd8", 6, NULL, NULL },
  { "latin-1", "Pr\xfc" "fung\n", 0, "ISO-8859-1", "Prüfung\n" },
  { "windows", "5 \x80\n", 0, "WINDOWS-1252", "5 €\n" },
  { "form-feed", "one\ftwo", 0, "UTF-8", "one\f\ftwo" },
  { "json", "{\"bomFormat\": \"CycloneDX\"}", 0, "UTF-8", "{\"bomFormat\": \"CycloneDX\"}" },
  { "html",
    "<html><head><title>T</title><style>p{}</style></head><body><script>x()</script>"
    "<h1>Head</h1><p>one <b>two</b>\n three &auml;<br>four<ul><li>a<li>b</ul></html>", 0, NULL,
    "Head\none two three ä\nfour\na\nb\n" },
  { "html-fragment", "<!DOCTYPE html>Only &lt;words&gt;", 0, NULL, "Only <words>\n" },
};

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("reader-XXXXXX", NULL);
  fixture->reader = tf_reader_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_assert_finalize_object (fixture->reader);
}

static GFile *
file_for (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

static GFile *
make_file (Fixture    *fixture,
           const char *name,
           const char *content,
           gsize       length)
{
  GFile *file = file_for (fixture, name);

  g_assert_true (g_file_set_contents (g_file_peek_path (file), content, length, NULL));

  return file;
}

static GFile *
make_pdf (Fixture *fixture,
          guint    n_pages)
{
  GFile *file = file_for (fixture, "made.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (g_file_peek_path (file), 300, 400);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "Made here");
  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("Page number %u", i);

      cairo_set_source_rgb (cr, 1, 0, 0);
      cairo_rectangle (cr, 0, 0, 150, 400);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_move_to (cr, 160, 100);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return file;
}

static GFile *
make_package (Fixture    *fixture,
              const char *name,
              const Part *parts,
              gsize       n_parts)
{
  GFile *file = file_for (fixture, name);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, g_file_peek_path (file)), ==, ARCHIVE_OK);
  for (gsize i = 0; i < n_parts && parts[i].name != NULL; i++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize length = strlen (parts[i].content);

      if (strcmp (parts[i].name, "mimetype") == 0)
        archive_write_zip_set_compression_store (archive);
      else
        archive_write_zip_set_compression_deflate (archive);
      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, length);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, parts[i].content, length), ==, length);
      archive_entry_free (entry);
    }
  archive_write_free (archive);

  return file;
}

static guint32
get_pixel (TfPageImage *image,
           guint        x,
           guint        y)
{
  const guint8 *pixels = g_bytes_get_data (image->pixels, NULL);
  guint32 pixel;

  g_assert_cmpuint (x, <, image->width);
  g_assert_cmpuint (y, <, image->height);
  memcpy (&pixel, pixels + y * image->stride + x * 4, 4);

  return pixel;
}

static char *
join_text (GPtrArray *pages)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      TfPageText *page = g_ptr_array_index (pages, i);

      if (i > 0)
        g_string_append_c (text, '\f');
      g_string_append (text, page->text);
    }

  return g_string_free (text, FALSE);
}

static void
test_pdf (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_pdf (fixture, 3);
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(TfPageImage) image = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  gboolean complete;

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (facts->state, ==, TF_FILE_READABLE);
  g_assert_cmpint (facts->type->class, ==, TF_MEDIA_PDF);
  g_assert_cmpuint (facts->n_pages, ==, 3);
  g_assert_cmpfloat (facts->width, ==, 300);
  g_assert_cmpfloat (facts->height, ==, 400);
  g_assert_cmpstr (facts->title, ==, "Made here");
  g_assert_cmpstr (facts->sentence, ==, "PDF document, 3 pages.");

  image = tf_reader_render_page (fixture->reader, file, NULL, 2, 600, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (image->width, ==, 600);
  g_assert_cmpuint (image->height, ==, 800);
  g_assert_cmphex (get_pixel (image, 10, 10), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (image, 590, 10), ==, 0xffffffff);

  pages = tf_reader_extract_text (fixture->reader, file, NULL, &complete, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (complete);
  g_assert_cmpuint (pages->len, ==, 3);
  g_assert_cmpuint (((TfPageText *) pages->pdata[2])->page, ==, 3);
  g_assert_nonnull (strstr (((TfPageText *) pages->pdata[2])->text, "Page number 3"));

  g_assert_null (tf_reader_render_page (fixture->reader, file, NULL, 4, 600, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "“made.pdf” does not have this page.");
}

static void
test_large_page (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_pdf (fixture, 1);
  g_autoptr(TfPageImage) image = NULL;

  image = tf_reader_render_page (fixture->reader, file, NULL, 1, 16384, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (image->width * image->height, >, 15900000);
  g_assert_cmpuint (image->width * image->height, <, 16100000);
}

static void
test_cut_pdf (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_pdf (fixture, 3);
  g_autoptr(GFile) cut = NULL;
  g_autoptr(TfFileFacts) facts = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_file_peek_path (file), &content, &length, NULL));
  cut = make_file (fixture, "cut.pdf", content, 60);

  facts = tf_reader_describe (fixture->reader, cut, "Test report.pdf", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (facts->state, ==, TF_FILE_DAMAGED);
  g_assert_cmpstr (facts->sentence, ==, "PDF document. It is damaged and cannot be opened.");

  g_assert_null (tf_reader_render_page (fixture->reader, cut, "Test report.pdf", 1, 100, NULL,
                                        &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "“Test report.pdf” could not be shown: it is damaged, or "
                                       "its end is missing.");
}

/* Left half red, right half transparent. */
static GdkPixbuf *
make_pixbuf (int width,
             int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  g_autoptr(GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width / 2, height);

  gdk_pixbuf_fill (pixbuf, 0);
  gdk_pixbuf_fill (left, 0xff0000ff);

  return pixbuf;
}

static void
test_png (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = file_for (fixture, "made.jpg");
  g_autoptr(GdkPixbuf) pixbuf = make_pixbuf (200, 100);
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(TfPageImage) whole = NULL;
  g_autoptr(TfPageImage) small = NULL;

  gdk_pixbuf_save (pixbuf, g_file_peek_path (file), "png", &error, NULL);
  g_assert_no_error (error);

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (facts->sentence, ==, "PNG picture, 200 × 100.");

  whole = tf_reader_render_page (fixture->reader, file, NULL, 1, 1000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->width, ==, 200);
  g_assert_cmphex (get_pixel (whole, 10, 10), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (whole, 190, 10), ==, 0xffffffff);

  small = tf_reader_render_page (fixture->reader, file, NULL, 1, 50, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (small->width, ==, 50);
  g_assert_cmpuint (small->height, ==, 25);
  g_assert_cmphex (get_pixel (small, 2, 2), ==, 0xffff0000);

  g_assert_null (tf_reader_extract_text (fixture->reader, file, NULL, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_UNSUPPORTED);
}

/* The camera was held on its side: left in the file is up on the screen. */
static void
test_jpeg_orientation (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char exif[] =
    "\xff\xe1\x00\x22" "Exif\0\0" "MM\0*\0\0\0\x08" "\0\x01" "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
    "\0\0\0\0";
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkPixbuf) pixbuf = make_pixbuf (200, 100);
  g_autoptr(GString) content = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(TfPageImage) image = NULL;
  g_autofree char *jpeg = NULL;
  gsize length;

  gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &length, "jpeg", &error, "quality", "100", NULL);
  g_assert_no_error (error);
  content = g_string_new_len (jpeg, length);
  g_string_insert_len (content, 2, exif, sizeof exif - 1);
  file = make_file (fixture, "turned.jpg", content->str, content->len);

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (facts->width, ==, 100);
  g_assert_cmpfloat (facts->height, ==, 200);

  image = tf_reader_render_page (fixture->reader, file, NULL, 1, 50, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (image->width, ==, 50);
  g_assert_cmpuint (image->height, ==, 100);
  g_assert_cmphex (get_pixel (image, 25, 10) & 0xfff0f0f0, ==, 0xfff00000);
  g_assert_cmphex (get_pixel (image, 25, 90) & 0xf0f0f0f0, !=, 0xf0f00000);
}

static void
test_tiff (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = file_for (fixture, "made.tiff");
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(TfPageImage) image = NULL;
  TIFF *tiff = TIFFOpen (g_file_peek_path (file), "w");

  for (guint i = 1; i <= 3; i++)
    {
      guint8 row[64] = { 0, };

      TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, 8 * i);
      TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, 2);
      TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
      TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
      TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
      TIFFWriteScanline (tiff, row, 0, 0);
      memset (row, 255, sizeof row);
      TIFFWriteScanline (tiff, row, 1, 0);
      TIFFWriteDirectory (tiff);
    }
  TIFFClose (tiff);

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (facts->sentence, ==, "TIFF picture, 3 pages.");

  image = tf_reader_render_page (fixture->reader, file, NULL, 3, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (image->width, ==, 24);
  g_assert_cmphex (get_pixel (image, 20, 0), ==, 0xff000000);
  g_assert_cmphex (get_pixel (image, 20, 1), ==, 0xffffffff);

  g_assert_null (tf_reader_render_page (fixture->reader, file, NULL, 4, 100, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED);
}

/* A few bytes that claim to be ten thousand million pixels. */
static void
test_pixel_bomb (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char png[] =
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\x86\xa0\0\1\x86\xa0\x08\2\0\0\0\x8f\xc5\x95\x14";
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_file (fixture, "bomb.png", png, sizeof png - 1);

  g_assert_null (tf_reader_render_page (fixture->reader, file, NULL, 1, 100, NULL, &error));
  g_assert_true (g_error_matches (error, TF_READER_ERROR, TF_READER_ERROR_LIMIT) ||
                 g_error_matches (error, TF_READER_ERROR, TF_READER_ERROR_DAMAGED));
}

static void
test_office (Fixture       *fixture,
             gconstpointer  data)
{
  const OfficeCase *test = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_package (fixture, test->label, test->parts,
                                        G_N_ELEMENTS (test->parts));
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  g_autofree char *text = NULL;
  gboolean complete;

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (facts->type->type, ==, test->type);
  g_assert_cmpint (facts->state, ==, TF_FILE_READABLE);
  g_assert_cmpuint (facts->n_pages, ==, test->n_pages);

  pages = tf_reader_extract_text (fixture->reader, file, NULL, &complete, NULL, &error);
  g_assert_no_error (error);
  text = join_text (pages);
  g_assert_cmpstr (text, ==, test->text);
  g_assert_true (complete);

  g_assert_null (tf_reader_render_page (fixture->reader, file, NULL, 1, 100, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_UNSUPPORTED);
}

static void
test_office_bomb (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GString) content = g_string_new ("<w:document xmlns:w='w'><!--");
  Part parts[1];

  while (content->len < 140 * 1024 * 1024)
    g_string_append (content, "                                                                ");
  g_string_append (content, "--></w:document>");
  parts[0].name = "word/document.xml";
  parts[0].content = content->str;
  file = make_package (fixture, "bomb.docx", parts, 1);

  g_assert_null (tf_reader_extract_text (fixture->reader, file, NULL, NULL, NULL, &error));
  g_assert_true (g_error_matches (error, TF_READER_ERROR, TF_READER_ERROR_LIMIT) ||
                 g_error_matches (error, TF_READER_ERROR, TF_READER_ERROR_DAMAGED));
}

/* The directory at the end is gone. */
static void
test_office_cut (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) whole = make_package (fixture, "whole.docx", office_cases[0].parts, 1);
  g_autoptr(GFile) cut = NULL;
  g_autoptr(TfFileFacts) facts = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_file_peek_path (whole), &content, &length, NULL));
  cut = make_file (fixture, "cut.docx", content, length / 2);

  facts = tf_reader_describe (fixture->reader, cut, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (facts->type->type, ==, DOCX);
  g_assert_cmpint (facts->state, ==, TF_FILE_DAMAGED);
  g_assert_null (tf_reader_extract_text (fixture->reader, cut, NULL, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_DAMAGED);
}

static void
test_office_entities (Fixture       *fixture,
                      gconstpointer  data)
{
  static const Part parts[] = {
    { "word/document.xml",
      "<!DOCTYPE d [<!ENTITY x SYSTEM '/etc/passwd'>]>"
      "<w:document xmlns:w='w'><w:p><w:t>a&x;b</w:t></w:p></w:document>" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_package (fixture, "entities.docx", parts, 1);
  g_autoptr(GPtrArray) pages = NULL;
  g_autofree char *text = NULL;

  pages = tf_reader_extract_text (fixture->reader, file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  text = join_text (pages);
  g_assert_cmpstr (text, ==, "ab\n");
}

static void
test_office_locked (Fixture       *fixture,
                    gconstpointer  data)
{
  static const Part parts[] = {
    { "mimetype", ODF "text" },
    { "content.xml", "not XML at all" },
    { "META-INF/manifest.xml", "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_package (fixture, "locked.odt", parts, G_N_ELEMENTS (parts));
  g_autoptr(TfFileFacts) facts = NULL;

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (facts->state, ==, TF_FILE_LOCKED);
  g_assert_null (tf_reader_extract_text (fixture->reader, file, NULL, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_ENCRYPTED);
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  const TextCase *test = data;
  gsize length = test->length > 0 ? test->length : strlen (test->content);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_file (fixture, test->label, test->content, length);
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(TfPageImage) image = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  g_autofree char *text = NULL;

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (facts->state, ==, TF_FILE_READABLE);
  if (test->encoding != NULL)
    g_assert_cmpstr (facts->encoding, ==, test->encoding);

  pages = tf_reader_extract_text (fixture->reader, file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  text = join_text (pages);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (test->text != NULL)
    g_assert_cmpstr (text, ==, test->text);

  image = tf_reader_render_page (fixture->reader, file, NULL, 1, 300, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (image->width, ==, 300);
}

static void
test_text_pages (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) content = g_string_new (NULL);
  g_autoptr(GFile) file = NULL;
  g_autoptr(TfFileFacts) facts = NULL;
  g_autoptr(TfPageImage) image = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (content, "Line %u\r\n", i);
  for (guint i = 0; i < 100; i++)
    g_string_append (content, "a_word_without_end_");
  file = make_file (fixture, "long.txt", content->str, content->len);

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facts->n_pages, ==, 6);
  pages = tf_reader_extract_text (fixture->reader, file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 6);
  g_assert_true (g_str_has_prefix (((TfPageText *) pages->pdata[1])->text, "Line 72\r\n"));

  image = tf_reader_render_page (fixture->reader, file, NULL, 6, 300, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (tf_reader_render_page (fixture->reader, file, NULL, 7, 300, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED);
}

static void
test_text_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) content = g_string_new (NULL);
  g_autoptr(GFile) file = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  gboolean complete;

  while (content->len < 17 * 1024 * 1024)
    g_string_append (content, "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää\n");
  file = make_file (fixture, "large.txt", content->str, content->len);

  pages = tf_reader_extract_text (fixture->reader, file, NULL, &complete, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (complete);
  g_assert_cmpuint (pages->len, >, 1000);
}

static void
test_svg (Fixture       *fixture,
          gconstpointer  data)
{
  static const char svg[] =
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
    "width='40' height='20'><rect width='40' height='20' fill='#00ff00'/>"
    "<image xlink:href='other.png' width='5' height='5'/></svg>";
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = make_file (fixture, "drawing.svg", svg, sizeof svg - 1);
  g_autoptr(TfFileFacts) facts = NULL;

  facts = tf_reader_describe (fixture->reader, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (facts->type->type, ==, "image/svg+xml");
  g_assert_true (facts->outside || facts->state == TF_FILE_OPAQUE);
}

static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) empty = make_file (fixture, "empty.pdf", "", 0);
  g_autoptr(GFile) rtf = make_file (fixture, "a.rtf", "{\\rtf1 Hello}", 13);
  g_autoptr(TfFileFacts) empty_facts = NULL;
  g_autoptr(TfFileFacts) rtf_facts = NULL;

  empty_facts = tf_reader_describe (fixture->reader, empty, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (empty_facts->state, ==, TF_FILE_EMPTY);
  g_assert_cmpstr (empty_facts->sentence, ==, "Empty file.");

  rtf_facts = tf_reader_describe (fixture->reader, rtf, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rtf_facts->state, ==, TF_FILE_OPAQUE);
  g_assert_null (tf_reader_extract_text (fixture->reader, rtf, NULL, NULL, NULL, &error));
  g_assert_error (error, TF_READER_ERROR, TF_READER_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, "“a.rtf” holds no text that can be read here.");
}

static void
add (const char *path,
     gconstpointer data,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (office_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader/office/%s", office_cases[i].label);

      add (path, &office_cases[i], test_office);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader/text/%s", text_cases[i].label);

      add (path, &text_cases[i], test_text);
    }
  add ("/reader/pdf", NULL, test_pdf);
  add ("/reader/pdf-large-page", NULL, test_large_page);
  add ("/reader/pdf-cut", NULL, test_cut_pdf);
  add ("/reader/png", NULL, test_png);
  add ("/reader/jpeg-orientation", NULL, test_jpeg_orientation);
  add ("/reader/tiff", NULL, test_tiff);
  add ("/reader/pixel-bomb", NULL, test_pixel_bomb);
  add ("/reader/office-bomb", NULL, test_office_bomb);
  add ("/reader/office-cut", NULL, test_office_cut);
  add ("/reader/office-entities", NULL, test_office_entities);
  add ("/reader/office-locked", NULL, test_office_locked);
  add ("/reader/text-pages", NULL, test_text_pages);
  add ("/reader/text-limit", NULL, test_text_limit);
  add ("/reader/svg", NULL, test_svg);
  add ("/reader/others", NULL, test_others);

  return g_test_run ();
}
