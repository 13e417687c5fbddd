/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-signature-check.h"

#include "tf-byte-ranges-private.h"
#include "tf-pades.h"
#include "tf-sign-error.h"
#include "tf-signature-cms.h"
#include "tf-signature-result-private.h"
#include "tf-trust-anchors-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static GInputStream *
open_document (const TfSignatureInput  *input,
               GCancellable            *cancellable,
               GError                 **error)
{
  g_autoptr(GFile) file = NULL;

  if (input->path == NULL)
    return g_memory_input_stream_new_from_bytes (input->bytes);

  file = g_file_new_for_path (input->path);

  return (GInputStream *) g_file_read (file, cancellable, error);
}

/* Only pure hexadecimal digits between angle brackets are accepted, without the white space
 * that the file format would permit: a program that reads it differently would see another value.
 */
static gboolean
gap_is_contents (GBytes *gap,
                 GBytes *contents)
{
  gsize gap_length;
  const char *text = g_bytes_get_data (gap, &gap_length);
  gsize length = contents != NULL ? g_bytes_get_size (contents) : 0;
  const guint8 *bytes = length > 0 ? g_bytes_get_data (contents, NULL) : NULL;

  if (length == 0 || gap_length != 2 * length + 2 ||
      text[0] != '<' || text[gap_length - 1] != '>')
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      int high = g_ascii_xdigit_value (text[1 + 2 * i]);
      int low = g_ascii_xdigit_value (text[2 + 2 * i]);

      if (high < 0 || low < 0 || (high << 4 | low) != bytes[i])
        return FALSE;
    }

  return TRUE;
}

static void
answer_coverage (GBytes            *gap,
                 GBytes            *contents,
                 TfSignatureResult *result)
{
  g_autofree char *sentence = NULL;

  if (!gap_is_contents (gap, contents))
    {
      tf_signature_answer_set (&result->coverage, TF_VERDICT_INVALID,
                               _("The bytes that are not signed hold something other than the "
                                 "signature."));
      return;
    }

  if (result->bytes_after == 0)
    {
      tf_signature_answer_set (&result->coverage, TF_VERDICT_VALID,
                               _("The signature covers the whole document."));
      return;
    }

  sentence = g_strdup_printf (ngettext ("%" PRId64 " byte was added to the document after it was "
                                        "signed.",
                                        "%" PRId64 " bytes were added to the document after it was "
                                        "signed.",
                                        result->bytes_after),
                              result->bytes_after);
  tf_signature_answer_set (&result->coverage, TF_VERDICT_UNDETERMINED, sentence);
}

/* Returns FALSE only where the document cannot be read; faults in it become the answer. */
static gboolean
check_coverage (const TfSignatureInput  *input,
                GInputStream            *stream,
                TfByteRanges            *ranges,
                TfSignatureResult       *result,
                GCancellable            *cancellable,
                GError                 **error)
{
  gint64 size = tf_stream_get_size (G_SEEKABLE (stream), cancellable, error);
  g_autoptr(GBytes) gap = NULL;
  g_autoptr(GError) fault = NULL;

  if (size < 0)
    return FALSE;

  if (!tf_byte_ranges_parse (input->byte_range, input->n_byte_range, size, ranges, &fault))
    {
      tf_signature_answer_set (&result->coverage, TF_VERDICT_INVALID, fault->message);
      return TRUE;
    }

  gap = tf_byte_ranges_gap (ranges, stream, cancellable, error);
  if (gap == NULL)
    return FALSE;

  result->bytes_after = size - ranges->start2 - ranges->length2;
  answer_coverage (gap, input->contents, result);

  return TRUE;
}

