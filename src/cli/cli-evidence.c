/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"
#include "cli-point.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"
#include "tf-evidence-files.h"
#include "tf-evidence.h"
#include "tf-file-name.h"

#include <glib/gi18n.h>
#include <string.h>

#define NO_SLOT "-"

static char *
dup_option (TfCli      *cli,
            const char *name)
{
  GPtrArray *list = tf_cli_list_option (cli, name);
  g_autoptr(GString) lines = g_string_new (NULL);

  if (list == NULL)
    return g_strdup (tf_cli_get_option (cli, name));

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", (const char *) list->pdata[i]);
  return g_strdelimit (g_string_free (g_steal_pointer (&lines), FALSE), ",", '\n');
}

/* What the options say of files, held against the fields that they go into. */
static GStrv
get_values (TfCli   *cli,
            GError **error)
{
  static const char *const options[] = { "title", "classification", "issuer", "effective",
                                         "received",
                                         "valid-until", "next-review", "versions" };
  const TfKind *evidence = tf_kind_lookup ("evidence");
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const char *kind = tf_kind_lookup_field (evidence, options[i]) != NULL
                           ? "evidence" : "revision";
      g_autofree char *value = dup_option (cli, options[i]);

      if (!tf_cli_check_option (cli, kind, options[i], options[i], error))
        return NULL;
      if (value != NULL)
        g_strv_builder_add_many (values, options[i], value, NULL);
    }

  return g_strv_builder_end (values);
}

static gboolean
collect_folder (TfCli      *cli,
                GFile      *folder,
                GPtrArray  *files,
                GError    **error)
{
  g_autoptr(TfEvidenceFiles) found = tf_evidence_files_collect (folder,
                                                                tf_cli_get_cancellable (cli),
                                                                error);

  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < found->files->len; i++)
    g_ptr_array_add (files, g_object_ref (((TfEvidenceFile *) found->files->pdata[i])->file));
  for (guint i = 0; i < found->skipped->len; i++)
    {
      const TfSkippedFile *skipped = found->skipped->pdata[i];

      /* Translators: a file, then why it was left out */
      tf_cli_say (cli, _("Left out “%s”: %s"), skipped->path, skipped->sentence);
    }

  return TRUE;
}

static GPtrArray *
collect_files (TfCli   *cli,
               guint    first,
               GError **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < tf_cli_get_n_arguments (cli); i++)
    {
      g_autoptr(GFile) file = g_file_new_for_path (tf_cli_get_argument (cli, i));

      if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY)
        g_ptr_array_add (files, g_steal_pointer (&file));
      else if (!collect_folder (cli, file, files, error))
        return NULL;
    }

  if (files->len > 0)
    return g_steal_pointer (&files);

  g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_INVALID, _("There is no file to add."));
  return NULL;
}

static void
answer_file (TfCli             *cli,
             const TfAddedFile *added)
{
  g_autofree char *path = g_file_get_parse_name (added->file);
  g_autofree char *name = tf_file_name_display (path);

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "file", name);
  if (added->evidence != NULL)
    {
      tf_cli_add_string (cli, "id", tf_record_get_id (added->evidence));
      tf_cli_add_string (cli, "number", tf_record_get (added->evidence, "number"));
      tf_cli_add_string (cli, "title", tf_record_get (added->evidence, "title"));
      tf_cli_add_string (cli, "revision", tf_record_get_id (added->revision));
      tf_cli_add_string (cli, "sha256", tf_record_get (added->revision, "sha256"));
      tf_cli_add_integer (cli, "size", tf_record_get_integer (added->revision, "size"));
      tf_cli_add_boolean (cli, "duplicate", added->duplicate);
      if (added->link != NULL)
        tf_cli_add_string (cli, "link", tf_record_get_id (added->link));
      tf_cli_row (cli, tf_record_get (added->evidence, "number"),
                  tf_record_get (added->evidence, "title"),
                  added->duplicate ? _("was there already") : "",
                  tf_record_get_id (added->evidence), NULL);
    }
  tf_cli_add_given (cli, "message", added->problem);
  tf_cli_end_object (cli);

  if (added->evidence == NULL)
    tf_cli_say (cli, _("Not added: %s"), added->problem);
}

