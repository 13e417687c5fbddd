/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signature-check.h"

#include <string.h>

/* The files were judged by others at about this time. */
#define TIME_OF_CHECK "2026-12-01T00:00:00Z"

#define MAX_NUMBERS 8

/* The numbers of `/ByteRange` and the other values of one signature dictionary. */
typedef struct
{
  gint64  numbers[MAX_NUMBERS];
  gsize   n_numbers;
  GBytes *contents;
  char   *sub_filter;
} Dictionary;

typedef struct
{
  const char *file;
  guint       index;      /* which signature in the file */
  TfVerdict   overall;
  TfVerdict   coverage;
  TfVerdict   integrity;
  TfVerdict   pades;
  TfVerdict   certificate;
} FileCase;

#define YES  TF_VERDICT_VALID
#define NO   TF_VERDICT_INVALID
#define OPEN TF_VERDICT_UNDETERMINED

static const FileCase file_cases[] = {
  { "attack-certified-p1-form.pdf",         0, OPEN, OPEN, YES,  YES,  YES },
  { "attack-certified-p2-annotation.pdf",   0, OPEN, OPEN, YES,  YES,  YES },
  { "attack-certified-p2-annotation.pdf",   1, OPEN, OPEN, YES,  YES,  YES },
  { "attack-certified-p2-annotation.pdf",   2, OPEN, OPEN, YES,  YES,  YES },
  { "attack-isa-incremental.pdf",           0, OPEN, OPEN, YES,  NO,   YES },
  { "attack-shadow-hide-and-replace.pdf",   0, OPEN, OPEN, YES,  NO,   YES },
  { "attack-shadow-hide.pdf",               0, OPEN, OPEN, YES,  NO,   OPEN },
  { "attack-shadow-replace.pdf",            0, OPEN, OPEN, YES,  NO,   OPEN },
  { "attack-swa-siwa.pdf",                  0, NO,   NO,   YES,  NO,   YES },
  { "attack-usf-contents-zero.pdf",         0, NO,   NO,   NO,   OPEN, OPEN },
  { "attack-usf-one-byterange.pdf",         0, NO,   NO,   OPEN, NO,   YES },
  { "certified-p1-pkcs7-detached.pdf",      0, OPEN, YES,  YES,  NO,   OPEN },
  { "certified-p2-two-signatures.pdf",      0, OPEN, OPEN, YES,  YES,  OPEN },
  { "certified-p2-two-signatures.pdf",      1, OPEN, YES,  YES,  YES,  OPEN },
  { "certified-p3.pdf",                     0, OPEN, YES,  YES,  YES,  OPEN },
  { "pades-b-b.pdf",                        0, YES,  YES,  YES,  YES,  YES },
  { "pades-b-lt.pdf",                       0, OPEN, OPEN, YES,  YES,  YES },
  { "pades-b-lta.pdf",                      0, OPEN, OPEN, YES,  YES,  YES },
  { "pades-b-lta.pdf",                      1, OPEN, YES,  OPEN, OPEN, OPEN },
  { "pades-b-t.pdf",                        0, YES,  YES,  YES,  YES,  YES },
  { "signed-ed25519-second.pdf",            0, OPEN, OPEN, YES,  NO,   OPEN },
  { "signed-ed25519-second.pdf",            1, OPEN, YES,  OPEN, NO,   OPEN },
  { "signed-expired.pdf",                   0, OPEN, YES,  YES,  NO,   OPEN },
  { "signed-revoked.pdf",                   0, OPEN, OPEN, YES,  NO,   YES },
  { "signed-rsa-pss-lta.pdf",               0, OPEN, OPEN, YES,  YES,  OPEN },
  { "signed-rsa-pss-lta.pdf",               1, OPEN, YES,  OPEN, OPEN, OPEN },
  { "signed-valid-control.pdf",             0, YES,  YES,  YES,  NO,   YES },
};

static void
dictionary_clear (Dictionary *dictionary)
{
  g_clear_pointer (&dictionary->contents, g_bytes_unref);
  g_clear_pointer (&dictionary->sub_filter, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dictionary, dictionary_clear)

static char *
find_text (const char *pattern,
           const char *data,
           gsize       length,
           guint       index)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match_full (regex, data, length, 0, 0, &match, NULL);
  for (guint i = 0; i < index && g_match_info_matches (match); i++)
    g_match_info_next (match, NULL);

  return g_match_info_matches (match) ? g_match_info_fetch (match, 1) : NULL;
}

static GBytes *
decode_hex (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (const char *p = text; p != NULL && p[0] != '\0' && p[1] != '\0'; p += 2)
    {
      guint8 byte = g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]);

      g_byte_array_append (bytes, &byte, 1);
    }

  return g_byte_array_free_to_bytes (bytes);
}

