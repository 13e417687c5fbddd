/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-output.h"

#include <glib/gi18n.h>

#define DEFAULT_LIMIT 50
#define MAX_LIMIT     10000

static gboolean
get_limit (TfCli   *cli,
           guint   *limit,
           GError **error)
{
  const char *option = tf_cli_get_option (cli, "limit");
  guint64 number = DEFAULT_LIMIT;

  if (option != NULL && !g_ascii_string_to_unsigned (option, 10, 1, MAX_LIMIT, &number, NULL))
    {
      tf_cli_fail_usage (error, _("--limit needs a number from 1 to %d."), MAX_LIMIT);
      return FALSE;
    }

  *limit = number;
  return TRUE;
}

static void
add_hit (TfCli       *cli,
         const TfHit *hit)
{
  g_autofree char *page = g_strdup_printf ("%u", hit->page);
  const TfKind *kind = tf_kind_lookup (hit->kind);
  g_autoptr(GString) snippet = g_string_new (NULL);

  /* The marks around the words that were found are for the window. */
  tf_cli_append_clean (snippet, hit->snippet);
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "kind", hit->kind);
  tf_cli_add_string (cli, "record", hit->record);
  tf_cli_add_string (cli, "title", hit->title);
  tf_cli_add_string (cli, "snippet", snippet->str);
  tf_cli_add_given (cli, "sha256", hit->object);
  if (hit->page > 0)
    tf_cli_add_integer (cli, "page", hit->page);
  tf_cli_end_object (cli);
  /* Translators: page of a file */
  if (hit->page > 0)
    tf_cli_line (cli, _("%s: %s, page %s"), kind != NULL ? kind->label : hit->kind, hit->title,
                 page);
  else
    tf_cli_line (cli, "%s: %s", kind != NULL ? kind->label : hit->kind, hit->title);
  tf_cli_line (cli, "    %s", snippet->str);
}

static void
add_entry (TfCli            *cli,
           const TfLawEntry *entry)
{
  g_autofree char *heading = tf_law_entry_dup_heading (entry);

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "kind", tf_law_kind_to_string (entry->kind));
  tf_cli_add_string (cli, "subject", entry->id);
  tf_cli_add_string (cli, "citation", entry->citation);
  tf_cli_add_string (cli, "title", entry->title);
  tf_cli_add_given (cli, "snippet", entry->summary);
  tf_cli_end_object (cli);
  tf_cli_line (cli, "%s (%s)", heading, entry->id);
  if (*entry->summary != '\0')
    tf_cli_line (cli, "    %s", entry->summary);
}

static TfCliStatus
run_search (TfCli   *cli,
            GError **error)
{
  const char *text = tf_cli_get_argument (cli, 0);
  guint limit;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  if (!get_limit (cli, &limit, error))
    return TF_CLI_USAGE;

  hits = tf_store_search (tf_cli_get_store (cli), text, limit, error);
  if (hits == NULL)
    return TF_CLI_FAILED;

  entries = tf_law_search (tf_cli_get_law (cli), text);
  tf_cli_begin_object (cli, NULL);
  tf_cli_begin_array (cli, "records");
  for (guint i = 0; i < hits->len; i++)
    add_hit (cli, hits->pdata[i]);
  tf_cli_end_array (cli);
  tf_cli_begin_array (cli, "law");
  for (guint i = 0; i < MIN (entries->len, limit); i++)
    add_entry (cli, entries->pdata[i]);
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);

  if (hits->len + entries->len == 0)
    tf_cli_say (cli, _("Nothing was found."));
  return TF_CLI_DONE;
}

static const TfCliOption search_options[] = {
  { "limit", N_("N"), N_("How many places at most, of each sort; 50 otherwise") },
  { NULL }
};

const TfCliCommand tf_cli_search_commands[] = {
  { "search", "TEXT",
    N_("Search records, the words inside evidence, and the law catalogue"),
    N_("Finds what holds all the words, in any case and with or without accents; the beginning of "
       "a word is enough."),
    "search \"penetration test\"\nsearch update --json",
    1, 1, 0, TF_CLI_READ, search_options, run_search },
  { NULL }
};
