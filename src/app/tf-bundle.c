/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-bundle-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The glyphs tell states apart without colour. */
static const char *const state_glyphs[TF_N_STATES] = {
  [TF_STATE_MISSING]        = "○",
  [TF_STATE_DRAFT]          = "◐",
  [TF_STATE_TO_CONFIRM]     = "◌",
  [TF_STATE_LAPSED]         = "◌",
  [TF_STATE_READY]          = "●",
  [TF_STATE_APPROVED]       = "✓",
  [TF_STATE_NOT_APPLICABLE] = "–",
  [TF_STATE_NOT_DUE]        = "–",
};

char *
tf_bundle_dup_date (TfBundle   *self,
                    const char *iso)
{
  return tf_language_dup_date (self->language, iso);
}

/* The words for a choice, or "" where nothing was chosen. */
const char *
tf_bundle_get_choice (TfBundle   *self,
                      TfRecord   *record,
                      const char *field)
{
  const TfField *description = tf_kind_lookup_field (tf_record_get_kind (record), field);
  const char *value = tf_record_get (record, field);

  return *value != '\0' ? tf_field_get_choice_label_in (description, value, self->language) : "";
}

/* Notes what the bundle could not hold; takes @sentence. */
void
tf_bundle_leave_out (TfBundle *self,
                     char     *sentence)
{
  g_ptr_array_add (self->left_out, sentence);
}

char *
tf_bundle_dup_destination (const TfLawEntry *entry)
{
  return g_strdup_printf ("%s/%s", entry->kind == TF_LAW_LIMB ? "matrix" : "point", entry->id);
}

char *
tf_bundle_dup_state (TfBundle         *self,
                     const TfLawEntry *entry)
{
  TfState state = tf_state_of (self->dossier, entry);

  return g_strdup_printf ("%s\u00a0%s", state_glyphs[state],
                          tf_state_get_label_in (state, self->language));
}

/* Says in words what the state of a point means where that is not plain from what follows. */
char *
tf_bundle_dup_explanation (TfBundle         *self,
                           const TfLawEntry *entry)
{
  TfState state = tf_state_of (self->dossier, entry);

  if (state == TF_STATE_MISSING && entry->condition != NULL)
    /* Translators: a clause such as "the product contains hardware" */
    return g_strdup_printf (T_("Nothing has been provided for this point yet. It is due where %s."),
                            entry->condition->text);
  if (state == TF_STATE_MISSING)
    return g_strdup (T_("Nothing has been provided for this point yet."));
  if (state == TF_STATE_NOT_APPLICABLE)
    return g_strdup ("");

  return tf_state_dup_reason (self->dossier, entry);
}

/* Gives what was written for a point, or NULL; what cannot be read is not passed over. */
TfText *
tf_bundle_read_text (TfBundle         *self,
                     const TfLawEntry *entry,
                     TfRecord         *record)
{
  const char *xml = record != NULL ? tf_record_get (record, "text") : "";
  g_autoptr(GError) error = NULL;
  g_autoptr(TfText) text = NULL;

  if (*xml == '\0')
    return NULL;

  text = tf_text_new_from_xml (xml, &error);
  if (text == NULL)
    {
      g_autofree char *heading = tf_law_entry_dup_heading (entry);

      tf_bundle_leave_out (self, g_strdup_printf (_("The text of %s cannot be read: %s"), heading,
                                                  error->message));
      return tf_text_new_from_plain (T_("The text of this point is damaged in the library and "
                                       "cannot be shown."));
    }

  return tf_text_is_empty (text) ? NULL : g_steal_pointer (&text);
}

void
tf_bundle_add_point_link (TfBundle         *self,
                          TfInlines        *line,
                          const TfLawEntry *entry)
{
  g_autofree char *destination = tf_bundle_dup_destination (entry);
  g_autofree char *label = tf_law_entry_dup_heading (entry);

  tf_inlines_add_link (line, label, TF_INLINE_NONE, destination, TRUE);
}

/* What is proved or approved: a point of the law, or a record of the file. */
void
tf_bundle_add_subject (TfBundle   *self,
                       TfInlines  *line,
                       const char *subject)
{
  const TfLawEntry *entry = tf_law_lookup (self->law, subject);
  TfRecord *record = tf_dossier_lookup (self->dossier, subject);
  g_autofree char *name = record != NULL ? tf_record_dup_heading (record) : g_strdup (subject);

  if (entry != NULL)
    tf_bundle_add_point_link (self, line, entry);
  else
    tf_inlines_add (line, name, TF_INLINE_NONE);
}

