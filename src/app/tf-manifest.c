/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-manifest.h"

#include "tf-workspace.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/xmlwriter.h>
#include <string.h>

/* Far more than the largest technical file needs. */
#define MAX_BYTES (64 * 1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

static void
write_attribute (xmlTextWriter *writer,
                 const char    *name,
                 const char    *value)
{
  xmlTextWriterWriteAttribute (writer, BAD_CAST name, BAD_CAST value);
}

static void
write_law (xmlTextWriter *writer,
           TfLaw         *law)
{
  xmlTextWriterStartElement (writer, BAD_CAST "law");
  write_attribute (writer, "id", tf_law_get_id (law));
  write_attribute (writer, "version", tf_law_get_version (law));
  write_attribute (writer, "checked", tf_law_get_checked (law));
  write_attribute (writer, "language", tf_law_get_language (law));
  xmlTextWriterEndElement (writer);
}

/* Bytes that are content of the file. */
static gboolean
is_pinned (const TfField *field)
{
  return field->type == TF_FIELD_OBJECT && field->content;
}

static gboolean
has_pinned (const TfKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (is_pinned (&kind->fields[i]))
      return TRUE;

  return FALSE;
}

static void
write_record (xmlTextWriter *writer,
              TfRecord      *record)
{
  const TfKind *kind = tf_record_get_kind (record);
  g_autofree char *json = tf_record_dup_json (record);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);

  xmlTextWriterStartElement (writer, BAD_CAST "record");
  write_attribute (writer, "kind", kind->id);
  write_attribute (writer, "id", tf_record_get_id (record));
  if (*tf_record_get_key (record) != '\0')
    write_attribute (writer, "key", tf_record_get_key (record));
  for (guint i = 0; i < kind->n_fields; i++)
    if (is_pinned (&kind->fields[i]) && *tf_record_get (record, kind->fields[i].id) != '\0')
      write_attribute (writer, kind->fields[i].id, tf_record_get (record, kind->fields[i].id));
  write_attribute (writer, "digest", digest);
  xmlTextWriterEndElement (writer);
}

/* All of the file, kind by kind; evidence that no point uses is none of it. */
static void
write_records (xmlTextWriter *writer,
               TfDossier     *dossier)
{
  g_autoptr(GPtrArray) revisions = tf_bundle_list_objects (dossier);
  const TfKind *const *kinds;
  guint n_kinds;

  xmlTextWriterStartElement (writer, BAD_CAST "records");
  kinds = tf_kind_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      gboolean pinned = has_pinned (kinds[i]);
      GPtrArray *records = pinned ? revisions : tf_dossier_list (dossier, kinds[i]->id);

      for (guint j = 0; records != NULL && j < records->len; j++)
        if (!pinned || tf_record_is (records->pdata[j], kinds[i]->id))
          write_record (writer, records->pdata[j]);
    }
  xmlTextWriterEndElement (writer);
}

static void
write_objects (xmlTextWriter *writer,
               TfDossier     *dossier)
{
  g_autoptr(GPtrArray) revisions = tf_bundle_list_objects (dossier);
  g_autoptr(GPtrArray) pictures = tf_bundle_list_pictures (dossier);

  xmlTextWriterStartElement (writer, BAD_CAST "objects");
  for (guint i = 0; i < revisions->len; i++)
    {
      TfRecord *revision = g_ptr_array_index (revisions, i);
      TfRecord *evidence = tf_dossier_lookup (dossier, tf_record_get_parent (revision));

      xmlTextWriterStartElement (writer, BAD_CAST "object");
      write_attribute (writer, "sha256", tf_record_get (revision, "sha256"));
      write_attribute (writer, "size", tf_record_get (revision, "size"));
      write_attribute (writer, "media-type", tf_record_get (revision, "media-type"));
      write_attribute (writer, "evidence", tf_record_get (evidence, "number"));
      write_attribute (writer, "revision", tf_record_get (revision, "number"));
      write_attribute (writer, "name", tf_record_get (revision, "file-name"));
      xmlTextWriterEndElement (writer);
    }
  for (guint i = 0; i < pictures->len; i++)
    {
      xmlTextWriterStartElement (writer, BAD_CAST "picture");
      write_attribute (writer, "sha256", pictures->pdata[i]);
      xmlTextWriterEndElement (writer);
    }
  xmlTextWriterEndElement (writer);
}

