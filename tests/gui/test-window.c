/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window-fixture.h"

#include "tf-day-button.h"
#include "tf-field-editors.h"
#include "tf-finding-list.h"
#include "tf-go-to.h"
#include "tf-new-product-dialog.h"
#include "tf-page.h"
#include "tf-product-list.h"
#include "tf-record-form.h"

#include <string.h>

static gpointer
get_child (gpointer    widget,
           GType       type,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, type, name);

  g_assert_nonnull (child);
  return child;
}

static const char *
get_library_state (WindowFixture *fixture)
{
  GtkStack *stack = get_child (fixture->window->library_page, TF_TYPE_LIBRARY_PAGE, "stack");

  return gtk_stack_get_visible_child_name (stack);
}

static void
test_first_start (WindowFixture *fixture,
                  gconstpointer  data)
{
  fixture_open (fixture);

  g_assert_true (tf_store_exists (fixture->library));
  g_assert_cmpstr (tf_window_get_place (fixture->window), ==, "library");
  g_assert_cmpstr (get_library_state (fixture), ==, "empty");
  g_assert_true (tf_session_is_writable (tf_window_get_session (fixture->window)));
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static gboolean
is_scanned (gpointer data)
{
  GtkColumnView *view = data;
  g_autoptr(TfProductItem) item = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), 0);

  return item != NULL && tf_product_item_get_facts (item) != NULL;
}

static void
test_new_product (WindowFixture *fixture,
                  gconstpointer  data)
{
  GtkWindow *dialog;
  GtkColumnView *view;
  g_autoptr(TfProductItem) item = NULL;
  g_autofree char *sentence = NULL;

  fixture_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-product", NULL);
  dialog = find_window (TF_TYPE_NEW_PRODUCT_DIALOG);
  g_assert_nonnull (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.create", NULL);
  g_assert_true (gtk_widget_get_visible (get_child (dialog, TF_TYPE_NEW_PRODUCT_DIALOG, "problem_label")));

  gtk_editable_set_text (get_child (dialog, TF_TYPE_NEW_PRODUCT_DIALOG, "name_row"), "Garden Cam");
  gtk_editable_set_text (get_child (dialog, TF_TYPE_NEW_PRODUCT_DIALOG, "manufacturer_row"), "Acme");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.create", NULL);
  settle ();
  g_assert_null (find_window (TF_TYPE_NEW_PRODUCT_DIALOG));
  g_assert_true (g_str_has_prefix (tf_window_get_place (fixture->window), "release/"));
  g_assert_true (g_str_has_suffix (tf_window_get_place (fixture->window), "/overview"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go", "s", "library");
  g_assert_cmpstr (get_library_state (fixture), ==, "list");
  view = get_child (fixture->window->library_page, TF_TYPE_LIBRARY_PAGE, "column_view");
  wait_for (is_scanned, view);
  item = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), 0);
  sentence = tf_product_item_dup_sentence (item);
  g_assert_true (g_str_has_prefix (sentence, "Garden Cam, release 1.0, "));
  g_assert_nonnull (strstr (sentence, "Missing"));

  /* One step in the log takes product, release and manufacturer away again. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  g_assert_cmpstr (get_library_state (fixture), ==, "empty");
}

static void
test_navigate (WindowFixture *fixture,
               gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;
  g_autofree char *place = NULL;
  guint n;
  const TfPageEntry *pages = tf_page_list (&n);

  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  place = g_strdup_printf ("release/%s", tf_record_get_id (release));
  tf_window_go (fixture->window, place);

  for (guint i = 0; i < n; i++)
    {
      const char *where = strcmp (pages[i].prefix, "family") == 0 ? "family/2" : pages[i].prefix;

      if (pages[i].free || strcmp (where, "point") == 0)
        continue;
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go", "s", where);
      settle ();
      g_assert_cmpstr (tf_shell_get_place (fixture->window->shell), ==, where);
      g_assert_true (TF_IS_PAGE (tf_shell_get_page (fixture->window->shell)));
    }

  tf_window_go (fixture->window, "overview");
  tf_window_go (fixture->window, "check");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_cmpstr (tf_shell_get_place (fixture->window->shell), ==, "overview");
  tf_window_go (fixture->window, "nowhere");
  g_assert_cmpstr (tf_shell_get_place (fixture->window->shell), ==, "overview");
}

static void
test_remove (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;

  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  g_assert_cmpstr (get_library_state (fixture), ==, "list");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->library_page), "library.remove", NULL);
  g_assert_cmpstr (get_library_state (fixture), ==, "empty");
  g_assert_nonnull (fixture->window->toast);
  g_assert_cmpstr (adw_toast_get_action_name (fixture->window->toast), ==, "win.undo");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  g_assert_cmpstr (get_library_state (fixture), ==, "list");
}

static TfFieldRow *
find_row (GtkWidget  *root,
          const char *field)
{
  if (TF_IS_FIELD_ROW (root) && strcmp (tf_field_row_get_field (TF_FIELD_ROW (root))->id, field) == 0)
    return TF_FIELD_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      TfFieldRow *found = find_row (child, field);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_typed_value_saved (gpointer data)
{
  return strcmp (tf_record_get (data, "type"), "GC-1") == 0;
}

static void
test_form (WindowFixture *fixture,
           gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;
  g_autofree char *place = NULL;
  TfRecord *product;
  TfFieldRow *row;
  GtkEditable *entry;

  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  place = g_strdup_printf ("release/%s/overview/product.type", tf_record_get_id (release));
  tf_window_go (fixture->window, place);
  settle ();

  product = tf_session_get_product (tf_window_get_session (fixture->window));
  row = find_row (tf_shell_get_page (fixture->window->shell), "type");
  g_assert_nonnull (row);
  entry = GTK_EDITABLE (find_type (GTK_WIDGET (row), GTK_TYPE_ENTRY));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_WIDGET (entry)));

  gtk_editable_set_text (entry, "GC-1");
  g_assert_cmpstr (tf_record_get (product, "type"), ==, "");
  wait_for (is_typed_value_saved, product);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  g_assert_cmpstr (tf_record_get (product, "type"), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "GC-1");

  /* Leaving saves at once. */
  gtk_editable_set_text (entry, "GC-2");
  tf_window_go (fixture->window, "check");
  g_assert_cmpstr (tf_record_get (product, "type"), ==, "GC-2");
}

static void
test_answer (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;
  g_autofree char *place = NULL;
  TfFieldRow *row;
  GtkWidget *yes;

  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  place = g_strdup_printf ("release/%s", tf_record_get_id (release));
  tf_window_go (fixture->window, place);

  row = find_row (tf_shell_get_page (fixture->window->shell), "hardware");
  yes = find_type (GTK_WIDGET (row), GTK_TYPE_TOGGLE_BUTTON);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (yes)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (yes), TRUE);
  g_assert_cmpstr (tf_record_get (release, "hardware"), ==, "yes");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  g_assert_cmpstr (tf_record_get (release, "hardware"), ==, "");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (yes)));
}

