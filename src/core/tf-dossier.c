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
  GPtrArray  *records;       /* all of them, which it owns, in the order in which they were added */
  GHashTable *by_id;         /* id → TfRecord */
  GHashTable *by_key;        /* "kind/key" → TfRecord */
  GHashTable *by_kind;       /* kind → GPtrArray of TfRecord */
  GHashTable *belonging;     /* point or id that records name as theirs → GPtrArray of TfRecord */
  GHashTable *children;      /* parent → GPtrArray of TfRecord */
};

G_DEFINE_BOXED_TYPE (TfDossier, tf_dossier, tf_dossier_ref, tf_dossier_unref)

static GHashTable *
new_list_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
}

static void
add_to_list (GHashTable *table,
             const char *key,
             TfRecord   *record)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (table, (gpointer) key, list);
    }
  g_ptr_array_add (list, record);
}

static void
index_record (TfDossier *self,
              TfRecord  *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  g_hash_table_insert (self->by_id, (gpointer) tf_record_get_id (record), record);
  add_to_list (self->by_kind, kind->id, record);
  if (*tf_record_get_key (record) != '\0')
    g_hash_table_insert (self->by_key,
                         g_strdup_printf ("%s/%s", kind->id, tf_record_get_key (record)), record);
  if (*tf_record_get_parent (record) != '\0')
    add_to_list (self->children, tf_record_get_parent (record), record);
  if (kind->of != NULL)
    add_to_list (self->belonging, tf_record_get (record, kind->of->id), record);
}

/* Those of a kind among the records that a table holds for a key. */
static GPtrArray *
pick (GHashTable *table,
      const char *key,
      const char *kind)
{
  GPtrArray *all = g_hash_table_lookup (table, key);
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (tf_record_is (all->pdata[i], kind))
      g_ptr_array_add (picked, all->pdata[i]);

  return picked;
}

/* The last of them, or NULL. */
static TfRecord *
pick_last (GHashTable *table,
           const char *key,
           const char *kind)
{
  g_autoptr(GPtrArray) picked = pick (table, key, kind);

  return picked->len > 0 ? picked->pdata[picked->len - 1] : NULL;
}

static TfDossier *
new_from_records (TfLaw      *law,
                  GPtrArray  *records,
                  const char *product,
                  const char *release)
{
  TfDossier *self = g_atomic_rc_box_new0 (TfDossier);

  self->law = tf_law_ref (law);
  self->records = records;
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_kind = new_list_table ();
  self->belonging = new_list_table ();
  self->children = new_list_table ();
  for (guint i = 0; i < records->len; i++)
    index_record (self, g_ptr_array_index (records, i));

  self->product = g_hash_table_lookup (self->by_id, product);
  self->release = g_hash_table_lookup (self->by_id, release);
  g_assert (self->product != NULL && self->release != NULL);
  return self;
}

static void
clear (gpointer data)
{
  TfDossier *self = data;

  g_hash_table_unref (self->children);
  g_hash_table_unref (self->belonging);
  g_hash_table_unref (self->by_kind);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->records);
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
  GPtrArray *copies;

  g_return_val_if_fail (law != NULL && records != NULL, NULL);
  g_return_val_if_fail (product != NULL && release != NULL, NULL);

  copies = g_ptr_array_new_full (records->len, g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copies, tf_record_copy (g_ptr_array_index (records, i)));

  return new_from_records (law, copies, product, release);
}

static gboolean
is_named_record (TfRecord *record)
{
  return tf_record_get_kind (record)->parent == NULL && !tf_record_is (record, "product");
}

static void
mark_named (TfRecord   *record,
            GHashTable *by_id,
            GHashTable *marked,
            GPtrArray  *found)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].type == TF_FIELD_REFERENCE)
      {
        TfRecord *target = g_hash_table_lookup (by_id, tf_record_get (record, kind->fields[i].id));

        if (target != NULL && is_named_record (target) && g_hash_table_add (marked, target))
          g_ptr_array_add (found, target);
      }
}

/* Organisations and people whom nothing in the file names any more are none of its business. */
static void
drop_unnamed (GPtrArray *records)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) marked = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    if (is_named_record (records->pdata[i]))
      g_hash_table_insert (by_id, (gpointer) tf_record_get_id (records->pdata[i]),
                           records->pdata[i]);

  for (guint i = 0; i < records->len; i++)
    if (!is_named_record (records->pdata[i]))
      mark_named (records->pdata[i], by_id, marked, found);
  for (guint i = 0; i < found->len; i++)
    mark_named (found->pdata[i], by_id, marked, found);

  if (g_hash_table_size (marked) == g_hash_table_size (by_id))
    return;

  for (guint i = records->len; i > 0; i--)
    if (is_named_record (records->pdata[i - 1]) &&
        !g_hash_table_contains (marked, records->pdata[i - 1]))
      g_ptr_array_remove_index (records, i - 1);
}

