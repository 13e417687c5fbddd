/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-output.h"
#include "tf-facts-json.h"
#include "tf-reasoning.h"

#include <glib/gi18n.h>

/* What a person calls a fact or a list of facts. */
static const char *
get_title (TfRules    *rules,
           const char *id)
{
  const TfFact *fact = tf_rules_lookup_fact (rules, id);
  const TfFactList *list = tf_rules_lookup_list (rules, id);

  if (fact != NULL)
    return fact->title;

  return list != NULL ? list->title : id;
}

static void
add_names (TfCli      *cli,
           const char *name,
           GPtrArray  *ids)
{
  tf_cli_begin_array (cli, name);
  for (guint i = 0; i < ids->len; i++)
    tf_cli_add_string (cli, NULL, g_ptr_array_index (ids, i));
  tf_cli_end_array (cli);
}

/* What was presumed is not answered either: it is named among what is missing, and by itself. */
static void
add_missing (TfCli     *cli,
             GPtrArray *missing,
             GPtrArray *presumed)
{
  tf_cli_begin_array (cli, "missing");
  for (guint i = 0; i < missing->len; i++)
    tf_cli_add_string (cli, NULL, g_ptr_array_index (missing, i));
  for (guint i = 0; i < presumed->len; i++)
    if (!g_ptr_array_find (missing, g_ptr_array_index (presumed, i), NULL))
      tf_cli_add_string (cli, NULL, g_ptr_array_index (presumed, i));
  tf_cli_end_array (cli);
  add_names (cli, "presumed", presumed);
}

static char *
dup_missing (TfRules   *rules,
             GPtrArray *missing)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ",
                            get_title (rules, g_ptr_array_index (missing, i)));

  /* Translators: what follows are the titles of questions that nobody answered. */
  return g_strdup_printf (_("Open; not answered: %s"), text->str);
}

static void
add_basis (TfCli         *cli,
           const TfBasis *basis,
           TfLawMark      mark)
{
  tf_cli_add_string (cli, "citation", basis->citation);
  tf_cli_add_given (cli, "mark", tf_law_mark_to_string (mark));
  tf_cli_add_given (cli, "source", basis->source);
}

static const char *
mark_citation (const char *citation,
               TfLawMark   mark,
               char      **held)
{
  if (mark == TF_LAW_MARK_NONE)
    return citation;

  *held = g_strdup_printf ("%s [%s]", citation, tf_law_mark_to_string (mark));

  return *held;
}

static void
add_item (TfCli   *cli,
          TfFacts *item)
{
  const char *name = item != NULL ? tf_facts_get_name (item) : NULL;

  if (item != NULL)
    tf_cli_add_string (cli, "item", name != NULL ? name : "");
}

static char *
dup_row_title (const char *title,
               TfFacts    *item)
{
  if (item == NULL || tf_facts_get_name (item) == NULL)
    return g_strdup (title);

  /* Translators: name of a thing, and what is decided about it. */
  return g_strdup_printf (_("%s: %s"), tf_facts_get_name (item), title);
}

static void
add_conclusion (TfCli              *cli,
                TfReasoning        *reasoning,
                const TfConclusion *conclusion,
                TfFacts            *item)
{
  const TfResult *result = tf_reasoning_conclude (reasoning, conclusion, item);
  const TfBasis *basis = result->rule != NULL ? &result->rule->basis : &conclusion->basis;
  g_autofree char *title = dup_row_title (conclusion->title, item);
  g_autofree char *open = dup_missing (tf_reasoning_get_rules (reasoning), result->missing);
  g_autofree char *held = NULL;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", conclusion->id);
  tf_cli_add_string (cli, "topic", conclusion->topic->id);
  add_item (cli, item);
  tf_cli_add_string (cli, "title", conclusion->title);
  tf_cli_add_string (cli, "outcome", result->outcome != NULL ? result->outcome->id : "unknown");
  if (result->outcome != NULL)
    {
      tf_cli_add_string (cli, "label", result->outcome->label);
      tf_cli_add_string (cli, "rule", result->rule->id);
      tf_cli_add_string (cli, "reason", result->rule->reason);
    }
  add_basis (cli, basis, result->mark);
  tf_cli_begin_array (cli, "possible");
  for (guint i = 0; i < result->possible->len; i++)
    tf_cli_add_string (cli, NULL, ((TfOutcome *) g_ptr_array_index (result->possible, i))->id);
  tf_cli_end_array (cli);
  add_names (cli, "used", result->used);
  add_missing (cli, result->missing, result->presumed);
  tf_cli_end_object (cli);
  tf_cli_row (cli, title, result->outcome != NULL ? result->outcome->label : open,
              mark_citation (basis->citation, result->mark, &held),
              result->outcome != NULL ? result->rule->reason : "", NULL);
}

