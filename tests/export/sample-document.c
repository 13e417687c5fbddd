/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sample-document.h"

static const char filler[] =
  "The camera keeps its configuration in a signed store. Every change is logged with the time, "
  "the person and the value before and after, and the administrator can export the log. "
  "Connections from outside need a client certificate; without one the port stays silent. ";

static void
add_control (TfTable    *table,
             const char *label,
             const char *value)
{
  tf_table_add_control (table, label, tf_inlines_new_text (value));
}

static void
add_item (TfDocument *document,
          guint       level,
          const char *label,
          const char *text)
{
  tf_document_add_list_item (document, level, label, tf_inlines_new_text (text));
}

static void
add_front (TfDocument *document)
{
  static const TfCover cover = {
    .kind = "Technical documentation", .product = "Garden Cam", .release = "Release 1.4",
    .maker = "Grünwald Geräte GmbH, Gartenstraße 7, 12345 Beispielstadt, Germany",
    .purpose = "Dossier for a notified body", .confidentiality = "Confidential",
    .issue = "Issue 3", .date = "15 January 2027", .signature = TRUE,
  };
  TfTable *controls = tf_table_new_controls ();

  tf_document_add_cover (document, &cover);
  tf_document_add_contents (document, "Contents", 3);
  tf_document_add_page_break (document);
  tf_document_add_heading (document, 1, "", "Document control", "control");
  add_control (controls, "Product", "Garden Cam, outdoor camera with motion sensor");
  add_control (controls, "Release", "1.4");
  add_control (controls, "Support period", "Until 31 March 2033");
  add_control (controls, "Conformity route", "Module A, internal control");
  tf_document_add_table (document, controls);
}

static void
add_text (TfDocument *document)
{
  TfInlines *text = tf_inlines_new_text (filler);

  tf_document_add_heading (document, 1, "1", "General description", "family-1");
  tf_document_add_heading (document, 2, "1(a)", "Intended purpose", "point-1a");
  tf_document_add_side_note (document, "1(a)", "Annex VII, point 1(a)", "● Ready");
  tf_inlines_add (text, "Its firmware ", TF_INLINE_NONE);
  tf_inlines_add (text, "must never", TF_INLINE_BOLD);
  tf_inlines_add (text, " start ", TF_INLINE_NONE);
  tf_inlines_add (text, "unsigned", TF_INLINE_ITALIC);
  tf_inlines_add (text, " code, see ", TF_INLINE_NONE);
  tf_inlines_add (text, "boot-verify.c", TF_INLINE_MONO);
  tf_inlines_add (text, " and ", TF_INLINE_NONE);
  tf_inlines_add_link (text, "E-014 p. 15", TF_INLINE_NONE, "evidence-14", TRUE);
  tf_inlines_add (text, "; the maker's page is ", TF_INLINE_NONE);
  tf_inlines_add_uri (text, "example.org/security", TF_INLINE_NONE,
                      "https://example.org/security?q='a'");
  tf_inlines_add (text, ".", TF_INLINE_NONE);
  tf_document_add_paragraph (document, text);
  tf_document_add_plain (document, filler);
  add_item (document, 1, "", "Watching a garden and its gates, with a picture sent only "
                            "when something moves.");
  add_item (document, 1, "", "Storing pictures on the owner's own storage.");
  add_item (document, 2, "", "At most thirty days.");
  add_item (document, 2, "", "Encrypted with a key that never leaves the device.");
  add_item (document, 1, "1.", "First step of an update.");
  add_item (document, 1, "2.", "Second step of an update.");
  tf_document_add_subheading (document, 1, tf_inlines_new_text ("Names in other languages"));
  tf_document_add_plain (document, SAMPLE_GREEK);
  tf_document_add_plain (document, SAMPLE_BULGARIAN);
  tf_document_add_plain (document, SAMPLE_POLISH);
  tf_document_add_plain (document, SAMPLE_MALTESE);
  tf_document_add_plain (document, SAMPLE_GERMAN);
  tf_document_add_callout (document, TF_CALLOUT_NOTE, "What a notified body looks for",
                           tf_inlines_new_text ("A statement of who uses the product, where, and "
                                                "what it is not meant for. General words are no "
                                                "answer."));
  tf_document_add_callout (document, TF_CALLOUT_WARNING, "",
                           tf_inlines_new_text ("No contact address is given."));
  tf_document_add_heading (document, 2, "1(b)", "Versions of software that affect compliance",
                           "point-1b");
  tf_document_add_side_note (document, "1(b)", "Annex VII, point 1(b)", "◐ Draft");
  for (guint i = 0; i < 6; i++)
    tf_document_add_plain (document, filler);
  tf_document_add_heading (document, 3, "", "Boot loader", "");
  tf_document_add_side_note (document, "", "Implementing Regulation (EU) 2025/2392, Annex I",
                             "○ Missing");
  tf_document_add_plain (document, filler);
}

