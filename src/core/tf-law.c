/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-law.h"

#include "tf-law-private.h"
#include "tf-resource.h"

#define BUILTIN_URI "resource:///io/github/techfile/Techfile/law/cra.xml"

G_DEFINE_QUARK (tf-law-error-quark, tf_law_error)
G_DEFINE_BOXED_TYPE (TfLaw, tf_law, tf_law_ref, tf_law_unref)

static const char *kind_names[TF_LAW_N_KINDS] = {
  [TF_LAW_FAMILY]      = "family",
  [TF_LAW_SLOT]        = "slot",
  [TF_LAW_ELEMENT]     = "element",
  [TF_LAW_REQUIREMENT] = "requirement",
  [TF_LAW_LIMB]        = "limb",
  [TF_LAW_MEASURE]     = "measure",
  [TF_LAW_PROOF]       = "proof",
  [TF_LAW_INSTRUCTION] = "instruction",
  [TF_LAW_DECLARATION] = "declaration",
  [TF_LAW_SIMPLIFIED]  = "simplified",
};

static const char *mark_names[TF_LAW_N_MARKS] = {
  [TF_LAW_MARK_NONE]       = "",
  [TF_LAW_MARK_GUIDANCE]   = "guidance",
  [TF_LAW_MARK_DERIVED]    = "derived",
  [TF_LAW_MARK_SECONDARY]  = "secondary",
  [TF_LAW_MARK_UNVERIFIED] = "unverified",
};

static void
entry_free (gpointer data)
{
  TfLawEntry *entry = data;

  g_ptr_array_unref (entry->children);
  g_ptr_array_unref (entry->notes);
  g_free (entry);
}

TfLaw *
tf_law_new (void)
{
  TfLaw *self = g_new0 (TfLaw, 1);

  g_atomic_ref_count_init (&self->refs);
  self->pool = g_string_chunk_new (64 * 1024);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->conditions = g_ptr_array_new_with_free_func (g_free);
  self->untranslated = g_ptr_array_new ();
  self->entries_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->conditions_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->index_once = (GOnce) G_ONCE_INIT;
  for (guint i = 0; i < TF_LAW_N_KINDS; i++)
    self->lists[i] = g_ptr_array_new ();

  return self;
}

/* "pt_BR.UTF-8" is tried as "pt_BR", then as "pt". */
GFile *
tf_law_find_translation (GFile      *file,
                         const char *language)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *locale = g_strdup (language);
  g_autofree char *stem = NULL;

  if (g_str_has_suffix (base, ".xml"))
    base[strlen (base) - strlen (".xml")] = '\0';

  locale[strcspn (locale, ".@")] = '\0';
  stem = g_strndup (locale, strcspn (locale, "_"));

  for (guint i = 0; i < 2; i++)
    {
      const char *candidate = i == 0 ? locale : stem;
      g_autofree char *name = g_strdup_printf ("%s.%s.xml", base, candidate);
      g_autoptr(GFile) translation = NULL;

      if (candidate[0] == '\0' || strchr (candidate, '/') != NULL || folder == NULL)
        continue;

      translation = g_file_get_child (folder, name);
      if (g_file_query_exists (translation, NULL))
        return g_steal_pointer (&translation);
    }

  return NULL;
}

/**
 * tf_law_load:
 * @file: the catalogue of an act
 * @language: (nullable): the language wanted, as in a locale name, or `NULL`
 *   for the language of the catalogue itself
 * @error: return location for an error
 *
 * Reads a catalogue and, where one lies beside it, its translation.
 *
 * The translation of `cra.xml` into German is `cra.de.xml`. A text that the
 * translation lacks stays in the language of the catalogue, and a translation
 * made for another version of the catalogue is left aside as a whole.
 *
 * Returns: (transfer full) (nullable): the catalogue, or `NULL` with @error set
 *   to `TF_LAW_ERROR_INVALID` and the file and line in its message where either
 *   file is damaged, or to a `G_IO_ERROR` where it cannot be read
 */
