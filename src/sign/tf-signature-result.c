/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signature-result.h"

#include "tf-signature-result-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (TfSignatureResult,
                     tf_signature_result,
                     tf_signature_result_copy,
                     tf_signature_result_free)

static TfSignatureAnswer
copy_answer (const TfSignatureAnswer *answer)
{
  return (TfSignatureAnswer) { answer->verdict, g_strdup (answer->sentence) };
}

/* The first of the answers that decide which has @verdict, or NULL. */
static const TfSignatureAnswer *
find_decisive (const TfSignatureResult *self,
               TfVerdict                verdict)
{
  const TfSignatureAnswer *decisive[] = { &self->coverage, &self->integrity, &self->certificate };

  for (gsize i = 0; i < G_N_ELEMENTS (decisive); i++)
    if (decisive[i]->verdict == verdict)
      return decisive[i];

  return NULL;
}

/*< private >
 * tf_signature_result_new:
 *
 * Returns: (transfer full): a result in which nothing is determined yet
 */
TfSignatureResult *
tf_signature_result_new (void)
{
  TfSignatureResult *self = g_new0 (TfSignatureResult, 1);
  TfSignatureAnswer *answers[] = {
    &self->overall, &self->coverage, &self->integrity, &self->pades, &self->certificate,
    &self->trust, &self->time, &self->revocation,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    answers[i]->sentence = g_strdup (_("Not checked, because an earlier check failed."));
  self->digest_algorithm = g_strdup ("");

  return self;
}

/*< private >
 * tf_signature_answer_set:
 * @self: the answer
 * @verdict: what was found out
 * @sentence: the same in words
 *
 * Gives an answer.
 */
void
tf_signature_answer_set (TfSignatureAnswer *self,
                         TfVerdict          verdict,
                         const char        *sentence)
{
  char *copy = g_strdup (sentence);

  g_free (self->sentence);
  self->verdict = verdict;
  self->sentence = copy;
}

/*< private >
 * tf_signature_result_conclude:
 * @self: a result with all its answers
 *
 * Puts the answers together as described at [struct@SignatureResult].
 */
void
tf_signature_result_conclude (TfSignatureResult *self)
{
  const TfSignatureAnswer *wrong = find_decisive (self, TF_VERDICT_INVALID);
  const TfSignatureAnswer *open = find_decisive (self, TF_VERDICT_UNDETERMINED);
  g_autofree char *sentence = NULL;
  TfVerdict verdict = TF_VERDICT_UNDETERMINED;

  if (open == NULL && self->trust_kind != TF_TRUST_NOT_ASKED &&
      self->trust.verdict != TF_VERDICT_VALID)
    open = &self->trust;

  if (wrong != NULL)
    {
      self->level = TF_SIGNATURE_LEVEL_NONE;
      verdict = TF_VERDICT_INVALID;
      sentence = g_strdup_printf (_("The signature is not valid. %s"), wrong->sentence);
    }
  else if (open != NULL)
    {
      sentence = g_strdup_printf (_("It cannot be said that the signature is valid. %s"),
                                  open->sentence);
    }
  else
    {
      verdict = TF_VERDICT_VALID;
      sentence = g_strdup_printf (_("The signature is valid: the document is unchanged since "
                                    "“%s” signed it. %s"),
                                  tf_certificate_info_get_holder (self->signer),
                                  self->trust.sentence);
    }

  tf_signature_answer_set (&self->overall, verdict, sentence);
}

/**
 * tf_signature_result_copy:
 * @self: the result
 *
 * Returns: (transfer full): a copy
 */
TfSignatureResult *
tf_signature_result_copy (const TfSignatureResult *self)
{
  TfSignatureResult *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (TfSignatureResult, 1);
  *copy = *self;
  copy->overall = copy_answer (&self->overall);
  copy->coverage = copy_answer (&self->coverage);
  copy->integrity = copy_answer (&self->integrity);
  copy->pades = copy_answer (&self->pades);
  copy->certificate = copy_answer (&self->certificate);
  copy->trust = copy_answer (&self->trust);
  copy->time = copy_answer (&self->time);
  copy->revocation = copy_answer (&self->revocation);
  copy->digest_algorithm = g_strdup (self->digest_algorithm);
  copy->claimed_time = self->claimed_time ? g_date_time_ref (self->claimed_time) : NULL;
  copy->signer = self->signer ? tf_certificate_info_copy (self->signer) : NULL;

  return copy;
}

/**
 * tf_signature_result_free:
 * @self: (transfer full): the result
 *
 * Frees a result.
 */
void
tf_signature_result_free (TfSignatureResult *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->overall.sentence);
  g_free (self->coverage.sentence);
  g_free (self->integrity.sentence);
  g_free (self->pades.sentence);
  g_free (self->certificate.sentence);
  g_free (self->trust.sentence);
  g_free (self->time.sentence);
  g_free (self->revocation.sentence);
  g_free (self->digest_algorithm);
  g_clear_pointer (&self->claimed_time, g_date_time_unref);
  g_clear_pointer (&self->signer, tf_certificate_info_free);
  g_free (self);
}

/**
 * tf_verdict_get_nick:
 * @verdict: a verdict
 *
 * Returns: the stable word for it in data: `valid`, `invalid` or `undetermined`
 */
const char *
tf_verdict_get_nick (TfVerdict verdict)
{
  switch (verdict)
    {
    case TF_VERDICT_VALID:
      return "valid";
    case TF_VERDICT_INVALID:
      return "invalid";
    case TF_VERDICT_UNDETERMINED:
    default:
      return "undetermined";
    }
}

/**
 * tf_trust_get_nick:
 * @trust: a kind of trust
 *
 * Returns: the stable word for it in data: `not-asked`, `anchored`,
 *   `self-signed` or `unknown`
 */
const char *
tf_trust_get_nick (TfTrust trust)
{
  switch (trust)
    {
    case TF_TRUST_NOT_ASKED:
      return "not-asked";
    case TF_TRUST_ANCHORED:
      return "anchored";
    case TF_TRUST_SELF_SIGNED:
      return "self-signed";
    case TF_TRUST_UNKNOWN:
    default:
      return "unknown";
    }
}

/**
 * tf_signature_level_get_nick:
 * @level: a level
 *
 * Returns: the stable word for it in data: `none`, or `B-B` to `B-LTA`
 */
const char *
tf_signature_level_get_nick (TfSignatureLevel level)
{
  static const char *const nicks[] = { "none", "B-B", "B-T", "B-LT", "B-LTA" };

  g_return_val_if_fail (level < G_N_ELEMENTS (nicks), nicks[0]);

  return nicks[level];
}
