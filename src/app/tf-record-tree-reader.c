/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record-tree-reader-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#define MAX_NODES 200000
#define MAX_NAME  200

static gboolean
is_element (xmlNode    *node,
            const char *name)
{
  return tf_tree_node_is_in (node, TF_RECORD_TREE_NAMESPACE, name);
}

static gboolean
check_key (TfTreeReader *reader,
           TfTreeNode   *node,
           xmlNode      *element)
{
  g_autofree char *place = NULL;

  if (*node->key == '\0')
    return TRUE;
  if (!node->kind->keyed)
    return tf_tree_fail (reader, element, _("a record of kind “%s” has no key."), node->kind->id);
  if (strlen (node->key) > MAX_NAME || strpbrk (node->key, " \t\r\n") != NULL)
    return tf_tree_fail (reader, element, _("“%s” is not a key."), node->key);

  place = g_strdup_printf ("%u/%s/%s", node->parent, node->kind->id, node->key);
  return g_hash_table_add (reader->keys, g_steal_pointer (&place)) ||
         tf_tree_fail (reader, element, _("there are two records “%s” for %s."), node->kind->id,
                       node->key);
}

static gboolean
check_name (TfTreeReader *reader,
            TfTreeNode   *node,
            xmlNode      *element)
{
  if (*node->name == '\0')
    return TRUE;
  if (strlen (node->name) > MAX_NAME)
    return tf_tree_fail (reader, element, _("the name of a record is too long."));

  return g_hash_table_insert (reader->names, node->name,
                              GUINT_TO_POINTER (reader->tree->nodes->len)) ||
         tf_tree_fail (reader, element, _("two records bear the name “%s”."), node->name);
}

static gboolean
takes_file (const TfKind *kind)
{
  const TfField *field = tf_kind_lookup_field (kind, "sha256");

  return field != NULL && field->type == TF_FIELD_OBJECT;
}

static gboolean
read_file (TfTreeReader *reader,
           TfTreeNode   *node,
           xmlNode      *element)
{
  g_autofree char *path = tf_tree_node_dup_attribute (element, "file");

  if (takes_file (node->kind) != (*path != '\0'))
    return takes_file (node->kind)
             ? tf_tree_fail (reader, element, _("a record of kind “%s” needs a “file”."),
                             node->kind->id)
             : tf_tree_fail (reader, element, _("a record of kind “%s” takes no “file”."),
                             node->kind->id);
  if (*path == '\0')
    return TRUE;

  node->file = tf_tree_reader_note_file (reader, element, path);
  return node->file != NULL;
}

static gboolean
check_kind (TfTreeReader *reader,
            xmlNode      *element,
            const TfKind *kind,
            const TfKind *parent)
{
  g_autofree char *id = tf_tree_node_dup_attribute (element, "kind");

  if (kind == NULL)
    return tf_tree_fail (reader, element, _("there is no kind of record “%s”."), id);
  if (!kind->undo)
    return tf_tree_fail (reader, element,
                         _("records of kind “%s” are made once and cannot be taken in."), id);
  if (kind->parent == parent)
    return TRUE;

  return kind->parent == NULL
           ? tf_tree_fail (reader, element, _("a record of kind “%s” stands at the top."), id)
           : tf_tree_fail (reader, element,
                           _("a record of kind “%s” must lie inside one of kind “%s”."), id,
                           kind->parent->id);
}

static TfTreeNode *
begin_node (TfTreeReader *reader,
            xmlNode      *element,
            guint         parent)
{
  static const char *const allowed[] = { "kind", "key", "name", "file", NULL };
  GPtrArray *nodes = reader->tree->nodes;
  g_autofree char *id = tf_tree_node_dup_attribute (element, "kind");
  const TfKind *kind = tf_kind_lookup (id);
  const TfKind *above = parent == TF_TREE_TOP ? NULL : ((TfTreeNode *) nodes->pdata[parent])->kind;
  TfTreeNode *node;

  if (!tf_tree_reader_check_attributes (reader, element, allowed) ||
      !check_kind (reader, element, kind, above))
    return NULL;
  if (nodes->len == MAX_NODES)
    {
      tf_tree_fail (reader, element, _("a file can hold %d records at most."), MAX_NODES);
      return NULL;
    }

  node = g_new0 (TfTreeNode, 1);
  node->kind = kind;
  node->line = (int) xmlGetLineNo (element);
  node->parent = parent;
  node->key = tf_tree_node_dup_attribute (element, "key");
  node->name = tf_tree_node_dup_attribute (element, "name");
  node->values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (nodes, node);
  return node;
}

/* A field that nobody gave is the last part of the path. */
static void
give_file_name (TfTreeNode *node)
{
  if (node->file == NULL || tf_tree_node_is_given (node, "file-name"))
    return;

  g_ptr_array_add (node->values, g_strdup ("file-name"));
  g_ptr_array_add (node->values, g_path_get_basename (node->file->path));
}

