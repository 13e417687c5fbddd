/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-point.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"
#include "tf-evidence.h"
#include "tf-work.h"

#include <glib/gi18n.h>
#include <string.h>

/* One change under way: the release, the parts that it is about, and how it went. */
typedef struct
{
  TfCli     *cli;
  TfRecord  *product;
  TfRecord  *release;
  GPtrArray *parts;   /* TfLawEntry */
} Edit;

static gboolean
is_part (const TfLawEntry *entry)
{
  return entry->kind == TF_LAW_ELEMENT || entry->kind == TF_LAW_LIMB;
}

/* The parts of a point that a person answers, as a list to choose from. */
static char *
list_parts (const TfLawEntry *entry)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < entry->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (entry->children, i);

      if (is_part (child))
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", child->id);
    }

  return g_string_free (list, FALSE);
}

/**
 * tf_cli_point_list_due:
 * @dossier: a technical file
 * @entry: an element or limb, or the point that holds it
 *
 * Returns: (transfer container) (element-type TfLawEntry): @entry itself where it is a part, else
 *   its parts that are due
 */
GPtrArray *
tf_cli_point_list_due (TfDossier        *dossier,
                       const TfLawEntry *entry)
{
  GPtrArray *parts = g_ptr_array_new ();

  if (is_part (entry))
    g_ptr_array_add (parts, (gpointer) entry);

  for (guint i = 0; !is_part (entry) && i < entry->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (entry->children, i);

      if (is_part (child) && tf_state_of (dossier, child) != TF_STATE_NOT_DUE)
        g_ptr_array_add (parts, (gpointer) child);
    }

  return parts;
}

static gboolean
fail_several (const TfLawEntry  *entry,
              GError           **error)
{
  g_autofree char *heading = tf_law_entry_dup_heading (entry);
  g_autofree char *parts = list_parts (entry);

  /* Translators: a point of the law, then identifiers of its parts */
  tf_cli_fail_usage (error, _("“%s” has several parts. Say which one: %s."), heading, parts);
  return FALSE;
}

/**
 * tf_cli_point_resolve_one:
 * @cli: the command
 * @name: what was typed
 * @error: return location for an error
 *
 * Finds the one element or limb that is meant.
 *
 * Returns: (nullable): the part, or `NULL` with @error set where there is none of that name, or
 *   where the point has several
 */
const TfLawEntry *
tf_cli_point_resolve_one (TfCli       *cli,
                          const char  *name,
                          GError     **error)
{
  const TfLawEntry *entry = tf_workspace_resolve_entry (tf_cli_get_workspace (cli), name, error);

  if (entry == NULL || is_part (entry))
    return entry;

  if (tf_law_entry_get_record_kind (entry) != NULL)
    fail_several (entry, error);
  else
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                 /* Translators: the citation of a point of the law */
                 _("%s is no point that is answered in the technical file."), entry->citation);
  return NULL;
}

static void
add_links (TfCli     *cli,
           TfDossier *dossier,
           GPtrArray *links)
{
  tf_cli_begin_array (cli, "evidence");
  for (guint i = 0; i < links->len; i++)
    {
      TfRecord *link = links->pdata[i];
      TfRecord *item = tf_dossier_lookup (dossier, tf_record_get (link, "evidence"));

      tf_cli_begin_object (cli, NULL);
      tf_cli_add_string (cli, "id", tf_record_get_id (link));
      tf_cli_add_string (cli, "evidence", tf_record_get (link, "evidence"));
      tf_cli_add_string (cli, "revision", tf_record_get (link, "revision"));
      if (item != NULL)
        tf_cli_add_string (cli, "number", tf_record_get (item, "number"));
      tf_cli_add_given (cli, "pages", tf_record_get (link, "pages"));
      tf_cli_end_object (cli);
    }
  tf_cli_end_array (cli);
}

/**
 * tf_cli_point_add:
 * @cli: the command
 * @dossier: a technical file
 * @entry: a point or part
 *
 * Adds the members that say how a point stands to the JSON object under way.
 */
void
tf_cli_point_add (TfCli            *cli,
                  TfDossier        *dossier,
                  const TfLawEntry *entry)
{
  static const char *const work[] = { "owner", "due", "priority" };
  TfRecord *record = tf_dossier_find_answer (dossier, entry);
  g_autofree char *reason = tf_state_dup_reason (dossier, entry);

  tf_cli_add_string (cli, "subject", entry->id);
  tf_cli_add_string (cli, "number", entry->number);
  tf_cli_add_string (cli, "title", entry->title);
  tf_cli_add_string (cli, "citation", entry->citation);
  tf_cli_add_string (cli, "state", tf_state_to_string (tf_state_of (dossier, entry)));
  if (!is_part (entry))
    return;

  tf_cli_add_given (cli, "reason", reason);
  if (record != NULL)
    {
      tf_cli_add_string (cli, "id", tf_record_get_id (record));
      for (guint i = 0; i < G_N_ELEMENTS (work); i++)
        tf_cli_add_given (cli, work[i], tf_record_get (record, work[i]));
    }

  {
    g_autoptr(GPtrArray) links = tf_dossier_list_links (dossier, entry->id);

    add_links (cli, dossier, links);
  }
}

