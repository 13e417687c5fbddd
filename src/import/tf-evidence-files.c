/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-files.h"

#include "tf-file-name.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN "," \
  G_FILE_ATTRIBUTE_ACCESS_CAN_READ

typedef struct
{
  TfEvidenceFiles *found;
  GFile           *folder;
  char            *root;      /* its real path, or NULL where it has none */
  GQueue           waiting;   /* (element-type Level) folders still to be read */
} Walk;

typedef struct
{
  GFile *folder;
  guint  depth;
} Level;

static void
free_file (gpointer data)
{
  TfEvidenceFile *file = data;

  g_object_unref (file->file);
  g_free (file->path);
  g_free (file);
}

static void
free_skipped (gpointer data)
{
  TfSkippedFile *skipped = data;

  g_free (skipped->path);
  g_free (skipped->sentence);
  g_free (skipped);
}

static void
free_level (gpointer data)
{
  Level *level = data;

  g_object_unref (level->folder);
  g_free (level);
}

static const char *
explain (TfSkipReason reason)
{
  switch (reason)
    {
    case TF_SKIP_HIDDEN:
      return _("“%s” was left out because it is hidden.");
    case TF_SKIP_LEAVES:
      return _("“%s” was left out because it is a link to somewhere outside the folder.");
    case TF_SKIP_FOLDER_LINK:
      return _("“%s” was left out because it is a link to another folder.");
    case TF_SKIP_SPECIAL:
      return _("“%s” was left out because it is no regular file.");
    case TF_SKIP_EMPTY:
      return _("“%s” was left out because it is empty.");
    case TF_SKIP_UNREADABLE:
      return _("“%s” was left out because you may not read it.");
    case TF_SKIP_TOO_DEEP:
      return _("“%s” was left out because it lies too many folders deep.");
    case TF_SKIP_TOO_MANY:
      return _("“%s” and what follows it were left out because there are too many files; "
               "add smaller folders one by one.");
    default:
      g_assert_not_reached ();
    }
}

static char *
dup_path (Walk  *walk,
          GFile *file)
{
  g_autofree char *relative = g_file_get_relative_path (walk->folder, file);
  g_autofree char *base = relative == NULL ? g_file_get_basename (file) : NULL;

  return tf_file_name_display (relative != NULL ? relative : base);
}

/* The formats come from explain() alone and each takes the one path. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
skip (Walk         *walk,
      GFile        *file,
      TfSkipReason  reason)
{
  TfSkippedFile *skipped = g_new0 (TfSkippedFile, 1);

  skipped->path = dup_path (walk, file);
  skipped->reason = reason;
  skipped->sentence = g_strdup_printf (explain (reason), skipped->path);
  g_ptr_array_add (walk->found->skipped, skipped);
}
#pragma GCC diagnostic pop

/* Whether a link ends at a file inside the folder that was chosen. */
static gboolean
stays_inside (Walk  *walk,
              GFile *link)
{
  g_autofree char *path = g_file_get_path (link);
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  gsize length = walk->root != NULL ? strlen (walk->root) : 0;
  gboolean inside = real != NULL && length > 0 && strncmp (real, walk->root, length) == 0 &&
                    (real[length] == '/' || real[length] == '\0' || walk->root[length - 1] == '/');

  free (real);

  return inside;
}

static void
add_file (Walk      *walk,
          GFile     *file,
          GFileInfo *info)
{
  TfEvidenceFile *found;

  if (!g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ))
    {
      skip (walk, file, TF_SKIP_UNREADABLE);
      return;
    }
  if (g_file_info_get_size (info) == 0)
    {
      skip (walk, file, TF_SKIP_EMPTY);
      return;
    }

  found = g_new0 (TfEvidenceFile, 1);
  found->file = g_object_ref (file);
  found->path = dup_path (walk, file);
  found->size = g_file_info_get_size (info);
  walk->found->size += found->size;
  g_ptr_array_add (walk->found->files, found);
}

static void
add_link (Walk         *walk,
          GFile        *file,
          GCancellable *cancellable)
{
  g_autoptr(GFileInfo) target = NULL;

  if (!stays_inside (walk, file))
    {
      skip (walk, file, TF_SKIP_LEAVES);
      return;
    }

  target = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  if (target == NULL)
    skip (walk, file, TF_SKIP_UNREADABLE);
  else if (g_file_info_get_file_type (target) == G_FILE_TYPE_DIRECTORY)
    skip (walk, file, TF_SKIP_FOLDER_LINK);
  else if (g_file_info_get_file_type (target) == G_FILE_TYPE_REGULAR)
    add_file (walk, file, target);
  else
    skip (walk, file, TF_SKIP_SPECIAL);
}

static void
add_level (Walk  *walk,
           GFile *folder,
           guint  depth)
{
  Level *level;

  if (depth > TF_EVIDENCE_MAX_DEPTH)
    {
      skip (walk, folder, TF_SKIP_TOO_DEEP);
      return;
    }

  level = g_new0 (Level, 1);
  level->folder = g_object_ref (folder);
  level->depth = depth;
  g_queue_push_tail (&walk->waiting, level);
}

