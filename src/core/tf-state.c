/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-state.h"

#include "tf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *id;
  const char *label;
} states[] = {
  [TF_STATE_MISSING]        = { "missing", N_("Missing") },
  [TF_STATE_DRAFT]          = { "draft", N_("Draft") },
  [TF_STATE_TO_CONFIRM]     = { "to-confirm", N_("To Be Confirmed") },
  [TF_STATE_LAPSED]         = { "lapsed", N_("Approval Lapsed") },
  [TF_STATE_READY]          = { "ready", N_("Ready") },
  [TF_STATE_APPROVED]       = { "approved", N_("Approved") },
  [TF_STATE_NOT_APPLICABLE] = { "not-applicable", N_("Not Applicable") },
  [TF_STATE_NOT_DUE]        = { "not-due", N_("Not Due") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == TF_N_STATES);

/**
 * tf_condition_find_record:
 * @dossier: a technical file
 * @condition: the condition of a point of the law
 *
 * Finds where the question is answered on which a condition depends: the release or the product.
 *
 * Returns: (transfer none) (nullable): the record, or `NULL` where a person judges
 */
TfRecord *
tf_condition_find_record (TfDossier            *dossier,
                          const TfLawCondition *condition)
{
  TfRecord *candidates[2];

  g_return_val_if_fail (dossier != NULL && condition != NULL, NULL);

  candidates[0] = tf_dossier_get_release (dossier);
  candidates[1] = tf_dossier_get_product (dossier);
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (tf_record_is (candidates[i], condition->kind) &&
        tf_kind_lookup_field (tf_record_get_kind (candidates[i]), condition->field) != NULL)
      return candidates[i];

  return NULL;
}

/**
 * tf_condition_answer:
 * @dossier: a technical file
 * @condition: (nullable): the condition of a point of the law
 *
 * Holds a condition against the answers of the file. "Not answered" is never "no".
 *
 * Returns: whether the condition holds; `TF_ANSWER_UNKNOWN` where nobody answered or where a
 *   person judges
 */
TfAnswer
tf_condition_answer (TfDossier            *dossier,
                     const TfLawCondition *condition)
{
  TfRecord *record;
  const char *answer;

  g_return_val_if_fail (dossier != NULL, TF_ANSWER_UNKNOWN);

  if (condition == NULL)
    return TF_ANSWER_YES;

  record = tf_condition_find_record (dossier, condition);
  answer = record != NULL ? tf_record_get (record, condition->field) : "";
  if (*answer == '\0')
    return TF_ANSWER_UNKNOWN;

  return strcmp (answer, condition->value) == 0 ? TF_ANSWER_YES : TF_ANSWER_NO;
}

static TfText *
dup_text (TfRecord *record)
{
  const char *xml = record != NULL ? tf_record_get (record, "text") : "";

  return *xml != '\0' ? tf_text_new_from_xml (xml, NULL) : NULL;
}

/* Headings and empty tables: somebody has begun, and nothing is said yet. */
static gboolean
has_frame (TfRecord *record)
{
  g_autoptr(TfText) text = dup_text (record);

  return text != NULL && !tf_text_is_empty (text);
}

/**
 * tf_state_has_content:
 * @dossier: a technical file
 * @entry: an element or a limb
 *
 * Says whether a point holds what could be ready: a text that says something, evidence, or a
 * measure.
 *
 * Returns: %FALSE where nothing is there yet
 */
gboolean
tf_state_has_content (TfDossier        *dossier,
                      const TfLawEntry *entry)
{
  g_autoptr(GPtrArray) links = NULL;
  g_autoptr(GPtrArray) measures = NULL;
  g_autoptr(TfText) text = NULL;

  g_return_val_if_fail (dossier != NULL && entry != NULL, FALSE);

  links = tf_dossier_list_links (dossier, entry->id);
  measures = tf_dossier_list_measures (dossier, entry->id);
  if (links->len > 0 || measures->len > 0)
    return TRUE;

  text = dup_text (tf_dossier_find_answer (dossier, entry));
  return text != NULL && tf_text_has_content (text);
}

static TfState
refine_ready (TfDossier  *dossier,
              const char *subject)
{
  TfRecord *approval = tf_dossier_find_approval (dossier, subject);
  g_autofree char *digest = NULL;

  if (approval == NULL)
    return TF_STATE_READY;

  digest = tf_dossier_dup_digest (dossier, subject);
  return strcmp (tf_record_get (approval, "digest"), digest) == 0 ? TF_STATE_APPROVED
                                                                  : TF_STATE_LAPSED;
}

/**
 * tf_state_is_denied:
 * @dossier: a technical file
 * @entry: an element or a limb
 *
 * Says whether a point is held not to apply in a way that the law lets a person claim: by the
 * answer to the point itself, or by that of the release to its condition. A condition that holds
 * leaves nothing to claim.
 *
 * Returns: %TRUE where it does not apply
 */
gboolean
tf_state_is_denied (TfDossier        *dossier,
                    const TfLawEntry *entry)
{
  TfRecord *record;
  TfAnswer answer = TF_ANSWER_UNKNOWN;

  g_return_val_if_fail (dossier != NULL && entry != NULL, FALSE);

  if (entry->condition != NULL)
    answer = tf_condition_answer (dossier, entry->condition);
  if (entry->exemption == TF_LAW_EXEMPTION_NEVER || answer == TF_ANSWER_YES)
    return FALSE;

  record = tf_dossier_find_answer (dossier, entry);
  return answer == TF_ANSWER_NO ||
         (record != NULL && strcmp (tf_record_get (record, "applicable"), "no") == 0);
}

/* The state of an element or a limb: what a person answers as one. */
static TfState
state_of_part (TfDossier        *dossier,
               const TfLawEntry *entry)
{
  TfRecord *record = tf_dossier_find_answer (dossier, entry);
  const char *applicable = record != NULL ? tf_record_get (record, "applicable") : "";
  const char *state = record != NULL ? tf_record_get (record, "state") : "";
  const char *reason = record != NULL ? tf_record_get (record, "reason") : "";
  gboolean denied = tf_state_is_denied (dossier, entry);

  if (denied && *reason == '\0')
    return TF_STATE_DRAFT;
  if (!denied && !tf_state_has_content (dossier, entry))
    return strcmp (applicable, "yes") == 0 || has_frame (record)
             ? TF_STATE_DRAFT : TF_STATE_MISSING;
  if (strcmp (state, "to-confirm") == 0)
    return TF_STATE_TO_CONFIRM;
  if (denied)
    return TF_STATE_NOT_APPLICABLE;

  return strcmp (state, "ready") == 0 ? refine_ready (dossier, entry->id) : TF_STATE_DRAFT;
}

static gboolean
is_counted_child (const TfLawEntry *entry)
{
  return entry->kind == TF_LAW_SLOT || entry->kind == TF_LAW_ELEMENT || entry->kind == TF_LAW_LIMB;
}

/* A whole is as far as the least finished of its parts; parts that are not due do not count. */
static TfState
combine (const TfStateCount *count,
         guint               n_parts)
{
  static const TfState order[] = { TF_STATE_TO_CONFIRM, TF_STATE_LAPSED, TF_STATE_READY,
                                   TF_STATE_APPROVED,
                                   TF_STATE_NOT_APPLICABLE, TF_STATE_NOT_DUE };
  guint due = n_parts - count->n[TF_STATE_NOT_DUE] - count->n[TF_STATE_NOT_APPLICABLE];

  if (due > 0 && count->n[TF_STATE_MISSING] == due)
    return TF_STATE_MISSING;
  if (count->n[TF_STATE_MISSING] > 0 || count->n[TF_STATE_DRAFT] > 0)
    return TF_STATE_DRAFT;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (count->n[order[i]] > 0)
      return order[i];

  return TF_STATE_MISSING;
}

static TfState
state_of_whole (TfDossier        *dossier,
                const TfLawEntry *entry)
{
  TfStateCount count = { { 0 } };
  guint n_parts = 0;

  for (guint i = 0; entry->children != NULL && i < entry->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (entry->children, i);

      if (!is_counted_child (child))
        continue;
      count.n[tf_state_of (dossier, child)]++;
      n_parts++;
    }

  return combine (&count, n_parts);
}

/**
 * tf_state_of:
 * @dossier: a technical file
 * @entry: a family, a point or one of its elements, a requirement or one of its limbs
 *
 * Computes how far a point is answered. A whole is as far as the least finished of its parts. A
 * point whose condition does not hold, or that is due on request only, is never missing; but where
 * the law wants a reason for what does not apply, that reason is still due.
 *
 * Returns: the state
 */
TfState
tf_state_of (TfDossier        *dossier,
             const TfLawEntry *entry)
{
  TfState state;

  g_return_val_if_fail (dossier != NULL && entry != NULL, TF_STATE_MISSING);

  if (entry->exemption != TF_LAW_EXEMPTION_REASON && entry->condition != NULL &&
      tf_condition_answer (dossier, entry->condition) == TF_ANSWER_NO)
    return TF_STATE_NOT_DUE;

  if (entry->kind == TF_LAW_ELEMENT || entry->kind == TF_LAW_LIMB)
    state = state_of_part (dossier, entry);
  else
    state = state_of_whole (dossier, entry);

  return entry->on_request && state == TF_STATE_MISSING ? TF_STATE_NOT_DUE : state;
}

/**
 * tf_state_of_record:
 * @dossier: a technical file
 * @record: a record in it
 *
 * Computes how far a record is. One in which a point of the law is answered is as far as the
 * point; one of a kind that has no state of its own is ready as soon as it is there.
 *
 * Returns: the state
 */
TfState
tf_state_of_record (TfDossier *dossier,
                    TfRecord  *record)
{
  const TfKind *kind;
  const TfLawEntry *entry = NULL;
  const char *state;

  g_return_val_if_fail (dossier != NULL, TF_STATE_DRAFT);
  g_return_val_if_fail (TF_IS_RECORD (record), TF_STATE_DRAFT);

  kind = tf_record_get_kind (record);
  if (tf_kind_is_answer (kind))
    entry = tf_law_lookup (tf_dossier_get_law (dossier), tf_record_get_key (record));
  if (entry != NULL)
    return tf_state_of (dossier, entry);

  state = tf_kind_uses (kind, "state") ? tf_record_get (record, "state") : "ready";
  if (strcmp (state, "to-confirm") == 0)
    return TF_STATE_TO_CONFIRM;

  return strcmp (state, "ready") == 0
           ? refine_ready (dossier, tf_record_get_id (record)) : TF_STATE_DRAFT;
}

/**
 * tf_state_is_work:
 * @dossier: a technical file
 * @record: a record in it
 *
 * Says whether a record is open work: somebody may be in charge of it, and it is not done, or,
 * where its kind has no state, there is a day by which it is to be dealt with.
 *
 * Returns: whether it is
 */
gboolean
tf_state_is_work (TfDossier *dossier,
                  TfRecord  *record)
{
  const TfKind *kind;

  g_return_val_if_fail (dossier != NULL, FALSE);
  g_return_val_if_fail (TF_IS_RECORD (record), FALSE);

  kind = tf_record_get_kind (record);
  if (!tf_kind_uses (kind, "work") || !tf_dossier_holds (dossier, kind))
    return FALSE;

  return tf_kind_uses (kind, "state") ? tf_state_is_open (tf_state_of_record (dossier, record))
                                      : *tf_record_get (record, "due") != '\0';
}

/**
 * tf_state_dup_reason:
 * @dossier: a technical file
 * @entry: an element or a limb
 *
 * Says why a point is in the state that tf_state_of() gives, where that needs a reason, in the
 * language of @dossier.
 *
 * Returns: (transfer full): a sentence, or ""
 */
char *
tf_state_dup_reason (TfDossier        *dossier,
                     const TfLawEntry *entry)
{
  const TfLanguage *language;
  TfRecord *record;

  g_return_val_if_fail (dossier != NULL && entry != NULL, NULL);

  language = tf_dossier_get_language (dossier);
  record = tf_dossier_find_answer (dossier, entry);
  switch (tf_state_of (dossier, entry))
    {
    case TF_STATE_NOT_APPLICABLE:
      return g_strdup (record != NULL ? tf_record_get (record, "reason") : "");
    case TF_STATE_NOT_DUE:
      if (entry->on_request)
        return g_strdup (L_ (language, "Due only when an authority asks for it."));
      /* Translators: a clause such as "the product contains hardware" */
      return g_strdup_printf (L_ (language, "Due only where %s."),
                              entry->condition != NULL ? entry->condition->text : "");
    case TF_STATE_TO_CONFIRM:
      return g_strdup (L_ (language, "Taken over from an earlier release; confirm that it still "
                                     "holds."));
    case TF_STATE_LAPSED:
      return g_strdup (L_ (language, "The content has changed since it was approved."));
    default:
      return g_strdup ("");
    }
}

/**
 * tf_state_count:
 * @dossier: a technical file
 * @kind: kind of catalogue entry, such as %TF_LAW_SLOT
 *
 * Returns: how many entries of that kind are in which state
 */
TfStateCount
tf_state_count (TfDossier *dossier,
                TfLawKind  kind)
{
  TfStateCount count = { { 0 } };
  GPtrArray *entries;

  g_return_val_if_fail (dossier != NULL, count);

  entries = tf_law_list (tf_dossier_get_law (dossier), kind);
  for (guint i = 0; i < entries->len; i++)
    count.n[tf_state_of (dossier, g_ptr_array_index (entries, i))]++;

  return count;
}

/**
 * tf_state_is_done:
 * @state: a state
 *
 * Returns: whether nothing is left to do: ready, approved or not applicable
 */
gboolean
tf_state_is_done (TfState state)
{
  return state == TF_STATE_READY || state == TF_STATE_APPROVED || state == TF_STATE_NOT_APPLICABLE;
}

/**
 * tf_state_is_open:
 * @state: a state
 *
 * Returns: whether something is left to do
 */
gboolean
tf_state_is_open (TfState state)
{
  return !tf_state_is_done (state) && state != TF_STATE_NOT_DUE;
}

/**
 * tf_state_to_string:
 * @state: a state
 *
 * Returns: its stable name, for JSON
 */
const char *
tf_state_to_string (TfState state)
{
  g_return_val_if_fail (state < TF_N_STATES, "");

  return states[state].id;
}

/**
 * tf_state_get_label:
 * @state: a state
 *
 * Returns: the word that people see, translated
 */
const char *
tf_state_get_label (TfState state)
{
  g_return_val_if_fail (state < TF_N_STATES, "");

  return _(states[state].label);
}

/**
 * tf_state_get_label_in:
 * @state: a state
 * @language: language of a document
 *
 * Returns: the word that people read there
 */
const char *
tf_state_get_label_in (TfState           state,
                       const TfLanguage *language)
{
  g_return_val_if_fail (state < TF_N_STATES, "");

  return L_ (language, states[state].label);
}