TfLaw *
tf_law_load (GFile       *file,
             const char  *language,
             GError     **error)
{
  g_autoptr(TfLaw) self = NULL;
  g_autoptr(GFile) translation = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (language != NULL)
    translation = tf_law_find_translation (file, language);

  self = tf_law_new ();
  self->file = g_object_ref (file);
  if (!tf_law_read_document (self, file, translation, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tf_law_new_builtin:
 * @language: (nullable): the language wanted, as in a locale name
 *
 * Gives the catalogue that the program carries.
 *
 * Returns: (transfer full): the catalogue of the Cyber Resilience Act
 */
TfLaw *
tf_law_new_builtin (const char *language)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = g_file_new_for_uri (BUILTIN_URI);
  TfLaw *self;

  tf_resource_get ();
  self = tf_law_load (file, language, &error);
  if (self == NULL)
    g_error ("The built-in catalogue is unusable: %s", error->message);

  return self;
}

/**
 * tf_law_translate:
 * @self: the catalogue
 * @language: the language wanted
 * @error: return location for an error
 *
 * Gives the same catalogue in another language, as tf_law_load() does.
 *
 * Returns: (transfer full) (nullable): @self where it is in that language already, another
 *   catalogue otherwise, or `NULL` with @error set where its files cannot be read any more
 */
TfLaw *
tf_law_translate (TfLaw       *self,
                  const char  *language,
                  GError     **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  return g_str_equal (self->language, language) ? tf_law_ref (self)
                                                : tf_law_load (self->file, language, error);
}

/**
 * tf_law_ref:
 * @self: the catalogue
 *
 * Takes a reference. A catalogue never changes once it is loaded, and may be
 * used from several threads.
 *
 * Returns: (transfer full): @self
 */
TfLaw *
tf_law_ref (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * tf_law_unref:
 * @self: (transfer full): the catalogue
 *
 * Gives a reference back. Entries and their texts go with the last one.
 */
void
tf_law_unref (TfLaw *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_object (&self->file);
  g_clear_pointer (&self->index, g_ptr_array_unref);
  for (guint i = 0; i < TF_LAW_N_KINDS; i++)
    g_ptr_array_unref (self->lists[i]);
  g_hash_table_unref (self->entries_by_id);
  g_hash_table_unref (self->conditions_by_id);
  g_ptr_array_unref (self->untranslated);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->conditions);
  g_string_chunk_free (self->pool);
  g_free (self);
}

/**
 * tf_law_get_id:
 * @self: the catalogue
 *
 * Gives the stable name of the act's catalogue, such as "cra".
 *
 * Returns: the identifier
 */
const char *
tf_law_get_id (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * tf_law_get_act:
 * @self: the catalogue
 *
 * Gives the short name of the act.
 *
 * Returns: the name, in the language of the texts
 */
const char *
tf_law_get_act (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->act;
}

/**
 * tf_law_get_act_title:
 * @self: the catalogue
 *
 * Gives the title of the act with its number and date.
 *
 * Returns: the title, in the language of the texts
 */
const char *
tf_law_get_act_title (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->act_title;
}

/**
 * tf_law_get_act_reference:
 * @self: the catalogue
 *
 * Gives the place of the act in the Official Journal.
 *
 * Returns: the publication reference
 */
const char *
tf_law_get_act_reference (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->act_reference;
}

/**
 * tf_law_get_act_eli:
 * @self: the catalogue
 *
 * Gives the European Legislation Identifier of the act.
 *
 * Returns: a URI
 */
const char *
tf_law_get_act_eli (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->act_eli;
}

/**
 * tf_law_get_version:
 * @self: the catalogue
 *
 * Gives the version of the catalogue.
 *
 * Returns: the version, such as "2026.11"
 */
const char *
tf_law_get_version (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

/**
 * tf_law_get_checked:
 * @self: the catalogue
 *
 * Tells when the facts of the catalogue were last checked against the act.
 *
 * Returns: a date as ISO 8601 text
 */
const char *
tf_law_get_checked (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->checked;
}

/**
 * tf_law_get_language:
 * @self: the catalogue
 *
 * Tells in which language the texts are.
 *
 * Returns: the language of the translation in use, or that of the catalogue
 */
const char *
tf_law_get_language (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->language;
}

/**
 * tf_law_lookup:
 * @self: the catalogue
 * @id: identifier of an entry, such as "2b.sbom"
 *
 * Finds an entry by its identifier.
 *
 * Returns: (nullable): the entry, owned by @self, or `NULL` when the catalogue
 *   has none of that name
 */
const TfLawEntry *
tf_law_lookup (TfLaw      *self,
               const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->entries_by_id, id);
}

/**
 * tf_law_list:
 * @self: the catalogue
 * @kind: what is to be listed
 *
 * Lists all entries of one kind, at whatever depth, in the order of the law.
 *
 * Returns: (transfer none) (element-type TfLawEntry): the entries
 */
GPtrArray *
tf_law_list (TfLaw     *self,
             TfLawKind  kind)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) kind < TF_LAW_N_KINDS, NULL);

  return self->lists[kind];
}