/* Words inside the files become findable; a file that cannot be read costs nothing else. */
static TfCliStatus
read_words (TfCli *cli)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) problem = NULL;

  tf_cli_progress (1, _("Reading the words inside"), NULL);
  tf_evidence_read_async (workspace, tf_cli_get_cancellable (cli), tf_cli_ready_cb, cli);
  result = tf_cli_wait (cli);
  if (tf_evidence_read_finish (workspace, result, &problem))
    return TF_CLI_DONE;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      tf_cli_say (cli, _("Stopped. The files are added, but search does not know the words in all "
                         "of them yet; the "
                         "next “evidence add” sees to it."));
      return TF_CLI_STOPPED;
    }

  tf_cli_say (cli, _("The files are added, but search does not know their words: %s"),
              problem->message);
  return TF_CLI_DONE;
}

static TfCliStatus
answer_added (TfCli     *cli,
              GPtrArray *added)
{
  guint n_failed = 0;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < added->len; i++)
    {
      answer_file (cli, added->pdata[i]);
      n_failed += ((TfAddedFile *) added->pdata[i])->evidence == NULL;
    }
  tf_cli_end_array (cli);

  if (n_failed > 0 && n_failed < added->len)
    tf_cli_say (cli, ngettext ("%u file was added all the same.", "%u files were added all the "
                                                                  "same.",
                               added->len - n_failed), added->len - n_failed);
  return n_failed > 0 ? TF_CLI_FAILED : TF_CLI_DONE;
}

static gboolean
has_added (GPtrArray *added)
{
  for (guint i = 0; i < added->len; i++)
    if (((TfAddedFile *) added->pdata[i])->evidence != NULL)
      return TRUE;

  return FALSE;
}

static TfCliStatus
run_add (TfCli   *cli,
         GError **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const char *point = tf_cli_get_argument (cli, 2);
  const TfLawEntry *entry = NULL;
  TfCliStatus status, read_status;
  g_auto(GStrv) values = get_values (cli, error);
  const TfEvidenceFacts facts = { tf_cli_get_option (cli, "pages"), (const char *const *) values };
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  if (values == NULL || !tf_cli_resolve_release (cli, 0, &product, &release, error))
    return TF_CLI_FAILED;
  if (strcmp (point, NO_SLOT) != 0)
    {
      entry = tf_cli_point_resolve_one (cli, point, error);
      if (entry == NULL)
        return TF_CLI_FAILED;
    }
  files = collect_files (cli, 3, error);
  if (files == NULL)
    return TF_CLI_FAILED;
  if (tf_cli_has_option (cli, "title") && files->len > 1)
    return tf_cli_fail_usage (error, _("--title is for one file."));

  tf_evidence_add_async (workspace, product, release, entry != NULL ? entry->id : NULL, files,
                         &facts,
                         tf_cli_progress, NULL, tf_cli_get_cancellable (cli), tf_cli_ready_cb, cli);
  result = tf_cli_wait (cli);
  added = tf_evidence_add_finish (workspace, result, error);
  if (added == NULL)
    return TF_CLI_FAILED;

  status = answer_added (cli, added);
  read_status = has_added (added) ? read_words (cli) : TF_CLI_DONE;
  return status != TF_CLI_DONE ? status : read_status;
}

/* The item that is meant: its number is unique within a product only. */
static TfRecord *
find_item (TfCli   *cli,
           GError **error)
{
  const char *name = tf_cli_get_option (cli, "product");
  g_autoptr(TfRecord) product = NULL;

  if (name != NULL)
    {
      product = tf_workspace_resolve (tf_cli_get_workspace (cli), "product", NULL, name, error);
      if (product == NULL)
        return NULL;
    }

  return tf_cli_resolve_evidence (cli, product, tf_cli_get_argument (cli, 0), error);
}

