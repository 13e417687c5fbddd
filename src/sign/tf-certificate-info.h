/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TF_TYPE_CERTIFICATE_INFO (tf_certificate_info_get_type ())

/**
 * TfCertificateInfo:
 * @subject: the whole name of the holder, most specific part first
 * @subject_name: common name of the holder, or `""`
 * @subject_organisation: organisation of the holder, or `""`
 * @issuer: the whole name of the issuer
 * @issuer_name: common name of the issuer, or `""`
 * @issuer_organisation: organisation of the issuer, or `""`
 * @serial: serial number in hexadecimal
 * @fingerprint: SHA-256 over the certificate, in hexadecimal
 * @key: kind and size of the key, like `RSA 3072`
 * @usage: what its key may be used for, in words, or `""` where no limit is set
 * @self_issued: whether holder and issuer bear the same name
 * @not_before: (nullable): when it begins to be valid, in UTC
 * @not_after: (nullable): when it ceases to be valid, in UTC
 *
 * A certificate as text for people.
 *
 * Names come from the certificate, which anybody may have written: control
 * characters are replaced and overlong names are cut, otherwise nothing is
 * known about them. Strings are never `NULL`. A date is `NULL` where the
 * certificate holds none that can be read.
 */
typedef struct
{
  char      *subject;
  char      *subject_name;
  char      *subject_organisation;
  char      *issuer;
  char      *issuer_name;
  char      *issuer_organisation;
  char      *serial;
  char      *fingerprint;
  char      *key;
  char      *usage;
  gboolean   self_issued;
  GDateTime *not_before;
  GDateTime *not_after;
} TfCertificateInfo;

GType tf_certificate_info_get_type (void);

TfCertificateInfo *tf_certificate_info_copy (const TfCertificateInfo *self)
                   G_GNUC_WARN_UNUSED_RESULT;
void               tf_certificate_info_free (TfCertificateInfo       *self);

const char *tf_certificate_info_get_holder (const TfCertificateInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCertificateInfo, tf_certificate_info_free)

G_END_DECLS
