/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-dossier.h"

#include <string.h>

struct _TfDossier
{
  TfLaw      *law;
  TfRecord   *product;
  TfRecord   *release;
  GHashTable *by_id;     /* id → TfRecord, which it owns */
  GHashTable *by_key;    /* "kind/key" → TfRecord */
  GHashTable *by_kind;   /* kind → GPtrArray of TfRecord */
};

G_DEFINE_BOXED_TYPE (TfDossier, tf_dossier, tf_dossier_ref, tf_dossier_unref)

static void
add_record (TfDossier *self,
            TfRecord  *record)
{
  const TfKind *kind = tf_record_get_kind (record);
  TfRecord *copy = tf_record_copy (record);
  GPtrArray *list = g_hash_table_lookup (self->by_kind, kind->id);

  g_hash_table_insert (self->by_id, (gpointer) tf_record_get_id (copy), copy);
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->by_kind, (gpointer) kind->id, list);
    }
  g_ptr_array_add (list, copy);

  if (*tf_record_get_key (copy) != '\0')
    g_hash_table_insert (self->by_key,
                         g_strdup_printf ("%s/%s", kind->id, tf_record_get_key (copy)), copy);
}

static void
clear (gpointer data)
{
  TfDossier *self = data;

  g_hash_table_unref (self->by_kind);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_id);
  tf_law_unref (self->law);
}

/**
 * tf_dossier_new:
 * @law: the catalogue that the file is held against
 * @records: (element-type TfRecord): everything that belongs to the product and the release, and
 *   the organisations and people they name; copied
 * @product: identifier of the product
 * @release: identifier of the release
 *
 * Takes a snapshot of a technical file.
 *
 * Returns: (transfer full): the snapshot
 */
TfDossier *
tf_dossier_new (TfLaw      *law,
                GPtrArray  *records,
                const char *product,
                const char *release)
{
  TfDossier *self;

  g_return_val_if_fail (law != NULL && records != NULL, NULL);
  g_return_val_if_fail (product != NULL && release != NULL, NULL);

  self = g_atomic_rc_box_new0 (TfDossier);
  self->law = tf_law_ref (law);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_kind = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < records->len; i++)
    add_record (self, g_ptr_array_index (records, i));

  self->product = g_hash_table_lookup (self->by_id, product);
  self->release = g_hash_table_lookup (self->by_id, release);
  g_assert (self->product != NULL && self->release != NULL);
  return self;
}

/**
 * tf_dossier_ref:
 * @self: a snapshot
 *
 * Returns: (transfer full): the same, to be let go with tf_dossier_unref()
 */
