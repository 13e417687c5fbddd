/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints for how long the main loop of the window is held at most while somebody goes through a
 * large library: 1,000 products, one of them with 10,000 pieces of evidence. The time that the
 * loop used the processor tells more where the machine does other things too. Needs a display. */

#include "config.h"

#include "store-fixture.h"
#include "tf-application.h"
#include "tf-evidence-page.h"
#include "tf-finding-list.h"
#include "tf-template.h"
#include "tf-window-private.h"
#include "tf-work.h"

#include <time.h>

#define N_PRODUCTS 1000
#define N_EVIDENCE 10000

/* A step is over when the loop was idle for so long, and at the latest after so long, in ms. */
#define QUIET   250
#define AT_MOST 20000

/* Nothing in the window should hold the loop for longer, in ms. */
#define LIMIT 50.0

typedef struct
{
  StoreFixture  store;
  TfWindow     *window;
  char         *release;   /* the one with much evidence */
} Bench;

typedef void (*StepFunc) (Bench      *bench,
                          gpointer    data);

typedef struct
{
  Bench    *bench;
  StepFunc  function;
  gpointer  data;
} Step;

/* When the loop woke up, and what of the processor it had used by then; the longest that it was
 * awake by either, in microseconds. */
static gint64 woken;
static gint64 woken_busy;
static gint64 longest;
static gint64 busiest;
static gint64 awake;

static gint64
get_busy (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* What is between two polls is one turn of the loop. */
static int
poll_watched (GPollFD *fds,
              guint    n_fds,
              int      timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (woken != 0)
    {
      longest = MAX (longest, now - woken);
      busiest = MAX (busiest, get_busy () - woken_busy);
      awake += now - woken;
    }
  result = g_poll (fds, n_fds, timeout);
  woken = g_get_monotonic_time ();
  woken_busy = get_busy ();
  return result;
}

static gboolean
step_cb (gpointer data)
{
  Step *step = data;

  if (step->function != NULL)
    step->function (step->bench, step->data);
  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Turns the loop until it has nothing to do any more. */
static void
run_until_quiet (void)
{
  gint64 end = g_get_monotonic_time () + AT_MOST * 1000;

  do
    {
      gboolean ticked = FALSE;

      awake = 0;
      g_timeout_add (QUIET, tick_cb, &ticked);
      while (!ticked)
        g_main_context_iteration (NULL, TRUE);
    }
  while (awake > QUIET * 1000 / 10 && g_get_monotonic_time () < end);
}

static void
measure (Bench      *bench,
         const char *what,
         StepFunc    function,
         gpointer    data)
{
  Step step = { bench, function, data };
  double busy;

  g_idle_add (step_cb, &step);
  woken = 0;
  longest = 0;
  busiest = 0;
  run_until_quiet ();
  busy = busiest / 1000.0;
  g_print ("%-40s %8.1f ms, of the processor %8.1f ms%s\n", what, longest / 1000.0, busy,
           busy > LIMIT ? "  over" : "");
}

static GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
fill_evidence (Bench      *bench,
               TfRecord   *product,
               TfRecord   *release,
               GPtrArray  *elements)
{
  for (guint i = 0; i < N_EVIDENCE; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (elements, i % elements->len);
      g_autofree char *number = g_strdup_printf ("E-%05u", i + 1);
      g_autofree char *title = g_strdup_printf ("Test report %u of the water meter", i + 1);
      g_autofree char *sum = g_strdup_printf ("%064x", i);
      g_autoptr(TfRecord) evidence = store_fixture_add (&bench->store, "evidence", product, "",
                                                        "number", number,
                                                        "title", title, NULL);
      g_autoptr(TfRecord) revision = store_fixture_add (&bench->store, "revision", evidence, "",
                                                        "number", "1",
                                                        "file-name", "report.pdf",
                                                        "media-type", "application/pdf",
                                                        "sha256", sum, "size", "1000",
                                                        "valid-until",
                                                        i % 50 == 0 ? "2020-01-01" : "", NULL);
      g_autoptr(TfRecord) link = store_fixture_add (&bench->store, "link", release, "", "subject",
                                                    entry->id,
                                                    "evidence", tf_record_get_id (evidence),
                                                    "revision", tf_record_get_id (revision), NULL);
    }
}

static void
fill_library (Bench *bench)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("en");
  g_autoptr(TfWorkspace) workspace = tf_workspace_new (bench->store.store, law);
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) big = NULL;
  g_autoptr(GPtrArray) templates = tf_template_list ("en", NULL);
  TfRecord *release = NULL;

  for (guint i = 0; i < N_PRODUCTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Product %04u", i);

      g_clear_object (&product);
      g_clear_object (&release);
      g_assert_true (tf_store_begin (bench->store.store, name, NULL));
      product = store_fixture_add (&bench->store, "product", NULL, "", "name", name, NULL);
      release = store_fixture_add (&bench->store, "release", product, "", "version", "1.0", NULL);
      g_assert_true (tf_store_commit (bench->store.store, NULL));
    }

  g_clear_object (&release);
  big = tf_work_add_product (workspace, "Water Meter", ((TfTemplate *) templates->pdata[0])->id,
                             NULL, "en", &release, NULL);
  g_assert_true (tf_store_begin (bench->store.store, "Evidence", NULL));
  fill_evidence (bench, big, release, tf_law_list (law, TF_LAW_ELEMENT));
  g_assert_true (tf_store_commit (bench->store.store, NULL));
  bench->release = g_strdup (tf_record_get_id (release));
  g_object_unref (release);
}