/* "E-014 Penetration test, p. 14-16, section 3", which leads to the list of evidence. */
void
tf_bundle_add_proof_link (TfBundle  *self,
                          TfInlines *line,
                          TfRecord  *link)
{
  TfRecord *evidence = tf_dossier_lookup (self->dossier, tf_record_get (link, "evidence"));
  TfBundleProof *proof = g_hash_table_lookup (self->by_revision, tf_record_get (link, "revision"));
  const char *pages = tf_record_get (link, "pages");
  const char *section = tf_record_get (link, "section");
  GString *label = g_string_new (tf_record_get (evidence, "number"));

  g_string_append_printf (label, " %s", tf_record_get_title (evidence));
  if (*pages != '\0')
    /* Translators: follows the name of a document: page or pages */
    g_string_append_printf (label, T_(", p.\u00a0%s"), pages);
  if (*section != '\0')
    /* Translators: follows the name of a document: a section of it */
    g_string_append_printf (label, T_(", section\u00a0%s"), section);

  tf_inlines_add_link (line, label->str, TF_INLINE_NONE,
                       proof != NULL ? proof->destination : "evidence", TRUE);
  if (proof != NULL && proof->problem != NULL)
    tf_inlines_add (line, T_(" (the file is not in this bundle)"), TF_INLINE_ITALIC);
  g_string_free (label, TRUE);
}

void
tf_bundle_proof_free (TfBundleProof *proof)
{
  g_free (proof->label);
  g_free (proof->destination);
  g_free (proof->file_name);
  g_free (proof);
}

static int
compare_revisions (gconstpointer a,
                   gconstpointer b)
{
  TfRecord *first = *(TfRecord *const *) a;
  TfRecord *second = *(TfRecord *const *) b;
  gint64 left = tf_record_get_integer (first, "number");
  gint64 right = tf_record_get_integer (second, "number");

  return left < right ? -1 : left > right;
}

static int
compare_evidence (gconstpointer a,
                  gconstpointer b)
{
  TfRecord *first = *(TfRecord *const *) a;
  TfRecord *second = *(TfRecord *const *) b;
  const char *left = tf_record_get (first, "number");
  const char *right = tf_record_get (second, "number");

  /* E-999 comes before E-1000. */
  if (strlen (left) != strlen (right))
    return strlen (left) < strlen (right) ? -1 : 1;

  return strcmp (left, right);
}

static GHashTable *
collect_linked (TfDossier *dossier)
{
  GHashTable *linked = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *links = tf_dossier_list (dossier, "link");

  for (guint i = 0; links != NULL && i < links->len; i++)
    g_hash_table_add (linked, (gpointer) tf_record_get (links->pdata[i], "revision"));

  return linked;
}

/* The revisions that points of the release rest on, by number of the evidence. */
static GPtrArray *
list_linked_revisions (TfDossier *dossier)
{
  g_autoptr(GHashTable) linked = collect_linked (dossier);
  GPtrArray *all = tf_dossier_list (dossier, "evidence");
  g_autoptr(GPtrArray) evidence = g_ptr_array_new ();
  GPtrArray *found = g_ptr_array_new ();

  if (all != NULL)
    g_ptr_array_extend (evidence, all, NULL, NULL);
  g_ptr_array_sort (evidence, compare_evidence);

  for (guint i = 0; i < evidence->len; i++)
    {
      g_autoptr(GPtrArray) revisions = NULL;

      revisions = tf_dossier_list_below (dossier, "revision",
                                         tf_record_get_id (evidence->pdata[i]));
      g_ptr_array_sort (revisions, compare_revisions);
      for (guint j = 0; j < revisions->len; j++)
        if (g_hash_table_contains (linked, tf_record_get_id (revisions->pdata[j])))
          g_ptr_array_add (found, revisions->pdata[j]);
    }

  return found;
}