/* Takes over what has not changed, and copies what has; what lives under something that is put
 * aside goes with it. */
static void
take_unchanged (GPtrArray  *records,
                GPtrArray  *from,
                GHashTable *news)
{
  g_autoptr(GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, record;

  g_hash_table_iter_init (&iter, news);
  while (g_hash_table_iter_next (&iter, &id, &record))
    if (tf_record_is_removed (record))
      g_hash_table_add (gone, id);

  for (guint i = 0; i < from->len; i++)
    {
      TfRecord *old = g_ptr_array_index (from, i);
      TfRecord *now = g_hash_table_lookup (news, tf_record_get_id (old));

      if (g_hash_table_contains (gone, tf_record_get_parent (old)))
        g_hash_table_add (gone, (gpointer) tf_record_get_id (old));
      else if (now == NULL)
        g_ptr_array_add (records, g_object_ref (old));
      else if (!tf_record_is_removed (now))
        g_ptr_array_add (records, tf_record_copy (now));
    }
}

/**
 * tf_dossier_new_changed:
 * @self: a snapshot
 * @changed: (element-type TfRecord): records as they are now: those of the file that have changed
 *   or were put aside, and those that have come to it; copied
 *
 * Takes a snapshot of a file of which another is there: what has not changed is shared with it.
 * What has come goes to the end. Where something comes back to its old place, the whole file has
 * to be taken anew.
 *
 * Returns: (transfer full): the snapshot
 */
TfDossier *
tf_dossier_new_changed (TfDossier *self,
                        GPtrArray *changed)
{
  g_autoptr(GHashTable) news = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *records;

  g_return_val_if_fail (self != NULL && changed != NULL, NULL);

  for (guint i = 0; i < changed->len; i++)
    g_hash_table_insert (news, (gpointer) tf_record_get_id (changed->pdata[i]), changed->pdata[i]);

  records = g_ptr_array_new_full (self->records->len + changed->len, g_object_unref);
  take_unchanged (records, self->records, news);
  for (guint i = 0; i < changed->len; i++)
    if (!tf_record_is_removed (changed->pdata[i]) &&
        g_hash_table_lookup (self->by_id, tf_record_get_id (changed->pdata[i])) == NULL)
      g_ptr_array_add (records, tf_record_copy (changed->pdata[i]));

  drop_unnamed (records);
  return new_from_records (self->law, records, tf_record_get_id (self->product),
                           tf_record_get_id (self->release));
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

  return pick (self->children, parent, kind);
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
  g_autoptr(GPtrArray) all = NULL;
  GPtrArray *links;

  g_return_val_if_fail (self != NULL && subject != NULL, NULL);

  all = pick (self->belonging, subject, "link");
  links = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    if (tf_dossier_lookup (self, tf_record_get (all->pdata[i], "evidence")) != NULL)
      g_ptr_array_add (links, all->pdata[i]);

  return links;
}

/**
 * tf_dossier_list_subjects:
 * @self: a snapshot
 *
 * Returns: (transfer container) (element-type utf8): the points of the law that have links, in
 *   the order of these
 */
GPtrArray *
tf_dossier_list_subjects (TfDossier *self)
{
  GPtrArray *subjects;
  GPtrArray *links;
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (self != NULL, NULL);

  subjects = g_ptr_array_new ();
  links = tf_dossier_list (self, "link");
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *subject = tf_record_get (links->pdata[i], "subject");

      if (g_hash_table_add (seen, (gpointer) subject))
        g_ptr_array_add (subjects, (gpointer) subject);
    }

  return subjects;
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

  return pick (self->belonging, limb, "measure");
}

/**
 * tf_dossier_find_approval:
 * @self: a snapshot
 * @subject: a point of the law
 *
 * Returns: (transfer none) (nullable): the last approval of that point, or `NULL` where there is
 *   none
 */
TfRecord *
tf_dossier_find_approval (TfDossier  *self,
                          const char *subject)
{
  g_return_val_if_fail (self != NULL && subject != NULL, NULL);

  return pick_last (self->belonging, subject, "approval");
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
  g_return_val_if_fail (self != NULL && evidence != NULL, NULL);

  return pick_last (self->children, tf_record_get_id (evidence), "revision");
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
      records = pick (self->belonging, subject, kinds[i]->id);
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
      records = pick (self->children, tf_record_get_id (record), kinds[i]->id);
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