static void
open_window (Bench    *bench,
             gpointer  data)
{
  bench->window = TF_WINDOW (tf_window_new (GTK_APPLICATION (g_application_get_default ())));
  gtk_window_present (GTK_WINDOW (bench->window));
}

static void
open_library (Bench    *bench,
              gpointer  data)
{
  tf_window_open (bench->window, bench->store.path);
}

static void
go (Bench    *bench,
    gpointer  place)
{
  tf_window_go (bench->window, place);
}

static void
scroll (Bench    *bench,
        gpointer  percent)
{
  GtkWidget *scrolled = find_type (GTK_WIDGET (bench->window->stack), GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment;

  if (scrolled == NULL)
    scrolled = find_type (tf_shell_get_page (bench->window->shell), GTK_TYPE_LIST_VIEW);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (scrolled));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) *
                                          GPOINTER_TO_UINT (percent) / 100);
}

static void
type (Bench    *bench,
      gpointer  text)
{
  GtkWidget *entry = find_type (GTK_WIDGET (bench->window->stack), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
search_library (Bench    *bench,
                gpointer  text)
{
  tf_library_page_start_search (bench->window->library_page);
  type (bench, text);
}

static void
filter_evidence (Bench    *bench,
                 gpointer  filter)
{
  TfEvidencePage *page = TF_EVIDENCE_PAGE (tf_shell_get_page (bench->window->shell));

  tf_evidence_list_set_filter (tf_evidence_page_get_list (page), GPOINTER_TO_UINT (filter));
}

static void
change (Bench    *bench,
        gpointer  value)
{
  TfSession *session = tf_window_get_session (bench->window);

  g_assert_true (tf_session_set_field (session, tf_session_get_release (session), "version",
                                       value));
}

static void
set_purpose (Bench    *bench,
             gpointer  purpose)
{
  tf_finding_list_set_purpose (tf_finding_list_get (tf_window_get_session (bench->window)),
                               GPOINTER_TO_UINT (purpose));
}

static void
activate (Bench    *bench,
          gpointer  action)
{
  gtk_widget_activate_action (GTK_WIDGET (bench->window), action, NULL);
}

static void
measure_library (Bench *bench)
{
  measure (bench, "open an empty window", open_window, NULL);
  measure (bench, "open the library: product list", open_library, NULL);
  measure (bench, "product list: scroll to the middle", scroll, GUINT_TO_POINTER (50));
  measure (bench, "product list: search", search_library, "7");
  measure (bench, "product list: search for nothing", type, "");
}

/* Every page twice: made, and come back to. */
static void
measure_pages (Bench *bench)
{
  static const char *const pages[] = { "overview", "family/2", "plan", "check", "issues", "export",
                                       "history",
                                       "search", "matrix", "evidence" };
  g_autofree char *place = g_strdup_printf ("release/%s", bench->release);

  measure (bench, "open the product: overview", go, place);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *again = g_strdup_printf ("%s again", pages[i]);
      g_autofree char *edited = g_strdup_printf ("%s: a change", pages[i]);

      measure (bench, pages[i], go, (gpointer) pages[i]);
      measure (bench, edited, change, (gpointer) pages[i]);
      measure (bench, "overview", go, "overview");
      measure (bench, again, go, (gpointer) pages[i]);
    }
}

static void
measure_points (Bench *bench)
{
  TfLaw *law = tf_session_get_law (tf_window_get_session (bench->window));
  static const TfLawKind kinds[] = { TF_LAW_SLOT, TF_LAW_LIMB };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *entries = tf_law_list (law, kinds[i]);

      for (guint j = 0; j < entries->len; j += i == 0 ? 1 : 8)
        {
          const TfLawEntry *entry = g_ptr_array_index (entries, j);
          g_autofree char *place = g_strdup_printf ("%s/%s", i == 0 ? "point" : "matrix",
                                                    entry->id);

          measure (bench, place, go, place);
        }
    }
  measure (bench, "point/2b", go, "point/2b");
  measure (bench, "point: a change", change, "point");
}

