/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window-fixture.h"

#include "tf-approval.h"
#include "tf-evidence-page.h"
#include "tf-evidence.h"
#include "tf-link-picker.h"
#include "tf-link-row.h"
#include "tf-matrix-page.h"
#include "tf-page.h"
#include "tf-part-section-private.h"
#include "tf-point-page.h"
#include "tf-work.h"

#include <cairo-pdf.h>
#include <string.h>

static TfPartSection *
go_to_part (WindowFixture *fixture,
            const char    *part)
{
  g_autofree char *place = g_strdup_printf ("point/%s", part);
  GtkWidget *page = fixture_go (fixture, place, TF_TYPE_POINT_PAGE);
  TfPartSection *section =
    tf_workbench_get_section (tf_point_page_get_workbench (TF_POINT_PAGE (page)), part);

  g_assert_nonnull (section);
  return section;
}

static GFile *
make_pdf (WindowFixture *fixture,
          const char    *name,
          guint          n_pages)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 200, 280);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_rectangle (cr, 20, 20, 10 + i, 10);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_file_new_for_path (path);
}

static gboolean
is_through (gpointer user_data)
{
  return !tf_intake_is_busy (user_data);
}

static void
take (TfIntake   *intake,
      GFile      *file,
      const char *subject)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  tf_intake_take (intake, G_LIST_MODEL (files), subject);
  wait_for (is_through, intake);
  drain ();
}

static TfRecord *
find_record (TfSession     *session,
             TfPartSection *section)
{
  return tf_dossier_find_answer (tf_session_get_dossier (session),
                                 tf_part_section_get_entry (section));
}

static void
type_text (TfPartSection *section,
           const char    *plain)
{
  g_autoptr(TfText) text = tf_text_new_from_plain (plain);

  tf_text_editor_insert (tf_part_section_get_editor (section), text);
}

static gboolean
is_saved (gpointer user_data)
{
  return !tf_autosave_is_dirty (((TfPartSection *) user_data)->autosave);
}

static void
test_typing (WindowFixture *fixture,
             gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfPartSection *section = go_to_part (fixture, "1a.purpose");
  TfStore *store = tf_session_get_store (session);
  g_autoptr(GError) error = NULL;

  type_text (section, "Watches a garden.");
  g_assert_false (is_saved (section));
  wait_for (is_saved, section);
  drain ();
  g_assert_nonnull (strstr (tf_record_get (find_record (session, section), "text"),
                            "Watches a garden."));

  g_assert_true (tf_store_undo (store, &error));
  g_assert_no_error (error);
  drain ();
  g_assert_true (tf_text_is_empty (tf_text_editor_get_text (tf_part_section_get_editor (section))));

  g_assert_true (tf_store_redo (store, &error));
  drain ();
  g_assert_false (tf_text_is_empty (tf_text_editor_get_text (tf_part_section_get_editor (section))));
}

static gboolean
is_purpose_written (gpointer user_data)
{
  return tf_dossier_find (tf_session_get_dossier (user_data), "slot", "1a.purpose") != NULL;
}

static void
test_leaving (WindowFixture *fixture,
              gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfPartSection *section = go_to_part (fixture, "1a.purpose");

  type_text (section, "Typed and left.");
  tf_window_go (fixture->window, "matrix");
  g_assert_true (is_saved (section));
  wait_for (is_purpose_written, session);
  g_assert_nonnull (strstr (tf_record_get (find_record (session, section), "text"),
                            "Typed and left."));
}

static void
test_state (WindowFixture *fixture,
            gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfPartSection *section = go_to_part (fixture, "1a.purpose");
  const TfLawEntry *entry = tf_part_section_get_entry (section);

  g_assert_false (tf_part_section_mark_ready (section));
  type_text (section, "Watches a garden.");
  g_assert_true (tf_part_section_mark_ready (section));
  drain ();
  g_assert_cmpint (tf_state_of (tf_session_get_dossier (session), entry), ==, TF_STATE_READY);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (section->state_label)), ==,
                   tf_state_get_label (TF_STATE_READY));

  tf_part_section_set (section, "state", "draft");
  drain ();
  g_assert_cmpint (tf_state_of (tf_session_get_dossier (session), entry), ==, TF_STATE_DRAFT);
}

