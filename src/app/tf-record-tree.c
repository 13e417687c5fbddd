/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-record-tree-private.h"

#include "tf-media-type.h"
#include "tf-text.h"
#include "tf-workspace.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (64 * 1024 * 1024)

static void
tree_file_free (gpointer data)
{
  TfTreeFile *file = data;

  g_free (file->path);
  g_free (file->sha256);
  g_free (file->media_type);
  g_free (file);
}

static void
tree_node_free (gpointer data)
{
  TfTreeNode *node = data;

  g_free (node->key);
  g_free (node->name);
  g_ptr_array_unref (node->values);
  g_free (node);
}

static void
clear (gpointer data)
{
  TfRecordTree *self = data;

  g_hash_table_unref (self->pictures);
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->files);
  g_free (self->id);
  g_free (self->language);
  g_free (self->version);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->hint);
  g_free (self->display);
  g_object_unref (self->source);
}

/**
 * tf_record_tree_fail:
 * @self: a tree
 * @line: line of its file
 * @error: return location for an error
 * @format: what is wrong there, as a translated sentence
 * @...: arguments of @format
 *
 * Sets an error that names file and line.
 *
 * Returns: %FALSE
 */
gboolean
tf_record_tree_fail (TfRecordTree  *self,
                     int            line,
                     GError       **error,
                     const char    *format,
                     ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  /* Translators: the name of a file, a line in it, and a sentence on what is wrong there */
  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID, _("%s, line %d: %s"), self->display, line,
               what);
  return FALSE;
}

