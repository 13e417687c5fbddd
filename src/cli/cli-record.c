/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"
#include "cli-point.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"
#include "tf-evidence.h"
#include "tf-work.h"

#include <glib/gi18n.h>
#include <string.h>

/* KIND and the verb stand before everything else. */
#define FIRST 2

static const TfKind *
get_kind (TfCli   *cli,
          GError **error)
{
  const char *name = tf_cli_get_argument (cli, 0);
  const TfKind *kind = tf_kind_lookup (name);

  if (kind == NULL)
    tf_cli_fail_usage (error, _("There is no kind of record “%s”. “techfilectl schema” lists "
                                "them."), name);
  return kind;
}

/* How many arguments before the first FIELD=VALUE name records. */
static guint
count_names (TfCli        *cli,
             const TfKind *kind)
{
  guint index = FIRST;

  while (index < tf_cli_get_n_arguments (cli) &&
         !tf_cli_is_assignment (kind, tf_cli_get_argument (cli, index)))
    index++;

  return index - FIRST;
}

static guint
get_depth (const TfKind *kind)
{
  return kind->parent != NULL ? get_depth (kind->parent) + 1 : 0;
}

static const TfKind *
get_ancestor (const TfKind *kind,
              guint         depth)
{
  while (get_depth (kind) > depth)
    kind = kind->parent;

  return kind;
}

/* Finds the record under which records of a kind live, from the names P, R, E or I; a release
 * that is not named is the last one. */
static TfRecord *
find_parent (TfCli         *cli,
             const TfKind  *kind,
             guint          n_names,
             GError       **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  g_autoptr(TfRecord) parent = NULL;

  for (guint depth = 0; depth < get_depth (kind); depth++)
    {
      const TfKind *level = get_ancestor (kind, depth);
      g_autoptr(TfRecord) found = NULL;

      if (depth < n_names)
        found = tf_workspace_resolve (workspace, level->id,
                                      parent != NULL ? tf_record_get_id (parent) : NULL,
                                      tf_cli_get_argument (cli, FIRST + depth), error);
      else if (parent != NULL && strcmp (level->id, "release") == 0)
        found = tf_workspace_resolve_release (workspace, parent, NULL, error);
      else
        /* Translators: two kinds of record */
        tf_cli_fail_usage (error, _("%s: say under which “%s” it is."), kind->label, level->label);

      if (found == NULL)
        return NULL;
      g_set_object (&parent, found);
    }

  return g_steal_pointer (&parent);
}

static gboolean
lies_below (TfCli      *cli,
            TfRecord   *record,
            const char *ancestor)
{
  g_autoptr(TfRecord) parent = NULL;

  if (strcmp (tf_record_get_parent (record), ancestor) == 0)
    return TRUE;
  if (*tf_record_get_parent (record) == '\0')
    return FALSE;

  parent = tf_store_get (tf_cli_get_store (cli), tf_record_get_parent (record), NULL);
  return parent != NULL && lies_below (cli, parent, ancestor);
}

/* The records that were asked for: all, or those below the last record that was named. */
static GPtrArray *
list_records (TfCli         *cli,
              const TfKind  *kind,
              guint          n_names,
              GError       **error)
{
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(TfRecord) above = NULL;

  if (n_names > get_depth (kind))
    {
      tf_cli_fail_usage (error, _("“%s” is too much."),
                         tf_cli_get_argument (cli, FIRST + get_depth (kind)));
      return NULL;
    }
  if (n_names > 0)
    {
      guint depth = n_names;

      /* Under a product its last release is meant; under anything else all there is. */
      if (depth < get_depth (kind) && strcmp (get_ancestor (kind, depth)->id, "release") == 0)
        depth++;
      above = find_parent (cli, depth < get_depth (kind) ? get_ancestor (kind, depth) : kind,
                           n_names, error);
      if (above == NULL)
        return NULL;
    }

  records = tf_store_list (tf_cli_get_store (cli), kind->id, NULL, error);
  for (guint i = records != NULL ? records->len : 0; above != NULL && i > 0; i--)
    if (!lies_below (cli, records->pdata[i - 1], tf_record_get_id (above)))
      g_ptr_array_remove_index (records, i - 1);

  return g_steal_pointer (&records);
}

