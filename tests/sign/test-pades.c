/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pdf-fixture.h"
#include "pki-fixture.h"
#include "tf-openssl.h"
#include "tf-pades.h"
#include "tf-sign-error.h"

#include <string.h>

static const char *const sound_algorithms[] = {
  "RSA-2048", "RSA-3072", "P-256", "P-384", "P-521",
};

static TfSigningKey *
make_trial_key (void)
{
  g_autoptr (GDateTime) from = pki_now (-1);
  g_autoptr (GError) error = NULL;
  TfSigningKey *key = tf_signing_key_new_self_signed ("Trial", "", "Not for real use", from, 30,
                                                      TF_KEY_MAKING_P256, &error);

  g_assert_no_error (error);

  return key;
}

static gboolean
sign (PdfFixture    *pdf,
      TfSigningKey  *key,
      GError       **error)
{
  return tf_pades_sign_file (pdf->path, &pdf->ranges, key, NULL, NULL, NULL, error);
}

static void
test_algorithm (gconstpointer data)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  const PkiSpec spec = { .algorithm = data };
  g_autoptr (TfSigningKey) key = pki_fixture_make_signer (pki, &spec);
  g_autoptr (TfTrustAnchors) anchors = pki_fixture_anchors (pki);
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autoptr (GDateTime) now = pki_now (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSignatureResult) result = NULL;

  g_assert_true (sign (pdf, key, &error));
  g_assert_no_error (error);

  result = pdf_fixture_check (pdf, anchors, now);
  g_test_message ("%s", result->overall.sentence);
  g_assert_cmpint (result->overall.verdict, ==, TF_VERDICT_VALID);
  g_assert_cmpint (result->pades.verdict, ==, TF_VERDICT_VALID);
  g_assert_cmpint (result->level, ==, TF_SIGNATURE_LEVEL_B_B);
  g_assert_cmpint (result->trust_kind, ==, TF_TRUST_ANCHORED);
  g_assert_cmpstr (result->signer->subject_name, ==, "Anna Schröder");
  g_assert_cmpstr (result->digest_algorithm, ==, "SHA256");
  g_assert_null (result->claimed_time);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
