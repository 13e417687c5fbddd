/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signing-key.h"

#include "tf-certificate-private.h"
#include "tf-signing-key-private.h"

#include <glib/gi18n-lib.h>

#define SOON_DAYS 30

static void
add_finding (GPtrArray        *findings,
             TfKeyFindingKind  kind,
             gboolean          refused,
             char             *message)
{
  TfKeyFinding *finding = g_new0 (TfKeyFinding, 1);

  finding->kind = kind;
  finding->refused = refused;
  finding->message = message;
  g_ptr_array_add (findings, finding);
}

static void
check_dates (const TfCertificateInfo *info,
             GDateTime               *now,
             GPtrArray               *findings)
{
  g_autoptr(GDateTime) soon = g_date_time_add_days (now, SOON_DAYS);
  g_autofree char *begin = info->not_before ? g_date_time_format (info->not_before, "%F") : NULL;
  g_autofree char *end = info->not_after ? g_date_time_format (info->not_after, "%F") : NULL;

  if (begin == NULL || end == NULL)
    add_finding (findings, TF_KEY_FINDING_EXPIRED, FALSE,
                 g_strdup (_("The certificate does not say when it is valid.")));
  else if (g_date_time_compare (now, info->not_before) < 0)
    add_finding (findings, TF_KEY_FINDING_NOT_YET_VALID, FALSE,
                 g_strdup_printf (_("The certificate is not valid before %s; a signature made "
                                    "today will not be accepted."), begin));
  else if (g_date_time_compare (now, info->not_after) > 0)
    add_finding (findings, TF_KEY_FINDING_EXPIRED, FALSE,
                 g_strdup_printf (_("The certificate expired on %s; a signature made today will "
                                    "not be accepted."), end));
  else if (g_date_time_compare (soon, info->not_after) > 0)
    add_finding (findings, TF_KEY_FINDING_EXPIRES_SOON, FALSE,
                 g_strdup_printf (_("The certificate expires on %s."), end));
}

static void
check_strength (X509                    *certificate,
                const TfCertificateInfo *info,
                GPtrArray               *findings)
{
  TfKeyAlgorithm algorithm = tf_certificate_get_algorithm (certificate);
  EVP_PKEY *key = X509_get0_pubkey (certificate);

  if (algorithm == TF_KEY_ALGORITHM_UNSUPPORTED)
    add_finding (findings, TF_KEY_FINDING_UNSUPPORTED, TRUE,
                 g_strdup_printf (_("Keys of the kind %s cannot be used. Use an RSA key or an "
                                    "ECDSA key on P-256, P-384 or P-521."), info->key));
  else if (tf_certificate_is_weak (certificate))
    add_finding (findings, TF_KEY_FINDING_WEAK, TRUE,
                 g_strdup_printf (_("The key (%s) is too short to be safe. Use an RSA key of at "
                                    "least %d bits or an ECDSA key."),
                                  info->key, TF_RSA_BITS_RECOMMENDED));
  else if (algorithm == TF_KEY_ALGORITHM_RSA &&
           EVP_PKEY_get_bits (key) < TF_RSA_BITS_RECOMMENDED)
    add_finding (findings, TF_KEY_FINDING_SHORT, FALSE,
                 g_strdup_printf (_("The key (%s) is shorter than the %d bits that are "
                                    "recommended today; some programs warn about it."),
                                  info->key, TF_RSA_BITS_RECOMMENDED));
}

static void
check_use (X509      *certificate,
           GPtrArray *findings)
{
  g_autofree char *uses = tf_certificate_dup_other_uses (certificate);

  if (!tf_certificate_may_sign (certificate))
    add_finding (findings, TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE,
                 g_strdup (_("The certificate does not permit signing documents (neither digital "
                             "signature nor non-repudiation); others will reject the "
                             "signature.")));
  else if (uses != NULL)
    add_finding (findings, TF_KEY_FINDING_NOT_FOR_SIGNING, FALSE,
                 /* Translators: a list of uses, in English, such as "TLS Web Server
                  * Authentication" */
                 g_strdup_printf (_("The certificate is meant for other uses only (%s), not for "
                                    "signing documents; others may reject the signature. Ask its "
                                    "issuer for one that is."), uses));
}

/**
 * tf_key_finding_free:
 * @self: (transfer full): the finding
 *
 * Frees a finding.
 */
void
tf_key_finding_free (TfKeyFinding *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->message);
  g_free (self);
}

/**
 * tf_signing_key_check:
 * @self: the signing key
 * @now: the moment of signing
 *
 * Tells what a person should know before signing with this key.
 *
 * Only a finding that is marked as refused prevents signing; with all others
 * the person decides.
 *
 * Returns: (transfer full) (element-type TfKeyFinding): the findings, none of
 *   them where the key is in order
 */
GPtrArray *
tf_signing_key_check (TfSigningKey *self,
                      GDateTime    *now)
{
  TF_OPENSSL_SCOPE;
  GPtrArray *findings;
  X509 *certificate;

  g_return_val_if_fail (TF_IS_SIGNING_KEY (self), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_key_finding_free);
  certificate = tf_signing_key_get_x509 (self);

  check_strength (certificate, tf_signing_key_get_certificate (self), findings);
  check_use (certificate, findings);
  check_dates (tf_signing_key_get_certificate (self), now, findings);

  return findings;
}