static TfCliStatus
run_list (TfCli         *cli,
          const TfKind  *kind,
          GError       **error)
{
  g_autoptr(GPtrArray) records = list_records (cli, kind, tf_cli_get_n_arguments (cli) - FIRST,
                                               error);

  if (records == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      tf_cli_begin_object (cli, NULL);
      tf_cli_add_record (cli, records->pdata[i]);
      tf_cli_end_object (cli);
      tf_cli_row (cli, tf_record_get_id (records->pdata[i]), tf_record_get_key (records->pdata[i]),
                  tf_record_get_title (records->pdata[i]), NULL);
    }
  tf_cli_end_array (cli);
  return TF_CLI_DONE;
}

/* Looked for anywhere: identifiers say enough, names may. */
static TfRecord *
find_record (TfCli         *cli,
             const TfKind  *kind,
             GError       **error)
{
  const char *name = tf_cli_get_argument (cli, FIRST);

  if (name != NULL)
    return tf_workspace_resolve (tf_cli_get_workspace (cli), kind->id, NULL, name, error);

  tf_cli_fail_usage (error, _("Say which record: “techfilectl record %s list” lists them."),
                     kind->id);
  return NULL;
}

static TfCliStatus
run_show (TfCli         *cli,
          const TfKind  *kind,
          GError       **error)
{
  g_autoptr(TfRecord) record = find_record (cli, kind, error);

  if (record == NULL)
    return TF_CLI_FAILED;

  tf_cli_answer_changed (cli, record);
  return TF_CLI_DONE;
}

static TfCliStatus
run_set (TfCli         *cli,
         const TfKind  *kind,
         GError       **error)
{
  g_autoptr(TfRecord) record = find_record (cli, kind, error);

  if (record == NULL)
    return TF_CLI_FAILED;
  if (tf_cli_get_n_arguments (cli) == FIRST + 1)
    return tf_cli_fail_usage (error, _("Say what to change: FIELD=VALUE."));
  if (!tf_cli_set_fields (cli, record, FIRST + 1, error))
    return TF_CLI_FAILED;

  tf_cli_answer_changed (cli, record);
  return TF_CLI_DONE;
}

static TfCliStatus
run_remove (TfCli         *cli,
            const TfKind  *kind,
            GError       **error)
{
  g_autoptr(TfRecord) record = find_record (cli, kind, error);

  if (record == NULL || !tf_store_remove (tf_cli_get_store (cli), record, error))
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (record));
  tf_cli_end_object (cli);
  tf_cli_line (cli, _("Put %s “%s” aside. “techfilectl undo” brings it back."), kind->label,
               tf_record_get_title (record));
  return TF_CLI_DONE;
}

/* The value of NAME among the FIELD=VALUE arguments, or NULL. */
static const char *
get_given (TfCli      *cli,
           const char *name)
{
  for (guint i = FIRST; i < tf_cli_get_n_arguments (cli); i++)
    {
      const char *argument = tf_cli_get_argument (cli, i);

      if (g_str_has_prefix (argument, name) && argument[strlen (name)] == '=')
        return argument + strlen (name) + 1;
    }

  return NULL;
}