/* Returns NULL where signatures of this form are checked here. */
static const char *
find_unsupported_form (const char *sub_filter)
{
  if (g_strcmp0 (sub_filter, TF_PADES_SUB_FILTER) == 0 ||
      g_strcmp0 (sub_filter, "adbe.pkcs7.detached") == 0)
    return NULL;
  if (g_strcmp0 (sub_filter, "adbe.pkcs7.sha1") == 0 ||
      g_strcmp0 (sub_filter, "adbe.x509.rsa_sha1") == 0)
    return _("The signature has an old form based on SHA-1 (%s), which proves nothing today and "
             "is not checked here.");
  if (g_strcmp0 (sub_filter, "ETSI.RFC3161") == 0)
    return _("This is a time stamp over the document (%s), which is not checked here.");

  return _("Signatures of the form “%s” cannot be checked here.");
}

static gboolean
form_is_supported (const char        *sub_filter,
                   TfSignatureAnswer *answer)
{
  const char *format = find_unsupported_form (sub_filter);
  g_autofree char *name = NULL;
  g_autoptr(GString) sentence = NULL;

  if (format == NULL)
    return TRUE;

  name = g_utf8_make_valid (sub_filter != NULL ? sub_filter : "", -1);
  sentence = g_string_new (format);
  g_string_replace (sentence, "%s", name, 1);
  tf_signature_answer_set (answer, TF_VERDICT_UNDETERMINED, sentence->str);

  return FALSE;
}

/* Returns FALSE only where the document cannot be read. */
static gboolean
check_signature (const TfSignatureInput  *input,
                 GInputStream            *stream,
                 const TfByteRanges      *ranges,
                 TfSignProgressFunc       progress,
                 gpointer                 user_data,
                 TfSignatureResult       *result,
                 GCancellable            *cancellable,
                 GError                 **error)
{
  g_autoptr(TfSignatureCms) cms = NULL;
  g_autoptr(GBytes) digest = NULL;

  if (!form_is_supported (input->sub_filter, &result->integrity))
    return TRUE;
  cms = tf_signature_cms_parse (input->contents, &result->integrity);
  if (cms == NULL)
    return TRUE;

  g_free (result->digest_algorithm);
  result->digest_algorithm = g_strdup (OBJ_nid2sn (EVP_MD_get_type (cms->digest)));
  tf_signature_cms_check_pades (cms, input->sub_filter, result);
  tf_signature_cms_check_certificate (cms, input->time, result);
  tf_signature_cms_check_trust (cms,
                                input->anchors != NULL
                                ? tf_trust_anchors_get_certificates (input->anchors) : NULL,
                                input->time, result);

  if (ranges->length1 == 0)
    return TRUE;
  digest = tf_byte_ranges_digest (ranges, stream, cms->digest, progress, user_data,
                                  cancellable, error);
  if (digest == NULL)
    return FALSE;
  tf_signature_cms_check_integrity (cms, digest, &result->integrity);

  return TRUE;
}

/**
 * tf_signature_check:
 * @input: the signature and the document it is in
 * @progress: (nullable): told how far reading has come
 * @user_data: data for @progress
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Checks one signature of a document.
 *
 * Whatever is wrong with the signature is in the result. What was added to
 * the document after the signature cannot be judged without reading it as
 * PDF: then coverage is undetermined, and so is the whole.
 *
 * Returns: (transfer full): the answers, or `NULL` with @error set when the
 *   document could not be read or the check was cancelled
 */
TfSignatureResult *
tf_signature_check (const TfSignatureInput  *input,
                    TfSignProgressFunc       progress,
                    gpointer                 user_data,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  TF_OPENSSL_SCOPE;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(TfSignatureResult) result = NULL;
  TfByteRanges ranges = { 0 };

  g_return_val_if_fail (input != NULL && input->time != NULL, NULL);
  g_return_val_if_fail (input->path != NULL || input->bytes != NULL, NULL);
  g_return_val_if_fail (input->byte_range != NULL || input->n_byte_range == 0, NULL);

  stream = open_document (input, cancellable, error);
  if (stream == NULL)
    return NULL;

  result = tf_signature_result_new ();
  if (!check_coverage (input, stream, &ranges, result, cancellable, error) ||
      !check_signature (input, stream, &ranges, progress, user_data, result,
                           cancellable, error))
    return NULL;

  tf_signature_result_conclude (result);

  return g_steal_pointer (&result);
}
