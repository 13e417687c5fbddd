/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf.h"

#include "export-fixture.h"
#include "sample-document.h"
#include "tf-pdf-inspect.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static char *
run_program (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_find_program_in_path (argv[0]);
  char *output = NULL;
  int status = 0;

  if (program == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return output;
}

static void
test_pdf_metadata (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (Pdf) pdf = write_and_open (fixture, pages);
  g_autofree char *title = poppler_document_get_title (pdf);
  g_autofree char *author = poppler_document_get_author (pdf);
  g_autofree char *subject = poppler_document_get_subject (pdf);
  g_autofree char *keywords = poppler_document_get_keywords (pdf);
  g_autofree char *xmp = poppler_document_get_metadata (pdf);
  g_autoptr (GDateTime) created = poppler_document_get_creation_date_time (pdf);
  g_autofree char *date = g_date_time_format_iso8601 (created);
  g_autofree char *permanent = NULL;
  g_autofree char *update = NULL;

  g_assert_cmpint (poppler_document_get_n_pages (pdf), ==, tf_pages_get_n_pages (pages));
  g_assert_cmpstr (title, ==, "Garden Cam 1.4: technical documentation “Größe”");
  g_assert_cmpstr (author, ==, "Grünwald Geräte GmbH");
  g_assert_cmpstr (subject, ==, "Technical documentation under Annex VII");
  g_assert_cmpstr (keywords, ==, "camera, Regulation (EU) 2024/2847");
  g_assert_cmpstr (date, ==, "2027-01-15T12:30:00Z");
  g_assert_nonnull (strstr (xmp, "<pdfaid:part>3</pdfaid:part>"));
  g_assert_nonnull (strstr (xmp, "<pdfaid:conformance>B</pdfaid:conformance>"));
  g_assert_nonnull (strstr (xmp, "<rdf:li xml:lang=\"en\">Garden Cam 1.4"));
  g_assert_true (poppler_document_get_id (pdf, &permanent, &update));
}

static void
test_pdf_scripts (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const scripts[] = {
    SAMPLE_GREEK, SAMPLE_BULGARIAN, SAMPLE_POLISH, SAMPLE_MALTESE, SAMPLE_GERMAN,
    "office file first confidential offline",
  };
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      tf_document_add_plain (document, scripts[i]);
      tf_document_add_paragraph (document, tf_inlines_new_styled (scripts[i], TF_INLINE_BOLD));
      tf_document_add_paragraph (document, tf_inlines_new_styled (scripts[i], TF_INLINE_MONO));
    }
  pages = lay_out (document);
  pdf = write_and_open (fixture, pages);
  text = dup_page_text (pdf, 0);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    g_assert_cmpuint (count_of (text, scripts[i]), ==, 3);
}

static void
test_pdf_outline (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (Pdf) pdf = write_and_open (fixture, pages);
  PopplerIndexIter *iter = poppler_index_iter_new (pdf);
  PopplerIndexIter *child = NULL;
  g_autoptr (GString) titles = g_string_new (NULL);

  do
    {
      PopplerAction *action = poppler_index_iter_get_action (iter);

      g_string_append_printf (titles, "%s|", action->any.title);
      if (g_str_has_prefix (action->any.title, "1"))
        child = poppler_index_iter_get_child (iter);
      poppler_action_free (action);
    }
  while (poppler_index_iter_next (iter));

  g_assert_cmpstr (titles->str, ==, "Document control|1\u2002General description|Annex I matrix|"
                                    "Evidence|Attached files|");
  g_assert_nonnull (child);
  poppler_index_iter_free (child);
  poppler_index_iter_free (iter);
}

static guint
count_links (Pdf        *pdf,
             guint       index,
             const char *destination,
             const char *uri)
{
  g_autoptr (PdfPage) page = poppler_document_get_page (pdf, index);
  GList *mappings = poppler_page_get_link_mapping (page);
  guint n = 0;

  for (GList *l = mappings; l != NULL; l = l->next)
    {
      PopplerAction *action = ((PopplerLinkMapping *) l->data)->action;

      if (action->type == POPPLER_ACTION_URI)
        n += g_strcmp0 (action->uri.uri, uri) == 0;
      else if (action->type == POPPLER_ACTION_GOTO_DEST)
        n += g_strcmp0 (action->goto_dest.dest->named_dest, destination) == 0;
    }
  poppler_page_free_link_mapping (mappings);

  return n;
}

