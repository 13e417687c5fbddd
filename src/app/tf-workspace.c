/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-workspace.h"

#include "tf-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MIN_ID_LENGTH 4

struct _TfWorkspace
{
  GObject  parent_instance;

  TfStore    *store;
  TfLaw      *law;
  GHashTable *laws;  /* the same in the languages of files → TfLaw */
};

G_DEFINE_QUARK (tf-app-error-quark, tf_app_error)
G_DEFINE_FINAL_TYPE (TfWorkspace, tf_workspace, G_TYPE_OBJECT)

static void
tf_workspace_finalize (GObject *object)
{
  TfWorkspace *self = TF_WORKSPACE (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->law, tf_law_unref);
  g_hash_table_unref (self->laws);

  G_OBJECT_CLASS (tf_workspace_parent_class)->finalize (object);
}

static void
tf_workspace_class_init (TfWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_workspace_finalize;
}

static void
tf_workspace_init (TfWorkspace *self)
{
  self->laws = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) tf_law_unref);
}

/**
 * tf_workspace_new:
 * @store: an open library
 * @law: the catalogue to hold it against, in the language of the program
 *
 * Returns: (transfer full): what both programs work on
 */
TfWorkspace *
tf_workspace_new (TfStore *store,
                  TfLaw   *law)
{
  TfWorkspace *self;

  g_return_val_if_fail (TF_IS_STORE (store), NULL);
  g_return_val_if_fail (law != NULL, NULL);

  self = g_object_new (TF_TYPE_WORKSPACE, NULL);
  self->store = g_object_ref (store);
  self->law = tf_law_ref (law);
  return self;
}

/**
 * tf_workspace_get_store:
 * @self: a workspace
 *
 * Returns: (transfer none): the library
 */
TfStore *
tf_workspace_get_store (TfWorkspace *self)
{
  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);

  return self->store;
}

/**
 * tf_workspace_get_law:
 * @self: a workspace
 *
 * Returns: (transfer none): the law catalogue
 */
TfLaw *
tf_workspace_get_law (TfWorkspace *self)
{
  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);

  return self->law;
}

static gboolean
take_all (GPtrArray *into,
          GPtrArray *from)
{
  g_autoptr(GPtrArray) records = from;

  if (records == NULL)
    return FALSE;

  g_ptr_array_extend (into, records, (GCopyFunc) (void *) g_object_ref, NULL);
  return TRUE;
}

static gboolean
take_kind (TfWorkspace   *self,
           GPtrArray     *into,
           const TfKind  *kind,
           TfRecord      *ancestor,
           GError       **error)
{
  const TfKind *above = tf_record_get_kind (ancestor);
  const char *id = tf_record_get_id (ancestor);
  guint n_before = into->len;

  if (kind->parent == above)
    return take_all (into, tf_store_list (self->store, kind->id, id, error));
  if (kind->parent->parent == above)
    return take_all (into, tf_store_list_two_below (self->store, kind->id, kind->parent->id, id,
                                                    error));

  for (guint i = 0; i < n_before; i++)
    if (tf_record_get_kind (into->pdata[i]) == kind->parent &&
        !take_all (into, tf_store_list (self->store, kind->id,
                                        tf_record_get_id (into->pdata[i]), error)))
      return FALSE;

  return TRUE;
}

/* What lives under a record at any depth, but nothing of one kind and nothing under that. The
 * description names a kind after its parent. */
static gboolean
take_below (TfWorkspace   *self,
            GPtrArray     *into,
            TfRecord      *ancestor,
            const TfKind  *but,
            GError       **error)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (tf_kind_is_below (kinds[i], tf_record_get_kind (ancestor)) && kinds[i] != but &&
        !tf_kind_is_below (kinds[i], but) && !take_kind (self, into, kinds[i], ancestor, error))
      return FALSE;

  return TRUE;
}

static gboolean
take_target (TfWorkspace    *self,
             TfDossier      *dossier,
             GPtrArray      *records,
             GHashTable     *taken,
             const TfField  *field,
             const char     *id,
             GError        **error)
{
  const TfKind *kind = field->type == TF_FIELD_REFERENCE ? tf_kind_lookup (field->to) : NULL;
  TfRecord *target;

  if (kind == NULL || kind->parent != NULL || *id == '\0' || g_hash_table_contains (taken, id) ||
      (dossier != NULL && tf_dossier_lookup (dossier, id) != NULL))
    return TRUE;

  target = tf_store_get (self->store, id, error);
  if (target == NULL)
    return FALSE;

  g_ptr_array_add (records, target);
  g_hash_table_add (taken, (gpointer) tf_record_get_id (target));
  return TRUE;
}