/* Enough of a PDF reader for these files: the object around the numbers is the dictionary. */
static Dictionary
find_dictionary (const char *data,
                 gsize       length,
                 guint       index)
{
  static const char object[] = "(?s)\\d+ \\d+ obj((?:(?!endobj).)*?/ByteRange\\s*\\[.*?)endobj";
  Dictionary dictionary = { 0 };
  g_autofree char *body = find_text (object, data, length, index);
  g_autofree char *numbers = NULL;
  g_autofree char *contents = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_nonnull (body);
  numbers = find_text ("/ByteRange\\s*\\[([\\d\\s]*)\\]", body, strlen (body), 0);
  contents = find_text ("/Contents\\s*<([0-9a-fA-F]*)>", body, strlen (body), 0);
  dictionary.sub_filter = find_text ("/SubFilter\\s*/([\\w.]+)", body, strlen (body), 0);
  dictionary.contents = decode_hex (contents);

  words = g_strsplit_set (numbers, " \r\n\t", -1);
  for (guint i = 0; words[i] != NULL && dictionary.n_numbers < MAX_NUMBERS; i++)
    if (*words[i] != '\0')
      dictionary.numbers[dictionary.n_numbers++] = g_ascii_strtoll (words[i], NULL, 10);

  return dictionary;
}

static TfSignatureResult *
check_file (const char     *folder,
            const char     *name,
            guint           index,
            TfTrustAnchors *anchors)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = NULL;
  g_auto (Dictionary) dictionary = { 0 };
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (TIME_OF_CHECK, NULL);
  g_autoptr (GError) error = NULL;
  TfSignatureInput input = { .path = path, .anchors = anchors, .time = time };
  TfSignatureResult *result;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  dictionary = find_dictionary (data, length, index);

  input.byte_range = dictionary.numbers;
  input.n_byte_range = dictionary.n_numbers;
  input.contents = dictionary.contents;
  input.sub_filter = dictionary.sub_filter;
  result = tf_signature_check (&input, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return result;
}

static char *
get_folder (void)
{
  const char *shared = g_getenv ("TF_TEST_SHARED");

  if (shared == NULL)
    {
      g_test_skip ("TF_TEST_SHARED is not set");
      return NULL;
    }

  return g_build_filename (shared, "data", "pdf", NULL);
}

static void
test_file (gconstpointer data)
{
  const FileCase *file = data;
  g_autofree char *folder = get_folder ();
  g_autoptr (TfSignatureResult) result = NULL;

  if (folder == NULL)
    return;

  result = check_file (folder, file->file, file->index, NULL);
  g_test_message ("%s", result->overall.sentence);
  g_test_message ("%s", result->pades.sentence);
  g_assert_cmpint (result->coverage.verdict, ==, file->coverage);
  g_assert_cmpint (result->integrity.verdict, ==, file->integrity);
  g_assert_cmpint (result->pades.verdict, ==, file->pades);
  g_assert_cmpint (result->certificate.verdict, ==, file->certificate);
  g_assert_cmpint (result->overall.verdict, ==, file->overall);
}

/* The root of the files that were made for the collection stands in its index. */
static TfTrustAnchors *
load_root (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "INDEX.md", NULL);
  g_autofree char *text = NULL;
  g_autofree char *pem = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TfTrustAnchors *anchors;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  pem = find_text ("(?s)(-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n)",
                   text, length, 0);
  bytes = g_bytes_new (pem, strlen (pem));
  anchors = tf_trust_anchors_new_from_bytes (bytes, &error);
  g_assert_no_error (error);

  return anchors;
}

static void
test_trust (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (TfTrustAnchors) anchors = NULL;
  g_autoptr (TfSignatureResult) known = NULL;
  g_autoptr (TfSignatureResult) unknown = NULL;

  if (folder == NULL)
    return;

  anchors = load_root (folder);
  known = check_file (folder, "signed-valid-control.pdf", 0, anchors);
  g_assert_cmpint (known->trust_kind, ==, TF_TRUST_ANCHORED);
  g_assert_cmpint (known->overall.verdict, ==, TF_VERDICT_VALID);

  unknown = check_file (folder, "pades-b-b.pdf", 0, anchors);
  g_assert_cmpint (unknown->trust_kind, ==, TF_TRUST_UNKNOWN);
  g_assert_cmpint (unknown->overall.verdict, ==, TF_VERDICT_UNDETERMINED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (file_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sign/signed-files/%s/%u", file_cases[i].file,
                                               file_cases[i].index);

      g_test_add_data_func (path, &file_cases[i], test_file);
    }
  g_test_add_func ("/sign/signed-files/trust", test_trust);

  return g_test_run ();
}