static void
add_entry (Walk         *walk,
           GFile        *file,
           GFileInfo    *info,
           guint         depth,
           GCancellable *cancellable)
{
  if (g_file_info_get_is_hidden (info))
    {
      skip (walk, file, TF_SKIP_HIDDEN);
      return;
    }

  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_REGULAR:
      add_file (walk, file, info);
      break;

    case G_FILE_TYPE_DIRECTORY:
      add_level (walk, file, depth + 1);
      break;

    case G_FILE_TYPE_SYMBOLIC_LINK:
      add_link (walk, file, cancellable);
      break;

    default:
      skip (walk, file, TF_SKIP_SPECIAL);
      break;
    }
}

static gboolean
is_full (Walk *walk)
{
  return walk->found->files->len + walk->found->skipped->len >= TF_EVIDENCE_MAX_FILES;
}

static gboolean
read_level (Walk          *walk,
            Level         *level,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;
  GFileInfo *info;
  GFile *file;

  enumerator = g_file_enumerate_children (level->folder, ATTRIBUTES,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                          cancellable, error);
  if (enumerator == NULL)
    return FALSE;

  while (g_file_enumerator_iterate (enumerator, &info, &file, cancellable, error))
    {
      if (info == NULL)
        return TRUE;
      if (is_full (walk))
        {
          skip (walk, file, TF_SKIP_TOO_MANY);
          g_queue_clear_full (&walk->waiting, free_level);
          return TRUE;
        }
      add_entry (walk, file, info, level->depth, cancellable);
    }

  return FALSE;
}

/* The chosen folder must be readable; one further down that is not is left out and said. */
static gboolean
read_all (Walk          *walk,
          GCancellable  *cancellable,
          GError       **error)
{
  add_level (walk, walk->folder, 0);

  while (!g_queue_is_empty (&walk->waiting))
    {
      Level *level = g_queue_pop_head (&walk->waiting);
      g_autoptr(GError) local_error = NULL;
      gboolean good = read_level (walk, level, cancellable, &local_error);
      gboolean vital = level->depth == 0 || g_cancellable_is_cancelled (cancellable);

      if (!good && !vital)
        skip (walk, level->folder, TF_SKIP_UNREADABLE);
      free_level (level);
      if (!good && vital)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  const TfEvidenceFile *const *one = a;
  const TfEvidenceFile *const *other = b;

  return strcmp ((*one)->path, (*other)->path);
}

static int
compare_skipped (gconstpointer a,
                 gconstpointer b)
{
  const TfSkippedFile *const *one = a;
  const TfSkippedFile *const *other = b;

  return strcmp ((*one)->path, (*other)->path);
}

static void
collect_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  TfEvidenceFiles *found = tf_evidence_files_collect (source, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) tf_evidence_files_free);
  else
    g_task_return_error (task, error);
}

/**
 * tf_evidence_files_collect:
 * @folder: a folder that a person chose
 * @cancellable: (nullable): stops the walk
 * @error: return location for an error
 *
 * Lists what is in a folder and the folders below it, for adding it as evidence.
 *
 * Hidden entries, links that leave the folder, and what is no readable file with content
 * are left out, each with its reason. The walk ends after %TF_EVIDENCE_MAX_FILES entries.
 *
 * Returns: (transfer full) (nullable): the files, or `NULL` when the folder cannot be read
 *   or the walk was cancelled
 */
TfEvidenceFiles *
tf_evidence_files_collect (GFile         *folder,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(TfEvidenceFiles) found = NULL;
  g_autofree char *path = NULL;
  Walk walk = { .folder = folder, .waiting = G_QUEUE_INIT };
  gboolean good;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  found = g_new0 (TfEvidenceFiles, 1);
  found->files = g_ptr_array_new_with_free_func (free_file);
  found->skipped = g_ptr_array_new_with_free_func (free_skipped);

  path = g_file_get_path (folder);
  walk.found = found;
  walk.root = path != NULL ? realpath (path, NULL) : NULL;
  good = read_all (&walk, cancellable, error);
  g_queue_clear_full (&walk.waiting, free_level);
  free (walk.root);
  if (!good)
    return NULL;

  g_ptr_array_sort (found->files, compare_files);
  g_ptr_array_sort (found->skipped, compare_skipped);

  return g_steal_pointer (&found);
}

/**
 * tf_evidence_files_collect_async:
 * @folder: a folder that a person chose
 * @cancellable: (nullable): stops the walk
 * @callback: called when the list is complete
 * @user_data: given to @callback
 *
 * Does what tf_evidence_files_collect() does, in a thread.
 */
void
tf_evidence_files_collect_async (GFile               *folder,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (folder));

  task = g_task_new (folder, cancellable, callback, user_data);
  g_task_set_source_tag (task, tf_evidence_files_collect_async);
  g_task_run_in_thread (task, collect_thread);
}

/**
 * tf_evidence_files_collect_finish:
 * @folder: the folder
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends tf_evidence_files_collect_async().
 *
 * Returns: (transfer full) (nullable): the files, or `NULL` with @error set
 */
TfEvidenceFiles *
tf_evidence_files_collect_finish (GFile         *folder,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, folder), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tf_evidence_files_free:
 * @self: (transfer full): a list of files
 *
 * Frees a list of files.
 */
void
tf_evidence_files_free (TfEvidenceFiles *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->skipped);
  g_free (self);
}
