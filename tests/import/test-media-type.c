/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-media-type.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *label;
  const char *head;
  gsize       n_head;  /* 0: the length of the string */
  const char *tail;
  const char *type;
} TypeCase;

#define ZIP(name) "PK\3\4aaaaaaaaaaaaaaaaaaaaaaaa\0\0" name
#define ZIPPED(name) ZIP (name), sizeof (ZIP (name)) - 1
#define DIRECTORY(name) "PK\1\2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" name
#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

static const TypeCase type_cases[] = {
  { "empty", "", 0, NULL, "application/x-zerosize" },
  { "pdf", "%PDF-1.7\n", 0, NULL, "application/pdf" },
  { "pdf-after-junk", "junk\r\n%PDF-1.4\n", 0, NULL, "application/pdf" },
  { "not-a-pdf", "%PDx", 0, NULL, "text/plain" },
  { "png", "\x89PNG\r\n\x1a\n", 0, NULL, "image/png" },
  { "png-cut", "\x89PN", 0, NULL, "text/plain" },
  { "jpeg", "\xff\xd8\xff\xe0", 0, NULL, "image/jpeg" },
  { "tiff-little", "II*\0", 4, NULL, "image/tiff" },
  { "tiff-big", "MM\0*", 4, NULL, "image/tiff" },
  { "gif", "GIF89a", 0, NULL, "image/gif" },
  { "webp", "RIFFxxxxWEBP", 0, NULL, "image/webp" },
  { "bmp", "BM1234\0\0\0\0", 10, NULL, "image/bmp" },
  { "svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", 0, NULL, "image/svg+xml" },
  { "svg-declared", "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", 0, NULL,
    "image/svg+xml" },
  { "docx", ZIPPED ("word/document.xml"), NULL,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "xlsx-in-directory", ZIPPED ("[Content_Types].xml"), DIRECTORY ("xl/workbook.xml"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "pptx", ZIPPED ("[Content_Types].xml" ZIP ("ppt/presentation.xml")), NULL,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  { "odt", ZIPPED ("mimetypeapplication/vnd.oasis.opendocument.textPK"), NULL,
    "application/vnd.oasis.opendocument.text" },
  { "ods", ZIPPED ("mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"), NULL,
    "application/vnd.oasis.opendocument.spreadsheet" },
  { "odg", ZIPPED ("mimetypeapplication/vnd.oasis.opendocument.graphicsPK"), NULL,
    "application/zip" },
  { "odt-extra-field", "PK\3\4aaaaaaaaaaaaaaaaaaaaaaaa\2\0mimetypexx"
                       "application/vnd.oasis.opendocument.textPK", 81, NULL,
    "application/vnd.oasis.opendocument.text" },
  { "zip", ZIPPED ("notes/word/a.txt"), NULL, "application/zip" },
  { "doc", OLE "....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 36, NULL, "application/msword" },
  { "ole", OLE "....", 0, NULL, "application/x-ole-storage" },
  { "gzip", "\x1f\x8b\x08", 0, NULL, "application/gzip" },
  { "rtf", "{\\rtf1\\ansi Hello}", 0, NULL, "application/rtf" },
  { "elf", "\x7f" "ELF", 0, NULL, "application/x-executable" },
  { "json", "  {\"a\": 1}", 0, NULL, "application/json" },
  { "json-array", "\xef\xbb\xbf[1, 2]", 0, NULL, "application/json" },
  { "cyclonedx", "{\"bomFormat\": \"CycloneDX\"}", 0, NULL, "application/vnd.cyclonedx+json" },
  { "cyclonedx-late", "{\"components\": []", 0, ",\"bomFormat\":\"CycloneDX\"}",
    "application/vnd.cyclonedx+json" },
  { "cyclonedx-xml", "<?xml version='1.0'?><bom xmlns='http://cyclonedx.org/schema/bom/1.5'>", 0,
    NULL, "application/vnd.cyclonedx+xml" },
  { "spdx", "{\"spdxVersion\": \"SPDX-2.3\"}", 0, NULL, "application/spdx+json" },
  { "spdx-3", "{\"@context\": \"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\"}", 0, NULL,
    "application/spdx+json" },
  { "spdx-tags", "SPDXVersion: SPDX-2.3\n", 0, NULL, "text/spdx" },
  { "xml", "<?xml version='1.0'?><a/>", 0, NULL, "application/xml" },
  { "html", "<!DOCTYPE html><p>Hello", 0, NULL, "text/html" },
  { "html-upper", "\n<HTML><body>", 0, NULL, "text/html" },
  { "less-than", "< 5 volts", 0, NULL, "text/plain" },
  { "text", "Plain text.\n", 0, NULL, "text/plain" },
  { "latin-1", "M\xfcnchen\n", 0, NULL, "text/plain" },
  { "utf-16", "\xff\xfeH\0i\0", 6, NULL, "text/plain" },
  { "binary", "abc\0def", 7, NULL, "application/octet-stream" },
  { "control", "abc\1def", 0, NULL, "application/octet-stream" },
};

static void
test_type (gconstpointer data)
{
  const TypeCase *test = data;
  gsize n_head = test->n_head > 0 ? test->n_head : strlen (test->head);
  const TfMediaType *type = tf_media_type_guess ((const guint8 *) test->head, n_head,
                                                 (const guint8 *) test->tail,
                                                 test->tail != NULL ? strlen (test->tail) : 0);

  g_assert_cmpstr (type->type, ==, test->type);
  g_assert_cmpstr (tf_media_type_get_name (type), !=, "");
}

static void
test_lookup (void)
{
  g_assert_cmpint (tf_media_type_lookup ("application/pdf")->class, ==, TF_MEDIA_PDF);
  g_assert_cmpstr (tf_media_type_get_name (tf_media_type_lookup ("application/pdf")), ==,
                   "PDF document");
  g_assert_cmpint (tf_media_type_lookup ("x/unheard-of")->class, ==, TF_MEDIA_OTHER);
}

static void
test_query (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("media-type-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "misnamed.txt", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GString) content = g_string_new ("{\"components\":\"");

  /* The telling words stand behind the first sample. */
  while (content->len < 3 * TF_MEDIA_TYPE_SAMPLE)
    g_string_append (content, "0123456789");
  g_string_append (content, "\",\"bomFormat\":\"CycloneDX\"}");
  g_file_set_contents (path, content->str, content->len, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (tf_media_type_query (file, NULL, &error)->type, ==,
                   "application/vnd.cyclonedx+json");

  g_unlink (path);
  g_assert_null (tf_media_type_query (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (type_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/media-type/guess/%s", type_cases[i].label);

      g_test_add_data_func (path, &type_cases[i], test_type);
    }
  g_test_add_func ("/media-type/lookup", test_lookup);
  g_test_add_func ("/media-type/query", test_query);

  return g_test_run ();
}