/* What the records name of the library beyond what a snapshot has, and what that names in turn:
 * the list grows as it is gone through. */
static gboolean
take_named (TfWorkspace  *self,
            TfDossier    *dossier,
            GPtrArray    *records,
            GError      **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (taken, (gpointer) tf_record_get_id (records->pdata[i]));

  for (guint i = 0; i < records->len; i++)
    {
      TfRecord *record = g_ptr_array_index (records, i);
      const TfKind *kind = tf_record_get_kind (record);

      for (guint j = 0; j < kind->n_fields; j++)
        if (!take_target (self, dossier, records, taken, &kind->fields[j],
                          tf_record_get (record, kind->fields[j].id), error))
          return FALSE;
    }

  return TRUE;
}

static TfDossier *
load_dossier (TfWorkspace  *self,
              TfLaw        *law,
              TfRecord     *release,
              GError      **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(TfRecord) product = NULL;

  product = tf_store_get (self->store, tf_record_get_parent (release), error);
  if (product == NULL)
    return NULL;

  g_ptr_array_add (records, g_object_ref (product));
  g_ptr_array_add (records, g_object_ref (release));
  if (!take_all (records, tf_store_list_below (self->store, tf_record_get_id (release), error)) ||
      !take_below (self, records, product, tf_record_get_kind (release), error) ||
      !take_named (self, NULL, records, error))
    return NULL;

  return tf_dossier_new (law, records, tf_record_get_id (product), tf_record_get_id (release));
}

/**
 * tf_workspace_load_dossier:
 * @self: a workspace
 * @release: a release of the library
 * @error: return location for an error
 *
 * Takes a snapshot of the technical file of a release: its own records, the product with its
 * evidence and all else that lives under it but other releases, and what these name of the
 * library: organisations and people. Others of the library are none of this file's business. It
 * speaks the language of the program.
 *
 * Returns: (transfer full) (nullable): the snapshot, or `NULL` with @error set where something
 *   could not be read
 */
TfDossier *
tf_workspace_load_dossier (TfWorkspace  *self,
                           TfRecord     *release,
                           GError      **error)
{
  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (TF_IS_RECORD (release), NULL);

  return load_dossier (self, self->law, release, error);
}

static const TfLanguage *
find_language (const char  *id,
               GError     **error)
{
  const TfLanguage *language = tf_language_find (id);
  g_autofree char *known = NULL;

  if (language != NULL)
    return language;

  known = g_strjoinv (", ", (char **) tf_language_list ());
  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID,
               /* Translators: the code of a language, then a list of such codes */
               _("There is no language “%s” for files. Choose one of: %s."), id, known);
  return NULL;
}

/* The catalogue is read once for each language. */
static TfLaw *
get_law_in (TfWorkspace       *self,
            const TfLanguage  *language,
            GError           **error)
{
  const char *id = tf_language_get_id (language);
  TfLaw *law = g_hash_table_lookup (self->laws, id);

  if (law != NULL)
    return law;

  law = tf_law_translate (self->law, id, error);
  if (law != NULL)
    g_hash_table_insert (self->laws, g_strdup (id), law);

  return law;
}

/**
 * tf_workspace_load_dossier_in:
 * @self: a workspace
 * @release: a release of the library
 * @language: (nullable): a language, or `NULL` for that of the release's file
 * @error: return location for an error
 *
 * As tf_workspace_load_dossier(), for what is written out: the snapshot speaks the language of the
 * file, English where that was not chosen, and not that of the program.
 *
 * Returns: (transfer full) (nullable): the snapshot, or `NULL` with @error set, to
 *   `TF_APP_ERROR_INVALID` where files cannot be written in that language
 */
TfDossier *
tf_workspace_load_dossier_in (TfWorkspace  *self,
                              TfRecord     *release,
                              const char   *language,
                              GError      **error)
{
  const TfLanguage *found;
  TfLaw *law;

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (TF_IS_RECORD (release), NULL);

  found = language != NULL ? find_language (language, error)
                           : tf_language_get (tf_record_get (release, "language"));
  law = found != NULL ? get_law_in (self, found, error) : NULL;
  return law != NULL ? load_dossier (self, law, release, error) : NULL;
}

