/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-output.h"
#include "tf-verify.h"

#include <glib/gi18n.h>

static const char *
get_verdict_label (TfVerdict verdict)
{
  switch (verdict)
    {
    case TF_VERDICT_VALID:
      return _("Yes");
    case TF_VERDICT_INVALID:
      return _("No");
    case TF_VERDICT_UNDETERMINED:
    default:
      return _("Not known");
    }
}

static void
add_answer (TfCli                   *cli,
            const char              *name,
            const char              *question,
            const TfSignatureAnswer *answer)
{
  tf_cli_begin_object (cli, name);
  tf_cli_add_string (cli, "verdict", tf_verdict_get_nick (answer->verdict));
  tf_cli_add_string (cli, "message", answer->sentence);
  tf_cli_end_object (cli);
  tf_cli_row (cli, question, get_verdict_label (answer->verdict), answer->sentence, NULL);
}

static void
add_answers (TfCli                   *cli,
             const TfSignatureResult *result)
{
  add_answer (cli, "overall", _("  Valid"), &result->overall);
  add_answer (cli, "coverage", _("  Covers the file"), &result->coverage);
  add_answer (cli, "integrity", _("  Unchanged"), &result->integrity);
  add_answer (cli, "certificate", _("  Certificate good"), &result->certificate);
  add_answer (cli, "trust", _("  Trusted"), &result->trust);
  add_answer (cli, "pades", _("  Keeps to PAdES"), &result->pades);
  add_answer (cli, "time", _("  Time proved"), &result->time);
  add_answer (cli, "revocation", _("  Not revoked"), &result->revocation);
}

static void
add_time (TfCli      *cli,
          const char *name,
          GDateTime  *time)
{
  g_autoptr(GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  tf_cli_add_given (cli, name, text);
}

static void
add_signer (TfCli                   *cli,
            const TfCertificateInfo *signer)
{
  tf_cli_begin_object (cli, "signer");
  tf_cli_add_string (cli, "subject", signer->subject);
  tf_cli_add_given (cli, "name", signer->subject_name);
  tf_cli_add_given (cli, "organisation", signer->subject_organisation);
  tf_cli_add_string (cli, "issuer", signer->issuer);
  tf_cli_add_string (cli, "serial", signer->serial);
  tf_cli_add_string (cli, "fingerprint", signer->fingerprint);
  tf_cli_add_string (cli, "key", signer->key);
  add_time (cli, "not-before", signer->not_before);
  add_time (cli, "not-after", signer->not_after);
  tf_cli_end_object (cli);
}

static void
add_signature (TfCli                   *cli,
               guint                    number,
               const TfSignatureResult *result)
{
  tf_cli_begin_object (cli, NULL);
  if (result->signer != NULL)
    tf_cli_line (cli, _("Signature %u, by %s"), number,
                 tf_certificate_info_get_holder (result->signer));
  else
    tf_cli_line (cli, _("Signature %u"), number);
  add_answers (cli, result);
  tf_cli_add_integer (cli, "bytes-after", result->bytes_after);
  tf_cli_add_string (cli, "trust-kind", tf_trust_get_nick (result->trust_kind));
  tf_cli_add_string (cli, "level", tf_signature_level_get_nick (result->level));
  tf_cli_add_given (cli, "digest", result->digest_algorithm);
  add_time (cli, "claimed-time", result->claimed_time);
  if (result->signer != NULL)
    add_signer (cli, result->signer);
  tf_cli_end_object (cli);
}

static gboolean
are_all_valid (const TfVerification *found)
{
  for (guint i = 0; i < found->signatures->len; i++)
    if (((TfSignatureResult *) found->signatures->pdata[i])->overall.verdict != TF_VERDICT_VALID)
      return FALSE;

  return found->valid;
}

static TfCliStatus
run_verify (TfCli   *cli,
            GError **error)
{
  const char *trust_path = tf_cli_get_option (cli, "trust");
  g_autoptr(GFile) file = g_file_new_for_path (tf_cli_get_argument (cli, 0));
  g_autoptr(GFile) trust = trust_path != NULL ? g_file_new_for_path (trust_path) : NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(TfVerification) found = NULL;
  gboolean valid;

  tf_verify_async (file, trust, 0, tf_cli_progress, NULL, tf_cli_get_cancellable (cli),
                   tf_cli_ready_cb, cli);
  result = tf_cli_wait (cli);
  found = tf_verify_finish (result, error);
  if (found == NULL)
    return TF_CLI_FAILED;

  valid = are_all_valid (found);
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "file", found->path);
  tf_cli_add_string (cli, "sha256", found->sha256);
  tf_cli_add_integer (cli, "size", found->size);
  tf_cli_add_boolean (cli, "valid", valid);
  tf_cli_add_string (cli, "message", found->summary);
  tf_cli_begin_array (cli, "signatures");
  for (guint i = 0; i < found->signatures->len; i++)
    add_signature (cli, i + 1, found->signatures->pdata[i]);
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);
  tf_cli_line (cli, "%s", found->summary);
  return valid ? TF_CLI_DONE : TF_CLI_FINDINGS;
}

static const TfCliOption verify_options[] = {
  { "trust", N_("CERTS"), N_("File of certificates that you trust; otherwise nothing is said about "
                             "trust") },
  { NULL }
};

const TfCliCommand tf_cli_verify_commands[] = {
  { "verify", "FILE.pdf [--trust CERTS]",
    N_("Check the signatures of a PDF"),
    N_("Ends with 0 only where there is a signature and all are valid, with 1 where one is not, "
       "where it cannot be\n"
       "known, or where there is none, and with 3 where the file cannot be read."),
    "verify bundle.pdf\nverify bundle.pdf --trust ca.pem --json",
    1, 1, 1, TF_CLI_NO_LIBRARY, verify_options, run_verify },
  { NULL }
};