static gboolean
read_values (TfCli         *cli,
             const TfKind  *kind,
             const char    *parent,
             guint          first,
             GPtrArray     *values,
             GError       **error)
{
  for (guint i = first; i < tf_cli_get_n_arguments (cli); i++)
    {
      const char *argument = tf_cli_get_argument (cli, i);
      const char *equals = strchr (argument, '=');
      g_autofree char *name = NULL;
      const TfField *field;
      char *value;

      if (!tf_cli_is_assignment (kind, argument))
        {
          tf_cli_fail_usage (error, _("“%s” is not written FIELD=VALUE."), argument);
          return FALSE;
        }
      name = g_strndup (argument, equals - argument);
      if (strcmp (name, "key") == 0 && kind->keyed)
        continue;
      field = tf_kind_lookup_field (kind, name);
      if (field == NULL)
        {
          tf_cli_fail_usage (error, _("“%s” has no field “%s”. “techfilectl schema %s” lists "
                                      "them."), kind->label,
                             name, kind->id);
          return FALSE;
        }
      value = tf_cli_read_value (cli, field, parent, equals + 1, error);
      if (value == NULL)
        return FALSE;
      g_ptr_array_add (values, g_strdup (field->id));
      g_ptr_array_add (values, value);
    }

  return TRUE;
}

static const char *
find_value (GPtrArray  *values,
            const char *field)
{
  for (guint i = 0; i + 1 < values->len; i += 2)
    if (strcmp (values->pdata[i], field) == 0)
      return values->pdata[i + 1];

  return NULL;
}

static gboolean
set_values (TfCli      *cli,
            TfRecord   *record,
            GPtrArray  *values,
            const char *but,
            GError    **error)
{
  for (guint i = 0; i + 1 < values->len; i += 2)
    if (strcmp (values->pdata[i], but) != 0 &&
        strcmp (tf_record_get (record, values->pdata[i]), values->pdata[i + 1]) != 0 &&
        !tf_store_set (tf_cli_get_store (cli), record, values->pdata[i], values->pdata[i + 1],
                       error))
      return FALSE;

  return TRUE;
}

/* Points are answered under the rules of the law, one record for each. */
static TfRecord *
add_point (TfCli         *cli,
           const TfKind  *kind,
           TfRecord      *release,
           GPtrArray     *values,
           GError       **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const char *key = get_given (cli, "key");
  const TfLawEntry *entry = key != NULL ? tf_workspace_resolve_entry (workspace, key, error) : NULL;

  if (key == NULL)
    tf_cli_fail_usage (error, _("%s: say which point of the law, such as key=2b.sbom."),
                       kind->label);
  else if (entry != NULL && g_strcmp0 (tf_law_entry_get_record_kind (entry), kind->id) != 0)
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                 _("%s is not answered by a record of kind “%s”."),
                 entry->citation, kind->id);
  else if (entry != NULL)
    {
      for (guint i = 0; i + 1 < values->len; i += 2)
        if (!tf_work_set (workspace, release, entry, values->pdata[i], values->pdata[i + 1], error))
          return NULL;
      return tf_work_ensure (workspace, release, entry, error);
    }

  return NULL;
}

static TfRecord *
add_link (TfCli      *cli,
          TfRecord   *release,
          GPtrArray  *values,
          GError    **error)
{
  const char *subject = find_value (values, "subject");
  const char *evidence = find_value (values, "evidence");
  g_autoptr(TfRecord) item = NULL;
  g_autoptr(TfRecord) link = NULL;

  if (subject == NULL || evidence == NULL)
    {
      tf_cli_fail_usage (error, _("A link needs subject=… and evidence=…."));
      return NULL;
    }

  item = tf_store_get (tf_cli_get_store (cli), evidence, error);
  link = item != NULL ? tf_evidence_link (tf_cli_get_workspace (cli), release, subject, item,
                                          find_value (values, "pages"), error)
                      : NULL;
  if (link == NULL)
    return NULL;

  for (guint i = 0; i + 1 < values->len; i += 2)
    if (strcmp (values->pdata[i], "section") == 0 &&
        !tf_store_set (tf_cli_get_store (cli), link, "section", values->pdata[i + 1], error))
      return NULL;
  return g_steal_pointer (&link);
}