static void
add_matrix (TfDocument *document)
{
  static const char *const names[] = {
    "Security by design", "No known exploitable vulnerabilities", "Secure by default",
  };
  TfTable *table = tf_table_new (5);

  tf_document_set_landscape (document, TRUE);
  tf_document_add_heading (document, 1, "", "Annex I matrix", "matrix");
  tf_table_set_caption (table, "Part I, properties of the product");
  tf_table_set_column (table, 0, "Point", 0.8, TF_ALIGN_START);
  tf_table_set_column (table, 1, "Requirement", 2, TF_ALIGN_START);
  tf_table_set_column (table, 2, "Method and justification", 4, TF_ALIGN_START);
  tf_table_set_column (table, 3, "Evidence", 2, TF_ALIGN_START);
  tf_table_set_column (table, 4, "Proofs", 0.7, TF_ALIGN_END);
  tf_table_set_header_column (table, TRUE);
  tf_table_add_group (table, tf_inlines_new_text ("Part I (1) and (2)"));
  for (guint i = 0; i < 22; i++)
    {
      g_autofree char *point = g_strdup_printf ("I(2)(%c)", 'a' + (int) i);
      TfInlines *evidence = tf_inlines_new ();

      tf_table_add_text (table, point);
      tf_table_add_text (table, names[i % G_N_ELEMENTS (names)]);
      tf_table_add_text (table, i % 4 == 0 ? filler : "Checked by a scan of every build.");
      tf_inlines_add_link (evidence, "E-014 p. 15", TF_INLINE_NONE, "evidence-14", TRUE);
      tf_inlines_add (evidence, "\nlapses March 2028", TF_INLINE_DIM);
      tf_table_add_cell (table, evidence);
      tf_table_add_text (table, i % 3 == 0 ? "3" : "12");
    }
  tf_document_add_table (document, table);
  tf_document_set_landscape (document, FALSE);
}

static void
add_evidence (TfDocument *document)
{
  TfTable *table = tf_table_new (3);

  tf_document_add_heading (document, 1, "", "Evidence", "evidence");
  tf_table_set_wide (table, TRUE);
  tf_table_set_caption (table, "Evidence of this release");
  tf_table_set_column (table, 0, "Number", 1, TF_ALIGN_START);
  tf_table_set_column (table, 1, "File", 3, TF_ALIGN_START);
  tf_table_set_column (table, 2, "Size in bytes", 1, TF_ALIGN_END);
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *number = g_strdup_printf ("E-%03u", i);
      g_autofree char *name = g_strdup_printf ("evidence-%u", i);
      TfInlines *file = tf_inlines_new_text ("penetration-test-report.pdf\n");

      tf_inlines_add (file, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                      TF_INLINE_MONO | TF_INLINE_DIM);
      tf_table_add_text (table, number);
      tf_table_add_cell (table, file);
      tf_table_add_text (table, i % 2 ? "1,048,576" : "20,411");
      tf_table_set_row_destination (table, name);
    }
  tf_document_add_table (document, table);
  tf_document_add_heading (document, 1, "", "Attached files", "attachments");
  tf_document_add_attachment_list (document);
}

static cairo_surface_t *
make_picture (const char  *object,
              gpointer     user_data,
              GError     **error)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 320, 120);
  cairo_t *cr = cairo_create (picture);

  cairo_set_source_rgb (cr, 0.85, 0.9, 0.95);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.1, 0.3, 0.5);
  cairo_arc (cr, 160, 60, 40, 0, 6.3);
  cairo_fill (cr);
  cairo_destroy (cr);

  return picture;
}

/* An empty document with the properties the tests look for. */
TfDocument *
sample_document_new_bare (void)
{
  static const char *const keywords[] = { "camera", "Regulation (EU) 2024/2847", NULL };
  g_autoptr (GDateTime) created = g_date_time_new_utc (2027, 1, 15, 12, 30, 0);
  TfDocument *document = tf_document_new ("Garden Cam 1.4: technical documentation “Größe”", "en",
                                          created);

  tf_document_set_author (document, "Grünwald Geräte GmbH");
  tf_document_set_subject (document, "Technical documentation under Annex VII");
  tf_document_set_keywords (document, keywords);
  tf_document_set_header (document, "Garden Cam, release 1.4");
  tf_document_set_footer (document, "Issue 3, 15 January 2027, confidential");
  tf_document_set_picture_func (document, make_picture, NULL, NULL);

  return document;
}

/* A document with every kind of block. */
TfDocument *
sample_document_new (void)
{
  TfDocument *document = sample_document_new_bare ();
  g_autoptr (GDateTime) modified = g_date_time_new_utc (2026, 12, 1, 8, 0, 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<manifest/>\n", 12);
  TfAttachment *manifest = NULL;
  TfAttachment *report = NULL;

  tf_document_set_watermark (document, "Draft");
  manifest = tf_attachment_new_bytes (bytes, "manifest.xml", "Manifest of this issue",
                                      "application/xml", TF_ATTACHMENT_DATA, modified);
  tf_document_add_attachment (document, manifest);
  report = tf_attachment_new_bytes (bytes, "Prüfbericht №5.txt", "Test report", "text/plain",
                                    TF_ATTACHMENT_SUPPLEMENT, modified);
  tf_document_add_attachment (document, report);
  add_front (document);
  add_text (document);
  tf_document_add_figure (document, "ab12", "A blue disc", 80,
                          tf_inlines_new_text ("Figure 1: what the camera sees"));
  add_matrix (document);
  add_evidence (document);

  return document;
}