static void
test_approval (WindowFixture *fixture,
               gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfPartSection *section = go_to_part (fixture, "1a.purpose");
  TfStore *store = tf_session_get_store (session);
  const char *author[] = { "name", tf_store_get_author (store), NULL };
  const char *other[] = { "name", "A. Roth", NULL };
  g_autoptr(TfRecord) writer = tf_store_add (store, "person", "", "", author, NULL);
  g_autoptr(TfRecord) reader = tf_store_add (store, "person", "", "", other, NULL);
  TfApproval *approval;

  type_text (section, "Watches a garden.");
  g_assert_true (tf_part_section_mark_ready (section));
  drain ();
  gtk_widget_activate_action (GTK_WIDGET (section), "part.approve", NULL);
  approval = TF_APPROVAL (section->approval);

  g_assert_false (tf_approval_approve (approval, ""));
  g_assert_cmpstr (tf_approval_get_problem (approval), !=, "");
  g_assert_false (tf_approval_approve (approval, tf_record_get_id (writer)));
  g_assert_nonnull (strstr (tf_approval_get_problem (approval), "only author"));
  g_assert_true (tf_approval_approve (approval, tf_record_get_id (reader)));
  drain ();
  g_assert_cmpint (tf_state_of (tf_session_get_dossier (session),
                                tf_part_section_get_entry (section)), ==,
                   TF_STATE_APPROVED);
}

static void
test_evidence (WindowFixture *fixture,
               gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfPartSection *section = go_to_part (fixture, "2b.sbom");
  TfLinkList *links = tf_part_section_get_links (section);
  g_autoptr(GFile) file = make_pdf (fixture, "TR-014 “test”.pdf", 20);
  TfLinkRow *row;

  take (tf_part_section_get_intake (section), file, "2b.sbom");
  g_assert_cmpuint (tf_link_list_get_n_rows (links), ==, 1);

  row = TF_LINK_ROW (tf_link_list_get_row (links, 0));
  g_assert_false (tf_link_row_set_pages (row, "16-14"));
  g_assert_true (tf_link_row_set_pages (row, "14-16"));
  drain ();

  gtk_widget_activate_action (GTK_WIDGET (row), "link.unlink", NULL);
  drain ();
  g_assert_cmpuint (tf_link_list_get_n_rows (links), ==, 0);
  g_assert_true (tf_store_undo (tf_session_get_store (session), NULL));
  drain ();
  g_assert_cmpuint (tf_link_list_get_n_rows (links), ==, 1);
}

static gboolean
has_pages (gpointer user_data)
{
  return tf_preview_get_n_pages (user_data) > 0;
}

static gboolean
says_something (gpointer user_data)
{
  return *tf_preview_get_message (user_data) != '\0';
}

static void
test_preview (WindowFixture *fixture,
              gconstpointer  data)
{
  TfPartSection *section;
  TfEvidencePane *pane;
  TfPreview *preview;
  g_autoptr(GFile) good = make_pdf (fixture, "good.pdf", 20);
  g_autofree char *bad_path = g_build_filename (fixture->folder, "bad.pdf", NULL);
  g_autoptr(GFile) bad = g_file_new_for_path (bad_path);
  GtkWidget *page;

  fixture_open_release (fixture);
  section = go_to_part (fixture, "2b.sbom");
  page = find_type (GTK_WIDGET (fixture->window), TF_TYPE_POINT_PAGE);
  pane = tf_workbench_get_pane (tf_point_page_get_workbench (TF_POINT_PAGE (page)));
  preview = tf_evidence_pane_get_preview (pane);
  g_assert_true (g_file_set_contents (bad_path, "%PDF-1.7\nnothing that makes a file", -1, NULL));
  take (tf_part_section_get_intake (section), good, "2b.sbom");
  take (tf_part_section_get_intake (section), bad, "2b.sbom");

  gtk_widget_activate_action (GTK_WIDGET (section), "work.preview", "s",
                              tf_link_row_get_id (TF_LINK_ROW (tf_link_list_get_row (
                                tf_part_section_get_links (section), 0))));
  wait_for (has_pages, preview);
  g_assert_cmpuint (tf_preview_get_n_pages (preview), ==, 20);
  tf_preview_set_page (preview, 99);
  g_assert_cmpuint (tf_preview_get_page (preview), ==, 20);
  g_assert_true (tf_workbench_open_uri (tf_point_page_get_workbench (TF_POINT_PAGE (page)),
                                        "techfile:evidence/E-001#page=14"));
  wait_for (has_pages, preview);
  g_assert_cmpuint (tf_preview_get_page (preview), ==, 14);

  gtk_widget_activate_action (GTK_WIDGET (section), "work.preview", "s",
                              tf_link_row_get_id (TF_LINK_ROW (tf_link_list_get_row (
                                tf_part_section_get_links (section), 1))));
  wait_for (says_something, preview);
}

