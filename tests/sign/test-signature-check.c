/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pdf-fixture.h"
#include "pki-fixture.h"
#include "tf-pades.h"
#include "tf-sign-error.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <string.h>

/* A signed document and all that is needed to check it. */
typedef struct
{
  PkiFixture     *pki;
  PdfFixture     *pdf;
  TfTrustAnchors *anchors;
  GDateTime      *now;
} Signed;

static void
signed_clear (Signed *self)
{
  g_clear_pointer (&self->pki, pki_fixture_free);
  g_clear_pointer (&self->pdf, pdf_fixture_free);
  g_clear_pointer (&self->anchors, tf_trust_anchors_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signed, signed_clear)

static Signed
make_signed (const PkiSpec *spec)
{
  Signed self = {
    .pki = pki_fixture_new (),
    .pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY),
    .now = pki_now (0),
  };
  g_autoptr (TfSigningKey) key = pki_fixture_make_signer (self.pki, spec);
  g_autoptr (GError) error = NULL;

  self.anchors = pki_fixture_anchors (self.pki);
  tf_pades_sign_file (self.pdf->path, &self.pdf->ranges, key, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return self;
}

typedef enum {
  CHANGE_NOTHING,
  CHANGE_FLIP,
  CHANGE_APPEND,
  CHANGE_CUT,
  CHANGE_CUT_ONE,
  CHANGE_INSERT,
} ChangeKind;

/* Where the change happens, as a place between the marks of the document. */
typedef enum {
  AT_START,
  AT_FIRST_END,
  AT_GAP_OPEN,
  AT_GAP_HEX,
  AT_GAP_SIGNATURE,
  AT_GAP_PADDING,
  AT_GAP_CLOSE,
  AT_SECOND_START,
  AT_END,
} Place;

typedef struct
{
  const char *label;
  ChangeKind  kind;
  Place       place;
  TfVerdict   overall;
  TfVerdict   coverage;
  TfVerdict   integrity;
} ChangeCase;

#define YES  TF_VERDICT_VALID
#define NO   TF_VERDICT_INVALID
#define OPEN TF_VERDICT_UNDETERMINED

static const ChangeCase change_cases[] = {
  { "nothing",          CHANGE_NOTHING, AT_START,         YES,  YES,  YES },
  { "first-byte",       CHANGE_FLIP,    AT_START,         NO,   YES,  NO },
  { "first-range-end",  CHANGE_FLIP,    AT_FIRST_END,     NO,   YES,  NO },
  { "second-range",     CHANGE_FLIP,    AT_SECOND_START,  NO,   YES,  NO },
  { "last-byte",        CHANGE_FLIP,    AT_END,           NO,   YES,  NO },
  { "gap-open",         CHANGE_FLIP,    AT_GAP_OPEN,      NO,   NO,   YES },
  { "gap-close",        CHANGE_FLIP,    AT_GAP_CLOSE,     NO,   NO,   YES },
  { "gap-header",       CHANGE_FLIP,    AT_GAP_HEX,       NO,   YES,  NO },
  { "gap-signature",    CHANGE_FLIP,    AT_GAP_SIGNATURE, NO,   YES,  NO },
  { "gap-padding",      CHANGE_FLIP,    AT_GAP_PADDING,   NO,   YES,  NO },
  { "appended",         CHANGE_APPEND,  AT_END,           OPEN, OPEN, YES },
  { "cut-to-half",      CHANGE_CUT,     AT_END,           NO,   NO,   OPEN },
  { "cut-by-one",       CHANGE_CUT_ONE, AT_END,           NO,   NO,   OPEN },
  { "inserted-first",   CHANGE_INSERT,  AT_START,         NO,   NO,   NO },
  { "inserted-gap",     CHANGE_INSERT,  AT_GAP_PADDING,   NO,   NO,   NO },
  { "inserted-second",  CHANGE_INSERT,  AT_SECOND_START,  NO,   OPEN, NO },
};

static gsize
find_place (const TfByteRanges *ranges,
            Place               place,
            const char         *data,
            gsize               length)
{
  const gsize places[] = {
    [AT_START] = 0,
    [AT_FIRST_END] = ranges->length1 - 1,
    [AT_GAP_OPEN] = ranges->length1,
    [AT_GAP_HEX] = ranges->length1 + 1,
    [AT_GAP_PADDING] = ranges->start2 - 3,
    [AT_GAP_CLOSE] = ranges->start2 - 1,
    [AT_SECOND_START] = ranges->start2,
    [AT_END] = length - 1,
  };

  /* The signature value is the last thing before the padding. */
  if (place == AT_GAP_SIGNATURE)
    {
      gsize last = ranges->start2 - 2;

      while (data[last] == '0')
        last--;
      return last - 8;
    }

  return places[place];
}

static void
change (GString          *data,
        const ChangeCase *how,
        gsize             place)
{
  switch (how->kind)
    {
    case CHANGE_FLIP:
      data->str[place] = g_ascii_isxdigit (data->str[place]) && data->str[place] != '1' ? '1' : '2';
      break;
    case CHANGE_APPEND:
      g_string_append (data, "\n%appended\n");
      break;
    case CHANGE_CUT:
      g_string_truncate (data, data->len / 2);
      break;
    case CHANGE_CUT_ONE:
      g_string_truncate (data, data->len - 1);
      break;
    case CHANGE_INSERT:
      g_string_insert_c (data, place, '0');
      break;
    case CHANGE_NOTHING:
    default:
      break;
    }
}

static TfSignatureResult *
check_bytes (Signed             *signature,
             GBytes             *bytes,
             const TfByteRanges *ranges,
             GBytes             *contents)
{
  const gint64 numbers[] = { ranges->start1, ranges->length1, ranges->start2, ranges->length2 };
  const TfSignatureInput input = {
    .bytes = bytes,
    .byte_range = numbers,
    .n_byte_range = G_N_ELEMENTS (numbers),
    .contents = contents,
    .sub_filter = TF_PADES_SUB_FILTER,
    .anchors = signature->anchors,
    .time = signature->now,
  };
  g_autoptr (GError) error = NULL;
  TfSignatureResult *result = tf_signature_check (&input, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return result;
}

/* The dictionary is read anew from the changed bytes where these still hold one. */
static GBytes *
read_contents (const TfByteRanges *ranges,
               const GString      *data)
{
  GByteArray *contents = g_byte_array_new ();

  for (gint64 at = ranges->length1 + 1; at + 1 < ranges->start2 - 1 && at + 1 < (gint64) data->len;
       at += 2)
    {
      guint8 byte = (guint) g_ascii_xdigit_value (data->str[at]) << 4
                    | (guint) g_ascii_xdigit_value (data->str[at + 1]);

      g_byte_array_append (contents, &byte, 1);
    }

  return g_byte_array_free_to_bytes (contents);
}

static void
test_change (gconstpointer test_data)
{
  const ChangeCase *how = test_data;
  const PkiSpec spec = { .algorithm = "P-256" };
  g_auto (Signed) signature = make_signed (&spec);
  g_autoptr (GString) data = g_string_new (NULL);
  g_autofree char *original = NULL;
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TfSignatureResult) result = NULL;
  gsize length;

  original = pdf_fixture_read (signature.pdf, &length);
  g_string_append_len (data, original, length);
  change (data, how, find_place (&signature.pdf->ranges, how->place, original, length));

  contents = read_contents (&signature.pdf->ranges, data);
  bytes = g_bytes_new (data->str, data->len);
  result = check_bytes (&signature, bytes, &signature.pdf->ranges, contents);

  g_test_message ("%s", result->overall.sentence);
  g_assert_cmpint (result->coverage.verdict, ==, how->coverage);
  g_assert_cmpint (result->integrity.verdict, ==, how->integrity);
  g_assert_cmpint (result->overall.verdict, ==, how->overall);
  g_assert_cmpint (result->bytes_after > 0, ==,
                   how->kind == CHANGE_APPEND || how->kind == CHANGE_INSERT);
  if (how->overall == NO)
    g_assert_cmpint (result->level, ==, TF_SIGNATURE_LEVEL_NONE);
}

static gsize
find_bytes (GBytes       *bytes,
            gconstpointer needle,
            gsize         length)
{
  const guint8 *start = g_bytes_get_data (bytes, NULL);
  const guint8 *found = memmem (start, g_bytes_get_size (bytes), needle, length);

  g_assert_nonnull (found);

  return found - start;
}

/* Issuers' certificates that come along in the value are not protected by anything. All else is:
 * what stands before the certificates, and everything from the first signed attribute to the end.
 */
static void
test_every_byte_of_signature (void)
{
  static const guint8 data_type[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };
  static const guint8 content_type[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03 };
  const PkiSpec spec = { .algorithm = "P-256" };
  g_auto (Signed) signature = make_signed (&spec);
  const TfByteRanges *ranges = &signature.pdf->ranges;
  g_autoptr (GBytes) sound = pdf_fixture_contents (signature.pdf);
  gsize length;
  g_autofree char *data = pdf_fixture_read (signature.pdf, &length);
  gsize last = find_place (ranges, AT_GAP_SIGNATURE, data, length);
  gsize start = ranges->length1 + 1;
  gsize certificates = start + 2 * (find_bytes (sound, data_type, sizeof data_type)
                                    + sizeof data_type);
  gsize attributes = start + 2 * find_bytes (sound, content_type, sizeof content_type);

  for (gsize place = start; place < last + 8;
       place = place + 1 == certificates ? attributes : place + 1)
    {
      char saved = data[place];
      g_autoptr (GString) changed = NULL;
      g_autoptr (GBytes) contents = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (TfSignatureResult) result = NULL;

      data[place] = saved == '7' ? '6' : '7';
      changed = g_string_new_len (data, length);
      contents = read_contents (ranges, changed);
      bytes = g_bytes_new (data, length);
      result = check_bytes (&signature, bytes, ranges, contents);
      g_assert_cmpint (result->overall.verdict, !=, TF_VERDICT_VALID);
      data[place] = saved;
    }
}

typedef struct
{
  const char *label;
  gint64      numbers[5];
  gsize       n_numbers;
  TfVerdict   coverage;
} RangeCase;

/* 1000 stands for the end of the first range, 2000 for the start of the second, 3000 for the
 * length of the second, 4000 for the size of the document.
 */
static const RangeCase range_cases[] = {
  { "right",          { 0, 1000, 2000, 3000 },               4, YES },
  { "none",           { 0 },                                 0, NO },
  { "one-range",      { 0, 1000 },                           2, NO },
  { "three-numbers",  { 0, 1000, 2000 },                     3, NO },
  { "five-numbers",   { 0, 1000, 2000, 3000, 0 },            5, NO },
  { "swapped",        { 2000, 3000, 0, 1000 },               4, NO },
  { "late-start",     { 1, 1000, 2000, 3000 },               4, NO },
  { "negative-start", { -1, 1000, 2000, 3000 },              4, NO },
  { "negative",       { 0, -1000, 2000, 3000 },              4, NO },
  { "overlap",        { 0, 2000, 1000, 3000 },               4, NO },
  { "no-gap",         { 0, 1000, 1000, 3000 },               4, NO },
  { "behind-end",     { 0, 1000, 2000, 4000 },               4, NO },
  { "huge",           { 0, 1000, G_MAXINT64, G_MAXINT64 },   4, NO },
  { "empty-second",   { 0, 1000, 2000, 0 },                  4, NO },
  { "whole",          { 0, 4000, 4000, 0 },                  4, NO },
};

static void
test_range (gconstpointer data)
{
  const RangeCase *range = data;
  const PkiSpec spec = { .algorithm = "P-256" };
  g_auto (Signed) signature = make_signed (&spec);
  const TfByteRanges *ranges = &signature.pdf->ranges;
  g_autoptr (GBytes) contents = pdf_fixture_contents (signature.pdf);
  gint64 numbers[G_N_ELEMENTS (range->numbers)];
  TfSignatureInput input = {
    .path = signature.pdf->path,
    .byte_range = numbers,
    .n_byte_range = range->n_numbers,
    .contents = contents,
    .sub_filter = TF_PADES_SUB_FILTER,
    .time = signature.now,
  };
  g_autoptr (TfSignatureResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gint64 number = range->numbers[i];

      numbers[i] = number == 1000 ? ranges->length1
                   : number == -1000 ? -ranges->length1
                   : number == 2000 ? ranges->start2
                   : number == 3000 ? ranges->length2
                   : number == 4000 ? ranges->start2 + ranges->length2
                   : number;
    }

  result = tf_signature_check (&input, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", result->coverage.sentence);
  g_assert_cmpint (result->coverage.verdict, ==, range->coverage);
  g_assert_cmpint (result->overall.verdict, ==, range->coverage);
}

typedef struct
{
  const char *label;
  PkiSpec     spec;
  TfVerdict   overall;
  TfVerdict   certificate;
} SignerCase;

static const SignerCase signer_cases[] = {
  { "usual",             { "P-256" },                                    YES,  YES },
  { "only-signature",    { "P-256", 0, 0, "critical,digitalSignature" }, YES,  YES },
  { "only-repudiation",  { "P-256", 0, 0, "nonRepudiation" },            YES,  YES },
  { "no-usage",          { "P-256", 0, 0, "" },                          YES,  YES },
  { "other-usage",       { "P-256", 0, 0, "critical,keyAgreement" },     NO,   NO },
  { "other-purpose",     { "P-256", 0, 0, NULL, "serverAuth" },          OPEN, OPEN },
  { "mail",              { "P-256", 0, 0, NULL, "emailProtection" },     YES,  YES },
  { "expired",           { "P-256", -900, -1 },                          OPEN, OPEN },
  { "not-yet",           { "P-256", 1, 900 },                            NO,   NO },
};

static void
test_signer (gconstpointer data)
{
  const SignerCase *signer = data;
  g_auto (Signed) signature = make_signed (&signer->spec);
  g_autoptr (TfSignatureResult) result = pdf_fixture_check (signature.pdf, signature.anchors,
                                                            signature.now);

  g_test_message ("%s", result->certificate.sentence);
  g_assert_cmpint (result->integrity.verdict, ==, TF_VERDICT_VALID);
  g_assert_cmpint (result->trust_kind, ==, TF_TRUST_ANCHORED);
  g_assert_cmpint (result->certificate.verdict, ==, signer->certificate);
  g_assert_cmpint (result->overall.verdict, ==, signer->overall);
}

static void
test_trust (void)
{
  const PkiSpec spec = { .algorithm = "P-256" };
  g_auto (Signed) signature = make_signed (&spec);
  g_autoptr (PkiFixture) stranger = pki_fixture_new ();
  g_autoptr (TfTrustAnchors) strange = pki_fixture_anchors (stranger);
  g_autoptr (TfSignatureResult) not_asked = pdf_fixture_check (signature.pdf, NULL, signature.now);
  g_autoptr (TfSignatureResult) unknown = pdf_fixture_check (signature.pdf, strange, signature.now);
  g_autoptr (GDateTime) late = pki_now (4000);
  g_autoptr (TfSignatureResult) too_late = pdf_fixture_check (signature.pdf, signature.anchors,
                                                              late);

  g_assert_cmpint (not_asked->trust_kind, ==, TF_TRUST_NOT_ASKED);
  g_assert_cmpint (not_asked->trust.verdict, ==, TF_VERDICT_UNDETERMINED);
  g_assert_cmpint (not_asked->overall.verdict, ==, TF_VERDICT_VALID);

  g_assert_cmpint (unknown->trust_kind, ==, TF_TRUST_UNKNOWN);
  g_assert_cmpint (unknown->overall.verdict, ==, TF_VERDICT_UNDETERMINED);

  g_assert_cmpint (too_late->trust_kind, ==, TF_TRUST_UNKNOWN);
  g_assert_cmpint (too_late->overall.verdict, ==, TF_VERDICT_UNDETERMINED);
}

static void
test_self_signed (void)
{
  g_autoptr (GDateTime) now = pki_now (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSigningKey) key = tf_signing_key_new_self_signed ("Trial", "Org", "Trial only", now,
                                                                 30, TF_KEY_MAKING_P384, &error);
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autoptr (TfTrustAnchors) others = pki_fixture_anchors (pki);
  g_autoptr (GBytes) der = tf_signing_key_dup_certificate_der (key);
  g_autoptr (TfTrustAnchors) itself = tf_trust_anchors_new_from_bytes (der, &error);
  g_autoptr (TfSignatureResult) not_asked = NULL;
  g_autoptr (TfSignatureResult) distrusted = NULL;
  g_autoptr (TfSignatureResult) trusted = NULL;

  g_assert_true (tf_pades_sign_file (pdf->path, &pdf->ranges, key, NULL, NULL, NULL, &error));
  not_asked = pdf_fixture_check (pdf, NULL, now);
  distrusted = pdf_fixture_check (pdf, others, now);
  trusted = pdf_fixture_check (pdf, itself, now);

  g_assert_cmpint (not_asked->overall.verdict, ==, TF_VERDICT_VALID);
  g_assert_cmpint (distrusted->trust_kind, ==, TF_TRUST_SELF_SIGNED);
  g_assert_cmpint (distrusted->overall.verdict, ==, TF_VERDICT_UNDETERMINED);
  g_assert_cmpint (trusted->trust_kind, ==, TF_TRUST_ANCHORED);
  g_assert_cmpint (trusted->overall.verdict, ==, TF_VERDICT_VALID);
}

typedef struct
{
  const char *label;
  const char *digest;
  guint       flags;
  const char *sub_filter;
  gboolean    two_signers;
  TfVerdict   overall;
  TfVerdict   integrity;
  TfVerdict   pades;
} ForeignCase;

/* Signatures as other programs make them: here by the library itself. */
static const ForeignCase foreign_cases[] = {
  { "adobe",         "SHA256", CMS_NOSMIMECAP, "adbe.pkcs7.detached", FALSE, YES, YES, NO },
  { "sha512",        "SHA512", 0,              "adbe.pkcs7.detached", FALSE, YES, YES, NO },
  { "signing-time",  "SHA256", CMS_CADES,      "ETSI.CAdES.detached", FALSE, YES, YES, NO },
  { "no-naming",     "SHA256", 0,              "ETSI.CAdES.detached", FALSE, YES, YES, NO },
  { "sha1",          "SHA1",   0,              "adbe.pkcs7.detached", FALSE, OPEN, OPEN, NO },
  { "no-attributes", "SHA256", CMS_NOATTR,     "adbe.pkcs7.detached", FALSE, OPEN, OPEN, NO },
  { "no-certificate", "SHA256", CMS_NOCERTS,   "adbe.pkcs7.detached", FALSE, NO, NO, OPEN },
  { "two-signers",   "SHA256", 0,              "adbe.pkcs7.detached", TRUE, NO, NO, OPEN },
  { "embedded",      "SHA256", 1,              "adbe.pkcs7.detached", FALSE, NO, NO, OPEN },
  { "old-form",      "SHA1",   0,              "adbe.pkcs7.sha1", FALSE, OPEN, OPEN, OPEN },
  { "time-stamp",    "SHA256", 0,              "ETSI.RFC3161", FALSE, OPEN, OPEN, OPEN },
  { "unknown-form",  "SHA256", 0,              "Acme.%s.\xff", FALSE, OPEN, OPEN, OPEN },
  { "no-form",       "SHA256", 0,              NULL, FALSE, OPEN, OPEN, OPEN },
};

static GBytes *
sign_by_library (const PkiEntity    *signer,
                 const ForeignCase  *foreign,
                 const char         *data,
                 const TfByteRanges *ranges)
{
  gboolean embedded = foreign->flags == 1;
  guint flags = CMS_BINARY | CMS_PARTIAL | (embedded ? 0 : CMS_DETACHED);
  BIO *content = BIO_new (BIO_s_mem ());
  CMS_ContentInfo *cms = CMS_sign (NULL, NULL, NULL, NULL, flags);
  guchar *der = NULL;
  GBytes *bytes;
  int length;

  BIO_write (content, data, ranges->length1);
  BIO_write (content, data + ranges->start2, ranges->length2);
  for (guint i = 0; i < (foreign->two_signers ? 2 : 1); i++)
    {
      guint signer_flags = embedded ? 0 : foreign->flags;

      /* The second time the certificate is there already. */
      if (i > 0)
        signer_flags |= CMS_NOCERTS;
      g_assert_nonnull (CMS_add1_signer (cms, signer->certificate, signer->key,
                                         EVP_get_digestbyname (foreign->digest), signer_flags));
    }
  g_assert_cmpint (CMS_final (cms, content, NULL, flags), ==, 1);
  length = i2d_CMS_ContentInfo (cms, &der);
  bytes = g_bytes_new (der, length);

  OPENSSL_free (der);
  CMS_ContentInfo_free (cms);
  BIO_free (content);

  return bytes;
}

/* Puts the signature into the gap and hands it out filled up, as a PDF reader would. */
static GBytes *
place_signature (PdfFixture *pdf,
                 GBytes     *der)
{
  gsize length;
  g_autofree char *data = pdf_fixture_read (pdf, &length);

  g_assert_cmpuint (g_bytes_get_size (der), <=, tf_byte_ranges_get_capacity (&pdf->ranges));
  for (gsize i = 0; i < g_bytes_get_size (der); i++)
    {
      const guint8 *bytes = g_bytes_get_data (der, NULL);
      g_autofree char *digits = g_strdup_printf ("%02X", bytes[i]);

      memcpy (data + pdf->ranges.length1 + 1 + 2 * i, digits, 2);
    }
  pdf_fixture_write (pdf, data, length);

  return pdf_fixture_contents (pdf);
}

static void
test_foreign (gconstpointer data)
{
  const ForeignCase *foreign = data;
  const PkiSpec spec = { .algorithm = "P-256" };
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &spec, "Foreign");
  g_autoptr (GDateTime) now = pki_now (0);
  gsize length;
  g_autofree char *text = pdf_fixture_read (pdf, &length);
  g_autoptr (GBytes) der = sign_by_library (&signer, foreign, text, &pdf->ranges);
  g_autoptr (GBytes) contents = place_signature (pdf, der);
  const gint64 numbers[] = { 0, pdf->ranges.length1, pdf->ranges.start2, pdf->ranges.length2 };
  const TfSignatureInput input = {
    .path = pdf->path, .byte_range = numbers, .n_byte_range = 4, .contents = contents,
    .sub_filter = foreign->sub_filter, .time = now,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSignatureResult) result = tf_signature_check (&input, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s", result->integrity.sentence);
  g_assert_true (g_utf8_validate (result->overall.sentence, -1, NULL));
  g_assert_cmpint (result->integrity.verdict, ==, foreign->integrity);
  g_assert_cmpint (result->pades.verdict, ==, foreign->pades);
  g_assert_cmpint (result->overall.verdict, ==, foreign->overall);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

/* A certificate for the same key under another name must not take the signature over. */
static void
test_other_certificate (void)
{
  const PkiSpec spec = { .algorithm = "P-256" };
  const ForeignCase foreign = { .digest = "SHA256", .flags = CMS_CADES };
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_auto (PkiEntity) signer = pki_fixture_issue (pki, &spec, "Anna");
  g_autoptr (GDateTime) now = pki_now (0);
  gsize length;
  g_autofree char *text = pdf_fixture_read (pdf, &length);
  g_autoptr (GBytes) der = sign_by_library (&signer, &foreign, text, &pdf->ranges);
  g_autoptr (GBytes) old_certificate = pki_certificate_der (signer.certificate);
  g_autoptr (GByteArray) forged = g_byte_array_new ();
  g_autoptr (GBytes) forged_der = NULL;
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (TfSignatureResult) result = NULL;
  guint8 *place;

  /* Holder "Anna" becomes "Otto" in the certificate that comes along, which nothing but the
   * naming of the certificate and its own signature protects. */
  g_byte_array_append (forged, g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  place = memmem (forged->data, forged->len, g_bytes_get_data (old_certificate, NULL),
                  g_bytes_get_size (old_certificate));
  g_assert_nonnull (place);
  place = memmem (place, g_bytes_get_size (old_certificate), "Anna", 4);
  g_assert_nonnull (place);
  memcpy (place, "Otto", 4);

  forged_der = g_bytes_new (forged->data, forged->len);
  contents = place_signature (pdf, forged_der);
  result = pdf_fixture_check (pdf, NULL, now);
  g_assert_cmpint (result->integrity.verdict, ==, TF_VERDICT_INVALID);
  g_assert_cmpint (result->overall.verdict, ==, TF_VERDICT_INVALID);
}

static void
test_no_document (void)
{
  g_autoptr (PdfFixture) pdf = pdf_fixture_new (PDF_FIXTURE_CAPACITY);
  g_autofree char *path = g_build_filename (pdf->folder, "gone", NULL);
  g_autoptr (GDateTime) now = pki_now (0);
  const TfSignatureInput input = { .path = path, .time = now };
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSignatureResult) result = tf_signature_check (&input, NULL, NULL, NULL, &error);

  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_cancelled (void)
{
  const PkiSpec spec = { .algorithm = "P-256" };
  g_auto (Signed) signature = make_signed (&spec);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const TfSignatureInput input = { .path = signature.pdf->path, .time = signature.now };
  g_autoptr (GError) error = NULL;
  g_autoptr (TfSignatureResult) result = NULL;

  g_cancellable_cancel (cancellable);
  result = tf_signature_check (&input, NULL, NULL, cancellable, &error);
  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_result_copy (void)
{
  const PkiSpec spec = { .algorithm = "P-256" };
  g_auto (Signed) signature = make_signed (&spec);
  TfSignatureResult *result = pdf_fixture_check (signature.pdf, NULL, signature.now);
  g_autoptr (TfSignatureResult) copy = tf_signature_result_copy (result);

  tf_signature_result_free (result);
  g_assert_cmpstr (copy->signer->subject_name, ==, "Anna Schröder");
  g_assert_nonnull (strstr (copy->overall.sentence, "Anna Schröder"));
  g_assert_cmpstr (tf_verdict_get_nick (copy->overall.verdict), ==, "valid");
  g_assert_cmpstr (tf_trust_get_nick (copy->trust_kind), ==, "not-asked");
  g_assert_cmpstr (tf_signature_level_get_nick (copy->level), ==, "B-B");
}

static void
test_anchors (void)
{
  static const char *const refused[] = {
    "", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  };
  g_autoptr (PkiFixture) pki = pki_fixture_new ();
  g_autofree char *pem = pki_fixture_root_pem (pki);
  g_autofree char *twice = g_strconcat ("# two\n", pem, "\n", pem, NULL);
  g_autofree char *damaged = g_strconcat (pem, refused[2], NULL);
  const char *const texts[] = { refused[0], refused[1], refused[2], damaged };
  g_autoptr (GBytes) sound = g_bytes_new (twice, strlen (twice));
  g_autoptr (GError) error = NULL;
  g_autoptr (TfTrustAnchors) anchors = tf_trust_anchors_new_from_bytes (sound, &error);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/anchors.pem");

  g_assert_no_error (error);
  g_assert_cmpuint (tf_trust_anchors_get_length (anchors), ==, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));

      g_assert_null (tf_trust_anchors_new_from_bytes (bytes, &error));
      g_assert_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID);
      g_clear_error (&error);
    }

  g_assert_null (tf_trust_anchors_new_from_file (missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

#define ADD_CASES(folder, cases, function)                                                    \
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)                                            \
    {                                                                                         \
      g_autofree char *path = g_strdup_printf ("/sign/signature-check/" folder "/%s",         \
                                               cases[i].label);                               \
                                                                                              \
      g_test_add_data_func (path, &cases[i], function);                                       \
    }

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_CASES ("change", change_cases, test_change);
  ADD_CASES ("range", range_cases, test_range);
  ADD_CASES ("signer", signer_cases, test_signer);
  ADD_CASES ("foreign", foreign_cases, test_foreign);
  g_test_add_func ("/sign/signature-check/every-byte", test_every_byte_of_signature);
  g_test_add_func ("/sign/signature-check/trust", test_trust);
  g_test_add_func ("/sign/signature-check/self-signed", test_self_signed);
  g_test_add_func ("/sign/signature-check/other-certificate", test_other_certificate);
  g_test_add_func ("/sign/signature-check/no-document", test_no_document);
  g_test_add_func ("/sign/signature-check/cancelled", test_cancelled);
  g_test_add_func ("/sign/signature-check/result-copy", test_result_copy);
  g_test_add_func ("/sign/signature-check/anchors", test_anchors);

  return g_test_run ();
}
