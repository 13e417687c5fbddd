/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Facts as JSON, as "ask" takes them: one object, whose members are the questions. */

#include "config.h"

#include "tf-facts-json.h"

#include "tf-kind.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define DIALECT   "https://json-schema.org/draft/2020-12/schema"
#define SCHEMA_ID "https://techfile.github.io/schema/facts"
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_DEPTH 16

static G_GNUC_PRINTF (2, 3) gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (TF_RECORD_ERROR, TF_RECORD_ERROR_INVALID,
                                                format, args));
  va_end (args);

  return FALSE;
}

/* The parser calls itself for each level, so that depth has to be bounded before it starts. */
static gboolean
check_depth (const char  *json,
             gsize        length,
             GError     **error)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && json[i] == '\\')
        i++;
      else if (json[i] == '"')
        in_string = !in_string;
      else if (!in_string && (json[i] == '{' || json[i] == '['))
        depth++;
      else if (!in_string && (json[i] == '}' || json[i] == ']') && depth > 0)
        depth--;

      if (depth > MAX_DEPTH)
        return refuse (error, _("The facts are nested more than %d levels deep."), MAX_DEPTH);
    }

  return TRUE;
}

/* Reading */

static char *
scan_choices (JsonNode *node)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  JsonArray *array = json_node_get_array (node);
  guint n_values = json_array_get_length (array);

  for (guint i = 0; i < n_values; i++)
    {
      JsonNode *value = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
        return NULL;
      g_string_append_printf (lines, "%s%s", i == 0 ? "" : "\n", json_node_get_string (value));
    }

  return g_strdup (n_values > 0 ? lines->str : TF_FACTS_NONE);
}

/* The answer that @node stands for, or NULL where it is of another type than the question. */
static char *
scan_value (const TfFact *fact,
            JsonNode     *node)
{
  GType type;

  if (fact->type == TF_FACT_CHOICES)
    return JSON_NODE_HOLDS_ARRAY (node) ? scan_choices (node) : NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  type = json_node_get_value_type (node);
  if (fact->type == TF_FACT_YES_NO && type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "yes" : "no");
  if (fact->type == TF_FACT_INTEGER && type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (fact->type != TF_FACT_YES_NO && fact->type != TF_FACT_INTEGER && type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));

  return NULL;
}

static const char *
name_type (TfFactType type)
{
  switch (type)
    {
    case TF_FACT_YES_NO:
      return _("true or false");
    case TF_FACT_CHOICES:
      return _("a list of texts");
    case TF_FACT_INTEGER:
      return _("a whole number");
    default:
      return _("a text");
    }
}

static gboolean
read_fact (const TfFact  *fact,
           JsonNode      *node,
           TfFacts       *facts,
           GError       **error)
{
  g_autofree char *value = scan_value (fact, node);

  if (value == NULL)
    /* Translators: name of a fact, and what it has to be: "a text", "true or false". */
    return refuse (error, _("“%s” must be %s, or null where it is not known."),
                   fact->id, name_type (fact->type));

  if (*value == '\0')
    return refuse (error, _("“%s” is empty. Leave it out, or write null, where it is not known."),
                   fact->id);

  if (!tf_fact_check (fact, value, error))
    return FALSE;
  tf_facts_set (facts, fact->id, value);

  return TRUE;
}

static gboolean read_object (TfRules           *rules,
                             const TfFactList  *list,
                             JsonObject        *object,
                             TfFacts           *facts,
                             GError           **error);