static void
test_pdf_links (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (Pdf) pdf = write_and_open (fixture, pages);
  PopplerDest *place = poppler_document_find_dest (pdf, "evidence-14");

  g_assert_nonnull (place);
  g_assert_cmpint (place->page_num, ==, tf_pages_find_destination (pages, "evidence-14"));
  poppler_dest_free (place);
  g_assert_cmpuint (count_links (pdf, 1, "point-1a", NULL), ==, 2);
  g_assert_cmpuint (count_links (pdf, 2, "evidence-14", NULL), ==, 1);
  g_assert_cmpuint (count_links (pdf, 2, NULL, "https://example.org/security?q='a'"), ==, 1);
}

static GBytes *
write_sample (Fixture *fixture)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GError) error = NULL;

  tf_pdf_write (pages, fixture->path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return read_file (fixture->path);
}

static void
test_pdf_deterministic (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GBytes) first = write_sample (fixture);
  g_autoptr (GBytes) second = write_sample (fixture);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_pdf_placeholder (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2027, 1, 16, 8, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TfPdfPlaceholder placeholder = { "Signature1", time, "Änne Roth", "Approval", "Köln", 20000 };
  TfPdfRanges ranges = { 0 };
  TfPdfSignature *signature = NULL;
  const char *file = NULL;
  gsize size = 0;

  tf_pdf_write (pages, fixture->path, &placeholder, &ranges, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  bytes = read_file (fixture->path);
  file = g_bytes_get_data (bytes, &size);

  g_assert_cmpint (ranges.start1, ==, 0);
  g_assert_cmpint (ranges.start2, ==, ranges.length1 + 2 + 2 * 20000);
  g_assert_cmpint (ranges.start2 + ranges.length2, ==, size);
  g_assert_cmpuint (ranges.contents_size, ==, 20000);
  g_assert_cmpint (file[ranges.length1], ==, '<');
  g_assert_cmpint (file[ranges.start2 - 1], ==, '>');
  for (gint64 i = ranges.length1 + 1; i < ranges.start2 - 1; i++)
    g_assert_cmpint (file[i], ==, '0');

  signatures = tf_pdf_list_signatures (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (signatures->len, ==, 1);
  signature = signatures->pdata[0];
  g_assert_cmpstr (signature->field, ==, "Signature1");
  g_assert_cmpstr (signature->filter, ==, "Adobe.PPKLite");
  g_assert_cmpstr (signature->sub_filter, ==, "ETSI.CAdES.detached");
  g_assert_cmpstr (signature->signed_at, ==, "D:20270116080000Z");
  g_assert_cmpstr (signature->name, ==, "Änne Roth");
  g_assert_cmpstr (signature->reason, ==, "Approval");
  g_assert_cmpstr (signature->location, ==, "Köln");
  g_assert_cmpuint (g_bytes_get_size (signature->contents), ==, 20000);
  g_assert_cmpuint (signature->byte_range->len, ==, 4);
  g_assert_cmpint (g_array_index (signature->byte_range, gint64, 0), ==, 0);
  g_assert_cmpint (g_array_index (signature->byte_range, gint64, 1), ==, ranges.length1);
  g_assert_cmpint (g_array_index (signature->byte_range, gint64, 2), ==, ranges.start2);
  g_assert_cmpint (g_array_index (signature->byte_range, gint64, 3), ==, ranges.length2);
}

/* Bytes that look like chance and are the same every time. */
static GBytes *
make_noise (gsize size)
{
  guint8 *noise = g_malloc (size);
  guint32 state = 1;

  for (gsize i = 0; i < size; i++)
    {
      state = state * 1664525u + 1013904223u;
      noise[i] = state >> 24;
    }

  return g_bytes_new_take (noise, size);
}

static TfDocument *
make_with_file (Fixture    *fixture,
                GBytes     *bytes,
                const char *sha256)
{
  g_autoptr (GDateTime) modified = g_date_time_new_utc (2026, 12, 1, 8, 0, 0);
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);
  TfDocument *document = sample_document_new_bare ();
  TfAttachment *attachment = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      g_bytes_get_size (bytes), NULL));
  attachment = tf_attachment_new (path, "Prüf/bericht (1).bin", "A report", "application/x-test",
                                  TF_ATTACHMENT_SUPPLEMENT, modified, sha256);
  tf_document_add_attachment (document, attachment);
  tf_document_add_attachment_list (document);

  return document;
}