static TfBundleProof *
new_proof (TfBundle *self,
           TfRecord *revision)
{
  TfBundleProof *proof = g_new0 (TfBundleProof, 1);

  proof->revision = revision;
  proof->evidence = tf_dossier_lookup (self->dossier, tf_record_get_parent (revision));
  proof->label = g_strdup (tf_record_get (proof->evidence, "number"));
  proof->destination = g_strdup_printf ("evidence/%s", proof->label);
  proof->problem = self->objects->find_problem (tf_record_get (revision, "sha256"),
                                                self->objects->user_data);
  proof->file_name = g_strdup ("");

  return proof;
}

/* The plain name is for the newest revision; links from texts lead there. */
static void
name_older (TfBundleProof *older,
            TfBundleProof *newer)
{
  if (older->evidence != newer->evidence)
    return;

  g_free (older->destination);
  older->destination = g_strdup_printf ("evidence/%s-r%s", older->label,
                                        tf_record_get (older->revision, "number"));
}

/* Every revision that a point of this release rests on. */
GPtrArray *
tf_bundle_list_proofs (TfBundle *self)
{
  g_autoptr(GPtrArray) revisions = list_linked_revisions (self->dossier);
  GPtrArray *proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_bundle_proof_free);

  for (guint i = 0; i < revisions->len; i++)
    {
      TfBundleProof *proof = new_proof (self, revisions->pdata[i]);

      if (i > 0)
        name_older (proofs->pdata[i - 1], proof);
      g_ptr_array_add (proofs, proof);
    }

  return proofs;
}

/**
 * tf_bundle_list_objects:
 * @dossier: a technical file
 *
 * Lists the files that a bundle of it embeds: every revision of evidence that a point rests on.
 *
 * Returns: (transfer container) (element-type TfRecord): the revisions, by number
 */
GPtrArray *
tf_bundle_list_objects (TfDossier *dossier)
{
  g_return_val_if_fail (dossier != NULL, NULL);

  return list_linked_revisions (dossier);
}

static void
collect_pictures (const char *xml,
                  GHashTable *seen,
                  GPtrArray  *pictures)
{
  g_autoptr(TfText) text = *xml != '\0' ? tf_text_new_from_xml (xml, NULL) : NULL;
  g_auto(GStrv) objects = text != NULL ? tf_text_list_objects (text) : NULL;

  for (guint i = 0; objects != NULL && objects[i] != NULL; i++)
    if (g_hash_table_add (seen, g_strdup (objects[i])))
      g_ptr_array_add (pictures, g_strdup (objects[i]));
}

static void
collect_from_points (TfDossier  *dossier,
                     TfLawKind   kind,
                     GHashTable *seen,
                     GPtrArray  *pictures)
{
  GPtrArray *entries = tf_law_list (tf_dossier_get_law (dossier), kind);

  for (guint i = 0; i < entries->len; i++)
    {
      TfRecord *record = tf_dossier_find_answer (dossier, g_ptr_array_index (entries, i));

      if (record != NULL)
        collect_pictures (tf_record_get (record, "text"), seen, pictures);
    }
}

static void
collect_from_records (TfDossier    *dossier,
                      const TfKind *kind,
                      GHashTable   *seen,
                      GPtrArray    *pictures)
{
  GPtrArray *records = tf_dossier_list (dossier, kind->id);

  for (guint i = 0; records != NULL && i < records->len; i++)
    for (guint j = 0; j < kind->n_fields; j++)
      if (kind->fields[j].type == TF_FIELD_TEXT)
        collect_pictures (tf_record_get (records->pdata[i], kind->fields[j].id), seen, pictures);
}

/**
 * tf_bundle_list_pictures:
 * @dossier: a technical file
 *
 * Lists the pictures that its texts show.
 *
 * Returns: (transfer full) (element-type utf8): their objects as SHA-256, each once
 */
GPtrArray *
tf_bundle_list_pictures (TfDossier *dossier)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *pictures = g_ptr_array_new_with_free_func (g_free);
  const TfKind *const *kinds;
  guint n_kinds;

  g_return_val_if_fail (dossier != NULL, pictures);

  collect_from_points (dossier, TF_LAW_ELEMENT, seen, pictures);
  collect_from_points (dossier, TF_LAW_LIMB, seen, pictures);
  kinds = tf_kind_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    if (tf_dossier_holds (dossier, kinds[i]) && !tf_kind_is_answer (kinds[i]))
      collect_from_records (dossier, kinds[i], seen, pictures);
  return pictures;
}