static GBytes *
load_bytes (TfRecordTree  *self,
            GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (self->source, NULL, error);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 block[16 * 1024];
  gssize n_read = 0;

  if (stream == NULL)
    {
      g_prefix_error (error, "%s: ", self->display);
      return NULL;
    }

  while ((n_read = g_input_stream_read (G_INPUT_STREAM (stream), block, sizeof block, NULL,
                                        error)) > 0)
    {
      g_byte_array_append (bytes, block, n_read);
      if (bytes->len > MAX_BYTES)
        {
          tf_record_tree_fail (self, 1, error, _("the file is larger than %d MB."),
                               MAX_BYTES / 1024 / 1024);
          return NULL;
        }
    }

  return n_read == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/**
 * tf_record_tree_load:
 * @file: an XML file of records
 * @language: (nullable): the language to turn its texts into, for files that come with the program
 * @error: return location for an error
 *
 * Reads records from a file and checks all that can be checked without a library: kinds, places,
 * fields, values, texts and references. The reader is strict: what it does not know is an error.
 *
 * Returns: (transfer full) (nullable): the tree, or `NULL` with @error set, naming file and line
 */
TfRecordTree *
tf_record_tree_load (GFile             *file,
                     const TfLanguage  *language,
                     GError           **error)
{
  g_autoptr(TfRecordTree) self = NULL;
  g_autoptr(GBytes) xml = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_atomic_rc_box_new0 (TfRecordTree);
  self->source = g_object_ref (file);
  self->display = g_file_get_parse_name (file);
  self->nodes = g_ptr_array_new_with_free_func (tree_node_free);
  self->files = g_ptr_array_new_with_free_func (tree_file_free);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  xml = load_bytes (self, error);
  if (xml == NULL || !tf_record_tree_read (self, xml, language, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tf_record_tree_ref:
 * @self: a tree
 *
 * Returns: (transfer full): the same, to be let go with tf_record_tree_unref()
 */
TfRecordTree *
tf_record_tree_ref (TfRecordTree *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * tf_record_tree_unref:
 * @self: (transfer full): a tree
 */
void
tf_record_tree_unref (TfRecordTree *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * tf_record_tree_get_id:
 * @self: a tree
 *
 * Returns: the stable name that it bears
 */
const char *
tf_record_tree_get_id (TfRecordTree *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->id;
}

/**
 * tf_record_tree_get_language:
 * @self: a tree
 *
 * Returns: the language it is written in
 */
const char *
tf_record_tree_get_language (TfRecordTree *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->language;
}

/**
 * tf_record_tree_get_version:
 * @self: a tree
 *
 * Returns: its version
 */
const char *
tf_record_tree_get_version (TfRecordTree *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->version;
}

/**
 * tf_record_tree_get_title:
 * @self: a tree
 *
 * Returns: what people call it
 */
const char *
tf_record_tree_get_title (TfRecordTree *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->title;
}

/**
 * tf_record_tree_get_summary:
 * @self: a tree
 *
 * Returns: what it is
 */
const char *
tf_record_tree_get_summary (TfRecordTree *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->summary;
}

/**
 * tf_record_tree_get_hint:
 * @self: a tree
 *
 * Returns: what to know before it is used, or ""
 */
const char *
tf_record_tree_get_hint (TfRecordTree *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->hint;
}

/* Every step of the path must be what it seems: a link could lead out of the folder. */
static GFile *
find_file (TfRecordTree  *self,
           TfTreeFile    *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_auto(GStrv) steps = g_strsplit (file->path, "/", -1);
  g_autoptr(GFile) place = g_file_get_parent (self->source);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      GFileType wanted = steps[i + 1] != NULL ? G_FILE_TYPE_DIRECTORY : G_FILE_TYPE_REGULAR;
      g_autoptr(GFile) child = g_file_get_child (place, steps[i]);

      if (g_file_query_file_type (child, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                  cancellable) != wanted)
        {
          if (!g_cancellable_set_error_if_cancelled (cancellable, error))
            tf_record_tree_fail (self, file->line, error, _("there is no file “%s” beside it."),
                                 file->path);
          return NULL;
        }
      g_set_object (&place, child);
    }

  return g_steal_pointer (&place);
}

static gboolean
take_file (TfRecordTree  *self,
           TfTreeFile    *file,
           TfStore       *store,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GFile) source = find_file (self, file, cancellable, error);
  g_autofree char *sha256 = NULL;
  const TfMediaType *type;

  if (source == NULL)
    return FALSE;

  type = tf_media_type_query (source, cancellable, error);
  if (type == NULL ||
      !tf_store_take_file (store, source, NULL, NULL, cancellable, &sha256, &file->size, error))
    return FALSE;

  g_free (file->sha256);
  file->sha256 = g_steal_pointer (&sha256);
  g_free (file->media_type);
  file->media_type = g_strdup (type->type);
  return TRUE;
}

/**
 * tf_record_tree_take_files:
 * @self: a tree
 * @store: a library that can be written
 * @progress: (nullable) (scope call): hears how far the work has come
 * @user_data: data for @progress
 * @cancellable: (nullable): to stop the work
 * @error: return location for an error
 *
 * Copies the files of the tree into a library. May run in any thread, as long as no other uses
 * the tree. Comes before tf_record_tree_add() wherever a tree has files.
 *
 * Returns: %FALSE with @error set where a file is missing, is no plain file or could not be copied
 */
gboolean
tf_record_tree_take_files (TfRecordTree    *self,
                           TfStore         *store,
                           TfProgressFunc   progress,
                           gpointer         user_data,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (TF_IS_STORE (store), FALSE);

  for (guint i = 0; i < self->files->len; i++)
    {
      TfTreeFile *file = g_ptr_array_index (self->files, i);

      if (progress != NULL)
        progress ((double) i / self->files->len, file->path, user_data);
      if (!take_file (self, file, store, cancellable, error))
        return FALSE;
    }

  if (progress != NULL)
    progress (1.0, "", user_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* What happens in a library while a tree is added. */
typedef struct
{
  TfRecordTree *tree;
  TfStore      *store;
  GPtrArray    *existing;  /* records to fill, or NULL */
  GPtrArray    *records;   /* the record of each node so far */
  GHashTable   *names;     /* name → identifier */
} Adding;

/* The pictures of a text get the names of their bytes. */
static char *
resolve_pictures (Adding     *adding,
                  const char *value)
{
  g_autoptr(TfText) text = tf_text_new_from_xml (value, NULL);
  g_auto(GStrv) objects = text != NULL ? tf_text_list_objects (text) : NULL;
  g_autoptr(GString) resolved = g_string_new (value);

  for (guint i = 0; objects != NULL && objects[i] != NULL; i++)
    {
      TfTreeFile *file = g_hash_table_lookup (adding->tree->pictures, objects[i]);

      g_assert (file != NULL && file->sha256 != NULL);
      g_string_replace (resolved, objects[i], file->sha256, 0);
    }

  return g_string_free (g_steal_pointer (&resolved), FALSE);
}

static char *
resolve_value (Adding        *adding,
               const TfField *field,
               const char    *value)
{
  if (field->type == TF_FIELD_TEXT)
    return resolve_pictures (adding, value);
  if (field->type == TF_FIELD_REFERENCE && *value == '#')
    return g_strdup (g_hash_table_lookup (adding->names, value + 1));

  return g_strdup (value);
}

static void
append_value (GPtrArray  *values,
              const char *field,
              char       *value)
{
  g_ptr_array_add (values, g_strdup (field));
  g_ptr_array_add (values, value);
}

static void
append_file_values (GPtrArray  *values,
                    TfTreeNode *node)
{
  g_assert (node->file->sha256 != NULL);

  append_value (values, "sha256", g_strdup (node->file->sha256));
  append_value (values, "size", g_strdup_printf ("%" G_GUINT64_FORMAT, node->file->size));
  append_value (values, "media-type", g_strdup (node->file->media_type));
}

static GPtrArray *
resolve_values (Adding     *adding,
                TfTreeNode *node)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < node->values->len; i += 2)
    {
      const char *id = g_ptr_array_index (node->values, i);
      const TfField *field = tf_kind_lookup_field (node->kind, id);

      append_value (values, id, resolve_value (adding, field, g_ptr_array_index (node->values,
                                                                                 i + 1)));
    }
  if (node->file != NULL)
    append_file_values (values, node);

  g_ptr_array_add (values, NULL);
  return values;
}

/* A record that is there already keeps what it says and learns what it does not. */
static gboolean
fill_record (Adding     *adding,
             TfRecord   *record,
             GPtrArray  *values,
             GError    **error)
{
  for (guint i = 0; i + 1 < values->len; i += 2)
    {
      const char *field = g_ptr_array_index (values, i);

      if (*tf_record_get (record, field) == '\0' &&
          !tf_store_set (adding->store, record, field, g_ptr_array_index (values, i + 1), error))
        return FALSE;
    }

  return TRUE;
}

static TfRecord *
find_existing (Adding     *adding,
               TfTreeNode *node,
               const char *parent)
{
  for (guint i = 0; adding->existing != NULL && i < adding->existing->len; i++)
    {
      TfRecord *record = g_ptr_array_index (adding->existing, i);

      if (tf_record_get_kind (record) == node->kind &&
          strcmp (tf_record_get_parent (record), parent) == 0)
        return g_object_ref (record);
    }

  if (*node->key == '\0')
    return NULL;

  return tf_store_find (adding->store, node->kind->id, parent, node->key, NULL);
}

static gboolean
add_node (Adding      *adding,
          TfTreeNode  *node,
          GError     **error)
{
  g_autoptr(GPtrArray) values = resolve_values (adding, node);
  g_autoptr(TfRecord) record = NULL;
  const char *parent = "";

  if (node->parent != TF_TREE_TOP)
    parent = tf_record_get_id (g_ptr_array_index (adding->records, node->parent));

  record = find_existing (adding, node, parent);
  if (record != NULL && !fill_record (adding, record, values, error))
    return FALSE;
  if (record == NULL)
    record = tf_store_add (adding->store, node->kind->id, parent, node->key,
                           (const char *const *) values->pdata, error);
  if (record == NULL)
    return FALSE;

  if (*node->name != '\0')
    g_hash_table_insert (adding->names, node->name, (gpointer) tf_record_get_id (record));
  g_ptr_array_add (adding->records, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
add_nodes (Adding  *adding,
           GError **error)
{
  for (guint i = 0; i < adding->tree->nodes->len; i++)
    {
      TfTreeNode *node = g_ptr_array_index (adding->tree->nodes, i);

      if (!add_node (adding, node, error))
        {
          g_prefix_error (error, _("%s, line %d: "), adding->tree->display, node->line);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * tf_record_tree_add:
 * @self: a tree, its files taken
 * @store: the library that took them
 * @action: what the person did, as the history shows it
 * @existing: (nullable) (element-type TfRecord): records that the tree fills instead of adding
 *   them: those of the same kind in the same place
 * @error: return location for an error
 *
 * Adds the records of a tree as one step. What existing records say is left alone.
 *
 * Returns: (transfer full) (nullable) (element-type TfRecord): the records of the tree in its
 *   order, or `NULL` with @error set; nothing was added then
 */
GPtrArray *
tf_record_tree_add (TfRecordTree  *self,
                    TfStore       *store,
                    const char    *action,
                    GPtrArray     *existing,
                    GError       **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  Adding adding = { self, store, existing, records, names };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (TF_IS_STORE (store), NULL);
  g_return_val_if_fail (action != NULL, NULL);

  if (!tf_store_begin (store, action, error))
    return NULL;
  if (add_nodes (&adding, error) && tf_store_commit (store, error))
    return g_steal_pointer (&records);

  tf_store_roll_back (store);
  return NULL;
}
