/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf.h"

#include "export-fixture.h"
#include "sample-document.h"
#include "tf-pdf-update.h"

#include <libxml/parser.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Rules of ISO 19005-3 and of ISO 14289-1 that can be judged from the objects of a file. The
 * documents are those that break them most easily. */

#define MAX_STRING  32767
#define MAX_NAME    127
#define MAX_DEPTH   40
#define CONTROLS    "a\001b\x0b" "c\xc2\x85" "d\xef\xbf\xbe" "e\xef\xb7\x90" "f\xef\xbb\xbfg\n<h>"
#define CLEAN       "a b c d\xef\xbf\xbd" "e\xef\xbf\xbd" "fg <h>"

/* A file that was read, and what has been found in it. */
typedef struct
{
  qpdf_data   qpdf;
  GHashTable *places;   /* names that links can lead to, as bytes in hexadecimal */
  GArray     *headings; /* levels, in reading order */
  guint       n_tables;
  guint       n_figures;
} File;

static void
file_clear (File *file)
{
  qpdf_cleanup (&file->qpdf);
  g_hash_table_unref (file->places);
  g_array_unref (file->headings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static void
read_back (Fixture *fixture,
           File    *file)
{
  file->qpdf = qpdf_init ();
  file->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  file->headings = g_array_new (FALSE, FALSE, sizeof (int));
  g_assert_cmpint (qpdf_read (file->qpdf, fixture->path, NULL), ==, QPDF_SUCCESS);
}

static void
write_and_read (Fixture    *fixture,
                TfDocument *document,
                File       *file)
{
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GError) error = NULL;

  tf_pdf_write (pages, fixture->path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  read_back (fixture, file);
}

static char *
dup_bytes (File    *file,
           qpdf_oh  string)
{
  gsize length = 0;
  const char *bytes = qpdf_oh_get_binary_string_value (file->qpdf, string, &length);
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", (guint8) bytes[i]);

  return g_string_free (hex, FALSE);
}

static GPtrArray *
list_keys (File    *file,
           qpdf_oh  dictionary)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  qpdf_oh_begin_dict_key_iter (file->qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (file->qpdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (file->qpdf)));

  return keys;
}

/* Clause 6.1.13: how large a number, a string and a name may be. */
static void
check_limits (File    *file,
              qpdf_oh  object,
              int      depth)
{
  gsize length = 0;

  g_assert_cmpint (depth, <, MAX_DEPTH);
  switch (qpdf_oh_get_type_code (file->qpdf, object))
    {
    case ot_integer:
      g_assert_cmpint (ABS (qpdf_oh_get_int_value (file->qpdf, object)), <=, G_MAXINT32);
      break;

    case ot_string:
      qpdf_oh_get_binary_string_value (file->qpdf, object, &length);
      g_assert_cmpuint (length, <=, MAX_STRING);
      break;

    case ot_name:
      g_assert_cmpuint (strlen (qpdf_oh_get_name (file->qpdf, object)) - 1, <=, MAX_NAME);
      break;

    case ot_array:
      for (int i = 0; i < qpdf_oh_get_array_n_items (file->qpdf, object); i++)
        {
          qpdf_oh item = qpdf_oh_get_array_item (file->qpdf, object, i);

          if (!qpdf_oh_is_indirect (file->qpdf, item))
            check_limits (file, item, depth + 1);
        }
      break;

    case ot_stream:
      check_limits (file, qpdf_oh_get_dict (file->qpdf, object), depth + 1);
      break;

    case ot_dictionary:
      {
        g_autoptr (GPtrArray) keys = list_keys (file, object);

        for (guint i = 0; i < keys->len; i++)
          {
            qpdf_oh value = qpdf_oh_get_key (file->qpdf, object, keys->pdata[i]);

            g_assert_cmpuint (strlen (keys->pdata[i]) - 1, <=, MAX_NAME);
            if (!qpdf_oh_is_indirect (file->qpdf, value))
              check_limits (file, value, depth + 1);
          }
      }
      break;

    default:
      break;
    }
}

/* Names of places stand in the leaves of a tree. */
static void
collect_places (File    *file,
                qpdf_oh  node)
{
  qpdf_oh names = qpdf_oh_get_key (file->qpdf, node, "/Names");
  qpdf_oh kids = qpdf_oh_get_key (file->qpdf, node, "/Kids");

  for (int i = 0; qpdf_oh_is_array (file->qpdf, names)
                  && i < qpdf_oh_get_array_n_items (file->qpdf, names); i += 2)
    g_hash_table_add (file->places,
                      dup_bytes (file, qpdf_oh_get_array_item (file->qpdf, names, i)));
  for (int i = 0; qpdf_oh_is_array (file->qpdf, kids)
                  && i < qpdf_oh_get_array_n_items (file->qpdf, kids); i++)
    collect_places (file, qpdf_oh_get_array_item (file->qpdf, kids, i));
}

static void
check_link (File    *file,
            qpdf_oh  object)
{
  qpdf_oh target = qpdf_oh_get_key (file->qpdf, object, "/Dest");
  g_autofree char *place = NULL;

  if (!qpdf_oh_is_name_and_equals (file->qpdf, qpdf_oh_get_key (file->qpdf, object, "/Subtype"),
                                   "/Link"))
    return;
  g_assert_cmpint (qpdf_oh_get_int_value (file->qpdf,
                                          qpdf_oh_get_key (file->qpdf, object, "/F")), ==, 4);
  g_assert_true (qpdf_oh_has_key (file->qpdf, object, "/Contents"));
  if (!qpdf_oh_is_string (file->qpdf, target))
    return;

  place = dup_bytes (file, target);
  g_test_message ("link to %s", place);
  g_assert_true (g_hash_table_contains (file->places, place));
}

static guint
get_span (File    *file,
          qpdf_oh  cell)
{
  qpdf_oh attributes = qpdf_oh_get_key (file->qpdf, cell, "/A");
  qpdf_oh span = qpdf_oh_is_dictionary (file->qpdf, attributes)
                 ? qpdf_oh_get_key (file->qpdf, attributes, "/ColSpan")
                 : qpdf_oh_new_null (file->qpdf);

  return qpdf_oh_is_integer (file->qpdf, span) ? qpdf_oh_get_int_value (file->qpdf, span) : 1;
}

static guint
count_columns (File    *file,
               qpdf_oh  row)
{
  qpdf_oh cells = qpdf_oh_get_key (file->qpdf, row, "/K");
  guint n = 0;

  if (qpdf_oh_is_dictionary (file->qpdf, cells))
    return get_span (file, cells);
  for (int i = 0; i < qpdf_oh_get_array_n_items (file->qpdf, cells); i++)
    n += get_span (file, qpdf_oh_get_array_item (file->qpdf, cells, i));

  return n;
}

/* All rows of a table have cells for the same number of columns. */
static void
check_table (File    *file,
             qpdf_oh  table)
{
  qpdf_oh rows = qpdf_oh_get_key (file->qpdf, table, "/K");
  guint n_columns = 0;

  for (int i = 0; i < qpdf_oh_get_array_n_items (file->qpdf, rows); i++)
    {
      qpdf_oh row = qpdf_oh_get_array_item (file->qpdf, rows, i);

      if (!qpdf_oh_is_name_and_equals (file->qpdf, qpdf_oh_get_key (file->qpdf, row, "/S"), "/TR"))
        continue;
      if (n_columns == 0)
        n_columns = count_columns (file, row);
      g_assert_cmpuint (count_columns (file, row), ==, n_columns);
    }
  file->n_tables++;
}

static void
check_element (File    *file,
               qpdf_oh  element,
               int      depth)
{
  qpdf_oh children = qpdf_oh_get_key (file->qpdf, element, "/K");
  qpdf_oh kind = qpdf_oh_get_key (file->qpdf, element, "/S");
  g_autofree char *name = g_strdup (qpdf_oh_is_name (file->qpdf, kind)
                                    ? qpdf_oh_get_name (file->qpdf, kind) : "");

  g_assert_cmpint (depth, <, MAX_DEPTH);
  if (strcmp (name, "/Table") == 0)
    check_table (file, element);
  if (strcmp (name, "/Figure") == 0)
    {
      qpdf_oh alternative = qpdf_oh_get_key (file->qpdf, element, "/Alt");

      g_assert_true (qpdf_oh_is_string (file->qpdf, alternative));
      g_assert_cmpstr (qpdf_oh_get_utf8_value (file->qpdf, alternative), !=, "");
      file->n_figures++;
    }
  if (strlen (name) == 3 && name[1] == 'H')
    {
      int level = name[2] - '0';

      g_array_append_val (file->headings, level);
    }
  for (int i = 0; qpdf_oh_is_array (file->qpdf, children)
                  && i < qpdf_oh_get_array_n_items (file->qpdf, children); i++)
    {
      qpdf_oh child = qpdf_oh_get_array_item (file->qpdf, children, i);

      if (qpdf_oh_is_dictionary (file->qpdf, child))
        check_element (file, child, depth + 1);
    }
  if (qpdf_oh_is_dictionary (file->qpdf, children))
    check_element (file, children, depth + 1);
}

/* Judges every object of the file, its links and its structure. */
static void
check_file (File *file)
{
  qpdf_oh root = qpdf_get_root (file->qpdf);
  qpdf_oh names = qpdf_oh_get_key (file->qpdf, root, "/Names");
  int size = qpdf_oh_get_int_value (file->qpdf,
                                    qpdf_oh_get_key (file->qpdf, qpdf_get_trailer (file->qpdf),
                                                     "/Size"));

  if (qpdf_oh_is_dictionary (file->qpdf, names)
      && qpdf_oh_has_key (file->qpdf, names, "/Dests"))
    collect_places (file, qpdf_oh_get_key (file->qpdf, names, "/Dests"));
  for (int i = 1; i < size; i++)
    {
      qpdf_oh object = qpdf_get_object_by_id (file->qpdf, i, 0);

      check_limits (file, object, 0);
      if (qpdf_oh_is_dictionary (file->qpdf, object))
        check_link (file, object);
    }
  check_element (file, qpdf_oh_get_key (file->qpdf, root, "/StructTreeRoot"), 0);
  for (guint i = 0; i < file->headings->len; i++)
    {
      int above = i > 0 ? g_array_index (file->headings, int, i - 1) : 0;

      g_assert_cmpint (g_array_index (file->headings, int, i), <=, above + 1);
    }
}

static void
test_sample (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_auto (File) file = { 0 };

  write_and_read (fixture, document, &file);
  check_file (&file);
  g_assert_cmpuint (file.n_tables, ==, 5);
  g_assert_cmpuint (file.n_figures, ==, 1);
  g_assert_cmpuint (file.headings->len, >, 5);
}

static char *
dup_information (File       *file,
                 const char *key)
{
  qpdf_oh information = qpdf_oh_get_key (file->qpdf, qpdf_get_trailer (file->qpdf), "/Info");

  return g_strdup (qpdf_oh_get_utf8_value (file->qpdf,
                                           qpdf_oh_get_key (file->qpdf, information, key)));
}

/* Text with characters that XML knows no way to write still makes a packet of metadata that can
 * be read, and pages. */
static void
test_controls (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const keywords[] = { CONTROLS, NULL };
  g_autoptr (GDateTime) created = g_date_time_new_utc (2027, 1, 15, 12, 30, 0);
  g_autoptr (TfDocument) document = tf_document_new (CONTROLS, "en", created);
  g_auto (File) file = { 0 };
  qpdf_oh metadata = 0;
  unsigned char *packet = NULL;
  gsize length = 0;
  xmlDoc *xml = NULL;
  g_autofree char *title = NULL;
  g_autofree char *author = NULL;

  tf_document_set_author (document, CONTROLS);
  tf_document_set_keywords (document, keywords);
  tf_document_set_subject (document, CONTROLS);
  tf_document_set_header (document, CONTROLS);
  tf_document_set_watermark (document, CONTROLS);
  tf_document_add_heading (document, 1, "1", CONTROLS, "");
  tf_document_add_plain (document, CONTROLS);
  write_and_read (fixture, document, &file);
  check_file (&file);

  metadata = qpdf_oh_get_key (file.qpdf, qpdf_get_root (file.qpdf), "/Metadata");
  g_assert_cmpint (qpdf_oh_get_stream_data (file.qpdf, metadata, qpdf_dl_all, NULL, &packet,
                                            &length), ==, QPDF_SUCCESS);
  xml = xmlReadMemory ((char *) packet, length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
  free (packet);
  g_assert_nonnull (xml);
  xmlFreeDoc (xml);
  title = dup_information (&file, "/Title");
  author = dup_information (&file, "/Author");
  g_assert_cmpstr (title, ==, CLEAN);
  g_assert_cmpstr (author, ==, CLEAN);
}

/* Nothing that a person writes, however long, makes a string that no PDF/A may hold. */
static void
test_long_texts (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *word = g_strnfill (20000, 'w');
  g_autofree char *text = g_strdup_printf ("😀%s", word);
  g_autofree char *uri = g_strdup_printf ("https://example.org/%s%s", word, word);
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (GDateTime) modified = g_date_time_new_utc (2026, 12, 1, 8, 0, 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_auto (File) file = { 0 };
  TfInlines *link = tf_inlines_new ();

  for (char *c = strchr (word, 'w'); c < word + strlen (word); c += 8)
    *c = ' ';
  g_free (text);
  text = g_strdup_printf ("😀%s", word);
  tf_document_set_author (document, text);
  tf_document_set_subject (document, text);
  tf_inlines_add_uri (link, "far away", TF_INLINE_NONE, uri);
  tf_document_add_heading (document, 1, "", text, "");
  tf_document_add_paragraph (document, link);
  tf_document_add_figure (document, "ab12", text, 50, tf_inlines_new ());
  tf_document_add_attachment (document,
                              tf_attachment_new_bytes (bytes, "a.txt", text, "text/plain",
                                                       TF_ATTACHMENT_DATA, modified));
  write_and_read (fixture, document, &file);
  check_file (&file);
}

/* Names of places with signs that mean something in a PDF, a picture that nobody described, and
 * headings that skip levels. */
static void
test_structure (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const places[] = { "1(a)", "a\\b", "über", "(", "a b" };
  static const int levels[] = { 1, 2, 3, 3, 2, 1, 1, 1, 1, 1 };
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_auto (File) file = { 0 };

  tf_document_add_heading (document, 1, "", "One", "");
  tf_document_add_subheading (document, 1, tf_inlines_new_text ("Inside"));
  tf_document_add_subheading (document, 3, tf_inlines_new_text ("Deep inside"));
  tf_document_add_subheading (document, 2, tf_inlines_new_text ("Inside again"));
  tf_document_add_heading (document, 3, "", "Three", "");
  tf_document_add_figure (document, "ab12", "", 50, tf_inlines_new ());
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      TfInlines *text = tf_inlines_new ();

      tf_document_add_heading (document, 1, "", "Place", places[i]);
      tf_inlines_add_link (text, "here", TF_INLINE_NONE, places[i], TRUE);
      tf_document_add_paragraph (document, text);
    }
  write_and_read (fixture, document, &file);
  check_file (&file);
  g_assert_cmpuint (g_hash_table_size (file.places), >=, G_N_ELEMENTS (places));
  g_assert_cmpuint (file.n_figures, ==, 1);
  g_assert_cmpuint (file.headings->len, ==, G_N_ELEMENTS (levels));
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_assert_cmpint (g_array_index (file.headings, int, i), ==, levels[i]);
}

/* The fields that hold signatures are printed, locked, and have a name for those who hear the
 * page; what a signature says of itself is as clean as the rest. */
static void
test_signatures (Fixture       *fixture,
                 gconstpointer  data)
{
  const TfPdfPlaceholder placeholder = {
    .field = "Signature", .name = "Ada", .reason = CONTROLS, .location = "",
    .signed_at = g_date_time_new_utc (2027, 1, 15, 12, 30, 0),
  };
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (File) file = { 0 };
  TfPdfRanges ranges = { 0 };
  qpdf_oh fields = 0;

  tf_document_add_plain (document, "Text");
  pages = lay_out (document);
  tf_pdf_write (pages, fixture->path, &placeholder, &ranges, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  tf_pdf_append_signature (fixture->path, &placeholder, &ranges, &error);
  g_assert_no_error (error);
  g_date_time_unref (placeholder.signed_at);

  read_back (fixture, &file);
  check_file (&file);
  fields = qpdf_oh_get_key (file.qpdf, qpdf_oh_get_key (file.qpdf, qpdf_get_root (file.qpdf),
                                                        "/AcroForm"), "/Fields");
  g_assert_cmpint (qpdf_oh_get_array_n_items (file.qpdf, fields), ==, 2);
  for (int i = 0; i < 2; i++)
    {
      qpdf_oh field = qpdf_oh_get_array_item (file.qpdf, fields, i);
      qpdf_oh signature = qpdf_oh_get_key (file.qpdf, field, "/V");

      g_assert_cmpint (qpdf_oh_get_int_value (file.qpdf,
                                              qpdf_oh_get_key (file.qpdf, field, "/F")), ==, 132);
      g_assert_cmpstr (qpdf_oh_get_utf8_value (file.qpdf,
                                               qpdf_oh_get_key (file.qpdf, field, "/TU")),
                       ==, "Signature");
      g_assert_cmpstr (qpdf_oh_get_utf8_value (file.qpdf,
                                               qpdf_oh_get_key (file.qpdf, signature, "/Reason")),
                       ==, CLEAN);
      g_assert_true (qpdf_oh_has_key (file.qpdf, signature, "/M"));
      g_assert_false (qpdf_oh_has_key (file.qpdf, signature, "/Cert"));
    }
}

/* Clause 6.8: the type of an embedded file is a name of two parts. */
static void
test_types (void)
{
  static const struct
  {
    const char *given;
    const char *type;
  } cases[] = {
    { "text/plain", "text/plain" },
    { "image/svg+xml", "image/svg+xml" },
    { "application/vnd.ms-excel", "application/vnd.ms-excel" },
    { "text/html; charset=utf-8", "text/html" },
    { "text/html;charset=utf-8", "text/html" },
    { "", "application/octet-stream" },
    { "weird", "application/octet-stream" },
    { "/", "application/octet-stream" },
    { "x/", "application/octet-stream" },
    { "a/b/c", "application/octet-stream" },
    { "application/x(y)", "application/octet-stream" },
    { "Ünicode/x", "application/octet-stream" },
  };
  g_autoptr (GDateTime) modified = g_date_time_new_utc (2026, 12, 1, 8, 0, 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *endless = g_strnfill (200, 'a');
  g_autofree char *type = g_strdup_printf ("application/%s", endless);
  g_autoptr (TfAttachment) odd = tf_attachment_new_bytes (bytes, "n", "", type,
                                                          TF_ATTACHMENT_DATA, modified);

  g_assert_cmpstr (tf_attachment_get_mime_type (odd), ==, "application/octet-stream");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TfAttachment) file = tf_attachment_new_bytes (bytes, "n", "", cases[i].given,
                                                               TF_ATTACHMENT_DATA, modified);

      g_test_message ("%s", cases[i].given);
      g_assert_cmpstr (tf_attachment_get_mime_type (file), ==, cases[i].type);
    }
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/pdf-rules/sample", test_sample);
  add ("/pdf-rules/controls", test_controls);
  add ("/pdf-rules/long-texts", test_long_texts);
  add ("/pdf-rules/structure", test_structure);
  add ("/pdf-rules/signatures", test_signatures);
  g_test_add_func ("/pdf-rules/types", test_types);

  return g_test_run ();
}
