/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "tf-template.h"
#include "tf-text.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#define TEXT(content) "<text xmlns=\"" TF_TEXT_NAMESPACE "\">" content "</text>"

static gint64
read_clock (gpointer user_data)
{
  LibraryFixture *self = user_data;

  return self->now;
}

static void
add_people (LibraryFixture *self)
{
  const char *maker[] = { "name", "Grünwald Geräte GmbH", "address",
                         "Gartenstraße 7\n12345 Beispielstadt\nGermany",
                          "email", "info@gruenwald.example", "website", "https://gruenwald.example",
                          "contact-point", "psirt@gruenwald.example", NULL };
  const char *person[] = { "name", "Anna Schröder", "function", "Head of Product Security", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) organisation = tf_store_add (self->store, "organisation", "", "", maker,
                                                   &error);

  g_assert_no_error (error);
  self->person = tf_store_add (self->store, "person", "", "", person, &error);
  g_assert_no_error (error);
  self->product = tf_work_add_product (self->workspace, "Garden Cam", NULL, organisation, NULL,
                                       &self->release, &error);
  g_assert_no_error (error);
}

LibraryFixture *
library_fixture_new (void)
{
  LibraryFixture *self = g_new0 (LibraryFixture, 1);
  g_autoptr(TfLaw) law = tf_law_new_builtin (NULL);
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  self->now = LIBRARY_NOW;
  self->folder = g_dir_make_tmp ("techfile-app-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "library", NULL);
  self->store = tf_store_create (path, &error);
  g_assert_no_error (error);
  tf_store_set_clock (self->store, read_clock, self);
  self->workspace = tf_workspace_new (self->store, law);
  add_people (self);

  return self;
}

static void
remove_tree (const char *path)
{
  gboolean is_link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);
  g_autoptr(GDir) folder = is_link ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
library_fixture_free (LibraryFixture *self)
{
  g_clear_object (&self->product);
  g_clear_object (&self->release);
  g_clear_object (&self->person);
  g_clear_object (&self->workspace);
  /* A worker thread lets go of its task a moment after the task is done. */
  for (guint i = 0; i < 5000 && g_atomic_int_get (&G_OBJECT (self->store)->ref_count) > 1; i++)
    g_usleep (1000);
  g_assert_finalize_object (self->store);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
library_fixture_path (LibraryFixture *self,
                      const char     *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* How many entries a folder has, hidden ones, too. */
guint
library_fixture_count_files (LibraryFixture *self,
                             const char     *folder)
{
  g_autofree char *path = library_fixture_path (self, folder);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

void
library_fixture_ready_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  GAsyncResult **into = user_data;

  *into = g_object_ref (result);
}

void
library_fixture_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
set (LibraryFixture *self,
     const char     *point,
     const char     *field,
     const char     *value)
{
  const TfLawEntry *entry = tf_law_lookup (tf_workspace_get_law (self->workspace), point);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (entry);
  tf_work_set (self->workspace, self->release, entry, field, value, &error);
  g_assert_no_error (error);
}

static void
set_record (LibraryFixture *self,
            TfRecord       *record,
            const char     *field,
            const char     *value)
{
  g_autoptr(GError) error = NULL;

  tf_store_set (self->store, record, field, value, &error);
  g_assert_no_error (error);
}

TfRecord *
library_fixture_add_evidence (LibraryFixture        *self,
                              const char            *subject,
                              const char            *name,
                              const char            *content,
                              const TfEvidenceFacts *facts)
{
  g_autofree char *folder = library_fixture_path (self, "incoming");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GError) error = NULL;
  TfAddedFile *file;

  g_mkdir_with_parents (folder, 0755);
  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  g_ptr_array_add (files, g_file_new_for_path (path));
  tf_evidence_add_async (self->workspace, self->product, self->release, subject, files, facts,
                         NULL, NULL, NULL,
                         library_fixture_ready_cb, &result);
  library_fixture_wait (&result);
  added = tf_evidence_add_finish (self->workspace, result, &error);
  g_assert_no_error (error);
  file = added->pdata[0];
  g_assert_cmpstr (file->problem, ==, "");

  return g_object_ref (file->revision);
}

/* Takes the bytes of a revision away, or changes one of them. */
void
library_fixture_damage (LibraryFixture *self,
                        TfRecord       *revision,
                        gboolean        remove)
{
  g_autofree char *path = tf_store_dup_object_path (self->store,
                                                    tf_record_get (revision, "sha256"));
  g_autofree char *content = NULL;
  gsize length;

  if (remove)
    {
      g_assert_cmpint (g_unlink (path), ==, 0);
      return;
    }

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[0] ^= 1;
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (g_file_set_contents (path, content, length, NULL));
}

static cairo_status_t
take_cb (void                *closure,
         const unsigned char *data,
         unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Keeps a picture in the library; gives its object. */
static char *
take_picture (LibraryFixture *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 360);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  char *object;

  cairo_set_source_rgb (cr, 0.93, 0.95, 0.98);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.1, 0.2, 0.4);
  for (guint i = 0; i < 3; i++)
    {
      cairo_rectangle (cr, 60 + 290 * i, 120, 200, 120);
      cairo_stroke (cr);
      cairo_move_to (cr, 260 + 290 * i, 180);
      cairo_line_to (cr, 350 + 290 * i, 180);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, take_cb, png);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (png);
  object = tf_store_take_bytes (self->store, bytes, NULL);
  g_assert_nonnull (object);

  return object;
}

static void
fill_architecture (LibraryFixture *self)
{
  g_autofree char *object = take_picture (self);
  g_autofree char *text = g_strdup_printf (
    TEXT ("<p>The camera, the home router and the app are the three parts of the system.</p>"
          "<image object=\"%s\" alt=\"Three boxes in a row, joined by lines\" width=\"100\">"
          "<caption>The parts of the system</caption></image>"), object);

  set (self, "2a.architecture", "text", text);
}

static void
fill_texts (LibraryFixture *self)
{
  fill_architecture (self);
  set (self, "1a.purpose", "text",
       TEXT ("<p>Garden Cam is a <b>camera for private gardens</b>. It watches paths, gates and "
             "terraces, and sends a picture to its owner when something moves. It is not meant "
             "for places open to the public, for the supervision of workers, or for medical or "
             "safety purposes.</p>"
             "<h level=\"1\">Users and surroundings</h>"
             "<li kind=\"bullet\" level=\"1\">Private owners without technical training, who set "
             "it up with a telephone.</li>"
             "<li kind=\"bullet\" level=\"1\">Outdoors between −20 °C and +45 °C, on a home "
             "network behind a router.</li>"
             "<li kind=\"bullet\" level=\"2\">No direct connection to the internet is needed.</li>"
             "<p>In Greek: Κάμερα κήπου. In Bulgarian: Градинска камера. In Polish: Kamera "
             "ogrodowa.</p>"));
  set (self, "1a.purpose", "state", "ready");
  set (self, "1b.versions", "text",
       TEXT ("<p>Three versions of the firmware affect compliance with the essential "
             "requirements.</p>"
             "<table header-row=\"yes\"><caption>Versions of the firmware</caption>"
             "<row><cell>Version</cell><cell>Released</cell><cell>What changed for "
             "security</cell></row>"
             "<row><cell>1.4.0</cell><cell>2027-02-01</cell><cell>First version of this release. "
             "Signed start of the firmware, updates over TLS 1.3.</cell></row>"
             "<row><cell>1.4.1</cell><cell>2027-02-20</cell><cell>Update of the TLS "
             "library.</cell></row>"
             "<row><cell>1.4.2</cell><cell>2027-03-10</cell><cell>Shorter life of sessions in the "
             "app.</cell></row>"
             "</table>"));
  set (self, "1b.versions", "state", "ready");
  set (self, "1c.internal", "applicable", "no");
  set (self, "1c.internal", "reason",
       "The inside is shown in the drawings of point 2(a), which say more than a photograph.");
  set (self, "2a.design", "text",
       TEXT ("<p>The camera has one processor, which starts from a boot loader in read-only "
             "memory. The design follows three rules:</p>"
             "<li kind=\"number\" level=\"1\">Nothing runs that is not signed.</li>"
             "<li kind=\"number\" level=\"1\">Nothing listens that is not needed.</li>"
             "<li kind=\"number\" level=\"1\">Nothing leaves the camera in the clear.</li>"));
}

static void
fill_requirements (LibraryFixture *self)
{
  TfLaw *law = tf_workspace_get_law (self->workspace);
  const TfLawEntry *limb = tf_law_lookup (law, "I.2.b.default");
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecord) own = NULL;
  const char *statuses[] = { "done", "planned", "not-used" };

  set (self, "I.1.appropriate", "text",
       TEXT ("<p>The risk assessment of 12 January 2027 lists 23 risks. Each has a measure, and "
             "each measure a test.</p>"));
  set (self, "I.1.appropriate", "state", "ready");
  set (self, "I.2.b.default", "applicable", "yes");
  set (self, "I.2.b.default", "text",
       TEXT ("<p>Delivered with all services closed but the app's. The first start asks for a "
             "password of the owner's own.</p>"
             "<table header-row=\"yes\"><caption>Services at delivery</caption>"
             "<row><cell>Service</cell><cell>State</cell></row>"
             "<row><cell>App, TLS 1.3</cell><cell>Open</cell></row>"
             "<row><cell>Shell</cell><cell>Not built in</cell></row></table>"));
  for (guint i = 0, n = 0; i < limb->children->len && n < G_N_ELEMENTS (statuses); i++)
    {
      const TfLawEntry *measure = g_ptr_array_index (limb->children, i);

      if (measure->kind != TF_LAW_MEASURE)
        continue;
      tf_work_set_measure (self->workspace, self->release, measure, statuses[n],
                           n == 2 ? "The camera has no such interface." : "", &error);
      g_assert_no_error (error);
      n++;
    }
  own = tf_work_add_measure (self->workspace, self->release, limb,
                             "A sticker on the lens reminds of the password", "done",
                             &error);
  g_assert_no_error (error);
  set (self, "I.2.m.transfer", "applicable", "no");
  set (self, "I.2.m.transfer", "reason",
       "The camera keeps no data that could be moved to another product.");
}