static char *
format_moment (GDateTime *moment,
               gboolean   to_minute)
{
  return g_date_time_format (moment, to_minute ? "%Y-%m-%dT%H:%MZ" : "%Y-%m-%d");
}

static const char *
answer_to_string (TfAnswer answer)
{
  if (answer == TF_ANSWER_UNKNOWN)
    return "unknown";

  return answer == TF_ANSWER_YES ? "yes" : "no";
}

static void
add_date (TfCli            *cli,
          TfReasoning      *reasoning,
          const TfDateRule *rule,
          TfFacts          *item)
{
  const TfDateResult *date = tf_reasoning_date (reasoning, rule, item);
  g_autofree char *title = dup_row_title (rule->title, item);
  g_autofree char *open = dup_missing (tf_reasoning_get_rules (reasoning), date->missing);
  g_autofree char *at = NULL;
  g_autofree char *at_least = NULL;
  g_autofree char *held = NULL;

  if (date->at != NULL)
    at = format_moment (date->at, date->to_minute);
  if (date->at_least != NULL)
    at_least = format_moment (date->at_least, date->to_minute);

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", rule->id);
  tf_cli_add_string (cli, "topic", rule->topic->id);
  add_item (cli, item);
  tf_cli_add_string (cli, "title", rule->title);
  tf_cli_add_string (cli, "kind", rule->kind);
  tf_cli_add_string (cli, "due", answer_to_string (date->due));
  tf_cli_add_given (cli, "date", at);
  tf_cli_add_given (cli, "at-least", at_least);
  add_basis (cli, &rule->basis, date->mark);
  tf_cli_add_string (cli, "reason", rule->reason);
  add_names (cli, "used", date->used);
  add_missing (cli, date->missing, date->presumed);
  tf_cli_end_object (cli);
  if (date->due != TF_ANSWER_NO)
    tf_cli_row (cli, title, at != NULL && date->missing->len == 0 ? at : open,
                mark_citation (rule->basis.citation, date->mark, &held), rule->reason, NULL);
}

/* Everything of one sort that the rules decide, about the product and about items of lists. */
typedef void (* AddFunc) (TfCli         *cli,
                          TfReasoning   *reasoning,
                          gconstpointer  rule,
                          TfFacts       *item);

static void
add_group (TfCli       *cli,
           TfReasoning *reasoning,
           GPtrArray   *group,
           TfFacts     *item,
           AddFunc      add)
{
  for (guint i = 0; i < group->len; i++)
    add (cli, reasoning, g_ptr_array_index (group, i), item);
}

static void
add_lists (TfCli       *cli,
           TfReasoning *reasoning,
           GPtrArray   *lists,
           gboolean     dates)
{
  for (guint i = 0; i < lists->len; i++)
    {
      TfFactList *list = g_ptr_array_index (lists, i);
      GPtrArray *items = tf_facts_list_items (tf_reasoning_get_facts (reasoning), list->id);

      for (guint k = 0; items != NULL && k < items->len; k++)
        add_group (cli, reasoning, dates ? list->dates : list->conclusions,
                   g_ptr_array_index (items, k),
                   dates ? (AddFunc) add_date : (AddFunc) add_conclusion);
    }
}

static void
add_rules (TfCli       *cli,
           TfReasoning *reasoning,
           const char  *name,
           gboolean     dates)
{
  GPtrArray *topics = tf_rules_list_topics (tf_reasoning_get_rules (reasoning));

  tf_cli_begin_array (cli, name);
  for (guint i = 0; i < topics->len; i++)
    {
      TfTopic *topic = g_ptr_array_index (topics, i);

      add_group (cli, reasoning, dates ? topic->dates : topic->conclusions, NULL,
                 dates ? (AddFunc) add_date : (AddFunc) add_conclusion);
      add_lists (cli, reasoning, topic->lists, dates);
    }
  tf_cli_end_array (cli);
}

/* What the catalogue asks for */