static void
test_read_only (WindowFixture *fixture,
                gconstpointer  data)
{
  g_autoptr(TfStore) other = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *button;

  other = tf_store_create (fixture->library, &error);
  g_assert_no_error (error);
  fixture_open (fixture);
  g_assert_true (gtk_revealer_get_reveal_child (fixture->window->notice_revealer));
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->window->notice_label), "since"));
  g_assert_false (tf_session_is_writable (tf_window_get_session (fixture->window)));

  g_clear_object (&other);
  button = find_type (GTK_WIDGET (fixture->window->notice_revealer), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_revealer_get_reveal_child (fixture->window->notice_revealer));
  g_assert_true (tf_session_is_writable (tf_window_get_session (fixture->window)));
}

static void
test_trouble (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *stray = g_build_filename (fixture->library, "stray.txt", NULL);

  g_assert_cmpint (g_mkdir_with_parents (fixture->library, 0755), ==, 0);
  g_assert_true (g_file_set_contents (stray, "not a library", -1, NULL));
  fixture_open (fixture);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "trouble");
  g_assert_null (tf_window_get_session (fixture->window));
  g_assert_nonnull (strstr (adw_status_page_get_description (fixture->window->trouble_page), "empty"));
}

static void
test_findings (WindowFixture *fixture,
               gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;
  g_autofree char *place = NULL;
  TfFindingList *findings;
  guint number;

  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  place = g_strdup_printf ("release/%s", tf_record_get_id (release));
  tf_window_go (fixture->window, place);

  findings = tf_finding_list_get (tf_window_get_session (fixture->window));
  g_assert_cmpuint (tf_finding_list_count (findings, TF_SEVERITY_BLOCKS), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-finding", NULL);
  g_assert_nonnull (tf_finding_list_get_current (findings, &number));
  g_assert_cmpuint (number, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-finding", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.previous-finding", NULL);
  tf_finding_list_get_current (findings, &number);
  g_assert_cmpuint (number, ==, 1);
  tf_finding_list_stop (findings);
  g_assert_null (tf_finding_list_get_current (findings, &number));
}

static gboolean
has_words (GtkWidget *widget)
{
  GtkWidget *label = find_type (widget, GTK_TYPE_LABEL);

  return label != NULL && *gtk_label_get_text (GTK_LABEL (label)) != '\0';
}

static void
check_name (GtkWidget *widget)
{
  gboolean control = GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
                     GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_TEXT_VIEW (widget) ||
                     GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget);

  /* The parts of compound widgets of the platform are named by those. */
  if (!control || !gtk_widget_get_focusable (widget) ||
      gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL ||
      gtk_widget_get_ancestor (gtk_widget_get_parent (widget), ADW_TYPE_COMBO_ROW) != NULL ||
      gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_DROP_DOWN) != NULL ||
      gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_COLUMN_VIEW) != NULL ||
      gtk_widget_get_ancestor (widget, GTK_TYPE_CALENDAR) != NULL ||
      gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_MENU_BUTTON) != NULL ||
      gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
      gtk_widget_get_ancestor (widget, GTK_TYPE_SEARCH_BAR) != NULL)
    return;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) &&
      !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY) &&
      !has_words (widget))
    g_error ("%s without a name, tooltip “%s”", G_OBJECT_TYPE_NAME (widget),
             gtk_widget_get_tooltip_text (widget));
}

