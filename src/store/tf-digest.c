/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-digest.h"

#include <openssl/evp.h>

/* OpenSSL fails here only where it was built without SHA-256 or memory has run out. */
#define MUST(call) G_STMT_START { if (!(call)) g_error ("SHA-256 cannot be computed"); } G_STMT_END

struct _TfDigest
{
  EVP_MD_CTX *context;
};

/**
 * tf_digest_new:
 *
 * Returns: (transfer full): a digest of no bytes yet
 */
TfDigest *
tf_digest_new (void)
{
  TfDigest *self = g_new0 (TfDigest, 1);

  self->context = EVP_MD_CTX_new ();
  MUST (self->context != NULL && EVP_DigestInit_ex (self->context, EVP_sha256 (), NULL) == 1);
  return self;
}

/**
 * tf_digest_free:
 * @self: (transfer full): a digest
 */
void
tf_digest_free (TfDigest *self)
{
  EVP_MD_CTX_free (self->context);
  g_free (self);
}

/**
 * tf_digest_update:
 * @self: a digest
 * @data: the bytes that come next
 * @length: how many
 */
void
tf_digest_update (TfDigest      *self,
                  const guchar  *data,
                  gsize          length)
{
  MUST (EVP_DigestUpdate (self->context, data, length) == 1);
}

/**
 * tf_digest_end:
 * @self: a digest, which takes no more bytes afterwards
 *
 * Returns: (transfer full): the SHA-256 in hexadecimal, in small letters
 */
char *
tf_digest_end (TfDigest *self)
{
  guchar sum[EVP_MAX_MD_SIZE];
  guint length = 0;
  GString *hex = g_string_sized_new (65);

  MUST (EVP_DigestFinal_ex (self->context, sum, &length) == 1);
  for (guint i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", sum[i]);

  return g_string_free (hex, FALSE);
}
