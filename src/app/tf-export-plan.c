/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-job.h"

#include "tf-pages.h"
#include "tf-pdf.h"
#include "tf-staged-file.h"
#include "tf-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_COLUMNS 7

/* Some spreadsheet programs take a text file for UTF-8 only by this mark. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const char *
get_priority_label (const TfLanguage *language,
                    const char       *priority)
{
  const TfField *field = tf_kind_lookup_field (tf_kind_lookup ("slot"), "priority");

  return *priority != '\0' ? tf_field_get_choice_label_in (field, priority, language) : "";
}

static void
get_titles (const TfLanguage *language,
            const char       *titles[N_COLUMNS])
{
  titles[0] = L_ (language, "What");
  titles[1] = L_ (language, "To do");
  titles[2] = L_ (language, "Citation");
  titles[3] = L_ (language, "Owner");
  titles[4] = L_ (language, "Due");
  titles[5] = L_ (language, "Priority");
  titles[6] = L_ (language, "State");
}

static void
get_cells (const TfLanguage *language,
           const TfTask     *task,
           const char       *cells[N_COLUMNS])
{
  cells[0] = task->title;
  cells[1] = task->todo;
  cells[2] = task->citation;
  cells[3] = task->owner_name;
  cells[4] = task->due;
  cells[5] = get_priority_label (language, task->priority);
  /* What has no state of its own, such as evidence, is due but not open. */
  cells[6] = tf_state_is_open (task->state) ? tf_state_get_label_in (task->state, language) : "";
  if (task->overdue)
    cells[6] = L_ (language, "Overdue");
}

/* Quotes a value by RFC 4180. One that a spreadsheet would compute gets an apostrophe, so that a
 * title cannot become a formula. */
static void
append_value (GString    *csv,
              const char *value)
{
  g_string_append_c (csv, '"');
  if (*value != '\0' && strchr ("=+-@\t\r\n|", *value) != NULL)
    g_string_append_c (csv, '\'');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static void
append_row (GString           *csv,
            const char *const  cells[N_COLUMNS])
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_value (csv, cells[i]);
    }
  g_string_append (csv, "\r\n");
}

static gboolean
write_csv (const TfLanguage  *language,
           GPtrArray         *tasks,
           TfStagedFile      *file,
           GError           **error)
{
  g_autoptr(GString) csv = g_string_new (BYTE_ORDER_MARK);
  const char *cells[N_COLUMNS];

  get_titles (language, cells);
  append_row (csv, cells);
  for (guint i = 0; i < tasks->len; i++)
    {
      get_cells (language, tasks->pdata[i], cells);
      append_row (csv, cells);
    }

  return tf_staged_file_write (file, csv->str, csv->len, error);
}

static TfTable *
make_table (const TfLanguage *language,
            GPtrArray        *tasks)
{
  TfTable *table = tf_table_new (N_COLUMNS);
  const char *cells[N_COLUMNS];

  get_titles (language, cells);
  for (guint i = 0; i < N_COLUMNS; i++)
    tf_table_set_column (table, i, cells[i], 0, TF_ALIGN_START);
  for (guint i = 0; i < tasks->len; i++)
    {
      const TfTask *task = tasks->pdata[i];
      g_autofree char *due = tf_language_dup_date (language, task->due);

      get_cells (language, task, cells);
      cells[4] = due;
      for (guint j = 0; j < N_COLUMNS; j++)
        {
          gboolean strong = j == 6 && task->overdue;

          tf_table_add_cell (table, tf_inlines_new_styled (cells[j], strong ? TF_INLINE_BOLD
                                                                            : TF_INLINE_NONE));
        }
    }

  return table;
}

static char *
dup_summary (TfDossier   *dossier,
             const char  *owner,
             const GDate *today)
{
  const TfLanguage *language = tf_dossier_get_language (dossier);
  TfRecord *person = owner != NULL ? tf_dossier_lookup (dossier, owner) : NULL;
  char day[32];
  g_autofree char *date = NULL;

  g_date_strftime (day, sizeof day, "%Y-%m-%d", today);
  date = tf_language_dup_date (language, day);
  if (owner == NULL)
    return g_strdup_printf (L_ (language, "Everything that is open on %s."), date);
  if (person == NULL)
    return g_strdup_printf (L_ (language, "What is open on %s and belongs to nobody."), date);

  /* Translators: a date, then the name of a person */
  return g_strdup_printf (L_ (language, "What is open on %s and belongs to %s."), date,
                          tf_record_get_title (person));
}