/* Fills in enough of everything that a page can show. */
void
library_fixture_fill (LibraryFixture *self)
{
  static const char *const values[] = {
    "title", "Penetration test", "classification", "confidential", "issuer", "Prüflabor Süd AG",
    "effective", "2027-01-20", "received", "2027-02-01", "valid-until", "2029-01-19",
    "next-review", "2028-01-20", "versions", "1.4.0\n1.4.1", NULL
  };
  const TfEvidenceFacts report = { "14-16", values };
  const TfLawEntry *purpose = tf_law_lookup (tf_workspace_get_law (self->workspace), "1a.purpose");
  g_autoptr(TfRecord) pentest = NULL;
  g_autoptr(TfRecord) sbom = NULL;
  g_autoptr(TfRecord) hostile = NULL;
  g_autoptr(TfRecord) approval = NULL;
  g_autoptr(GError) error = NULL;

  set_record (self, self->product, "type", "GC-200");
  set_record (self, self->product, "summary",
              "An outdoor camera with motion sensor, which keeps its pictures at home.");
  set_record (self, self->product, "responsible", tf_record_get_id (self->person));
  set_record (self, self->release, "version", "1.4");
  set_record (self, self->release, "hardware", "yes");
  set_record (self, self->release, "automatic-updates", "yes");
  set_record (self, self->release, "tailor-made", "no");
  set_record (self, self->release, "classification", "confidential");
  fill_texts (self);
  fill_requirements (self);
  pentest = library_fixture_add_evidence (self, "I.1.appropriate", "pentest.txt",
                                          "Report of the penetration test\n", &report);
  sbom = library_fixture_add_evidence (self, "2b.sbom", "sbom.json",
                                       "{\"bomFormat\": \"CycloneDX\"}\n", NULL);
  hostile = library_fixture_add_evidence (self, "2a.design",
                                          "a \"quoted\"\nname (\u202etxt.exe).pdf",
                                          "%PDF-1.4 not really\n", NULL);
  approval = tf_work_approve (self->workspace, self->release, purpose, self->person, &error);
  g_assert_no_error (error);
}