static void
test_picker (WindowFixture *fixture,
             gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfPartSection *section = go_to_part (fixture, "2b.sbom");
  g_autoptr(GFile) file = make_pdf (fixture, "TR-014 report.pdf", 20);
  TfLinkPicker *picker;
  g_autoptr(GPtrArray) links = NULL;

  take (tf_part_section_get_intake (section), file, NULL);
  gtk_widget_activate_action (GTK_WIDGET (section), "part.link", NULL);
  picker = TF_LINK_PICKER (section->picker);
  tf_link_picker_search (picker, "nothing like it");
  g_assert_null (tf_link_picker_get_match (picker, 0));
  tf_link_picker_search (picker, "tr014");
  g_assert_nonnull (tf_link_picker_get_match (picker, 0));
  g_assert_true (tf_link_picker_link (picker, tf_link_picker_get_match (picker, 0), "14-16"));
  drain ();

  links = tf_dossier_list_links (tf_session_get_dossier (session), "2b.sbom");
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpstr (tf_record_get (links->pdata[0], "pages"), ==, "14-16");
}

static gboolean
is_denied (gpointer user_data)
{
  return (tf_matrix_row_get_flags (user_data) & TF_MATRIX_NOT_APPLICABLE) != 0;
}

static TfMatrixRow *
find_row (TfMatrixPage *page,
          const char   *id)
{
  for (guint i = 0; i < tf_matrix_page_get_n_rows (page); i++)
    {
      TfMatrixRow *row = tf_matrix_page_get_row (page, i);

      if (strcmp (tf_matrix_row_get_entry (row)->id, id) == 0)
        return row;
    }

  g_assert_not_reached ();
}

static void
test_matrix (WindowFixture *fixture,
             gconstpointer  data)
{
  TfMatrixPage *page;
  TfMatrixRow *first;
  TfMatrixRow *row;
  TfPartSection *section;

  fixture_open_release (fixture);
  page = TF_MATRIX_PAGE (fixture_go (fixture, "matrix", TF_TYPE_MATRIX_PAGE));
  g_assert_cmpuint (tf_matrix_page_get_n_rows (page), ==, 22);

  /* Part I (1) always applies: there is no "no", and a claim is refused. */
  first = find_row (page, "I.1");
  tf_matrix_row_set_open (first, TRUE);
  for (guint i = 0; i < tf_matrix_row_get_entry (first)->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (tf_matrix_row_get_entry (first)->children, i);

      if (child->kind != TF_LAW_LIMB)
        continue;
      section = tf_workbench_get_section (tf_matrix_page_get_workbench (page), child->id);
      g_assert_false (gtk_widget_get_visible (section->applies));
      g_assert_false (tf_part_section_set (section, "applicable", "no"));
    }

  fixture_go (fixture, "matrix/I.2.c.updatable", TF_TYPE_MATRIX_PAGE);
  row = find_row (page, "I.2.c");
  g_assert_true (tf_matrix_row_get_open (row));
  section = tf_workbench_get_section (tf_matrix_page_get_workbench (page), "I.2.c.updatable");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (section->applies_no), TRUE);
  wait_for (is_denied, row);
  g_assert_true (gtk_widget_get_visible (section->exemption));
  g_assert_false (gtk_widget_get_visible (section->content));
  g_assert_nonnull (strstr (tf_matrix_row_get_sentence (row), "Part I (2)(c)"));
}

