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

/**
 * tf_workspace_get_law_in:
 * @self: a workspace
 * @language: a language in which files are written
 * @error: return location for an error
 *
 * Gives the catalogue in another language than that of the program. It is read once for each.
 *
 * Returns: (transfer none) (nullable): the catalogue, or `NULL` with @error set
 */
TfLaw *
tf_workspace_get_law_in (TfWorkspace       *self,
                         const TfLanguage  *language,
                         GError           **error)
{
  const char *id = tf_language_get_id (language);
  TfLaw *law;

  g_return_val_if_fail (TF_IS_WORKSPACE (self), NULL);

  law = g_hash_table_lookup (self->laws, id);

  if (law != NULL)
    return law;

  law = tf_law_translate (self->law, id, error);
  if (law != NULL)
    g_hash_table_insert (self->laws, g_strdup (id), law);

  return law;
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
