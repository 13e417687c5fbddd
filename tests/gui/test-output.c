/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window-fixture.h"

#include "tf-export-page.h"
#include "tf-issue-row.h"
#include "tf-issues-page.h"
#include "tf-page-preview.h"
#include "tf-pdf-update.h"
#include "tf-plan-page.h"
#include "tf-signing-dialog.h"
#include "tf-task-item.h"
#include "tf-verify-page.h"
#include "tf-work.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSWORD "open sesame"

/* Throw-away keys are valid from here on, for so many days. */
#define LONG_AGO   1000000000
#define DAYS_SHORT 30
#define DAYS_LONG  36500

static char *
dup_path (WindowFixture *fixture,
          const char    *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static GFile *
make_key (WindowFixture *fixture,
          guint          days)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc (LONG_AGO);
  g_autoptr(TfSigningKey) key = tf_signing_key_new_self_signed ("Ada Example", "Acme", "for tests",
                                                                from, days,
                                                                TF_KEY_MAKING_P256, &error);
  g_autoptr(TfSecret) password = tf_secret_new (PASSWORD, -1);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *path = dup_path (fixture, "key.p12");

  g_assert_no_error (error);
  bytes = tf_signing_key_to_pkcs12 (key, password, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      g_bytes_get_size (bytes), &error));
  return g_file_new_for_path (path);
}

static gboolean
is_through (gpointer page)
{
  return !tf_export_page_is_busy (page);
}

static void
write_to (TfExportPage *page,
          const char   *path)
{
  g_autoptr(GFile) target = g_file_new_for_path (path);

  tf_export_page_write (page, target);
  wait_for (is_through, page);
  settle ();
}

static void
check_pdf (const char *path)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (tf_pdf_count_pages (path, &error), >, 1);
  g_assert_no_error (error);
}

static void
test_export_draft (WindowFixture *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "draft.pdf");
  g_autofree char *elsewhere = dup_path (fixture, "no/such/folder.pdf");
  TfExportPage *page;

  fixture_open_release (fixture);
  page = fixture_go (fixture, "export", TF_TYPE_EXPORT_PAGE);
  g_assert_null (tf_export_page_get_written (page));
  write_to (page, path);
  g_assert_cmpstr (tf_export_page_get_problem (page), ==, "");
  g_assert_cmpstr (tf_export_page_get_written (page), ==, path);
  check_pdf (path);
  /* The focus is where the file can be opened from. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (page)));

  write_to (page, elsewhere);
  g_assert_cmpstr (tf_export_page_get_problem (page), !=, "");
  g_assert_null (tf_export_page_get_written (page));
}

static gboolean
has_pages (gpointer preview)
{
  return tf_page_preview_get_n_pages (preview) > 0;
}

static gboolean
is_drawn (gpointer preview)
{
  GtkWidget *picture = find_type (preview, GTK_TYPE_PICTURE);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

/* The pages beside the settings are those that are written. */
static void
test_export_preview (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "draft.pdf");
  TfExportPage *page;
  TfPagePreview *preview;
  GtkWidget *picture;
  int width;

  fixture_open_release (fixture);
  page = fixture_go (fixture, "export", TF_TYPE_EXPORT_PAGE);
  preview = TF_PAGE_PREVIEW (find_type (GTK_WIDGET (page), TF_TYPE_PAGE_PREVIEW));
  wait_for (has_pages, preview);
  wait_for (is_drawn, preview);
  picture = find_type (GTK_WIDGET (preview), GTK_TYPE_PICTURE);
  width = gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (GTK_PICTURE (picture)));
  g_assert_cmpint (width, >, 300);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (preview), "pages.zoom-in", NULL));
  settle ();
  wait_for (is_drawn, preview);
  picture = find_type (GTK_WIDGET (preview), GTK_TYPE_PICTURE);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (GTK_PICTURE (picture))), >,
                   width);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (preview), "pages.zoom-out", NULL));

  write_to (page, path);
  g_assert_cmpuint (tf_pdf_count_pages (path, NULL), ==, tf_page_preview_get_n_pages (preview));
}