static void
assert_extracted (Fixture    *fixture,
                  const char *name,
                  GBytes     *expected)
{
  g_autofree char *target = g_build_filename (fixture->folder, "out", NULL);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  tf_pdf_extract_attachment (fixture->path, name, target, NULL, &error);
  g_assert_no_error (error);
  found = read_file (target);
  g_assert_true (g_bytes_equal (found, expected));
}

static void
test_pdf_attachments (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GBytes) noise = make_noise (3000001);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_take (g_strnfill (500000, 'a'), 500000);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, noise);
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, noise);
  g_autoptr (GDateTime) modified = g_date_time_new_utc (2026, 12, 1, 8, 0, 0);
  g_autoptr (TfDocument) document = make_with_file (fixture, noise, sha256);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (TfPages) pages = NULL;
  g_autoptr (Pdf) pdf = NULL;
  TfPdfFile *file = NULL;

  tf_document_add_attachment (document,
                              tf_attachment_new_bytes (empty, "Prüf_bericht (1).bin", "", "",
                                                       TF_ATTACHMENT_DATA, modified));
  tf_document_add_attachment (document,
                              tf_attachment_new_bytes (text, "log.txt", "", "text/plain",
                                                       TF_ATTACHMENT_DATA, modified));
  pages = lay_out (document);
  pdf = write_and_open (fixture, pages);
  g_assert_true (poppler_document_has_attachments (pdf));
  g_assert_cmpuint (count_files (fixture), ==, 2);

  files = tf_pdf_list_attachments (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 3);
  file = files->pdata[0];
  g_assert_cmpstr (file->name, ==, "Prüf/bericht (1).bin");
  g_assert_cmpstr (file->description, ==, "A report");
  g_assert_cmpstr (file->mime_type, ==, "application/x-test");
  g_assert_cmpstr (file->relationship, ==, "Supplement");
  g_assert_cmpstr (file->modified, ==, "D:20261201080000Z");
  g_assert_cmpstr (file->md5, ==, md5);
  g_assert_cmpint (file->size, ==, 3000001);
  assert_extracted (fixture, "Prüf/bericht (1).bin", noise);
  assert_extracted (fixture, "Prüf_bericht (1).bin", empty);
  assert_extracted (fixture, "log.txt", text);
}

static void
assert_fails (Fixture    *fixture,
              TfDocument *document,
              guint       n_files,
              const char *part)
{
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GError) error = NULL;

  g_assert_false (tf_pdf_write (pages, fixture->path, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpuint (count_files (fixture), ==, n_files);
}

static void
test_pdf_changed_file (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autofree char *wrong = g_strnfill (64, 'a');
  g_autoptr (TfDocument) document = make_with_file (fixture, bytes, wrong);

  assert_fails (fixture, document, 1, "SHA-256");
}

static void
test_pdf_vanished_file (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr (TfDocument) document = make_with_file (fixture, bytes, "");
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_fails (fixture, document, 0, "Prüf/bericht (1).bin");
}

static void
test_pdf_same_names (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (GDateTime) modified = g_date_time_new_utc (2026, 12, 1, 8, 0, 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);

  for (guint i = 0; i < 2; i++)
    tf_document_add_attachment (document, tf_attachment_new_bytes (bytes, "twice", "", "",
                                                                   TF_ATTACHMENT_DATA, modified));
  assert_fails (fixture, document, 0, "twice");
}

static void
cancel_late_cb (double      fraction,
                const char *message,
                gpointer    user_data)
{
  g_assert_cmpstr (message, !=, "");
  if (fraction > 0.65)
    g_cancellable_cancel (user_data);
}

static void
test_pdf_cancel (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "old", 3, NULL));
  g_assert_false (tf_pdf_write (pages, fixture->path, NULL, NULL, cancel_late_cb, cancellable,
                                cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
assert_no_room (Fixture                *fixture,
                TfPages                *pages,
                const TfPdfPlaceholder *placeholder,
                gint64                  room)
{
  g_autoptr (GError) error = NULL;
  guint n_files = count_files (fixture);
  gboolean done = FALSE;
  struct rlimit old;
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = room;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  done = tf_pdf_write (pages, fixture->path, placeholder, NULL, NULL, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_false (done);
  g_test_message ("%" G_GINT64_FORMAT ": %s", room, error->message);
  g_assert_nonnull (strstr (error->message, "File too large"));
  g_assert_cmpuint (count_files (fixture), ==, n_files);
}

/* Room runs out wherever the file grows: in the pages, in what is added to them, in what is
 * attached, and at the very end.
 */
static void
assert_needs_room (Fixture                *fixture,
                   TfDocument             *document,
                   const TfPdfPlaceholder *placeholder)
{
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GError) error = NULL;
  GStatBuf written;

  g_assert_true (tf_pdf_write (pages, fixture->path, placeholder, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (fixture->path, &written), ==, 0);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);

  assert_no_room (fixture, pages, placeholder, 100);
  assert_no_room (fixture, pages, placeholder, written.st_size / 4);
  assert_no_room (fixture, pages, placeholder, written.st_size / 2);
  assert_no_room (fixture, pages, placeholder, written.st_size - 5000);
  assert_no_room (fixture, pages, placeholder, written.st_size - 1);
}

/* Files are far longer than their pages with much room for a signature, or much attached. */
static void
test_pdf_full_disk (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2027, 1, 16, 8, 0, 0);
  TfPdfPlaceholder placeholder = {
    .field = "Signature1", .signed_at = time, .name = "", .reason = "", .location = "",
    .contents_size = 200000,
  };
  g_autoptr (GBytes) noise = make_noise (600000);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, noise);
  g_autoptr (TfDocument) sample = sample_document_new ();
  g_autoptr (TfDocument) bare = sample_document_new_bare ();
  g_autoptr (TfDocument) attached = make_with_file (fixture, noise, sha256);

  signal (SIGXFSZ, SIG_IGN);
  assert_needs_room (fixture, sample, NULL);
  assert_needs_room (fixture, bare, &placeholder);
  assert_needs_room (fixture, attached, NULL);
}

