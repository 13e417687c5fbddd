/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record-tree-reader-private.h"

#include "tf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FILES 100000
#define PICTURE   "#file:"

/* A path leads from the folder of the tree down, never out of it. */
static gboolean
is_inside (const char *path)
{
  g_auto(GStrv) steps = g_strsplit (path, "/", -1);

  if (*path == '\0' || strlen (path) > 1000 || strpbrk (path, "\\\n\r") != NULL)
    return FALSE;

  for (guint i = 0; steps[i] != NULL; i++)
    if (*steps[i] == '\0' || strcmp (steps[i], ".") == 0 || strcmp (steps[i], "..") == 0)
      return FALSE;

  return TRUE;
}

/**
 * tf_tree_reader_note_file:
 * @reader: a reader
 * @node: the element that names the file
 * @path: its path, from the folder of the tree
 *
 * Remembers a file that the tree takes in.
 *
 * Returns: (transfer none) (nullable): the file, or `NULL` with an error set where the path leads
 *   out of the folder
 */
TfTreeFile *
tf_tree_reader_note_file (TfTreeReader *reader,
                          xmlNode      *node,
                          const char   *path)
{
  TfTreeFile *file = g_hash_table_lookup (reader->paths, path);

  if (file != NULL)
    return file;

  if (!is_inside (path) || reader->tree->files->len == MAX_FILES)
    {
      tf_tree_fail (reader, node, _("“%s” is not a path of a file beside this one."), path);
      return NULL;
    }

  file = g_new0 (TfTreeFile, 1);
  file->path = g_strdup (path);
  file->line = (int) xmlGetLineNo (node);
  g_ptr_array_add (reader->tree->files, file);
  g_hash_table_insert (reader->paths, file->path, file);
  return file;
}

/* Until its bytes are in a library, the hash of its path stands for a picture. */
static gboolean
note_picture (TfTreeReader *reader,
              xmlNode      *image)
{
  g_autofree char *object = tf_tree_node_dup_attribute (image, "object");
  g_autofree char *standing = NULL;
  TfTreeFile *file;

  if (!g_str_has_prefix (object, PICTURE))
    return tf_tree_fail (reader, image,
                         _("a picture must be named as “#file:” and the path of its file."));

  file = tf_tree_reader_note_file (reader, image, object + strlen (PICTURE));
  if (file == NULL)
    return FALSE;

  standing = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->path, -1);
  xmlSetProp (image, (const xmlChar *) "object", (const xmlChar *) standing);
  g_hash_table_insert (reader->tree->pictures, g_steal_pointer (&standing), file);
  return TRUE;
}

static gboolean
prepare_text (TfTreeReader *reader,
              xmlNode      *element)
{
  for (xmlNode *node = element->children; node != NULL; node = node->next)
    {
      if (node->type == XML_TEXT_NODE)
        {
          g_autofree char *text = tf_tree_node_unwrap ((const char *) node->content);

          xmlNodeSetContent (node, (const xmlChar *) text);
          continue;
        }
      if (tf_tree_node_is_in (node, TF_TEXT_NAMESPACE, "image") && !note_picture (reader, node))
        return FALSE;
      if (node->type == XML_ELEMENT_NODE && !prepare_text (reader, node))
        return FALSE;
    }

  return TRUE;
}

static char *
dup_node_xml (xmlNode *node)
{
  xmlDoc *document = xmlNewDoc ((const xmlChar *) "1.0");
  xmlBuffer *buffer = xmlBufferCreate ();
  char *xml;

  xmlDocSetRootElement (document, xmlDocCopyNode (node, document, 1));
  xmlNodeDump (buffer, document, xmlDocGetRootElement (document), 0, 0);
  xml = g_strdup ((const char *) xmlBufferContent (buffer));
  xmlBufferFree (buffer);
  xmlFreeDoc (document);
  return xml;
}

static char *
read_formatted (TfTreeReader *reader,
                xmlNode      *node)
{
  g_autofree char *xml = NULL;
  g_autoptr(GError) problem = NULL;
  g_autoptr(TfText) text = NULL;

  if (!prepare_text (reader, node))
    return NULL;

  xml = dup_node_xml (node);
  text = tf_text_new_from_xml (xml, &problem);
  if (text == NULL)
    {
      tf_tree_fail (reader, node, "%s", problem->message);
      return NULL;
    }

  return tf_text_dup_xml (text);
}

