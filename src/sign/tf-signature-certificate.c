/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signature-cms.h"

#include "tf-certificate-private.h"
#include "tf-signature-result-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/x509v3.h>

#define MAX_DEPTH 10

/* The level of OpenSSL that asks for 112 bits of security: no SHA-1, no RSA below 2048 bits. */
#define SECURITY_LEVEL 2

/* A certificate of an expired signer still has a chain: its dates are judged by themselves. */
static int
ignore_dates_of_signer_cb (int             okay,
                           X509_STORE_CTX *context)
{
  int fault = X509_STORE_CTX_get_error (context);

  if (!okay && X509_STORE_CTX_get_error_depth (context) == 0 &&
      (fault == X509_V_ERR_CERT_HAS_EXPIRED || fault == X509_V_ERR_CERT_NOT_YET_VALID))
    {
      X509_STORE_CTX_set_error (context, X509_V_OK);
      return 1;
    }

  return okay;
}

static X509_STORE *
create_store (TfX509Stack *anchors)
{
  X509_STORE *store = X509_STORE_new ();

  for (int i = 0; i < sk_X509_num (anchors); i++)
    X509_STORE_add_cert (store, sk_X509_value (anchors, i));

  return store;
}

static gboolean
leads_to_anchor (TfSignatureCms *self,
                 TfX509Stack    *anchors,
                 GDateTime      *time)
{
  g_autoptr(X509_STORE) store = create_store (anchors);
  g_autoptr(X509_STORE_CTX) context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *parameters;

  if (!X509_STORE_CTX_init (context, store, self->certificate, self->certificates))
    return FALSE;

  /* A person may trust an issuing authority, or a single signer, without trusting its root. */
  parameters = X509_STORE_CTX_get0_param (context);
  X509_VERIFY_PARAM_set_flags (parameters, X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_depth (parameters, MAX_DEPTH);
  X509_VERIFY_PARAM_set_auth_level (parameters, SECURITY_LEVEL);
  X509_VERIFY_PARAM_set_time (parameters, g_date_time_to_unix (time));
  X509_STORE_CTX_set_verify_cb (context, ignore_dates_of_signer_cb);

  return X509_verify_cert (context) == 1 &&
         X509_STORE_CTX_get_error (context) == X509_V_OK;
}

/* Returns a sentence, or NULL where the dates are in order. */
static char *
describe_dates (const TfCertificateInfo *info,
                GDateTime               *time,
                TfVerdict               *verdict)
{
  g_autofree char *date = NULL;

  *verdict = TF_VERDICT_UNDETERMINED;
  if (info->not_before == NULL || info->not_after == NULL)
    return g_strdup (_("The certificate does not say when it is valid."));

  if (g_date_time_compare (time, info->not_before) < 0)
    {
      *verdict = TF_VERDICT_INVALID;
      date = g_date_time_format (info->not_before, "%F");
      return g_strdup_printf (_("The certificate is not valid before %s."), date);
    }

  if (g_date_time_compare (time, info->not_after) > 0)
    {
      date = g_date_time_format (info->not_after, "%F");
      return g_strdup_printf (_("The certificate expired on %s, and it is not proved that the "
                                "signature was made before."), date);
    }

  return NULL;
}

static char *
describe_other_uses (X509 *certificate)
{
  g_autofree char *uses = tf_certificate_dup_other_uses (certificate);

  if (uses == NULL)
    return NULL;

  /* Translators: a list of uses, in English, such as "TLS Web Server Authentication" */
  return g_strdup_printf (_("The certificate is meant for other uses only (%s), not for signing "
                            "documents."), uses);
}

/*< private >
 * tf_signature_cms_check_certificate:
 * @self: the signature
 * @time: the time to judge for
 * @result: receives the answer and the description of the signer
 *
 * Judges the certificate of the signer by itself.
 *
 * A certificate that was not yet valid cannot have signed by right. One that
 * has expired may have, which only a time stamp could prove.
 */
void
tf_signature_cms_check_certificate (TfSignatureCms    *self,
                                    GDateTime         *time,
                                    TfSignatureResult *result)
{
  TfSignatureAnswer *answer = &result->certificate;
  TfVerdict verdict;
  g_autofree char *dates = NULL;
  g_autofree char *uses = describe_other_uses (self->certificate);

  result->signer = tf_certificate_info_new_from_x509 (self->certificate);
  dates = describe_dates (result->signer, time, &verdict);

  if (X509_get_extension_flags (self->certificate) & EXFLAG_INVALID)
    tf_signature_answer_set (answer, TF_VERDICT_INVALID, _("The certificate is damaged."));
  else if (!tf_certificate_may_sign (self->certificate))
    tf_signature_answer_set (answer, TF_VERDICT_INVALID,
                             _("The certificate does not permit signing documents."));
  else if (dates != NULL)
    tf_signature_answer_set (answer, verdict, dates);
  else if (uses != NULL)
    tf_signature_answer_set (answer, TF_VERDICT_UNDETERMINED, uses);
  else if (tf_certificate_is_weak (self->certificate))
    tf_signature_answer_set (answer, TF_VERDICT_UNDETERMINED,
                             _("The key of the certificate is too short to prove anything."));
  else
    tf_signature_answer_set (answer, TF_VERDICT_VALID,
                             _("The certificate is valid at the time of this check and permits "
                               "signing documents."));
}

/*< private >
 * tf_signature_cms_check_trust:
 * @self: the signature
 * @anchors: (nullable): what to trust
 * @time: the time to judge for
 * @result: receives the answer
 *
 * Finds out whether the certificate leads to a trust anchor.
 */
void
tf_signature_cms_check_trust (TfSignatureCms    *self,
                              TfX509Stack       *anchors,
                              GDateTime         *time,
                              TfSignatureResult *result)
{
  gboolean self_issued = tf_certificate_is_self_issued (self->certificate);
  const char *sentence;

  if (anchors == NULL)
    {
      result->trust_kind = TF_TRUST_NOT_ASKED;
      sentence = self_issued
                 ? _("Who that is was not checked; the certificate vouches only for itself.")
                 : _("Who that is was not checked, because no trusted certificates were given.");
    }
  else if (leads_to_anchor (self, anchors, time))
    {
      result->trust_kind = TF_TRUST_ANCHORED;
      sentence = _("The certificate is vouched for by a trusted one.");
    }
  else if (self_issued)
    {
      result->trust_kind = TF_TRUST_SELF_SIGNED;
      sentence = _("The certificate vouches only for itself and is not trusted.");
    }
  else
    {
      result->trust_kind = TF_TRUST_UNKNOWN;
      sentence = _("No trusted certificate vouches for the certificate of the signer.");
    }

  tf_signature_answer_set (&result->trust,
                           result->trust_kind == TF_TRUST_ANCHORED ? TF_VERDICT_VALID
                                                                   : TF_VERDICT_UNDETERMINED,
                           sentence);
}