static TfRecord *
add_release (TfCli      *cli,
             TfRecord   *product,
             GPtrArray  *values,
             GError    **error)
{
  const char *version = find_value (values, "version");
  const char *start = find_value (values, "from");
  g_autoptr(TfRecord) from = NULL;
  g_autoptr(TfRecord) release = NULL;

  if (start != NULL && *start != '\0')
    {
      from = tf_store_get (tf_cli_get_store (cli), start, error);
      if (from == NULL)
        return NULL;
    }

  release = tf_work_add_release (tf_cli_get_workspace (cli), product,
                                 version != NULL ? version : "", from, error);
  if (release == NULL || !set_values (cli, release, values, "from", error))
    return NULL;

  return g_steal_pointer (&release);
}

/* The entry of the catalogue from which a record comes, such as a typical measure; what is in
 * a person's own words comes from none. */
static gboolean
check_key (TfCli         *cli,
           const TfKind  *kind,
           const char    *key,
           GError       **error)
{
  const TfLawEntry *entry = tf_law_lookup (tf_cli_get_law (cli), key);

  if (entry != NULL && strcmp (tf_law_kind_to_string (entry->kind), kind->id) == 0)
    return TRUE;

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
               /* Translators: a kind of record, then a name that was typed */
               _("%s: the catalogue has no entry of that kind called “%s”."), kind->label, key);
  return FALSE;
}

static TfRecord *
add_plain (TfCli         *cli,
           const TfKind  *kind,
           TfRecord      *parent,
           GPtrArray     *values,
           GError       **error)
{
  const char *key = kind->keyed ? get_given (cli, "key") : NULL;

  if (key != NULL && !check_key (cli, kind, key, error))
    return NULL;

  g_ptr_array_add (values, NULL);
  return tf_work_add (tf_cli_get_workspace (cli), kind->id, parent, key != NULL ? key : "",
                      (const char *const *) values->pdata, error);
}

/* What has a command of its own that keeps good order is not made by hand. */
static gboolean
check_made_by_hand (const TfKind  *kind,
                    GError       **error)
{
  if (*kind->made_by == '\0')
    return TRUE;

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
               /* Translators: a kind of record, then a command */
               _("%s: records of this kind are made by “techfilectl %s”."), kind->label,
               kind->made_by);
  return FALSE;
}

/* A point of the law, or a record of the technical file, as its identifier. */
static char *
resolve_subject (TfCli       *cli,
                 TfRecord    *release,
                 const char  *name,
                 GError     **error)
{
  const TfLawEntry *entry = tf_workspace_resolve_entry (tf_cli_get_workspace (cli), name, NULL);
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(TfRecord) record = NULL;

  if (entry != NULL)
    entry = tf_cli_point_resolve_one (cli, name, error);
  else
    dossier = tf_workspace_load_dossier (tf_cli_get_workspace (cli), release, error);
  if (dossier != NULL)
    record = tf_workspace_resolve_content (dossier, name, error);

  if (entry != NULL)
    return g_strdup (entry->id);
  return record != NULL ? g_strdup (tf_record_get_id (record)) : NULL;
}

static gboolean
resolve_belonging (TfCli         *cli,
                   const TfKind  *kind,
                   TfRecord      *parent,
                   GPtrArray     *values,
                   GError       **error)
{
  if (kind->of == NULL || kind->of->type == TF_FIELD_REFERENCE || parent == NULL ||
      !tf_record_is (parent, "release"))
    return TRUE;

  for (guint i = 0; i + 1 < values->len; i += 2)
    if (strcmp (values->pdata[i], kind->of->id) == 0)
      {
        char *subject = resolve_subject (cli, parent, values->pdata[i + 1], error);

        if (subject == NULL)
          return FALSE;
        g_free (values->pdata[i + 1]);
        values->pdata[i + 1] = subject;
      }

  return TRUE;
}

/* Kinds whose records come about by rules of their own. */
static TfRecord *
add_record (TfCli         *cli,
            const TfKind  *kind,
            TfRecord      *parent,
            GPtrArray     *values,
            GError       **error)
{
  static const struct
  {
    const char *kind;
    TfRecord *(*add) (TfCli      *cli,
                      TfRecord   *parent,
                      GPtrArray  *values,
                      GError    **error);
  } special[] = {
    { "release", add_release },
    { "link", add_link },
  };

  if (!resolve_belonging (cli, kind, parent, values, error))
    return NULL;
  if (tf_kind_is_answer (kind))
    return add_point (cli, kind, parent, values, error);
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (strcmp (kind->id, special[i].kind) == 0)
      return special[i].add (cli, parent, values, error);

  return add_plain (cli, kind, parent, values, error);
}