/* Fields come first, then the records inside. Depth is bounded by the kinds. */
static gboolean
read_record (TfTreeReader *reader,
             xmlNode      *element,
             guint         parent)
{
  guint index = reader->tree->nodes->len;
  TfTreeNode *node = begin_node (reader, element, parent);
  xmlNode *child = element->children;

  if (node == NULL || !check_key (reader, node, element) || !read_file (reader, node, element))
    return FALSE;

  while (tf_tree_reader_next_element (reader, &child) && child != NULL &&
         is_element (child, "field"))
    {
      if (!tf_tree_reader_read_field (reader, node, child))
        return FALSE;
      child = child->next;
    }

  give_file_name (node);
  if (*reader->error != NULL || !check_name (reader, node, element))
    return FALSE;

  for (; tf_tree_reader_next_element (reader, &child) && child != NULL; child = child->next)
    {
      if (!is_element (child, "record"))
        return tf_tree_reader_fail_element (reader, child);
      if (!read_record (reader, child, index))
        return FALSE;
    }

  return *reader->error == NULL;
}

/* One of the elements at the head of a file: its words, without the layout around them. */
static gboolean
read_head (TfTreeReader  *reader,
           xmlNode       *root,
           xmlNode      **node,
           const char    *name,
           char         **value)
{
  static const char *const none[] = { NULL };
  g_autofree char *raw = NULL;

  if (!tf_tree_reader_next_element (reader, node))
    return FALSE;
  if (*node == NULL || !is_element (*node, name))
    return tf_tree_fail (reader, *node != NULL ? *node : root,
                         _("the element “%s” is missing."), name);
  if (!tf_tree_reader_check_attributes (reader, *node, none))
    return FALSE;

  raw = tf_tree_reader_read_characters (reader, *node);
  if (raw == NULL)
    return FALSE;

  *value = g_strstrip (tf_tree_node_unwrap (raw));
  *node = (*node)->next;
  return TRUE;
}

static gboolean
read_root (TfTreeReader *reader,
           xmlNode      *root)
{
  static const char *const allowed[] = { "id", "lang", "version", NULL };
  TfRecordTree *tree = reader->tree;

  if (!is_element (root, "template"))
    return tf_tree_reader_fail_element (reader, root);
  if (!tf_tree_reader_check_attributes (reader, root, allowed))
    return FALSE;

  tree->id = tf_tree_node_dup_attribute (root, "id");
  tree->language = tf_tree_node_dup_attribute (root, "lang");
  tree->version = tf_tree_node_dup_attribute (root, "version");
  return (*tree->id != '\0' && *tree->language != '\0' && *tree->version != '\0') ||
         tf_tree_fail (reader, root, _("“id”, “lang” and “version” are needed."));
}

static gboolean
read_document (TfTreeReader *reader,
               xmlNode      *root)
{
  TfRecordTree *tree = reader->tree;
  xmlNode *node = root->children;

  if (!read_root (reader, root) ||
      !read_head (reader, root, &node, "title", &tree->title) ||
      !read_head (reader, root, &node, "summary", &tree->summary) ||
      !read_head (reader, root, &node, "hint", &tree->hint))
    return FALSE;

  for (; tf_tree_reader_next_element (reader, &node) && node != NULL; node = node->next)
    {
      if (!is_element (node, "record"))
        return tf_tree_reader_fail_element (reader, node);
      if (!read_record (reader, node, TF_TREE_TOP))
        return FALSE;
    }

  return *reader->error == NULL;
}

static xmlDoc *
parse (TfRecordTree  *tree,
       GBytes        *xml,
       GError       **error)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  gsize length = 0;
  const char *data = g_bytes_get_data (xml, &length);
  xmlDoc *document;

  document = xmlCtxtReadMemory (context, data, (int) length, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                XML_PARSE_BIG_LINES);
  if (document == NULL)
    {
      const xmlError *problem = xmlCtxtGetLastError (context);
      const char *message = problem != NULL && problem->message != NULL ? problem->message : "";
      g_autofree char *stripped = g_strstrip (g_strdup (message));

      tf_record_tree_fail (tree, problem != NULL ? problem->line : 1, error,
                           _("the XML is damaged (%s)."), stripped);
    }
  xmlFreeParserCtxt (context);

  return document;
}

/**
 * tf_record_tree_read:
 * @self: an empty tree
 * @xml: the bytes of its file
 * @language: (nullable): the language to turn its texts into
 * @error: return location for an error
 *
 * Reads the records of a tree.
 *
 * Returns: %FALSE with @error set, naming file and line
 */
gboolean
tf_record_tree_read (TfRecordTree      *self,
                     GBytes            *xml,
                     const TfLanguage  *language,
                     GError           **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) problem = NULL;
  TfTreeReader reader = { self, names, keys, paths, &problem };
  xmlDoc *document = parse (self, xml, error);

  if (document == NULL)
    return FALSE;

  if (document->intSubset != NULL)
    tf_record_tree_fail (self, 1, &problem, _("a document type is not allowed."));
  else
    {
      if (language != NULL)
        tf_record_tree_translate (document, language);
      read_document (&reader, xmlDocGetRootElement (document));
    }
  xmlFreeDoc (document);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