TfDossier *
tf_dossier_ref (TfDossier *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * tf_dossier_unref:
 * @self: (transfer full): a snapshot
 */
void
tf_dossier_unref (TfDossier *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * tf_dossier_get_law:
 * @self: a snapshot
 *
 * Returns: (transfer none): the catalogue it is held against
 */
TfLaw *
tf_dossier_get_law (TfDossier *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->law;
}

/**
 * tf_dossier_get_language:
 * @self: a snapshot
 *
 * Gives the language in which documents and sentences about the file are written: that of its
 * catalogue, so that the words of the law and those around them never differ.
 *
 * Returns: the language
 */
const TfLanguage *
tf_dossier_get_language (TfDossier *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return tf_language_get (tf_law_get_language (self->law));
}

/**
 * tf_dossier_get_product:
 * @self: a snapshot
 *
 * Returns: (transfer none): the product
 */
TfRecord *
tf_dossier_get_product (TfDossier *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->product;
}

/**
 * tf_dossier_get_release:
 * @self: a snapshot
 *
 * Returns: (transfer none): the release
 */
TfRecord *
tf_dossier_get_release (TfDossier *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->release;
}

/**
 * tf_dossier_get_manufacturer:
 * @self: a snapshot
 *
 * Returns: (transfer none) (nullable): the organisation that makes the product, or `NULL` where
 *   none was named
 */
TfRecord *
tf_dossier_get_manufacturer (TfDossier *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return tf_dossier_lookup (self, tf_record_get (self->product, "manufacturer"));
}

/**
 * tf_dossier_lookup:
 * @self: a snapshot
 * @id: identifier of a record
 *
 * Returns: (transfer none) (nullable): the record, or `NULL` where the file has none
 */
TfRecord *
tf_dossier_lookup (TfDossier  *self,
                   const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * tf_dossier_find:
 * @self: a snapshot
 * @kind: identifier of a keyed kind
 * @key: the point of the law
 *
 * Returns: (transfer none) (nullable): the record for that point, or `NULL` where nothing was
 *   written yet
 */
TfRecord *
tf_dossier_find (TfDossier  *self,
                 const char *kind,
                 const char *key)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL && kind != NULL && key != NULL, NULL);

  name = g_strdup_printf ("%s/%s", kind, key);
  return g_hash_table_lookup (self->by_key, name);
}

/**
 * tf_dossier_find_answer:
 * @self: a snapshot
 * @entry: an entry of the catalogue
 *
 * Returns: (transfer none) (nullable): the record in which the entry is answered, or `NULL` where
 *   nothing was written yet, or where the entry is none that is answered
 */
TfRecord *
tf_dossier_find_answer (TfDossier        *self,
                        const TfLawEntry *entry)
{
  const char *kind;

  g_return_val_if_fail (self != NULL && entry != NULL, NULL);

  kind = tf_law_entry_get_record_kind (entry);
  return kind != NULL ? tf_dossier_find (self, kind, entry->id) : NULL;
}

/**
 * tf_dossier_list:
 * @self: a snapshot
 * @kind: identifier of a kind
 *
 * Returns: (transfer none) (nullable) (element-type TfRecord): the records of that kind in the
 *   order in which they were added, or `NULL` where there are none
 */
GPtrArray *
tf_dossier_list (TfDossier  *self,
                 const char *kind)
{
  g_return_val_if_fail (self != NULL && kind != NULL, NULL);

  return g_hash_table_lookup (self->by_kind, kind);
}

/**
 * tf_dossier_holds:
 * @self: a snapshot
 * @kind: a record kind
 *
 * Returns: whether records of that kind are part of a technical file: the product, and what lives
 *   under it. Others, such as people, are of the library and only named by the file.
 */
gboolean
tf_dossier_holds (TfDossier    *self,
                  const TfKind *kind)
{
  const TfKind *product;

  g_return_val_if_fail (self != NULL && kind != NULL, FALSE);

  product = tf_record_get_kind (self->product);
  return kind == product || tf_kind_is_below (kind, product);
}

static GPtrArray *
list_where (TfDossier  *self,
            const char *kind,
            const char *field,
            const char *value)
{
  GPtrArray *all = tf_dossier_list (self, kind);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      TfRecord *record = g_ptr_array_index (all, i);
      const char *actual = field != NULL
                             ? tf_record_get (record, field) : tf_record_get_parent (record);

      if (strcmp (actual, value) == 0)
        g_ptr_array_add (found, record);
    }

  return found;
}

/**
 * tf_dossier_list_below:
 * @self: a snapshot
 * @kind: identifier of a kind
 * @parent: identifier of the record to look under
 *
 * Returns: (transfer container) (element-type TfRecord): the records, in the order in which they
 *   were added
 */
GPtrArray *
tf_dossier_list_below (TfDossier  *self,
                       const char *kind,
                       const char *parent)
{
  g_return_val_if_fail (self != NULL && kind != NULL && parent != NULL, NULL);

  return list_where (self, kind, NULL, parent);
}

/**
 * tf_dossier_list_links:
 * @self: a snapshot
 * @subject: point of the law
 *
 * Returns: (transfer container) (element-type TfRecord): the links from that point to evidence
 *   that still exists
 */
GPtrArray *
tf_dossier_list_links (TfDossier  *self,
                       const char *subject)
{
  GPtrArray *links;

  g_return_val_if_fail (self != NULL && subject != NULL, NULL);

  links = list_where (self, "link", "subject", subject);
  for (guint i = links->len; i > 0; i--)
    if (tf_dossier_lookup (self, tf_record_get (links->pdata[i - 1], "evidence")) == NULL)
      g_ptr_array_remove_index (links, i - 1);

  return links;
}

/**
 * tf_dossier_list_measures:
 * @self: a snapshot
 * @limb: a limb of a requirement
 *
 * Returns: (transfer container) (element-type TfRecord): the measures that were taken over or
 *   written for it
 */
GPtrArray *
tf_dossier_list_measures (TfDossier  *self,
                          const char *limb)
{
  g_return_val_if_fail (self != NULL && limb != NULL, NULL);

  return list_where (self, "measure", "limb", limb);
}

/**
 * tf_dossier_get_last_revision:
 * @self: a snapshot
 * @evidence: an item of evidence in it
 *
 * Returns: (transfer none) (nullable): its newest revision, or `NULL` where it has none
 */
TfRecord *
tf_dossier_get_last_revision (TfDossier *self,
                              TfRecord  *evidence)
{
  GPtrArray *all;
  TfRecord *last = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  all = tf_dossier_list (self, "revision");
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (strcmp (tf_record_get_parent (all->pdata[i]), tf_record_get_id (evidence)) == 0)
      last = all->pdata[i];

  return last;
}

