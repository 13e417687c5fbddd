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
  TfDossier  *dossier;
  GHashTable *used;       /* identifier of evidence → how many points it proves */
};

struct _TfEvidenceItem
{
  GObject     parent_instance;

  TfRecord   *evidence;
  TfRecord   *revision;    /* or NULL */
  guint       n_used;
  TfValidity  validity;
  TfObjectProblem problem; /* of its file */
  GDate       today;
  char       *texts[TF_N_EVIDENCE_COLUMNS];   /* NULL until somebody looks */
};

G_DEFINE_FINAL_TYPE (TfEvidenceItem, tf_evidence_item, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Points one after the other: a link more to the same point counts for nothing. */
static void
count_uses (TfEvidenceIndex *self,
            const char      *subject)
{
  g_autoptr(GPtrArray) links = tf_dossier_list_links (self->dossier, subject);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < links->len; i++)
    {
      gpointer evidence = (gpointer) tf_record_get (links->pdata[i], "evidence");

      if (g_hash_table_add (seen, evidence))
        {
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->used, evidence));

          g_hash_table_insert (self->used, evidence, GUINT_TO_POINTER (n + 1));
        }
    }
}

/**
 * tf_evidence_index_new:
 * @dossier: a technical file
 *
 * Returns: (transfer full): newest revisions and uses of its evidence
 */
TfEvidenceIndex *
tf_evidence_index_new (TfDossier *dossier)
{
  TfEvidenceIndex *self;
  g_autoptr(GPtrArray) subjects = NULL;

  g_return_val_if_fail (dossier != NULL, NULL);

  self = g_new0 (TfEvidenceIndex, 1);
  self->dossier = tf_dossier_ref (dossier);
  self->used = g_hash_table_new (g_str_hash, g_str_equal);
  subjects = tf_dossier_list_subjects (dossier);
  for (guint i = 0; i < subjects->len; i++)
    count_uses (self, subjects->pdata[i]);

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

  g_hash_table_unref (self->used);
  tf_dossier_unref (self->dossier);
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

  return tf_dossier_get_last_revision (self->dossier, evidence);
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
  g_return_val_if_fail (self != NULL, 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->used, tf_record_get_id (evidence)));
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
          TfEvidenceColumn  column)
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
      return revision != NULL ? tf_validity_dup_label (revision, &self->today) : g_strdup ("");
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
  TfObjectProblem problem = TF_OBJECT_SOUND;
  TfRecord *revision;
  guint n_used;

  g_return_if_fail (TF_IS_EVIDENCE_ITEM (self));
  g_return_if_fail (TF_IS_RECORD (evidence) && index != NULL);

  revision = tf_evidence_index_get_revision (index, evidence);
  n_used = tf_evidence_index_get_n_used (index, evidence);
  /* A technical file shares what has not changed with the one before. */
  if (revision != NULL)
    problem = GPOINTER_TO_INT (g_hash_table_lookup (problems, tf_record_get (revision, "sha256")));
  if (self->evidence == evidence && self->revision == revision && self->n_used == n_used &&
      self->problem == problem && g_date_valid (&self->today) &&
      g_date_compare (&self->today, today) == 0)
    return;

  g_set_object (&self->evidence, evidence);
  g_set_object (&self->revision, revision);
  self->n_used = n_used;
  self->problem = problem;
  self->today = *today;
  self->validity = revision != NULL ? tf_validity_of (revision, today) : TF_VALIDITY_GOOD;
  for (guint i = 0; i < TF_N_EVIDENCE_COLUMNS; i++)
    g_clear_pointer (&self->texts[i], g_free);
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

  if (self->texts[column] == NULL)
    self->texts[column] = dup_text (self, column);

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
    if (i != TF_EVIDENCE_REVISION && *tf_evidence_item_get_text (self, i) != '\0')
      g_ptr_array_add (parts, (gpointer) tf_evidence_item_get_text (self, i));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}
