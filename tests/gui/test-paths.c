/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window-fixture.h"

#include "tf-check-page.h"
#include "tf-evidence-item.h"
#include "tf-evidence-page.h"
#include "tf-export-page.h"
#include "tf-finding-list.h"
#include "tf-library-page.h"
#include "tf-matrix-page.h"
#include "tf-person-chooser.h"
#include "tf-settings.h"
#include "tf-work.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
has_focus (gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (gtk_widget_get_root (user_data)));

  return focus != NULL && (focus == user_data || gtk_widget_is_ancestor (focus, user_data));
}

/* Who starts with the keyboard is on the first product, and Enter opens it. */
static void
test_first_product (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;
  GtkWidget *page;

  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  fixture_open (fixture);

  page = find_type (GTK_WIDGET (fixture->window), TF_TYPE_LIBRARY_PAGE);
  wait_for (has_focus, find_type (page, GTK_TYPE_COLUMN_VIEW));
  gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (fixture->window)));
  settle ();
  g_assert_true (g_str_has_prefix (tf_window_get_place (fixture->window), "release/"));
}

static GtkWidget *
open_page (WindowFixture *fixture,
           const char    *place,
           GType          type)
{
  GtkWidget *page;

  tf_window_go (fixture->window, place);
  page = find_type (GTK_WIDGET (fixture->window), type);
  g_assert_nonnull (page);
  return page;
}

static void
open_product (WindowFixture *fixture)
{
  g_autoptr(TfRecord) release = NULL;
  g_autofree char *place = NULL;

  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  place = g_strdup_printf ("release/%s/overview", tf_record_get_id (release));
  tf_window_go (fixture->window, place);
}

/* The program comes back to where somebody stopped, unless that is gone. */
static void
test_last_place (WindowFixture *fixture,
                 gconstpointer  data)
{
  g_autofree char *place = NULL;

  open_product (fixture);
  tf_window_go (fixture->window, "point/2b.sbom");
  place = g_strdup (tf_window_get_place (fixture->window));
  gtk_window_close (GTK_WINDOW (fixture->window));
  settle ();
  fixture_open (fixture);
  g_assert_cmpstr (tf_window_get_place (fixture->window), ==, place);

  gtk_window_close (GTK_WINDOW (fixture->window));
  settle ();
  g_settings_set_string (tf_settings_get (), "last-place", "release/none/overview");
  fixture_open (fixture);
  g_assert_cmpstr (tf_window_get_place (fixture->window), ==, "library");
}

/* Who freezes without an issuer is taken to where one is chosen. */
static void
test_issuer (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "issue.pdf", NULL);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  GtkWidget *chooser;
  GtkWidget *page;
  GtkWidget *row;

  open_product (fixture);
  page = open_page (fixture, "export/new", TF_TYPE_EXPORT_PAGE);
  tf_export_page_set_freeze (TF_EXPORT_PAGE (page), TF_PURPOSE_DRAFT);
  tf_export_page_set_issuer (TF_EXPORT_PAGE (page), "");
  tf_export_page_write (TF_EXPORT_PAGE (page), target);

  chooser = find_type (page, TF_TYPE_PERSON_CHOOSER);
  row = gtk_widget_get_ancestor (chooser, ADW_TYPE_ACTION_ROW);
  g_assert_cmpstr (tf_export_page_get_problem (TF_EXPORT_PAGE (page)), !=, "");
  g_assert_true (has_focus (chooser));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_test_accessible_assert_state (find_type (chooser, GTK_TYPE_DROP_DOWN), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  g_assert_true (tf_person_chooser_add (TF_PERSON_CHOOSER (chooser), "Ada Roth"));
  g_assert_false (gtk_widget_has_css_class (row, "error"));
}

static const char *
get_text (GtkWidget  *page,
          GType       type,
          const char *child)
{
  GObject *object = gtk_widget_get_template_child (page, type, child);

  return GTK_IS_LABEL (object) ? gtk_label_get_text (GTK_LABEL (object))
                               : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (object));
}

/* Both pages judge for the same purpose, and say so in the same words. */
static void
test_purpose (WindowFixture *fixture,
              gconstpointer  data)
{
  TfFindingList *findings;
  GtkWidget *check;
  GtkWidget *export;

  open_product (fixture);
  findings = tf_finding_list_get (tf_window_get_session (fixture->window));
  check = open_page (fixture, "check", TF_TYPE_CHECK_PAGE);
  export = open_page (fixture, "export", TF_TYPE_EXPORT_PAGE);
  g_assert_nonnull (strstr (get_text (check, TF_TYPE_CHECK_PAGE, "verdict_label"), "final"));

  for (guint purpose = 0; purpose < TF_N_PURPOSES; purpose++)
    {
      tf_finding_list_set_purpose (findings, purpose);
      g_assert_cmpstr (get_text (check, TF_TYPE_CHECK_PAGE, "verdict_label"), ==,
                       get_text (export, TF_TYPE_EXPORT_PAGE, "check_row"));
    }

  tf_export_page_set_freeze (TF_EXPORT_PAGE (export), TF_PURPOSE_DOSSIER);
  g_assert_cmpint (tf_finding_list_get_purpose (findings), ==, TF_PURPOSE_DOSSIER);
  g_assert_nonnull (strstr (get_text (check, TF_TYPE_CHECK_PAGE, "verdict_label"), "dossier"));
}

/* The strip goes with the finding, and with the person. */
static void
test_strip (WindowFixture *fixture,
            gconstpointer  data)
{
  TfSession *session;
  TfFindingList *findings;
  guint number;

  open_product (fixture);
  session = tf_window_get_session (fixture->window);
  findings = tf_finding_list_get (session);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-finding", NULL);
  g_assert_nonnull (tf_finding_list_get_current (findings, &number));
  tf_window_go (fixture->window, "history");
  g_assert_null (tf_finding_list_get_current (findings, &number));
}

