/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A catalogue comes from outside as soon as somebody puts a newer one in: it is read under a
 * size limit, without network and entities, and only what follows the schema goes further.
 */

#include "config.h"

#include "tf-law.h"

#include "tf-law-private.h"
#include "tf-resource.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>

#define SCHEMA_FOLDER "/io/github/techfile/Techfile/law/"

/* What the parser or the schema found wrong first. */
typedef struct
{
  int   line;
  char *message;
} Flaw;

static void
flaw_clear (Flaw *self)
{
  g_free (self->message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flaw, flaw_clear)

void
tf_law_set_invalid (GError     **error,
                    const char  *name,
                    int          line,
                    const char  *message)
{
  /* Translators: file name, line, and a sentence that says what is wrong there. */
  g_set_error (error, TF_LAW_ERROR, TF_LAW_ERROR_INVALID, _("%s, line %d: %s"),
               name, line, message);
}

static char *
read_bytes (GFile       *file,
            const char  *name,
            gsize       *length,
            GError     **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *bytes = NULL;

  if (stream == NULL)
    return NULL;

  bytes = g_malloc (TF_LAW_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, TF_LAW_MAX_BYTES + 1,
                                length, NULL, error))
    return NULL;

  if (*length > TF_LAW_MAX_BYTES)
    {
      g_set_error (error, TF_LAW_ERROR, TF_LAW_ERROR_INVALID,
                   _("%s, line 1: The file is larger than the %d MiB a catalogue may have."),
                   name, TF_LAW_MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

/* A catalogue needs no document type, and without one there are no entities to abuse. */
static void
refuse_document_type (void          *context,
                      const xmlChar *name,
                      const xmlChar *external_id,
                      const xmlChar *system_id)
{
  xmlParserCtxt *parser = context;
  Flaw *flaw = parser->_private;

  if (flaw->message == NULL)
    {
      flaw->line = xmlSAX2GetLineNumber (parser);
      flaw->message = g_strdup (_("A catalogue must not declare a document type."));
    }
  xmlStopParser (parser);
}

static xmlDoc *
parse (const char  *bytes,
       gsize        length,
       const char  *name,
       GError     **error)
{
  g_auto(Flaw) flaw = { 0 };
  xmlParserCtxt *parser;
  xmlDoc *document;

  xmlInitParser ();
  parser = xmlNewParserCtxt ();
  parser->_private = &flaw;
  parser->sax->internalSubset = refuse_document_type;
  document = xmlCtxtReadMemory (parser, bytes, (int) length, name, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);

  if (document == NULL || flaw.message != NULL)
    {
      const xmlError *last = xmlCtxtGetLastError (parser);
      int line = flaw.message != NULL ? flaw.line : last != NULL ? MAX (last->line, 1) : 1;
      g_autofree char *reason = g_strstrip (g_strdup (last != NULL ? last->message : ""));
      g_autofree char *message = NULL;

      if (flaw.message != NULL)
        message = g_strdup (flaw.message);
      else
        /* Translators: what follows is the reason in the words of the XML reader. */
        message = g_strdup_printf (_("The file is not whole XML: %s."), reason);
      tf_law_set_invalid (error, name, line, message);
      g_clear_pointer (&document, xmlFreeDoc);
    }
  xmlFreeParserCtxt (parser);

  return document;
}

/* Schema */

static xmlRelaxNG *
load_schema (const char *name)
{
  g_autofree char *path = g_strconcat (SCHEMA_FOLDER, name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  xmlRelaxNGParserCtxt *parser;
  xmlRelaxNG *schema;
  gsize length;
  const char *text;

  bytes = g_resource_lookup_data (tf_resource_get (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("A schema of the catalogue is missing: %s", error->message);

  text = g_bytes_get_data (bytes, &length);
  parser = xmlRelaxNGNewMemParserCtxt (text, (int) length);
  schema = xmlRelaxNGParse (parser);
  xmlRelaxNGFreeParserCtxt (parser);
  if (schema == NULL)
    g_error ("The schema “%s” is damaged", name);

  return schema;
}

/* Schemas are parsed once and kept as long as the program runs. */
static xmlRelaxNG *
get_schema (const char *name)
{
  static GMutex mutex;
  static GHashTable *schemas = NULL;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  xmlRelaxNG *schema;

  if (schemas == NULL)
    schemas = g_hash_table_new (g_str_hash, g_str_equal);

  schema = g_hash_table_lookup (schemas, name);
  if (schema == NULL)
    {
      schema = load_schema (name);
      g_hash_table_insert (schemas, (gpointer) g_intern_string (name), schema);
    }

  return schema;
}

/* The first problem is the innermost one, unless a later one names a wrong attribute. */
static void
keep_flaw_cb (void           *data,
              const xmlError *problem)
{
  Flaw *flaw = data;

  if (flaw->message != NULL && !g_str_has_prefix (problem->message, "Invalid attribute"))
    return;

  g_free (flaw->message);
  flaw->line = problem->node != NULL ? (int) xmlGetLineNo (problem->node) : problem->line;
  flaw->message = g_strstrip (g_strdup (problem->message));
}

static gboolean
validate (xmlDoc      *document,
          const char  *schema,
          const char  *name,
          GError     **error)
{
  g_auto(Flaw) flaw = { 0 };
  g_autofree char *message = NULL;
  xmlRelaxNGValidCtxt *context;
  int result;

  context = xmlRelaxNGNewValidCtxt (get_schema (schema));
  xmlRelaxNGSetValidStructuredErrors (context, (xmlStructuredErrorFunc) keep_flaw_cb, &flaw);
  result = xmlRelaxNGValidateDoc (context, document);
  xmlRelaxNGFreeValidCtxt (context);

  if (result == 0)
    return TRUE;

  /* Translators: what follows is the reason in the words of the XML reader. */
  message = g_strdup_printf (_("The file does not follow its schema: %s."),
                             flaw.message != NULL ? flaw.message : "");
  tf_law_set_invalid (error, name, MAX (flaw.line, 1), message);

  return FALSE;
}

/* Reads a file that follows @schema, a file among the resources, and whose outermost element
 * is @root. */
xmlDoc *
tf_law_open_document (GFile       *file,
                      const char  *schema,
                      const char  *name,
                      const char  *root,
                      GError     **error)
{
  g_autoptr(xmlDoc) document = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  xmlNode *node;

  bytes = read_bytes (file, name, &length, error);
  if (bytes == NULL)
    return NULL;

  document = parse (bytes, length, name, error);
  if (document == NULL || !validate (document, schema, name, error))
    return NULL;

  node = xmlDocGetRootElement (document);
  if (!g_str_equal (node->name, root))
    {
      g_autofree char *message = g_strdup_printf (_("“%s” stands where “%s” is expected."),
                                                  (char *) node->name, root);

      tf_law_set_invalid (error, name, (int) xmlGetLineNo (node), message);
      return NULL;
    }

  return g_steal_pointer (&document);
}

/* Elements */

gboolean
tf_law_node_is (const xmlNode *node,
                const char    *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal (node->name, name);
}

/* The child element number @index of those called @name, or NULL; @node may be NULL. */
xmlNode *
tf_law_node_find (xmlNode    *node,
                  const char *name,
                  guint       index)
{
  if (node == NULL)
    return NULL;

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (tf_law_node_is (child, name) && index-- == 0)
        return child;
    }

  return NULL;
}

/* Lines are wrapped in the file for those who edit it; the texts are not. */
static const char *
keep_text (GStringChunk *pool,
           const char   *text)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        g_string_append_c (line, *p);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  if (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);

  return g_string_chunk_insert_const (pool, line->str);
}

/* The text of @node, kept in @pool. */
const char *
tf_law_node_keep_text (xmlNode      *node,
                       GStringChunk *pool)
{
  xmlChar *content = xmlNodeGetContent (node);
  const char *text = keep_text (pool, (char *) content);

  xmlFree (content);

  return text;
}

/* An attribute of @node, kept in @pool; "" where it is absent or @node is NULL. */
const char *
tf_law_node_keep (xmlNode      *node,
                  GStringChunk *pool,
                  const char   *attribute)
{
  xmlChar *value = node != NULL ? xmlGetNoNsProp (node, (const xmlChar *) attribute) : NULL;
  const char *text = keep_text (pool, value != NULL ? (char *) value : "");

  if (value != NULL)
    xmlFree (value);

  return text;
}