static void
test_export_blocked (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "final.pdf");
  TfExportPage *page;

  fixture_open_release (fixture);
  page = fixture_go (fixture, "export/new", TF_TYPE_EXPORT_PAGE);
  tf_export_page_set_freeze (page, TF_PURPOSE_FINAL);
  write_to (page, path);
  g_assert_nonnull (strstr (tf_export_page_get_problem (page), "prevent"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static TfRecord *
add_person (TfSession *session)
{
  g_autoptr(GError) error = NULL;
  TfRecord *person = tf_workspace_resolve_or_add (tf_session_get_workspace (session), "person",
                                                  "Ada Example", &error);

  g_assert_no_error (error);
  return person;
}

static void
test_export_freeze (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "issue.pdf");
  g_autoptr(TfRecord) person = NULL;
  TfSession *session = fixture_open_release (fixture);
  TfExportPage *page;

  person = add_person (session);
  page = fixture_go (fixture, "export/new", TF_TYPE_EXPORT_PAGE);
  tf_export_page_set_freeze (page, TF_PURPOSE_DRAFT);
  tf_export_page_set_issuer (page, "");
  write_to (page, path);
  g_assert_nonnull (strstr (tf_export_page_get_problem (page), "who issues"));

  tf_export_page_set_issuer (page, tf_record_get_id (person));
  write_to (page, path);
  g_assert_cmpstr (tf_export_page_get_problem (page), ==, "");
  check_pdf (path);
  g_assert_cmpint (tf_store_count (tf_session_get_store (session), "issue",
                                   tf_record_get_id (tf_session_get_release (session)), NULL), ==,
                                   1);

  /* The same issue again, and no second one. */
  write_to (page, path);
  g_assert_cmpint (tf_store_count (tf_session_get_store (session), "issue",
                                   tf_record_get_id (tf_session_get_release (session)), NULL), ==,
                                   1);
}

static TfSigningDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (TF_IS_SIGNING_DIALOG (window))
        return TF_SIGNING_DIALOG (window);
    }

  return NULL;
}

static gboolean
has_problem (gpointer dialog)
{
  return *tf_signing_dialog_get_problem (dialog) != '\0';
}

static gboolean
is_closed (gpointer data)
{
  return find_dialog () == NULL;
}

static void
type_password (TfSigningDialog *dialog,
               const char      *password)
{
  GtkWidget *entry = find_type (GTK_WIDGET (dialog), GTK_TYPE_PASSWORD_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), password);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.unlock", NULL);
  /* Nothing is left to be read. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static gboolean
shows_key (gpointer dialog)
{
  return strcmp (gtk_stack_get_visible_child_name (GTK_STACK (find_type (dialog, GTK_TYPE_STACK))),
                 "key") == 0;
}

static const char *
get_row (TfSigningDialog *dialog,
         const char      *name)
{
  GObject *row = gtk_widget_get_template_child (GTK_WIDGET (dialog), TF_TYPE_SIGNING_DIALOG, name);

  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

/* In whose name is signed, and who says so, is read before it is signed. */
static void
check_key_rows (TfSigningDialog *dialog)
{
  g_assert_cmpstr (get_row (dialog, "holder_row"), !=, "");
  g_assert_nonnull (strstr (get_row (dialog, "issuer_row"), "nobody else"));
  g_assert_nonnull (strstr (get_row (dialog, "validity_row"), "until"));
  g_assert_nonnull (strstr (get_row (dialog, "usage_row"), "signing"));
}