static void
test_evidence_page (WindowFixture *fixture,
                    gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfEvidencePage *page = TF_EVIDENCE_PAGE (fixture_go (fixture, "evidence", TF_TYPE_EVIDENCE_PAGE));
  TfEvidenceList *list = tf_evidence_page_get_list (page);
  g_autoptr(GFile) a = make_pdf (fixture, "a.pdf", 1);
  g_autoptr(GFile) b = make_pdf (fixture, "b.pdf", 2);
  GListModel *model = tf_evidence_list_get_model (list);
  g_autoptr(TfEvidenceItem) item = NULL;
  g_autofree char *place = NULL;

  take (tf_evidence_list_get_intake (list), a, NULL);
  take (tf_evidence_list_get_intake (list), b, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);

  gtk_selection_model_select_all (tf_evidence_list_get_selection (list));
  g_assert_true (tf_evidence_list_set_selected (list, "classification", "secret"));
  drain ();
  item = g_list_model_get_item (model, 1);
  g_assert_cmpstr (tf_evidence_item_get_text (item, TF_EVIDENCE_CONFIDENTIALITY), ==,
                   "Trade Secret");
  g_assert_true (tf_evidence_list_link_selected (list, "1a.purpose"));
  drain ();
  tf_evidence_list_set_filter (list, 1);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  tf_evidence_list_set_filter (list, 0);

  place = g_strdup_printf ("evidence/%s", tf_record_get_id (tf_evidence_item_get_evidence (item)));
  fixture_go (fixture, place, TF_TYPE_EVIDENCE_PAGE);
  g_assert_cmpuint (tf_evidence_details_get_n_used (tf_evidence_page_get_details (page)), ==, 1);

  fixture_go (fixture, "evidence", TF_TYPE_EVIDENCE_PAGE);
  gtk_selection_model_select_all (tf_evidence_list_get_selection (list));
  g_assert_true (tf_evidence_list_remove_selected (list));
  drain ();
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  g_assert_true (tf_store_undo (tf_session_get_store (session), NULL));
  drain ();
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
}

/* What the keyboard reaches says what it is: words of its own, a name, or a tooltip. */
static void
check_name (GtkWidget *widget)
{
  gboolean control = GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_DROP_DOWN (widget) ||
                     GTK_IS_SEARCH_ENTRY (widget);
  gboolean named;

  if (!control || !gtk_widget_get_mapped (widget) || !gtk_widget_get_can_focus (widget))
    return;

  named = gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                            GTK_ACCESSIBLE_PROPERTY_LABEL) ||
          gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                            GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
          gtk_widget_get_tooltip_text (widget) != NULL ||
          (GTK_IS_BUTTON (widget) && (gtk_button_get_label (GTK_BUTTON (widget)) != NULL ||
                                      GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget)))));
  for (GtkWidget *above = gtk_widget_get_parent (widget);
       !named && above != NULL && !GTK_IS_BOX (above);
       above = gtk_widget_get_parent (above))
    named = gtk_widget_get_tooltip_text (above) != NULL || GTK_IS_MENU_BUTTON (above) ||
            GTK_IS_DROP_DOWN (above);
  if (!named)
    g_test_message ("%s in %s has no name", G_OBJECT_TYPE_NAME (widget),
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (gtk_widget_get_parent (widget))));
  g_assert_true (named);
}

static void
test_names (WindowFixture *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *place;
    GType     (*type) (void);
  } pages[] = {
    { "point/2b", tf_point_page_get_type },
    { "matrix/I.2.c.updatable", tf_matrix_page_get_type },
    { "evidence", tf_evidence_page_get_type },
  };

  gtk_widget_set_default_direction (GPOINTER_TO_INT (data));
  fixture_open_release (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    for_each_widget (fixture_go (fixture, pages[i].place, pages[i].type ()), check_name);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (WindowFixture *fixture, gconstpointer data);
    int         data;
  } tests[] = {
    { "/work/typing", test_typing, 0 },
    { "/work/leaving", test_leaving, 0 },
    { "/work/state", test_state, 0 },
    { "/work/approval", test_approval, 0 },
    { "/work/evidence", test_evidence, 0 },
    { "/work/preview", test_preview, 0 },
    { "/work/picker", test_picker, 0 },
    { "/work/matrix", test_matrix, 0 },
    { "/work/evidence-page", test_evidence_page, 0 },
    { "/work/names/ltr", test_names, GTK_TEXT_DIR_LTR },
    { "/work/names/rtl", test_names, GTK_TEXT_DIR_RTL },
  };

  if (!fixture_start (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WindowFixture, GINT_TO_POINTER (tests[i].data), fixture_set_up,
                tests[i].test, fixture_tear_down);

  return g_test_run ();
}
