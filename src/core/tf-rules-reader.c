/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-rules.h"

#include "tf-rules-private.h"

#include <glib/gi18n-lib.h>

#define SCHEMA "rules.rng"

typedef struct
{
  TfRules    *rules;
  char       *name;          /* of the file, for messages */
  char       *overlay_name;  /* of its translation */
  GHashTable *overlay;       /* identifier of a text -> node of the translation not yet used */
  gboolean    translated;
  TfTopic    *topic;         /* being read */
  TfFactList *list;          /* being read, or NULL */
} Reader;

static void
reader_clear (Reader *self)
{
  g_free (self->name);
  g_free (self->overlay_name);
  g_hash_table_unref (self->overlay);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* Every identifier names one thing, as the texts are translated under it. */
static gboolean
register_id (Reader      *self,
             xmlNode     *node,
             const char  *id,
             GHashTable  *table,
             gpointer     thing,
             GError     **error)
{
  g_autofree char *message = NULL;

  if (table != NULL)
    g_hash_table_insert (table, (gpointer) id, thing);
  if (g_hash_table_add (self->rules->ids, (gpointer) id))
    return TRUE;

  message = g_strdup_printf (_("The identifier “%s” is used twice."), id);
  tf_law_set_invalid (error, self->name, (int) xmlGetLineNo (node), message);

  return FALSE;
}

/* Texts */

static const char *
keep (Reader     *self,
      xmlNode    *node,
      const char *attribute)
{
  return tf_law_node_keep (node, self->rules->pool, attribute);
}

/* A text is translated under the identifiers of what it stands in: "scope/scope.medical/reason". */
static const char *
read_text (Reader     *self,
           xmlNode    *node,
           const char *name,
           const char *id)
{
  xmlNode *base = tf_law_node_find (node, name, 0);
  g_autofree char *key = g_strconcat (id, "/", name, NULL);
  xmlNode *better = g_hash_table_lookup (self->overlay, key);

  if (base == NULL)
    return "";

  if (better != NULL)
    {
      g_hash_table_remove (self->overlay, key);
      return tf_law_node_keep_text (better, self->rules->pool);
    }

  if (self->translated)
    g_ptr_array_add (self->rules->untranslated, g_string_chunk_insert (self->rules->pool, key));

  return tf_law_node_keep_text (base, self->rules->pool);
}

static TfBasis
read_basis (Reader  *self,
            xmlNode *node)
{
  TfBasis basis = {
    .citation = keep (self, node, "citation"),
    .source = keep (self, node, "source"),
  };
  const char *word = keep (self, node, "mark");

  for (guint mark = 0; mark < TF_LAW_N_MARKS; mark++)
    {
      if (g_str_equal (word, tf_law_mark_to_string (mark)))
        basis.mark = mark;
    }

  return basis;
}

static xmlNode *
first_element (xmlNode *node)
{
  node = node->children;
  while (node->type != XML_ELEMENT_NODE)
    node = node->next;

  return node;
}

static TfRuleTest *
read_test (Reader     *self,
           xmlNode    *node,
           const char *name)
{
  xmlNode *holder = tf_law_node_find (node, name, 0);

  return holder != NULL ? tf_rule_test_read (first_element (holder), self->rules->pool) : NULL;
}

/* Facts */

static void
read_choices (Reader  *self,
              xmlNode *node,
              TfFact  *fact)
{
  xmlNode *child;

  for (guint i = 0; (child = tf_law_node_find (node, "choice", i)) != NULL; i++)
    {
      TfFactChoice *choice = g_new0 (TfFactChoice, 1);
      g_autofree char *id = NULL;

      choice->id = keep (self, child, "id");
      choice->group = keep (self, child, "group");
      choice->basis = read_basis (self, child);
      id = g_strconcat (fact->id, "/", choice->id, NULL);
      choice->label = read_text (self, child, "label", id);
      choice->help = read_text (self, child, "help", id);
      choice->help_basis = read_basis (self, tf_law_node_find (child, "help", 0));
      g_ptr_array_add (fact->choices, choice);
    }
}

static TfFactType
read_type (Reader  *self,
           xmlNode *node)
{
  const char *word = keep (self, node, "type");

  for (guint type = 0; type < TF_N_FACT_TYPES; type++)
    {
      if (g_str_equal (word, tf_fact_type_to_string (type)))
        return type;
    }

  g_assert_not_reached ();
}

static gboolean
read_fact (Reader   *self,
           xmlNode  *node,
           GError  **error)
{
  TfFact *fact = g_new0 (TfFact, 1);

  fact->id = keep (self, node, "id");
  fact->type = read_type (self, node);
  fact->basis = read_basis (self, node);
  fact->choices = g_ptr_array_new_with_free_func (g_free);
  fact->asked = read_test (self, node, "asked");
  fact->title = read_text (self, node, "title", fact->id);
  fact->question = read_text (self, node, "question", fact->id);
  fact->help = read_text (self, node, "help", fact->id);
  fact->topic = self->topic;
  fact->list = self->list;
  read_choices (self, node, fact);
  g_ptr_array_add (self->list != NULL ? self->list->facts : self->topic->facts, fact);

  return register_id (self, node, fact->id, self->rules->facts, fact, error);
}

/* Conclusions */

static void
read_outcomes (Reader       *self,
               xmlNode      *node,
               TfConclusion *conclusion)
{
  xmlNode *child;

  for (guint i = 0; (child = tf_law_node_find (node, "outcome", i)) != NULL; i++)
    {
      TfOutcome *outcome = g_new0 (TfOutcome, 1);
      g_autofree char *id = NULL;

      outcome->id = keep (self, child, "id");
      id = g_strconcat (conclusion->id, "/", outcome->id, NULL);
      outcome->label = read_text (self, child, "label", id);
      g_ptr_array_add (conclusion->outcomes, outcome);
    }
}

static const TfOutcome *
find_outcome (TfConclusion *conclusion,
              const char   *id)
{
  for (guint i = 0; i < conclusion->outcomes->len; i++)
    {
      TfOutcome *outcome = g_ptr_array_index (conclusion->outcomes, i);

      if (g_str_equal (outcome->id, id))
        return outcome;
    }

  return NULL;
}

static void
rule_free (gpointer data)
{
  TfRule *rule = data;

  g_clear_pointer (&rule->when, tf_rule_test_free);
  g_free (rule);
}

static gboolean
read_rule (Reader        *self,
           xmlNode       *node,
           TfConclusion  *conclusion,
           GError       **error)
{
  TfRule *rule = g_new0 (TfRule, 1);
  const char *outcome = keep (self, node, "outcome");
  g_autofree char *id = NULL;

  rule->id = keep (self, node, "id");
  rule->basis = read_basis (self, node);
  rule->when = read_test (self, node, "when");
  id = g_strconcat (conclusion->id, "/", rule->id, NULL);
  rule->reason = read_text (self, node, "reason", id);
  rule->outcome = find_outcome (conclusion, outcome);
  g_ptr_array_add (conclusion->rules, rule);

  if (rule->outcome == NULL)
    {
      g_autofree char *message = g_strdup_printf (_("“%s” has no outcome “%s”."),
                                                  conclusion->id, outcome);

      tf_law_set_invalid (error, self->name, (int) xmlGetLineNo (node), message);
      return FALSE;
    }

  return register_id (self, node, rule->id, NULL, NULL, error);
}

static gboolean
read_conclusion (Reader   *self,
                 xmlNode  *node,
                 GError  **error)
{
  TfConclusion *conclusion = g_new0 (TfConclusion, 1);
  xmlNode *child;

  conclusion->id = keep (self, node, "id");
  conclusion->basis = read_basis (self, node);
  conclusion->outcomes = g_ptr_array_new_with_free_func (g_free);
  conclusion->rules = g_ptr_array_new_with_free_func (rule_free);
  conclusion->title = read_text (self, node, "title", conclusion->id);
  conclusion->topic = self->topic;
  conclusion->list = self->list;
  g_ptr_array_add (self->list != NULL ? self->list->conclusions : self->topic->conclusions,
                   conclusion);

  read_outcomes (self, node, conclusion);
  for (guint i = 0; (child = tf_law_node_find (node, "rule", i)) != NULL; i++)
    {
      if (!read_rule (self, child, conclusion, error))
        return FALSE;
    }

  return register_id (self, node, conclusion->id, self->rules->conclusions, conclusion, error);
}

static gboolean
read_date (Reader   *self,
           xmlNode  *node,
           GError  **error)
{
  TfDateRule *date = g_new0 (TfDateRule, 1);

  date->id = keep (self, node, "id");
  date->kind = keep (self, node, "kind");
  date->basis = read_basis (self, node);
  date->when = read_test (self, node, "when");
  date->title = read_text (self, node, "title", date->id);
  date->reason = read_text (self, node, "reason", date->id);
  date->is = tf_rule_when_read (first_element (tf_law_node_find (node, "is", 0)),
                                self->rules->pool);
  date->topic = self->topic;
  date->list = self->list;
  g_ptr_array_add (self->list != NULL ? self->list->dates : self->topic->dates, date);

  return register_id (self, node, date->id, self->rules->dates, date, error);
}

/* Topics */

static gboolean read_parts (Reader   *self,
                            xmlNode  *node,
                            GError  **error);

static gboolean
read_list (Reader   *self,
           xmlNode  *node,
           GError  **error)
{
  TfFactList *list = tf_fact_list_new ();
  gboolean read;

  list->id = keep (self, node, "id");
  list->kind = keep (self, node, "kind");
  list->basis = read_basis (self, node);
  list->title = read_text (self, node, "title", list->id);
  list->question = read_text (self, node, "question", list->id);
  list->topic = self->topic;
  g_ptr_array_add (self->topic->lists, list);
  if (!register_id (self, node, list->id, self->rules->lists, list, error))
    return FALSE;

  self->list = list;
  read = read_parts (self, node, error);
  self->list = NULL;

  return read;
}

static gboolean
read_parts (Reader   *self,
            xmlNode  *node,
            GError  **error)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      gboolean read = TRUE;

      if (tf_law_node_is (child, "fact"))
        read = read_fact (self, child, error);
      else if (tf_law_node_is (child, "list"))
        read = read_list (self, child, error);
      else if (tf_law_node_is (child, "conclusion"))
        read = read_conclusion (self, child, error);
      else if (tf_law_node_is (child, "date"))
        read = read_date (self, child, error);

      if (!read)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_topics (Reader   *self,
             xmlNode  *root,
             GError  **error)
{
  xmlNode *node;

  for (guint i = 0; (node = tf_law_node_find (root, "topic", i)) != NULL; i++)
    {
      TfTopic *topic = tf_topic_new ();
      g_autofree char *key = NULL;

      g_ptr_array_add (self->rules->topics, topic);
      topic->id = keep (self, node, "id");
      key = g_strconcat ("topic.", topic->id, NULL);
      topic->title = read_text (self, node, "title", key);
      topic->summary = read_text (self, node, "summary", key);
      self->topic = topic;
      if (!read_parts (self, node, error))
        return FALSE;
    }

  return TRUE;
}

/* Translation */

/* A translation of another version would say what the rules no longer say. */
static gboolean
open_translation (Reader   *self,
                  xmlNode  *root,
                  GError  **error)
{
  xmlNode *node;

  if (!g_str_equal (keep (self, root, "version"), self->rules->version))
    return TRUE;

  self->translated = TRUE;
  for (guint i = 0; (node = tf_law_node_find (root, "text", i)) != NULL; i++)
    {
      const char *id = keep (self, node, "id");

      if (!g_hash_table_insert (self->overlay, (gpointer) id, node))
        {
          g_autofree char *message = g_strdup_printf (_("“%s” is translated twice."), id);

          tf_law_set_invalid (error, self->overlay_name, (int) xmlGetLineNo (node), message);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_translation_used (Reader  *self,
                        GError **error)
{
  GHashTableIter iter;
  gpointer id, node;
  g_autofree char *message = NULL;

  g_hash_table_iter_init (&iter, self->overlay);
  if (!g_hash_table_iter_next (&iter, &id, &node))
    return TRUE;

  message = g_strdup_printf (_("The rules have no text “%s”."), (char *) id);
  tf_law_set_invalid (error, self->overlay_name, (int) xmlGetLineNo (node), message);

  return FALSE;
}

/* Reads the rules of @file, with the texts of @translation, which may be NULL. */
gboolean
tf_rules_read_document (TfRules *self,
                        GFile   *file,
                        GFile   *translation,
                        GError **error)
{
  g_auto(Reader) reader = { .rules = self };
  g_autoptr(xmlDoc) document = NULL;
  g_autoptr(xmlDoc) overlay = NULL;
  xmlNode *root;

  reader.name = g_file_get_basename (file);
  reader.overlay = g_hash_table_new (g_str_hash, g_str_equal);
  document = tf_law_open_document (file, SCHEMA, reader.name, "rules", error);
  if (document == NULL)
    return FALSE;

  root = xmlDocGetRootElement (document);
  self->of = keep (&reader, root, "of");
  self->version = keep (&reader, root, "version");
  self->checked = keep (&reader, root, "checked");
  if (translation != NULL)
    {
      reader.overlay_name = g_file_get_basename (translation);
      overlay = tf_law_open_document (translation, SCHEMA, reader.overlay_name, "translation",
                                      error);
      if (overlay == NULL || !open_translation (&reader, xmlDocGetRootElement (overlay), error))
        return FALSE;
    }

  return read_topics (&reader, root, error)
         && check_translation_used (&reader, error)
         && tf_rules_link (self, reader.name, error);
}