static void
measure_evidence (Bench *bench)
{
  measure (bench, "evidence", go, "evidence");
  measure (bench, "evidence: scroll to the middle", scroll, GUINT_TO_POINTER (50));
  measure (bench, "evidence: scroll to the end", scroll, GUINT_TO_POINTER (100));
  measure (bench, "evidence: search", type, "77");
  measure (bench, "evidence: search more", type, "777");
  measure (bench, "evidence: search for nothing", type, "");
  measure (bench, "evidence: filter", filter_evidence, GUINT_TO_POINTER (1));
  measure (bench, "evidence: other filter", filter_evidence, GUINT_TO_POINTER (2));
  measure (bench, "evidence: no filter", filter_evidence, GUINT_TO_POINTER (0));
}

static void
measure_rest (Bench *bench)
{
  measure (bench, "check", go, "check");
  measure (bench, "check: for a draft", set_purpose, GUINT_TO_POINTER (TF_PURPOSE_DRAFT));
  measure (bench, "check: for a final issue", set_purpose, GUINT_TO_POINTER (TF_PURPOSE_FINAL));
  measure (bench, "history", go, "history");
  measure (bench, "history: scroll to the middle", scroll, GUINT_TO_POINTER (50));
  measure (bench, "history: scroll to the end", scroll, GUINT_TO_POINTER (100));
  measure (bench, "search", go, "search");
  measure (bench, "search: type", type, "water");
  measure (bench, "undo", activate, "win.undo");
  measure (bench, "back to the library", go, "library");
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { 0 };
  g_autoptr(TfApplication) application = NULL;

  gtk_init ();
  store_fixture_set_up (&bench.store, NULL);
  fill_library (&bench);
  g_clear_object (&bench.store.store);

  application = tf_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_set_default (G_APPLICATION (application));
  g_main_context_set_poll_func (NULL, poll_watched);

  measure_library (&bench);
  measure_pages (&bench);
  measure_points (&bench);
  measure_evidence (&bench);
  measure_rest (&bench);

  gtk_window_destroy (GTK_WINDOW (bench.window));
  run_until_quiet ();
  store_fixture_tear_down (&bench.store, NULL);
  g_free (bench.release);
  return 0;
}