static void
complete_kind (LibraryFixture *self,
               TfLawKind       kind)
{
  GPtrArray *entries = tf_law_list (tf_workspace_get_law (self->workspace), kind);

  for (guint i = 0; i < entries->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *text = g_strdup_printf (TEXT ("<p>%s: done as the guidance says.</p>"),
                                               entry->id);

      set (self, entry->id, "applicable", "yes");
      set (self, entry->id, "text", text);
      set (self, entry->id, "state", "ready");
    }
}

/* Answers every point, so that nothing prevents an issue. */
void
library_fixture_complete (LibraryFixture *self)
{
  library_fixture_fill (self);
  complete_kind (self, TF_LAW_ELEMENT);
  complete_kind (self, TF_LAW_LIMB);
}

/* Adds the sample product and works on that. */
void
library_fixture_use_sample (LibraryFixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  tf_sample_add_async (self->workspace, NULL, NULL, NULL, library_fixture_ready_cb, &result);
  library_fixture_wait (&result);
  g_clear_object (&self->product);
  self->product = tf_sample_add_finish (self->workspace, result, &error);
  g_assert_no_error (error);
  g_clear_object (&self->release);
  self->release = tf_workspace_resolve_release (self->workspace, self->product, NULL, &error);
  g_assert_no_error (error);
}

TfExportResult *
library_fixture_export (LibraryFixture  *self,
                        TfRecord        *issue,
                        TfSigningKey    *key,
                        const char      *name,
                        GError         **error)
{
  g_autofree char *path = library_fixture_path (self, name);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;
  const TfExportRequest request = { .release = self->release, .issue = issue, .target = target,
                                   .key = key,
                                    .reason = "Approval", .signing_time = LIBRARY_NOW };

  tf_export_job_async (self->workspace, &request, NULL, NULL, NULL, library_fixture_ready_cb,
                       &result);
  library_fixture_wait (&result);

  return tf_export_job_finish (self->workspace, result, error);
}

TfRecord *
library_fixture_issue (LibraryFixture  *self,
                       TfPurpose        purpose,
                       GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GDate today;

  g_date_set_dmy (&today, 15, G_DATE_MARCH, 2027);
  tf_issue_create_async (self->workspace, self->release, purpose, self->person, &today, NULL, NULL,
                         NULL,
                         library_fixture_ready_cb, &result);
  library_fixture_wait (&result);

  return tf_issue_create_finish (self->workspace, result, NULL, error);
}

TfVerification *
library_fixture_verify (const char  *path,
                        GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;

  tf_verify_async (file, NULL, LIBRARY_NOW, NULL, NULL, NULL, library_fixture_ready_cb, &result);
  library_fixture_wait (&result);

  return tf_verify_finish (result, error);
}