static void
test_names (WindowFixture *fixture,
            gconstpointer  data)
{
  g_autoptr(TfRecord) release = NULL;
  g_autofree char *place = NULL;
  guint n;
  const TfPageEntry *pages = tf_page_list (&n);

  gtk_widget_set_default_direction (GPOINTER_TO_INT (data));
  fixture_open (fixture);
  release = fixture_add_product (fixture, "Garden Cam");
  place = g_strdup_printf ("release/%s", tf_record_get_id (release));
  tf_window_go (fixture->window, place);
  for (guint i = 0; i < n; i++)
    if (!pages[i].free && strcmp (pages[i].prefix, "family") != 0 && strcmp (pages[i].prefix, "point") != 0)
      {
        tf_window_go (fixture->window, pages[i].prefix);
        settle ();
      }

  for_each_widget (GTK_WIDGET (fixture->window), check_name);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static const struct
{
  const char *label;
  const char *key;
  const char *words;
  int         rank;
} rank_cases[] = {
  { "beginning", "2(b) Vulnerability handling", "2b", 0 },
  { "part", "2(b) Vulnerability handling", "handling", 1 },
  { "in-order", "E-014 Penetration test", "e14", 2 },
  { "none", "E-014 Penetration test", "xyz", -1 },
  { "nothing-typed", "Overview", "", 3 },
};

static void
test_rank (gconstpointer data)
{
  const typeof (rank_cases[0]) *row = data;

  g_assert_cmpint (tf_go_to_rank (row->key, row->words), ==, row->rank);
}

static const struct
{
  const char *label;
  const char *typed;
  const char *date;
} date_cases[] = {
  { "iso", "2027-12-11", "2027-12-11" },
  { "short", "2027-2-9", "2027-02-09" },
  { "blanks", "  2027-12-11 ", "2027-12-11" },
  { "empty", "", "" },
  { "no-such-day", "2027-02-30", "2027-02-30" },
  { "words", "soon", "soon" },
};

static void
test_date (gconstpointer data)
{
  const typeof (date_cases[0]) *row = data;
  g_autofree char *date = tf_day_dup_iso (row->typed);

  g_assert_cmpstr (date, ==, row->date);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* The calendar comes when it is asked for, opens at the day that was typed, and tells once. */
static void
test_day_button (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = tf_day_button_new (GTK_EDITABLE (entry));
  g_autoptr(GDateTime) typed = NULL;
  g_autoptr(GDateTime) chosen = g_date_time_new_utc (2028, 2, 29, 12, 0, 0);
  GtkWidget *calendar;
  guint n = 0;

  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (button, "chosen", G_CALLBACK (count_cb), &n);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2027-12-11");
  g_assert_null (find_type (button, GTK_TYPE_CALENDAR));

  tf_day_button_popup (TF_DAY_BUTTON (button));
  settle ();
  calendar = find_type (button, GTK_TYPE_CALENDAR);
  g_assert_nonnull (calendar);
  typed = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_assert_cmpint (g_date_time_get_day_of_year (typed), ==, 345);
  g_assert_cmpuint (n, ==, 0);

  gtk_calendar_select_day (GTK_CALENDAR (calendar), chosen);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2028-02-29");
  g_assert_cmpuint (n, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

#define ADD(path, function, data) \
  g_test_add (path, WindowFixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  if (!fixture_start (&argc, &argv))
    return 0;

  ADD ("/window/first-start", test_first_start, NULL);
  ADD ("/window/new-product", test_new_product, NULL);
  ADD ("/window/remove", test_remove, NULL);
  ADD ("/window/navigate", test_navigate, NULL);
  ADD ("/window/form", test_form, NULL);
  ADD ("/window/answer", test_answer, NULL);
  ADD ("/window/read-only", test_read_only, NULL);
  ADD ("/window/trouble", test_trouble, NULL);
  ADD ("/window/findings", test_findings, NULL);
  ADD ("/window/names/ltr", test_names, GINT_TO_POINTER (GTK_TEXT_DIR_LTR));
  ADD ("/window/names/rtl", test_names, GINT_TO_POINTER (GTK_TEXT_DIR_RTL));
  for (guint i = 0; i < G_N_ELEMENTS (rank_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/go-to/rank/%s", rank_cases[i].label);

      g_test_add_data_func (path, &rank_cases[i], test_rank);
    }
  g_test_add_func ("/day/button", test_day_button);
  for (guint i = 0; i < G_N_ELEMENTS (date_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/day/iso/%s", date_cases[i].label);

      g_test_add_data_func (path, &date_cases[i], test_date);
    }

  return g_test_run ();
}