test_refused_key (gconstpointer data)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  const PkiSpec spec = { .algorithm = data };
  g_autoptr (TfSigningKey) key = pki_fixture_make_signer (pki, &spec);
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  gsize before_length, after_length;
  g_autofree char *before = pdf_fixture_read (pdf, &before_length);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sign (pdf, key, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE);

  after = pdf_fixture_read (pdf, &after_length);
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_too_small (void)
{
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (300);
  gsize before_length, after_length;
  g_autofree char *before = pdf_fixture_read (pdf, &before_length);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (tf_pades_estimate_capacity (key), >=, TF_PADES_USUAL_CAPACITY);
  g_assert_false (sign (pdf, key, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_TOO_SMALL);

  after = pdf_fixture_read (pdf, &after_length);
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_signed_twice (void)
{
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autoptr (GError) error = NULL;

  g_assert_true (sign (pdf, key, &error));
  g_assert_false (sign (pdf, key, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
}

static void
test_wrong_ranges (void)
{
  static const TfByteRanges changes[] = {
    { 1, 0, 0, 0 }, { 0, -1, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, -1 }, { 0, 0, 0, -1 },
    { 0, 0, 0, 1 }, { 0, G_MAXINT32, 0, 0 }, { 0, 0, -100000, 0 },
  };
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      TfByteRanges ranges = pdf->ranges;
      g_autoptr (GError) error = NULL;

      ranges.start1 += changes[i].start1;
      ranges.length1 += changes[i].length1;
      ranges.start2 += changes[i].start2;
      ranges.length2 += changes[i].length2;
      g_assert_false (tf_pades_sign_file (pdf->path, &ranges, key, NULL, NULL, NULL, &error));
      g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
    }
}

static void
test_missing_file (void)
{
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autofree char *path = g_build_filename (pdf->folder, "no \"such\"\nfile", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (tf_pades_sign_file (path, &pdf->ranges, key, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

typedef struct
{
  gint64        done;
  gint64        total;
  GCancellable *cancellable;
} ProgressLog;

static void
log_progress_cb (gint64   done,
                 gint64   total,
                 gpointer user_data)
{
  ProgressLog *log = user_data;

  g_assert_cmpint (done, >, log->done);
  log->done = done;
  log->total = total;
  if (log->cancellable != NULL)
    g_cancellable_cancel (log->cancellable);
}

static void
test_progress (void)
{
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  ProgressLog log = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tf_pades_sign_file (pdf->path, &pdf->ranges, key, log_progress_cb, &log, NULL,
                                     &error));
  g_assert_cmpint (log.done, ==, log.total);
  g_assert_cmpint (log.total, ==, pdf->ranges.length1 + pdf->ranges.length2);
}

static void
test_cancelled (void)
{
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ProgressLog log = { .cancellable = cancellable };
  gsize length;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tf_pades_sign_file (pdf->path, &pdf->ranges, key, log_progress_cb, &log,
                                      cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  after = pdf_fixture_read (pdf, &length);
  g_assert_nonnull (strstr (after, "/Contents <0000"));
}

/* A token in miniature: a key that the signing key never sees. */
static GBytes *
sign_elsewhere (TfKeyAlgorithm      algorithm,
                TfDigestAlgorithm   digest_algorithm,
                GBytes             *digest,
                gpointer            user_data,
                GCancellable       *cancellable,
                GError            **error)
{
  EVP_PKEY_CTX *context = NULL;
  guint8 signature[512];
  gsize length = sizeof signature;

  if (user_data == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "The card was removed.");
      return NULL;
    }

  g_assert_cmpint (algorithm, ==, TF_KEY_ALGORITHM_ECDSA);
  g_assert_cmpint (digest_algorithm, ==, TF_DIGEST_SHA256);
  context = EVP_PKEY_CTX_new (user_data, NULL);
  EVP_PKEY_sign_init (context);
  EVP_PKEY_sign (context, signature, &length, g_bytes_get_data (digest, NULL),
                 g_bytes_get_size (digest));
  EVP_PKEY_CTX_free (context);

  return g_bytes_new (signature, length);
}

static gboolean
sign_by_function (PkiFixture  *pki,
                  PdfFixture  *pdf,
                  X509        *certificate,
                  EVP_PKEY    *pkey,
                  GError     **error)
{
  g_autoptr (GBytes) der = pki_certificate_der (certificate);
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (TfSigningKey) key = NULL;

  g_ptr_array_add (chain, pki_certificate_der (pki->root.certificate));
  g_ptr_array_add (chain, pki_certificate_der (pki->issuing.certificate));
  key = tf_signing_key_new_for_function (der, chain, sign_elsewhere, pkey, NULL, error);
  g_assert_no_error (*error);
  g_assert_cmpuint (tf_signing_key_get_chain_length (key), ==, 2);

  return sign (pdf, key, error);
}

static void
test_function (void)
{
  const PkiSpec spec = { .algorithm = "P-256" };
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &spec, "Card");
  g_auto (PkiEntity) other = pki_fixture_issue (pki, &spec, "Other");
  g_autoptr (TfTrustAnchors) anchors = pki_fixture_anchors (pki);
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autoptr (GDateTime) now = pki_now (0);
  g_autoptr (TfSignatureResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sign_by_function (pki, pdf, signer.certificate, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
  g_clear_error (&error);

  g_assert_false (sign_by_function (pki, pdf, signer.certificate, other.key, &error));
  g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_KEY_UNUSABLE);
  g_clear_error (&error);

  g_assert_true (sign_by_function (pki, pdf, signer.certificate, signer.key, &error));
  result = pdf_fixture_check (pdf, anchors, now);
  g_assert_cmpint (result->overall.verdict, ==, TF_VERDICT_VALID);
}

static gpointer
sign_and_check_thread (gpointer data)
{
  g_autoptr (GDateTime) now = pki_now (0);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (PdfFixture) document = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
      g_autoptr (TfSignatureResult) result = NULL;

      g_assert_true (sign (document, data, &error));
      result = pdf_fixture_check (document, NULL, now);
      g_assert_cmpint (result->overall.verdict, ==, TF_VERDICT_VALID);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TfSigningKey) key = make_trial_key ();
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sign", sign_and_check_thread, key);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Runs a program and returns what it says; nothing but a normal end is accepted. */
static char *
run (const char *program,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list list;
  int status = -1;

  g_ptr_array_add (arguments, (gpointer) program);
  va_start (list, program);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                &output, &complaints, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s", program, complaints);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  return g_steal_pointer (&output);
}

static gboolean
lacks_program (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  if (path == NULL)
    g_test_skip ("the program is not installed");

  return path == NULL;
}

static void
test_judged_by_pdfsig (void)
{
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  if (lacks_program ("pdfsig"))
    return;

  g_assert_true (sign (pdf, key, &error));
  output = run ("pdfsig", "-nocert", pdf->path, NULL);
  g_assert_nonnull (strstr (output, "Signature is Valid."));
  g_assert_nonnull (strstr (output, "Total document signed"));
  g_assert_nonnull (strstr (output, TF_PADES_SUB_FILTER));
}

static void
test_judged_by_openssl (void)
{
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  const PkiSpec spec = { .algorithm = "RSA-3072" };
  g_autoptr (TfSigningKey) key = pki_fixture_make_signer (pki, &spec);
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autofree char *pem = pki_fixture_root_pem (pki);
  g_autofree char *root = pdf_fixture_add_file (pdf, "root.pem", pem, strlen (pem));
  g_autofree char *data = NULL;
  g_autofree char *content = NULL;
  g_autofree char *value = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (lacks_program ("openssl"))
    return;

  g_assert_true (sign (pdf, key, &error));
  data = pdf_fixture_read (pdf, &length);
  memmove (data + pdf->ranges.length1, data + pdf->ranges.start2, pdf->ranges.length2);
  content = pdf_fixture_add_file (pdf, "content", data,
                                  pdf->ranges.length1 + pdf->ranges.length2);
  contents = pdf_fixture_contents (pdf);
  value = pdf_fixture_add_file (pdf, "value", g_bytes_get_data (contents, NULL),
                                g_bytes_get_size (contents));

  g_free (run ("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", value,
               "-content", content, "-CAfile", root, "-purpose", "any", "-cades",
               "-attime", "1768478400", "-out", "/dev/null", NULL));
  output = run ("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", value, NULL);
  g_assert_null (strstr (output, "signingTime"));
  g_assert_nonnull (strstr (output, "id-smime-aa-signingCertificateV2"));
  g_assert_nonnull (strstr (output, "messageDigest"));
}

/* What ETSI EN 319 122-1 asks of the attributes that are signed: these three and no others, the
 * certificate by its digest alone, and the algorithm without parameters (RFC 5754). */
static void
test_attributes (void)
{
  static const int kinds[] = {
    NID_pkcs9_contentType, NID_pkcs9_messageDigest, NID_id_smime_aa_signingCertificateV2,
  };
  static const guint8 head[] = { 0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 0x04, 0x20 };
  guint8 expected[sizeof head + 32];
  unsigned int length = 0;
  g_autoptr (TfSigningKey) key = make_trial_key ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (CMS_ContentInfo) cms = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TfX509Stack) certificates = NULL;
  const unsigned char *der = NULL;
  CMS_SignerInfo *signer = NULL;
  ASN1_STRING *attribute = NULL;
  X509_ALGOR *algorithm = NULL;

  g_assert_true (sign (pdf, key, &error));
  contents = pdf_fixture_contents (pdf);
  der = g_bytes_get_data (contents, NULL);
  cms = d2i_CMS_ContentInfo (NULL, &der, g_bytes_get_size (contents));
  g_assert_nonnull (cms);
  signer = sk_CMS_SignerInfo_value (CMS_get0_SignerInfos (cms), 0);
  certificates = CMS_get1_certs (cms);

  g_assert_cmpint (CMS_signed_get_attr_count (signer), ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (CMS_signed_get_attr_by_NID (signer, kinds[i], -1), >=, 0);

  memcpy (expected, head, sizeof head);
  g_assert_true (X509_digest (sk_X509_value (certificates, 0), EVP_sha256 (),
                              expected + sizeof head, &length));
  attribute = CMS_signed_get0_data_by_OBJ (signer,
                                           OBJ_nid2obj (NID_id_smime_aa_signingCertificateV2), -3,
                                           V_ASN1_SEQUENCE);
  g_assert_nonnull (attribute);
  g_assert_cmpmem (ASN1_STRING_get0_data (attribute), ASN1_STRING_length (attribute),
                   expected, sizeof expected);

  CMS_SignerInfo_get0_algs (signer, NULL, NULL, &algorithm, NULL);
  g_assert_cmpint (OBJ_obj2nid (algorithm->algorithm), ==, NID_sha256);
  g_assert_null (algorithm->parameter);
  g_assert_cmpint (CMS_unsigned_get_attr_count (signer), <=, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sound_algorithms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sign/pades/algorithm/%s", sound_algorithms[i]);

      g_test_add_data_func (path, sound_algorithms[i], test_algorithm);
    }
  g_test_add_data_func ("/sign/pades/refused/weak", "RSA-1024", test_refused_key);
  g_test_add_data_func ("/sign/pades/refused/ed25519", "ED25519", test_refused_key);
  g_test_add_data_func ("/sign/pades/refused/curve", "secp256k1", test_refused_key);
  g_test_add_func ("/sign/pades/too-small", test_too_small);
  g_test_add_func ("/sign/pades/signed-twice", test_signed_twice);
  g_test_add_func ("/sign/pades/wrong-ranges", test_wrong_ranges);
  g_test_add_func ("/sign/pades/missing-file", test_missing_file);
  g_test_add_func ("/sign/pades/progress", test_progress);
  g_test_add_func ("/sign/pades/cancelled", test_cancelled);
  g_test_add_func ("/sign/pades/attributes", test_attributes);
  g_test_add_func ("/sign/pades/function", test_function);
  g_test_add_func ("/sign/pades/threads", test_threads);
  g_test_add_func ("/sign/pades/judged-by/pdfsig", test_judged_by_pdfsig);
  g_test_add_func ("/sign/pades/judged-by/openssl", test_judged_by_openssl);

  return g_test_run ();
}