static void
write_head (xmlTextWriter       *writer,
            TfDossier           *dossier,
            const TfBundleFacts *facts)
{
  g_autofree char *issue = g_strdup_printf ("%u", facts->number);

  write_attribute (writer, "product", tf_record_get_id (tf_dossier_get_product (dossier)));
  write_attribute (writer, "release", tf_record_get_id (tf_dossier_get_release (dossier)));
  if (facts->number > 0)
    write_attribute (writer, "issue", issue);
  write_attribute (writer, "purpose", tf_purpose_to_string (facts->purpose));
  write_attribute (writer, "at", facts->at);
}

/**
 * tf_manifest_write:
 * @dossier: a technical file
 * @facts: what its bundle states of itself
 *
 * Lists everything that a bundle rests on: each record with the SHA-256 of its values, each file
 * and picture with its own, and the catalogue of the law.
 *
 * Returns: (transfer full): the list as XML
 */
GBytes *
tf_manifest_write (TfDossier           *dossier,
                   const TfBundleFacts *facts)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  xmlTextWriter *writer = xmlNewTextWriterMemory (buffer, 0);
  GBytes *bytes;

  g_return_val_if_fail (dossier != NULL && facts != NULL, NULL);

  xmlTextWriterSetIndent (writer, 1);
  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElement (writer, BAD_CAST "manifest");
  write_attribute (writer, "xmlns", TF_MANIFEST_NAMESPACE);
  write_head (writer, dossier, facts);
  write_law (writer, tf_dossier_get_law (dossier));
  write_records (writer, dossier);
  write_objects (writer, dossier);
  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);

  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return bytes;
}

static void
record_free (TfManifestRecord *record)
{
  g_free (record->kind);
  g_free (record->id);
  g_free (record->sha256);
  g_free (record->digest);
  g_free (record);
}

/**
 * tf_manifest_free:
 * @self: (transfer full) (nullable): a manifest
 */
void
tf_manifest_free (TfManifest *self)
{
  if (self == NULL)
    return;

  g_free (self->purpose);
  g_free (self->at);
  g_free (self->law_version);
  g_free (self->product);
  g_free (self->release);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->objects);
  g_free (self);
}

static char *
dup_attribute (xmlNode    *node,
               const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST name);
  char *copy = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

static gboolean
is_element (xmlNode    *node,
            const char *name)
{
  return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
         strcmp ((const char *) node->ns->href, TF_MANIFEST_NAMESPACE) == 0 &&
         strcmp ((const char *) node->name, name) == 0;
}

static void
read_children (TfManifest *self,
               xmlNode    *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (is_element (node, "record"))
      {
        TfManifestRecord *record = g_new0 (TfManifestRecord, 1);

        record->kind = dup_attribute (node, "kind");
        record->id = dup_attribute (node, "id");
        record->sha256 = dup_attribute (node, "sha256");
        record->digest = dup_attribute (node, "digest");
        g_ptr_array_add (self->records, record);
      }
    else if (is_element (node, "object") || is_element (node, "picture"))
      g_ptr_array_add (self->objects, dup_attribute (node, "sha256"));
}

static TfManifest *
read_root (xmlNode *root)
{
  TfManifest *self = g_new0 (TfManifest, 1);
  g_autofree char *issue = dup_attribute (root, "issue");

  self->issue = (guint) g_ascii_strtoull (issue, NULL, 10);
  self->purpose = dup_attribute (root, "purpose");
  self->at = dup_attribute (root, "at");
  self->product = dup_attribute (root, "product");
  self->release = dup_attribute (root, "release");
  self->law_version = g_strdup ("");
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  self->objects = g_ptr_array_new_with_free_func (g_free);
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    {
      if (is_element (node, "law"))
        {
          g_free (self->law_version);
          self->law_version = dup_attribute (node, "version");
        }
      if (is_element (node, "records") || is_element (node, "objects"))
        read_children (self, node);
    }

  return self;
}

/**
 * tf_manifest_read:
 * @bytes: a manifest as tf_manifest_write() makes it, from anywhere
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what it lists, or `NULL` with @error set where it is none
 */
TfManifest *
tf_manifest_read (GBytes  *bytes,
                  GError **error)
{
  gsize length;
  const char *data;
  g_autoptr(xmlDoc) document = NULL;
  xmlNode *root;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length <= MAX_BYTES)
    document = xmlReadMemory (data, (int) length, NULL, NULL,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  root = document != NULL && document->intSubset == NULL ? xmlDocGetRootElement (document) : NULL;
  if (root != NULL && is_element (root, "manifest"))
    return read_root (root);

  g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
                       _("The list of what the issue contains is damaged."));
  return NULL;
}