static void
add_entry (TfCli            *cli,
           TfReasoning      *reasoning,
           const TfLawEntry *entry)
{
  g_autoptr(GPtrArray) presumed = g_ptr_array_new ();
  TfAnswer applies = tf_reasoning_applies (reasoning, presumed);

  if (applies == TF_ANSWER_YES && entry->condition != NULL)
    applies = tf_reasoning_condition (reasoning, entry->condition);

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", entry->id);
  tf_cli_add_string (cli, "number", entry->number);
  tf_cli_add_string (cli, "title", entry->title);
  tf_cli_add_string (cli, "citation", entry->citation);
  tf_cli_add_given (cli, "mark", tf_law_mark_to_string (entry->mark));
  tf_cli_add_given (cli, "source", entry->source);
  tf_cli_add_string (cli, "applies", answer_to_string (applies));
  if (entry->condition != NULL)
    tf_cli_add_string (cli, "condition", entry->condition->text);
  tf_cli_add_boolean (cli, "may-be-claimed-not-applicable",
                      entry->exemption == TF_LAW_EXEMPTION_REASON);
  tf_cli_add_boolean (cli, "deviation-for-tailor-made", entry->deviation);
  tf_cli_add_string (cli, "summary", entry->summary);
  add_names (cli, "presumed", presumed);
  tf_cli_end_object (cli);
}

static void
add_entries (TfCli       *cli,
             TfReasoning *reasoning,
             const char  *name,
             TfLawKind    kind)
{
  GPtrArray *entries = tf_law_list (tf_cli_get_law (cli), kind);

  tf_cli_begin_array (cli, name);
  for (guint i = 0; i < entries->len; i++)
    add_entry (cli, reasoning, g_ptr_array_index (entries, i));
  tf_cli_end_array (cli);
}

static TfFacts *
read_facts (TfCli    *cli,
            TfRules  *rules,
            GError  **error)
{
  const char *path = tf_cli_get_argument (cli, 0);
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *bytes = NULL;
  gsize length;
  TfFacts *facts;

  if (!g_file_load_contents (file, tf_cli_get_cancellable (cli), &bytes, &length, NULL, error))
    return NULL;

  facts = tf_facts_new_from_json (rules, bytes, length, error);
  if (facts == NULL)
    g_prefix_error (error, "%s: ", path);

  return facts;
}

static TfCliStatus
run_ask (TfCli   *cli,
         GError **error)
{
  g_autoptr(TfRules) rules = tf_rules_new_builtin (g_get_language_names ()[0]);
  g_autoptr(TfFacts) facts = read_facts (cli, rules, error);
  g_autoptr(TfReasoning) reasoning = NULL;

  if (facts == NULL)
    return TF_CLI_FAILED;

  reasoning = tf_reasoning_new (rules, facts);
  tf_cli_begin_object (cli, NULL);
  tf_cli_begin_object (cli, "catalogue");
  tf_cli_add_string (cli, "version", tf_rules_get_version (rules));
  tf_cli_add_string (cli, "checked", tf_rules_get_checked (rules));
  tf_cli_end_object (cli);
  add_rules (cli, reasoning, "conclusions", FALSE);
  add_rules (cli, reasoning, "dates", TRUE);
  add_entries (cli, reasoning, "requirements", TF_LAW_LIMB);
  add_entries (cli, reasoning, "file", TF_LAW_ELEMENT);
  add_entries (cli, reasoning, "instructions", TF_LAW_INSTRUCTION);
  add_entries (cli, reasoning, "declaration", TF_LAW_DECLARATION);
  add_entries (cli, reasoning, "simplified-declaration", TF_LAW_SIMPLIFIED);
  tf_cli_end_object (cli);

  return TF_CLI_DONE;
}

const TfCliCommand tf_cli_ask_commands[] = {
  { "ask", "FACTS.json",
    N_("Ask what the law says to facts alone"),
    N_("FACTS.json is one JSON object; “techfilectl schema facts” describes it. What it leaves out "
       "is not answered, which is never the same as no: a conclusion that would need it stays "
       "open and names it. The answer gives each conclusion, date and point of the law with its "
       "citation and reason; a mark says where that rests on less than the act itself."),
    "ask thermostat.json\nask --json thermostat.json",
    1, 1, 1, TF_CLI_NO_LIBRARY, NULL, run_ask },
  { NULL }
};