static void
sign (TfSigningDialog *dialog)
{
  type_password (dialog, PASSWORD);
  wait_for (shows_key, dialog);
  check_key_rows (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.sign", NULL);
  wait_for (is_closed, NULL);
  settle ();
}

static void
test_export_sign (WindowFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "signed.pdf");
  g_autoptr(GFile) key = make_key (fixture, DAYS_LONG);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  TfExportPage *page;
  TfSigningDialog *dialog;

  fixture_open_release (fixture);
  page = fixture_go (fixture, "export", TF_TYPE_EXPORT_PAGE);
  tf_export_page_set_key (page, key);
  tf_export_page_write (page, target);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  type_password (dialog, "wrong");
  wait_for (has_problem, dialog);
  g_assert_nonnull (strstr (tf_signing_dialog_get_problem (dialog), "password"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  sign (dialog);
  wait_for (is_through, page);
  settle ();
  g_assert_cmpstr (tf_export_page_get_problem (page), ==, "");
  g_assert_cmpstr (tf_export_page_get_written (page), ==, path);
  check_pdf (path);
  tf_export_page_set_key (page, NULL);
}

static void
test_export_expired (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "signed.pdf");
  g_autoptr(GFile) key = make_key (fixture, DAYS_SHORT);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  TfExportPage *page;
  TfSigningDialog *dialog;

  fixture_open_release (fixture);
  page = fixture_go (fixture, "export", TF_TYPE_EXPORT_PAGE);
  tf_export_page_set_key (page, key);
  tf_export_page_write (page, target);
  dialog = find_dialog ();
  type_password (dialog, PASSWORD);
  wait_for (shows_key, dialog);

  /* Going away from the question signs nothing. */
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for (is_closed, NULL);
  settle ();
  g_assert_nonnull (strstr (tf_export_page_get_problem (page), "Nothing was signed"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  tf_export_page_write (page, target);
  dialog = find_dialog ();
  type_password (dialog, PASSWORD);
  wait_for (shows_key, dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.sign", NULL);
  wait_for (is_closed, NULL);
  settle ();
  wait_for (is_through, page);
  check_pdf (path);
  tf_export_page_set_key (page, NULL);
}

static gboolean
is_measured (gpointer row)
{
  GtkLabel *label =
    GTK_LABEL (gtk_widget_get_template_child (row, TF_TYPE_ISSUE_ROW, "size_label"));

  return strstr (gtk_label_get_text (label), "pages") != NULL;
}

static gboolean
is_answered (gpointer row)
{
  return *tf_issue_row_get_answer (row) != '\0';
}

static void
test_issues (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "issue.pdf");
  g_autofree char *object = NULL;
  g_autoptr(TfRecord) person = NULL;
  TfSession *session = fixture_open_release (fixture);
  TfStore *store = tf_session_get_store (session);
  GtkWidget *issues;
  TfExportPage *page;
  TfIssueRow *row;

  person = add_person (session);
  issues = fixture_go (fixture, "issues", TF_TYPE_ISSUES_PAGE);
  g_assert_null (find_type (issues, TF_TYPE_ISSUE_ROW));
  page = fixture_go (fixture, "export/new", TF_TYPE_EXPORT_PAGE);
  tf_export_page_set_freeze (page, TF_PURPOSE_DRAFT);
  tf_export_page_set_issuer (page, tf_record_get_id (person));
  write_to (page, path);

  issues = fixture_go (fixture, "issues", TF_TYPE_ISSUES_PAGE);
  row = TF_ISSUE_ROW (find_type (issues, TF_TYPE_ISSUE_ROW));
  wait_for (is_measured, row);
  tf_issue_row_verify (row);
  wait_for (is_answered, row);
  g_assert_true (g_str_has_prefix (tf_issue_row_get_answer (row), "Whole"));

  object = tf_store_dup_object_path (store,
                                     tf_record_get (tf_issue_row_get_issue (row), "document"));
  g_assert_cmpint (g_chmod (object, 0600), ==, 0);
  g_assert_true (g_file_set_contents (object, "altered", -1, NULL));
  tf_issue_row_verify (row);
  wait_for (is_answered, row);
  g_assert_false (g_str_has_prefix (tf_issue_row_get_answer (row), "Whole"));

  gtk_widget_activate_action (GTK_WIDGET (row), "issue.export", NULL);
  settle ();
  g_assert_nonnull (strstr (tf_window_get_place (fixture->window), "/export/"));
}

static gboolean
is_looked_at (gpointer page)
{
  return !tf_verify_page_is_busy (page);
}

static TfVerifyPage *
verify (WindowFixture *fixture,
        const char    *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *place = g_strconcat ("verify/", uri, NULL);
  TfVerifyPage *page = fixture_go (fixture, place, TF_TYPE_VERIFY_PAGE);

  wait_for (is_looked_at, page);
  settle ();
  return page;
}

static void
change_byte (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[20] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
test_verify (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "signed.pdf");
  g_autofree char *plain = dup_path (fixture, "plain.pdf");
  g_autofree char *words = dup_path (fixture, "words.pdf");
  g_autoptr(GFile) key = make_key (fixture, DAYS_LONG);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  TfExportPage *page;
  TfVerifyPage *verified;

  fixture_open_release (fixture);
  page = fixture_go (fixture, "export", TF_TYPE_EXPORT_PAGE);
  write_to (page, plain);
  tf_export_page_set_key (page, key);
  tf_export_page_write (page, target);
  sign (find_dialog ());
  wait_for (is_through, page);

  verified = verify (fixture, path);
  g_assert_nonnull (tf_verify_page_get_found (verified));
  g_assert_true (tf_verify_page_get_found (verified)->valid);
  g_assert_cmpuint (tf_verify_page_get_found (verified)->signatures->len, ==, 1);

  verify (fixture, plain);
  g_assert_cmpuint (tf_verify_page_get_found (verified)->signatures->len, ==, 0);
  g_assert_nonnull (strstr (tf_verify_page_get_summary (verified), "no signature"));

  change_byte (path);
  verify (fixture, path);
  g_assert_true (tf_verify_page_get_found (verified) == NULL ||
                 !tf_verify_page_get_found (verified)->valid);

  g_assert_true (g_file_set_contents (words, "no document", -1, NULL));
  verify (fixture, words);
  g_assert_null (tf_verify_page_get_found (verified));
  g_assert_cmpstr (tf_verify_page_get_summary (verified), !=, "");

  /* Back leads to the product. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (g_str_has_suffix (tf_window_get_place (fixture->window), "/export"));
  tf_export_page_set_key (page, NULL);
}

static guint
count_shown (TfPlanPage *page)
{
  return g_list_model_get_n_items (tf_plan_page_get_shown (page));
}

/* The dossier follows the library a little later. */
static gboolean
has_owner (gpointer session)
{
  GPtrArray *slots = tf_dossier_list (tf_session_get_dossier (session), "slot");

  for (guint i = 0; slots != NULL && i < slots->len; i++)
    if (*tf_record_get (slots->pdata[i], "owner") != '\0')
      return TRUE;

  return FALSE;
}

static gboolean
has_no_owner (gpointer session)
{
  return !has_owner (session);
}

static void
test_plan (WindowFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "plan.csv");
  g_autofree char *text = NULL;
  g_autoptr(TfRecord) person = NULL;
  g_autoptr(TfTaskItem) item = NULL;
  g_autoptr(TfTaskItem) mine = NULL;
  g_autoptr(GFile) target = g_file_new_for_path (path);
  TfSession *session = fixture_open_release (fixture);
  TfPlanPage *page;
  guint n;

  person = add_person (session);
  page = fixture_go (fixture, "plan", TF_TYPE_PLAN_PAGE);
  n = count_shown (page);
  g_assert_cmpuint (n, >, 20);

  item = g_list_model_get_item (tf_plan_page_get_shown (page), 3);
  tf_task_item_set_chosen (item, TRUE);
  g_assert_true (tf_plan_page_set_chosen (page, "owner", tf_record_get_id (person)));
  wait_for (has_owner, session);
  settle ();
  tf_plan_page_show_owner (page, tf_record_get_id (person));
  g_assert_cmpuint (count_shown (page), ==, 1);
  mine = g_list_model_get_item (tf_plan_page_get_shown (page), 0);
  g_assert_cmpstr (tf_task_item_get (mine)->owner_name, ==, "Ada Example");
  g_assert_cmpstr (tf_task_item_get (mine)->subject, ==, tf_task_item_get (item)->subject);

  g_assert_true (tf_plan_page_write (page, target));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Ada Example"));

  tf_plan_page_open (page, 0);
  g_assert_nonnull (strstr (tf_window_get_place (fixture->window),
                            tf_task_item_get (mine)->subject));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_for (has_no_owner, session);
  page = TF_PLAN_PAGE (fixture_go (fixture, "plan", TF_TYPE_PLAN_PAGE));
  g_assert_cmpuint (count_shown (page), ==, n);
}

/* Nobody shows notifications where tests run. */
static gboolean
is_fatal (const char     *domain,
          GLogLevelFlags  level,
          const char     *message,
          gpointer        data)
{
  return strstr (message, "unable to send notifications") == NULL;
}

static void
ignore_cb (const char     *domain,
           GLogLevelFlags  level,
           const char     *message,
           gpointer        data)
{
  if (is_fatal (domain, level, message, data))
    g_log_default_handler (domain, level, message, data);
}

static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  g_test_log_set_fatal_handler (is_fatal, NULL);
}

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  if (!fixture_start (&argc, &argv))
    return 0;
  g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, ignore_cb, NULL);

  ADD ("/export/draft", test_export_draft);
  ADD ("/export/preview", test_export_preview);
  ADD ("/export/blocked", test_export_blocked);
  ADD ("/export/freeze", test_export_freeze);
  ADD ("/export/sign", test_export_sign);
  ADD ("/export/expired", test_export_expired);
  ADD ("/issues", test_issues);
  ADD ("/verify", test_verify);
  ADD ("/plan", test_plan);

  return g_test_run ();
}