static TfRecord *
add_in_step (TfCli         *cli,
             const TfKind  *kind,
             GError       **error)
{
  TfStore *store = tf_cli_get_store (cli);
  guint n_names = count_names (cli, kind);
  g_autofree char *action = g_strdup_printf (_("Add “%s”"), kind->label);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(TfRecord) parent = NULL;
  g_autoptr(TfRecord) record = NULL;

  if (kind->parent != NULL)
    {
      parent = find_parent (cli, kind, n_names, error);
      if (parent == NULL)
        return NULL;
    }
  if (!read_values (cli, kind, parent != NULL ? tf_record_get_id (parent) : "",
                    FIRST + MIN (n_names, get_depth (kind)), values, error) ||
      !tf_store_begin (store, action, error))
    return NULL;

  record = add_record (cli, kind, parent, values, error);
  if (record != NULL && tf_store_commit (store, error))
    return g_steal_pointer (&record);

  tf_store_roll_back (store);
  return NULL;
}

static TfCliStatus
run_add (TfCli         *cli,
         const TfKind  *kind,
         GError       **error)
{
  g_autoptr(TfRecord) record = NULL;

  if (!check_made_by_hand (kind, error))
    return TF_CLI_FAILED;

  record = add_in_step (cli, kind, error);
  if (record == NULL)
    return TF_CLI_FAILED;

  tf_cli_answer_changed (cli, record);
  return TF_CLI_DONE;
}

static TfCliStatus
run_record (TfCli   *cli,
            GError **error)
{
  static const struct
  {
    const char *verb;
    gboolean    writes;
    TfCliStatus (*run) (TfCli         *cli,
                        const TfKind  *kind,
                        GError       **error);
  } verbs[] = {
    { "list", FALSE, run_list },
    { "show", FALSE, run_show },
    { "add", TRUE, run_add },
    { "set", TRUE, run_set },
    { "remove", TRUE, run_remove },
  };
  const TfKind *kind = get_kind (cli, error);

  if (kind == NULL)
    return TF_CLI_USAGE;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (tf_cli_get_argument (cli, 1), verbs[i].verb) == 0)
      return tf_cli_open (cli, verbs[i].writes, error) ? verbs[i].run (cli, kind, error)
             : TF_CLI_FAILED;

  return tf_cli_fail_usage (error, _("“%s” cannot be done with records. Choose one of: %s."),
                            tf_cli_get_argument (cli, 1), "list, show, add, set, remove");
}

const TfCliCommand tf_cli_record_commands[] = {
  { "record", "KIND list [P [R]] | show ID | add [P [R]] FIELD=VALUE… | set ID FIELD=VALUE… | "
              "remove ID",
    N_("List, show, add, change and remove records of any kind"),
    N_("“techfilectl schema” lists the kinds, “techfilectl schema KIND” their fields. Records of a "
       "release are found\n"
       "by P and R, those of a product by P, revisions by P and E, signed copies by P, R and I. "
       "FIELD=@FILE reads the\n"
       "value from a file (@@ stands for one @), FIELD= empties it. A reference takes the name of "
       "what it points to.\n"
       "Formatted text is given plain or as the XML in which it is stored. Points of the law take "
       "key=POINT."),
    "record person add name=\"Ada Example\" function=\"Product Security\"\n"
    "record organisation list\n"
    "record slot add \"Door Controller\" 1.0 key=2b.sbom text=@sbom.txt state=ready\n"
    "record person set \"Ada Example\" email=ada@example.com",
    2, G_MAXUINT, 0, TF_CLI_NO_LIBRARY, NULL, run_record },
  { NULL }
};