/* What lives under a record of the file is of the file; of what lives under the product, all but
 * other releases is. */
static gboolean
belongs_to (TfDossier  *dossier,
            GHashTable *taken,
            TfRecord   *record)
{
  const char *parent = tf_record_get_parent (record);

  if (tf_dossier_lookup (dossier, tf_record_get_id (record)) != NULL)
    return TRUE;
  if (tf_record_is_removed (record) || *parent == '\0')
    return FALSE;
  if (strcmp (parent, tf_record_get_id (tf_dossier_get_product (dossier))) == 0)
    return !tf_record_is (record, "release");

  return tf_dossier_lookup (dossier, parent) != NULL || g_hash_table_contains (taken, parent);
}

/**
 * tf_workspace_update_dossier:
 * @self: a workspace
 * @dossier: a snapshot of the technical file of a release
 * @changed: (element-type TfRecord): the records of the library that have changed, been put aside
 *   or been added since; none of them may have been brought back
 * @error: return location for an error
 *
 * Takes another snapshot of the same file, at much less cost than tf_workspace_load_dossier().
 *
 * Returns: (transfer full) (nullable): the snapshot, @dossier itself where it still holds, or
 *   `NULL` with @error set where something could not be read
 */
TfDossier *
tf_workspace_update_dossier (TfWorkspace  *self,
                             TfDossier    *dossier,
                             GPtrArray    *changed,
                             GError      **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (dossier != NULL && changed != NULL, NULL);

  for (guint i = 0; i < changed->len; i++)
    if (belongs_to (dossier, taken, changed->pdata[i]))
      {
        g_hash_table_add (taken, (gpointer) tf_record_get_id (changed->pdata[i]));
        g_ptr_array_add (records, g_object_ref (changed->pdata[i]));
      }

  if (records->len == 0)
    return tf_dossier_ref (dossier);

  if (!take_named (self, dossier, records, error))
    return NULL;

  return tf_dossier_new_changed (dossier, records);
}

typedef struct
{
  char  *path;
  char  *release;
  TfLaw *law;
} Load;

static void
load_free (Load *load)
{
  g_free (load->path);
  g_free (load->release);
  tf_law_unref (load->law);
  g_free (load);
}

/* The library is opened once more: a connection belongs to one thread. */
static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Load *load = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfStore) store = tf_store_open (load->path, FALSE, &error);
  g_autoptr(TfWorkspace) workspace = store != NULL ? tf_workspace_new (store, load->law) : NULL;
  g_autoptr(TfRecord) release = store != NULL ? tf_store_get (store, load->release, &error) : NULL;
  TfDossier *dossier = NULL;

  if (release != NULL)
    dossier = tf_workspace_load_dossier (workspace, release, &error);
  if (dossier != NULL)
    g_task_return_pointer (task, dossier, (GDestroyNotify) tf_dossier_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * tf_workspace_load_dossier_async:
 * @self: a workspace
 * @release: a release of the library
 * @cancellable: (nullable): to give up
 * @callback: called when the snapshot is there
 * @user_data: for @callback
 *
 * As tf_workspace_load_dossier(), in another thread. What changes meanwhile may be in the snapshot
 * or not.
 */
void
tf_workspace_load_dossier_async (TfWorkspace         *self,
                                 TfRecord            *release,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (TF_IS_WORKSPACE (self));
  g_return_if_fail (TF_IS_RECORD (release));

  task = g_task_new (NULL, cancellable, callback, user_data);
  load = g_new0 (Load, 1);
  load->path = g_strdup (tf_store_get_path (self->store));
  load->release = g_strdup (tf_record_get_id (release));
  load->law = tf_law_ref (self->law);
  g_task_set_source_tag (task, tf_workspace_load_dossier_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * tf_workspace_load_dossier_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the snapshot, or `NULL` with @error set where something
 *   could not be read
 */
TfDossier *
tf_workspace_load_dossier_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tf_workspace_dup_person:
 * @self: a workspace
 * @name: the name of a person, as tf_person_is_called() takes it
 *
 * Returns: (transfer full): the identifier of the first person of that name, or "" where the
 *   library has none
 */
char *
tf_workspace_dup_person (TfWorkspace *self,
                         const char  *name)
{
  g_autoptr(GPtrArray) people = NULL;

  g_return_val_if_fail (TF_IS_WORKSPACE (self) && name != NULL, NULL);

  people = tf_store_list (self->store, "person", NULL, NULL);
  for (guint i = 0; people != NULL && i < people->len; i++)
    if (tf_person_is_called (people->pdata[i], name))
      return g_strdup (tf_record_get_id (people->pdata[i]));

  return g_strdup ("");
}

static gboolean
bears_name (TfRecord   *record,
            const char *name,
            gboolean    exact)
{
  const TfKind *kind = tf_record_get_kind (record);
  const TfField *number = tf_kind_lookup_field (kind, "number");
  g_autofree char *wanted = NULL;
  g_autofree char *title = NULL;

  if (strcmp (tf_record_get_id (record), name) == 0)
    return TRUE;
  if (exact)
    return strcmp (tf_record_get_title (record), name) == 0;

  wanted = g_utf8_casefold (name, -1);
  title = g_utf8_casefold (tf_record_get_title (record), -1);
  if (strcmp (title, wanted) == 0)
    return TRUE;
  if (number != NULL && g_ascii_strcasecmp (tf_record_get (record, "number"), name) == 0)
    return TRUE;

  return strlen (name) >= MIN_ID_LENGTH && g_str_has_prefix (tf_record_get_id (record), name);
}

static GPtrArray *
select_named (GPtrArray  *records,
              const char *name,
              gboolean    exact)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    if (bears_name (records->pdata[i], name, exact))
      g_ptr_array_add (found, records->pdata[i]);

  return found;
}

/* A name that fits exactly wins over one in other case, and over parts of names. */
static GPtrArray *
select_meant (GPtrArray  *records,
              const char *name)
{
  g_autoptr(GPtrArray) found = select_named (records, name, TRUE);

  return found->len > 0 ? g_steal_pointer (&found) : select_named (records, name, FALSE);
}

static TfRecord *
fail_to_resolve (const TfKind  *kind,
                 const char    *name,
                 gboolean       ambiguous,
                 GError       **error)
{
  if (ambiguous)
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_AMBIGUOUS,
                 /* Translators: the name of a kind of record, then a name that was typed */
                 _("%s: several bear the name “%s”. Give the identifier instead."), kind->label,
                 name);
  else
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
                 /* Translators: the name of a kind of record, then a name that was typed */
                 _("%s: there is none of the name “%s”."), kind->label, name);

  return NULL;
}