/**
 * tf_cli_point_show:
 * @cli: the command
 * @dossier: a technical file
 * @entry: a point or part
 *
 * Adds a row that says how a point stands, for people.
 */
void
tf_cli_point_show (TfCli            *cli,
                   TfDossier        *dossier,
                   const TfLawEntry *entry)
{
  TfRecord *record = tf_dossier_find_answer (dossier, entry);
  TfRecord *owner = record != NULL ? tf_dossier_lookup (dossier, tf_record_get (record, "owner"))
                    : NULL;
  g_autofree char *name = g_strconcat (is_part (entry) ? "    " : "  ",
                                       is_part (entry) ? entry->id : entry->number,
                                       NULL);

  tf_cli_row (cli, name, entry->title, tf_state_get_label (tf_state_of (dossier, entry)),
              owner != NULL ? tf_record_get_title (owner) : "",
              record != NULL ? tf_record_get (record, "due") : "", NULL);
}

/**
 * tf_cli_point_list:
 * @cli: the command, with arguments P [R]
 * @kind: which points of the law
 * @list: lists one of them
 * @error: return location for an error
 *
 * Lists how every point of a kind stands in a release.
 *
 * Returns: how the program ends
 */
TfCliStatus
tf_cli_point_list (TfCli           *cli,
                   TfLawKind        kind,
                   TfCliPointFunc   list,
                   GError         **error)
{
  GPtrArray *entries = tf_law_list (tf_cli_get_law (cli), kind);
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfDossier) dossier = NULL;

  if (!tf_cli_resolve_release (cli, 0, NULL, &release, error))
    return TF_CLI_FAILED;

  dossier = tf_workspace_load_dossier (tf_cli_get_workspace (cli), release, error);
  if (dossier == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < entries->len; i++)
    list (cli, dossier, entries->pdata[i]);
  tf_cli_end_array (cli);
  return TF_CLI_DONE;
}

/**
 * tf_cli_point_list_parts:
 * @cli: the command
 * @dossier: a technical file
 * @entry: a point
 * @name: what its parts are called in JSON, such as "limbs"
 * @add_more: (nullable): adds what else is known of a part
 *
 * Lists how a point stands, and each of its parts.
 */
void
tf_cli_point_list_parts (TfCli            *cli,
                         TfDossier        *dossier,
                         const TfLawEntry *entry,
                         const char       *name,
                         TfCliPointFunc    add_more)
{
  tf_cli_begin_object (cli, NULL);
  tf_cli_point_add (cli, dossier, entry);
  tf_cli_point_show (cli, dossier, entry);
  tf_cli_begin_array (cli, name);
  for (guint i = 0; i < entry->children->len; i++)
    {
      const TfLawEntry *part = g_ptr_array_index (entry->children, i);

      if (!is_part (part))
        continue;
      tf_cli_begin_object (cli, NULL);
      tf_cli_point_add (cli, dossier, part);
      tf_cli_point_show (cli, dossier, part);
      if (add_more != NULL)
        add_more (cli, dossier, part);
      tf_cli_end_object (cli);
    }
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);
}

static gboolean
set_on_all (Edit        *edit,
            const char  *field,
            const char  *value,
            GError     **error)
{
  for (guint i = 0; i < edit->parts->len; i++)
    if (!tf_work_set (tf_cli_get_workspace (edit->cli), edit->release, edit->parts->pdata[i], field,
                      value, error))
      return FALSE;

  return TRUE;
}

static gboolean
set_applicability (Edit    *edit,
                   GError **error)
{
  const char *reason = tf_cli_get_option (edit->cli, "not-applicable");

  if (reason != NULL)
    return set_on_all (edit, "applicable", "no", error) &&
           set_on_all (edit, "reason", reason, error);
  if (tf_cli_has_option (edit->cli, "applicable"))
    return set_on_all (edit, "applicable", "yes", error) && set_on_all (edit, "reason", "", error);

  return TRUE;
}

