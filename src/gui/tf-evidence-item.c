/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-item.h"

#include "tf-media-type.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfEvidenceIndex
{
  GHashTable *revisions;   /* identifier of evidence → its newest revision */
  GHashTable *subjects;    /* identifier of evidence → set of points that it proves */
};

struct _TfEvidenceItem
{
  GObject     parent_instance;

  TfRecord   *evidence;
  TfRecord   *revision;    /* or NULL */
  guint       n_used;
  TfValidity  validity;
  TfObjectProblem problem; /* of its file */
  char       *texts[TF_N_EVIDENCE_COLUMNS];
};

G_DEFINE_FINAL_TYPE (TfEvidenceItem, tf_evidence_item, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_use (TfEvidenceIndex *self,
         TfRecord        *link)
{
  const char *evidence = tf_record_get (link, "evidence");
  GHashTable *set = g_hash_table_lookup (self->subjects, evidence);

  if (set == NULL)
    {
      set = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->subjects, (gpointer) evidence, set);
    }
  g_hash_table_add (set, (gpointer) tf_record_get (link, "subject"));
}

/**
 * tf_evidence_index_new:
 * @dossier: a technical file, which has to outlive the index
 *
 * Returns: (transfer full): newest revisions and uses of its evidence
 */
TfEvidenceIndex *
tf_evidence_index_new (TfDossier *dossier)
{
  TfEvidenceIndex *self;
  GPtrArray *revisions;
  GPtrArray *links;

  g_return_val_if_fail (dossier != NULL, NULL);

  self = g_new0 (TfEvidenceIndex, 1);
  self->revisions = g_hash_table_new (g_str_hash, g_str_equal);
  self->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) g_hash_table_unref);
  revisions = tf_dossier_list (dossier, "revision");
  for (guint i = 0; revisions != NULL && i < revisions->len; i++)
    g_hash_table_insert (self->revisions, (gpointer) tf_record_get_parent (revisions->pdata[i]),
                         revisions->pdata[i]);
  links = tf_dossier_list (dossier, "link");
  for (guint i = 0; links != NULL && i < links->len; i++)
    add_use (self, links->pdata[i]);

  return self;
}

/**
 * tf_evidence_index_free:
 * @self: (transfer full) (nullable): an index
 */
void
tf_evidence_index_free (TfEvidenceIndex *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->revisions);
  g_hash_table_unref (self->subjects);
  g_free (self);
}

/**
 * tf_evidence_index_get_revision:
 * @self: an index
 * @evidence: an item of evidence
 *
 * Returns: (transfer none) (nullable): its newest revision
 */
TfRecord *
tf_evidence_index_get_revision (TfEvidenceIndex *self,
                                TfRecord        *evidence)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_hash_table_lookup (self->revisions, tf_record_get_id (evidence));
}

/**
 * tf_evidence_index_get_n_used:
 * @self: an index
 * @evidence: an item of evidence
 *
 * Returns: how many points it proves
 */
guint
tf_evidence_index_get_n_used (TfEvidenceIndex *self,
                              TfRecord        *evidence)
{
  GHashTable *set;

  g_return_val_if_fail (self != NULL, 0);

  set = g_hash_table_lookup (self->subjects, tf_record_get_id (evidence));
  return set != NULL ? g_hash_table_size (set) : 0;
}