/**
 * tf_workspace_resolve:
 * @self: a workspace
 * @kind: identifier of a kind
 * @parent: (nullable): record to look under; `NULL` for anywhere
 * @name: an identifier or its beginning, a name, a version or a number
 * @error: return location for an error
 *
 * Finds the record that a person means. A name that fits exactly wins over one in other case.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` with @error set to
 *   `TF_APP_ERROR_NOT_FOUND` or `TF_APP_ERROR_AMBIGUOUS`
 */
TfRecord *
tf_workspace_resolve (TfWorkspace  *self,
                      const char   *kind,
                      const char   *parent,
                      const char   *name,
                      GError      **error)
{
  const TfKind *description = tf_kind_lookup (kind);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GPtrArray) found = NULL;

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (description != NULL && name != NULL, NULL);

  records = tf_store_list (self->store, kind, parent, error);
  if (records == NULL)
    return NULL;

  found = select_meant (records, name);
  if (found->len != 1)
    return fail_to_resolve (description, name, found->len > 1, error);

  return g_object_ref (found->pdata[0]);
}

/**
 * tf_workspace_resolve_or_add:
 * @self: a workspace
 * @kind: identifier of a kind at the top of the library that has a name: "person" or
 *   "organisation"
 * @name: an identifier or a name
 * @error: return location for an error
 *
 * As tf_workspace_resolve(), but a name that nobody bears yet is added.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` with @error set
 */