/* Options that are fields of the same name: values as they are typed. */
static gboolean
set_options (Edit        *edit,
             const char  *kind,
             GError     **error)
{
  static const char *const options[] = { "state", "owner", "due", "priority" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const char *option = tf_cli_get_option (edit->cli, options[i]);
      const TfField *field = tf_kind_lookup_field (tf_kind_lookup (kind), options[i]);
      g_autofree char *value = NULL;

      if (option == NULL)
        continue;
      value = tf_cli_read_value (edit->cli, field, "", option, error);
      if (value == NULL || !set_on_all (edit, options[i], value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_text (Edit        *edit,
          const char  *kind,
          GError     **error)
{
  const char *path = tf_cli_get_option (edit->cli, "text-file");
  const TfField *field = tf_kind_lookup_field (tf_kind_lookup (kind), "text");
  g_autofree char *argument = path != NULL ? g_strconcat ("@", path, NULL) : NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    return TRUE;

  text = tf_cli_read_value (edit->cli, field, "", argument, error);
  if (text == NULL)
    return FALSE;

  return set_on_all (edit, "text", text, error);
}

/* MEASURE=done, MEASURE=planned, MEASURE=not-used:REASON, MEASURE=none */
static gboolean
set_measure (Edit        *edit,
             const char  *option,
             GError     **error)
{
  const TfField *statuses = tf_kind_lookup_field (tf_kind_lookup ("measure"), "status");
  const char *equals = strchr (option, '=');
  g_auto(GStrv) answer = equals != NULL ? g_strsplit (equals + 1, ":", 2) : NULL;
  g_autofree char *id = equals != NULL ? g_strndup (option, equals - option) : NULL;
  const TfLawEntry *measure = id != NULL ? tf_law_lookup (tf_cli_get_law (edit->cli), id) : NULL;
  gboolean none = answer != NULL && g_strcmp0 (answer[0], "none") == 0;

  if (answer == NULL || answer[0] == NULL ||
      (!none && tf_field_get_choice_label (statuses, answer[0]) == NULL))
    {
      tf_cli_fail_usage (error, _("“%s” is not written MEASURE=done, =planned, =not-used:REASON or "
                                  "=none."), option);
      return FALSE;
    }
  if (measure == NULL || measure->kind != TF_LAW_MEASURE)
    {
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
                   _("The catalogue has no typical measure “%s”."), id);
      return FALSE;
    }
  if (!g_ptr_array_find (edit->parts, measure->parent, NULL))
    {
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                   _("“%s” is a measure for %s, not for this point."),
                   id, measure->parent->id);
      return FALSE;
    }
  if (strcmp (answer[0], "not-used") == 0 && (answer[1] == NULL || *answer[1] == '\0'))
    {
      tf_cli_fail_usage (error, _("Say why “%s” is not used: %s=not-used:REASON."), id, id);
      return FALSE;
    }

  return tf_work_set_measure (tf_cli_get_workspace (edit->cli), edit->release, measure,
                              none ? "" : answer[0],
                              answer[1] != NULL ? answer[1] : "", error);
}

/* E or E#PAGES */
static gboolean
link_evidence (Edit        *edit,
               const char  *option,
               GError     **error)
{
  const TfLawEntry *part = edit->parts->pdata[0];
  const char *hash = strrchr (option, '#');
  g_autofree char *name = hash != NULL ? g_strndup (option, hash - option) : g_strdup (option);
  g_autoptr(TfRecord) item = tf_cli_resolve_evidence (edit->cli, edit->product, name, error);
  g_autoptr(TfRecord) link = NULL;

  if (item == NULL)
    return FALSE;

  link = tf_evidence_link (tf_cli_get_workspace (edit->cli), edit->release, part->id, item,
                           hash != NULL ? hash + 1 : NULL, error);
  return link != NULL;
}

static gboolean
set_many (Edit         *edit,
          const char   *option,
          gboolean    (*set) (Edit        *edit,
                              const char  *option,
                              GError     **error),
          GError      **error)
{
  GPtrArray *values = tf_cli_list_option (edit->cli, option);

  for (guint i = 0; values != NULL && i < values->len; i++)
    if (!set (edit, values->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
apply (Edit        *edit,
       const char  *kind,
       GError     **error)
{
  return set_applicability (edit, error) &&
         set_text (edit, kind, error) &&
         set_many (edit, "measure", set_measure, error) &&
         set_many (edit, "evidence", link_evidence, error) &&
         set_options (edit, kind, error);
}

static gboolean
check_asked (TfCli             *cli,
             const TfLawEntry  *entry,
             const char        *kind,
             GError           **error)
{
  static const char *const changes[] = { "applicable", "not-applicable", "text-file", "state",
                                         "owner", "due",
                                         "priority", "measure", "evidence" };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    any = any || tf_cli_has_option (cli, changes[i]);

  if (!any)
    tf_cli_fail_usage (error, _("Say what to change."));
  else if (tf_cli_has_option (cli, "applicable") && tf_cli_has_option (cli, "not-applicable"))
    tf_cli_fail_usage (error, _("--applicable and --not-applicable exclude each other."));
  else if (g_strcmp0 (tf_cli_get_option (cli, "not-applicable"), "") == 0)
    tf_cli_fail_usage (error, _("--not-applicable needs the reason."));
  else if (g_strcmp0 (tf_law_entry_get_record_kind (entry), kind) != 0)
    tf_cli_fail_usage (error, strcmp (kind, "slot") == 0
                              ? _("“%s” is no point of the documentation. “techfilectl slot "
                                  "list P” lists them.")
                              : _("“%s” is no essential requirement. “techfilectl requirement "
                                  "list P” lists them."),
                       entry->id);
  else if (!is_part (entry) &&
           (tf_cli_has_option (cli, "text-file") || tf_cli_has_option (cli, "evidence")))
    return fail_several (entry, error);
  else
    return TRUE;

  return FALSE;
}

/* What holds nothing is not ready, whatever is said of it. */
static gboolean
check_ready (Edit    *edit,
             GError **error)
{
  g_autoptr(TfDossier) dossier = NULL;

  if (g_strcmp0 (tf_cli_get_option (edit->cli, "state"), "ready") != 0)
    return TRUE;

  dossier = tf_workspace_load_dossier (tf_cli_get_workspace (edit->cli), edit->release, error);
  for (guint i = 0; dossier != NULL && i < edit->parts->len; i++)
    {
      const TfLawEntry *part = edit->parts->pdata[i];

      if (tf_state_is_denied (dossier, part) || tf_state_has_content (dossier, part))
        continue;
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                   _("%s %s holds nothing that could be ready. Write a text, add evidence or take "
                     "a measure first."),
                   part->number, part->title);
      return FALSE;
    }

  return dossier != NULL;
}

static gboolean
edit_in_step (Edit              *edit,
              const TfLawEntry  *entry,
              const char        *kind,
              GError           **error)
{
  TfStore *store = tf_cli_get_store (edit->cli);
  g_autofree char *heading = tf_law_entry_dup_heading (entry);
  g_autofree char *action = g_strdup_printf (_("Edit %s"), heading);

  if (!tf_store_begin (store, action, error))
    return FALSE;
  if (apply (edit, kind, error) && check_ready (edit, error))
    return tf_store_commit (store, error);

  tf_store_roll_back (store);
  return FALSE;
}

static TfCliStatus
answer (Edit    *edit,
        GError **error)
{
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier (tf_cli_get_workspace (edit->cli),
                                                            edit->release, error);

  if (dossier == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (edit->cli, NULL);
  for (guint i = 0; i < edit->parts->len; i++)
    {
      tf_cli_begin_object (edit->cli, NULL);
      tf_cli_point_add (edit->cli, dossier, edit->parts->pdata[i]);
      tf_cli_end_object (edit->cli);
      tf_cli_point_show (edit->cli, dossier, edit->parts->pdata[i]);
    }
  tf_cli_end_array (edit->cli);
  return TF_CLI_DONE;
}

/**
 * tf_cli_point_set:
 * @cli: the command, with arguments P R POINT
 * @kind: "slot" or "requirement"
 * @error: return location for an error
 *
 * Changes a point as the options say, all in one step or none. What is said of a point with
 * several parts is said of all parts that are due.
 *
 * Returns: how the program ends
 */
TfCliStatus
tf_cli_point_set (TfCli       *cli,
                  const char  *kind,
                  GError     **error)
{
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) release = NULL;
  g_autoptr(TfDossier) dossier = NULL;
  g_autoptr(GPtrArray) parts = NULL;
  const TfLawEntry *entry;
  Edit edit;

  if (!tf_cli_check_option (cli, kind, "state", "state", error) ||
      !tf_cli_check_option (cli, kind, "due", "due", error) ||
      !tf_cli_check_option (cli, kind, "priority", "priority", error) ||
      !tf_cli_resolve_release (cli, 0, &product, &release, error))
    return TF_CLI_FAILED;

  entry = tf_workspace_resolve_entry (tf_cli_get_workspace (cli), tf_cli_get_argument (cli, 2),
                                      error);
  if (entry == NULL || !check_asked (cli, entry, kind, error))
    return TF_CLI_FAILED;

  dossier = tf_workspace_load_dossier (tf_cli_get_workspace (cli), release, error);
  if (dossier == NULL)
    return TF_CLI_FAILED;

  parts = tf_cli_point_list_due (dossier, entry);
  if (parts->len == 0)
    {
      g_autofree char *heading = tf_law_entry_dup_heading (entry);

      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                   _("“%s” is not due for this release."), heading);
      return TF_CLI_FAILED;
    }

  edit = (Edit) { cli, product, release, parts };
  return edit_in_step (&edit, entry, kind, error) ? answer (&edit, error) : TF_CLI_FAILED;
}