/**
 * tf_law_lookup_condition:
 * @self: the catalogue
 * @id: identifier of a condition, such as "hardware"
 *
 * Finds a condition by its identifier.
 *
 * Returns: (nullable): the condition, owned by @self, or `NULL`
 */
const TfLawCondition *
tf_law_lookup_condition (TfLaw      *self,
                         const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->conditions_by_id, id);
}

/**
 * tf_law_list_conditions:
 * @self: the catalogue
 *
 * Lists every condition that an entry may depend on.
 *
 * Returns: (transfer none) (element-type TfLawCondition): the conditions
 */
GPtrArray *
tf_law_list_conditions (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->conditions;
}

/**
 * tf_law_list_untranslated:
 * @self: the catalogue
 *
 * Lists the texts that the translation in use lacks, each as the identifier
 * and the name of the text: "2b.sbom/looks". Without a translation the list is
 * empty.
 *
 * Returns: (transfer none) (element-type utf8): the texts that stay in the
 *   language of the catalogue
 */
GPtrArray *
tf_law_list_untranslated (TfLaw *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->untranslated;
}

/**
 * tf_law_kind_to_string:
 * @kind: the kind of an entry
 *
 * Gives the word for a kind that the catalogue itself uses, for machines.
 *
 * Returns: the word, such as "limb"
 */
const char *
tf_law_kind_to_string (TfLawKind kind)
{
  g_return_val_if_fail ((guint) kind < TF_LAW_N_KINDS, NULL);

  return kind_names[kind];
}

/**
 * tf_law_entry_get_record_kind:
 * @entry: an entry of the catalogue
 *
 * Returns: (nullable): the kind of the record in which a technical file answers the entry, or
 *   `NULL` where it is none that is answered
 */
const char *
tf_law_entry_get_record_kind (const TfLawEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  switch (entry->kind)
    {
    case TF_LAW_SLOT:
    case TF_LAW_ELEMENT:
      return "slot";
    case TF_LAW_REQUIREMENT:
    case TF_LAW_LIMB:
      return "requirement";
    default:
      return NULL;
    }
}

/**
 * tf_law_entry_dup_heading:
 * @entry: an entry of the catalogue
 *
 * Gives what people call an entry by: its number and its title.
 *
 * Returns: (transfer full): a heading, such as "2(b) Vulnerability handling"
 */
char *
tf_law_entry_dup_heading (const TfLawEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  return g_strdup_printf ("%s %s", entry->number, entry->title);
}

/**
 * tf_law_mark_to_string:
 * @mark: how far a fact is verified
 *
 * Gives the word for a mark that the catalogue itself uses, for machines.
 *
 * Returns: the word, or "" for a fact that rests on the act alone
 */
const char *
tf_law_mark_to_string (TfLawMark mark)
{
  g_return_val_if_fail ((guint) mark < TF_LAW_N_MARKS, NULL);

  return mark_names[mark];
}