static char *
dup_title (TfBundle *self)
{
  /* Translators: title of a PDF: name of a product and version of a release */
  return g_strdup_printf (T_("%s %s: technical documentation"),
                          tf_record_get_title (tf_dossier_get_product (self->dossier)),
                          tf_record_get_title (tf_dossier_get_release (self->dossier)));
}

static void
describe_document (TfBundle *self)
{
  TfRecord *product = tf_dossier_get_product (self->dossier);
  TfRecord *release = tf_dossier_get_release (self->dossier);
  TfRecord *maker = tf_dossier_get_manufacturer (self->dossier);
  g_autofree char *date = tf_bundle_dup_date (self, self->facts->at);
  const char *classification = tf_bundle_get_choice (self, release, "classification");
  const char *keywords[] = { tf_record_get_title (product), tf_record_get_title (release),
                             tf_law_get_act (self->law), tf_law_get_act_title (self->law), NULL };
  g_autoptr(GString) footer = g_string_new (NULL);
  g_autofree char *header = NULL;

  if (self->facts->number > 0)
    g_string_append_printf (footer, T_("Issue %u"), self->facts->number);
  else
    g_string_append (footer, T_("Draft, not issued"));
  g_string_append_printf (footer, ", %s", date);
  if (*classification != '\0')
    g_string_append_printf (footer, ", %s", classification);

  /* Translators: head of a page: name of a product, version of a release */
  header = g_strdup_printf (T_("%s, release %s"), tf_record_get_title (product),
                            tf_record_get_title (release));
  tf_document_set_header (self->document, header);
  tf_document_set_footer (self->document, footer->str);
  tf_document_set_subject (self->document, tf_law_get_act_title (self->law));
  tf_document_set_keywords (self->document, keywords);
  if (maker != NULL)
    tf_document_set_author (self->document, tf_record_get_title (maker));
  if (self->facts->purpose == TF_PURPOSE_DRAFT)
    tf_document_set_watermark (self->document,
                               tf_purpose_get_label_in (TF_PURPOSE_DRAFT, self->language));
}

static void
index_proofs (TfBundle *self)
{
  self->proofs = tf_bundle_list_proofs (self);
  self->by_revision = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->proofs->len; i++)
    {
      TfBundleProof *proof = g_ptr_array_index (self->proofs, i);

      g_hash_table_insert (self->by_revision, (gpointer) tf_record_get_id (proof->revision), proof);
    }
}

/**
 * tf_bundle_new:
 * @dossier: a technical file
 * @facts: what the bundle states of itself
 * @objects: where the bytes of evidence are
 * @manifest: (nullable): list of everything in the bundle, to embed
 * @left_out: (element-type utf8): gets a sentence for each thing that the bundle could not hold
 *
 * Composes the bundle of a technical file: cover, control table, contents, the eight families,
 * the matrix of requirements, open points, the list of evidence and the originals.
 *
 * Everything that no person wrote is in the language of @dossier, which the document states as its
 * own; the sentences of @left_out are in that of the program, for who makes it. The same input
 * gives the same document. May be called from any thread.
 *
 * Returns: (transfer full): the document
 */
TfDocument *
tf_bundle_new (TfDossier              *dossier,
               const TfBundleFacts    *facts,
               const TfBundleObjects  *objects,
               GBytes                 *manifest,
               GPtrArray              *left_out)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *title = NULL;
  TfBundle self = { .dossier = dossier, .facts = facts, .objects = objects, .left_out = left_out };

  g_return_val_if_fail (dossier != NULL && facts != NULL && objects != NULL, NULL);

  time = g_date_time_new_from_iso8601 (facts->at, utc);
  if (time == NULL)
    time = g_date_time_new_from_unix_utc (0);
  self.time = time;
  self.law = tf_dossier_get_law (dossier);
  self.language = tf_dossier_get_language (dossier);
  title = dup_title (&self);
  self.document = tf_document_new (title, tf_language_get_id (self.language), time);
  index_proofs (&self);

  describe_document (&self);
  tf_bundle_add_front (&self);
  tf_bundle_add_families (&self);
  tf_bundle_add_matrix (&self);
  tf_bundle_add_open_points (&self);
  tf_bundle_add_evidence (&self);
  tf_bundle_add_attachments (&self, manifest);

  g_hash_table_unref (self.by_revision);
  g_ptr_array_unref (self.proofs);
  return self.document;
}