static void
test_pdf_no_folder (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (TfDocument) document = sample_document_new_bare ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autofree char *path = g_build_filename (fixture->folder, "none", "document.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (tf_pdf_write (pages, path, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED);
}

/* What ISO 19005-3 asks for, looked up in the objects. */
static void
test_pdf_conformity (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *const wanted[] = {
    "/S /GTS_PDFA1", "/DisplayDocTitle true", "/Lang (en)", "/AFRelationship /Data",
    "/CIDToGIDMap /Identity", "/Interpolate false", "/Alt (A blue disc)", "/Scope /Column",
    "/Tabs /S", "/Artifact BMC", "/SigFlags 3", "/F 132", "/ETSI.CAdES.detached",
  };
  static const char *const forbidden[] = { "/Interpolate true", "/Encrypt", "/JavaScript" };
  g_autoptr (TfDocument) document = sample_document_new ();
  g_autoptr (TfPages) pages = lay_out (document);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2027, 1, 16, 8, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = g_build_filename (fixture->folder, "plain.pdf", NULL);
  const char *check[] = { "qpdf", "--check", fixture->path, NULL };
  const char *unpack[] = {
    "qpdf", "--qdf", "--object-streams=disable", fixture->path, plain, NULL,
  };
  const char *info[] = { "mutool", "info", fixture->path, NULL };
  TfPdfPlaceholder placeholder = { "Signature1", time, "", "", "", 0 };
  g_autofree char *checked = NULL;
  g_autofree char *unpacked = NULL;
  g_autofree char *described = NULL;
  g_autoptr (GBytes) bytes = NULL;

  tf_pdf_write (pages, fixture->path, &placeholder, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  described = run_program (info);
  checked = run_program (check);
  if (checked == NULL)
    {
      g_test_skip ("qpdf is not installed");
      return;
    }
  unpacked = run_program (unpack);
  bytes = read_file (plain);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wanted[i],
                              strlen (wanted[i])));
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    g_assert_null (memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), forbidden[i],
                           strlen (forbidden[i])));
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
  add ("/pdf/metadata", test_pdf_metadata);
  add ("/pdf/scripts", test_pdf_scripts);
  add ("/pdf/outline", test_pdf_outline);
  add ("/pdf/links", test_pdf_links);
  add ("/pdf/deterministic", test_pdf_deterministic);
  add ("/pdf/placeholder", test_pdf_placeholder);
  add ("/pdf/attachments", test_pdf_attachments);
  add ("/pdf/changed-file", test_pdf_changed_file);
  add ("/pdf/vanished-file", test_pdf_vanished_file);
  add ("/pdf/same-names", test_pdf_same_names);
  add ("/pdf/cancel", test_pdf_cancel);
  add ("/pdf/full-disk", test_pdf_full_disk);
  add ("/pdf/no-folder", test_pdf_no_folder);
  add ("/pdf/conformity", test_pdf_conformity);

  return g_test_run ();
}