static void
tf_evidence_item_finalize (GObject *object)
{
  TfEvidenceItem *self = TF_EVIDENCE_ITEM (object);

  g_clear_object (&self->evidence);
  g_clear_object (&self->revision);
  for (guint i = 0; i < TF_N_EVIDENCE_COLUMNS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (tf_evidence_item_parent_class)->finalize (object);
}

static void
tf_evidence_item_class_init (TfEvidenceItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_evidence_item_finalize;

  /**
   * TfEvidenceItem::changed:
   * @self: the item
   *
   * Emitted when something that is shown is another.
   */
  signals[CHANGED] = g_signal_new ("changed", TF_TYPE_EVIDENCE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_evidence_item_init (TfEvidenceItem *self)
{
  for (guint i = 0; i < TF_N_EVIDENCE_COLUMNS; i++)
    self->texts[i] = g_strdup ("");
}

/**
 * tf_evidence_item_new:
 *
 * Returns: (transfer full): an item that tf_evidence_item_update() fills
 */
TfEvidenceItem *
tf_evidence_item_new (void)
{
  return g_object_new (TF_TYPE_EVIDENCE_ITEM, NULL);
}

static char *
dup_type (TfRecord *revision)
{
  const TfMediaType *type = tf_media_type_lookup (tf_record_get (revision, "media-type"));

  return g_strdup (type != NULL ? tf_media_type_get_name (type)
                                : tf_record_get (revision, "media-type"));
}

static char *
dup_text (TfEvidenceItem   *self,
          TfEvidenceColumn  column,
          const GDate      *today)
{
  TfRecord *evidence = self->evidence;
  TfRecord *revision = self->revision;
  const TfField *field;
  const char *value;

  switch (column)
    {
    case TF_EVIDENCE_NUMBER:
      return g_strdup (tf_record_get (evidence, "number"));
    case TF_EVIDENCE_TITLE:
      return g_strdup (tf_record_get_title (evidence));
    case TF_EVIDENCE_REVISION:
      return g_strdup (revision != NULL ? tf_record_get (revision, "number") : "");
    case TF_EVIDENCE_TYPE:
      return revision != NULL ? dup_type (revision) : g_strdup ("");
    case TF_EVIDENCE_SIZE:
      return revision != NULL ? g_format_size (tf_record_get_integer (revision, "size"))
                              : g_strdup ("");
    case TF_EVIDENCE_VALID:
      if (self->problem == TF_OBJECT_MISSING)
        return g_strdup (_("File missing"));
      if (self->problem == TF_OBJECT_ALTERED)
        return g_strdup (_("File altered"));
      return revision != NULL ? tf_validity_dup_label (revision, today) : g_strdup ("");
    case TF_EVIDENCE_CONFIDENTIALITY:
      value = tf_record_get (evidence, "classification");
      field = tf_kind_lookup_field (tf_record_get_kind (evidence), "classification");
      return g_strdup (*value != '\0' ? tf_field_get_choice_label (field, value) : "");
    case TF_EVIDENCE_USED:
      return g_strdup_printf (ngettext ("%u point", "%u points", self->n_used), self->n_used);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * tf_evidence_item_update:
 * @self: an item
 * @evidence: its evidence as it stands now
 * @index: newest revisions and uses
 * @problems: what is known to be wrong with files: #TfObjectProblem by SHA-256
 * @today: the day that counts
 *
 * Shows evidence as it stands.
 */
void
tf_evidence_item_update (TfEvidenceItem  *self,
                         TfRecord        *evidence,
                         TfEvidenceIndex *index,
                         GHashTable      *problems,
                         const GDate     *today)
{
  gboolean changed = FALSE;

  g_return_if_fail (TF_IS_EVIDENCE_ITEM (self));
  g_return_if_fail (TF_IS_RECORD (evidence) && index != NULL);

  g_set_object (&self->evidence, evidence);
  g_set_object (&self->revision, tf_evidence_index_get_revision (index, evidence));
  self->n_used = tf_evidence_index_get_n_used (index, evidence);
  self->problem = TF_OBJECT_SOUND;
  if (self->revision != NULL)
    self->problem = GPOINTER_TO_INT (g_hash_table_lookup (problems,
                                                          tf_record_get (self->revision,
                                                                         "sha256")));
  self->validity = self->revision != NULL ? tf_validity_of (self->revision, today)
                                          : TF_VALIDITY_GOOD;
  for (guint i = 0; i < TF_N_EVIDENCE_COLUMNS; i++)
    {
      char *text = dup_text (self, i, today);

      changed = changed || strcmp (text, self->texts[i]) != 0;
      g_free (self->texts[i]);
      self->texts[i] = text;
    }

  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * tf_evidence_item_get_problem:
 * @self: an item
 *
 * Returns: what is known to be wrong with its file
 */
TfObjectProblem
tf_evidence_item_get_problem (TfEvidenceItem *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_ITEM (self), TF_OBJECT_SOUND);

  return self->problem;
}

/**
 * tf_evidence_item_get_evidence:
 * @self: an item
 *
 * Returns: (transfer none): the evidence
 */
TfRecord *
tf_evidence_item_get_evidence (TfEvidenceItem *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_ITEM (self), NULL);

  return self->evidence;
}

/**
 * tf_evidence_item_get_revision:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its newest revision
 */
TfRecord *
tf_evidence_item_get_revision (TfEvidenceItem *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_ITEM (self), NULL);

  return self->revision;
}

/**
 * tf_evidence_item_get_validity:
 * @self: an item
 *
 * Returns: whether its newest revision can be relied on
 */
TfValidity
tf_evidence_item_get_validity (TfEvidenceItem *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_ITEM (self), TF_VALIDITY_GOOD);

  return self->validity;
}

/**
 * tf_evidence_item_get_n_used:
 * @self: an item
 *
 * Returns: how many points it proves
 */
guint
tf_evidence_item_get_n_used (TfEvidenceItem *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_ITEM (self), 0);

  return self->n_used;
}

/**
 * tf_evidence_item_get_text:
 * @self: an item
 * @column: what is asked for
 *
 * Returns: (transfer none): what the column shows
 */
const char *
tf_evidence_item_get_text (TfEvidenceItem   *self,
                           TfEvidenceColumn  column)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_ITEM (self), "");
  g_return_val_if_fail (column < TF_N_EVIDENCE_COLUMNS, "");

  return self->texts[column];
}

/**
 * tf_evidence_item_dup_sentence:
 * @self: an item
 *
 * Returns: (transfer full): the row as a screen reader says it
 */
char *
tf_evidence_item_dup_sentence (TfEvidenceItem *self)
{
  g_autoptr(GPtrArray) parts = NULL;

  g_return_val_if_fail (TF_IS_EVIDENCE_ITEM (self), NULL);

  parts = g_ptr_array_new ();
  for (guint i = 0; i < TF_N_EVIDENCE_COLUMNS; i++)
    if (i != TF_EVIDENCE_REVISION && *self->texts[i] != '\0')
      g_ptr_array_add (parts, self->texts[i]);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}