static const TfLawEntry *
get_limb (const TfLawEntry *requirement)
{
  for (guint i = 0; i < requirement->children->len; i++)
    if (((TfLawEntry *) requirement->children->pdata[i])->kind == TF_LAW_LIMB)
      return requirement->children->pdata[i];

  g_assert_not_reached ();
}

static gboolean
says_how (gpointer row)
{
  GObject *label = gtk_widget_get_template_child (row, TF_TYPE_MATRIX_ROW, "how");

  return strcmp (gtk_label_get_label (GTK_LABEL (label)), "Weekly scan") == 0;
}

/* The matrix has heads, and says by what each requirement is met. */
static void
test_matrix (WindowFixture *fixture,
             gconstpointer  data)
{
  TfSession *session;
  TfWorkspace *workspace;
  const TfLawEntry *limb;
  g_autoptr(TfRecord) measure = NULL;
  GtkWidget *page;
  GtkWidget *row;

  open_product (fixture);
  session = tf_window_get_session (fixture->window);
  workspace = tf_session_get_workspace (session);
  page = open_page (fixture, "matrix", TF_TYPE_MATRIX_PAGE);
  row = GTK_WIDGET (tf_matrix_page_get_row (TF_MATRIX_PAGE (page), 1));
  limb = get_limb (tf_matrix_row_get_entry (TF_MATRIX_ROW (row)));
  measure = tf_work_add_measure (workspace, tf_session_get_release (session), limb, "Weekly scan", "done", NULL);
  g_assert_nonnull (measure);
  wait_for (says_how, row);
}

static gboolean
has_evidence (gpointer list)
{
  return g_list_model_get_n_items (tf_evidence_list_get_model (list)) > 0;
}

static TfEvidenceItem *
get_first (TfEvidenceList *list)
{
  g_autoptr(TfEvidenceItem) item = g_list_model_get_item (tf_evidence_list_get_model (list), 0);

  return item;
}

static gboolean
is_altered (gpointer list)
{
  return tf_evidence_item_get_problem (get_first (list)) == TF_OBJECT_ALTERED;
}

static gboolean
is_missing (gpointer list)
{
  return tf_evidence_item_get_problem (get_first (list)) == TF_OBJECT_MISSING;
}

/* A file that is gone is marked by itself, one whose bytes are others after a look at all files. */
static void
test_files (WindowFixture *fixture,
            gconstpointer  data)
{
  TfSession *session;
  TfEvidenceList *list;
  TfEvidenceItem *item;
  g_autofree char *source = g_build_filename (fixture->folder, "report.txt", NULL);
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (source);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  open_product (fixture);
  session = tf_window_get_session (fixture->window);
  list = TF_EVIDENCE_LIST (find_type (open_page (fixture, "evidence", TF_TYPE_EVIDENCE_PAGE), TF_TYPE_EVIDENCE_LIST));
  g_assert_true (g_file_set_contents (source, "words", -1, NULL));
  g_list_store_append (files, file);
  tf_intake_take (tf_evidence_list_get_intake (list), G_LIST_MODEL (files), NULL);
  wait_for (has_evidence, list);

  item = get_first (list);
  g_assert_cmpint (tf_evidence_item_get_problem (item), ==, TF_OBJECT_SOUND);
  path = tf_store_dup_object_path (tf_session_get_store (session),
                                   tf_record_get (tf_evidence_item_get_revision (item), "sha256"));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "other", -1, NULL));
  tf_evidence_list_verify (list);
  wait_for (is_altered, list);
  g_assert_nonnull (strstr (tf_evidence_item_get_text (get_first (list), TF_EVIDENCE_VALID), "altered"));

  g_assert_cmpint (g_unlink (path), ==, 0);
  tf_evidence_list_update (list);
  wait_for (is_missing, list);
}

static GtkWindow *
find_dialog (TfWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) candidate = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (candidate))
        return candidate;
    }

  return NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return find_dialog (window) != NULL;
}

/* A technical file that is dropped where evidence goes may rather be verified. */
static void
test_dropped_bundle (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bundle.pdf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  TfEvidenceList *list;
  GtkWindow *dialog;

  open_product (fixture);
  list = TF_EVIDENCE_LIST (find_type (open_page (fixture, "evidence", TF_TYPE_EVIDENCE_PAGE), TF_TYPE_EVIDENCE_LIST));
  g_assert_true (g_file_set_contents (path, "%PDF <xmp:CreatorTool>Techfile 0</xmp:CreatorTool>", -1, NULL));
  tf_intake_offer (tf_evidence_list_get_intake (list), file, NULL);
  wait_for (has_dialog, fixture->window);
  dialog = find_dialog (fixture->window);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "verify");
  settle ();
  g_assert_true (g_str_has_prefix (tf_window_get_place (fixture->window), "verify/"));
  gtk_window_destroy (dialog);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*test) (WindowFixture *fixture,
                       gconstpointer  data);
  } tests[] = {
    { "/paths/first-product", test_first_product },
    { "/paths/last-place", test_last_place },
    { "/paths/issuer", test_issuer },
    { "/paths/purpose", test_purpose },
    { "/paths/strip", test_strip },
    { "/paths/matrix", test_matrix },
    { "/paths/files", test_files },
    { "/paths/dropped-bundle", test_dropped_bundle },
  };

  if (!fixture_start (&argc, &argv))
    return 0;

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WindowFixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);

  return g_test_run ();
}