TfRecord *
tf_workspace_resolve_or_add (TfWorkspace  *self,
                             const char   *kind,
                             const char   *name,
                             GError      **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(TfRecord) record = NULL;
  const char *values[] = { "name", name, NULL };

  record = tf_workspace_resolve (self, kind, NULL, name, &problem);
  if (record != NULL)
    return g_steal_pointer (&record);

  if (!g_error_matches (problem, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return tf_store_add (self->store, kind, "", "", values, error);
}

/**
 * tf_workspace_resolve_content:
 * @dossier: a technical file
 * @name: an identifier or its beginning, a name or a number
 * @error: return location for an error
 *
 * Finds the record that a person means among all of a technical file, of whatever kind, that have
 * content of their own: what can be approved and proved beside the points of the law.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` with @error set to
 *   `TF_APP_ERROR_NOT_FOUND` or `TF_APP_ERROR_AMBIGUOUS`
 */
TfRecord *
tf_workspace_resolve_content (TfDossier   *dossier,
                              const char  *name,
                              GError     **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new ();
  g_autoptr(GPtrArray) found = NULL;
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  g_return_val_if_fail (dossier != NULL && name != NULL, NULL);

  for (guint i = 0; i < n_kinds; i++)
    if (tf_dossier_holds (dossier, kinds[i]) && tf_kind_has_content (kinds[i]) &&
        tf_dossier_list (dossier, kinds[i]->id) != NULL)
      g_ptr_array_extend (records, tf_dossier_list (dossier, kinds[i]->id), NULL, NULL);

  found = select_meant (records, name);
  if (found->len == 1)
    return g_object_ref (found->pdata[0]);

  if (found->len > 1)
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_AMBIGUOUS,
                 _("Several records bear the name “%s”. Give the identifier instead."), name);
  else
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
                 _("There is neither a point nor a record “%s” in the technical file."), name);
  return NULL;
}

/**
 * tf_workspace_resolve_release:
 * @self: a workspace
 * @product: a product
 * @version: (nullable): a version or identifier; `NULL` for the release that was added last
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the release, or `NULL` with @error set where there is none
 */
TfRecord *
tf_workspace_resolve_release (TfWorkspace  *self,
                              TfRecord     *product,
                              const char   *version,
                              GError      **error)
{
  g_autoptr(GPtrArray) releases = NULL;

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (TF_IS_RECORD (product), NULL);

  if (version != NULL)
    return tf_workspace_resolve (self, "release", tf_record_get_id (product), version, error);

  releases = tf_store_list (self->store, "release", tf_record_get_id (product), error);
  if (releases == NULL)
    return NULL;
  if (releases->len > 0)
    return g_object_ref (releases->pdata[releases->len - 1]);

  g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
               _("“%s” has no release yet. Add one first."), tf_record_get_title (product));
  return NULL;
}

/* "2(b)", "2 b)" and "2b" are the same to a person: letters and digits count. */
static char *
fold_number (const char *number)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = number; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));

  return g_string_free (folded, FALSE);
}

/* A number may be written without the word that it begins with: "I (2)(c)" for "Part I (2)(c)". */
static gboolean
has_number (const TfLawEntry *entry,
            const char       *wanted)
{
  const char *space = g_ascii_isalpha (*entry->number) ? strchr (entry->number, ' ') : NULL;
  g_autofree char *whole = fold_number (entry->number);
  g_autofree char *rest = space != NULL ? fold_number (space) : NULL;

  return strcmp (whole, wanted) == 0 || g_strcmp0 (rest, wanted) == 0;
}

static const TfLawEntry *
find_by_number (TfWorkspace *self,
                const char  *name)
{
  static const TfLawKind kinds[] = { TF_LAW_SLOT, TF_LAW_REQUIREMENT };
  g_autofree char *wanted = fold_number (name);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *entries = tf_law_list (self->law, kinds[i]);

      for (guint j = 0; j < entries->len; j++)
        {
          const TfLawEntry *entry = g_ptr_array_index (entries, j);

          if (has_number (entry, wanted))
            return entry;
        }
    }

  return NULL;
}

/**
 * tf_workspace_resolve_entry:
 * @self: a workspace
 * @name: identifier or number of a point of the law: "2b.sbom", "2(b)", "I.2.c", "Part I (2)(c)"
 * @error: return location for an error
 *
 * Finds the point that a person means. A point with a single part is that part: it is the part
 * that is written and proved.
 *
 * Returns: (transfer none) (nullable): the entry, or `NULL` with @error set to
 *   `TF_APP_ERROR_NOT_FOUND`
 */
const TfLawEntry *
tf_workspace_resolve_entry (TfWorkspace  *self,
                            const char   *name,
                            GError      **error)
{
  const TfLawEntry *entry;

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  entry = tf_law_lookup (self->law, name);
  if (entry == NULL)
    entry = find_by_number (self, name);
  if (entry == NULL)
    {
      g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_NOT_FOUND,
                   _("The catalogue has no point “%s”."), name);
      return NULL;
    }

  if ((entry->kind == TF_LAW_SLOT || entry->kind == TF_LAW_REQUIREMENT) &&
      entry->children->len == 1)
    return g_ptr_array_index (entry->children, 0);

  return entry;
}