static TfDocument *
make_document (TfDossier   *dossier,
               GPtrArray   *tasks,
               const char  *owner,
               const GDate *today)
{
  const TfLanguage *language = tf_dossier_get_language (dossier);
  TfRecord *release = tf_dossier_get_release (dossier);
  g_autofree char *name = g_strdup_printf (L_ (language, "%s, release %s"),
                                           tf_record_get_title (tf_dossier_get_product (dossier)),
                                           tf_record_get_title (release));
  g_autofree char *title = g_strdup_printf (L_ (language, "Action plan: %s"), name);
  g_autofree char *summary = dup_summary (dossier, owner, today);
  g_autoptr(GDateTime) created = g_date_time_new_utc (g_date_get_year (today),
                                                      (int) g_date_get_month (today),
                                                      g_date_get_day (today), 0, 0, 0);
  TfDocument *document = tf_document_new (title, tf_language_get_id (language), created);

  tf_document_set_header (document, name);
  tf_document_set_footer (document, L_ (language, "Action plan"));
  tf_document_set_landscape (document, TRUE);
  tf_document_add_heading (document, 1, "", L_ (language, "Action plan"), "plan");
  tf_document_add_plain (document, summary);
  if (tasks->len > 0)
    tf_document_add_table (document, make_table (language, tasks));
  else
    tf_document_add_plain (document, L_ (language, "Nothing is open."));

  return document;
}

static gboolean
write_pdf (TfDossier    *dossier,
           GPtrArray    *tasks,
           const char   *owner,
           const GDate  *today,
           TfStagedFile *file,
           GError      **error)
{
  g_autoptr(TfDocument) document = make_document (dossier, tasks, owner, today);
  g_autoptr(TfPages) pages = tf_pages_new (document, NULL, NULL, NULL, error);

  return pages != NULL && tf_pdf_write_to (pages, tf_staged_file_get_fd (file),
                                           tf_staged_file_get_target (file), NULL, NULL, NULL,
                                           error);
}

static gboolean
has_ending (GFile      *target,
            const char *ending)
{
  g_autofree char *name = g_file_get_basename (target);
  g_autofree char *folded = name != NULL ? g_ascii_strdown (name, -1) : g_strdup ("");

  return g_str_has_suffix (folded, ending);
}

/**
 * tf_export_job_write_plan:
 * @workspace: a workspace
 * @release: a release
 * @owner: (nullable): identifier of a person, "" for what nobody owns, `NULL` for everything
 * @today: the day by which something is overdue
 * @language: (nullable): the language to write it in; `NULL` for that of the release's file
 * @target: the file, whose name ends in ".pdf" or ".csv"
 * @error: return location for an error
 *
 * Writes what is open as an action plan: as a PDF, or as a table for spreadsheet programs, which is
 * RFC 4180 in UTF-8 with a byte order mark. No value of the table can become a formula.
 *
 * Returns: %FALSE with @error set where that failed; what was at @target is as before then
 */
gboolean
tf_export_job_write_plan (TfWorkspace  *workspace,
                          TfRecord     *release,
                          const char   *owner,
                          const GDate  *today,
                          const char   *language,
                          GFile        *target,
                          GError      **error)
{
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(TfStagedFile) staged = NULL;
  gboolean as_csv;
  gboolean written;

  g_return_val_if_fail (TF_IS_WORKSPACE (workspace) && TF_IS_RECORD (release), FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today) && G_IS_FILE (target), FALSE);

  as_csv = has_ending (target, ".csv");
  if (!as_csv && !has_ending (target, ".pdf"))
    {
      g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                           _("An action plan is written as .pdf or .csv. Give the file one of "
                             "these endings."));
      return FALSE;
    }

  if (!tf_store_check_target (tf_workspace_get_store (workspace), target, error))
    return FALSE;
  dossier = tf_workspace_load_dossier_in (workspace, release, language, error);
  if (dossier == NULL)
    return FALSE;
  tasks = tf_work_list_tasks (dossier, owner, today);
  staged = tf_staged_file_new (target, FALSE, error);
  if (staged == NULL)
    return FALSE;

  written = as_csv ? write_csv (tf_dossier_get_language (dossier), tasks, staged, error)
                   : write_pdf (dossier, tasks, owner, today, staged, error);
  return written && tf_staged_file_commit (staged, error);
}