static gboolean
read_list (TfRules           *rules,
           const TfFactList  *list,
           JsonNode          *node,
           TfFacts           *facts,
           GError           **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, _("“%s” must be a list of objects."), list->id);

  array = json_node_get_array (node);
  tf_facts_declare_list (facts, list->id);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *name = NULL;
      JsonObject *object;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, _("“%s” must be a list of objects."), list->id);
      object = json_node_get_object (element);
      if (json_object_has_member (object, "name"))
        name = json_object_get_string_member_with_default (object, "name", NULL);
      if (!read_object (rules, list, object, tf_facts_add_item (facts, list->id, name), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_member (TfRules           *rules,
             const TfFactList  *owner,
             const char        *name,
             JsonNode          *node,
             TfFacts           *facts,
             GError           **error)
{
  const TfFact *fact = tf_rules_lookup_fact (rules, name);
  const TfFactList *list = tf_rules_lookup_list (rules, name);

  if (fact != NULL && fact->list == owner)
    return JSON_NODE_HOLDS_NULL (node) || read_fact (fact, node, facts, error);
  if (list != NULL && owner == NULL)
    return JSON_NODE_HOLDS_NULL (node) || read_list (rules, list, node, facts, error);
  if (owner != NULL && g_str_equal (name, "name"))
    return TRUE;

  if (owner != NULL)
    return refuse (error, _("There is no fact “%s” in “%s”. “techfilectl schema facts” lists "
                            "them."), name, owner->id);

  return refuse (error, _("There is no fact “%s”. “techfilectl schema facts” lists them."), name);
}

static gboolean
read_object (TfRules           *rules,
             const TfFactList  *list,
             JsonObject        *object,
             TfFacts           *facts,
             GError           **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!read_member (rules, list, name, node, facts, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * tf_facts_new_from_json:
 * @rules: the rules whose questions are answered
 * @json: one JSON object
 * @length: length of @json in bytes
 * @error: return location for an error
 *
 * Reads facts. A member that is absent or null is not answered; one that the
 * rules do not ask for is refused, so that nothing is left out unseen.
 *
 * Returns: (transfer full) (nullable): the facts, or `NULL` with @error set
 */
TfFacts *
tf_facts_new_from_json (TfRules     *rules,
                        const char  *json,
                        gsize        length,
                        GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(TfFacts) facts = tf_facts_new ();
  JsonNode *root;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  if (length > MAX_BYTES)
    {
      refuse (error, _("The facts are larger than %d MiB."), MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (!g_utf8_validate_len (json, length, NULL))
    {
      refuse (error, _("The facts are not text in UTF-8."));
      return NULL;
    }
  if (!check_depth (json, length, error)
      || !json_parser_load_from_data (parser, json, (gssize) length, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (error, _("The facts must be one JSON object."));
      return NULL;
    }
  if (!read_object (rules, NULL, json_node_get_object (root), facts, error))
    return NULL;

  return g_steal_pointer (&facts);
}

/* Schema */

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (*value == '\0')
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_choices (JsonBuilder  *builder,
             const TfFact *fact)
{
  json_builder_set_member_name (builder, "oneOf");
  json_builder_begin_array (builder);
  for (guint i = 0; i < fact->choices->len; i++)
    {
      const TfFactChoice *choice = g_ptr_array_index (fact->choices, i);

      json_builder_begin_object (builder);
      add_string (builder, "const", choice->id);
      add_string (builder, "title", choice->label);
      add_string (builder, "description", choice->help);
      add_string (builder, "x-citation", choice->basis.citation);
      add_string (builder, "x-mark", tf_law_mark_to_string (choice->basis.mark));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_answer (JsonBuilder  *builder,
            const TfFact *fact)
{
  switch (fact->type)
    {
    case TF_FACT_YES_NO:
      add_string (builder, "type", "boolean");
      break;
    case TF_FACT_CHOICE:
      add_string (builder, "type", "string");
      add_choices (builder, fact);
      break;
    case TF_FACT_CHOICES:
      add_string (builder, "type", "array");
      json_builder_set_member_name (builder, "items");
      json_builder_begin_object (builder);
      add_choices (builder, fact);
      json_builder_end_object (builder);
      break;
    case TF_FACT_DATE:
      add_string (builder, "type", "string");
      add_string (builder, "format", "date");
      break;
    case TF_FACT_MONTH:
      add_string (builder, "type", "string");
      add_string (builder, "pattern", "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$");
      break;
    case TF_FACT_TIME:
      add_string (builder, "type", "string");
      add_string (builder, "pattern",
                  "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z$");
      break;
    case TF_FACT_INTEGER:
      add_string (builder, "type", "integer");
      json_builder_set_member_name (builder, "minimum");
      json_builder_add_int_value (builder, 0);
      break;
    case TF_FACT_LINE:
      add_string (builder, "type", "string");
      break;
    }
}

static void
add_fact (JsonBuilder  *builder,
          const TfFact *fact)
{
  json_builder_set_member_name (builder, fact->id);
  json_builder_begin_object (builder);
  add_string (builder, "title", fact->title);
  add_string (builder, "description", fact->question);
  add_string (builder, "$comment", fact->help);
  json_builder_set_member_name (builder, "anyOf");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_answer (builder, fact);
  json_builder_end_object (builder);
  json_builder_begin_object (builder);
  add_string (builder, "type", "null");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  add_string (builder, "x-topic", fact->topic->id);
  add_string (builder, "x-citation", fact->basis.citation);
  add_string (builder, "x-mark", tf_law_mark_to_string (fact->basis.mark));
  json_builder_end_object (builder);
}

static void
add_facts (JsonBuilder *builder,
           GPtrArray   *facts)
{
  for (guint i = 0; i < facts->len; i++)
    add_fact (builder, g_ptr_array_index (facts, i));
}

static void
add_list (JsonBuilder      *builder,
          const TfFactList *list)
{
  json_builder_set_member_name (builder, list->id);
  json_builder_begin_object (builder);
  add_string (builder, "title", list->title);
  add_string (builder, "description", list->question);
  add_string (builder, "type", "array");
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
  add_string (builder, "type", "object");
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_begin_object (builder);
  add_string (builder, "type", "string");
  json_builder_end_object (builder);
  add_facts (builder, list->facts);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "additionalProperties");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  add_string (builder, "x-citation", list->basis.citation);
  json_builder_end_object (builder);
}

/**
 * tf_facts_dup_schema:
 * @rules: the rules
 *
 * Describes the facts that tf_facts_new_from_json() reads.
 *
 * Returns: (transfer full): a JSON Schema (2020-12)
 */
char *
tf_facts_dup_schema (TfRules *rules)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) node = NULL;
  GPtrArray *topics;

  g_return_val_if_fail (rules != NULL, NULL);

  topics = tf_rules_list_topics (rules);
  json_builder_begin_object (builder);
  add_string (builder, "$schema", DIALECT);
  add_string (builder, "$id", SCHEMA_ID);
  add_string (builder, "title", _("Facts about a product with digital elements"));
  add_string (builder, "type", "object");
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  for (guint i = 0; i < topics->len; i++)
    {
      TfTopic *topic = g_ptr_array_index (topics, i);

      add_facts (builder, topic->facts);
      for (guint k = 0; k < topic->lists->len; k++)
        add_list (builder, g_ptr_array_index (topic->lists, k));
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "additionalProperties");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);

  return json_to_string (node, TRUE);
}