static void
add_to_digest (GChecksum *checksum,
               TfRecord  *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].content)
      {
        const char *value = tf_record_get (record, kind->fields[i].id);
        g_autofree char *head = NULL;

        if (*value == '\0')
          continue;
        head = g_strdup_printf ("%s.%s=%zu:", kind->id, kind->fields[i].id, strlen (value));

        g_checksum_update (checksum, (const guchar *) head, -1);
        g_checksum_update (checksum, (const guchar *) value, -1);
      }
}

/* A record that rests on something which is gone from the file says nothing any more. */
static gboolean
is_whole (TfDossier *self,
          TfRecord  *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const TfField *field = &kind->fields[i];
      const char *value = tf_record_get (record, field->id);
      const TfKind *to = field->type == TF_FIELD_REFERENCE ? tf_kind_lookup (field->to) : NULL;

      if (to != NULL && field->required && *value != '\0' && tf_dossier_holds (self, to) &&
          tf_dossier_lookup (self, value) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Adds a record, and those whose content is content of it because it refers to them, as a link does
 * to a revision of evidence. */
static void
cover (TfDossier *self,
       TfRecord  *record,
       GPtrArray *covered)
{
  const TfKind *kind = tf_record_get_kind (record);

  if (!g_ptr_array_find (covered, record, NULL))
    g_ptr_array_add (covered, record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const TfField *field = &kind->fields[i];
      TfRecord *target = NULL;

      if (field->content && field->type == TF_FIELD_REFERENCE)
        target = tf_dossier_lookup (self, tf_record_get (record, field->id));
      if (target != NULL && tf_kind_has_content (tf_record_get_kind (target)) &&
          !g_ptr_array_find (covered, target, NULL))
        g_ptr_array_add (covered, target);
    }
}

/* Measures, links and whatever else names what it belongs to. */
static void
cover_belonging (TfDossier  *self,
                 const char *subject,
                 GPtrArray  *covered)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(GPtrArray) records = NULL;

      if (kinds[i]->of == NULL || !tf_kind_has_content (kinds[i]))
        continue;
      records = list_where (self, kinds[i]->id, kinds[i]->of->id, subject);
      for (guint j = 0; j < records->len; j++)
        if (is_whole (self, records->pdata[j]))
          cover (self, records->pdata[j], covered);
    }
}

/* A record with what belongs to it and what lives under it. */
static void
cover_tree (TfDossier *self,
            TfRecord  *record,
            GPtrArray *covered)
{
  const TfKind *kind = tf_record_get_kind (record);
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  cover (self, record, covered);
  cover_belonging (self, tf_record_get_id (record), covered);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(GPtrArray) records = NULL;

      if (kinds[i]->parent != kind)
        continue;
      records = list_where (self, kinds[i]->id, NULL, tf_record_get_id (record));
      for (guint j = 0; j < records->len; j++)
        cover_tree (self, records->pdata[j], covered);
    }
}

/**
 * tf_dossier_list_covered:
 * @self: a snapshot
 * @subject: a point of the law, or the identifier of a record in the snapshot
 *
 * Lists what an approval of a point is an approval of: the record in which it is answered, what
 * belongs to it, such as measures and links to evidence, and the revisions that these name. That of
 * a record covers what lives under it, too.
 *
 * Returns: (transfer container) (element-type TfRecord): the records, in an order that depends on
 *   them only
 */
GPtrArray *
tf_dossier_list_covered (TfDossier  *self,
                         const char *subject)
{
  GPtrArray *covered;
  const TfLawEntry *entry;
  TfRecord *record;

  g_return_val_if_fail (self != NULL && subject != NULL, NULL);

  covered = g_ptr_array_new ();
  entry = tf_law_lookup (self->law, subject);
  record = entry != NULL ? tf_dossier_find_answer (self, entry) : tf_dossier_lookup (self, subject);
  if (entry == NULL && record != NULL)
    {
      cover_tree (self, record, covered);
      return covered;
    }

  if (record != NULL)
    cover (self, record, covered);
  cover_belonging (self, subject, covered);
  return covered;
}

/**
 * tf_dossier_dup_digest:
 * @self: a snapshot
 * @subject: a point of the law, or the identifier of a record in the snapshot
 *
 * Computes what stands for the content of a point or a record in its approval: SHA-256 over the
 * content fields of all that tf_dossier_list_covered() lists.
 *
 * Returns: (transfer full): the digest in hexadecimal
 */
char *
tf_dossier_dup_digest (TfDossier  *self,
                       const char *subject)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(GPtrArray) covered = NULL;

  g_return_val_if_fail (self != NULL && subject != NULL, NULL);

  covered = tf_dossier_list_covered (self, subject);
  for (guint i = 0; i < covered->len; i++)
    add_to_digest (checksum, covered->pdata[i]);

  return g_strdup (g_checksum_get_string (checksum));
}