static char *
read_text (TfTreeReader *reader,
           xmlNode      *field)
{
  g_autoptr(TfText) text = NULL;
  g_autofree char *plain = NULL;

  for (xmlNode *node = field->children; node != NULL; node = node->next)
    {
      xmlNode *after = node->next;

      if (!tf_tree_node_is_in (node, TF_TEXT_NAMESPACE, "text"))
        continue;
      if (!tf_tree_reader_next_element (reader, &after))
        return NULL;
      if (after != NULL)
        {
          tf_tree_reader_fail_element (reader, after);
          return NULL;
        }
      return read_formatted (reader, node);
    }

  plain = tf_tree_reader_read_characters (reader, field);
  if (plain == NULL)
    return NULL;

  text = tf_text_new_from_plain (plain);
  return tf_text_dup_xml (text);
}

static gboolean
check_reference (TfTreeReader  *reader,
                 xmlNode       *element,
                 const TfField *field,
                 const char    *value)
{
  guint index = 0;
  TfTreeNode *target;

  if (*value == '#')
    index = GPOINTER_TO_UINT (g_hash_table_lookup (reader->names, value + 1));
  if (index == 0)
    return tf_tree_fail (reader, element,
                         _("“%s” must be “#” and the name of a record further up."), field->id);

  target = g_ptr_array_index (reader->tree->nodes, index - 1);
  return strcmp (target->kind->id, field->to) == 0 ||
         tf_tree_fail (reader, element, _("“%s” must name a record of kind “%s”."), field->id,
                       field->to);
}

static gboolean
is_filled_in (TfTreeNode    *node,
              const TfField *field)
{
  return field->type == TF_FIELD_OBJECT ||
         (node->file != NULL &&
          (strcmp (field->id, "size") == 0 || strcmp (field->id, "media-type") == 0));
}

static gboolean
check_value (TfTreeReader  *reader,
             TfTreeNode    *node,
             xmlNode       *element,
             const TfField *field,
             const char    *value)
{
  g_autoptr(GError) problem = NULL;

  if (is_filled_in (node, field))
    return tf_tree_fail (reader, element, _("“%s” is taken from a file and cannot be given."),
                         field->id);
  if (field->type == TF_FIELD_REFERENCE && *value != '\0')
    return check_reference (reader, element, field, value);

  return tf_field_check (field, value, &problem) ||
         tf_tree_fail (reader, element, "%s", problem->message);
}

/**
 * tf_tree_node_is_given:
 * @node: a record of the tree
 * @field: identifier of a field
 *
 * Returns: whether the field was given a value
 */
gboolean
tf_tree_node_is_given (TfTreeNode *node,
                       const char *field)
{
  for (guint i = 0; i < node->values->len; i += 2)
    if (strcmp (g_ptr_array_index (node->values, i), field) == 0)
      return TRUE;

  return FALSE;
}

/**
 * tf_tree_reader_read_field:
 * @reader: a reader
 * @node: a record of the tree
 * @element: a field of it
 *
 * Reads one value and holds it against the description of its field.
 *
 * Returns: %FALSE with an error set where it does not fit
 */
gboolean
tf_tree_reader_read_field (TfTreeReader *reader,
                           TfTreeNode   *node,
                           xmlNode      *element)
{
  static const char *const allowed[] = { "id", NULL };
  g_autofree char *id = tf_tree_node_dup_attribute (element, "id");
  g_autofree char *value = NULL;
  const TfField *field = tf_kind_lookup_field (node->kind, id);

  if (!tf_tree_reader_check_attributes (reader, element, allowed))
    return FALSE;
  if (field == NULL)
    return tf_tree_fail (reader, element, _("a record of kind “%s” has no field “%s”."),
                         node->kind->id, id);
  if (tf_tree_node_is_given (node, id))
    return tf_tree_fail (reader, element, _("the field “%s” is given twice."), id);

  value = field->type == TF_FIELD_TEXT ? read_text (reader, element)
                                       : tf_tree_reader_read_characters (reader, element);
  if (value == NULL || !check_value (reader, node, element, field, value))
    return FALSE;

  g_ptr_array_add (node->values, g_steal_pointer (&id));
  g_ptr_array_add (node->values, g_steal_pointer (&value));
  return TRUE;
}
