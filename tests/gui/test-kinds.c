/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A kind that is only described is listed, shown and edited. */

#include "config.h"

#include "window-fixture.h"

#include "kind-fixture.h"
#include "tf-field-row.h"
#include "tf-place.h"
#include "tf-plan-page.h"
#include "tf-record-form.h"
#include "tf-record-list.h"
#include "tf-records-page.h"
#include "tf-task-item.h"
#include "tf-text-editor.h"
#include "tf-work.h"

#include <string.h>

static TfRecord *
add_decision (TfSession  *session,
              const char *name)
{
  const char *values[] = { "name", name, NULL };
  g_autoptr(GError) error = NULL;
  TfRecord *record;

  record = tf_work_add (tf_session_get_workspace (session), "decision",
                        tf_session_get_release (session), "", values, &error);
  g_assert_no_error (error);
  return record;
}

static void
test_list (WindowFixture *fixture,
           gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  TfRecordList *list =
    TF_RECORD_LIST (fixture_go (fixture, "records/decision", TF_TYPE_RECORD_LIST));
  g_autoptr(TfRecord) record = NULL;
  g_autofree char *place = NULL;

  g_assert_cmpuint (tf_record_list_get_n_rows (list), ==, 0);
  record = tf_record_list_add (list, "Use TLS");
  g_assert_nonnull (record);
  g_assert_cmpstr (tf_record_get (record, "severity"), ==, "normal");
  drain ();
  g_assert_cmpuint (tf_record_list_get_n_rows (list), ==, 1);

  place = tf_place_dup_for_record (session, record, "outcome");
  g_assert_true (g_str_has_prefix (place, "records/decision/"));
  g_assert_true (g_str_has_suffix (place, "/outcome"));
  g_assert_nonnull (fixture_go (fixture, place, TF_TYPE_RECORD_FORM));
  fixture_go (fixture, "records/decision", TF_TYPE_RECORDS_PAGE);
}

typedef struct
{
  const char *field;
  const char *value;
} FieldCase;

/* Every row shows what the record holds, and gives it back as it is stored. */
static const FieldCase field_cases[] = {
  { "name", "Use TLS 1.3" },
  { "outcome", "accepted" },
  { "grounds",
    "<text xmlns=\"https://techfile.github.io/ns/text/1\">\n<p>It is proven.</p>\n</text>\n" },
  { "taken", "2027-01-02" },
  { "heard", "2027-01-02T10:14:00Z" },
  { "voices", "3" },
  { "unanimous", "no" },
  { "remarks", "two\nlines" },
  { "sources", "one\ntwo" },
  { "state", "ready" },
  { "priority", "high" },
};

static GPtrArray *rows;

static void
collect_row (GtkWidget *widget)
{
  if (TF_IS_FIELD_ROW (widget))
    g_ptr_array_add (rows, widget);
}

static TfFieldRow *
find_field_row (TfRecordForm *form,
                const char   *field)
{
  g_autoptr(GPtrArray) found = rows = g_ptr_array_new ();

  for_each_widget (GTK_WIDGET (form), collect_row);
  for (guint i = 0; i < found->len; i++)
    if (strcmp (tf_field_row_get_field (found->pdata[i])->id, field) == 0)
      return found->pdata[i];

  g_assert_not_reached ();
}

static void
test_rows (WindowFixture *fixture,
           gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  g_autoptr(TfRecord) record = add_decision (session, "Use TLS");
  g_autoptr(TfRecord) other = add_decision (session, "Second");
  g_autofree char *place = tf_place_dup_for_record (session, record, "");
  TfRecordForm *form = TF_RECORD_FORM (fixture_go (fixture, place, TF_TYPE_RECORD_FORM));
  TfFieldRow *after;
  g_autofree char *named = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (field_cases); i++)
    {
      TfFieldRow *row = find_field_row (form, field_cases[i].field);
      TfFieldRowClass *row_class = TF_FIELD_ROW_GET_CLASS (row);
      g_autofree char *shown = NULL;

      g_test_message ("%s", field_cases[i].field);
      row_class->set_value (row, field_cases[i].value);
      shown = row_class->dup_value (row);
      g_assert_cmpstr (shown, ==, field_cases[i].value);
      tf_field_row_edited (row);
      g_assert_true (tf_field_row_flush (row));
      g_assert_cmpstr (tf_record_get (record, field_cases[i].field), ==, field_cases[i].value);
    }

  after = find_field_row (form, "after");
  TF_FIELD_ROW_GET_CLASS (after)->set_value (after, tf_record_get_id (other));
  named = TF_FIELD_ROW_GET_CLASS (after)->dup_value (after);
  g_assert_cmpstr (named, ==, tf_record_get_id (other));
}

/* What is no time stays in the row, which says so. */
static void
test_refused (WindowFixture *fixture,
              gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  g_autoptr(TfRecord) record = add_decision (session, "Use TLS");
  g_autofree char *place = tf_place_dup_for_record (session, record, "heard");
  TfRecordForm *form = TF_RECORD_FORM (fixture_go (fixture, place, TF_TYPE_RECORD_FORM));
  TfFieldRow *row = find_field_row (form, "voices");

  TF_FIELD_ROW_GET_CLASS (row)->set_value (row, "several");
  tf_field_row_edited (row);
  g_assert_false (tf_field_row_flush (row));
  g_assert_cmpstr (tf_record_get (record, "voices"), ==, "");
  TF_FIELD_ROW_GET_CLASS (row)->set_value (row, "4");
  tf_field_row_edited (row);
  g_assert_true (tf_record_form_flush (form));
}

/* What is open in a record of any kind is done where the record is shown. */
static void
test_task (WindowFixture *fixture,
           gconstpointer  data)
{
  TfSession *session = fixture_open_release (fixture);
  g_autoptr(TfRecord) record = add_decision (session, "Use TLS");
  TfPlanPage *plan = TF_PLAN_PAGE (fixture_go (fixture, "plan", TF_TYPE_PLAN_PAGE));
  GListModel *shown = tf_plan_page_get_shown (plan);
  guint found = G_MAXUINT;

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr(TfTaskItem) item = g_list_model_get_item (shown, i);

      if (strcmp (tf_task_item_get (item)->record, tf_record_get_id (record)) == 0)
        {
          g_autofree char *sentence = tf_task_item_dup_sentence (item);

          g_assert_nonnull (strstr (sentence, tf_state_get_label (TF_STATE_DRAFT)));
          found = i;
        }
    }

  g_assert_cmpuint (found, !=, G_MAXUINT);
  g_assert_null (find_type (GTK_WIDGET (fixture->window), TF_TYPE_RECORDS_PAGE));
  tf_plan_page_open (plan, found);
  drain ();
  g_assert_nonnull (find_type (GTK_WIDGET (fixture->window), TF_TYPE_RECORDS_PAGE));
  g_assert_nonnull (find_type (GTK_WIDGET (fixture->window), TF_TYPE_RECORD_FORM));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  kind_fixture_use ();
  if (!fixture_start (&argc, &argv))
    return 0;

#define ADD(name, function) \
  g_test_add ("/kinds/" name, WindowFixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("list", test_list);
  ADD ("rows", test_rows);
  ADD ("refused", test_refused);
  ADD ("task", test_task);
#undef ADD

  result = g_test_run ();
  kind_fixture_done ();
  return result;
}