static TfCliStatus
run_replace (TfCli   *cli,
             GError **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  g_auto(GStrv) values = get_values (cli, error);
  const TfEvidenceFacts facts = { tf_cli_get_option (cli, "pages"), (const char *const *) values };
  g_autoptr(TfRecord) item = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (tf_cli_get_argument (cli, 1));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(TfRecord) revision = NULL;

  if (values == NULL)
    return TF_CLI_FAILED;
  item = find_item (cli, error);
  if (item == NULL)
    return TF_CLI_FAILED;

  tf_evidence_replace_async (workspace, item, file, &facts, tf_cli_progress, NULL,
                             tf_cli_get_cancellable (cli),
                             tf_cli_ready_cb, cli);
  result = tf_cli_wait (cli);
  revision = tf_evidence_replace_finish (workspace, result, error);
  if (revision == NULL)
    return TF_CLI_FAILED;

  tf_cli_answer_changed (cli, revision);
  tf_cli_say (cli, _("Links keep to the revision they were made for until somebody moves them."));
  return read_words (cli);
}

static const TfCliOption add_options[] = {
  { "title", N_("TITLE"), N_("Title; otherwise the name of the file. For one file only") },
  { "pages", N_("A-B"), N_("The pages that prove it: 14, or 14-16") },
  { "valid-until", N_("DATE"), N_("Last day on which the document holds, such as 2027-12-11") },
  { "effective", N_("DATE"), N_("The date that the document itself bears") },
  { "received", N_("DATE"), N_("When it came in; today otherwise") },
  { "next-review", N_("DATE"), N_("When somebody should look at it again") },
  { "issuer", N_("NAME"), N_("Who made the document") },
  { "versions", N_("VERSIONS"), N_("Product versions that it speaks of, with commas between"),
    TRUE },
  { "classification", N_("WORD"), N_("public, internal, confidential or secret") },
  { NULL }
};

static const TfCliOption replace_options[] = {
  { "product", N_("P"), N_("The product, where several have an item of that number") },
  { "valid-until", N_("DATE"), N_("Last day on which the document holds, such as 2027-12-11") },
  { "effective", N_("DATE"), N_("The date that the document itself bears") },
  { "received", N_("DATE"), N_("When it came in; today otherwise") },
  { "next-review", N_("DATE"), N_("When somebody should look at it again") },
  { "issuer", N_("NAME"), N_("Who made the document") },
  { "versions", N_("VERSIONS"), N_("Product versions that it speaks of, with commas between"),
    TRUE },
  { NULL }
};

const TfCliCommand tf_cli_evidence_commands[] = {
  { "evidence add", "P R SLOT FILE…",
    N_("Take files in as evidence and link them to a point"),
    N_("SLOT is an element of the documentation or a limb of a requirement, such as 2b.sbom or\n"
       "I.2.c.automatic; - links to nothing.\n"
       "A folder stands for the files in it. Bytes that the product has already are recognised and "
       "only linked. A file\n"
       "that cannot be read does not keep the others out; the program ends with 3 then."),
    "evidence add \"Door Controller\" 1.0 2b.sbom sbom.cdx.json\n"
    "evidence add \"Door Controller\" 1.0 6.product pentest.pdf --pages 14-16 --issuer \"Example "
    "Lab\" --valid-until 2028-06-30\n"
    "evidence add \"Door Controller\" 1.0 - reports/",
    4, G_MAXUINT, 4, TF_CLI_WRITE, add_options, run_add },
  { "evidence replace", "E FILE",
    N_("Add a newer revision of an item of evidence"),
    N_("Nothing is overwritten: links and issues keep the revision that they were made with."),
    "evidence replace E-004 pentest-2028.pdf --effective 2028-01-15",
    2, 2, 2, TF_CLI_WRITE, replace_options, run_replace },
  { NULL }
};
